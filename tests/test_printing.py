"""The commands `show` and `print`: what they write where, what they refuse, and that they need no screen."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from helpers import small_data, some_people

from apv_tui.cli import main
from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.files.places import default_places
from apv_tui.wiring import Office, Options

AGENDA = """\
title: Our day
language: en
lists:
  wishes: {title: Our wishes, one: wish, many: wishes}
  topics: {title: Chosen, one: topic, many: topics}
steps:
  - {id: threes, kind: groups, title: Find your group, minutes: 3, group_size: 3}
  - {id: ask, kind: interviews, title: Ask, minutes: 15, groups_from: threes, questions: [What works?]}
  - {id: write, kind: collect, title: Write, minutes: 10, groups_from: threes, into: wishes}
  - {id: count, kind: vote, title: Count, minutes: 5, list: wishes, into: topics}
"""


@pytest.fixture
def agenda(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "day.yaml"
    path.write_text(AGENDA, encoding="utf-8")
    return path


def session(tmp_path: Path, *commands: c.Command, meeting: str = "") -> Path:
    """Give a session file in which these commands were carried out."""
    path = tmp_path / "case.json"
    office = Office(default_places({"APV_TUI_HOME": str(tmp_path / "home")}), Options(seed=3), language="en")
    desk = office.new_session(Agenda.model_validate(small_data()), path=path, meeting=meeting or "first")
    desk.do(c.AddPeople(some_people(9)))
    for command in commands:
        desk.do(command)
    office.close()
    return path


# -- what is said and written --------------------------------------------------------------------------------


def test_the_running_order_goes_to_the_terminal_and_the_print_outs_to_a_file(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(agenda), "--start", "13:00"]) == 0
    assert "13:18" in capsys.readouterr().out
    assert main(["print", str(agenda), "slips", "--people", "5"]) == 0
    written = agenda.parent / "Our day – print-outs.html"
    assert f"Written: {written}" in capsys.readouterr().out
    assert written.read_text(encoding="utf-8").count(">Count</h") == 5
    assert not list(agenda.parent.glob("*.tmp"))


@pytest.mark.parametrize(
    ("name", "begins"), [("a.html", "<!DOCTYPE html>"), ("a.md", "# Our day"), ("a.txt", "Our day – ")]
)
def test_the_ending_of_the_file_says_the_format(agenda: Path, name: str, begins: str) -> None:
    assert main(["show", str(agenda), "--script", "--to", name]) == 0
    assert (agenda.parent / name).read_text(encoding="utf-8").startswith(begins)


def test_a_folder_gets_a_file_for_each_kind(agenda: Path) -> None:
    assert main(["print", str(agenda), "groups", "slips", "--to", "out/", "--format", "markdown"]) == 0
    assert {path.name for path in (agenda.parent / "out").iterdir()} == {
        "Our day – Group lists.md", "Our day – Voting slips.md",
    }  # fmt: skip


def test_what_the_agenda_does_not_have_is_left_out_with_a_word(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda.write_text(
        AGENDA.replace("kind: vote", "kind: talk").replace(", list: wishes, into: topics", ""), "utf-8"
    )
    assert main(["print", str(agenda), "all", "--to", "-", "--format", "markdown"]) == 0
    told = capsys.readouterr().out
    assert "Voting slips: there are none" in told
    assert "# Voting slips" not in told
    assert main(["print", str(agenda), "slips"]) == 1
    assert "There is nothing to print." in capsys.readouterr().err
    assert not list(agenda.parent.glob("*.html"))


def test_a_file_that_is_there_is_never_written_over_unless_that_is_asked_for(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = agenda.parent / "plan.html"
    there.write_text("mine", encoding="utf-8")
    assert main(["show", str(agenda), "--to", str(there)]) == 1
    assert "--force" in capsys.readouterr().err
    assert there.read_text(encoding="utf-8") == "mine"
    assert main(["show", str(agenda), "--to", str(there), "--force"]) == 0
    assert "Our day" in there.read_text(encoding="utf-8")


@pytest.mark.parametrize("asked", ["day.yaml", "other.yaml", "people.csv", "case.json"])
def test_agendas_sessions_and_lists_are_not_written_over_by_force_either(agenda: Path, asked: str) -> None:
    for name in ("other.yaml", "people.csv", "case.json"):
        (agenda.parent / name).write_text("mine", encoding="utf-8")
    before = (agenda.parent / asked).read_bytes()
    for command in (["show", "day.yaml"], ["print", "day.yaml", "all"]):
        assert main([*command, "--to", asked, "--force"]) == 1
        assert (agenda.parent / asked).read_bytes() == before


def test_an_agenda_that_notepad_named_is_not_written_over_either(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("day.yaml.txt", "other.yml.txt"):
        (agenda.parent / name).write_text(AGENDA, encoding="utf-8")
        assert main(["show", "day.yaml.txt", "--to", name, "--force"]) == 1
        assert (agenda.parent / name).read_text(encoding="utf-8") == AGENDA
    assert "the very file it is made from" in capsys.readouterr().err


def test_the_agenda_meant_by_a_short_name_is_not_written_over(
    agenda: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = agenda.parent / "notes.txt"
    meant.write_text(AGENDA, encoding="utf-8")
    monkeypatch.setattr("apv_tui.printing.shipped_or_own", lambda path: meant)
    for command in (["show", "short"], ["print", "short", "slips", "--format", "html"]):
        assert main([*command, "--to", str(meant), "--force"]) == 1
        assert meant.read_text(encoding="utf-8") == AGENDA


@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (["show", "day.yaml", "--start", "half past"], 2, "“half past” is no time of day"),
        (["show", "day.yaml", "--meeting", "nope"], 1, "There is no meeting “nope”"),
        (["show", "day.yaml", "--format", "pdf"], 2, "terminal, markdown, html"),
        (["show", "none.yaml"], 1, "There is no file called none.yaml"),
        (["show", "day.yaml", "--people", "0"], 2, "a number from 1 to 500"),
        (["print", "day.yaml", "poster"], 2, "“poster” cannot be printed"),
        (["print", "day.yaml", "all", "--people", "none.csv"], 1, "There is no file called none.csv"),
        (["print", "day.yaml", "all", "--format", "terminal"], 2, "html, markdown"),
    ],
)
def test_what_cannot_be_done_is_said_in_plain_words(
    agenda: Path, capsys: pytest.CaptureFixture[str], command: list[str], status: int, said: str
) -> None:
    assert main([*command, "--language", "en"]) == status
    assert said in capsys.readouterr().err
    assert not [path for path in agenda.parent.iterdir() if path.suffix == ".html"]


def test_the_words_are_in_the_language_of_the_agenda_unless_another_is_asked_for(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda.write_text(AGENDA.replace("language: en", "language: nl"), encoding="utf-8")
    assert main(["show", "day.yaml"]) == 0
    assert "minuten gepland" in capsys.readouterr().out
    assert main(["show", "day.yaml", "--language", "da"]) == 0
    assert "minutter planlagt" in capsys.readouterr().out


def test_people_come_from_a_file_with_their_names(agenda: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (agenda.parent / "people.csv").write_text("Ida Holm\nBo Lind\nKaren Bach\nOle Birk\n", encoding="utf-8")
    asked = [
        "print",
        "day.yaml",
        "groups",
        "--people",
        "people.csv",
        "--seed",
        "4",
        "--to",
        "-",
        "--format",
        "markdown",
    ]
    assert main(asked) == 0
    first = capsys.readouterr()
    assert all(name in first.out for name in ("Ida Holm", "Bo Lind", "Karen Bach", "Ole Birk"))
    assert "4 names" in first.err
    assert main(asked) == 0
    assert capsys.readouterr().out == first.out


# -- a session -----------------------------------------------------------------------------------------------


def test_a_session_is_printed_with_its_groups_and_left_as_it_is(
    agenda: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = session(tmp_path, c.GoTo("threes"))
    before = path.read_bytes()
    events = json.loads(before)["events"]
    drawn = next(event["fact"]["groups"] for event in events if event["fact"]["kind"] == "groups_drawn")
    assert main(["print", str(path), "groups", "--to", "-", "--format", "markdown"]) == 0
    told = capsys.readouterr().out
    assert len(drawn) == 3
    assert (
        told.index("Group 1") < told.index(f"Person{drawn[0][0].removeprefix('p')} ") < told.index("Group 2")
    )
    assert "Sheet" not in told
    assert path.read_bytes() == before
    assert main(["print", str(path), "all", "--people", "4"]) == 2
    assert "has its people already" in capsys.readouterr().err


def test_the_running_order_of_a_session_is_its_plan_as_it_is_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    at_one = datetime.now().astimezone().replace(hour=13, minute=0, second=0, microsecond=0)
    path = session(tmp_path, c.AgreeStart(at_one), c.Next(), c.ChangePlan((("walk", 14),)))
    before = path.read_bytes()
    assert main(["show", str(path)]) == 0
    told = capsys.readouterr().out
    assert "14 (10)" in told
    assert "13:00" in told
    assert path.read_bytes() == before


def test_nothing_of_somebodys_confidential_notes_is_printed(
    agenda: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = session(tmp_path)
    data = json.loads(path.read_text(encoding="utf-8"))
    marked = {"format": data.pop("format"), "version": data.pop("version"), "session": data.pop("session")}
    path.write_text(json.dumps({**marked, "confidential": True, **data}), encoding="utf-8")
    assert main(["print", str(path), "all", "--language", "en"]) == 1
    assert "confidential" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.html"))


def test_a_damaged_session_is_told_of_and_not_printed(
    agenda: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = session(tmp_path)
    path.with_name("case.json.bak").unlink(missing_ok=True)
    data = path.read_text(encoding="utf-8")
    path.write_text(data[: len(data) // 2], encoding="utf-8")
    for left in (tmp_path / "home" / "state").rglob("*"):
        if left.is_file():
            left.unlink()
    assert main(["print", str(path), "all", "--language", "en"]) == 1
    assert "case.json" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.html"))


# -- no screen -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["show", "retro.en"], ["print", "retro.en", "all", "--to", "-"]])
def test_no_screen_is_imported(tmp_path: Path, command: list[str]) -> None:
    program = f"import sys\nfrom apv_tui.cli import main\nassert main({command!r}) == 0\n"
    program += "print([name for name in sys.modules if name.split('.')[0] == 'textual'], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stderr.strip() == "[]"


# -- names, and groups that are not those of the day ---------------------------------------------------------


@pytest.mark.parametrize(
    ("to", "written"),
    [("plan", "plan.html"), ("Day 14.3", "Day 14.3.html"), ("plan.v2", "plan.v2"), ("a/b", "a/b.html")],
)
def test_a_name_without_an_ending_gets_one(agenda: Path, to: str, written: str) -> None:
    assert main(["print", str(agenda), "slips", "--to", to]) == 0
    assert (agenda.parent / written).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_name_without_an_ending_does_not_write_over_what_has_it(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (agenda.parent / "plan.html").write_text("mine", encoding="utf-8")
    assert main(["print", str(agenda), "slips", "--to", "plan"]) == 1
    assert "--force" in capsys.readouterr().err
    assert (agenda.parent / "plan.html").read_text(encoding="utf-8") == "mine"


def test_groups_that_are_drawn_for_the_print_out_are_said_to_be_no_groups_of_the_day(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", str(agenda), "groups", "roles", "--people", "7", "--to", "a.md"]) == 0
    said, page = capsys.readouterr().err, (agenda.parent / "a.md").read_text(encoding="utf-8")
    assert "apv-tui print SESSION groups roles" in said
    assert page.count("Drawn in advance.") == 2  # the list of the groups, and their cards
    assert main(["print", str(agenda), "guide", "slips", "--people", "7", "--to", "b.md"]) == 0
    assert "SESSION" not in capsys.readouterr().err


def test_of_a_session_whose_groups_are_drawn_they_are_those_of_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    steps = [step["id"] for step in small_data()["meetings"][0]["steps"] if step.get("group_size")]
    path = session(tmp_path, *(c.GoTo(step) for step in steps))
    assert main(["print", str(path), "groups", "roles", "--to", str(tmp_path / "c.md")]) == 0
    assert "SESSION" not in capsys.readouterr().err
    assert "Drawn in advance." not in (tmp_path / "c.md").read_text(encoding="utf-8")


def test_questions_are_an_interview_guide_only_where_people_interview_each_other(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print", str(agenda), "guide", "--to", "-", "--format", "markdown"]) == 0
    assert "# Interview guide · Our day" in capsys.readouterr().out
    agenda.write_text(AGENDA.replace("kind: interviews", "kind: turns"), encoding="utf-8")
    assert main(["print", str(agenda), "guide", "--to", "-", "--format", "markdown"]) == 0
    said = capsys.readouterr().out
    assert "# Question sheet · Our day" in said
    assert "Interview" not in said
    assert main(["show", str(agenda), "--script"]) == 0
    assert "Interview guide" not in capsys.readouterr().out


EXPECTED = """\
title: Our day
language: en
people: 9
lists:
  ideas: {title: Ideas, one: idea, many: ideas}
steps:
  - {id: pairs, kind: turns, title: Pairs, minutes: 10, group_size: 2, questions: [What works?]}
  - {id: note, kind: collect, title: Note, minutes: 10, groups_from: pairs, into: ideas}
  - {id: end, kind: close, title: End, minutes: 2, uses: ideas}
"""


@pytest.mark.parametrize(
    ("asked", "sheets"), [([], 4), (["--people", "14"], 7), (["--people", "names.csv"], 2)]
)
def test_sheets_made_before_the_day_have_room_for_the_names_and_one_for_each_group(
    agenda: Path, capsys: pytest.CaptureFixture[str], asked: list[str], sheets: int
) -> None:
    agenda.write_text(EXPECTED, encoding="utf-8")
    Path("names.csv").write_text("Anna\nBo\nCarl\nDorte\n", encoding="utf-8")
    assert main(["print", str(agenda), "sheets", "--to", "-", "--format", "markdown", *asked]) == 0
    said = capsys.readouterr().out
    assert [f"# Sheet {number}" in said for number in range(1, sheets + 2)] == [True] * sheets + [False]
    assert said.count("Names: ....") == sheets
    assert not any(name in said for name in ("Anna", "Participant", "Person"))


def test_the_running_order_is_for_the_people_the_agenda_expects(
    agenda: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agenda.write_text(EXPECTED, encoding="utf-8")
    assert main(["show", str(agenda)]) == 0
    assert "9 people" in capsys.readouterr().out
    assert main(["show", str(agenda), "--people", "12"]) == 0
    assert "12 people" in capsys.readouterr().out
