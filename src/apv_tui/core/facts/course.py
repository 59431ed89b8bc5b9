"""Facts about the course of a meeting: where the room went, its groups, and the clock."""

from typing import Any, ClassVar, Literal

from apv_tui.core.facts.base import Fact, Index, Seconds, Words


class MeetingOpened(Fact):
    """A meeting of the agenda began, in its lobby. `again` is another sitting of one that is repeated."""

    undoable: ClassVar[bool] = False
    kind: Literal["meeting_opened"] = "meeting_opened"
    meeting: str
    present: tuple[str, ...] = ()
    again: bool = False


class StepEntered(Fact):
    """The room went to a step; the clock of the step it left stands still."""

    ends_a_part: ClassVar[bool] = True
    kind: Literal["step_entered"] = "step_entered"


class LobbyEntered(Fact):
    """The room went back to the lobby."""

    ends_a_part: ClassVar[bool] = True
    kind: Literal["lobby_entered"] = "lobby_entered"


class PartShown(Fact):
    """Another page, question or turn of the step is shown; counted from 0."""

    kind: Literal["part_shown"] = "part_shown"
    part: Index


class QuestionsChosen(Fact):
    """Which questions of the step are asked, in order: ids of the agenda's, or the leader's own words."""

    kind: Literal["questions_chosen"] = "questions_chosen"
    ids: tuple[str, ...] = ()
    own: tuple[Words, ...] = ()


class GroupsDrawn(Fact):
    """The groups of a step, as drawn; each a tuple of people's ids."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["groups_drawn"] = "groups_drawn"
    groups: tuple[tuple[str, ...], ...]
    seed: int


class PersonMoved(Fact):
    """A person was moved by hand to another group (index from 0), or two changed places."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["person_moved"] = "person_moved"
    person: str
    group: Index
    swapped_with: str = ""


class HostChosen(Fact):
    """Who stays at the group's sheet (group index from 0)."""

    kind: Literal["host_chosen"] = "host_chosen"
    group: Index
    person: str


class RunRepeated(Fact):
    """A run of steps is gone through once more, with somebody else; their clocks and pages begin anew."""

    kind: Literal["run_repeated"] = "run_repeated"
    steps: tuple[str, ...]


class SpotChosen(Fact):
    """Who is at the centre of the exercise from now on."""

    kind: Literal["spot_chosen"] = "spot_chosen"
    person: str


class AgendaRevised(Fact):
    """Meetings that had not been held were replaced from an edited agenda; this is the whole as it is now."""

    undoable: ClassVar[bool] = False
    kind: Literal["agenda_revised"] = "agenda_revised"
    agenda: dict[str, Any]


class ClockStarted(Fact):
    """The step's clock runs."""

    moves_turns: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["clock_started"] = "clock_started"


class ClockPaused(Fact):
    """The step's clock stands still."""

    undoable: ClassVar[bool] = False
    kind: Literal["clock_paused"] = "clock_paused"


class ClockSet(Fact):
    """The step's clock was given more or less time, in seconds left and in full length."""

    moves_turns: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["clock_set"] = "clock_set"
    left: Seconds
    length: Seconds
    why: Literal["adjusted", "set_back", "gap"] = "adjusted"


class TurnsMoved(Fact):
    """All went to another turn of the interviews; seconds left of the same length."""

    moves_turns: ClassVar[bool] = True
    kind: Literal["turns_moved"] = "turns_moved"
    left: Seconds
