"""Orders about the plan of the day: when it begins and ends, and what is cut."""

from datetime import datetime
from typing import NamedTuple


class AgreeStart(NamedTuple):
    """Say when the meeting is to begin, or was to."""

    start: datetime


class BeginMeeting(NamedTuple):
    """Begin; where it is later than agreed, keep the promised end, or `shift` the whole plan."""

    shift: bool = False


class ChangePlan(NamedTuple):
    """Give steps other minutes (0 drops one), and move the promised end; one command, one undo."""

    changes: tuple[tuple[str, int], ...] = ()
    end: datetime | None = None


class SetBack(NamedTuple):
    """Say that the present step began so many seconds ago; its clock runs from there."""

    seconds: float
