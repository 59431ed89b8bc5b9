"""Folding confidential notes: the opening and erasing of the file they are kept in."""

from apv_tui.core import facts as f
from apv_tui.core.agenda import Spotlight
from apv_tui.core.evolve.folding import folds, put, with_items
from apv_tui.core.state import State, Vault


@folds(f.VaultOpened)
def _vault_opened(state: State, entry: f.Entry, fact: f.VaultOpened) -> State:
    known = state.vaults.get(fact.vault)
    if known is not None and (known.away or known.erased):
        return state._replace(vault="")
    vault = known or Vault(fact.owner, state.round, meeting=entry.meeting)
    # An opening stays in the log when what led to it was undone: the choice of that person, or the round.
    others = isinstance(state.find_step(entry.step), Spotlight) and state.spot != fact.owner
    earlier = vault in (each for id_, each in state.vaults.items() if id_ != fact.vault)
    state = state._replace(vaults=put(state.vaults, fact.vault, vault))
    return state if others or earlier else state._replace(vault=fact.vault)


@folds(f.VaultErased)
def _vault_erased(state: State, _: f.Entry, fact: f.VaultErased) -> State:
    known = state.vaults.get(fact.vault)
    vaults = put(state.vaults, fact.vault, known._replace(erased=True)) if known else state.vaults
    items = {id_: item for id_, item in state.items.items() if item.vault != fact.vault}
    return with_items(state, items)._replace(
        vaults=vaults, vault="" if state.vault == fact.vault else state.vault
    )


@folds(f.Veiled)
def _veiled(state: State, _: f.Entry, fact: f.Veiled) -> State:
    # Where the notes are at hand, their own entries stand in its place.
    known = state.vaults.get(fact.vault)
    if known is None:
        return state
    vaults = put(state.vaults, fact.vault, known._replace(away=True))
    return state._replace(vaults=vaults, vault="" if state.vault == fact.vault else state.vault)
