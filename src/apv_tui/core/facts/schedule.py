"""Facts about the plan of the open meeting: when it was to begin and to end, and what was changed to keep to that."""

from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from apv_tui.core.facts.base import Fact, Seconds


def _of_a_meeting(moment: datetime) -> datetime:
    if moment.tzinfo is None or not 2000 <= moment.year <= 2200:
        raise ValueError("no moment of a meeting")
    return moment


Moment = Annotated[datetime, AfterValidator(_of_a_meeting)]
"""A moment, with its time zone; a damaged file may hold others."""
PlanMinutes = Annotated[int, Field(ge=1, le=10_000)]


class StartAgreed(Fact):
    """The moment for which the room was asked to come."""

    kind: Literal["start_agreed"] = "start_agreed"
    start: Moment


class PlanShifted(Fact):
    """The meeting began late, and all of its plan with it, the end too; seconds."""

    kind: Literal["plan_shifted"] = "plan_shifted"
    seconds: Seconds


class EndMoved(Fact):
    """The end was promised anew."""

    kind: Literal["end_moved"] = "end_moved"
    end: Moment


class StepMinutesChanged(Fact):
    """The step has other minutes than before; its clock has so many seconds left, of so many in full."""

    kind: Literal["step_minutes_changed"] = "step_minutes_changed"
    minutes: PlanMinutes
    left: Seconds
    length: Seconds


class StepDropped(Fact):
    """The step is left out: going on passes it by."""

    kind: Literal["step_dropped"] = "step_dropped"


class StepTakenBack(Fact):
    """A step that had been left out is gone through after all."""

    kind: Literal["step_taken_back"] = "step_taken_back"


class ClockSetBack(Fact):
    """The step really began at another moment than its clock was started; it runs, with so many seconds left.

    `used` seconds have passed since it began.
    """

    moves_turns: ClassVar[bool] = True
    kind: Literal["clock_set_back"] = "clock_set_back"
    left: Seconds
    used: Seconds
