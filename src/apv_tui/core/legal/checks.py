"""Checks that show, each by itself, whether something was done in a case: pure functions over its state.

Each gives one finding, or None where there is nothing it could be about yet (owners, before there is an action).
A file of rules asks for them by name.
"""

from datetime import date, datetime
from typing import Final

from apv_tui.core.days import day_message
from apv_tui.core.legal.finding import Check, Finding, day_of, missing, there
from apv_tui.core.legal.matters import absence_accounted, absence_weighed, assessed, collected, risks
from apv_tui.core.legal.model import Ask
from apv_tui.core.legal.planned import (
    adopted,
    adopted_on,
    deadlines,
    follow_up_agreed,
    follow_ups,
    followed_up,
    owners,
    planned,
)
from apv_tui.core.messages import message
from apv_tui.core.state import State


def took_part(state: State, ask: Ask, today: date) -> Finding | None:
    """Whether it is known how many took part in each meeting that was held."""
    del today
    began = [each for each in state.agenda.meetings if _began(state, each.id)]
    unknown = [each.title for each in began if not state.meetings[each.id].came]
    if not began:
        return None
    if unknown:
        return missing(ask, message("law.took_part.some", n=len(unknown), meetings=", ".join(unknown)))
    everyone = {person for each in began for person in state.meetings[each.id].came}
    return there(ask, message("law.took_part", n=len(everyone)))


def renewal(state: State, ask: Ask, today: date) -> Finding | None:
    """Whether the whole is younger than `ask.years`; counted from the plan, else from the first meeting."""
    until = holds_until(state, ask.years)
    if until is None:
        return None
    if until < today:
        return missing(ask, message("law.renewal.passed", when=day_message(until)))
    return there(ask, message("law.renewal", when=day_message(until)))


def holds_until(state: State, years: int) -> date | None:
    """Give the last day on which the whole is not older than so many years; None where nothing was begun."""
    days = adopted_on(state)
    began = [moment for each in state.agenda.meetings if (moment := _began(state, each.id))]
    if not days and not began:
        return None
    return _years_later(max(days) if days else day_of(min(began)), years)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _began(state: State, meeting: str) -> datetime | None:
    here = state.meetings.get(meeting)
    return (here.held[0] if here.held else here.began) if here else None


CHECKS: Final[dict[str, Check]] = {
    "collected": collected,
    "assessed": assessed,
    "risks": risks,
    "absence_accounted": absence_accounted,
    "absence_weighed": absence_weighed,
    "planned": planned,
    "adopted": adopted,
    "owners": owners,
    "deadlines": deadlines,
    "follow_ups": follow_ups,
    "follow_up_agreed": follow_up_agreed,
    "followed_up": followed_up,
    "took_part": took_part,
    "renewal": renewal,
}
"""Every check by the name that a file of rules asks for it."""
