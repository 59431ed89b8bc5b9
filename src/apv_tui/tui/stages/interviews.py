"""People interview each other in turn: what is asked, who does what now, and how long until the next change."""

from collections.abc import Sequence

from apv_tui.core.messages import Value
from apv_tui.core.rotation import main_size, roles
from apv_tui.tui.lines import Lines, line, paragraph
from apv_tui.tui.stages.base import Alarm, Hint
from apv_tui.tui.stages.roles_table import TurnRow, narrow_pages, wide_pages
from apv_tui.tui.stages.rounds import WIDE, RoundsStage
from apv_tui.tui.stages.seats import Seats


class InterviewsStage(RoundsStage):
    """Shows the questions, and the roles of every group by name."""

    kind = "interviews"

    def who(self, k: int, turn: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say in sentences who does what in a turn of a group of `k`: by name, else by number."""
        now = roles(k, turn)
        named = ".named" if names else ""

        def call(person: int) -> str:
            return names[person] if names else str(person + 1)

        both: dict[str, Value] = {"asks": call(now.interviewer), "tells": call(now.storyteller)}
        if k == 2:
            return (self.words(f"interviews.pair{named}", **both),)
        asks = self.words(f"interviews.asks{named}", **both)
        if len(now.note_takers) > 2:
            return asks, self.words("interviews.rest_notes")
        who = self.joined([call(person) for person in now.note_takers])
        return asks, self.words(f"interviews.notes{named}", who=who, n=len(now.note_takers))

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the round, and who does what in it in groups of the ordinary size."""
        sizes = self.sizes
        if not sizes:
            return super().task(width)
        if self.is_over():
            return paragraph(self.words("interviews.over.text"), width, role="accent", bold=True)
        main = main_size(sizes)
        turn = self.turn_of(main)
        lines = [line(self.words("interviews.round", round=turn + 1, of=main), role="heading", bold=True)]
        # Each sentence begins a line: it is for somebody else.
        for sentence in self.who(main, turn):
            lines += paragraph(sentence, width, role="accent", bold=True)
        return lines

    def group_pages(self, width: int, height: int) -> list[Lines]:
        """Give the groups as a table with a column for each role, or as a list where it is narrow."""
        main = main_size(self.sizes) if self.sizes else 0
        rows = [self._row(group, main) for group in self.seated]
        if width < WIDE:
            return narrow_pages(rows, width, height)
        heads = [self.words(f"interviews.{column}") for column in ("asking", "telling", "noting")]
        return wide_pages(rows, heads, width, height)

    def _row(self, group: Seats, main: int) -> TurnRow:
        label, names, k = self.group_name(group.place), self.names_of(group), group.turns
        if k == 0:
            return TurnRow(label, alone=self.words("groups.unknown" if group.unknown else "groups.empty"))
        if k == 1:
            return TurnRow(label, alone=self.words("interviews.alone", name=names[0]))
        now = roles(k, self.turn_of(k))
        notes = [names[person] for person in now.note_takers]
        notes += [self.words("groups.new", name=self.desk.name(person)) for person in group.late]
        cells = ((names[now.interviewer],), (names[now.storyteller],), tuple(notes))
        return TurnRow(label, cells, self.odd_change(k) if k != main else "")

    def hints(self) -> Sequence[Hint]:
        """Give the key for the questions."""
        return (Hint("q", "hint.questions"),) if self.step.questions else ()

    # -- time ----------------------------------------------------------------------------------------------

    def soon(self, *, last: bool) -> str:
        """Say what comes when the turn is over."""
        return self.words("interviews.soon.end" if last else "interviews.soon")

    def over(self) -> Alarm:
        """Give the signal that all have told."""
        return Alarm(self.words("interviews.over"), self.words("interviews.over.text"), 10.0)

    def changed_text(self, k: int, turn: int) -> str:
        """Say at a change who does what; two who are alone together change their roles."""
        text = super().changed_text(k, turn)
        return f"{self.words('interviews.swap')} {text}" if k == 2 else text

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take q (the questions) and m (move a person by hand)."""
        if key != "q" or not self.step.questions:
            return super().key(key, character)
        self.host.open("questions")
        return True
