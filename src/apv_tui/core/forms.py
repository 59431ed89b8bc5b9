"""Forms: what is still open in them, texts that begin from other lines, and days that do not fit (APV-1.1)."""

import re
from collections.abc import Mapping
from datetime import date

from apv_tui.core.agenda import Appoint, FormField, Meeting
from apv_tui.core.agenda.base import GAP
from apv_tui.core.case import anchor_of, window_of
from apv_tui.core.messages import Message, message
from apv_tui.core.state import Filled, State


def fill_gaps(offer: str, said: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """Put what other lines say into a text on offer; a line that is empty stands as its [title]."""

    def put(gap: re.Match[str]) -> str:
        return said.get(gap[1]) or f"[{titles.get(gap[1], gap[1])}]"

    return GAP.sub(put, offer)


def open_fields(state: State, step: Appoint) -> tuple[FormField, ...]:
    """Give the lines of a form that nothing stands in yet."""
    filled = state.state_of(step).fields
    return tuple(field for field in step.fields if field.id not in filled)


def time_after(state: State, field: FormField, filled: Filled) -> Message | None:
    """Say how long after the one before it a meeting is to be held; None where that is not known."""
    meeting = _still_to_come(state, field)
    anchor = anchor_of(state, meeting) if meeting else None
    if anchor is None or filled.first is None or filled.first <= anchor.day:
        return None
    return message(
        "form.after", long=_long((filled.first - anchor.day).days), meeting=_title(state, anchor.meeting)
    )


def doubts(state: State, field: FormField, filled: Filled, today: date) -> tuple[Message, ...]:
    """Give what is doubtful about a day that was agreed on. It is only said: people may have their reasons."""
    meeting = _still_to_come(state, field)
    if filled.first is None or filled.last is None or (field.meeting and meeting is None):
        return ()
    told = [message("form.past")] if filled.last < today else []
    window = window_of(state, meeting) if meeting else None
    anchor = anchor_of(state, meeting) if meeting else None
    if meeting is None or meeting.weeks_after is None or window is None or anchor is None:
        return tuple(told)
    if filled.last <= anchor.day:
        # Of a meeting that is repeated that is the day it was held on last time.
        if anchor.meeting != meeting.id:
            told.append(message("form.not_after", meeting=_title(state, anchor.meeting)))
    elif filled.last < window[0] or filled.first > window[1]:
        least, most = meeting.weeks_after
        span = message("form.weeks", n=least)
        if most != least:
            span = message("form.weeks_span", least=least, most=most)
        told.append(message("form.other_weeks", span=span))
    return tuple(told)


def _long(days: int) -> Message:
    """Give a number of days in weeks and days."""
    weeks, rest = divmod(days, 7)
    if weeks and rest:
        return message(
            "form.weeks_and_days", weeks=message("form.weeks", n=weeks), days=message("form.days", n=rest)
        )
    return message("form.weeks", n=weeks) if weeks else message("form.days", n=rest)


def _still_to_come(state: State, field: FormField) -> Meeting | None:
    """Give the meeting that a day is agreed on for; None for no meeting, or one that has been held."""
    meeting = state.agenda.meeting(field.meeting or "")
    here = state.meetings.get(meeting.id) if meeting else None
    held = here is not None and here.began is not None
    return None if meeting is None or (held and not meeting.repeats) else meeting


def _title(state: State, meeting: str) -> str:
    found = state.agenda.meeting(meeting)
    return found.title if found else meeting
