"""Orders about the action plan."""

from typing import NamedTuple


class AddAction(NamedTuple):
    """Put an action into a plan, under the wish it comes from; `proposal` is the item it takes its words from."""

    list: str
    text: str = ""
    under: str = ""
    proposal: str = ""


class SetDetail(NamedTuple):
    """Fill in a detail of an action; an empty text clears it, and the word for "open" leaves it open."""

    item: str
    detail: str
    text: str


class MoveAction(NamedTuple):
    """Move an action to another place in the order, from 0."""

    item: str
    place: int


class NoteStatus(NamedTuple):
    """Say how far an action has come."""

    item: str
    status: str
    note: str = ""


class AdoptPlan(NamedTuple):
    """Adopt the plan as it stands."""

    list: str
