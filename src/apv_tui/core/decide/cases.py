"""Deciding on the case as a whole: an agenda edited between meetings, and confidential notes."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Noting, Spotlight
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at
from apv_tui.core.messages import Refused, message
from apv_tui.core.revision import revised
from apv_tui.core.state import State


@decides(c.ReviseAgenda)
def revise(state: State, command: c.ReviseAgenda, _: Means) -> Drafts:
    """Replace the meetings that have not been opened."""
    new = revised(state, command.agenda)
    if new == state.agenda:
        raise Refused(message("refused.nothing_revised"))
    return at("", f.AgendaRevised(agenda=new.model_dump(mode="json", exclude_defaults=True)))


@decides(c.OpenVault)
def open_vault(state: State, command: c.OpenVault, means: Means) -> Drafts:
    """Begin or go on with the confidential notes of a person; where consent is asked for, only with it."""
    step = state.step
    if not isinstance(step, Noting | Spotlight) or not state.is_confidential(state.target_list(step)):
        raise Refused(message("refused.nothing_confidential"))
    if command.owner not in state.people:
        raise Refused(message("refused.no_such_person"))
    if isinstance(step, Spotlight) and command.owner != state.spot:
        raise Refused(message("refused.not_at_centre"))
    known = state.vault_of(command.owner)
    if step.consent and not command.consented and not known:
        raise Refused(message("refused.consent_first"))
    if known and known == state.vault:
        return ()
    vault = known or means.new_id()
    return at(step.id, f.VaultOpened(vault=vault, owner=command.owner, consented=command.consented))


@decides(c.EraseVault)
def erase_vault(state: State, command: c.EraseVault, _: Means) -> Drafts:
    """Erase confidential notes for good."""
    vault = state.vaults.get(command.vault)
    if vault is None or vault.erased:
        raise Refused(message("refused.nothing_confidential"))
    return at(state.step_id, f.VaultErased(vault=command.vault))
