"""Folding what happened to people."""

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import (
    change_meeting,
    change_step,
    folds,
    put,
    replaced,
    with_host,
    with_joins,
)
from apv_tui.core.grouping import smallest_group
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
    here = state.meetings.get(entry.meeting)
    if here is None or fact.person not in state.people:
        return state
    state = change_meeting(
        state, entry.meeting, present=here.present | {fact.person}, came=here.came | {fact.person}
    )
    for step, index in fact.joins:
        groups = state.state_of(step).groups
        if groups and not any(fact.person in group.everyone for group in groups):
            if index >= len(groups):  # the draw that had such a group was undone
                index = smallest_group([len(group.everyone) + group.heads for group in groups])  # noqa: PLW2901
            group = with_host(groups[index]._replace(late=(*groups[index].late, fact.person)))
            state = change_step(state, step, groups=replaced(groups, index, group))
            state = with_joins(state, step)
    return state


@folds(f.PersonLeft)
def _person_left(state: State, entry: f.Entry, fact: f.PersonLeft) -> State:
    here = state.meetings.get(entry.meeting)
    return change_meeting(state, entry.meeting, present=here.present - {fact.person}) if here else state
