"""What the start screen offers: the sessions of this computer, the agendas, the demo."""

import contextlib
import re
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from apv_tui.core.messages import Message, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.erasing import look_at
from apv_tui.files.places import Places, safe_file_name
from apv_tui.files.session_peek import peek
from apv_tui.keeping import free_path
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.start import Choice

if TYPE_CHECKING:
    from apv_tui.files.unfinished import Unfinished

Open = Callable[[Path], Desk]
LONGEST_BASED_ON = 140
"""Characters of what an agenda was made from: two rows of a small window."""
_NUMBERED: Final = re.compile(r" \(\d{1,3}\)$")
MOST_SESSIONS = 12
MOST_NOTES = 4
"""Of them confidential notes: of one meeting there can be many, and it is the meetings that are sought."""


def session_choices(
    places: Places, open_session: Open, follow: Open, confidential: str, recovered: str
) -> list[Choice]:
    """Give the newest sessions with where each stood; a file that is none of ours is passed over.

    Confidential notes stand last by their name alone; `confidential` is what they are called, `recovered`
    another course of a meeting, which was set aside.
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
        stood, open_it, look_it = peek(path), partial(open_session, path), partial(look_into, path)
        erase_it = partial(look_at, path, places.state)
        if stood is not None and stood.confidential:
            notes.append(
                Choice(
                    heading,
                    stood.name,
                    confidential,
                    open_it,
                    follow=partial(follow, path),
                    erase=erase_it,
                    number=_number(path, stood.name),
                )
            )
        elif stood is not None:
            follow_it = partial(follow, path)
            meetings.append(
                Choice(
                    heading,
                    stood.name,
                    stood.stood,
                    open_it,
                    follow=follow_it,
                    erase=erase_it,
                    look=look_it,
                    number=_number(path, stood.name),
                )
            )
    listed = meetings[: MOST_SESSIONS - min(len(notes), MOST_NOTES)]
    listed += notes[: MOST_SESSIONS - len(listed)]
    unfinished = _unfinished(places, open_session, follow, set(found), confidential)
    return unfinished + _set_aside(places, open_session, recovered) + listed


def _number(path: Path, name: str) -> str:
    """Give the number by which a file differs from another of the same name (" (2)"); "" for none."""
    number = _NUMBERED.search(path.stem)
    return number[0] if number and not name.endswith(number[0]) else ""


def look_into(path: Path) -> tuple[Message, ...]:
    """Say where the session in a file stands and what comes next; nothing where it cannot be read so."""
    from apv_tui.core.agenda import Agenda
    from apv_tui.core.case import outlook
    from apv_tui.core.evolve import fold
    from apv_tui.core.log import entry_from
    from apv_tui.core.state import fresh_state
    from apv_tui.files.disk import Disk
    from apv_tui.files.session_file import decode_session

    try:
        document = decode_session(Disk().read(path), path)
        agenda = Agenda.model_validate(document.agenda)
        state = fold(fresh_state(agenda), [entry_from(event) for event in document.events])
        return outlook(state, datetime.now(UTC).astimezone().date())
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError, Unreadable):
        return ()


def look_into_agenda(path: Path) -> tuple[Message, ...]:
    """Say of an agenda of one's own how many mistakes it has, or what it was made from."""
    from apv_tui.files.agenda_file import read_agenda_file

    try:
        made_from = read_agenda_file(path).agenda.based_on
    except Unreadable as unreadable:
        mistakes = sum(not problem.warning for problem in unreadable.problems)
        return (message("start.mistakes", n=mistakes),)
    if not made_from:
        return ()
    sentence, stop, _ = one_line(made_from, 2_000).partition(". ")
    return (message("start.based_on", text=one_line(sentence + stop.strip(), LONGEST_BASED_ON)),)


def _unfinished(
    places: Places, open_session: Open, follow: Open, known: set[Path], confidential: str
) -> list[Choice]:
    """Give meetings whose session file was never written: only their journal tells of them."""
    from apv_tui.files.unfinished import find_unfinished

    heading = message("start.unfinished")
    choices = []
    with contextlib.suppress(OSError, Unreadable):
        for left in find_unfinished(places.state):
            if not left.aside and left.path not in known and not left.path.exists():
                when = left.last_at[:16].replace("T", " ")
                path = left.path
                beside = confidential if left.confidential else when
                open_it, follow_it = partial(open_session, path), partial(follow, path)
                erase_it = partial(look_at, path, places.state)
                title = one_line(path.stem)
                choices.append(Choice(heading, title, beside, open_it, follow=follow_it, erase=erase_it))
    return sorted(choices, key=lambda choice: choice.beside == confidential)


def _set_aside(places: Places, open_session: Open, recovered: str) -> list[Choice]:
    """Give other courses of meetings, which were never mixed with them: each opens as a copy of its own."""
    from apv_tui.files.unfinished import find_unfinished

    choices = []
    with contextlib.suppress(OSError):
        for left in find_unfinished(places.state):
            if left.aside:
                open_it = partial(_open_copy, places, left, open_session)
                title = f"{one_line(left.name)} ({left.last_at[:16].replace('T', ' ')})"
                choices.append(Choice(message("start.unfinished"), title, recovered, open_it))
    return choices


def _open_copy(places: Places, left: "Unfinished", open_session: Open) -> Desk:
    """Make what was set aside a session of its own beside the other, and open it."""
    from apv_tui.files.unfinished import make_copy

    folder = left.path.parent if left.path.name and left.path.parent.is_dir() else places.sessions
    path = free_path(folder, safe_file_name(left.path.stem or left.name))
    make_copy(left, path, secrets.token_hex(8))
    return open_session(path)
