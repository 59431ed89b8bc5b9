"""The clock of a step, computed from when it was started; nothing here ticks.

Times are seconds; moments are UTC. A step's clock counts down from its length and goes on below zero:
overtime is shown counting up, and nothing moves on by itself.
"""

from datetime import datetime
from typing import Final, Literal, NamedTuple

SHORT_ROUND: Final = 300
"""Rounds of five minutes or less are only warned one minute before the end (product law 5)."""


class StepClock(NamedTuple):
    """The clock of one step.

    `left` seconds were left at `since` (or are left now, where `since` is None: not running). `length` is
    the time from full to zero; progress through turns is `1 - left / length`. `used` counts the running
    seconds before `since`.
    """

    length: float
    left: float
    since: datetime | None = None
    used: float = 0.0
    begun: bool = False

    @property
    def running(self) -> bool:
        """Whether time is passing."""
        return self.since is not None

    def left_at(self, now: datetime) -> float:
        """Give the seconds left at `now`; below zero is overtime."""
        return self.left - self._running_for(now)

    def used_at(self, now: datetime) -> float:
        """Give the seconds the step has really taken, pauses left out."""
        return self.used + self._running_for(now)

    def progress_at(self, now: datetime) -> float:
        """Give how far the step is, from 0.0 to 1.0 and beyond in overtime."""
        return 1.0 - self.left_at(now) / self.length if self.length > 0 else 1.0

    def started(self, now: datetime) -> "StepClock":
        """Give the clock running from `now`; unchanged if it runs already."""
        return self if self.running else self._replace(since=now, begun=True)

    def paused(self, now: datetime) -> "StepClock":
        """Give the clock standing still at `now`."""
        return self._replace(left=self.left_at(now), used=self.used_at(now), since=None)

    def set_to(self, left: float, length: float, now: datetime) -> "StepClock":
        """Give the clock with `left` seconds left of `length` at `now`, running as it did."""
        return self._replace(
            left=left, length=length, used=self.used_at(now), since=now if self.running else None
        )

    def _running_for(self, now: datetime) -> float:
        # A time of day that was set back must not give time away.
        return max(0.0, (now - self.since).total_seconds()) if self.since is not None else 0.0


def new_clock(minutes: float) -> StepClock:
    """Give the clock of a step that has not begun."""
    return StepClock(length=minutes * 60.0, left=minutes * 60.0)


def adjusted(clock: StepClock, seconds: float, now: datetime, *, turns: bool) -> tuple[float, float]:
    """Give (left, length) after adding `seconds`, never below zero left; in overtime they count from now.

    With `turns`, the progress made stands and only the remaining turns stretch or shrink (mixed rotation).
    """
    left = clock.left_at(now)
    new_left = left
    if left > 0:
        new_left = max(0.0, left + seconds)
    elif seconds > 0:
        new_left = seconds
    if not turns or left <= 0:
        return new_left, max(1.0, clock.length + (new_left - left))
    if new_left <= 0:
        # All turns are over, and the length stays: a minute given back belongs to the last turn.
        return 0.0, clock.length
    return new_left, new_left * clock.length / left


SignalKind = Literal["half", "two_minutes", "one_minute", "zero"]


class Signal(NamedTuple):
    """A moment the room is told of: how many seconds are left when it comes."""

    kind: SignalKind
    left: float


def signals(length: float) -> tuple[Signal, ...]:
    """Give the signals of a span of `length` seconds, first to last.

    Half time, two minutes, one minute and zero; five minutes or less: one minute and zero. A half time that
    falls on or after the two-minute signal would say the same thing twice and is left out.
    """
    marks = [Signal("one_minute", 60.0), Signal("zero", 0.0)]
    if length > SHORT_ROUND:
        marks.insert(0, Signal("two_minutes", 120.0))
        if length / 2 > 120.0:
            marks.insert(0, Signal("half", length / 2))
    return tuple(mark for mark in marks if mark.left < length)


def signals_passed(length: float, left_before: float, left_now: float) -> tuple[Signal, ...]:
    """Give the signals that came between two looks at the clock (left_before > mark >= left_now)."""
    return tuple(mark for mark in signals(length) if left_before > mark.left >= left_now)
