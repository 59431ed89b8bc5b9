"""Reading a session to make something of it: never written to, also while it is led in another window."""

import os
from pathlib import Path
from typing import NamedTuple

from apv_tui.core.agenda import Agenda
from apv_tui.core.facts import Entry
from apv_tui.core.messages import Message, Problem, Refused, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.decode import why_unread
from apv_tui.files.disk import READ_LIMIT
from apv_tui.files.places import default_places
from apv_tui.files.session_peek import peek
from apv_tui.watching import Watch


class SessionRead(NamedTuple):
    """A session as it stands now, with what its journal has beyond its file."""

    agenda: Agenda
    entries: tuple[Entry, ...]
    notices: tuple[Message, ...]
    """What has to be said of the file."""


def read_session(path: Path) -> SessionRead:
    """Read a session. Raises `Unreadable`, and `Refused` for confidential notes: they belong to one person."""
    looked = peek(path)
    if looked is not None and looked.confidential:
        raise Refused(message("print.confidential"))
    try:
        return SessionRead(*Watch(path, default_places(os.environ).state).begin())
    except OSError as error:
        raise why_unread(path, error, READ_LIMIT) from None
    except (ValueError, LookupError, TypeError, ArithmeticError) as fault:
        raise not_understood(path, fault) from None


def not_understood(path: Path, fault: Exception) -> Unreadable:
    """Say that a session holds something this program cannot make a meeting of."""
    reason = one_line(str(fault).partition("\n")[0], 200)
    return Unreadable(str(path), [Problem(message("session.not_understood", reason=reason))])
