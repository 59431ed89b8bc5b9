"""What can happen in a meeting: facts, in the past tense, each carrying its outcome.

A fact says what was decided (the groups as drawn, the topics as chosen), never a seed or a rule to compute it
again, so that a better rule cannot rewrite an old meeting. Facts are what a session file keeps.
"""

from typing import Annotated

from pydantic import Field

from apv_tui.core.facts.base import Entry, Fact, Redone, Undone
from apv_tui.core.facts.breaks import BreakOver, BreakSet, BreakTaken, PauseNamed
from apv_tui.core.facts.course import (
    AgendaRevised,
    ClockPaused,
    ClockSet,
    ClockStarted,
    GapAnswered,
    GroupsDrawn,
    HostChosen,
    LobbyEntered,
    MeetingOpened,
    PartShown,
    PersonMoved,
    QuestionsChosen,
    RunRepeated,
    SpotChosen,
    StepEntered,
    TurnsMoved,
)
from apv_tui.core.facts.erasing import CopiesErased, ErasedPerson, WordsErased
from apv_tui.core.facts.ideas import (
    FormedGroup,
    GroupsFormed,
    HeadingAdded,
    HeadingRenamed,
    HeadsCounted,
    IdeaAssessed,
    IdeaMoved,
    IdeaNoted,
    IdeaPutBack,
    IdeaPutUnder,
    IdeaReworded,
    IdeasMerged,
    IdeaSorted,
    IdeaSplitOff,
    IdeaWithdrawn,
    PersonJoined,
    WishDropped,
    WishPrioritised,
)
from apv_tui.core.facts.people import (
    Arrival,
    PeopleAdded,
    PeopleArrived,
    PeopleLeft,
    PersonArrived,
    PersonChanged,
    PersonFacts,
    PersonLeads,
    PersonLeft,
    PersonRemoved,
    RollCalled,
)
from apv_tui.core.facts.plans import (
    AbsenceAccounted,
    AbsenceRemoved,
    ActionDetailed,
    ActionsOrdered,
    FieldFilled,
    PlanAdopted,
    StatusNoted,
)
from apv_tui.core.facts.schedule import (
    ClockSetBack,
    EndMoved,
    PlanShifted,
    StartAgreed,
    StepDropped,
    StepMinutesChanged,
    StepTakenBack,
)
from apv_tui.core.facts.vaults import VaultErased, VaultOpened, Veiled
from apv_tui.core.facts.votes import (
    RunOffCounted,
    RunOffDropped,
    RunOffOpened,
    SlipCounted,
    StrokesCounted,
    TopicsChosen,
    VoteClosed,
    VoteOpened,
    VoteRecounted,
    VoteReopened,
    VotersCounted,
)

AnyFact = Annotated[
    PeopleAdded | PersonChanged | PersonRemoved | PersonArrived | PersonLeft | RollCalled
    | PeopleArrived | PeopleLeft | PersonLeads
    | MeetingOpened | StepEntered | LobbyEntered | PartShown | QuestionsChosen | GroupsDrawn | PersonMoved
    | HostChosen | RunRepeated | SpotChosen | AgendaRevised
    | BreakTaken | BreakSet | BreakOver | PauseNamed
    | ClockStarted | ClockPaused | ClockSet | ClockSetBack | TurnsMoved | GapAnswered
    | StartAgreed | PlanShifted | EndMoved | StepMinutesChanged | StepDropped | StepTakenBack
    | IdeaNoted | IdeaReworded | IdeaWithdrawn | IdeaPutBack | IdeaMoved | IdeasMerged | IdeaSplitOff
    | IdeaPutUnder | HeadingAdded | HeadingRenamed | IdeaSorted | IdeaAssessed
    | WishPrioritised | WishDropped | PersonJoined | HeadsCounted | GroupsFormed
    | VoteOpened | VotersCounted | StrokesCounted | SlipCounted | VoteClosed | VoteReopened
    | RunOffOpened | RunOffCounted | TopicsChosen | VoteRecounted | RunOffDropped
    | FieldFilled | AbsenceAccounted | AbsenceRemoved
    | ActionDetailed | ActionsOrdered | StatusNoted | PlanAdopted
    | VaultOpened | VaultErased | Veiled | WordsErased | CopiesErased
    | Undone | Redone,
    Field(discriminator="kind"),
]  # fmt: skip

__all__ = [
    "AbsenceAccounted",
    "AbsenceRemoved",
    "ActionDetailed",
    "ActionsOrdered",
    "AgendaRevised",
    "AnyFact",
    "Arrival",
    "BreakOver",
    "BreakSet",
    "BreakTaken",
    "ClockPaused",
    "ClockSet",
    "ClockSetBack",
    "ClockStarted",
    "CopiesErased",
    "EndMoved",
    "Entry",
    "ErasedPerson",
    "Fact",
    "FieldFilled",
    "FormedGroup",
    "GapAnswered",
    "GroupsDrawn",
    "GroupsFormed",
    "HeadingAdded",
    "HeadingRenamed",
    "HeadsCounted",
    "HostChosen",
    "IdeaAssessed",
    "IdeaMoved",
    "IdeaNoted",
    "IdeaPutBack",
    "IdeaPutUnder",
    "IdeaReworded",
    "IdeaSorted",
    "IdeaSplitOff",
    "IdeaWithdrawn",
    "IdeasMerged",
    "LobbyEntered",
    "MeetingOpened",
    "PartShown",
    "PauseNamed",
    "PeopleAdded",
    "PeopleArrived",
    "PeopleLeft",
    "PersonArrived",
    "PersonChanged",
    "PersonFacts",
    "PersonJoined",
    "PersonLeads",
    "PersonLeft",
    "PersonMoved",
    "PersonRemoved",
    "PlanAdopted",
    "PlanShifted",
    "QuestionsChosen",
    "Redone",
    "RollCalled",
    "RunOffCounted",
    "RunOffDropped",
    "RunOffOpened",
    "RunRepeated",
    "SlipCounted",
    "SpotChosen",
    "StartAgreed",
    "StatusNoted",
    "StepDropped",
    "StepEntered",
    "StepMinutesChanged",
    "StepTakenBack",
    "StrokesCounted",
    "TopicsChosen",
    "TurnsMoved",
    "Undone",
    "VaultErased",
    "VaultOpened",
    "Veiled",
    "VoteClosed",
    "VoteOpened",
    "VoteRecounted",
    "VoteReopened",
    "VotersCounted",
    "WishDropped",
    "WishPrioritised",
    "WordsErased",
]
