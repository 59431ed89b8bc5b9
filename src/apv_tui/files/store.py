"""Beginning to save a session, new or found on the disk, in a thread of its own (`session_store.py`).

Neither a slow disk nor a stalled screen holds it up.
"""

import contextlib
import errno
import os
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from apv_tui import __version__
from apv_tui.core.clock import Clock, SystemClock
from apv_tui.files.disk import OWNER_ONLY, Disk, Sleep, real_path
from apv_tui.files.erasing import erase_files
from apv_tui.files.journal import Journal, Record, journal_path
from apv_tui.files.load import DIVERGED, JournalState, Loaded, load_session, refuge_path
from apv_tui.files.locks import AlreadyOpen, Locks
from apv_tui.files.rewriting import clear_copies
from apv_tui.files.saving import Listener, Saving
from apv_tui.files.session_file import NewerFormat, SessionDocument, kept
from apv_tui.files.session_store import SessionStore
from apv_tui.files.snapshot import Original, Snapshot
from apv_tui.files.sweeping import sweep
from apv_tui.files.writing import remove_strays, set_aside

__all__ = ["AlreadyOpen", "Listener", "NewerFormat", "SessionStore", "create_session", "open_session"]


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
    journal.sleep = sleep or journal.sleep
    locks = Locks(disk, state)
    try:
        locks.take_path(path)
        locks.take_session(session, path)
        if disk.taken(path) or disk.taken(journal.path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        sweep(disk, state)
    except BaseException:
        locks.release()
        raise
    refuge = refuge_path(state, session)
    path = path.absolute()  # the folder we are in may go away
    snapshot = Snapshot(disk, path, refuge, digest=None, good=False, private=private)
    saving = Saving(
        document=document,
        journal=journal,
        journalled=0,
        snapshot=snapshot,
        unsaved=True,
        listener=listener or Listener(),
        clock=clock,
    )
    delete, clear = partial(erase_files, disk, state, session), partial(clear_copies, disk, state, session)
    return SessionStore(saving, snapshot, locks, document.last, sleep, delete, clear)


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
    AlreadyOpen, NewerFormat and OSError.
    """
    disk = disk or Disk()
    clock = clock or SystemClock()
    locks = Locks(disk, state)
    try:
        locks.take_path(path)
        before = _ours(load_session(path, state, disk, sleep or time.sleep))
        session = before.document.session
        locks.take_session(session, path)
        # Once more: until now a program with a copy of the file could have written the journal.
        loaded = _ours(load_session(path, state, disk, sleep or time.sleep, before=before))
        if loaded.document.session != session:
            locks.take_session(loaded.document.session, path)
        document = loaded.document
        private = private or document.confidential
        refuge = refuge_path(state, document.session)
        _remove_strays(disk, path, journal_path(state, document.session), refuge)
        sweep(disk, state)
        journal, journalled = _journal(disk, state, path, loaded)
        journal.sleep = sleep or journal.sleep
        if loaded.stray_refuge:
            set_aside(disk, refuge, DIVERGED, mode=OWNER_ONLY)
        digest = _digest_to_replace(disk, path, loaded, OWNER_ONLY if private else None)
    except BaseException:
        locks.release()
        raise
    snapshot = Snapshot(
        disk,
        path.absolute(),
        refuge,
        digest=digest,
        good=loaded.file_is_good,
        private=private,
        original=Original(loaded.origin, document.version) if loaded.origin else None,
    )
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
    clear = partial(clear_copies, disk, state, document.session)
    return SessionStore(saving, snapshot, locks, document.last, sleep, delete, clear), loaded


def _ours(loaded: Loaded) -> Loaded:
    if loaded.document.newer:
        header = loaded.read.header if loaded.read is not None and loaded.read.newer else None
        raise NewerFormat(header.program if header is not None else loaded.document.program)
    return loaded


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
            # One that could not be read may be whole, and is offered like one that tells another course.
            whole = loaded.journal is JournalState.UNREAD or (read.header is not None and not fits)
            label = DIVERGED if whole else "damaged"
            set_aside(disk, place, label, mode=OWNER_ONLY)
    return Journal(disk, place, header), 0


def _digest_to_replace(disk: Disk, path: Path, loaded: Loaded, mode: int | None) -> str | None:
    """Give the digest of the file that may be overwritten; None if it could not be kept and must stay."""
    if loaded.digest is None or loaded.file_is_good:
        return loaded.digest
    try:
        set_aside(disk, real_path(path), "damaged", mode=mode)
    except OSError:
        return None
    return loaded.digest


def _remove_strays(disk: Disk, *paths: Path) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            remove_strays(disk, path)
