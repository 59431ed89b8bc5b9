"""The peers against themselves: every true ratio is 1, so what is read is the harness's own error."""

from __future__ import annotations

from contextlib import ExitStack

from bench.figures import Row
from bench.hands import Presser, Typist, press_in_turns
from bench.measures import MEASURES
from bench.programs import NOTHING, peer
from bench.rest import rest
from bench.turns import Start, ends, starts


def measure_itself(rounds: int | None) -> list[Row]:
    """A start, a letter, a key, a second at rest, a process from start to end."""
    first, second = starts([peer("bare"), peer("bare")], rounds or MEASURES["start"].rounds, and_quit=True)
    keys = rounds or MEASURES["keys"].rounds
    typed, letters = press_in_turns([(peer("input"), Typist)] * 2, keys)
    counted, presses = press_in_turns([(peer("counter"), lambda at: Presser(at, "space"))] * 2, keys)
    ended, passed = ends([NOTHING, NOTHING], rounds or MEASURES["commands"].rounds)
    with ExitStack() as stack:
        clocks = [stack.enter_context(peer("clock").open()) for _ in range(2)]
        mine, other = rest(clocks, rounds or MEASURES["idle"].rounds)
    rows = [
        _row("start, to the first screen", "ms", first, second, "shown"),
        _row("processor time of the start", "ms", first, second, "processor"),
        _row("peak memory at the first screen", "MiB", first, second, "memory"),
        _row("from the quit key to the shell", "ms", first, second, "ended"),
        Row("a typed letter", "input", "ms", typed, letters),
        Row("a key", "counter", "ms", counted, presses),
        Row("processor time of a second", "clock", "ms", mine.processor, other.processor),
        Row("written in a second", "clock", "B", mine.written, other.written),
        Row("from start to end", "python -c pass", "ms", ended, passed),
    ]
    for row in rows:
        row.program = row.peer
    return rows


def _row(measure: str, unit: str, first: list[Start], second: list[Start], what: str) -> Row:
    ours, theirs = ([getattr(each, what) for each in side] for side in (first, second))
    return Row(measure, "bare", unit, ours, theirs)
