"""What is asked about the actions of a plan: what the agenda says, else what its later steps make use of."""

from collections.abc import Iterable, Mapping
from typing import Final

from apv_tui.core.agenda.desk_steps import Absence, FollowUp, Plan, ReadBack
from apv_tui.core.agenda.steps import Step

IN_ORDER: Final = ("owner", "start", "deadline", "follow_up", "how", "sign", "absence", "lens")
"""Every detail but the words of the action, in the order in which they are asked for."""


def details_asked(steps: Iterable[Step]) -> Mapping[str, tuple[str, ...]]:
    """Give for each list of actions what is asked about them, in order; what is to be done goes without saying."""
    steps = tuple(steps)
    lists = (
        step.into if isinstance(step, Plan) else step.list
        for step in steps
        if isinstance(step, Plan | ReadBack | FollowUp)
    )
    return {list_id: _of(list_id, steps) for list_id in dict.fromkeys(lists)}


def _of(list_id: str, steps: tuple[Step, ...]) -> tuple[str, ...]:
    written = {
        name for step in steps if isinstance(step, Plan) and step.into == list_id for name in step.asks
    }
    wanted = written or _made_use_of(list_id, steps)
    return tuple(name for name in IN_ORDER if name in wanted)


def _made_use_of(list_id: str, steps: tuple[Step, ...]) -> set[str]:
    wanted = {"owner", "deadline"}
    read_back = any(isinstance(step, ReadBack) and step.list == list_id for step in steps)
    if read_back:
        wanted |= {"start", "how", "sign"}
    if read_back or any(isinstance(step, FollowUp) and step.list == list_id for step in steps):
        wanted.add("follow_up")
    if any(isinstance(step, Absence) for step in steps):
        wanted.add("absence")
    if any(question.lens for step in steps for question in step.questions):
        wanted.add("lens")
    return wanted
