"""Writing the session file: in the user's own place, else in a refuge, and never over the work of others."""

import contextlib
import errno
import hashlib
import platform
import time
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.messages import Message, message
from apv_tui.files.disk import Disk, Sleep, digest_on_disk, real_path, write_atomically
from apv_tui.files.journal import OWNER_ONLY
from apv_tui.files.places import safe_file_name

_HELD: Final = 32  # ERROR_SHARING_VIOLATION
_REASONS: Final = {
    errno.ENOSPC: "save.reason.disk_full",
    errno.EDQUOT: "save.reason.disk_full",
    errno.EROFS: "save.reason.read_only",
    errno.EACCES: "save.reason.denied",
    errno.EPERM: "save.reason.denied",
    errno.ENOENT: "save.reason.folder_gone",
    errno.ENOTDIR: "save.reason.folder_gone",
    errno.ENODEV: "save.reason.folder_gone",
    errno.ENXIO: "save.reason.folder_gone",
    errno.ESTALE: "save.reason.folder_gone",
    errno.EHOSTUNREACH: "save.reason.folder_gone",
    errno.ENETUNREACH: "save.reason.folder_gone",
    errno.EIO: "save.reason.device",
    errno.ENAMETOOLONG: "save.reason.long_name",
}


class Written(NamedTuple):
    """Where a document came to lie."""

    path: Path
    refuge: OSError | None = None
    """Why it lies in the place of refuge; None if it lies where the user wants it."""
    conflict: Path | None = None
    """The file that somebody else has changed, so that ours is now another one."""


def is_held(error: Exception) -> bool:
    """Say whether another program holds the file for the moment; it helps to wait, nothing else is wrong."""
    return getattr(error, "winerror", None) == _HELD


def reason(error: Exception) -> Message:
    """Say in words why something could not be saved."""
    if is_held(error):
        return message("save.reason.in_use")
    if isinstance(error, OSError) and error.errno in _REASONS:
        return message(_REASONS[error.errno])
    detail = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return message("save.reason.other", detail=detail)


class Snapshot:
    """The session file of one store: where it is, and what we know to be in it."""

    def __init__(
        self, disk: Disk, path: Path, refuge: Path, *, digest: str | None, good: bool, private: bool
    ) -> None:
        """`digest` is of the file as we read it, None for none; `good` says that it is worth a backup."""
        self.path = path
        self.refuge = refuge
        self._disk = disk
        self._known = {digest} if digest else set()
        self._good = good
        self._mode = OWNER_ONLY if private else None
        self.sleep: Sleep = time.sleep
        """Waits, in seconds, for a program that holds the file."""

    def move(self, path: Path) -> None:
        """From now on write to `path`; whatever is there already will not be overwritten."""
        self.path, self._known, self._good = path, set(), False

    def write(self, data: bytes, now: datetime) -> Written:
        """Write the document whole and synced. `now` names a conflict copy; OSError if no place took it."""
        try:
            written = self._write_target(data, now)
        except OSError as error:
            if is_held(error):
                raise
            try:
                self._disk.make_folder(self.refuge.parent, 0o700)
                write_atomically(self._disk, self.refuge, data, keep_backup=False, mode=OWNER_ONLY)
            except OSError:
                raise error from None
            return Written(self.refuge, refuge=error)
        with contextlib.suppress(OSError):
            self._disk.unlink(self.refuge)
        return written

    def verify(self) -> bool:
        """Read the file back: is it, byte for byte, what we wrote last?"""
        try:
            return digest_on_disk(self._disk, self.path) in self._known
        except OSError:
            return False

    def _write_target(self, data: bytes, now: datetime) -> Written:
        found = digest_on_disk(self._disk, self.path)
        conflict = None
        if found is not None and found not in self._known:
            conflict = self.path
            self.move(self._conflict_path(now))
            found = None
        digest = hashlib.sha256(data).hexdigest()
        # Known before it is there: the step after the replace can fail, and the file is ours all the same.
        self._known.add(digest)
        keep = found is not None and self._good
        write_atomically(self._disk, self.path, data, keep, mode=self._mode, sleep=self.sleep)
        self._known, self._good = {digest}, True
        return Written(self.path, conflict=conflict)

    def _conflict_path(self, now: datetime) -> Path:
        real = real_path(self.path)
        host = safe_file_name(platform.node())[:30]
        stem = f"{real.stem} (conflict {host} {now:%Y-%m-%d %H.%M.%S}"
        taken = set(self._disk.names(real.parent))
        name, number = f"{stem}){real.suffix}", 2
        while name in taken:
            name, number = f"{stem} {number}){real.suffix}", number + 1
        return real.with_name(name)
