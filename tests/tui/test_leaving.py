"""Being ended and being stopped from outside: the last resort, and what is asked when the program goes on."""

import signal
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from types import FrameType

import pytest
from pilots import room

from apv_tui.core.messages import message
from apv_tui.tui.actions import ACTIONS
from apv_tui.tui.app import OVERLAYS
from apv_tui.tui.leaving import ENDING_SIGNALS, Deadline, hear_signals
from apv_tui.tui.overlays.add_people import PeopleList

# -- the last resort ---------------------------------------------------------------------------------------


def test_who_does_not_end_is_ended_after_the_last_words() -> None:
    done: SimpleQueue[object] = SimpleQueue()
    deadline = Deadline(lambda: done.put("saved"), seconds=0, end=done.put)
    assert done.empty()
    deadline.begin(143)
    deadline.begin(129)
    assert [done.get(timeout=5), done.get(timeout=5)] == ["saved", 143]


def test_last_words_that_fail_or_hang_keep_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apv_tui.tui.leaving.SAVE_SECONDS", 0.01)

    def fail() -> None:
        raise OSError

    for last_words in (fail, threading.Event().wait):
        ended: SimpleQueue[object] = SimpleQueue()
        Deadline(last_words, seconds=0, end=ended.put).begin(129)  # type: ignore[arg-type]
        assert ended.get(timeout=5) == 129


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_every_signal_that_means_the_end_has_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: dict[int, Callable[[int, FrameType | None], None]] = {}
    monkeypatch.setattr(signal, "signal", handlers.setdefault)
    heard: list[int] = []
    hear_signals(heard.append)
    for number, handler in handlers.items():
        handler(number, None)
    assert dict(zip(handlers, heard, strict=True)) == {
        signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130, signal.SIGQUIT: 131,
    }  # fmt: skip
    assert "SIGBREAK" in ENDING_SIGNALS, "how Windows tells that the console is closed"


# -- stopped, and going on ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "asked"), [(20, False), (300, True)])
async def test_a_program_that_was_stopped_asks_how_the_time_counts(seconds: float, *, asked: bool) -> None:
    """The steady clock goes on while the system has stopped the program: only the pause between two ticks tells."""
    async with room("brainstorm") as opened:
        await opened.press("f4")
        left = opened.left
        opened.app.stood_still = True
        await opened.pass_time(seconds)
        assert (opened.open == "GapOverlay") is asked
        if asked:
            await opened.press("1")
            assert opened.left == pytest.approx(left, abs=1)
        assert opened.open == "MeetingScreen"
        await opened.pass_time(300)
        assert opened.open == "MeetingScreen", "time that passed under somebody's eyes"


async def test_a_program_that_was_stopped_under_an_overlay_asks_when_it_is_closed() -> None:
    async with room("brainstorm") as opened:
        await opened.press("f4", "f3")
        opened.app.stood_still = True
        await opened.pass_time(300)
        await opened.pass_time(1)
        assert opened.open == "ParkingOverlay"
        await opened.press("f3")
        await opened.pass_time(1)
        assert opened.open == "GapOverlay"


# -- leaving by mistake ------------------------------------------------------------------------------------


async def test_ctrl_q_asks_from_everywhere() -> None:
    nobody = PeopleList((), message("said.sound_on"), "names")
    async with room("brainstorm", read_people=lambda *_: nobody) as opened:
        await opened.write("halvt ")
        for overlay in OVERLAYS.keys() - {"quit"}:
            subject = {"paste": "et\nto", "gap": "300", "notice": "Bemærk", "move": "p1"}.get(overlay, "")
            opened.app.open_overlay(overlay, subject)
            await opened.settle()
            await opened.press("ctrl+q")
            assert opened.open == "QuitOverlay", overlay
            assert opened.app.is_running, overlay
            await opened.press("ctrl+q")
            assert opened.open != "QuitOverlay", (overlay, "the same key goes back")
            assert opened.app.is_running, overlay
            while opened.open != "MeetingScreen":
                opened.app.pop_screen()
                await opened.settle()


async def test_ctrl_q_asks_from_the_palette_and_while_typing() -> None:
    async with room("brainstorm") as opened:
        await opened.write("halvt")
        await opened.press("ctrl+p")
        await opened.press("ctrl+q")
        assert opened.open == "QuitOverlay"
        await opened.press("escape")
        assert opened.line.value == "halvt"
        await opened.press("ctrl+q")
        assert opened.open == "QuitOverlay"


async def test_ctrl_q_twice_in_a_hurry_leaves_nothing() -> None:
    async with room("brainstorm") as opened:
        opened._send("ctrl+q")
        opened._send("ctrl+q")
        await opened.settle()
        assert opened.app.is_running
        assert opened.app.return_code is None


async def test_other_keys_that_end_other_programs_do_no_harm() -> None:
    async with room("brainstorm") as opened:
        await opened.write("Ro til")
        before = len(opened.desk.record.entries)
        for key in ("ctrl+c", "ctrl+backslash", "ctrl+d", "ctrl+x", "ctrl+v", "alt+f4"):
            assert key not in {each for action in ACTIONS for each in (*action.keys, *action.always)}
            await opened.press(key)
            assert opened.app.is_running, key
            assert opened.open == "MeetingScreen", key
            assert opened.line.value == "Ro til", key
            assert len(opened.desk.record.entries) == before, key
