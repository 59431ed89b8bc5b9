"""Measures two programs against each other, each in its own pseudo-terminal.

The terminal is that of the end-to-end tests: a thread stamps every read before anything draws it, and the
drawing happens afterwards, piece by piece. So a paint's time is the stamp of the piece that completed it.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from bench.figures import abba

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "end_to_end"))
from emulator import key_bytes  # found by the line above
from terminal import Terminal

Result = TypeVar("Result")

COLS, ROWS = 120, 40
PEERS = Path(__file__).resolve().parent / "peers"
_QUIET = 0.03  # seconds without output, after which a paint is over
_LETTERS = "bcdfghjklmnpqrstvwxz"  # no vowels: no word of the program's own is typed by chance
_CLEAR = "ctrl+u"

# The stamping thread must get its turn at once, even while the other thread draws.
sys.setswitchinterval(0.0002)


@dataclass(frozen=True)
class Command:
    """A program, the text that says it is ready, and the keys that lead to what is measured."""

    argv: tuple[str, ...]
    ready: str = ""
    keys: tuple[str, ...] = ()

    def start(self) -> Program:
        """Start it; whoever starts it closes it."""
        return Program(self.argv, COLS, ROWS)

    def open(self) -> Program:
        """Start it and go where it is measured."""
        program = self.start()
        try:
            program.until(self.ready)
            program.press(*self.keys)
            program.settle()
        except BaseException:
            program.close()
            raise
        return program


class Program(Terminal):
    """A program in a terminal, with what the kernel knows of it and its children."""

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
        total = 0
        for process in self._tree():
            with suppress(OSError):
                if found := re.search(r"VmHWM:\s+(\d+)", (process / "status").read_text()):
                    total += int(found[1])
        return total / 1024

    def _tree(self) -> Iterator[Path]:
        waiting = [self.pid]
        while waiting:
            process = Path("/proc", str(waiting.pop()))
            yield process
            for file in process.glob("task/*/children"):
                with suppress(OSError):
                    waiting += map(int, file.read_text().split())


@dataclass
class Start:
    """One start: milliseconds to the first screen, and what it had cost when that was whole."""

    shown: float
    processor: float
    memory: float


def starts(ours: Command, peer: Command, rounds: int) -> tuple[list[Start], list[Start]]:
    """Start both in turns, to the first screen with the expected text."""

    def once(command: Command) -> Start:
        with command.start() as program:
            program.until(command.ready)
            shown = program.shown_at - program.started_at
            program.settle()
            return Start(shown * 1000, program.processor_time(), program.peak_memory())

    return _in_turns(once, ours, peer, rounds)


def ends(ours: Command, peer: Command, rounds: int) -> tuple[list[float], list[float]]:
    """Run both in turns, from start to end; milliseconds."""

    def once(command: Command) -> float:
        with command.start() as program:
            if status := program.wait():
                raise AssertionError(
                    f"{' '.join(command.argv)} ended with status {status}:\n{program.screen}"
                )
            return (program.ended_at - program.started_at) * 1000

    return _in_turns(once, ours, peer, rounds)


def letters(ours: Command, peer: Command, rounds: int) -> tuple[list[float], list[float]]:
    """Type into both in turns; milliseconds from each letter to its place on the screen."""
    return _keys_in_turns(ours, peer, rounds, _Typist, _Typist)


def key_presses(
    ours: Command, keys: tuple[str, ...], peer: Command, peer_keys: tuple[str, ...], rounds: int
) -> tuple[list[float], list[float]]:
    """Press keys in both in turns; milliseconds from each key to the change of the screen."""
    return _keys_in_turns(
        ours, peer, rounds, lambda at: _Presser(at, keys), lambda at: _Presser(at, peer_keys)
    )


def ideas(ours: Command, peer: Command, rounds: int) -> tuple[list[float], list[float]]:
    """Note ideas in both in turns; milliseconds from Enter to the idea on the list."""
    return _keys_in_turns(ours, peer, rounds, _Noter, _Noter)


@dataclass
class Idle:
    """A second during which nobody touches a key."""

    processor: float  # milliseconds
    written: float  # bytes


def idle(ours: Command, peer: Command, rounds: int, seconds: float = 3.0) -> tuple[list[Idle], list[Idle]]:
    """Leave both alone at the same time, for some rounds of some seconds each."""
    results: tuple[list[Idle], list[Idle]] = ([], [])
    with ours.open() as mine, peer.open() as other:
        programs = (mine, other)
        time.sleep(1)  # let what was started at the first screen come to an end
        before = [(program.processor_time(), len(program.raw)) for program in programs]
        begun = time.monotonic()
        for _ in range(rounds):
            time.sleep(seconds)
            after = [(program.processor_time(), len(program.raw)) for program in programs]
            took, begun = time.monotonic() - begun, time.monotonic()
            for result, old, new in zip(results, before, after, strict=True):
                result.append(Idle((new[0] - old[0]) / took, (new[1] - old[1]) / took))
            before = after
        for program in programs:
            if program.status is not None:
                raise AssertionError(f"ended while idle, with status {program.status}:\n{program.screen}")
    return results


def _in_turns(
    once: Callable[[Command], Result], ours: Command, peer: Command, rounds: int
) -> tuple[list[Result], list[Result]]:
    for command in (ours, peer):
        once(command)  # not counted: it compiles, and fills the cache of the disk
    mine: list[Result] = []
    other: list[Result] = []
    for order in abba((ours, mine), (peer, other), rounds):
        for command, results in order:
            results.append(once(command))
    return mine, other


def _keys_in_turns(
    ours: Command,
    peer: Command,
    rounds: int,
    my_hand: Callable[[Program], _Hand],
    other_hand: Callable[[Program], _Hand],
) -> tuple[list[float], list[float]]:
    mine: list[float] = []
    other: list[float] = []
    with ours.open() as at_mine, peer.open() as at_other:
        hands = (my_hand(at_mine), mine), (other_hand(at_other), other)
        for hand, _ in hands:
            for _ in range(5):
                hand.press()  # not counted: the first keys import and compile
        for order in abba(*hands, rounds):
            for hand, results in order:
                results.append(hand.press())
    return mine, other


class _Hand:
    """Presses the next key of one program, and times it."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._chance = random.Random(1)

    def press(self) -> float:
        """Milliseconds from the key to the paint that shows its effect."""
        key, shown = self._next()
        # People do not press in step with the frames of the screen.
        time.sleep(self._chance.random() * 0.02)
        sent_at = self._program.send(key)
        self._program.until(shown, patience=5)
        taken = self._program.shown_at - sent_at
        self._program.settle(_QUIET)
        return taken * 1000

    def _next(self) -> tuple[bytes, str | Callable[[str], bool]]:
        raise NotImplementedError


class _Typist(_Hand):
    """Types words of 3 to 12 letters, and times every letter from the third."""

    _word = ""

    def _next(self) -> tuple[bytes, str]:
        program = self._program
        if len(self._word) >= 12:
            program.send(key_bytes(_CLEAR))
            program.gone(self._word)
            self._word = ""
        if not self._word:
            self._word = "".join(self._chance.choices(_LETTERS, k=2))
            program.type(self._word)
            program.until(self._word)
        program.settle(_QUIET)
        letter = self._chance.choice([new for new in _LETTERS if self._word + new not in program.screen])
        self._word += letter
        return letter.encode(), self._word


class _Noter(_Hand):
    """Types short ideas, and times Enter; an idea has a sign before it once it is on the list."""

    _number = 0

    def _next(self) -> tuple[bytes, Callable[[str], bool]]:
        self._number += 1
        idea = f"{''.join(self._chance.choices(_LETTERS, k=8))} {self._number}"
        self._program.type(idea)
        self._program.until(f"► {idea}")
        self._program.settle(_QUIET)
        return key_bytes("enter"), lambda screen: f"· {idea}" in screen or f"√ {idea}" in screen


class _Presser(_Hand):
    """Presses its keys over and over; any change of the screen is the effect."""

    def __init__(self, program: Program, keys: tuple[str, ...]) -> None:
        super().__init__(program)
        self._keys = cycle(map(key_bytes, keys))

    def _next(self) -> tuple[bytes, Callable[[str], bool]]:
        before = self._program.screen
        return next(self._keys), lambda screen: screen != before
