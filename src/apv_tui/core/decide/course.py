"""Deciding on the course of the meeting: where the room goes, and the clock."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Interviews, Step
from apv_tui.core.decide.means import Draft, Drafts, Means, at
from apv_tui.core.decide.people import draw
from apv_tui.core.messages import Refused, message
from apv_tui.core.rotation import main_size, marks, next_mark
from apv_tui.core.state import State, question_ids, seated_now
from apv_tui.core.text import one_line
from apv_tui.core.timing import adjusted

_ALMOST = 1e-6


def open_meeting(state: State, command: c.OpenMeeting, _: Means) -> Drafts:
    """Open a meeting; everybody known is taken to be there until the roll says otherwise."""
    if state.agenda.meeting(command.meeting) is None:
        raise Refused(message("refused.no_such_meeting", meeting=command.meeting))
    if state.meeting_id == command.meeting:
        return ()
    return at("", f.MeetingOpened(meeting=command.meeting, present=tuple(state.people)))


def go_on(state: State, _: c.Next, means: Means) -> Drafts:
    """Go on by one: a turn of waiting or running interviews, the next part, or the next step."""
    step, meeting = state.step, state.meeting
    if meeting is None:
        raise Refused(message("refused.no_meeting"))
    if step is None:
        return enter(state, meeting.steps[0], means)
    here = state.state_of(step)
    if isinstance(step, Interviews):
        if not here.clock.begun and state.groups_of(step):
            # The move to the first turn makes this "next" one that can be taken back, clock and all.
            return at(step.id, f.TurnsMoved(left=here.clock.left), f.ClockStarted())
        if here.clock.begun and (turn := _next_turn(state, step, means)) is not None:
            return turn
    if here.part + 1 < state.parts_of(step):
        return at(step.id, f.PartShown(part=here.part + 1))
    index = state.step_index + 1
    if index >= len(meeting.steps):
        raise Refused(message("refused.last_step"))
    return enter(state, meeting.steps[index], means)


def go_back(state: State, _: c.Back, means: Means) -> Drafts:
    """Go back by one: a turn, a part, the step before, or from the first step to the lobby."""
    step, meeting = state.step, state.meeting
    if step is None or meeting is None:
        raise Refused(message("refused.in_lobby"))
    here = state.state_of(step)
    if isinstance(step, Interviews) and here.clock.begun:
        turn = _turn_before(state, step, means)
        if turn is not None:
            return turn
    if here.part > 0:
        return at(step.id, f.PartShown(part=here.part - 1))
    index = state.step_index
    if index <= 0:
        return at("", f.LobbyEntered())
    return enter(state, meeting.steps[index - 1], means)


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


def enter(state: State, step: Step, means: Means) -> Drafts:
    """Enter a step: its groups are drawn and its clock started when it is reached for the first time."""
    here = state.state_of(step)
    entered: list[f.Fact] = [f.StepEntered()]
    if step.group_size and not here.groups and state.present:
        entered.append(draw(state, step, means.new_seed(), means))
    if step.autostart and not here.entered:
        entered.append(f.ClockStarted())
    drafts = list(at(step.id, *entered))
    # A step that keeps the groups of one that was passed over needs them drawn now.
    owner = state.find_step(step.groups_from) if step.groups_from else None
    if owner is not None and not state.state_of(owner).groups and state.present:
        drafts.insert(1, Draft(owner.id, draw(state, owner, means.new_seed(), means)))
    return tuple(drafts)


def start_or_pause(state: State, _: c.StartOrPause, means: Means) -> Drafts:
    """Start the clock of the present step, or let it stand still."""
    step = _need_step(state)
    running = state.state_of(step).clock.running
    return at(step.id, f.ClockPaused() if running else f.ClockStarted())


def begin(state: State, _: c.Begin, means: Means) -> Drafts:
    """Start what waits."""
    if state.step is None:
        return go_on(state, c.Next(), means)
    return () if state.state_of(state.step).clock.running else at(state.step.id, f.ClockStarted())


def add_time(state: State, command: c.AddTime, means: Means) -> Drafts:
    """Give more or less time; in interviews the turns that remain stretch or shrink."""
    step = _need_step(state)
    clock = state.state_of(step).clock
    left, length = adjusted(clock, command.seconds, means.now, turns=isinstance(step, Interviews))
    if abs(left - clock.left_at(means.now)) < _ALMOST:
        raise Refused(message("refused.no_time_left"))
    return at(step.id, f.ClockSet(left=left, length=length))


def answer_gap(state: State, command: c.AnswerGap, means: Means) -> Drafts:
    """Record how a gap is counted; one that is not counted gives the running clock its time back."""
    answered = f.GapAnswered(seconds=command.seconds, counted=command.counted)
    step = state.step
    if step is None:
        return at("", answered)
    clock = state.state_of(step).clock
    if command.counted or not clock.running:
        return at(step.id, answered)
    left = clock.left_at(means.now) + command.seconds
    return at(step.id, answered, f.ClockSet(left=left, length=clock.length, why="gap"))


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


def _next_turn(state: State, step: Interviews, means: Means) -> Drafts | None:
    """Give the jump to the next mark of the main size; None in or after the last round."""
    clock = state.state_of(step).clock
    size = _main_size(state, step)
    mark = next_mark(clock.progress_at(means.now), size)
    if mark is None or mark >= 1.0 - _ALMOST:
        return None
    return at(step.id, f.TurnsMoved(left=(1.0 - mark) * clock.length))


def _turn_before(state: State, step: Interviews, means: Means) -> Drafts | None:
    """Give the jump to the start of the round before; None in the first round or in overtime."""
    clock = state.state_of(step).clock
    progress = clock.progress_at(means.now)
    passed = [mark for mark in (0.0, *marks(_main_size(state, step))) if mark <= progress + _ALMOST]
    if len(passed) < 2 or progress >= 1.0:
        return None
    return at(step.id, f.TurnsMoved(left=(1.0 - passed[-2]) * clock.length))


def _main_size(state: State, step: Interviews) -> int:
    sizes = [len(seated) for seated, _ in seated_now(state, state.groups_of(step)) if len(seated) > 1]
    return main_size(sizes) if sizes else 2


def _need_step(state: State) -> Step:
    step = state.step
    if step is None:
        raise Refused(message("refused.in_lobby"))
    return step
