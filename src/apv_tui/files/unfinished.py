"""What lies in the state folder to be gone on with: meetings that were not closed, and courses set aside.

A journal that tells another course than its session file is never mixed with it. It is a meeting of its own,
and becomes a session file of its own when somebody wants it.
"""

import errno
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui import __version__
from apv_tui.core.messages import Problem, Unreadable, message
from apv_tui.files.disk import OWNER_ONLY, Disk
from apv_tui.files.journal import JournalRead, read_journal
from apv_tui.files.load import DIVERGED
from apv_tui.files.session_file import NewerFormat, SessionDocument, decode_session, encode_session
from apv_tui.files.writing import write_atomically

_OFFERED: Final = re.compile(rf".*\.(?:journal|(?P<kind>journal|json)\.{DIVERGED}-\d+)")


class Unfinished(NamedTuple):
    """A meeting that was not closed, or another course of one."""

    session: str
    path: Path
    """Where its session file is, or was meant to be; of what lay in the place of refuge that is not known."""
    last_at: str
    """The time of the last event as the event tells it, "" without events."""
    journal: Path
    """The file in the state folder that tells it."""
    confidential: bool = False
    name: str = ""
    """What the meeting is called."""
    aside: bool = False
    """It was set aside: it is opened as a copy of its own."""


def find_unfinished(state: Path, disk: Disk | None = None) -> list[Unfinished]:
    """List the meetings that were not closed, the latest first, also those whose file was never written.

    A meeting that is running in another program is among them; opening it says so.
    """
    disk = disk or Disk()
    found = [each for name in disk.names(state) if (each := _look(disk, state / name)) is not None]
    return sorted(found, key=lambda each: each.last_at, reverse=True)


def read_aside(path: Path, disk: Disk | None = None) -> SessionDocument:
    """Read a session out of a journal alone, or out of what lay in the place of refuge; both were set aside.

    Raises Unreadable if it is not whole, and OSError.
    """
    disk = disk or Disk()
    if ".journal" not in path.name:
        return decode_session(disk.read(path), path)
    read = read_journal(path, disk)
    if read.header is None or (read.records and read.records[0]["after"] != ""):
        raise Unreadable(str(path), [Problem(message("session.journal_not_whole"))])
    return replace(SessionDocument.from_journal(read.header, read.records), newer=read.newer)


def make_copy(left: Unfinished, path: Path, session: str, disk: Disk | None = None) -> None:
    """Make what was set aside a session of its own, with the id `session`, in the new file `path`.

    It is then no longer set aside. Raises FileExistsError and other OSErrors, Unreadable, NewerFormat.
    """
    disk = disk or Disk()
    document = read_aside(left.journal, disk)
    if document.newer:
        raise NewerFormat(document.program)
    if disk.taken(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    copy = replace(document, session=session, program=__version__, revision=1)
    mode = OWNER_ONLY if copy.confidential else None
    disk.make_folder(path.parent)
    write_atomically(disk, path, encode_session(copy), keep_backup=False, mode=mode)
    disk.unlink(left.journal)


def _look(disk: Disk, path: Path) -> Unfinished | None:
    offered = _OFFERED.fullmatch(path.name)
    if offered is None:
        return None
    try:
        if offered["kind"] == "json":
            return _of_refuge(path, decode_session(disk.read(path), path))
        return _of_journal(path, read_journal(path, disk), aside=offered["kind"] is not None)
    except (OSError, Unreadable):
        return None


def _of_journal(path: Path, read: JournalRead, *, aside: bool) -> Unfinished | None:
    header = read.header
    if header is None:
        return None
    last_at = str(read.records[-1]["at"]) if read.records else ""
    where = Path(header.path)
    return Unfinished(header.session, where, last_at, path, header.confidential, header.name, aside)


def _of_refuge(path: Path, document: SessionDocument) -> Unfinished:
    last_at = str(document.events[-1]["at"]) if document.events else ""
    return Unfinished(
        document.session, Path(), last_at, path, document.confidential, document.name, aside=True
    )
