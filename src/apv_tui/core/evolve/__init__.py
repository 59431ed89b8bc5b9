"""Fold one entry into the state. Total: a fact about something unknown changes nothing.

That can happen rightly (an arrival stays in the log when the adding of that person was undone), so it is not
an error. What a command may do is decided in `decide`; here it has happened.
"""

from collections.abc import Iterable

from apv_tui.core import facts as f
from apv_tui.core.evolve import (
    breaks,
    choices,
    course,
    erasing,
    ideas,
    people,
    plans,
    schedule,
    vaults,
    votes,
)
from apv_tui.core.evolve.folding import FOLDS
from apv_tui.core.evolve.seats import keep_seatings
from apv_tui.core.state import State


def evolve(state: State, entry: f.Entry) -> State:
    """Give the state after the entry. Undone and Redone are the record's matter: it folds anew."""
    fold = FOLDS.get(type(entry.fact))
    return keep_seatings(fold(state, entry, entry.fact), entry) if fold else state


def fold(state: State, entries: Iterable[f.Entry]) -> State:
    """Fold entries in order, leaving out the units that are undone when the last of them is read."""
    log = tuple(entries)
    left_out = undone_units(log)
    for entry in log:
        # That words are not at hand holds for what was undone, too.
        if entry.unit not in left_out or isinstance(entry.fact, f.Veiled):
            state = evolve(state, entry)
    return state


def undone_units(log: Iterable[f.Entry]) -> frozenset[str]:
    """Give the units that are taken back at the end of the log."""
    undone: set[str] = set()
    for entry in log:
        if isinstance(entry.fact, f.Undone):
            undone.add(entry.fact.unit)
        elif isinstance(entry.fact, f.Redone):
            undone.discard(entry.fact.unit)
    return frozenset(undone)


__all__ = [
    "FOLDS", "breaks", "choices", "course", "erasing", "evolve", "fold", "ideas", "people", "plans", "schedule",
    "undone_units", "vaults", "votes",
]  # fmt: skip
