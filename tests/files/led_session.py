"""A session on a faulty disk, led by a script and without a thread: every call comes in the same order each time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from faulty_disk import FaultyDisk, PowerCut

from apv_tui.core.clock import SettableClock
from apv_tui.core.messages import Message, Unreadable
from apv_tui.files import store as store_module
from apv_tui.files.session_file import SessionDocument, encode_session
from apv_tui.files.session_store import SessionStore
from apv_tui.files.store import Listener, create_session, open_session
from apv_tui.files.unfinished import find_unfinished, read_aside

Events = list[dict[str, Any]]


def chain(count: int, start: int = 0, name: str = "e") -> Events:
    return [
        {
            "id": f"{name}{i}",
            "after": f"{name}{i - 1}" if i else "",
            "at": "2026-03-02T08:00:00Z",
            "text": f"blå {i}",
        }
        for i in range(start, start + count)
    ]


class Led(SessionStore):
    """A store whose thread is the caller's."""

    def _start(self) -> None:
        pass

    def step(self) -> None:
        """Do what is to be done, as the thread would by itself."""
        self._asked += 1
        self._turn()

    def shut(self) -> bool:
        """Close the session; say whether its file holds everything."""
        self._closing = True
        self._turn()
        self._end()
        return self._complete

    def die(self) -> None:
        """End as a killed program does: the system takes its locks."""
        self._locks.release()


@contextmanager
def without_threads() -> Iterator[None]:
    """Let no store begin a thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_module, "SessionStore", Led)
        yield


class Session:
    """One session through its life: what was put, what was acknowledged, and what was said of trouble."""

    def __init__(self, disk: FaultyDisk, *, sessions: Path | None = None) -> None:
        self.disk = disk
        self.root = disk.root
        self.state = disk.root / "state"
        self.path = (sessions or disk.root / "docs" / "apv-tui") / "møde.json"
        self.clock = SettableClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
        self.put_so_far: Events = []
        self.acknowledged = 0
        self.trouble: Message | None = None
        self.notices: list[Message] = []
        self.store: Led | None = None

    # -- what is done -------------------------------------------------------------------------------------

    def create(self) -> None:
        store = create_session(
            self.path, self.state, session="s1", name="Møde", agenda={"title": "T"}, **self._common()
        )
        assert isinstance(store, Led)
        self.store = store
        store.step()

    def open(self) -> Events:
        """Open the session again; give its events."""
        store, loaded = open_session(self.path, self.state, **self._common())
        assert isinstance(store, Led)
        self.store = store
        self.notices += loaded.notices
        self.trouble = None
        events = list(loaded.events)
        if self._is_ours(events):
            # What was never acknowledged may be lost: it was not marked as noted.
            assert len(events) >= self.acknowledged or self._kept_unread()
            self.put_so_far, self.acknowledged = events, len(events)
        store.step()
        return events

    def is_ours_there(self) -> bool:
        """Whether what is open is our story, and not what somebody else has put in its place."""
        return self.store is not None and self.store.last in ("", *(event["id"] for event in self.put_so_far))

    def _kept_unread(self) -> bool:
        """Whether the journal could not be read, which was said, and is kept whole."""
        if "session.journal_unread" not in [notice.id for notice in self.notices]:
            return False
        self.disk.heal()
        kept = self.state / "s1.journal.diverged-1"
        return self.put_so_far[: self.acknowledged] == list(read_aside(kept).events)[: self.acknowledged]

    def _is_ours(self, events: Events) -> bool:
        return events == self.put_so_far[: len(events)]

    def put(self, count: int = 1) -> None:
        events = chain(count, len(self.put_so_far))
        self.put_so_far += events
        self._now.put(events)
        self._now.step()

    def checkpoint(self) -> None:
        self._now.checkpoint()
        self._now.step()
        self.path = self._now.path

    def wait(self, seconds: float = 11) -> None:
        self.clock.advance(seconds)
        self._now.step()
        self.path = self._now.path

    def shut(self) -> bool:
        try:
            return self._now.shut()
        finally:
            self.path = self._now.path
            self.store = None

    def kill(self) -> None:
        self._now.die()
        self.disk.kill()
        self.store = None

    def crash_in_a_write(self) -> None:
        """Kill the program, and leave a line behind that is not finished."""
        self.kill()
        journal = self.state / "s1.journal"
        if journal.exists():
            self.disk.somebody_writes(journal, journal.read_bytes() + b'0badcafe [9,{"id":"e')

    def changed_by_somebody(self) -> None:
        """Let a sync client bring what another computer made of the session.

        Not where the file is all there is, because the journal cannot be written: that is told.
        """
        if self.path.exists() and self.trouble is None:
            events = (*chain(1), *chain(1, 1, "other"))
            there = SessionDocument("s1", "Møde", {"title": "T"}, (events[0], {**events[1], "after": "e0"}))
            self.disk.somebody_writes(self.path, encode_session(there))

    def _common(self) -> dict[str, Any]:
        return {
            "listener": Listener(self._saved, self._troubled, self._recovered, self.notices.append),
            "disk": self.disk,
            "clock": self.clock,
            "sleep": lambda _: None,
        }

    @property
    def _now(self) -> Led:
        assert self.store is not None
        return self.store

    # -- what is heard ------------------------------------------------------------------------------------

    def _saved(self, last: str) -> None:
        self.acknowledged = int(last.removeprefix("e")) + 1

    def _troubled(self, what: Message) -> None:
        self.trouble = what

    def _recovered(self) -> None:
        self.trouble = None

    # -- what must be true --------------------------------------------------------------------------------

    def check_acknowledged_or_told(self) -> None:
        """Whatever was put is noted, or it has been said that it is not."""
        assert self.acknowledged == len(self.put_so_far) or self.trouble is not None

    def what_is_left(self) -> int:
        """Open what is there as a user would; give how many of the events that were put are in it."""
        stories = [self._story(path) for path in [self.path, *self._copies()]]
        stories += [list(read_aside(path).events) for path in self.state.glob("*.diverged-*")]
        for story in stories:
            assert self._is_ours(story) or any(event["id"].startswith("other") for event in story)
        return max((_common(story, self.put_so_far) for story in stories), default=0)

    def _copies(self) -> list[Path]:
        folder = self.root / "docs" / "apv-tui"
        return sorted(each for each in folder.glob("*.json") if each != self.path)

    def _story(self, path: Path) -> Events:
        before, self.path = self.path, path
        try:
            events = self.open()
            assert self.shut()
        except Unreadable:
            # Nothing was ever acknowledged, or the file never came to be: then only a journal can tell.
            assert not [left for left in find_unfinished(self.state) if left.path == path]
            return []
        finally:
            self.path = before
        return events


def _common(one: Events, other: Events) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


Step = Callable[[Session], object]

SCRIPT: tuple[Step, ...] = (
    Session.create,
    lambda s: s.put(2),
    Session.put,
    Session.checkpoint,
    Session.put,
    Session.checkpoint,  # with a backup
    Session.changed_by_somebody,
    Session.put,
    Session.checkpoint,  # a conflict copy
    Session.put,
    Session.wait,
    Session.shut,
    Session.open,
    Session.put,
    Session.crash_in_a_write,
    Session.open,
    lambda s: s.put(2),
    Session.checkpoint,
    Session.shut,
)
"""A life of a session: two backups, a conflict, a crash, and three openings."""


def play(session: Session, script: Sequence[Step]) -> None:
    """Lead the session; the script ends early where the power does."""
    for step in script:
        try:
            step(session)
        except PowerCut:
            if session.store is not None:
                session.store.die()
            return
