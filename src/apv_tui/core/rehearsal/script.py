"""The whole rehearsal of a case, meeting by meeting and step by step, as cues in the order in which they come."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Join, Meeting, Step
from apv_tui.core.case import agreed_day, window_of
from apv_tui.core.commands import Command
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Message, Refused
from apv_tui.core.rehearsal.registry import PLAYERS
from apv_tui.core.rehearsal.scene import Scene

IN_LOBBY: Final = 180.0
"""Seconds until all who come in time have come."""
SEATED: Final = 30.0
"""Seconds until people sit where they should and a clock that waits is started."""
LATE: Final = 0.3
"""When those who come late are there, as a share of the first step with groups."""
OVER: Final = 5.0
"""Seconds for which the end of a step is seen."""
SMALL: Final = 6
"""So many prepare a process where the agenda has other meetings for the whole staff."""
ONE_LATE, TWO_LATE = 7, 20
"""From so many people on somebody comes late, or two."""
DAYS_BETWEEN: Final = 7
DAY: Final = 86400.0
MOST_ROUNDS: Final = 3


class Cue(NamedTuple):
    """What is done next, `wait` seconds of the meeting's time after the cue before it.

    `days` are skipped before that: nobody waits for the next meeting. `turn` says that the screen as it stands
    before is worth a look. Without a command nothing is done: the meeting is over. `meeting` and `step` are
    where the room is then ("" for the lobby).
    """

    command: Command | None
    wait: float
    meeting: str
    step: str
    turn: bool = False
    days: int = 0


class Clash(NamedTuple):
    """A cue that was refused, with the reason."""

    cue: Cue
    why: Message


def script(scene: Scene, people: Sequence[PersonFacts], meetings: Sequence[Meeting]) -> Iterator[Cue]:
    """Give the cues of these meetings one by one, each after the one before has been carried out or refused."""
    for meeting in meetings:
        wanted = _how_many(scene.state.agenda, meeting, len(people))
        yield Cue(c.OpenMeeting(meeting.id), 0.0, meeting.id, "", turn=True, days=_days_until(scene, meeting))
        late = yield from _arrive(scene, meeting, people[:wanted])
        yield from _steps(scene, meeting, late)
        last = scene.state.step_id
        yield Cue(None, OVER, meeting.id, last, turn=True)
        if scene.state.step and scene.state.state_of(last).clock.running:
            yield Cue(c.StartOrPause(), 0.0, meeting.id, last)  # as whoever leaves the meeting does


def play(
    cues: Iterator[Cue],
    do: Callable[[Command], object],
    pass_time: Callable[[float], None],
    watch: Callable[[Cue, bool], None] = lambda *_: None,
) -> Iterator[Clash]:
    """Carry the cues out, and give those that were refused.

    `watch` hears of each before it is carried out (True) where the screen is worth a look, and afterwards.
    """
    for cue in cues:
        pass_time(cue.wait)
        if cue.turn:
            watch(cue, True)
        pass_time(cue.days * DAY)
        if cue.command is None:
            continue
        try:
            do(cue.command)
        except Refused as refused:
            yield Clash(cue, refused.reason)
        else:
            watch(cue, False)


# -- who comes ---------------------------------------------------------------------------------------------


def draws_groups(meeting: Meeting) -> bool:
    """Whether people are dealt into groups at a meeting, or go to groups of their own choice."""
    return any(step.makes_groups or isinstance(step, Join) for step in meeting.steps)


def _how_many(agenda: Agenda, meeting: Meeting, most: int) -> int:
    """Give how many come: no more than are expected; a few where only other meetings of the agenda have groups."""
    if meeting.people is not None:
        return min(most, meeting.people[1])
    first = meeting
    while first.people_from and (before := agenda.meeting(first.people_from)):
        first = before
    if first.people is not None:
        return min(most, first.people[1])
    some = any(draws_groups(each) for each in agenda.meetings)
    return min(most, SMALL) if some and not draws_groups(first) else most


def _days_until(scene: Scene, meeting: Meeting) -> int:
    """Give how many days pass until a meeting: as agreed, else by the weeks the agenda names, else a week."""
    state = scene.state
    if not state.meetings:
        return 0
    day = agreed_day(state, meeting.id) or window_of(state, meeting)
    wait = (day[0] - scene.today) if day else timedelta(days=DAYS_BETWEEN)
    return max(1, wait.days)


def _arrive(scene: Scene, meeting: Meeting, people: Sequence[PersonFacts]) -> Generator[Cue, None, list[str]]:
    """Let those who are not known yet join the case, and call the roll; give who comes late."""
    known = {person.name for person in scene.state.people.values()}
    new = tuple(who for who in people if who.name not in known)
    if new:
        yield Cue(c.AddPeople(new), 0.0, meeting.id, "")
    coming = {who.name for who in people}
    here = [person.id for person in scene.state.people.values() if person.name in coming]
    late: list[str] = []
    if draws_groups(meeting) and len(here) >= ONE_LATE:
        late = here[-1:] if len(here) < TWO_LATE else here[-2:]
    yield Cue(c.CallRoll(tuple(who for who in here if who not in late)), IN_LOBBY / 2, meeting.id, "")
    return late


# -- step by step ------------------------------------------------------------------------------------------


def _steps(scene: Scene, meeting: Meeting, late: list[str]) -> Iterator[Cue]:
    rounds, at = 1, 0
    steps = meeting.steps
    go: Command = c.Next(whole=True)
    wait = IN_LOBBY / 2
    while at < len(steps):
        step = steps[at]
        came_from = scene.state.step_id
        yield Cue(go, wait, meeting.id, came_from, turn=True)
        if scene.state.step_id != step.id:  # refused: what comes after it is tried all the same
            yield Cue(c.GoTo(step.id), 0.0, meeting.id, came_from)
        passed = yield from _play(scene, meeting, step, late)
        wait = max(0.0, 60.0 * step.minutes - passed) + OVER
        go, at = c.Next(whole=True), at + 1
        if step.id in meeting.repeated() and step.repeat_from and _again(scene, meeting, step, rounds):
            rounds += 1
            go, at = c.RepeatRun(), [each.id for each in steps].index(step.repeat_from)
    if wait > OVER:
        yield Cue(None, wait, meeting.id, scene.state.step_id)


def _play(scene: Scene, meeting: Meeting, step: Step, late: list[str]) -> Generator[Cue, None, float]:
    """Play one step that the room has come to; give the seconds that have passed of its time."""
    length, passed = 60.0 * step.minutes, 0.0
    if not scene.state.state_of(step).clock.begun:
        yield Cue(c.Begin(), SEATED, meeting.id, step.id)
    if late and scene.state.groups_of(step):
        passed = LATE * length
        for person in late:
            yield Cue(c.Arrive(person), passed if person == late[0] else 0.0, meeting.id, step.id)
        late.clear()
    for move in PLAYERS[step.kind](scene, step):
        moment = max(passed, min(1.0, move.at) * length)
        yield Cue(move.command, moment - passed, meeting.id, step.id, turn=move.turn)
        passed = moment
    return passed


def _again(scene: Scene, meeting: Meeting, step: Step, rounds: int) -> bool:
    """Whether there is time, and somebody, to go through a run of steps once more."""
    run = meeting.repeated()
    once = sum(each.minutes for each in meeting.steps if each.id in run)
    used = sum(each.minutes for each in meeting.steps) + (rounds - 1) * once
    in_time = meeting.minutes is None or used + once <= meeting.minutes
    most = 2 if meeting.minutes is None else MOST_ROUNDS
    return in_time and rounds < min(most, len(scene.state.present))
