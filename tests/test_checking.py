"""What `apv-tui check` says: to people, to programs, and of agendas as real people break them."""

import json
import os
from functools import cache
from pathlib import Path

import pytest

from apv_tui import cli
from apv_tui.checking import Checked, check_file, report, tell
from apv_tui.complaints import end_column, excerpt, words_of
from apv_tui.core.messages import Problem, message
from apv_tui.files.agenda_file import language_of
from apv_tui.words import languages

ROOT = Path(__file__).parent.parent
BROKEN = ROOT / "tests" / "files" / "broken"
SHIPPED = sorted((ROOT / "agendas").glob("*.yaml"))
WRITE = "APV_TUI_WRITE_EXPECTED"
"""Set to write anew what is said of each broken agenda; then read it as somebody who is no programmer."""
GOOD = """\
title: Vores dag
language: da
lists:
  ideer: {title: Ideer, one: ide, many: ideer}
steps:
  - {id: saml, kind: collect, title: Ideer, minutes: 10, into: ideer}
  - {id: slut, kind: close, title: Tak, minutes: 2, uses: ideer}
"""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "90")


@cache
def broken(path: Path) -> Checked:
    """Check a broken agenda, once for all that is asked about it."""
    return check_file(path, path.name)


def said(path: Path, capsys: pytest.CaptureFixture[str], language: str = "") -> str:
    """Give what is told of a file."""
    checked = broken(path) if path.parent == BROKEN else check_file(path, path.name)
    tell(checked, words_of(language or checked.language))
    return capsys.readouterr().out


# -- broken agendas ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda path: path.stem)
def test_what_is_said_of_a_broken_agenda(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = path.with_suffix(".txt")
    told = said(path, capsys)
    if os.environ.get(WRITE):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")
    checked = broken(path)
    for problem in (*checked.of("error"), *checked.of("warning")):
        for language in languages():
            words = words_of(language)
            assert problem.mend is not None, problem.what.id
            assert words.say(problem.what), problem.what.id
            assert words.say(problem.mend), problem.what.id


def test_there_are_broken_agendas_of_many_kinds() -> None:
    files = list(BROKEN.glob("*.yaml"))
    codes = {each.problem.what.id for path in files for each in broken(path).findings}
    assert len(files) >= 50
    assert len(codes) >= 45
    assert {path.stem for path in BROKEN.glob("*.txt")} == {path.stem for path in files}


# -- agendas that can be led -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_agenda_gives_nothing_to_mend(path: Path) -> None:
    checked = check_file(path)
    assert checked.agenda is not None
    assert [words_of("en").say(each.what) for each in checked.of("warning")] == []


def test_warnings_follow_errors_and_the_last_line_counts_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dag.yaml"
    path.write_text(GOOD.replace("Tak", "“Tak”").replace("minutes: 10", "minutes: x"), encoding="utf-8")
    *_, last = said(path, capsys, "en").splitlines()
    assert last == "dag.yaml: cannot be led yet, 1 thing to mend, 1 warning"
    assert [each.severity for each in check_file(path).findings] == ["error", "warning"]
    path.write_text(GOOD, encoding="utf-8")
    assert said(path, capsys, "en") == "dag.yaml: can be led (meetings: 1, steps: 2)\n"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GOOD, "da"),
        ("title: x\n\tlanguage: nl\n", "nl"),
        ("title: [x\nlanguage = “no”\n", "nb"),
        ("sprog: Dansk\n", "da"),
        ("title: x\n", ""),
        ("title: my language: da\n", ""),
    ],
)
def test_the_language_is_seen_in_a_file_that_is_broken_elsewhere(text: str, language: str) -> None:
    assert language_of(text) == language


# -- statuses and programs ---------------------------------------------------------------------------------


def test_statuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, doubtful, bad = (tmp_path / f"{name}.yaml" for name in ("good", "doubtful", "bad"))
    good.write_text(GOOD, encoding="utf-8")
    doubtful.write_text(GOOD.replace("Tak", "“Tak”"), encoding="utf-8")
    bad.write_text(GOOD.replace("minutes: 10", "minutes: x"), encoding="utf-8")
    assert cli.main(["check", str(good), str(doubtful)]) == 0
    assert cli.main(["check", str(good), "--strict"]) == 0
    assert cli.main(["check", str(doubtful), "--strict"]) == 1
    assert cli.main(["check", str(good), str(bad)]) == 1
    assert cli.main(["check", str(tmp_path / "none.yaml")]) == 1
    assert cli.main(["check", str(good), "--language", "tlh"]) == 2
    capsys.readouterr()


def test_one_json_document_for_all_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "god.yaml", tmp_path / "skæv.yaml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace("minutes: 10", "minuter: 10"), encoding="utf-8")
    assert cli.main(["check", str(good), str(bad), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == 1
    assert told["files"][0] == {
        "file": str(good), "can_be_led": True, "title": "Vores dag", "language": "da", "meetings": 1, "steps": 2
    }  # fmt: skip
    assert told["files"][1] == {"file": str(bad), "can_be_led": False}
    (problem,) = told["problems"]
    line = bad.read_text(encoding="utf-8").splitlines()[problem["line"] - 1]
    assert line[problem["column"] - 1 : problem["end_column"] - 1] == "minuter"
    assert problem["file"] == str(bad)
    assert (problem["severity"], problem["code"]) == ("error", "agenda.unknown_key")
    assert "minuter" in problem["message"]
    assert "minutes" in problem["mend"]
    assert told["summary"] == {"files": 2, "errors": 1, "warnings": 0, "notes": 0}


def test_every_place_in_json_is_in_its_file() -> None:
    for path in (*SHIPPED, *BROKEN.glob("*.yaml")):
        checked = broken(path) if path.parent == BROKEN else check_file(path)
        for problem in report([checked], "en")["problems"]:
            if problem["column"] is None:
                continue
            assert problem["end_column"] > problem["column"] > 0, path
            assert problem["line"] > 0


# -- the place that is marked ------------------------------------------------------------------------------


def marked(line: str, column: int, columns: int = 60) -> list[str]:
    return excerpt(Problem(message("yaml.syntax"), None, 7, column, line), columns)


def test_the_place_is_marked_below_the_line() -> None:
    assert marked("    minuter: 5", 5) == ["    7 │     minuter: 5", "      │     ^^^^^^^"]
    assert marked("    title: a: b", 14) == ["    7 │     title: a: b", "      │              ^"]
    assert marked("- {id: a, minutes: x}", 20)[1] == "      │                    ^"


def test_wide_signs_and_tabs_are_counted_in_columns() -> None:
    text, mark = marked("title: 日本語 {x}", 12)
    assert text.index("{") + 3 == mark.index("^")  # three signs before it take a column more each
    text, mark = marked("\ttitle: x", 2)
    assert mark.index("^") == text.index("title")


@pytest.mark.parametrize("column", [1, 40, 150, 290])
def test_a_long_line_is_shown_around_its_place(column: int) -> None:
    line = "".join(f"{at:04d}" + ("日" if at % 7 == 0 else "x") for at in range(60))
    text, mark = marked(line, column, 60)
    assert len(text) <= 60
    assert len(mark) <= 60
    assert text.count("…") == (1 if column in (1, 290) else 2)


def test_what_is_marked_is_a_key_a_value_or_one_sign() -> None:
    def end(line: str, column: int) -> str:
        problem = Problem(message("yaml.syntax"), None, 1, column, line)
        return line[column - 1 : end_column(problem) - 1]

    assert end("    title: Vores dag  # nu", 5) == "title"
    assert end("    title: Vores dag  # nu", 12) == "Vores dag"
    assert end("  - id: saml", 5) == "id"
    assert end("- {id: a, title: En dag, minutes: 5}", 18) == "En dag"
    assert end("- {id: a, title: En dag, minutes: 5}", 11) == "title"
