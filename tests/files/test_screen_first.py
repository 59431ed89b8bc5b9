"""The session file waits until what was pressed is painted; nothing that is noted waits with it, and nobody else."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from test_store import World, chain

from apv_tui.files import session_store
from apv_tui.files.store import Listener, SessionStore

PATIENCE: Final = 10.0
"""Seconds that a test waits for what comes at once; far fewer than the store would wait here."""


class Watched(World):
    """A world in which one can wait until an event is safe."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._news = threading.Condition()
        self.options["listener"] = Listener(self._hear, self._trouble)

    def _hear(self, entry: str) -> None:
        with self._news:
            self.saved.append(entry)
            self._news.notify_all()

    def led(self) -> SessionStore:
        """Give the store of a session that has a file, with one event in it."""
        store = self.create()
        assert self.note(store, 0)
        store.checkpoint()
        assert store.flush(PATIENCE)
        return store

    def note(self, store: SessionStore, number: int) -> bool:
        """Put an event; whether it becomes safe."""
        store.put(chain(1, number))
        with self._news:
            return self._news.wait_for(lambda: self.saved[-1:] == [f"e{number}"], PATIENCE)

    @property
    def written(self) -> str:
        """What stands in the session file."""
        return self.path.read_text(encoding="utf-8")


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    monkeypatch.setattr(session_store, "SCREEN_FIRST", 60.0)
    world = Watched(tmp_path)
    yield world
    world.disk.faults.clear()
    for store in world.stores:
        store.close()


def test_what_is_noted_meanwhile_is_safe_at_once_and_in_the_file_with_the_rest(world: Watched) -> None:
    store = world.led()
    assert world.note(store, 1)
    store.checkpoint()
    assert world.note(store, 2)
    assert world.note(store, 3)
    assert "blå 0" in world.written
    assert "blå 1" not in world.written
    assert store.flush(PATIENCE)
    assert "blå 3" in world.written


@pytest.mark.parametrize(
    "ask",
    [
        lambda store, _: store.flush(PATIENCE),
        lambda store, _: store.close(PATIENCE),
        lambda store, _: store.erase_words(PATIENCE) is None,
        lambda store, _: store.erase(PATIENCE) is None,
        lambda store, path: store.move_to(path) is None and store.flush(PATIENCE) and path.exists(),
    ],
    ids=["flush", "close", "erase words", "erase", "move"],
)
def test_nobody_who_waits_for_the_store_waits_for_the_screen(
    world: Watched, ask: Callable[[SessionStore, Path], bool]
) -> None:
    store = world.led()
    assert world.note(store, 1)
    store.checkpoint()
    assert world.note(store, 2)  # while it waits
    assert ask(store, world.path.with_name("andet.json"))


def test_a_new_session_has_its_file_at_once(world: Watched) -> None:
    store = world.create()
    assert world.note(store, 0)
    store.checkpoint()
    deadline = time.monotonic() + PATIENCE
    while not world.path.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert world.path.exists()


def test_where_there_is_no_journal_the_file_waits_for_nothing(world: Watched) -> None:
    world.disk.faults = {"state": OSError(errno.EROFS, "read only")}
    store = world.create()
    assert world.note(store, 0)
    store.checkpoint()
    assert world.note(store, 1), "it would be nowhere meanwhile"
    assert "blå 1" in world.written
