"""The run-off: where a tie runs past the cut, the tied alone are counted once more."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.messages import Message, message
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.listing import MARGIN, around, moved
from apv_tui.tui.stages.vote_part import Part, VoteView
from apv_tui.tui.stages.vote_result import Result


class RunOff(Part):
    """One more count, of the tied only: a stroke from each person."""

    def __init__(self, stage: VoteView, result: Result) -> None:
        super().__init__(stage)
        self.result = result
        self._counted: set[str] = set()
        self._sure = False
        """Whether the key before this one asked to call off a run-off in which strokes were counted."""
        self._said_against: Message | None = None

    @property
    def items(self) -> tuple[str, ...]:
        """The tied, in order of their numbers."""
        runoff, items = self.stage.count.runoff or {}, self.stage.state.items
        return tuple(sorted((id_ for id_ in runoff if id_ in items), key=lambda id_: items[id_].number))

    def task(self, width: int) -> Lines:
        """Give what to do."""
        said = self.stage.words("vote.runoff", numbers=self.stage.numbers(self.items), **self.stage.marks)
        return paragraph(said, width, "accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the tied with a column of strokes, hidden as in the first count."""
        runoff = self.stage.count.runoff or {}
        self.cursor = min(self.cursor, len(self.items))
        said = self.stage.words(
            "vote.strokes_of",
            total=sum(runoff.values()),
            possible=self.stage.count.voters,
            **self.stage.marks,
        )
        head: Lines = [line(" ", Span(said, "heading", True))]
        if height > 10:
            head.append(EMPTY)
        rows = around(
            len(self.items) + 1, self.cursor, width, height - 1, lambda at: self._row(at, width - MARGIN)
        )
        return (head + rows)[:height]

    def _row(self, at: int, width: int) -> Lines:
        stage, here = self.stage, at == self.cursor
        marker = "►" if here else " "
        if at == len(self.items):
            said = clip(f"{marker} {stage.words('vote.close_runoff')}", width)
            return [line(Span(said, "cursor" if here else "accent", True))]
        item = stage.state.items[self.items[at]]
        role = "over" if self.wrong else "accent"
        done = self._done(item.id)
        cell = f"[{self.typed:>2}]" if here else " √  " if done else "    "
        if here and not self.typed and done:
            cell = "[√ ]"
        head = f"{marker}{item.number:>{stage.digits}}  "
        text = clip(stage.desk.item_text(item), width - len(head) - 7)
        row = line(Span(head, "cursor" if here else "muted"), Span(text, "cursor" if here else "text"))
        gap = width - width_of(row) - len(cell)
        return [(*row, Span(" " * gap), Span(cell, role if here else "good", True))]

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        at_end = self.cursor >= len(self.items)
        return (
            Hint("enter", "hint.show_result" if at_end else "hint.store"),
            Hint("backspace", "hint.drop_run_off"),
        )

    def key(self, key: str, character: str) -> bool:
        """Take the arrows and digits; Backspace with no digit calls the run-off off."""
        sure, self._sure = self._sure, False
        place = moved(key, self.cursor, len(self.items) + 1)
        if place is not None:
            self.cursor, self.typed, self.wrong = place, "", False
            return True
        if self.cursor < len(self.items) and self.take_digit(key, character):
            return True
        if key != "backspace":
            return False
        if any((self.stage.count.runoff or {}).values()) and not sure:
            self._sure = True
            self.stage.host.tell(message("vote.drop_sure"))
            return True
        self.result.counting = False
        self.stage.host.do(c.DropRunOff())
        return True

    def choose(self) -> bool:
        """Store the number and go on; on the last row show what came of it."""
        if self.cursor >= len(self.items):
            self.close()
            return True
        item = self.items[self.cursor]
        if not self.typed and not self._done(item):
            # An Enter too many, from before the count began, must not leave one uncounted.
            self.stage.host.tell(message("vote.type_first"))
        elif not self.typed or self.stage.host.do(c.CountRunOff(item, int(self.typed))):
            if self.typed:
                self._counted.add(item)
            self.cursor, self.typed, self.wrong = self.cursor + 1, "", False
        else:
            self.wrong = True
        self.stage.host.redraw()
        return True

    def _done(self, item: str) -> bool:
        return item in self._counted or bool((self.stage.count.runoff or {}).get(item))

    def _doubt(self) -> Message | None:
        """Give what speaks against closing the run-off now; None where all is counted."""
        over = sum((self.stage.count.runoff or {}).values()) - self.stage.count.voters
        if over > 0:
            return message("vote.doubt.over", n=over, **self.stage.marks)
        missing = sum(not self._done(item) for item in self.items)
        return message("vote.doubt.items", n=missing) if missing else None

    def close(self) -> None:
        """Show what came of the run-off; say once what speaks against it."""
        doubt = self._doubt()
        if doubt is not None and doubt != self._said_against:
            self._said_against = doubt
            self.cursor = next(
                (at for at, item in enumerate(self.items) if not self._done(item)), self.cursor
            )
            self.stage.host.tell(doubt)
            self.stage.host.redraw()
            return
        self._said_against = None
        self.finish()

    def finish(self) -> None:
        """Show what came of the run-off, and say how many drew no stroke in it."""
        fewer = self.stage.count.voters - sum((self.stage.count.runoff or {}).values())
        if fewer > 0:
            self.stage.host.tell(message("vote.fewer", n=fewer))
        self.result.counting = False
        self.cursor, self.typed, self._counted = 0, "", set()
        self.stage.host.redraw()
