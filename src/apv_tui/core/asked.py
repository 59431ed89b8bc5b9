"""How many answers a question asks for. More are noted all the same: what is on paper is not turned away."""

from typing import NamedTuple

from apv_tui.core.agenda import Noting
from apv_tui.core.state import State


class TooMany(NamedTuple):
    """A group, or the room, that has `n` answers where `most` are asked for."""

    n: int
    most: int


def too_many(state: State, step: Noting, group: int | None) -> TooMany | None:
    """Say whether more answers were noted to the question in view than it asks for; `group` None is the room."""
    question = state.question_at(step)
    if question is None or not question.at_most:
        return None
    id_ = state.question_id_at(step)
    n = sum(
        1
        for item in state.at_hand(state.target_list(step))
        if item.stands
        and (item.step, item.question) == (step.id, id_)
        and (group is None or state.is_of_group(item, step, group))
    )
    return TooMany(n, question.at_most) if n > question.at_most else None
