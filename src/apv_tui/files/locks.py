"""One program at a time writes a session.

The locks are the system's own, on files of their own: saving swaps the session file, and a lock on it would
stay with the old one. A lock of a dead process is gone with it. Locks do not reach another computer through a
synced folder; there the comparison before each writing stands guard (`snapshot.py`).
"""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from apv_tui.core.messages import Message, OnlyToLookAt, message
from apv_tui.files.disk import OWNER_ONLY, Disk, make_private, real_path

if TYPE_CHECKING:
    from filelock import BaseFileLock

_FOLDER: Final = "locks"


class AlreadyOpen(OnlyToLookAt):
    """The session, or its file, is open in another window or program. Nothing has changed."""


class Locks:
    """What one store holds: the lock of its session's id, and that of its file's real path.

    Two, because a copy of a session file has the id, and two links have the file. They lie in the state
    folder, named by digests, and stay there when released: removing a lock file under somebody's hands would
    let two programs hold it.
    """

    def __init__(self, disk: Disk, state: Path) -> None:
        self._disk = disk
        self._folder = state / _FOLDER
        self._held: list[BaseFileLock] = []
        self.warning: Message | None = None
        """Set when the system gives no locks; the meeting goes on without."""

    def take_path(self, path: Path) -> None:
        """Take the lock of the session file at `path`; AlreadyOpen if somebody has it."""
        self._take("file", os.path.normcase(real_path(path)), message("save.already_open", path=str(path)))

    def take_session(self, session: str, path: Path) -> None:
        """Take the lock of the session's id; AlreadyOpen if somebody has it. `path` is for the message."""
        self._take("session", session, message("save.already_open", path=str(path)))

    def release(self) -> None:
        """Let go of everything."""
        while self._held:
            with contextlib.suppress(OSError):
                self._held.pop().release()

    def _take(self, kind: str, name: str, refusal: Message) -> None:
        import filelock  # takes as long to import as a third of the program

        digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:24]
        try:
            make_private(self._disk, self._folder.parent)
            make_private(self._disk, self._folder)
            # A lock that only looks at whether a file exists outlives its process, so no falling back to one.
            lock = filelock.FileLock(
                self._folder / f"{kind}-{digest}.lock",
                mode=OWNER_ONLY,
                thread_local=False,  # the store's thread lets go of what the interface's thread took
                fallback_to_soft=False,
            )
            lock.acquire(blocking=False)
        except filelock.Timeout as error:
            self.release()
            raise AlreadyOpen(refusal) from error
        except (OSError, NotImplementedError):
            self.warning = message("save.no_locks")
        else:
            self._held.append(lock)


def is_held(state: Path, kind: str, digest: str) -> bool:
    """Say whether a program has one of the locks whose names' digests begin so; also where nobody can know."""
    import filelock

    for path in (state / _FOLDER).glob(f"{kind}-{digest}*.lock"):
        lock = filelock.FileLock(path, fallback_to_soft=False)
        try:
            lock.acquire(blocking=False)
        except (filelock.Timeout, OSError, NotImplementedError):
            return True
        lock.release()
    return False
