"""Facts about people: who belongs to the case, and who is there."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from apv_tui.core.facts.base import Fact, Words


class PersonFacts(BaseModel):
    """A person as added to the case."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    name: Words = ""
    department: Words = ""
    leader: bool = False


class PeopleAdded(Fact):
    """People joined the case; they are present at the meeting that is open."""

    kind: Literal["people_added"] = "people_added"
    people: tuple[PersonFacts, ...]


class PersonChanged(Fact):
    """A person's name or department was put right."""

    kind: Literal["person_changed"] = "person_changed"
    person: PersonFacts


class PersonRemoved(Fact):
    """A person who was entered by mistake was taken out of the case."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["person_removed"] = "person_removed"
    person: str


class PersonArrived(Fact):
    """A person is present from now on, in the named group of each running grouping."""

    moves_turns: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["person_arrived"] = "person_arrived"
    person: str
    joins: tuple[tuple[str, int], ...] = ()
    """(step that drew the groups, group index from 0)."""


class PersonLeft(Fact):
    """A person is no longer present."""

    moves_turns: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["person_left"] = "person_left"
    person: str


class Arrival(BaseModel):
    """Somebody who arrived, with the group they sit in: (step that drew the groups, group index from 0)."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    person: str
    joins: tuple[tuple[str, int], ...] = ()


class PeopleArrived(Fact):
    """Several people arrived at once."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["people_arrived"] = "people_arrived"
    arrivals: tuple[Arrival, ...]


class PeopleLeft(Fact):
    """Several people left at once."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["people_left"] = "people_left"
    people: tuple[str, ...]


class PersonLeads(Fact):
    """A person leads the meeting and does not take part in it, or takes part from now on, in these groups."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["person_leads"] = "person_leads"
    person: str
    leads: bool
    joins: tuple[tuple[str, int], ...] = ()


class RollCalled(Fact):
    """Who is there, all at once, before the meeting begins; nobody sits in a group yet."""

    kind: Literal["roll_called"] = "roll_called"
    present: tuple[str, ...]
