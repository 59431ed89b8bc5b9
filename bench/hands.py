"""Hands on the keys: each presses the next key of one program, and times it until its effect is on the screen."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import cycle

from bench.figures import in_turns
from bench.programs import Command, Program

_QUIET = 0.03  # seconds without output, after which a paint is over
_LETTERS = "bcdfghjklmnpqrstvwxz"  # no vowels: no word of a program's own is typed by chance
_CLOCK = 11  # rows at the top in which a running clock may be drawn

Effect = str | Callable[[str], bool]


class Hand:
    """Presses the next key of one program, and times it."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._chance = random.Random(1)

    def press(self) -> float:
        """Milliseconds from the key to the paint that shows its effect."""
        key, shown = self._next()
        # People do not press in step with the frames of the screen.
        time.sleep(self._chance.random() * 0.02)
        sent_at = self._program.press_timed(key)
        self._program.until(shown, patience=5)
        taken = self._program.shown_at - sent_at
        self._program.settle(_QUIET)
        return taken * 1000

    def _next(self) -> tuple[str, Effect]:
        raise NotImplementedError


class Typist(Hand):
    """Types words of 3 to 12 letters, and times every letter from the third."""

    _word = ""

    def _next(self) -> tuple[str, Effect]:
        program = self._program
        if len(self._word) >= 12:
            program.type("\x7f" * len(self._word))  # backspaces
            program.gone(self._word)
            program.settle()  # Textual may take letters that follow a Backspace before it
            self._word = ""
        if not self._word:
            self._word = "".join(self._chance.choices(_LETTERS, k=2))
            program.type(self._word)
            program.until(self._word)
        program.settle(_QUIET)
        letter = self._chance.choice([new for new in _LETTERS if self._word + new not in program.screen])
        self._word += letter
        return letter, self._word


class Noter(Hand):
    """Types short ideas, and times Enter; an idea has a sign before it once it is on the list."""

    _number = 0

    def _next(self) -> tuple[str, Effect]:
        self._number += 1
        idea = f"{''.join(self._chance.choices(_LETTERS, k=8))} {self._number}"
        self._program.type(idea)
        self._program.until(f"► {idea}")
        self._program.settle(_QUIET)
        return "enter", lambda screen: f"· {idea}" in screen or f"√ {idea}" in screen


class Presser(Hand):
    """Presses its keys over and over; a change below the clock, or of the first row, is the effect.

    `first` are keys that lead to each of them, and are not timed.
    """

    def __init__(self, program: Program, *keys: str, first: tuple[str, ...] = ()) -> None:
        super().__init__(program)
        self._keys = cycle(keys)
        self._first = first

    def _next(self) -> tuple[str, Effect]:
        for key in self._first:
            before = _apart_from_clock(self._program.screen)
            self._program.press_timed(key)
            self._program.until(lambda screen, before=before: _apart_from_clock(screen) != before, 5)
            self._program.settle(_QUIET)
        shown = _apart_from_clock(self._program.screen)
        return next(self._keys), lambda screen: _apart_from_clock(screen) != shown


def _apart_from_clock(screen: str) -> list[str]:
    """All rows but those in which a clock is drawn; of the first the part before the time of day."""
    lines = screen.split("\n")
    return [lines[0][:-6], *lines[_CLOCK:]] if lines[_CLOCK:] and any(lines[_CLOCK:]) else lines


def press_in_turns(
    hands: Sequence[tuple[Command, Callable[[Program], Hand]]], rounds: int
) -> list[list[float]]:
    """All programs are up, and their hands take turns; milliseconds of each, none of an optional one that fails."""
    results: list[list[float]] = [[] for _ in hands]
    with ExitStack() as stack:
        at: dict[int, Hand] = {}

        def careful(number: int, act: Callable[[], None]) -> None:
            command = hands[number][0]
            try:
                act()
            except AssertionError as error:
                if not command.optional:
                    raise
                print(f"bench: {command.name} is left out: {error}", file=sys.stderr)
                at.pop(number, None)
                results[number].clear()

        def begin(number: int) -> None:
            command, hand = hands[number]
            at[number] = hand(stack.enter_context(command.open()))
            for _ in range(5):
                at[number].press()  # not counted: the first keys import and compile

        for number in range(len(hands)):
            careful(number, lambda number=number: begin(number))
        for order in in_turns(range(len(hands)), rounds):
            for number in order:
                if number in at:
                    careful(number, lambda number=number: results[number].append(at[number].press()))
    return results
