"""How the items that are assessed are drawn: what was decided and why, and what is known of the one in hand."""

from typing import TYPE_CHECKING, Final

from apv_tui.core.sections import heading_of
from apv_tui.core.state import Item
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, width_of
from apv_tui.tui.stages.background import RISKS, VERDICTS, strokes_text, words_before
from apv_tui.tui.stages.base import spread
from apv_tui.tui.stages.listing import MARGIN, around

if TYPE_CHECKING:
    from apv_tui.tui.stages.assess import AssessStage

BY_DIGIT: Final = {"1": "possible", "2": "partly", "3": "not_possible"}
SHORT: Final = {
    "possible": "assess.possible",
    "partly": "assess.partly",
    "not_possible": "assess.not_possible",
}
ROLES: Final = {"possible": "good", "partly": "warn", "not_possible": "over"}


class AssessView:
    """Draws the list of an assess step."""

    def __init__(self, stage: "AssessStage") -> None:
        self.stage = stage
        self._digits = 3
        self._marks = 0
        self._columns: Kept[tuple[int, int]] = Kept()

    def body(self, width: int, height: int) -> Lines:
        """Give the rows around the cursor, and below them what the digits mean."""
        stage = self.stage
        if not stage.items:
            return [line(" ", Span(clip(stage.words("merge.empty"), width - 1), "muted"))]
        self._digits, self._marks = self._columns.get((stage.state,), self._measured)
        foot = self._legend(width) if height > 7 else []
        rows = around(
            len(self.stage.items),
            self.stage.row,
            width,
            height - len(foot),
            lambda at: self._block(at, width - MARGIN),
        )
        return [*rows, *[EMPTY] * (height - len(foot) - len(rows)), *foot]

    def _measured(self) -> tuple[int, int]:
        """Give the columns of the longest number, and of the longest sign of strokes."""
        stage = self.stage
        digits = max((3, *(len(str(item.number)) for item in stage.items)))
        return digits, max(len(stage.threads.mark(item)) for item in stage.items)

    def _legend(self, width: int) -> Lines:
        words = self.stage.words
        spans: list[Span] = []
        for digit, verdict in BY_DIGIT.items():
            spans += [
                Span("   " if spans else " "),
                Span(digit, "accent", True),
                Span(f" {words(VERDICTS[verdict])}"),
            ]
        if width_of(tuple(spans)) > width:
            return []
        return [tuple(spans)]

    def _block(self, at: int, width: int) -> Lines:
        stage, words = self.stage, self.stage.words
        item, here = stage.items[at], at == stage.row
        head = f"{'►' if here else ' '}{item.number:>{self._digits}}  "
        verdict = words(SHORT[item.verdict]) if item.verdict else "–"
        column = max(map(len, (words(short) for short in SHORT.values())))
        mark = stage.threads.mark(item)
        tail = line(
            Span(verdict.ljust(column), ROLES.get(item.verdict, "text"), bool(item.verdict)),
            Span(f" {mark:>{self._marks}}" if self._marks else "", "heading", True),
        )
        lines = hanging(
            Span(head, "cursor" if here else "muted"),
            self.stage.desk.item_text(item),
            width - width_of(tail) - 1,
            "cursor" if here else "text",
        )
        lines[0] = spread(lines[0], tail, width)
        said = [words(RISKS[item.risk])] if item.risk in RISKS else []
        margin = Span(" " * len(head))
        if item.reason:
            said.append(words("assess.reason", reason=item.reason))
        if said:
            lines += hanging(margin, " · ".join(said), width, "text")
        if here:
            lines += self._beside(item, margin, width)
        return [*self._title(at, width), *lines]

    def _title(self, at: int, width: int) -> Lines:
        """Give the heading above the first item that stands under it."""
        heading = heading_of(self.stage.state, self.stage.items[at])
        if at and heading == heading_of(self.stage.state, self.stage.items[at - 1]):
            return []
        if not heading and not at:
            return []  # no headings at all
        name = clip(heading or self.stage.words("present.rest"), width - 4)
        rule = "─" * max(0, width - 2 - width_of(line(name)))
        return [line(Span(name, "heading", True), Span(f" {rule}", "rule"))]

    def _beside(self, item: Item, margin: Span, width: int) -> Lines:
        """Give what is known of the item under the cursor: strokes, repeats, and its first words."""
        thread, words = self.stage.threads.of(item), self.stage.words
        told = [strokes_text(words, thread, self.stage.state), *words_before(words, thread)]
        return [row for text in told if text for row in hanging(margin, text, width, "muted")]
