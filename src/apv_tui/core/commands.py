"""What a person can ask for: orders, each answered by facts or by a refusal with its reason."""

from datetime import datetime
from typing import NamedTuple

from apv_tui.core.agenda import Agenda
from apv_tui.core.facts import PersonFacts
from apv_tui.core.facts.breaks import PauseWas


class OpenMeeting(NamedTuple):
    """Open a meeting of the agenda in its lobby. `again` is another sitting of one that is repeated."""

    meeting: str
    again: bool = False


class RepeatRun(NamedTuple):
    """Go through the present step's run of steps once more, with somebody else."""


class ChooseSpot(NamedTuple):
    """Say who is at the centre."""

    person: str


class ReviseAgenda(NamedTuple):
    """Replace the meetings that have not been held from an edited agenda."""

    agenda: Agenda


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


class AgreeStart(NamedTuple):
    """Say when the meeting is to begin, or was to."""

    start: datetime


class BeginMeeting(NamedTuple):
    """Begin; where it is later than agreed, keep the promised end, or `shift` the whole plan."""

    shift: bool = False


class ChangePlan(NamedTuple):
    """Give steps other minutes (0 drops one), and move the promised end; one command, one undo."""

    changes: tuple[tuple[str, int], ...] = ()
    end: datetime | None = None


class SetBack(NamedTuple):
    """Say that the present step began so many seconds ago; its clock runs from there."""

    seconds: float


class AnswerGap(NamedTuple):
    """Say how to count `seconds` in which the computer slept or the program was not running.

    As time of the step (`counted`), as a break, or not at all.
    """

    seconds: float
    counted: bool
    as_break: bool = False


class TakeBreak(NamedTuple):
    """Go on a break of so many seconds."""

    seconds: float


class EndBreak(NamedTuple):
    """Go on with the meeting after a break."""


class NamePause(NamedTuple):
    """Say what a pause was for, by its id; "" is the last one."""

    what: PauseWas
    pause: str = ""


class AddPeople(NamedTuple):
    """Add people to the case and mark them present; ids are made for those without one.

    With `recognise`, those of the list who belong to the case already arrive instead.
    """

    people: tuple[PersonFacts, ...]
    recognise: bool = False


class ChangePerson(NamedTuple):
    """Put a name or department right."""

    person: PersonFacts


class RemovePerson(NamedTuple):
    """Take out somebody entered by mistake; refused once they sit in a group."""

    person: str


class Arrive(NamedTuple):
    """Mark somebody present; if groups are at work they join the smallest."""

    person: str


class Leave(NamedTuple):
    """Mark somebody gone."""

    person: str


class ArriveTogether(NamedTuple):
    """Mark several present at once, and add those who are new; one command, one undo."""

    people: tuple[str, ...] = ()
    new: tuple[PersonFacts, ...] = ()


class LeaveTogether(NamedTuple):
    """Mark several gone at once; one command, one undo."""

    people: tuple[str, ...]


class MoreHeads(NamedTuple):
    """So many more are there, or fewer with a number below 0, whose names nobody types."""

    n: int


class TakePart(NamedTuple):
    """Let somebody who leads the meeting take part in it like the others, or not."""

    person: str
    takes: bool


class JoinIn(NamedTuple):
    """Let the leader take part: `person`, who leads, or somebody new called `name`.

    Groups that were drawn for the present step, and have not begun, are drawn anew with them, from `seed`.
    """

    person: str = ""
    name: str = ""
    seed: int = 0


class CallRoll(NamedTuple):
    """Say who is there, all at once, before groups are drawn."""

    present: tuple[str, ...]


class Headcount(NamedTuple):
    """Say how many are there, where no names are used: people without names are added or leave."""

    n: int


class DrawGroups(NamedTuple):
    """Draw the groups of the present step anew."""

    seed: int


class MovePerson(NamedTuple):
    """Move a person to another group, or let two people change places."""

    person: str
    group: int
    swap_with: str = ""


class ChooseHost(NamedTuple):
    """Say who stays at a group's sheet."""

    group: int
    person: str


class ChooseQuestions(NamedTuple):
    """Choose the questions of a step, by id, and the leader's own."""

    step: str
    ids: tuple[str, ...]
    own: tuple[str, ...] = ()


class NoteIdeas(NamedTuple):
    """Note items on a list; one command, one undo. `group` counts from 0, None is the room as a whole."""

    texts: tuple[str, ...]
    list: str
    group: int | None = None
    question: str = ""
    under: str = ""


class NoteOnPaper(NamedTuple):
    """Note items that exist only as sheet and number so far, `first` to `last` on the group's sheet."""

    list: str
    group: int | None
    first: int
    last: int


class RewordIdea(NamedTuple):
    """Give an item other words."""

    item: str
    text: str


class WithdrawIdea(NamedTuple):
    """Take an item off the wall at once."""

    item: str


class PutBackIdea(NamedTuple):
    """Put an item back on the wall."""

    item: str


class MoveIdea(NamedTuple):
    """Move an item to another list."""

    item: str
    list: str


class MergeIdeas(NamedTuple):
    """Strike items out as repeats of one that stands."""

    items: tuple[str, ...]
    into: str


class SplitIdea(NamedTuple):
    """Let a struck-out item stand by itself again."""

    item: str


class PutUnder(NamedTuple):
    """Let an item belong to another one; "" for none."""

    item: str
    under: str


class CarryOver(NamedTuple):
    """Take items of other lists over into this one; the originals stay as they are."""

    items: tuple[str, ...]
    list: str


class AddHeading(NamedTuple):
    """Make a heading for the items of a list."""

    list: str
    heading: str


class RenameHeading(NamedTuple):
    """Give a heading other words; without words it is taken away, and its items stand without one."""

    list: str
    heading: str
    to: str


class SortIdea(NamedTuple):
    """Place an item under a heading; "" for none."""

    item: str
    heading: str


class AssessIdea(NamedTuple):
    """Say whether an item can be taken further, and why; and how serious the matter is."""

    item: str
    verdict: str
    reason: str = ""
    risk: str = ""


class Prioritise(NamedTuple):
    """A group (index from 0) chooses an item as the one to work on; without one, a new one with this text."""

    item: str
    group: int
    text: str = ""


class DropPriority(NamedTuple):
    """A group takes its choice back; the proposals under it stay, parked."""

    item: str
    group: int


class Join(NamedTuple):
    """A person joins an item; "" leaves all."""

    person: str
    item: str


class JoinRest(NamedTuple):
    """All who stand at no item yet join this one."""

    item: str


class CountHeads(NamedTuple):
    """So many more joined an item, without names."""

    item: str
    heads: int


class FormGroups(NamedTuple):
    """Make the groups from who joined what; a crowd is split, and what nobody chose is parked."""


class FillField(NamedTuple):
    """Fill in a line of the present step's form; an empty text clears it.

    With the last of the six lines of an account of sickness absence the account itself is entered.
    """

    field: str
    text: str


class RemoveAbsence(NamedTuple):
    """Take an account of sickness absence out, and all that was typed for it."""

    account: str


class AddAction(NamedTuple):
    """Put an action into a plan, under the wish it comes from; `proposal` is the item it takes its words from."""

    list: str
    text: str = ""
    under: str = ""
    proposal: str = ""


class SetDetail(NamedTuple):
    """Fill in a detail of an action; an empty text clears it, and the word for "open" leaves it open."""

    item: str
    detail: str
    text: str


class MoveAction(NamedTuple):
    """Move an action to another place in the order, from 0."""

    item: str
    place: int


class NoteStatus(NamedTuple):
    """Say how far an action has come."""

    item: str
    status: str
    note: str = ""


class AdoptPlan(NamedTuple):
    """Adopt the plan as it stands."""

    list: str


class OpenVault(NamedTuple):
    """Begin confidential notes of a person, in a file of their own."""

    owner: str
    consented: bool = False


class EraseVault(NamedTuple):
    """Erase confidential notes for good."""

    vault: str


class OpenVote(NamedTuple):
    """Begin the count; the list is locked."""

    voters: int


class SetVoters(NamedTuple):
    """Say how many people drew strokes."""

    voters: int


class CountStrokes(NamedTuple):
    """Enter the strokes on one item's sheet, in all."""

    item: str
    strokes: int


class CountSlip(NamedTuple):
    """Enter one secret slip by the numbers on it. `slip` 0 is a new one; an empty slip takes it out."""

    numbers: tuple[int, ...]
    slip: int = 0


class CloseVote(NamedTuple):
    """End the count and show it."""


class ReopenVote(NamedTuple):
    """Go on counting."""


class Recount(NamedTuple):
    """Count everything anew, or only these items; what was counted is kept as a round before."""

    items: tuple[str, ...] = ()


class DropRunOff(NamedTuple):
    """Let the last run-off not count."""


class OpenRunOff(NamedTuple):
    """Vote once more on the tied items only, one stroke each."""


class CountRunOff(NamedTuple):
    """Enter the strokes an item got in the run-off."""

    item: str
    strokes: int


class ChooseTopics(NamedTuple):
    """Settle which topics go on; without items, those proposed. `reason` is asked for where a tie was cut."""

    items: tuple[str, ...] = ()
    reason: str = ""


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
