"""Two windows in step: how the time of a meeting runs where it is led, for a window that follows to go by.

The steady clock of a computer is the same for all its programs, so a moment of it that was told once is enough:
no window waits for another, and a second is shown at the same moment in both.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from apv_tui.core.clock import Clock, FastClock
from apv_tui.core.timekeeper import GAP_SECONDS, Timekeeper


class Beat(NamedTuple):
    """How time runs in the window that leads. At second `steady` of the computer's steady clock it was `now`.

    `utc` was the computer's own time of day at that moment: it tells whether the steady clock is still the same.
    """

    now: datetime
    steady: float
    speed: float
    utc: datetime


def beat_of(timekeeper: Timekeeper, clock: Clock, speed: float) -> Beat:
    """Give how the time runs here; `clock` is the computer's, at its own speed."""
    return Beat(timekeeper.now(), clock.monotonic(), speed, clock.utc())


def time_there(beat: Beat, clock: Clock) -> datetime | None:
    """Give the time of the meeting in the window that leads; None where the computer was started anew since.

    Its steady clock begins at nothing then, and the time of day has run ahead of it; so it has where the
    computer slept, after which whoever leads says anew how the time runs.
    """
    passed = clock.monotonic() - beat.steady
    lost = (clock.utc() - beat.utc).total_seconds() - passed
    if passed < 0 or lost > GAP_SECONDS:
        return None
    return beat.now + timedelta(seconds=passed * beat.speed)


class FollowingTimekeeper(Timekeeper):
    """Goes by the time of the window that leads; by the computer's own, as long as nobody leads."""

    def __init__(self, clock: Clock, not_before: datetime | None = None) -> None:
        super().__init__(clock, not_before)
        self._own = clock
        self._beat: Beat | None = None
        self.speed = 1.0
        """How many times as fast as the computer's own time it runs."""

    def follow(self, beat: Beat) -> None:
        """Go by this from here on; one that is of no use any more changes nothing."""
        there = time_there(beat, self._own)
        if there is None:
            return
        self._beat, self.speed = beat, beat.speed
        self._clock = self._own if beat.speed == 1 else FastClock(beat.speed, self._own)
        self._utc, self._steady = there, self._clock.monotonic()

    def gap(self) -> float:
        """Give the seconds by which the time of day has run ahead; a time that runs fast is none to compare."""
        return super().gap() if self.speed == 1 else 0.0

    def catch_up(self) -> None:
        """Go by the window that leads; where that is of no use any more, by the time of day."""
        if self._beat is not None and time_there(self._beat, self._own) is not None:
            self.follow(self._beat)
        else:
            super().catch_up()


def seconds_to_tick(now: datetime, left: float | None, steady: float, speed: float) -> float:
    """Give the real seconds until the next look at the clock: `second_of` apart, they are the same everywhere.

    A look is due where the seconds left change (`left`; None where no clock runs: then where those of the time
    of day do), so that no second is shown twice or never. Where seconds fly by, looks fall on a grid that all
    windows share.
    """
    second = second_of(speed)
    if second * speed > 1.000001:
        return second - steady % second
    return (left % 1.0 if left is not None else 1.0 - now.microsecond / 1e6) * second


def second_of(speed: float) -> float:
    """Give how many real seconds lie between two looks at the clock: one of the meeting's, or a bit more."""
    return max(0.05, 1.0 / speed)
