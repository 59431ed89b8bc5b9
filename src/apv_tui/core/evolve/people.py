"""Folding what happened to people."""

from collections.abc import Iterable

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_meeting, folds, put
from apv_tui.core.evolve.seats import seated
from apv_tui.core.people import Person
from apv_tui.core.state import State


@folds(f.PeopleAdded)
def _people_added(state: State, entry: f.Entry, fact: f.PeopleAdded) -> State:
    people = dict(state.people)
    next_number = 1 + max((who.number for who in people.values()), default=0)
    for who in fact.people:
        known = people.get(who.id)
        number = known.number if known else next_number
        next_number = max(next_number, number + 1)
        people[who.id] = Person(who.id, number, who.name, who.department, who.leader)
    state = state._replace(people=people)
    here = state.meetings.get(entry.meeting)
    if here is None:
        return state
    added = {who.id for who in fact.people}
    return change_meeting(state, entry.meeting, present=here.present | added, came=here.came | added)


@folds(f.PersonChanged)
def _person_changed(state: State, _: f.Entry, fact: f.PersonChanged) -> State:
    known = state.people.get(fact.person.id)
    if known is None:
        return state
    new = known._replace(name=fact.person.name, department=fact.person.department, leader=fact.person.leader)
    return state._replace(people=put(state.people, known.id, new))


@folds(f.PersonRemoved)
def _person_removed(state: State, entry: f.Entry, fact: f.PersonRemoved) -> State:
    state = state._replace(people={id_: who for id_, who in state.people.items() if id_ != fact.person})
    here = state.meetings.get(entry.meeting)
    if here is None:
        return state
    gone = {fact.person}
    return change_meeting(state, entry.meeting, present=here.present - gone, came=here.came - gone)


@folds(f.RollCalled)
def _roll_called(state: State, entry: f.Entry, fact: f.RollCalled) -> State:
    here = frozenset(fact.present) & state.people.keys()
    return change_meeting(state, entry.meeting, present=here, came=here)


@folds(f.PersonArrived)
def _person_arrived(state: State, entry: f.Entry, fact: f.PersonArrived) -> State:
    return _arrived(state, entry, fact.person, fact.joins)


@folds(f.PeopleArrived)
def _people_arrived(state: State, entry: f.Entry, fact: f.PeopleArrived) -> State:
    for arrival in fact.arrivals:
        state = _arrived(state, entry, arrival.person, arrival.joins)
    return state


@folds(f.PersonLeft)
def _person_left(state: State, entry: f.Entry, fact: f.PersonLeft) -> State:
    return _gone(state, entry, fact.person)


@folds(f.PeopleLeft)
def _people_left(state: State, entry: f.Entry, fact: f.PeopleLeft) -> State:
    return _gone(state, entry, *fact.people)


@folds(f.PersonLeads)
def _person_leads(state: State, entry: f.Entry, fact: f.PersonLeads) -> State:
    here = state.meetings.get(entry.meeting)
    if here is None or fact.person not in state.people:
        return state
    leads = here.leads | {fact.person} if fact.leads else here.leads - {fact.person}
    return seated(change_meeting(state, entry.meeting, leads=leads), entry, fact.person, fact.joins)


def _arrived(state: State, entry: f.Entry, person: str, joins: Iterable[tuple[str, int]]) -> State:
    here = state.meetings.get(entry.meeting)
    if here is None or person not in state.people:
        return state
    present, came = here.present | {person}, here.came | {person}
    return seated(change_meeting(state, entry.meeting, present=present, came=came), entry, person, joins)


def _gone(state: State, entry: f.Entry, *people: str) -> State:
    here = state.meetings.get(entry.meeting)
    return change_meeting(state, entry.meeting, present=here.present.difference(people)) if here else state
