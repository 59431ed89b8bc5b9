"""Orders about what groups choose, and the groups people choose."""

from typing import NamedTuple


class Prioritise(NamedTuple):
    """A group (index from 0) chooses an item as the one to work on; without one, a new one with this text."""

    item: str
    group: int
    text: str = ""


class DropPriority(NamedTuple):
    """A group takes its choice back; the proposals under it stay, parked."""

    item: str
    group: int


class Join(NamedTuple):
    """A person joins an item; "" leaves all."""

    person: str
    item: str


class JoinRest(NamedTuple):
    """All who stand at no item yet join this one."""

    item: str


class CountHeads(NamedTuple):
    """So many more joined an item, without names."""

    item: str
    heads: int


class FormGroups(NamedTuple):
    """Make the groups from who joined what; a crowd is split, and what nobody chose is parked."""
