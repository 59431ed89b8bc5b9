"""Facts about what was decided: forms filled in, actions planned and followed up, absence accounted for."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from apv_tui.core.facts.base import Fact, Words

Detail = Literal[
    "owner", "start", "deadline", "follow_up", "how", "sign", "absence", "lens",
]  # fmt: skip
"""What an action has besides its words, the wish it comes from and its place in the order."""
Status = Literal["not_started", "in_progress", "done", "postponed", "dropped"]
Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]


class FieldFilled(Fact):
    """A line of a form was filled in; empty when it was cleared.

    `people` are those recognised in `text`; a day is given by its first and last date (a week has seven).
    """

    kind: Literal["field_filled"] = "field_filled"
    field: str
    text: Words
    people: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


class AbsenceAccounted(Fact):
    """An account of sickness absence, of all together and never of one person (APV-1.2).

    `absence` and `possible` are hours or workdays in the period; `people` is how many it covers.
    """

    kind: Literal["absence_accounted"] = "absence_accounted"
    account: Literal["before", "after-1", "after-2"]
    first: date
    last: date
    unit: Literal["hours", "days"]
    absence: Amount
    possible: Amount
    people: Annotated[int, Field(ge=1, le=100_000)]


class AbsenceRemoved(Fact):
    """An account was taken out."""

    kind: Literal["absence_removed"] = "absence_removed"
    account: Literal["before", "after-1", "after-2"]


class ActionDetailed(Fact):
    """One detail of an action was filled in or changed; `open` says that it is left open on purpose."""

    kind: Literal["action_detailed"] = "action_detailed"
    item: str
    detail: Detail
    text: Words
    people: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    open: bool = False


class ActionsOrdered(Fact):
    """The order in which the actions of a list are taken up, as ids of items."""

    kind: Literal["actions_ordered"] = "actions_ordered"
    list: str
    items: tuple[str, ...]


class StatusNoted(Fact):
    """How far an action has come, with a note; the entry's time is its date."""

    kind: Literal["status_noted"] = "status_noted"
    item: str
    status: Status
    note: Words = ""


class PlanAdopted(Fact):
    """The plan was adopted as it stands; what is changed from now on keeps its old version."""

    kind: Literal["plan_adopted"] = "plan_adopted"
    list: str
