"""What a pasted text is as items: one a line, without the bullets, numbers and quotation signs it came with.

People paste from Word, Excel, e-mail, chats and their own notes. Whatever is left out or put together is counted,
so that the preview can say it; what only looks like a mark stays ("-5 grader", "1. sal er kold").
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from apv_tui.core.repeats import LIKELY
from apv_tui.core.text import one_line, safe

MOST: Final = 1_000
LONGEST: Final = 500
"""Characters of an item; what is longer is cut with a sign."""
ALL_COLUMNS: Final = -1
MOST_SHARING: Final = 40
"""How many texts that share a word with another are compared with it: the latest."""

_QUOTED: Final = re.compile(r"^\s*(?:>\s?)+")
# Word and Outlook write their bullets with signs of the Symbol and Wingdings fonts, in the private area.
_BULLETS: Final = "•●▪◦·►‣⁃∙○■□◆◇➢➤✓✔√§\uf0b7\uf0a7\uf0d8\uf0fc\uf076"
_BULLET: Final = re.compile(rf"^\s*(?:[{_BULLETS}]+\s*|[–—*-]+(?:\s+|$)|o\t\s*)")
_TIGHT: Final = re.compile(r"^\s*[–—*-]+(?=[^\s\d–—*-])")
"""A dash or star without a space after it: a bullet only where most lines have one."""
_BOX: Final = re.compile(r"^\s*(?:\[[ xX✓✔]?\]|[☐☑☒✅✗✘])\s*")
_NUMBER: Final = re.compile(
    r"^\s*(?:\(?\d{1,3}(?:\.\d{1,2})*(?:[.):]|\s*[-–]\s)(?!\d)|\(?[a-zA-Z][.)](?=\s))\s*"
)
_SAID_BY: Final = re.compile(
    r"^\s*(?:On|Den|Op|Am|Fra|From|Van|Til|To|Aan|Sendt|Sent|Verzonden|Emne|Subject)\b.*:\s*$"
)
_NAME: Final = re.compile(
    r"[^\W\d_a-zæøå][\w.'’-]*(?:\s+(?:[^\W\d_a-zæøå][\w.'’-]*|van|de|der|den|von)){1,4}"
)
_WORD: Final = re.compile(r"\w{3,}")
_DIGITS: Final = re.compile(r"\d+")
_SIGNS: Final = re.compile(r"\W+")


class Pasted(NamedTuple):
    """The items of a pasted text, and what was taken off or put together on the way."""

    items: tuple[str, ...]
    left_out: int = 0
    """Lines that are too many to be taken at once."""
    bullets: int = 0
    numbers: int = 0
    quotes: int = 0
    """Signs of e-mails in front of what somebody wrote before."""
    heads: int = 0
    """Lines in which an e-mail says who wrote what follows."""
    blank: int = 0
    joined: int = 0
    """Lines that go on from the one above."""
    cut: int = 0
    """Items that are longer than one may be."""
    columns: int = 1
    """How many columns the table has that it came from."""
    column: int = 0
    """The column that was taken, from 0; `ALL_COLUMNS` for all of them, one after the other."""


class Repeat(NamedTuple):
    """What an item repeats: an earlier one of the paste (`number` counts from 1), or one of the list."""

    number: int
    in_list: bool
    same: bool
    """Word for word, but for signs and capitals; else it is only like it."""


def read_paste(text: str, column: int | None = None) -> Pasted:
    """Read a pasted text. Of a table one column is taken: `column`, else the one that says most.

    Numbers and letters in front go where most lines have one: alone they are words.
    """
    table, rows = _columns(text)
    took = 0
    if table > 1:
        took = _wordiest(rows) if column is None else column
        texts = [", ".join(filter(None, row)) if took == ALL_COLUMNS else row[took] for row in rows]
    else:
        texts = [row[0] for row in rows]
    items, counted = _items(texts)
    return Pasted(
        tuple(one_line(item, LONGEST) for item in items[:MOST]),
        left_out=max(0, len(items) - MOST),
        cut=sum(len(item) > LONGEST for item in items[:MOST]),
        columns=table,
        column=took,
        **counted,
    )


def items_of(text: str) -> tuple[str, ...]:
    """Give the lines of a pasted text as items; at most 1,000, `left_out` tells how many more there were."""
    return read_paste(text).items


def left_out(text: str) -> int:
    """Give how many lines of a pasted text are too many to be taken at once."""
    return read_paste(text).left_out


def without_bullet(text: str) -> str:
    """Give a single pasted line without a bullet or a box, where it has no other meaning."""
    return _BOX.sub("", _BULLET.sub("", text, count=1), count=1) or text


def _columns(text: str) -> tuple[int, list[list[str]]]:
    """Give how many columns a text has, and its rows: those of a table where most lines have tabs, as from Excel."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    filled = [row for row in lines if row.strip()]
    tabbed = sum("\t" in row.strip() and not _BULLET.match(row) for row in filled)
    if len(filled) < 2 or tabbed * 2 <= len(filled):
        return 1, [[row] for row in lines]
    rows = _cells(lines) if text.count('"') % 2 == 0 else [row.split("\t") for row in lines]
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [at for at in range(width) if any(row[at].strip() for row in full)]
    return max(1, len(used)), [[row[at] for at in used] or [""] for row in full]


def _cells(lines: Sequence[str]) -> list[list[str]]:
    """Give the cells of rows; one with line breaks in it stands in quotation marks."""
    import csv  # only where a table is pasted

    try:
        return [row or [""] for row in csv.reader([f"{row}\n" for row in lines], delimiter="\t")]
    except csv.Error:  # a cell of more than 128 KB
        return [row.split("\t") for row in lines]


def _wordiest(rows: list[list[str]]) -> int:
    """Give the column with the most letters; one of numbers, names or dates is seldom what is wanted."""
    totals = [sum(len(_WORD.findall(row[at])) for row in rows) for at in range(len(rows[0]))]
    return totals.index(max(totals))


def _items(texts: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    counted = dict.fromkeys(("bullets", "numbers", "quotes", "heads", "blank", "joined"), 0)
    rows: list[str] = []
    for text in texts:
        plain, quotes = _QUOTED.subn("", text)
        counted["quotes"] += quotes
        if quotes and _SAID_BY.match(plain):
            counted["heads"] += 1
        else:
            rows.append(plain)
    filled = [row for row in rows if row.strip()]
    tight = sum(bool(_BULLET.match(row) or _TIGHT.match(row)) for row in filled) * 2 > len(filled) > 1
    marked: list[tuple[str, str]] = []
    """Each row with the kind of mark it had: "bullets", "" for none, "blank"."""
    for row in rows:
        bare, bullets = _BULLET.subn("", row, count=1)
        if not bullets and tight:
            bare, bullets = _TIGHT.subn("", row, count=1)
        bare, boxes = _BOX.subn("", bare, count=1)
        text = " ".join(safe(bare).split())
        marked.append((text, ("bullets" if bullets or boxes else "") if text else "blank"))
    items = [(text, mark) for text, mark in marked if mark != "blank"]
    numbered = len(items) > 1 and sum(bool(_NUMBER.match(text)) for text, _ in items) * 2 > len(items)
    if numbered:
        marked = [_unnumbered(text, mark) for text, mark in marked]
    lists = sum(bool(mark) for text, mark in marked if text) * 2 >= len(items)
    found: list[str] = []
    above = "blank"
    for text, mark in marked:
        if mark == "blank":
            counted["blank"] += 1
        elif not mark and above != "blank" and lists and text[:1].islower():
            # In a list with marks, a line without one that begins in the middle of a sentence.
            found[-1] = f"{found[-1]} {text}"
            counted["joined"] += 1
        else:
            found.append(text)
            if mark:
                counted[mark] += 1
        above = mark if mark == "blank" else "item"
    while marked and marked[-1][1] == "blank":  # the end of the last line is no blank line
        marked.pop()
        counted["blank"] -= 1
    return found, counted


def _unnumbered(text: str, mark: str) -> tuple[str, str]:
    bare = _NUMBER.sub("", text, count=1)
    return (bare, "numbers") if bare and bare != text else (text, mark)


def looks_like_people(items: Sequence[str]) -> bool:
    """Whether a paste is likely a list of names, and belongs to the people: nearly every line is a name."""
    names = sum(
        bool(_NAME.fullmatch(re.split(r"[,;(]", item)[0].strip())) and len(item) <= 60 for item in items
    )
    return len(items) >= 3 and names * 10 >= len(items) * 8


def find_repeats(
    items: Sequence[str],
    standing: Sequence[tuple[int, str]],
    alike: Callable[[str, list[str]], list[float]],
) -> dict[int, Repeat]:
    """Give, by its place from 0, what each pasted item repeats: first of the list, then of the paste itself.

    `standing` are the items of the list, each with its number. Only texts that share the beginning of a word are
    compared: 200 lines against 600 must not take a second.
    """
    others = [(number, text, True) for number, text in standing if text]
    others += [(at + 1, text, False) for at, text in enumerate(items)]
    same: dict[str, tuple[int, bool]] = {}
    sharing: dict[str, list[int]] = {}
    for place, (number, text, in_list) in enumerate(others):
        if in_list:
            same.setdefault(_bare(text), (number, in_list))
            _share(sharing, text, place)
    found: dict[int, Repeat] = {}
    first = len(others) - len(items)
    for at, text in enumerate(items):
        known = same.setdefault(_bare(text), (at + 1, False))
        if known != (at + 1, False):
            found[at] = Repeat(*known, same=True)
        elif near := _nearest(text, [others[place] for place in _near(sharing, text)], alike):
            found[at] = Repeat(near[0], near[2], same=False)
        _share(sharing, text, first + at)
    return found


def _bare(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip() or text


def _begins(text: str) -> set[str]:
    return {word[:4] for word in _WORD.findall(text.casefold())}


def _share(sharing: dict[str, list[int]], text: str, place: int) -> None:
    for start in _begins(text):
        sharing.setdefault(start, []).append(place)


def _near(sharing: dict[str, list[int]], text: str) -> list[int]:
    """Give the places of texts that share a word with this one, through its rarer words where many do."""
    lists = sorted((sharing[start] for start in _begins(text) if start in sharing), key=len)
    return sorted({place for places in lists[:3] for place in places[-MOST_SHARING:]})


def _nearest(
    text: str, others: list[tuple[int, str, bool]], alike: Callable[[str, list[str]], list[float]]
) -> tuple[int, str, bool] | None:
    numbers = _DIGITS.findall(text)
    others = [other for other in others if _DIGITS.findall(other[1]) == numbers]  # "vagt 1" is not "vagt 2"
    if not others:
        return None
    scores = alike(text, [other for _, other, _ in others])
    best = max(range(len(others)), key=lambda at: (scores[at], -at))
    return others[best] if scores[best] >= LIKELY else None
