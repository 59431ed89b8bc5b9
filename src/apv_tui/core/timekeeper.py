"""The time a meeting goes by: the time of day when it began, carried on by the steady clock.

Setting the computer's clock does not move a running round. When the time of day has run ahead of the steady
clock by more than half a minute, the computer slept: somebody has to say whether that time counts.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from apv_tui.core.clock import Clock

GAP_SECONDS: Final = 30.0


class Timekeeper:
    """Gives `now()` in UTC from a clock's steady seconds, and tells of gaps."""

    def __init__(self, clock: Clock, not_before: datetime | None = None) -> None:
        """`not_before` is the last time in the log: a computer whose clock was set back does not undo it."""
        self._clock = clock
        self.on_caught_up: Callable[[], None] | None = None
        """Hears that the time has jumped."""
        self._utc = max(clock.utc(), not_before or clock.utc())
        self._steady = clock.monotonic()

    def now(self) -> datetime:
        """Give the meeting's time."""
        return self._utc + timedelta(seconds=self._clock.monotonic() - self._steady)

    def gap(self) -> float:
        """Give the seconds by which the time of day has run ahead, where that is a gap; else 0.0."""
        ahead = (self._clock.utc() - self.now()).total_seconds()
        return ahead if ahead > GAP_SECONDS else 0.0

    def catch_up(self) -> None:
        """Go by the time of day from here on."""
        self._utc = self._clock.utc()
        self._steady = self._clock.monotonic()
        if self.on_caught_up is not None:
            self.on_caught_up()
