"""The blocks that are tables in Word: tables, facts, charts, lines to write and to sign on, cards."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from docx.shared import Emu, Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from apv_tui.reports.document import Bars, Card, Cards, Facts, Numbered, Signatures, Table
from apv_tui.reports.word import shapes
from apv_tui.reports.word.styles import put_on
from apv_tui.reports.word.words import text

if TYPE_CHECKING:
    from apv_tui.reports.word.writer import Writer

SIGN: Final = "\u221a "
"""Stands before what was chosen."""
_CHOSEN: Final = "404040"
_OTHER: Final = "A6A6A6"


def put(writer: "Writer", block: Table | Numbered | Cards | Facts | Bars | Signatures) -> None:
    """Write a block as a table."""
    match block:
        case Table():
            _table(writer, block)
        case Numbered():
            _numbered(writer, block)
        case Cards():
            _cards(writer, block)
        case Facts():
            _facts(writer, block)
        case Bars():
            _bars(writer, block)
        case Signatures():
            _signatures(writer, block)


def _grid(writer: "Writer", rows: int, columns: Sequence[Length], *, ruled: bool = True) -> WordTable:
    if writer.into is writer.opened.document:
        made: WordTable = writer.into.add_table(rows, len(columns))
        writer.settle(made._tbl)
    else:
        made = writer.into.add_table(rows, len(columns))
    if ruled:
        made.style = writer.styles.table()
    shapes.lay_out(made, columns)
    shapes.whole_rows(made)
    shapes.describe(made, writer.under)
    return made


def _cells(table: WordTable) -> list[list[Cell]]:
    """Give the cells row by row: asking the library for one by its place goes through all of them each time."""
    return [[Cell(each, table) for each in row.tc_lst] for row in table._tbl.tr_lst]


def _cell(writer: "Writer", cell: Any, words: str, *, like: str = "") -> Paragraph:
    made: Paragraph = cell.paragraphs[0]
    put_on(made, writer.styles.paragraph("Normal"))
    made.paragraph_format.space_after = Pt(0)
    run = made.add_run(text(words))
    if like:
        put_on(run, writer.styles.character(like))
    run.font.size = Pt(14 if writer.big else 9.5)
    writer.made.append(made)
    return made


def _table(writer: "Writer", block: Table) -> None:
    columns = [[column.head, *(row[at] for row in block.rows)] for at, column in enumerate(block.columns)]
    made = _grid(writer, 1 + len(block.rows), shapes.widths(columns, writer.room))
    shapes.head_row(made)
    cells = _cells(made)
    for at, column in enumerate(block.columns):
        head = _cell(writer, cells[0][at], column.head, like="Strong")
        head.paragraph_format.keep_with_next = True
        like = "Strong" if column.kind == "main" else ""
        for place, row in enumerate(block.rows, 1):
            cell = cells[place][at]
            _cell(writer, cell, row[at], like=like)
            if place - 1 in block.divided and place > 1:
                shapes.border(cell, size=12, sides=("top",))
    writer.gap()


def _facts(writer: "Writer", block: Facts) -> None:
    if not block.rows:
        return
    left = Emu(
        min(shapes.widths(list(zip(*block.rows, strict=True)), writer.room)[0], int(writer.room * 0.4))
    )
    made = _grid(writer, len(block.rows), [left, Emu(writer.room - left)], ruled=False)
    cells = _cells(made)
    for at, (name, said) in enumerate(block.rows):
        _cell(writer, cells[at][0], name, like="Strong")
        _cell(writer, cells[at][1], said)
    writer.gap()


def _bars(writer: "Writer", block: Bars) -> None:
    if not block.rows:
        return
    most = max(1, *(bar.value for bar in block.rows))
    columns = [Emu(int(writer.room * share)) for share in (0.42, 0.43, 0.15)]
    made = _grid(writer, len(block.rows), columns, ruled=False)
    cells = _cells(made)
    for at, bar in enumerate(block.rows):
        like = "Strong" if bar.marked else ""
        _cell(writer, cells[at][0], f"{SIGN if bar.marked else ''}{bar.label}", like=like)
        line = _cell(writer, cells[at][1], "")
        shapes.bar(line, max(0, bar.value) / most, Emu(columns[1] - Mm(4)), _CHOSEN if bar.marked else _OTHER)
        _cell(writer, cells[at][2], bar.said, like=like)
    if block.mark and any(bar.marked for bar in block.rows):
        writer.paragraph(f"{SIGN}{block.mark}", like="Subtle Emphasis")
    else:
        writer.gap()


def _numbered(writer: "Writer", block: Numbered) -> None:
    known = dict(block.words)
    made = _grid(writer, block.lines, [Mm(14), Emu(writer.room - Mm(14))], ruled=False)
    cells = _cells(made)
    for at in range(block.lines):
        made.rows[at].height = Mm(10)
        _cell(writer, cells[at][0], str(at + 1), like="Strong").runs[0].font.size = Pt(14)
        _cell(writer, cells[at][1], known.get(at + 1, ""))
        for side in (0, 1):
            shapes.border(cells[at][side], size=4, sides=("bottom",))
    writer.gap()


def _signatures(writer: "Writer", block: Signatures) -> None:
    columns = [Emu(int(writer.room * share)) for share in (0.6, 0.06, 0.34)]
    made = _grid(writer, 2 * len(block.lines), columns, ruled=False)
    cells = _cells(made)
    for at, who in enumerate(block.lines):
        made.rows[2 * at].height = Mm(14)
        for side, words in ((0, who), (2, block.date)):
            _cell(writer, cells[2 * at][side], "").paragraph_format.keep_with_next = True
            shapes.border(cells[2 * at][side], size=6, sides=("bottom",))
            _cell(writer, cells[2 * at + 1][side], words)
    writer.gap()


def _cards(writer: "Writer", block: Cards) -> None:
    cards = [card for card in block.cards for _ in range(card.copies)]
    width = Emu(writer.room // block.across)
    for at in range(0, len(cards), block.across):
        made = _grid(writer, 1, [width] * block.across, ruled=False)
        shapes.pad(made, Mm(3))
        for place, card in enumerate(cards[at : at + block.across]):
            cell = _cells(made)[0][place]
            shapes.border(cell, kind="dashed")
            with writer.inside(cell, Emu(width - Mm(6))):
                _card(writer, card)
        writer.gap()


def _card(writer: "Writer", card: Card) -> None:
    writer.paragraph(card.title, like="Strong")
    if card.under:
        writer.paragraph(card.under)
    writer.blocks(card.blocks)
