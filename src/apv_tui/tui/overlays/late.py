"""Ahead or behind, and who pays for it. It is the leader's: the room can see this window, so it warns first.

What is chosen here changes nothing until Enter: a digit chooses one of the ways that are proposed, the arrows
and + and − change it by hand, and the end as it would be stands on top all the while.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core.catching_up import Proposal, least_minutes, minutes_to_win, proposals, rooms
from apv_tui.core.messages import message
from apv_tui.core.schedule import Row, Schedule, schedule
from apv_tui.tui.lines import (
    EMPTY,
    Line,
    Lines,
    Span,
    clip,
    hanging,
    line,
    pad,
    paragraph,
    window,
    with_arrows,
)
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

LOOK_AGAIN = 5.0
"""Seconds after which the figures are drawn anew while nothing is pressed."""
MINUTE = timedelta(minutes=1)


class LateOverlay(Overlay):
    """Warns; shows how the meeting stands, the ways to catch up, and the steps to come."""

    own_key = "f12"
    own_action = "late"

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self.agreed = not self.desk.room_sees
        self.cursor = 0
        self.chosen: dict[str, int] = {}
        """The minutes that steps would have, by their ids; 0 drops one."""
        self.end: datetime | None = None
        """The end that would be promised."""

    def on_mount(self) -> None:
        """Keep the figures fresh: they age while the leader thinks."""
        super().on_mount()
        self.set_interval(LOOK_AGAIN, self.redraw)

    def heading(self) -> str:
        """Give the heading."""
        return self.words("late.heading")

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def plan(self) -> Schedule | None:
        """How the meeting stands now. The steps for the leader alone count as well."""
        return schedule(self.desk.whole, self.desk.now())

    def rows(self, plan: Schedule) -> list[Row]:
        """Give the steps whose plan can still be changed."""
        return [row for row in plan.rows if row.place != "behind"]

    def minutes_of(self, row: Row) -> int:
        """Give the minutes a step would have; 0 where it would be dropped."""
        return self.chosen.get(row.step.id, 0 if row.dropped else row.minutes)

    def _won(self, rows: Sequence[Row]) -> timedelta:
        before = sum(0 if row.dropped else row.minutes for row in rows)
        return MINUTE * (before - sum(self.minutes_of(row) for row in rows))

    def ways(self, plan: Schedule) -> tuple[Proposal, ...]:
        """Give the ways to catch up that are proposed."""
        return proposals(rooms(self.desk.whole, self.desk.now()), minutes_to_win(plan))

    def _time(self, moment: datetime) -> str:
        return self.words.time_of_day(moment)

    def _later_end(self, plan: Schedule) -> datetime:
        """Give the end that can be promised as things stand: a whole minute."""
        return plan.promised_end + MINUTE * max(1, minutes_to_win(plan))

    # -- drawing -------------------------------------------------------------------------------------------

    def content(self, width: int, height: int) -> Lines:
        """Give the warning; then how it stands, the ways to catch up, and the steps."""
        if not self.agreed:
            return [EMPTY, *paragraph(self.words("late.warning"), width, role="warn", bold=True)]
        plan = self.plan
        if plan is None:
            return [EMPTY, *paragraph(self.words("late.none"), width)]
        rows = [*(self._row(row, plan, width) for row in self.rows(plan)), self._end_row(plan, width)]
        head = [*self._standing(plan, width), *self._ways(plan, width, whole=True)]
        if height < len(head) + len(rows):
            head = [*self._standing(plan, width), *self._ways(plan, width, whole=False)]
        if height > len(head) + min(7, len(rows)):
            head.append(EMPTY)
        self.cursor = max(0, min(self.cursor, len(rows) - 1))
        rows[self.cursor] = line(Span(pad("".join(span.text for span in rows[self.cursor]), width), "cursor"))
        first, last = window(len(rows), self.cursor, height - len(head))
        return [*head, *with_arrows(rows[first:last], first > 0, last < len(rows), width)]

    def _standing(self, plan: Schedule, width: int) -> Lines:
        minutes = abs(plan.minutes_behind)
        how = "late.on_time" if not minutes else "late.behind" if plan.behind > 0 else "late.ahead"
        stands = self.words(
            "late.stands",
            how=self.words(how, n=minutes) if minutes else self.words(how),
            end=self._time(plan.said_end),
            promised=self._time(plan.promised_end),
        )
        shown = paragraph(stands, width, "over" if minutes_to_win(plan) else "text", bold=True)
        if self.chosen or self.end is not None:
            end = plan.expected_end - self._won(self.rows(plan))
            promised = self.end or plan.promised_end
            said = self.words("late.chosen", end=self._time(end), promised=self._time(promised))
            kept = (end - promised).total_seconds() < 60
            return [*shown, *paragraph(said, width, "accent" if kept else "warn", bold=True)]
        need = minutes_to_win(plan)
        return [*shown, line(self.words("late.to_win", n=need) if need else self.words("late.enough"))]

    def _ways(self, plan: Schedule, width: int, *, whole: bool) -> Lines:
        """Give the ways to catch up, one below the other: each in whole words, or in one row."""
        need = minutes_to_win(plan)
        if not need:
            return []
        titles = {row.step.id: row.step.title for row in plan.rows}
        shown: Lines = []
        ways = self.ways(plan)
        for number, each in enumerate(ways, 1):
            paid = [
                f"{titles[step]} {minutes}" if minutes else f"{titles[step]} {self.words('late.dropped')}"
                for step, minutes in each.changes
            ]
            way = self.words(f"late.way.{each.way}")
            if each.won < need:
                way = f"{way} ({self.words('late.short', n=need - each.won)})"
            text = f"{way}: {', '.join(paid)}"
            on = dict(each.changes) == self.chosen
            shown += self._way(number, text, width, on=on and self.end is None, whole=whole)
        if not ways:
            shown.append(line(self.words("late.nobody_pays"), role="warn"))
        moved = self._later_end(plan)
        text = self.words("late.way.end", time=self._time(moved))
        shown += self._way(len(ways) + 1, text, width, on=self.end == moved and not self.chosen, whole=whole)
        return shown

    def _way(self, number: int, text: str, width: int, *, on: bool, whole: bool) -> Lines:
        head = Span(f"{'●' if on else ' '} {number}  ", "accent", True)
        return hanging(head, text if whole else clip(text, width - 5), width, "text", on)

    def _row(self, row: Row, plan: Schedule, width: int) -> Line:
        rows = self.rows(plan)
        begins = row.expected
        if begins is not None:
            begins -= self._won(rows[: rows.index(row)])
        minutes = self.minutes_of(row)
        length = f"{minutes:>3} min" if minutes else f"  {self.words('late.dropped')}"
        if minutes != row.planned:
            length += f" ({row.planned})"
        time = self._time(begins) if begins is not None else "►"
        note = self._note(row) if width >= 60 else ""
        room = min(46, max(8, width - 8 - 16 - (16 if width >= 60 else 0)))
        changed = minutes != row.planned
        return line(
            Span(pad(time, 7), "muted"),
            Span(pad(row.step.title, room) + " ", "text", changed),
            Span(pad(length, 16), "accent" if changed else "text", changed),
            Span(note, "muted"),
        )

    def _note(self, row: Row) -> str:
        step = row.step
        if step.protected:
            return self.words("late.protected")
        if step.optional and row.place == "coming":
            return self.words("late.may_drop")
        least = least_minutes(self.desk.whole, step, self.desk.now())
        return self.words("late.least", n=least) if least < row.minutes else ""

    def _end_row(self, plan: Schedule, width: int) -> Line:
        end = self.end or plan.promised_end
        moved = self.end is not None and self.end != plan.promised_end
        return line(
            Span(pad(self._time(end), 7), "accent" if moved else "muted", moved),
            Span(pad(self.words("late.end"), width - 7), "text", moved),
        )

    def hints(self) -> Sequence[Hint]:
        """Give Enter while the warning stands; then the keys that choose."""
        if not self.agreed:
            return (Hint("enter", "hint.show_private"),)
        return (
            Hint("enter", "hint.apply"),
            Hint("up down", "hint.choose_step"),
            Hint("plus minus", "act.more.short"),
            Hint("delete", "hint.drop"),
        )

    # -- choosing ------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Show; choose a way by its digit; change a step by hand; apply."""
        plan = self.plan
        if not self.agreed or plan is None:
            self.agreed = self.agreed or key == "enter"
            return key == "enter"
        if key.isdecimal():
            return self._choose(int(key), plan)
        if key in ("up", "down"):
            self.cursor = max(0, min(self.cursor + (1 if key == "down" else -1), len(self.rows(plan))))
        elif key in ("plus", "minus"):
            self._add(1 if key == "plus" else -1, plan)
        elif key == "delete":
            self._drop(plan)
        elif key == "enter":
            self._apply(plan)
        else:
            return False
        return True

    def _choose(self, number: int, plan: Schedule) -> bool:
        """Take a way; its digit once more lets go of it."""
        ways = self.ways(plan)
        need = minutes_to_win(plan)
        if not need or not 1 <= number <= len(ways) + 1:
            return False
        taken = dict(ways[number - 1].changes) if number <= len(ways) else {}
        end = None if number <= len(ways) else self._later_end(plan)
        again = taken == self.chosen and end == self.end
        self.chosen, self.end = ({}, None) if again else (taken, end)
        return True

    def _add(self, minutes: int, plan: Schedule) -> None:
        rows = self.rows(plan)
        if self.cursor == len(rows):
            self.end = (self.end or plan.promised_end) + MINUTE * minutes
            return
        row = rows[self.cursor]
        before = self.minutes_of(row)
        if not before:
            return
        least = least_minutes(self.desk.whole, row.step, self.desk.now())
        after = before + minutes
        if after < least:
            why = message("refused.protected", step=row.step.title)
            self.tell(
                why if row.step.protected else message("refused.below_min", step=row.step.title, n=least)
            )
            return
        self._told = ""
        self.chosen[row.step.id] = after

    def _drop(self, plan: Schedule) -> None:
        rows = self.rows(plan)
        if self.cursor == len(rows):
            return
        row = rows[self.cursor]
        if not self.minutes_of(row):
            self.chosen[row.step.id] = row.minutes
        elif row.step.optional and not row.step.protected and row.place == "coming":
            self.chosen[row.step.id] = 0
        else:
            self.tell(message("refused.not_optional", step=row.step.title))

    def _apply(self, plan: Schedule) -> None:
        rows = self.rows(plan)
        changes = tuple(
            (row.step.id, self.minutes_of(row))
            for row in rows
            if self.minutes_of(row) != (0 if row.dropped else row.minutes)
        )
        if not changes and self.end in (None, plan.promised_end):
            self.tell(message("late.nothing_chosen"))
            return
        if not self.do(c.ChangePlan(changes, self.end)):
            return
        after, meeting = self.plan, self.owner.meeting_screen
        self.close()
        if after is not None and meeting is not None:
            meeting.tell(message("said.plan_changed", time=self._time(after.expected_end)))
