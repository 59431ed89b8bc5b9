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
from apv_tui.files.disk import OWNER_ONLY, Disk, Sleep, digest_on_disk, make_private, real_path
from apv_tui.files.places import safe_file_name
from apv_tui.files.writing import CONFLICT, set_aside, write_atomically

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


class Original(NamedTuple):
    """A file in the form of an older version, to be kept before anything is written."""

    path: Path
    version: int


class Snapshot:
    """The session file of one store: where it is, and what we know to be in it."""

    def __init__(
        self,
        disk: Disk,
        path: Path,
        refuge: Path,
        *,
        digest: str | None,
        good: bool,
        private: bool,
        original: Original | None = None,
    ) -> None:
        """`digest` is of the file as we read it, None for none; `good` says that it is worth a backup."""
        self.path = path
        self.refuge = refuge
        self._disk = disk
        self._known = {digest} if digest else set()
        self._good = good
        self._mode = OWNER_ONLY if private else None
        self._original = original
        self._like: Path | None = None
        self._conflict: Path | None = None  # until our own file is there
        self._been_there = digest is not None
        self.sleep: Sleep = time.sleep
        """Waits, in seconds, for a program that holds the file."""

    @property
    def is_there(self) -> bool:
        """Whether there is a session file, written by this store or found."""
        return self._been_there

    def move(self, path: Path) -> None:
        """From now on write to `path`; whatever is there already will not be overwritten."""
        self.path, self._known, self._good = path, set(), False
        self._like = self._original = None
        self._been_there = False

    def outdate(self) -> None:
        """What lies there now must not live on as the backup: words were erased that are in it."""
        self._good, self._original = False, None

    def write(self, data: bytes, now: datetime) -> Written:
        """Write the document whole and synced. `now` names a conflict copy; OSError if no place took it."""
        try:
            written = self._write_target(data, now)
        except OSError as error:
            if is_held(error) or self._is_refuge():
                raise
            try:
                make_private(self._disk, self.refuge.parent)
                write_atomically(
                    self._disk, self.refuge, data, keep_backup=False, mode=OWNER_ONLY, sleep=self.sleep
                )
            except OSError:
                raise error from None
            return Written(self.refuge, refuge=error)
        self.leave_refuge()
        return written

    def leave_refuge(self) -> None:
        """Remove what was written to the place of refuge; the session file holds all of it."""
        if not self._is_refuge():
            with contextlib.suppress(OSError):
                self._disk.unlink(self.refuge)

    def _is_refuge(self) -> bool:
        # Somebody has opened the file that lies there: it is where the user wants it, then.
        return real_path(self.path) == real_path(self.refuge)

    def verify(self) -> bool:
        """Read the file back: is it, byte for byte, what we wrote last?"""
        try:
            return digest_on_disk(self._disk, self.path) in self._known
        except OSError:
            return False

    def _write_target(self, data: bytes, now: datetime) -> Written:
        found = digest_on_disk(self._disk, self.path)
        if found is not None and found not in self._known:
            self._turn_aside(now)
            found = None
        digest = hashlib.sha256(data).hexdigest()
        # Known before it is there: the step after the replace can fail, and the file is ours all the same.
        self._known.add(digest)
        keep = found is not None and self._good
        self._keep_original()
        if not self._been_there:
            # Only for the first time: a folder that is gone since is on a disk that was taken out, and what
            # stands in its place is another disk.
            self._disk.make_folder(real_path(self.path).parent)
        write_atomically(
            self._disk, self.path, data, keep, mode=self._mode, like=self._like, sleep=self.sleep
        )
        self._known, self._good, self._been_there = {digest}, True, True
        conflict, self._conflict = self._conflict, None
        return Written(self.path, conflict=conflict)

    def _turn_aside(self, now: datetime) -> None:
        """Go on in a file beside the one that somebody else has changed."""
        changed = self.path
        self.move(self._conflict_path(now))
        self._like = changed  # whoever may read the one may read the other
        self._conflict = self._conflict or changed
        self._been_there = True

    def _keep_original(self) -> None:
        if self._original is not None:
            label = f"version-{self._original.version}"
            with contextlib.suppress(FileNotFoundError):  # taken away since: there is nothing to keep
                set_aside(self._disk, real_path(self._original.path), label, mode=self._mode, once=True)
            self._original = None

    def _conflict_path(self, now: datetime) -> Path:
        real = real_path(self.path)
        host = safe_file_name(platform.node())[:30]
        stem = f"{real.stem.partition(CONFLICT)[0]}{CONFLICT}{host} {now:%Y-%m-%d %H.%M.%S}"
        taken = set(self._disk.names(real.parent))
        name, number = f"{stem}){real.suffix}", 2
        while name in taken:
            name, number = f"{stem} {number}){real.suffix}", number + 1
        return real.with_name(name)
