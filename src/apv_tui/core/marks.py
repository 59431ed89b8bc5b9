"""What people draw by an item when they vote: strokes in the room's language, or what the agenda calls it."""

from apv_tui.core.agenda import Agenda, Vote
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.messages import Message, message


def marks_of(step: StepBase | None) -> dict[str, Message | str]:
    """Give the words for one, for several and for all of them, for the gaps of every sentence that names them."""
    own = step.mark if isinstance(step, Vote) else None
    if own is None:
        return {
            "mark": message("vote.mark"),
            "marks": message("vote.marks"),
            "the_marks": message("vote.the_marks"),
        }
    return {"mark": own.one, "marks": own.many, "the_marks": own.many}


def marks_on(agenda: Agenda, list_id: str) -> dict[str, Message | str]:
    """Give the words for what was drawn by the items of a list: at the vote that fills it, else the one on it."""
    votes = [step for _, step in agenda.steps() if isinstance(step, Vote)]
    filled = next((step for step in votes if step.into == list_id), None)
    return marks_of(filled or next((step for step in votes if step.list == list_id), None))
