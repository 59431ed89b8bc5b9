"""Sessions far larger than any meeting makes them: what they cost to note in, to open and to save."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.log import entry_data
from apv_tui.core.record import Record
from apv_tui.files.store import SessionStore, create_session

AGENDA = Agenda.model_validate(
    {
        "title": "Many words",
        "language": "en",
        "lists": {"wishes": {"title": "Wishes", "one": "wish", "many": "wishes"}},
        "steps": [
            {"id": "wishes", "kind": "collect", "title": "Wishes", "minutes": 400, "into": "wishes"},
            {"id": "close", "kind": "close", "title": "Thanks", "minutes": 5},
        ],
    }
)
WORDS = (
    "time",
    "quiet",
    "fewer",
    "meetings",
    "more",
    "talk",
    "break",
    "plan",
    "early",
    "light",
    "lunch",
    "roof",
)
READY = "Enter note"
"""Stands in the footer of the step the session was left at."""


def log(events: int) -> list[dict[str, Any]]:
    """The events of a meeting with so many of them; nearly all are wishes."""
    chance = random.Random(events)
    times = (datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(seconds=second) for second in count())
    record = Record(AGENDA, lambda: next(times), chance=chance)
    record.do(c.OpenMeeting("meeting"))
    record.do(c.GoTo("wishes"))
    record.do(c.StartOrPause())
    while len(record.entries) < events:
        text = " ".join(chance.sample(WORDS, 4)) + f" {len(record.entries)}"
        record.do(c.NoteIdeas((text,), "wishes"))
    return [entry_data(entry) for entry in record.entries]


def session(folder: Path, events: int) -> Path:
    """A session file with so many events."""
    path = folder / f"{events}.json"
    _store(folder, path, log(events)).close()
    return path


def _store(folder: Path, path: Path, events: list[dict[str, Any]]) -> SessionStore:
    agenda = AGENDA.model_dump(mode="json", exclude_defaults=True)
    return create_session(
        path, folder / "state", session=path.stem, name=path.stem, agenda=agenda, events=events
    )


def saving(events: int, times: int) -> dict[str, list[float]]:
    """Save a session so often, in a process of its own; milliseconds of each, and the longest hold-up meanwhile."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.large", str(events), str(times)],
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def _saving(events: int, times: int) -> dict[str, list[float]]:
    """In this process: the main thread stands for the interface's, and does a little again and again."""
    took, held, idle = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = log(events)
        store = _store(folder, folder / f"{events}.json", whole)
        store.checkpoint()
        store.flush()
        for number in range(times):
            idle.append(_longest(partial(_is_past, time.monotonic() + 0.1)))
            begun = time.perf_counter()
            before = store.path.stat().st_ino
            store.put([{**whole[-1], "id": f"more-{number}", "after": store.last}])
            store.checkpoint()
            held.append(_longest(partial(_is_renewed, store.path, before)))
            took.append((time.perf_counter() - begun) * 1000)
        store.close()
    return {"took": took, "held": held, "idle": idle}


def _is_past(end: float) -> bool:
    return time.monotonic() > end


def _is_renewed(path: Path, before: int) -> bool:
    return path.stat().st_ino != before


def _longest(over: Callable[[], bool]) -> float:
    """The longest that this thread was kept from its work, in milliseconds, until it is over."""
    longest, last = 0.0, time.perf_counter()
    while not over():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest * 1000


if __name__ == "__main__":
    print(json.dumps(_saving(int(sys.argv[1]), int(sys.argv[2]))))
