"""Saving a running meeting: nothing acknowledged is lost, and no failure ends the meeting."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core.clock import SettableClock
from apv_tui.core.messages import Message
from apv_tui.files.disk import Disk, backup_path
from apv_tui.files.journal import Journal, journal_path, read_header, read_journal
from apv_tui.files.session_file import SessionDocument, decode_session, encode_session
from apv_tui.files.store import AlreadyOpen, Listener, SessionStore, create_session, open_session
from apv_tui.files.unfinished import find_unfinished


def chain(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [
        {"id": f"e{i}", "after": f"e{i - 1}" if i else "", "at": "2025-03-01T10:00:00Z", "text": f"blå {i}"}
        for i in range(start, start + count)
    ]


class Faulty(Disk):
    """Fails where it is told to: `state` for the journal's folder, `file` for the session's."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self.faults: dict[str, OSError] = {}
        self.held = 0
        self.fsync_fails = 0

    def _check(self, path: Path) -> None:
        fault = self.faults.get("state" if self._state in path.parents else "file")
        if fault is not None:
            raise fault

    def open_new(self, path: Path, mode: int) -> int:
        self._check(path)
        return super().open_new(path, mode)

    def write(self, descriptor: int, data: bytes) -> int:
        if "append" in self.faults:
            raise self.faults["append"]
        return super().write(descriptor, data)

    def fsync(self, descriptor: int) -> None:
        if self.fsync_fails:
            self.fsync_fails -= 1
            raise OSError(errno.EIO, "medium")
        super().fsync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        if self.held and self._state not in target.parents:
            self.held -= 1
            error = PermissionError(errno.EACCES, "held")
            error.winerror = 32  # type: ignore[attr-defined,unused-ignore]
            raise error
        super().replace(source, target)


class World:
    """A folder, a clock, a disk that can fail, and everything that the store has said."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "docs" / "møde.json"
        self.state = folder / "state"
        self.disk = Faulty(self.state)
        self.clock = SettableClock(datetime(2025, 3, 1, 10, tzinfo=UTC))
        self.saved: list[str] = []
        self.said: list[str] = []
        self.messages: list[Message] = []
        self.slept: list[float] = []
        self.stores: list[SessionStore] = []
        self.options: dict[str, Any] = {
            "listener": Listener(
                self.saved.append, self._trouble, lambda: self.said.append("recovered"), self._trouble
            ),
            "disk": self.disk,
            "clock": self.clock,
            "sleep": self.slept.append,
        }

    def _trouble(self, what: Message) -> None:
        self.said.append(what.id)
        self.messages.append(what)

    def create(self, session: str = "s1", **more: Any) -> SessionStore:
        store = create_session(
            self.path, self.state, session=session, name="Møde", agenda={"title": "T"}, **self.options, **more
        )
        self.stores.append(store)
        assert store.flush()
        return store

    def open(self, path: Path | None = None) -> tuple[SessionStore, list[str]]:
        store, loaded = open_session(path or self.path, self.state, **self.options)
        self.stores.append(store)
        return store, [notice.id for notice in loaded.notices]

    @property
    def journal(self) -> Path:
        return journal_path(self.state, "s1")

    def in_journal(self) -> list[dict[str, Any]]:
        return list(read_journal(self.journal).records)

    def in_file(self, path: Path | None = None) -> list[dict[str, Any]]:
        document = decode_session((path or self.path).read_bytes(), "x")
        assert not document.edited_by_hand
        return list(document.events)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.disk.faults.clear()
    for store in world.stores:
        store.close()


def no_space() -> OSError:
    return OSError(errno.ENOSPC, "full")


def test_an_action_is_acknowledged_once_it_is_in_the_journal(world: World) -> None:
    store = world.create()
    store.put(chain(3))
    assert store.flush()
    assert world.saved == ["e2"]
    assert world.in_journal() == chain(3)
    assert not world.path.exists()


def test_the_file_is_written_at_a_step_change_after_ten_seconds_and_at_the_end(world: World) -> None:
    store = world.create()
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    assert world.in_file() == chain(1)
    store.put(chain(1, 1))
    store.flush()
    world.clock.advance(9.9)
    store.flush()
    assert world.in_file() == chain(1)
    world.clock.advance(0.2)
    store.flush()
    assert world.in_file() == chain(2)
    store.put(chain(1, 2))
    assert store.close()
    assert world.in_file() == chain(3)
    assert list(world.state.glob("*.journal*")) == []
    assert backup_path(world.path).exists()
    assert world.said == []


def test_what_the_caller_changes_later_is_not_saved_and_bad_events_are_refused(world: World) -> None:
    store = world.create()
    events = chain(1)
    store.put(events)
    events[0]["text"] = "changed"
    for bad in (chain(1, 5), [{"id": "e1", "after": "e0", "at": "", "x": float("nan")}], [{"id": "e1"}]):
        with pytest.raises(ValueError, match=r"."):
            store.put(bad)
    store.put(chain(1, 1))
    store.close()
    assert world.in_file() == chain(2)
    with pytest.raises(RuntimeError):
        store.put(chain(1, 2))


def test_hostile_text_is_saved_as_it_will_be_read(world: World) -> None:
    store = world.create()
    store.put([{"id": "e0", "after": "", "at": "", "text": "a\ud800b\x1b[2J\r\ne\u0301"}])
    store.flush()
    assert world.in_journal()[0]["text"] == "a\ufffdb\ufffd[2J\né"
    assert store.close()
    assert world.in_file()[0]["text"] == "a\ufffdb\ufffd[2J\né"


def test_a_second_window_on_the_same_session_is_refused(world: World) -> None:
    store = world.create()
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    copy = world.path.with_name("copy.json")
    copy.write_bytes(world.path.read_bytes())
    for path in (world.path, copy):
        with pytest.raises(AlreadyOpen) as caught:
            world.open(path)
        assert caught.value.reason.id == "save.already_open"
    store.close()
    again, _ = world.open()
    assert again.path == world.path


def test_without_locks_the_meeting_goes_on_with_a_warning(world: World) -> None:
    world.state.mkdir()
    (world.state / "locks").write_text("in the way")
    store = world.create()
    store.put(chain(1))
    assert store.close()
    assert world.said == ["save.no_locks"]


def test_an_unclosed_meeting_goes_on_where_it_was(world: World, tmp_path: Path) -> None:
    store = world.create()
    store.put(chain(2))
    store.checkpoint()
    store.put(chain(2, 2))
    store.flush()
    other = World(tmp_path / "after the crash")
    other.path.parent.mkdir(parents=True)
    other.state.mkdir()
    other.path.write_bytes(encode_session(SessionDocument("s1", "Møde", {}, tuple(chain(2)), revision=1)))
    other.journal.write_bytes(world.journal.read_bytes()[:-5])
    again, notices = other.open()
    assert notices == ["session.torn_tail", "session.recovered"]
    again.put(chain(1, 3))
    assert again.flush()
    assert other.in_journal() == chain(4)
    assert again.close()
    assert other.in_file() == chain(4)
    assert [each.name for each in other.state.glob("*torn*")] == ["s1.journal.torn-1"]


def test_a_damaged_file_and_journal_are_kept_before_they_are_replaced(world: World) -> None:
    world.path.parent.mkdir()
    world.path.write_bytes(b"\0" * 100)
    backup_path(world.path).write_bytes(encode_session(SessionDocument("s1", "M", {}, tuple(chain(1)))))
    header = SessionDocument("s1", "M", {}).header(world.path)
    Journal.create(world.disk, world.journal, header, chain(5)).close()
    damaged = world.journal.read_bytes().replace(b'"e3"', b'"e8"', 1)
    world.journal.write_bytes(damaged)
    store, notices = world.open()
    assert notices == ["session.from_backup", "session.journal_damaged", "session.recovered"]
    store.put(chain(1, 3))
    assert store.close()
    assert world.in_file() == chain(4)
    assert (world.state / "s1.journal.damaged-1").read_bytes() == damaged
    assert world.path.with_name("møde.json.damaged-1").read_bytes() == b"\0" * 100
    assert world.in_file(backup_path(world.path)) == chain(1)


def test_a_meeting_that_went_on_elsewhere_stays_to_be_offered(world: World) -> None:
    world.path.parent.mkdir()
    elsewhere = (*chain(1), {"id": "f1", "after": "e0", "at": ""})
    world.path.write_bytes(encode_session(SessionDocument("s1", "M", {}, elsewhere)))
    Journal.create(
        world.disk, world.journal, SessionDocument("s1", "M", {}).header(world.path), chain(3)
    ).close()
    store, notices = world.open()
    assert notices == ["session.diverged"]
    assert store.close()
    assert [each.journal.name for each in find_unfinished(world.state)] == ["s1.journal.diverged-1"]
    assert world.in_file() == list(elsewhere)


def test_a_meeting_whose_file_was_never_written_is_opened_from_its_journal(world: World) -> None:
    header = SessionDocument("s1", "M", {"title": "T"}).header(world.path)
    Journal.create(world.disk, world.journal, header, chain(3)).close()
    world.path.parent.mkdir()
    store, notices = world.open(find_unfinished(world.state)[0].path)
    assert notices == ["session.from_journal", "session.recovered"]
    assert store.close()
    assert world.in_file() == chain(3)


def test_a_full_disk_is_told_once_and_saving_recovers_by_itself(world: World) -> None:
    store = world.create()
    store.put(chain(1))
    store.flush()
    world.disk.faults = {"append": no_space(), "file": no_space(), "state": no_space()}
    for i in (1, 2, 3):
        store.put(chain(1, i))
        store.flush()
    assert world.said == ["save.nothing"]
    assert world.saved == ["e0"]
    world.disk.faults.clear()
    world.clock.advance(60)
    store.flush()
    assert world.said == ["save.nothing", "recovered"]
    assert world.saved == ["e0", "e3"]
    assert world.in_journal() == world.in_file() == chain(4)


def test_after_a_failed_sync_a_new_journal_is_written_unseen(world: World) -> None:
    store = world.create()
    old = world.journal.stat().st_ino
    world.disk.fsync_fails = 1
    store.put(chain(1))
    store.flush()
    assert (world.said, world.saved) == ([], ["e0"])
    assert world.journal.stat().st_ino != old
    assert world.in_journal() == chain(1)


def test_without_a_journal_the_session_file_is_written_at_once(world: World) -> None:
    world.disk.faults = {"state": OSError(errno.EROFS, "read only")}
    store = world.create()
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    assert world.said == ["save.no_journal"]
    assert world.in_file() == chain(1)
    assert world.saved == ["e0"]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EACCES, "denied"),
        (errno.EROFS, "read_only"),
        (errno.ENOENT, "folder_gone"),
        (errno.EIO, "device"),
        (errno.EBUSY, "other"),
    ],
)
def test_a_file_that_cannot_be_written_goes_to_a_refuge(world: World, code: int, reason: str) -> None:
    store = world.create()
    world.disk.faults = {"file": OSError(code, "no")}
    store.put(chain(2))
    store.checkpoint()
    store.flush()
    assert world.said == ["save.in_refuge"]
    params = dict(world.messages[0].params)
    assert params["reason"] == Message(
        f"save.reason.{reason}", (("detail", "no"),) if reason == "other" else ()
    )
    refuge = Path(str(params["refuge"]))
    assert world.in_file(refuge) == chain(2)
    world.disk.faults.clear()
    world.clock.advance(1.1)
    store.flush()
    assert world.said[1:] == ["recovered"]
    assert world.in_file() == chain(2)
    assert not refuge.exists()


def test_closing_without_the_file_keeps_the_journal(world: World) -> None:
    store = world.create()
    world.disk.faults = {"file": no_space()}
    store.put(chain(2))
    assert not store.close()
    assert world.in_journal() == chain(2)
    assert [each.path for each in find_unfinished(world.state)] == [world.path]


def test_another_folder_can_be_chosen(world: World, tmp_path: Path) -> None:
    store = world.create()
    world.disk.faults = {"file": no_space()}
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    world.disk.faults.clear()
    other = tmp_path / "elsewhere.json"
    store.move_to(other)
    store.flush()
    assert world.said == ["save.in_refuge", "recovered"]
    assert world.in_file(other) == chain(1)
    header = read_header(world.journal)
    assert header is not None
    assert header.path == str(other)


@pytest.mark.parametrize(("times", "said"), [(1, []), (1000, ["save.file_held"])])
def test_a_file_held_by_another_program_is_waited_for(world: World, times: int, said: list[str]) -> None:
    store = world.create()
    world.disk.held = times
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    assert world.said == said
    assert world.saved == ["e0"]
    world.disk.held = 0
    assert store.close()


def test_waiting_for_a_held_file_does_not_hold_up_the_journal(world: World) -> None:
    class HeldUntilSaved(Faulty):
        tries = 0

        def replace(self, source: Path, target: Path) -> None:
            if self._state not in target.parents and world.saved != ["e0", "e1"]:
                self.tries += 1
                if self.tries == 1:
                    store.put(chain(1, 1))
                self.held = 1
            super().replace(source, target)

    world.options |= {"disk": HeldUntilSaved(world.state), "sleep": None}
    store = world.create()
    store.put(chain(1))
    store.checkpoint()
    assert store.flush()
    assert world.saved == ["e0", "e1"]
    assert world.in_file() == chain(1)
    assert store.close()
    assert world.in_file() == chain(2)


def test_a_slow_disk_does_not_hold_up_the_caller(world: World) -> None:
    store = world.create()
    let_go = threading.Event()
    syncs: list[int] = []

    def slow(descriptor: int) -> None:
        syncs.append(descriptor)
        assert let_go.wait(10)

    world.disk.fsync = slow  # type: ignore[method-assign]
    for i in range(50):
        store.put(chain(1, i))
    assert not store.flush(timeout=0)
    let_go.set()
    assert store.flush()
    assert world.saved[-1] == "e49"
    assert len(syncs) <= 3  # what waited went with one write and one sync


def test_a_file_changed_by_somebody_else_is_never_overwritten(world: World) -> None:
    store = world.create()
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    world.path.write_text("of another laptop")
    store.put(chain(1, 1))
    store.checkpoint()
    store.flush()
    assert world.said == ["save.conflict"]
    assert world.path.read_text() == "of another laptop"
    assert store.path.name.startswith("møde (conflict ")
    assert store.path.name.endswith(" 2025-03-01 10.00.00).json")
    assert world.in_file(store.path) == chain(2)
    header = read_header(world.journal)
    assert header is None or header.path in {str(store.path), str(world.path)}
    assert store.close()
    assert world.in_file(store.path) == chain(2)
    assert not world.journal.exists()


def test_a_file_that_merely_got_another_date_is_no_conflict(world: World) -> None:
    store = world.create()
    store.put(chain(1))
    store.checkpoint()
    store.flush()
    os.utime(world.path, (1, 1))
    store.put(chain(1, 1))
    assert store.close()
    assert world.in_file() == chain(2)
    assert world.said == []


def test_an_existing_file_is_not_taken_for_a_new_session(world: World) -> None:
    world.path.parent.mkdir()
    world.path.write_text("mine")
    with pytest.raises(FileExistsError):
        world.create()
    assert world.path.read_text() == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_links_and_modes_are_kept_and_private_files_are_the_owners(world: World, tmp_path: Path) -> None:
    world.create(private=True).close()
    assert stat.S_IMODE(world.path.stat().st_mode) == 0o600
    world.path.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(world.path)
    store, _ = world.open(link)
    store.put(chain(1))
    assert store.close()
    assert link.is_symlink()
    assert world.in_file() == chain(1)
    assert stat.S_IMODE(world.path.stat().st_mode) == 0o640


def test_a_listener_that_fails_does_not_stop_saving(world: World) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the screen is gone")

    world.options["listener"] = Listener(fail, fail, fail, fail)
    store = world.create()
    store.put(chain(1))
    store.flush()
    store.put(chain(1, 1))
    assert store.close()
    assert world.in_file() == chain(2)


CHILD = """
import sys
from pathlib import Path
from apv_tui.files.store import Listener, create_session
store = create_session(Path(sys.argv[1]), Path(sys.argv[2]), session="s1", name="n", agenda={},
                       listener=Listener(lambda last: print(last, flush=True)))
for i in range(100000):
    store.put([{"id": f"e{i}", "after": f"e{i - 1}" if i else "", "at": "", "text": "x" * (i % 90)}])
    if i % 5 == 0:
        store.checkpoint()
    store.flush()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
@pytest.mark.parametrize("lines", [1, 12, 33])
def test_killed_at_any_moment_everything_acknowledged_is_there_again(world: World, lines: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(world.path), str(world.state)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    heard = [child.stdout.readline().strip() for _ in range(lines)]
    os.kill(child.pid, signal.SIGKILL)
    heard += child.stdout.read().split()
    child.wait()
    child.stdout.close()
    store, _ = world.open()  # the lock of the dead is taken silently
    assert store.close()
    events = [event["id"] for event in world.in_file()]
    assert events == [f"e{i}" for i in range(len(events))]
    assert heard[-1] in events
    assert [each for each in world.path.parent.iterdir() if each.suffix == ".tmp"] == []


def test_importing_the_store_loads_no_heavy_library() -> None:
    code = "import sys, apv_tui.files.store; print(json.dumps([m for m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", "import json;" + code], capture_output=True, check=True)
    assert not {"filelock", "platformdirs", "textual", "pydantic", "yaml"} & set(json.loads(done.stdout))
