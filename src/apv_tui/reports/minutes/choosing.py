"""What the minutes say where groups choose what matters most to them, and people their group (APV-4.1, APV-4.2)."""

from collections.abc import Sequence

from apv_tui.core.agenda import Join, Meeting, Prioritise
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.choosing import Sheet, sheets
from apv_tui.core.ledger import Noted
from apv_tui.core.preparing import is_open
from apv_tui.core.thread import Book, book_of, thread_in
from apv_tui.reports import telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Bullets, Column, Heading, Para, Table, bullets
from apv_tui.reports.minutes.lists import listed
from apv_tui.reports.minutes.room import groups
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN


def prioritise(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give each wish that was chosen, by which groups, and all proposals that were written under it here."""
    del options
    here = case.homes.get(step.id, ())
    if not isinstance(step, Prioritise) or not is_open(meeting, step):
        return listed(case, here, step)
    book = book_of(case.state)
    blocks: list[Block] = [*groups(case, meeting, step)]
    told: set[str] = set()
    for sheet in sheets(case.state, step):
        proposals = [
            each
            for each in here
            if each.item.list == step.proposals_into
            and case.state.stands_for(each.item.under) == sheet.wish.id
        ]
        told |= {each.item.id for each in proposals}
        blocks.append(Heading(3, telling.named(case, sheet.wish)))
        blocks.append(Para(_behind(case, sheet, book), "note"))
        blocks.append(_proposals(case, proposals))
    if not sheets(case.state, step) and case.state.state_of(step).entered:
        blocks.append(Para(case.words("decided.none_chosen"), "note"))
    rest = [each for each in here if each.item.id not in told]
    own = [each for each in rest if each.item.list == step.list]
    if own:
        blocks.append(Para(case.words("decided.own_wishes"), "strong"))
    return (
        *blocks,
        *listed(case, own, step),
        *listed(case, [each for each in rest if each not in own], step),
    )


def _proposals(case: Case, proposals: Sequence[Noted]) -> Block:
    if not proposals:
        return Para(case.words("decided.no_proposals"), "note")
    return Bullets(
        tuple(
            (
                case.said(each.item),
                tuple(case.words("decided.repeat", text=case.said(one)) for one in each.repeats),
            )
            for each in proposals
        )
    )


def _behind(case: Case, sheet: Sheet, book: Book) -> str:
    """Say which groups chose a wish, its strokes, and what was decided about it."""
    numbers = ", ".join(str(group + 1) for group in sheet.groups)
    thread = thread_in(book, sheet.wish)
    facts = (
        case.words("thread.chosen_by", numbers=numbers),
        telling.strokes(case, thread),
        telling.assessed(case, telling.weighed(thread)),
    )
    return BETWEEN.join(filter(None, facts))


def join(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say how many went to each wish and how many groups that made, and what nobody chose (APV-X8)."""
    del options
    rest = listed(case, case.homes.get(step.id, ()), step)
    if not isinstance(step, Join) or not is_open(meeting, step):
        return rest
    found: dict[str, list[int]] = {}
    for group in case.state.groups_of(step):
        wish = case.state.items.get(case.state.stands_for(group.item)) if group.item else None
        found.setdefault(case.said(wish) if wish else "", []).append(len(group.everyone) + group.heads)
    words = case.words
    blocks: list[Block] = []
    if found:
        columns = (
            Column(case.say.list_title(step.list), "plain"),
            Column(words("decided.heads")),
            Column(words("decided.groups")),
        )
        rows = (
            (wish, str(sum(sizes)) if sum(sizes) else "", str(len(sizes))) for wish, sizes in found.items()
        )
        blocks.append(Table(columns, tuple(rows)))
    parked = [case.state.items[id_] for id_ in case.state.state_of(step).unchosen if id_ in case.state.items]
    if parked:
        blocks += [
            Para(words("decided.parked"), "strong"),
            bullets(tuple(case.said(item) for item in parked)),
        ]
    return (*blocks, *rest)
