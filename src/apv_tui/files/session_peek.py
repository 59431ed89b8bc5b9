"""A look into a session file for a list of many: its name and where it stood. Opening it checks the rest."""

import json
from pathlib import Path
from typing import Any, Final

from apv_tui.core.text import one_line
from apv_tui.files.session_file import FORMAT

LARGEST: Final = 5_000_000
"""Bytes; a larger file is listed by its file name alone."""


def peek(path: Path) -> tuple[str, str] | None:
    """Give (name, meeting and step) of a session file, without checking it; opening it does that."""
    try:
        if path.stat().st_size > LARGEST:
            return one_line(path.stem), ""
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
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
