"""A step that ticks with 20 groups in view, and one that stands still; in both windows."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import installed
from bench.budgets import row
from bench.figures import Row
from bench.programs import Program, peer, program
from bench.rest import Rest, rest
from bench.ticks import Ticks, changes, ticks_of

DEMO = ("demo", "--people", "60", "--at", "interview")
LAST_GROUP = "Gruppe 20"
BEGIN, PAUSE = "enter", "space"
MINUTE = 60.0
"""Seconds, at least, for the ticks; in the rounds together."""
TIME_OF_DAY = 400
"""Bytes, at most, of the one paint a minute in which the time of day changes."""


def measure(rounds: int) -> list[Row]:
    """All are left alone at the same time: a meeting that runs, one that is paused, a second window on each."""
    with TemporaryDirectory(prefix="idle-") as name, ExitStack() as stack:
        folder = Path(name)
        runs, follows = _two_windows(stack, folder / "runs", BEGIN)
        paused, beside = _two_windows(stack, folder / "paused", BEGIN, PAUSE)
        clock, still = stack.enter_context(peer("clock").open()), stack.enter_context(peer("bare").open())
        others = installed.commands(folder)
        theirs = [stack.enter_context(command.open()) for command in others.values()]
        programs = [runs, follows, paused, beside, clock, still, *theirs]
        ours, second, resting, at_rest, ticking, bare, *left = rest(
            programs, rounds, max(3.0, MINUTE / rounds)
        )
        here, there, reference = (_ticks(each) for each in (runs, follows, clock))
    rows = [
        row("tick-work", ours.processor, ticking.processor),
        row("tick-bytes", ours.written, ticking.written),
        row("rest-bytes", _but_for_the_minute(resting)),
        row("rest-work", resting.processor, bare.processor),
        row("second-work", second.processor, ticking.processor),
        row("second-bytes", second.written, ticking.written),
        row("second-rest", _but_for_the_minute(at_rest)),
        *_evenly(here, reference),
    ]
    for window, even in (("the second window", there), ("clock", reference)):
        rows += [
            Row(each.measure, "", each.unit, each.ours, program=window, kind=each.kind)
            for each in _evenly(even)
        ]
    for command, found in zip(others.values(), left, strict=True):
        work = Row("processor time of a second", "clock", "ms", found.processor, ticking.processor)
        written = Row("written in a second", "clock", "B", found.written, ticking.written)
        work.program = written.program = command.name
        rows += [work, written]
    return rows


def _two_windows(stack: ExitStack, home: Path, *keys: str) -> tuple[Program, Program]:
    """A meeting with 20 groups in view, led so far by keys, and a second window on it."""
    command = program(*DEMO, ready=LAST_GROUP, keys=keys, home=home)
    leads = stack.enter_context(command.open())
    saved = next(iter((home / "apv-tui" / "sessions").glob("*.json")))
    follows = stack.enter_context(program("follow", str(saved), ready=LAST_GROUP, home=home).open())
    return leads, follows


def _ticks(of: Program) -> Ticks:
    return ticks_of(changes(of.replay())[1:])  # the first piece may have come before the clock


def _evenly(found: Ticks, beside: Ticks | None = None) -> list[Row]:
    return [
        row("missed", [float(found.missed)]),
        row("doubled", [float(found.doubled)]),
        row("jitter", found.off, beside.off if beside else ()),
        row("drift", [drift if median(found.drifts) > 0 else -drift for drift in found.drifts]),
    ]


def _but_for_the_minute(found: Rest) -> list[float]:
    """Bytes a second, without the rounds in which the time of day changed."""
    whole = sum(found.seconds)
    changes = 1 + int(whole // MINUTE)
    small = [
        0 < written * took <= TIME_OF_DAY for written, took in zip(found.written, found.seconds, strict=True)
    ]
    if sum(small) > changes:
        return found.written
    return [0.0 if of_day else written for written, of_day in zip(found.written, small, strict=True)]
