"""In each group one after the other speaks, and the others listen in silence: who speaks now, and how long yet."""

from collections.abc import Mapping, Sequence

from apv_tui.core.courses import Course
from apv_tui.tui.lines import Line, Lines, Span, columns, line, paragraph, width_of
from apv_tui.tui.stages.base import Alarm, Hint
from apv_tui.tui.stages.roles_table import TurnRow, narrow_pages, wide_pages
from apv_tui.tui.stages.rounds import WIDE, RoundsStage
from apv_tui.tui.stages.seats import Seats
from apv_tui.words import duration


class TurnsStage(RoundsStage):
    """Shows who speaks in every group, and what to begin with (APV-4.1d)."""

    kind = "turns"
    odd_in_table = False

    def who(self, course: Course, at: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say who speaks in a turn of a group, and that the others are silent."""
        place = course.takers.index(course.turns[at].lead)
        if names:
            speaks = self.words("turns.speaks.named", name=names[place])
        else:
            speaks = self.words("turns.speaks", number=place + 1)
        return speaks, self.words("turns.listen" if len(course.takers) > 2 else "turns.listen.one")

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give whose turn it is in groups of the ordinary size; before the first one, what will happen."""
        main = self.main
        if main is None:
            return super().task(width)
        if self.is_over():
            said = f"{self.words('turns.over')}. {self.words('turns.over.text')}"
            return paragraph(said, width, role="accent", bold=True)
        if not self.here.clock.begun:
            each = duration(self.turn_length(main))
            lines = super().task(width)
            lines = lines or paragraph(self.words("turns.task"), width, role="accent", bold=True)
            return lines + paragraph(self.words("turns.each", turns=len(main.turns), turn=each), width)
        at = self.turn_of(main)
        lines = [line(self.words("turns.turn", turn=at + 1, of=len(main.turns)), role="heading", bold=True)]
        # Who has which number is another in every group that somebody left: there the names say it.
        said_by_number = self.who(main, at) if main.as_dealt else (self.words("turns.task"),)
        for sentence in said_by_number:
            lines += paragraph(sentence, width, role="accent", bold=True)
        return lines + (paragraph(self.step.instruction, width) if self.step.instruction else [])

    def group_pages(self, width: int, height: int) -> list[Lines]:
        """Give who speaks in each group and who listens, those in the order in which their turns come."""
        rows = [self._row(group) for group in self.seated]
        if width < WIDE:
            return narrow_pages(rows, width, height)
        first = self.words("turns.speaking" if self.here.clock.begun else "turns.first")
        if self.is_over():
            first = self.words("turns.last")
        return wide_pages(rows, [first, self.words("turns.listening")], width, height)

    def short_groups(self, width: int) -> Lines:
        """Give who speaks in each group and no more; beside groups of another size the time to their change."""
        main, now = self.main, self.desk.now()
        cells: list[Line] = []
        for group in self.seated:
            course = self.courses[group.place]
            at = self.turn_of(course)
            names = self.names_of(group)
            name = names.get(course.turns[at].lead, "–") if at >= 0 else next(iter(names.values()), "–")
            on = self.here.clock.begun and not self.is_over() and at >= 0
            odd = on and main is not None and course.marks != main.marks
            left = f" {duration(self.to_change(course, now)[0])}" if odd else ""
            number = Span(f"{group.place + 1} ", "accent", True)
            cells.append(line(number, Span(name, "heading", True), Span(left, "warn")))
        return columns(cells, max(map(width_of, cells)), width)

    def _row(self, group: Seats) -> TurnRow:
        label, names = self.group_name(group.place), self._numbered(group)
        course = self.courses[group.place]
        at = self.turn_of(course)
        if alone := self.alone_text(group, at):
            return TurnRow(label, alone=alone)
        listening = [names[person] for person in course.waiting(at) if person in names]
        listening += [self.words("groups.new", name=self.desk.name(person)) for person in group.late]
        speaks = (names.get(course.turns[at].lead, ""),)
        return TurnRow(label, (speaks, tuple(listening)), aside=self.aside(group))

    def _numbered(self, group: Seats) -> Mapping[str, str]:
        """Give those who take turns with their numbers: "number 2 speaks" is said to people who know theirs."""
        names, known = self.names_of(group), len(group.members)
        if not self.courses[group.place].as_dealt:
            return names  # somebody has left: there the names alone say it
        return {
            who: f"{at} {name}" if at <= known else name for at, (who, name) in enumerate(names.items(), 1)
        }

    def next_label(self) -> str:
        """Say that the next one speaks."""
        label = super().next_label()
        return "act.next.speaker" if label == "act.next.round" else label

    def hints(self) -> Sequence[Hint]:
        """Give the key for moving a person, as long as nothing runs."""
        return () if self.here.clock.begun or not self.groups else (Hint("m", "hint.move"),)

    def keys_help(self) -> Sequence[Hint]:
        """Give the key for moving a person."""
        return (Hint("m", "hint.move"),) if self.groups else ()

    # -- time ----------------------------------------------------------------------------------------------

    def soon(self, *, last: bool) -> str:
        """Say what comes when the turn is over."""
        return self.words("turns.soon.end" if last else "turns.soon")

    def over(self) -> Alarm:
        """Give the signal that all have spoken."""
        return Alarm(self.words("turns.over"), self.words("turns.over.text"), 10.0)
