"""Orders about who there is, and who sits where."""

from typing import NamedTuple

from apv_tui.core.facts import PersonFacts


class ChooseSpot(NamedTuple):
    """Say who is at the centre."""

    person: str


class AddPeople(NamedTuple):
    """Add people to the case and mark them present; ids are made for those without one.

    With `recognise`, those of the list who belong to the case already arrive instead.
    """

    people: tuple[PersonFacts, ...]
    recognise: bool = False


class ChangePerson(NamedTuple):
    """Put a name or department right."""

    person: PersonFacts


class RemovePerson(NamedTuple):
    """Take out somebody entered by mistake; refused once they sit in a group."""

    person: str


class CallRoll(NamedTuple):
    """Say who is there, all at once, before groups are drawn."""

    present: tuple[str, ...]


class Headcount(NamedTuple):
    """Say how many are there, where no names are used: people without names are added or leave."""

    n: int


class MovePerson(NamedTuple):
    """Move a person to another group, or let two people change places."""

    person: str
    group: int
    swap_with: str = ""


class ChooseHost(NamedTuple):
    """Say who stays at a group's sheet."""

    group: int
    person: str
