"""An edited agenda taken over for meetings still to come: the command, and what the start screen says of a case."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from apv_tui.cli import main
from apv_tui.core import commands as c
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import Places, default_places
from apv_tui.library import look_into
from apv_tui.wiring import Office, Options
from apv_tui.words import Words

AGENDA = """\
title: Forløb
language: da
lists:
  ideer: {title: Ideer, one: ide, many: ideer}
meetings:
  - id: et
    title: Første møde
    steps:
      - {id: snak, kind: talk, title: Snak, minutes: 5}
      - {id: ideer, kind: collect, title: Ideer, minutes: 10, into: ideer}
      - {id: slut, kind: close, title: Slut, minutes: 5, uses: ideer}
  - id: to
    title: Andet møde
    weeks_after: 2-3
    steps:
      - {id: igen, kind: talk, title: Igen, minutes: 5}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def session(home: Path) -> Path:
    """Give the file of a case whose first meeting was held."""
    places: Places = default_places({"APV_TUI_HOME": str(home)})
    agenda = home / "agenda.yaml"
    agenda.write_text(AGENDA, encoding="utf-8")
    office = Office(places, Options(), language="da")
    path = home / "forløb.json"
    desk = office.new_session(read_agenda_file(agenda).agenda, path=path)
    for step in ("snak", "ideer", "slut"):
        desk.do(c.GoTo(step))
    office.close()
    return path


def edited(home: Path, before: str, after: str) -> Path:
    assert before in AGENDA
    path = home / "rettet.yaml"
    path.write_text(AGENDA.replace(before, after), encoding="utf-8")
    return path


def test_what_changes_is_told_and_taken_over(
    session: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = edited(home, "title: Igen, minutes: 5", "title: Igen, minutes: 25")
    assert main(["revise", str(session), str(agenda), "--yes"]) == 0
    said = capsys.readouterr().out
    assert "Andet møde: «Igen»: 5 bliver til 25 minutter" in said
    facts = [event["fact"] for event in json.loads(session.read_text(encoding="utf-8"))["events"]]
    (revised,) = [fact for fact in facts if fact["kind"] == "agenda_revised"]
    assert revised["agenda"]["meetings"][1]["steps"][0]["minutes"] == 25


def test_a_change_in_a_held_meeting_is_nothing_new(
    session: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = edited(home, "title: Snak, minutes: 5", "title: Snak, minutes: 25")
    before = session.read_bytes()
    assert main(["revise", str(session), str(agenda), "--yes"]) == 0
    assert "intet nyt" in capsys.readouterr().out
    events = [json.loads(data)["events"] for data in (before, session.read_bytes())]
    assert events[0] == events[1]


def test_no_leaves_everything_as_it_is(
    session: Path, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "n")
    agenda = edited(home, "title: Igen, minutes: 5", "title: Igen, minutes: 25")
    assert main(["revise", str(session), str(agenda)]) == 0
    assert "Intet er ændret." in capsys.readouterr().out
    assert "agenda_revised" not in session.read_text(encoding="utf-8")


def test_a_broken_agenda_is_named_with_its_place(
    session: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda = edited(home, "minutes: 10, into: ideer", "minutes: 10, into: idder")
    assert main(["revise", str(session), str(agenda), "--yes"]) == 1
    assert "rettet.yaml:10:" in capsys.readouterr().err


def test_the_start_screen_says_which_meeting_comes_next_and_when(session: Path) -> None:
    (told,) = look_into(session)
    said = Words("da").say(told)
    assert said.startswith("næste: Andet møde, ca. ")
    assert str(datetime.now(UTC).year) in said or str(datetime.now(UTC).year + 1) in said


def test_a_file_that_is_no_case_has_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"format": "apv-tui session"', encoding="utf-8")
    assert look_into(path) == ()
    assert look_into(tmp_path / "missing.json") == ()
