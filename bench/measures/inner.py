"""What the disk and the longer calculations take, without a screen."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.budgets import row
from bench.figures import Row
from bench.inside import DISK, inside
from bench.sessions import record, session


def measure(rounds: int) -> list[Row]:
    """Each in a process of its own; noting takes turns with the plain syncing of a line."""
    noted = inside("noting", rounds * 5)
    opened = []
    with tempfile.TemporaryDirectory(dir=DISK, prefix=".opening-") as name:
        path = session(Path(name), record(events=10_000))
        for _ in range(rounds):
            opened += inside("reading", path)["took"]
    drawn = inside("grouping", 500, rounds)["took"]
    return [row("noted", noted["ours"], noted["theirs"]), row("reading", opened), row("grouping", drawn)]
