"""Session files of any size, made by the program's own rules and written by its own store."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Literal

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.log import entry_data
from apv_tui.core.record import Record
from apv_tui.files.store import Listener, SessionStore, create_session

Step = Literal["wishes", "repeats", "count"]

AGENDA = Agenda.model_validate(
    {
        "title": "Many words",
        "language": "en",
        "lists": {
            "wishes": {"title": "Wishes", "one": "wish", "many": "wishes"},
            "topics": {"title": "Topics", "one": "topic", "many": "topics"},
        },
        "steps": [
            {"id": "wishes", "kind": "collect", "title": "Wishes", "minutes": 400, "into": "wishes"},
            {"id": "repeats", "kind": "merge", "title": "Repeats", "minutes": 400, "list": "wishes"},
            {"id": "count", "kind": "vote", "title": "Count", "minutes": 400, "list": "wishes",
             "into": "topics", "strokes": 3, "choose": "1-3"},
            {"id": "close", "kind": "close", "title": "Thanks", "minutes": 5},
        ],
    }
)  # fmt: skip
WORDS = (
    *("time", "quiet", "fewer", "meetings", "more", "talk", "break", "plan", "early", "late", "help", "new"),
    *("better", "shared", "lunch", "morning", "night", "roof", "green", "light", "chairs", "music", "phone"),
    *("silence", "focus", "trust", "thanks", "breakfast", "calendar", "swap", "shift", "handover", "garden"),
)
BEGUN = datetime(2026, 3, 2, 8, tzinfo=UTC)
READY = "F1"
"""Stands at the end of the footer of every step."""


def record(
    ideas: int = 0, *, events: int = 0, step: Step = "wishes", repeats: bool = False, strokes: int = 0
) -> Record:
    """A meeting with so many ideas, or so many events; with `repeats` every second idea says the one before again.

    It stands at a step with its clock paused, so that nobody is asked how the time since counts; in "count" so
    many people give strokes.
    """
    chance = random.Random(ideas + events)
    times = (BEGUN + timedelta(seconds=second) for second in count())
    made = Record(AGENDA, lambda: next(times), chance=chance)
    made.do(c.OpenMeeting("meeting"))
    made.do(c.GoTo("wishes"))
    made.do(c.StartOrPause())  # its clock began with it
    said, number = "", 0
    while number < ideas or len(made.entries) < events:
        said = f"{said}!" if repeats and number % 2 else _words(chance, number)
        made.do(c.NoteIdeas((said,), "wishes"))
        number += 1
    if step != "wishes":
        made.do(c.GoTo(step))
        made.do(c.StartOrPause())
    if step == "count":
        made.do(c.OpenVote(strokes))
    return made


def _words(chance: random.Random, number: int) -> str:
    return " ".join(chance.sample(WORDS, 4)) + f" {number}"


def data(made: Record) -> list[dict[str, Any]]:
    """Its events, as they are kept."""
    return [entry_data(entry) for entry in made.entries]


def session(folder: Path, made: Record, name: str = "session") -> Path:
    """The session file of a meeting, in a folder."""
    path = folder / f"{name}.json"
    begin(folder, path, data(made)).close()
    return path


def begin(
    folder: Path, path: Path, events: list[dict[str, Any]], listener: Listener | None = None
) -> SessionStore:
    """A store that keeps these events in a file; whoever begins it closes it."""
    agenda = AGENDA.model_dump(mode="json", exclude_defaults=True)
    return create_session(
        path,
        folder / "state",
        session=path.stem,
        name=path.stem,
        agenda=agenda,
        events=events,
        listener=listener,
    )
