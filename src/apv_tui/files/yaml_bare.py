"""Explains a key below an entry that was written as its text alone, and steps without "steps:" above them.

`- What can we do?` and below it `lens: LEADERS`: the line is right, it is the question that needs its key.
Lines and columns count from 0.
"""

import re
from collections.abc import Sequence
from typing import Final

from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_keys import is_prose, keys_beside, known_keys, list_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, kept_lines, problem_at, quote
from apv_tui.files.yaml_nodes import Scalar
from apv_tui.files.yaml_outline import Row, kind_of

_MOST_POINTS: Final = 6
"""Lines that are written out in what mends them."""
_KEY_LINE: Final = re.compile(r"[ ]*(?P<key>[a-z][a-z_]*):(?:[ ]|$)")
_NEEDS_QUOTES: Final = re.compile(r":(?: |$)| #|^[\[{*&!@%`|>?#-]")


def key_below_text(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say how the entry above is written so that the key on this line can belong to it."""
    row = rows[index]
    if row.mark or not row.key:
        return None
    first = next((at for at in range(index - 1, -1, -1) if rows[at].mark or rows[at].key), None)
    if first is None:
        return None
    entry = rows[first]
    above = next(
        (other for other in rows[first::-1] if not other.mark and other.indent <= entry.indent), None
    )
    if entry.mark != "-" or entry.key or entry.is_block or above is None:
        return None
    if row.key not in keys_beside(above.key) or row.indent < entry.indent or row.indent <= above.indent:
        return None
    texts = [entry.value, *(each.value for each in rows[first + 1 : index])]
    bare = " ".join(texts)
    text = bare if bare[:1] in "\"'" or not _NEEDS_QUOTES.search(bare) else quote(bare)
    if above.key == "fields":
        from apv_tui.core.agenda.values import suggest_id

        better = one_line(f"- id: {suggest_id(bare) or '…'}", LONGEST_LINE)
        what = message("yaml.field_without_keys", key=row.key, line=entry.line + 1)
        title = one_line(f"title: {text}", LONGEST_LINE)
        mend = message("yaml.mend.field_with_keys", better=better, title=title, line=entry.line + 1)
        return problem_at(lines, row.line, row.indent, what, mend)
    better = one_line(f"- text: {text}", LONGEST_LINE)
    what = message("yaml.text_without_key", key=row.key, line=entry.line + 1)
    if row.column == entry.column:
        mend = message("yaml.mend.text_with_key", better=better, line=entry.line + 1)
    else:
        mend = message(
            "yaml.mend.text_with_key_in",
            better=better,
            line=entry.line + 1,
            spaces=message("yaml.spaces", n=entry.column),
        )
    return problem_at(lines, row.line, row.indent, what, mend)


def key_in_text(
    lines: Sequence[str], scalar: Scalar, last: int, column: int | None, list_key: str
) -> Problem | None:
    """Warn of a line inside the text after `|` or `>` that looks like a key: it is read as text.

    The text begins on the line of `scalar` and ends before the line `last`. `column` is where the keys beside it
    begin, None where the text is an entry of the list `list_key`.
    """
    known = known_keys() if column is not None else keys_beside(list_key)
    for number in range(scalar.line, min(last, len(lines))):
        found = _KEY_LINE.match(lines[number])
        if found is None or found["key"] not in known:
            continue
        at, what = found.start("key"), message("yaml.key_in_text", key=found["key"], line=scalar.line)
        if column is not None:
            mend = message("yaml.mend.key_in_text", spaces=message("yaml.spaces", n=column))
        else:
            spaces = message("yaml.spaces", n=scalar.column - 1)
            better = f"- {'title' if list_key == 'fields' else 'text'}: {scalar.style}-"
            mend = message("yaml.mend.text_with_key_in", better=better, line=scalar.line, spaces=spaces)
        return problem_at(lines, number, at, what, mend, warning=True)
    return None


def _top_missing(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say that "steps:", or "meetings:", is missing above the first entry of the whole agenda."""
    row, kind = rows[index], kind_of(rows, index)
    missing = {"step": "steps", "meeting": "meetings"}.get(kind)
    if not row.mark or not row.begins or missing is None or not index:
        return None
    if any(other.mark or other.key in ("steps", "meetings") for other in rows[:index]):
        return None
    if not any(other.key == "title" and not other.indent for other in rows[:index]):
        return None
    what = message("yaml.top_missing", key=missing, line=row.line + 1)
    mend = message("yaml.mend.line_above", better=f"{missing}:", line=row.line + 1)
    return problem_at(lines, row.line, row.indent, what, mend)


def list_without_key(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say that the key is missing above points that stand among the keys of a step: questions, or pages."""
    first = index
    while (
        first and rows[first].mark and rows[first - 1].mark and rows[first - 1].indent == rows[index].indent
    ):
        first -= 1
    row, above = rows[first], rows[first - 1] if first else None
    if not row.mark or row.key or not row.value or above is None:
        return None
    if not above.value or above.is_block or above.column != row.indent or not above.key:
        return None
    step = next((other for other in rows[first::-1] if other.begins), None)
    if step is None or above.key in list_keys() - {"say", "notes", "bring", "uses"}:
        return None
    points = [
        other for other in rows[first : first + _MOST_POINTS] if other.mark and other.indent == row.indent
    ]
    kind = next((other.value for other in rows[rows.index(step) : first] if other.key == "kind"), "")
    key = "pages" if kind == "talk" else "questions"
    better = "\n".join(
        [f"{key}:", *(f"  - {one_line(_spelled(each.value), LONGEST_LINE)}" for each in points)]
    )
    what, mend = message("yaml.list_without_key"), message("yaml.mend.list_without_key", better=better)
    return problem_at(lines, row.line, row.indent, what, mend)


def titled_entry(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say that a step begins with a bullet and its title: `1. Interviews` and `kind: interviews` below it."""
    row, below = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    if row.key or below is None or below.mark or below.key not in ("kind", "title", "minutes", "steps"):
        return None
    from apv_tui.core.agenda.values import suggest_id

    better = f"- id: {suggest_id(row.value) or '…'}"
    what = message("yaml.entry_without_id", value=one_line(row.value, 60))
    mend = message("yaml.mend.entry_without_id", better=better)
    return problem_at(lines, row.line, row.indent, what, mend)


def _spelled(text: str) -> str:
    return text if text[:1] in "\"'" or not _NEEDS_QUOTES.search(text) else quote(text)


def colon_goes_on(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say that a line with a colon goes on from the text above: `- What happened?` and `And then: what?`."""
    row = rows[index]
    if row.mark or not row.key or not is_prose(row.key):
        return None
    begun = next((at for at in range(index - 1, -1, -1) if rows[at].mark or rows[at].key), None)
    if begun is None or not rows[begun].value or rows[begun].is_block:
        return None
    above = rows[begun]
    deeper = row.column > above.column if above.key else above.mark == "-" and row.column >= above.column
    texts = lines[above.line : row.line + 1]
    if (
        not deeper
        or above.value[:1] in "\"'[{"
        or len(texts) > _MOST_POINTS
        or not all(map(str.strip, texts))
    ):
        return None
    what = message("yaml.text_goes_on", key=one_line(row.key, 40), line=above.line + 1)
    mend = message("yaml.mend.text_goes_on", better=kept_lines(texts))
    return problem_at(lines, row.line, row.indent, what, mend)


def steps_missing(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say that the line "steps:" is missing between the keys of a meeting and its first step."""
    row = rows[index]
    if top := _top_missing(lines, rows, index):
        return top
    if row.mark != "-" or not row.begins or kind_of(rows, index) != "step":
        return None
    for at in range(index - 1, -1, -1):
        above = rows[at]
        if above.key in ("kind", "steps") or (above.key in list_keys() and not above.value):
            return None
        if not above.mark:
            continue
        if (
            above.mark != "-"
            or above.indent >= row.indent
            or at == index - 1
            or above.key not in ("id", "title")
        ):
            return None
        what = message("yaml.steps_missing", line=row.line + 1)
        mend = message("yaml.mend.line_above", better=" " * above.column + "steps:", line=row.line + 1)
        return problem_at(lines, row.line, row.indent, what, mend)
    return None
