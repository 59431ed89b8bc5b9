"""The one place through which text from people and files passes before anything shows or keeps it.

What is typed, pasted or read is data: it must never move a cursor, colour a screen, open a clipboard or
turn the reading direction of the line around it. The characters that could are replaced by U+FFFD, which
stays visible, so that nothing disappears without a sign.
"""

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"

# C0 (but not tab and line feed), DEL and C1 steer a terminal; bidi controls reorder what stands beside
# them; surrogates cannot be written as UTF-8; U+2028/9 break lines where the program does not expect it.
_UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Two marks on one letter are a living orthography, more are "Zalgo" that spills over other lines. The runs
# are cut before they are put in order (NFC), which takes time by the square of their length.
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_STACKED_MARKS: Final = re.compile(f"([{_MARKS}]{{2}})[{_MARKS}]+")
_LONG_RUN: Final = re.compile(r"[^\x00-\u02ff]{31,}")
_LETTERS: Final = re.compile("[\n\x20-\x7e\xa1-\u02ff\u2010-\u2027]*")
"""Needs no second look, and nearly every text is made of it: Latin letters and signs, dashes, quotation marks."""
_MOST_MARKS: Final = 30
_DOUBLE_MARKS: Final = frozenset("\u0f73\u0f75\u0f81")  # no marks by their class, but NFC makes each into two
_SPACES: Final = re.compile(r"\s+")


def safe(text: str) -> str:
    """Give `text` in NFC with everything that could steer a terminal replaced; tabs become spaces.

    Line feeds stay. The result is safe to show and to write, and `safe(safe(x)) == safe(x)`.
    """
    if _LETTERS.fullmatch(text):
        return text
    clean = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    before = ""
    # NFC can bring marks together that others stood between, or take one apart: until nothing is left to cut.
    while clean != before:
        before = clean
        few = _STACKED_MARKS.sub(r"\1", _LONG_RUN.sub(_fewer_marks, clean))
        clean = _UNSAFE.sub(REPLACEMENT, unicodedata.normalize("NFC", few))
    return clean


def _fewer_marks(run: re.Match[str]) -> str:
    """Cut runs of combining marks of any script after the thirtieth, with one U+FFFD in their place."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) or character in _DOUBLE_MARKS else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
        elif marks == _MOST_MARKS + 1:
            kept.append(REPLACEMENT)
    return "".join(kept)


def one_line(text: str, longest: int = 500) -> str:
    """Give `text` as one safe line of at most `longest` characters, runs of white space folded to one space.

    A text that is cut ends in an ellipsis, so that the cut shows.
    """
    line = _SPACES.sub(" ", safe(text)).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
