"""What is true now: the agenda and everything that has happened, folded into one immutable value."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from apv_tui.core.agenda import (
    Agenda,
    FollowUp,
    Interviews,
    Join,
    Meeting,
    Noting,
    Plan,
    Prioritise,
    Question,
    ReadBack,
    Spotlight,
    Step,
    StepBase,
)
from apv_tui.core.lately import lately
from apv_tui.core.people import Person
from apv_tui.core.things import (
    NO_ACTION,
    Account,
    Action,
    Change,
    Filled,
    Group,
    Item,
    MeetingState,
    Past,
    Priority,
    StatusEntry,
    StepState,
    Topics,
    Vault,
    VoteState,
)
from apv_tui.core.timing import new_clock

__all__ = [
    "NO_ACTION",
    "Account",
    "Action",
    "Change",
    "Filled",
    "Group",
    "Item",
    "MeetingState",
    "Past",
    "Priority",
    "State",
    "StatusEntry",
    "StepState",
    "Topics",
    "Vault",
    "VoteState",
    "fresh_state",
    "heading_over",
    "question_ids",
    "seated_now",
]


class State(NamedTuple):
    """The whole case. Mappings are never changed in place."""

    agenda: Agenda
    people: Mapping[str, Person]
    meetings: Mapping[str, MeetingState]
    steps: Mapping[str, StepState]
    items: Mapping[str, Item]
    meeting_id: str = ""
    actions: Mapping[str, Action] = {}
    orders: Mapping[str, tuple[str, ...]] = {}
    """The order of the actions of a list, as far as one was set."""
    adopted: Mapping[str, datetime] = {}
    """When the plan of a list was adopted."""
    absence: Mapping[str, Account] = {}
    headings: Mapping[str, tuple[str, ...]] = {}
    """The headings of a list, in their order."""
    spot: str = ""
    """Who is at the centre."""
    been: tuple[str, ...] = ()
    """Who was at the centre in the rounds before, in this sitting."""
    vaults: Mapping[str, Vault] = {}
    vault: str = ""
    """The confidential notes that are open; "" for none."""
    round: int = 1
    before: Mapping[str, tuple[Past, ...]] = {}
    """What steps had come to in the rounds and sittings before, where something was counted or chosen."""
    erased: frozenset[str] = frozenset()
    """The items whose words were erased; one of them may have got new words since."""

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

    @property
    def taking_part(self) -> tuple[Person, ...]:
        """Who is at the open meeting and takes part: all present but those who lead it without a seat."""
        leads = self.meeting_state.leads if self.meeting_state else frozenset()
        return tuple(person for person in self.present if person.id not in leads)

    def state_of(self, step: StepBase | str) -> StepState:
        """Give what a step has come to; a fresh one if nothing has happened in it."""
        id_ = step if isinstance(step, str) else step.id
        found = self.steps.get(id_)
        if found is not None:
            return found
        model = self.find_step(id_)
        return StepState(new_clock(model.minutes if model else 1))

    def find_step(self, id: str) -> Step | None:  # noqa: A002 - the key is called id in the agenda
        """Give the step with this id, of whichever meeting."""
        return _steps_by_id(self.agenda).get(id)

    # -- what a step shows ---------------------------------------------------------------------------------

    def grouping_of(self, step: StepBase) -> str:
        """Give the id of the step whose groups this step works in; "" for none."""
        if step.groups_from and not step.merge_groups:
            return step.groups_from
        return step.id if step.makes_groups or isinstance(step, Join) else ""

    def groups_of(self, step: StepBase) -> tuple[Group, ...]:
        """Give the groups this step works in."""
        grouping = self.grouping_of(step)
        return self.state_of(grouping).groups if grouping else ()

    def is_of_group(self, item: Item, step: StepBase, group: int) -> bool:
        """Whether an item was noted by a group (index from 0) of those this step works in."""
        return item.group == group and item.grouping == self.grouping_of(step)

    @lately
    def have_noted(self, grouping: str) -> bool:
        """Whether the groups drawn or formed at a step have noted anything: then they are not made anew."""
        return any(item.grouping == grouping for item in self.items.values())

    def questions_of(self, step: StepBase) -> tuple[Question, ...]:
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

    def target_list(self, step: Noting | Spotlight) -> str:
        """Give the list that is filled at the step's present question; "" for none."""
        question = self.question_at(step)
        return (question.into if question else None) or step.into or ""

    def question_at(self, step: StepBase) -> Question | None:
        """Give the question that is shown, where a step shows them one at a time."""
        questions = self.questions_of(step)
        if not questions:
            return None
        part = self.state_of(step).part if isinstance(step, Noting) and step.one_at_a_time else 0
        return questions[min(part, len(questions) - 1)]

    # -- lists ---------------------------------------------------------------------------------------------

    @lately
    def on_list(self, list_id: str) -> tuple[Item, ...]:
        """Give every item of a list in order of number, struck-out and withdrawn ones too.

        For a list that a vote or the groups choose into, the chosen items of the list they were chosen from.
        """
        chosen = self.prioritised_into(list_id)
        if chosen is not None:
            ids = dict.fromkeys(self.stands_for(priority.item) for priority in chosen)
            return tuple(self.items[id_] for id_ in ids if id_ in self.items)
        voted = self.vote_into(list_id)
        if voted:
            topics = voted[1].topics
            ids = dict.fromkeys(map(self.stands_for, topics.items if topics else ()))
            return tuple(self.items[id_] for id_ in ids if id_ in self.items)
        # An item that was moved here stands earlier among all items than its number says.
        here = (item for item in self.items.values() if item.list == list_id)
        return tuple(sorted(here, key=lambda item: item.number))

    @lately
    def at_hand(self, list_id: str) -> tuple[Item, ...]:
        """Give the items of a list that belong to what is being done now.

        Of confidential notes these are the open ones' alone; of steps that are gone through again with
        somebody else, those of the present round; of a meeting that is held again, those of this sitting. An
        action is at hand until it is done.
        """
        meeting, here = self.meeting, self.meeting_state
        again = meeting.repeated() if meeting else frozenset()
        sitting = here.round if here else 1
        anew = {step.id for step in meeting.steps} if meeting and sitting > 1 else frozenset()
        anew = frozenset() if list_id in self.plans else anew
        apart, open_now = self.is_confidential(list_id), self.open_vault is not None

        def is_ours(item: Item) -> bool:
            if apart:
                return open_now and item.vault == self.vault
            if item.step in again:
                return item.round == self.round
            return item.step not in anew or item.round >= sitting

        return tuple(filter(is_ours, self.on_list(list_id)))

    @property
    def plans(self) -> tuple[str, ...]:
        """The lists of the agenda that hold actions: those planned, read back or followed up."""
        return _plans(self.agenda)

    @lately
    def standing(self, list_id: str) -> tuple[Item, ...]:
        """Give the items of a list that are on the wall by themselves."""
        return tuple(item for item in self.on_list(list_id) if item.stands)

    def vote_into(self, list_id: str) -> tuple[str, VoteState] | None:
        """Give the (step id, count) whose chosen topics make up this list, where there is one."""
        for _, step in self.agenda.steps():
            if step.kind == "vote" and step.into == list_id:
                return step.id, self.state_of(step).vote or VoteState(0, {}, {})
        return None

    def prioritised_into(self, list_id: str) -> tuple[Priority, ...] | None:
        """Give the groups' choices that make up this list; None where it is not chosen by groups."""
        found = [
            step for _, step in self.agenda.steps() if isinstance(step, Prioritise) and step.into == list_id
        ]
        return tuple(each for step in found for each in self.state_of(step).priorities) if found else None

    def choosing_in(self, grouping: str) -> tuple[Prioritise, ...]:
        """Give the steps at which the groups drawn at a step choose."""
        steps = (step for _, step in self.agenda.steps() if isinstance(step, Prioritise))
        return tuple(step for step in steps if self.grouping_of(step) == grouping)

    def under(self, item_id: str, list_id: str) -> tuple[Item, ...]:
        """Give the items of a list that stand and belong to this one, or to one struck out as its repeat."""
        return tuple(
            item for item in self.standing(list_id) if item.under and self.stands_for(item.under) == item_id
        )

    def lens_of(self, item: Item) -> str:
        """Give the lens of the question an item answers; for an action the one it was given; "" for none."""
        given = self.actions.get(item.id, NO_ACTION).details.get("lens")
        if given is not None:
            return given.text
        if item.origin in self.items:
            return self.lens_of(self.items[item.origin])
        step = self.find_step(item.step)
        if step is None:
            return ""
        asked = dict(zip(question_ids(step), step.questions, strict=True))
        question = asked.get(item.question) or (step.questions[0] if len(step.questions) == 1 else None)
        return question.lens or "" if question else ""

    def question_id_at(self, step: StepBase) -> str:
        """Give the id of the question that is shown; "" where the step has none, or shows several at once."""
        question = self.question_at(step)
        if question is None or (
            isinstance(step, Noting) and not step.one_at_a_time and len(step.questions) > 1
        ):
            return ""
        ids = dict(zip(question_ids(step), step.questions, strict=True))
        return next((id_ for id_, each in ids.items() if each is question or each == question), "")

    def is_private(self, list_id: str) -> bool:
        """Whether a list is for the leader alone."""
        spec = self.agenda.lists.get(list_id)
        return spec is not None and spec.private

    def is_confidential(self, list_id: str) -> bool:
        """Whether what is noted on a list belongs to one person, and is kept in a file of its own."""
        spec = self.agenda.lists.get(list_id)
        return spec is not None and spec.confidential

    @property
    def open_vault(self) -> Vault | None:
        """The confidential notes that are open and can be written in: of this round, and of the one at the
        centre where somebody is.
        """
        vault = self.vaults.get(self.vault)
        if vault is None or vault.erased or (vault.round, vault.meeting) != (self.round, self.meeting_id):
            return None
        return None if isinstance(self.step, Spotlight) and vault.owner != self.spot else vault

    def vault_of(self, owner: str) -> str:
        """Give the id of the notes that a person has from this round; "" for none."""
        wanted = Vault(owner, self.round, erased=False, meeting=self.meeting_id)
        return next((id_ for id_, vault in self.vaults.items() if vault == wanted), "")

    def repeats_of(self, item_id: str) -> tuple[Item, ...]:
        """Give the items struck out as repeats of this one, directly or through another."""
        return tuple(
            item for item in self.items.values() if item.merged_into and self.stands_for(item.id) == item_id
        )

    def struck_under(self, item_id: str) -> tuple[Item, ...]:
        """Give the items struck out under this one, directly or through another, also where it was itself."""
        found: dict[str, Item] = {}
        left = [item_id]
        while left:
            above = left.pop()
            below = [
                item for item in self.items.values() if item.merged_into == above and item.id not in found
            ]
            found.update((item.id, item) for item in below)
            left += [item.id for item in below]
        return tuple(item for item in self.items.values() if item.id in found)

    def stands_for(self, item_id: str) -> str:
        """Give the id of the item that stands where this one was struck out as a repeat; else its own."""
        seen: set[str] = set()
        while (item := self.items.get(item_id)) and item.merged_into and item_id not in seen:
            seen.add(item_id)
            item_id = item.merged_into
        return item_id

    def next_number(self, list_id: str, vault: str = "") -> int:
        """Give the number the next item of a list gets, from 1; confidential notes count for themselves."""
        taken = (i.number for i in self.items.values() if i.list == list_id and i.vault == vault)
        return 1 + max(taken, default=0)

    def locked(self, list_id: str) -> bool:
        """Whether a vote on the list has been opened: an item found now is marked as late."""
        return any(
            step.kind == "vote" and step.list == list_id and self.state_of(step).vote is not None
            for _, step in self.agenda.steps()
        )


@lately
def _steps_by_id(agenda: Agenda) -> dict[str, Step]:
    """Give the steps of all meetings by their ids."""
    return {step.id: step for _, step in reversed(tuple(agenda.steps()))}


@lately
def _plans(agenda: Agenda) -> tuple[str, ...]:
    named = [
        step.into if isinstance(step, Plan) else step.list
        for _, step in agenda.steps()
        if isinstance(step, Plan | ReadBack | FollowUp)
    ]
    return tuple(dict.fromkeys(named))


def seated_now(state: State, groups: Sequence[Group]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Give for each group (who takes turns, who came late) of those taking part, as far as they have names.

    Where fewer than two of those dealt into it are left, the latecomers take turns too.
    """
    here = {person.id for person in state.taking_part}
    result = []
    for group in groups:
        members = tuple(person for person in group.members if person in here)
        late = tuple(person for person in group.late if person in here)
        result.append((members + late, ()) if len(members) + group.heads < 2 else (members, late))
    return tuple(result)


def question_ids(step: StepBase) -> tuple[str, ...]:
    """Give an id for each question of a step: its own, else its place from 1 as `q1`."""
    return tuple(question.id or f"q{place}" for place, question in enumerate(step.questions, 1))


def heading_over(questions: Sequence[Question], at: int) -> str:
    """Give the heading the question at this place stands under: its own, or the last one before it."""
    return next((each.heading for each in reversed(questions[: at + 1]) if each.heading), "")


def fresh_state(agenda: Agenda) -> State:
    """Give the state of a case in which nothing has happened."""
    return State(agenda=agenda, people={}, meetings={}, steps={}, items={})
