"""Voting slips: so many strokes, as numbers to write, with the rule as the agenda has it."""

from typing import Final

from apv_tui.core.agenda import Meeting, Vote
from apv_tui.core.marks import marks_of
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Card, Cards, Heading, Page, Para
from apv_tui.reports.phrases import BETWEEN

A_PAGE: Final = 8
"""Slips that are printed where it is not known how many vote."""
_BLANK: Final = "…………"


def pages(case: Case, meeting: Meeting) -> tuple[Page, ...]:
    """Give the slips for each vote of a meeting, one for each who is there."""
    words = case.words
    found = []
    for step in case.steps(meeting):
        if isinstance(step, Vote):
            n = len(case.at(meeting)) if case.knows_people else A_PAGE
            title = BETWEEN.join((words("print.slips"), meeting.title))
            found.append(Page((Heading(1, title), Cards((_slip(case, step, n),))))) if n else None
    return tuple(found)


def _slip(case: Case, step: Vote, copies: int) -> Card:
    words = case.words
    spec = case.state.agenda.lists.get(step.list)
    one, many = (spec.one, spec.many) if spec else (words("plan.wish"),) * 2
    marks = marks_of(step)
    rule = (
        words("vote.each", n=step.strokes, **marks),
        words("vote.rule", n=step.per_item, name=one, **marks),
    )
    twice = words("print.once") if step.per_item == 1 else words("print.several", n=step.per_item)
    blocks: tuple[Block, ...] = (
        Para(words("print.write", n=step.strokes, many=many)),
        Para(" ".join([_BLANK] * step.strokes), "blanks"),
        *((Para(twice, "note"),) if step.strokes > 1 else ()),
    )
    return Card(step.title, BETWEEN.join(rule), blocks, copies)
