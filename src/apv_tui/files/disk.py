"""The calls that touch the disk when something is saved, in one small class that tests replace.

Whatever is saved whole goes through `write_atomically`: at every moment, power cut included, the old file or
the new one stands under the name, never a mixture and never nothing.
"""

import contextlib
import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

READ_LIMIT: Final = 256 * 1024 * 1024  # bytes; no session comes near, /dev/zero would go beyond
REPLACE_BUDGET: Final = 5.0  # seconds that a scanner or a sync client may hold a file before we give up
_FIRST_PAUSE: Final = 0.010  # seconds
_HELD_BY_ANOTHER: Final = frozenset({5, 32})  # ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
# What file systems answer that cannot sync a folder, or have no such thing to sync.
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM})
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)

Sleep = Callable[[float], None]


class Disk:
    """The real disk. Every method raises OSError as the system does; descriptors are plain integers."""

    def open_append(self, path: Path) -> int:
        """Open an existing file so that every write lands at its end."""
        return os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY)

    def open_new(self, path: Path, mode: int) -> int:
        """Create a file that must not exist yet; the umask applies to `mode`."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)

    def write(self, descriptor: int, data: bytes) -> int:
        """Write once; give the number of bytes that were taken, perhaps fewer than all."""
        return os.write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        """Return when the bytes are on the medium itself, as far as the system can tell."""
        if sys.platform == "darwin":
            # fsync on macOS stops at the drive's cache; network file systems know only fsync.
            with contextlib.suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
                return
        os.fsync(descriptor)

    def truncate(self, descriptor: int, length: int) -> None:
        """Cut the file to `length` bytes."""
        os.ftruncate(descriptor, length)

    def links(self, descriptor: int) -> int:
        """Count the names that the open file still has; 0 once somebody has removed it."""
        return os.fstat(descriptor).st_nlink

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Rename over an existing file, in one step."""
        os.replace(source, target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, which must not exist yet."""
        os.link(source, target)

    def unlink(self, path: Path) -> None:
        """Remove one name of a file."""
        os.unlink(path)

    def sync_folder(self, folder: Path) -> None:
        """Make new names in `folder` survive a power cut. Windows knows no such call, and needs none."""
        if sys.platform == "win32":
            return
        try:
            descriptor = os.open(folder, os.O_RDONLY | _BINARY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise

    def stat(self, path: Path) -> os.stat_result:
        """Look at a file, following links."""
        return os.stat(path)

    def chmod(self, path: Path, mode: int) -> None:
        """Set the permission bits."""
        os.chmod(path, mode)

    def copy_access(self, source: Path, target: Path) -> None:
        """Give `target` the mode of `source` and, where the system lets us, its group and access list."""
        seen = self.stat(source)
        if sys.platform != "win32":
            with contextlib.suppress(OSError):  # only root or a member may give a file to a group
                os.chown(target, -1, seen.st_gid)
        # FAT and some shares refuse any chmod; the file then has the rights of its folder, as before.
        with contextlib.suppress(PermissionError):
            self.chmod(target, stat.S_IMODE(seen.st_mode))
        if sys.platform == "linux":
            with contextlib.suppress(OSError):
                for name in os.listxattr(source):
                    os.setxattr(target, name, os.getxattr(source, name))

    def read(self, path: Path, limit: int = READ_LIMIT) -> bytes:
        """Read a whole regular file of at most `limit` bytes; OSError for a pipe, a device, a larger one."""
        seen = self.stat(path)
        if stat.S_ISDIR(seen.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(seen.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        if seen.st_size > limit:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        with open(path, "rb") as file:
            return file.read(limit)

    def names(self, folder: Path) -> list[str]:
        """Name what lies in `folder`, sorted; nothing if there is no such folder."""
        try:
            return sorted(os.listdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, folder: Path, mode: int = 0o777) -> None:
        """Make `folder` and its parents where they are missing; `mode` holds for the last one."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=mode, exist_ok=True)


def real_path(path: Path) -> Path:
    """Give the file that `path` stands for, links followed, so that a link stays one when it is saved."""
    return Path(os.path.realpath(path))


def backup_path(path: Path) -> Path:
    """Give the place of the one older generation kept of `path`, beside the real file."""
    real = real_path(path)
    return real.with_name(real.name + ".bak")


def digest_on_disk(disk: Disk, path: Path) -> str | None:
    """Give the SHA-256 (hex) of the file as it is now, None if there is none."""
    try:
        return hashlib.sha256(disk.read(path)).hexdigest()
    except FileNotFoundError:
        return None


def replace_patiently(disk: Disk, source: Path, target: Path, sleep: Sleep = time.sleep) -> None:
    """Replace `target`, waiting up to `REPLACE_BUDGET` seconds for a Windows program that holds it.

    A lasting refusal is raised as it came. There is no falling back to copying over: a copy can be cut short.
    """
    pause, spent = _FIRST_PAUSE, 0.0
    while True:
        try:
            return disk.replace(source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER or spent >= REPLACE_BUDGET:
                raise
        pause = min(pause, REPLACE_BUDGET - spent)
        sleep(pause)
        spent += pause
        pause *= 2


def write_atomically(
    disk: Disk,
    path: Path,
    data: bytes,
    keep_backup: bool,
    *,
    mode: int | None = None,
    sleep: Sleep = time.sleep,
) -> None:
    """Put `data` under the name `path`, wholly or not at all, and return when that is on the medium.

    A link is followed and kept. An existing file keeps its mode, unless `mode` says otherwise; a new one has
    `mode`, or what the umask gives. With `keep_backup` the old file lives on as `backup_path(path)`.
    Raises OSError, after which the old file stands untouched, but for one case: when only the last step, the
    sync of the folder, fails, the new file is in place and may not survive a power cut.
    """
    real = real_path(path)
    try:
        old: os.stat_result | None = disk.stat(real)
    except FileNotFoundError:
        old = None
    if old is not None and not old.st_mode & 0o222:
        # A rename would get around it, but somebody meant this file to stay as it is.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(real))
    temp = _temp_path(real)
    try:
        _write_new(disk, temp, data, like=real if old is not None else None, mode=mode)
        if keep_backup and old is not None:
            _keep_backup(disk, real, sleep)
        replace_patiently(disk, temp, real, sleep)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(temp)
        raise
    disk.sync_folder(real.parent)


def set_aside(disk: Disk, path: Path, label: str) -> Path:
    """Keep what is at `path` under `<name>.<label>-N` as well, N being free; give that place.

    The file stays under its own name too, until something better replaces it.
    """
    taken = set(disk.names(path.parent))
    number = 1
    while f"{path.name}.{label}-{number}" in taken:
        number += 1
    aside = path.with_name(f"{path.name}.{label}-{number}")
    _second_name(disk, path, aside)
    disk.sync_folder(path.parent)
    return aside


def remove_strays(disk: Disk, path: Path) -> int:
    """Remove temporary files that a killed program left when saving `path`; give their number.

    Only names of our own making for this very file. Call it with the lock held.
    """
    real = real_path(path)
    removed = 0
    for name in disk.names(real.parent):
        if name.startswith(_temp_prefix(real)) and name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                disk.unlink(real.with_name(name))
                removed += 1
    return removed


def _temp_prefix(real: Path) -> str:
    # A digest, not the name: a name of full length would have no room for more.
    digest = hashlib.sha256(os.fsencode(real.name)).hexdigest()[:12]
    return f".apv-tui-{digest}-"


def _temp_path(real: Path) -> Path:
    return real.with_name(f"{_temp_prefix(real)}{os.urandom(4).hex()}.tmp")


def _write_new(disk: Disk, path: Path, data: bytes, like: Path | None, mode: int | None) -> None:
    descriptor = disk.open_new(path, 0o666 if like is None and mode is None else 0o600)
    try:
        rest = memoryview(data)
        while rest:
            taken = disk.write(descriptor, bytes(rest))
            if taken <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            rest = rest[taken:]
        if like is not None:
            disk.copy_access(like, path)
        if mode is not None:
            with contextlib.suppress(PermissionError):
                disk.chmod(path, mode)
        disk.fsync(descriptor)
    finally:
        disk.close(descriptor)


def _second_name(disk: Disk, source: Path, target: Path) -> None:
    try:
        disk.link(source, target)
    except OSError:  # FAT and some shares have no second names: a copy of its own
        try:
            _write_new(disk, target, disk.read(source), like=source, mode=None)
        except BaseException:
            with contextlib.suppress(OSError):
                disk.unlink(target)
            raise


def _keep_backup(disk: Disk, real: Path, sleep: Sleep) -> None:
    temp = _temp_path(real)
    try:
        _second_name(disk, real, temp)
        replace_patiently(disk, temp, backup_path(real), sleep)
    finally:
        # Still there after a failure, and after a rename between two names of one file, which POSIX ignores.
        with contextlib.suppress(OSError):
            disk.unlink(temp)
