"""What stands before everything else: how far the case has come, the meetings held, who took part, what was noted."""

from datetime import datetime, timedelta
from typing import Final

from apv_tui.core.agenda import Meeting
from apv_tui.core.case import is_over
from apv_tui.core.ledger import tallies
from apv_tui.core.state import MeetingState
from apv_tui.core.timing import StepClock
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Column, Facts, Para, Table
from apv_tui.reports.options import ReportOptions

FEWEST: Final = 5
"""Below so many people what was said can be traced to them, as Danish surveys of the working environment hold."""


Held = tuple[tuple[Meeting, MeetingState], ...]


def front(case: Case, options: ReportOptions) -> tuple[Block, ...]:
    """Give what a reader needs to know first: of the whole case, or of the only meeting that is told of."""
    report = case.state.agenda.report
    introduction = options.introduction or (report.introduction if report else ())
    told = tuple(each for each in held(case) if options.meeting in ("", each[0].id))
    return (
        *(Para(each) for each in introduction),
        *(() if options.meeting else _so_far(case)),
        *_few(case, told),
        *_held(case, told),
        *_took_part(case, options, told),
        *(() if options.meeting else _noted(case)),
    )


def held(case: Case) -> Held:
    """Give the meetings that have begun, in the agenda's order."""
    state = case.state
    return tuple(
        (meeting, here)
        for meeting in state.agenda.meetings
        if (here := state.meetings.get(meeting.id)) is not None and (here.began or here.held)
    )


def _so_far(case: Case) -> tuple[Block, ...]:
    """Say how far the case has come; nothing once every meeting was held."""
    state, words = case.state, case.words
    meeting, began = state.meeting, held(case)
    blocks: list[Block] = []
    if not began:
        return (Para(words("minutes.before"), "strong"),)
    if meeting is not None and (here := state.meeting_state) is not None and not is_over(state, meeting):
        step = meeting.step(here.step) if here.step else None
        if step is not None:
            said = words("minutes.so_far", meeting=meeting.title, step=step.title)
            blocks.append(Para(said, "strong"))
        elif here.began:
            blocks.append(Para(words("minutes.so_far_lobby", meeting=meeting.title), "strong"))
    known = {each.id for each, _ in began}
    left = [each.title for each in state.agenda.meetings if each.id not in known]
    if left:
        blocks.append(Para(words("minutes.to_come", n=len(left), meetings=case.say.listed(left)), "note"))
    return tuple(blocks)


def _few(case: Case, told: Held) -> tuple[Block, ...]:
    """Warn where so few took part that what was said can be traced to them."""
    few = [meeting.title for meeting, here in told if 0 < len(here.came) < FEWEST]
    if not few:
        return ()
    said = case.words("minutes.few", n=len(few), fewest=FEWEST, meetings=case.say.listed(few))
    return (Para(said, "strong"),)


def _held(case: Case, told: Held) -> tuple[Block, ...]:
    """Give the meetings held: the day, from when to when, how many took part."""
    words = case.words
    rows: list[tuple[datetime, tuple[str, ...]]] = []
    for meeting, here in told:
        for began in here.held:
            rows.append((began, (meeting.title, words.date(began), words.time_of_day(began), "")))
        if here.began is not None:
            people = str(len(here.came)) if here.came else ""
            when = _from_to(case, meeting, here)
            rows.append((here.began, (meeting.title, words.date(here.began), when, people)))
    if not rows:
        return ()
    columns = (
        Column(words("minutes.meeting"), "plain"),
        Column(words("minutes.day"), "plain"),
        Column(words("minutes.time"), "plain"),
        Column(words("minutes.people"), "plain"),
    )
    return (Table(columns, tuple(row for _, row in sorted(rows))),)


def _from_to(case: Case, meeting: Meeting, here: MeetingState) -> str:
    """Say from when to when a meeting was: to the end of its last step, where that was reached."""
    if here.began is None:
        return ""
    begins = case.words.time_of_day(here.began)
    clock = case.state.state_of(meeting.steps[-1]).clock
    if here.closing is None or clock.running:
        return case.words("minutes.from", begins=begins)
    ends = case.words.time_of_day(here.closing + timedelta(seconds=_at_most(clock)))
    return case.words("minutes.from_to", begins=begins, ends=ends)


def _at_most(clock: StepClock) -> float:
    """Give the seconds of the last step; a clock that was left running while the room went home is cut."""
    return min(clock.used, 2 * clock.length)


def _took_part(case: Case, options: ReportOptions, told: Held) -> tuple[Block, ...]:
    """Say how many took part in any of these meetings, and who they were where that is asked for."""
    came = frozenset(person for _, here in told for person in here.came)
    if not came:
        return ()
    rows = [(case.words("minutes.took_part"), case.words("minutes.people_in_all", n=len(came)))]
    if options.names:
        named = [who for who in came if (person := case.state.people.get(who)) and person.name]
        names = sorted(map(case.name, named), key=case.words.sort_key)
        if names:
            rows.append((case.words("minutes.names"), ", ".join(names)))
    return (Facts(tuple(rows)),)


def _noted(case: Case) -> tuple[Block, ...]:
    """Count what was noted on each list."""
    counts = tallies(case.state)
    if not counts:
        return ()
    repeats = any(each.repeats for each in counts)
    words = case.words
    columns = (
        Column(words("minutes.list"), "plain"),
        Column(words("minutes.noted"), "short"),
        Column(words("minutes.of_them"), "short"),
    )
    rows = tuple(
        (case.say.list_title(each.list), str(each.standing + each.repeats), str(each.repeats or "–"))
        for each in counts
    )
    if not repeats:
        return (Table(columns[:2], tuple(row[:2] for row in rows)),)
    return (Table(columns, rows),)
