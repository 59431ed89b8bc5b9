"""The minutes of a case: what was asked, noted, chosen and decided, at any moment of it.

front.py     what stands before everything else
registry.py  what is said of a step, found by its kind
lists.py     what was noted at a step, each item once (core/ledger.py)
"""

from collections.abc import Iterator

from apv_tui.core.agenda import Meeting
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.ledger import ELSEWHERE
from apv_tui.reports import telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Document, Heading, Page, Para
from apv_tui.reports.minutes.front import front, held
from apv_tui.reports.minutes.lists import listed
from apv_tui.reports.minutes.registry import ENDINGS, section_for
from apv_tui.reports.minutes.times import times
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN

__all__ = ["minutes", "section_for"]


def minutes(case: Case, options: ReportOptions) -> Document:
    """Make the minutes of what a case has come to so far; its state has passed the filter for readers."""
    agenda = case.state.agenda
    blocks = [*front(case, options)]
    for meeting in agenda.meetings:
        if options.meeting in ("", meeting.id):
            blocks += _meeting(case, options, meeting)
    if not options.meeting:
        for ending in ENDINGS:
            blocks += ending(case, options)
        blocks += _elsewhere(case)
    written = agenda.report.title if agenda.report else None
    title = options.title or written or case.words("minutes.title", title=agenda.title)
    only = agenda.meeting(options.meeting) if options.meeting else None
    if only is not None:
        title = BETWEEN.join((title, only.title))
    made = telling.as_of(case, options.today) if options.today else ""
    made = made[:1].upper() + made[1:]
    return Document(title, case.words.language, (Page(tuple(blocks)),), under=made, logo=options.logo)


def _meeting(case: Case, options: ReportOptions, meeting: Meeting) -> Iterator[Block]:
    """Give what a meeting came to; nothing of one that has not begun, unless something was noted for it."""
    began = any(each.id == meeting.id for each, _ in held(case))
    sections = [
        (step, section_for(step.kind)(case, options, meeting, step))
        for step in meeting.steps
        if case.state.state_of(step).entered or step.id in case.homes
    ]
    told = [(step, blocks) for step, blocks in sections if blocks]
    if not (began or told):
        return
    yield Heading(1, meeting.title)
    if meeting.about:
        yield Para(meeting.about, "note")
    for step, blocks in told:
        yield Heading(2, step.title)
        yield from blocks
    yield from times(case, meeting)


def _elsewhere(case: Case) -> Iterator[Block]:
    """Give the parking lot, and what was noted on lists that no step fills."""
    left = case.homes.get(ELSEWHERE, ())
    parked = [each for each in left if each.item.list == PARKING_LOT]
    others = [each for each in left if each.item.list != PARKING_LOT]
    if others:
        yield Heading(1, case.words("minutes.elsewhere"))
        for list_id in dict.fromkeys(each.item.list for each in others):
            yield Heading(2, case.say.list_title(list_id))
            yield from listed(case, [each for each in others if each.item.list == list_id])
    if parked:
        yield Heading(1, case.say.list_title(PARKING_LOT))
        yield from listed(case, parked)
