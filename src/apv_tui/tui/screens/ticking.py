"""When a window looks at the clock: once a second, at the same moment as every other window on the meeting."""

import sys
from collections.abc import Callable
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from apv_tui.core.clock import Clock
from apv_tui.core.in_step import second_of, seconds_to_tick
from apv_tui.core.timekeeper import GAP_SECONDS
from apv_tui.tui.desk import Desk

_BEHIND = 0.002
"""Seconds behind the change of a second, so that no timer that is early shows the one before once more."""


class Ticker:
    """Has a window look at the clock, and knows for how long the whole program stood still."""

    def __init__(self, screen: Screen[Any], clock: Clock, desk: Desk, look: Callable[[], None]) -> None:
        """`clock` is the computer's own; `look` looks."""
        self._screen = screen
        self._clock = clock
        self._desk = desk
        self._look = look
        self._timer: Timer | None = None
        self._looked_at = clock.monotonic()

    def align(self) -> None:
        """Look where the seconds change from here on: the clock was started, set, or is another one."""
        if self._timer is not None:
            self._timer.stop()
        desk, now = self._desk, self._desk.now()
        step = desk.state.step
        clock = desk.state.state_of(step).clock if step is not None else None
        left = clock.left_at(now) if clock is not None and clock.running else None
        wait = seconds_to_tick(now, left, self._clock.monotonic(), desk.speed)
        if wait:
            self._timer = self._screen.set_timer(wait + _BEHIND, self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        self._timer = self._screen.set_interval(second_of(self._desk.speed), self._look)
        self._look()

    def stood_for(self, steady: float, *, stopped: bool) -> float:
        """Give the seconds of the meeting for which the program stood still until now; 0.0 where it ran.

        The steady clock goes on while the system has stopped the program (`stopped`); on Windows it counts
        sleep, too.
        """
        passed, self._looked_at = steady - self._looked_at, steady
        still = (sys.platform == "win32" or stopped) and passed > GAP_SECONDS
        return passed * self._desk.speed if still else 0.0
