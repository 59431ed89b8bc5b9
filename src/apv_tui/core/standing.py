"""Where a case stands on a day: which actions want looking at, which meeting comes next, until when it holds.

What `status` says of many cases. Whoever reads more of the state here lets `standing_log.py` give more of the log.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from apv_tui.core.case import upcoming, whereabouts
from apv_tui.core.legal import Ask, Rules
from apv_tui.core.legal.checks import holds_until
from apv_tui.core.messages import Message
from apv_tui.core.plans import DAYS, ENDED, action_of, days_late, in_order, why_due
from apv_tui.core.state import Filled, Item, State

LACKING: Final = ("owner", "deadline", "follow_up")
"""What an action should have; left open on purpose it is lacking all the same, as months go by."""
Why = Literal["late", "due", "soon", "no_owner", "no_deadline", "no_follow_up"]
"""Why an action wants looking at. It is `due` as the screen has it (`plans.why_due`), and `soon` where one of its
days comes within the days asked about."""
Next = Literal["agreed", "about", "passed", "unset", "none"]
"""Whether the next meeting has a day agreed on, only the weeks the agenda names, a day that has passed, or none;
"none" where no meeting is to come."""


class Wanting(NamedTuple):
    """An action that has not ended, and why it wants looking at; nothing in `why` where it does not."""

    item: str
    list: str
    number: int
    """Its place in the plan, from 1."""
    text: str
    owner: str
    start: tuple[date, date] | None
    deadline: tuple[date, date] | None
    follow_up: tuple[date, date] | None
    status: str
    late: int
    """Days past its deadline; 0 where it is not."""
    why: tuple[Why, ...]
    open: tuple[str, ...] = ()
    """What of it was left open on purpose."""


class Coming(NamedTuple):
    """The meeting that comes next, as far as there is one."""

    how: Next
    meeting: str = ""
    title: str = ""
    first: date | None = None
    last: date | None = None


class CaseStanding(NamedTuple):
    """A case as it stands on a day."""

    actions: int
    ended: int
    going: tuple[Wanting, ...]
    """The actions that have not ended; the most urgent first."""
    coming: Coming
    where: Message | None
    """The meeting under way, or the next one and when; None where all were held."""
    holds_until: date | None
    """The last day before all has to be assessed anew, where rules say so."""
    renew: Literal["", "soon", "passed"] = ""

    def count(self, *why: Why) -> int:
        """Count the actions that want looking at for one of these reasons."""
        return sum(1 for each in self.going if not set(why).isdisjoint(each.why))

    @property
    def late(self) -> int:
        """How many actions are past their deadline."""
        return self.count("late")

    @property
    def due(self) -> int:
        """How many are to be looked at, or will be within the days asked about, and are not late."""
        return sum(1 for each in self.going if "late" not in each.why and {"due", "soon"} & set(each.why))

    @property
    def wanting(self) -> tuple[Wanting, ...]:
        """The actions that want looking at."""
        return tuple(each for each in self.going if each.why)


def standing(state: State, today: date, days: int, rules: Rules | None = None) -> CaseStanding:
    """Give how a case stands; `days` is how far ahead is looked.

    Plans for the leader alone, or in confidence, are left out; nothing else is read but meetings and days.
    """
    plans = [each for each in state.plans if not (state.is_private(each) or state.is_confidential(each))]
    items = [(number, item) for list_id in plans for number, item in enumerate(in_order(state, list_id), 1)]
    going = [
        _wanting(state, number, item, today, days)
        for number, item in items
        if action_of(state, item.id).status not in ENDED
    ]
    going.sort(key=_urgency)
    until = _holds_until(state, rules)
    renew: Literal["", "soon", "passed"] = ""
    if until is not None and until < today + timedelta(days=days):
        renew = "passed" if until < today else "soon"
    return CaseStanding(
        len(items),
        len(items) - len(going),
        tuple(going),
        _coming(state, today),
        whereabouts(state, today),
        until,
        renew,
    )


def _wanting(state: State, number: int, item: Item, today: date, days: int) -> Wanting:
    action = action_of(state, item.id)
    details = action.details
    late = days_late(state, item.id, today)
    why: list[Why] = ["late"] if late else []
    if why_due(state, item.id, today) and not late:
        why.append("due")
    elif not late and any(_within(details.get(name), today, days) for name in DAYS):
        why.append("soon")
    why += [_NO[name] for name in LACKING if name not in details]
    owner = details.get("owner")
    start, deadline, follow_up = (_days(details.get(name)) for name in DAYS)
    left = tuple(name for name in LACKING if name in action.left_open)
    text = item.text
    said = owner.text if owner else ""
    return Wanting(
        item.id,
        item.list,
        number,
        text,
        said,
        start,
        deadline,
        follow_up,
        action.status,
        late,
        tuple(why),
        left,
    )


_NO: Final[Mapping[str, Why]] = {
    "owner": "no_owner",
    "deadline": "no_deadline",
    "follow_up": "no_follow_up",
}


def _days(filled: Filled | None) -> tuple[date, date] | None:
    return (filled.first, filled.last) if filled and filled.first and filled.last else None


def _within(filled: Filled | None, today: date, days: int) -> bool:
    return filled is not None and filled.first is not None and today < filled.first <= today + timedelta(days)


def _urgency(each: Wanting) -> tuple[int, int, date]:
    ranks = {"late": 0, "due": 1, "soon": 2}
    rank = next((ranks[why] for why in each.why if why in ranks), 3 if each.why else 4)
    day = each.deadline or each.follow_up
    return rank, -each.late, day[0] if day else date.max


def _coming(state: State, today: date) -> Coming:
    following = upcoming(state)
    if following is None:
        return Coming("none")
    meeting, first, last, agreed = following
    if first is None or last is None:
        return Coming("unset", meeting.id, meeting.title)
    how: Next = "passed" if last < today else "agreed" if agreed else "about"
    return Coming(how, meeting.id, meeting.title, first, last)


def _holds_until(state: State, rules: Rules | None) -> date | None:
    asks: tuple[Ask, ...] = ()
    if rules is not None:
        asks = (*(ask for element in rules.elements for ask in element.asks), *rules.besides)
    years = next((ask.years for ask in asks if ask.check == "renewal"), 0)
    return holds_until(state, years) if years else None
