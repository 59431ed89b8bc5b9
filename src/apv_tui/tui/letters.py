"""Large capital letters for a message to the room, of half blocks as plain console fonts have them.

A letter is a picture of square pixels, two to a character cell, one above the other: seven high, with two rows
above for the accents and one below for the tail of a comma, so that a row of letters takes five cells and a row
of windows at twelve metres still holds nine of them. Larger ones are whole multiples.
"""

import unicodedata
from functools import lru_cache
from typing import Final

ROWS: Final = 5
"""Cells a row of letters is high, the space to the next one in it."""
_GAP: Final = 1
_HALVES: Final = {("#", "#"): "█", ("#", "."): "▀", (".", "#"): "▄", (".", "."): " "}


def _read(order: str, *bands: str) -> dict[str, tuple[str, ...]]:
    """Take bands of pictures, side by side with spaces between them, apart into one picture per character."""
    pictures: list[tuple[str, ...]] = []
    for band in bands:
        pictures += zip(*(line.split() for line in band.split("\n") if line.strip()), strict=True)
    return dict(zip(order, pictures, strict=True))


_LETTERS: Final = _read(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØ",
    """
.###. ####. .#### ####. ##### ##### .#### #...# ###
#...# #...# #.... #...# #.... #.... #.... #...# .#.
#...# #...# #.... #...# #.... #.... #.... #...# .#.
##### ####. #.... #...# ####. ####. #.### ##### .#.
#...# #...# #.... #...# #.... #.... #...# #...# .#.
#...# #...# #.... #...# #.... #.... #...# #...# .#.
#...# ####. .#### ####. ##### #.... .#### #...# ###
""",
    """
..### #...# #.... #...# #...# .###. ####. .###. ####.
...#. #..#. #.... ##.## ##..# #...# #...# #...# #...#
...#. #.#.. #.... #.#.# #.#.# #...# #...# #...# #...#
...#. ##... #.... #.#.# #.#.# #...# ####. #...# ####.
...#. #.#.. #.... #...# #.#.# #...# #.... #.#.# #.#..
#..#. #..#. #.... #...# #..## #...# #.... #..#. #..#.
.##.. #...# ##### #...# #...# .###. #.... .##.# #...#
""",
    """
.#### ##### #...# #...# #...# #...# #...# ##### .###### .####
#.... ..#.. #...# #...# #...# #...# #...# ....# #..#... #..##
#.... ..#.. #...# #...# #...# .#.#. .#.#. ...#. #..#... #.#.#
.###. ..#.. #...# #...# #.#.# ..#.. ..#.. ..#.. ######. #.#.#
....# ..#.. #...# .#.#. #.#.# .#.#. ..#.. .#... #..#... #.#.#
....# ..#.. #...# .#.#. ##.## #...# ..#.. #.... #..#... ##..#
####. ..#.. .###. ..#.. #...# #...# ..#.. ##### #..#### ####.
""",
)
_FIGURES: Final = _read(
    "0123456789",
    """
.##. ..#.. .###. ##### ...#. ##### ..##. ##### .###. .###.
#..# .##.. #...# ...#. ..##. #.... .#... ....# #...# #...#
#..# ..#.. ....# ..#.. .#.#. ####. #.... ...#. #...# #...#
#..# ..#.. ...#. ...#. #..#. ....# ####. ..#.. .###. .####
#..# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....#
#..# ..#.. .#... #...# ...#. #...# #...# ..#.. #...# ...#.
.##. .###. ##### .###. ...#. .###. .###. ..#.. .###. .##..
""",
)
_SIGNS: Final = _read(
    ".:!?-–+/()'\"%&*=…·",
    """
.. .. # .###. .... ..... ..... ....# .# #. # #.# ##..# .##.. ..... ..... ..... ..
.. .. # #...# .... ..... ..#.. ....# #. .# # #.# ##.#. #..#. #.#.# ..... ..... ..
.. ## # ....# .... ..... ..#.. ...#. #. .# . ... ...#. #.#.. .###. ##### ..... ..
.. ## # ...#. #### ##### ##### ..#.. #. .# . ... ..#.. .#... ##### ..... ..... ##
.. .. # ..#.. .... ..... ..#.. .#... #. .# . ... .#... #.#.# .###. ##### ..... ##
## ## . ..... .... ..... ..#.. #.... #. .# . ... .#.## #..#. #.#.# ..... ..... ..
## ## # ..#.. .... ..... ..... #.... .# #. . ... #..## .##.# ..... ..... #.#.# ..
""",
)
_TAILED: Final = {
    ",": ("..",) * 5 + (".#", ".#", "#."),
    ";": ("..", "..", ".#", "..", "..", ".#", ".#", "#."),
}
_ACCENTS: Final = {
    "\u0300": (".#...", "..#.."),
    "\u0301": ("...#.", "..#.."),
    "\u0302": ("..#..", ".#.#."),
    "\u0303": (".##.#", "#..#."),
    "\u0308": (".#.#.", "....."),
    "\u030a": (".###.", ".#.#."),
    "\u030c": (".#.#.", "..#.."),
}
_SAME: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "—": "–", "−": "-", "\u00a0": " "}
)


@lru_cache(maxsize=256)
def _picture(letter: str) -> tuple[str, ...] | None:
    """Give the ten pixel rows of a letter; None for one that has no picture."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if base == " ":
        return ("...",) * 10
    if base in _TAILED:
        picture = _TAILED[base]
        return ("..",) * 2 + picture
    found = _LETTERS.get(base) or _FIGURES.get(base) or _SIGNS.get(base)
    if found is None or len(marks) > 1 or (marks and marks[0] not in _ACCENTS):
        return None
    width = len(found[0])
    above: tuple[str, ...] = ("." * width,) * 2
    if marks:
        above = tuple(row.center(width, ".") if width >= 5 else row[1:4] for row in _ACCENTS[marks[0]])
    return (*above, *found, "." * width)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(_SAME).upper()


def width_of(text: str, scale: int = 1) -> int:
    """Give the columns a text takes in large letters; 0 where one of its characters has no large picture."""
    pictures = [_picture(letter) for letter in _plain(text)]
    if not pictures or any(picture is None for picture in pictures):
        return 0
    return scale * (sum(len(picture[0]) for picture in pictures if picture) + _GAP * (len(pictures) - 1))


def large(text: str, scale: int = 1) -> tuple[str, ...]:
    """Draw a text in large letters, in rows of equal width. ValueError for a character that has no picture."""
    pictures = []
    for letter in _plain(text):
        picture = _picture(letter)
        if picture is None:
            raise ValueError(f"no large letter for {letter!r}")
        pictures.append(picture)
    tall: list[str] = []
    for row in zip(*pictures, strict=True):
        wide = "".join(pixel * scale for pixel in ("." * _GAP).join(row))
        tall += [wide] * scale
    if len(tall) % 2:
        tall.append("." * len(tall[0]))
    return tuple(
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(tall[::2], tall[1::2], strict=True)
    )


def broken(text: str, columns: int, scale: int) -> list[str] | None:
    """Break a text into lines that fit in large letters, at spaces alone; None where a word is too wide."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        current = ""
        for word in paragraph.split():
            longer = f"{current} {word}" if current else word
            if 0 < width_of(longer, scale) <= columns:
                current = longer
                continue
            if not 0 < width_of(word, scale) <= columns:
                return None
            lines.append(current)
            current = word
        lines.append(current)
    return [line for line in lines if line]


def as_large_as_fits(text: str, columns: int, rows: int) -> tuple[tuple[str, ...], ...] | None:
    """Give the lines of a text as large as they fit into a window; None where even the smallest do not."""
    for scale in range(max(1, rows // ROWS), 0, -1):
        lines = broken(text, columns, scale)
        if lines and len(lines) * ROWS * scale <= rows:
            return tuple(large(line, scale) for line in lines)
    return None
