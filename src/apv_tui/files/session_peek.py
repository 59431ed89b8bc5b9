"""A look into session files without reading them whole: for a list of many, and to find one by its id."""

import contextlib
import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final, NamedTuple

from apv_tui.core.text import one_line
from apv_tui.files.disk import Disk
from apv_tui.files.places import safe_file_name
from apv_tui.files.session_file import CONFIDENTIAL, FORMAT

LARGEST: Final = 5_000_000
"""Bytes; a larger file is listed by its file name alone."""
_HEAD: Final = 4096  # bytes; format, version, session and the mark stand first
_SESSION: Final = re.compile(r'"session"\s*:\s*"([A-Za-z0-9_-]{1,64})"')
_MARK: Final = re.compile(rf'"{CONFIDENTIAL}"\s*:\s*true\b')


class Peek(NamedTuple):
    """What a list says of a session file."""

    name: str
    stood: str
    """The meeting and the step it stood at; nothing of confidential notes."""
    confidential: bool = False


def peek(path: Path) -> Peek | None:
    """Look into a session file without checking it; opening it does that. None for another kind of file."""
    try:
        if path.stat().st_size > LARGEST:
            return Peek(one_line(path.stem), "", confidential=_is_marked(_head(path)))
        data: Any = json.loads(Disk().read(path, LARGEST))
        if data["format"] != FORMAT:
            return None
        if data.get(CONFIDENTIAL):
            return Peek(one_line(str(data["name"])), "", confidential=True)
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
        return Peek(one_line(str(data["name"])), " · ".join(titles))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def given_name(path: Path) -> str:
    """Give what somebody called a session by renaming its file; "" where it has the name the program gave it."""
    looked = peek(path)
    if looked is None:
        return ""
    of_program = rf"{re.escape(safe_file_name(looked.name))}( \(\d+\))?"
    stem = one_line(path.stem)
    return "" if re.fullmatch(of_program, stem) else stem


def confidential_session(path: Path, disk: Disk | None = None) -> str:
    """Give the id of the session of confidential notes that is in a file, whole or not; "" for any other."""
    head = _head(path, disk)
    return _session(head) if _is_marked(head) else ""


def session_in(path: Path, disk: Disk | None = None) -> str:
    """Give the id of the session in a file, whole or not; "" where there is none to be seen."""
    return _session(_head(path, disk))


def find_confidential(
    folder: Path, sessions: Collection[str], disk: Disk, *, copies: bool = False
) -> dict[str, Path]:
    """Find the files of confidential notes in a folder by the ids in them, whatever they are called.

    Of several the one written last. With `copies` those count that are no session files by their ending.
    """
    found: dict[str, tuple[int, Path]] = {}
    for name in disk.names(folder) if sessions else ():
        path = folder / name
        session = confidential_session(path, disk) if copies or name.lower().endswith(".json") else ""
        if session in sessions:
            with contextlib.suppress(OSError):
                found[session] = max(found.get(session, (-1, path)), (disk.stat(path).st_mtime_ns, path))
    return {session: path for session, (_, path) in found.items()}


def _head(path: Path, disk: Disk | None = None) -> str:
    try:
        return (disk or Disk()).read_start(path, _HEAD).decode("utf-8", "replace")
    except OSError:
        return ""


def _session(head: str) -> str:
    found = _SESSION.search(head)
    return found[1] if found and f'"{FORMAT}"' in head else ""


def _is_marked(head: str) -> bool:
    return _MARK.search(head) is not None
