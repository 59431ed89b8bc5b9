"""The actions of a plan on paper: a short table over all of them, then each with everything that is known of it.

Thirteen fields have no room side by side on an A4 page, so each action is a block of its own that is not broken
over two pages; the table before them is what one looks at from afar.
"""

from typing import Literal

from apv_tui.core.planning import wish_list, wish_of
from apv_tui.core.plans import (
    doubts,
    gaps,
    history,
    in_order,
    is_new,
    taken_off,
)
from apv_tui.core.state import Item
from apv_tui.core.thread import Book, thread_in
from apv_tui.reports import telling
from apv_tui.reports.case import Case
from apv_tui.reports.document import Block, Bullets, Column, Facts, Heading, Keep, Para, Table, bullets
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import BETWEEN


def standing(case: Case, list_id: str) -> str:
    """Say how many actions a plan has, and whether it is a proposal or adopted, and when (APV-X16)."""
    n = len(case.state.standing(list_id))
    adopted = case.state.adopted.get(list_id)
    if adopted is None:
        return case.words("plan.proposed", n=n, **telling.called(case, list_id))
    return case.words("plan.adopted", n=n, date=case.words.date(adopted), **telling.called(case, list_id))


def overview(case: Case, options: ReportOptions, list_id: str) -> Table:
    """Give the plan in six columns, in its order: rules ask who, by when, and when it is looked at again."""
    words = case.words
    today = telling.today_of(case, options)
    rows = []
    for number, item in enumerate(in_order(case.state, list_id), 1):
        said = BETWEEN.join(filter(None, (telling.status(case, item), telling.late(case, item, today))))
        agreed = (telling.detail(case, item, name) for name in ("owner", "deadline", "follow_up"))
        rows.append((str(number), case.said(item), *agreed, said))
    columns = (
        Column(words("plan_report.number"), "short"),
        Column(telling.label(case, "what", list_id), "plain"),
        Column(words("plan.detail.owner"), "over"),
        Column(words("plan.detail.deadline"), "over"),
        Column(words("plan.detail.follow_up"), "over"),
        Column(words("plan_report.status")),
    )
    return Table(columns, tuple(rows))


def lacking(case: Case, list_id: str) -> tuple[Block, ...]:
    """Say what is missing in a plan, and what does not fit together in it."""
    words = case.words
    found = gaps(case.state, list_id)
    said = []
    if found:
        parts = [
            words("plan_report.gap", what=words(telling.GAPS[name]), numbers=", ".join(map(str, at)))
            for name, at in found.items()
        ]
        count = len({number for numbers in found.values() for number in numbers})
        said.append(words("plan.gaps", n=count, what=", ".join(parts), **telling.called(case, list_id)))
    for number, item in enumerate(in_order(case.state, list_id), 1):
        said += [
            words("plan.doubt", number=number, what=words.say(doubt)) for doubt in doubts(case.state, item.id)
        ]
    return (bullets(tuple(said)),) if said else ()


def actions(case: Case, options: ReportOptions, list_id: str, book: Book) -> tuple[Block, ...]:
    """Give every action of a plan in its order, each with its facts and what has happened to it."""
    return tuple(
        _action(case, options, number, item, book)
        for number, item in enumerate(in_order(case.state, list_id), 1)
    )


def _action(case: Case, options: ReportOptions, number: int, item: Item, book: Book) -> Keep:
    words = case.words
    title = words("plan_report.named", number=number, text=case.said(item))
    blocks: list[Block] = [Heading(3, title), Facts(_facts(case, options, item, book))]
    for repeat in book.repeats.get(item.id, ()):
        blocks.append(Para(words("thread.also", text=case.said(repeat)), "note"))
    told = tuple(telling.happened(case, entry) for entry in reversed(history(case.state, item.id)))
    if told:
        blocks += [Para(words("plan_report.history"), "note"), bullets(told)]
    return Keep(tuple(blocks))


def _facts(case: Case, options: ReportOptions, item: Item, book: Book) -> tuple[tuple[str, str], ...]:
    words, today = case.words, telling.today_of(case, options)
    state = case.state
    said = [telling.status(case, item), telling.late(case, item, today)]
    said += [words("plan_report.new")] if is_new(state, item) else []
    looked = BETWEEN.join(filter(None, (telling.detail(case, item, name) for name in ("follow_up", "how"))))
    rows = [
        *_origin(case, item, book),
        (words(telling.LABELS["lens"]), state.lens_of(item)),
        *(
            (words(telling.LABELS[name]), telling.detail(case, item, name))
            for name in ("owner", "start", "deadline")
        ),
        (words(telling.LABELS["follow_up"]), looked),
        (words(telling.LABELS["sign"]), telling.detail(case, item, "sign")),
        (words(telling.LABELS["absence"]), telling.detail(case, item, "absence")),
        (words("plan_report.status"), BETWEEN.join(filter(None, said))),
    ]
    return tuple((label, value) for label, value in rows if value)


def _origin(case: Case, item: Item, book: Book) -> list[tuple[str, str]]:
    """Give the wish an action comes from, with its sheet and strokes, and what was decided about it."""
    words = case.words
    wish = wish_of(case.state, item)
    if wish is None:
        proposal = case.state.items.get(item.origin)
        return [(words("plan_report.proposal"), telling.named(case, proposal))] if proposal else []
    thread = thread_in(book, wish)
    spec = case.state.agenda.lists.get(wish_list(case.state, item.list))
    label = spec.one[:1].upper() + spec.one[1:] if spec else words("plan_report.from_list")
    behind = BETWEEN.join(filter(None, (telling.sheets(case, thread), telling.strokes(case, thread))))
    return [
        (label, case.said(wish)),
        (words("plan_report.from"), behind),
        (words("plan_report.matter"), telling.assessed(case, telling.weighed(thread))),
    ]


def off(case: Case, list_id: str, level: Literal[2, 3] = 2) -> tuple[Block, ...]:
    """Give what was taken off a plan since it was adopted, with what happened to it."""
    found = taken_off(case.state, list_id)
    if not found:
        return ()
    rows = []
    for item in found:
        told = (telling.happened(case, entry) for entry in reversed(history(case.state, item.id)))
        rows.append((case.said(item), tuple(told)))
    return (Heading(level, case.words("plan_report.off")), Bullets(tuple(rows)))


def is_planned(case: Case, list_id: str) -> bool:
    """Whether there is anything of a plan to tell."""
    return bool(case.state.standing(list_id) or taken_off(case.state, list_id))
