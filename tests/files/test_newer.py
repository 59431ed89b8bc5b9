"""What a newer version has written can be looked at, and is never written to."""

import json
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core.messages import OnlyToLookAt, Unreadable
from apv_tui.files.disk import backup_path
from apv_tui.files.journal import encode_line, journal_path, read_journal
from apv_tui.files.load import JournalState, load_session
from apv_tui.files.migrations import VERSION
from apv_tui.files.session_file import Damaged, SessionDocument, decode_session, encode_session, version_in
from apv_tui.files.store import NewerFormat, open_session

Tree = dict[str, Any]


def chain(count: int, start: int = 0) -> list[Tree]:
    return [
        {"id": f"e{i}", "after": f"e{i - 1}" if i else "", "at": "2027-03-01T10:00:00Z", "what": {"new": i}}
        for i in range(start, start + count)
    ]


def newer_tree(count: int = 3, **more: Any) -> Tree:
    tree: Tree = json.loads(
        encode_session(SessionDocument("s1", "Møde", {"t": 1}, tuple(chain(count)), "9.1"))
    )
    return tree | {"version": VERSION + 1, "mood": "sunny"} | more


class Computer:
    """A folder of sessions with one that a newer program has written, and the state folder."""

    def __init__(self, folder: Path) -> None:
        self.path, self.state = folder / "møde.json", folder / "state"
        self.state.mkdir()

    def has_file(self, tree: Tree | None = None) -> None:
        self.path.write_text(json.dumps(tree or newer_tree()), encoding="utf-8")

    def has_journal(self, count: int, version: int = VERSION + 1, **more: Any) -> Path:
        header = {"format": "apv-tui journal", "version": version, "session": "s1", "path": str(self.path)}
        header |= {"name": "Møde", "agenda": {"t": 1}, "program": "9.2"} | more
        lines = [header, *chain(count)]
        place = journal_path(self.state, "s1")
        place.write_bytes(b"".join(encode_line(n, line) for n, line in enumerate(lines)))
        return place

    def everything(self) -> dict[str, bytes]:
        every = [path for path in self.path.parent.rglob("*") if path.is_file() and path.suffix != ".lock"]
        return {path.name: path.read_bytes() for path in every}

    def refuses_and_touches_nothing(self) -> NewerFormat:
        before = self.everything()
        with pytest.raises(NewerFormat) as caught:
            open_session(self.path, self.state)
        assert self.everything() == before
        return caught.value


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


# -- the file ----------------------------------------------------------------------------------------------


def test_it_can_be_looked_at(computer: Computer) -> None:
    computer.has_file()
    loaded = load_session(computer.path, computer.state)
    assert loaded.document.newer
    assert loaded.events == tuple(chain(3))
    assert (loaded.document.session, loaded.document.name, loaded.document.agenda) == ("s1", "Møde", {"t": 1})
    assert (loaded.document.program, loaded.document.version) == ("9.1", VERSION + 1)
    assert loaded.notices == ()


def test_it_is_refused_for_writing_and_the_program_that_wrote_it_is_named(computer: Computer) -> None:
    computer.has_file()
    refused = computer.refuses_and_touches_nothing()
    assert isinstance(refused, OnlyToLookAt)
    assert dict(refused.reason.params) == {"program": "9.1"}


def test_it_cannot_be_written_by_mistake(computer: Computer) -> None:
    computer.has_file()
    with pytest.raises(ValueError, match="newer"):
        encode_session(load_session(computer.path, computer.state).document)


@pytest.mark.parametrize("key", ["name", "program", "saved", "revision", "sha256"])
@pytest.mark.parametrize("value", [None, {"text": "x"}])
def test_what_this_program_can_do_without_may_be_another_thing(
    computer: Computer, key: str, value: Any
) -> None:
    tree = newer_tree()
    computer.has_file({**tree, key: value} if value else {k: v for k, v in tree.items() if k != key})
    loaded = load_session(computer.path, computer.state)
    assert loaded.events == tuple(chain(3))
    assert not loaded.document.edited_by_hand
    computer.refuses_and_touches_nothing()


def test_a_mark_of_confidential_notes_is_heeded_whatever_it_has_become(computer: Computer) -> None:
    computer.has_file(newer_tree(confidential={"of": "p1"}))
    assert load_session(computer.path, computer.state).document.confidential


def test_a_frame_that_is_not_understood_is_not_read_and_not_touched(computer: Computer) -> None:
    tree = newer_tree()
    computer.has_file({key: tree[key] for key in tree if key != "events"})
    before = computer.everything()
    for reading in (load_session, open_session):
        with pytest.raises(Unreadable) as caught:
            reading(computer.path, computer.state)
        assert caught.value.problems[0].what.id == "session.newer"
    assert computer.everything() == before


@pytest.mark.parametrize(
    "change", [{"last": "e1"}, {"session": "../x"}, {"events": chain(1, 2), "last": "e2"}]
)
def test_damage_is_damage(computer: Computer, change: Tree) -> None:
    computer.has_file(newer_tree(**change))
    before = computer.everything()
    with pytest.raises(Damaged):
        open_session(computer.path, computer.state)
    assert computer.everything() == before


@pytest.mark.parametrize("backup", ["newer", "ours"])
def test_a_damaged_one_with_a_good_backup_is_looked_at_and_not_mended(
    computer: Computer, backup: str
) -> None:
    """Whatever this program makes of it would be written over what the newer one may still read."""
    data = json.dumps(newer_tree(), indent=1).encode()
    computer.path.write_bytes(data[:-200])
    document = SessionDocument("s1", "M", {}, tuple(chain(2)))
    backup_path(computer.path).write_bytes(data if backup == "newer" else encode_session(document))
    loaded = load_session(computer.path, computer.state)
    assert loaded.document.newer
    assert len(loaded.events) == (3 if backup == "newer" else 2)
    computer.refuses_and_touches_nothing()


def test_the_version_is_seen_in_the_first_lines() -> None:
    data = encode_session(SessionDocument("s1", "M", {}))
    assert version_in(data) == version_in(b"\xef\xbb\xbf" + data[:60]) == VERSION
    assert version_in(b"") == version_in(b'{"name": "version", "version": 7}') == 0


def test_a_version_that_never_was_is_damage() -> None:
    for version in (0, -1, True, "2", None):
        tree = newer_tree() | {"version": version}
        with pytest.raises(Damaged):
            decode_session(json.dumps(tree).encode(), "x")


# -- the journal -------------------------------------------------------------------------------------------


def test_its_journal_goes_on_where_the_file_ends(computer: Computer) -> None:
    computer.has_file()
    computer.has_journal(5)
    loaded = load_session(computer.path, computer.state)
    assert loaded.events == tuple(chain(5))
    assert loaded.journal is JournalState.FITS
    assert dict(computer.refuses_and_touches_nothing().reason.params) == {"program": "9.2"}


@pytest.mark.parametrize("torn", [b"", b"0badcafe [", b"0badcafe []\n"])
def test_a_newer_journal_beside_a_file_of_ours_is_not_ours_to_write_to(
    computer: Computer, torn: bytes
) -> None:
    computer.path.write_bytes(encode_session(SessionDocument("s1", "M", {}, tuple(chain(2)))))
    place = computer.has_journal(5)
    place.write_bytes(place.read_bytes() + torn)
    assert load_session(computer.path, computer.state).document.newer
    computer.refuses_and_touches_nothing()


def test_a_newer_journal_whose_first_line_is_not_understood_is_left_alone(computer: Computer) -> None:
    computer.path.write_bytes(encode_session(SessionDocument("s1", "M", {}, tuple(chain(2)), "0.9")))
    computer.has_journal(5, agenda=["another", "shape"])
    assert load_session(computer.path, computer.state).events == tuple(chain(2))
    computer.refuses_and_touches_nothing()


def test_a_newer_journal_alone_is_looked_at(computer: Computer) -> None:
    computer.has_journal(4)
    loaded = load_session(computer.path, computer.state)
    assert loaded.events == tuple(chain(4))
    computer.refuses_and_touches_nothing()


def test_what_a_newer_program_left_in_the_refuge_is_not_ours_either(computer: Computer) -> None:
    computer.path.write_bytes(encode_session(SessionDocument("s1", "M", {}, tuple(chain(2)))))
    (computer.state / "s1.json").write_text(json.dumps(newer_tree()))
    computer.refuses_and_touches_nothing()


def test_a_journal_of_a_version_that_never_was_is_no_journal(computer: Computer) -> None:
    for version in (0, True, "2", None):
        read = read_journal(computer.has_journal(1, version))  # type: ignore[arg-type]
        assert (read.header, read.newer) == (None, False)
