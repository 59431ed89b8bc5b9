"""Orders about breaks and pauses."""

from typing import NamedTuple

from apv_tui.core.facts.breaks import PauseWas


class TakeBreak(NamedTuple):
    """Go on a break of so many seconds."""

    seconds: float


class EndBreak(NamedTuple):
    """Go on with the meeting after a break."""


class NamePause(NamedTuple):
    """Say what a pause was for, by its id; "" is the last one."""

    what: PauseWas
    pause: str = ""
