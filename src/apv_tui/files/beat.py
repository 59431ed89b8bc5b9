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


def led_now(state: Path, disk: Disk | None = None) -> Path | None:
    """Give the file of the session that is led on this computer, of several the one alive last; None for none.

    A program that was killed has left its word behind: such a session is taken only where no other is led.
    """
    disk = disk or Disk()
    found: list[tuple[float, str]] = []
    with contextlib.suppress(OSError):
        for name in disk.names(state):
            if name.endswith(BEAT):
                with contextlib.suppress(OSError):
                    journal = state / f"{name.removesuffix(BEAT)}.journal"
                    found.append((disk.stat(journal).st_mtime, journal.name))
    header = read_header(state / max(found)[1], disk) if found else None
    return Path(header.path) if header is not None else None


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
