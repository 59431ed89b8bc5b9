"""The days of a case as a calendar (RFC 5545): deadlines, follow-ups, and the meetings that a day was agreed for.

A day has the same UID in every export, and a later export a higher SEQUENCE, so that importing it again replaces
what the calendar has. Without a clock time everything lasts whole days, and does not make anybody busy.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from apv_tui import __version__
from apv_tui.core.agenda import Appoint
from apv_tui.core.case import agreed_day
from apv_tui.core.plans import ENDED, action_of, in_order, taken_off
from apv_tui.core.state import Action, Filled, Item
from apv_tui.core.text import one_line
from apv_tui.core.thread import Book, book_of, thread_in
from apv_tui.reports.case import Case
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.telling import STATUSES

if TYPE_CHECKING:
    from icalendar import Event

DOMAIN: Final = "apv-tui"
_COUNTED_FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)
_NINE_O_CLOCK: Final = timedelta(hours=15)
"""So long before the midnight a day begins with, it is nine in the morning of the day before."""
_AHEAD: Final = {"deadline": timedelta(days=6), "follow_up": timedelta(), "meeting": timedelta(days=6)}
"""How much earlier than the morning before one is reminded."""
_TITLES: Final = {"deadline": "calendar.deadline", "follow_up": "calendar.follow_up"}


class Counted(NamedTuple):
    """How many days a calendar has, and how many of the actions still to be done have none."""

    events: int
    undated: int


class _Day(NamedTuple):
    uid: str
    kind: str
    first: date
    last: date
    title: str
    about: tuple[str, ...]
    changed: datetime | None
    done: bool = False
    dropped: bool = False


def calendar(case: Case, options: ReportOptions, now: datetime, session: str = "") -> bytes:
    """Give the bytes of an .ics file; `session` is the id of the session, which makes meetings' UIDs its own."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//apv-tui//apv-tui {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _line(options.title or case.state.agenda.title))
    for day in _days(case, session):
        made.add_component(_event(day, now))
    return bytes(made.to_ical())


def count(case: Case) -> Counted:
    """Count what a calendar of the case has in it, and the actions that neither a deadline nor a follow-up has."""
    state = case.state
    undated = sum(
        1
        for list_id in state.plans
        for item in in_order(state, list_id)
        if (action := action_of(state, item.id)).status not in ENDED
        and not any(_dated(action.details.get(kind)) for kind in _TITLES)
    )
    return Counted(sum(1 for _ in _days(case, "")), undated)


def _dated(filled: Filled | None) -> bool:
    return filled is not None and filled.first is not None and filled.last is not None


def _event(day: _Day, now: datetime) -> "Event":
    from icalendar import Alarm, Event

    stamp = now.astimezone(UTC).replace(microsecond=0)
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", stamp)
    event.add("sequence", max(0, int((stamp - _COUNTED_FROM).total_seconds())))
    if day.changed is not None:
        event.add("last-modified", day.changed.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", day.first)
    # The day after the last: the end is not part of it. The last day of all time has none.
    event.add("dtend", day.last + timedelta(days=1) if day.last < date.max else day.last)
    event.add("summary", day.title)
    if day.about:
        event.add("description", "\n".join(day.about))
    event.add("status", "CANCELLED" if day.dropped else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if not (day.done or day.dropped):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", day.title)
        alarm.add("trigger", -(_NINE_O_CLOCK + _AHEAD[day.kind]))
        event.add_component(alarm)
    return event


def _days(case: Case, session: str) -> Iterator[_Day]:
    state = case.state
    book = book_of(state)
    for list_id in state.plans:
        for number, item in enumerate(in_order(state, list_id), 1):
            yield from _of_action(case, book, item, number)
        for item in taken_off(state, list_id):
            yield from _of_action(case, book, item, 0)
    yield from _meetings(case, session)


def _of_action(case: Case, book: Book, item: Item, number: int) -> Iterator[_Day]:
    action = action_of(case.state, item.id)
    text = _line(case.said(item))
    done = action.status == "done"
    for kind, title in _TITLES.items():
        filled = action.details.get(kind)
        if filled is None or filled.first is None or filled.last is None:
            continue
        said = case.words(title, text=text)
        yield _Day(
            uid=f"{item.id}-{kind.replace('_', '-')}@{DOMAIN}",
            kind=kind,
            first=filled.first,
            last=filled.last,
            title=case.words("calendar.done", text=text) if done and kind == "deadline" else said,
            about=_about(case, book, item, number),
            changed=_changed(item, action),
            done=done,
            dropped=action.status == "dropped" or item.withdrawn,
        )


def _about(case: Case, book: Book, item: Item, number: int) -> tuple[str, ...]:
    words, action = case.words, action_of(case.state, item.id)
    above = thread_in(book, item).above
    told = []
    if number:
        told.append(words("calendar.number", number=number, plan=case.say.list_title(item.list)))
    if "owner" in action.details:
        told.append(words("calendar.owner", who=_line(action.details["owner"].text)))
    if above:
        told.append(words("calendar.wish", text=_line(case.said(above[0]))))
    if "how" in action.details:
        told.append(words("calendar.how", text=_line(action.details["how"].text)))
    told.append(words("calendar.status", status=words(STATUSES[action.status])))
    return tuple(told)


def _changed(item: Item, action: Action) -> datetime:
    """Give the last moment at which something is known to have been said about an action."""
    moments = [
        item.at,
        *(filled.at for filled in action.details.values() if filled.at is not None),
        *(entry.at for entry in action.log),
        *(change.at for change in action.changes),
    ]
    return max(moments)


def _meetings(case: Case, session: str) -> Iterator[_Day]:
    state = case.state
    short = state.agenda.short or state.agenda.title
    for meeting in state.agenda.meetings:
        if meeting.private:
            continue
        agreed = agreed_day(state, meeting.id)
        if agreed is None:
            continue
        said = [
            (filled.at, step.title)
            for each in state.agenda.meetings
            for step in case.steps(each)
            if isinstance(step, Appoint)
            for field in step.fields
            if field.meeting == meeting.id
            and (filled := state.state_of(step).fields.get(field.id)) is not None
            and (filled.first, filled.last) == agreed
        ]
        moments = [at for at, _ in said if at is not None]
        yield _Day(
            uid=f"{_case_id(case, session)}-{meeting.id}-{_sitting(case, meeting.id, agreed[1])}@{DOMAIN}",
            kind="meeting",
            first=agreed[0],
            last=agreed[1],
            title=_line(f"{meeting.title} ({short})"),
            about=tuple(case.words("calendar.meeting", meeting=title) for _, title in said[-1:]),
            changed=max(moments, default=None),
        )


def _sitting(case: Case, meeting: str, day: date) -> int:
    """Give which sitting of a meeting is held on a day that was agreed on, from 1."""
    here = case.state.meetings.get(meeting)
    if here is None:
        return 1
    held = [*here.held, *([here.began] if here.began else [])]
    return len(held) if held and day <= held[-1].astimezone().date() else len(held) + 1


def _case_id(case: Case, session: str) -> str:
    """Give what tells this case from others: the session's id, else when its first meeting was opened."""
    if session:
        return session
    opened = min((here.opened for here in case.state.meetings.values()), default=None)
    told = f"{case.state.agenda.title}\n{opened.astimezone(UTC).isoformat() if opened else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _line(text: str) -> str:
    return one_line(text, max(1, len(text)))
