"""Where the open meeting stands against its plan: ahead or behind, and when it will end.

Everything follows from the state and the time; nothing here is stored. It is the leader's: nothing of it
belongs on a screen that the room sees, but the plan itself.

- The plan begins when it was agreed to, or else when the first step was reached. The agenda's minutes follow.
- The meeting has come to the furthest step that was really begun (`reached`); a step that was left within half
  a minute was a slip of the key. To go back to an earlier step takes time and brings nothing back.
- What is left is the time on the clock of that step, and the minutes of the steps after it as they are now.
"""

import re
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple

from apv_tui.core.agenda import Meeting, Step
from apv_tui.core.state import State
from apv_tui.core.text import one_line

A_SLIP: Final = 30.0
"""Seconds within which a step that was left again had not begun."""
ANOTHER_DAY: Final = 12 * 3600.0
"""Seconds after which a meeting that was to begin, or to end, is looked into and not led."""

LONGEST_AGO: Final = 480
"""Minutes: no step is longer."""
_AGO: Final = re.compile(r"(\d{1,3})(?:[:.]([0-5]\d))?")

Place = Literal["behind", "here", "coming"]


class Row(NamedTuple):
    """One step against its plan. `planned` are the agenda's minutes, `minutes` those it has now."""

    step: Step
    planned: int
    minutes: int
    dropped: bool
    begins: datetime
    """When the agenda's plan lets it begin."""
    expected: datetime | None
    """When it will begin as things stand; None where it has begun, or lies behind."""
    used: float
    """Seconds it has really taken so far."""
    place: Place

    @property
    def changed(self) -> bool:
        """Whether it is not as the agenda has it."""
        return self.dropped or self.minutes != self.planned


class Schedule(NamedTuple):
    """The open meeting against its plan; moments in UTC."""

    begins: datetime
    """When the plan begins."""
    planned_end: datetime
    """When the steps are over by plan."""
    promised_end: datetime
    """When people may leave: the whole time of the meeting, or the end the leader promised anew."""
    expected_end: datetime
    """When the last step will be over as things stand."""
    rows: tuple[Row, ...]

    @property
    def behind(self) -> float:
        """Seconds behind the plan; below zero is ahead."""
        return (self.expected_end - self.planned_end).total_seconds()

    @property
    def minutes_behind(self) -> int:
        """Whole minutes behind the plan, as they are said; below zero is ahead."""
        return int(self.behind / 60)

    @property
    def said_end(self) -> datetime:
        """The expected end as it is said: as far from the planned one as `minutes_behind` says."""
        return self.planned_end + timedelta(minutes=self.minutes_behind)

    @property
    def over(self) -> float:
        """Seconds by which the promised end will be missed; below zero is time to spare."""
        return (self.expected_end - self.promised_end).total_seconds()

    @property
    def here(self) -> str:
        """The id of the step the meeting has come to; "" before it began."""
        return next((row.step.id for row in self.rows if row.place == "here"), "")

    @property
    def coming(self) -> tuple[str, ...]:
        """The ids of the steps still to come, those that were dropped among them."""
        return tuple(row.step.id for row in self.rows if row.place == "coming")


def schedule(state: State, now: datetime) -> Schedule | None:
    """Give how the open meeting stands at `now`; None where none is open, or it was led on another day."""
    meeting, here = state.meeting, state.meeting_state
    if meeting is None or here is None:
        return None
    plan_begins = agreed_start(state, now) or here.began or now
    anew = timedelta(minutes=(state.round - here.round) * _run_minutes(meeting))
    planned = sum(step.minutes for step in meeting.steps)
    promised = (
        plan_begins + timedelta(minutes=meeting.minutes or planned) + (_NONE if meeting.minutes else anew)
    )
    moved = here.end - promised if here.end is not None else _NONE
    if (now - promised - max(moved, _NONE)).total_seconds() > ANOTHER_DAY:
        return None
    rows, expected_end = _rows(state, meeting, plan_begins, now)
    return Schedule(
        plan_begins,
        plan_begins + timedelta(minutes=planned) + anew + moved,
        promised + moved,
        expected_end,
        rows,
    )


_NONE: Final = timedelta()


def _rows(
    state: State, meeting: Meeting, begins: datetime, now: datetime
) -> tuple[tuple[Row, ...], datetime]:
    """Give the steps against the plan, and when the last one will be over."""
    furthest, present = reached(state, now), state.step
    ends = now if furthest >= 0 else max(now, begins)
    recess = state.meeting_state.recess if state.meeting_state is not None else None
    if recess is not None:
        ends += timedelta(seconds=max(0.0, recess.clock.left_at(now)))
    goes_on = recess is not None and recess.runs
    if (
        present is not None
        and state.step_index < furthest
        and (goes_on or state.state_of(present).clock.running)
    ):
        ends += _left(state, present, now)  # an earlier step was given time once more
    rows = []
    for at, step in enumerate(meeting.steps):
        known = state.state_of(step)
        place: Place = "behind" if at < furthest else "here" if at == furthest else "coming"
        expected = ends if place == "coming" else None
        rows.append(
            Row(
                step,
                step.minutes,
                minutes_now(state, step),
                known.dropped,
                begins,
                expected,
                known.clock.used_at(now),
                place,
            )
        )
        begins += timedelta(minutes=step.minutes)
        if place != "behind" and not known.dropped:
            ends += _left(state, step, now)
    return tuple(rows), ends


def _left(state: State, step: Step, now: datetime) -> timedelta:
    return timedelta(seconds=max(0.0, state.state_of(step).clock.left_at(now)))


def reached(state: State, now: datetime) -> int:
    """Give the index from 0 of the furthest step that the meeting has come to; -1 before it began."""
    steps = state.meeting.steps if state.meeting else ()
    begun = (at for at, step in enumerate(steps) if state.state_of(step).clock.used_at(now) >= A_SLIP)
    return max((state.step_index, *begun))


def agreed_start(state: State, now: datetime) -> datetime | None:
    """Give the moment the plan was agreed to begin, late beginning taken over; None where none holds."""
    here = state.meeting_state
    if here is None or here.start is None:
        return None
    if ((here.began or now) - here.start).total_seconds() > ANOTHER_DAY:
        return None  # of another day
    return here.start + timedelta(seconds=here.shifted)


def late_by(state: State, now: datetime) -> float:
    """Give the whole minutes, in seconds, by which a meeting that has not begun is late; 0.0 where it is not."""
    start, here = agreed_start(state, now), state.meeting_state
    if start is None or here is None or here.began is not None:
        return 0.0
    return max(0.0, (now - start).total_seconds() // 60 * 60)


def minutes_now(state: State, step: Step) -> int:
    """Give the minutes a step has: the agenda's, or those it was given instead, and + in its course gave it more.

    A dropped one keeps them. Minutes over time are not given: they were taken.
    """
    known = state.state_of(step)
    minutes = known.minutes or step.minutes
    if not known.clock.begun or known.clock.left <= 0:
        return minutes
    return max(minutes, round((known.clock.used + known.clock.left) / 60))


def changed_minutes(state: State) -> dict[str, int]:
    """Give the minutes of every step whose plan was changed, by its id; 0 for one that was dropped."""
    return {
        step.id: 0 if known.dropped else minutes_now(state, step)
        for _, step in state.agenda.steps()
        if (known := state.steps.get(step.id)) and (known.dropped or known.minutes)
    }


def step_after(state: State) -> Step | None:
    """Give the step to go on to, past those that were dropped; None at the last one."""
    steps = state.meeting.steps[state.step_index + 1 :] if state.meeting else ()
    return next((step for step in steps if not state.state_of(step).dropped), None)


def step_before(state: State) -> Step | None:
    """Give the step to go back to, past those that were dropped; None at the first one."""
    steps = state.meeting.steps[: max(0, state.step_index)] if state.meeting else ()
    return next((step for step in reversed(steps) if not state.state_of(step).dropped), None)


def nearest_moment(minutes: int, now: datetime) -> datetime:
    """Give the moment nearest to `now` with this local time of day, in minutes from midnight."""
    local = now.astimezone()
    today = local.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)
    days = (today + timedelta(days=by) for by in (-1, 0, 1))
    return min(days, key=lambda moment: abs(moment - local)).astimezone(now.tzinfo)


def read_ago(text: str) -> float | None:
    """Read minutes, or minutes and seconds, as seconds: 2, 2:30, 0; None for anything else."""
    found = _AGO.fullmatch(one_line(text, 40))
    if found is None or int(found[1]) > LONGEST_AGO:
        return None
    return float(60 * int(found[1]) + int(found[2] or 0))


def _run_minutes(meeting: Meeting) -> int:
    again = meeting.repeated()
    return sum(step.minutes for step in meeting.steps if step.id in again)
