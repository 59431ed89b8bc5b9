"""What the start screen offers: the sessions of this computer, the agendas, the demo."""

import contextlib
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from apv_tui.core.messages import Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.places import Places
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.start import Choice

MOST_SESSIONS = 12
LARGEST_LOOKED_INTO = 5_000_000


def session_choices(places: Places, open_session: Callable[[Path], Desk]) -> list[Choice]:
    """Give the newest sessions with where each stood; a file that is none of ours is passed over."""
    heading = message("start.go_on")
    found: dict[Path, float] = {}
    with contextlib.suppress(OSError):
        for path in places.sessions.glob("*.json"):
            with contextlib.suppress(OSError):
                found[path] = path.stat().st_mtime
    choices = []
    for path in sorted(found, key=lambda path: -found[path])[:MOST_SESSIONS]:
        stood = _where_it_stood(path)
        if stood is not None:
            name, place = stood
            choices.append(Choice(heading, name, place, partial(open_session, path)))
    return _unfinished(places, open_session, set(found)) + choices


def _unfinished(places: Places, open_session: Callable[[Path], Desk], known: set[Path]) -> list[Choice]:
    """Give meetings whose session file was never written: only their journal tells of them."""
    from apv_tui.files.load import find_unfinished

    heading = message("start.unfinished")
    choices = []
    with contextlib.suppress(OSError, Unreadable):
        for left in find_unfinished(places.state):
            if left.path not in known and not left.path.exists():
                when = left.last_at[:16].replace("T", " ")
                path = left.path
                choices.append(Choice(heading, one_line(path.stem), when, partial(open_session, path)))
    return choices


def _where_it_stood(path: Path) -> tuple[str, str] | None:
    """Give (name, meeting and step) of a session file, without checking it; opening it does that."""
    try:
        if path.stat().st_size > LARGEST_LOOKED_INTO:
            return one_line(path.stem), ""
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != "apv-tui session":
            return None
        meeting_id = step_id = ""
        for event in data["events"]:
            meeting_id = event["meeting"] or meeting_id
            if event["fact"]["kind"] == "step_entered":
                step_id = event["step"]
            elif event["fact"]["kind"] in ("meeting_opened", "lobby_entered"):
                step_id = ""
        titles = [
            one_line(str(part["title"]))
            for meeting in data["agenda"]["meetings"]
            if meeting["id"] == meeting_id
            for part in (meeting, *(step for step in meeting["steps"] if step["id"] == step_id))
        ]
        return one_line(str(data["name"])), " · ".join(titles)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
