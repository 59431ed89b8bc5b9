"""Leaving when nobody asks whether to: the system's signals, and a last resort for when ending takes too long."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final

from apv_tui.core.text import one_line

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

FAULT: Final = 1
"""The exit status of a fault of the program."""
ENDING_SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGBREAK")
"""Those that mean "end now", as far as a system has them. Ctrl+C and Ctrl+\\ are keys here, and send none."""
LEAVE_SECONDS: Final = 6.0
SAVE_SECONDS: Final = 2.0
_RECENT: Final = 8  # entries


def hear_signals(leave: Callable[[int], None]) -> None:
    """Have `leave` called, in the main thread and at any moment, with the exit status that a signal stands for."""
    for name in ENDING_SIGNALS:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda number, _: leave(128 + number))


class Deadline:
    """Ends the program for good when it was to end and has not, whatever holds it up.

    Saving runs in its own thread and is done long before; what may hang is the terminal, or a fault.
    """

    def __init__(
        self,
        last_words: Callable[[], None],
        *,
        seconds: float = LEAVE_SECONDS,
        end: Callable[[int], object] = os._exit,
    ) -> None:
        """`last_words` saves and gives the terminal back; it gets two seconds."""
        self._last_words = last_words
        self._seconds = seconds
        self._end = end
        self._asked: SimpleQueue[int] = SimpleQueue()
        Thread(target=self._run, name="apv-tui deadline", daemon=True).start()

    def begin(self, status: int) -> None:
        """Begin to count; safe in a signal handler. The first status is the one that the program ends with."""
        self._asked.put(status)

    def _run(self) -> None:
        status = self._asked.get()
        time.sleep(self._seconds)
        saving = Thread(target=self._save, name="apv-tui last words", daemon=True)
        saving.start()
        saving.join(SAVE_SECONDS)
        self._end(status)

    def _save(self) -> None:
        with contextlib.suppress(Exception):
            self._last_words()


def note_what_is_typed(app: "ApvApp", *, after_fault: bool = False) -> None:
    """Note the lines that are half typed, on the screen in front and in the meeting below it.

    A fault may have come between noting a line and emptying it: what was noted a moment ago is not again.
    """
    from apv_tui.tui.overlays.base import Overlay

    meeting = app.meeting_screen
    if meeting is None or app.desk is None:
        return
    noted: set[str] = set()
    if after_fault:
        noted = {getattr(entry.fact, "text", "") for entry in app.desk.record.entries[-_RECENT:]}
    front = app.screen_stack[-1]
    if isinstance(front, Overlay):
        if one_line(front.half_typed()) not in noted:
            front.take_line()
        if not front.lets_note:
            return
    if one_line(meeting.typed()) not in noted:
        meeting.take_line()
