"""Programs of others, to know what is usual. Each is installed in an environment of its own, and may be missing.

`python -m bench install` installs them beside this file, in .venv/; `python -m bench install NAME` only one. The
versions are fixed, so that two runs are about the same programs.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bench.programs import Command

PLACE = Path(__file__).resolve().parent / ".venv"


class Peer(NamedTuple):
    """A program of somebody else's: what is installed, how it is started, when it is there, how it is left."""

    name: str
    version: str
    what: str
    argv: tuple[str, ...]
    ready: str
    quit: str
    more: tuple[str, ...] = ()
    """What is installed with it."""
    typed_when: str = ""
    """What stands there as soon as letters can be typed; empty where none can."""

    @property
    def called(self) -> str:
        """As the table names it."""
        return f"{self.name} {self.version}"

    @property
    def requirements(self) -> tuple[str, ...]:
        """What pip is asked for."""
        return (f"{self.name}=={self.version}", *self.more)


_left_out: set[str] = set()
LOG = "{log}"
"""Stands for a log file of 5,000 lines."""
PEERS: Final = (
    Peer("termdown", "2.0.0", "a countdown with curses", ("termdown", "30m"), "8", "q"),
    Peer("toolong", "1.5.0", "a viewer of log files, with Textual", ("tl", LOG), "line 4999", "ctrl+c"),
    Peer(
        "harlequin", "2.17.0", "an editor for databases, with Textual",
        ("harlequin", "--no-download-tzdata", ":memory:"), "Query Results", "ctrl+q", typed_when="memory db",
    ),
    # Its highlighting crashes with newer versions of tree-sitter.
    Peer(
        "posting", "2.11.1", "a client for web services, with Textual",
        ("posting",), "Collection is empty", "ctrl+c", ("tree-sitter<0.26",),
        "Collection is empty",
    ),
)  # fmt: skip


def commands(folder: Path) -> dict[str, Command]:
    """Those that are installed, by name; `folder` is for the log that is read."""
    log = folder / "lines.log"
    log.write_text("".join(f"2026-01-01 00:00:{line % 60:02} line {line}\n" for line in range(5_000)))
    found = {}
    for peer in PEERS:
        executable = PLACE / peer.name / "bin" / peer.argv[0]
        if executable.exists() and peer.name not in _left_out:
            rest = (str(log) if argument == LOG else argument for argument in peer.argv[1:])
            argv = (str(executable), *rest)
            found[peer.name] = Command(argv, peer.ready, (), (peer.quit,), peer.called, optional=True)
    return found


def leave_out() -> None:
    """Measure without them from now on, where there is no time."""
    _left_out.update(peer.name for peer in PEERS)


def missing() -> list[str]:
    """The names of those that are not installed."""
    return [peer.name for peer in PEERS if not (PLACE / peer.name / "bin" / peer.argv[0]).exists()]


def install(names: Sequence[str] = ()) -> int:
    """Install those of these names, or all; how many could not be."""
    if unknown := set(names) - {peer.name for peer in PEERS}:
        raise ValueError(f"no peer is called {', '.join(sorted(unknown))}")
    failed = 0
    for peer in PEERS:
        if names and peer.name not in names:
            continue
        place = PLACE / peer.name
        print(f"{peer.called} ({peer.what}) ...", file=sys.stderr, flush=True)
        venv.create(place, with_pip=True, clear=True)
        pip = (
            str(place / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            *peer.requirements,
        )
        if subprocess.run(pip, check=False).returncode:
            print(f"bench: {peer.name} could not be installed; it will be left out", file=sys.stderr)
            (place / "bin" / peer.argv[0]).unlink(missing_ok=True)
            failed += 1
    return failed
