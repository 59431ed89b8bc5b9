"""How large the clock is, and what it looks like: digits, a bar, and a line of words."""

from typing import Final

from apv_tui.tui.glyphs import bar, big_text, fit
from apv_tui.tui.lines import EMPTY, Lines, Span, line
from apv_tui.tui.stages.base import Face

FACE_WIDTH: Final = {20: 138, 15: 104, 14: 97, 10: 70, 7: 50, 5: 36, 3: 25}
"""Columns of the clock, with a margin, by the rows of its digits; the largest first."""
_LEAST_WINDOW: Final = {
    20: (288, 74),
    15: (216, 58),
    14: (200, 54),
    10: (146, 40),
    7: (104, 30),
    5: (76, 22),
    3: (0, 0),
}
"""The columns and rows from which digits are so large: they take less than half of the one, a third of the other."""


def digit_rows(columns: int, rows: int) -> int:
    """Give how many rows the digits may have in a window of so many columns and rows."""
    return next(size for size, least in _LEAST_WINDOW.items() if columns >= least[0] and rows >= least[1])


def face_height(rows: int) -> int:
    """Give how many rows the clock takes whose digits have so many, with the words and the bar."""
    return rows + 2 if rows > 3 else 4


def smaller(rows: int) -> int:
    """Give the next smaller digits; 0 where these are the smallest."""
    return next((size for size in FACE_WIDTH if size < rows), 0)


def face_lines(face: Face, rows: int) -> Lines:
    """Draw the clock with digits of so many rows: words above and a bar below, or only words below."""
    width = FACE_WIDTH[rows] - 1
    size = min(rows, fit(face.digits, width, rows))
    digits: Lines
    if size:
        # In one piece with what fills the row: a second writes each of these rows.
        digits = [line(row.rjust(width), role=face.role, bold=True) for row in big_text(face.digits, size)]
    else:
        digits = [line(face.digits.rjust(width), role=face.role, bold=True)]
    caption = line(face.caption[:width].rjust(width), role=face.role)
    if rows == 3:
        return [*digits, caption]
    if face.fraction is None:
        return [EMPTY, *digits, caption]
    filled, rest = bar(1.0 - face.fraction, width)
    return [caption, *digits, line(Span(filled, face.role), Span(rest, "rule"))]
