"""Deciding on headings, on what is carried over from one list to another, and on assessments (APV-3.2)."""

from collections.abc import Iterable
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Sort
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.ideas import LONGEST_IDEA, need_list
from apv_tui.core.decide.means import Drafts, Means, at, need_item
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import Item, State
from apv_tui.core.text import one_line

LONGEST_HEADING: Final = 80
VERDICTS: Final = ("", "possible", "partly", "not_possible")
RISKS: Final = ("", "low", "medium", "high")


def begin_sorting(state: State, step: Sort, means: Means) -> Drafts:
    """Make the headings to begin with, and carry over what the step starts with."""
    made: list[f.Fact] = [
        f.HeadingAdded(list=step.list, heading=heading)
        for heading in step.headings
        if heading not in state.headings.get(step.list, ())
    ]
    items = [item for list_id in step.start_with for item in state.standing(list_id) if not item.vault]
    return at(step.id, *made, *_carried(state, items, step.list, means))


@decides(c.CarryOver)
def carry_over(state: State, command: c.CarryOver, means: Means) -> Drafts:
    """Take items over; each only once, and the originals stay.

    One that was carried over before and taken off since is put back, with the words it has by now.
    """
    need_list(state, command.list)
    items = [need_item(state, state.stands_for(id_)) for id_ in command.items]
    if any(item.vault for item in items):
        raise Refused(message("refused.confidential"))
    wanted = {item.id for item in items}
    back = [
        f.IdeaPutBack(item=item.id)
        for item in state.items.values()
        if item.list == command.list and item.withdrawn and state.stands_for(item.origin) in wanted
    ]
    carried = [*back, *_carried(state, items, command.list, means)]
    if not carried:
        raise Refused(message("refused.carried_already"))
    return at(state.step_id, *carried)


def _carried(state: State, items: Iterable[Item], list_id: str, means: Means) -> list[f.Fact]:
    """Give what makes items of others' lists items of this one; what was carried before stays as it is.

    An item keeps its number where no other has it: it hangs on the wall with that number, too.
    """
    there = {state.stands_for(item.origin) for item in state.items.values() if item.list == list_id}
    taken = {item.number for item in state.items.values() if item.list == list_id}
    numbers: dict[str, int] = {}
    wanted = {item.id: item for item in items if item.list != list_id and item.id not in there}
    highest = max((*taken, *(item.number for item in wanted.values())), default=0)
    for item in wanted.values():
        number = item.number
        if number in taken:
            highest += 1
            number = highest
        taken.add(number)
        numbers[item.id] = number
    return [
        f.IdeaNoted(
            item=means.new_id(),
            list=list_id,
            number=numbers[item.id],
            text=item.text,
            grouping=item.grouping,
            group=item.group,
            sheet_number=item.sheet_number,
            under=item.under,
            origin=item.id,
        )
        for item in wanted.values()
    ]


@decides(c.AddHeading)
def add_heading(state: State, command: c.AddHeading, _: Means) -> Drafts:
    """Make a heading."""
    need_list(state, command.list)
    heading = one_line(command.heading, LONGEST_HEADING)
    if not heading:
        raise Refused(message("refused.empty_text"))
    if heading in state.headings.get(command.list, ()):
        raise Refused(message("refused.heading_known", heading=heading))
    return at(state.step_id, f.HeadingAdded(list=command.list, heading=heading))


@decides(c.RenameHeading)
def rename_heading(state: State, command: c.RenameHeading, _: Means) -> Drafts:
    """Give a heading other words, or take it away; one that is called like another becomes one with it."""
    _need_heading(state, command.list, command.heading)
    to = one_line(command.to, LONGEST_HEADING)
    if to == command.heading:
        return ()
    return at(state.step_id, f.HeadingRenamed(list=command.list, heading=command.heading, to=to))


@decides(c.SortIdea)
def sort_idea(state: State, command: c.SortIdea, _: Means) -> Drafts:
    """Place an item under a heading of its list."""
    item = need_item(state, command.item)
    if command.heading:
        _need_heading(state, item.list, command.heading)
    if item.heading == command.heading:
        return ()
    return at(state.step_id, f.IdeaSorted(item=item.id, heading=command.heading))


@decides(c.AssessIdea)
def assess(state: State, command: c.AssessIdea, _: Means) -> Drafts:
    """Say what can be done about an item; what is not possible needs its reason (APV-3.2-a6)."""
    item = need_item(state, command.item)
    if command.verdict not in VERDICTS or command.risk not in RISKS:
        raise Refused(message("refused.no_such_choice"))
    reason = one_line(command.reason, LONGEST_IDEA)
    if command.verdict == "not_possible" and not reason:
        raise Refused(message("refused.reason_for_no"))
    if (item.verdict, item.reason, item.risk) == (command.verdict, reason, command.risk):
        return ()
    fact = f.IdeaAssessed.model_validate(
        {"item": item.id, "verdict": command.verdict, "reason": reason, "risk": command.risk}
    )
    return at(state.step_id, fact)


def _need_heading(state: State, list_id: str, heading: str) -> None:
    if heading not in state.headings.get(list_id, ()):
        raise Refused(message("refused.no_such_heading"))
