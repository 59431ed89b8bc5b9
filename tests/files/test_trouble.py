"""What happens when something goes wrong with saving, one trouble at a time."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_disk import BROKEN, DENIED, HELD, HELD_5, Fail, FaultyDisk, where
from led_session import Events, Session, chain, without_threads

from apv_tui.core.messages import Message
from apv_tui.files.disk import Disk
from apv_tui.files.journal import read_header
from apv_tui.files.load import load_session
from apv_tui.files.saving import Saving
from apv_tui.files.session_file import SessionDocument, decode_session, encode_session
from apv_tui.files.unfinished import find_unfinished, read_aside

ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved")


@pytest.fixture(autouse=True)
def _no_threads() -> Iterator[None]:
    with without_threads():
        yield


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(FaultyDisk(tmp_path))


def begun(session: Session, count: int = 2) -> Session:
    """Begin with some events, written to the file."""
    session.create()
    session.put(count)
    session.checkpoint()
    return session


def in_file(path: Path) -> Events:
    return list(decode_session(path.read_bytes(), path).events)


def ids(messages: list[Message]) -> list[str]:
    return [each.id for each in messages]


def trouble(session: Session) -> str:
    return session.trouble.id if session.trouble else ""


# -- the place of refuge -----------------------------------------------------------------------------------


@ONLY_POSIX
def test_when_the_folder_is_there_again_so_is_the_file_and_the_refuge_is_gone(session: Session) -> None:
    begun(session)
    folder = session.path.parent
    away = folder.rename(folder.with_name("taken out"))
    session.put()
    session.checkpoint()
    refuge = session.state / "s1.json"
    assert trouble(session) == "save.in_refuge"
    assert dict(session.trouble.params)["refuge"] == str(refuge)  # type: ignore[union-attr]
    assert in_file(refuge) == chain(3)
    assert not folder.exists()  # what would stand there now is another disk
    away.rename(folder)
    session.wait(2)
    assert session.trouble is None
    assert in_file(session.path) == chain(3)
    assert not refuge.exists()
    assert session.shut()
    assert ids(session.notices) == []


def test_a_folder_that_could_not_be_made_at_first_is_made_later(session: Session) -> None:
    session.disk.plan = where(DENIED, session.path.parent)
    begun(session)
    assert trouble(session) == "save.in_refuge"
    session.disk.heal()
    session.wait(2)
    assert session.trouble is None
    assert in_file(session.path) == chain(2)


def test_what_only_the_refuge_has_is_taken_over_when_the_session_is_opened(session: Session) -> None:
    begun(session)
    session.disk.plan = where(BROKEN, session.path.parent, session.state / "s1.journal")
    session.put(3)
    session.checkpoint()
    assert session.acknowledged == 5
    session.kill()
    session.disk.heal()
    assert session.open() == chain(5)
    assert ids(session.notices) == ["session.recovered"]
    assert session.shut()
    assert in_file(session.path) == chain(5)
    assert list(session.state.glob("s1.*")) == []


def test_without_a_journal_nobody_would_find_the_refuge_so_nothing_counts_as_noted(session: Session) -> None:
    session.disk.plan = where(BROKEN, session.path.parent, session.state / "s1.journal")
    begun(session)
    assert trouble(session) == "save.in_refuge"
    assert session.acknowledged == 0
    session.disk.heal()
    session.wait(2)
    assert session.acknowledged == 2


@pytest.mark.parametrize("there", ["another course", "something unreadable", "another session"])
def test_what_else_lies_in_the_refuge_is_kept(session: Session, there: str) -> None:
    begun(session)
    session.shut()
    other = [*chain(1), {"id": "f1", "after": "e0", "at": ""}]
    data = {
        "another course": encode_session(SessionDocument("s1", "M", {}, tuple(other))),
        "another session": encode_session(SessionDocument("s2", "M", {}, tuple(chain(2)))),
        "something unreadable": b"{",
    }[there]
    session.disk.somebody_writes(session.state / "s1.json", data)
    assert session.open() == chain(2)
    session.put()
    assert session.shut()
    assert [path.read_bytes() for path in session.state.glob("s1.json*")] == [data]
    assert in_file(session.path) == chain(3)


def test_the_file_in_the_refuge_can_be_opened_itself(session: Session) -> None:
    session.disk.plan = where(DENIED, session.path.parent)
    begun(session)
    session.kill()
    session.disk.heal()
    session.path = session.state / "s1.json"
    assert session.open() == chain(2)
    session.put()
    assert session.shut()
    assert in_file(session.path) == chain(3)


# -- a file that somebody else writes to -------------------------------------------------------------------


def test_a_conflict_copy_that_cannot_be_written_at_once_is_told_of_all_the_same(session: Session) -> None:
    begun(session)
    original = session.path
    session.changed_by_somebody()
    theirs = original.read_bytes()
    session.disk.plan = where(BROKEN, original.parent, only=("open_new", "replace"))
    session.put()
    session.checkpoint()
    assert trouble(session) == "save.in_refuge"
    session.wait(0)
    header = read_header(session.state / "s1.journal")
    assert header is not None
    assert "(conflict " in header.path  # after a crash the start screen offers ours, not theirs
    session.disk.heal()
    session.wait(2)
    assert session.trouble is None
    assert ids(session.notices) == ["save.conflict"]
    assert original.read_bytes() == theirs
    assert in_file(session.path) == chain(3)
    assert session.path != original


def test_a_second_conflict_does_not_make_the_name_longer(session: Session) -> None:
    begun(session)
    for _ in range(3):
        session.changed_by_somebody()
        session.put()
        session.clock.advance(1)
        session.checkpoint()
    assert session.path.name.count("(conflict ") == 1
    assert in_file(session.path) == chain(5)
    assert len(list(session.path.parent.glob("*.json"))) == 4


def test_a_file_changed_since_the_last_writing_is_not_taken_for_ours_at_the_end(session: Session) -> None:
    begun(session)
    original = session.path
    session.changed_by_somebody()
    assert session.shut()
    assert ids(session.notices) == ["save.conflict"]
    assert in_file(session.path) == chain(2)
    assert session.path != original
    assert list(session.state.glob("*.journal")) == []


def test_a_file_changed_while_it_was_only_looked_at_is_left_alone(session: Session) -> None:
    begun(session).shut()
    session.open()
    session.changed_by_somebody()
    theirs = session.path.read_bytes()
    assert session.shut()
    assert session.path.read_bytes() == theirs
    assert list(session.path.parent.glob("*conflict*")) == []


def test_a_file_that_somebody_has_removed_is_written_again_at_the_end(session: Session) -> None:
    begun(session)
    session.disk.unlink(session.path)
    assert session.shut()
    assert in_file(session.path) == chain(2)


def test_the_journal_stays_where_the_file_does_not_read_back_as_it_was_written(session: Session) -> None:
    begun(session)
    session.disk.plan = where(BROKEN, session.path, only=("read",))
    assert not session.shut()
    assert [each.path for each in find_unfinished(session.state)] == [session.path]


@pytest.mark.parametrize(("fault", "told"), [(HELD, "save.file_held"), (HELD_5, "save.in_refuge")])
def test_a_file_that_is_held_for_long_is_never_copied_over(session: Session, fault: Fail, told: str) -> None:
    begun(session)
    before = session.path.stat().st_ino, session.path.read_bytes()
    session.disk.plan = where(fault, session.path, only=("replace",))
    session.put()
    session.checkpoint()
    assert trouble(session) == told
    assert session.acknowledged == 3
    assert (session.path.stat().st_ino, session.path.read_bytes()) == before
    session.disk.heal()
    session.wait(2)
    assert session.trouble is None
    assert in_file(session.path) == chain(3)


# -- reading -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["file", "journal"])
@pytest.mark.parametrize(("fault", "times"), [(BROKEN, 1), (HELD, 8)])
def test_a_file_that_cannot_be_read_for_a_moment_is_read_after_all(
    session: Session, name: str, fault: Fail, times: int
) -> None:
    begun(session)
    session.put()
    session.kill()
    path = session.path if name == "file" else session.state / "s1.journal"
    left = times

    def plan(_: int, kind: str, where: Path) -> Fail | None:
        nonlocal left
        if kind != "read" or where != path or not left:
            return None
        left -= 1
        return fault

    session.disk.plan = plan
    assert session.open() == chain(3)
    assert ids(session.notices) == ["session.recovered"]


def test_a_journal_that_cannot_be_read_is_said_and_kept(session: Session) -> None:
    begun(session)
    session.put()
    session.kill()
    journal = session.state / "s1.journal"
    session.disk.plan = where(BROKEN, journal, only=("read",))
    assert session.open() == chain(2)
    session.disk.heal()
    assert ids(session.notices) == ["session.journal_unread"]
    assert read_aside(journal.with_name("s1.journal.diverged-1")).events == tuple(chain(3))
    session.put_so_far = chain(2)
    session.put()
    assert session.shut()


def test_a_journal_that_is_all_there_is_and_cannot_be_read_is_no_missing_session(session: Session) -> None:
    session.create()
    session.put()
    session.kill()
    for kind in ("read", "read_line"):
        session.disk.plan = where(BROKEN, session.state / "s1.journal", only=(kind,))
        with pytest.raises(OSError, match=r"Input/output"):
            load_session(session.path, session.state, session.disk, lambda _: None)
    session.disk.heal()
    assert session.open() == chain(1)


# -- trying again ------------------------------------------------------------------------------------------


def test_what_fails_is_tried_again_ever_later_up_to_every_half_minute(session: Session) -> None:
    begun(session)
    session.disk.plan = where(BROKEN, session.path.parent)
    session.put()
    session.checkpoint()
    first = session.clock.monotonic()
    attempts: list[float] = []
    for _ in range(200):
        before = session.disk.hurt
        session.wait(1)
        if session.disk.hurt > before:
            attempts.append(session.clock.monotonic() - first)
    assert attempts == [1, 3, 7, 15, 31, 61, 91, 121, 151, 181]


def test_a_fault_of_our_own_is_told_and_does_not_end_the_saving(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(session)

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Saving, "save_journal", fail)
        session.put()
        assert trouble(session) == "save.no_file"
    session.put()
    session.wait(2)
    assert session.trouble is None
    assert session.acknowledged == 4
    assert session.shut()


@ONLY_POSIX
@pytest.mark.parametrize("again", [False, True])
def test_a_session_named_relative_to_a_folder_that_goes_away_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    session = Session(FaultyDisk(tmp_path), sessions=Path("../docs"))
    if again:
        begun(session, 1).shut()
        session.path = Path("../docs/møde.json")
        session.open()
    else:
        session.create()
    os.rmdir(tmp_path / "here")
    session.put()
    session.checkpoint()
    assert session.trouble is None
    assert in_file(tmp_path / "docs" / "møde.json") == session.put_so_far


# -- what was made survives --------------------------------------------------------------------------------


def test_every_folder_that_is_made_is_synced_into_the_one_above(tmp_path: Path) -> None:
    done: list[tuple[str, str]] = []

    class Watched(Disk):
        def mkdir(self, folder: Path, mode: int) -> None:
            super().mkdir(folder, mode)
            done.append(("make", folder.name))

        def sync_folder(self, folder: Path) -> None:
            done.append(("sync", folder.name))

    Watched().make_folder(tmp_path / "a" / "b")
    assert done == [("make", "a"), ("sync", tmp_path.name), ("make", "b"), ("sync", "a")]
    Watched().make_folder(tmp_path / "a" / "b")
    assert len(done) == 4
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        Watched().make_folder(tmp_path / "file")
