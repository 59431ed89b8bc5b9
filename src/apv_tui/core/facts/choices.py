"""Facts about what groups chose, and about the groups people chose."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from apv_tui.core.facts.base import Fact, Index


class WishPrioritised(Fact):
    """A group chose an item as the one to work on (group index from 0 in the groups drawn at `grouping`)."""

    kind: Literal["wish_prioritised"] = "wish_prioritised"
    item: str
    group: Index
    grouping: str


class WishDropped(Fact):
    """A group took its choice back."""

    kind: Literal["wish_dropped"] = "wish_dropped"
    item: str
    group: Index
    grouping: str


class PersonJoined(Fact):
    """A person joined the item they are most keen on ("" for none)."""

    kind: Literal["person_joined"] = "person_joined"
    person: str
    item: str


class HeadsCounted(Fact):
    """So many joined an item, besides those who are named."""

    kind: Literal["heads_counted"] = "heads_counted"
    item: str
    heads: Index


class FormedGroup(BaseModel):
    """A group that formed around an item: those known by name, and how many more."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    item: str
    members: tuple[str, ...] = ()
    heads: Index = 0


class GroupsFormed(Fact):
    """The groups people formed by their own choice; the items nobody chose are parked."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["groups_formed"] = "groups_formed"
    groups: tuple[FormedGroup, ...]
    unchosen: tuple[str, ...] = ()
