"""Putting a meeting together again from what a crash, a full disk or a sync client has left of it.

Nothing here changes a file: looking at a session that another program holds disturbs nobody. What has to be
set aside is set aside by the store, which has the lock.
"""

import hashlib
import time
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.files.disk import Disk, Sleep, backup_path, read_patiently, real_path
from apv_tui.files.journal import (
    JournalRead,
    Record,
    header_of,
    journal_path,
    parse_journal,
)
from apv_tui.files.migrations import VERSION
from apv_tui.files.session_file import Damaged, SessionDocument, decode_session, version_in

DIVERGED: Final = "diverged"
"""Stands in the name of what was set aside because it tells another course; it can be opened as a copy."""
EDITED: Final = "session.edited_by_hand"
"""What is said of a file that somebody wrote into, though it can be read."""
_UNREAD: Final = JournalRead(None, (), 0, b"", None, 0)  # there, but not to be had
_SUFFIX: Final = ".journal"


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
    UNREAD = "unread"
    """The disk does not give it out."""


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
    origin: Path | None = None
    """The file that the document was read from, where it is of an older version; None otherwise."""
    stray_refuge: bool = False
    """In the place of refuge lies another story than this one, or something that cannot be read."""
    told_by_file: SessionDocument | None = None
    """What the session file alone says; None where it could not be read."""


def refuge_path(state: Path, session: str) -> Path:
    """Give where a session is saved while its own place cannot be written; ValueError for an id that is none."""
    return journal_path(state, session).with_suffix(".json")


def load_session(
    path: Path,
    state: Path,
    disk: Disk | None = None,
    sleep: Sleep = time.sleep,
    *,
    before: Loaded | None = None,
) -> Loaded:
    """Load the session file at `path`, else its backup, and what its journal in `state` has beyond that.

    What was saved in the place of refuge counts like the journal. One of a newer version is read as far as
    this program understands it. Raises Unreadable when nothing can be recovered, or when the file is not ours
    to mend; OSError when it cannot be reached. `sleep` waits for a file that another program holds. `before` is how
    it was found a moment ago: a file that is still the same, to the byte, is not taken apart again.
    """
    disk = disk or Disk()
    source, problem = _read_file(disk, path, sleep, before)
    document = source.document
    place = journal_path(state, document.session) if document else _journal_for(disk, state, path)
    read = _read_journal(disk, place, sleep, needed=document is None)
    recovered = 0
    notices = [*source.notices]
    if document is None:
        document = _from_journal(read)
        if document is None:
            raise problem or Unreadable(str(path), [Problem(message("session.missing"))])
        notices.append(message("session.from_journal", path=str(path)))
        recovered = len(document.events)  # what the journal gave back is not in the file
    if document.edited_by_hand:
        notices.append(message(EDITED, path=str(path)))
    newer = document.newer or source.newer or (read is not None and read.newer)
    journal, tail = _with_journal(document, place, read, notices)
    document = replace(document, events=document.events + tail, newer=newer)
    stray, more = _from_refuge(disk, state, document)
    document = replace(document, events=document.events + more, newer=newer or stray is None)
    recovered += len(tail) + len(more)
    for other in _named_for(disk, state, path)[0]:
        if other != place:
            notices.append(message("session.foreign_journal", path=str(other)))
    if recovered:
        notices.append(message("session.recovered", n=recovered))
    return Loaded(
        document,
        document.events,
        recovered,
        tuple(notices),
        source.digest,
        source.good,
        journal,
        read,
        source.origin if document.version < VERSION else None,
        bool(stray),
        source.document if source.good else None,
    )


class _Source(NamedTuple):
    """What the session file itself and its backup give."""

    document: SessionDocument | None
    digest: str | None
    good: bool
    newer: bool
    """The file at the path says that it is of a newer version, be it damaged."""
    origin: Path
    notices: tuple[Message, ...] = ()


def _read_file(disk: Disk, path: Path, sleep: Sleep, before: Loaded | None) -> tuple[_Source, Damaged | None]:
    """Read the session file, else its backup; with the damage of the file, if that is what is wrong."""
    try:
        data = read_patiently(disk, path, sleep)
    except FileNotFoundError:
        data = None
    problem: Damaged | None = None
    digest = None if data is None else hashlib.sha256(data).hexdigest()
    newer = data is not None and version_in(data) > VERSION
    if before is not None and before.told_by_file is not None and digest == before.digest:
        return _Source(before.told_by_file, digest, True, newer, path), None
    if data is not None:
        try:
            return _Source(decode_session(data, path), digest, True, newer, path), None
        except Damaged as error:
            problem = error
    backup = backup_path(path)
    try:
        document = decode_session(read_patiently(disk, backup, sleep), path)
    except (OSError, Unreadable):
        return _Source(None, digest, False, newer, path), problem
    told = message("session.from_backup", path=str(path))
    return _Source(document, digest, False, newer, backup, (told,)), problem


def _with_journal(
    document: SessionDocument, place: Path | None, read: JournalRead | None, notices: list[Message]
) -> tuple[JournalState, tuple[Record, ...]]:
    """Say how the journal stands to the document, and give what it has beyond it."""
    if place is None or read is None:
        return JournalState.NONE, ()
    if read is _UNREAD:
        notices.append(message("session.journal_unread", path=str(place)))
        return JournalState.UNREAD, ()
    if read.header is None or read.header.session != document.session:
        notices.append(message("session.foreign_journal", path=str(place)))
        return JournalState.FOREIGN, ()
    notices.extend(_journal_notices(place, read))
    state, tail = _continuation(document.events, read.records)
    if state is JournalState.DIVERGED:
        notices.append(message("session.diverged", path=str(place), n=len(read.records)))
    return state, tail


def _from_refuge(
    disk: Disk, state: Path, document: SessionDocument
) -> tuple[bool | None, tuple[Record, ...]]:
    """Give what lies in the place of refuge beyond the document.

    And whether something else lies there, to be kept; None where it is of a newer version.
    """
    place = refuge_path(state, document.session)
    try:
        found = decode_session(disk.read(place), place)
    except FileNotFoundError:
        return False, ()
    except (OSError, Unreadable):
        return True, ()
    if found.newer:
        return None, ()
    if found.session != document.session:
        return True, ()
    fits, tail = _continuation(document.events, found.events)
    return fits is JournalState.DIVERGED, tail


def _continuation(
    events: tuple[Record, ...], records: tuple[Record, ...]
) -> tuple[JournalState, tuple[Record, ...]]:
    """Say whether the records of a journal go on where the events end, and with what.

    By the chain of ids, never by number: two laptops count alike and mean different things.
    """
    known = {event["id"]: event for event in events}
    ours = 0
    for record in records:
        if known.get(record["id"], {}).get("after") != record["after"]:
            break
        ours += 1
    tail = records[ours:]
    if not tail:
        return JournalState.FITS, ()
    last = events[-1]["id"] if events else ""
    fits = tail[0]["after"] == last and not any(record["id"] in known for record in tail)
    return (JournalState.FITS, tail) if fits else (JournalState.DIVERGED, ())


def _journal_notices(place: Path, read: JournalRead) -> tuple[Message, ...]:
    if read.bad_line is not None:
        return (message("session.journal_damaged", path=str(place), line=read.bad_line, n=read.unread_lines),)
    return (message("session.torn_tail"),) if read.torn_tail else ()


def _read_journal(disk: Disk, place: Path | None, sleep: Sleep, *, needed: bool) -> JournalRead | None:
    """Read a journal, if there is one. OSError where it is `needed` and cannot be had."""
    if place is None:
        return None
    try:
        return parse_journal(read_patiently(disk, place, sleep))
    except FileNotFoundError:
        return None
    except OSError:
        if needed:
            raise
        return _UNREAD


def _from_journal(read: JournalRead | None) -> SessionDocument | None:
    if read is None or read.header is None or (read.records and read.records[0]["after"] != ""):
        return None
    return SessionDocument.from_journal(read.header, read.records)


def _named_for(disk: Disk, state: Path, path: Path) -> tuple[list[Path], OSError | None]:
    """Find the journals whose first line names this session file; with what kept one from being looked into."""
    wanted = real_path(path)
    found = []
    wrong: OSError | None = None
    try:
        names = disk.names(state)
    except OSError as error:
        return [], error
    for name in names:
        if name.endswith(_SUFFIX):
            try:
                header = header_of(disk, state / name)
            except FileNotFoundError:
                continue
            except OSError as error:
                wrong = error
                continue
            if header is not None and real_path(Path(header.path)) == wanted:
                found.append(state / name)
    return found, wrong


def _journal_for(disk: Disk, state: Path, path: Path) -> Path | None:
    """Find the journal of a session whose file cannot be read; the one written last, if there are several.

    OSError where there is none, and one could not be looked into: it may be that one.
    """
    found, wrong = _named_for(disk, state, path)
    if not found and wrong is not None:
        raise wrong
    return max(found, key=lambda each: disk.stat(each).st_mtime_ns) if found else None
