"""`apv-tui rehearse --headless`: what would have gone wrong, named with its step and reason, without a screen."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from apv_tui.cli import main
from apv_tui.core.messages import message
from apv_tui.core.rehearsal.findings import Finding
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import shipped
from apv_tui.rehearsing import read_source, rehearse_all
from apv_tui.reports.rehearsal import rows_of
from apv_tui.tui.stages.talk import TalkStage

SHIPPED = sorted(path.stem for path in shipped().glob("*.yaml"))


def write(folder: Path, *steps: dict[str, Any], **keys: Any) -> Path:
    lists = {id_: {"title": id_.title(), "one": id_, "many": id_} for id_ in keys.pop("lists", ())}
    data = {"title": "Trial", "language": "en", **({"lists": lists} if lists else {}), **keys}
    data["steps"] = [{"title": step["id"].title(), "minutes": 10, **step} for step in steps]
    path = folder / "trial.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


TROUBLED: tuple[dict[str, Any], ...] = (
    {"id": "welcome", "kind": "talk", "instruction": "A very long instruction that never ends. " * 12},
    {"id": "seats", "kind": "groups", "group_size": 6, "at_least_groups": 3},
    {
        "id": "talks",
        "kind": "interviews",
        "groups_from": "seats",
        "minutes": 3,
        "questions": ["What went well?"],
    },
    {"id": "wishes", "kind": "collect", "into": "wishes", "questions": [{"text": "One wish?", "at_most": 1}]},
    {"id": "vote", "kind": "vote", "list": "wishes", "into": "topics"},
)


def troubled(folder: Path) -> Path:
    return write(folder, *TROUBLED, lists=["wishes", "topics"], minutes=40)


def of(findings: tuple[Finding, ...], code: str) -> Finding:
    return next(each for each in findings if each.what.id == code)


# -- troubles are named ------------------------------------------------------------------------------------


def test_every_trouble_is_named_with_its_step_and_for_whom(tmp_path: Path) -> None:
    agenda = read_agenda_file(troubled(tmp_path)).agenda
    found = rehearse_all(agenda, (4, 7, 23))
    assert of(found, "rehearse.minutes").step == ""
    assert of(found, "rehearse.task_cut")[:3] == ("cut", "meeting", "welcome")
    assert of(found, "rehearse.fewer_groups")[2] == "seats"
    assert of(found, "rehearse.fewer_groups").people == (4,)
    assert of(found, "rehearse.turn_interview")[2] == "talks"
    seconds = dict(of(found, "rehearse.turn_interview").what.params)["seconds"]
    assert seconds == message("count.seconds", n=30)  # the worst of all
    assert of(found, "rehearse.vote_few")[2] == "vote"
    assert all(each.serious for each in found if each.kind not in ("pages", "groups"))


def test_the_report_says_where_what_and_with_how_many(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = troubled(tmp_path)
    assert main(["rehearse", str(path), "--headless", "--people", "4-6,23"]) == 1
    said = capsys.readouterr().out
    line = next(n for n, row in enumerate(path.read_text().splitlines(), 1) if "id: vote" in row)
    assert f"{path}:{line}: Vote: There is only 1 to choose from; at least 3 are to be chosen." in said
    assert "Seats: 4 people make only 2 groups; 3 are asked for. (4, 5 people)" in said
    assert "Welcome: What to do is too long" in said
    assert "rehearsed with 4 to 6, 23 people" in said


def test_the_report_speaks_the_language_of_the_agenda_or_the_one_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, {"id": "a", "kind": "talk"})
    path.write_text(path.read_text().replace("language: en", "language: nl"))
    assert main(["rehearse", str(path), "--headless", "--people", "9"]) == 0
    assert "Er zou niets misgegaan zijn" in capsys.readouterr().out
    assert main(["rehearse", str(path), "--headless", "--people", "9", "--language", "da"]) == 0
    assert "Intet ville være gået galt" in capsys.readouterr().out


def test_the_same_as_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = troubled(tmp_path)
    assert main(["rehearse", str(path), "--headless", "--people", "4,7", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["format"], data["people"], data["steps"], data["good"]) == (1, [4, 7], 5, False)
    cut = next(each for each in data["findings"] if each["code"] == "rehearse.task_cut")
    assert (cut["kind"], cut["step"], cut["serious"], cut["people"]) == ("cut", "welcome", True, [4, 7])
    assert cut["size"] in ("80x24", "54x16")


def test_an_agenda_that_cannot_be_led_is_complained_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, {"id": "a", "kind": "tallk"})
    assert main(["rehearse", str(path), "--headless"]) == 1
    assert f"{path}:" in capsys.readouterr().err


def test_a_fault_of_ours_is_told_as_ours_and_the_other_numbers_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APV_TUI_HOME", str(tmp_path / "home"))
    path = write(tmp_path, {"id": "a", "kind": "talk", "pages": ["One"]})
    draw = TalkStage.body

    def breaks_for_seven(stage: TalkStage, width: int, height: int) -> Any:
        if len(stage.state.present) == 7:
            raise ZeroDivisionError
        return draw(stage, width, height)

    monkeypatch.setattr(TalkStage, "body", breaks_for_seven)
    assert main(["rehearse", str(path), "--headless", "--people", "4,7"]) == 1
    said = capsys.readouterr().out
    assert "The program has a fault here (ZeroDivisionError). It is not in your agenda." in said
    assert "(7 people)" in said


@pytest.mark.parametrize(
    "wrong",
    [["--people", "0"], ["--people", "a-b"], ["--people", "9-4"], ["--people", ""], ["--speed", "0"]],
)
def test_wrong_usage_ends_with_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rehearse", "retro.en", "--headless", *wrong])
    assert ended.value.code == 2
    assert capsys.readouterr().err


def test_a_meeting_that_is_not_there_is_named_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", "apv.da", "--headless", "--meeting", "dialog"]) == 2
    said = capsys.readouterr().err
    assert "dialog-1" in said
    assert "opstart" in said


# -- what it does not do -----------------------------------------------------------------------------------


def test_nothing_is_written_and_no_screen_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys; from apv_tui.cli import main; "
        "status = main(['rehearse', 'intervisie.nl', '--headless', '--people', '5']); "
        "assert 'textual' not in sys.modules; sys.exit(status)"
    )
    env = {"APV_TUI_HOME": str(tmp_path / "home"), "PATH": "", "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []


# -- the shipped agendas -----------------------------------------------------------------------------------


def nothing_goes_wrong(name: str, people: int) -> None:
    agenda = read_agenda_file(shipped(f"{name}.yaml")).agenda
    assert [each for each in rehearse_all(agenda, (people,)) if each.serious] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_agendas_go_well(name: str) -> None:
    nothing_goes_wrong(name, 7)


@pytest.mark.long
@pytest.mark.parametrize("people", range(4, 61))
@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_agendas_go_well_with_few_people_and_many(name: str, people: int) -> None:
    nothing_goes_wrong(name, people)


def test_a_step_with_a_long_title_has_room_in_the_lobby(tmp_path: Path) -> None:
    title = "Tell each other about the first horizon, as we see it here today"
    step = {"id": "pairs", "kind": "turns", "group_size": 3, "title": title, "questions": ["What?"]}
    agenda = read_agenda_file(write(tmp_path, step, minutes=60)).agenda
    assert [each for each in rehearse_all(agenda, (14,)) if each.what.id == "rehearse.row_cut"] == []


def test_a_screen_without_a_step_is_called_the_lobby(tmp_path: Path) -> None:
    source, words = read_source(troubled(tmp_path), "en")
    assert source is not None
    what = message("rehearse.row_cut", text="Groups of three in the")
    (row, *_) = rows_of(source, (14,), 5, [Finding("cut", "meeting", "", what, size="54×16")], words)
    assert "the lobby, before the meeting begins" in row
    assert "“Groups of three in the”" in row
