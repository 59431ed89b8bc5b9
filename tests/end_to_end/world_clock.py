"""The two clocks of the world around the real program, for all its windows at once: they move when they are told.

A meeting of two hours is led in seconds: somebody says that so many minutes have passed, or that the computer
slept. The program is the one that everybody has, at its ordinary speed; only what it reads off the computer's
clocks is what the test says.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SITE = """\
import os
from datetime import UTC, datetime
from apv_tui.core import clock
def _told():
    with open({told!r}) as told:
        return [float(seconds) for seconds in told.read().split()]
class SystemClock:
    def utc(self):
        return datetime.fromtimestamp(_told()[0], UTC)
    def monotonic(self):
        return _told()[1]
clock.SystemClock = SystemClock
_touch = os.utime
def _utime(path, times=None, **others):
    if times is None and "ns" not in others:
        times = (_told()[0],) * 2
    return _touch(path, times, **others)
os.utime = _utime
"""


class World:
    """Says what time it is. Local time is UTC plus `EAST` hours, whatever the computer has."""

    EAST = 1

    def __init__(self, folder: Path, hour: int, minute: int) -> None:
        """Begin tomorrow at that local time; `folder` is its own to write in.

        Tomorrow, because files that are written have the computer's real times: to the program they are old, and
        only those it touches to say that it is alive are of now.
        """
        folder.mkdir(parents=True)
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        self.now = tomorrow.replace(hour=hour - self.EAST, minute=minute, second=0, microsecond=0)
        """In UTC."""
        self._folder, self._steady = folder, 10_000.0
        (folder / "sitecustomize.py").write_text(_SITE.format(told=str(folder / "told")), encoding="utf-8")
        self._tell()

    @property
    def env(self) -> dict[str, str]:
        """The environment of a program in this world."""
        before = os.environ.get("PYTHONPATH", "")
        path = os.pathsep.join([str(self._folder), *([before] if before else [])])
        return {"PYTHONPATH": path, "TZ": f"WORLD-{self.EAST}"}

    def pass_time(self, minutes: float) -> None:
        """Let time pass."""
        self._steady += minutes * 60
        self.sleep(minutes)

    def sleep(self, minutes: float) -> None:
        """Close the lid: the time of day goes on, the steady clock stands."""
        self.now += timedelta(minutes=minutes)
        self._tell()

    def _tell(self) -> None:
        (self._folder / "new").write_text(f"{self.now.timestamp()} {self._steady}", encoding="utf-8")
        (self._folder / "new").replace(self._folder / "told")
