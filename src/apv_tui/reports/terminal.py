"""A document as plain lines for a terminal, measured in cells, so that it is whole at 54 columns and up."""

from collections.abc import Iterable
from io import StringIO
from typing import Final

from rich.box import Box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from apv_tui.core.text import safe
from apv_tui.reports.document import (
    Block,
    Bullets,
    Card,
    Cards,
    Column,
    Document,
    Heading,
    Keep,
    Numbered,
    Page,
    Para,
    Room,
    Table,
)

WIDE: Final = 110
"""Columns from which every column of a table stands by itself."""
LEAST: Final = 30
_RULED: Final = Box("    \n    \n ── \n    \n ── \n ── \n    \n    \n")
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
        case Heading(level, words):
            console.print()
            _print(console, words, indent=indent)
            if level < 3:
                console.print(Text(("═" if level == 1 else "─") * min(console.width, max(8, _widest(words)))))
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
