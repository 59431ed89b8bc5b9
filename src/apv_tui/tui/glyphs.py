"""Large solid figures for the clock, and bars, of the full and half blocks that plain console fonts have.

A figure is a picture of square pixels, two to a character cell, one above the other. There are three cuts,
each drawn for its own size instead of stretched: 3 rows with strokes of one pixel, 5 rows with two, 7
rows with two across and three upright. Larger figures are whole multiples of the 5 and the 7. All digits of
a cut are equally wide, so that a running clock stands still.

What keeps them apart at a distance: 8 has a waist and 0 has none; 6 and 9 end in the open on one side, 3 on
two; 1 stands on a foot under its flag while 7 leans; 4 is open at the top.
"""

from functools import lru_cache
from typing import Final, NamedTuple

CUTS: Final = (3, 5, 7)
MINUS: Final = "\u2212"


class _Cut(NamedTuple):
    """The pictures of one size: `gap` empty columns between two characters."""

    gap: int
    pictures: dict[str, tuple[str, ...]]


def _read(order: str, *bands: str) -> dict[str, tuple[str, ...]]:
    """Take bands of pictures, side by side with spaces between them, apart into one picture per character."""
    pictures: list[tuple[str, ...]] = []
    for band in bands:
        pictures += zip(*(line.split() for line in band.split("\n") if line.strip()), strict=True)
    return dict(zip(order, pictures, strict=True))


_ORDER: Final = "0123456789:.+-"

_SMALL: Final = """
.##. ..#. .##. ###. #.#. #### .##. #### .##. .##.  ... . ... ...
#..# .##. #..# ...# #.#. #... #... ...# #..# #..#  .#. . ... ...
#..# ..#. ...# .##. #.#. ###. ###. ..#. .##. #..#  ... . .#. ...
#..# ..#. ..#. ...# #### ...# #..# ..#. #..# .###  ... . ### ###
#..# ..#. .#.. ...# ..#. ...# #..# .#.. #..# ...#  .#. . .#. ...
.##. .### #### ###. ..#. ###. .##. .#.. .##. .##.  ... # ... ...
"""

_MIDDLE_0_TO_4: Final = """
.####. ..##.. .####. #####. ##....
###### .###.. ###### ###### ##....
##..## ####.. ##..## ....## ##.##.
##..## ..##.. ....## ....## ##.##.
##..## ..##.. ...### .####. ##.##.
##..## ..##.. ..###. .####. ######
##..## ..##.. .###.. ....## ######
##..## ..##.. ###... ....## ...##.
###### ###### ###### ###### ...##.
.####. ###### ###### #####. ...##.
"""
_MIDDLE_5_TO_9: Final = """
###### ..#### ###### .####. .####.
###### .##### ###### ###### ######
##.... ###... ....## ##..## ##..##
##.... ##.... ....## ##..## ##..##
#####. #####. ...##. .####. ######
###### ###### ...##. .####. .#####
....## ##..## ..##.. ##..## ....##
....## ##..## ..##.. ##..## ...###
###### ###### .##... ###### #####.
#####. .####. .##... .####. ####..
"""
_MIDDLE_SIGNS: Final = """
.. .. ...... ......
.. .. ...... ......
## .. ..##.. ......
## .. ..##.. ......
.. .. ###### ######
.. .. ###### ######
## .. ..##.. ......
## .. ..##.. ......
.. ## ...... ......
.. ## ...... ......
"""

_LARGE_0_TO_4: Final = """
..#####.. ...###... ..#####.. ..#####.. ###......
.#######. ..####... .#######. .#######. ###......
###...### .#####... ###...### ###...### ###......
###...### .#####... ###...### ......### ###..###.
###...### ...###... ......### ......### ###..###.
###...### ...###... .....#### .....###. ###..###.
###...### ...###... ....####. ..#####.. ###..###.
###...### ...###... ...####.. ..#####.. ###..###.
###...### ...###... ..####... .....###. #########
###...### ...###... .####.... ......### #########
###...### ...###... ####..... ......### .....###.
###...### ...###... ###...... ###...### .....###.
.#######. .#######. ######### .#######. .....###.
..#####.. .#######. ######### ..#####.. .....###.
"""
_LARGE_5_TO_9: Final = """
######### ..#####.. ######### ..#####.. ..#####..
######### .#######. ######### .#######. .#######.
###...... ###...### ......### ###...### ###...###
###...... ###...... ......### ###...### ###...###
###...... ###...... .....###. ###...### ###...###
#######.. ###...... .....###. .###.###. ###...###
########. #######.. ....###.. ..#####.. ###...###
......### ########. ....###.. ..#####.. .########
......### ###...### ....###.. .###.###. ..#######
......### ###...### ...###... ###...### ......###
......### ###...### ...###... ###...### ......###
###...### ###...### ...###... ###...### ###...###
.#######. .#######. ...###... .#######. .#######.
..#####.. ..#####.. ...###... ..#####.. ..#####..
"""
_LARGE_SIGNS: Final = """
... ... ....... .......
... ... ....... .......
... ... ....... .......
### ... ..###.. .......
### ... ..###.. .......
### ... ..###.. .......
... ... ####### #######
... ... ####### #######
### ... ..###.. .......
### ... ..###.. .......
### ... ..###.. .......
... ### ....... .......
... ### ....... .......
... ### ....... .......
"""

_CUTS: Final = {
    3: _Cut(1, _read(_ORDER, _SMALL)),
    5: _Cut(2, _read(_ORDER, _MIDDLE_0_TO_4, _MIDDLE_5_TO_9, _MIDDLE_SIGNS)),
    7: _Cut(2, _read(_ORDER, _LARGE_0_TO_4, _LARGE_5_TO_9, _LARGE_SIGNS)),
}
_HALVES: Final = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}


def _cut_and_scale(rows: int) -> tuple[int, int]:
    """Give the cut from which figures of so many rows are made, and how many times it is enlarged."""
    if rows in CUTS:
        return rows, 1
    for cut in (7, 5):
        if rows > 0 and rows % cut == 0:
            return cut, rows // cut
    raise ValueError(f"no large figures of {rows} rows: only 3, and multiples of 5 and 7")


def _pixel_rows(text: str, cut: int) -> list[str]:
    """Give the picture of `text` in one cut, a string of # and . for every pixel row."""
    gap, pictures = _CUTS[cut]
    blank = ("." * (len(pictures["0"][0]) // 2),) * (2 * cut)
    plain = text.replace(MINUS, "-")
    unknown = sorted(set(plain) - pictures.keys() - {" "})
    if unknown:
        raise ValueError(f"no large figure for {', '.join(map(repr, unknown))}")
    columns = [blank if character == " " else pictures[character] for character in plain]
    return [("." * gap).join(row) for row in zip(*columns, strict=True)] if columns else [""] * (2 * cut)


@lru_cache(maxsize=64)
def big_text(text: str, rows: int) -> tuple[str, ...]:
    """Draw digits, `:`, `.`, `+`, `-` and spaces so many rows high: 3, or any multiple of 5 or 7.

    All lines are equally wide. ValueError for another height or another character; `fit` says beforehand.
    """
    cut, scale = _cut_and_scale(rows)
    tall: list[str] = []
    for row in _pixel_rows(text, cut):
        wide = "".join(pixel * scale for pixel in row)
        tall += [wide] * scale
    return tuple(
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(tall[::2], tall[1::2], strict=True)
    )


@lru_cache(maxsize=64)
def fit(text: str, columns: int, rows: int) -> int:
    """Give the largest height, in rows, at which `text` fits into so many columns and rows.

    0 when not even the smallest does, or when `text` holds a character without a large figure: then plain
    text is drawn.
    """
    for height in range(rows, 2, -1):
        try:
            cut, scale = _cut_and_scale(height)
        except ValueError:
            continue
        try:
            width = len(_pixel_rows(text, cut)[0]) * scale
        except ValueError:
            return 0
        if width <= columns:
            return height
    return 0


def bar(fraction: float, width: int) -> tuple[str, str]:
    """Give the filled part of a bar and the rest of it, together `width` columns.

    Only nothing is shown as empty and only all as full: a clock with two seconds left has not run out.
    """
    width = max(0, width)
    filled = round(min(1.0, max(0.0, fraction)) * width)
    if width >= 2 and 0.0 < fraction < 1.0:
        filled = min(width - 1, max(1, filled))
    return "█" * filled, "░" * (width - filled)
