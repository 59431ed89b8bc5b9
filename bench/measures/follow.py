"""A second window on the same meeting: how long until it shows what happened, and whether it ticks in step."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.budgets import row
from bench.figures import Row
from bench.programs import Program, program
from bench.sessions import record, session
from bench.turns import starts

READY = "Gruppe 1 ►"
PATIENCE = 20.0  # seconds
NEAR = 0.5  # seconds: paints further apart than this are not of the same tick


def measure(rounds: int) -> list[Row]:
    """What happens is seen there, in step, and at once where it is started late."""
    told = follow(rounds)
    with TemporaryDirectory(prefix="late-") as name:
        path = str(session(Path(name), record(events=600)))
        late, opened = starts([program("follow", path), program("open", path)], rounds)
    return [
        row("seen", told.following),
        row("in-step", told.apart),
        row("late", [each.shown for each in late], [each.shown for each in opened]),
    ]


@dataclass
class Followed:
    """Milliseconds from Enter to the idea in the window that follows, and between the ticks of both."""

    following: list[float] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)


def follow(rounds: int) -> Followed:
    """Note so many ideas in one window and look for them in both; then leave both alone for as many seconds."""
    told = Followed()
    with TemporaryDirectory(prefix="follow-") as name:
        home = Path(name)
        with (
            program("demo", "--at", "brainstorm", ready=READY, home=home).open() as leads,
            program("follow", str(_session(home)), home=home).open() as follows,
        ):
            for number in range(rounds):
                told.following.append(_noted(leads, follows, f"ide nummer {number + 1}") * 1000)
            time.sleep(1)
            begun = time.monotonic()
            time.sleep(rounds + 1)
            here, there = leads.stamps(begun), follows.stamps(begun)
    for at in here:
        nearest = min((abs(at - other) for other in there), default=NEAR)
        if nearest < NEAR:
            told.apart.append(nearest * 1000)
    if len(told.apart) < rounds // 2:
        raise AssertionError(f"only {len(told.apart)} ticks of {rounds} seconds were seen in both windows")
    return told


def _noted(leads: Program, follows: Program, idea: str) -> float:
    """Seconds from Enter to the idea in the window that follows."""
    leads.type(idea)
    leads.until(f"► {idea}")
    for window in (leads, follows):
        window.settle(0.1)
    sent = leads.press_timed("enter")
    leads.until(lambda screen: f"· {idea}" in screen or f"√ {idea}" in screen)
    follows.until(idea)
    return follows.shown_at - sent


def _session(home: Path) -> Path:
    """Where the session file is, or will be, once there is a journal."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        saved = list((home / "apv-tui" / "sessions").glob("*.json"))
        if saved:
            return saved[0]
        time.sleep(0.02)
    raise AssertionError("no session file was written")
