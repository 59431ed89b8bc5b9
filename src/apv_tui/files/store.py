"""Saving a running meeting, in a thread of its own: neither a slow disk nor a stalled screen holds it up.

Every action goes to the journal at once and is synced; the session file follows, whole, at each step change,
after ten seconds and at the end. Failing to save never ends the meeting: everything is kept in memory and
tried again, and the listener is told once when the state changes.
"""

import contextlib
import errno
import json
import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from apv_tui import __version__
from apv_tui.core.clock import Clock, SystemClock
from apv_tui.files.disk import Disk, Sleep, real_path, remove_strays, set_aside
from apv_tui.files.journal import Journal, Record, journal_path, valid_event
from apv_tui.files.load import DIVERGED, JournalState, Loaded, load_session
from apv_tui.files.locks import AlreadyOpen, Locks
from apv_tui.files.saving import Listener, Saving
from apv_tui.files.session_file import SessionDocument, kept
from apv_tui.files.snapshot import Snapshot

__all__ = ["AlreadyOpen", "Listener", "SessionStore", "create_session", "open_session"]


class SessionStore:
    """Saves one session. Made by `create_session` and `open_session`; ended by `close`."""

    def __init__(
        self, saving: Saving, snapshot: Snapshot, locks: Locks, last: str, sleep: Sleep | None
    ) -> None:
        """`last` is the id of the last event; `sleep` waits for a file that another program holds."""
        self._changed = threading.Condition()  # guards what follows
        self._queue: list[str] = []
        self._last = last
        self._asked = self._served = 0
        self._forced = self._closing = self._closed = self._complete = False
        self._move_to: Path | None = None

        self._saving = saving  # the thread's alone
        self._snapshot = snapshot
        snapshot.sleep = sleep or self._pause
        self._locks = locks
        self._thread = threading.Thread(target=self._run, name="apv-tui store", daemon=True)
        self._thread.start()

    @property
    def path(self) -> Path:
        """Where the session file is; another one after `move_to` and after a conflict."""
        return self._snapshot.path

    def put(self, entries: Sequence[Record]) -> None:
        """Hand over the events of one action, in order, and return at once; the listener hears of the rest.

        ValueError or TypeError, with nothing taken, if they are no JSON or do not continue the chain: that
        is a fault of the program, and such lines could not be read again. RuntimeError after `close`.
        """
        # Written out here and now: whatever the caller does to its objects later, this was the action.
        text = json.dumps(list(entries), ensure_ascii=False, allow_nan=False)
        with self._changed:
            if self._closing:
                raise RuntimeError("the store is closed")
            last = self._last
            for entry in entries:
                if not valid_event(entry) or entry["after"] != last:
                    raise ValueError("an event that does not continue the chain")
                last = entry["id"]
            self._last = last
            self._queue.append(text)
            self._changed.notify_all()

    def checkpoint(self) -> None:
        """Write the session file now, because a step has ended; what has failed is tried again, too."""
        with self._changed:
            self._forced = True
            self._changed.notify_all()

    def move_to(self, path: Path) -> None:
        """Save to another file from now on, say in a folder that can be written; AlreadyOpen if taken.

        A file that is there already is not overwritten: ours then gets a name beside it.
        """
        self._locks.take_path(path)
        with self._changed:
            self._move_to = path
            self._forced = True
            self._changed.notify_all()

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until what was put has been tried and what the clock says is due is done; False if late."""
        with self._changed:
            self._asked += 1
            ticket = self._asked
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._served >= ticket or self._closed, timeout)

    def close(self, timeout: float = 10.0) -> bool:
        """Save everything and let go of the files; give True if the session file holds the whole meeting.

        Waits at most `timeout` seconds; the journal stays unless the session file was read back and is whole.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closed, timeout)
            return self._complete

    def _run(self) -> None:
        if self._locks.warning is not None:
            self._saving.notice(self._locks.warning)
        closing = False
        while not closing:
            with self._changed:
                while not self._work_waits():
                    self._changed.wait(self._saving.idle_for())
                closing, ticket = self._closing, self._asked
                forced, self._forced = self._forced or closing, False
                moved, self._move_to = self._move_to, None
            if moved is not None:
                self._saving.move(moved)
            self._drain(forced)
            self._saving.save_file(forced)
            self._saving.report()
            with self._changed:
                self._served = ticket
                self._changed.notify_all()
        self._end()

    def _end(self) -> None:
        complete = False
        try:
            self._drain(forced=True)  # a conflict copy has changed the journal's first line
            complete = self._saving.finish()
        finally:
            self._locks.release()
            with self._changed:
                self._complete, self._closed = complete, True
                self._changed.notify_all()

    def _work_waits(self) -> bool:
        asked = self._asked != self._served or self._forced or self._closing
        return asked or bool(self._queue) or self._saving.idle_for() == 0

    def _drain(self, forced: bool) -> None:
        """Bring what is queued at this moment into the journal, with one write and one sync."""
        with self._changed:
            texts, self._queue = self._queue, []
        for text in texts:
            self._saving.add(kept(json.loads(text)))
        self._saving.save_journal(forced)

    def _pause(self, seconds: float) -> None:
        """Wait for a file that another program holds, and keep the journal going meanwhile."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._queue), left)
            self._drain(forced=False)


def create_session(
    path: Path,
    state: Path,
    *,
    session: str,
    name: str,
    agenda: Record,
    events: Sequence[Record] = (),
    private: bool = False,
    listener: Listener | None = None,
    disk: Disk | None = None,
    clock: Clock | None = None,
    sleep: Sleep | None = None,
) -> SessionStore:
    """Begin to save a new session in the file `path`, which must not exist, with its journal in `state`.

    `session` is an id of letters, digits, `-` and `_`, at most 64. `private` makes the file the owner's.
    `events` are those that a recovered copy begins with. Raises FileExistsError, AlreadyOpen, ValueError for
    a bad id; a folder that cannot be written is trouble for the listener, not an error.
    """
    disk = disk or Disk()
    clock = clock or SystemClock()
    document = SessionDocument(session, kept(name), kept(agenda), tuple(kept(list(events))), __version__)
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
    return SessionStore(saving, snapshot, locks, document.last, sleep)


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
    return SessionStore(saving, snapshot, locks, document.last, sleep), loaded


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
