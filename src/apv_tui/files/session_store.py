"""The store of one session while it is open: a thread of its own that saves what it is handed.

Every action goes to the journal at once and is synced; the session file follows, whole, at each step change,
after ten seconds and at the end. Failing to save never ends the meeting: everything is kept in memory and
tried again, and the listener is told once when the state changes.
"""

import errno
import json
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from apv_tui.files.disk import Sleep
from apv_tui.files.journal import Record, valid_event
from apv_tui.files.locks import Locks
from apv_tui.files.saving import Saving
from apv_tui.files.session_file import kept
from apv_tui.files.snapshot import Snapshot

SCREEN_FIRST: Final = 0.2
"""Seconds that the session file waits for at a checkpoint: what was pressed is painted before so much is written."""


class SessionStore:
    """Saves one session. Made by `create_session` and `open_session`; ended by `close`."""

    def __init__(
        self,
        saving: Saving,
        snapshot: Snapshot,
        locks: Locks,
        last: str,
        sleep: Sleep | None,
        delete: Callable[[Path], None],
        clear: Callable[[Path, Sequence[Record]], None],
    ) -> None:
        """`last` is the id of the last event; `sleep` waits for a file that another program holds.

        `delete` erases everything of the session whose file is at the path; `clear` lets the words that the
        events say are erased go from what else is kept of it.
        """
        self._changed = threading.Condition()  # guards what follows
        self._queue: list[str] = []
        self._last = last
        self._asked = self._served = 0
        self._forced = self._closing = self._closed = self._complete = False
        self._move_to: Path | None = None
        self._erasing = self._clearing = False
        self._not_erased: OSError | None = None

        self._delete = delete
        self._clear = clear
        self._saving = saving  # the thread's alone
        self._snapshot = snapshot
        snapshot.sleep = sleep or self._pause
        self._locks = locks
        self._start()

    @property
    def path(self) -> Path:
        """Where the session file is; another one after `move_to` and after a conflict."""
        return self._snapshot.path

    @property
    def session(self) -> str:
        """The id of the session."""
        return self._saving.session

    @property
    def last(self) -> str:
        """The id of the last event that was put."""
        with self._changed:
            return self._last

    @property
    def saved(self) -> str:
        """The id of the last event that is safe on the medium, all before it too; "" for none."""
        return self._saving.acknowledged

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
        path = path.absolute()
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

    def erase(self, timeout: float = 10.0) -> None:
        """Let go of the session and delete all its files for good, what waits to be saved with them.

        Raises OSError for what could not be deleted, or when it takes longer than `timeout` seconds, and
        RuntimeError after `close`.
        """
        with self._changed:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._closing = self._erasing = True
            self._queue.clear()
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._closed, timeout):
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(self.path))
            if self._not_erased is not None:
                raise self._not_erased

    def erase_words(self, timeout: float = 10.0) -> None:
        """Let the words that the events say are erased go from everything that is kept; wait until it is done.

        Raises OSError for what could not be done, or when it takes longer than `timeout` seconds, and
        RuntimeError after `close`.
        """
        with self._changed:
            if self._closing:
                raise RuntimeError("the store is closed")
            self._clearing = True
            self._asked += 1
            ticket = self._asked
            self._changed.notify_all()
            if not self._changed.wait_for(lambda: self._served >= ticket or self._closed, timeout):
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(self.path))
            wrong, self._not_erased = self._not_erased, None
            if wrong is not None:
                raise wrong

    def _start(self) -> None:
        threading.Thread(target=self._run, name="apv-tui store", daemon=True).start()

    def _run(self) -> None:
        if self._locks.warning is not None:
            self._saving.notice(self._locks.warning)
        while self._turn():
            pass
        self._end()

    def _turn(self) -> bool:
        """Wait until something is to be done, and do it. False once that was the last of it."""
        with self._changed:
            while not self._work_waits():
                self._changed.wait(self._saving.idle_for())
            closing, ticket = self._closing, self._asked
            forced, self._forced = self._forced or closing, False
            moved, self._move_to = self._move_to, None
            clearing, self._clearing = self._clearing, False
            if self._erasing:
                return False
        try:
            if moved is not None:
                self._saving.move(moved)
            self._drain(forced)
            if forced and self._snapshot.is_there:  # a new session is to be found at once
                self._let_screen_paint()
            if clearing:
                self._erase_words()
            self._saving.save_file(forced)
        except (
            Exception
        ) as error:  # a fault of ours: it is told, and what comes after it is saved all the same
            self._saving.stumbled(error)
        self._saving.report()
        with self._changed:
            self._served = ticket
            self._changed.notify_all()
        return not closing

    def _let_screen_paint(self) -> None:
        """Wait a moment, unless somebody waits for the store; what comes meanwhile goes to the journal at once.

        Without a journal nothing waits: the session file is all there is.
        """
        end = time.monotonic() + SCREEN_FIRST
        while self._saving.has_journal and (left := end - time.monotonic()) > 0:
            with self._changed:
                came = self._changed.wait_for(lambda: self._in_a_hurry or bool(self._queue), left)
                if not came or self._in_a_hurry:
                    return
            self._drain(forced=False)

    @property
    def _in_a_hurry(self) -> bool:
        waited_for = self._asked != self._served or self._clearing or self._move_to is not None
        return waited_for or self._closing or self._erasing

    def _end(self) -> None:
        complete = False
        try:
            if self._erasing:
                self._delete_files()
            else:
                self._drain(forced=True)  # a conflict copy has changed the journal's first line
                complete = self._saving.finish()
        except Exception:
            complete = False  # nobody is left to hear of it; what was noted is in the journal
        finally:
            self._locks.release()
            with self._changed:
                self._complete, self._closed = complete, True
                self._changed.notify_all()

    def _erase_words(self) -> None:
        try:
            # Where the file lies is asked for at the end: it may have become a conflict copy on the way.
            self._saving.erase_words(lambda log: self._clear(self._snapshot.path, log))
        except OSError as error:
            self._not_erased = error
        except Exception as error:  # a fault of ours must not end the saving; what it means is the same
            self._not_erased = OSError(errno.EIO, str(error), str(self.path))

    def _delete_files(self) -> None:
        self._saving.let_go()
        try:
            self._delete(self._snapshot.path)
        except OSError as error:
            self._not_erased = error

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
