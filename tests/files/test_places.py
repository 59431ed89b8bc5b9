"""Names that every file system takes, and the folders of the program."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui import cli
from apv_tui.files.places import (
    HOME_VARIABLE,
    default_places,
    one_name,
    safe_file_name,
    shipped,
    shipped_or_own,
)


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


def test_an_agenda_is_found_by_its_name_beside_it_shipped_or_among_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = {HOME_VARIABLE: str(tmp_path / "home")}
    own, here = tmp_path / "home" / "agendas" / "Tre horisonter.yaml", tmp_path / "Her.yml"
    own.parent.mkdir(parents=True)
    own.touch()
    here.touch()
    for name in ("Tre horisonter", "Tre horisonter.yaml"):
        assert shipped_or_own(Path(name), home) == own
    assert shipped_or_own(Path("Her"), home) == Path("Her.yml")
    assert shipped_or_own(tmp_path / "Her", home) == here
    assert shipped_or_own(Path("apv.da"), home) == shipped("apv.da.yaml")
    assert shipped_or_own(Path("x/Tre horisonter"), home) == Path("x/Tre horisonter"), (
        "another folder is meant"
    )


def test_a_name_with_spaces_that_came_in_as_several_words_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    (tmp_path / "Tre horisonter.yaml").touch()
    (tmp_path / "to.yaml").touch()
    assert one_name(["Tre", "horisonter.yaml"]) == "Tre horisonter.yaml"
    assert one_name(["Tre", "horisonter"]) == "Tre horisonter"
    assert one_name(["to.yaml", "Tre", "horisonter.yaml", "--strict"]) == "Tre horisonter.yaml"
    assert one_name(["Vores", "egen", "dag.yaml"]) == "Vores egen dag.yaml", (
        "it reads as one, though it is not here"
    )
    for fine in (["to.yaml", "sheets"], ["apv.da", "all"], ["to.yaml", "nej.yaml"], ["a.yaml", "b.yaml"]):
        assert one_name(fine) == "", fine


def test_the_command_says_that_the_name_needs_quotation_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "da_DK.UTF-8")
    (tmp_path / "Tre horisonter.yaml").touch()
    for command in ("check", "show", "print", "run", "preview", "rehearse"):
        assert cli.main([command, "Tre", "horisonter.yaml"]) == 2
        said = capsys.readouterr().err
        assert f'apv-tui {command} "Tre horisonter.yaml"' in said
        assert "anførselstegn" in said
