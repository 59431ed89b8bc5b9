"""A disk that takes its time, for the real program: every sync waits, as on a tired USB stick or a share."""

from __future__ import annotations

import os
from pathlib import Path

_SITE = """\
import os, time
def _seconds():
    with open({pace!r}) as pace:
        return float(pace.read())
def _slow(real):
    def sync(descriptor):
        begun = time.monotonic()
        while (left := begun + _seconds() - time.monotonic()) > 0:
            time.sleep(min(left, 0.05))
        real(descriptor)
    return sync
os.fsync = _slow(os.fsync)
"""


def slow_disk(folder: Path, seconds: float) -> dict[str, str]:
    """Give the environment in which a program's syncs take `seconds` longer; `folder` is its own to write in.

    Called again, it changes how long the syncs of a running program take, also of one that has begun.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pace = folder / "seconds"
    (folder / "new").write_text(str(seconds))
    (folder / "new").replace(pace)
    (folder / "sitecustomize.py").write_text(_SITE.format(pace=str(pace)), encoding="utf-8")
    before = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": os.pathsep.join([str(folder), *([before] if before else [])])}
