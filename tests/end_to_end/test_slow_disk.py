"""On a slow disk the screen stays quick, and says the truth: what is not safe yet has no sign that it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from slow_disk import slow_disk
from terminal import Terminal

Start = Callable[..., Terminal]
FOR_EVER = 600  # seconds


def test_typing_goes_on_while_the_disk_is_busy(terminal: Start, tmp_path: Path) -> None:
    quick = slow_disk(tmp_path / "disk", 0)
    program = terminal("demo", "--at", "brainstorm", "--seed", "7", env=quick)
    program.until("Gruppe 1 ►")
    program.type("Ro\n")
    program.until("√ Ro")
    slow_disk(tmp_path / "disk", FOR_EVER)
    program.type("Luft\n")
    program.until("· Luft")
    program.type("og lys")
    assert "√ Luft" not in program.until("► og lys"), "it is shown at once, and not as safe"
    slow_disk(tmp_path / "disk", 0)
    program.until("√ Luft")
