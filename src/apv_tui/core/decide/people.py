"""Deciding on people: who is there, and who sits with whom."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Spotlight
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at
from apv_tui.core.decide.seating import grouping_step
from apv_tui.core.decide.seats import Seats
from apv_tui.core.messages import Refused, message
from apv_tui.core.naming import recognise
from apv_tui.core.people import Person
from apv_tui.core.state import MeetingState, State
from apv_tui.core.text import one_line

MOST_PEOPLE = 1_000
LONGEST_NAME = 80


@decides(c.AddPeople)
def add_people(state: State, command: c.AddPeople, means: Means) -> Drafts:
    """Add people to the case; those added in the middle of a meeting join groups when they arrive.

    With `recognise`, those of the list who belong to the case already arrive instead of being added twice.
    """
    if not command.people:
        raise Refused(message("refused.nobody_named"))
    known: tuple[str, ...] = ()
    if command.recognise:
        known, new = recognise(state.people.values(), command.people)
        command = c.AddPeople(new)
    if len(state.people) + len(command.people) > MOST_PEOPLE:
        raise Refused(message("refused.too_many_people", most=MOST_PEOPLE))
    people = tuple(tidy(who, who.id or means.new_id()) for who in command.people)
    added: list[f.Fact] = [f.PeopleAdded(people=people)] if people else []
    here = state.meeting_state
    come = tuple(id_ for id_ in known if here is not None and id_ not in here.present)
    seats = Seats(state, (*come, *(who.id for who in people)))
    arrived = [f.PersonArrived(person=id_, joins=seats.take(id_)) for id_ in come]
    arrived += [
        f.PersonArrived(person=who.id, joins=joins) for who in people if (joins := seats.take(who.id))
    ]
    return (*at("", *added, *arrived), *seats.nobody_alone())


@decides(c.ChangePerson)
def change_person(state: State, command: c.ChangePerson, _: Means) -> Drafts:
    """Put a name, department or leadership right."""
    need_person(state, command.person.id)
    return at("", f.PersonChanged(person=tidy(command.person, command.person.id)))


@decides(c.RemovePerson)
def remove_person(state: State, command: c.RemovePerson, _: Means) -> Drafts:
    """Take out somebody entered by mistake; who sits in a group has taken part and can only leave."""
    need_person(state, command.person)
    for step in state.steps.values():
        if any(command.person in group.everyone for group in step.groups):
            raise Refused(message("refused.sits_in_group"))
    joined = (person for step in state.steps.values() for person in step.joins)
    owners = (vault.owner for vault in state.vaults.values())
    if command.person in (state.spot, *state.been, *owners, *joined):
        raise Refused(message("refused.has_taken_part"))
    return at("", f.PersonRemoved(person=command.person))


@decides(c.CallRoll)
def call_roll(state: State, command: c.CallRoll, _: Means) -> Drafts:
    """Say who is there, all at once; once groups are drawn, people arrive and leave one by one."""
    here = _need_no_groups(state)
    present = tuple(id_ for id_ in state.people if id_ in command.present)
    return () if here.present == set(present) else at("", f.RollCalled(present=present))


@decides(c.Headcount)
def headcount(state: State, command: c.Headcount, means: Means) -> Drafts:
    """Say how many are there, where nobody has a name; those with the highest numbers are the ones missing."""
    _need_no_groups(state)
    if any(who.name for who in state.people.values()):
        raise Refused(message("refused.people_have_names"))
    if not 1 <= command.n <= MOST_PEOPLE:
        raise Refused(message("refused.too_many_people", most=MOST_PEOPLE))
    new = tuple(f.PersonFacts(id=means.new_id()) for _ in range(command.n - len(state.people)))
    ids = (*state.people, *(who.id for who in new))[: command.n]
    added: list[f.Fact] = [f.PeopleAdded(people=new)] if new else []
    return at("", *added, f.RollCalled(present=tuple(ids)))


def _need_no_groups(state: State) -> MeetingState:
    here, meeting = state.meeting_state, state.meeting
    if here is None or meeting is None:
        raise Refused(message("refused.no_meeting"))
    if any(state.state_of(step).groups for step in meeting.steps):
        raise Refused(message("refused.groups_are_drawn"))
    return here


@decides(c.ChooseSpot)
def choose_spot(state: State, command: c.ChooseSpot, _: Means) -> Drafts:
    """Say who is at the centre: somebody who is there.

    A step that does not choose takes a person all the same while nobody is at the centre: the one that
    chooses may have been passed over, or the one who was chosen has left.
    """
    step = state.step
    at_centre = any(who.id == state.spot for who in state.present)
    if not isinstance(step, Spotlight) or (at_centre and not step.chooses):
        raise Refused(message("refused.no_spot_here"))
    person = need_person(state, command.person)
    here = state.meeting_state
    if here is None or person.id not in here.present:
        raise Refused(message("refused.not_here"))
    return () if state.spot == person.id else at(step.id, f.SpotChosen(person=person.id))


@decides(c.MovePerson)
def move_person(state: State, command: c.MovePerson, _: Means) -> Drafts:
    """Move a person by hand."""
    step = grouping_step(state)
    groups = state.state_of(step).groups
    if not 0 <= command.group < len(groups):
        raise Refused(message("refused.no_such_group", group=command.group + 1))
    for id_ in filter(None, (command.person, command.swap_with)):
        need_person(state, id_)
    seated = {who for group in groups for who in group.everyone}
    if command.swap_with and not seated.issuperset((command.person, command.swap_with)):
        raise Refused(message("refused.not_in_group"))
    if not command.swap_with and command.person in groups[command.group].everyone:
        return ()
    return at(
        step.id,
        f.PersonMoved(person=command.person, group=command.group, swapped_with=command.swap_with),
    )


@decides(c.ChooseHost)
def choose_host(state: State, command: c.ChooseHost, _: Means) -> Drafts:
    """Say who stays at the sheet: one of the group."""
    step = grouping_step(state)
    groups = state.state_of(step).groups
    if not 0 <= command.group < len(groups) or command.person not in groups[command.group].everyone:
        raise Refused(message("refused.not_in_group"))
    return at(step.id, f.HostChosen(group=command.group, person=command.person))


def need_person(state: State, person: str) -> Person:
    """Give a person of the case; refuse anybody else."""
    found = state.people.get(person)
    if found is None:
        raise Refused(message("refused.no_such_person"))
    return found


def tidy(who: f.PersonFacts, new_id: str) -> f.PersonFacts:
    """Give a person as they are kept: names on one line and not too long."""
    return f.PersonFacts(
        id=new_id,
        name=one_line(who.name, LONGEST_NAME),
        department=one_line(who.department, LONGEST_NAME),
        leader=who.leader,
    )
