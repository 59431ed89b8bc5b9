"""Folding breaks and pauses: the clock that stands, when it runs on, and where the time went."""

from datetime import timedelta

from apv_tui.core import facts as f
from apv_tui.core.evolve.folding import change_meeting, change_step, folds
from apv_tui.core.schedule import A_SLIP, ANOTHER_DAY
from apv_tui.core.state import State
from apv_tui.core.things import Pause, Recess
from apv_tui.core.timing import StepClock


@folds(f.BreakTaken)
def _break_taken(state: State, entry: f.Entry, fact: f.BreakTaken) -> State:
    here = state.meetings.get(entry.meeting)
    if here is None or here.recess is not None:
        return state
    state = pause_over(state, entry, entry.meeting)
    clock = StepClock(fact.seconds, fact.seconds, entry.at, begun=True)
    runs = False
    if here.step and here.step == entry.step:
        step = state.state_of(here.step).clock
        runs = step.running
        state = change_step(state, here.step, clock=step.paused(entry.at))
    return change_meeting(state, entry.meeting, recess=Recess(entry.id, entry.step, entry.at, clock, runs))


@folds(f.BreakSet)
def _break_set(state: State, entry: f.Entry, fact: f.BreakSet) -> State:
    here = state.meetings.get(entry.meeting)
    if here is None or here.recess is None:
        return state
    clock = here.recess.clock
    # Its whole is what has passed and what is left, so that the bar is as long as the break.
    length = max(1.0, (entry.at - here.recess.began).total_seconds() + fact.left)
    recess = here.recess._replace(clock=clock.set_to(fact.left, length, entry.at))
    return change_meeting(state, entry.meeting, recess=recess)


@folds(f.BreakOver)
def _break_over(state: State, entry: f.Entry, _: f.BreakOver) -> State:
    return break_over(state, entry, entry.meeting, runs_on=True)


@folds(f.PauseNamed)
def _pause_named(state: State, entry: f.Entry, fact: f.PauseNamed) -> State:
    here = state.meetings.get(entry.meeting)
    if here is None:
        return state
    pauses = tuple(each._replace(what=fact.what) if each.id == fact.pause else each for each in here.pauses)
    return change_meeting(state, entry.meeting, pauses=pauses)


@folds(f.GapAnswered)
def _gap_answered(state: State, entry: f.Entry, fact: f.GapAnswered) -> State:
    # What it means for the clock stands beside it, as a `ClockSet`.
    if not fact.as_break:
        return state
    began = entry.at - timedelta(seconds=max(0.0, fact.seconds))
    return _with(state, entry.meeting, Pause(entry.id, entry.step, began, fact.seconds, "break"))


def pause_begins(state: State, entry: f.Entry) -> State:
    """Note that the clock of the step the room is at stands from now on."""
    return change_meeting(state, entry.meeting, stands=Pause(entry.id, entry.step, entry.at, 0.0))


def pause_over(state: State, entry: f.Entry, meeting: str) -> State:
    """Note that the clock stands no more: it runs, or the room goes elsewhere."""
    here = state.meetings.get(meeting)
    if here is None or here.stands is None:
        return state
    seconds = (entry.at - here.stands.began).total_seconds()
    state = change_meeting(state, meeting, stands=None)
    return _with(state, meeting, here.stands._replace(seconds=seconds))


def break_over(state: State, entry: f.Entry, meeting: str, *, runs_on: bool) -> State:
    """Let a break be over, where there is one; with `runs_on` the step's clock runs again if it ran."""
    here = state.meetings.get(meeting)
    recess = here.recess if here is not None else None
    if here is None or recess is None:
        return state
    state = change_meeting(state, meeting, recess=None)
    seconds = (entry.at - recess.began).total_seconds()
    state = _with(state, meeting, Pause(recess.id, recess.step, recess.began, seconds, "break"))
    if runs_on and recess.runs and here.step == recess.step and state.step_id == recess.step:
        state = change_step(state, recess.step, clock=state.state_of(recess.step).clock.started(entry.at))
    return state


def _with(state: State, meeting: str, pause: Pause) -> State:
    """Keep a pause: not a slip of the key, and not the days until the meeting goes on."""
    here = state.meetings.get(meeting)
    if here is None or not A_SLIP <= pause.seconds < ANOTHER_DAY:
        return state
    return change_meeting(state, meeting, pauses=(*here.pauses, pause))
