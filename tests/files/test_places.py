"""Names that every file system takes, and the folders of the program."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.files.places import default_places, safe_file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trivsel på Skolen", "Trivsel på Skolen"),
        ("A/B: hvad nu?", "A-B- hvad nu"),
        ("CON", "_CON"),
        ("con.json", "_con.json"),
        ("COM¹", "_COM¹"),
        ("Console", "Console"),
        ("slut...", "slut"),
        ("  .skjult ", "skjult"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "session"),
        ("???", "session"),
        ("Mo\u0308de", "Möde"),
        ("linje\nto\x1b[2J", "linje to-[2J"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_file_name(title) == name


@given(st.text(max_size=400))
def test_any_title_becomes_a_name_that_every_system_takes(title: str) -> None:
    name = safe_file_name(title)
    assert 0 < len(name) <= 80
    assert len(name.encode()) <= 160
    assert not set('<>:"/\\|?*') & set(name)
    assert name == unicodedata.normalize("NFC", name)
    assert name[-1] not in " ."
    assert name[0] not in " ."
    assert safe_file_name(name) == name


@pytest.mark.parametrize("title", ["x" * 300, "con." + "a" * 76, "æ" * 300, "👩‍👩‍👧" * 40, "ord " * 60])
def test_long_titles_are_cut(title: str) -> None:
    name = safe_file_name(title)
    assert len(name) <= 80
    assert len(name.encode()) <= 160
    assert safe_file_name(name) == name


def test_one_variable_puts_everything_under_one_folder(tmp_path: Path) -> None:
    places = default_places({"APV_TUI_HOME": str(tmp_path)})
    assert places.sessions == tmp_path / "sessions"
    assert places.state == tmp_path / "state"
    assert places.agendas == tmp_path / "agendas"
    assert all(tmp_path in place.parents for place in places)


def test_without_it_sessions_lie_among_the_users_documents() -> None:
    places = default_places({})
    assert places.sessions.name == "apv-tui"
    assert all(place.is_absolute() for place in places)
    assert places.state != places.sessions
