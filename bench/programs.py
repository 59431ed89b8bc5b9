"""Programs in pseudo-terminals of their own: how each is started, and what the kernel knows of it.

The terminal is that of the end-to-end tests: a thread stamps every read before anything draws it, and the
drawing happens afterwards, piece by piece. So a paint's time is the stamp of the piece that completed it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "end_to_end"))
from emulator import key_bytes  # found by the line above
from terminal import Terminal

COLS, ROWS = 120, 40
PEERS = Path(__file__).resolve().parent / "peers"

# The stamping thread must get its turn at once, even while the other thread draws.
sys.setswitchinterval(0.0002)


@dataclass(frozen=True)
class Command:
    """A program, the text that says it is ready, and the keys that lead to what is measured."""

    argv: tuple[str, ...]
    ready: str = ""
    keys: tuple[str, ...] = ()
    quit: tuple[str, ...] = ("ctrl+q",)
    """Keys that end it; the last of them is timed."""
    name: str = "apv-tui"
    home: Path | None = None
    optional: bool = False
    """A program of somebody else's: where it fails, that is said, and the others are measured all the same."""

    def start(self) -> Program:
        """Start it; whoever starts it closes it."""
        return Program(self.argv, COLS, ROWS, home=self.home)

    def open(self) -> Program:
        """Start it and go where it is measured."""
        program = self.start()
        try:
            program.until(self.ready)
            program.settle()
            for key in self.keys:
                program.press(key)
                program.settle()
        except BaseException:
            program.close()
            raise
        return program


class Program(Terminal):
    """A program in a terminal, with what the kernel knows of it and its children."""

    def press_timed(self, key: str) -> float:
        """Press a key, and do not wait; the moment before."""
        return self.send(key_bytes(key))

    def processor_time(self) -> float:
        """Milliseconds of processor time so far."""
        total = 0
        for process in self._tree():
            for file in process.glob("task/*/schedstat"):
                with suppress(OSError):  # a thread may end while we look
                    total += int(file.read_text().split()[0])
        return total / 1e6

    def peak_memory(self) -> float:
        """The most memory it held so far, in MiB."""
        return sum(self._held("VmHWM", process) for process in self._tree())

    def memory(self) -> float:
        """What it holds now, without its children, in MiB."""
        if not (held := self._held("VmRSS", Path(f"/proc/{self.pid}"))):
            raise AssertionError(f"it has ended:\n{self.screen}")
        return held

    def written(self) -> int:
        """How many bytes it wrote so far."""
        return sum(len(data) for _, data in self._chunks)

    def stamps(self, after: float = 0.0) -> list[float]:
        """When each paint since a moment began: what follows at once belongs to the same one."""
        stamps = [stamp for stamp, _ in self._chunks if stamp > after]
        return [at for before, at in zip([0.0, *stamps], stamps, strict=False) if at - before > 0.02]

    def replay(self) -> Iterator[tuple[float, str]]:
        """Draw what was written since somebody looked last: the time of each piece, and the screen after it."""
        while self._show_next():
            yield self.shown_at, self._emulator.screen.text()

    @staticmethod
    def _held(what: str, process: Path) -> float:
        with suppress(OSError):
            if found := re.search(rf"{what}:\s+(\d+)", (process / "status").read_text()):
                return int(found[1]) / 1024
        return 0.0

    def _tree(self) -> Iterator[Path]:
        waiting = [self.pid]
        while waiting:
            process = Path("/proc", str(waiting.pop()))
            yield process
            for file in process.glob("task/*/children"):
                with suppress(OSError):
                    waiting += map(int, file.read_text().split())


def program(
    *arguments: str, ready: str = "F1", keys: tuple[str, ...] = (), home: Path | None = None
) -> Command:
    """apv-tui with these arguments. Its footer is drawn last; leaving asks before it does."""
    return Command((sys.executable, "-m", "apv_tui", *arguments), ready, keys, ("ctrl+q", "enter"), home=home)


def peer(name: str, ready: str = "ready") -> Command:
    """One of the small programs beside this file."""
    return Command((sys.executable, str(PEERS / f"{name}.py")), ready, name=name)


NOTHING = Command((sys.executable, "-c", "pass"), name="python -c pass")
