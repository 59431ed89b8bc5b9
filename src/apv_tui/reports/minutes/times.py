"""Planned and used minutes, step by step."""

from apv_tui.core.agenda import Meeting
from apv_tui.core.timing import StepClock
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Column, Heading, Table


def times(case: Case, meeting: Meeting) -> tuple[Block, ...]:
    """Give the planned minutes of each step of a meeting beside those it took, and of all together."""
    words = case.words
    columns = (
        Column(words("minutes.step"), "plain"),
        Column(words("minutes.planned"), "short"),
        Column(words("minutes.used"), "short"),
    )
    clocks = [case.state.state_of(step).clock for step in meeting.steps]
    if not any(clock.begun for clock in clocks):
        return ()
    rows = [
        (step.title, str(step.minutes), _used(case, clock))
        for step, clock in zip(meeting.steps, clocks, strict=True)
    ]
    # What is added up is what is read above it, not the seconds that were rounded away there.
    used = sum(_minutes(clock) for clock in clocks if not clock.running)
    rows.append((words("minutes.in_all"), str(sum(step.minutes for step in meeting.steps)), str(used)))
    return (Heading(2, words("minutes.times")), Table(columns, tuple(rows), divided=(len(rows) - 1,)))


def _used(case: Case, clock: StepClock) -> str:
    if clock.running:
        return case.words("minutes.running")
    return str(_minutes(clock)) if clock.begun else "–"


def _minutes(clock: StepClock) -> int:
    return round(clock.used / 60)
