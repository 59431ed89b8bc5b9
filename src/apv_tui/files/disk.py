"""The calls that touch the disk when something is saved or opened, in one small class that tests replace.

And what leans on them alone: folders that are the owner's, access that is kept, waiting for a file that
another program holds.
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
from typing import Final, TypeVar

if sys.platform != "win32":
    import fcntl

READ_LIMIT: Final = 256 * 1024 * 1024  # bytes; no session comes near, /dev/zero would go beyond
OWNER_ONLY: Final = 0o600
OWNER_ONLY_FOLDER: Final = 0o700
REPLACE_BUDGET: Final = 5.0  # seconds that a scanner or a sync client may hold a file before we give up
_FIRST_PAUSE: Final = 0.010  # seconds
_HELD_BY_ANOTHER: Final = frozenset({5, 32})  # ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION
# What file systems answer that cannot sync a folder, or have no such thing to sync.
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EACCES, errno.EPERM})
_ACCESS_LIST: Final = "system.posix_acl_access"
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)

Sleep = Callable[[float], None]
Result = TypeVar("Result")


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
        """Give `target` the mode of `source` and, where the system lets us, its owner, group and access list.

        What a file system refuses is left out: FAT and some shares know no such thing, and a file that lies
        there has the rights of its folder. OSError only where `source` cannot be looked at.
        """
        seen = self.stat(source)
        mode = stat.S_IMODE(seen.st_mode)
        if sys.platform != "win32" and not _give_away(target, seen):
            # Another group than the one that was meant may do no more than everybody.
            mode = mode & ~0o070 | (mode & 0o007) << 3
        lists = _attributes(source)
        if _ACCESS_LIST not in lists:
            _drop_access_list(target)
        with contextlib.suppress(OSError):
            self.chmod(target, mode)
        for name, value in lists.items():
            _set_attribute(target, name, value)

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

    def read_line(self, path: Path, limit: int = READ_LIMIT) -> bytes:
        """Read the first line of a regular file, its line feed included, or `limit` bytes of it."""
        if not stat.S_ISREG(self.stat(path).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        with open(path, "rb") as file:
            return file.readline(limit)

    def read_start(self, path: Path, size: int) -> bytes:
        """Read at most `size` bytes from the start of a regular file."""
        if not stat.S_ISREG(self.stat(path).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        with open(path, "rb") as file:
            return file.read(size)

    def read_from(self, path: Path, start: int, limit: int = READ_LIMIT) -> bytes:
        """Read a regular file from the byte `start` on, at most `limit` bytes."""
        if not stat.S_ISREG(self.stat(path).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        with open(path, "rb") as file:
            file.seek(start)
            return file.read(limit)

    def names(self, folder: Path) -> list[str]:
        """Name what lies in `folder`, sorted; nothing if there is no such folder."""
        try:
            return sorted(os.listdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def taken(self, path: Path) -> bool:
        """Say whether anything has this name, a link that leads nowhere included."""
        return os.path.lexists(path)

    def mkdir(self, folder: Path, mode: int) -> None:
        """Make one folder, which must not exist yet; the umask applies to `mode`."""
        os.mkdir(folder, mode)

    def make_folder(self, folder: Path, mode: int = 0o777) -> None:
        """Make `folder` and its parents where they are missing; `mode` holds for the last one.

        What was made survives a power cut: a file that is synced is lost all the same with its folder.
        """
        missing: list[Path] = []
        there = folder
        while not self.taken(there) and there != there.parent:
            missing.append(there)
            there = there.parent
        for each in reversed(missing):
            with contextlib.suppress(FileExistsError):  # another program was faster
                self.mkdir(each, mode if each == folder else 0o777)
            self.sync_folder(each.parent)
        if not stat.S_ISDIR(self.stat(folder).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _give_away(target: Path, seen: os.stat_result) -> bool:
    """Give a file to the owner and group of another; False where the group could not be given."""
    if sys.platform == "win32":
        return True
    for owner in (seen.st_uid, -1):
        with contextlib.suppress(OSError):  # only root may give a file away, and only a member to a group
            os.chown(target, owner, seen.st_gid)
            return True
    return False


def _attributes(path: Path) -> dict[str, bytes]:
    """Give the extended attributes of a file, its access list among them, as far as they can be read."""
    found: dict[str, bytes] = {}
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(path):
                with contextlib.suppress(OSError):
                    found[name] = os.getxattr(path, name)
    return found


def _set_attribute(path: Path, name: str, value: bytes) -> None:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # one that is refused must not keep the next from being set
            os.setxattr(path, name, value)


def _drop_access_list(path: Path) -> None:
    """Take away what a new file has inherited from its folder, where the file before it had none."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.removexattr(path, _ACCESS_LIST)


def make_private(disk: Disk, folder: Path) -> None:
    """Make `folder` where it is missing, and let nobody but its owner look into it."""
    disk.make_folder(folder, OWNER_ONLY_FOLDER)
    if sys.platform != "win32" and disk.stat(folder).st_mode & 0o077:
        # Made by hand, or by a program of old. FAT knows no owners, and somebody else's folder stays theirs.
        with contextlib.suppress(PermissionError):
            disk.chmod(folder, OWNER_ONLY_FOLDER)


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


def read_patiently(disk: Disk, path: Path, sleep: Sleep = time.sleep) -> bytes:
    """Read a whole file, waiting like `replace_patiently`; whatever else is wrong is tried once more."""

    def read() -> bytes:
        return disk.read(path)

    try:
        return _patiently(read, sleep)
    except FileNotFoundError:
        raise
    except OSError:
        return _patiently(read, sleep)


def replace_patiently(disk: Disk, source: Path, target: Path, sleep: Sleep = time.sleep) -> None:
    """Replace `target`, waiting up to `REPLACE_BUDGET` seconds for a Windows program that holds it.

    A lasting refusal is raised as it came. There is no falling back to copying over: a copy can be cut short.
    """
    _patiently(lambda: disk.replace(source, target), sleep)


def _patiently(act: Callable[[], Result], sleep: Sleep) -> Result:
    pause, spent = _FIRST_PAUSE, 0.0
    while True:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER or spent >= REPLACE_BUDGET:
                raise
        pause = min(pause, REPLACE_BUDGET - spent)
        sleep(pause)
        spent += pause
        pause *= 2
