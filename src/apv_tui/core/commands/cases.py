"""Orders about the case as a whole: its agenda, and confidential notes."""

from typing import NamedTuple

from apv_tui.core.agenda import Agenda


class ReviseAgenda(NamedTuple):
    """Replace the meetings that have not been held from an edited agenda."""

    agenda: Agenda


class OpenVault(NamedTuple):
    """Begin confidential notes of a person, in a file of their own."""

    owner: str
    consented: bool = False


class EraseVault(NamedTuple):
    """Erase confidential notes for good."""

    vault: str
