"""Keeping confidential notes apart from everything else, whatever was asked for."""

from apv_tui.core import facts as f
from apv_tui.core.decide.means import Drafts
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import State
from apv_tui.core.veil import items_named, secret_items, vault_of


def keep_apart(state: State, drafts: Drafts) -> Drafts:
    """Refuse what would tie somebody's notes to anybody else's, or write into their list without a vault.

    Where the notes are not at hand nothing else may be missing, and no word of them may stand elsewhere.
    """
    for draft in drafts:
        fact = draft.fact
        vault = vault_of(state, fact)
        into = getattr(fact, "list", "")
        if not vault and into and state.is_confidential(into):
            raise Refused(message("refused.only_confidential"))
        if vault and not _all_of(state, fact, vault):
            raise Refused(message("refused.confidential"))
    return drafts


def _all_of(state: State, fact: f.Fact, vault: str) -> bool:
    secret = secret_items(state)
    named = {secret.get(id_, "") for id_ in items_named(state, fact)}
    if isinstance(fact, f.IdeaNoted):
        return fact.vault == vault and named <= {vault, ""}
    return named <= {vault}
