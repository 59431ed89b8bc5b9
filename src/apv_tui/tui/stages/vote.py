"""Strokes drawn on paper are counted, ranked, and topics chosen."""

from collections.abc import Sequence

from apv_tui.core.agenda import Step
from apv_tui.core.messages import Message, message
from apv_tui.core.voting import (
    people_moved,
    possible_strokes,
    run_off_is_counted,
    run_offs_of,
    total_strokes,
)
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines
from apv_tui.tui.stages.base import Hint, Host
from apv_tui.tui.stages.vote_count import Opening, Sheets, Slips
from apv_tui.tui.stages.vote_part import Part, VoteView
from apv_tui.tui.stages.vote_result import Result
from apv_tui.tui.stages.vote_runoff import RunOff


class VoteStage(VoteView):
    """Hands everything on to the part of the count the room is at."""

    kind = "vote"
    shows_uses = True
    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.opening = Opening(self)
        self.sheets = Sheets(self)
        self.slips = Slips(self)
        self.result = Result(self)
        self.run_off = RunOff(self, self.result)
        self.by_slip = bool(self.count.slips) and not self.count.sheet
        self._run_offs = run_offs_of(self.count)
        self._go_along()
        self._last: Part = self.part
        self._doubted: Message | None = None
        self._warned = False

    @property
    def part(self) -> Part:
        """The part of the count the room is at."""
        vote = self.vote
        if vote is None:
            return self.opening
        if not vote.closed:
            return self.slips if self.by_slip else self.sheets
        if vote.runoff is not None and vote.topics is None and self.result.counting:
            return self.run_off
        return self.result

    def initial_entry(self) -> str:
        """Give what stands in the line at first: how many take part."""
        return str(len(self.state.taking_part)) if self.vote is None else ""

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what to do now."""
        return self.part.task(width)

    def body(self, width: int, height: int) -> Lines:
        """Give the count or its result."""
        return self.part.body(width, height)

    def prompt(self) -> str | None:
        """Give what stands before the line."""
        return self.part.prompt()

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        return self.part.hints()

    def next_label(self) -> str:
        """Give what going on does: close the count, settle the topics, or leave."""
        part = self.part
        if part in (self.sheets, self.slips) and total_strokes(self.count):
            return "act.next.close_count"
        if part is self.run_off:
            return "act.next.result"
        if part is self.result and (self.count.topics is None or self.result.own is not None):
            return "act.next.topics"
        return super().next_label()

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take a key."""
        asked, self.sure = self.sure, False
        if key == "x":  # the only key that goes on from being asked
            self.sure = asked
        taken = self.part.key(key, character or key)
        self._last = self.part
        if taken:
            self.host.redraw()
        return taken

    def choose(self) -> bool:
        """Take Enter."""
        taken = self.part.choose()
        self._last = self.part
        return taken

    def keys_help(self) -> Sequence[Hint]:
        """Give the keys of the part of the count the room is at, and the way back into the count."""
        if self.vote is None or not self.vote.closed:
            return self.hints()
        again = (Hint("o", "hint.reopen"), Hint("n", "hint.count_one_anew"), Hint("x", "hint.count_anew"))
        return tuple(dict.fromkeys((*self.hints(), *again)))

    def takes_line(self) -> bool:
        """Whether a slip is being typed."""
        return self.part is self.slips

    def submit(self, text: str) -> bool:
        """Take a typed line."""
        emptied = self.part.submit(text)
        self._last = self.part
        return emptied

    def before_next(self) -> bool:
        """Close a count that has begun; settle topics that are proposed; say so where a choice is needed."""
        part = self.part
        if part.typed and not self._store(part):
            return True
        if part is self.result and not self.result.asking:
            self.result.drop_same()
        taken = True
        if part in (self.sheets, self.slips) and total_strokes(self.count):
            doubt = self._doubt()
            if doubt is not None and doubt != self._doubted:
                # One press too many must not make a result of half a count.
                self._doubted = doubt
                self.host.tell(doubt)
                return True
            self.host.set_entry("")
            if self.close_count():
                part.forget()
        elif part in (self.opening, self.sheets, self.slips) and not self._warned:
            # Without a count nothing is chosen: that is said once, and the next press goes on.
            self._warned = True
            anything = bool(self.state.standing(self.spec.list))
            self.host.tell(message("vote.nothing_counted" if anything else "vote.no_items"))
        elif part is self.run_off:
            self.run_off.close()
        elif part is not self.result or (self.count.topics is not None and self.result.own is None):
            taken = False
        elif self.result.asking == "reason":
            self.host.tell(message("vote.reason_first"))
        else:
            self.result.ask("")
            self.result.settle()
        self._last = self.part
        return taken

    def _doubt(self) -> Message | None:
        """Give what speaks against closing the count now; None where all is counted."""
        total, possible = total_strokes(self.count), possible_strokes(self.spec, self.count)
        if total > possible:
            return message("vote.doubt.over", n=total - possible, **self.marks)
        if people_moved(self.state, self.count):
            here = len(self.state.taking_part)
            return message("vote.doubt.people", here=here, voters=self.count.voters)
        if self.part is self.slips:
            missing = self.count.voters - sum(1 for items in self.count.slips.values() if items)
            return message("vote.doubt.slips", n=missing) if missing > 0 else None
        return message("vote.doubt.items", n=self.missing) if self.missing else None

    def _store(self, part: Part) -> bool:
        """Store a number that was typed and not yet entered. False where it was refused."""
        at = part.cursor
        part.choose()
        return part.cursor > at

    def changed(self) -> None:
        """Begin anew where something was opened, closed or taken back."""
        before, self._run_offs = self._run_offs, run_offs_of(self.count)
        if self._run_offs < before:  # it was taken back, or called off
            self.result.counting = False
        self._go_along()
        part = self.part
        if part is self._last:
            return
        self._last.forget()
        self._last = part
        part.begin()
        self.host.set_entry(self.initial_entry())

    def _go_along(self) -> None:
        """Where another window leads, go by what was counted: its keys are not heard here."""
        if self.desk.follows:
            self.by_slip = bool(self.count.slips) and not self.count.sheet
            self.sheets.go_along()
            self.result.counting = self.count.runoff is not None and not run_off_is_counted(self.count)
