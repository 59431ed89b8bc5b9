"""The harness itself: does it press, show and answer as a terminal does?"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from emulator import Emulator, answers, key_bytes
from terminal import Terminal, environment

APP = """
from textual.app import App
from textual.widgets import Input, Static

class Small(App):
    CSS = "#last { color: rgb(1,2,3); text-style: bold; }"

    def compose(self):
        yield Static("ready", id="last")
        yield Static("", id="size")
        yield Input(placeholder="write here")

    def on_resize(self, event):
        self.query_one("#size", Static).update(f"size {event.size.width}x{event.size.height}")

    async def on_event(self, event):  # before the Input takes the key
        if type(event).__name__ == "Key":
            self.query_one("#last", Static).update(f"key {event.key}")
        await super().on_event(event)

    def on_input_submitted(self, event):
        self.exit(return_code=3, message=f"goodbye {event.value}")

app = Small()
app.run()
raise SystemExit(app.return_code)
"""


def shell(program: str) -> Terminal:
    """A shell, for what needs no Textual."""
    return Terminal(["/bin/sh", "-c", program], cols=40, rows=5)


@pytest.fixture
def small() -> Iterator[Terminal]:
    with Terminal([sys.executable, "-c", APP]) as terminal:
        terminal.until("write here")
        yield terminal


def test_keys_arrive_by_their_names(small: Terminal) -> None:
    names = {"pgdn": "pagedown", "f8": "f8", "shift+up": "shift+up", "ctrl+t": "ctrl+t", "escape": "escape"}
    for key, name in names.items():
        small.press(key)
        assert small.until(f"key {name}").startswith(f"key {name}\n")


def test_typed_and_pasted_text_stands_on_the_screen_as_written(small: Terminal) -> None:
    small.type("Blåbærgrød ")
    small.until("Blåbærgrød")
    small.paste("ja tak ☕")
    small.until("Blåbærgrød ja tak ☕")
    assert "☕" in small.line(3)
    small.press(*["backspace"] * 8)
    small.gone("ja")


def test_the_program_hears_of_a_new_size(small: Terminal) -> None:
    small.until("size 80x24")
    small.resize(60, 10)
    screen = small.until("size 60x10")
    assert len(screen.split("\n")) == 10


def test_colour_and_weight_can_be_asked_for(small: Terminal) -> None:
    small.until("ready")
    style = small.style_at(0, 0)
    assert (style.data, style.fg, style.bold) == ("r", "010203", True)
    assert not small.style_at(1, 0).bold


def test_frames_are_bracketed_as_the_terminal_said_it_could(small: Terminal) -> None:
    small.press("a")
    small.until("key a")
    assert b"\x1b[?2026h" in small.raw


def test_the_program_ends_and_leaves_the_terminal_as_it_was(small: Terminal) -> None:
    assert {1049, 2004} <= small.modes
    small.type("Ida")
    small.press("enter")
    assert small.wait() == 3
    assert "goodbye Ida" in small.screen
    assert "write here" not in small.screen
    assert not {1049, 2004, 1000, 1003} & small.modes
    assert 25 in small.modes


def test_a_killed_program_has_its_signal_as_status(small: Terminal) -> None:
    small.kill()
    assert small.wait() == -signal.SIGKILL


def test_a_failure_shows_the_last_screen() -> None:
    with shell("echo here I am; read x") as terminal:
        with pytest.raises(AssertionError, match=r"(?s)'never' did not come in 0\.3 s.*here I am"):
            terminal.until("never", patience=0.3)
        with pytest.raises(AssertionError, match="no more 'here'"):
            terminal.gone("here", patience=0.1)
        with pytest.raises(AssertionError, match="did not end"):
            terminal.wait(patience=0.1)


def test_an_ended_program_is_not_waited_for() -> None:
    with shell("echo done; exit 4") as terminal:
        terminal.wait()
        with pytest.raises(AssertionError, match=r"(?s)ended.*status 4.*done"):
            terminal.until("never", patience=60)


def test_a_text_that_stood_there_only_for_a_moment_is_seen() -> None:
    with shell("printf flash; sleep 0.1; printf '\\033[2J'; sleep 0.1; echo dark; read x") as terminal:
        terminal.until(lambda screen: "flash" in screen)
        terminal.until("dark")
        terminal.settle()
        assert "flash" not in terminal.screen


def test_signals_reach_the_program() -> None:
    with shell("trap 'echo caught; exit 7' TERM; echo on; while :; do read x; done") as terminal:
        terminal.until("on")
        terminal.signal(signal.SIGTERM)
        terminal.until("caught")
        assert terminal.wait() == 7


def test_the_environment_is_always_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TEXTUAL_THEME", "LC_ALL", "XDG_SESSION_ID"):
        monkeypatch.setenv(name, "1")
    given = environment(tmp_path, {"LANG": "da_DK.UTF-8"})
    assert not {"NO_COLOR", "TEXTUAL_THEME", "LC_ALL", "XDG_SESSION_ID"} & given.keys()
    assert given["LANG"] == "da_DK.UTF-8"
    assert given["XDG_STATE_HOME"].startswith(str(tmp_path))
    script = 'echo "$TERM $HOME"; pwd; read x'
    with Terminal(["/bin/sh", "-c", script], cols=300, cwd=tmp_path, home=tmp_path / "home") as terminal:
        terminal.until(f"xterm-256color {tmp_path / 'home'}\n{os.path.realpath(tmp_path)}")


def test_a_missing_program_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        Terminal(["./no-such-program"])


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("a", b"a"),
        ("æ", "æ".encode()),
        ("space", b" "),
        ("ctrl+q", b"\x11"),
        ("alt+x", b"\x1bx"),
        ("F1", b"\x1bOP"),
        ("up", b"\x1b[A"),
        ("ctrl+shift+home", b"\x1b[1;6H"),
        ("ctrl+pageup", b"\x1b[5;5~"),
    ],
)
def test_a_key_is_what_xterm_sends(name: str, sent: bytes) -> None:
    assert key_bytes(name) == sent


@pytest.mark.parametrize("name", ["", "hyper+a", "f99", "ctrl+7"])
def test_an_unknown_key_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="unknown key"):
        key_bytes(name)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (b"ab\x1b[3b", "abbbb"),
        (b"one\r\ntwo\x1b[Sx", "two\n   x"),
        (b"one\x1b[T!", "   !\none"),
        (b"\x1b[38:2::1:2:3mred\x1b[4:3m\x1b[58:5:1m.", "red."),
        (b"\x1b]0;title\x07\x1bP+q00\x1b\\\x1b_Gx\x1b\\ok", "ok"),
        (b"\x1b[>1u\x1b[<u\x1b[?u\x1b[?2026$p\x1b[2 q\x1b[>4;1m\x1b[?4mok", "ok"),
        (b"whole\x1b[?2026h half", "whole"),
        (b"whole\x1b[?2026h half\x1b[?2026l", "whole half"),
        (b"main\x1b[?1049h\x1b[Hother", "other"),
        (b"main\x1b[?1049h\x1b[Hother\x1b[?1049l!", "main!"),
    ],
)
def test_the_screen_shows_what_a_terminal_would(written: bytes, shown: str) -> None:
    whole, dripping = Emulator(20, 5), Emulator(20, 5)
    whole.feed(written)
    for number in written:
        dripping.feed(bytes([number]))
    assert whole.screen.text().rstrip() == dripping.screen.text().rstrip() == shown


def test_colon_colours_are_colours() -> None:
    emulator = Emulator(20, 5)
    emulator.feed(b"\x1b[1;38:2::10:32:255;48:5:1mx")
    cell = emulator.screen.buffer[0][0]
    assert (cell.fg, cell.bg, cell.bold) == ("0a20ff", "cd0000", True)


def test_questions_are_answered() -> None:
    assert answers(b"a\x1b[?2026$pb\x1b[?2048$p") == b"\x1b[?2026;2$y\x1b[?2048;0$y"
    assert answers(b"\x1b[c\x1b[6n") == b"\x1b[?62;22c\x1b[1;1R"
    assert answers(b"\x1b[?u\x1b[1;2H") == b""


def test_a_window_can_stop_reading_and_go_on() -> None:
    with shell("read x; head -c 100000 /dev/zero | tr '\\0' x; echo; echo done") as terminal:
        terminal.stop_reading()
        terminal.type("\n")
        with pytest.raises(AssertionError, match="did not come"):
            terminal.until("done", patience=0.2)
        assert terminal.status is None
        terminal.read_again()
        terminal.until("done")


def test_a_window_can_be_closed_and_its_signal_be_unheard() -> None:
    with shell("echo ready; read x; read x") as terminal:
        terminal.until("ready")
        terminal.hang_up()
        assert terminal.wait() == -signal.SIGHUP
    program = "echo ready; read x || exit 7"
    with Terminal(["/bin/sh", "-c", program], cols=40, rows=5, unheard=[signal.SIGHUP]) as terminal:
        terminal.until("ready")
        terminal.hang_up()
        assert terminal.wait() == 7


def test_whether_keys_come_one_by_one_can_be_seen() -> None:
    with shell("echo lines; read x; stty raw; printf raw; sleep 9") as terminal:
        terminal.until("lines")
        assert not terminal.raw_keys
        terminal.type("\n")
        terminal.until("raw")
        assert terminal.raw_keys
