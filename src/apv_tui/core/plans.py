"""The action plan: its order, what is missing in it, what is due and what is late (APV-4.4, APV-5)."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from apv_tui.core.agenda import ReadBack
from apv_tui.core.agenda.asked import IN_ORDER
from apv_tui.core.lately import lately
from apv_tui.core.messages import Message, message
from apv_tui.core.naming import name_people
from apv_tui.core.people import screen_names
from apv_tui.core.state import NO_ACTION, Action, Change, Filled, Item, State, StatusEntry

DETAILS: Final = IN_ORDER
DAYS: Final = ("start", "deadline", "follow_up")
NEEDED: Final = ("owner", "deadline", "follow_up")
"""Without these, as far as they are asked, an action is not complete: who, when, when it is looked at (APV-4.4b)."""
ENDED: Final = ("done", "dropped")
MOST_ALIKE: Final = 4
"""So many names are offered where one fits several people."""
STATUSES: Final = ("not_started", "in_progress", "done", "postponed", "dropped")


def action_of(state: State, item: str) -> Action:
    """Give what an action has besides its words; an empty one where nothing was filled in."""
    return state.actions.get(item, NO_ACTION)


def plan_lists(state: State) -> tuple[str, ...]:
    """Give the lists of the agenda that hold actions: those planned, read back or followed up."""
    return state.plans


def asked_about(state: State, list_id: str) -> tuple[str, ...]:
    """Give what is asked about the actions of a list, in order."""
    return state.agenda.details.get(list_id, ())


def asked_of(state: State, item: str) -> tuple[str, ...]:
    """Give what is asked about an action, and what was said of it all the same, in order."""
    action, found = action_of(state, item), state.items.get(item)
    asked = asked_about(state, found.list) if found else ()
    return tuple(
        name for name in DETAILS if name in asked or name in action.details or name in action.left_open
    )


def shown_of(state: State, list_id: str) -> tuple[str, ...]:
    """Give what a table of a plan has columns for: what is asked, and what was said of any of its actions."""
    known = {name for item in state.standing(list_id) for name in asked_of(state, item.id)}
    return tuple(name for name in DETAILS if name in known or name in asked_about(state, list_id))


def is_adopted_somewhere(state: State, list_id: str) -> bool:
    """Whether a step of the agenda adopts the plan: only then it is a proposal before."""
    return any(isinstance(step, ReadBack) and step.list == list_id for _, step in state.agenda.steps())


# -- the order ---------------------------------------------------------------------------------------------


@lately
def in_order(state: State, list_id: str) -> tuple[Item, ...]:
    """Give the actions of a list in the order they are taken up; those without a place come last."""
    place = {item: at for at, item in enumerate(state.orders.get(list_id, ()))}
    standing = state.standing(list_id)
    return tuple(sorted(standing, key=lambda item: (place.get(item.id, len(place)), item.number)))


def place_of(state: State, item_id: str) -> int:
    """Give the number the room knows an action by: its place in the order, from 1; 0 where it has none."""
    item = state.items.get(item_id)
    if item is None or item.list not in plan_lists(state):
        return 0
    return _places(state, item.list).get(item_id, 0)


@lately
def _places(state: State, list_id: str) -> dict[str, int]:
    return {item.id: place for place, item in enumerate(in_order(state, list_id), 1)}


def numbered(state: State, list_id: str) -> tuple[tuple[int, Item], ...]:
    """Give what stands on a list with the number the room knows each by: of a plan its order and places."""
    if list_id in plan_lists(state):
        return tuple(enumerate(in_order(state, list_id), 1))
    return tuple((item.number, item) for item in state.standing(list_id))


def known_as(state: State, item: Item) -> int:
    """Give the number the room knows an item by: of an action its place in the plan, as far as it has one."""
    return place_of(state, item.id) or item.number


# -- what is missing ---------------------------------------------------------------------------------------


def missing(state: State, item: str) -> tuple[str, ...]:
    """Give the details an action still needs; what is left open on purpose is not missing."""
    action, asked = action_of(state, item), asked_of(state, item)
    return tuple(
        name
        for name in NEEDED
        if name in asked and name not in action.details and name not in action.left_open
    )


def gaps(state: State, list_id: str) -> Mapping[str, tuple[int, ...]]:
    """Give for each detail that is missing somewhere the numbers of the actions that lack it."""
    lacking: dict[str, tuple[int, ...]] = {}
    for number, item in enumerate(in_order(state, list_id), 1):
        if action_of(state, item.id).status not in ENDED:
            for detail in missing(state, item.id):
                lacking[detail] = (*lacking.get(detail, ()), number)
    return {detail: lacking[detail] for detail in NEEDED if detail in lacking}


def doubts(state: State, item: str) -> tuple[Message, ...]:
    """Give what does not fit together in an action's days, and whom its owner's name may mean."""
    details = action_of(state, item).details
    start, deadline, follow_up = (details.get(name) for name in DAYS)
    told = []
    if start and start.first and deadline and deadline.last and deadline.last < start.first:
        told.append(message("plan.doubt.deadline_before_start"))
    if follow_up and follow_up.last and start and start.first and follow_up.last < start.first:
        told.append(message("plan.doubt.follow_up_before_start"))
    return (*told, *_which_owner(state, details.get("owner")))


def _which_owner(state: State, owner: Filled | None) -> list[Message]:
    """Ask who is meant where a name fits several: an action nobody can tell whose it is belongs to nobody."""
    if owner is None or len(owner.people) == len(owner.text.split(", ")):
        return []
    people = state.people.values()
    called = screen_names((person for person in people if person.name), str)
    return [
        message("form.which", part=part, names=", ".join(called[who] for who in meant[:MOST_ALIKE]))
        for part, meant in name_people(people, owner.text).unsure
    ]


# -- how far it has come -----------------------------------------------------------------------------------


def days_late(state: State, item: str, today: date) -> int:
    """Give how many days an action is past its deadline; 0 where it is not, or has ended."""
    action = action_of(state, item)
    deadline = action.details.get("deadline")
    if action.status in ENDED or deadline is None or deadline.last is None:
        return 0
    return max(0, (today - deadline.last).days)


def why_due(state: State, item: str, today: date) -> str:
    """Give why an action is to be looked at: `follow_up`, `start` or `deadline`; "" where it is not.

    Its follow-up has come and nobody has looked since; it should have begun and has not; its deadline is now.
    """
    action = action_of(state, item)
    if action.status in ENDED:
        return ""
    begun = {
        name
        for name in DAYS
        if (day := action.details.get(name)) is not None and day.first is not None and day.first <= today
    }
    if "follow_up" in begun and not _looked_since(action, action.details["follow_up"].first):
        return "follow_up"
    if "start" in begun and action.status == "not_started":
        return "start"
    return "deadline" if "deadline" in begun else ""


def _looked_since(action: Action, day: date | None) -> bool:
    # Days are the room's own: an evening's note in UTC may carry the date of the day before.
    return bool(action.log and day and action.log[-1].at.astimezone().date() >= day)


def is_due(state: State, item: str, today: date) -> bool:
    """Whether an action is to be looked at."""
    return bool(why_due(state, item, today))


def by_urgency(state: State, list_id: str, today: date) -> tuple[Item, ...]:
    """Give the actions with the late ones first, the most late on top; then those due, then the rest, then ended."""

    def urgency(item: Item) -> tuple[int, int]:
        late = days_late(state, item.id, today)
        if action_of(state, item.id).status in ENDED:
            return 3, 0
        return (0, -late) if late else (1 if is_due(state, item.id, today) else 2, 0)

    return tuple(sorted(in_order(state, list_id), key=urgency))


class Standing(NamedTuple):
    """How a plan stands on a day: how many actions it has, and how many of them need what.

    An action that is late does not count as due besides. `coming` is the next day on which one of them
    begins, is done or is looked at; None where no such day is set.
    """

    actions: int
    late: int
    due: int
    without_owner: int
    ended: int
    coming: date | None = None


def standing_of(state: State, list_id: str, today: date) -> Standing:
    """Count a plan as it stands on a day."""
    items = in_order(state, list_id)
    going = [item.id for item in items if action_of(state, item.id).status not in ENDED]
    late = {item for item in going if days_late(state, item, today)}
    days = [
        day.first
        for item in going
        for name in DAYS
        if (day := action_of(state, item).details.get(name)) is not None and day.first is not None
    ]
    return Standing(
        actions=len(items),
        late=len(late),
        due=sum(1 for item in going if item not in late and is_due(state, item, today)),
        without_owner=sum(1 for item in going if "owner" in missing(state, item)),
        ended=len(items) - len(going),
        coming=min((day for day in days if day > today), default=None),
    )


# -- what was before ---------------------------------------------------------------------------------------


def is_new(state: State, item: Item) -> bool:
    """Whether an action came into the plan after the plan was adopted."""
    adopted = state.adopted.get(item.list)
    return adopted is not None and item.at > adopted


def taken_off(state: State, list_id: str) -> tuple[Item, ...]:
    """Give the actions that were taken off the plan after it was adopted: they stay visible."""
    return tuple(
        item
        for item in state.on_list(list_id)
        if item.withdrawn and any(change.detail == "off" for change in action_of(state, item.id).changes)
    )


def versions(state: State, item: str, detail: str) -> tuple[Change, ...]:
    """Give what a detail said before, since the plan was adopted; the latest change first."""
    changes = [change for change in action_of(state, item).changes if change.detail == detail]
    return tuple(reversed(changes))


def history(state: State, item: str) -> tuple[StatusEntry | Change, ...]:
    """Give all that happened to an action: what was noted and what was changed, the latest first."""
    action = action_of(state, item)
    return tuple(sorted((*action.log, *action.changes), key=lambda each: each.at, reverse=True))
