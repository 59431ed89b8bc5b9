"""What the minutes say where a list is sorted, assessed and presented (APV-3.2, APV-4.1a, APV-4.3a)."""

from collections import Counter
from collections.abc import Sequence

from apv_tui.core.agenda import Assess, Meeting, Present, Sort
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.ledger import Noted
from apv_tui.core.preparing import is_open
from apv_tui.core.presenting import Theme, themes
from apv_tui.core.sections import heading_of, headings_of, sections
from apv_tui.core.state import Item
from apv_tui.core.thread import Book, book_of, thread_in
from apv_tui.reports import telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Bullets, Column, Heading, Para, Table
from apv_tui.reports.minutes.lists import listed
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN

MOST_NUMBERS = 40
"""So many numbers of items stand in a line; where there are more, only how many there are."""


def sort(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give a list under its headings: in words where it was made here, by numbers where it was noted before."""
    del options
    here = case.homes.get(step.id, ())
    if not isinstance(step, Sort) or not is_open(meeting, step):
        return listed(case, here, step)
    own = [each for each in here if each.item.list == step.list]
    rest = [each for each in here if each.item.list != step.list]
    # A list that only some of was made here, as when the groups add to it, is told of by numbers.
    blocks = _made_here(case, step, own) if own else _by_number(case, step)
    return (*blocks, *listed(case, rest, step))


def _made_here(case: Case, step: Sort, own: Sequence[Noted]) -> tuple[Block, ...]:
    book = book_of(case.state)
    by_heading: dict[str, list[Noted]] = {title: [] for title in (*headings_of(case.state, step.list), "")}
    for each in own:
        by_heading.setdefault(heading_of(case.state, each.item), []).append(each)
    blocks: list[Block] = []
    for title, noted in by_heading.items():
        if not noted:
            continue
        if title or len([rows for rows in by_heading.values() if rows]) > 1:
            blocks.append(Heading(3, title or case.words("decided.no_heading")))
        blocks.append(_table(case, step.list, noted, book))
    return tuple(blocks)


def _table(case: Case, list_id: str, noted: Sequence[Noted], book: Book) -> Table:
    rows = []
    for each in noted:
        thread = thread_in(book, each.item)
        said = case.said(each.item)
        if each.of is not None:
            said = case.words("decided.repeat_of", text=said, of=case.said(each.of))
        rows.append(
            (str(each.item.number), said, telling.strokes(case, thread), telling.sheets(case, thread))
        )
        for repeat in each.repeats:
            said = case.words("decided.repeat_of_number", text=case.said(repeat), number=each.item.number)
            rows.append((str(repeat.number), said, "", ""))
    spec = case.state.agenda.lists.get(list_id)
    columns = (
        Column(case.words("plan_report.number"), "short"),
        Column(spec.one[:1].upper() + spec.one[1:] if spec else "", "plain"),
        Column(case.words("decided.strokes"), "over"),
        Column(case.words("plan_report.from")),
    )
    return _without_empty(Table(columns, tuple(rows)))


def _without_empty(table: Table) -> Table:
    """Leave out the columns in which nothing stands."""
    kept = [at for at in range(len(table.columns)) if any(row[at] for row in table.rows)]
    columns = tuple(table.columns[at] for at in kept)
    return Table(columns, tuple(tuple(row[at] for at in kept) for row in table.rows), table.divided)


def _by_number(case: Case, step: Sort) -> tuple[Block, ...]:
    rows = []
    for section in sections(case.state, step.list):
        if section.items and (section.heading or any(each.heading for each in section.items)):
            rows.append(
                (section.heading or case.words("decided.no_heading"), (_numbers(case, section.items),))
            )
        elif section.items:
            rows.append((case.words("decided.no_heading"), (_numbers(case, section.items),)))
    if len(rows) < 2 and not any(
        section.heading for section in sections(case.state, step.list) if section.items
    ):
        return ()
    title = case.words("decided.sorted", list=case.say.list_title(step.list))
    return (Para(title), Bullets(tuple(rows)))


def _numbers(case: Case, items: Sequence[Item]) -> str:
    if len(items) > MOST_NUMBERS:
        return case.words("decided.items", n=len(items))
    numbers = ", ".join(str(item.number) for item in items)
    return case.words("decided.numbers", n=len(items), numbers=numbers)


def assess(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Give each item with what was decided, why, and how serious the matter is; and what was not assessed."""
    del options
    rest = listed(case, case.homes.get(step.id, ()), step)
    if not isinstance(step, Assess) or not is_open(meeting, step):
        return rest
    first, *others = sections(case.state, step.list)
    items = [item for section in (*others, first) for item in section.items]
    told = [item for item in items if item.verdict or item.risk]
    if not told:
        return (*((Para(case.words("decided.none_assessed"), "note"),) if items else ()), *rest)
    book = book_of(case.state)
    words = case.words
    rows = tuple(
        (
            str(item.number),
            case.said(item),
            words(telling.VERDICTS[item.verdict]) if item.verdict in telling.VERDICTS else "",
            words(_RISKS[item.risk]) if item.risk in _RISKS else "",
            item.reason,
            telling.strokes(case, thread_in(book, item)),
        )
        for item in told
    )
    columns = (
        Column(words("plan_report.number"), "short"),
        Column(words("decided.item"), "plain"),
        Column(words("decided.verdict"), "over"),
        Column(words("decided.risk"), "over"),
        Column(words("decided.reason")),
        Column(words("decided.strokes"), "over"),
    )
    blocks: list[Block] = [Para(_counted(case, told)), _without_empty(Table(columns, rows))]
    left = [item for item in items if item not in told]
    if left:
        blocks.append(Para(words("decided.not_assessed", numbers=_numbers(case, left)), "note"))
    return (*blocks, *rest)


_RISKS = {"low": "decided.risk_low", "medium": "decided.risk_medium", "high": "decided.risk_high"}


def _counted(case: Case, items: Sequence[Item]) -> str:
    """Say how many were found possible, partly possible and not possible."""
    found = Counter(item.verdict for item in items)
    said = BETWEEN.join(
        f"{case.words(id_)}: {found[each]}" for each, id_ in telling.VERDICTS.items() if found[each]
    )
    return said[:1].upper() + said[1:]


def present(case: Case, options: ReportOptions, meeting: Meeting, step: StepBase) -> tuple[Block, ...]:
    """Say what was presented, theme by theme; the words stand where they were noted."""
    del options
    rest = listed(case, case.homes.get(step.id, ()), step)
    if not isinstance(step, Present) or not is_open(meeting, step) or not case.state.state_of(step).entered:
        return rest
    pages = themes(case.state, step)
    if not pages:
        return rest
    title = case.say.list_title(step.list)
    n = sum(len(theme.items) for theme in pages)
    said = case.words("decided.presented", list=title, items=case.words("decided.items", n=n))
    named = [(_title(case, theme), len(theme.items)) for theme in pages]
    if len(named) < 2:
        return (Para(said), *rest)
    rows = tuple((case.words("decided.theme", title=title, n=n), ()) for title, n in named)
    return (Para(said), Bullets(rows), *rest)


def _title(case: Case, theme: Theme) -> str:
    """Give what a theme is called; what belongs to none is "other things"."""
    return (case.said(theme.wish) if theme.wish else theme.title) or case.words("present.rest")
