"""A fault of an agenda whose values are right each by itself, with the place where it stands."""

from typing import NamedTuple

from apv_tui.core.messages import Message

Place = tuple[str | int, ...]


class Fault(NamedTuple):
    """Something that does not hang together, and where."""

    place: Place
    what: Message
    mend: Message | None = None
    warning: bool = False
    also: Place | None = None
    """The other place it speaks of; whoever knows the file adds its line as `line`."""
