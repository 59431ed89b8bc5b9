"""Finding the sessions in folders, and reading many of them: quickly where a file is as it should be.

Nothing is kept between two looks, and nothing is written.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.decode import read_bytes, why_unread
from apv_tui.files.disk import READ_LIMIT, Disk
from apv_tui.files.load import load_session
from apv_tui.files.session_file import FORMAT, SessionDocument
from apv_tui.files.session_lines import Lines, lines_of

ENDING = ".json"


class Newer(Unreadable):
    """A session of a newer version of the program."""


class NoSession(Unreadable):
    """A file of another kind."""


class Looked(NamedTuple):
    """A session as it was read as a whole."""

    document: SessionDocument
    notices: tuple[Message, ...] = ()


def files_in(places: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Unreadable, ...]]:
    """Give the files at these places, each once; of a folder those below it that may be sessions, by name.

    Links to folders and folders whose name begins with a dot are left out. With the folders that could not be
    looked into, and the places that are not there.
    """
    found: dict[Path, None] = {}
    unread: list[Unreadable] = []

    def note(error: OSError) -> None:
        unread.append(why_unread(Path(error.filename or ""), error, READ_LIMIT))

    for place in places:
        if not place.is_dir():
            found[place] = None
            continue
        for folder, below, names in os.walk(place, onerror=note):
            below[:] = sorted(name for name in below if not name.startswith("."))
            found.update(
                dict.fromkeys(Path(folder, name) for name in sorted(names) if name.lower().endswith(ENDING))
            )
    return tuple(found), tuple(unread)


class Shelf:
    """Reads sessions one after the other."""

    def __init__(self, state: Path) -> None:
        """`state` is the folder of the journals: what a meeting under way has beyond its file is there."""
        self._state = state
        try:
            names = Disk().names(state)
        except OSError:
            names = []
        self._going_on = frozenset(Path(name).stem for name in names if not name.startswith("."))

    def look(self, path: Path) -> Lines | None:
        """Give a session by its lines; None where it is to be looked at closely. Raises `NoSession`, `Unreadable`."""
        data = read_bytes(path, READ_LIMIT)
        if FORMAT.encode() not in data and data.strip(b"\0 \t\r\n"):
            raise NoSession(str(path), [Problem(message("session.not_a_session"))])
        lines = lines_of(data)
        return lines if lines is not None and lines.session not in self._going_on else None

    def look_closely(self, path: Path) -> Looked:
        """Read a session as it is opened, from its backup and its journal where need be.

        Raises `Newer`, and `Unreadable`.
        """
        try:
            loaded = load_session(path, self._state)
        except OSError as error:
            raise why_unread(path, error, READ_LIMIT) from None
        document = loaded.document
        if document.newer:
            program = one_line(document.program) or "?"
            raise Newer(str(path), [Problem(message("session.newer", program=program))])
        return Looked(document, () if loaded.file_is_good else loaded.notices)
