"""Checks of the plan and of following it up."""

from datetime import date
from typing import Final

from apv_tui.core.agenda import Agenda, Appoint, FollowUp, Meeting
from apv_tui.core.case import agreed_day
from apv_tui.core.days import day_message, span_message
from apv_tui.core.legal.finding import Finding, day_of, missing, there
from apv_tui.core.legal.model import Ask
from apv_tui.core.messages import Message, message
from apv_tui.core.plans import ENDED, action_of, in_order
from apv_tui.core.state import Item, State


def actions_of(state: State) -> tuple[Item, ...]:
    """Give the actions of all plans, in their order."""
    return tuple(item for list_id in state.plans for item in in_order(state, list_id))


def planned(state: State, ask: Ask, today: date) -> Finding:
    """Whether there is a written plan (APV-4.4)."""
    del today
    n = len(actions_of(state))
    return there(ask, message("law.planned", n=n)) if n else missing(ask, message("law.planned.none"))


def adopted(state: State, ask: Ask, today: date) -> Finding | None:
    """Whether the plan was adopted; until then it is a proposal (APV-X16)."""
    del today
    days = adopted_on(state)
    if not actions_of(state):
        return None
    if not days:
        return missing(ask, message("law.adopted.not"))
    return there(ask, message("law.adopted", when=day_message(max(days))))


def adopted_on(state: State) -> list[date]:
    """Give the days on which those plans were adopted that have actions."""
    plans = (list_id for list_id in state.plans if state.standing(list_id))
    return [day_of(state.adopted[list_id]) for list_id in plans if list_id in state.adopted]


def owners(state: State, ask: Ask, today: date) -> Finding | None:
    """Whether every action that is not over has an owner; one left open on purpose has none (APV-4.4b)."""
    del today
    return _detailed(state, ask, "owner", message("law.owners"))


def deadlines(state: State, ask: Ask, today: date) -> Finding | None:
    """Whether every action that is not over has a deadline (APV-4.4b)."""
    del today
    return _detailed(state, ask, "deadline", message("law.deadlines"))


def follow_ups(state: State, ask: Ask, today: date) -> Finding | None:
    """Whether it is said of every action that is not over when it is looked at again (APV-4.4g)."""
    del today
    return _detailed(state, ask, "follow_up", message("law.follow_ups"))


_LACKING: Final = {
    "owner": "law.owners.some", "deadline": "law.deadlines.some", "follow_up": "law.follow_ups.some",
}  # fmt: skip


def _detailed(state: State, ask: Ask, detail: str, said: Message) -> Finding | None:
    lacking = []
    for list_id in state.plans:
        for place, item in enumerate(in_order(state, list_id), 1):
            action = action_of(state, item.id)
            if action.status not in ENDED and detail not in action.details:
                lacking.append(place)
    if not actions_of(state):
        return None
    if lacking:
        numbers = ", ".join(map(str, lacking))
        return missing(ask, message(_LACKING[detail], n=len(lacking), numbers=numbers))
    return there(ask, said)


# -- following up ------------------------------------------------------------------------------------------


def follow_up_agreed(state: State, ask: Ask, today: date) -> Finding:
    """Whether a day was agreed on for following up, or it was held already (APV-4.4g, APV-5)."""
    del today
    day = _agreed(state)
    if day is not None:
        return there(ask, message("law.agreed", when=span_message(*day)))
    if _followed(state) is not None:
        return there(ask, message("law.agreed.held"))
    return missing(ask, message("law.agreed.not"))


def followed_up(state: State, ask: Ask, today: date) -> Finding:
    """Whether anybody has looked at how far the actions have come, and did so again by the day then agreed on.

    Before the day agreed on, and before there is a plan, that is still to come.
    """
    last, day = _followed(state), _agreed(state)
    if day is not None and day[1] < today and _left_out(state, last, day[0]):
        return missing(ask, message("law.followed.passed", when=span_message(*day)))
    if last is not None:
        ended = sum(1 for item in actions_of(state) if action_of(state, item.id).status in ENDED)
        when = day_message(last)
        return there(ask, message("law.followed", when=when, n=ended, all=len(actions_of(state))))
    return Finding(ask.check, "later", message("law.followed.not"))


def _left_out(state: State, last: date | None, agreed: date) -> bool:
    """Whether what was agreed for a day that has passed was not done: not on it, nor before it in its place."""
    if not any(action_of(state, item.id).status not in ENDED for item in actions_of(state)):
        return False
    return last is None or (last < agreed and _agreed_since(state, last))


def _agreed_since(state: State, day: date) -> bool:
    """Whether a day for following up was agreed on that day or later: one from before may have been moved."""
    following = {meeting.id for meeting in _following(state.agenda)}
    filled = (
        state.state_of(step).fields.get(field.id)
        for _, step in state.agenda.steps()
        if isinstance(step, Appoint)
        for field in step.fields
        if field.meeting in following
    )
    return any(each is not None and each.at is not None and day_of(each.at) >= day for each in filled)


def _agreed(state: State) -> tuple[date, date] | None:
    days = [agreed_day(state, meeting.id) for meeting in _following(state.agenda)]
    return max((day for day in days if day is not None), default=None)


def _following(agenda: Agenda) -> list[Meeting]:
    return [each for each in agenda.meetings if any(isinstance(step, FollowUp) for step in each.steps)]


def _followed(state: State) -> date | None:
    """Give the day on which actions were last looked at."""
    logs = (action_of(state, item.id).log for item in actions_of(state))
    days = [day_of(log[-1].at) for log in logs if log]
    if actions_of(state):
        for meeting in _following(state.agenda):
            here = state.meetings.get(meeting.id)
            began = (here.began or (here.held[-1] if here.held else None)) if here else None
            days += [day_of(began)] if began else []
    return max(days, default=None)
