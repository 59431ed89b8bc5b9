"""Folding who sits where when people come, and who takes turns while turns run."""

from collections.abc import Iterable
from datetime import datetime

from apv_tui.core import facts as f
from apv_tui.core.agenda import Rounds
from apv_tui.core.courses import Seating
from apv_tui.core.evolve.folding import change_step, replaced, with_host, with_joins
from apv_tui.core.grouping import smallest_group
from apv_tui.core.state import State
from apv_tui.core.turn_taking import takers_now


def seated(state: State, entry: f.Entry, person: str, joins: Iterable[tuple[str, int]]) -> State:
    """Let a newcomer sit down, (step that drew the groups, group index) by (step, group index).

    While the turns of those groups run, and where they take none, they come late: they note, or listen,
    until the full round is over. Before a round begins they are dealt in like everybody.
    """
    for step, index in joins:
        groups = state.state_of(step).groups
        if not groups or any(person in group.everyone for group in groups):
            continue
        if index >= len(groups):  # the draw that had such a group was undone
            index = smallest_group([len(group.everyone) + group.heads for group in groups])  # noqa: PLW2901
        group = groups[index]
        if _round_to_come(state, entry, step):
            group = group._replace(members=(*group.members, person))
        else:
            group = group._replace(late=(*group.late, person))
        state = with_joins(change_step(state, step, groups=replaced(groups, index, with_host(group))), step)
    return state


def _rounds(state: State, meeting: str, grouping: str = "") -> list[Rounds]:
    found = state.agenda.meeting(meeting)
    return [
        step
        for step in (found.steps if found else ())
        if isinstance(step, Rounds) and grouping in ("", state.grouping_of(step))
    ]


def _round_to_come(state: State, entry: f.Entry, grouping: str) -> bool:
    """Whether the people of these groups take turns later on, and do not just now."""
    rounds = _rounds(state, entry.meeting, grouping)
    here = state.meetings.get(entry.meeting)
    for step in rounds:
        clock = state.state_of(step).clock
        if here and here.step == step.id and clock.begun and clock.progress_at(entry.at) < 1.0:
            return False
    return any(not state.state_of(step).clock.begun for step in rounds)


def keep_seatings(state: State, entry: f.Entry) -> State:
    """Keep who takes turns from now on in every round that has begun, where an entry has changed it."""
    if not entry.fact.moves_turns:
        return state
    for step in _rounds(state, entry.meeting):
        if state.state_of(step).clock.begun:
            state = _kept(state, step, entry.at)
    return state


def _kept(state: State, step: Rounds, now: datetime) -> State:
    known = state.state_of(step)
    if not known.seatings:
        # Who came late to the round before takes turns in this one.
        grouping = state.grouping_of(step)
        groups = tuple(group._replace(members=group.everyone, late=()) for group in state.groups_of(step))
        if groups:
            state = change_step(state, grouping, groups=groups)
        return change_step(state, step.id, seatings=(Seating(0.0, takers_now(state, groups)),))
    at = max(0.0, known.clock.progress_at(now))
    if at >= 1.0:
        return state
    # Back to an earlier turn: what happened in those that are still to come has not happened yet.
    seatings = [seating for seating in known.seatings if seating.at <= at] or [known.seatings[0]]
    groups_now = takers_now(state, state.groups_of(step))
    if seatings[-1].groups != groups_now:
        seatings.append(Seating(at, groups_now))
    return change_step(state, step.id, seatings=tuple(seatings))
