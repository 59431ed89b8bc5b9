"""Files are written wholly or not at all."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from apv_tui.files.disk import Disk, backup_path, digest_on_disk, replace_patiently
from apv_tui.files.writing import remove_strays, set_aside, write_atomically

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")


class Failing(Disk):
    """Fails at the `nth` of the calls that change something."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.EIO, "failed")

    def open_new(self, path: Path, mode: int) -> int:
        self._count()
        return super().open_new(path, mode)

    def write(self, descriptor: int, data: bytes) -> int:
        self._count()
        return super().write(descriptor, data[:3])

    def fsync(self, descriptor: int) -> None:
        self._count()
        super().fsync(descriptor)

    def link(self, source: Path, target: Path) -> None:
        self._count()
        super().link(source, target)

    def replace(self, source: Path, target: Path) -> None:
        self._count()
        super().replace(source, target)

    def sync_folder(self, folder: Path) -> None:
        self._count()
        super().sync_folder(folder)


def test_a_failure_at_any_call_leaves_the_old_file_or_the_new_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    failures = 0
    for nth in range(1, 40):
        path.write_bytes(b"old old")
        disk = Failing(nth)
        try:
            write_atomically(disk, path, b"new new", keep_backup=True)
        except OSError:
            failures += 1
        assert path.read_bytes() in {b"old old", b"new new"}
        assert {each.name for each in tmp_path.iterdir()} <= {"meeting.json", "meeting.json.bak"}
        if disk.left > 0:
            break
    assert path.read_bytes() == b"new new"
    assert backup_path(path).read_bytes() == b"old old"
    assert failures >= 8


def test_backup_is_the_generation_before_the_last(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    for data in (b"1", b"2", b"3"):
        write_atomically(Disk(), path, data, keep_backup=True)
    assert (path.read_bytes(), backup_path(path).read_bytes()) == (b"3", b"2")


def test_backup_without_links_is_a_copy(tmp_path: Path) -> None:
    class NoLinks(Disk):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no links here")

    path = tmp_path / "meeting.json"
    for data in (b"1", b"2"):
        write_atomically(NoLinks(), path, data, keep_backup=True)
    assert (path.read_bytes(), backup_path(path).read_bytes()) == (b"2", b"1")


@posix
def test_a_link_stays_a_link_and_the_real_file_is_updated(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "real.json", tmp_path / "link.json"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_atomically(Disk(), link, b"new", keep_backup=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert (tmp_path / "far" / "real.json.bak").read_bytes() == b"old"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_of_an_existing_file_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "meeting.json"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(Disk(), path, b"new", keep_backup=False)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_mode_asked_for_is_given(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    write_atomically(Disk(), path, b"x", keep_backup=False, mode=0o600)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_marked_read_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        write_atomically(Disk(), path, b"new", keep_backup=False)
    assert path.read_bytes() == b"old"


class Held(Disk):
    """Another program holds the file for the first `times` tries, as on Windows."""

    def __init__(self, times: int, code: int = 32) -> None:
        self.times, self.code = times, code

    def replace(self, source: Path, target: Path) -> None:
        if self.times > 0:
            self.times -= 1
            error = PermissionError(errno.EACCES, "held")
            error.winerror = self.code  # type: ignore[attr-defined,unused-ignore]
            raise error
        super().replace(source, target)


@pytest.mark.parametrize("code", [5, 32])
def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path, code: int) -> None:
    slept: list[float] = []
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(b"x")
    replace_patiently(Held(3, code), source, target, slept.append)
    assert target.read_bytes() == b"x"
    assert slept == [0.01, 0.02, 0.04]


def test_a_file_held_for_long_is_given_up_after_five_seconds(tmp_path: Path) -> None:
    slept: list[float] = []
    with pytest.raises(PermissionError):
        replace_patiently(Held(1000), tmp_path / "a", tmp_path / "b", slept.append)
    assert sum(slept) == pytest.approx(5.0)


def test_only_our_own_stray_files_of_this_very_file_are_removed(tmp_path: Path) -> None:
    class Killed(Disk):
        def replace(self, source: Path, target: Path) -> None:
            raise SystemExit

        def unlink(self, path: Path) -> None:
            pass

    for name in ("one.json", "two.json"):
        with pytest.raises(SystemExit):
            write_atomically(Killed(), tmp_path / name, b"x", keep_backup=False)
    (tmp_path / "notes.tmp").touch()
    assert remove_strays(Disk(), tmp_path / "one.json") == 1
    assert len(list(tmp_path.iterdir())) == 2


def test_setting_aside_keeps_the_file_under_both_names_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    path.write_bytes(b"1")
    assert set_aside(Disk(), path, "damaged").name == "x.journal.damaged-1"
    assert set_aside(Disk(), path, "damaged").name == "x.journal.damaged-2"
    assert path.read_bytes() == b"1"


@posix
def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match=r"."):
            Disk().read(path)
    assert digest_on_disk(Disk(), tmp_path / "missing") is None
