"""What later steps need from this one: an empty list is worth a word before the room goes on."""

from collections.abc import Iterator

from apv_tui.core.agenda import Step
from apv_tui.core.state import State

_READ = ("list", "under")
_READ_MANY = ("uses", "offers", "start_with")


def lists_of(step: Step) -> Iterator[str]:
    """Give the lists a step reads."""
    for key in _READ:
        if one := getattr(step, key, None):
            yield one
    for key in _READ_MANY:
        yield from getattr(step, key, ())


def has_list(state: State, step: Step, list_id: str) -> bool:
    """Whether a list is one of those a step reads or fills."""
    filled = (getattr(step, key, None) for key in ("into", "proposals_into"))
    asked = (question.into for question in state.questions_of(step))
    return list_id in {*lists_of(step), *filled, *asked}


def lists_used_later(state: State, step: Step) -> tuple[str, ...]:
    """Give the lists this step fills that a later step of the meeting reads."""
    meeting = state.meeting
    if meeting is None:
        return ()
    filled = dict.fromkeys(
        (getattr(step, "into", None), *(question.into for question in state.questions_of(step)))
    )
    ids = [each.id for each in meeting.steps]
    after = meeting.steps[ids.index(step.id) + 1 :] if step.id in ids else ()
    read = {list_id for each in after for list_id in lists_of(each)}
    return tuple(list_id for list_id in filled if list_id and list_id in read)
