"""What must not be lost: power cuts, signals, a second window, no window at all, and windows of every size."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from leading import Named, further
from terminal import Terminal, environment

Start = Callable[..., Terminal]
WISHES = ["Ro til at tænke", "Færre møder", "Tid til faglig snak", "Æblegrød på fredage ☕"]
QUESTION = "Tiden tæller ikke med"
MAIN_SCREEN, SHOWN_CURSOR = 1049, 25
TAKEN = {
    MAIN_SCREEN,
    1000,
    1002,
    1003,
    1004,
    1006,
    2004,
}  # the alternate screen, the mouse, focus, marked pastes


def journal(terminal: Terminal) -> list[dict[str, Any]]:
    """The lines of the only journal, without their checksums; the first one names the session file."""
    (path,) = (terminal.home / "apv-tui" / "state").glob("*.journal")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line.partition(" ")[2])[1] for line in lines]


def session_of(terminal: Terminal) -> Path:
    """Where the session file is, or will be: at first there is only the journal, and in the end only the file."""
    saved = list((terminal.home / "apv-tui" / "sessions").glob("*.json"))
    return saved[0] if saved else Path(journal(terminal)[0]["path"])


def facts(terminal: Terminal) -> list[dict[str, Any]]:
    return [entry["fact"] for entry in journal(terminal)[1:]]


def noted(screen: str) -> list[str]:
    """The texts that the screen shows with the sign that they are safe."""
    return re.findall(r"^ +\d+ √ (.+?)(?:  +ligner \d+)?$", screen, re.MULTILINE)


def brainstorm(terminal: Start, *wishes: str) -> Terminal:
    """A demo in the middle of the brainstorm, with these wishes noted and the clock running."""
    program = terminal("demo", "--at", "brainstorm", "--seed", "7", "--people", "7")
    program.until("Gruppe 1 ►")
    for wish in wishes:
        program.type(f"{wish}\n")
        program.until(f"√ {wish}")
    return program


def asked_about_the_clock(program: Terminal) -> str:
    """Read what the program has to say about the cut, and how the time counts."""
    return program.until(QUESTION)


def exists(path: Path, patience: float = 20.0) -> bool:
    deadline = time.monotonic() + patience
    while not path.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return path.exists()


# -- a power cut -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "counted"), [("enter", False), ("2", True)])
def test_a_meeting_cut_off_goes_on_with_every_wish(terminal: Start, answer: str, *, counted: bool) -> None:
    program = brainstorm(terminal, *WISHES)
    program.kill()
    again = terminal("open", str(session_of(program)))
    screen = asked_about_the_clock(again)
    assert "«Ønsker og drømme»" in screen
    again.press("pgdn", answer)  # the first is no answer
    assert noted(again.until(lambda screen: len(noted(screen)) == len(WISHES))) == WISHES
    again.type("Endnu et ønske\n")
    again.until("√ Endnu et ønske")
    again.kill()
    told = facts(again)
    assert [fact["text"] for fact in told if fact["kind"] == "idea_noted"] == [*WISHES, "Endnu et ønske"]
    (gap,) = [fact for fact in told if fact["kind"] == "gap_answered"]
    assert gap["counted"] is counted
    assert len([fact for fact in told if fact.get("why") == "gap"]) == (0 if counted else 1)


def test_a_meeting_cut_off_goes_on_from_the_start_screen(terminal: Start) -> None:
    program = brainstorm(terminal, *WISHES)
    program.press("f7")  # to the step before and back: the session file is written at each change of step
    program.until("Nye grupper på seks")
    program.press("f8", "f4")
    program.until("ur på pause")
    assert exists(session_of(program))
    program.type("Til allersidst\n")
    program.until("√ Til allersidst")
    program.kill()
    again = terminal(env={"LANG": "da_DK.UTF-8"})
    again.until("► Prøve ")
    assert "1. dialogmøde · " in again.screen
    again.press("enter")
    asked_about_the_clock(again)
    again.press("1")
    again.until("√ Til allersidst")
    assert noted(again.screen) == [*WISHES, "Til allersidst"]


def test_the_question_about_the_clock_may_wait(terminal: Start) -> None:
    """What it offers stays true while nobody answers: time that is not to count does not count meanwhile."""
    program = brainstorm(terminal, *WISHES)
    program.kill()
    again = terminal("open", str(session_of(program)), "--speed", "100")
    asked_about_the_clock(again)

    def offered() -> tuple[int, int]:
        choices = re.search(r"1 +Tiden.*?(\d+):(\d\d).*?2 +Tiden.*?(\d+):(\d\d)", again.screen, re.DOTALL)
        assert choices
        stood, stood_s, runs, runs_s = map(int, choices.groups())
        return stood * 60 + stood_s, runs * 60 + runs_s

    first = offered()
    while offered()[1] > first[1] - 60:  # a minute passes
        again.resize(79, 24)
        again.settle()
        again.resize(80, 24)
        again.settle()
    assert offered()[0] == first[0]
    again.press("1")
    again.until("Gruppe 1 ►")
    again.kill()
    (clock,) = [fact for fact in facts(again) if fact.get("why") == "gap"]
    assert clock["left"] == pytest.approx(first[0], abs=2)


# -- ended from outside ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), further(signal.SIGINT, 130)]
)
def test_a_signal_to_end_saves_and_gives_the_terminal_back(
    terminal: Start, number: signal.Signals, status: int
) -> None:
    program = brainstorm(terminal, *WISHES[:-1])
    assert MAIN_SCREEN in program.modes
    assert program.raw_keys
    program.type(WISHES[-1])
    program.until(f"► {WISHES[-1]}")  # half typed
    program.signal(number)
    assert program.wait() == status
    assert not program.raw_keys
    assert SHOWN_CURSOR in program.modes
    assert not program.modes & TAKEN
    session = json.loads(session_of(program).read_text(encoding="utf-8"))
    texts = [event["fact"]["text"] for event in session["events"] if event["fact"]["kind"] == "idea_noted"]
    assert texts == WISHES


def test_a_signal_to_end_is_heard_on_the_start_screen_too(terminal: Start) -> None:
    program = terminal()
    program.until("Demo")
    program.signal(signal.SIGTERM)
    assert program.wait() == 143
    assert not program.modes & TAKEN


# -- no window ---------------------------------------------------------------------------------------------


def test_without_a_terminal_one_line_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "apv_tui", "demo"],
        env=environment(tmp_path / "home"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "terminal" in done.stderr
    assert not (tmp_path / "home" / "apv-tui").exists(), "nothing was begun"


def test_a_terminal_that_can_only_write_lines_is_told_so(terminal: Start) -> None:
    program = terminal("demo", env={"TERM": "dumb"}, cols=120)
    assert program.wait() == 2
    assert len(program.screen.split("\n")[0]) > 20
    assert not program.screen.split("\n")[1]
    assert b"\x1b" not in program.raw


# -- windows of every size ---------------------------------------------------------------------------------


def keys_of_81(screen: str) -> bool:
    """The window is laid out for 81 columns, with the help open or not."""
    lines = screen.split("\n")
    return (
        lines[1].startswith("─" * 20)
        and len(lines[-2]) == 81
        and ("F1 hjælp" in screen or "F1 tilbage" in screen)
    )


@pytest.mark.parametrize("step", ["", further("interview"), "brainstorm", further("optael"), further("slut")])
def test_a_storm_of_sizes(terminal: Start, step: str) -> None:
    program = terminal("demo", "--seed", "7", *(["--at", step] if step else []))
    program.until("F1 hjælp")
    storm = [(54, 16), (120, 36), (20, 5), (200, 60), (1, 1), (33, 9), (80, 24)]
    for cols, rows in storm:
        program.resize(cols, rows)
        program.press("pgdn" if not step else "f1")
    for cols, rows in storm:  # and faster than anything can be drawn
        program.resize(cols, rows)
    program.resize(81, 24)
    while "F1 hjælp" not in (screen := program.until(Named(keys_of_81, "the keys of this width"))):
        program.press("f1")
        program.settle()
    assert "dialogmøde" in screen.split("\n")[0]
    assert program.status is None


# -- what is covered ---------------------------------------------------------------------------------------


def test_a_covered_meeting_does_not_paint(terminal: Start) -> None:
    """The clock runs on, but a window that does not change is not sent again and again over a slow line."""
    program = terminal("demo", "--at", "brainstorm", "--seed", "7", "--speed", "20")
    program.until("Gruppe 1 ►")
    program.press("f3")
    program.until("Parkér ►")
    program.silence(0.4)
    program.press("f3")
    program.until("ur på pause")


def test_a_signal_is_seen_whatever_is_open(terminal: Start) -> None:
    program = terminal("demo", "--at", "galleritur", "--seed", "7", "--speed", "75")
    program.until("til kl.")
    program.press("f3")
    program.until("Parkér ►")
    program.until(lambda screen: "tidenergået" in "".join(screen.lower().split()))


def test_a_silent_step_before_the_power_fails_is_no_absence(terminal: Start) -> None:
    """Silence is led time: only what came after the last sign of life is asked about."""
    program = terminal("demo", "--at", "galleritur")
    program.until("til kl.")
    kept = program.home / "apv-tui"
    program.until(lambda _: any(kept.glob("sessions/*.json")))
    session, journal = next(kept.glob("sessions/*.json")), next(kept.glob("state/*.journal"))
    began = journal.stat().st_mtime
    program.until(lambda _: journal.stat().st_mtime > began + 4, patience=60)
    program.kill()
    alive = journal.stat().st_mtime
    again = terminal("open", str(session))
    again.until("stået stille")
    seconds = int(again.screen.split("stået stille i ")[1].split(" ")[0].split(":")[1])
    assert seconds <= time.time() - alive + 2, "counted from the last sign of life, in whole seconds"
