"""What can happen in a meeting: facts, in the past tense, each carrying its outcome.

A fact says what was decided (the groups as drawn, the topics as chosen), never a seed or a rule to compute it
again, so that a better rule cannot rewrite an old meeting. Facts are what a session file keeps.
"""

from typing import Annotated

from pydantic import Field

from apv_tui.core.facts.base import Entry, Fact, Redone, Undone
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
    PeopleAdded,
    PersonArrived,
    PersonChanged,
    PersonFacts,
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
from apv_tui.core.facts.vaults import VaultErased, VaultOpened, Veiled
from apv_tui.core.facts.votes import (
    RunOffCounted,
    RunOffOpened,
    SlipCounted,
    StrokesCounted,
    TopicsChosen,
    VoteClosed,
    VoteOpened,
    VoteReopened,
    VotersCounted,
)

AnyFact = Annotated[
    PeopleAdded | PersonChanged | PersonRemoved | PersonArrived | PersonLeft | RollCalled
    | MeetingOpened | StepEntered | LobbyEntered | PartShown | QuestionsChosen | GroupsDrawn | PersonMoved
    | HostChosen | RunRepeated | SpotChosen | AgendaRevised
    | ClockStarted | ClockPaused | ClockSet | TurnsMoved | GapAnswered
    | IdeaNoted | IdeaReworded | IdeaWithdrawn | IdeaPutBack | IdeaMoved | IdeasMerged | IdeaSplitOff
    | IdeaPutUnder | HeadingAdded | HeadingRenamed | IdeaSorted | IdeaAssessed
    | WishPrioritised | WishDropped | PersonJoined | HeadsCounted | GroupsFormed
    | VoteOpened | VotersCounted | StrokesCounted | SlipCounted | VoteClosed | VoteReopened
    | RunOffOpened | RunOffCounted | TopicsChosen
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
    "ClockPaused",
    "ClockSet",
    "ClockStarted",
    "CopiesErased",
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
    "PeopleAdded",
    "PersonArrived",
    "PersonChanged",
    "PersonFacts",
    "PersonJoined",
    "PersonLeft",
    "PersonMoved",
    "PersonRemoved",
    "PlanAdopted",
    "QuestionsChosen",
    "Redone",
    "RollCalled",
    "RunOffCounted",
    "RunOffOpened",
    "RunRepeated",
    "SlipCounted",
    "SpotChosen",
    "StatusNoted",
    "StepEntered",
    "StrokesCounted",
    "TopicsChosen",
    "TurnsMoved",
    "Undone",
    "VaultErased",
    "VaultOpened",
    "Veiled",
    "VoteClosed",
    "VoteOpened",
    "VoteReopened",
    "VotersCounted",
    "WishDropped",
    "WishPrioritised",
    "WordsErased",
]
