"""Orders about the course of a meeting: where it is, and its clock."""

from typing import NamedTuple


class OpenMeeting(NamedTuple):
    """Open a meeting of the agenda in its lobby. `again` is another sitting of one that is repeated."""

    meeting: str
    again: bool = False


class RepeatRun(NamedTuple):
    """Go through the present step's run of steps once more, with somebody else."""


class Next(NamedTuple):
    """Go on: the next page, question or turn; after the last, the next step. `whole` leaves the rest of the step."""

    whole: bool = False


class Back(NamedTuple):
    """Go back one page, question or turn; before the first, to the step before. `whole` goes there at once."""

    whole: bool = False


class GoTo(NamedTuple):
    """Go to a step of the open meeting; "" is the lobby."""

    step: str


class ShowPart(NamedTuple):
    """Show a page, question or turn of the present step, from 0."""

    part: int


class Return(NamedTuple):
    """Go back to the step that the room went away from; its clock runs on if it ran."""


class StartOrPause(NamedTuple):
    """Let the clock run, or stand still."""


class Begin(NamedTuple):
    """Start what waits; where nothing waits, do nothing."""


class AddTime(NamedTuple):
    """Give the step more seconds, or fewer."""

    seconds: float


class AnswerGap(NamedTuple):
    """Say how to count `seconds` in which the computer slept or the program was not running.

    As time of the step (`counted`), as a break, or not at all.
    """

    seconds: float
    counted: bool
    as_break: bool = False


class ChooseQuestions(NamedTuple):
    """Choose the questions of a step, by id, and the leader's own."""

    step: str
    ids: tuple[str, ...]
    own: tuple[str, ...] = ()
