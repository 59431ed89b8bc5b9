"""Keyboards and terminals as docs/terminals.md has them: what can be held without sitting at each of them."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events

from apv_tui.tui.actions import TABLE
from apv_tui.tui.colours import believe_colours
from apv_tui.tui.private.parsing import CarefulParser

SIGNS = {"plus": "+", "minus": "-", "full_stop": ".", "question_mark": "?", "number_sign": "#"}
"""What is not a letter, a digit or a named key. The last one begins a sheet's number in a typed line."""
# Where each sign stands, without AltGr and on no dead key: from the tables of xkb (xkeyboard-config 2.35).
LAYOUTS = {
    "Danish": {"+": "plain", "-": "plain", ".": "plain", "?": "Shift", "#": "Shift"},
    "Norwegian": {"+": "plain", "-": "plain", ".": "plain", "?": "Shift", "#": "Shift"},
    "Dutch": {"+": "plain", "-": "plain", ".": "plain", "?": "Shift", "#": "Shift"},
    "American": {"+": "Shift", "-": "plain", ".": "plain", "?": "Shift", "#": "Shift"},
    "US international": {"+": "Shift", "-": "plain", ".": "plain", "?": "Shift", "#": "Shift"},
}
NAMED = {"space", "enter", "left", "right", "up", "down", "pageup", "pagedown"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_key_stands_on_the_keyboard_without_altgr(layout: str) -> None:
    for action, keys in TABLE.items():
        for key in keys:
            *modifiers, plain = key.split("+")
            letter = len(plain) == 1 and plain.isascii() and plain.isalpha()
            function_key = plain[0] == "f" and plain[1:].isdigit()
            assert set(modifiers) <= {"ctrl", "shift"}, (action, key)
            assert letter or function_key or plain in NAMED or SIGNS[plain] in LAYOUTS[layout], (action, key)
            assert not (modifiers == ["ctrl"] and not letter), "a terminal sends Ctrl with letters only"


@pytest.mark.parametrize(("sign", "key"), [(sign, key) for key, sign in SIGNS.items()])
def test_the_signs_come_as_the_keys_they_are(sign: str, key: str) -> None:
    (heard,) = CarefulParser().feed(sign)
    assert isinstance(heard, events.Key)
    assert heard.key == key


# Where one key is sent in several ways: xterm and most others; the Linux console; PuTTY and rxvt.
SENT = {
    "f1": ("\x1bOP", "\x1b[[A", "\x1b[11~"),
    "f2": ("\x1bOQ", "\x1b[[B", "\x1b[12~"),
    "f3": ("\x1bOR", "\x1b[[C", "\x1b[13~"),
    "f4": ("\x1bOS", "\x1b[[D", "\x1b[14~"),
    "f6": ("\x1b[17~",),
    "f7": ("\x1b[18~",),
    "f8": ("\x1b[19~",),
    "f9": ("\x1b[20~",),
    "f12": ("\x1b[24~",),
    "pagedown": ("\x1b[6~",),
    "pageup": ("\x1b[5~",),
    "home": ("\x1b[H", "\x1b[1~", "\x1b[7~", "\x1bOH"),
    "end": ("\x1b[F", "\x1b[4~", "\x1b[8~", "\x1bOF"),
    "shift+down": ("\x1b[1;2B", "\x1b[b"),
    "backspace": ("\x7f", "\x08"),
    "plus": ("+", "\x1bOk"),
    "minus": ("-", "\x1bOm"),
}


@pytest.mark.parametrize(("key", "sent"), [(key, sent) for key, ways in SENT.items() for sent in ways])
def test_a_key_is_known_however_the_terminal_sends_it(key: str, sent: str) -> None:
    (heard,) = CarefulParser().feed(sent)
    assert isinstance(heard, events.Key)
    assert heard.key == key


# -- colours -----------------------------------------------------------------------------------------------


def test_in_gnu_screen_the_colours_of_the_terminal_around_it_are_not_believed() -> None:
    environ = {"STY": "1.apv", "TERM": "screen", "COLORTERM": "truecolor"}
    believe_colours(environ)
    assert environ == {"STY": "1.apv", "TERM": "screen-256color"}


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TERM": "screen-256color", "COLORTERM": "truecolor", "TMUX": "/tmp/tmux", "STY": "1.around"},
        {"TERM": "screen", "STY": "1.apv"},
    ],
)
def test_elsewhere_the_terminal_is_believed(environ: dict[str, str]) -> None:
    before = dict(environ)
    believe_colours(environ)
    assert environ == before


# -- tmux --------------------------------------------------------------------------------------------------


class Tmux:
    """A server of our own with one window, looked at from outside."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, *words: str) -> str:
        argv = ["tmux", "-S", str(self._folder / "socket"), "-f", "/dev/null", *words]
        return subprocess.run(argv, capture_output=True, encoding="utf-8", timeout=20, check=False).stdout

    def until(self, *wanted: str) -> str:
        end = time.monotonic() + 20
        while not all(text in (screen := self("capture-pane", "-p")) for text in wanted):
            assert time.monotonic() < end, f"{wanted} did not come:\n{screen}"
            time.sleep(0.05)
        return screen


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    if sys.platform == "win32" or shutil.which("tmux") is None:
        pytest.skip("tmux is not installed here")
    tmux = Tmux(tmp_path)
    yield tmux
    tmux("kill-server")


@pytest.mark.further  # it waits for the screens of two programs, and must not be hurried by other tests
def test_a_meeting_is_led_inside_tmux(tmux: Tmux, tmp_path: Path) -> None:
    home = tmp_path / "home"
    program = f"APV_TUI_HOME='{home}' exec '{sys.executable}' -m apv_tui demo --seed 7 --at brainstorm"
    tmux("new-session", "-d", "-x", "80", "-y", "24", program)
    tmux.until("Ønsker og drømme", "Gruppe 1 ►")
    tmux("send-keys", "-l", "Blåbær på fredag")
    tmux("send-keys", "Enter")
    tmux.until("√ Blåbær på fredag")
    pressed = {"PageDown": "Spørgsmål 2", "F7": "Spørgsmål 1", "F4": "ur på pause", "F3": "Parkér ►"}
    for key, wanted in pressed.items():
        tmux("send-keys", key)
        tmux.until(wanted)
    tmux("resize-window", "-x", "54", "-y", "16")
    tmux.until("Parkér ►", "─" * 54)
