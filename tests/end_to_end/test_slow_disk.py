"""On a slow disk the screen stays quick, and says the truth: what is not safe yet has no sign that it is."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from slow_disk import slow_disk
from terminal import Terminal

Start = Callable[..., Terminal]
SYNC = 1.0  # seconds


def test_typing_goes_on_while_the_disk_is_busy(terminal: Start, tmp_path: Path) -> None:
    program = terminal(
        "demo", "--at", "brainstorm", "--seed", "7", env=slow_disk(tmp_path / "slow", SYNC), cols=80
    )
    program.until("Gruppe 1 ►")
    program.until(lambda _: list((program.home / "apv-tui").rglob("*.journal")) != [])
    sent = time.monotonic()
    program.type("Ro\n")
    screen = program.until(" Ro")
    assert not re.search("√ Ro", screen), "it is shown at once, but not as safe"
    longest = 0.0
    for letters in ("et", "to", "tre", "fire"):
        begun = time.monotonic()
        program.type(letters)
        program.until(f"{letters}")
        longest = max(longest, time.monotonic() - begun)
    assert not re.search("√ Ro", program.screen), "all that while the disk had not answered"
    assert longest < SYNC / 2
    program.until("√ Ro")
    assert time.monotonic() - sent > SYNC * 0.9
