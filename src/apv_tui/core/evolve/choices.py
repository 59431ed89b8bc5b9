"""Folding what groups chose, and the groups people chose."""

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_step, folds, put
from apv_tui.core.state import Group, Priority, State


@folds(f.WishPrioritised)
def _wish_prioritised(state: State, entry: f.Entry, fact: f.WishPrioritised) -> State:
    chosen, new = state.state_of(entry.step).priorities, Priority(fact.item, fact.group)
    return state if new in chosen else change_step(state, entry.step, priorities=(*chosen, new))


@folds(f.WishDropped)
def _wish_dropped(state: State, entry: f.Entry, fact: f.WishDropped) -> State:
    dropped = Priority(fact.item, fact.group)
    left = tuple(each for each in state.state_of(entry.step).priorities if each != dropped)
    return change_step(state, entry.step, priorities=left)


@folds(f.PersonJoined)
def _person_joined(state: State, entry: f.Entry, fact: f.PersonJoined) -> State:
    state = _open_again(state, entry.step)
    joins = dict(state.state_of(entry.step).joins)
    joins.pop(fact.person, None)
    if fact.item:
        joins[fact.person] = fact.item
    return change_step(state, entry.step, joins=joins)


@folds(f.HeadsCounted)
def _heads_counted(state: State, entry: f.Entry, fact: f.HeadsCounted) -> State:
    state = _open_again(state, entry.step)
    return change_step(state, entry.step, heads=put(state.state_of(entry.step).heads, fact.item, fact.heads))


def _open_again(state: State, step: str) -> State:
    """Let the groups be formed anew: somebody stands elsewhere than they say."""
    return change_step(state, step, groups=(), unchosen=()) if state.state_of(step).groups else state


@folds(f.GroupsFormed)
def _groups_formed(state: State, entry: f.Entry, fact: f.GroupsFormed) -> State:
    groups = tuple(
        Group(formed.members, host=(formed.members or ("",))[0], item=formed.item, heads=formed.heads)
        for formed in fact.groups
    )
    return change_step(state, entry.step, groups=groups, unchosen=fact.unchosen)
