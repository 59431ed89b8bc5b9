"""Putting a meeting together again from what a crash, a full disk or a sync client has left of it.

Nothing here changes a file: looking at a session that another program holds disturbs nobody. What has to be
set aside is set aside by the store, which has the lock.
"""

import hashlib
import re
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.files.disk import Disk, backup_path, real_path
from apv_tui.files.journal import (
    JournalRead,
    Record,
    journal_path,
    parse_journal,
    read_header,
    read_journal,
)
from apv_tui.files.session_file import Damaged, SessionDocument, decode_session

DIVERGED: Final = "diverged"
_SUFFIX: Final = ".journal"
# A journal that was set aside because it tells another story can still be offered as a meeting of its own.
_OFFERED: Final = re.compile(rf".*\.journal(?:\.{DIVERGED}-\d+)?")


class JournalState(Enum):
    """How a journal stands to the session it lies beside."""

    NONE = "none"
    """There is none."""
    FITS = "fits"
    """It tells the same story, perhaps further, perhaps less far."""
    DIVERGED = "diverged"
    """Same session, another story: the file went on elsewhere. Never merged."""
    FOREIGN = "foreign"
    """It belongs to another session, or its first line cannot be read."""


class Loaded(NamedTuple):
    """A session as it was found."""

    document: SessionDocument
    """With every event, the recovered ones included."""
    events: tuple[Record, ...]
    recovered: int
    """Events that only the journal had."""
    notices: tuple[Message, ...]
    digest: str | None
    """SHA-256 of the file at the path, whatever is in it; None if there is none."""
    file_is_good: bool
    """The session file itself could be read; else the backup or the journal gave the meeting back."""
    journal: JournalState
    read: JournalRead | None
    """What the journal holds."""


class Unfinished(NamedTuple):
    """A meeting that was not closed: its journal is still there."""

    session: str
    path: Path
    """Where its session file is, or was meant to be."""
    last_at: str
    """The time of the last event as the event tells it, "" without events."""
    journal: Path
    confidential: bool = False


def load_session(path: Path, state: Path, disk: Disk | None = None) -> Loaded:
    """Load the session file at `path`, else its backup, and what its journal in `state` has beyond that.

    Raises Unreadable when nothing can be recovered, or when the file is not ours to mend; OSError when it
    cannot be reached.
    """
    disk = disk or Disk()
    notices: list[Message] = []
    data, problem = _read(disk, path), None
    digest = None if data is None else hashlib.sha256(data).hexdigest()
    document: SessionDocument | None = None
    if data is not None:
        try:
            document = decode_session(data, path)
        except Damaged as error:
            problem = error
    good, rebuilt = document is not None, False
    if document is None:
        document = _from_backup(disk, path)
        if document is not None:
            notices.append(message("session.from_backup", path=str(path)))
    place = journal_path(state, document.session) if document else _journal_for(disk, state, path)
    read = _read_journal(disk, place)
    if document is None:
        document = _from_journal(read)
        if document is None:
            raise problem or Unreadable(str(path), [Problem(message("session.missing"))])
        notices.append(message("session.from_journal", path=str(path)))
        rebuilt = True
    if document.edited_by_hand:
        notices.append(message("session.edited_by_hand", path=str(path)))
    others = [each for each in _named_for(disk, state, path) if each != place]
    return _with_journal(document, place, read, _Found(digest, good, rebuilt, notices, others))


def rebuild_from_journal(path: Path, disk: Disk | None = None) -> Loaded:
    """Make a session of a journal alone, such as one that was set aside; Unreadable if it is not whole."""
    disk = disk or Disk()
    read = _read_journal(disk, path)
    document = _from_journal(read)
    if document is None or read is None:
        raise Unreadable(str(path), [Problem(message("session.journal_not_whole"))])
    notices = _journal_notices(path, read)
    return Loaded(
        document, document.events, len(document.events), notices, None, False, JournalState.FITS, read
    )


def find_unfinished(state: Path, disk: Disk | None = None) -> list[Unfinished]:
    """List the meetings that were not closed, the latest first, also those whose file was never written.

    A meeting that is running in another program is among them; opening it says so.
    """
    disk = disk or Disk()
    found = []
    for name in disk.names(state):
        if not _OFFERED.fullmatch(name):
            continue
        read = _read_journal(disk, state / name)
        if read is None or read.header is None:
            continue
        last_at = str(read.records[-1]["at"]) if read.records else ""
        header = read.header
        found.append(
            Unfinished(header.session, Path(header.path), last_at, state / name, header.confidential)
        )
    return sorted(found, key=lambda each: each.last_at, reverse=True)


class _Found(NamedTuple):
    digest: str | None
    good: bool
    rebuilt: bool
    notices: list[Message]
    others: list[Path]


def _with_journal(
    document: SessionDocument, place: Path | None, read: JournalRead | None, found: _Found
) -> Loaded:
    notices = [*found.notices]
    tail: tuple[Record, ...] = ()
    state = JournalState.NONE
    if place is not None and read is not None:
        if read.header is None or read.header.session != document.session:
            state = JournalState.FOREIGN
            notices.append(message("session.foreign_journal", path=str(place)))
        else:
            notices.extend(_journal_notices(place, read))
            state, tail = _continuation(document, read)
            if state is JournalState.DIVERGED:
                notices.append(message("session.diverged", path=str(place), n=len(read.records)))
    notices.extend(message("session.foreign_journal", path=str(other)) for other in found.others)
    # What the journal gave back is not in the file; a document made of the journal counts whole.
    recovered = len(document.events) if found.rebuilt else len(tail)
    if recovered:
        notices.append(message("session.recovered", n=recovered))
    events = document.events + tail
    return Loaded(
        replace(document, events=events),
        events,
        recovered,
        tuple(notices),
        found.digest,
        found.good,
        state,
        read,
    )


def _continuation(document: SessionDocument, read: JournalRead) -> tuple[JournalState, tuple[Record, ...]]:
    """Say whether the journal goes on where the document ends, and with what.

    By the chain of ids, never by number: two laptops count alike and mean different things.
    """
    known = {event["id"]: event for event in document.events}
    ours = 0
    for record in read.records:
        if known.get(record["id"], {}).get("after") != record["after"]:
            break
        ours += 1
    tail = read.records[ours:]
    if not tail:
        return JournalState.FITS, ()
    fits = tail[0]["after"] == document.last and not any(record["id"] in known for record in tail)
    return (JournalState.FITS, tail) if fits else (JournalState.DIVERGED, ())


def _journal_notices(place: Path, read: JournalRead) -> tuple[Message, ...]:
    if read.bad_line is not None:
        return (message("session.journal_damaged", path=str(place), line=read.bad_line, n=read.unread_lines),)
    return (message("session.torn_tail"),) if read.torn_tail else ()


def _read(disk: Disk, path: Path) -> bytes | None:
    try:
        return disk.read(path)
    except FileNotFoundError:
        return None


def _read_journal(disk: Disk, place: Path | None) -> JournalRead | None:
    if place is None:
        return None
    try:
        return read_journal(place, disk)
    except FileNotFoundError:
        return None
    except OSError:
        return parse_journal(b"\n")  # there, but not to be read: nothing of it is believed


def _from_backup(disk: Disk, path: Path) -> SessionDocument | None:
    try:
        return decode_session(disk.read(backup_path(path)), path)
    except (OSError, Unreadable):
        return None


def _from_journal(read: JournalRead | None) -> SessionDocument | None:
    if read is None or read.header is None or (read.records and read.records[0]["after"] != ""):
        return None
    return SessionDocument.from_journal(read.header, read.records)


def _named_for(disk: Disk, state: Path, path: Path) -> list[Path]:
    """Find the journals whose first line names this session file."""
    wanted = real_path(path)
    found = []
    for name in disk.names(state):
        if name.endswith(_SUFFIX):
            header = read_header(state / name)
            if header is not None and real_path(Path(header.path)) == wanted:
                found.append(state / name)
    return found


def _journal_for(disk: Disk, state: Path, path: Path) -> Path | None:
    """Find the journal of a session whose file cannot be read; the one written last, if there are several."""
    found = _named_for(disk, state, path)
    return max(found, key=lambda each: disk.stat(each).st_mtime_ns) if found else None
