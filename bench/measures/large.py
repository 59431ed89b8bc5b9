"""Ten times the usual size, beside the usual one: start, key, save and memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from bench.budgets import row
from bench.figures import Row
from bench.hands import Noter, press_in_turns
from bench.inside import inside
from bench.programs import program
from bench.sessions import READY, record, session
from bench.turns import starts

USUAL, LARGE, HUGE = 600, 6_000, 10_000
"""Events: a meeting of 60 people, ten of them, and more than anybody has."""


def measure(rounds: int) -> list[Row]:
    """Both sizes take turns."""
    with TemporaryDirectory(prefix="large-") as name:
        folder = Path(name)
        usual, large, huge = (
            program("open", str(session(folder, record(events=events), str(events))), ready=READY)
            for events in (USUAL, LARGE, HUGE)
        )
        few, many, most = starts([usual, large, huge], rounds)
        noted, as_usual = press_in_turns([(large, Noter), (usual, Noter)], rounds * 3)
    saved = {events: inside("saving", events, rounds) for events in (USUAL, LARGE, HUGE)}
    return [
        row("open-large", [each.shown for each in many], [each.shown for each in few]),
        Row(
            "opening 10,000 events, to the first screen",
            "600 events",
            ours=[each.shown for each in most],
            theirs=[each.shown for each in few],
        ),
        row("memory-large", [each.memory for each in many], [each.memory for each in few]),
        row("key-large", noted, as_usual),
        row("save-large", saved[LARGE]["took"], saved[USUAL]["took"]),
        row("hold-up", saved[HUGE]["held"]),
    ]
