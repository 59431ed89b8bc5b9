"""Folding what was changed in the plan of a meeting, and a clock that was set back to when the step began."""

from datetime import timedelta

from apv_tui.core import facts as f
from apv_tui.core.evolve.breaks import pause_over
from apv_tui.core.evolve.folding import change_meeting, change_step, folds
from apv_tui.core.state import State


@folds(f.StartAgreed)
def _start_agreed(state: State, entry: f.Entry, fact: f.StartAgreed) -> State:
    return change_meeting(state, entry.meeting, start=fact.start, shifted=0.0)


@folds(f.PlanShifted)
def _plan_shifted(state: State, entry: f.Entry, fact: f.PlanShifted) -> State:
    return change_meeting(state, entry.meeting, shifted=fact.seconds)


@folds(f.EndMoved)
def _end_moved(state: State, entry: f.Entry, fact: f.EndMoved) -> State:
    return change_meeting(state, entry.meeting, end=fact.end)


@folds(f.StepMinutesChanged)
def _step_minutes_changed(state: State, entry: f.Entry, fact: f.StepMinutesChanged) -> State:
    clock = state.state_of(entry.step).clock.set_to(fact.left, fact.length, entry.at)
    return change_step(state, entry.step, minutes=fact.minutes, clock=clock)


@folds(f.StepDropped)
def _step_dropped(state: State, entry: f.Entry, _: f.StepDropped) -> State:
    return change_step(state, entry.step, dropped=True)


@folds(f.StepTakenBack)
def _step_taken_back(state: State, entry: f.Entry, _: f.StepTakenBack) -> State:
    return change_step(state, entry.step, dropped=False)


@folds(f.ClockSetBack)
def _clock_set_back(state: State, entry: f.Entry, fact: f.ClockSetBack) -> State:
    clock = state.state_of(entry.step).clock
    # Undoing "next" can leave this behind for a step the room is no longer at: only one clock runs.
    since = entry.at if state.step_id == entry.step else None
    state = pause_over(state, entry, entry.meeting) if since is not None else state
    clock = clock._replace(left=fact.left, used=fact.used, since=since, begun=True)
    meeting = state.agenda.meeting(entry.meeting)
    entered = [step.id for step in meeting.steps if state.state_of(step).entered] if meeting else []
    if entered == [entry.step]:  # with its first step the meeting began
        state = change_meeting(state, entry.meeting, began=entry.at - timedelta(seconds=fact.used))
    return change_step(state, entry.step, clock=clock)
