"""The time in which a meeting stood: breaks that were taken, pauses of the clock, and what they were for.

A break has its own clock, which goes by the time of day: it says when the room is to be back. So it needs no
answer when the computer slept meanwhile. The step's clock stands until it is over.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal, NamedTuple, cast, get_args

from apv_tui.core.facts.breaks import PauseWas
from apv_tui.core.state import State
from apv_tui.core.things import Pause, Recess

LONGEST_BREAK: Final = 480
"""Minutes, as a step."""
ASKED_FROM: Final = 60.0
"""Seconds from which it is offered to say what a pause was for."""
KINDS: Final[tuple[PauseWas, ...]] = get_args(PauseWas)[1:]
"""What a pause can have been for, in the order of the keys 1, 2, 3, 4."""


def recess_of(state: State) -> Recess | None:
    """Give the break that the open meeting is on; None where it is on none."""
    here = state.meeting_state
    return here.recess if here is not None else None


def recess_seconds(state: State, now: datetime) -> float:
    """Give the seconds until the room is to be back; 0.0 where it is on no break, or that is past."""
    recess = recess_of(state)
    return max(0.0, recess.clock.left_at(now)) if recess is not None else 0.0


def pauses_of(state: State) -> tuple[Pause, ...]:
    """Give the pauses and breaks of this sitting, the first one first; one that lasts is not among them."""
    here = state.meeting_state
    return here.pauses if here is not None else ()


def last_pause(state: State) -> Pause | None:
    """Give the pause that ended last, where it is worth saying what it was for and nobody has."""
    over = pauses_of(state)
    last = over[-1] if over else None
    return last if last is not None and not last.what and last.seconds >= ASKED_FROM else None


class Stood(NamedTuple):
    """How long a meeting stood, in seconds: all in all, and by what for (`unsaid` where nobody said)."""

    total: float
    by: tuple[tuple[Literal["break", "discussion", "technical", "other", "unsaid"], float], ...]


def stood(state: State) -> Stood:
    """Give how long the open meeting has stood in this sitting."""
    return added_up(pauses_of(state))


def added_up(pauses: Iterable[Pause]) -> Stood:
    """Give how long pauses were together."""
    by: dict[str, float] = dict.fromkeys((*KINDS, "unsaid"), 0.0)
    for pause in pauses:
        by[pause.what or "unsaid"] += pause.seconds
    kinds = tuple((cast("Literal['break']", kind), seconds) for kind, seconds in by.items() if seconds)
    return Stood(sum(by.values()), kinds)
