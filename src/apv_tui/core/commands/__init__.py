"""What a person can ask for: orders, each answered by facts or by a refusal with its reason.

A family of orders is loaded with the first of them that is used; `core.decide` has a module of the same name.
"""

from typing import TYPE_CHECKING, Final

from apv_tui.core.families import names_of

if TYPE_CHECKING:
    from apv_tui.core.commands.breaks import *
    from apv_tui.core.commands.cases import *
    from apv_tui.core.commands.choosing import *
    from apv_tui.core.commands.coming import *
    from apv_tui.core.commands.course import *
    from apv_tui.core.commands.forms import *
    from apv_tui.core.commands.ideas import *
    from apv_tui.core.commands.people import *
    from apv_tui.core.commands.plans import *
    from apv_tui.core.commands.schedule import *
    from apv_tui.core.commands.seating import *
    from apv_tui.core.commands.sorting import *
    from apv_tui.core.commands.votes import *

    Command = (
        OpenMeeting | RepeatRun | ChooseSpot | ReviseAgenda | CallRoll | Headcount
        | Next | Back | GoTo | ShowPart | StartOrPause | Begin | AddTime | AnswerGap
        | AddPeople | ChangePerson | RemovePerson | Arrive | Leave | DrawGroups | MovePerson | ChooseHost
        | ChooseQuestions | NoteIdeas | NoteOnPaper | RewordIdea | WithdrawIdea | PutBackIdea | MoveIdea
        | MergeIdeas | SplitIdea | OpenVote | SetVoters | CountStrokes | CountSlip | CloseVote | ReopenVote
        | OpenRunOff | CountRunOff | ChooseTopics
        | PutUnder | CarryOver | AddHeading | RenameHeading | SortIdea | AssessIdea
        | Prioritise | DropPriority | Join | JoinRest | CountHeads | FormGroups
        | FillField | RemoveAbsence | AddAction | SetDetail | MoveAction | NoteStatus | AdoptPlan
        | OpenVault | EraseVault
        | AgreeStart | BeginMeeting | ChangePlan | SetBack
        | TakeBreak | EndBreak | NamePause
        | ArriveTogether | LeaveTogether | MoreHeads | TakePart | JoinIn
        | Return | Recount | DropRunOff
    )  # fmt: skip
else:
    Command = tuple

FAMILIES: Final = {
    "course": "OpenMeeting RepeatRun Next Back GoTo ShowPart Return StartOrPause Begin AddTime "
    "AnswerGap ChooseQuestions",
    "people": "ChooseSpot AddPeople ChangePerson RemovePerson CallRoll Headcount MovePerson ChooseHost",
    "cases": "ReviseAgenda OpenVault EraseVault",
    "schedule": "AgreeStart BeginMeeting ChangePlan SetBack",
    "breaks": "TakeBreak EndBreak NamePause",
    "coming": "Arrive Leave ArriveTogether LeaveTogether MoreHeads TakePart JoinIn",
    "seating": "DrawGroups",
    "ideas": "NoteIdeas NoteOnPaper RewordIdea WithdrawIdea PutBackIdea MoveIdea MergeIdeas SplitIdea "
    "PutUnder",
    "sorting": "CarryOver AddHeading RenameHeading SortIdea AssessIdea",
    "choosing": "Prioritise DropPriority Join JoinRest CountHeads FormGroups",
    "forms": "FillField RemoveAbsence",
    "plans": "AddAction SetDetail MoveAction NoteStatus AdoptPlan",
    "votes": "OpenVote SetVoters CountStrokes CountSlip CloseVote ReopenVote Recount DropRunOff "
    "OpenRunOff CountRunOff ChooseTopics",
}
"""The orders by the module they stand in."""

__getattr__ = names_of(__name__, FAMILIES)
