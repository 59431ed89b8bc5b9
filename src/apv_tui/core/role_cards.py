"""What one person does in each turn of a group, told from that person's place; and the roles around a centre."""

from typing import Literal, NamedTuple

from apv_tui.core.agenda import Meeting, Spotlight, Step
from apv_tui.core.rotation import roles

Doing = Literal["asks", "asks_and_notes", "tells", "notes"]


class Mine(NamedTuple):
    """What a person does in one turn (from 0); people are numbered from 0 within their group."""

    turn: int
    doing: Doing
    interviewer: int
    storyteller: int


def my_turns(k: int, place: int) -> tuple[Mine, ...]:
    """Give what the person at `place` does in each turn of interviews in a group of `k`.

    Raises ValueError for `k` below 2 or a place the group does not have.
    """
    if not 0 <= place < k:
        raise ValueError(f"a group of {k} has the places 0 to {k - 1}")
    found = []
    for turn in range(k):
        now = roles(k, turn)
        doing: Doing = "notes"
        if place == now.interviewer:
            doing = "asks_and_notes" if place in now.note_takers else "asks"
        elif place == now.storyteller:
            doing = "tells"
        found.append(Mine(turn, doing, now.interviewer, now.storyteller))
    return tuple(found)


def spotlight_run(meeting: Meeting, chooses: Step) -> tuple[Spotlight, ...]:
    """Give the steps in which the one chosen at a step is at the centre, until somebody else is chosen."""
    run: list[Spotlight] = []
    for step in meeting.steps[meeting.steps.index(chooses) :]:
        if isinstance(step, Spotlight):
            if run and step.chooses:
                break
            run.append(step)
    return tuple(run)
