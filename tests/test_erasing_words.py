"""Erased words are in no file any more: whatever copies there are, whatever fails, whenever the program is killed."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.clock import SettableClock
from apv_tui.core.erasure import unfinished
from apv_tui.core.messages import Refused
from apv_tui.files.disk import Disk
from apv_tui.files.journal import Journal
from apv_tui.files.places import Places
from apv_tui.files.session_file import decode_session, encode_session
from apv_tui.files.writing import _temp_path
from apv_tui.tui.desk import Desk
from apv_tui.wiring import Office, Options
from confidential import agenda, note, open_notes, people

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
BAD = "Bøvlet Åge"
"""Stands in all words that are to go; with letters that JSON can write in two ways."""
SPELLINGS = (BAD.encode(), json.dumps(BAD)[1:-1].encode(), BAD.encode("latin-1"))


class Quick(Disk):
    """Waits for no medium: what is written is there."""

    def fsync(self, descriptor: int) -> None: ...

    def sync_folder(self, folder: Path) -> None: ...


class Dying(Quick):
    """A disk under a program that is killed at the nth call that changes something: nothing reaches it later."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    @property
    def dead(self) -> bool:
        return self.left <= 0

    def _count(self) -> None:
        if not self.dead:
            self.left -= 1
        if self.dead:
            raise OSError(errno.EIO, "killed")


def _counted(name: str) -> Callable[..., Any]:
    real = getattr(Quick, name)

    def counted(self: Dying, *args: Any, **more: Any) -> Any:
        self._count()
        return real(self, *args, **more)

    return counted


for _name in (
    "open_new",
    "open_append",
    "write",
    "fsync",
    "truncate",
    "replace",
    "link",
    "unlink",
    "sync_folder",
):
    setattr(Dying, _name, _counted(_name))


class Torn(Dying):
    """As above; the writing at which it is killed gets half of the bytes down."""

    def write(self, descriptor: int, data: bytes) -> int:
        if self.left == 1:
            os.write(descriptor, data[: len(data) // 2])
        self._count()
        return os.write(descriptor, data)


class House:
    """The folders of one computer."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.places = Places(folder / "sessions", folder / "state", folder / "agendas", folder / "log")
        self.monkeypatch = monkeypatch
        self.office: Office
        self.use(Quick())

    def use(self, disk: Disk) -> None:
        self.monkeypatch.setattr("apv_tui.files.store.Disk", lambda: disk)

    def begin(self, **more: Any) -> Desk:
        self._office()
        return self.office.new_session(agenda(), people=people(), name="Uge 10", **more)

    def open(self, path: Path | None = None) -> Desk:
        self._office()
        return self.office.open_session(path or self.meeting)

    def _office(self) -> None:
        self.office = Office(self.places, Options(seed=5), language="da", clock=SettableClock(START))

    def save(self, desk: Desk) -> None:
        keeper: Any = desk.keeper
        keeper.start()
        assert keeper.store.flush()  # notes get their file when the meeting's log knows of them
        keeper.checkpoint()
        for store in (keeper.store, *keeper.vaults._stores.values()):
            assert store.flush()

    @property
    def meeting(self) -> Path:
        return self.places.sessions / "Uge 10.json"

    @property
    def notes(self) -> Path:
        return self.places.sessions / "Uge 10 – fortrolige noter 1.json"

    def with_words(self, *more: str) -> list[str]:
        spellings = (*SPELLINGS, *(word.encode() for word in more))
        found = []
        for path in self.folder.rglob("*"):
            with suppress(FileNotFoundError, IsADirectoryError):  # what is being replaced may go meanwhile
                if any(word in path.read_bytes() for word in spellings):
                    found.append(path.name)
        return sorted(found)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    made = House(tmp_path, monkeypatch)
    yield made
    made.use(Quick())
    made.office.close()


def littered(house: House) -> tuple[Desk, str]:
    """Begin a meeting with one wish that is to go, and everything beside it that may hold its words."""
    desk = house.begin()
    (wish, _) = note(desk, BAD, "Ro", into="wishes")
    house.save(desk)
    desk.do(c.RewordIdea(wish.id, f"{BAD} igen"))
    desk.do(c.CarryOver((wish.id,), "parking"))
    house.save(desk)
    desk.undo()
    desk.do(c.AssessIdea(wish.id, "partly", f"fordi {BAD}"))
    house.save(desk)
    house.save(desk)
    document = decode_session(house.meeting.read_bytes(), "x")
    session, state, beside = document.session, house.places.state, house.places.sessions
    own = house.meeting.name
    for name in (f"{own}.damaged-1", f"{own}.version-1-1", f"{own}.version-1"):
        (beside / name).write_bytes(house.meeting.read_bytes())
    (beside / f"{own}.damaged-2").write_text(BAD)  # its head is gone
    (beside / f"{own}.bak").write_bytes(house.meeting.read_bytes())
    (beside / "Uge 10 (conflict PC 2026-03-02 09.00.00).json").write_bytes(encode_session(document))
    (beside / "Uge 10 (conflict PC 2026-03-02 09.00.00).json.bak").write_bytes(encode_session(document))
    (beside / ".apv-tui-000000000000-12345678.tmp").write_bytes(house.meeting.read_bytes())
    (state / f"{session}.json").write_bytes(house.meeting.read_bytes())
    (state / f"{session}.journal.torn-1").write_text(BAD)
    (state / f"{session}.journal.damaged-1").write_text(BAD)
    # A torn tail that was about to be kept when the program was killed: no id stands in it.
    _temp_path(state / f"{session}.journal.torn-2").write_text(BAD)
    header = document.header(house.meeting)
    Journal.create(Quick(), state / f"{session}.journal.diverged-1", header, document.events).close()
    Journal.create(Quick(), state / f"{session}.journal.diverged-2", header, document.events).close()
    with open(state / f"{session}.journal.diverged-2", "ab") as torn:
        torn.write(BAD.encode())
    return desk, wish.id


def all_of(desk: Desk, item: str) -> list[str]:
    from apv_tui.core.erasure import carried_along

    return [item, *carried_along(desk.record.entries, item)]


def test_nothing_of_the_words_is_left_in_any_file_and_the_rest_is_whole(house: House) -> None:
    desk, wish = littered(house)
    before = [(entry.id, entry.after) for entry in desk.record.entries]
    assert len(house.with_words()) == 16
    desk.erase_words(all_of(desk, wish))
    assert house.with_words() == []
    assert desk.item_text(desk.state.items[wish]) == "(ordene er slettet)"
    house.office.close()
    assert house.with_words() == []
    again = house.open()
    assert [(entry.id, entry.after) for entry in again.record.entries[: len(before)]] == before
    assert [item.text for item in again.state.items.values()] == ["", "Ro"]
    assert unfinished(again.record.entries) == {}
    names = {path.name for path in house.places.sessions.iterdir()}
    conflict = "Uge 10 (conflict PC 2026-03-02 09.00.00).json"
    assert names == {house.meeting.name, f"{house.meeting.name}.bak", conflict}
    copy = decode_session((house.places.sessions / conflict).read_bytes(), "x")
    assert not copy.edited_by_hand
    assert copy.events  # it may hold what is nowhere else


@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (Dying, 4),
        (Torn, 5),
        pytest.param(Dying, 1, marks=pytest.mark.long),
        pytest.param(Torn, 1, marks=pytest.mark.long),
    ],
)
def test_killed_at_any_call_the_words_go_at_the_next_opening_or_nobody_said_that_they_went(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Dying], step: int
) -> None:
    outcomes = set()
    for nth in range(1, 400, step):
        house = House(tmp_path / str(nth), monkeypatch)
        disk = Dying(10**9)
        house.use(disk)
        desk, wish = littered(house)
        disk.__class__ = kind
        disk.left = nth
        told = ""
        try:
            desk.erase_words(all_of(desk, wish))
        except Refused as refused:
            told = refused.reason.id
        finished = not disk.dead
        disk.left = min(disk.left, 0)  # and killed at the latest now
        house.office.close()
        if not told:
            assert house.with_words() == [], f"call {nth}"
        house.use(Quick())
        again = house.open()
        intended = any(isinstance(entry.fact, f.WordsErased) for entry in again.record.entries)
        if intended:
            assert house.with_words() == [], f"call {nth}"
            assert again.state.items[wish].text == ""
            assert again.state.items[wish].number == 1
            assert unfinished(again.record.entries) == {}
        else:
            assert told == "save.words_stay"
            assert BAD in again.state.items[wish].text
        house.office.close()
        assert not intended or house.with_words() == []
        outcomes.add((intended, bool(told)))
        if finished:
            break
    assert finished
    assert outcomes >= {(False, True), (True, True), (True, False)}
    assert nth > 30


class Holding(Quick):
    """Lets nobody delete or replace one file, as a scanner or a read-only folder does."""

    def __init__(self, name: str) -> None:
        self.name = name

    def unlink(self, path: Path) -> None:
        self._check(path)
        super().unlink(path)

    def replace(self, source: Path, target: Path) -> None:
        self._check(target)
        super().replace(source, target)

    def _check(self, path: Path) -> None:
        if path.name == self.name:
            raise PermissionError(errno.EACCES, "held", str(path))


CONFLICT = "Uge 10 (conflict PC 2026-03-02 09.00.00).json"


@pytest.mark.parametrize("held", ["Uge 10.json.damaged-2", CONFLICT, "Uge 10.json", "Uge 10.json.bak"])
def test_what_could_not_be_cleared_is_named_and_cleared_at_the_next_opening(house: House, held: str) -> None:
    disk = Holding("")
    house.use(disk)
    desk, wish = littered(house)
    disk.name = held
    with pytest.raises(Refused) as refused:
        desk.erase_words(all_of(desk, wish))
    assert refused.value.reason.id == "save.words_stay"
    assert held in str(dict(refused.value.reason.params)["path"])
    assert BAD not in str(desk.record.entries)
    assert held in house.with_words()
    house.office.close()
    again = house.open()
    assert set(unfinished(again.record.entries)) == {""}  # still held, and said again
    assert "save.words_stay" in [notice.id for notice in again.recovery]
    house.office.close()
    disk.name = ""
    again = house.open()
    assert house.with_words() == []
    assert unfinished(again.record.entries) == {}


def test_what_is_set_aside_later_is_not_deleted_by_an_erasing_that_is_over(house: House) -> None:
    desk, wish = littered(house)
    desk.erase_words(all_of(desk, wish))
    house.office.close()
    aside = house.places.sessions / "Uge 10.json.damaged-1"
    aside.write_text("might be of use")
    house.open()
    assert aside.exists()


def test_a_copy_of_a_newer_program_is_left_alone_and_named(house: House) -> None:
    desk, wish = littered(house)
    newer = house.places.sessions / "Another copy.json"
    newer.write_bytes(house.meeting.read_bytes().replace(b'"kind": "idea_noted"', b'"kind": "idea_sung"', 1))
    before = newer.read_bytes()
    with pytest.raises(Refused) as refused:
        desk.erase_words(all_of(desk, wish))
    assert "Another copy.json" in str(dict(refused.value.reason.params)["path"])
    assert newer.read_bytes() == before
    assert house.with_words() == ["Another copy.json"]


def test_another_meeting_in_the_same_folder_is_not_touched(house: House) -> None:
    other = house.begin()
    note(other, BAD, into="wishes")
    house.save(other)
    house.office.close()
    theirs = house.meeting.rename(house.places.sessions / "Uge 10.json.else")
    kept = theirs.read_bytes()
    desk, wish = littered(house)
    desk.erase_words(all_of(desk, wish))
    assert theirs.read_bytes() == kept
    assert house.with_words() == ["Uge 10.json.else"]


def test_a_file_that_was_changed_meanwhile_loses_the_words_as_well(house: House) -> None:
    desk, wish = littered(house)
    document = decode_session(house.meeting.read_bytes(), "x")
    house.meeting.write_bytes(encode_session(document)[:-1] + b" \n")  # a sync client was here
    desk.erase_words(all_of(desk, wish))
    assert house.with_words() == []
    assert house.meeting.exists()
    house.office.close()
    assert house.with_words() == []


def test_what_waits_to_be_saved_goes_too(house: House) -> None:
    desk = house.begin()
    (wish,) = note(desk, BAD, into="wishes")  # nothing is on the disk yet
    desk.erase_words([wish.id])
    assert house.with_words() == []
    house.office.close()
    assert house.with_words() == []
    assert [item.text for item in house.open().state.items.values()] == [""]


# -- confidential notes ------------------------------------------------------------------------------------


def test_a_confidential_note_is_erased_in_its_own_file(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    (mine, rest) = note(desk, BAD, "bliver", into="core")
    house.save(desk)
    desk.do(c.RewordIdea(mine.id, f"{BAD} igen"))
    house.save(desk)
    assert len(house.with_words()) == 3
    meeting = house.meeting.read_bytes()
    desk.erase_words([mine.id])
    assert house.with_words() == []
    assert mine.id.encode() not in meeting
    house.office.close()
    assert house.with_words() == []
    again = house.open()
    assert {item.text for item in again.record.state.items.values()} == {"", rest.text}
    assert unfinished(again.record.entries) == {}
    house.office.close()
    alone = house.open(house.notes)
    assert {item.text for item in alone.record.state.items.values()} == {"", rest.text}
    alone.erase_words([rest.id])
    assert house.with_words("bliver") == []
    house.office.close()
    assert {item.text for item in house.open().record.state.items.values()} == {""}


def test_an_erasing_of_a_confidential_note_is_finished_when_the_meeting_is_opened(house: House) -> None:
    desk = house.begin()
    open_notes(desk)
    (mine,) = note(desk, BAD, into="core")
    house.save(desk)
    desk._keep(desk.record.erase([mine.id]))  # and killed before anything is rewritten
    keeper: Any = desk.keeper
    keeper.erase_words = None
    house.office.close()
    assert house.with_words() != []
    house.open()
    house.office.close()
    assert house.with_words() == []


# -- a person ----------------------------------------------------------------------------------------------


def test_a_persons_name_goes_from_every_file_with_their_notes(house: House) -> None:
    desk = house.begin()
    open_notes(desk, "m")
    note(desk, "privat", into="core")
    (said,) = note(desk, "Mette Holm var der", into="wishes")
    desk.do(c.ChangePerson(f.PersonFacts(id="m", name="Mette Hulm", department=BAD)))
    house.save(desk)
    desk.undo()
    house.save(desk)
    assert house.notes.exists()
    present = desk.state.present
    desk.erase_words(person="m")
    assert not house.notes.exists()
    assert house.with_words("privat", "Hulm") == []
    assert desk.name("m") == "Deltager 1"
    assert [who.id for who in desk.state.present] == [who.id for who in present]
    assert desk.state.items[said.id].text == "Mette Holm var der"  # that is asked about by itself
    desk.erase_words([said.id])
    house.office.close()
    assert house.with_words("privat", "Hulm", "Holm", "Mette") == []
    assert house.open().name("m") == "Deltager 1"


# -- a whole session ---------------------------------------------------------------------------------------


def erase(house: House, *answers: str, path: Path | None = None, args: tuple[str, ...] = ()) -> int:
    """Give the command with these answers typed; the folders are the house's."""
    from apv_tui import cli

    left = iter(answers)

    def answer(question: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    house.monkeypatch.setattr("builtins.input", answer)
    house.monkeypatch.setattr("apv_tui.files.places.default_places", lambda _: house.places)
    return cli.main(["erase", str(path or house.meeting), "--language", "da", *args])


def closed(house: House) -> None:
    """Leave a meeting with confidential notes and all that can lie beside it, closed."""
    desk, _ = littered(house)
    open_notes(desk)
    note(desk, f"{BAD} privat", into="core")
    house.save(desk)
    house.office.close()
    assert len(house.with_words()) > 10


def test_a_whole_session_is_erased_after_a_word_was_typed(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    closed(house)
    assert erase(house, "j", "slet") == 0
    assert house.with_words() == []
    assert list(house.places.sessions.iterdir()) == []
    assert [path.name for path in house.places.state.iterdir()] == ["locks"]
    said = capsys.readouterr().out
    assert "Skal slettes: Uge 10" in said
    assert "2. marts 2026, 3 personer, 2 noter" in said
    assert "backup af computeren" in said
    assert said.rstrip().endswith("Uge 10 er slettet.")


def test_the_notes_stay_where_that_was_not_asked_for(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    closed(house)
    assert erase(house, args=("--yes",)) == 0
    assert [path.name for path in house.places.sessions.iterdir()] == [house.notes.name]
    assert "Én persons fortrolige noter bliver liggende." in capsys.readouterr().out
    assert [item.text for item in house.open(house.notes).record.state.items.values()] == [
        f"{BAD} privat hemmeligt"
    ]


@pytest.mark.parametrize("answers", [(), ("n",), ("n", ""), ("j", "ja"), ("slet",)])
def test_nothing_is_erased_without_the_word(house: House, answers: tuple[str, ...]) -> None:
    closed(house)
    before = house.with_words()
    assert erase(house, *answers) == 1
    assert house.with_words() == before


def test_a_session_that_is_open_is_not_erased(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    littered(house)
    before = house.with_words()
    assert erase(house, args=("--yes", "--with-notes")) == 1
    assert house.with_words() == before
    assert "Uge 10" in capsys.readouterr().err


def test_a_damaged_session_is_erased_by_its_id_and_another_file_is_refused(
    house: House, tmp_path: Path
) -> None:
    closed(house)
    damaged = house.meeting.read_bytes()[:-200]
    for path in (*house.places.sessions.glob("Uge 10.json*"), *house.places.state.glob("*.journal*")):
        path.unlink()
    house.meeting.write_bytes(damaged)
    assert erase(house, args=("--yes",)) == 0
    assert not house.meeting.exists()
    mine = tmp_path / "mine.json"
    mine.write_text(f'{{"mine": "{BAD}"}}')
    assert erase(house, path=mine, args=("--yes",)) == 1
    assert erase(house, path=tmp_path / "nothing.json", args=("--yes",)) == 1
    assert mine.exists()


def test_what_of_a_session_could_not_be_deleted_is_named(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    closed(house)
    held = f"{house.meeting.name}.damaged-2"
    house.monkeypatch.setattr("apv_tui.files.rewriting.Disk", lambda: Holding(held))
    assert erase(house, args=("--yes", "--with-notes")) == 1
    assert house.with_words() == [held]
    assert held in capsys.readouterr().err
