"""From the start to the first screen, and from the quit key to the shell."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from bench import installed
from bench.budgets import row
from bench.figures import Row
from bench.programs import peer, program
from bench.sessions import READY, record, session
from bench.turns import Start, starts

DEMO, FIRST_SCREEN = ("demo",), "PgDn"  # in the footer of the lobby, which is drawn last


def measure(rounds: int) -> list[Row]:
    """Everything that can be started, in one run; bare beside itself shows what chance does."""
    with TemporaryDirectory(prefix="start-") as name:
        folder = Path(name)
        notes = str(session(folder, record(ideas=600)))
        commands = [
            peer("bare"),
            program(*DEMO, ready=FIRST_SCREEN),
            program("open", notes, ready=READY),
            peer("screen"),
            peer("bare"),
            *installed.commands(folder).values(),
        ]
        bare, demo, opened, screen, again, *others = starts(commands, rounds, and_quit=True)
    rows = [
        _against(row("start", shown(demo)), bare),
        Row(row("start", ()).measure, "screen", ours=shown(demo), theirs=shown(screen)),
        _against(row("open", shown(opened)), bare),
        _against(row("memory", memory(demo)), bare),
        _against(row("quit", ended(demo)), bare),
        _against(Row("processor time of the start", "bare", ours=[each.processor for each in demo]), bare),
    ]
    rows += rows_of("bare, again", again, bare)
    for command, found in zip(commands[5:], others, strict=True):
        if found:
            rows += rows_of(command.name, found, bare)
    return rows


def rows_of(name: str, found: list[Start], bare: list[Start]) -> list[Row]:
    """The same for a program of somebody else's."""
    rows = [
        Row("start, to the first screen", "bare", "ms", shown(found)),
        Row("peak memory at the first screen", "bare", "MiB", memory(found)),
        Row("from the quit key to the shell", "bare", "ms", ended(found)),
    ]
    for each in rows:
        each.program = name
    return [_against(each, bare) for each in rows]


def _against(row: Row, bare: list[Start]) -> Row:
    side = memory if row.unit == "MiB" else ended if "quit" in row.measure else shown
    row.theirs = [each.processor for each in bare] if "processor" in row.measure else side(bare)
    return row


def shown(found: list[Start]) -> list[float]:
    """Milliseconds to the first screen."""
    return [each.shown for each in found]


def memory(found: list[Start]) -> list[float]:
    """MiB at the first screen."""
    return [each.memory for each in found]


def ended(found: list[Start]) -> list[float]:
    """Milliseconds from the quit key to the end."""
    return [each.ended for each in found]
