"""Orders about who comes and who goes."""

from typing import NamedTuple

from apv_tui.core.facts import PersonFacts


class Arrive(NamedTuple):
    """Mark somebody present; if groups are at work they join the smallest."""

    person: str


class Leave(NamedTuple):
    """Mark somebody gone."""

    person: str


class ArriveTogether(NamedTuple):
    """Mark several present at once, and add those who are new; one command, one undo."""

    people: tuple[str, ...] = ()
    new: tuple[PersonFacts, ...] = ()


class LeaveTogether(NamedTuple):
    """Mark several gone at once; one command, one undo."""

    people: tuple[str, ...]


class MoreHeads(NamedTuple):
    """So many more are there, or fewer with a number below 0, whose names nobody types."""

    n: int


class TakePart(NamedTuple):
    """Let somebody who leads the meeting take part in it like the others, or not."""

    person: str
    takes: bool


class JoinIn(NamedTuple):
    """Let the leader take part: `person`, who leads, or somebody new called `name`.

    Groups that were drawn for the present step, and have not begun, are drawn anew with them, from `seed`.
    """

    person: str = ""
    name: str = ""
    seed: int = 0
