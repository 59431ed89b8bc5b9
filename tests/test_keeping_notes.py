"""Confidential notes from the first key to the last: where their words go, and where they never stand."""

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.clock import SettableClock
from apv_tui.core.messages import Message, Refused
from apv_tui.core.state import State
from apv_tui.files.disk import Disk
from apv_tui.files.journal import read_journal
from apv_tui.files.migrations import VERSION
from apv_tui.files.places import Places
from apv_tui.tui.desk import Desk
from apv_tui.wiring import Office, Options
from confidential import NAMES, SECRET, agenda, fumble, note, open_notes, people, plain

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and signals of POSIX")


class Ear:
    """Stands in for the app: hears what is safe on the disk, and what is wrong."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.notices: list[Message] = []
        self.troubles: list[Message | None] = []

    def call_later(self, say: Callable[["Ear"], None], _: object) -> None:
        say(self)

    def hear_saved(self, entry: str, vault: str) -> None:
        self.desk.acknowledge(entry, vault)

    def hear_trouble(self, what: Message | None) -> None:
        self.troubles.append(what)

    def hear_notice(self, what: Message) -> None:
        self.notices.append(what)


class House:
    """The folders of one computer, and one office at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = Places(folder / "sessions", folder / "state", folder / "agendas", folder / "log")
        self.offices: list[Office] = []
        self.ear: Ear

    def office(self) -> Office:
        self.offices.append(Office(self.places, Options(seed=5), language="da", clock=SettableClock(START)))
        return self.offices[-1]

    def begin(self) -> Desk:
        return self._attended(self.office().new_session(agenda(), people=people(), name="Uge 10"))

    def open(self, path: Path | None = None) -> Desk:
        return self._attended(self.office().open_session(path or self.meeting))

    def _attended(self, desk: Desk) -> Desk:
        self.ear = Ear(desk)
        self.ear.notices += desk.recovery
        self.offices[-1].attach(self.ear)  # type: ignore[arg-type]
        return desk

    def close(self) -> bool:
        """Close what is open; give whether all was saved."""
        office = self.offices[-1]
        office.close()
        return not office.incomplete

    def flush(self, desk: Desk) -> None:
        """Wait until everything is on the disk, or was tried."""
        keeper: Any = desk.keeper
        for store in stores(keeper):
            assert store.flush()

    def kill(self, desk: Desk) -> None:
        """Let go of the locks as a killed program does; what is on the disk stays as it is."""
        self.flush(desk)
        keeper: Any = desk.keeper
        for store in stores(keeper):
            store._saving.finish = store._saving.let_go
            store._saving.save_file = lambda _: None
            store.close()
        self.offices[-1].keeper = None

    @property
    def meeting(self) -> Path:
        return self.places.sessions / "Uge 10.json"

    def notes(self, number: int = 1) -> Path:
        return self.places.sessions / f"Uge 10 – fortrolige noter {number}.json"

    def with_words(self, word: str = SECRET) -> list[str]:
        for office in self.offices:
            for store in stores(office.keeper) if office.keeper and office.keeper.begun else ():
                store.flush()
        every = [path for path in self.folder.rglob("*") if path.is_file()]
        return sorted(path.name for path in every if word.encode() in path.read_bytes())


def stores(keeper: Any) -> Iterator[Any]:
    """The meeting's first: those of the notes are made when it knows of them."""
    yield keeper.store
    yield from list(keeper.vaults._stores.values() if keeper.vaults else ())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    for office in house.offices:
        office.close()


def ids(messages: list[Message]) -> list[str]:
    return [each.id for each in messages]


def words(state: State) -> list[str]:
    return [item.text for item in state.items.values()]


# -- in another folder --------------------------------------------------------------------------------------


def test_a_meeting_moves_to_another_folder_with_its_notes_and_leaves_nothing_behind_in_words_only(
    house: House,
) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.flush(desk)
    stick = house.folder / "stick"
    stick.mkdir()
    place = desk.keep_in(str(stick))
    note(desk, "på nøglen")
    assert (place.session, place.folder) == ("Uge 10.json", str(stick))
    assert house.close()
    names = {path.name for path in stick.iterdir()}
    assert {"Uge 10.json", "Uge 10 – fortrolige noter 1.json"} <= names
    again = house.open(stick / "Uge 10.json")
    assert any("på nøglen" in text for text in words(again.whole))
    assert house.meeting.exists(), "nothing is deleted in the old folder"


@pytest.mark.parametrize(
    ("folder", "reason"),
    [("relative", "refused.no_such_folder"), ("/does/not/exist", "refused.no_such_folder")],
)
def test_a_folder_that_is_none_is_refused(house: House, folder: str, reason: str) -> None:
    desk = house.begin()
    house.flush(desk)
    with pytest.raises(Refused) as refused:
        desk.keep_in(folder)
    assert refused.value.reason.id == reason
    with pytest.raises(Refused) as refused:
        desk.keep_in(str(house.places.sessions))
    assert refused.value.reason.id == "refused.same_folder"


# -- from the first key ------------------------------------------------------------------------------------


def test_the_file_of_the_notes_is_there_before_the_first_word(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    house.flush(desk)
    assert house.notes().exists()
    assert (house.places.state / f"{vault}.journal").exists()
    assert all(name not in house.notes().name for name in NAMES)
    note(desk, "et")
    house.flush(desk)
    assert house.with_words() == [f"{vault}.journal"]
    desk.keeper.checkpoint()  # type: ignore[union-attr]
    house.flush(desk)
    assert house.with_words() == sorted([house.notes().name, f"{vault}.journal"])


@ONLY_POSIX
def test_every_file_of_the_notes_is_the_owners_only(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    house.flush(desk)
    note(desk, "et")
    for step in ("wishes", "write"):
        desk.do(c.GoTo(step))
        house.flush(desk)
    mine = [p for p in house.folder.rglob("*") if p.name.startswith(("Uge 10 –", vault))]
    assert len(mine) >= 3  # file, backup, journal
    assert {stat.S_IMODE(path.stat().st_mode) for path in mine} == {0o600}


def test_nobody_else_stands_in_the_file_of_the_notes(house: House) -> None:
    desk = house.begin()
    note(desk, "lys i gangen", into="wishes")
    open_notes(desk)
    note(desk, "et")
    desk.do(c.Leave("s"))
    note(desk, "mere lys", into="wishes")
    assert house.close()
    text = house.notes().read_text(encoding="utf-8")
    assert NAMES[0] in text
    assert all(each not in text for each in (*NAMES[1:], "lys"))


def test_an_item_is_noted_once_its_own_file_has_it(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    keeper: Any = desk.keeper
    house.flush(desk)
    # Whatever the meeting's own file says: it has not got the words.
    heard = list[tuple[str, str]]()
    acknowledge = desk.acknowledge
    desk.acknowledge = lambda entry, vault="": heard.append((entry, vault))  # type: ignore[method-assign]
    (mine,) = note(desk, "et")
    (wish,) = note(desk, "ønske", into="wishes")
    house.flush(desk)
    assert not desk.noted(mine.id)
    for entry, of in heard:
        if not of:
            acknowledge(entry, of)
    assert (desk.noted(mine.id), desk.noted(wish.id)) == (False, True)
    for entry, of in heard:
        acknowledge(entry, of)
    assert desk.noted(mine.id)
    assert vault in {of for _, of in heard}
    assert keeper.vault_path(vault) == house.notes()


def test_the_places_of_the_notes_can_be_asked(house: House) -> None:
    desk = house.begin()
    assert desk.vault_places() == ()
    vault = open_notes(desk)
    house.flush(desk)
    (kept,) = desk.vault_places()
    assert (kept.vault, kept.owner) == (vault, "m")
    assert kept.place == (house.notes().name, str(house.places.sessions))


def test_a_second_persons_notes_have_a_file_of_their_own(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    desk.do(c.GoTo("write"))
    desk.do(c.RepeatRun())
    open_notes(desk, "s")
    note(desk, "to")
    assert house.close()
    assert f"et {SECRET}" in house.notes(1).read_text(encoding="utf-8")
    assert f"to {SECRET}" in house.notes(2).read_text(encoding="utf-8")
    assert f"et {SECRET}" not in house.notes(2).read_text(encoding="utf-8")


def test_a_file_that_has_the_name_already_is_left_alone(house: House) -> None:
    desk = house.begin()
    house.places.sessions.mkdir(parents=True, exist_ok=True)
    house.notes(1).write_text("mine")
    open_notes(desk)
    note(desk, "et")
    assert house.close()
    assert house.notes(1).read_text() == "mine"
    assert SECRET in house.notes(2).read_text(encoding="utf-8")


# -- when the disk fails -----------------------------------------------------------------------------------


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files, or parts of them, that the disk has no room for."""
    no_room: set[str] = set()
    real_open, real_write, paths = Disk.open_new, Disk.write, dict[int, str]()

    def open_new(self: Disk, path: Path, mode: int) -> int:
        descriptor = real_open(self, path, mode)
        paths[descriptor] = path.name
        return descriptor

    def write(self: Disk, descriptor: int, data: bytes) -> int:
        if any(name.encode() in data for name in no_room):
            raise OSError(errno.ENOSPC, "full")
        return real_write(self, descriptor, data)

    monkeypatch.setattr(Disk, "open_new", open_new)
    monkeypatch.setattr(Disk, "write", write)
    return no_room


def test_with_a_full_disk_the_words_wait_in_memory_and_are_not_noted(house: House, full: set[str]) -> None:
    desk = house.begin()
    full.add("fortrolige noter")  # every file of theirs says so in its first lines
    full.add(SECRET)
    vault = open_notes(desk)
    (mine,) = note(desk, "et")
    (wish,) = note(desk, "ønske", into="wishes")
    house.flush(desk)
    assert (desk.noted(mine.id), desk.noted(wish.id)) == (False, True)
    assert house.with_words() == []
    assert house.ear.troubles[-1] is not None
    assert house.ear.troubles[-1].id == "save.nothing"
    full.clear()
    desk.keeper.checkpoint()  # type: ignore[union-attr]
    house.flush(desk)
    assert desk.noted(mine.id)
    assert house.ear.troubles[-1] is None
    assert sorted(house.with_words()) == sorted([house.notes().name, f"{vault}.journal"])


def test_notes_whose_file_cannot_be_made_at_all_are_written_nowhere_else(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apv_tui.files import store

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "read only")

    desk = house.begin()
    with monkeypatch.context() as broken:
        broken.setattr(store, "create_session", refuse)
        open_notes(desk)
        (mine,) = note(desk, "et")
        desk.keeper.store.flush()  # type: ignore[union-attr]
        assert not desk.noted(mine.id)
        assert house.with_words() == []
        assert ids([t for t in house.ear.troubles if t]) == ["vault.no_file"] * len(house.ear.troubles)
    desk.keeper.checkpoint()  # type: ignore[union-attr]
    house.flush(desk)
    assert desk.noted(mine.id)
    assert house.ear.troubles[-1] is None
    assert house.close()
    assert words(house.open().whole) == [f"et {SECRET}"]


def test_a_program_that_could_not_save_them_says_so_when_it_ends(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apv_tui.files import store

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "read only")

    desk = house.begin()
    monkeypatch.setattr(store, "create_session", refuse)
    open_notes(desk)
    note(desk, "et")
    assert not house.close()
    assert house.with_words() == []


# -- opening the meeting again -----------------------------------------------------------------------------


@settings(max_examples=tries(8))
@given(seed=st.integers(0, 10**9))
def test_whatever_was_done_it_is_all_there_again_and_nothing_without_the_notes(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    house = House(tmp_path_factory.mktemp("house"))
    desk = house.begin()
    open_notes(desk)
    chance = random.Random(seed)
    fumble(desk, chance, 30)
    before, entries = desk.state, list(desk.record.entries)
    assert house.close()
    assert SECRET.encode() not in house.meeting.read_bytes()
    backup = house.meeting.with_name(house.meeting.name + ".bak")
    assert not backup.exists() or SECRET.encode() not in backup.read_bytes()

    again = house.open()
    assert again.state == before
    assert again.record.entries == entries
    assert house.ear.notices == []
    fumble(again, chance, 10)
    before = again.state
    assert house.close()
    assert SECRET.encode() not in house.meeting.read_bytes()

    away = house.folder / "at home"
    away.mkdir()
    for path in house.places.sessions.glob("*fortrolige*"):
        path.rename(away / path.name)
    without = house.open()
    assert plain(without.state) == plain(before)
    assert [item for item in without.state.items.values() if item.vault] == []
    assert set(ids(house.ear.notices)) <= {"vault.missing"}
    assert house.close()

    for path in away.iterdir():
        path.rename(house.places.sessions / path.name)
    assert house.open().state == before
    assert house.close()


def test_notes_that_were_renamed_are_found_by_their_id(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    before = desk.state
    house.close()
    house.notes().rename(house.notes().with_name("Mit.json"))
    house.meeting.rename(house.meeting.with_name("Vores.json"))
    assert house.open(house.meeting.with_name("Vores.json")).state == before


def test_going_on_after_opening_again_goes_into_the_same_file(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    house.close()
    desk = house.open()
    assert desk.state.vault == vault
    (mine,) = note(desk, "to")
    desk.undo()
    desk.redo()
    house.flush(desk)
    assert desk.noted(mine.id)
    house.close()
    assert words(house.open().whole) == [f"et {SECRET}", f"to {SECRET}"]
    assert [path.name for path in house.places.sessions.glob("*noter*.json")] == [house.notes().name]


def test_without_the_notes_the_meeting_opens_says_so_and_begins_new_ones(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    house.close()
    home = house.folder / "notes.json"
    house.notes().rename(home)
    house.notes().with_name(house.notes().name + ".bak").unlink(missing_ok=True)
    desk = house.open()
    assert [(each.id, dict(each.params)["n"]) for each in house.ear.notices] == [("vault.missing", 1)]
    assert desk.vault_places() == ((vault, "m", None),)
    with pytest.raises(Refused) as refused:
        note(desk, "to")
    assert refused.value.reason.id == "refused.no_vault"
    desk.do(c.OpenVault("m", consented=True))
    note(desk, "to")
    house.close()
    home.rename(house.notes(9))
    assert sorted(words(house.open().whole)) == [f"et {SECRET}", f"to {SECRET}"]


@pytest.mark.parametrize("content", [b"", b"\0" * 500, b"half"])
def test_damaged_notes_are_a_notice_and_no_crash(house: House, content: bytes) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.close()
    whole = house.notes().read_bytes()
    house.notes().write_bytes(whole[:600] if content == b"half" else content)
    for backup in house.places.sessions.glob("*noter*.bak"):
        backup.unlink()
    desk = house.open()
    assert words(desk.state) == []
    assert ids(house.ear.notices) == ["vault.unreadable" if content == b"half" else "vault.missing"]
    assert house.close()
    house.notes().write_bytes(whole)
    assert words(house.open().whole) == [f"et {SECRET}"]


def test_notes_of_a_newer_program_are_named_as_such_and_left_alone(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.close()
    data = house.notes().read_bytes().replace(b'"version": %d' % VERSION, b'"version": 9', 1)
    house.notes().write_bytes(data)
    desk = house.open()
    (told,) = house.ear.notices
    assert told.id == "vault.unreadable"
    reason = dict(told.params)["reason"]
    assert isinstance(reason, Message)
    assert reason.id == "session.only_to_look"
    assert house.close()
    assert house.notes().read_bytes() == data


def test_notes_whose_file_was_damaged_come_back_from_their_backup(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.close()
    house.open()
    desk = house.ear.desk
    note(desk, "to")
    house.close()
    house.notes().write_bytes(house.notes().read_bytes()[:600])
    desk = house.open()
    assert words(desk.state) == [f"et {SECRET}"]
    assert ids(house.ear.notices) == ["session.from_backup"]


def test_notes_that_are_open_in_another_program_are_a_notice(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.close()
    alone = house.open(house.notes())
    assert words(alone.state) == [f"et {SECRET}"]
    desk = house.open()
    assert words(desk.state) == []
    assert ids(house.ear.notices) == ["vault.in_use"]
    with pytest.raises(Refused):
        desk.erase(next(iter(desk.state.vaults)))
    assert not desk.state.vaults[next(iter(desk.state.vaults))].erased
    assert house.notes().exists()


def test_the_owner_opens_her_notes_alone_and_goes_on_at_home(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.close()
    elsewhere = House(house.folder / "home")
    elsewhere.places.sessions.mkdir(parents=True)
    taken = elsewhere.places.sessions / "mine.json"
    house.notes().rename(taken)
    alone = elsewhere.open(taken)
    assert alone.confidential
    assert elsewhere.ear.notices == []
    assert [person.name for person in alone.state.people.values()] == [NAMES[0]]
    (mine,) = note(alone, "hjemme")
    elsewhere.flush(alone)
    assert alone.noted(mine.id)
    assert [place.place for place in alone.vault_places()] == [("mine.json", str(taken.parent))]
    with pytest.raises(Refused) as refused:
        alone.erase(alone.state.vault)
    assert refused.value.reason.id == "refused.vault_itself"
    assert elsewhere.close()
    assert [path.name for path in elsewhere.places.sessions.glob("*.json")] == ["mine.json"]
    taken.rename(house.notes())
    assert words(house.open().whole) == [f"et {SECRET}", f"hjemme {SECRET}"]
    house.close()
    assert words(house.open().whole) == [f"et {SECRET}", f"hjemme {SECRET}"]


# -- when the program is killed ----------------------------------------------------------------------------


def shorten(journal: Path, lines: int) -> None:
    """Take the last lines of a journal away, as if the program had been killed before they were written."""
    kept = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(kept[: len(kept) - lines]))


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_killed_before_the_meetings_journal_had_it_what_was_noted_is_there(house: House, lost: int) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    house.flush(desk)  # the files are there, without a word in them
    note(desk, "et")
    note(desk, "to")
    desk.undo()
    before = desk.state
    house.kill(desk)
    session = next(p for p in house.places.state.glob("*.journal") if p.stem != vault)
    shorten(session, lost)
    desk = house.open()
    assert desk.state.items == before.items
    assert SECRET not in str(read_journal(session).records)
    note(desk, "tre")
    assert house.close()
    assert words(house.open().whole) == [f"et {SECRET}", f"tre {SECRET}"]


@pytest.mark.parametrize("lost", [1, 2])
def test_killed_before_the_notes_journal_had_it_the_meeting_opens(house: House, lost: int) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    house.flush(desk)  # the files are there, without a word in them
    note(desk, "et")
    note(desk, "to")
    note(desk, "ønske", into="wishes")
    house.kill(desk)
    shorten(house.places.state / f"{vault}.journal", lost)
    desk = house.open()
    assert words(desk.state) == [f"et {SECRET}", "ønske"][lost - 1 :]
    assert desk.state.vault == vault
    note(desk, "tre")
    assert house.close()
    assert words(house.open().whole)[-1] == f"tre {SECRET}"


def test_notes_are_only_called_safe_once_the_meeting_knows_of_them(house: House) -> None:
    """Their file is quick and the meeting's disk slow: after a power cut nobody would look for that file."""
    desk = house.begin()
    house.flush(desk)
    keeper: Any = desk.keeper
    stuck, go_on = threading.Event(), threading.Event()
    save = keeper.store._saving.save_journal

    def slow(forced: bool) -> None:
        stuck.set()
        go_on.wait(10)
        save(forced)

    keeper.store._saving.save_journal = slow
    vault = open_notes(desk)
    (mine,) = note(desk, "et")
    assert stuck.wait(10)
    assert not list(house.folder.rglob(f"{vault}.*")), "nothing that no meeting knows of"
    kept = [path for path in house.folder.rglob("*") if path.is_file()]  # without waiting for the slow disk
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]
    assert not desk.noted(mine.id)
    go_on.set()
    house.flush(desk)
    assert desk.noted(mine.id)
    house.kill(desk)
    assert words(house.open().whole) == [f"et {SECRET}"]


CHILD = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from test_keeping_notes import House, note, open_notes
house = House(Path(sys.argv[1]))
desk = house.begin()
open_notes(desk)
mine = []
for number in range(10_000):
    mine += note(desk, f"nr {number}") if number % 3 else note(desk, f"plain {number}", into="wishes")
    if number % 5 == 0:
        house.flush(desk)
    print(sum(desk.noted(item.id) for item in mine), flush=True)
"""


@ONLY_POSIX
@pytest.mark.parametrize("lines", [2, 20, 90])
def test_killed_at_any_moment_whatever_was_noted_is_there_again(house: House, lines: int) -> None:
    here = Path(__file__).parent
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(house.folder), str(here), str(here / "core")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    heard = [child.stdout.readline() for _ in range(lines)]
    os.kill(child.pid, signal.SIGKILL)
    heard += child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    noted = int([line for line in heard if line.strip()][-1])
    desk = house.open()
    secret = [item.text for item in desk.state.items.values() if item.vault]
    public = [item.text for item in desk.state.items.values() if not item.vault]
    assert len(secret) + len(public) >= noted
    assert secret == [f"nr {n} {SECRET}" for n in range(10_000) if n % 3][: len(secret)]
    assert public == [f"plain {n}" for n in range(0, 10_000, 3)][: len(public)]
    assert house.close()
    assert SECRET.encode() not in house.meeting.read_bytes()


# -- erasing -----------------------------------------------------------------------------------------------


def test_erased_notes_are_nowhere_and_do_not_come_back(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    note(desk, "fortrudt")
    desk.undo()
    desk.do(c.GoTo("write"))
    desk.do(c.RewordIdea(next(iter(desk.state.items)), f"igen {SECRET}"))
    house.flush(desk)
    house.close()
    desk = house.open()
    note(desk, "mere")
    desk.undo()
    house.flush(desk)
    assert len(house.with_words()) >= 2
    desk.erase(vault)
    assert house.with_words() == []
    assert words(desk.state) == []
    assert SECRET not in str(desk.record.entries)
    assert desk.vault_places() == ()
    for again in (desk.redo, desk.undo, desk.undo, desk.undo, desk.redo, desk.redo):
        try:
            again()
        except Refused:
            continue
        assert words(desk.state) == []
    note(desk, "ønske", into="wishes")
    assert house.close()
    assert house.with_words() == []
    desk = house.open()
    assert words(desk.state) == ["ønske"]
    assert house.ear.notices == []
    with pytest.raises(Refused):
        desk.erase(vault)


def test_only_one_persons_notes_are_erased(house: House) -> None:
    desk = house.begin()
    first = open_notes(desk)
    note(desk, "et")
    desk.do(c.GoTo("write"))
    desk.do(c.RepeatRun())
    open_notes(desk, "s")
    note(desk, "to")
    house.flush(desk)
    desk.erase(first)
    assert house.with_words(f"et {SECRET}") == []
    assert words(desk.state) == [f"to {SECRET}"]
    assert house.close()
    assert words(house.open().whole) == [f"to {SECRET}"]
    assert not house.notes(1).exists()


def test_after_erasing_new_notes_of_the_same_person_can_be_begun(house: House) -> None:
    desk = house.begin()
    first = open_notes(desk)
    note(desk, "et")
    desk.erase(first)
    desk.do(c.OpenVault("m", consented=True))
    note(desk, "nyt")
    assert house.close()
    assert words(house.open().whole) == [f"nyt {SECRET}"]


def test_notes_that_are_not_here_cannot_be_erased(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    house.close()
    for path in house.places.sessions.glob("*noter*"):
        path.rename(house.folder / path.name)
    desk = house.open()
    with pytest.raises(Refused) as refused:
        desk.erase(vault)
    assert refused.value.reason.id == "refused.vault_away"
    assert not desk.state.vaults[vault].erased


def test_damaged_notes_can_be_erased(house: House) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    house.close()
    house.notes().write_bytes(house.notes().read_bytes()[:-20])
    for backup in house.places.sessions.glob("*noter*.bak"):
        backup.unlink()
    desk = house.open()
    assert ids(house.ear.notices) == ["vault.unreadable"]
    assert house.with_words() == [house.notes().name]
    desk.erase(vault)
    assert house.with_words() == []


def test_what_could_not_be_deleted_is_named_and_tried_again_at_the_next_opening(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    house.flush(desk)
    desk.keeper.checkpoint()  # type: ignore[union-attr]
    house.flush(desk)
    unlink = Disk.unlink

    def held(self: Disk, path: Path) -> None:
        if path == house.notes():
            raise PermissionError(errno.EACCES, "held", str(path))
        unlink(self, path)

    with monkeypatch.context() as broken:
        broken.setattr(Disk, "unlink", held)
        with pytest.raises(Refused) as refused:
            desk.erase(vault)
        assert refused.value.reason.id == "save.not_erased"
        assert house.with_words() == [house.notes().name]
        assert words(desk.state) == []
        assert house.close()
        desk = house.open()
        assert ids(house.ear.notices) == ["save.not_erased"]
        assert house.close()
    desk = house.open()
    assert house.with_words() == []
    assert house.ear.notices == []


def test_killed_while_erasing_the_rest_goes_at_the_next_opening(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = house.begin()
    vault = open_notes(desk)
    note(desk, "et")
    house.flush(desk)
    keeper: Any = desk.keeper
    monkeypatch.setattr(keeper, "erase", lambda _: None)
    desk.erase(vault)
    house.kill(desk)
    assert house.with_words() != []
    desk = house.open()
    assert house.with_words() == []
    assert desk.state.vaults[vault].erased


# -- the start screen --------------------------------------------------------------------------------------


def test_the_start_screen_lists_notes_by_name_alone_behind_the_meetings(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.close()
    office = house.office()
    listed = [choice for choice in office.choices() if choice.heading.id == "start.go_on"]
    assert [choice.title for choice in listed] == ["Uge 10", "Uge 10 – fortrolige noter 1"]
    assert listed[1].beside == "fortrolige noter"
    assert listed[1].look is None
    assert words(listed[1].open().state) == [f"et {SECRET}"]


def test_many_notes_leave_room_for_the_meetings(house: House) -> None:
    for number in range(5):
        desk = house.office().new_session(agenda(), people=people(), name=f"Møde {number}")
        house._attended(desk)
        for owner in "msa":
            open_notes(desk, owner)
            desk.do(c.GoTo("write"))
            desk.do(c.RepeatRun())
        house.close()
    listed = [choice for choice in house.office().choices() if choice.heading.id == "start.go_on"]
    assert len(listed) == 12
    assert [choice.title for choice in listed[:5]] == [f"Møde {number}" for number in (4, 3, 2, 1, 0)]


def test_notes_that_were_interrupted_are_marked_too(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    note(desk, "et")
    house.kill(desk)
    for path in house.places.sessions.iterdir():
        path.unlink()
    left = [choice for choice in house.office().choices() if choice.heading.id == "start.unfinished"]
    assert [choice.beside == "fortrolige noter" for choice in left] == [False, True]


def test_nothing_of_it_shows_where_nothing_is_confidential(house: House) -> None:
    desk = house.begin()
    note(desk, "ønske", into="wishes")
    assert house.close()
    assert [path.name for path in house.places.sessions.glob("*.json")] == ["Uge 10.json"]
    assert not any(isinstance(entry.fact, f.Veiled) for entry in house.open().record.entries)


def test_the_question_at_the_end_says_that_the_notes_have_a_file_of_their_own(house: House) -> None:
    from types import SimpleNamespace

    from apv_tui.tui.lines import text_of
    from apv_tui.tui.overlays.quit import QuitOverlay

    def said(desk: Desk) -> str:
        owner: Any = SimpleNamespace(desk=desk, words=desk.words)
        return " ".join(text_of(row).strip() for row in QuitOverlay(owner).content(52, 12))

    desk = house.begin()
    assert "fortrolige" not in said(desk)
    open_notes(desk)
    house.flush(desk)
    assert "De fortrolige noter ligger i en fil for sig" in said(desk)
    house.close()
    alone = said(house.open(house.notes()))
    assert house.notes().name in alone, "nothing of the name is cut off"
    assert "ligger i en fil for sig" not in alone
