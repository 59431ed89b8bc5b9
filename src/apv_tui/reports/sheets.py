"""Numbered sheets for groups: sheet 3 no. 5 on paper is "sheet 3 no. 5" on the screen."""

import math
from collections.abc import Sequence
from typing import Final

from apv_tui.core.agenda import Meeting, Prioritise, Step
from apv_tui.core.preparing import Part, is_own_choice, is_seen_by_all, sharing, sheet_parts, sheet_steps
from apv_tui.core.running_order import groups_plan
from apv_tui.reports.case import Case, Seated
from apv_tui.reports.document import Block, Bullets, Heading, Numbered, Page, Para, Room, bullets
from apv_tui.reports.phrases import BETWEEN

LINES: Final = 21
"""Numbered lines that one A4 page has room for below its heading."""
FEWEST: Final = 4
_NAME_LINE: Final = "." * 60
_HEAD: Final = 1.3  # lines that the heading of a part takes
_ASKED: Final = 0.9  # lines that a line of a question takes
_ACROSS: Final = 75  # characters of a question in a line


def pages(case: Case, meeting: Meeting) -> tuple[Page, ...]:
    """Give a sheet for each group at each step where groups write; one without a number where none is known."""
    found = []
    for step in sheet_steps(meeting):
        groups = case.groups(meeting, step)
        plan = groups_plan(meeting, step)
        if not groups or (plan is not None and plan.origin in case.drawn_before):
            # Who sits where is drawn on the day: the sheets of now have room for the names instead.
            groups = tuple(
                Seated(number, "", (), ()) for number in range(1, case.groups_expected(meeting, step) + 1)
            )
        if groups:
            found += [_sheet(case, step, group) for group in groups]
        elif not case.knows_people or is_own_choice(meeting, step):
            found.append(_sheet(case, step, None))
    return tuple(found)


def _sheet(case: Case, step: Step, group: Seated | None) -> Page:
    words = case.words
    title = words("print.sheet_blank") if group is None else words("print.sheet", number=group.number)
    blocks: list[Block] = [Heading(1, title)]
    if group is not None:
        names = ", ".join((*group.people, *group.late))
        names = names or f"{words('print.names')} {_NAME_LINE}"
        blocks.append(Para(BETWEEN.join(filter(None, (step.title, group.wish, names))), "note"))
    else:
        blocks.append(Para(step.title, "note"))
    if isinstance(step, Prioritise):
        blocks += _wish(case, step)
    parts = _open_parts(case, step)
    for part, lines in zip(parts, _lines(parts, 5 if isinstance(step, Prioritise) else 0), strict=True):
        blocks += _part(case, step, part, lines, group)
    return Page(tuple(blocks), big=True)


def _open_parts(case: Case, step: Step) -> tuple[Part, ...]:
    """Give the parts of a sheet that may lie on a table."""
    agenda = case.state.agenda
    meeting = next(meeting for meeting, each in agenda.steps() if each is step)
    parts = [part for part in sheet_parts(meeting, step) if is_seen_by_all(agenda, part.list)]
    if len([each for each in sharing(meeting, step) if each.questions]) > 1:
        # What is asked changes while the sheet stays: the screen says it.
        parts = [part._replace(questions=()) for part in parts]
    return tuple(parts)


def _wish(case: Case, step: Prioritise) -> list[Block]:
    spec = case.state.agenda.lists.get(step.list)
    name = spec.one if spec else case.words("plan.wish")
    said: list[Block] = [Para(step.instruction)] if step.instruction else []
    return [*said, Heading(2, f"{name[:1].upper()}{name[1:]}:"), Room(2)]


def _lines(parts: Sequence[Part], taken: int) -> list[int]:
    """Share the lines of a page: as many as asked for at most where that is said, the rest equally."""
    asked = [question.text for part in parts for question in part.questions]
    above = _HEAD * len(parts) + _ASKED * sum(-(-len(each) // _ACROSS) for each in asked)
    room = LINES - math.ceil(above) - taken
    limited = sum(part.at_most for part in parts)
    free = sum(1 for part in parts if not part.at_most)
    each = max(FEWEST, (room - limited) // free) if free else 0
    return [part.at_most or each for part in parts]


def _part(case: Case, step: Step, part: Part, lines: int, group: Seated | None) -> list[Block]:
    known = _known(case, step, part.list, group)
    on_sheet = {number: text for number, text in known if number}
    blocks: list[Block] = [Heading(2, case.say.list_title(part.list))]
    if part.questions:
        blocks.append(Bullets(tuple((question.text, ()) for question in part.questions)))
    blocks.append(Numbered(max([lines, *on_sheet]), tuple(sorted(on_sheet.items()))))
    others = tuple(text for number, text in known if not number)
    if others:
        blocks += [Para(case.words("print.on_screen"), "note"), bullets(others)]
    return blocks


def _known(case: Case, step: Step, list_id: str, group: Seated | None) -> list[tuple[int, str]]:
    """Give what a group has on a list already: (number on its sheet, words), and with 0 what the screen numbers."""
    if group is None:
        return []
    state = case.state
    found = []
    for item in state.standing(list_id):
        if item.text and state.is_of_group(item, step, group.number - 1):
            on_sheet = item.sheet_number or 0
            found.append((on_sheet, item.text if on_sheet else f"{item.number}  {item.text}"))
    return found
