"""Files of confidential notes: the owner's only, marked as such, found by what is in them, and erased whole."""

import errno
import json
import os
import stat
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core.messages import Unreadable
from apv_tui.files.disk import Disk, backup_path
from apv_tui.files.erasing import erase_files, erase_session, find_notes, why_not_erased
from apv_tui.files.journal import Journal, journal_path, parse_journal, read_header
from apv_tui.files.load import load_session
from apv_tui.files.session_file import SessionDocument, decode_session, encode_session
from apv_tui.files.session_peek import Peek, confidential_session, find_confidential, peek
from apv_tui.files.store import AlreadyOpen, SessionStore, create_session, open_session
from apv_tui.files.unfinished import find_unfinished

WORDS = "hemmeligt"
ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")


def chain(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [
        {
            "id": f"e{i}",
            "after": f"e{i - 1}" if i else "",
            "at": "2025-03-01T10:00:00Z",
            "text": f"{WORDS} {i}",
        }
        for i in range(start, start + count)
    ]


class Room:
    """A folder of sessions, and the state folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.state = folder / "docs", folder / "state"
        self.path = self.folder / "Møde – fortrolige noter 1.json"
        self.stores: list[SessionStore] = []

    def create(self, session: str = "v1", *, confidential: bool = True, **more: Any) -> SessionStore:
        path = more.pop("path", self.path)
        store = create_session(
            path, self.state, session=session, name="Noter", agenda={}, confidential=confidential, **more
        )
        self.stores.append(store)
        return store

    def saved(self, count: int = 2, **more: Any) -> SessionStore:
        store = self.create(**more)
        store.put(chain(count))
        store.checkpoint()
        assert store.flush()
        return store

    def with_words(self) -> list[str]:
        every = [path for path in self.folder.parent.rglob("*") if path.is_file()]
        return sorted(path.name for path in every if WORDS.encode() in path.read_bytes())


@pytest.fixture
def room(tmp_path: Path) -> Any:
    room = Room(tmp_path)
    yield room
    for store in room.stores:
        store.close()


# -- what they are -----------------------------------------------------------------------------------------


def test_the_file_and_its_journal_say_that_they_are_confidential(room: Room) -> None:
    store = room.saved()
    header = read_header(journal_path(room.state, "v1"))
    assert header is not None
    assert header.confidential
    assert store.close()
    document = decode_session(room.path.read_bytes(), "x")
    assert (document.confidential, document.edited_by_hand) == (True, False)
    assert json.loads(room.path.read_text(encoding="utf-8"))["confidential"] is True


def test_a_meetings_own_file_says_nothing_of_it_and_older_files_are_read() -> None:
    plain = SessionDocument("s1", "M", {}, tuple(chain(1)))
    data = encode_session(plain)
    assert b"confidential" not in data
    assert decode_session(data, "x") == plain
    old = b'{"format": "apv-tui journal", "version": 1, "session": "s1", "path": "p", "name": "n", '
    old += b'"agenda": {}, "program": "0.2.0"}'
    line = b"[0,%b]" % old
    header = parse_journal(b"%08x %b\n" % (zlib.crc32(line), line)).header
    assert header is not None
    assert not header.confidential


def test_a_mark_that_is_no_yes_or_no_is_damage() -> None:
    data = json.loads(encode_session(SessionDocument("v1", "N", {}, confidential=True)))
    with pytest.raises(Unreadable):
        decode_session(json.dumps({**data, "confidential": "yes"}).encode(), "x")


@ONLY_POSIX
def test_every_file_of_theirs_is_the_owners_only(room: Room) -> None:
    store = room.saved()
    store.put(chain(1, 2))
    store.checkpoint()
    store.flush()
    files = [path for path in room.folder.parent.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {room.path.name, room.path.name + ".bak", "v1.journal"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    store.close()
    room.path.chmod(0o644)  # as a mail program hands it out
    again, _ = open_session(room.path, room.state)
    again.put(chain(1, 3))
    assert again.close()
    assert stat.S_IMODE(room.path.stat().st_mode) == 0o600


def test_what_a_journal_alone_gives_back_is_confidential_still(room: Room) -> None:
    room.folder.mkdir()
    header = SessionDocument("v1", "N", {}, confidential=True).header(room.path)
    Journal.create(Disk(), journal_path(room.state, "v1"), header, chain(2)).close()
    assert [left.confidential for left in find_unfinished(room.state)] == [True]
    assert load_session(room.path, room.state).document.confidential
    store, _ = open_session(room.path, room.state)
    assert store.close()
    assert confidential_session(room.path) == "v1"


# -- looking at them ---------------------------------------------------------------------------------------


def test_a_list_shows_their_name_and_nothing_of_what_is_in_them(room: Room) -> None:
    room.saved().close()
    assert peek(room.path) == Peek("Noter", "", confidential=True)


def test_they_are_found_by_their_id_whatever_they_are_called(room: Room) -> None:
    room.saved().close()
    room.saved(session="v2", path=room.folder / "two.json").close()
    room.saved(session="s1", path=room.folder / "meeting.json", confidential=False).close()
    moved = room.path.rename(room.folder / "Mettes.json")
    assert find_confidential(room.folder, {"v1", "s1"}, Disk()) == {"v1": moved}
    assert find_notes(room.state, room.folder, ["v2", "v1", "v3", "../v1"], Disk()) == {
        "v2": room.folder / "two.json",
        "v1": moved,
        "v3": None,
    }


def test_of_two_copies_the_one_written_last_is_taken(room: Room) -> None:
    room.saved().close()
    copy = room.folder / "A copy.json"
    copy.write_bytes(room.path.read_bytes())
    os.utime(copy, (1, 1))
    assert find_confidential(room.folder, {"v1"}, Disk()) == {"v1": room.path}
    os.utime(room.path, (0, 0))
    assert find_confidential(room.folder, {"v1"}, Disk()) == {"v1": copy}


def test_a_name_that_speaks_of_a_session_is_not_taken_for_one(room: Room) -> None:
    room.folder.mkdir()
    name = '", "session": "v1", "confidential": true, "x": "'
    room.path.write_bytes(encode_session(SessionDocument("s1", name, {})))
    assert confidential_session(room.path) == ""


# -- erasing -----------------------------------------------------------------------------------------------


def test_erasing_leaves_nothing_of_the_words_anywhere(room: Room) -> None:
    store = room.saved()
    store.put(chain(1, 2))
    store.checkpoint()
    store.flush()
    store.put(chain(1, 3))  # what waits goes, too
    for name in ("v1.json", "v1.journal.torn-1", "v1.journal.damaged-1", "v1.journal.diverged-1"):
        (room.state / name).write_text(WORDS)
    (room.folder / f"{room.path.name}.damaged-1").write_text(WORDS)
    (room.folder / "A copy of the notes.json").write_bytes(room.path.read_bytes())
    backup = backup_path(room.path).read_bytes()
    (room.folder / "Møde – fortrolige noter 1 (conflict X 2025-03-01).json.bak").write_bytes(backup)
    (room.folder / ".apv-tui-000000000000-12345678.tmp").write_bytes(backup)
    assert len(room.with_words()) == 11
    store.erase()
    assert room.with_words() == []
    assert [path.name for path in room.folder.iterdir()] == []
    with pytest.raises(RuntimeError):
        store.put(chain(1))
    with pytest.raises(RuntimeError):
        store.erase()


def test_erasing_touches_no_other_session(room: Room) -> None:
    room.saved(session="v11", path=room.folder / "Noter.json").close()
    room.saved(session="s1", path=room.folder / "Møde.json", confidential=False).close()
    (room.folder / "else.txt").write_text("mine")
    before = {path.name: path.read_bytes() for path in room.folder.iterdir()}
    room.saved().erase()
    assert {path.name: path.read_bytes() for path in room.folder.iterdir()} == before


def test_a_session_that_is_not_marked_is_never_erased(room: Room) -> None:
    """The id comes out of a meeting's file, in which anything may stand."""
    room.saved(session="s1", path=room.folder / "Møde.json", confidential=False).close()
    room.saved(session="s2", path=room.folder / "To.json", confidential=False)
    before = room.with_words()
    for session in ("s1", "s2"):
        found = find_notes(room.state, room.folder, [session], Disk(), copies=True)
        assert found == {session: None}
        erase_session(room.folder / "Møde.json", room.state, session)
    assert room.with_words() == before


def test_notes_that_are_open_elsewhere_are_not_erased(room: Room) -> None:
    room.saved()
    with pytest.raises(AlreadyOpen):
        erase_session(room.path, room.state, "v1")
    assert room.path.exists()


def test_notes_that_are_closed_are_erased(room: Room) -> None:
    room.saved().close()
    erase_session(room.path, room.state, "v1")
    assert room.with_words() == []


def test_all_that_can_be_deleted_is_and_the_rest_is_named(room: Room) -> None:
    class Holding(Disk):
        def unlink(self, path: Path) -> None:
            if path == room.path:
                raise PermissionError(errno.EACCES, "held", str(path))
            super().unlink(path)

    room.saved().close()
    (room.state / "v1.journal").write_text(WORDS)
    with pytest.raises(OSError, match="held") as caught:
        erase_files(Holding(), room.state, "v1", room.path)
    assert room.with_words() == [room.path.name]
    said = dict(why_not_erased(caught.value).params)
    assert said["path"] == str(room.path)


def test_a_store_that_cannot_delete_says_so_and_lets_go(room: Room) -> None:
    class Holding(Disk):
        def unlink(self, path: Path) -> None:
            if path == room.path:
                raise PermissionError(errno.EACCES, "held", str(path))
            super().unlink(path)

    store = room.saved(disk=Holding())
    with pytest.raises(OSError, match="held"):
        store.erase()
    erase_session(room.path, room.state, "v1")
    assert room.with_words() == []


@ONLY_POSIX
def test_a_link_goes_with_what_it_leads_to(room: Room, tmp_path: Path) -> None:
    room.saved().close()
    link = tmp_path / "link.json"
    link.symlink_to(room.path)
    store, _ = open_session(link, room.state)
    store.erase()
    assert not link.is_symlink()
    assert room.with_words() == []
