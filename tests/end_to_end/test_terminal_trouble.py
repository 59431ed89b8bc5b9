"""A terminal that misbehaves, goes away or stands still, and a program that breaks: nothing noted is lost."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from leading import further
from terminal import Terminal, environment

Start = Callable[..., Terminal]
DEMO = ("demo", "--at", "brainstorm", "--seed", "7", "--people", "7")
TAKEN = {1049, 1000, 1002, 1003, 1004, 1006, 2004}
"""The alternate screen, the mouse, focus, marked pastes: what the program has to give back."""
SECRET = "Mette Friis"


def open_at_brainstorm(terminal: Start, *more: str, **options: Any) -> Terminal:
    program = terminal(*DEMO, *more, **options)
    program.until("Gruppe 1 ►")
    return program


def noted(program: Terminal) -> list[str]:
    """What the session file holds once the program has ended, and what its journal holds before."""
    home = program.home / "apv-tui"
    journals = list(home.glob("state/*.journal"))
    if journals:
        lines = journals[0].read_text(encoding="utf-8").split("\n")[1:-1]
        entries = [json.loads(line.partition(" ")[2])[1] for line in lines]
    else:
        sessions = [json.loads(path.read_text(encoding="utf-8")) for path in home.glob("sessions/*.json")]
        entries = sessions[0]["events"] if sessions else []
    return [entry["fact"]["text"] for entry in entries if entry["fact"]["kind"] == "idea_noted"]


def in_time(met: Callable[[], bool], patience: float = 10.0) -> bool:
    deadline = time.monotonic() + patience
    while not met() and time.monotonic() < deadline:
        time.sleep(0.02)
    return met()


# -- what the keyboard sends -------------------------------------------------------------------------------


def test_any_bytes_from_the_keyboard_are_survived(terminal: Start) -> None:
    """A terminal set to Latin-1 sends an ø as a byte that is no UTF-8."""
    program = open_at_brainstorm(terminal)
    program.send(b"R\xf8d gr\xf8d \xe6")  # the last one begins a letter of UTF-8 that never comes
    program.until("R\N{REPLACEMENT CHARACTER}d gr\N{REPLACEMENT CHARACTER}d \N{REPLACEMENT CHARACTER}")
    program.send(b"\xff\xfe\xc0\x80\x1b[999;999;999~\x1b[<0;0;0M\x9b\x1b]0;x\x07")
    program.until("Mødets trin")  # its last byte is Ctrl+G: a list to look at
    program.press("escape")
    program.until("Gruppe 1 ►")
    program.press("enter")
    program.until("√ R\N{REPLACEMENT CHARACTER}d gr")
    program.type("Blåbærgrød på é\n")
    program.until("√ Blåbærgrød på é")
    on = program.raw.index(b"\x1b[>25u")
    assert b"\x1b[<u" in program.raw[on : on + 400], "AltGr and dead keys need no protocol: it is off at once"


def test_a_huge_paste_full_of_keys_is_a_list_to_look_at(terminal: Start) -> None:
    program = open_at_brainstorm(terminal)
    keys = "\x1b[6~\x1bOR\x11\r\x1b"  # next step, the parking lot, leaving, Escape
    program.paste("".join(f"Ønske {n} {keys}{'x' * 270}\r" for n in range(1, 1001)))
    screen = program.until("Ønske 3 ")
    assert "Parkér ►" not in screen
    program.press("escape")
    program.until("Gruppe 1 ►")
    assert noted(program) == []


# -- a window that is gone, or stands still ----------------------------------------------------------------


@pytest.mark.parametrize("stalled", [further(False), True])
def test_a_window_that_is_gone_without_a_word_ends_the_program(terminal: Start, *, stalled: bool) -> None:
    """A dropped connection whose signal nobody passes on: to be seen at the keyboard, that has come to its end."""
    program = open_at_brainstorm(terminal, unheard=[signal.SIGHUP])
    program.type("Ro til at tænke\n")
    program.until("√ Ro til at tænke")
    program.type("Halvt skrev")
    program.until("Halvt skrev")
    if stalled:
        program.stop_reading()
        for cols in (70, 80) * 4:
            program.resize(cols, 24)
    gone_at = time.monotonic()
    program.hang_up()
    assert program.wait() == 129
    assert time.monotonic() - gone_at < 8
    assert noted(program) == ["Ro til at tænke", "Halvt skrev"]
    assert not (program.home / "apv-tui/state/apv-tui.log").exists(), "no fault of the program's"


def test_a_window_that_stands_still_holds_nothing_up(terminal: Start) -> None:
    """A stalled connection, Ctrl+S, a selection in the window: saving goes on, and afterwards the screen is right."""
    program = open_at_brainstorm(terminal, "--speed", "20")
    program.stop_reading()
    for number in range(1, 7):
        program.resize(80 - number % 2, 24)  # the whole window is painted: more than it takes unread
        program.type(f"Ønske {number}\n")
        assert in_time(lambda number=number: len(noted(program)) == number)
    unread = len(program.raw)
    program.read_again()
    program.until("√ Ønske 6")
    screen = program.until(lambda screen: screen.count("√ Ønske") == 6 and "F1 hjælp" in screen)
    assert len(screen.split("\n")[1]) == 80
    assert len(program.raw) - unread < 200_000, "what nobody saw is not painted afterwards"
    program.type("Ønske 7\n")
    program.until("√ Ønske 7")


def test_a_program_whose_window_stands_still_can_be_ended(terminal: Start) -> None:
    program = open_at_brainstorm(terminal, "--speed", "20")
    program.stop_reading()
    for number in range(1, 5):
        program.resize(80 - number % 2, 24)
        program.type(f"Ønske {number}\n")
        assert in_time(lambda number=number: len(noted(program)) == number)
    program.signal(signal.SIGTERM)
    assert in_time(lambda: program.status is not None, patience=8), "long before the last resort"
    assert program.status == 143
    assert len(noted(program)) == 4
    assert not list((program.home / "apv-tui/state").glob("*.journal")), "the session file is whole"


# -- stopped, and going on ---------------------------------------------------------------------------------


def test_a_program_that_is_stopped_gives_the_terminal_back_and_takes_it_again(terminal: Start) -> None:
    program = open_at_brainstorm(terminal)
    program.signal(signal.SIGTSTP)
    assert in_time(lambda: not program.raw_keys and not program.modes & TAKEN)
    program.signal(signal.SIGCONT)
    assert in_time(lambda: program.raw_keys and 1049 in program.modes)
    program.type("Efter pausen\n")
    program.until("√ Efter pausen")
    program.signal(signal.SIGSTOP)  # this one cannot be heard: the terminal stays as it is, and may change
    program.clear_window()
    program.signal(signal.SIGCONT)
    program.until("√ Efter pausen")
    program.type("Og igen\n")
    program.until("√ Og igen")
    assert noted(program) == ["Efter pausen", "Og igen"], "each key came once"
    program.signal(signal.SIGTERM)
    assert program.wait() == 143
    assert not program.raw_keys
    assert not program.modes & TAKEN


# -- a fault of the program --------------------------------------------------------------------------------

BREAKS = """
import sys, threading, time
from apv_tui import cli
from apv_tui.tui.app import ApvApp
from apv_tui.tui.screens.meeting import MeetingScreen
from apv_tui.tui.widgets.pane import Pane

def painting(self, y, painted=Pane.render_line):
    name = {secret!r}
    if any("Bryd" in span.text for row in self.shown for span in row):
        raise ValueError("about " + name)
    return painted(self, y)

def turning(self, ticked=MeetingScreen.tick):
    ticked(self)
    while any(entry.fact.kind == "idea_noted" for entry in self.desk.record.entries):
        time.sleep(0.05)

on_mount = ApvApp.on_mount
def threads(self):
    on_mount(self)
    def fail():
        raise ValueError("about " + {secret!r})
    for _ in range(3):
        threading.Thread(target=fail).start()

{patch}
sys.exit(cli.main())
"""


def breaking(tmp_path: Path, patch: str, *args: str) -> Terminal:
    program = BREAKS.format(secret=SECRET, patch=patch)
    return Terminal([sys.executable, "-c", program, *DEMO, *args], home=tmp_path / "home", cols=160)


def test_a_fault_says_one_line_and_loses_nothing(tmp_path: Path) -> None:
    with breaking(tmp_path, "Pane.render_line = painting") as program:
        program.until("Gruppe 1 ►")
        program.type("Ro til at tænke\n")
        program.until("√ Ro til at tænke")
        program.type("Bryd sammen\n")
        assert program.wait() == 1
        screen = program.screen.replace("\n", "")
        assert not program.raw_keys
        assert not program.modes & TAKEN
        assert screen.startswith(
            "apv-tui standsede på grund af en fejl i programmet (ValueError). Alt, der stod "
        )
        assert SECRET.encode() not in program.raw
        assert b"Traceback" not in program.raw
        log = program.home / "apv-tui/state/apv-tui.log"
        assert str(log) in screen
        told = log.read_text(encoding="utf-8")
        assert f"ValueError: about {SECRET}" in told
        assert "in painting" in told
        assert "Bryd sammen" not in told, "where it happened, and no variables"
        assert stat.S_IMODE(log.stat().st_mode) == 0o600
        assert noted(program) == ["Ro til at tænke", "Bryd sammen"]
        go_on = re.search(r"Gå videre med: apv-tui (open .*\.json'?)", screen)
        assert go_on
        home = program.home
    argv = [sys.executable, "-m", "apv_tui", *shlex.split(go_on[1])]
    with Terminal(argv, home=home) as again:
        again.until("stået stille i")


def test_a_thread_that_breaks_says_nothing_on_the_screen(tmp_path: Path) -> None:
    with breaking(tmp_path, "ApvApp.on_mount = threads") as program:
        program.until("Gruppe 1 ►")
        log = program.home / "apv-tui/state/apv-tui.log"
        assert in_time(lambda: log.exists() and log.read_text(encoding="utf-8").count("ValueError") == 3)
        program.signal(signal.SIGTERM)
        assert program.wait() == 143
        assert SECRET.encode() not in program.raw


@pytest.mark.long
def test_a_program_that_hangs_is_ended_by_its_last_resort(tmp_path: Path) -> None:
    with breaking(tmp_path, "MeetingScreen.tick = turning") as program:
        program.until("Gruppe 1 ►")
        program.type("Ro til at tænke\n")
        assert in_time(lambda: noted(program) == ["Ro til at tænke"])
        time.sleep(1.5)
        program.signal(signal.SIGTERM)
        asked_at = time.monotonic()
        assert program.wait() == 143
        assert time.monotonic() - asked_at < 10
        assert noted(program) == ["Ro til at tænke"]
        assert not program.raw_keys
        assert not program.modes & TAKEN


# -- terminals of every kind -------------------------------------------------------------------------------


def test_a_terminal_that_nobody_knows_in_a_locale_of_old(tmp_path: Path) -> None:
    """No TERM, no UTF-8, the size of another terminal in the environment, errors sent elsewhere."""
    command = " ".join([shlex.quote(sys.executable), "-m", "apv_tui", *DEMO])
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "latin-1"}
    size = {"COLUMNS": "40", "LINES": "10"}
    with Terminal(
        ["/bin/sh", "-c", f"unset TERM; exec {command} 2>/dev/null"], env=old | size, home=tmp_path / "home"
    ) as program:
        screen = program.until("F1 hjælp")
        assert "─" * 60 in screen
        for cols, rows in ((1, 1), (0, 0), (0, 24), (80, 0), (2, 60), (500, 2)):
            program.set_size(cols, rows)
            time.sleep(0.03)
        program.set_size(80, 24)
        program.type("Ærø – og é ☕\n")
        program.until("√ Ærø – og é ☕")
        program.until(lambda screen: len(screen.split("\n")[1]) == 80 and "F1 hjælp" in screen)
        program.signal(signal.SIGTERM)
        assert program.wait() == 143
        assert noted(program) == ["Ærø – og é ☕"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
def test_without_a_stream_at_all(tmp_path: Path, closed: str) -> None:
    command = " ".join([shlex.quote(sys.executable), "-m", "apv_tui", "demo"])
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {command} {closed}"],
        env=environment(tmp_path / "home"),
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not os.path.exists(tmp_path / "home" / "apv-tui")
