"""Where the time comes from. Everything else is handed a clock, so that tests and rehearsals can set it."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The two kinds of time a meeting needs."""

    def utc(self) -> datetime:
        """Give the time of day, with its time zone; it may jump when the computer's clock is set."""
        ...

    def monotonic(self) -> float:
        """Give seconds that never run backwards; only differences mean anything."""
        ...


class SystemClock:
    """The computer's own time."""

    def utc(self) -> datetime:
        """Give the time of day."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Give the seconds of the computer's steady clock."""
        return time.monotonic()


class FastClock:
    """A clock that runs `speed` times as fast as another, from the moment it is made (for `--speed`)."""

    def __init__(self, speed: float, base: Clock | None = None) -> None:
        if not speed > 0:
            raise ValueError("speed must be above 0")
        self._base = base or SystemClock()
        self._speed = speed
        self._utc = self._base.utc()
        self._start = self._base.monotonic()

    def monotonic(self) -> float:
        """Give the seconds of the base clock since the start, times the speed."""
        return self._start + (self._base.monotonic() - self._start) * self._speed

    def utc(self) -> datetime:
        """Give the time of day the fast clock has come to."""
        return self._utc + timedelta(seconds=self.monotonic() - self._start)


class SettableClock:
    """A clock that moves only when told to, for tests and for rehearsals without a screen."""

    def __init__(self, start: datetime) -> None:
        self._utc = start
        self._monotonic = 1000.0

    def utc(self) -> datetime:
        """Give the time that was set."""
        return self._utc

    def monotonic(self) -> float:
        """Give the steady seconds that were set."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass on both clocks."""
        self._utc += timedelta(seconds=seconds)
        self._monotonic += seconds

    def sleep(self, seconds: float) -> None:
        """Let the computer sleep: the time of day moves on, the steady clock does not."""
        self._utc += timedelta(seconds=seconds)
