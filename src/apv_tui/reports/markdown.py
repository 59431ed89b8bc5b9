"""A document as Markdown that GitHub shows and Word's importers take: tables in pipes, and no HTML at all."""

import re
from collections.abc import Iterable
from typing import Final

from apv_tui.core.text import one_line, safe
from apv_tui.reports.document import (
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Document,
    Facts,
    Heading,
    Keep,
    Numbered,
    Page,
    Para,
    Picture,
    Room,
    Signatures,
    Table,
)

# Whatever can begin emphasis, code, a link, HTML, an entity, a table's next cell, a strike-out or mathematics.
_ANYWHERE: Final = re.compile(r"[\\`*_\[\]{}<>&|~^$]")
# Addresses that become links by themselves.
_LINKS: Final = re.compile(r":(?=//)|(?<=www)\.|@|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
# What makes a line a heading, an underlined heading, a rule, an item, a definition or a quotation.
_AT_START: Final = re.compile(r"^( *)([#+=:^%-]|[0-9]+(?=[.)](?:\s|$)))", re.MULTILINE)
_BREAK: Final = "\\\n"
_WRITTEN: Final = "…" * 40
_MARK: Final = "✓"
_LONGEST: Final = 24
"""The signs of the longest bar of a chart."""


def text(words: str) -> str:
    """Make any words harmless in Markdown, in a paragraph, an item, a heading or a cell; line breaks stay breaks.

    What is shown is what was written, but for runs of blank space.
    """
    return _BREAK.join(_lines(words))


def _lines(words: str) -> list[str]:
    lines = [" ".join(line.split()) for line in safe(words).split("\n")]
    return [_line(line) for line in lines if line]


def _line(line: str) -> str:
    escaped = _LINKS.sub(lambda found: "\\" + found[0], _ANYWHERE.sub(lambda found: "\\" + found[0], line))
    return _AT_START.sub(_start, escaped)


def _start(found: re.Match[str]) -> str:
    # A number is no list once its full stop is escaped; every other sign is escaped itself.
    return f"{found[1]}{found[2]}\\" if found[2].isdecimal() else f"{found[1]}\\{found[2]}"


def cell(words: str) -> str:
    """Make any words harmless in a cell of a table, which is one line."""
    return text(one_line(words, max(1, len(words))))


def render(document: Document) -> str:
    """Give a document as Markdown."""
    blocks = [f"# {cell(document.title)}"] if document.titled else []
    if document.under:
        blocks.append(text(document.under))
    top = 2 if document.titled else 1
    for at, page in enumerate(document.pages):
        blocks += [*(["---"] if at else []), *_blocks(page.blocks, top)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _blocks(blocks: Iterable[Block], top: int) -> list[str]:
    return [each for block in blocks for each in _block(block, top)]


def _block(block: Block, top: int) -> list[str]:
    match block:
        case Facts() | Bars() | Signatures() | Picture():
            return _shown(block)
        case Heading(level, words):
            return [f"{'#' * (level + top - 1)} {cell(words)}"]
        case Para(words, role):
            return [_para(words, role)]
        case Bullets():
            return [_list(block)]
        case Table():
            return [_table(block)]
        case Room(lines):
            return [_WRITTEN] * lines
        case Numbered():
            known = dict(block.words)
            rows = [f"| {number} | {cell(known.get(number, ''))} |" for number in range(1, block.lines + 1)]
            return ["\n".join(["| | |", "|---:|:---|", *rows])]
        case Cards(cards):
            return [each for card in cards for each in _card(card, top)]
        case Keep(blocks) | Page(blocks):
            return _blocks(blocks, top)


def _shown(block: Facts | Bars | Signatures | Picture) -> list[str]:
    """Give what is looked at rather than read through; a picture by its words, as there is no file beside."""
    match block:
        case Facts(rows):
            return [
                "\n".join(
                    ["| | |", "|:---|:---|", *(f"| {cell(name)} | {cell(fact)} |" for name, fact in rows)]
                )
            ]
        case Bars():
            return _bars(block)
        case Signatures(lines, date):
            dated = f"{text(date)} {_WRITTEN[:12]} {_WRITTEN}"
            return [f"{dated}{_BREAK}{cell(line)}" for line in lines]
        case Picture(words=words):
            return [cell(words)] if words else []


def _bars(block: Bars) -> list[str]:
    longest = max((bar.value for bar in block.rows), default=0)
    rows = []
    for bar in block.rows:
        drawn = "█" * max(1, round(_LONGEST * bar.value / longest)) if bar.value else ""
        mark = f"{_MARK} " if bar.marked else ""
        rows.append(f"| {mark}{cell(bar.label)} | {drawn} | {cell(bar.said)} |")
    legend = [f"{_MARK} {cell(block.mark)}"] if block.mark else []
    return ["\n".join(["| | | |", "|:---|:---|---:|", *rows]), *legend]


def _para(words: str, role: str) -> str:
    made = text(words)
    if role == "said":
        return "> " + made.replace("\n", "\n> ")
    if role == "strong":
        return _BREAK.join(f"**{line}**" for line in _lines(words))
    return made


def _list(block: Bullets) -> str:
    rows = []
    for number, (words, below) in enumerate(block.items, block.first):
        mark = {"dots": "-", "numbers": f"{number}.", "boxes": "- [ ]"}[block.marks]
        indent = " " * (2 if block.marks == "boxes" else len(mark) + 1)
        rows.append(f"{mark} {text(words)}".replace("\n", f"\n{indent}"))
        rows += [f"{indent}- {text(each)}".replace("\n", f"\n{indent}  ") for each in below]
    return "\n".join(rows)


def _table(block: Table) -> str:
    heads = " | ".join(cell(column.head) for column in block.columns)
    rules = "|".join(":---" for _ in block.columns)
    rows = [f"| {' | '.join(map(cell, row))} |" for row in block.rows]
    return "\n".join([f"| {heads} |", f"|{rules}|", *rows])


def _card(card: Card, top: int) -> list[str]:
    times = f" (× {card.copies})" if card.copies > 1 else ""
    head = f"{'#' * (top + 2)} {cell(card.title)}{times}"
    return [head, text(card.under), *_blocks(card.blocks, top), "---"]
