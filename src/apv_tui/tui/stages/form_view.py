"""How a form is drawn: labels left, what stands in them right, and all about the chosen row below it."""

from collections.abc import Mapping, Sequence

from apv_tui.tui.lines import EMPTY, Lines, Span, clip, line, page, paragraph, width_of, wrap
from apv_tui.tui.stages.base import Stage, with_page_sign
from apv_tui.tui.stages.form_rows import Row, from_line
from apv_tui.tui.stages.listing import MARGIN, around

SHORT = 20
"""What is typed is shown in the body, too, where it is longer than this."""

POINTER = "►"
"""Stands between the number and the words of the answer that is pointed at."""

LONG = 2
"""A chosen text of more lines than this beside its label has the whole width below it instead."""


class FormView:
    """Draws the rows of a form for a stage: `typed` is what stands in the line of the row `opened`."""

    def __init__(self, stage: Stage, unread: Mapping[str, str], opened: str = "", typed: str = "") -> None:
        self.stage = stage
        self._unread = unread
        self.opened = opened
        self._live = typed

    def body(self, rows: Sequence[Row], at: int, width: int, height: int) -> Lines:
        """Give the rows around the cursor; the chosen one whole, on pages where it is higher than the screen."""
        self.stage.pages = 1
        if not rows:
            return []
        column = self._column(rows, width - MARGIN)
        chosen = self._block(rows[at], width - MARGIN, column, chosen=True)
        if len(chosen) > height:
            part = page([[row] for row in chosen], height - 1, self.stage.page)
            self.stage.pages = part.of
            return with_page_sign(part.lines, part.number, part.of, self.stage.words, width, height)

        def build(place: int) -> Lines:
            return chosen if place == at else self._block(rows[place], width - MARGIN, column)

        # What sums up is shown whole where there is room for it.
        whole = [self._block(row, width - MARGIN, column, whole=True) if row.shows and place != at else build(place)
                 for place, row in enumerate(rows)]  # fmt: skip
        if sum(map(len, whole)) <= height:
            return [row for block in whole for row in block]
        return around(len(rows), at, width, height, build)

    def _column(self, rows: Sequence[Row], width: int) -> int:
        """Give the columns of the labels: as many as they need, where the values leave them."""
        widest = max(width_of(line(row.label)) for row in rows)
        values = [row.value for row in rows] + [
            each.word for row in rows if row.value for each in row.answers
        ]
        needed = max((width_of(line(text)) for text in values), default=0)
        return min(widest, max(width * 9 // 20, width - 4 - needed))

    def _block(
        self, row: Row, width: int, column: int, *, chosen: bool = False, whole: bool = False
    ) -> Lines:
        words = self.stage.words
        text, role = row.value, "text"
        if chosen and row.id == self.opened and width_of(line(self._live)) > SHORT:
            return self._typed_block(row, width)
        unread = self._unread.get(row.id, "") if row.id != self.opened else ""
        if unread:
            text, role = unread, "warn"
        elif not row.value and row.proposal and not chosen:
            text, role = words("form.proposal", text=row.proposal.replace("\n", " ")), "muted"
        elif not row.value and row.shows is None:
            text, role = "–", "muted"
        right = wrap(f"{text} ({row.note})" if row.note and row.value else text, max(8, width - column - 4))
        if not chosen and len(right) > 1 and not row.note:
            # A long text is one row here: the form is read at a glance, and the chosen row is whole.
            right = [clip(f"{right[0]} {right[1]}", width - column - 4)]
        below: Lines = []
        if chosen and len(right) > LONG:
            below = [(Span("    "), Span(each, role)) for each in wrap(text, width - 4)]
            right = []
        left = wrap(row.label, column)
        doubtful = bool(row.warnings) or bool(unread)
        mark = "►" if chosen else "!" if doubtful else " "
        lines: Lines = []
        for at in range(max(len(left), len(right))):
            label = left[at] if at < len(left) else ""
            head = f"{mark if at == 0 else ' '} {label}"
            fill = " " * (column + 4 - width_of(line(head)))
            value = right[at] if at < len(right) else ""
            look = "cursor" if chosen else "warn" if mark == "!" and at == 0 else "muted"
            lines.append((Span(head, look), Span(fill), Span(value, role)))
        if row.heading:
            lines.insert(0, line(f"  {row.heading}", role="heading", bold=True))
        return [*lines, *below, *self._below(row, width, unread)] if chosen or whole else lines

    def _typed_block(self, row: Row, width: int) -> Lines:
        """Give a row with all that is typed in it: the line itself has room for some words only."""
        head = line(Span(f"► {clip(row.label, width - 2)}", "cursor"))
        below = [(Span("    "), *each) if each else EMPTY for each in paragraph(row.hint, width - 4, "muted")]
        text = paragraph(from_line(self._live), width - 4)
        return [head, *((Span("    "), *each) for each in text), *(below if row.hint else [])]

    def _below(self, row: Row, width: int, unread: str) -> Lines:
        """Give what stands under the chosen row: what is doubtful, the answers, the text on offer, the hint."""
        words = self.stage.words
        room = width - 4
        rows: Lines = []
        if unread:
            rows += paragraph(words("form.unread"), room, role="warn", bold=True)
        for warning in row.warnings:
            rows += paragraph(f"! {warning}", room, role="warn", bold=True, indent="  ")
        if row.lead:
            rows += paragraph(row.lead, room)
        if row.shows:
            rows += row.shows(room)
        rows += self._answers(row, room)
        if row.hint:
            rows += paragraph(row.hint, room, role="muted")
        if row.proposal and not row.value:
            if not self.opened:
                rows += paragraph(words("form.take_proposal"), room, role="muted")
            rows += paragraph(row.proposal, room)
        return [(Span("    "), *each) if each else EMPTY for each in rows]

    def _answers(self, row: Row, width: int) -> Lines:
        parts = []
        for number, answer in enumerate(row.answers, 1):
            mark = POINTER if row.pointed == answer.code else "●" if answer.word == row.value else " "
            parts.append(f"{number}{mark}{answer.word}")
        if width_of(line("   ".join(parts))) <= width and not row.pointed:
            return [line("   ".join(parts), role="accent", bold=True)] if parts else []
        lines: Lines = []
        for answer, part in zip(row.answers, parts, strict=True):
            role = "cursor" if row.pointed == answer.code else "accent"
            lines += paragraph(part, width, role, bold=True, indent="  ")
        return lines
