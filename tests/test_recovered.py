"""A meeting that went on in two places: each course stays whole, and the one set aside can be opened."""

import json
import stat
import sys
from pathlib import Path

import pytest

from apv_tui.core import commands as c
from apv_tui.core.state import State
from apv_tui.files.disk import Disk
from apv_tui.files.journal import Journal, journal_path
from apv_tui.files.migrations import VERSION
from apv_tui.files.places import Places
from apv_tui.files.session_file import NewerFormat, SessionDocument, encode_session
from apv_tui.files.unfinished import find_unfinished, make_copy
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.start import Choice
from apv_tui.wiring import Office, Options
from confidential import agenda, people


class Laptop:
    """One computer of the two that the session file travels between."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(folder / "sessions", folder / "state", folder / "agendas", folder / "log")
        self.path = self.places.sessions / "Uge 10.json"
        self.office = self._office()

    def _office(self) -> Office:
        self.office = Office(self.places, Options(), language="da")
        return self.office

    def begin(self) -> Desk:
        desk = self._office().new_session(agenda(), people=people(), name="Uge 10")
        desk.keeper.start()  # type: ignore[union-attr]
        return desk

    def open(self) -> Desk:
        return self._office().open_session(self.path)

    def close(self) -> None:
        self.office.close()

    def crash(self) -> None:
        """End with everything in the journal, and the file behind it."""
        store = self.office.keeper.store  # type: ignore[union-attr]
        assert store.flush()
        store._saving.finish = store._saving.let_go  # type: ignore[method-assign, assignment]
        store._saving.save_file = lambda _: None  # type: ignore[method-assign, assignment]
        store.close()
        self.office.keeper = None

    def offered(self) -> list[Choice]:
        return [each for each in self._office().choices() if each.heading.id == "start.unfinished"]


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def wishes(state: State) -> list[str]:
    return [item.text for item in state.on_list("wishes")]


def went_two_ways(laptop: Laptop) -> None:
    """Crash on this laptop, go on on another one, and bring the file back."""
    desk = laptop.begin()
    desk.do(c.NoteIdeas(("Fælles",), "wishes"))
    laptop.close()
    before = laptop.path.read_bytes()
    laptop.open().do(c.NoteIdeas(("Her",), "wishes"))
    laptop.crash()
    here = journal_path(laptop.places.state, json.loads(before)["session"])
    journal = here.read_bytes()
    here.unlink()
    laptop.path.write_bytes(before)
    laptop.open().do(c.NoteIdeas(("Der",), "wishes"))
    laptop.close()
    here.write_bytes(journal)


def test_the_other_course_is_not_mixed_in_and_opens_as_a_copy_of_its_own(laptop: Laptop) -> None:
    went_two_ways(laptop)
    desk = laptop.open()
    assert [notice.id for notice in desk.recovery] == ["session.diverged"]
    assert wishes(desk.state) == ["Fælles", "Der"]
    laptop.close()

    (offered,) = laptop.offered()
    assert offered.title.startswith("Uge 10 (20")
    assert offered.beside == "genskabt kopi"
    copy = offered.open()
    assert wishes(copy.state) == ["Fælles", "Her"]
    assert copy.place.session == "Uge 10 (2).json"
    copy.do(c.NoteIdeas(("Mere",), "wishes"))
    # Both can be led, even at the same time: they are two sessions.
    other = Office(laptop.places, Options(), language="da")
    assert wishes(other.open_session(laptop.path).state) == ["Fælles", "Der"]
    other.close()
    laptop.office.close()
    assert laptop.offered() == []
    assert wishes(Office(laptop.places, Options()).open_session(laptop.path).state) == ["Fælles", "Der"]


def test_a_copy_does_not_take_a_name_that_is_taken(laptop: Laptop) -> None:
    went_two_ways(laptop)
    laptop.open()
    laptop.close()
    (left,) = find_unfinished(laptop.places.state)
    assert left.aside
    before = laptop.path.read_bytes()
    with pytest.raises(FileExistsError):
        make_copy(left, laptop.path, "s2")
    assert laptop.path.read_bytes() == before
    assert find_unfinished(laptop.places.state) == [left]


def chain(count: int, name: str = "e") -> tuple[dict[str, str], ...]:
    return tuple(
        {"id": f"{name}{i}", "after": f"{name}{i - 1}" if i else "", "at": "2026"} for i in range(count)
    )


def set_aside(state: Path, label: str, document: SessionDocument) -> None:
    state.mkdir(exist_ok=True)
    if label == "journal":
        place = journal_path(state, document.session)
        Journal.create(Disk(), place, document.header(state / "there.json"), document.events).close()
        place.rename(place.with_name(f"{place.name}.diverged-1"))
    else:
        (state / f"{document.session}.json.diverged-1").write_bytes(encode_session(document))


@pytest.mark.parametrize("label", ["journal", "json"])
@pytest.mark.parametrize("confidential", [False, True])
def test_whatever_was_set_aside_is_offered_with_its_name(
    tmp_path: Path, label: str, confidential: bool
) -> None:
    state = tmp_path / "state"
    set_aside(state, label, SessionDocument("s1", "Uge 10", {"t": 1}, chain(3), confidential=confidential))
    (left,) = find_unfinished(state)
    assert (left.session, left.name, left.confidential, left.aside) == ("s1", "Uge 10", confidential, True)
    path = tmp_path / "new folder" / "copy.json"
    make_copy(left, path, "s2")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert (written["session"], written["last"]) == ("s2", "e2")
    assert find_unfinished(state) == []
    if confidential and sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_copy_of_a_newer_program_is_not_made(tmp_path: Path) -> None:
    state = tmp_path / "state"
    document = SessionDocument("s1", "Uge 10", {}, chain(1))
    set_aside(state, "json", document)
    (aside,) = state.iterdir()
    aside.write_bytes(aside.read_bytes().replace(b'"version": %d' % VERSION, b'"version": 9'))
    (left,) = find_unfinished(state)
    with pytest.raises(NewerFormat):
        make_copy(left, tmp_path / "copy.json", "s2")
    assert aside.exists()
