"""Parts of an agenda that stand on the wrong level, or are written as a text where keys belong.

They are looked for only when the models have refused something: one sentence about the whole part says more
than the many refusals that follow from it.
"""

from collections.abc import Iterator
from typing import Final

from apv_tui.core.agenda.values import suggest_id
from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_places import Place, find, node_at, problem_at
from apv_tui.files.yaml_lines import LONGEST_LINE, quote
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.files.yaml_tree import Document

Misshapen = tuple[Place, Problem]
_USUAL: Final = {"meetings": 2, "steps": 6}
_MOST_ROWS: Final = 8
"""Lines that are written out in what mends them."""
_FORMS: Final = {
    "steps": "- id: {id}, kind: …, title: {title}, minutes: …",
    "meetings": "- id: {id}, title: {title}, steps: …",
    "fields": "- id: {id}, title: {title}",
}


def misshapen(document: Document) -> Iterator[Misshapen]:
    """Give each such part: its place, below which nothing else need be said, and the problem."""
    root = document.root
    if not isinstance(root, Mapping):
        return
    lists, meetings, steps = root.get("lists"), root.get("meetings"), root.get("steps")
    if lists is not None and not is_absent(lists):
        yield from _lists(lists, document)
    if isinstance(meetings, Sequence):
        yield from _meetings(meetings, document)
    elif isinstance(steps, Sequence):
        if any(_is_meeting(item) for item in steps.items):
            what, mend = message("agenda.meetings_as_steps"), message("agenda.meetings_as_steps.mend")
            yield ("meetings",), problem_at(document, ("steps",), what, mend, key=True)
        else:
            yield from _steps(steps, ("meetings", 0, "steps"), document)


def _is_meeting(node: Node) -> bool:
    return isinstance(node, Mapping) and isinstance(node.get("steps"), Sequence) and node.get("kind") is None


def _is_step(node: Node) -> bool:
    return isinstance(node, Mapping) and node.get("kind") is not None and node.get("steps") is None


def _lists(lists: Node, document: Document) -> Iterator[Misshapen]:
    what = message("agenda.list_form")
    if not isinstance(lists, Mapping):
        entries = lists.items if isinstance(lists, Sequence) else (lists,)
        first = entries[0] if entries else None
        title = first.get("title") if isinstance(first, Mapping) else first
        id_ = first.get("id") if isinstance(first, Mapping) else None
        text = title.value if isinstance(title, Scalar) else ""
        name = id_.value if isinstance(id_, Scalar) else suggest_id(text)
        mend = message("agenda.list_form.mend", better=_list_form(name or "…", text))
        yield ("lists",), problem_at(document, ("lists",), what, mend, key=True)
        return
    for entry in lists.entries:
        if isinstance(entry.value, Scalar):
            better = _list_form(one_line(entry.key.value, 60), entry.value.value)
            place: Place = ("lists", entry.key.value)
            yield (
                place,
                problem_at(document, place, what, message("agenda.list_form.mend", better=better), key=True),
            )


def _list_form(id_: str, title: str) -> str:
    shown = one_line(title, 80) or "…"
    quoted = f'"{shown}"' if set(shown) & set(",:{}[]#") and '"' not in shown else shown
    return f"{id_}: {{title: {quoted}, one: …, many: …}}"


def _meetings(meetings: Sequence, document: Document) -> Iterator[Misshapen]:
    if meetings.items and all(_is_step(item) for item in meetings.items):
        what, mend = message("agenda.steps_as_meetings"), message("agenda.steps_as_meetings.mend")
        yield ("meetings",), problem_at(document, ("meetings",), what, mend, key=True)
        return
    for at, item in enumerate(meetings.items):
        place: Place = ("meetings", at)
        if _is_step(item):
            there = _column(meetings, "steps")
            mend = message("agenda.step_as_meeting.mend", spaces=message("yaml.spaces", n=there))
            yield place, problem_at(document, place, message("agenda.step_as_meeting"), mend)
        elif isinstance(item, Scalar):
            yield place, _text_alone(item, "meetings", place, document)
        steps = item.get("steps") if isinstance(item, Mapping) else None
        if isinstance(steps, Sequence):
            yield from _steps(steps, (*place, "steps"), document)


def _steps(steps: Sequence, above: Place, document: Document) -> Iterator[Misshapen]:
    for at, item in enumerate(steps.items):
        place: Place = (*above, at)
        if _is_meeting(item):
            there = _column(document.root, "meetings")
            mend = message("agenda.meeting_as_step.mend", spaces=message("yaml.spaces", n=there))
            yield place, problem_at(document, place, message("agenda.meeting_as_step"), mend)
        elif isinstance(item, Scalar):
            yield place, _text_alone(item, "steps", place, document)
        fields = item.get("fields") if isinstance(item, Mapping) else None
        for number, field in enumerate(fields.items if isinstance(fields, Sequence) else ()):
            if isinstance(field, Scalar):
                here = (*place, "fields", number)
                yield here, _text_alone(field, "fields", here, document)


def _column(node: Node, key: str) -> int:
    """Give the column, from 0, of the dashes below the first such key with entries that have keys."""
    if isinstance(node, Mapping):
        inside = node.get(key) or node.get("meetings")
        return _column(inside, key) if inside is not None else _USUAL[key]
    for item in node.items if isinstance(node, Sequence) else ():
        below = item.get(key) if isinstance(item, Mapping) else None
        if isinstance(below, Sequence) and below.items:
            return below.column - 1
    if key == "meetings" and isinstance(node, Sequence):
        return node.column - 1
    return _USUAL[key]


def _text_alone(item: Scalar, key: str, place: Place, document: Document) -> Problem:
    """Say which keys belong where a text stands alone."""
    title = one_line(item.value, 80)
    better = _FORMS[key].format(id=suggest_id(item.value) or "…", title=title)
    what: Message = message("agenda.text_alone", value=title)
    line, column = find(document.root, place)
    mend = message("agenda.text_alone.mend", better=better)
    return Problem(what, mend, line, column, document.line_text(line))


def with_dash(place: Place, document: Document) -> str:
    """Give the lines of a list of one entry as they should be written, where its dash is missing; else ""."""
    node = node_at(document.root, place)
    if not isinstance(node, Mapping) or node.flow:
        return ""
    last = max(entry.value.line for entry in node.entries)
    rows = [document.line_text(line) for line in range(node.line, last + 1)]
    inside = node.column - 1
    if len(rows) > _MOST_ROWS or any(row[:inside].strip() for row in rows):
        return ""
    first, *rest = (row[inside:].rstrip() for row in rows)
    return "\n".join([f"- {first}", *(f"  {row}" for row in rest)])


def not_text(place: Place, document: Document) -> tuple[Message, Message] | None:
    """Say how a text is written that a colon, or dashes, made something else of; None where that is not clear."""
    node, key = node_at(document.root, place), str(place[-1])
    if isinstance(node, Mapping) and len(node.entries) == 1 and isinstance(place[-1], int):
        entry = node.entries[0]
        if isinstance(entry.value, Scalar) and not node.flow:
            text = one_line(f"{entry.key.value}: {entry.value.value}", LONGEST_LINE)
            what = message("agenda.colon_makes_key", key=one_line(entry.key.value, 40))
            return what, message("agenda.colon_makes_key.mend", better=f"- {quote(text)}")
    if isinstance(node, Sequence) and not isinstance(place[-1], int):
        rows = [item.value for item in node.items if isinstance(item, Scalar)]
        if 0 < len(rows) == len(node.items) <= _MOST_ROWS:
            better = "\n".join([f"{key}: |-", *(f"  {one_line(row, LONGEST_LINE)}" for row in rows)])
            return message("agenda.not_text"), message("yaml.mend.text_goes_on", better=better)
    return None


def steps_with_groups(place: Place, document: Document) -> list[str]:
    """Give the ids of the steps of the same meeting, before the one at a place, that make groups."""
    at = place.index("steps")
    steps, number = node_at(document.root, place[: at + 1]), place[at + 1]
    found = []
    for item in steps.items[: int(number)] if isinstance(steps, Sequence) else ():
        id_ = item.get("id") if isinstance(item, Mapping) else None
        makes = isinstance(item, Mapping) and (item.get("group_size") or item.get("merge_groups"))
        if makes and isinstance(id_, Scalar):
            found.append(id_.value)
    return found
