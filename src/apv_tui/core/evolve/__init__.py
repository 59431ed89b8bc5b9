"""Fold one entry into the state. Total: a fact about something unknown changes nothing.

That can happen rightly (an arrival stays in the log when the adding of that person was undone), so it is not
an error. What a command may do is decided in `decide`; here it has happened.
The facts of `core/facts/NAME.py` are folded in `NAME.py` here.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import FOLDS, Growing
from apv_tui.core.evolve.seats import keep_seatings
from apv_tui.core.families import module_beside
from apv_tui.core.state import State


def evolve(state: State, entry: f.Entry) -> State:
    """Give the state after the entry. Undone and Redone are the record's matter: it folds anew."""
    fold = fold_of(type(entry.fact))
    return keep_seatings(fold(state, entry, entry.fact), entry) if fold else state


@cache
def fold_of(kind: type[f.Fact]) -> Callable[[State, f.Entry, Any], State] | None:
    """Give what folds a kind of fact; None for one that changes nothing by itself."""
    if kind not in (f.Undone, f.Redone):
        module_beside(__name__, kind)
    return FOLDS.get(kind)


def fold(state: State, entries: Iterable[f.Entry]) -> State:
    """Fold entries in order, leaving out the units that are undone when the last of them is read."""
    log = tuple(entries)
    left_out = undone_units(log)
    state = state._replace(items=Growing(state.items))
    for entry in log:
        # That words are not at hand holds for what was undone, too.
        if entry.unit not in left_out or isinstance(entry.fact, f.Veiled):
            state = evolve(state, entry)
    return state._replace(items=dict(state.items))


def undone_units(log: Iterable[f.Entry]) -> frozenset[str]:
    """Give the units that are taken back at the end of the log."""
    undone: set[str] = set()
    for entry in log:
        if isinstance(entry.fact, f.Undone):
            undone.add(entry.fact.unit)
        elif isinstance(entry.fact, f.Redone):
            undone.discard(entry.fact.unit)
    return frozenset(undone)
