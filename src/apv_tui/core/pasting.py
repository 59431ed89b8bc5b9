"""What a pasted text is as items: one a line, without the bullets and numbers it came with."""

import re
from typing import Final

from apv_tui.core.text import one_line, safe

MOST: Final = 1_000
_BULLET: Final = re.compile(r"^\s*[-–—*•●▪◦·►>]\s*")
_NUMBER: Final = re.compile(r"^\s*(?:\(?\d{1,3}[.):](?!\d)|\(?[a-zA-Z][.)](?=\s))\s*")


def items_of(text: str) -> tuple[str, ...]:
    """Give the lines of a pasted text as items: bullets and empty lines gone.

    Numbers and letters in front go, too, where most lines have one: alone they are words ("1. sal er kold").
    There are at most 1,000; `left_out` tells how many more there were.
    """
    return _rows(text)[:MOST]


def left_out(text: str) -> int:
    """Give how many lines of a pasted text are too many to be taken at once."""
    return max(0, len(_rows(text)) - MOST)


def _rows(text: str) -> tuple[str, ...]:
    rows = [row for row in (one_line(_BULLET.sub("", row)) for row in safe(text).split("\n")) if row]
    if len(rows) > 1 and sum(1 for row in rows if _NUMBER.match(row)) * 2 > len(rows):
        rows = [_NUMBER.sub("", row) or row for row in rows]
    return tuple(rows)
