"""What the start screen offers: the sessions of this computer, the agendas, the demo."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from apv_tui.core.messages import Message, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.places import Places
from apv_tui.files.session_peek import peek
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.start import Choice

MOST_SESSIONS = 12
MOST_NOTES = 4
"""Of them confidential notes: of one meeting there can be many, and it is the meetings that are sought."""


def session_choices(places: Places, open_session: Callable[[Path], Desk], confidential: str) -> list[Choice]:
    """Give the newest sessions with where each stood; a file that is none of ours is passed over.

    Confidential notes stand last by their name alone; `confidential` is what they are called.
    """
    heading = message("start.go_on")
    found: dict[Path, float] = {}
    with contextlib.suppress(OSError):
        for path in places.sessions.glob("*.json"):
            with contextlib.suppress(OSError):
                found[path] = path.stat().st_mtime
    meetings: list[Choice] = []
    notes: list[Choice] = []
    for path in sorted(found, key=lambda path: -found[path])[: 2 * MOST_SESSIONS]:
        stood, open_it = peek(path), partial(open_session, path)
        if stood is not None and stood.confidential:
            notes.append(Choice(heading, stood.name, confidential, open_it))
        elif stood is not None:
            meetings.append(Choice(heading, stood.name, stood.stood, open_it, look=partial(look_into, path)))
    listed = meetings[: MOST_SESSIONS - min(len(notes), MOST_NOTES)]
    listed += notes[: MOST_SESSIONS - len(listed)]
    return _unfinished(places, open_session, set(found), confidential) + listed


def look_into(path: Path) -> tuple[Message, ...]:
    """Say where the session in a file stands and what comes next; nothing where it cannot be read so."""
    from apv_tui.core.agenda import Agenda
    from apv_tui.core.case import outlook
    from apv_tui.core.evolve import fold
    from apv_tui.core.log import entry_from
    from apv_tui.core.state import fresh_state
    from apv_tui.files.session_file import decode_session

    try:
        document = decode_session(path.read_bytes(), path)
        agenda = Agenda.model_validate(document.agenda)
        state = fold(fresh_state(agenda), [entry_from(event) for event in document.events])
        return outlook(state, datetime.now(UTC).astimezone().date())
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, Unreadable):
        return ()


def _unfinished(
    places: Places, open_session: Callable[[Path], Desk], known: set[Path], confidential: str
) -> list[Choice]:
    """Give meetings whose session file was never written: only their journal tells of them."""
    from apv_tui.files.load import find_unfinished

    heading = message("start.unfinished")
    choices = []
    with contextlib.suppress(OSError, Unreadable):
        for left in find_unfinished(places.state):
            if left.path not in known and not left.path.exists():
                when = left.last_at[:16].replace("T", " ")
                path = left.path
                beside = confidential if left.confidential else when
                choices.append(Choice(heading, one_line(path.stem), beside, partial(open_session, path)))
    return sorted(choices, key=lambda choice: choice.beside == confidential)
