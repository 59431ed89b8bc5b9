"""Who does what in every group now: as a table, or as a list where it is narrow."""

from collections.abc import Sequence
from typing import NamedTuple

from apv_tui.tui.lines import Lines, Span, line, width_of
from apv_tui.tui.stages.seats import Cell, even_pages, lay_out, pack

_ROOMY = 5
"""The columns of a table stand no further apart than this, so that the eye keeps its row."""


class TurnRow(NamedTuple):
    """One group in its present turn, by name: a cell of names for each column, the first for who is on.

    `note` says what differs: its change. `alone` stands instead of all that where a group has no turns.
    `aside` is said of it in a list, which has no column for the note.
    """

    group: str
    cells: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    alone: str = ""
    aside: str = ""


def _listed(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{who}," for who in names[:-1]) + tuple(names[-1:])


def wide_pages(rows: Sequence[TurnRow], heads: Sequence[str], width: int, height: int) -> list[Lines]:
    """Give the pages of a table: a column for each head, and one for what differs."""
    label = _widest([row.group for row in rows]) + 3
    last = _widest([row.note for row in rows])
    last += 2 if last else 0
    room = width - label - last
    wants = [
        _widest([head, *(" ".join(_listed(row.cells[at])) for row in rows if row.cells)])
        for at, head in enumerate(heads)
    ]
    gaps = len(heads) - 1
    gap = max(2, min(_ROOMY, (room - sum(wants)) // max(1, gaps)))
    # Names that are too long for the screen are set in several lines, never cut.
    widths = [min(want, room * 3 // 10) for want in wants[:-1]]
    widths.append(max(8, room - sum(widths) - gaps * gap))
    whole = [each + gap for each in widths[:-1]] + widths[-1:]
    blocks = [_block(row, label, whole, last, gap) for row in rows]
    titles = [head.ljust(whole[at]) for at, head in enumerate(heads[:-1])]
    header = line(" " * label, *titles, heads[-1], role="muted")
    return [[header, *part] for part in even_pages(blocks, max(1, height - 1))]


def _block(row: TurnRow, label: int, widths: list[int], last: int, gap: int) -> Lines:
    if row.alone:
        return Cell(row.group.ljust(label), (row.alone,), role="warn").lines(label + sum(widths) + last)
    ends = [gap] * (len(widths) - 1) + [0]
    cells = [
        pack(_listed(names), " ", width - end)
        for names, width, end in zip(row.cells, widths, ends, strict=True)
    ]
    lines: Lines = []
    for at in range(max(map(len, cells))):
        texts = [cell[at] if at < len(cell) else "" for cell in cells]
        spans = [Span((row.group if at == 0 else "").ljust(label), "accent", True)]
        for column, text in enumerate(texts):
            fill = " " * max(0, widths[column] - width_of(line(text)))
            spans.append(Span(text + fill, "heading" if column == 0 else "text", column == 0))
        if row.note and at == 0:
            spans.append(Span(" " * max(2, last - width_of(line(row.note))) + row.note, "warn"))
        lines.append(tuple(spans))
    return lines


def narrow_pages(rows: Sequence[TurnRow], width: int, height: int) -> list[Lines]:
    """Give the pages of a list: number, who is on › all others."""
    cells = []
    for number, row in enumerate(rows, 1):
        head = f"{number:>2}  "
        if row.alone:
            cells.append(Cell(head, (row.alone,), role="warn"))
        else:
            others = [name for names in row.cells[1:] for name in names]
            aside = (f"({row.aside})",) if row.aside else ()
            cells.append(Cell(head, (f"{' '.join(_listed(row.cells[0]))} ›", *_listed(others), *aside)))
    return lay_out(cells, width, height)


def _widest(texts: list[str]) -> int:
    return max((width_of(line(text)) for text in texts), default=0)
