"""The screens of an agenda one after the other: moments of a rehearsal, kept to be looked at."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.record import Record
from apv_tui.core.rehearsal import Cue, play
from apv_tui.core.state import State
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.tui.desk import Alike, Desk
from apv_tui.tui.keeper import Place
from apv_tui.words import Words

PASSED: Final = 0.4
"""The share of a part's time that has passed on the clock that is shown."""


class View(NamedTuple):
    """One screen: what is true then, and when that is. `place` counts the screens of the step, from 0."""

    meeting: str
    step: str
    place: int
    state: State
    now: datetime


def views_of(desk: Desk, cues: Iterator[Cue], clock: SettableClock) -> tuple[View, ...]:
    """Play a rehearsal on a desk, and keep each screen that is worth a look, once."""
    views: list[View] = []
    rounds: dict[str, int] = {}
    came, here = clock.utc(), ("", "")

    def watch(_: Cue, before: bool) -> None:
        nonlocal came, here
        state = desk.record.state
        now_at = (state.meeting_id, state.step_id)
        if not before:
            if now_at != here or not state.step:
                came, here = clock.utc(), now_at
            return
        first = rounds.setdefault(state.meeting_id, state.round)
        if state.meeting_id and state.round == first:
            moment = came + PASSED * (clock.utc() - came)
            place = sum(1 for view in views if (view.meeting, view.step) == now_at)
            views.append(View(*now_at, place, state, moment))
        came = clock.utc()

    for _ in play(cues, desk.do, clock.advance, watch):
        pass  # what is refused is named by the rehearsal
    return tuple(views)


def desk_at(view: View, words: Words, place: Place, alike: Alike) -> Desk:
    """Give a desk that stands at a view; nothing passes on it."""
    timekeeper = Timekeeper(SettableClock(view.now))
    record = Record(view.state.agenda, timekeeper.now, language=words.language)
    record.state = view.state
    desk = Desk(record, timekeeper, words, place=place, alike=alike)
    desk.revealed = view.step
    return desk


def beginning(views: Sequence[View], meeting: str = "", step: str = "") -> int:
    """Give the first view of a meeting, or of a step."""
    wanted: Callable[[View], bool] = lambda view: (  # noqa: E731
        (not meeting or view.meeting == meeting) and (not step or view.step == step)
    )
    return next((at for at, view in enumerate(views) if wanted(view)), 0)


def same_place(old: Sequence[View], at: int, new: Sequence[View], before: Agenda) -> int:
    """Give the view in a changed agenda where one stood before: the same step, else the nearest that is left."""
    if not old or not new:
        return 0
    view = old[at]
    order = [(meeting.id, step.id) for meeting in before.meetings for step in meeting.steps]
    here = (view.meeting, view.step)
    left = {(each.meeting, each.step) for each in new}
    if here not in left:
        index = order.index(here) if here in order else 0
        nearest = sorted((abs(n - index), -n, each) for n, each in enumerate(order) if each in left)
        here = nearest[0][2] if nearest else (new[0].meeting, new[0].step)
    those = [n for n, each in enumerate(new) if (each.meeting, each.step) == here]
    return those[min(view.place, len(those) - 1)]
