"""The plan is read aloud, one action at a time; what is missing is asked for and mended there (APV-4.4)."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import ReadBack, Step
from apv_tui.core.messages import message
from apv_tui.core.plans import DAYS, action_of, doubts, in_order, missing
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, paragraph
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.listing import MARGIN, NumberKeys, around, moved
from apv_tui.tui.stages.plan_aloud import said_of, sentence
from apv_tui.tui.stages.plan_lines import (
    ASKS,
    called,
    gap_lines,
    label_of,
    named_parts,
    plan_sign,
    two_rows,
    wish_line,
    wish_name,
)


class ReadBackStage(Stage):
    """A page for each action, and a last one with the whole plan, where it is adopted."""

    kind = "read_back"
    clock_first = False
    drops_line = True

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self._numbers = NumberKeys()
        self.asked = ""
        """The detail that is being typed."""
        self.cursor = 0
        """The sentence chosen; on the last page the action."""
        self.warned = False
        """Whether it was said that the plan is not adopted yet."""
        self.doubted = False
        """Whether it was said that the plan has gaps, before it is adopted all the same."""
        self._part = -1

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def list_id(self) -> str:
        """The list that holds the actions."""
        step = self.step
        if not isinstance(step, ReadBack):
            raise TypeError(step.kind)
        return step.list

    @property
    def actions(self) -> tuple[Item, ...]:
        """The actions in their order."""
        return in_order(self.state, self.list_id)

    @property
    def part(self) -> int:
        """The page that is shown; on a new one the cursor goes to the first gap."""
        part = min(self.here.part, len(self.actions))
        if part != self._part:
            self._part, self.cursor, self.asked = part, 0, ""
            self._to_gap()
        return part

    @property
    def item(self) -> Item | None:
        """The action of the page, or on the last page the one under the cursor."""
        actions = self.actions
        part = self.part
        if part < len(actions):
            return actions[part]
        self.cursor = min(self.cursor, max(0, len(actions) - 1))
        return actions[self.cursor] if actions else None

    @property
    def at_end(self) -> bool:
        """Whether the whole plan is shown."""
        return self.part == len(self.actions)

    def _said(self, item: Item) -> tuple[str, ...]:
        return said_of(self.state, item)

    def _to_gap(self) -> None:
        """Put the cursor on the first thing that is missing."""
        actions = self.actions
        if self._part < len(actions):
            lacks = missing(self.state, actions[self._part].id)
            said = self._said(actions[self._part])
            self.cursor = said.index(lacks[0]) if lacks else 0
        else:
            lacking = (at for at, item in enumerate(actions) if missing(self.state, item.id))
            self.cursor = next(lacking, 0)

    def _chosen(self) -> str:
        """Give the detail that Enter types; on the last page the first that is missing."""
        item = self.item
        if item is None:
            return ""
        if self.at_end:
            lacks = missing(self.state, item.id)
            return lacks[0] if lacks else ""
        said = self._said(item)
        return said[min(self.cursor, len(said) - 1)]

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Say which action is read, or how the whole plan stands; while something is typed, ask for it."""
        words = self.words
        if self.asked and (item := self.item):
            number = words("plan.number", number=self.actions.index(item) + 1)
            lines = paragraph(f"{number}: {words(ASKS[self.asked])}", width, "accent", bold=True)
            return lines + (paragraph(words("plan.day_forms"), width) if self.asked in DAYS else [])
        if not self.at_end:
            title = words(
                "read_back.which",
                number=self.part + 1,
                of=len(self.actions),
                **called(self.desk, self.list_id),
            )
            return [line(Span(title, "muted")), *(super().task(width) or self._read_aloud(width))]
        lines = paragraph(words("read_back.whole"), width, "accent", bold=True)
        adopted = self.list_id in self.state.adopted
        role = "good" if adopted else "text"
        return lines + paragraph(plan_sign(self.desk, self.list_id), width, role)

    def _read_aloud(self, width: int) -> Lines:
        return paragraph(self.words("read_back.task"), width, "accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the sentences of the action, or the whole plan in short with its gaps."""
        item = self.item
        if item is None:
            return paragraph(f" {self.words('read_back.empty', **called(self.desk, self.list_id))}", width)
        return self._whole(width, height) if self.at_end else self._aloud(item, width, height)

    def _aloud(self, item: Item, width: int, height: int) -> Lines:
        said = self._said(item)
        self.cursor = min(self.cursor, len(said) - 1)
        told = [self.words.say(doubt) for doubt in doubts(self.state, item.id)]
        below = [row for text in told for row in paragraph(f" {text}", width, "warn")][: max(1, height // 4)]
        blocks = [self._sentence(item, name, at, width - MARGIN) for at, name in enumerate(said[1:], 1)]
        rows = sum(map(len, blocks))
        top = self._what(item, width - MARGIN, max(2, height - len(below) - rows))
        room = height - len(top) - len(below)
        # Air between the sentences, where there is room for it: they are read from afar.
        if rows + len(blocks) <= room:
            blocks = [[EMPTY, *block] for block in blocks]
        elif rows + 1 <= room:
            top, room = [*top, EMPTY], room - 1
        # Read from the top, unless the sentence that is chosen would be out of sight.
        in_sight = sum(map(len, blocks[: self.cursor])) <= room
        at_row = 0 if in_sight else self.cursor - 1
        return top + around(len(blocks), at_row, width, room, lambda at: blocks[at]) + below

    def _what(self, item: Item, width: int, most: int) -> Lines:
        """Give the action's words and its wish, which stay above the sentences, in at most `most` rows."""
        head = Span(f"{'►' if self.cursor == 0 else ' '} {self.part + 1}  ", "accent", True)
        rows = hanging(head, self.desk.item_text(item), width, "heading", True)
        wish = wish_line(self.desk, item)
        if wish:
            text = self.words("read_back.from", name=wish_name(self.desk, self.list_id), wish=wish)
            rows += hanging(Span(" " * len(head.text)), text, width, "muted")
        if len(rows) > most:
            cut = rows[most - 1]
            rows = [
                *rows[: most - 1],
                (*cut[:-1], cut[-1]._replace(text=clip(f"{cut[-1].text} …", width - 6))),
            ]
        return rows

    def _sentence(self, item: Item, name: str, at: int, width: int) -> Lines:
        head = Span("► " if at == self.cursor else "  ", "accent", True)
        return sentence(self.desk, item, name, head, width)

    def _whole(self, width: int, height: int) -> Lines:
        actions = self.actions
        below = [line(" ", *row) for row in gap_lines(self.desk, self.list_id, width - 1)]

        def block(at: int) -> Lines:
            here = at == self.cursor
            head = Span(f"{'►' if here else ' '}{at + 1:>2}  ", "cursor" if here else "muted")
            what = Span(self.desk.item_text(actions[at]), "cursor" if here else "text", bold=True)
            parts = named_parts(self.desk, actions[at])
            return two_rows(head, what, parts, width - MARGIN, 3 if here else 1, 1 + here)

        room = height - len(below)
        shown = around(len(actions), self.cursor, width, room, block)
        return [*shown, *([EMPTY] if below and len(shown) < room else []), *below]

    def prompt(self) -> str | None:
        """Give the detail that is typed."""
        return label_of(self.desk, self.list_id, self.asked) if self.asked else None

    def hints(self) -> Sequence[Hint]:
        """Give Enter, and on the last page what adopts the plan."""
        if self.asked:
            return (Hint("enter", "hint.store"),)
        if not self.actions:
            return ()
        adopt = self.at_end and self.list_id not in self.state.adopted
        mend = (Hint("enter", "hint.correct" if self._chosen() else "hint.read_back_read"),)
        thread = (Hint("w", "hint.thread"),)
        return (*((Hint("a", "hint.plan_adopt"),) if adopt else ()), *mend, *thread)

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys."""
        return (
            Hint("up down", "hint.read_back_line"),
            Hint("enter", "hint.read_back_mend"),
            Hint("w", "hint.plan_see_thread"),
            Hint("a", "hint.read_back_adopt"),
        )

    def next_label(self) -> str:
        """Say that going on reads the next action, or shows the whole plan."""
        left = len(self.actions) - self.part
        if left > 1:
            return "act.next.action"
        return "act.next.whole_plan" if left == 1 else super().next_label()

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows, `w` (the thread) and `a` (adopt)."""
        if self.asked:
            if key == "escape":
                self._stop()
            return key == "escape"
        item = self.item
        if item is None:
            return False
        count = len(self.actions) if self.at_end else len(self._said(item))
        row = moved(key, self.cursor, count)
        if row is None and self.at_end:
            row = self._numbers.row(character or key, range(1, count + 1))
        if row is not None:
            self.cursor = row
        elif key == "w":
            self.host.open("thread", item.id)
        elif key == "a":
            self._adopt()
        else:
            return False
        self.host.redraw()
        return True

    def _adopt(self) -> None:
        if not self.at_end:
            self.host.tell(message("read_back.adopt_at_end"))
        elif self.list_id in self.state.adopted:
            self.host.tell(message("read_back.adopted_already"))
        elif (gaps := sum(bool(missing(self.state, item.id)) for item in self.actions)) and not self.doubted:
            self.doubted = True
            self.host.tell(message("read_back.adopt_with_gaps", n=gaps, **called(self.desk, self.list_id)))
        elif self.host.do(c.AdoptPlan(self.list_id)):
            self.host.tell(message("read_back.adopted"))

    def choose(self) -> bool:
        """Type the sentence under the cursor; on the last page what the action lacks, or read it again."""
        item, name = self.item, self._chosen()
        if item is None:
            return False
        if not name:
            return self.host.do(c.ShowPart(self.cursor))
        filled = action_of(self.state, item.id).details.get(name)
        self.asked = name
        if name == "what":
            self.host.set_entry(item.text)
        else:
            self.host.offer_entry(filled.text if filled else "")
        self.host.redraw()
        return True

    def _stop(self) -> None:
        self.asked = ""
        self.host.set_entry("")
        self.host.redraw()

    def takes_line(self) -> bool:
        """Whether a line that is being typed is taken before the room moves on."""
        return bool(self.asked)

    def drop_line(self) -> bool:
        """Let go of a line that cannot be read: the detail stays as it was."""
        self._stop()
        return True

    def submit(self, text: str) -> bool:
        """Take what was typed, and go to the next gap of this action."""
        item, name = self.item, self.asked
        if item is None or not name:
            return True
        command = c.RewordIdea(item.id, text) if name == "what" else c.SetDetail(item.id, name, text)
        skipped = name == "what" and not text.strip()
        if not skipped and not self.host.do(command):
            return False
        self.asked = ""
        if text.strip() and (self.at_end or missing(self.state, item.id)):
            self._to_gap()
        self.host.redraw()
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take several lines as one."""
        self.host.set_entry(" ".join(texts))

    def before_next(self) -> bool:
        """Leave a line that is being typed; say once that the plan is not adopted yet."""
        if self.asked:
            self._stop()
            return True
        if not self.at_end or not self.actions or self.list_id in self.state.adopted or self.warned:
            return False
        self.warned = True
        self.host.tell(message("read_back.not_adopted"))
        return True

    def before_back(self) -> bool:
        """Leave a line that is being typed."""
        if self.asked:
            self._stop()
            return True
        return False

    def changed(self) -> None:
        """Leave a line whose action was taken back."""
        if self.asked and self.item is None:
            self._stop()
