"""A part of the screen that draws lines of spans, and repaints only the lines that changed.

One widget for every list, table and text of the program: no widget a row, no markup, no layout when a line
changes. It is also where the last checks stand: what is drawn has passed `safe`, and what is cut shows it.
"""

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from apv_tui.core.text import safe
from apv_tui.tui.lines import EMPTY, MORE, Line, Lines, columns_of
from apv_tui.tui.palette import DARK, LIGHT, Palette

INVERSE: Final = ("cursor", "signal")
"""Roles that stand out by being the other way round."""


@cache
def style_of(role: str, bold: bool, palette: Palette) -> Style:
    """Give the look of a role: a colour of the palette on its ground; cursor and signal are inverse.

    They are written as inverse, too, with the colours the other way round: it is the same to see, and all that is
    left of it on a terminal without colours.
    """
    if role == "entry":
        return Style(color=palette.entry_text, bgcolor=palette.entry_background, bold=bold)
    if role in INVERSE:
        front, back = getattr(palette, f"{role}_text"), getattr(palette, f"{role}_background")
        return Style(color=back, bgcolor=front, bold=bold, reverse=True)
    return Style(color=getattr(palette, role), bgcolor=palette.background, bold=bold)


class _Looks(dict[tuple[str, bool], Style]):
    """The looks of a palette, by role and weight. They are asked for by the hundred when a window is painted."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette

    def __missing__(self, look: tuple[str, bool]) -> Style:
        style = self[look] = style_of(*look, self._palette)
        return style


_LIGHT: Final = _Looks(LIGHT)
_DARK: Final = _Looks(DARK)
_look: Final = itemgetter(1, 2)


class Pane(Widget):
    """Draws lines handed to `show`."""

    DEFAULT_CSS = """
    Pane { width: 1fr; height: 1fr; background: $apv-background; }
    """

    # What is in a pane never has a size of its own. A widget that hears of its size when it is laid out, and may
    # scroll, has the whole screen laid out and painted a second time.
    virtual_size = Reactive(Size(0, 0), repaint=False)

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        ground: str = "text",
        sized: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(id=id)
        self._sized = sized
        self._shown: Lines = []
        self._ground = ground
        self._strips: dict[int, Strip] = {}
        """The rows that were drawn, by their place, as long as they would be drawn the same."""
        self._drawn_for: tuple[int, str] = (0, "")
        """The width and the theme they were drawn for."""
        self._filters: list[LineFilter] = []

    def on_resize(self) -> None:
        """Have it drawn anew: what it was handed was measured for another size."""
        if self._sized is not None:
            self._sized()

    @property
    def shown(self) -> Lines:
        """The lines that were handed in last."""
        return self._shown

    def show(self, lines: Lines, ground: str = "text") -> None:
        """Draw these lines from the top; only the rows that differ are painted again."""
        old = self._shown
        self._shown = lines
        if ground != self._ground:
            self._ground = ground
            self._strips.clear()
            self.refresh()
            return
        width = self.size.width
        changed = []
        for y in range(max(len(old), len(lines))):
            before, after = old[y] if y < len(old) else EMPTY, lines[y] if y < len(lines) else EMPTY
            if before != after:
                self._strips.pop(y, None)
                changed.append(Region(0, y, columns_of(before, after, width), 1))
        if changed:
            self.refresh(*changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows. A pane has no border, margin, opacity or tint, which Textual would look for in each row."""
        width = self.size.width
        if (drawn_for := (width, self.app.theme)) != self._drawn_for:
            self._drawn_for = drawn_for
            self._strips.clear()
            # Where the terminal is to have no colours. Ours are true ones, which need not be made so.
            self._filters = [
                each for each in self.get_line_filters() if not isinstance(each, ANSIToTruecolor)
            ]
        known = self._strips
        rows = [known.get(y) or known.setdefault(y, self.render_line(y)) for y in crop.line_range]
        start, end = crop.column_span
        return rows if (start, end) == (0, width) else [row.crop(start, end) for row in rows]

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width, theme = self._drawn_for
        looks = _LIGHT if theme == "apv-light" else _DARK
        strip = _strip(
            self._shown[y] if y < len(self._shown) else EMPTY, looks, looks[self._ground, False], width
        )
        for each in self._filters:
            strip = strip.apply_filter(each, self.background_colors[1])
        return strip


def _strip(row: Line, looks: _Looks, ground: Style, width: int) -> Strip:
    """Draw a row in so many columns; spans of one look are one piece, as each piece costs bytes and time."""
    if not row:
        return Strip.blank(width, ground)  # one for all, which knows how it was cut before
    pieces: list[Segment] = []
    gap = width
    for look, spans in groupby(row, _look):
        text = safe("".join([span.text for span in spans])).replace("\n", " ")
        gap -= cell_len(text)
        pieces.append(Segment(text, looks[look]))
    if gap >= 0:
        pieces.append(Segment(" " * gap, ground))
        return Strip(pieces, width)
    strip = Strip(pieces)
    # An agenda can call its things by very long names.
    if width and cell_len(strip.text.rstrip()) > width:
        strip = Strip.join([strip.crop(0, width - 1), Strip([Segment(MORE, ground)])])
    return strip.adjust_cell_length(width, ground)
