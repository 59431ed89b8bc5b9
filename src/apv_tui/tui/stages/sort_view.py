"""How a list under its headings is drawn: the items, and the headings with their digits always in view."""

from typing import TYPE_CHECKING

from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, hanging, line, pad, paragraph, width_of
from apv_tui.tui.stages.background import strokes_text, words_before
from apv_tui.tui.stages.base import spread
from apv_tui.tui.stages.listing import MARGIN, around
from apv_tui.tui.stages.sort_rows import BANK, Row

if TYPE_CHECKING:
    from apv_tui.core.repeats import Placed
    from apv_tui.core.state import Item
    from apv_tui.tui.stages.sort import SortStage

WIDE = 74
"""From so many columns on the headings stand beside the list, else above it."""
CELL = 17


class SortView:
    """Draws the list of a sort step."""

    def __init__(self, stage: "SortStage") -> None:
        self.stage = stage
        self._digits = 3

    def body(self, width: int, height: int) -> Lines:
        """Give the rows around the cursor, with the headings beside or above them."""
        stage = self.stage
        self._digits = stage.sorted.digits
        if not stage.sorted.headings:
            lines = paragraph(stage.words("sort.no_headings"), width - 1, role="muted")[: max(0, height - 2)]
            return [*lines, *self._list(width, height - len(lines))]
        if width < WIDE:
            bar = self._bar(width, max(1, height // 3))
            return [*bar, *self._list(width, height - len(bar))]
        beside = width // 3
        room = width - beside - 3
        left, right = self._list(room, height), self._panel(beside, height)
        rows = max(len(left), len(right))
        left += [EMPTY] * (rows - len(left))
        right += [EMPTY] * (rows - len(right))
        return [
            (*row, Span(" " * (room - width_of(row))), Span(" │ ", "rule"), *heading)
            for row, heading in zip(left, right, strict=True)
        ]

    # -- the headings --------------------------------------------------------------------------------------

    def _cell(self, heading: str, width: int) -> Line:
        """Give a heading with its digit and how many stand under it."""
        stage = self.stage
        section = next(each for each in stage.sorted.sections if each.heading == heading)
        here = heading == stage.filled
        role = "good" if here else "text"
        count = f"{'◄' if here else ' '}{len(section.items)}"
        digit = f"{stage.sorted.digit_of(heading) or ' '} "
        name = pad(heading, max(1, width - len(digit) - len(count)))
        return line(Span(digit, "accent", True), Span(name, role, here), Span(count, role, here))

    def _panel(self, width: int, height: int) -> Lines:
        """Give the headings one below the other, those with the digits in view."""
        stage, headings = self.stage, self.stage.sorted.headings
        rows = [self._cell(heading, width) for heading in headings]
        if len(rows) <= BANK and len(rows) <= height:
            return rows
        note = line(clip(stage.words("sort.more_headings"), width), role="muted")
        first = stage.sorted.bank * BANK
        if len(rows) > height - 1:
            rows = rows[first : first + height - 1]
        return [*rows, note]

    def _bar(self, width: int, height: int) -> Lines:
        """Give the headings that have digits side by side, in as many rows as there is room for."""
        stage = self.stage
        first = stage.sorted.bank * BANK
        shown = stage.sorted.headings[first : first + BANK]
        count = max(-(-len(shown) // height), min(len(shown), width // CELL))
        each = (width + 2) // count - 2
        cells = [self._cell(heading, each) for heading in shown]
        rows: Lines = []
        for at in range(0, len(cells), count):
            spans: list[Span] = []
            for cell in cells[at : at + count]:
                spans += [Span("  "), *cell] if spans else cell
            rows.append(tuple(spans))
        return [*rows, line("─" * width, role="rule")] if height > 2 else rows

    # -- the list ------------------------------------------------------------------------------------------

    def _list(self, width: int, height: int) -> Lines:
        stage = self.stage
        if not stage.sorted.rows:
            return [line(" ", Span(clip(stage.words("merge.empty"), width - 1), "muted"))]
        return around(
            len(stage.sorted.rows),
            stage.sorted.cursor,
            width,
            height,
            lambda at: self._block(at, width - MARGIN),
        )

    def _block(self, at: int, width: int) -> Lines:
        row, here = self.stage.sorted.rows[at], at == self.stage.sorted.cursor
        if row.placed is None:
            return [self._heading(row, here, width)]
        lines = self._item(row.placed, here, width)
        if at == 0 and self.stage.sorted.headings:
            count = len(self.stage.sorted.unplaced)
            lines.insert(
                0, line(Span(clip(self.stage.words("sort.without", count=count), width), "warn", True))
            )
        return lines

    def _heading(self, row: Row, here: bool, width: int) -> Line:
        heading = row.section.heading
        digit = self.stage.sorted.digit_of(heading) or "·"
        count = f" {len(row.section.items)}"
        head = f"{'►' if here else ' '}{digit} "
        name = clip(heading, width - len(head) - len(count) - 2)
        role = "cursor" if here else "heading"
        rule = "─" * max(0, width - width_of(line(head, name)) - len(count) - 1)
        return line(Span(head + name, role, True), Span(f" {rule}", "rule"), Span(count, "heading", True))

    def _item(self, placed: "Placed", here: bool, width: int) -> Lines:
        stage, item = self.stage, placed.item
        marker = "●" if item.id == stage.picking.item else "►" if here else " "
        number = f"{item.number:>{self._digits}}"
        head = (
            f"{marker}{number}  " if placed.under is None else f"{marker}{' ' * self._digits}  = {number}  "
        )
        mark = stage.threads.mark(item) if placed.under is None else ""
        role = "cursor" if here else "muted" if placed.under else "text"
        room = width - (len(mark) + 1 if mark else 0)
        lines = hanging(Span(head, "cursor" if here else "muted"), stage.desk.item_text(item), room, role)
        if mark:
            lines[0] = spread(lines[0], line(mark, role="heading", bold=True), width)
        if here:
            lines += self._beside(item, len(head), width)
        return lines

    def _beside(self, item: "Item", indent: int, width: int) -> Lines:
        """Give what is known of the item under the cursor: strokes, group, repeats, and its first words."""
        stage, words = self.stage, self.stage.words
        thread = stage.threads.of(item)
        if item.merged_into:
            return []
        other = stage.state.items.get(stage.sorted.likely.get(item.id, ""))
        facts = (
            strokes_text(words, thread, self.stage.state),
            words("thread.group", number=item.group + 1) if item.group is not None else "",
            words("merge.like", number=other.number) if other else "",
        )
        told = [" · ".join(filter(None, facts)), *words_before(words, thread)]
        margin = Span(" " * indent)
        return [row for text in told if text for row in hanging(margin, text, width, "muted")]
