"""Where each kind of fact finds its fold, and what folds share."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from apv_tui.core import facts as f
from apv_tui.core.state import NO_ACTION, Change, Group, Item, State

_F = TypeVar("_F", bound=f.Fact)
FOLDS: Final[dict[type[f.Fact], Callable[[State, f.Entry, Any], State]]] = {}


def folds(
    kind: type[_F],
) -> Callable[[Callable[[State, f.Entry, _F], State]], Callable[[State, f.Entry, _F], State]]:
    """Register the fold of a kind of fact: it gives the state after the entry, and never fails."""

    def register(function: Callable[[State, f.Entry, _F], State]) -> Callable[[State, f.Entry, _F], State]:
        FOLDS[kind] = function
        return function

    return register


class Growing(dict[str, Any]):
    """A mapping of a state that nobody has seen yet: what is put in goes into it, and not into a copy.

    A log of thousands is folded in one go, and a copy for each item would take time by their square.
    """


def put(mapping: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    """Give the mapping with one entry set."""
    if isinstance(mapping, Growing):
        mapping[key] = value
        return mapping
    return {**mapping, key: value}


def with_items(state: State, items: dict[str, Item]) -> State:
    """Give the state with these items in the place of all it has."""
    return state._replace(items=Growing(items) if isinstance(state.items, Growing) else items)


def change_step(state: State, step: str, **changes: Any) -> State:
    """Give the state with some of what a step has come to changed."""
    return state._replace(steps=put(state.steps, step, state.state_of(step)._replace(**changes)))


def change_meeting(state: State, meeting: str, **changes: Any) -> State:
    """Give the state with some of what a meeting has come to changed; an unknown meeting changes nothing."""
    here = state.meetings.get(meeting)
    if here is None:
        return state
    return state._replace(meetings=put(state.meetings, meeting, here._replace(**changes)))


def change_item(state: State, item: str, **changes: Any) -> State:
    """Give the state with an item changed; an unknown item changes nothing."""
    known = state.items.get(item)
    if known is None:
        return state
    return state._replace(items=put(state.items, item, known._replace(**changes)))


def with_joins(state: State, step: str) -> State:
    """Let who joined what follow from who sits where, in groups that people chose themselves."""
    groups = state.state_of(step).groups
    if not any(group.item for group in groups):
        return state
    sits = {person: group.item for group in groups for person in group.everyone}
    return change_step(state, step, joins={**state.state_of(step).joins, **sits})


def with_host(group: Group) -> Group:
    """Give the group with somebody of it who stays at its sheet, where there is somebody."""
    return group if group.host in group.everyone else group._replace(host=(*group.everyone, "")[0])


def replaced(groups: tuple[Group, ...], index: int, group: Group) -> tuple[Group, ...]:
    """Give the groups with one of them replaced."""
    return (*groups[:index], group, *groups[index + 1 :])


def keep_before(
    state: State, entry: f.Entry, item: str, detail: str, before: str, *, was_open: bool = False
) -> State:
    """Keep what an action said before it was changed, where its plan has been adopted (APV-5.1d).

    What is filled in for the first time on an action that is newer than the plan has nothing before it.
    """
    known = state.items.get(item)
    adopted = state.adopted.get(known.list) if known else None
    if known is None or adopted is None:
        return state
    if known.at > adopted and not before and not was_open and detail not in ("off", "on"):
        return state
    action = state.actions.get(item, NO_ACTION)
    change = Change(entry.at, detail, before, was_open)
    return state._replace(
        actions=put(state.actions, item, action._replace(changes=(*action.changes, change)))
    )
