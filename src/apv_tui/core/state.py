"""What is true now: the agenda and everything that has happened, folded into one immutable value."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from apv_tui.core.agenda import Agenda, Collect, Interviews, Meeting, Question, Step, Talk, Tell
from apv_tui.core.people import Person
from apv_tui.core.timing import StepClock, new_clock


class Group(NamedTuple):
    """A group as it sits: those who were dealt into it, and those who came while it was at work."""

    members: tuple[str, ...]
    late: tuple[str, ...] = ()
    host: str = ""

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who sit in the group."""
        return self.members + self.late


class Item(NamedTuple):
    """One thing the room said. `text` is empty while it exists only as sheet and number."""

    id: str
    list: str
    number: int
    text: str
    original: str
    at: datetime
    step: str = ""
    grouping: str = ""
    group: int | None = None
    question: str = ""
    sheet_number: int | None = None
    late: bool = False
    merged_into: str = ""
    withdrawn: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is on the wall by itself: neither struck out as a repeat nor taken off."""
        return not self.merged_into and not self.withdrawn


class Topics(NamedTuple):
    """What was chosen from a vote, and how."""

    items: tuple[str, ...]
    how: str
    reason: str = ""


class VoteState(NamedTuple):
    """A count under way. `sheet` holds strokes per item, `slips` the items on each slip by its number."""

    voters: int
    sheet: Mapping[str, int]
    slips: Mapping[int, tuple[str, ...]]
    closed: bool = False
    runoff: Mapping[str, int] | None = None
    """Strokes of a run-off by item, once one was opened."""
    topics: Topics | None = None


class StepState(NamedTuple):
    """What a step has come to."""

    clock: StepClock
    entered: bool = False
    part: int = 0
    groups: tuple[Group, ...] = ()
    seed: int = 0
    chosen: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    vote: VoteState | None = None


class MeetingState(NamedTuple):
    """What a meeting has come to. `step` is "" in the lobby."""

    opened: datetime
    present: frozenset[str]
    step: str = ""
    began: datetime | None = None


class State(NamedTuple):
    """The whole case. Mappings are never changed in place."""

    agenda: Agenda
    people: Mapping[str, Person]
    meetings: Mapping[str, MeetingState]
    steps: Mapping[str, StepState]
    items: Mapping[str, Item]
    meeting_id: str = ""

    # -- where we are --------------------------------------------------------------------------------------

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is open."""
        return self.agenda.meeting(self.meeting_id) if self.meeting_id else None

    @property
    def meeting_state(self) -> MeetingState | None:
        """What the open meeting has come to."""
        return self.meetings.get(self.meeting_id)

    @property
    def step_id(self) -> str:
        """The id of the step the room is at; "" in the lobby."""
        here = self.meeting_state
        return here.step if here else ""

    @property
    def step(self) -> Step | None:
        """The step the room is at; None in the lobby."""
        meeting = self.meeting
        return meeting.step(self.step_id) if meeting and self.step_id else None

    @property
    def step_index(self) -> int:
        """The index from 0 of the step the room is at; -1 in the lobby."""
        meeting = self.meeting
        ids = [step.id for step in meeting.steps] if meeting else []
        return ids.index(self.step_id) if self.step_id in ids else -1

    @property
    def present(self) -> tuple[Person, ...]:
        """Who is at the open meeting, in the order of their numbers."""
        here = self.meeting_state
        return tuple(person for person in self.people.values() if here and person.id in here.present)

    def state_of(self, step: Step | str) -> StepState:
        """Give what a step has come to; a fresh one if nothing has happened in it."""
        id_ = step if isinstance(step, str) else step.id
        found = self.steps.get(id_)
        if found is not None:
            return found
        model = self.find_step(id_)
        return StepState(new_clock(model.minutes if model else 1))

    def find_step(self, id: str) -> Step | None:  # noqa: A002 - the key is called id in the agenda
        """Give the step with this id, of whichever meeting."""
        return next((step for _, step in self.agenda.steps() if step.id == id), None)

    # -- what a step shows ---------------------------------------------------------------------------------

    def grouping_of(self, step: Step) -> str:
        """Give the id of the step whose groups this step works in; "" for none."""
        if step.groups_from:
            return step.groups_from
        return step.id if step.group_size else ""

    def groups_of(self, step: Step) -> tuple[Group, ...]:
        """Give the groups this step works in."""
        grouping = self.grouping_of(step)
        return self.state_of(grouping).groups if grouping else ()

    def questions_of(self, step: Step) -> tuple[Question, ...]:
        """Give the questions asked at this step: those chosen, or the first of those offered."""
        state = self.state_of(step)
        if isinstance(step, Interviews):
            if state.chosen or state.own:
                by_id = dict(zip(question_ids(step), step.questions, strict=True))
                # The leader's own words are not held to the limits of an agenda: they have been said.
                own = tuple(Question.model_construct(text=text) for text in state.own)
                return tuple(by_id[id_] for id_ in state.chosen if id_ in by_id) + own
            if step.choose_questions:
                return step.questions[: step.choose_questions]
        return step.questions

    def parts_of(self, step: Step) -> int:
        """Give how many pages, questions or turns the step is shown in, one after the other; at least 1."""
        if isinstance(step, Talk):
            return max(1, len(step.pages))
        if isinstance(step, Collect):
            return max(1, len(step.questions)) if step.one_at_a_time else 1
        if isinstance(step, Tell):
            return max(1, len(self.groups_of(step)))
        return 1

    def target_list(self, step: Collect) -> str:
        """Give the list that is filled at the step's present question."""
        question = self.question_at(step)
        return (question.into if question else None) or step.into

    def question_at(self, step: Step) -> Question | None:
        """Give the question that is shown, where a step shows them one at a time."""
        questions = self.questions_of(step)
        if not questions:
            return None
        part = self.state_of(step).part if isinstance(step, Collect) and step.one_at_a_time else 0
        return questions[min(part, len(questions) - 1)]

    # -- lists ---------------------------------------------------------------------------------------------

    def on_list(self, list_id: str) -> Iterator[Item]:
        """Give every item of a list in order of number, struck-out and withdrawn ones too.

        For a list that a vote chooses into, the chosen items of the list it was chosen from.
        """
        voted = self.vote_into(list_id)
        if voted:
            topics = voted[1].topics
            for id_ in topics.items if topics else ():
                if id_ in self.items:
                    yield self.items[id_]
            return
        # An item that was moved here stands earlier among all items than its number says.
        yield from sorted(
            (item for item in self.items.values() if item.list == list_id), key=lambda item: item.number
        )

    def standing(self, list_id: str) -> tuple[Item, ...]:
        """Give the items of a list that are on the wall by themselves."""
        return tuple(item for item in self.on_list(list_id) if item.stands)

    def vote_into(self, list_id: str) -> tuple[str, VoteState] | None:
        """Give the (step id, count) whose chosen topics make up this list, where there is one."""
        for _, step in self.agenda.steps():
            if step.kind == "vote" and step.into == list_id:
                return step.id, self.state_of(step).vote or VoteState(0, {}, {})
        return None

    def repeats_of(self, item_id: str) -> tuple[Item, ...]:
        """Give the items struck out as repeats of this one, directly or through another."""
        return tuple(
            item for item in self.items.values() if item.merged_into and self.stands_for(item.id) == item_id
        )

    def stands_for(self, item_id: str) -> str:
        """Give the id of the item that stands where this one was struck out as a repeat; else its own."""
        seen: set[str] = set()
        while (item := self.items.get(item_id)) and item.merged_into and item_id not in seen:
            seen.add(item_id)
            item_id = item.merged_into
        return item_id

    def next_number(self, list_id: str) -> int:
        """Give the number the next item of a list gets, from 1."""
        return 1 + max((item.number for item in self.items.values() if item.list == list_id), default=0)

    def locked(self, list_id: str) -> bool:
        """Whether a vote on the list has been opened: an item found now is marked as late."""
        return any(
            step.kind == "vote" and step.list == list_id and self.state_of(step).vote is not None
            for _, step in self.agenda.steps()
        )


def seated_now(state: State, groups: Sequence[Group]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Give for each group (who takes turns, who came late) of those present.

    Where fewer than two of those dealt into it are left, the latecomers take turns too.
    """
    here = {person.id for person in state.present}
    result = []
    for group in groups:
        members = tuple(person for person in group.members if person in here)
        late = tuple(person for person in group.late if person in here)
        result.append((members + late, ()) if len(members) < 2 else (members, late))
    return tuple(result)


def question_ids(step: Step) -> tuple[str, ...]:
    """Give an id for each question of a step: its own, else its place from 1 as `q1`."""
    return tuple(question.id or f"q{place}" for place, question in enumerate(step.questions, 1))


def fresh_state(agenda: Agenda) -> State:
    """Give the state of a case in which nothing has happened."""
    return State(agenda=agenda, people={}, meetings={}, steps={}, items={})
