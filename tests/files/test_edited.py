"""What an editor has saved is noticed, however it saves, and never half of it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from apv_tui.core.messages import Unreadable
from apv_tui.files.decode import read_bytes
from apv_tui.files.edited import GONE, REREAD, SETTLED, Content, EditedFile

LARGEST = 1_000
STEP = 0.05


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "agenda.yaml"
    path.write_bytes(b"first")
    return path


class Looked:
    """Looks every so often, and keeps what was news."""

    def __init__(self, path: Path, read: Callable[[Path, int], bytes] = read_bytes) -> None:
        self.file = EditedFile(path, LARGEST, read)
        self.now = 0.0

    def at_once(self) -> bytes | None:
        found = self.file.look(self.now)
        return found.data if found else b"no news"

    def for_(self, seconds: float) -> list[bytes | None]:
        end, news = self.now + seconds, []
        while self.now < end:
            self.now += STEP
            if (found := self.file.look(self.now)) is not None:
                news.append(found.data)
        return news


def by_rename(path: Path, data: bytes) -> None:
    new = path.with_suffix(".new")
    new.write_bytes(data)
    new.replace(path)


def over_it(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def after_taking_it_away(path: Path, data: bytes) -> None:
    path.rename(path.with_suffix(".bak"))
    path.write_bytes(data)


@pytest.mark.parametrize("save", [by_rename, over_it, after_taking_it_away])
def test_what_was_saved_is_told_once(path: Path, save: Callable[[Path, bytes], None]) -> None:
    looked = Looked(path)
    assert looked.at_once() == b"first"
    assert looked.for_(3.0) == []
    save(path, b"second")
    assert looked.for_(1.0) == [b"second"]
    assert looked.for_(3.0) == []


def test_half_a_file_is_waited_for(path: Path) -> None:
    looked = Looked(path)
    looked.at_once()
    path.write_bytes(b"")
    assert looked.for_(SETTLED - STEP) == []
    path.write_bytes(b"sec")
    assert looked.for_(SETTLED - STEP) == []
    path.write_bytes(b"second")
    assert looked.for_(1.0) == [b"second"]


def test_a_file_that_is_away_for_a_moment_is_being_replaced(path: Path) -> None:
    looked = Looked(path)
    looked.at_once()
    away = path.with_suffix(".away")
    path.rename(away)
    assert looked.for_(GONE - 0.2) == []
    away.rename(path)
    assert looked.for_(3.0) == []
    path.unlink()
    assert looked.for_(GONE + 0.5) == [None]
    path.write_bytes(b"second")
    assert looked.for_(1.0) == [b"second"]


def test_a_change_that_shows_in_nothing_but_the_words_is_seen_too(path: Path) -> None:
    """Some network drives keep the time of the change, and the size may be the same."""
    looked = Looked(path)
    looked.at_once()
    before = path.stat()
    path.write_bytes(b"FIRST")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert looked.for_(REREAD + 0.5) == [b"FIRST"]


def test_a_file_that_is_locked_while_it_is_saved_is_waited_for(path: Path) -> None:
    locked = False

    def read(path: Path, limit: int) -> bytes:
        if locked:
            raise Unreadable(str(path), [])
        return read_bytes(path, limit)

    looked = Looked(path, read)
    looked.at_once()
    path.write_bytes(b"second")
    locked = True
    assert looked.for_(0.5) == []
    locked = False
    assert looked.for_(1.0) == [b"second"]


def test_a_file_that_was_never_there_is_told_at_once(tmp_path: Path) -> None:
    assert EditedFile(tmp_path / "none.yaml", LARGEST).look(0.0) == Content(None)
