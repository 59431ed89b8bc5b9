"""Beginning to save a session, new or found on the disk, in a thread of its own (`session_store.py`).

Neither a slow disk nor a stalled screen holds it up.
"""

import contextlib
import errno
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from apv_tui import __version__
from apv_tui.core.clock import Clock, SystemClock
from apv_tui.files.disk import Disk, Sleep, real_path, remove_strays, set_aside
from apv_tui.files.erasing import erase_files
from apv_tui.files.journal import Journal, Record, journal_path
from apv_tui.files.load import DIVERGED, JournalState, Loaded, load_session
from apv_tui.files.locks import AlreadyOpen, Locks
from apv_tui.files.saving import Listener, Saving
from apv_tui.files.session_file import SessionDocument, kept
from apv_tui.files.session_store import SessionStore
from apv_tui.files.snapshot import Snapshot

__all__ = ["AlreadyOpen", "Listener", "SessionStore", "create_session", "open_session"]


def create_session(
    path: Path,
    state: Path,
    *,
    session: str,
    name: str,
    agenda: Record,
    events: Sequence[Record] = (),
    private: bool = False,
    confidential: bool = False,
    listener: Listener | None = None,
    disk: Disk | None = None,
    clock: Clock | None = None,
    sleep: Sleep | None = None,
) -> SessionStore:
    """Begin to save a new session in the file `path`, which must not exist, with its journal in `state`.

    `session` is an id of letters, digits, `-` and `_`, at most 64. `private` makes the file the owner's;
    `confidential` notes are private, and marked. `events` are those that it begins with. Raises
    FileExistsError, AlreadyOpen, ValueError for a bad id; a folder that cannot be written is trouble for the
    listener, not an error.
    """
    disk = disk or Disk()
    clock = clock or SystemClock()
    document = SessionDocument(
        session, kept(name), kept(agenda), tuple(kept(list(events))), __version__, confidential=confidential
    )
    private = private or confidential
    journal = Journal(disk, journal_path(state, session), document.header(path))
    locks = Locks(disk, state)
    try:
        locks.take_path(path)
        locks.take_session(session, path)
        with contextlib.suppress(OSError):
            disk.make_folder(path.parent)
        if os.path.lexists(path) or os.path.lexists(journal.path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    except BaseException:
        locks.release()
        raise
    snapshot = Snapshot(disk, path, state / f"{session}.json", digest=None, good=False, private=private)
    saving = Saving(
        document=document,
        journal=journal,
        journalled=0,
        snapshot=snapshot,
        unsaved=True,
        listener=listener or Listener(),
        clock=clock,
    )
    return SessionStore(
        saving, snapshot, locks, document.last, sleep, partial(erase_files, disk, state, session)
    )


def open_session(
    path: Path,
    state: Path,
    *,
    private: bool = False,
    listener: Listener | None = None,
    disk: Disk | None = None,
    clock: Clock | None = None,
    sleep: Sleep | None = None,
) -> tuple[SessionStore, Loaded]:
    """Open the session of the file `path`, or of a journal that names it, and go on saving it.

    What could not be read is kept beside its place before anything is written. Raises Unreadable,
    AlreadyOpen and OSError.
    """
    disk = disk or Disk()
    clock = clock or SystemClock()
    locks = Locks(disk, state)
    try:
        locks.take_path(path)
        session = load_session(path, state, disk).document.session
        locks.take_session(session, path)
        # Once more: until now a program with a copy of the file could have written the journal.
        loaded = load_session(path, state, disk)
        if loaded.document.session != session:
            locks.take_session(loaded.document.session, path)
        _remove_strays(disk, path, journal_path(state, session), state / f"{session}.json")
        journal, journalled = _journal(disk, state, path, loaded)
        digest = _digest_to_replace(disk, path, loaded)
    except BaseException:
        locks.release()
        raise
    document = loaded.document
    private = private or document.confidential
    refuge = state / f"{document.session}.json"
    snapshot = Snapshot(disk, path, refuge, digest=digest, good=loaded.file_is_good, private=private)
    saving = Saving(
        document=document,
        journal=journal,
        journalled=journalled,
        snapshot=snapshot,
        unsaved=loaded.recovered > 0 or not loaded.file_is_good,
        listener=listener or Listener(),
        clock=clock,
    )
    delete = partial(erase_files, disk, state, document.session)
    return SessionStore(saving, snapshot, locks, document.last, sleep, delete), loaded


def _journal(disk: Disk, state: Path, path: Path, loaded: Loaded) -> tuple[Journal, int]:
    """Give the journal to go on with and the number of events in it; a `broken` one is yet to be written."""
    place = journal_path(state, loaded.document.session)
    header = loaded.document.header(path)
    read = loaded.read
    if read is not None:
        fits = loaded.journal is JournalState.FITS
        count = len(read.records)
        if fits and read.bad_line is None and read.records == loaded.events[:count]:
            with contextlib.suppress(OSError):
                return Journal.resume(disk, place, header, read), count
        if not fits or read.bad_line is not None or read.torn_tail:
            set_aside(disk, place, "damaged" if fits or read.header is None else DIVERGED)
    return Journal(disk, place, header), 0


def _digest_to_replace(disk: Disk, path: Path, loaded: Loaded) -> str | None:
    """Give the digest of the file that may be overwritten; None if it could not be kept and must stay."""
    if loaded.digest is None or loaded.file_is_good:
        return loaded.digest
    try:
        set_aside(disk, real_path(path), "damaged")
    except OSError:
        return None
    return loaded.digest


def _remove_strays(disk: Disk, *paths: Path) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            remove_strays(disk, path)
