"""Files that are saved whole.

At every moment, power cut included, the old file or the new one stands under the name, never a mixture and
never nothing.
"""

import contextlib
import errno
import hashlib
import os
import time
from pathlib import Path
from typing import Final

from apv_tui.files.disk import (
    OWNER_ONLY,
    Disk,
    Sleep,
    backup_path,
    digest_on_disk,
    real_path,
    replace_patiently,
)

CONFLICT: Final = " (conflict "
"""Stands in the name of a file that was written beside one that somebody else had changed."""
TEMPORARY: Final = r"\.apv-tui-([0-9a-f]{12})-[0-9a-f]{8}\.tmp"
"""Names of temporary files; in them the beginning of the SHA-256 of the file's name less its suffix."""


def write_atomically(
    disk: Disk,
    path: Path,
    data: bytes,
    keep_backup: bool,
    *,
    mode: int | None = None,
    like: Path | None = None,
    sleep: Sleep = time.sleep,
) -> None:
    """Put `data` under the name `path`, wholly or not at all, and return when that is on the medium.

    A link is followed and kept. An existing file keeps its mode, unless `mode` says otherwise; a new one has
    `mode`, or that of the file `like`, or what the umask gives. With `keep_backup` the old file lives on as
    `backup_path(path)`.
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
    if old is not None:
        like = real
    elif like is not None and not disk.taken(like):
        like = None
    temp = _temp_path(real)
    try:
        write_new(disk, temp, data, like=like, mode=mode)
        if keep_backup and old is not None:
            _keep_backup(disk, real, mode, sleep)
        replace_patiently(disk, temp, real, sleep)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(temp)
        raise
    disk.sync_folder(real.parent)


def write_lightly(disk: Disk, path: Path, data: bytes) -> None:
    """Put `data` under the name `path`, wholly or not at all, for the owner alone; a power cut may undo it.

    For what is worth nothing after one. Raises OSError; the old file then stands untouched.
    """
    temp = _temp_path(path)
    descriptor = disk.open_new(temp, OWNER_ONLY)
    try:
        try:
            taken = disk.write(descriptor, data)
        finally:
            disk.close(descriptor)
        if taken < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        replace_patiently(disk, temp, path, time.sleep)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(temp)
        raise


def set_aside(disk: Disk, path: Path, label: str, *, mode: int | None = None, once: bool = False) -> Path:
    """Keep what is at `path` under `<name>.<label>-N` as well, N being free; give that place.

    The file stays under its own name too, until something better replaces it. The copy has the mode of the
    original, unless `mode` says otherwise. With `once` it is not kept again where the same bytes already are.
    """
    taken = set(disk.names(path.parent))
    wanted = digest_on_disk(disk, path) if once else None
    number = 1
    while f"{path.name}.{label}-{number}" in taken:
        known = path.with_name(f"{path.name}.{label}-{number}")
        if once and digest_on_disk(disk, known) == wanted:
            return known
        number += 1
    aside = path.with_name(f"{path.name}.{label}-{number}")
    _second_name(disk, path, aside, mode)
    disk.sync_folder(path.parent)
    return aside


def remove_strays(disk: Disk, path: Path) -> int:
    """Remove temporary files that a killed program left when saving `path`; give their number.

    Only names of our own making for this very file. Call it with the lock held.
    """
    removed = 0
    for each in strays(disk, path):
        with contextlib.suppress(OSError):
            disk.unlink(each)
            removed += 1
    return removed


def strays(disk: Disk, path: Path) -> list[Path]:
    """Name the temporary files that were made for saving `path`, and are still there."""
    real = real_path(path)
    prefix = _temp_prefix(real)
    names = disk.names(real.parent)
    return [real.with_name(name) for name in names if name.startswith(prefix) and name.endswith(".tmp")]


def _temp_prefix(real: Path) -> str:
    # A digest, not the name: a name of full length would have no room for more. A conflict copy has that of
    # the file it belongs to, so that what is left of it is found when that file is opened again.
    own, _, _ = real.name.partition(CONFLICT)
    digest = hashlib.sha256(os.fsencode(own.removesuffix(real.suffix))).hexdigest()[:12]
    return f".apv-tui-{digest}-"


def _temp_path(real: Path) -> Path:
    return real.with_name(f"{_temp_prefix(real)}{os.urandom(4).hex()}.tmp")


def write_new(
    disk: Disk, path: Path, data: bytes, *, like: Path | None = None, mode: int | None = None
) -> None:
    """Write a file that must not exist yet, and sync it; its folder is the caller's to sync.

    Its access is that of `like` or `mode`, else what the umask gives. After an OSError there is no such file.
    """
    descriptor = disk.open_new(path, 0o666 if like is None and mode is None else 0o600)
    try:
        _fill(disk, descriptor, path, data, like, mode)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(path)
        raise


def _fill(disk: Disk, descriptor: int, path: Path, data: bytes, like: Path | None, mode: int | None) -> None:
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
            with contextlib.suppress(OSError):
                disk.chmod(path, mode)
        disk.fsync(descriptor)
    finally:
        disk.close(descriptor)


def _second_name(disk: Disk, source: Path, target: Path, mode: int | None) -> None:
    try:
        disk.link(source, target)
    except OSError:  # FAT and some shares have no second names: a copy of its own
        write_new(disk, target, disk.read(source), like=source, mode=mode)
    else:
        if mode is not None:
            with contextlib.suppress(OSError):
                disk.chmod(target, mode)


def _keep_backup(disk: Disk, real: Path, mode: int | None, sleep: Sleep) -> None:
    temp = _temp_path(real)
    try:
        _second_name(disk, real, temp, mode)
        replace_patiently(disk, temp, backup_path(real), sleep)
    finally:
        # Still there after a failure, and after a rename between two names of one file, which POSIX ignores.
        with contextlib.suppress(OSError):
            disk.unlink(temp)
