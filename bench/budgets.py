"""Every budget in one table: what may cost how much, against what. `--check` fails where one is surely passed.

The goal is for the median. The gate is for the low end of the interval that holds the true figure in 95 cases of
100, so that chance alone does not fail anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from bench.figures import Kind, Row


class Budget(NamedTuple):
    """What is measured, by which measure, against what, and how much it may be."""

    by: str
    what: str
    peer: str
    gate: float
    goal: float | None = None
    unit: str = "ms"
    kind: Kind = "ratio"


BUDGETS: Final[dict[str, Budget]] = {
    # A facilitator restarts in front of a waiting room.
    "start": Budget("start", "start of the demo, to the first screen", "bare", 2.0, 1.6),
    "open": Budget("start", "opening 600 notes, to the first screen", "bare", 2.2),
    "memory": Budget("start", "peak memory at the first screen", "bare", 1.6, unit="MiB"),
    "quit": Budget("start", "from the quit key to the shell", "bare", 1.2),
    "version": Budget("commands", "--version", "python -c pass", 4.0, 2.5),
    "help": Budget("commands", "--help", "python -c pass", 4.0, 2.5),
    "check": Budget("commands", "check of one meeting", "bare", 2.0, 1.5),
    "export": Budget("commands", "export of one session", "bare", 1.7, 1.3),
    # Instant to the finger.
    "typed": Budget("keys", "a typed letter on the screen", "input", 1.5),
    "step": Budget("keys", "the next step on the screen", "counter", 2.5),
    "stroke": Budget("keys", "strokes given to an idea", "counter", 2.5),
    "merge": Budget("keys", "a repeat struck out", "counter", 2.5),
    "move": Budget("keys", "a move in a list of 2,000 ideas", "counter", 4.0),
    "long-list": Budget("keys", "a move in a list of 2,000 ideas", "one of 200", 1.2),
    # Silent on the battery.
    "tick-work": Budget("idle", "processor time of a second, 20 groups in view", "clock", 1.25),
    "tick-bytes": Budget("idle", "written in a second, 20 groups in view", "clock", 1.25, unit="B"),
    "rest-bytes": Budget("idle", "written in a second while paused", "", 0.0, unit="B", kind="value"),
    "rest-work": Budget("idle", "processor time of a second while paused", "bare", 1.25),
    "second-work": Budget("idle", "processor time of a second, in the second window", "clock", 1.25),
    "second-bytes": Budget("idle", "written in a second, in the second window", "clock", 1.25, unit="B"),
    "second-rest": Budget(
        "idle", "written in a second while paused, in the second window", "", 0.0, unit="B", kind="value"
    ),
    "missed": Budget("idle", "seconds of 60 never shown", "", 0.0, unit="", kind="value"),
    "doubled": Budget("idle", "seconds of 60 shown twice", "", 0.0, unit="", kind="value"),
    "jitter": Budget("idle", "standard deviation of the ticks", "clock", 5.0, kind="spread"),
    "drift": Budget("idle", "drift of the ticks in a minute", "", 5.0, kind="value"),
    # Two windows.
    "seen": Budget("follow", "an idea in the window that follows", "", 300.0, kind="value"),
    "in-step": Budget("follow", "its ticks from those that lead", "", 50.0, kind="value"),
    "late": Budget("follow", "following 600 events, to the first screen", "opening them", 1.2),
    # The disk, and what is computed.
    "noted": Budget("disk", "an idea noted, until it is on the disk", "one fsync", 2.0, kind="more"),
    "reading": Budget("disk", "opening 10,000 events", "", 500.0, kind="value"),
    "grouping": Budget("disk", "500 people drawn into groups, with history", "", 200.0, kind="value"),
    # Ten times the usual size.
    "open-large": Budget("large", "opening 6,000 events, to the first screen", "600 events", 3.0),
    "memory-large": Budget("large", "peak memory with 6,000 events", "600 events", 1.6, unit="MiB"),
    "key-large": Budget("large", "an idea noted at 6,000 events", "at 600 events", 3.0),
    "save-large": Budget("large", "saving 6,000 events, in a thread", "600 events", 15.0),
    "hold-up": Budget("large", "the screen is held up while 10,000 are saved", "", 100.0, kind="value"),
    "status": Budget("status", "where 1,000 cases stand", "", 5_000.0, 4_000.0, kind="value"),
    "status-each": Budget("status", "a case of 1,000", "a case of 100", 1.5),
    # Three hours with 60 people.
    "soak-peak": Budget("soak", "peak memory of three hours", "bare", 2.2, 2.0, unit="MiB"),
    "soak-growth": Budget("soak", "growth in the last hour", "", 2.0, unit="MiB", kind="value"),
    "soak-files": Budget("soak", "journal, session file and .bak", "", 4.0, unit="MiB", kind="value"),
}


def row(name: str, ours: Iterable[float], theirs: Iterable[float] = ()) -> Row:
    """The row of a budget, with what was measured."""
    of = BUDGETS[name]
    return Row(
        of.what, of.peer, of.unit, list(ours), list(theirs), of.goal, of.gate, kind=of.kind, budget=name
    )


def as_table() -> str:
    """The budgets as a Markdown table, for the documents."""
    lines = ["| What | Against | Goal | Gate | By |", "|---|---|--:|--:|---|"]
    for each in BUDGETS.values():
        unit = f" {each.unit}".rstrip() if each.kind != "ratio" else ""
        goal, gate = (f"{limit:g}{unit}" if limit is not None else "" for limit in (each.goal, each.gate))
        against = f"{each.peer}, and more by" if each.kind == "more" else each.peer
        lines.append(f"| {each.what} | {against} | {goal} | {gate} | `{each.by}` |")
    return "\n".join(lines) + "\n"
