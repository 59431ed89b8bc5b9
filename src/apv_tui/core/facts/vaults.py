"""Facts about confidential notes: a vault is a session and a journal of their own, owned by one person."""

from typing import ClassVar, Literal

from apv_tui.core.facts.base import Fact


class VaultOpened(Fact):
    """Confidential notes of `owner` begin, in a file of their own; with consent where it was asked for."""

    undoable: ClassVar[bool] = False
    kind: Literal["vault_opened"] = "vault_opened"
    vault: str
    owner: str
    consented: bool = False


class VaultErased(Fact):
    """The confidential notes were erased for good."""

    undoable: ClassVar[bool] = False
    kind: Literal["vault_erased"] = "vault_erased"
    vault: str


class Veiled(Fact):
    """Stands in the meeting's own file for something that was noted in a vault, and says nothing of it."""

    undoable: ClassVar[bool] = False
    kind: Literal["veiled"] = "veiled"
    vault: str
