"""A document as plain lines for a terminal, measured in cells, so that it is whole at 54 columns and up."""

from collections.abc import Iterable
from io import StringIO
from typing import Final

from rich.box import Box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from apv_tui.core.text import one_line, safe
from apv_tui.reports.document import (
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Column,
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

WIDE: Final = 110
"""Columns from which every column of a table stands by itself."""
LEAST: Final = 30
_RULED: Final = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
_CHOSEN: Final = "●"
_MARKS: Final = {"dots": "·", "boxes": "[ ]"}


def text(words: str) -> Text:
    """Make any words harmless on a terminal: nothing in them is obeyed, by the terminal or as markup."""
    return Text(safe(words))


def render(document: Document, width: int) -> str:
    """Give a document in lines of at most `width` cells."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(LEAST, width),
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    if document.titled:
        _print(console, document.title)
    if document.under:
        _print(console, document.under)
    for page in document.pages:
        _blocks(console, page.blocks)
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def _print(console: Console, words: str, head: str = "", indent: int = 0) -> None:
    """Print words with something before the first line; further lines stand below the first word."""
    before = Text(" " * indent + head)
    room = max(8, console.width - before.cell_len)
    blank = Text(" " * before.cell_len)
    for at, line in enumerate(text(words).wrap(console, room)):
        console.print(
            Text.assemble(blank if at else before, line), no_wrap=True, overflow="ignore", crop=False
        )


def _blocks(console: Console, blocks: Iterable[Block], indent: int = 0) -> None:
    for block in blocks:
        _block(console, block, indent)


def _block(console: Console, block: Block, indent: int) -> None:
    match block:
        case Facts() | Bars() | Signatures() | Picture():
            _shown(console, block, indent)
        case Heading():
            _heading(console, block, indent)
        case Para(words, role):
            _print(console, words, "» " if role == "said" else "", indent)
        case Bullets():
            _list(console, block, indent)
        case Table():
            _table(console, block)
        case Room(lines):
            console.print(Text("\n".join(["_" * (console.width - 2)] * lines)))
        case Numbered():
            known = dict(block.words)
            for number in range(1, block.lines + 1):
                _print(console, known.get(number, "") or "…", f"{number:>3}  ", indent)
        case Cards(cards):
            for card in cards:
                _card(console, card, indent)
        case Keep(blocks) | Page(blocks):
            _blocks(console, blocks, indent)


def _heading(console: Console, block: Heading, indent: int) -> None:
    console.print()
    _print(console, block.text, indent=indent)
    if block.level < 3:
        rule = "═" if block.level == 1 else "─"
        console.print(Text(rule * min(console.width, max(8, _widest(block.text)))))


def _shown(console: Console, block: Facts | Bars | Signatures | Picture, indent: int) -> None:
    """Print what is looked at rather than read through; a picture by its words."""
    match block:
        case Facts(rows):
            for name, fact in rows:
                _print(console, f"{name}: {fact}", indent=indent)
        case Bars():
            _bars(console, block, indent)
        case Signatures(lines, date):
            for line in lines:
                console.print()
                _print(console, f"{one_line(date)} ____________  ____________________", indent=indent)
                _print(console, line, indent=indent)
        case Picture(words=words):
            if words:
                _print(console, words, indent=indent)


def _bars(console: Console, block: Bars, indent: int) -> None:
    """Print each label on a line of its own, with its bar and number below it."""
    longest = max((bar.value for bar in block.rows), default=0)
    said = max((Text(safe(bar.said)).cell_len for bar in block.rows), default=0)
    room = max(4, min(40, console.width - indent - said - 4))
    for bar in block.rows:
        _print(console, bar.label, f"{_CHOSEN} " if bar.marked else "  ", indent)
        drawn = "█" * max(1, round(room * bar.value / longest)) if bar.value else ""
        _print(console, f"{drawn} {bar.said}".strip(), "  ", indent)
    if block.mark:
        _print(console, block.mark, f"{_CHOSEN} ", indent)


def _list(console: Console, block: Bullets, indent: int) -> None:
    for number, (words, below) in enumerate(block.items, block.first):
        head = f"{_MARKS.get(block.marks, f'{number:>2} ')} "
        _print(console, words, head, indent)
        for each in below:
            _print(console, each, "- ", indent + len(head))


def _widest(words: str) -> int:
    return max((Text(safe(line)).cell_len for line in words.split("\n")), default=0)


def _table(console: Console, block: Table) -> None:
    """Print a table; where it is narrow, its further columns stand above and below the main one."""
    columns = block.columns
    stacked = console.width < WIDE and any(column.kind == "main" for column in columns)
    shown = [at for at, column in enumerate(columns) if not stacked or column.kind in ("short", "main")]
    table = RichTable(box=_RULED, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), expand=False)
    for at in shown:
        table.add_column(text(columns[at].head), no_wrap=columns[at].kind == "short", overflow="fold")
    for place, row in enumerate(block.rows):
        if place in block.divided and place:
            table.add_section()
        table.add_row(
            *(
                _stack(columns, row) if stacked and columns[at].kind == "main" else text(row[at])
                for at in shown
            )
        )
    console.print()
    console.print(table)
    console.print()


def _stack(columns: tuple[Column, ...], row: tuple[str, ...]) -> Text:
    """Give what belongs to a row below each other: what stands over it, the main cell, the rest by name."""
    lines = []
    for kind in ("over", "main", "plain", "more"):
        for column, words in zip(columns, row, strict=True):
            if column.kind == kind and words:
                lines.append(words if kind in ("main", "plain") else f"{column.head}: {words}")
    return text("\n".join(lines))


def _card(console: Console, card: Card, indent: int) -> None:
    console.print()
    _print(console, card.title, indent=indent)
    if card.under:
        _print(console, card.under, indent=indent)
    _blocks(console, card.blocks, indent + 2)
