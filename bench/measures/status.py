"""Where 1,000 cases stand, and whether ten times as many take ten times as long."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.budgets import row
from bench.figures import Row
from bench.measures.cases import folder_of_cases
from bench.programs import NOTHING, Command, program
from bench.turns import ends


def measure(rounds: int) -> list[Row]:
    """A thousand, a hundred and one take turns."""
    with TemporaryDirectory(prefix="cases-") as name:
        folder = Path(name)
        thousand = folder_of_cases(folder / "thousand", 1_000)
        hundred = folder_of_cases(folder / "hundred", 100)
        # Into a file: the harness reads what is shown more slowly than any terminal.
        to = ("--to", str(folder / "status.txt"), "--force")
        commands = [_status(str(of), *to) for of in (thousand, hundred, hundred / "0" / "00000.json")]
        many, few, one, nothing = ends([*commands, NOTHING], rounds)
    each = row("status-each", [took / 1_000 for took in many], [took / 100 for took in few])
    alone = Row("where one case stands", "python -c pass", ours=one, theirs=nothing)
    return [row("status", many), each, alone]


def _status(*arguments: str) -> Command:
    return Command(program("status", *arguments).argv)
