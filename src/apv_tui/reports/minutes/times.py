"""Planned and used minutes, step by step, and the time in which the clock stood."""

from apv_tui.core.agenda import Meeting
from apv_tui.core.pauses import added_up
from apv_tui.core.timing import StepClock
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Column, Heading, Para, Table


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
    table = Table(columns, tuple(rows), divided=(len(rows) - 1,))
    return (Heading(2, words("minutes.times")), table, *_stood(case, meeting))


def _stood(case: Case, meeting: Meeting) -> tuple[Block, ...]:
    """Say how long the clock stood beside the steps, and what for; nothing below a minute."""
    here, words = case.state.meetings.get(meeting.id), case.words
    by = [(kind, round(seconds / 60)) for kind, seconds in added_up(here.pauses if here else ()).by]
    parts = [words("minutes.stood_for", what=words(f"pauses.{kind}"), n=n) for kind, n in by if n]
    if not parts:
        return ()
    return (Para(words("minutes.stood", n=sum(n for _, n in by), parts=", ".join(parts))),)


def _used(case: Case, clock: StepClock) -> str:
    if clock.running:
        return case.words("minutes.running")
    return str(_minutes(clock)) if clock.begun else "–"


def _minutes(clock: StepClock) -> int:
    return round(clock.used / 60)
