"""The journal: whatever happens to it, what is read is an exact beginning of what was written."""

import errno
import os
import random
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from apv_tui.files.disk import Disk
from apv_tui.files.journal import (
    Journal,
    JournalHeader,
    journal_path,
    parse_journal,
    read_header,
    read_journal,
    session_files,
)

HEADER = JournalHeader("s1", "/meetings/Årsmøde.json", "Årsmøde", {"title": "Trivsel", "steps": []}, "0.1")


def chain(count: int, start: int = 0) -> list[dict[str, object]]:
    return [
        {
            "id": f"e{i}",
            "after": f"e{i - 1}" if i else "",
            "at": f"2025-03-01T10:00:{i:02}Z",
            "text": "blå\n\u2028",
        }
        for i in range(start, start + count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return journal_path(tmp_path, "s1")


def written(path: Path, count: int = 6) -> bytes:
    journal = Journal.create(Disk(), path, HEADER, chain(2))
    journal.append(chain(count - 2, 2))
    journal.close()
    return path.read_bytes()


def test_what_was_written_is_read(path: Path) -> None:
    written(path)
    read = read_journal(path)
    assert read.header == HEADER == read_header(path)
    assert list(read.records) == chain(6)
    assert (read.torn_tail, read.bad_line, read.unread_lines) == (b"", None, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_the_journal_is_the_owners_only(path: Path) -> None:
    written(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_cut_at_every_byte_gives_an_exact_beginning(path: Path) -> None:
    data = written(path)
    for length in range(len(data) + 1):
        read = parse_journal(data[:length])
        whole = data[:length].count(b"\n")
        assert list(read.records) == chain(6)[: max(0, whole - 1)]
        assert read.bad_line is None
        assert data[: read.sound] + read.torn_tail == data[:length]


def test_a_flipped_bit_never_gives_a_wrong_event(path: Path) -> None:
    data = written(path)
    for position in range(len(data)):
        for bit in range(8):
            bad = bytearray(data)
            bad[position] ^= 1 << bit
            read = parse_journal(bytes(bad))
            assert list(read.records) == chain(6)[: len(read.records)]
            assert read.bad_line is not None or read.torn_tail
            assert read.header in (HEADER, None)


def test_rubbish_is_never_believed(path: Path) -> None:
    data = written(path)
    chance = random.Random(7)
    for _ in range(300):
        start = chance.randrange(len(data))
        for rubbish in (b"\0" * 40, chance.randbytes(40), b"\n" * 3, data[:80]):
            read = parse_journal(data[:start] + rubbish + data[start + chance.randrange(60) :])
            assert list(read.records) == chain(6)[: len(read.records)]


def test_a_bad_line_in_the_middle_keeps_what_is_before_and_counts_what_is_not_read(path: Path) -> None:
    lines = written(path).splitlines(keepends=True)
    lines[3] = lines[3].replace(b"e2", b"e9")
    read = parse_journal(b"".join(lines))
    assert (len(read.records), read.bad_line, read.unread_lines) == (2, 4, 4)


@pytest.mark.parametrize("change", ["drop", "double", "swap"])
def test_whole_lines_missing_doubled_or_swapped_are_noticed(path: Path, change: str) -> None:
    lines = written(path).splitlines(keepends=True)
    if change == "drop":
        del lines[3]
    elif change == "double":
        lines.insert(3, lines[3])
    else:
        lines[3], lines[4] = lines[4], lines[3]
    read = parse_journal(b"".join(lines))
    assert list(read.records) == chain(6)[: len(read.records)]
    assert read.bad_line is not None


def test_going_on_after_a_torn_tail_cuts_it_off_first_and_keeps_it(path: Path, tmp_path: Path) -> None:
    data = written(path)
    path.write_bytes(data[:-7])
    journal = Journal.resume(Disk(), path, HEADER, read_journal(path))
    journal.append(chain(2, 5))
    journal.close()
    assert list(read_journal(path).records) == chain(7)
    torn = tmp_path / "s1.journal.torn-1"
    assert data[:-7].endswith(torn.read_bytes())
    assert set(session_files(tmp_path, "s1", Disk())) == {path, torn}


def test_a_damaged_journal_is_not_continued(path: Path) -> None:
    data = written(path)
    path.write_bytes(data.replace(b"e3", b"e8", 1))
    with pytest.raises(ValueError, match="damaged"):
        Journal.resume(Disk(), path, HEADER, read_journal(path))


class Scripted(Disk):
    short: int | None = None
    broken_fsync = broken_truncate = False

    def write(self, descriptor: int, data: bytes) -> int:
        return super().write(descriptor, data if self.short is None else data[: self.short])

    def fsync(self, descriptor: int) -> None:
        if self.broken_fsync:
            raise OSError(errno.EIO, "medium")
        super().fsync(descriptor)

    def truncate(self, descriptor: int, length: int) -> None:
        if self.broken_truncate:
            raise OSError(errno.EIO, "medium")
        super().truncate(descriptor, length)


def test_a_short_write_is_rolled_back(path: Path) -> None:
    disk = Scripted()
    journal = Journal.create(disk, path, HEADER, chain(2))
    before = path.read_bytes()
    disk.short = 11
    with pytest.raises(OSError, match=r"."):
        journal.append(chain(1, 2))
    assert path.read_bytes() == before
    assert not journal.broken
    disk.short = None
    journal.append(chain(1, 2))
    assert list(read_journal(path).records) == chain(3)


@pytest.mark.parametrize("fault", ["fsync", "truncate", "gone"])
def test_a_journal_that_cannot_be_trusted_is_written_anew(path: Path, fault: str) -> None:
    disk = Scripted()
    journal = Journal.create(disk, path, HEADER, chain(2))
    disk.broken_fsync = fault == "fsync"
    if fault == "truncate":
        disk.short, disk.broken_truncate = 11, True
    if fault == "gone":
        if sys.platform == "win32":
            pytest.skip("an open file cannot be removed")
        path.unlink()
    for _ in range(2):
        with pytest.raises(OSError, match=r"."):
            journal.append(chain(1, 2))
    assert journal.broken
    disk.broken_fsync, disk.short, disk.broken_truncate = False, None, False
    old = path.stat().st_ino if path.exists() else None
    journal.rewrite(chain(3))
    assert path.stat().st_ino != old
    journal.append(chain(1, 3))
    assert list(read_journal(path).records) == chain(4)


@pytest.mark.parametrize("session", ["../x", "", "a/b", "a" * 65, "CON.", ".hidden", "a\n"])
def test_a_session_id_never_is_a_path(tmp_path: Path, session: str) -> None:
    with pytest.raises(ValueError, match="id"):
        journal_path(tmp_path, session)


CHILD = """
import sys
from pathlib import Path
from apv_tui.files.disk import Disk
from apv_tui.files.journal import Journal, JournalHeader
journal = Journal.create(Disk(), Path(sys.argv[1]), JournalHeader("s1", "/x", "x", {}, "0"))
for i in range(100000):
    journal.append([{"id": f"e{i}", "after": f"e{i - 1}" if i else "", "at": "now", "text": "x" * (i % 50)}])
    print(i, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("lines", [1, 7, 40])
def test_killed_between_actions_nothing_acknowledged_is_lost(path: Path, lines: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    for _ in range(lines):
        child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    rest = child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    read = read_journal(path)
    assert read.bad_line is None
    assert [each["id"] for each in read.records] == [f"e{i}" for i in range(len(read.records))]
    assert len(read.records) >= lines + len([line for line in rest if line])
