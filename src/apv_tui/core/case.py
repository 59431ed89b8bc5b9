"""A case over months: who is expected at a meeting, what comes next and when, and what the last one left."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from apv_tui.core.agenda import Appoint, Meeting
from apv_tui.core.days import span_message
from apv_tui.core.messages import Message, message
from apv_tui.core.plans import plan_lists, standing_of
from apv_tui.core.state import MeetingState, State


def expected(state: State, meeting: Meeting) -> tuple[str, ...]:
    """Give who is taken to be at a meeting until its roll says otherwise.

    Those who came to its last sitting, else to the meeting named in `people_from`; where neither was held,
    everybody of the case.
    """
    before = state.meetings.get(meeting.id) or state.meetings.get(meeting.people_from or "")
    if before is None or not before.came:
        return tuple(state.people)
    return tuple(person for person in state.people if person in before.came)


class Held(NamedTuple):
    """A meeting that was held, and when it began."""

    meeting: Meeting
    began: datetime


def last_held(state: State) -> Held | None:
    """Give what was held last before the sitting that is open now; None where nothing was."""
    held = [
        Held(meeting, began)
        for meeting in state.agenda.meetings
        if (here := state.meetings.get(meeting.id)) is not None
        and (began := _before_now(here, is_open=meeting.id == state.meeting_id)) is not None
    ]
    return max(held, key=lambda each: each.began) if held else None


def _before_now(here: MeetingState, *, is_open: bool) -> datetime | None:
    if here.began is not None and not is_open:
        return here.began
    return here.held[-1] if here.held else None


def agreed_day(state: State, meeting: str) -> tuple[date, date] | None:
    """Give the day (first and last) agreed on for a meeting in any form of the case, the one said last.

    None where there is none.
    """
    said = [
        filled
        for _, step in state.agenda.steps()
        if isinstance(step, Appoint)
        for field in step.fields
        if field.meeting == meeting and (filled := state.state_of(step).fields.get(field.id)) is not None
    ]
    said.sort(key=lambda filled: filled.at.timestamp() if filled.at else 0.0)
    last = said[-1] if said else None
    return (last.first, last.last) if last and last.first and last.last else None


class Upcoming(NamedTuple):
    """The meeting that comes next; `first` to `last` is when, None where nothing says so.

    `agreed` is True where a day was agreed on, False where it follows from the weeks the agenda names.
    """

    meeting: Meeting
    first: date | None
    last: date | None
    agreed: bool


def upcoming(state: State) -> Upcoming | None:
    """Give the meeting that comes next: the first not begun, or the last one again where it is repeated."""
    meetings = state.agenda.meetings
    begun = [at for at, meeting in enumerate(meetings) if _began(state, meeting.id)]
    at = begun[-1] + 1 if begun else 0
    if at >= len(meetings):
        if not meetings[-1].repeats:
            return None
        at = len(meetings) - 1
    meeting = meetings[at]
    agreed = agreed_day(state, meeting.id)
    if agreed is not None:
        again = _began(state, meeting.id)
        if again is None or agreed[1] > again.astimezone().date():
            return Upcoming(meeting, agreed[0], agreed[1], agreed=True)
    first, last = window_of(state, meeting) or (None, None)
    return Upcoming(meeting, first, last, agreed=False)


def window_of(state: State, meeting: Meeting) -> tuple[date, date] | None:
    """Give the days between which a meeting falls by the weeks its agenda names; None where it names none.

    Counted from the meeting in `after`, else from the one before it (the meeting itself where it is
    repeated), by the day it was held or is agreed to be held.
    """
    anchor = anchor_of(state, meeting)
    if meeting.weeks_after is None or anchor is None:
        return None
    least, most = meeting.weeks_after
    return anchor.day + timedelta(weeks=least), anchor.day + timedelta(weeks=most)


class Anchor(NamedTuple):
    """The meeting from which the weeks to another one are counted, and its day."""

    meeting: str
    day: date


def anchor_of(state: State, meeting: Meeting) -> Anchor | None:
    """Give what a meeting's weeks are counted from; None where that has no day yet."""
    meetings = state.agenda.meetings
    at = meetings.index(meeting)
    before = meeting.id if _began(state, meeting.id) and meeting.repeats else meeting.after
    id_ = before or (meetings[at - 1].id if at else "")
    began = _began(state, id_)
    agreed = agreed_day(state, id_)
    day = began.astimezone().date() if began else agreed[0] if agreed else None
    return Anchor(id_, day) if day else None


def _began(state: State, meeting: str) -> datetime | None:
    here = state.meetings.get(meeting)
    return here.began or (here.held[-1] if here.held else None) if here else None


def is_over(state: State, meeting: Meeting) -> bool:
    """Whether a meeting that began has come to its last step."""
    here = state.meetings.get(meeting.id)
    kept = [step.id for step in meeting.steps if not state.state_of(step).dropped]
    return here is not None and here.began is not None and here.step in kept[-1:]


def outlook(state: State, today: date) -> tuple[Message, ...]:
    """Say where a case stands on a day: the meeting under way or the next one and when, and what is due.

    The parts come most important first.
    """
    due = _due(state, today)
    where = whereabouts(state, today)
    if where is None and not due:
        return (message("outlook.held"),)
    return (where, *due) if where is not None else tuple(due)


def whereabouts(state: State, today: date) -> Message | None:
    """Say which meeting is under way, or which comes next and when; None where all were held."""
    meeting = state.meeting
    begun = meeting is not None and _began(state, meeting.id) is not None
    if meeting is not None and begun and not is_over(state, meeting):
        step = state.step
        at = message("outlook.at", meeting=meeting.title, step=step.title) if step else None
        return at or message("outlook.lobby", meeting=meeting.title)
    following = upcoming(state)
    return _next(following, today) if following is not None else None


def _next(following: Upcoming, today: date) -> Message:
    title = following.meeting.title
    if following.first is None or following.last is None:
        return message("outlook.next", meeting=title)
    when = span_message(following.first, following.last)
    if following.last < today:
        return message("outlook.next.passed", meeting=title, when=when)
    return message(
        "outlook.next.agreed" if following.agreed else "outlook.next.about", meeting=title, when=when
    )


def _due(state: State, today: date) -> list[Message]:
    told = []
    for list_id in plan_lists(state):
        standing = standing_of(state, list_id, today)
        if standing.late:
            told.append(message("outlook.late", n=standing.late))
        if standing.due:
            told.append(message("outlook.due", n=standing.due))
    return told


def expected_count(meeting: Meeting) -> int:
    """Give how many people the agenda expects at a meeting; 0 where it names no number, or a span."""
    fewest, most = meeting.people or (0, 0)
    return most if fewest == most else 0
