"""In how many parts a step is shown, one after the other: pages, questions, turns, themes, actions."""

from apv_tui.core.agenda import Noting, Present, ReadBack, StepBase, Talk, Tell
from apv_tui.core.presenting import themes
from apv_tui.core.state import State


def parts_of(state: State, step: StepBase) -> int:
    """Give how many pages, questions or turns the step is shown in, one after the other; at least 1."""
    if isinstance(step, Talk):
        return max(1, len(step.pages))
    if isinstance(step, Noting):
        return max(1, len(step.questions)) if step.one_at_a_time else 1
    if isinstance(step, Tell):
        return max(1, len(state.groups_of(step)))
    if isinstance(step, Present):
        return max(1, len(themes(state, step)))
    if isinstance(step, ReadBack):
        return 1 + len(state.standing(step.list))  # the last page has the whole plan
    return 1
