"""A rehearsed meeting of three hours, led by keys at speed: does it stay as light as it began?

Beside it stands a bare Textual app, and the memory of both is read second by second.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.budgets import row
from bench.figures import Row
from bench.long_meeting import SPEED, Rehearsal, agenda
from bench.programs import COLS, PEERS, ROWS, Program


def measure(minutes: int) -> list[Row]:
    """A meeting of so many minutes."""
    read = soak(minutes)
    return [
        row("soak-peak", [read.peak], [read.peer_peak]),
        row("soak-growth", [read.growth()]),
        row("soak-files", [sum(read.files.values()) / 1024]),
        Row("paints of it", "its seconds", "", [float(read.paints)], [read.seconds]),
    ]


SHORTEST = 40.0
"""Seconds of the meeting, for a median of its memory: some samples, however short it is."""


@dataclass
class Soaked:
    """What was read on the way; memory in MiB, files in KiB, times in seconds of the meeting."""

    memory: list[tuple[float, float]] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)
    peak: float = 0.0
    peer_peak: float = 0.0
    files: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    events: int = 0
    paints: int = 0

    def growth(self) -> float:
        """How much more memory it holds in the last tenth of the last hour than in its first tenth, in MiB."""
        end = self.memory[-1][0]
        hour = min(3600.0, end / 3)
        tenth = max(hour / 10, SHORTEST)
        last = [held for at, held in self.memory if at > end - tenth]
        first = [held for at, held in self.memory if end - hour <= at < end - hour + tenth]
        return median(last) - median(first)


def soak(minutes: int) -> Soaked:
    """Lead the meeting of so many minutes, and read what it held."""
    read = Soaked()
    with TemporaryDirectory(prefix="soak-") as name:
        folder = Path(name)
        (folder / "agenda.yaml").write_text(agenda(minutes), encoding="utf-8")
        people = "".join(
            f"{first} {last}\n"
            for first in "ABCDEFGHIJ"
            for last in ("Ash", "Bay", "Cox", "Dee", "Elm", "Fir")
        )
        (folder / "people.txt").write_text(people, encoding="utf-8")
        session = folder / "session.json"
        command = ["run", str(folder / "agenda.yaml"), "--people", str(folder / "people.txt")]
        command += ["--session", str(session), "--seed", "1", "--speed", str(SPEED)]
        with (
            Program([sys.executable, "-m", "apv_tui", *command], COLS, ROWS) as program,
            Program([sys.executable, str(PEERS / "bare.py")], COLS, ROWS) as peer,
        ):
            peer.until("ready")
            program.until("Elm")
            program.press("enter")

            def sample(at: float) -> None:
                read.memory.append((at, program.memory()))
                read.peer.append(peer.memory())

            leader = Rehearsal(program, minutes, sample)
            leader.lead()
            read.seconds = leader.now()
            read.peak, read.peer_peak = program.peak_memory(), peer.peak_memory()
            read.paints = program.raw.count(b"\x1b[?2026h")
            state = program.home / "apv-tui" / "state"
            read.files = {path.suffix: path.stat().st_size / 1024 for path in state.glob("*.journal")}
            program.press("ctrl+q")
            program.until("Leave")
            program.press("enter")
            if program.wait():
                raise AssertionError(f"it ended with status {program.status}:\n{program.screen}")
            for path in folder.glob("session.json*"):
                read.files[path.suffix] = path.stat().st_size / 1024
            read.events = len(json.loads(session.read_text(encoding="utf-8"))["events"])
    return read
