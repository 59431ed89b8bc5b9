"""A second window on the same meeting: how long until it shows what happened, and whether it ticks in step."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import COLS, ROWS, Program, key_bytes

READY = "Gruppe 1 ►"
PATIENCE = 20.0  # seconds
NEAR = 0.5  # seconds: paints further apart than this are not of the same tick


@dataclass
class Followed:
    """Milliseconds from Enter to the idea in each window, and between the ticks of both."""

    leading: list[float] = field(default_factory=list)
    following: list[float] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)


class Window(Program):
    """One of the two, with when it wrote."""

    def written_after(self, moment: float) -> list[float]:
        """When each paint after a moment began: what follows at once belongs to the same one."""
        stamps = [stamp for stamp, _ in self._chunks if stamp > moment]
        return [at for before, at in zip([0.0, *stamps], stamps, strict=False) if at - before > 0.02]


def _program(home: Path, *arguments: str) -> Window:
    return Window((sys.executable, "-m", "apv_tui", *arguments), COLS, ROWS, home=home)


def _session(home: Path) -> Path:
    """Where the session file is, or will be, once there is a journal."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        saved = list((home / "apv-tui" / "sessions").glob("*.json"))
        if saved:
            return saved[0]
        time.sleep(0.02)
    raise AssertionError("no session file was written")


def follow(rounds: int, view: str = "room") -> Followed:
    """Note so many ideas in one window and look for them in both; then leave both alone for as many seconds."""
    told = Followed()
    with TemporaryDirectory(prefix="follow-") as name:
        home = Path(name)
        with _program(home, "demo", "--at", "brainstorm") as leads:
            leads.until(READY)
            with _program(home, "follow", str(_session(home)), "--view", view) as follows:
                follows.until("F1")
                for number in range(rounds):
                    idea = f"ide nummer {number + 1}"
                    leads.type(idea)
                    leads.until(f"► {idea}")
                    for window in (leads, follows):
                        window.settle(0.1)
                    sent = leads.send(key_bytes("enter"))
                    leads.until(lambda screen, idea=idea: f"· {idea}" in screen or f"√ {idea}" in screen)
                    told.leading.append((leads.shown_at - sent) * 1000)
                    follows.until(idea)
                    told.following.append((follows.shown_at - sent) * 1000)
                time.sleep(1)
                begun = time.monotonic()
                time.sleep(rounds + 1)
                here, there = leads.written_after(begun), follows.written_after(begun)
    for at in here:
        nearest = min((abs(at - other) for other in there), default=NEAR)
        if nearest < NEAR:
            told.apart.append(nearest * 1000)
    if len(told.apart) < rounds // 2:
        raise AssertionError(f"only {len(told.apart)} ticks of {rounds} seconds were seen in both windows")
    return told
