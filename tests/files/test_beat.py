"""How the time runs where a meeting is led: written beside its journal, and worth nothing where it is damaged."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from apv_tui.core.in_step import Beat
from apv_tui.files.beat import LED_SECONDS, beat_path, led_now, read_beat, remove_beat, write_beat
from apv_tui.files.disk import Disk
from apv_tui.files.following import BeatReader
from apv_tui.files.journal import Journal, journal_path
from apv_tui.files.session_file import SessionDocument

NOON = datetime(2026, 11, 23, 12, 0, 0, 250_000, tzinfo=UTC)
BEAT = Beat(NOON, 1234.5678, 60.0, NOON)


def test_what_is_said_is_read_to_the_last_digit_and_only_once(tmp_path: Path) -> None:
    reader, journal = BeatReader(), journal_path(tmp_path, "s1")
    assert reader.look(journal) is None, "nobody leads"
    assert reader.look(None) is None
    write_beat(tmp_path, "s1", BEAT)
    assert reader.look(journal) == BEAT
    assert reader.look(journal) is None
    anew = BEAT._replace(steady=2000.0, speed=1.0)
    write_beat(tmp_path, "s1", anew)
    assert reader.look(journal) == anew
    remove_beat(tmp_path, "s1")
    assert reader.look(journal) is None, "it goes on by what was said last"
    write_beat(tmp_path, "s1", BEAT)
    assert reader.look(journal) == BEAT, "it is led again"
    assert [path.name for path in tmp_path.iterdir()] == ["s1.clock"]


GOOD = {"now": NOON.isoformat(), "steady": 1.0, "speed": 1.0, "utc": NOON.isoformat()}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 900,
        b" " * 5000,
        *(
            json.dumps({**GOOD, **wrong}).encode()
            for wrong in (
                {"now": "2026-11-23T12:00:00"}, {"now": 5}, {"steady": "x"}, {"steady": float("nan")},
                {"steady": float("inf")}, {"speed": 0}, {"speed": -1}, {"speed": 1e9}, {"utc": None},
            )
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_nothing(data: bytes, tmp_path: Path) -> None:
    path = beat_path(tmp_path, "s1")
    path.write_bytes(data)
    assert read_beat(path) is None


def led(state: Path, session: str, alive: int) -> Path:
    """Leave what a program does that leads a session, and was alive last at this second."""
    path = state / f"{session}.json"
    header = SessionDocument(session, "Møde", {"title": "T"}, (), "test").header(path)
    journal = Journal.create(Disk(), journal_path(state, session), header)
    journal.close()
    os.utime(journal.path, (alive, alive))
    write_beat(state, session, BEAT)
    return path


def test_the_session_that_is_led_here_is_found(tmp_path: Path) -> None:
    assert led_now(tmp_path, 2000) is None
    assert led_now(tmp_path / "nowhere", 2000) is None
    first, here = led(tmp_path, "s1", 1995), led(tmp_path, "s2", 1999)
    led(tmp_path, "s3", 2000)
    remove_beat(tmp_path, "s3")
    assert led_now(tmp_path, 2000) == here
    assert led_now(tmp_path, 1000) == here, "the computer's clock was set back"
    remove_beat(tmp_path, "s2")
    assert led_now(tmp_path, 2000) == first
    journal_path(tmp_path, "s1").unlink()
    assert led_now(tmp_path, 2000) is None


def test_a_session_whose_program_was_killed_is_not_led(tmp_path: Path) -> None:
    led(tmp_path, "s1", 1000)
    killed = led(tmp_path, "s2", 2000)
    assert led_now(tmp_path, 2000 + LED_SECONDS / 2) == killed, "it may only be slow"
    assert led_now(tmp_path, 2000 + 2 * LED_SECONDS) is None


def test_a_session_that_cannot_be_read_does_not_hide_another(tmp_path: Path) -> None:
    here = led(tmp_path, "s1", 1995)
    led(tmp_path, "s2", 1999)
    journal_path(tmp_path, "s2").write_bytes(b"")
    os.utime(journal_path(tmp_path, "s2"), (1999, 1999))
    assert led_now(tmp_path, 2000) == here


def test_where_it_cannot_be_written_the_meeting_goes_on(tmp_path: Path) -> None:
    write_beat(tmp_path / "nowhere", "s1", BEAT)
    remove_beat(tmp_path / "nowhere", "s1")
    write_beat(tmp_path, "../x", BEAT)
    assert list(tmp_path.iterdir()) == []
