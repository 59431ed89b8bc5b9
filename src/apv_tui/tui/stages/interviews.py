"""People interview each other in turn: what is asked, who does what now, and how long until the next change."""

from collections.abc import Sequence

from apv_tui.core.courses import Course
from apv_tui.core.messages import Value
from apv_tui.tui.lines import Lines, line, paragraph
from apv_tui.tui.stages.base import Alarm, Hint
from apv_tui.tui.stages.roles_table import TurnRow, narrow_pages, wide_pages
from apv_tui.tui.stages.rounds import WIDE, RoundsStage
from apv_tui.tui.stages.seats import Seats


class InterviewsStage(RoundsStage):
    """Shows the questions, and the roles of every group by name."""

    kind = "interviews"

    def who(self, course: Course, at: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say in sentences who does what in a turn of a group: by name, else by number."""
        turn = course.turns[at]
        named = ".named" if names else ""

        def call(person: str) -> str:
            place = course.takers.index(person)
            return names[place] if names else str(place + 1)

        both: dict[str, Value] = {"asks": call(turn.asks), "tells": call(turn.lead)}
        if len(course.takers) == 2:
            return (self.words(f"interviews.pair{named}", **both),)
        asks = self.words(f"interviews.asks{named}", **both)
        others = course.others(at)
        if len(others) > 2:
            return asks, self.words("interviews.rest_notes")
        who = self.joined([call(person) for person in others])
        return asks, self.words(f"interviews.notes{named}", who=who, n=len(others))

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the round, and who does what in it in groups of the ordinary size."""
        main = self.main
        if main is None:
            return super().task(width)
        if self.is_over():
            return paragraph(self.words("interviews.over.text"), width, role="accent", bold=True)
        at = self.turn_of(main)
        said = self.words("interviews.round", round=at + 1, of=len(main.turns))
        lines = [line(said, role="heading", bold=True)]
        if not main.as_dealt:  # who has which number is another in every such group: the names say it
            return lines + super().task(width)
        # Each sentence begins a line: it is for somebody else.
        for sentence in self.who(main, at):
            lines += paragraph(sentence, width, role="accent", bold=True)
        return lines

    def group_pages(self, width: int, height: int) -> list[Lines]:
        """Give the groups as a table with a column for each role, or as a list where it is narrow."""
        rows = [self._row(group) for group in self.seated]
        if width < WIDE:
            return narrow_pages(rows, width, height)
        heads = [self.words(f"interviews.{column}") for column in ("asking", "telling", "noting")]
        return wide_pages(rows, heads, width, height)

    def _row(self, group: Seats) -> TurnRow:
        label, names = self.group_name(group.place), self.names_of(group)
        course = self.courses[group.place]
        at = self.turn_of(course)
        if alone := self.alone_text(group, at):
            return TurnRow(label, alone=alone)
        turn = course.turns[at]
        notes = [names[person] for person in course.others(at) if person in names]
        notes += [self.words("groups.new", name=self.desk.name(person)) for person in group.late]
        cells = ((names.get(turn.asks, ""),), (names.get(turn.lead, ""),), tuple(notes))
        return TurnRow(label, cells, self.odd_change(group), aside=self.aside(group))

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

    def changed_text(self, course: Course, at: int) -> str:
        """Say at a change who does what; two who are alone together change their roles."""
        text = super().changed_text(course, at)
        return f"{self.words('interviews.swap')} {text}" if len(course.takers) == 2 else text

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take q (the questions) and m (move a person by hand)."""
        if key != "q" or not self.step.questions:
            return super().key(key, character)
        self.host.open("questions")
        return True
