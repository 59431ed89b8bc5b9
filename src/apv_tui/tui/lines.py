"""What a pane shows: lines of spans, each with the role its text plays. Pure: no widget, no colour.

Text from people comes in as plain strings and is only ever a span's text, so it cannot become markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size

MORE: Final = "…"
HOLD: Final = "\u00a0"
"""A no-break space: holds together what is read as one."""
_BREAK: Final = re.compile(rf"[^\S{HOLD}]+")


class Span(NamedTuple):
    """A run of text with one look. `role` is a colour of the palette; `cursor` and `signal` are inverse."""

    text: str
    role: str = "text"
    bold: bool = False


Line = tuple[Span, ...]
Lines = list[Line]
EMPTY: Final[Line] = ()


def line(*parts: str | Span, role: str = "text", bold: bool = False) -> Line:
    """Make a line of strings and spans; strings get the role and weight named."""
    return tuple(part if isinstance(part, Span) else Span(part, role, bold) for part in parts)


def width_of(parts: Line) -> int:
    """Give the columns a line takes."""
    return sum(cell_len(span.text) for span in parts)


def text_of(parts: Line) -> str:
    """Give the bare text of a line."""
    return "".join([span.text for span in parts])


def clip(text: str, width: int) -> str:
    """Give `text` in at most `width` columns; a text that is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + MORE


def pad(text: str, width: int) -> str:
    """Give `text` in exactly `width` columns, cut with an ellipsis or filled with spaces."""
    return set_cell_size(clip(text, width), max(0, width))


def cut(parts: Line, width: int) -> Line:
    """Give a line in at most `width` columns; one of which more than spaces is cut ends in an ellipsis."""
    if width_of(parts) <= width:
        return parts
    if cell_len(text_of(parts).rstrip()) > width:
        width -= 1
        more: Line = (Span(MORE),)
    else:
        more = EMPTY
    shown: list[Span] = []
    for span in parts:
        room = width - width_of(tuple(shown))
        if room <= 0:
            break
        shown.append(
            span if cell_len(span.text) <= room else span._replace(text=set_cell_size(span.text, room))
        )
    return (*shown, *more)


def columns_of(before: Line, after: Line, width: int) -> int:
    """Give how many of a row's `width` columns one line or the other takes: behind them nothing has changed."""
    one, other = text_of(before), text_of(after)
    if not (one.isprintable() and other.isprintable()):
        return width  # what is drawn is not what was handed in
    return min(width, max(cell_len(one), cell_len(other)))


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` columns, at spaces where there are any.

    What a no-break space holds together is broken there only where it fits no line; it is shown as a space.
    """
    width = max(1, width)
    if cell_len(text) <= width and "\n" not in text:
        return [text.replace(HOLD, " ").rstrip()]  # nearly always
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if cell_len(paragraph) <= width:
            lines.append(paragraph.replace(HOLD, " ").rstrip())  # as it was written: columns stay columns
            continue
        current = ""
        for word in _words(paragraph, width) if HOLD in paragraph else paragraph.split():
            longer = f"{current} {word}" if current else word
            if cell_len(longer) <= width:
                current = longer
                continue
            if current:
                lines.append(current)
            *whole, current = _chop(word, width)
            lines.extend(whole)
        lines.append(current)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def _words(text: str, width: int) -> Iterator[str]:
    """Give what stays together in a text that has no-break spaces."""
    for held in _BREAK.split(text):
        together = held.replace(HOLD, " ").strip()
        yield from (together,) if together and cell_len(together) <= width else together.split()


def _chop(word: str, width: int) -> list[str]:
    """Cut a word that is wider than the line into pieces."""
    pieces = [""]
    for character in word:
        if cell_len(pieces[-1] + character) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += character
    return pieces


def paragraph(text: str, width: int, role: str = "text", bold: bool = False, indent: str = "") -> Lines:
    """Give `text` wrapped into lines of one look; lines after the first begin with `indent`."""
    first, *rest = wrap(text, width - cell_len(indent))
    return [
        line(first, role=role, bold=bold),
        *(line(indent + row, role=role, bold=bold) for row in rest),
    ]


def hanging(head: Span, text: str, width: int, role: str = "text", bold: bool = False) -> Lines:
    """Give `text` wrapped beside a head (a number, a bullet), further lines under its first letter."""
    at = cell_len(head.text)
    rows = wrap(text, max(8, width - at))
    return [
        (head, Span(rows[0], role, bold)),
        *((Span(" " * at), Span(row, role, bold)) for row in rows[1:]),
    ]


class Page(NamedTuple):
    """One page of lines, and which one it is, from 1."""

    lines: Lines
    number: int
    of: int


def pages_of(blocks: Iterable[Lines], height: int) -> list[Lines]:
    """Give all pages of blocks that are kept whole where they fit; one at least.

    A blank row for which a page has no room is left out: a page of its own would be an empty one.
    """
    made: list[Lines] = [[]]
    height = max(1, height)
    for block in blocks:
        if made[-1] and len(made[-1]) + len(block) > height:
            made.append([])
        for row in block:
            if len(made[-1]) < height:
                made[-1].append(row)
            elif row != EMPTY:
                made.append([row])
    return made


def page(blocks: Iterable[Lines], height: int, number: int) -> Page:
    """Give page `number` (from 0, wrapping round) of blocks that are kept whole where they fit."""
    made = pages_of(blocks, height)
    at = number % len(made)
    return Page(made[at], at + 1, len(made))


def columns(cells: Sequence[Line], widths: int, width: int, gap: int = 2) -> Lines:
    """Lay cells out in as many columns of `widths` as fit in `width`, filled downwards."""
    count = max(1, (width + gap) // (widths + gap))
    rows = -(-len(cells) // count)
    result: Lines = []
    for row in range(rows):
        spans: list[Span] = []
        for column in range(count):
            at = column * rows + row
            if at >= len(cells):
                break
            fill = column * (widths + gap) - width_of(tuple(spans))
            if fill > 0:
                spans.append(Span(" " * fill))
            spans.extend(cells[at])
        result.append(tuple(spans))
    return result


def centred(text: str, width: int, role: str = "text", bold: bool = False) -> Line:
    """Give `text` in the middle of `width` columns."""
    shown = clip(text, width)
    return line(Span(" " * ((width - cell_len(shown)) // 2) + shown, role, bold))


def with_arrows(rows: Lines, above: bool, below: bool, width: int) -> Lines:
    """Put an arrow at the right edge of the first and last row where the list goes on: nothing is cut unsaid."""
    shown = list(rows)
    for at, (more, arrow) in ((0, (above, "↑")), (-1, (below, "↓"))):
        if more and shown:
            room = width - 2
            spans: list[Span] = []
            for span in shown[at]:
                left = max(0, room - width_of(tuple(spans)))
                # Spaces that only fill the line are no text that is cut.
                text = span.text if cell_len(span.text) <= left else clip(span.text.rstrip(), left)
                spans.append(span._replace(text=text))
            gap = room - width_of(tuple(spans)) + 1
            shown[at] = (*spans, Span(" " * gap), Span(arrow, "accent", True))
    return shown


def window(count: int, cursor: int, height: int) -> tuple[int, int]:
    """Give the rows (start, end) of a long list that keep the cursor in view, in the middle if it can be."""
    if count <= height:
        return 0, count
    start = min(max(0, cursor - height // 2), count - height)
    return start, start + height
