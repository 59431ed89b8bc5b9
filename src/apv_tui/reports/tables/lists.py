"""Every list of a case as a table: what was said, what it was struck out under, and what became of it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from apv_tui.core.agenda import Question, Vote
from apv_tui.core.plans import known_as
from apv_tui.core.repeats import wall
from apv_tui.core.state import Item, State, question_ids
from apv_tui.core.thread import Book, Thread, thread_in
from apv_tui.core.topics import tally
from apv_tui.reports.case import Case
from apv_tui.reports.tables.model import Field, Making, Sheet, make
from apv_tui.reports.telling import VERDICTS

RISKS: Final = {"low": "table.low", "medium": "table.medium", "high": "table.high"}
"""As they stand in a column; a sentence says more."""


class _Row(NamedTuple):
    item: Item
    thread: Thread
    own: int | None = None
    repeats: int | None = None
    rank: int | None = None
    stands: Item | None = None
    """What it was struck out under."""


def named(case: Case, item: Item | None) -> str:
    """Give an item by its number and words, as another table can be searched for it."""
    return f"{known_as(case.state, item)} {case.said(item)}" if item else ""


def question_of(state: State, item: Item) -> Question | None:
    """Give the question an item answers; the only one of its step where it names none."""
    step = state.find_step(item.step)
    if step is None:
        return None
    asked = dict(zip(question_ids(step), step.questions, strict=True))
    return asked.get(item.question) or (step.questions[0] if len(step.questions) == 1 else None)


def list_sheet(case: Case, book: Book, list_id: str) -> Sheet | None:
    """Give a list with what was struck out and taken off, too; None where nothing is on it."""
    rows = _rows(case, book, list_id)
    return make(case.say.list_title(list_id), _columns(case, list_id), rows) if rows else None


def _rows(case: Case, book: Book, list_id: str) -> Sequence[_Row]:
    state = case.state
    ranks = ranks_of(state, list_id)
    hung = [_row(book, placed.item, placed.under, ranks) for placed in wall(state, list_id)]
    off = [_row(book, item, None, {}) for item in state.on_list(list_id) if item.withdrawn]
    return [*hung, *off]


def _row(book: Book, item: Item, under: Item | None, ranks: dict[str, int]) -> _Row:
    thread = thread_in(book, item)
    if under is not None or item.withdrawn:
        return _Row(item, thread, stands=under)
    counts = [count for count in thread.counts if count.item == item.id]
    own = sum(count.own for count in counts) if counts else None
    return _Row(
        item, thread, own, sum(count.repeats for count in counts) if counts else None, ranks.get(item.id)
    )


def ranks_of(state: State, list_id: str) -> dict[str, int]:
    """Give the places of the items of a list in the last closed count on it, or in the one it was chosen by."""
    found: dict[str, int] = {}
    for _, step in state.agenda.steps():
        if not isinstance(step, Vote) or list_id not in (step.list, step.into):
            continue
        vote = state.state_of(step).vote
        if vote is not None and vote.closed:
            found |= {entry.total.item: entry.place for entry in tally(state, step).ranking}
    return found


def _columns(case: Case, list_id: str) -> tuple[Making, ...]:
    state, words = case.state, case.words
    spec = state.agenda.lists.get(list_id)
    one = spec.one[:1].upper() + spec.one[1:] if spec else words("table.item")

    def origin(row: _Row) -> str:
        before = state.items.get(row.item.origin)
        return f"{case.say.list_title(before.list)} {before.number}" if before else ""

    def question(row: _Row) -> str:
        asked = question_of(state, row.item)
        return asked.text if asked else ""

    def step(row: _Row) -> str:
        found = state.find_step(row.item.step)
        return found.title if found else ""

    def reason(row: _Row) -> str:
        return row.thread.judged.reason if row.stands is None else ""

    def strokes(row: _Row) -> int | None:
        # What was carried over from a list that was voted on keeps its strokes.
        return row.thread.strokes if row.stands is None and not row.item.withdrawn else None

    def above(row: _Row) -> str:
        return named(case, row.thread.above[0]) if row.thread.above and row.stands is None else ""

    return (
        Making(Field(words("table.no"), "number", 6), lambda row: row.item.number, always=True),
        Making(Field(one, "text", 50), lambda row: case.said(row.item), always=True),
        Making(
            Field(words("table.original"), "text", 40),
            lambda row: row.item.original if row.item.original != row.item.text else "",
        ),
        Making(Field(words("table.struck_out"), "number", 12), lambda row: row.stands and row.stands.number),
        Making(Field(words("table.withdrawn"), "yes", 10), lambda row: row.item.withdrawn),
        Making(Field(words("table.own"), "number", 12), lambda row: row.own),
        Making(Field(words("table.repeats"), "number", 12), lambda row: row.repeats),
        Making(Field(words("table.strokes"), "number", 12), strokes),
        Making(Field(words("table.rank"), "number", 8), lambda row: row.rank),
        Making(Field(words("table.chosen"), "yes", 10), lambda row: row.stands is None and row.thread.chosen),
        Making(
            Field(words("table.choosers"), "number", 14),
            lambda row: len({choice.group for choice in row.thread.choices}) or None,
        ),
        Making(Field(words("table.heading"), "text", 20), lambda row: row.item.heading),
        Making(Field(words("table.belongs"), "text", 30), above),
        Making(Field(words("table.lens"), "text", 20), lambda row: state.lens_of(row.item)),
        Making(
            Field(words("table.verdict"), "text", 16),
            lambda row: _worded(case, VERDICTS, row.thread.judged.verdict) if row.stands is None else "",
        ),
        Making(Field(words("table.reason"), "text", 40), reason),
        Making(
            Field(words("table.risk"), "text", 12),
            lambda row: _worded(case, RISKS, row.thread.judged.risk) if row.stands is None else "",
        ),
        Making(
            Field(words("table.group"), "number", 8),
            lambda row: None if row.item.group is None else row.item.group + 1,
        ),
        Making(Field(words("table.question"), "text", 40), question),
        Making(Field(words("table.sheet_no"), "number", 10), lambda row: row.item.sheet_number),
        Making(Field(words("table.from"), "text", 24), origin),
        Making(Field(words("table.late"), "yes", 14), lambda row: row.item.late),
        Making(Field(words("table.step"), "text", 30), step),
        Making(Field(words("table.noted"), "time", 17), lambda row: row.item.at),
    )


def _worded(case: Case, table: dict[str, str], value: str) -> str:
    return case.words(table[value]) if value in table else ""
