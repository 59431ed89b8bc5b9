"""Programs that take turns: from start to the first screen and back to the shell, or from start to end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bench.figures import in_turns
from bench.programs import Command

Result = TypeVar("Result")


@dataclass
class Start:
    """One start: milliseconds to the first screen, and what it had cost when that was whole."""

    shown: float
    processor: float
    memory: float
    ended: float = 0.0
    """Milliseconds from the quit key to the shell."""


def starts(commands: Sequence[Command], rounds: int, *, and_quit: bool = False) -> list[list[Start]]:
    """Start all in turns, to the first screen with the expected text; and end them by their keys, if asked to."""

    def once(command: Command) -> Start:
        with command.start() as program:
            program.until(command.ready)
            shown = program.shown_at - program.started_at
            program.settle()
            start = Start(shown * 1000, program.processor_time(), program.peak_memory())
            if and_quit:
                program.settle(0.3)  # what begins after the first screen is over
                for key in command.quit[:-1]:
                    program.press(key)
                    program.settle(0.1)
                left = program.press_timed(command.quit[-1])
                program.wait()
                start.ended = (program.ended_at - left) * 1000
            return start

    return _in_turns(once, commands, rounds)


def ends(commands: Sequence[Command], rounds: int) -> list[list[float]]:
    """Run all in turns, from start to end; milliseconds."""

    def once(command: Command) -> float:
        with command.start() as program:
            if command.ready:  # one that does not end by itself: as long as it takes to its first screen
                program.until(command.ready)
                return (program.shown_at - program.started_at) * 1000
            if status := program.wait():
                raise AssertionError(
                    f"{' '.join(command.argv)} ended with status {status}:\n{program.screen}"
                )
            return (program.ended_at - program.started_at) * 1000

    return _in_turns(once, commands, rounds)


def _in_turns(
    once: Callable[[Command], Result], commands: Sequence[Command], rounds: int
) -> list[list[Result]]:
    """The results of each command, in the order of the commands; none at all of an optional one that fails."""
    results: list[list[Result]] = [[] for _ in commands]
    failed: set[int] = set()

    def turn(number: int) -> Result | None:
        try:
            return once(commands[number])
        except AssertionError as error:
            if not commands[number].optional:
                raise
            print(f"bench: {commands[number].name} is left out: {error}", file=sys.stderr)
            failed.add(number)
            return None

    for number in range(len(commands)):
        turn(number)  # not counted: it compiles, and fills the cache of the disk
    for order in in_turns(range(len(commands)), rounds):
        for number in order:
            if number not in failed and (result := turn(number)) is not None:
                results[number].append(result)
    return [[] if number in failed else found for number, found in enumerate(results)]
