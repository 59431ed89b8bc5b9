"""Where the room comes back to: it went to another step, or to the lobby, and not simply on.

The step it left keeps its page, question or turn, and its clock stands. However far the room goes meanwhile,
forwards and back, the place to come back to is the first one that was left; it is forgotten when the room is
there again, or goes on from a step behind it.
"""

from apv_tui.core.agenda import Step
from apv_tui.core.schedule import step_after
from apv_tui.core.state import State
from apv_tui.core.things import Away


def place_left(state: State) -> Step | None:
    """Give the step that the room of the open meeting is to come back to; None where it is nowhere else."""
    here = state.meeting_state
    return state.meeting.step(here.away.step) if state.meeting and here and here.away else None


def lies_ahead(state: State, step: Step) -> bool:
    """Whether going on by one leads to this step: then no other key is needed for it."""
    after = step_after(state)
    return after is not None and after.id == step.id and state.step is not None


def away_after(state: State, meeting: str, step: str) -> Away | None:
    """Give where the room comes back to once it goes from where it is to `step`; "" is the lobby."""
    here = state.meetings.get(meeting)
    if here is None or meeting != state.meeting_id or (here.away and here.away.step == step):
        return None
    after = step_after(state)
    goes_on = after is not None and after.id == step
    if here.away is not None:
        return None if goes_on and _is_behind(state, here.away.step) else here.away
    left = state.steps.get(here.step)
    # Of a run that is gone through once more nothing is left to come back to.
    if goes_on or not here.step or here.step == step or left is None or not left.entered:
        return None
    return Away(here.step, left.clock.running)


def _is_behind(state: State, step: str) -> bool:
    ids = [each.id for each in state.meeting.steps] if state.meeting else []
    return step not in ids or ids.index(step) <= state.step_index
