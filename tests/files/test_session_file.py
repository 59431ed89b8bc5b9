"""The session file, and putting a meeting together again from what is left of it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from apv_tui.core.messages import Unreadable
from apv_tui.files.disk import Disk, backup_path
from apv_tui.files.journal import Journal, journal_path
from apv_tui.files.load import JournalState, Loaded, load_session
from apv_tui.files.session_file import Damaged, SessionDocument, decode_session, encode_session
from apv_tui.files.unfinished import find_unfinished, read_aside

AGENDA = {"title": "Trivsel", "steps": [{"id": "a", "minutes": 5}]}


def chain(count: int, start: int = 0, name: str = "e") -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "id": f"{name}{i}",
            "after": f"{name}{i - 1}" if i else "",
            "at": f"2025-03-01T10:00:{i:02}Z",
            "n": i,
        }
        for i in range(start, start + count)
    )


def document(count: int, session: str = "s1") -> SessionDocument:
    return SessionDocument(session, "Møde", AGENDA, chain(count), "0.1", "2025-03-01T10:00:00Z", 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "møde.json"


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def journal(state: Path, path: Path, events: tuple[dict[str, Any], ...], session: str = "s1") -> Path:
    place = journal_path(state, session)
    Journal.create(Disk(), place, document(0, session).header(path), events).close()
    return place


def ids(loaded: Loaded) -> list[str]:
    return [notice.id for notice in loaded.notices]


def test_what_was_written_is_read_byte_order_mark_or_not() -> None:
    data = encode_session(document(3))
    assert decode_session(data, "x") == document(3)
    assert decode_session(b"\xef\xbb\xbf" + data, "x") == document(3)


def test_a_change_by_hand_is_seen_and_not_refused() -> None:
    tree = json.loads(encode_session(document(3)))
    again = json.dumps(tree).encode()  # other white space and order: the same content
    assert not decode_session(again, "x").edited_by_hand
    tree["name"] = "Andet"
    read = decode_session(json.dumps(tree).encode(), "x")
    assert read.edited_by_hand
    assert read.name == "Andet"


@pytest.mark.parametrize(
    ("data", "id_"),
    [
        (b"", "session.empty"),
        (b"\0" * 500, "session.empty"),
        (b'{"format": "apv-tui session", \xff\xfe\x00', "session.not_text"),
        (b'{"format": "apv-tui session", ', "session.broken_json"),
        (b'{"format": "apv-tui session", "version": NaN}', "session.broken_json"),
        (b'{"format": "apv-tui session", "a": ' + b"[" * 100_000, "session.broken_json"),
        # Nothing in these tells of a session: a letter, a picture, somebody else's JSON.
        ("Kære alle, husk mødet i morgen\n".encode(), "session.not_a_session"),
        (b"\x89PNG\xff\xfe\x00", "session.not_a_session"),
        (b"[1]", "session.not_a_session"),
        (b'{"a": NaN}', "session.not_a_session"),
        (b"[" * 100_000, "session.not_a_session"),
    ],
    ids=lambda each: repr(each)[:40],
)
def test_a_file_that_is_no_session_any_more_is_damaged(data: bytes, id_: str) -> None:
    with pytest.raises(Damaged) as caught:
        decode_session(data, "x")
    assert caught.value.problems[0].what.id == id_


@pytest.mark.parametrize(
    ("change", "id_"),
    [
        ({"session": "../../x"}, "session.wrong_key"),
        ({"events": {}}, "session.wrong_key"),
        ({"revision": True}, "session.wrong_key"),
        ({"agenda": None}, "session.wrong_key"),
        ({"last": "e1"}, "session.broken_chain"),
        ({"events": [{"id": "e0", "after": "x", "at": ""}]}, "session.broken_chain"),
        ({"events": ["e0"]}, "session.broken_chain"),
    ],
)
def test_wrong_contents_are_damage(change: dict[str, Any], id_: str) -> None:
    tree = json.loads(encode_session(document(3))) | change
    with pytest.raises(Damaged) as caught:
        decode_session(json.dumps(tree).encode(), "x")
    assert caught.value.problems[0].what.id == id_


def test_files_of_others_are_left_alone(path: Path, state: Path) -> None:
    journal(state, path, chain(2))
    path.write_text(json.dumps({"hello": 1}))
    before = path.read_bytes()
    with pytest.raises(Unreadable) as caught:
        load_session(path, state)
    assert caught.value.problems[0].what.id == "session.not_a_session"
    assert path.read_bytes() == before


@pytest.mark.parametrize("count", [0, 3, 5])
def test_the_journal_continues_the_file(path: Path, state: Path, count: int) -> None:
    path.write_bytes(encode_session(document(count)))
    journal(state, path, chain(5))
    loaded = load_session(path, state)
    assert loaded.events == chain(5) == loaded.document.events
    assert loaded.recovered == 5 - count
    assert loaded.journal is JournalState.FITS
    assert ids(loaded) == (["session.recovered"] if count < 5 else [])


def test_without_a_journal_the_file_opens(path: Path, state: Path) -> None:
    path.write_bytes(encode_session(document(3)))
    loaded = load_session(path, state)
    assert (loaded.events, loaded.recovered, loaded.notices) == (chain(3), 0, ())


@pytest.mark.parametrize("bad", [b"", b"\0" * 900, b"{", None])
def test_a_bad_file_is_recovered_from_backup_and_journal(path: Path, state: Path, bad: bytes | None) -> None:
    if bad is not None:
        path.write_bytes(bad)
    backup_path(path).write_bytes(encode_session(document(2)))
    journal(state, path, chain(5))
    loaded = load_session(path, state)
    assert loaded.events == chain(5)
    assert loaded.recovered == 3
    assert not loaded.file_is_good
    assert ids(loaded) == ["session.from_backup", "session.recovered"]


def test_with_file_and_backup_bad_the_journal_gives_the_meeting_back(path: Path, state: Path) -> None:
    path.write_bytes(b"\0" * 900)
    backup_path(path).write_bytes(b"")
    journal(state, path, chain(5))
    loaded = load_session(path, state)
    assert loaded.events == chain(5)
    assert loaded.document.agenda == AGENDA
    assert loaded.recovered == 5


def test_with_nothing_left_the_damage_is_said(path: Path, state: Path) -> None:
    path.write_bytes(b"\0" * 900)
    with pytest.raises(Damaged):
        load_session(path, state)
    path.unlink()
    with pytest.raises(Unreadable) as caught:
        load_session(path, state)
    assert caught.value.problems[0].what.id == "session.missing"


def test_a_journal_of_another_session_is_ignored_and_reported(path: Path, state: Path) -> None:
    path.write_bytes(encode_session(document(2)))
    other = journal(state, path, chain(4), "s2")
    loaded = load_session(path, state)
    assert loaded.events == chain(2)
    assert ids(loaded) == ["session.foreign_journal"]
    other.rename(journal_path(state, "s1"))
    loaded = load_session(path, state)
    assert loaded.events == chain(2)
    assert loaded.journal is JournalState.FOREIGN


def test_a_meeting_that_went_on_elsewhere_is_never_merged(path: Path, state: Path) -> None:
    elsewhere = (*chain(2), {"id": "f2", "after": "e1", "at": ""}, {"id": "f3", "after": "f2", "at": ""})
    path.write_bytes(encode_session(replace(document(0), events=elsewhere)))
    place = journal(state, path, chain(5))
    loaded = load_session(path, state)
    assert loaded.events == elsewhere
    assert loaded.journal is JournalState.DIVERGED
    assert ids(loaded) == ["session.diverged"]
    assert read_aside(place).events == chain(5)


def test_a_damaged_journal_gives_its_beginning_and_the_lines_lost(path: Path, state: Path) -> None:
    path.write_bytes(encode_session(document(1)))
    place = journal(state, path, chain(6))
    place.write_bytes(place.read_bytes().replace(b'"e3"', b'"e8"', 1))
    loaded = load_session(path, state)
    assert loaded.events == chain(3)
    assert dict(loaded.notices[0].params)["n"] == 3


def test_meetings_that_were_not_closed_are_found_the_latest_first(path: Path, state: Path) -> None:
    assert find_unfinished(state) == []
    journal(state, path, chain(2), "s1")
    journal(state, path.with_name("other.json"), chain(5), "s2")
    (state / "s3.journal").write_bytes(b"rubbish\n")
    found = find_unfinished(state)
    assert [each[:3] for each in found] == [
        ("s2", path.with_name("other.json"), "2025-03-01T10:00:04Z"),
        ("s1", path, "2025-03-01T10:00:01Z"),
    ]
