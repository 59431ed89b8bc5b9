"""Deciding on the course of the meeting: where the room goes, and the clock."""

from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Interviews, Join, Rounds, Sort, Step
from apv_tui.core.case import expected
from apv_tui.core.courses import main_course
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Drafts, Means, at
from apv_tui.core.decide.seating import groups_made
from apv_tui.core.going_back import place_left
from apv_tui.core.messages import Refused, message
from apv_tui.core.parts import parts_of
from apv_tui.core.schedule import step_after, step_before
from apv_tui.core.state import State, question_ids
from apv_tui.core.text import one_line
from apv_tui.core.timing import adjusted
from apv_tui.core.turn_taking import courses_of
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.core.decide import choosing, sorting
else:
    choosing, sorting = Later("apv_tui.core.decide.choosing"), Later("apv_tui.core.decide.sorting")

_ALMOST = 1e-6


@decides(c.OpenMeeting)
def open_meeting(state: State, command: c.OpenMeeting, _: Means) -> Drafts:
    """Open a meeting; those expected are taken to be there until the roll says otherwise."""
    meeting = state.agenda.meeting(command.meeting)
    if meeting is None:
        raise Refused(message("refused.no_such_meeting", meeting=command.meeting))
    known = state.meetings.get(meeting.id)
    if command.again and known is not None and known.began is not None:
        if not meeting.repeats:
            raise Refused(message("refused.not_repeated", meeting=meeting.title))
        return at("", f.MeetingOpened(meeting=meeting.id, present=expected(state, meeting), again=True))
    if state.meeting_id == command.meeting:
        return ()
    return at("", f.MeetingOpened(meeting=meeting.id, present=expected(state, meeting)))


@decides(c.Next)
def go_on(state: State, command: c.Next, means: Means) -> Drafts:
    """Go on by one: a turn of waiting or running interviews, the next part, or the next step."""
    step, meeting = state.step, state.meeting
    if meeting is None:
        raise Refused(message("refused.no_meeting"))
    if step is None:
        return enter(state, step_after(state) or meeting.steps[0], means)
    if not command.whole and (within := _next_within(state, step, means)):
        return within
    after = step_after(state)
    if after is None:
        raise Refused(message("refused.last_step"))
    return enter(state, after, means)


@decides(c.Back)
def go_back(state: State, command: c.Back, means: Means) -> Drafts:
    """Go back by one: a turn, a part, the step before, or from the first step to the lobby."""
    step, meeting = state.step, state.meeting
    if step is None or meeting is None:
        raise Refused(message("refused.in_lobby"))
    if not command.whole and (within := _before_within(state, step, means)):
        return within
    before = step_before(state)
    if before is None:
        return at("", f.LobbyEntered())
    return enter(state, before, means)


@decides(c.GoTo)
def go_to(state: State, command: c.GoTo, means: Means) -> Drafts:
    """Go to any step of the open meeting, or to its lobby."""
    meeting = state.meeting
    if meeting is None:
        raise Refused(message("refused.no_meeting"))
    if command.step == state.step_id:
        return ()
    if not command.step:
        return at("", f.LobbyEntered())
    step = meeting.step(command.step)
    if step is None:
        raise Refused(message("refused.no_such_step", step=command.step))
    return enter(state, step, means)


@decides(c.Return)
def go_where_we_were(state: State, _: c.Return, means: Means) -> Drafts:
    """Go back to the step that the room went away from; its clock runs on if it ran."""
    step, here = place_left(state), state.meeting_state
    if step is None or here is None or here.away is None:
        raise Refused(message("refused.not_away"))
    runs_on = at(step.id, f.ClockStarted()) if here.away.running else ()
    return (*enter(state, step, means), *runs_on)


@decides(c.ShowPart)
def show_part(state: State, command: c.ShowPart, _: Means) -> Drafts:
    """Show a part of the present step."""
    step = _need_step(state)
    if not 0 <= command.part < parts_of(state, step):
        raise Refused(message("refused.no_such_part"))
    return () if state.state_of(step).part == command.part else at(step.id, f.PartShown(part=command.part))


def enter(state: State, step: Step, means: Means) -> Drafts:
    """Enter a step: its groups are drawn and its clock started when it is reached for the first time.

    One that had been dropped is taken back: the room has gone to it all the same.
    """
    here = state.state_of(step)
    entered: list[f.Fact] = [f.StepEntered(), *([f.StepTakenBack()] if here.dropped else [])]
    drafts = list(at(step.id, *entered))
    # A step that keeps the groups of one that was passed over needs them made now.
    owner = state.find_step(state.grouping_of(step))
    if isinstance(owner, Join) and owner is not step and not state.state_of(owner).groups:
        drafts += choosing.formation(state, owner, means)
    elif owner is not None:
        drafts += groups_made(state, owner, means)
    if step.autostart and not here.entered:
        drafts += at(step.id, f.ClockStarted())
    if isinstance(step, Sort) and not here.entered:
        drafts += sorting.begin_sorting(state, step, means)
    return tuple(drafts)


@decides(c.RepeatRun)
def repeat_run(state: State, _: c.RepeatRun, means: Means) -> Drafts:
    """Go through the run of steps that ends here once more; what was noted stays with the round before."""
    step, meeting = _need_step(state), state.meeting
    first = meeting.step(step.repeat_from) if meeting and step.repeat_from else None
    if meeting is None or first is None:
        raise Refused(message("refused.no_run_here"))
    ids = [each.id for each in meeting.steps]
    run = tuple(ids[ids.index(first.id) : ids.index(step.id) + 1])
    drafts = [*at(step.id, f.RunRepeated(steps=run)), *at(first.id, f.StepEntered())]
    if first.makes_groups:
        drafts += groups_made(state, first, means, anew=frozenset(run))
    if first.autostart:
        drafts += at(first.id, f.ClockStarted())
    return tuple(drafts)


@decides(c.StartOrPause)
def start_or_pause(state: State, _: c.StartOrPause, means: Means) -> Drafts:
    """Start the clock of the present step, or let it stand still."""
    step = _need_step(state)
    running = state.state_of(step).clock.running
    return at(step.id, f.ClockPaused() if running else f.ClockStarted())


@decides(c.Begin)
def begin(state: State, _: c.Begin, means: Means) -> Drafts:
    """Start what waits."""
    if state.step is None:
        return go_on(state, c.Next(), means)
    return () if state.state_of(state.step).clock.running else at(state.step.id, f.ClockStarted())


@decides(c.AddTime)
def add_time(state: State, command: c.AddTime, means: Means) -> Drafts:
    """Give more or less time; in interviews the turns that remain stretch or shrink."""
    step = _need_step(state)
    clock = state.state_of(step).clock
    left, length = adjusted(clock, command.seconds, means.now, turns=isinstance(step, Rounds))
    if abs(left - clock.left_at(means.now)) < _ALMOST:
        raise Refused(message("refused.no_time_left"))
    return at(step.id, f.ClockSet(left=left, length=length))


@decides(c.AnswerGap)
def answer_gap(state: State, command: c.AnswerGap, means: Means) -> Drafts:
    """Record how a gap is counted; one that is not counted gives the running clock its time back."""
    answered = f.GapAnswered(
        seconds=command.seconds,
        counted=command.counted and not command.as_break,
        as_break=command.as_break,
    )
    step = state.step
    if step is None:
        return at("", answered)
    clock = state.state_of(step).clock
    if answered.counted or not clock.running:
        return at(step.id, answered)
    left = clock.left_at(means.now) + command.seconds
    return at(step.id, answered, f.ClockSet(left=left, length=clock.length, why="gap"))


@decides(c.ChooseQuestions)
def choose_questions(state: State, command: c.ChooseQuestions, _: Means) -> Drafts:
    """Choose which questions are asked; as many as the step says, the leader's own among them."""
    step = state.find_step(command.step)
    if not isinstance(step, Interviews):
        raise Refused(message("refused.no_questions_here"))
    own = tuple(text for text in map(one_line, command.own) if text)
    known = question_ids(step)
    ids = tuple(id_ for id_ in known if id_ in command.ids)
    if not ids and not own:
        raise Refused(message("refused.no_question_chosen"))
    most = step.choose_questions or len(step.questions)
    if len(ids) + len(own) > most:
        raise Refused(message("refused.too_many_questions", n=len(ids) + len(own), most=most))
    return at(step.id, f.QuestionsChosen(ids=ids, own=own))


def _next_within(state: State, step: Step, means: Means) -> Drafts:
    """Give the way to the next turn or part of the step; () where there is none."""
    here = state.state_of(step)
    if isinstance(step, Rounds):
        if not here.clock.begun and state.groups_of(step):
            # The move to the first turn makes this "next" one that can be taken back, clock and all.
            return at(step.id, f.TurnsMoved(left=here.clock.left), f.ClockStarted())
        if here.clock.begun and (turn := _next_turn(state, step, means)) is not None:
            return turn
    more = here.part + 1 < parts_of(state, step)
    return at(step.id, f.PartShown(part=here.part + 1)) if more else ()


def _before_within(state: State, step: Step, means: Means) -> Drafts:
    """Give the way to the turn or part before; () where there is none."""
    here = state.state_of(step)
    if isinstance(step, Rounds) and here.clock.begun:
        turn = _turn_before(state, step, means)
        if turn is not None:
            return turn
    return at(step.id, f.PartShown(part=here.part - 1)) if here.part > 0 else ()


def _next_turn(state: State, step: Rounds, means: Means) -> Drafts | None:
    """Give the jump to the next mark most groups share; None in or after the last round."""
    clock = state.state_of(step).clock
    main = main_course(courses_of(state, step))
    mark = main.next_mark(clock.progress_at(means.now)) if main else None
    if mark is None or mark >= 1.0 - _ALMOST:
        return None
    return at(step.id, f.TurnsMoved(left=(1.0 - mark) * clock.length))


def _turn_before(state: State, step: Rounds, means: Means) -> Drafts | None:
    """Give the jump to the start of the round before; None in the first round or in overtime."""
    clock = state.state_of(step).clock
    progress = clock.progress_at(means.now)
    main = main_course(courses_of(state, step))
    passed = [mark for mark in (0.0, *(main.marks if main else ())) if mark <= progress + _ALMOST]
    if len(passed) < 2 or progress >= 1.0:
        return None
    return at(step.id, f.TurnsMoved(left=(1.0 - passed[-2]) * clock.length))


def _need_step(state: State) -> Step:
    step = state.step
    if step is None:
        raise Refused(message("refused.in_lobby"))
    return step
