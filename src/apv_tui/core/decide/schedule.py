"""Deciding on the plan of the open meeting: its start and end, what gives way, and a clock that was forgotten."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Rounds, Step
from apv_tui.core.catching_up import least_minutes
from apv_tui.core.decide.course import enter
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Draft, Drafts, Means, at
from apv_tui.core.messages import Refused, message
from apv_tui.core.schedule import late_by, minutes_now, schedule, step_after
from apv_tui.core.state import State
from apv_tui.core.timing import adjusted

LONGEST_STEP = 480
"""Minutes, as in an agenda."""


@decides(c.AgreeStart)
def agree_start(state: State, command: c.AgreeStart, _: Means) -> Drafts:
    """Note when the meeting is to begin, or was to."""
    here = state.meeting_state
    if here is None:
        raise Refused(message("refused.no_meeting"))
    return () if here.start == command.start else at("", f.StartAgreed(start=command.start))


@decides(c.BeginMeeting)
def begin_meeting(state: State, command: c.BeginMeeting, means: Means) -> Drafts:
    """Go to the first step; where that is late, the whole plan moves with it if asked to."""
    meeting = state.meeting
    if meeting is None:
        raise Refused(message("refused.no_meeting"))
    if state.step is not None:
        return ()
    late = late_by(state, means.now) if command.shift else 0.0
    return (
        *enter(state, step_after(state) or meeting.steps[0], means),
        *(at("", f.PlanShifted(seconds=late)) if late else ()),
    )


@decides(c.ChangePlan)
def change_plan(state: State, command: c.ChangePlan, means: Means) -> Drafts:
    """Shorten, lengthen, drop and take back steps, and move the end: one command, taken back as one.

    Raises `Refused` for what the agenda protects, for a step that is under way or over, and below `min`.
    """
    plan = schedule(state, means.now)
    if plan is None or state.meeting is None:
        raise Refused(message("refused.no_plan"))
    drafts: list[Draft] = []
    for step_id, minutes in command.changes:
        step = state.meeting.step(step_id)
        if step is None:
            raise Refused(message("refused.no_such_step", step=step_id))
        drafts += _drop(state, step, means) if minutes == 0 else _change(state, step, minutes, means)
    if command.end is not None and command.end != plan.promised_end:
        if command.end <= means.now:
            raise Refused(message("refused.end_is_over"))
        drafts += at("", f.EndMoved(end=command.end))
    return tuple(drafts)


def _drop(state: State, step: Step, means: Means) -> Drafts:
    if state.state_of(step).dropped:
        return ()
    plan = schedule(state, means.now)
    if plan is None or step.id not in plan.coming:
        raise Refused(message("refused.not_coming", step=step.title))
    if step.protected or not step.optional:
        raise Refused(message("refused.not_optional", step=step.title))
    return at(step.id, f.StepDropped())


def _change(state: State, step: Step, minutes: int, means: Means) -> Drafts:
    here = state.state_of(step)
    before = minutes_now(state, step)
    back: Drafts = at(step.id, f.StepTakenBack()) if here.dropped else ()
    if minutes == before:
        return back
    plan = schedule(state, means.now)
    if plan is None or step.id not in (plan.here, *plan.coming):
        raise Refused(message("refused.not_coming", step=step.title))
    if minutes < before:
        least = least_minutes(state, step, means.now)
        if step.protected:
            raise Refused(message("refused.protected", step=step.title))
        if minutes < least:
            raise Refused(message("refused.below_min", step=step.title, n=least))
    if minutes > LONGEST_STEP:
        raise Refused(message("refused.too_many_minutes", n=LONGEST_STEP))
    left, length = adjusted(here.clock, 60.0 * (minutes - before), means.now, turns=isinstance(step, Rounds))
    return (*back, *at(step.id, f.StepMinutesChanged(minutes=minutes, left=left, length=length)))


@decides(c.SetBack)
def set_back(state: State, command: c.SetBack, means: Means) -> Drafts:
    """Let the clock of the present step run as if it had been started so many seconds ago."""
    step = state.step
    if step is None:
        raise Refused(message("refused.in_lobby"))
    length = state.state_of(step).clock.length
    return at(step.id, f.ClockSetBack(left=length - command.seconds, used=command.seconds))
