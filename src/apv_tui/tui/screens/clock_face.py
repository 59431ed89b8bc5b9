"""How large the clock is, and what it looks like: digits, a bar, and a line of words."""

from typing import Final

from apv_tui.tui.glyphs import bar, big_text, fit
from apv_tui.tui.lines import EMPTY, Lines, Span, line
from apv_tui.tui.stages.base import Face

FACE_WIDTH: Final = {7: 50, 5: 36, 3: 25}
"""Columns of the clock, with a margin, by the rows of its digits."""


def digit_rows(columns: int, rows: int) -> int:
    """Give how many rows the digits have in a window of so many columns and rows."""
    if rows >= 34 and columns >= 110:
        return 7
    return 5 if rows >= 22 and columns >= 76 else 3


def face_lines(face: Face, rows: int) -> Lines:
    """Draw the clock with digits of so many rows: words above and a bar below, or only words below."""
    width = FACE_WIDTH[rows] - 1
    size = min(rows, fit(face.digits, width, rows))
    digits: Lines
    if size:
        digits = [
            line(" " * (width - len(row)), Span(row, face.role, True)) for row in big_text(face.digits, size)
        ]
    else:
        digits = [line(face.digits.rjust(width), role=face.role, bold=True)]
    caption = line(face.caption[:width].rjust(width), role=face.role)
    if rows == 3:
        return [*digits, caption]
    if face.fraction is None:
        return [EMPTY, *digits, caption]
    filled, rest = bar(1.0 - face.fraction, width)
    return [caption, *digits, line(Span(filled, face.role), Span(rest, "rule"))]
