"""Who leads the meeting without taking part, and the offer to take part where that makes the groups even."""

from collections.abc import Iterable

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step
from apv_tui.core.comings import one_more_evens_out
from apv_tui.core.messages import message
from apv_tui.core.people import Person
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.base import Stage


def leading(desk: Desk) -> tuple[Person, ...]:
    """Give who is here and leads the meeting without taking part."""
    here = desk.state.meeting_state
    return tuple(person for person in desk.state.present if here and person.id in here.leads)


def leads_said(desk: Desk) -> str:
    """Say who leads the meeting and has no seat in the groups; "" for nobody."""
    people = leading(desk)
    names = desk.listed([desk.name(person.id) for person in people])
    return desk.words("people.lead", names=names, n=len(people)) if people else ""


def offer_said(desk: Desk, steps: Iterable[Step]) -> str:
    """Say which groups of these steps would all have their size if the leader took part; "" for none.

    A window that follows does not say it: its keys do nothing, and the room need not read what the leader may do.
    """
    if desk.follows:
        return ""
    n = len(desk.state.taking_part)
    sizes = [
        step.group_size
        for step in steps
        if step.group_size
        and one_more_evens_out(n, step.group_size, at_least=step.at_least_groups, remainder=step.remainder)
    ]
    if not sizes:
        return ""
    size = desk.listed([str(each) for each in dict.fromkeys(sizes)])
    people = leading(desk)
    if people:
        return desk.words("people.offer.named", name=desk.name(people[0].id), size=size)
    return desk.words("people.offer", size=size)


def join_in(stage: Stage) -> None:
    """Let whoever leads take part; where nobody on the list does, the leader comes onto it."""
    desk = stage.desk
    people = leading(desk)
    name = desk.name(people[0].id) if people else desk.words("people.leader")
    # The next draw after the last one: it can be repeated, like any other.
    step = desk.state.step
    seed = desk.state.state_of(desk.state.grouping_of(step)).seed + 1 if step else 0
    person = people[0].id if people else ""
    if stage.host.do(c.JoinIn(person, "" if person else name, seed)):
        stage.host.tell(message("people.screen.takes_part", name=name))
