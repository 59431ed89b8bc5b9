"""How the time of a meeting runs where it is led, in a small file beside its journal.

It is there while the meeting is led, for the windows that follow. Nothing hangs on it: without it they go by
the computer's own time, so it is not synced, and what cannot be read of it is nothing.
"""

import contextlib
import json
import math
from datetime import datetime
from pathlib import Path
from typing import Final

from apv_tui.core.in_step import Beat
from apv_tui.files.disk import Disk
from apv_tui.files.journal import journal_path, read_header
from apv_tui.files.writing import write_lightly

BEAT: Final = ".clock"
LED_SECONDS: Final = 20.0
"""After so long without a sign of life, which is given every five seconds, nobody leads any more."""
_LONGEST: Final = 1000  # bytes


def beat_path(state: Path, session: str) -> Path:
    """Give the place of a session's file; ValueError for an id that is none."""
    return journal_path(state, session).with_suffix(BEAT)


def write_beat(state: Path, session: str, beat: Beat, disk: Disk | None = None) -> None:
    """Say how the time runs. What cannot be written is left: the meeting goes on all the same."""
    told = {
        "now": beat.now.isoformat(),
        "steady": beat.steady,
        "speed": beat.speed,
        "utc": beat.utc.isoformat(),
    }
    with contextlib.suppress(OSError, ValueError):
        write_lightly(disk or Disk(), beat_path(state, session), json.dumps(told).encode())


def remove_beat(state: Path, session: str, disk: Disk | None = None) -> None:
    """Say that nobody leads any more."""
    with contextlib.suppress(OSError, ValueError):
        (disk or Disk()).unlink(beat_path(state, session))


def led_now(state: Path, now: float, disk: Disk | None = None) -> Path | None:
    """Give the file of the session that is led on this computer, of several the one alive last; None for none.

    A program that was killed has left its word behind, but gives no sign of life any more. `now` is the time
    of day in seconds since 1970, as files have it; where it was set back, what seems to come counts as alive.
    """
    disk = disk or Disk()
    found: list[tuple[float, str]] = []
    with contextlib.suppress(OSError):
        for name in disk.names(state):
            if name.endswith(BEAT):
                with contextlib.suppress(OSError):
                    journal = state / f"{name.removesuffix(BEAT)}.journal"
                    alive = disk.stat(journal).st_mtime
                    if now - alive <= LED_SECONDS:
                        found.append((alive, journal.name))
    headers = (read_header(state / journal, disk) for _, journal in sorted(found, reverse=True))
    return next((Path(header.path) for header in headers if header is not None), None)


def read_beat(path: Path, disk: Disk | None = None) -> Beat | None:
    """Read how the time runs; None where that is nowhere said, or not in a way that can be understood."""
    try:
        told = json.loads((disk or Disk()).read(path, _LONGEST))
        moments = [datetime.fromisoformat(told[name]) for name in ("now", "utc")]
        steady, speed = float(told["steady"]), float(told["speed"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if any(moment.tzinfo is None for moment in moments) or not (math.isfinite(steady) and 0 < speed <= 3600):
        return None
    return Beat(moments[0], steady, speed, moments[1])
