"""The outline of an agenda: which lines hold keys and dashes, and which entries of lists they begin.

It is taken from the lines alone, so that it can be had where the parser gave up. Lines of a text after `|` or
`>` are no part of it. Lines and columns count from 0.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from apv_tui.files.yaml_lines import LONGEST_LINE, parts

BULLET: Final = re.compile(r"[ ]*(?P<mark>[–—−•·▪◦‣●○■→➔➜➤►▸✓✔☐]|--|[-=]>|\d{1,2}[.)])[ ]+(?=\S)")
"""What people write for the dash of a list."""

_BLOCK: Final = re.compile(r"[|>][-+0-9]{0,3}")
_LIKE_ENTRY: Final = re.compile(r"[ ]*-[ ]+id:[ ]+[\w-]+[ ]*(?:#.*)?")
# The first of these keys below `- id:` tells what kind of entry it is.
_TELLING: Final = {
    "kind": "step", "section": "step", "instruction": "step", "steps": "meeting", "weeks_after": "meeting",
    "who": "meeting", "text": "question", "probes": "question", "at_most": "question",
}  # fmt: skip
_INSIDE: Final = {"step": "meeting", "question": "step"}


class Row(NamedTuple):
    """One line with a key, a dash or some text of its own.

    `indent` is where its dash begins, or its text if it has none; `column` where its key or text begins.
    `mark` is its dash, or what stands in the place of one: `–`, `•`, `1.`.
    """

    line: int
    indent: int
    mark: str
    column: int
    key: str
    value: str

    @property
    def is_block(self) -> bool:
        """Whether a text on the lines below belongs to it."""
        return _BLOCK.fullmatch(self.value) is not None

    @property
    def floor(self) -> int:
        """The column behind which the lines of its text must begin."""
        return self.column if self.key else self.indent

    @property
    def begins(self) -> bool:
        """Whether it begins an entry that has an id: `- id: …` or `- kind: …`."""
        return bool(self.mark) and self.key in ("id", "kind")


def outline(lines: Sequence[str]) -> list[Row]:
    """Give the rows of a file, in order; never fails."""
    rows: list[Row] = []
    floor: int | None = None
    inside = 0  # where the lines of the text begin
    for number, text in enumerate(lines):
        indent = len(text) - len(text.lstrip(" "))
        bare = text[indent : indent + 1]
        if floor is not None and bare and indent > floor and indent >= inside:
            inside = inside or indent
            if not _left_behind(lines, number, floor):
                continue
        if not bare:
            continue
        if bare == "#":  # It ends a text, too.
            floor = None
            continue
        row = _row(number, text)
        rows.append(row)
        floor, inside = (row.floor if row.is_block else None), 0
    return rows


def _left_behind(lines: Sequence[str], number: int, floor: int) -> bool:
    """Tell whether a line that counts as text is a `- id:` line whose own keys stand outside the text."""
    if not _LIKE_ENTRY.fullmatch(lines[number][:LONGEST_LINE]):
        return False
    after = next((text for text in lines[number + 1 : number + 20] if text.strip()), "")
    return len(after) - len(after.lstrip(" ")) <= floor


def _row(number: int, text: str) -> Row:
    bullet = BULLET.match(text[:LONGEST_LINE])
    part = parts(" " * bullet.end() + text[bullet.end() :] if bullet else text)
    indent = len(text) - len(text.lstrip(" "))
    mark = bullet["mark"] if bullet else "-" if part.lead.strip() else ""
    return Row(number, indent, mark, part.indent, part.key, part.value)


def index_of(rows: Sequence[Row], line: int) -> int | None:
    """Give the place of a line among the rows, or None where it is text, empty or a comment."""
    return next((index for index, row in enumerate(rows) if row.line == line), None)


def kind_of(rows: Sequence[Row], index: int) -> str:
    """Tell what begins with a row: a "step", a "meeting", a "question", or "" if that cannot be told."""
    for row in rows[index : index + 40]:
        if row is not rows[index] and row.begins:
            return ""
        if row.key == "text" and rows[index].key == "title":
            return ""  # A page.
        if row.key in _TELLING:
            return _TELLING[row.key]
    return ""


class Entries:
    """The entries with an id or a kind, and the column in which those of one list begin."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._found = [(index, kind_of(rows, index)) for index, row in enumerate(rows) if row.begins]

    def nearest(self, index: int) -> int | None:
        """Give the entry that begins at or above a row."""
        return next((at for at, _ in reversed(self._found) if at <= index), None)

    def column(self, index: int, kind: str) -> int | None:
        """Give the column for an entry of this kind at this row; None where there is no other to go by."""
        others = [at for at in self._siblings(index, kind) if at != index]
        every = [at for at, found in self._found if found == kind and at != index]
        if not every:
            return None
        near = Counter(self.rows[at].indent for at in others or every)
        far = Counter(self.rows[at].indent for at in every)
        return max(near, key=lambda column: (near[column], far[column]))

    def _siblings(self, index: int, kind: str) -> Iterator[int]:
        """Give the entries of the same list: those before the next entry of the kind around it."""
        around = _INSIDE.get(kind)
        first = max((at for at, found in self._found if found == around and at < index), default=-1)
        last = min(
            (at for at, found in self._found if found == around and at > index), default=len(self.rows)
        )
        return (at for at, found in self._found if found == kind and first < at < last)

    def misplaced(self, index: int) -> tuple[int, str, int] | None:
        """Give the entry at or above a row that begins in another column than the others of its list."""
        at = self.nearest(index)
        kind = dict(self._found).get(at, "") if at is not None else ""
        if at is None or not kind:
            return None
        column = self.column(at, kind)
        if column is None or column == self.rows[at].indent:
            return None
        # One against one: the first of them shows how it is meant.
        others = [other for other in self._siblings(at, kind) if other != at]
        if len(others) == 1 and others[0] > at and not self._agreed(kind, column, (at, others[0])):
            return None
        return at, kind, column

    def _agreed(self, kind: str, column: int, but: tuple[int, int]) -> bool:
        return any(
            found == kind and at not in but and self.rows[at].indent == column for at, found in self._found
        )
