"""What can happen in a meeting: facts, in the past tense, each carrying its outcome.

A fact says what was decided (the groups as drawn, the topics as chosen), never a seed or a rule to compute it
again, so that a better rule cannot rewrite an old meeting. Facts are what a session file keeps.

The facts of a family stand in a module that is loaded with the first of them; `core.evolve` has a module of the
same name.
"""

from typing import TYPE_CHECKING, Final

from apv_tui.core.families import names_of

if TYPE_CHECKING:
    from apv_tui.core.facts.base import *
    from apv_tui.core.facts.breaks import *
    from apv_tui.core.facts.choices import *
    from apv_tui.core.facts.course import *
    from apv_tui.core.facts.erasing import *
    from apv_tui.core.facts.ideas import *
    from apv_tui.core.facts.people import *
    from apv_tui.core.facts.plans import *
    from apv_tui.core.facts.schedule import *
    from apv_tui.core.facts.vaults import *
    from apv_tui.core.facts.votes import *

FAMILIES: Final = {
    "base": "Fact Undone Redone Entry",
    "course": "MeetingOpened StepEntered LobbyEntered PartShown QuestionsChosen GroupsDrawn PersonMoved "
    "HostChosen RunRepeated SpotChosen AgendaRevised ClockStarted ClockPaused ClockSet "
    "TurnsMoved",
    "people": "PersonFacts PeopleAdded PersonChanged PersonRemoved PersonArrived PersonLeft Arrival "
    "PeopleArrived PeopleLeft PersonLeads RollCalled",
    "schedule": "StartAgreed PlanShifted EndMoved StepMinutesChanged StepDropped StepTakenBack ClockSetBack",
    "breaks": "BreakTaken BreakSet BreakOver PauseNamed GapAnswered",
    "ideas": "IdeaNoted IdeaReworded IdeaWithdrawn IdeaPutBack IdeaMoved IdeasMerged IdeaSplitOff "
    "IdeaPutUnder HeadingAdded HeadingRenamed IdeaSorted IdeaAssessed",
    "choices": "WishPrioritised WishDropped PersonJoined HeadsCounted FormedGroup GroupsFormed",
    "votes": "VoteOpened VotersCounted StrokesCounted SlipCounted VoteClosed VoteReopened RunOffOpened "
    "RunOffCounted VoteRecounted RunOffDropped TopicsChosen",
    "plans": "FieldFilled AbsenceAccounted AbsenceRemoved ActionDetailed ActionsOrdered StatusNoted "
    "PlanAdopted",
    "vaults": "VaultOpened VaultErased Veiled",
    "erasing": "ErasedPerson WordsErased CopiesErased",
}
"""The facts, and what they are made of, by the module they stand in."""
NO_FACTS: Final = frozenset(("Fact", "Entry", "PersonFacts", "Arrival", "FormedGroup", "ErasedPerson"))
"""Those of them that are no facts, but what facts stand in or are made of."""

__getattr__ = names_of(__name__, FAMILIES)


def every_fact() -> "list[type[Fact]]":
    """Give the classes of all facts there are."""
    names = " ".join(FAMILIES.values()).split()
    return [__getattr__(name) for name in names if name not in NO_FACTS]
