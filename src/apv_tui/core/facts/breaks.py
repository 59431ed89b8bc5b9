"""Facts about time in which a meeting stands: a break that is taken, and what a pause was for."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from apv_tui.core.facts.base import Fact, Seconds

BreakSeconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
"""How long a break is to last; more than a day is a damaged file."""
PauseWas = Literal["", "break", "discussion", "technical", "other"]
"""What the time of a pause went to; "" where nobody said."""


class BreakTaken(Fact):
    """The room went on a break that is to last so many seconds; the step's clock stands meanwhile."""

    undoable: ClassVar[bool] = False
    kind: Literal["break_taken"] = "break_taken"
    seconds: BreakSeconds


class BreakSet(Fact):
    """The break was given more or less time: so many seconds are left of it."""

    undoable: ClassVar[bool] = False
    kind: Literal["break_set"] = "break_set"
    left: Seconds


class BreakOver(Fact):
    """The meeting went on after a break; the step's clock runs on if it ran."""

    undoable: ClassVar[bool] = False
    kind: Literal["break_over"] = "break_over"


class PauseNamed(Fact):
    """What the time of a pause went to. A pause has the id of the event that began it."""

    kind: Literal["pause_named"] = "pause_named"
    pause: str
    what: PauseWas = ""


class GapAnswered(Fact):
    """The computer slept or the program stopped, and the leader said how to count the time."""

    undoable: ClassVar[bool] = False
    kind: Literal["gap_answered"] = "gap_answered"
    seconds: Seconds
    counted: bool
    as_break: bool = False
    """Whether it was a break: not counted on the step's clock, but kept among the pauses."""
