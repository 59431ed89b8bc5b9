"""What the start screen offers: the sessions of this computer, the agendas, the demo."""

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from apv_tui.core.messages import Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.places import Places
from apv_tui.files.session_peek import peek
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.start import Choice

MOST_SESSIONS = 12


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
        stood = peek(path)
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
