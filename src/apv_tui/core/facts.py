"""What can happen in a meeting: facts, in the past tense, each carrying its outcome.

A fact says what was decided (the groups as drawn, the topics as chosen), never a seed or a rule to compute it
again, so that a better rule cannot rewrite an old meeting. Facts are what a session file keeps.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from apv_tui.core.text import safe


def _safe(value: Any) -> Any:
    return safe(value) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_safe)]
"""What people typed: kept in the safe form, whoever wrote the file."""


Seconds = Annotated[float, Field(ge=-1e7, le=1e7, allow_inf_nan=False)]
"""A span of time; more than a season is a damaged file."""
Index = Annotated[int, Field(ge=0, le=10_000)]


class Fact(BaseModel):
    """Base of all facts. `undoable` says whether Ctrl+Z takes it back.

    Arrivals and the clock are not undone: time does not rewind, and people are not un-arrived by taking
    back a note; they have commands of their own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    undoable: ClassVar[bool] = True


# -- people ------------------------------------------------------------------------------------------------


class PersonFacts(BaseModel):
    """A person as added to the case."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    name: Words = ""
    department: Words = ""
    leader: bool = False


class PeopleAdded(Fact):
    """People joined the case; they are present at the meeting that is open."""

    kind: Literal["people_added"] = "people_added"
    people: tuple[PersonFacts, ...]


class PersonChanged(Fact):
    """A person's name or department was put right."""

    kind: Literal["person_changed"] = "person_changed"
    person: PersonFacts


class PersonRemoved(Fact):
    """A person who was entered by mistake was taken out of the case."""

    kind: Literal["person_removed"] = "person_removed"
    person: str


class PersonArrived(Fact):
    """A person is present from now on, in the named group of each running grouping."""

    undoable: ClassVar[bool] = False
    kind: Literal["person_arrived"] = "person_arrived"
    person: str
    joins: tuple[tuple[str, int], ...] = ()
    """(step that drew the groups, group index from 0)."""


class PersonLeft(Fact):
    """A person is no longer present."""

    undoable: ClassVar[bool] = False
    kind: Literal["person_left"] = "person_left"
    person: str


# -- the course of the meeting -----------------------------------------------------------------------------


class MeetingOpened(Fact):
    """A meeting of the agenda began, in its lobby."""

    undoable: ClassVar[bool] = False
    kind: Literal["meeting_opened"] = "meeting_opened"
    meeting: str
    present: tuple[str, ...] = ()


class StepEntered(Fact):
    """The room went to a step; the clock of the step it left stands still."""

    kind: Literal["step_entered"] = "step_entered"


class LobbyEntered(Fact):
    """The room went back to the lobby."""

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

    kind: Literal["groups_drawn"] = "groups_drawn"
    groups: tuple[tuple[str, ...], ...]
    seed: int


class PersonMoved(Fact):
    """A person was moved by hand to another group (index from 0), or two changed places."""

    kind: Literal["person_moved"] = "person_moved"
    person: str
    group: Index
    swapped_with: str = ""


class HostChosen(Fact):
    """Who stays at the group's sheet (group index from 0)."""

    kind: Literal["host_chosen"] = "host_chosen"
    group: Index
    person: str


# -- the clock ---------------------------------------------------------------------------------------------


class ClockStarted(Fact):
    """The step's clock runs."""

    undoable: ClassVar[bool] = False
    kind: Literal["clock_started"] = "clock_started"


class ClockPaused(Fact):
    """The step's clock stands still."""

    undoable: ClassVar[bool] = False
    kind: Literal["clock_paused"] = "clock_paused"


class ClockSet(Fact):
    """The step's clock was given more or less time, in seconds left and in full length."""

    undoable: ClassVar[bool] = False
    kind: Literal["clock_set"] = "clock_set"
    left: Seconds
    length: Seconds
    why: Literal["adjusted", "set_back", "gap"] = "adjusted"


class TurnsMoved(Fact):
    """All went to another turn of the interviews; seconds left of the same length."""

    kind: Literal["turns_moved"] = "turns_moved"
    left: Seconds


class GapAnswered(Fact):
    """The computer slept or the program stopped, and the leader said how to count the time."""

    undoable: ClassVar[bool] = False
    kind: Literal["gap_answered"] = "gap_answered"
    seconds: Seconds
    counted: bool


# -- what the room said ------------------------------------------------------------------------------------


class IdeaNoted(Fact):
    """An item came onto a list. `text` is empty for one that exists only as sheet and number so far.

    `group` is the index from 0 in the groups drawn at step `grouping`; None for the room as a whole.
    `late` marks one that was found after the vote on its list had opened.
    """

    kind: Literal["idea_noted"] = "idea_noted"
    item: str
    list: str
    number: int
    text: Words
    grouping: str = ""
    group: Index | None = None
    question: str = ""
    sheet_number: int | None = None
    late: bool = False


class IdeaReworded(Fact):
    """An item got other words; the original ones are kept."""

    kind: Literal["idea_reworded"] = "idea_reworded"
    item: str
    text: Words


class IdeaWithdrawn(Fact):
    """An item was taken off the wall."""

    kind: Literal["idea_withdrawn"] = "idea_withdrawn"
    item: str


class IdeaPutBack(Fact):
    """An item that was taken off is on the wall again."""

    kind: Literal["idea_put_back"] = "idea_put_back"
    item: str


class IdeaMoved(Fact):
    """An item went to another list, where it has a new number."""

    kind: Literal["idea_moved"] = "idea_moved"
    item: str
    list: str
    number: int


class IdeasMerged(Fact):
    """An item was struck out as a repeat of another, under which it stays readable."""

    kind: Literal["ideas_merged"] = "ideas_merged"
    item: str
    into: str


class IdeaSplitOff(Fact):
    """A struck-out item stands by itself again."""

    kind: Literal["idea_split_off"] = "idea_split_off"
    item: str


# -- strokes -----------------------------------------------------------------------------------------------


class VoteOpened(Fact):
    """The strokes are counted from now on, and the list is locked."""

    kind: Literal["vote_opened"] = "vote_opened"
    voters: int


class VotersCounted(Fact):
    """How many people drew strokes."""

    kind: Literal["voters_counted"] = "voters_counted"
    voters: int


class StrokesCounted(Fact):
    """The strokes drawn on one item's sheet, in all."""

    kind: Literal["strokes_counted"] = "strokes_counted"
    item: str
    strokes: int


class SlipCounted(Fact):
    """One secret slip, by the items on it; slips have numbers, people have not."""

    kind: Literal["slip_counted"] = "slip_counted"
    slip: int
    items: tuple[str, ...]


class VoteClosed(Fact):
    """The count is done and shown."""

    kind: Literal["vote_closed"] = "vote_closed"


class VoteReopened(Fact):
    """The count goes on; what was counted stands."""

    kind: Literal["vote_reopened"] = "vote_reopened"


class RunOffOpened(Fact):
    """The tied items are voted on once more, by one stroke each."""

    kind: Literal["run_off_opened"] = "run_off_opened"
    items: tuple[str, ...]


class RunOffCounted(Fact):
    """The strokes an item got in the run-off."""

    kind: Literal["run_off_counted"] = "run_off_counted"
    item: str
    strokes: int


class TopicsChosen(Fact):
    """The topics that go on, how the cut was made, and the leader's reason where one was given."""

    kind: Literal["topics_chosen"] = "topics_chosen"
    items: tuple[str, ...]
    how: Literal["gap", "widened", "all", "runoff", "tie_taken", "leader"]
    reason: Words = ""


# -- taking back -------------------------------------------------------------------------------------------


class Undone(Fact):
    """What one command did is taken back."""

    undoable: ClassVar[bool] = False
    kind: Literal["undone"] = "undone"
    unit: str


class Redone(Fact):
    """What was taken back counts again."""

    undoable: ClassVar[bool] = False
    kind: Literal["redone"] = "redone"
    unit: str


AnyFact = Annotated[
    PeopleAdded | PersonChanged | PersonRemoved | PersonArrived | PersonLeft
    | MeetingOpened | StepEntered | LobbyEntered | PartShown | QuestionsChosen | GroupsDrawn | PersonMoved
    | HostChosen | ClockStarted | ClockPaused | ClockSet | TurnsMoved | GapAnswered
    | IdeaNoted | IdeaReworded | IdeaWithdrawn | IdeaPutBack | IdeaMoved | IdeasMerged | IdeaSplitOff
    | VoteOpened | VotersCounted | StrokesCounted | SlipCounted | VoteClosed | VoteReopened
    | RunOffOpened | RunOffCounted | TopicsChosen
    | Undone | Redone,
    Field(discriminator="kind"),
]  # fmt: skip


class Entry(NamedTuple):
    """A fact with its place in the log.

    `after` is the id of the entry before it ("" for the first), `unit` the command it came from: one
    command is taken back as a whole. `meeting` and `step` say where it belongs ("" for none).
    """

    id: str
    after: str
    at: datetime
    unit: str
    meeting: str
    step: str
    fact: Fact
