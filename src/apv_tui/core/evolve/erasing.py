"""Folding what was erased: the words themselves are gone from the entries by then."""

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import folds
from apv_tui.core.state import State


@folds(f.WordsErased)
def _words_erased(state: State, _: f.Entry, fact: f.WordsErased) -> State:
    return state._replace(erased=state.erased | frozenset(fact.items))
