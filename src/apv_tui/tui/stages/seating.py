"""Who sits in which group: for all to find their place where groups are made at a step about something else."""

from apv_tui.core.agenda import Step
from apv_tui.core.state import State
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines
from apv_tui.tui.stages.seats import Cell, finished, fitted, lay_out, name_list, seats_of


def new_groups(state: State, step: Step) -> bool:
    """Whether the groups of this step are made at it: nobody has seen them before."""
    return bool(step.makes_groups and state.groups_of(step))


def seating_pages(desk: Desk, step: Step, width: int, height: int, *, foot: bool = False) -> list[Lines]:
    """Give the pages of the groups of a step with their names; `foot` keeps a row for words below."""
    groups = seats_of(desk.state, desk.state.groups_of(step))
    names = [desk.words("group.numbered", number=group.place + 1) for group in groups]
    label = max(map(len, names), default=0) + 2
    cells = [
        Cell(name.ljust(label), (desk.words("groups.empty"),), role="muted")
        if group.left
        else Cell(name.ljust(label), tuple(name_list(desk, group)))
        for name, group in zip(names, groups, strict=True)
    ]
    return fitted(lambda room: lay_out(cells, width, room), height, foot=foot)


def seating(desk: Desk, step: Step, page: int, width: int, height: int) -> tuple[Lines, int]:
    """Give a page of who sits where, with the key that shows it again, and how many pages there are."""
    again = desk.words("seats.again")
    pages = seating_pages(desk, step, width, height)
    one = len(pages) == 1 and len(pages[0]) >= height
    return finished([], pages, page, "" if one else again, desk.words, width, height), len(pages)
