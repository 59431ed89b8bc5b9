"""The clock of a rehearsal: faster than the computer's, held while somebody looks, and skipped where nobody waits."""

from datetime import datetime, timedelta
from typing import Final

from apv_tui.core.clock import Clock

_NOTHING: Final = 0.0


class RehearsalClock:
    """A clock that runs `speed` times as fast as another while it is not held."""

    def __init__(self, base: Clock, speed: float) -> None:
        if not speed > 0:
            raise ValueError("speed must be above 0")
        self._base = base
        self._speed = speed
        self._start = base.utc()
        self._passed = _NOTHING
        self._since: float | None = base.monotonic()

    def monotonic(self) -> float:
        """Give the seconds of the rehearsal since it began."""
        running = self._base.monotonic() - self._since if self._since is not None else _NOTHING
        return self._passed + running * self._speed

    def utc(self) -> datetime:
        """Give the time of day the rehearsal has come to."""
        return self._start + timedelta(seconds=self.monotonic())

    def hold(self) -> None:
        """Let the time stand still."""
        self._passed, self._since = self.monotonic(), None

    def go(self) -> None:
        """Let the time pass again."""
        if self._since is None:
            self._since = self._base.monotonic()

    def skip(self, seconds: float) -> None:
        """Be so many seconds later at once."""
        self._passed += max(_NOTHING, seconds)
