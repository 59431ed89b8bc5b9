"""Turns as the state has them: who takes turns in the groups of a step now, and what course they run."""

from collections.abc import Sequence

from apv_tui.core.agenda import Interviews, Rounds
from apv_tui.core.courses import Course, Seating, courses
from apv_tui.core.state import State, seated_now
from apv_tui.core.things import Group

_NAMELESS = "#"
"""Begins what stands for somebody of a group who was only counted: no id of a person does."""


def takers_now(state: State, groups: Sequence[Group]) -> tuple[tuple[str, ...], ...]:
    """Give who takes turns in each group now; those who were only counted stand last, as #1, #2 and so on."""
    return tuple(
        (*members, *(f"{_NAMELESS}{number}" for number in range(1, group.heads + 1)))
        for group, (members, _) in zip(groups, seated_now(state, groups), strict=True)
    )


def courses_of(state: State, step: Rounds) -> tuple[Course, ...]:
    """Give the turns of each group of a step, in the order of the groups."""
    groups = state.groups_of(step)
    known = state.state_of(step).seatings
    now = takers_now(state, groups)
    if not known:
        known = (Seating(0.0, now),)
    elif known[-1].groups != now:  # it changed when the turns were over
        known = (*known, Seating(1.0, now))
    return courses(known, first=1 if isinstance(step, Interviews) else 0)
