"""Deciding on breaks: taking one at any moment, going on, and what a pause of the clock was for."""

from typing import Final

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Draft, Drafts, Means, at
from apv_tui.core.messages import Refused, message
from apv_tui.core.pauses import KINDS, LONGEST_BREAK, pauses_of, recess_of
from apv_tui.core.state import State

_GOES_ON: Final = (c.Next, c.Back, c.EndBreak)
_CLOCK: Final = (c.StartOrPause, c.Begin, c.SetBack)
_ELSEWHERE: Final = (f.StepEntered, f.LobbyEntered, f.MeetingOpened, f.RunRepeated)


@decides(c.TakeBreak)
def take_break(state: State, command: c.TakeBreak, means: Means) -> Drafts:
    """Go on a break; on one already, let it last so long from now."""
    here = state.meeting_state
    if here is None or here.began is None:
        raise Refused(message("refused.break_before"))
    if not 0 < command.seconds <= 60 * LONGEST_BREAK:
        raise Refused(message("refused.break_length", most=LONGEST_BREAK // 60))
    if here.recess is not None:
        return at(here.recess.step, f.BreakSet(left=command.seconds))
    return at(state.step_id, f.BreakTaken(seconds=command.seconds))


@decides(c.EndBreak)
def end_break(state: State, _: c.EndBreak, means: Means) -> Drafts:
    """Go on with the meeting."""
    recess = recess_of(state)
    if recess is None:
        raise Refused(message("refused.no_break"))
    return at(recess.step, f.BreakOver())


@decides(c.NamePause)
def name_pause(state: State, command: c.NamePause, _: Means) -> Drafts:
    """Say what a pause was for; the last one where none is named."""
    pauses = pauses_of(state)
    found = next((each for each in reversed(pauses) if command.pause in ("", each.id)), None)
    if found is None or command.what not in ("", *KINDS):
        raise Refused(message("refused.no_pause"))
    return (
        () if found.what == command.what else at(found.step, f.PauseNamed(pause=found.id, what=command.what))
    )


def meant_in_a_break(state: State, command: c.Command, means: Means) -> c.Command:
    """Give what a command means while the room is on a break: to go on ends it, and minutes are the break's.

    Raises `Refused` for what would move the step's clock, which nobody is looking at.
    """
    recess = recess_of(state)
    if recess is None:
        return command
    if isinstance(command, _GOES_ON):
        return c.EndBreak()
    if isinstance(command, c.AddTime):
        left = recess.clock.left_at(means.now)
        return c.TakeBreak(max(1.0, max(left, 0.0) + command.seconds))
    if isinstance(command, _CLOCK):
        raise Refused(message("refused.in_break"))
    return command


def without_break(state: State, drafts: Drafts) -> Drafts:
    """Let a break be over before the room goes elsewhere."""
    recess = recess_of(state)
    if recess is None or not any(isinstance(draft.fact, _ELSEWHERE) for draft in drafts):
        return drafts
    return (Draft(recess.step, f.BreakOver()), *drafts)
