"""From a key to its effect on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import installed
from bench.budgets import row
from bench.figures import Row
from bench.hands import Presser, Typist, press_in_turns
from bench.programs import Program, peer, program
from bench.sessions import READY, record, session

MOVES = ("down", "up")
USUAL = 100
"""Repeats and votes are of so many ideas and twice as many, however few rounds there are: a list's length counts."""


def measure(rounds: int) -> list[Row]:
    """All programs are up at the same time, and take turns: letters, steps, strokes, repeats, moves."""
    with TemporaryDirectory(prefix="keys-") as name:
        folder = Path(name)
        many, few, twice, counted = (
            program("open", str(session(folder, made, f"made-{number}")), ready=READY)
            for number, made in enumerate(
                (
                    record(ideas=2_000, step="repeats"),
                    record(ideas=200, step="repeats"),
                    record(ideas=2 * (max(rounds, USUAL) + 20), step="repeats", repeats=True),
                    record(ideas=max(rounds, USUAL) + 20, step="count", strokes=60),
                )
            )
        )
        theirs = installed.commands(folder)
        typed_into = [
            replace(theirs[each.name], ready=each.typed_when)
            for each in installed.PEERS
            if each.typed_when and each.name in theirs
        ]
        moved = [theirs["toolong"]] if "toolong" in theirs else []
        letters, their_letters, *other_letters = press_in_turns(
            [
                (program("demo", "--at", "brainstorm", ready="PgDn"), Typist),
                (peer("input"), Typist),
                *((each, Typist) for each in typed_into),
            ],
            rounds,
        )
        step, stroke, merge, move, short, counter, *other_moves = press_in_turns(
            [
                (program("demo", ready="PgDn"), _presses("pgdn", "pgup")),
                (counted, _presses("enter", first=("1",))),
                (twice, _presses("enter", first=("n", "enter"))),
                (many, _presses(*MOVES)),
                (few, _presses(*MOVES)),
                (peer("counter"), _presses("space")),
                *((each, _presses("up", "up")) for each in moved),
            ],
            rounds,
        )
    rows = [
        row("typed", letters, their_letters),
        row("step", step, counter),
        row("stroke", stroke, counter),
        row("merge", merge, counter),
        row("move", move, counter),
        row("long-list", move, short),
    ]
    for command, found in zip(typed_into, other_letters, strict=True):
        if found:
            rows.append(Row("a typed letter", "input", "ms", found, their_letters, program=command.name))
    for command, found in zip(moved, other_moves, strict=True):
        if found:
            rows.append(
                Row("a move in a list of 5,000", "counter", "ms", found, counter, program=command.name)
            )
    return rows


def _presses(*keys: str, first: tuple[str, ...] = ()) -> Callable[[Program], Presser]:
    return lambda at: Presser(at, *keys, first=first)
