"""Folding the course of the meeting: where the room went, its groups, and the clock."""

from collections.abc import Iterable

from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.evolve.breaks import break_over, pause_begins, pause_over
from apv_tui.core.evolve.folding import (
    change_meeting,
    change_step,
    folds,
    put,
    replaced,
    with_host,
    with_items,
    with_joins,
)
from apv_tui.core.going_back import away_after
from apv_tui.core.state import Group, MeetingState, State
from apv_tui.core.things import Past
from apv_tui.core.timing import new_clock


@folds(f.MeetingOpened)
def _meeting_opened(state: State, entry: f.Entry, fact: f.MeetingOpened) -> State:
    if state.meeting_id != fact.meeting:
        state = _leave_step(state, entry, state.meeting_id)
    if state.agenda.meeting(fact.meeting) is None:
        return state
    here = state.meetings.get(fact.meeting)
    present = frozenset(fact.present)
    if here is None:
        # Who led the last meeting leads this one too, until something else is said.
        last = state.meetings.get(state.meeting_id)
        leads = last.leads if last else frozenset()
        here = MeetingState(opened=entry.at, present=present, came=present, leads=leads)
    elif fact.again:
        held = (*here.held, here.began or here.opened)
        here = MeetingState(
            entry.at,
            present,
            came=present,
            sitting=here.sitting + 1,
            round=state.round + 1,
            held=held,
            leads=here.leads,
        )
        meeting = state.agenda.meeting(fact.meeting)
        state = _begin_anew(state, [step.id for step in meeting.steps] if meeting else [])
    if state.meeting_id != fact.meeting or fact.again:
        # Nobody is at the centre yet, and what was confidential there is closed here.
        state = state._replace(spot="", been=(), vault="", round=state.round + fact.again)
    return state._replace(meetings=put(state.meetings, fact.meeting, here), meeting_id=fact.meeting)


@folds(f.StepEntered)
def _step_entered(state: State, entry: f.Entry, _: f.StepEntered) -> State:
    away = away_after(state, entry.meeting, entry.step)
    state = _leave_step(state, entry, entry.meeting)
    here = state.meetings.get(entry.meeting)
    began = here.began if here and here.began else entry.at
    closing = here.closing if here else None
    meeting = state.agenda.meeting(entry.meeting)
    if closing is None and meeting is not None and entry.step == meeting.steps[-1].id:
        closing = entry.at
    state = change_meeting(state, entry.meeting, step=entry.step, began=began, away=away, closing=closing)
    return change_step(state, entry.step, entered=True)


@folds(f.LobbyEntered)
def _lobby_entered(state: State, entry: f.Entry, _: f.LobbyEntered) -> State:
    away = away_after(state, entry.meeting, "")
    return change_meeting(_leave_step(state, entry, entry.meeting), entry.meeting, step="", away=away)


def _leave_step(state: State, entry: f.Entry, meeting: str) -> State:
    state = break_over(pause_over(state, entry, meeting), entry, meeting, runs_on=False)
    here = state.meetings.get(meeting)
    if here is None or not here.step or here.step not in state.steps:
        return state
    return change_step(state, here.step, clock=state.steps[here.step].clock.paused(entry.at))


def _begin_anew(state: State, steps: Iterable[str]) -> State:
    """Let steps begin as if nothing had happened in them; what was agreed in their forms goes on holding.

    Their groups are no more: what was noted in them belongs to none of those that are formed next. What was
    counted and chosen in them is kept for reports.
    """
    steps = frozenset(steps)
    before = {
        id_: (*state.before.get(id_, ()), Past(state.round, known))
        for id_, known in state.steps.items()
        if id_ in steps and (known.vote or known.priorities or known.joins or known.heads)
    }
    items = {
        id_: item._replace(grouping="") if item.grouping in steps else item
        for id_, item in state.items.items()
    }
    kept = {id_: known.fields for id_ in steps if (known := state.steps.get(id_)) and known.fields}
    state = with_items(state, items)._replace(
        steps={id_: known for id_, known in state.steps.items() if id_ not in steps},
        before={**state.before, **before},
    )
    for id_, fields in kept.items():
        state = change_step(state, id_, fields=fields)
    return state


@folds(f.RunRepeated)
def _run_repeated(state: State, entry: f.Entry, fact: f.RunRepeated) -> State:
    state = _leave_step(state, entry, entry.meeting)
    been = (*state.been, state.spot) if state.spot else state.been
    return _begin_anew(state, fact.steps)._replace(round=state.round + 1, spot="", been=been, vault="")


@folds(f.SpotChosen)
def _spot_chosen(state: State, _: f.Entry, fact: f.SpotChosen) -> State:
    # Notes that were begun for somebody else are closed; theirs go on when they are chosen again.
    vault = state.vaults.get(state.vault)
    ours = vault is not None and vault.owner == fact.person
    return state._replace(spot=fact.person, vault=state.vault if ours else "")


@folds(f.AgendaRevised)
def _agenda_revised(state: State, _: f.Entry, fact: f.AgendaRevised) -> State:
    state = state._replace(agenda=Agenda.model_validate(fact.agenda))
    # What was prepared for a step still to come stands, and its clock has the minutes it is given now.
    steps = {
        id_: known._replace(clock=new_clock(step.minutes), minutes=None, dropped=False)
        if not known.entered and (step := state.find_step(id_))
        else known
        for id_, known in state.steps.items()
    }
    return state._replace(steps=steps)


@folds(f.PartShown)
def _part_shown(state: State, entry: f.Entry, fact: f.PartShown) -> State:
    return change_step(state, entry.step, part=fact.part)


@folds(f.QuestionsChosen)
def _questions_chosen(state: State, entry: f.Entry, fact: f.QuestionsChosen) -> State:
    return change_step(state, entry.step, chosen=fact.ids, own=fact.own)


@folds(f.GroupsDrawn)
def _groups_drawn(state: State, entry: f.Entry, fact: f.GroupsDrawn) -> State:
    groups = tuple(Group(members, host=members[0] if members else "") for members in fact.groups)
    return change_step(state, entry.step, groups=groups, seed=fact.seed)


@folds(f.PersonMoved)
def _person_moved(state: State, entry: f.Entry, fact: f.PersonMoved) -> State:
    groups = state.state_of(entry.step).groups
    if not 0 <= fact.group < len(groups):
        return state
    swaps = {fact.person: fact.swapped_with, fact.swapped_with: fact.person} if fact.swapped_with else {}

    def seats(members: tuple[str, ...]) -> tuple[str, ...]:
        if swaps:
            return tuple(swaps.get(member, member) for member in members)
        return tuple(member for member in members if member != fact.person)

    moved = [group._replace(members=seats(group.members), late=seats(group.late)) for group in groups]
    if not swaps:
        target = moved[fact.group]
        moved[fact.group] = target._replace(members=(*target.members, fact.person))
    # A group that people chose themselves is there as long as its item is, whoever is known by name.
    left = [at for at, group in enumerate(moved) if group.everyone or group.item]
    if len(left) < len(moved):
        state = _renumber_groups(state, entry.step, left, fact.group)
    state = change_step(state, entry.step, groups=tuple(with_host(moved[at]) for at in left))
    return with_joins(state, entry.step)


def _renumber_groups(state: State, grouping: str, left: list[int], heir: int) -> State:
    """Let items and choices follow their group to its new index; those of one that is no more are the heir's."""

    def now(group: int) -> int:
        return left.index(group if group in left else heir)

    items = {
        id_: item._replace(group=now(item.group))
        if item.grouping == grouping and item.group is not None
        else item
        for id_, item in state.items.items()
    }
    state = with_items(state, items)
    for step in state.choosing_in(grouping):
        chosen = (each._replace(group=now(each.group)) for each in state.state_of(step).priorities)
        state = change_step(state, step.id, priorities=tuple(dict.fromkeys(chosen)))
    return state


@folds(f.HostChosen)
def _host_chosen(state: State, entry: f.Entry, fact: f.HostChosen) -> State:
    groups = state.state_of(entry.step).groups
    if not 0 <= fact.group < len(groups):
        return state
    changed = groups[fact.group]._replace(host=fact.person)
    return change_step(state, entry.step, groups=replaced(groups, fact.group, changed))


@folds(f.ClockStarted)
def _clock_started(state: State, entry: f.Entry, _: f.ClockStarted) -> State:
    # Undoing "next" can leave a start behind for a step the room is no longer at: only one clock runs.
    if state.step_id != entry.step:
        return state
    state = pause_over(state, entry, entry.meeting)
    return change_step(state, entry.step, clock=state.state_of(entry.step).clock.started(entry.at))


@folds(f.ClockPaused)
def _clock_paused(state: State, entry: f.Entry, _: f.ClockPaused) -> State:
    clock = state.state_of(entry.step).clock
    if clock.running and state.step_id == entry.step:
        state = pause_begins(state, entry)
    return change_step(state, entry.step, clock=clock.paused(entry.at))


@folds(f.ClockSet)
def _clock_set(state: State, entry: f.Entry, fact: f.ClockSet) -> State:
    clock = state.state_of(entry.step).clock
    changed = clock.set_to(fact.left, fact.length, entry.at)
    if fact.why == "gap":
        # Time that is given back because nobody was working was not used either.
        changed = changed._replace(used=max(0.0, changed.used - (fact.left - clock.left_at(entry.at))))
    return change_step(state, entry.step, clock=changed)


@folds(f.TurnsMoved)
def _turns_moved(state: State, entry: f.Entry, fact: f.TurnsMoved) -> State:
    clock = state.state_of(entry.step).clock
    return change_step(state, entry.step, clock=clock.set_to(fact.left, clock.length, entry.at))
