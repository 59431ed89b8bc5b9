"""A session that another program leads is read as it grows, and never touched."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.messages import Unreadable
from apv_tui.files.disk import Disk
from apv_tui.files.following import Follower, Glance
from apv_tui.files.journal import Journal, journal_path
from apv_tui.files.session_file import SessionDocument, encode_session
from apv_tui.files.store import SessionStore, create_session, open_session


def chain(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [
        {"id": f"e{i}", "after": f"e{i - 1}" if i else "", "at": "2025-03-01T10:00:00Z", "text": f"blå {i}"}
        for i in range(start, start + count)
    ]


class Leading:
    """The program that leads, and what a follower has seen."""

    def __init__(self, folder: Path) -> None:
        self.path, self.state = folder / "møde.json", folder / "state"
        self.store: SessionStore = create_session(
            self.path, self.state, session="s1", name="Møde", agenda={"title": "T"}
        )
        self.count = 0
        self.seen: list[dict[str, Any]] = []
        self.follower = Follower(self.path, self.state)

    def put(self, count: int) -> None:
        self.store.put(chain(count, self.count))
        self.count += count
        assert self.store.flush()

    def save(self) -> None:
        self.store.checkpoint()
        assert self.store.flush()

    def again(self) -> None:
        self.store.close()
        self.store, _ = open_session(self.path, self.state)

    def begin(self) -> None:
        self.seen = list(self.follower.begin().events)

    def look(self) -> int:
        """Look until nothing is new; give how many looks found something."""
        found = 0
        while (change := self.follower.poll()) is not None:
            self.seen[change.kept :] = change.added
            found += 1
        return found


@pytest.fixture
def leading(tmp_path: Path) -> Iterator[Leading]:
    leads = Leading(tmp_path)
    yield leads
    leads.store.close()


def test_what_is_noted_is_seen_at_the_next_look(leading: Leading) -> None:
    leading.put(3)
    leading.begin()
    assert leading.seen == chain(3)
    assert leading.look() == 0
    leading.put(2)
    assert leading.look() == 1
    assert leading.seen == chain(5)


def test_writing_the_file_is_nothing_new(leading: Leading) -> None:
    leading.put(3)
    leading.begin()
    leading.save()
    assert leading.look() == 0
    leading.put(1)
    leading.save()
    leading.look()
    assert leading.seen == chain(4)


def test_closing_and_opening_again_is_followed(leading: Leading) -> None:
    leading.put(3)
    leading.begin()
    leading.put(1)
    leading.store.close()
    leading.look()
    assert leading.seen == chain(4)
    assert not journal_path(leading.state, "s1").exists()
    leading.again()
    leading.put(2)
    leading.look()
    assert leading.seen == chain(6)


def test_one_that_starts_late_catches_up_from_the_file_and_the_journal(leading: Leading) -> None:
    leading.put(3)
    leading.save()
    leading.put(2)
    leading.begin()
    assert leading.seen == chain(5)


def test_half_a_line_waits_for_its_end(leading: Leading) -> None:
    leading.put(2)
    leading.begin()
    place = journal_path(leading.state, "s1")
    before = place.read_bytes()
    leading.put(1)
    whole = place.read_bytes()
    place.write_bytes(before + whole[len(before) : -5])
    assert leading.look() == 0
    with place.open("ab") as file:
        file.write(whole[-5:])
    assert leading.look() == 1
    assert leading.seen == chain(3)


def test_rewritten_events_take_the_place_of_those_before(leading: Leading) -> None:
    """As when words are erased: the journal is another file, and what it says is another thing."""
    leading.put(3)
    leading.begin()
    leading.store.close()
    erased = [{**event, "text": ""} for event in chain(3)]
    document = SessionDocument("s1", "Møde", {"title": "T"}, tuple(erased), "test")
    leading.path.write_bytes(encode_session(document))
    Journal.create(
        Disk(), journal_path(leading.state, "s1"), document.header(leading.path), erased + chain(1, 3)
    )
    leading.look()
    assert leading.seen == erased + chain(1, 3)
    leading.again()


def test_a_file_that_is_away_for_a_while_is_no_end(leading: Leading, tmp_path: Path) -> None:
    leading.put(2)
    leading.begin()
    leading.store.close()
    away = tmp_path / "away.json"
    leading.path.rename(away)
    assert leading.look() == 0
    assert leading.seen == chain(2)
    away.rename(leading.path)
    leading.again()
    leading.put(1)
    leading.look()
    assert leading.seen == chain(3)


def test_following_changes_no_file(leading: Leading, tmp_path: Path) -> None:
    leading.put(3)
    leading.save()
    leading.store.close()
    copy = tmp_path / "copy"
    shutil.copytree(leading.state, copy / "state")
    shutil.copy2(leading.path, copy / "møde.json")
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    follower = Follower(copy / "møde.json", copy / "state")
    assert follower.begin().events == tuple(chain(3))
    follower.poll()
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before
    leading.again()


def test_what_is_no_session_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        Follower(tmp_path / "nothing.json", tmp_path / "state").begin()


@settings(max_examples=tries(12), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.sampled_from(["put", "paste", "save", "again", "look"]), max_size=14))
def test_however_it_is_led_the_follower_ends_where_the_leader_does(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    leads = Leading(tmp_path_factory.mktemp("led"))
    leads.put(1)
    leads.begin()
    for step in steps:
        {
            "put": lambda: leads.put(1),
            "paste": lambda: leads.put(20),
            "save": leads.save,
            "again": leads.again,
            "look": leads.look,
        }[step]()
        assert leads.seen == chain(len(leads.seen)), "never anything but a beginning"
    leads.look()
    assert leads.seen == chain(leads.count)
    leads.store.close()


def test_a_glance_tells_what_is_noted_and_what_is_put_beside_the_journal(leading: Leading) -> None:
    glance, journal = Glance(), journal_path(leading.state, "s1")
    assert glance.differs(None), "there is nothing to glance at: it must be looked"
    leading.put(1)
    assert [glance.differs(journal), glance.differs(journal)] == [True, False]
    leading.put(1)
    assert [glance.differs(journal), glance.differs(journal)] == [True, False]
    (leading.state / "s1.cover").write_text("{}")
    assert [glance.differs(journal), glance.differs(journal)] == [True, False]
    journal.rename(journal.with_suffix(".away"))
    assert [glance.differs(journal), glance.differs(journal)] == [True, True]
