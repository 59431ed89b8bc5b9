"""What the screens ask of whatever keeps a session, and where it is kept as people read it."""

from pathlib import Path
from typing import NamedTuple, Protocol

from apv_tui.core.facts import Entry
from apv_tui.core.text import one_line

LONGEST_FOLDER = 4096  # characters: no system takes a longer path


class Keeper(Protocol):
    """What keeps the entries: the store on the disk, or nothing at all in a rehearsal."""

    def put(self, entries: tuple[Entry, ...]) -> None:
        """Take entries to be saved; never waits."""
        ...

    def checkpoint(self) -> None:
        """Write the session file soon."""
        ...

    def alive(self) -> None:
        """Note that the meeting runs, though nothing has happened."""
        ...

    def keep_in(self, folder: str) -> Path:
        """Keep the files in another folder from now on; give the meeting's. Raises `Refused`."""
        ...

    def close(self) -> bool:
        """Save everything and let go of the file. False where not all could be saved."""
        ...

    def vault_path(self, vault: str) -> Path | None:
        """Give the file of somebody's confidential notes; None where it is not at hand."""
        ...

    def can_erase(self, vault: str) -> bool:
        """Whether the notes are here to be erased."""
        ...

    def erase(self, vault: str) -> None:
        """Delete everything of somebody's confidential notes for good. Raises `Refused` where it cannot."""
        ...

    def erase_words(self, vault: str) -> None:
        """Carry out what the log says was erased, in the files of the meeting ("") or of a vault.

        Raises `Refused` for what could not be done.
        """
        ...


class Place(NamedTuple):
    """Where a session is kept, for people to read."""

    session: str
    folder: str


def place_of(path: Path) -> Place:
    """Give a path as people read it: a folder can be called anything, with signs that steer a terminal in it."""
    return Place(one_line(path.name), one_line(str(path.absolute().parent), LONGEST_FOLDER))


class VaultPlace(NamedTuple):
    """Where somebody's confidential notes are kept."""

    vault: str
    owner: str
    """The person they belong to."""
    place: Place | None
    """None where their file is not at hand: it was not there, or could not be opened."""
