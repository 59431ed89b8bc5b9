"""Explains a key below an entry that was written as its text alone, and steps without "steps:" above them.

`- What can we do?` and below it `lens: LEADERS`: the line is right, it is the question that needs its key.
Lines and columns count from 0.
"""

import re
from collections.abc import Sequence
from typing import Final

from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_keys import keys_beside, known_keys, list_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, problem_at, quote
from apv_tui.files.yaml_nodes import Scalar
from apv_tui.files.yaml_outline import Row, kind_of

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


def steps_missing(lines: Sequence[str], rows: Sequence[Row], index: int) -> Problem | None:
    """Say that the line "steps:" is missing between the keys of a meeting and its first step."""
    row = rows[index]
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
