"""The commands as they are typed: what they say, what they answer with, and what they leave alone."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import pytest
from terminal import Terminal, environment

import apv_tui
from apv_tui.cli import main

Start = Callable[..., Terminal]
Says = Callable[..., subprocess.CompletedProcess[str]]
AGENDAS = Path(__file__).parents[2] / "agendas"
SHIPPED = sorted(AGENDAS.glob("*.yaml"))
GOOD = """\
title: Vores dag
language: da
lists:
  ideer: {title: Ideer, one: ide, many: ideer}
steps:
  - id: velkomst
    kind: talk
    title: Velkommen
    minutes: 10
  - id: ideer
    kind: collect
    title: Vores ideer
    minutes: 20
    per: room
    into: ideer
"""


def apv_tui_says(*args: str | Path, home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """A command that needs no screen, and has none."""
    return subprocess.run(
        [sys.executable, "-m", "apv_tui", *map(str, args)],
        env=environment(home, extra),
        cwd=home.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


class Keyboard(io.StringIO):
    """What is typed; a terminal or none."""

    there = True

    def isatty(self) -> bool:
        return self.there


@pytest.fixture
def says(home: Path, monkeypatch: pytest.MonkeyPatch) -> Says:
    """What a command answers, without a process of its own: that costs a third of a second each time.

    `typed` is what somebody types at a terminal, as far as there is any before the first screen.
    """

    def carry_out(
        *args: str | Path, typed: str | None = None, **extra: str
    ) -> subprocess.CompletedProcess[str]:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in range(2))
        keyboard = Keyboard(typed or "")
        with monkeypatch.context() as here, redirect_stdout(out), redirect_stderr(err):
            here.chdir(home.parent)
            keyboard.there = typed is not None
            for stream in ("stdin", "__stdin__", "__stdout__"):
                here.setattr(sys, stream, keyboard)
            for name in os.environ.keys() - (given := environment(home, extra)).keys():
                here.delenv(name)
            for name, value in given.items():
                here.setenv(name, value)
            try:
                status = main([str(arg) for arg in args])
            except SystemExit as ended:
                status = ended.code if isinstance(ended.code, int) else 0
        told = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
        return subprocess.CompletedProcess(args, status, *told)

    return carry_out


def everything_below(folder: Path) -> dict[str, str]:
    """Every file with its digest: what must not change, and where nothing may appear. Locks hold no words."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def work_of(terminal: Terminal) -> Path:
    """Where its command was given."""
    return terminal.home.parent / "work"


@pytest.fixture
def work(tmp_path: Path, terminal: Start) -> Path:
    """Where the commands of this test are given."""
    return tmp_path / "work"


# -- help and usage ----------------------------------------------------------------------------------------


def test_version(home: Path) -> None:
    done = apv_tui_says("--version", home=home)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"apv-tui {apv_tui.__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            (),
            ["demo", "run", "open", "check", "Exit status: 0 done", "nothing is", "sent anywhere", "--light"],
        ),
        (("demo",), ["23", "--people N", "--at STEP", "--speed N", "--seed N"]),
        (("run",), ["AGENDA", "--people FILE|N", "--session FILE", "--meeting ID", "one name a line"]),
        (("open",), ["SESSION", "where it stood", "asks how that time counts"]),
        (("check",), ["FILE:LINE:COLUMN", "Exit status: 0", "--language L"]),
    ],
)
def test_help_is_worth_reading(says: Says, home: Path, args: tuple[str, ...], told: list[str]) -> None:
    done = says(*args, "--help", COLUMNS="80")
    assert done.returncode == 0
    assert done.stderr == ""
    assert all(text in " ".join(done.stdout.split()) for text in told)
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert not everything_below(home)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("dmeo",), "choose from"),
        (("demo", "--people", "0"), "one number from 1 to 500"),
        (("demo", "--people", "mange"), "one number from 1 to 500"),
        (("demo", "--speed", "0"), "a number above 0"),
        (("demo", "--speed", "nan"), "a number above 0"),
        (("demo", "--frob"), "--frob"),
        (("run",), "AGENDA"),
        (("open",), "SESSION"),
        (("check",), "AGENDA"),
    ],
)
def test_wrong_usage_is_said_with_status_2(says: Says, home: Path, args: tuple[str, ...], told: str) -> None:
    done = says(*args)
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not everything_below(home)


@pytest.mark.parametrize("args", [(), ("demo",), ("run", "apv.da"), ("open", "nothing.json")])
def test_without_a_terminal_one_line_says_so(says: Says, home: Path, args: tuple[str, ...]) -> None:
    done = says(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert "terminal" in done.stderr
    assert not everything_below(home), "nothing was begun"


def test_a_language_that_is_not_there_is_wrong_usage(terminal: Start) -> None:
    program = terminal("demo", "--language", "tlh")
    assert program.wait() == 2
    assert "da" in program.screen
    assert not everything_below(program.home)


# -- check: good agendas -----------------------------------------------------------------------------------


def test_the_shipped_agendas_can_be_led(home: Path) -> None:
    done = apv_tui_says("check", *SHIPPED, home=home)
    assert done.returncode == 0
    last = [line for line in done.stdout.splitlines() if line.startswith(str(AGENDAS))]
    assert [Path(line.partition(": ")[0]) for line in last] == SHIPPED
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_good_agenda_as_editors_save_it(says: Says, home: Path, encoding: str, newline: str) -> None:
    path = home.parent / "Æblefest.yaml"
    path.write_bytes(GOOD.replace("Vores dag", "Årets fest på Ærø").replace("\n", newline).encode(encoding))
    done = says("check", path, "--language", "da")
    assert done.returncode == 0, done.stdout
    assert re.search(r"kan ledes.*1.*2", done.stdout), "one meeting, two steps"
    assert done.stderr == ""
    if encoding == "cp1252":
        assert re.match(rf"{re.escape(str(path))}(:\d+)*: Advarsel: ", done.stdout)
        assert "Årets fest på Ærø" in done.stdout, "what was guessed is shown"


# -- check: broken agendas ---------------------------------------------------------------------------------

BROKEN = {
    "unknown kind": (GOOD.replace("kind: talk", "kind: tlak"), "7:11", "kind: talk"),
    "no time": (GOOD.replace("minutes: 10", "minutes: 0"), "9:14", "at least 1"),
    "two readings": (GOOD.replace("minutes: 10", "minutes: 1:30"), "9:14", "90"),
    "unknown key": (GOOD.replace("    minutes: 10", "    minuter: 10"), "9:5", '"minutes'),
    "same id twice": (GOOD.replace("id: ideer", "id: velkomst"), "10:9", "velkomst"),
    "list unknown": (GOOD.replace("into: ideer", "into: ider"), "15:11", '"ideer"'),
    "list too early": (
        GOOD.replace(
            "kind: talk\n    title: Velkommen", "kind: merge\n    title: Velkommen\n    list: ideer"
        ),
        "9:11",
        "before",
    ),
    "no language": (GOOD.replace("language: da\n", ""), "1:1", "language: "),
    "tab": (GOOD.replace("    kind: talk", "\tkind: talk"), "7:1", "tab"),
    "colon": (GOOD.replace("title: Velkommen", "title: Husk: noter"), "8:16", "quotation marks"),
    "star": (GOOD.replace("title: Velkommen", "title: *vigtigt*"), "8:12", "quotation marks"),
    "key twice": (GOOD.replace("minutes: 10", "minutes: 10\n    minutes: 5"), "10:5", "9"),
    "two documents": (GOOD + "---\ntitle: to\n", "16:1", "second"),
    "list on top": ("- a\n- b\n", "1:1", "title: "),
    "only words": ("bare ord\n", "1:1", "title: "),
    "empty": ("", "1:1", "empty"),
    "only comments": ("# intet\n\n", "1:1", "comments"),
    "python": ('title: !!python/object/apply:os.system ["touch here"]\n', "1:8", "quotation marks"),
    "bomb": ("a: &a [x, x]\nb: [*a, *a, *a]\n", "1:4", "quotation marks"),
    "deep": ("[" * 20_000, "1:1", "too deep"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_agenda_is_named_with_its_place(says: Says, home: Path, case: str) -> None:
    text, place, told = BROKEN[case]
    path = home.parent / "dag.yaml"
    path.write_text(text, encoding="utf-8")
    before = everything_below(home.parent)
    done = says("check", "dag.yaml", "--language", "en")
    assert done.returncode == 1
    assert done.stderr == ""
    first = done.stdout.splitlines()[0]
    assert first.startswith(f"dag.yaml:{place}: "), done.stdout
    assert told in done.stdout
    assert everything_below(home.parent) == before


def test_what_is_no_text_at_all_is_said_early(says: Says, home: Path) -> None:
    folder = home.parent
    (folder / "billede.yaml").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "dokument.yaml").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    (folder / "stor.yaml").write_bytes(b"title: " + b"x" * 50_000_000)
    (folder / "mappe.yaml").mkdir()
    before = everything_below(folder)
    names = ("billede", "dokument", "stor", "mappe", "borte")
    done = says("check", *(f"{name}.yaml" for name in names))
    assert done.returncode == 1
    lines = [line.partition(".yaml: ") for line in done.stdout.splitlines() if ".yaml: " in line]
    assert [name for name, _, _ in lines[::2]] == list(names)
    told = ["not a text file", "PDF", "larger than", "folder", "no file called"]
    assert all(text in line for text, (_, _, line) in zip(told, lines[::2], strict=True))
    assert all("1 thing to mend" in line for _, _, line in lines[1::2])
    assert everything_below(folder) == before


def test_one_broken_agenda_does_not_hide_the_others(says: Says, home: Path) -> None:
    (home.parent / "god.yaml").write_text(GOOD, encoding="utf-8")
    (home.parent / "dårlig.yaml").write_text("- a\n", encoding="utf-8")
    done = says("check", "god.yaml", "dårlig.yaml", "god.yaml")
    assert done.returncode == 1
    assert done.stdout.count("god.yaml: kan ledes") == 2
    assert "\ndårlig.yaml:1:1: " in done.stdout


def test_a_name_that_would_draw_on_the_terminal_is_made_harmless(says: Says, home: Path) -> None:
    (home.parent / "\x1b[31mrød.yaml").write_text("- \x1b]52;c;AAAA\x07\n", encoding="utf-8")
    done = says("check", "\x1b[31mrød.yaml")
    assert done.returncode == 1
    assert "rød.yaml:1:" in done.stdout
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_run_refuses_a_broken_agenda_like_check(says: Says, home: Path) -> None:
    done = says("run", "dag.yaml", "--language", "en", typed="")
    assert done.returncode == 1
    assert "dag.yaml: There is no file called" in done.stderr
    (home.parent / "dag.yaml").write_text(GOOD.replace("kind: talk", "kind: tlak"), encoding="utf-8")
    done = says("run", "dag.yaml", "--people", "7", "--language", "en", typed="")
    assert done.returncode == 1
    assert "dag.yaml:7:11: There is no kind of step" in done.stderr
    assert not everything_below(home)


def test_run_names_the_meetings_there_are(says: Says, home: Path) -> None:
    done = says("run", "apv.da", "--meeting", "dialog-9", typed="")
    assert done.returncode == 1
    assert "dialog-1, " in done.stderr
    assert not everything_below(home)


# -- people ------------------------------------------------------------------------------------------------

PEOPLE = {
    "tabs in UTF-16": ("navn\tafdeling\nBjørn Ærø\tKøkken\nÅse Munk\tPleje\n", "utf-16"),
    "commas": ("Bjørn Ærø,Køkken\nÅse Munk,Pleje\n", "utf-8-sig"),
    "names": ("Bjørn Ærø\nÅse Munk\n", "utf-8"),
}
WITH_A_LIST = ("run", "apv.da", "--meeting", "dialog-1", "--people", "folk.csv", "--session", "s.json")


def test_a_people_file_is_shown_before_it_is_taken(terminal: Start, work: Path) -> None:
    saved_by_excel = "Navn;Afdeling;Leder\r\nBjørn Ærø;Køkken;ja\r\nÅse Munk;Pleje;\r\n"
    program = people_asked_about(terminal, work, saved_by_excel.encode("cp1252"))
    for shown in ("1  Bjørn Ærø  (Køkken, leder)", "2  Åse Munk  (Pleje)", "den gamle Windows-måde"):
        assert shown in program.screen
    program.type("\n")
    program.until("2 til stede af 2")
    program.until("PgDn begynd")


@pytest.mark.parametrize("case", PEOPLE)
@pytest.mark.parametrize("no", ["n\n", "nej\n", "N\n", ""], ids=["n", "nej", "N", "ctrl+d"])
def test_a_people_file_is_shown_and_can_be_refused(says: Says, home: Path, case: str, no: str) -> None:
    text, encoding = PEOPLE[case]
    (home.parent / "folk.csv").write_bytes(text.encode(encoding))
    done = says(*WITH_A_LIST, "--language", "da", typed=no, PYTHONIOENCODING="utf-8")
    assert done.returncode == 1
    said = done.stdout + done.stderr
    for shown in ("1  Bjørn Ærø", "2  Åse Munk", "Brug listen?", "Listen er ikke brugt."):
        assert shown in said
    assert ("(Pleje)" in said) == (case != "names")
    assert not everything_below(home)
    assert not (home.parent / "s.json").exists()


def people_asked_about(terminal: Start, work: Path, data: bytes) -> Terminal:
    """`run` with a people file, as far as the question."""
    (work / "folk.csv").write_bytes(data)
    program = terminal(*WITH_A_LIST)
    program.until("Brug listen?")
    return program


def test_a_question_left_by_ctrl_c_leaves_nothing(terminal: Start, work: Path) -> None:
    program = people_asked_about(terminal, work, "Bjørn\nÅse\n".encode())
    for _ in range(5):
        program.press("ctrl+c")  # the first may come between the question and the reading of its answer
        with suppress(AssertionError):
            program.wait(patience=10)
        if program.status is not None:
            break
    assert program.status == 130
    assert not everything_below(program.home)


def test_five_hundred_names(terminal: Start, work: Path) -> None:
    program = people_asked_about(terminal, work, "".join(f"Navn{n} Æble\n" for n in range(1, 501)).encode())
    assert "500  Navn500 Æble" in program.screen
    program.type("j\n")
    program.until("500 til stede af 500")


def test_a_number_of_people_will_do(terminal: Start) -> None:
    program = terminal("run", "apv.da", "--meeting", "dialog-1", "--people", "23")
    program.until("23 til stede af 23")
    program.press("f6")
    program.until("Deltager 1")


@pytest.mark.parametrize("number", ["0", "501", "99999"])
def test_a_number_that_cannot_be_is_said(says: Says, home: Path, number: str) -> None:
    done = says("run", "apv.da", "--people", number, typed="")
    assert done.returncode in (1, 2)
    assert "1 to 500" in done.stderr
    assert not everything_below(home)


BAD_PEOPLE = {
    "empty": (b"", "no names"),
    "blank": (b"\n \n\t\n", "no names"),
    "binary": (bytes(range(256)) * 20, "not a text file"),
    "workbook": (b"PK\x03\x04" + b"xl/workbook.xml" + bytes(200), "not a text file"),
    "huge": (b"Navn Navnesen\n" * 500_000, "larger than"),
    "open quote": (b'navn;afdeling\n"Bo;Drift\nPer;Drift\n', "quotation mark"),
}


@pytest.mark.parametrize("case", BAD_PEOPLE)
def test_a_people_file_that_cannot_be_read_is_named(says: Says, home: Path, case: str) -> None:
    data, told = BAD_PEOPLE[case]
    (home.parent / "folk.csv").write_bytes(data)
    done = says("run", "apv.da", "--people", "folk.csv", typed="")
    assert done.returncode == 1
    assert done.stderr.startswith("folk.csv")
    assert told in done.stderr
    assert not everything_below(home)
    assert (home.parent / "folk.csv").read_bytes() == data


def test_names_that_would_draw_on_the_terminal_are_made_harmless(terminal: Start, work: Path) -> None:
    names = "Ond \x1b]52;c;AAAA\x07\x1b[31mRød\n=cmd|' /C calc'!A0\n[@click=app.bell]Klik[/]\n"
    program = people_asked_about(terminal, work, names.encode())
    assert b"\x1b" not in program.raw
    program.type("\n")
    program.until("3 til stede af 3")
    program.press("f6")
    program.until("[@click=app.bell]Klik[/]")
    assert "=cmd|' /C calc'!A0" in program.screen


# -- sessions ----------------------------------------------------------------------------------------------

NOT_OURS = {
    "empty": b"",
    "zeros": bytes(4096),
    "words": "Kære alle, husk mødet i morgen\n".encode(),
    "binary": bytes(range(256)) * 20,
    "list": b"[1, 2, 3]",
    "other": json.dumps({"name": "apv-tui", "version": 1, "events": []}).encode(),
    "nan": b'{"format": "apv-tui session", "version": NaN}',
    "deep": b"[" * 50_000,
    "newer": json.dumps({"format": "apv-tui session", "version": 99, "program": "9.9"}).encode(),
    "cut": b'{"format": "apv-tui session", "version": 1, "session": "0123456789abcdef", "events": [{"id"',
    "wrong types": json.dumps(
        {"format": "apv-tui session", "version": 1, "session": 7, "events": {}}
    ).encode(),
    "surrogate": b'{"format": "apv-tui session", "version": 1, "name": "\\ud800"}',
}


@pytest.mark.parametrize("case", NOT_OURS)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(says: Says, home: Path, case: str) -> None:
    (home.parent / "andet.json").write_bytes(NOT_OURS[case])
    before = everything_below(home.parent)
    done = says("open", "andet.json", typed="")
    assert done.returncode == 1
    assert done.stderr.startswith("andet.json: ")
    assert "fault of its own" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert everything_below(home.parent) == before


def test_in_a_terminal_what_is_refused_takes_no_screen(terminal: Start, work: Path) -> None:
    (work / "andet.json").write_bytes(NOT_OURS["cut"])
    program = terminal("open", "andet.json", cols=200)
    assert program.wait() == 1
    assert program.screen.startswith("andet.json: ")
    assert 1049 not in program.modes
    assert not everything_below(program.home)


def test_a_session_that_is_not_there(says: Says, home: Path) -> None:
    done = says("open", "borte.json", typed="")
    assert done.returncode == 1
    assert done.stderr.startswith("borte.json: ")
    assert not everything_below(home.parent)


def test_a_session_file_is_never_written_over(says: Says, home: Path) -> None:
    (home.parent / "møde.json").write_bytes(b"mine egne noter")
    before = everything_below(home.parent)
    done = says("run", "apv.da", "--people", "7", "--session", "møde.json", typed="")
    assert done.returncode == 1
    assert "møde.json" in done.stdout + done.stderr
    assert everything_below(home.parent) == before


def test_a_meeting_is_kept_where_it_was_asked_to_be(terminal: Start) -> None:
    program = terminal("run", "apv.da", "--meeting", "dialog-1", "--people", "7", "--session", "møde.json")
    program.until("7 til stede af 7")
    program.press("ctrl+q")
    program.until("Forlad mødet?")
    assert f"mappen{work_of(program)}" in "".join(program.screen.split()), "a folder, not a dot"
    program.press("enter")
    assert program.wait() == 0
    session = work_of(program) / "møde.json"
    assert f"Mødet er gemt i {session}" in program.screen.replace("\n", "")
    assert json.loads(session.read_text(encoding="utf-8"))["format"] == "apv-tui session"
    again = terminal("open", "møde.json")
    again.until("7 til stede af 7")
