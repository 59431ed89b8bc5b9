"""An action of a plan in words: who, when, from which wish, what is missing, and what was before."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from apv_tui.core.days import span_message
from apv_tui.core.marks import marks_on
from apv_tui.core.planning import strokes_got, wish_list, wish_of
from apv_tui.core.plans import (
    DAYS,
    action_of,
    asked_of,
    doubts,
    gaps,
    history,
    in_order,
    is_adopted_somewhere,
    missing,
    place_of,
    plan_lists,
)
from apv_tui.core.state import Change, Filled, Item, StatusEntry
from apv_tui.core.when import brief
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Line, Lines, Span, clip, hanging, pad, paragraph, width_of, wrap

LABELS: Final = {
    "wish": "plan.detail.wish", "owner": "plan.detail.owner",
    "start": "plan.detail.start", "deadline": "plan.detail.deadline",
    "follow_up": "plan.detail.follow_up", "how": "plan.detail.how", "sign": "plan.detail.sign",
    "absence": "plan.detail.absence", "lens": "plan.detail.lens", "place": "plan.detail.place",
}  # fmt: skip
ASKS: Final = {
    "what": "plan.ask.what", "owner": "plan.ask.owner", "start": "plan.ask.start",
    "deadline": "plan.ask.deadline", "follow_up": "plan.ask.follow_up", "how": "plan.ask.how",
    "sign": "plan.ask.sign", "absence": "plan.ask.absence", "lens": "plan.ask.lens",
}  # fmt: skip
GAPS: Final = {
    "owner": "plan.gap.owner",
    "deadline": "plan.gap.deadline",
    "follow_up": "plan.gap.follow_up",
}
SHORT: Final = {"deadline": "plan.short.deadline", "follow_up": "plan.short.follow_up"}
STATUS: Final = {
    "not_started": "plan.status.not_started", "in_progress": "plan.status.in_progress",
    "done": "plan.status.done", "postponed": "plan.status.postponed", "dropped": "plan.status.dropped",
}  # fmt: skip
WIDE: Final = 70
"""Columns from which a plan is a table; below it each action has a second row."""


def today_of(desk: Desk) -> date:
    """Give the day it is in the room."""
    return desk.now().astimezone().date()


def day_said(desk: Desk, filled: Filled) -> str:
    """Give a day of a plan as briefly as it is still clear; what was never resolved as it was typed."""
    if filled.first is None or filled.last is None:
        return filled.text
    return desk.words.say(brief(filled.first, filled.last, today_of(desk)))


def day_typed(desk: Desk, filled: Filled) -> str:
    """Give a day as it was typed, with the date it was resolved to where that says more."""
    if filled.first is None or filled.last is None:
        return filled.text
    day = desk.words.say(span_message(filled.first, filled.last))
    return day if filled.text.casefold() == day.casefold() else f"{filled.text} ({day})"


def moment_said(desk: Desk, moment: datetime) -> str:
    """Give the day of something that happened."""
    day = moment.astimezone().date()
    return desk.words.say(brief(day, day, today_of(desk)))


def detail_span(desk: Desk, item: Item, detail: str, *, typed: bool = False) -> Span:
    """Give what a detail says: open on purpose, missing, or its text; a day `typed` as people wrote it."""
    action = action_of(desk.state, item.id)
    filled = action.details.get(detail)
    if filled is not None:
        if detail in DAYS:
            return Span(day_typed(desk, filled) if typed else day_said(desk, filled))
        return Span(filled.text)
    if detail in action.left_open:
        return Span(desk.words("plan.open"))
    if detail in missing(desk.state, item.id):
        return Span(desk.words("plan.missing"), "warn", True)
    return Span("")


def named_parts(desk: Desk, item: Item) -> tuple[Span, ...]:
    """Give who, by when and when it is looked at, with a word before each: alone, "missing" says not what.

    What the plan does not ask for, and nobody said, is left out.
    """
    asked = asked_of(desk.state, item.id)
    return tuple(_named_part(desk, item, name) for name in GAPS if name in asked)


def _named_part(desk: Desk, item: Item, name: str) -> Span:
    span = detail_span(desk, item, name)
    if name not in action_of(desk.state, item.id).details:
        return span._replace(text=f"{desk.words(GAPS[name])} {span.text}")
    return Span(desk.words(SHORT[name], when=span.text)) if name in SHORT else span


def in_short(desk: Desk, item: Item) -> tuple[Span, ...]:
    """Give who does an action and by when, and how far it has come where that was noted; () for no action."""
    if item.list not in plan_lists(desk.state):
        return ()
    asked = asked_of(desk.state, item.id)
    parts = (_named_part(desk, item, name) for name in ("owner", "deadline") if name in asked)
    action = action_of(desk.state, item.id)
    return (*parts, *((Span(desk.words(STATUS[action.status])),) if action.log else ()))


def listed_rows(desk: Desk, item: Item, head: Span, width: int) -> Lines:
    """Give an item as it stands on a list outside its own step: an action with who and by when beside it."""
    rows = hanging(head, desk.item_text(item), width)
    parts = in_short(desk, item)
    if not parts:
        return rows
    said = " · ".join(span.text for span in parts)
    spans = [span._replace(role="warn" if span.role == "warn" else "muted", bold=False) for span in parts]
    beside: list[Span] = [Span("  ")]
    for at, span in enumerate(spans):
        beside += [Span(" · ", "muted"), span] if at else [span]
    if width_of((*rows[-1], *beside)) <= width:
        return [*rows[:-1], (*rows[-1], *beside)]
    return [*rows, *hanging(Span(" " * width_of((head,))), said, width, "muted")]


def wish_parts(desk: Desk, item: Item) -> tuple[str, str]:
    """Give the number of the wish an action comes from, and its strokes in words; "" for what is not there."""
    wish = wish_of(desk.state, item)
    if wish is None:
        return "", ""
    strokes = strokes_got(desk.state, wish)
    if strokes is None:
        return str(wish.number), ""
    marks = marks_on(desk.agenda, wish_list(desk.state, item.list))
    return str(wish.number), desk.words("plan.strokes", n=strokes, **marks)


def wish_line(desk: Desk, item: Item) -> str:
    """Give the wish an action comes from, in full: its number, its words and its strokes; "" for none."""
    wish = wish_of(desk.state, item)
    if wish is None:
        return ""
    number, strokes = wish_parts(desk, item)
    text = f"{number} {desk.item_text(wish)}"
    return f"{text} ({strokes})" if strokes else text


def wish_name(desk: Desk, plan: str) -> str:
    """Give what an item that the actions of a plan come from is called: the same word wherever it is told."""
    spec = desk.agenda.lists.get(wish_list(desk.state, plan))
    return spec.one if spec else desk.words("plan.wish")


def called(desk: Desk, plan: str) -> dict[str, str]:
    """Give what one, and what several, of the rows of a plan are called in its agenda; `One` begins a line."""
    return desk.agenda.called(plan)


def label_of(desk: Desk, plan: str, detail: str) -> str:
    """Give what a line of an action asks for, in a word or two."""
    if detail == "what":
        return desk.words("plan.detail.what", **called(desk, plan))
    return desk.words(LABELS.get(detail, "plan.log"))


def gap_lines(desk: Desk, list_id: str, width: int, most: int = 2) -> Lines:
    """Give one sentence on what is missing in a plan, and what does not fit together, in `most` rows."""
    lacking = gaps(desk.state, list_id)
    said: list[str] = []
    if lacking:
        parts = [f"{desk.words(GAPS[detail])} ({', '.join(map(str, at))})" for detail, at in lacking.items()]
        count = len({number for numbers in lacking.values() for number in numbers})
        what = ", ".join(parts)
        short = width < WIDE
        said.append(
            desk.words("plan.gaps_short", what=what)
            if short
            else desk.words("plan.gaps", n=count, what=what, **called(desk, list_id))
        )
    for number, item in enumerate(in_order(desk.state, list_id), 1):
        said += [
            desk.words("plan.doubt", number=number, what=desk.words.say(doubt))
            for doubt in doubts(desk.state, item.id)
        ]
    rows = [row for text in said for row in paragraph(text, width, "warn")]
    if len(rows) > most:
        rows = [*rows[: most - 1], (Span(clip(f"{rows[most - 1][0].text} …", width), "warn"),)]
    return rows


def plan_sign(desk: Desk, list_id: str) -> str:
    """Say how many actions a plan has, and whether it is a proposal or adopted, and when (APV-X16).

    Where no step of the agenda adopts it, it is no proposal either.
    """
    n, names = len(desk.state.standing(list_id)), called(desk, list_id)
    adopted = desk.state.adopted.get(list_id)
    if adopted is None:
        return desk.words(
            "plan.proposed" if is_adopted_somewhere(desk.state, list_id) else "plan.count", n=n, **names
        )
    return desk.words("plan.adopted", n=n, date=desk.words.date(adopted), **names)


# -- what was before ---------------------------------------------------------------------------------------


def before_said(desk: Desk, change: Change) -> str:
    """Give what a detail said before it was changed."""
    if change.open:
        return desk.words("plan.open")
    if change.detail == "place":
        return desk.words("plan.number", number=change.before)
    return change.before or desk.words("plan.was_empty")


def history_rows(desk: Desk, item: Item, width: int) -> list[Lines]:
    """Give all that happened to an action, each with its day, the latest first."""
    blocks: list[Lines] = []
    entries = history(desk.state, item.id)
    days = [moment_said(desk, entry.at) for entry in entries]
    room = max(map(len, days), default=0)
    for day, entry in zip(days, entries, strict=True):
        blocks.append(hanging(Span(f" {day:<{room}}  ", "muted"), _happened(desk, item.list, entry), width))
    return blocks


def _happened(desk: Desk, plan: str, entry: StatusEntry | Change) -> str:
    words = desk.words
    if isinstance(entry, StatusEntry):
        status = words(STATUS[entry.status])
        return f"{status}: {entry.note}" if entry.note else status
    if entry.detail in ("off", "on"):
        return words("plan.was_off" if entry.detail == "off" else "plan.was_on")
    return words("plan.was", detail=label_of(desk, plan, entry.detail), before=before_said(desk, entry))


# -- rows of a table ---------------------------------------------------------------------------------------


class Cell(NamedTuple):
    """What stands in one column: a text and the columns it takes."""

    span: Span
    width: int


def table_row(head: Span, cells: Sequence[Cell], most: int) -> Lines:
    """Give a row whose cells are wrapped in their columns, in `most` rows; what is cut ends in a sign."""
    wrapped = [_cut(wrap(cell.span.text, cell.width), cell.width, most) for cell in cells]
    rows: Lines = []
    for at in range(max(map(len, wrapped))):
        spans = [head if at == 0 else Span(" " * width_of((head,)))]
        for cell, texts in zip(cells, wrapped, strict=True):
            text = texts[at] if at < len(texts) else ""
            role = cell.span.role if text or cell.span.role != "cursor" else "text"
            spans.append(Span(text, role, cell.span.bold))
            spans.append(Span(" " * (cell.width - width_of((spans[-1],)) + 2)))
        rows.append(tuple(spans[:-1]))
    return rows


def _cut(texts: list[str], width: int, most: int) -> list[str]:
    return texts if len(texts) <= most else [*texts[: most - 1], clip(f"{texts[most - 1]} …", width)]


def two_rows(head: Span, what: Span, parts: Sequence[Span], width: int, most: int, below: int = 1) -> Lines:
    """Give an action on a narrow screen: its words, in `most` rows, and its parts in `below` rows.

    What is missing comes first among the parts, so that it is not what there is no room for.
    """
    indent = width_of((head,))
    texts = _cut(wrap(what.text, width - indent), width - indent, most)
    rows: Lines = [
        (head if at == 0 else Span(" " * indent), Span(text, what.role, what.bold))
        for at, text in enumerate(texts)
    ]
    shown = sorted((part for part in parts if part.text), key=lambda part: part.role != "warn")
    more: list[list[Span]] = [[]]
    for at, part in enumerate(shown):
        gap = (Span(" · ", "muted"),) if more[-1] else ()
        # The last row keeps room for the sign that there is more.
        sign = 2 if len(more) == below and at + 1 < len(shown) else 0
        if width_of((*more[-1], *gap, part)) <= width - indent - sign:
            more[-1] += [*gap, part]
        elif not more[-1]:
            more[-1].append(part._replace(text=clip(part.text, width - indent - sign)))
        elif len(more) < below:
            more.append([part._replace(text=clip(part.text, width - indent - 2))])
        else:
            more[-1].append(Span(" …", "muted"))
            break
    return [*rows, *((Span(" " * indent), *row) for row in more if row)]


def numbered(desk: Desk, item: Item, *, here: bool, mark: str = "►", other: str = " ") -> Span:
    """Give the head of a row: the mark of the cursor and the number of the action."""
    number = place_of(desk.state, item.id)
    text = f"{mark if here else other}{number or '–':>2}  "
    return Span(text, "cursor" if here else "muted")


def headings(pairs: Sequence[tuple[str, int]], indent: int) -> Line:
    """Give the head of a table."""
    return tuple(
        Span(" " * (indent if at == 0 else 2) + pad(text, width), "muted")
        for at, (text, width) in enumerate(pairs)
    )
