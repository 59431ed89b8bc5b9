"""The action plan as a table, all fields of it, and the log of what has happened to it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from apv_tui.core.plans import action_of, history, in_order, is_new, missing, taken_off
from apv_tui.core.state import Action, Change, Filled, Item, StatusEntry
from apv_tui.core.thread import Book, Thread, thread_in
from apv_tui.reports.case import Case
from apv_tui.reports.tables.lists import RISKS, named
from apv_tui.reports.tables.model import Field, Making, Sheet, make
from apv_tui.reports.telling import GAPS, LABELS, STATUSES


class _Row(NamedTuple):
    item: Item
    number: int | None
    action: Action
    thread: Thread

    def said(self, detail: str) -> str:
        return self.action.details[detail].text if detail in self.action.details else ""

    def day(self, detail: str, *, last: bool = False) -> date | None:
        filled = self.action.details.get(detail)
        return (filled.last if last else filled.first) if filled else None

    def as_agreed(self, detail: str) -> str:
        """Give the words of a day where they say more than the date does: several days, or no day at all."""
        filled = self.action.details.get(detail)
        return filled.text if filled and not _is_one_day(filled) else ""


def _is_one_day(filled: Filled) -> bool:
    return filled.first is not None and filled.first == filled.last


def plan_sheet(case: Case, book: Book, list_id: str) -> Sheet:
    """Give a plan in its order, and below it what was taken off it since it was adopted."""
    state = case.state

    def row(number: int | None, item: Item) -> _Row:
        return _Row(item, number, action_of(state, item.id), thread_in(book, item))

    rows = [row(number, item) for number, item in enumerate(in_order(state, list_id), 1)]
    rows += [row(None, item) for item in taken_off(state, list_id)]
    return make(case.say.list_title(list_id), (*_agreed(case), *_about(case, book), *_standing(case)), rows)


def _agreed(case: Case) -> tuple[Making, ...]:
    """Give what was agreed about an action; each is there where nothing was, too."""
    words = case.words
    said = [
        Making(Field(words(head), "text", width), lambda row, detail=detail: row.said(detail), always=True)
        for detail, head, width in (
            ("owner", "plan.detail.owner", 22),
            ("how", "table.how_looked", 30),
            ("sign", "table.sign", 30),
            ("absence", "table.absence", 30),
            ("lens", "table.lens", 20),
        )
    ]
    days = [
        each
        for detail, head, as_agreed, last in (
            ("start", "plan.detail.start", "table.start_said", False),
            ("deadline", "plan.detail.deadline", "table.deadline_said", True),
            ("follow_up", "plan.detail.follow_up", "table.follow_up_said", False),
        )
        for each in _day(
            Field(words(head), "date", 12), Field(words(as_agreed), "text", 18), detail, last=last
        )
    ]
    return (
        Making(Field(words("table.no"), "number", 6), lambda row: row.number, always=True),
        Making(
            Field(words("status.column.action"), "text", 50), lambda row: case.said(row.item), always=True
        ),
        said[0],
        *days,
        *said[1:],
    )


def _day(on: Field, as_agreed: Field, detail: str, *, last: bool) -> tuple[Making, Making]:
    """Give the column of a day, of several the one that counts, and that of the words it was agreed in."""
    return (
        Making(on, lambda row: row.day(detail, last=last), always=True),
        Making(as_agreed, lambda row: row.as_agreed(detail)),
    )


def _about(case: Case, book: Book) -> tuple[Making, ...]:
    """Give where an action comes from."""
    words = case.words

    def wish(row: _Row) -> Item | None:
        return row.thread.above[0] if row.thread.above else None

    def risk(row: _Row) -> str:
        # An action's own, else that of what it comes from.
        for item in (row.item, *row.thread.above):
            risk = item.risk or thread_in(book, item).judged.risk
            if risk in RISKS:
                return words(RISKS[risk])
        return ""

    def strokes(row: _Row) -> int | None:
        above = wish(row)
        return thread_in(book, above).strokes if above else None

    return (
        Making(
            Field(words("plan.detail.wish"), "text", 40),
            lambda row: named(case, wish(row)),
        ),
        Making(Field(words("table.strokes"), "number", 12), strokes),
        Making(Field(words("table.risk"), "text", 12), risk),
        Making(
            Field(words("table.original"), "text", 40),
            lambda row: row.item.original if row.item.original != row.item.text else "",
        ),
    )


def _standing(case: Case) -> tuple[Making, ...]:
    """Give how far an action has come, and what is missing in it."""
    state, words = case.state, case.words

    def lacks(row: _Row) -> str:
        return ", ".join(words(GAPS[name]) for name in missing(state, row.item.id))

    def left_open(row: _Row) -> str:
        return ", ".join(words(LABELS[name]) for name in sorted(row.action.left_open) if name in LABELS)

    def latest(row: _Row) -> StatusEntry | None:
        return row.action.log[-1] if row.action.log else None

    return (
        Making(
            Field(words("table.status"), "text", 14),
            lambda row: words(STATUSES[row.action.status]),
            always=True,
        ),
        Making(
            Field(words("table.status_since"), "date", 12),
            lambda row: (entry := latest(row)) and entry.at.astimezone().date(),
        ),
        Making(Field(words("table.note"), "text", 40), lambda row: (entry := latest(row)) and entry.note),
        Making(Field(words("table.missing"), "text", 24), lacks),
        Making(Field(words("table.left_open"), "text", 24), left_open),
        Making(Field(words("table.new"), "yes", 14), lambda row: is_new(state, row.item)),
        Making(Field(words("table.off"), "yes", 12), lambda row: row.item.withdrawn),
        Making(Field(words("table.adopted"), "time", 17), lambda row: state.adopted.get(row.item.list)),
    )


# -- the log -------------------------------------------------------------------------------------------------


class _Happened(NamedTuple):
    list: str
    number: int | None
    item: Item
    entry: StatusEntry | Change

    @property
    def at(self) -> datetime:
        return self.entry.at


def log_sheet(case: Case, lists: tuple[str, ...]) -> Sheet | None:
    """Give what was noted on the actions and what was changed in them, in order of time; None for nothing."""
    words = case.words
    rows = sorted(_happened(case, lists), key=lambda row: row.at)
    if not rows:
        return None

    def what(row: _Happened) -> str:
        if isinstance(row.entry, StatusEntry):
            return words(STATUSES[row.entry.status])
        if row.entry.detail in ("off", "on"):
            return words("plan.was_off" if row.entry.detail == "off" else "plan.was_on")
        return words("table.changed", detail=words(LABELS.get(row.entry.detail, "table.what")))

    def said(row: _Happened) -> str:
        if isinstance(row.entry, StatusEntry):
            return row.entry.note
        if row.entry.detail in ("off", "on"):
            return ""
        return words("table.before", before=row.entry.before or words("plan.was_empty"))

    columns = (
        Making(Field(words("table.when"), "time", 17), lambda row: row.at, always=True),
        Making(
            Field(words("table.list"), "text", 20),
            lambda row: case.say.list_title(row.list) if len(lists) > 1 else "",
        ),
        Making(Field(words("table.no"), "number", 6), lambda row: row.number, always=True),
        Making(
            Field(words("status.column.action"), "text", 50), lambda row: case.said(row.item), always=True
        ),
        Making(Field(words("table.what"), "text", 24), what, always=True),
        Making(Field(words("table.said"), "text", 50), said, always=True),
    )
    return make(words("table.sheet.log"), columns, rows)


def _happened(case: Case, lists: tuple[str, ...]) -> Iterator[_Happened]:
    state = case.state
    for list_id in lists:
        numbers = {item.id: number for number, item in enumerate(in_order(state, list_id), 1)}
        for item in (*in_order(state, list_id), *taken_off(state, list_id)):
            for entry in history(state, item.id):
                yield _Happened(list_id, numbers.get(item.id), item, entry)
