"""Every fact there is, for those who read facts that somebody else has written."""

from typing import Annotated

from pydantic import Field

from apv_tui.core import facts as f

AnyFact = Annotated[
    f.PeopleAdded | f.PersonChanged | f.PersonRemoved | f.PersonArrived | f.PersonLeft | f.RollCalled
    | f.PeopleArrived | f.PeopleLeft | f.PersonLeads
    | f.MeetingOpened | f.StepEntered | f.LobbyEntered | f.PartShown | f.QuestionsChosen | f.GroupsDrawn
    | f.PersonMoved | f.HostChosen | f.RunRepeated | f.SpotChosen | f.AgendaRevised
    | f.BreakTaken | f.BreakSet | f.BreakOver | f.PauseNamed
    | f.ClockStarted | f.ClockPaused | f.ClockSet | f.ClockSetBack | f.TurnsMoved | f.GapAnswered
    | f.StartAgreed | f.PlanShifted | f.EndMoved | f.StepMinutesChanged | f.StepDropped | f.StepTakenBack
    | f.IdeaNoted | f.IdeaReworded | f.IdeaWithdrawn | f.IdeaPutBack | f.IdeaMoved | f.IdeasMerged | f.IdeaSplitOff
    | f.IdeaPutUnder | f.HeadingAdded | f.HeadingRenamed | f.IdeaSorted | f.IdeaAssessed
    | f.WishPrioritised | f.WishDropped | f.PersonJoined | f.HeadsCounted | f.GroupsFormed
    | f.VoteOpened | f.VotersCounted | f.StrokesCounted | f.SlipCounted | f.VoteClosed | f.VoteReopened
    | f.RunOffOpened | f.RunOffCounted | f.TopicsChosen | f.VoteRecounted | f.RunOffDropped
    | f.FieldFilled | f.AbsenceAccounted | f.AbsenceRemoved
    | f.ActionDetailed | f.ActionsOrdered | f.StatusNoted | f.PlanAdopted
    | f.VaultOpened | f.VaultErased | f.Veiled | f.WordsErased | f.CopiesErased
    | f.Undone | f.Redone,
    Field(discriminator="kind"),
]  # fmt: skip
