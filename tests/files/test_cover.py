"""What covers the room, told to windows that follow: at once, of what kind, and nothing of it is kept."""

import stat
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.core.cover import DARK, LONGEST_MESSAGE, Cover, message_of
from apv_tui.files.cover import CoverReader, cover_path, write_cover
from apv_tui.files.journal import journal_path
from apv_tui.files.places import Places
from apv_tui.wiring import Office, Options

SESSION = "0123456789abcdef"


def looked(reader: CoverReader, state: Path) -> tuple[bool, Cover | None]:
    return reader.look(journal_path(state, SESSION)), reader.cover


def test_a_window_that_follows_hears_of_each_change_once(tmp_path: Path) -> None:
    reader = CoverReader()
    assert looked(reader, tmp_path) == (False, None)
    for cover in (DARK, Cover("message", "Tilbage kl. 14.10\nmed kaffe"), DARK):
        write_cover(tmp_path, SESSION, cover)
        assert looked(reader, tmp_path) == (True, cover)
        assert looked(reader, tmp_path) == (False, cover)
    write_cover(tmp_path, SESSION, None)
    assert looked(reader, tmp_path) == (True, None)
    assert list(tmp_path.iterdir()) == [], "nothing is left of it"
    write_cover(tmp_path, SESSION, None)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
def test_a_message_is_the_owners_alone(tmp_path: Path) -> None:
    write_cover(tmp_path, SESSION, Cover("message", "Mette, din bil holder i vejen"))
    assert stat.S_IMODE(cover_path(tmp_path, SESSION).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "written",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"kind": "message"}', b'{"kind": "message", "text": " "}', b"1" * 9000,
     b"[" * 3000],
)  # fmt: skip
def test_what_cannot_be_read_covers_nothing(tmp_path: Path, written: bytes) -> None:
    cover_path(tmp_path, SESSION).write_bytes(written)
    assert looked(CoverReader(), tmp_path) == (False, None)


def test_a_folder_that_is_away_covers_nothing(tmp_path: Path) -> None:
    write_cover(tmp_path / "away", SESSION, DARK)
    assert CoverReader().look(None) is False
    assert looked(CoverReader(), tmp_path / "away") == (False, None)


def test_a_message_is_made_safe_short_and_without_empty_lines() -> None:
    cover = message_of("  Tilbage \x1b[2J kl. 14  \n\n\t med kaffe ")
    assert cover is not None
    assert "\x1b" not in cover.text
    assert cover.text.split("\n")[1] == "med kaffe"
    long = message_of("ord " * 500)
    assert long is not None
    assert len(long.text) <= LONGEST_MESSAGE
    assert message_of(" \n\t") is None


def test_what_covers_the_room_reaches_a_window_that_follows_and_is_gone_when_the_meeting_is_left(
    tmp_path: Path,
) -> None:
    def office() -> Office:
        places = Places(tmp_path / "sessions", tmp_path / "state", tmp_path / "agendas", tmp_path / "log")
        return Office(
            places, Options(), language="da", clock=SettableClock(datetime(2026, 11, 23, 12, tzinfo=UTC))
        )

    leads = office()
    desk = leads.demo(6)
    assert leads.keeper is not None
    leads.keeper.start()
    desk.do(c.Next())
    reader = CoverReader()
    desk.cover_room(DARK)
    journal = next((tmp_path / "state").glob("*.cover")).with_suffix(".journal")
    assert reader.look(journal)
    assert reader.cover == DARK
    desk.cover_room(message_of("Tilbage kl. 14"))
    leads.close()
    assert reader.look(journal)
    assert reader.cover is None
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Tilbage kl. 14" not in kept, "it is in no file of the meeting"
