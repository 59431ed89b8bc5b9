"""A disk that fails when it is told to, and that knows what a power cut would leave of it.

It works on a real folder. Beside it runs a model of what is on the medium: of a file the bytes that were
synced, of a folder the names that were. Everything else a power cut may take or leave.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.files.disk import Disk


class PowerCut(BaseException):
    """The computer is off: nothing of the program runs any more."""


class Fail(NamedTuple):
    """A call fails as the system says it."""

    code: int
    winerror: int = 0

    def error(self, path: Path) -> OSError:
        error = OSError(self.code, os.strerror(self.code), str(path))
        if self.winerror:
            error.winerror = self.winerror  # type: ignore[attr-defined,unused-ignore]
        return error


class Short:
    """A write takes a part of what it is given; any other call goes well."""


class Cut:
    """The power is gone before the call."""


Fault = Fail | Short | Cut
Plan = Callable[[int, str, Path], Fault | None]
"""Says what happens at the n-th call (from 1), which is of that kind and has to do with that file or folder."""

FULL: Final = Fail(errno.ENOSPC)
BROKEN: Final = Fail(errno.EIO)
DENIED: Final = Fail(errno.EACCES)
HELD: Final = Fail(errno.EACCES, 32)
HELD_5: Final = Fail(errno.EACCES, 5)


def never(_: int, __: str, ___: Path) -> None:
    """Plan no fault."""


def at(call: int, fault: Fault, times: int = 1) -> Plan:
    """Plan a fault at that call, and at those after it."""
    return lambda n, _, __: fault if call <= n < call + times else None


def where(fault: Fault, *places: Path, only: tuple[str, ...] = ()) -> Plan:
    """Plan a fault for every call (or `only` those kinds) on these files, and on what lies in these folders."""
    return lambda _, kind, path: (
        fault if {path, *path.parents}.intersection(places) and (not only or kind in only) else None
    )


class _File:
    """An inode: what is in it, and what of that is on the medium."""

    def __init__(self, data: bytes = b"", *, synced: bool = False) -> None:
        self.data = data
        self.synced = data if synced else b""
        self.mode = 0o600


class _Change(NamedTuple):
    """A change of a folder that is not synced yet; a rename is one change."""

    folder: Path
    removed: Path | None
    added: Path | None
    what: "_File | None"  # None is a folder


Contents = Callable[[bytes, bytes], bytes]
"""Gives what a power cut leaves of a file, of what is in it and of what was synced."""
Names = Callable[[int], bool]
"""Says whether the n-th unsynced change of a folder has reached the medium."""


def _common(one: bytes, other: bytes) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


CONTENTS: Final[dict[str, Contents]] = {
    "only what was synced": lambda data, synced: synced,
    "everything": lambda data, synced: data,
    "half of the rest": lambda data, synced: data[: (_common(data, synced) + len(data) + 1) // 2],
    "zeros for the rest": lambda data, synced: data[: (n := _common(data, synced))] + bytes(len(data) - n),
}
NAMES: Final[dict[str, Names]] = {"no name": lambda n: False, "every name": lambda n: True}


class FaultyDisk(Disk):
    """The disk under `root`, which must be there and empty, without links; all changes pass through here."""

    def __init__(self, root: Path, plan: Plan = never) -> None:
        self.root = root
        self.plan = plan
        self.calls: list[str] = []
        self.dead = False
        self.hurt = 0
        """How many calls went wrong."""
        self._files: dict[Path, _File | None] = {}
        self._safe: dict[Path, _File | None] = {}
        self._pending: list[_Change] = []
        self._open: dict[int, tuple[_File, Path]] = {}

    # -- what tests do ------------------------------------------------------------------------------------

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self.plan = never

    def somebody_writes(self, path: Path, data: bytes) -> None:
        """Let another program put a file there, or change one; it is safe on the medium."""
        new = path.with_name(path.name + ".new")
        new.write_bytes(data)
        os.replace(new, path)
        file = _File(data, synced=True)
        self._files[path] = self._safe[path] = file
        self._pending = [change for change in self._pending if path not in (change.removed, change.added)]

    def kill(self) -> None:
        """Let the program end at once; what it wrote is there, in the memory of the system."""
        for descriptor in self._open:
            os.close(descriptor)
        self._open.clear()

    def after_cut(self, contents: Contents, names: Names) -> None:
        """Put the folder into a state that a power cut may leave. Can be called again for another one."""
        self.kill()
        self._note_modes()
        left = dict(self._safe)
        for number, change in enumerate(self._pending):
            if not names(number):
                continue
            if change.removed is not None and (
                change.added is None or left.get(change.removed) is change.what
            ):
                left.pop(change.removed, None)
            if change.added is not None:
                left[change.added] = change.what
        for each in self.root.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        written: dict[int, Path] = {}
        for path in sorted(left):
            self._put_there(path, left, contents, written)

    def start_again(self) -> "FaultyDisk":
        """Give the disk as it is found when the computer is on again; all of it is safe."""
        disk = FaultyDisk(self.root)
        for path in sorted(self.root.rglob("*")):
            disk._files[path] = None if path.is_dir() else _File(path.read_bytes(), synced=True)
        disk._safe = dict(disk._files)
        return disk

    def _note_modes(self) -> None:
        for path, file in self._files.items():
            if file is not None and path.exists():
                file.mode = path.stat().st_mode & 0o7777

    def _put_there(
        self, path: Path, left: dict[Path, _File | None], contents: Contents, written: dict[int, Path]
    ) -> None:
        parents = [each for each in path.parents if self.root in each.parents]
        if any(each not in left for each in parents):
            return  # the folder itself is lost, and all that is in it
        file = left[path]
        if file is None:
            path.mkdir(mode=0o700)
        elif id(file) in written:
            os.link(written[id(file)], path)
        else:
            path.write_bytes(contents(file.data, file.synced))
            path.chmod(file.mode)
            written[id(file)] = path

    # -- what can go wrong --------------------------------------------------------------------------------

    def _call(self, kind: str, path: Path) -> Fault | None:
        if self.dead:
            raise PowerCut
        self.calls.append(kind)
        fault = self.plan(len(self.calls), kind, path)
        if fault is None:
            return None
        self.hurt += 1
        if isinstance(fault, Cut):
            self.dead = True
            raise PowerCut
        if isinstance(fault, Fail):
            raise fault.error(path)
        return fault

    # -- the calls ----------------------------------------------------------------------------------------

    def open_append(self, path: Path) -> int:
        self._call("open_append", path)
        descriptor = super().open_append(path)
        file = self._files[path]
        assert file is not None
        self._open[descriptor] = file, path
        return descriptor

    def open_new(self, path: Path, mode: int) -> int:
        self._call("open_new", path)
        descriptor = super().open_new(path, mode)
        file = _File()
        self._open[descriptor] = file, path
        self._change(None, path, file)
        return descriptor

    def write(self, descriptor: int, data: bytes) -> int:
        file, path = self._open[descriptor]
        fault = self._call("write", path)
        taken = super().write(descriptor, data[: max(1, len(data) // 2)] if fault else data)
        file.data += data[:taken]
        return taken

    def fsync(self, descriptor: int) -> None:
        file, path = self._open[descriptor]
        self._call("fsync", path)
        file.synced = file.data

    def truncate(self, descriptor: int, length: int) -> None:
        file, path = self._open[descriptor]
        self._call("truncate", path)
        super().truncate(descriptor, length)
        file.data = file.data[:length]

    def links(self, descriptor: int) -> int:
        self._call("links", self._open[descriptor][1])
        return super().links(descriptor)

    def close(self, descriptor: int) -> None:
        try:
            self._call("close", self._open[descriptor][1])
        finally:
            if self._open.pop(descriptor, None) is not None:
                os.close(descriptor)  # the descriptor is gone whatever the system says

    def replace(self, source: Path, target: Path) -> None:
        self._call("replace", target)
        super().replace(source, target)
        if self._files.get(target) is not self._files[source]:  # POSIX leaves two names of one file alone
            self._change(source, target, self._files[source])

    def link(self, source: Path, target: Path) -> None:
        self._call("link", target)
        super().link(source, target)
        self._change(None, target, self._files[source])

    def unlink(self, path: Path) -> None:
        self._call("unlink", path)
        super().unlink(path)
        self._change(path, None, None)

    def sync_folder(self, folder: Path) -> None:
        self._call("sync_folder", folder)
        for change in [each for each in self._pending if each.folder == folder]:
            self._pending.remove(change)
            if change.removed is not None:
                self._safe.pop(change.removed, None)
            if change.added is not None:
                self._safe[change.added] = change.what

    def mkdir(self, folder: Path, mode: int) -> None:
        self._call("mkdir", folder)
        super().mkdir(folder, mode)
        self._change(None, folder, None)

    def taken(self, path: Path) -> bool:
        try:
            self._call("taken", path)
        except OSError:
            return False  # as os.path.lexists does
        return super().taken(path)

    def stat(self, path: Path) -> os.stat_result:
        self._call("stat", path)
        return super().stat(path)

    def chmod(self, path: Path, mode: int) -> None:
        self._call("chmod", path)
        super().chmod(path, mode)

    def read(self, path: Path, limit: int = 1 << 28) -> bytes:
        self._call("read", path)
        return super().read(path, limit)

    def read_line(self, path: Path, limit: int = 1 << 28) -> bytes:
        self._call("read_line", path)
        return super().read_line(path, limit)

    def read_start(self, path: Path, size: int) -> bytes:
        self._call("read_start", path)
        return super().read_start(path, size)

    def names(self, folder: Path) -> list[str]:
        self._call("names", folder)
        return super().names(folder)

    # -- the model ----------------------------------------------------------------------------------------

    def _change(self, removed: Path | None, added: Path | None, what: _File | None) -> None:
        if removed is not None:
            self._files.pop(removed, None)
        if added is not None:
            self._files[added] = what
        place = added or removed
        assert place is not None
        self._pending.append(_Change(place.parent, removed, added, what))

    def stray_files(self) -> Iterator[Path]:
        """Give the temporary files that lie about."""
        return self.root.rglob(".apv-tui-*.tmp")
