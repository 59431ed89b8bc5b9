"""Who may read what: a file keeps its access over every saving, and what is the program's own is its owner's."""

import errno
import os
import stat
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from apv_tui.files.disk import Disk, backup_path, make_private
from apv_tui.files.session_file import SessionDocument, encode_session
from apv_tui.files.store import SessionStore, create_session, open_session
from apv_tui.files.writing import set_aside, write_atomically

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
ACL = "system.posix_acl_access"
SOMEBODY = 12_345  # a user's id


def chain(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [
        {"id": f"e{i}", "after": f"e{i - 1}" if i else "", "at": "2026-03-02T08:00:00Z"}
        for i in range(start, start + count)
    ]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


class Room:
    def __init__(self, folder: Path) -> None:
        self.path, self.state = folder / "docs" / "møde.json", folder / "program" / "state"
        self.stores: list[SessionStore] = []

    def create(self, **more: Any) -> SessionStore:
        store = create_session(self.path, self.state, session="s1", name="M", agenda={}, **more)
        self.stores.append(store)
        store.put(chain(2))
        store.checkpoint()
        assert store.flush()
        return store

    def open(self) -> SessionStore:
        store, _ = open_session(self.path, self.state)
        self.stores.append(store)
        return store


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    for store in room.stores:
        store.close()


def save_another(store: SessionStore, start: int) -> None:
    store.put(chain(1, start))
    store.checkpoint()
    assert store.flush()


# -- what is the program's own -----------------------------------------------------------------------------


def test_the_state_folder_and_all_in_it_are_the_owners(room: Room) -> None:
    store = room.create()
    assert mode(room.state) == mode(room.state / "locks") == 0o700
    room.path.parent.chmod(0o500)
    if os.access(room.path.parent, os.W_OK):  # root may write everywhere
        room.path.parent.rename(room.path.parent.with_name("gone"))
    save_another(store, 2)
    names = {path.name for path in room.state.iterdir()}
    assert names >= {"s1.journal", "s1.json"}
    assert {mode(path) for path in room.state.rglob("*") if path.is_file()} == {0o600}


def test_a_state_folder_that_others_may_look_into_is_closed(room: Room) -> None:
    room.state.mkdir(parents=True)
    room.state.chmod(0o755)
    room.create()
    assert mode(room.state) == 0o700


def test_what_is_left_of_a_journal_is_the_owners(room: Room) -> None:
    room.create().close()
    torn = room.state / "s1.journal"
    header = SessionDocument("s1", "M", {}).header(room.path)
    from apv_tui.files.journal import Journal

    Journal.create(Disk(), torn, header, chain(3)).close()
    torn.write_bytes(torn.read_bytes()[:-4])
    torn.chmod(0o644)
    room.open().close()
    Journal.create(Disk(), torn, header, chain(3)).close()
    torn.write_bytes(torn.read_bytes().replace(b'"e1"', b'"e9"', 1))
    torn.chmod(0o644)
    room.open().close()
    kept = {path.name: mode(path) for path in room.state.glob("s1.*")}
    assert kept == {"s1.journal.torn-1": 0o600, "s1.journal.damaged-1": 0o600}


def test_a_folder_whose_mode_cannot_be_changed_is_used_as_it_is(tmp_path: Path) -> None:
    class Stick(Disk):
        def chmod(self, path: Path, mode: int) -> None:
            raise PermissionError(errno.EPERM, "FAT", str(path))

    tmp_path.chmod(0o755)
    make_private(Stick(), tmp_path)
    write_atomically(Stick(), tmp_path / "x", b"x", keep_backup=False, mode=0o600)
    assert (tmp_path / "x").read_bytes() == b"x"


# -- what is the user's ------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", [0o600, 0o640, 0o664])
def test_backup_conflict_copy_and_what_is_set_aside_have_the_mode_of_the_file(
    room: Room, wanted: int
) -> None:
    store = room.create()
    room.path.chmod(wanted)
    save_another(store, 2)
    save_another(store, 3)
    assert mode(backup_path(room.path)) == wanted
    room.path.write_bytes(encode_session(SessionDocument("s1", "M", {}, tuple(chain(1)))))
    save_another(store, 4)
    assert store.path != room.path
    assert mode(store.path) == wanted
    store.close()
    room.path.write_bytes(b"\0")
    room.open().close()
    (aside,) = room.path.parent.glob("møde.json.damaged-1")
    assert mode(aside) == mode(room.path) == wanted


def test_of_a_confidential_file_that_somebody_has_opened_up_every_copy_is_closed_again(room: Room) -> None:
    store = room.create(confidential=True)
    room.path.chmod(0o644)
    save_another(store, 2)
    assert {mode(path) for path in room.path.parent.iterdir()} == {0o600}
    store.close()
    room.path.write_bytes(b"\0")
    room.path.chmod(0o644)
    room.open().close()
    assert {mode(path) for path in room.path.parent.iterdir()} == {0o600}
    assert len(list(room.path.parent.iterdir())) == 3


def test_a_copy_of_a_file_without_second_names_has_its_mode(tmp_path: Path) -> None:
    class NoLinks(Disk):
        def link(self, source: Path, target: Path) -> None:
            raise OSError(errno.EPERM, "no links here")

    path = tmp_path / "x.json"
    path.write_bytes(b"x")
    path.chmod(0o640)
    assert mode(set_aside(NoLinks(), path, "damaged")) == 0o640
    assert mode(set_aside(NoLinks(), path, "damaged", mode=0o600)) == 0o600


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_of_a_shared_file_are_kept(room: Room) -> None:
    store = room.create()
    os.chown(room.path, SOMEBODY, SOMEBODY + 1)
    room.path.chmod(0o660)
    save_another(store, 2)
    seen = room.path.stat()
    assert (seen.st_uid, seen.st_gid, stat.S_IMODE(seen.st_mode)) == (SOMEBODY, SOMEBODY + 1, 0o660)


def test_where_the_group_cannot_be_given_another_group_gets_no_more_than_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not a member")

    path = tmp_path / "x.json"
    path.write_bytes(b"old")
    path.chmod(0o664)
    monkeypatch.setattr(os, "chown", refuse)
    write_atomically(Disk(), path, b"new", keep_backup=False)
    assert mode(path) == 0o644


# -- access lists ------------------------------------------------------------------------------------------


def access_list(owner: int, somebody: int, others: int) -> bytes:
    """Give a list in the form of Linux: the owner, somebody by name, the group, the mask, everybody."""
    nobody = 0xFFFFFFFF
    entries = (
        (0x01, owner, nobody), (0x02, somebody, SOMEBODY), (0x04, 4, nobody),
        (0x10, 6, nobody), (0x20, others, nobody),
    )  # fmt: skip
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A file that somebody else may write to, by an access list."""
    path = tmp_path / "shared.json"
    path.write_bytes(b"old")
    path.chmod(0o660)
    if sys.platform != "linux":
        pytest.skip("access lists as Linux has them")
    try:
        os.setxattr(path, ACL, access_list(6, 6, 0))
    except OSError as error:
        pytest.skip(f"this file system has no access lists: {error}")
    return path


def test_the_access_list_of_a_shared_file_is_kept(shared: Path) -> None:
    before = os.getxattr(shared, ACL)
    seen = mode(shared)
    for data in (b"1", b"2"):
        write_atomically(Disk(), shared, data, keep_backup=True)
    assert os.getxattr(shared, ACL) == os.getxattr(backup_path(shared), ACL) == before
    assert mode(shared) == seen


def test_one_attribute_that_is_refused_does_not_cost_the_access_list(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SELinux labels and what a share adds of its own: only root may set them."""
    os.setxattr(shared, "user.a", b"first")
    real = os.setxattr

    def set_attribute(path: Any, name: Any, value: Any) -> None:
        if name == "user.a":
            raise PermissionError(errno.EPERM, "not yours")
        real(path, name, value)

    monkeypatch.setattr(os, "listxattr", lambda _: ["user.a", ACL])
    monkeypatch.setattr(os, "setxattr", set_attribute)
    before = os.getxattr(shared, ACL)
    write_atomically(Disk(), shared, b"new", keep_backup=False)
    assert os.getxattr(shared, ACL) == before


def test_a_file_that_was_taken_off_the_list_of_its_folder_stays_off(shared: Path) -> None:
    """A folder can hand its list on to every new file; the one before it had none."""
    alone = shared.with_name("alone.json")
    alone.write_bytes(b"old")
    alone.chmod(0o600)
    os.setxattr(shared.parent, "system.posix_acl_default", access_list(6, 6, 4))
    (shared.parent / "any.json").write_bytes(b"x")
    assert ACL in os.listxattr(shared.parent / "any.json")
    write_atomically(Disk(), alone, b"new", keep_backup=False)
    assert os.listxattr(alone) == []
    assert mode(alone) == 0o600
    write_atomically(Disk(), shared.parent / "secret.json", b"new", keep_backup=False, mode=0o600)
    assert mode(shared.parent / "secret.json") & 0o077 == 0


def test_a_conflict_copy_may_be_read_by_whoever_may_read_the_file(shared: Path) -> None:
    write_atomically(Disk(), shared.with_name("copy.json"), b"x", keep_backup=False, like=shared)
    assert os.getxattr(shared.with_name("copy.json"), ACL) == os.getxattr(shared, ACL)
    write_atomically(
        Disk(), shared.with_name("new.json"), b"x", keep_backup=False, like=shared.with_name("no")
    )
    assert mode(shared.with_name("new.json")) == 0o644
