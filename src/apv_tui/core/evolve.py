"""Fold one entry into the state. Total: a fact about something unknown changes nothing.

That can happen rightly (an arrival stays in the log when the adding of that person was undone), so it is not
an error. What a command may do is decided in `decide`; here it has happened.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from apv_tui.core import facts as f
from apv_tui.core.grouping import smallest_group
from apv_tui.core.people import Person
from apv_tui.core.state import Group, Item, MeetingState, State, Topics, VoteState

_F = TypeVar("_F", bound=f.Fact)
_FOLDS: Final[dict[type[f.Fact], Callable[[State, f.Entry, Any], State]]] = {}


def evolve(state: State, entry: f.Entry) -> State:
    """Give the state after the entry. Undone and Redone are the record's matter: it folds anew."""
    fold = _FOLDS.get(type(entry.fact))
    return fold(state, entry, entry.fact) if fold else state


def fold(state: State, entries: Iterable[f.Entry]) -> State:
    """Fold entries in order, leaving out the units that are undone when the last of them is read."""
    log = tuple(entries)
    left_out = undone_units(log)
    for entry in log:
        if entry.unit not in left_out:
            state = evolve(state, entry)
    return state


def undone_units(log: Iterable[f.Entry]) -> frozenset[str]:
    """Give the units that are taken back at the end of the log."""
    undone: set[str] = set()
    for entry in log:
        if isinstance(entry.fact, f.Undone):
            undone.add(entry.fact.unit)
        elif isinstance(entry.fact, f.Redone):
            undone.discard(entry.fact.unit)
    return frozenset(undone)


def _folds(
    kind: type[_F],
) -> Callable[[Callable[[State, f.Entry, _F], State]], Callable[[State, f.Entry, _F], State]]:
    def register(function: Callable[[State, f.Entry, _F], State]) -> Callable[[State, f.Entry, _F], State]:
        _FOLDS[kind] = function
        return function

    return register


def _with(mapping: Mapping[str, Any], key: str, value: Any) -> dict[str, Any]:
    return {**mapping, key: value}


def _change_step(state: State, step: str, **changes: Any) -> State:
    return state._replace(steps=_with(state.steps, step, state.state_of(step)._replace(**changes)))


def _change_meeting(state: State, meeting: str, **changes: Any) -> State:
    here = state.meetings.get(meeting)
    if here is None:
        return state
    return state._replace(meetings=_with(state.meetings, meeting, here._replace(**changes)))


def _change_item(state: State, item: str, **changes: Any) -> State:
    known = state.items.get(item)
    if known is None:
        return state
    return state._replace(items=_with(state.items, item, known._replace(**changes)))


# -- people ------------------------------------------------------------------------------------------------


@_folds(f.PeopleAdded)
def _people_added(state: State, entry: f.Entry, fact: f.PeopleAdded) -> State:
    people = dict(state.people)
    next_number = 1 + max((who.number for who in people.values()), default=0)
    for who in fact.people:
        known = people.get(who.id)
        number = known.number if known else next_number
        next_number = max(next_number, number + 1)
        people[who.id] = Person(who.id, number, who.name, who.department, who.leader)
    state = state._replace(people=people)
    here = state.meetings.get(entry.meeting)
    if here is None:
        return state
    return _change_meeting(state, entry.meeting, present=here.present | {who.id for who in fact.people})


@_folds(f.PersonChanged)
def _person_changed(state: State, _: f.Entry, fact: f.PersonChanged) -> State:
    known = state.people.get(fact.person.id)
    if known is None:
        return state
    new = known._replace(name=fact.person.name, department=fact.person.department, leader=fact.person.leader)
    return state._replace(people=_with(state.people, known.id, new))


@_folds(f.PersonRemoved)
def _person_removed(state: State, entry: f.Entry, fact: f.PersonRemoved) -> State:
    state = state._replace(people={id_: who for id_, who in state.people.items() if id_ != fact.person})
    here = state.meetings.get(entry.meeting)
    return _change_meeting(state, entry.meeting, present=here.present - {fact.person}) if here else state


@_folds(f.PersonArrived)
def _person_arrived(state: State, entry: f.Entry, fact: f.PersonArrived) -> State:
    here = state.meetings.get(entry.meeting)
    if here is None or fact.person not in state.people:
        return state
    state = _change_meeting(state, entry.meeting, present=here.present | {fact.person})
    for step, index in fact.joins:
        groups = state.state_of(step).groups
        if groups and not any(fact.person in group.everyone for group in groups):
            if index >= len(groups):  # the draw that had such a group was undone
                index = smallest_group([len(group.everyone) for group in groups])  # noqa: PLW2901
            group = groups[index]
            state = _change_step(
                state, step, groups=_replaced(groups, index, group._replace(late=(*group.late, fact.person)))
            )
    return state


@_folds(f.PersonLeft)
def _person_left(state: State, entry: f.Entry, fact: f.PersonLeft) -> State:
    here = state.meetings.get(entry.meeting)
    return _change_meeting(state, entry.meeting, present=here.present - {fact.person}) if here else state


# -- the course of the meeting -----------------------------------------------------------------------------


@_folds(f.MeetingOpened)
def _meeting_opened(state: State, entry: f.Entry, fact: f.MeetingOpened) -> State:
    if state.meeting_id != fact.meeting:
        state = _leave_step(state, entry, state.meeting_id)
    if state.agenda.meeting(fact.meeting) is None:
        return state
    here = state.meetings.get(fact.meeting)
    if here is None:
        here = MeetingState(opened=entry.at, present=frozenset(fact.present))
    return state._replace(meetings=_with(state.meetings, fact.meeting, here), meeting_id=fact.meeting)


@_folds(f.StepEntered)
def _step_entered(state: State, entry: f.Entry, _: f.StepEntered) -> State:
    state = _leave_step(state, entry, entry.meeting)
    here = state.meetings.get(entry.meeting)
    state = _change_meeting(
        state, entry.meeting, step=entry.step, began=(here.began if here and here.began else entry.at)
    )
    return _change_step(state, entry.step, entered=True)


@_folds(f.LobbyEntered)
def _lobby_entered(state: State, entry: f.Entry, _: f.LobbyEntered) -> State:
    return _change_meeting(_leave_step(state, entry, entry.meeting), entry.meeting, step="")


def _leave_step(state: State, entry: f.Entry, meeting: str) -> State:
    here = state.meetings.get(meeting)
    if here is None or not here.step or here.step not in state.steps:
        return state
    return _change_step(state, here.step, clock=state.steps[here.step].clock.paused(entry.at))


@_folds(f.PartShown)
def _part_shown(state: State, entry: f.Entry, fact: f.PartShown) -> State:
    return _change_step(state, entry.step, part=fact.part)


@_folds(f.QuestionsChosen)
def _questions_chosen(state: State, entry: f.Entry, fact: f.QuestionsChosen) -> State:
    return _change_step(state, entry.step, chosen=fact.ids, own=fact.own)


@_folds(f.GroupsDrawn)
def _groups_drawn(state: State, entry: f.Entry, fact: f.GroupsDrawn) -> State:
    groups = tuple(Group(members, host=members[0] if members else "") for members in fact.groups)
    return _change_step(state, entry.step, groups=groups, seed=fact.seed)


@_folds(f.PersonMoved)
def _person_moved(state: State, entry: f.Entry, fact: f.PersonMoved) -> State:
    groups = state.state_of(entry.step).groups
    if not 0 <= fact.group < len(groups):
        return state
    swaps = {fact.person: fact.swapped_with, fact.swapped_with: fact.person} if fact.swapped_with else {}

    def seats(members: tuple[str, ...]) -> tuple[str, ...]:
        if swaps:
            return tuple(swaps.get(member, member) for member in members)
        return tuple(member for member in members if member != fact.person)

    moved = [Group(seats(group.members), seats(group.late), group.host) for group in groups]
    if not swaps:
        target = moved[fact.group]
        moved[fact.group] = target._replace(members=(*target.members, fact.person))
    left = [at for at, group in enumerate(moved) if group.everyone]
    if len(left) < len(moved):
        state = _renumber_groups(state, entry.step, left, fact.group)
    return _change_step(state, entry.step, groups=tuple(_with_host(moved[at]) for at in left))


def _renumber_groups(state: State, grouping: str, left: list[int], heir: int) -> State:
    """Let items follow their group to its new index; those of a group that is no more go to the heir's."""
    items = {
        id_: item._replace(group=left.index(item.group if item.group in left else heir))
        if item.grouping == grouping and item.group is not None
        else item
        for id_, item in state.items.items()
    }
    return state._replace(items=items)


@_folds(f.HostChosen)
def _host_chosen(state: State, entry: f.Entry, fact: f.HostChosen) -> State:
    groups = state.state_of(entry.step).groups
    if not 0 <= fact.group < len(groups):
        return state
    changed = groups[fact.group]._replace(host=fact.person)
    return _change_step(state, entry.step, groups=_replaced(groups, fact.group, changed))


def _with_host(group: Group) -> Group:
    return group if group.host in group.everyone else group._replace(host=group.everyone[0])


def _replaced(groups: tuple[Group, ...], index: int, group: Group) -> tuple[Group, ...]:
    return (*groups[:index], group, *groups[index + 1 :])


# -- the clock ---------------------------------------------------------------------------------------------


@_folds(f.ClockStarted)
def _clock_started(state: State, entry: f.Entry, _: f.ClockStarted) -> State:
    # Undoing "next" can leave a start behind for a step the room is no longer at: only one clock runs.
    if state.step_id != entry.step:
        return state
    return _change_step(state, entry.step, clock=state.state_of(entry.step).clock.started(entry.at))


@_folds(f.ClockPaused)
def _clock_paused(state: State, entry: f.Entry, _: f.ClockPaused) -> State:
    return _change_step(state, entry.step, clock=state.state_of(entry.step).clock.paused(entry.at))


@_folds(f.ClockSet)
def _clock_set(state: State, entry: f.Entry, fact: f.ClockSet) -> State:
    clock = state.state_of(entry.step).clock
    changed = clock.set_to(fact.left, fact.length, entry.at)
    if fact.why == "gap":
        # Time that is given back because nobody was working was not used either.
        changed = changed._replace(used=max(0.0, changed.used - (fact.left - clock.left_at(entry.at))))
    return _change_step(state, entry.step, clock=changed)


@_folds(f.TurnsMoved)
def _turns_moved(state: State, entry: f.Entry, fact: f.TurnsMoved) -> State:
    clock = state.state_of(entry.step).clock
    return _change_step(state, entry.step, clock=clock.set_to(fact.left, clock.length, entry.at))


# -- what the room said ------------------------------------------------------------------------------------


@_folds(f.IdeaNoted)
def _idea_noted(state: State, entry: f.Entry, fact: f.IdeaNoted) -> State:
    item = Item(
        id=fact.item,
        list=fact.list,
        number=fact.number,
        text=fact.text,
        original=fact.text,
        at=entry.at,
        step=entry.step,
        grouping=fact.grouping,
        group=fact.group,
        question=fact.question,
        sheet_number=fact.sheet_number,
        late=fact.late,
    )
    return state._replace(items=_with(state.items, fact.item, item))


@_folds(f.IdeaReworded)
def _idea_reworded(state: State, _: f.Entry, fact: f.IdeaReworded) -> State:
    known = state.items.get(fact.item)
    if known is None:
        return state
    # An item that had no words yet gets its first ones: those are its original wording.
    return _change_item(state, fact.item, text=fact.text, original=known.original or fact.text)


@_folds(f.IdeaWithdrawn)
def _idea_withdrawn(state: State, _: f.Entry, fact: f.IdeaWithdrawn) -> State:
    return _change_item(state, fact.item, withdrawn=True)


@_folds(f.IdeaPutBack)
def _idea_put_back(state: State, _: f.Entry, fact: f.IdeaPutBack) -> State:
    return _change_item(state, fact.item, withdrawn=False)


@_folds(f.IdeaMoved)
def _idea_moved(state: State, _: f.Entry, fact: f.IdeaMoved) -> State:
    return _change_item(state, fact.item, list=fact.list, number=fact.number)


@_folds(f.IdeasMerged)
def _ideas_merged(state: State, _: f.Entry, fact: f.IdeasMerged) -> State:
    if fact.into not in state.items or state.stands_for(fact.into) == fact.item:
        return state
    return _change_item(state, fact.item, merged_into=fact.into)


@_folds(f.IdeaSplitOff)
def _idea_split_off(state: State, _: f.Entry, fact: f.IdeaSplitOff) -> State:
    return _change_item(state, fact.item, merged_into="")


# -- strokes -----------------------------------------------------------------------------------------------


@_folds(f.VoteOpened)
def _vote_opened(state: State, entry: f.Entry, fact: f.VoteOpened) -> State:
    return _change_step(state, entry.step, vote=VoteState(fact.voters, {}, {}))


def _change_vote(state: State, entry: f.Entry, change: Callable[[VoteState], VoteState]) -> State:
    vote = state.state_of(entry.step).vote
    return state if vote is None else _change_step(state, entry.step, vote=change(vote))


@_folds(f.VotersCounted)
def _voters_counted(state: State, entry: f.Entry, fact: f.VotersCounted) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(voters=fact.voters))


@_folds(f.StrokesCounted)
def _strokes_counted(state: State, entry: f.Entry, fact: f.StrokesCounted) -> State:
    return _change_vote(
        state, entry, lambda vote: vote._replace(sheet=_with(vote.sheet, fact.item, fact.strokes))
    )


@_folds(f.SlipCounted)
def _slip_counted(state: State, entry: f.Entry, fact: f.SlipCounted) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(slips={**vote.slips, fact.slip: fact.items}))


@_folds(f.VoteClosed)
def _vote_closed(state: State, entry: f.Entry, _: f.VoteClosed) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(closed=True))


@_folds(f.VoteReopened)
def _vote_reopened(state: State, entry: f.Entry, _: f.VoteReopened) -> State:
    return _change_vote(state, entry, lambda vote: vote._replace(closed=False, runoff=None, topics=None))


@_folds(f.RunOffOpened)
def _run_off_opened(state: State, entry: f.Entry, fact: f.RunOffOpened) -> State:
    return _change_vote(
        state, entry, lambda vote: vote._replace(runoff=dict.fromkeys(fact.items, 0), topics=None)
    )


@_folds(f.RunOffCounted)
def _run_off_counted(state: State, entry: f.Entry, fact: f.RunOffCounted) -> State:
    return _change_vote(
        state,
        entry,
        lambda vote: vote._replace(runoff=_with(vote.runoff or {}, fact.item, fact.strokes)),
    )


@_folds(f.TopicsChosen)
def _topics_chosen(state: State, entry: f.Entry, fact: f.TopicsChosen) -> State:
    topics = Topics(fact.items, fact.how, fact.reason)
    return _change_vote(state, entry, lambda vote: vote._replace(topics=topics))
