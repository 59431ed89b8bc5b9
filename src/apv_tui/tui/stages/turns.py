"""In each group one after the other speaks, and the others listen in silence: who speaks now, and how long yet."""

from collections.abc import Sequence

from apv_tui.core.rotation import main_size, turn_seconds
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

    def who(self, k: int, turn: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say who speaks in a turn of a group of `k`, and that the others are silent."""
        if names:
            speaks = self.words("turns.speaks.named", name=names[turn])
        else:
            speaks = self.words("turns.speaks", number=turn + 1)
        return speaks, self.words("turns.listen" if k > 2 else "turns.listen.one")

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give whose turn it is in groups of the ordinary size; before the first one, what will happen."""
        sizes = self.sizes
        if not sizes:
            return super().task(width)
        if self.is_over():
            said = f"{self.words('turns.over')}. {self.words('turns.over.text')}"
            return paragraph(said, width, role="accent", bold=True)
        main = main_size(sizes)
        if not self.here.clock.begun:
            each = duration(turn_seconds(self.here.clock.length, main))
            lines = super().task(width)
            lines = lines or paragraph(self.words("turns.task"), width, role="accent", bold=True)
            return lines + paragraph(self.words("turns.each", turns=main, turn=each), width)
        turn = self.turn_of(main)
        speaks, listen = self.who(main, turn)
        return [
            line(self.words("turns.turn", turn=turn + 1, of=main), role="heading", bold=True),
            *paragraph(speaks, width, role="accent", bold=True),
            *paragraph(listen, width, role="accent", bold=True),
            *(paragraph(self.step.instruction, width) if self.step.instruction else []),
        ]

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
        sizes, now = self.sizes, self.desk.now()
        main = main_size(sizes) if sizes else 0
        cells: list[Line] = []
        for group in self.seated:
            names, k = self.names_of(group), group.turns
            name = names[self.turn_of(k)] if k else "–"
            odd = self.here.clock.begun and not self.is_over() and 1 < k != main
            left = f" {duration(self.to_change(k, now)[0])}" if odd else ""
            number = Span(f"{group.place + 1} ", "accent", True)
            cells.append(line(number, Span(name, "heading", True), Span(left, "warn")))
        return columns(cells, max(map(width_of, cells)), width)

    def _row(self, group: Seats) -> TurnRow:
        label, names, k = self.group_name(group.place), self._numbered(group), group.turns
        if k == 0:
            return TurnRow(label, alone=self.words("groups.unknown" if group.unknown else "groups.empty"))
        if k == 1:
            return TurnRow(label, alone=self.words("interviews.alone", name=self.names_of(group)[0]))
        turn = self.turn_of(k)
        listening = [*names[turn + 1 :], *names[:turn]]
        listening += [self.words("groups.new", name=self.desk.name(person)) for person in group.late]
        return TurnRow(label, ((names[turn],), tuple(listening)))

    def _numbered(self, group: Seats) -> tuple[str, ...]:
        """Give those who take turns with their numbers: "number 2 speaks" is said to people who know theirs."""
        names, known = self.names_of(group), len(group.members)
        return tuple(f"{at} {name}" if at <= known else name for at, name in enumerate(names, 1))

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
