"""What a person can ask for: orders, each answered by facts or by a refusal with its reason."""

from typing import NamedTuple

from apv_tui.core.facts import PersonFacts


class OpenMeeting(NamedTuple):
    """Open a meeting of the agenda in its lobby."""

    meeting: str


class Next(NamedTuple):
    """Go on: the next page, question or turn; after the last, the next step."""


class Back(NamedTuple):
    """Go back one page, question or turn; before the first, to the step before."""


class GoTo(NamedTuple):
    """Go to a step of the open meeting; "" is the lobby."""

    step: str


class StartOrPause(NamedTuple):
    """Let the clock run, or stand still."""


class Begin(NamedTuple):
    """Start what waits; where nothing waits, do nothing."""


class AddTime(NamedTuple):
    """Give the step more seconds, or fewer."""

    seconds: float


class AnswerGap(NamedTuple):
    """Say how to count `seconds` in which the computer slept or the program was not running."""

    seconds: float
    counted: bool


class AddPeople(NamedTuple):
    """Add people to the case and mark them present; ids are made for those without one."""

    people: tuple[PersonFacts, ...]


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
    OpenMeeting | Next | Back | GoTo | StartOrPause | Begin | AddTime | AnswerGap
    | AddPeople | ChangePerson | RemovePerson | Arrive | Leave | DrawGroups | MovePerson | ChooseHost
    | ChooseQuestions | NoteIdeas | NoteOnPaper | RewordIdea | WithdrawIdea | PutBackIdea | MoveIdea
    | MergeIdeas | SplitIdea | OpenVote | SetVoters | CountStrokes | CountSlip | CloseVote | ReopenVote
    | OpenRunOff | CountRunOff | ChooseTopics
)  # fmt: skip
