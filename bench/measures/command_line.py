"""Commands that need no screen."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.budgets import row
from bench.figures import Row
from bench.programs import NOTHING, Command, peer
from bench.sessions import record, session
from bench.turns import ends

AGENDAS = Path(__file__).resolve().parents[2] / "agendas"
USUAL, LARGEST = AGENDAS / "intervju.nb.yaml", AGENDAS / "apv.da.yaml"
"""A meeting of 300 lines, and six meetings of 2,000."""


def measure(rounds: int) -> list[Row]:
    """`--version` and `--help` against Python that does nothing, `check` and `export` against a bare start."""
    with TemporaryDirectory(prefix="commands-") as name:
        folder = Path(name)
        notes = str(session(folder, record(ideas=60)))
        version, help_, check, longest, export, word, nothing, bare = ends(
            [
                _command("--version"),
                _command("--help"),
                _command("check", str(USUAL)),
                _command("check", str(LARGEST)),
                _command("export", notes, "--to", str(folder / "minutes.md"), "--force"),
                _command("export", notes, "--to", str(folder / "minutes.docx"), "--force"),
                NOTHING,
                peer("bare"),
            ],
            rounds,
        )
    rows = [
        row("version", version, nothing),
        row("help", help_, nothing),
        row("check", check, bare),
        Row("check of six meetings, 2,000 lines", "bare", ours=longest, theirs=bare),
        row("export", export, bare),
        Row("export of one session as a Word file", "bare", ours=word, theirs=bare),
    ]
    for each, command in zip(
        rows, ("--version", "--help", "check", "check", "export", "export"), strict=True
    ):
        each.program = f"apv-tui {command}"
    return rows


def _command(*arguments: str) -> Command:
    return Command((sys.executable, "-m", "apv_tui", *arguments))
