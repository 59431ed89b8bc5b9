"""How a theme is drawn for the room: its items with strokes, verdict and groups; beside it or apart, all themes."""

from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from apv_tui.core.plans import known_as
from apv_tui.core.state import Item
from apv_tui.core.thread import Thread
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, hanging, line, pages_of, paragraph, width_of
from apv_tui.tui.stages.background import strokes_text
from apv_tui.tui.stages.base import spread
from apv_tui.tui.stages.listing import MARGIN, around
from apv_tui.tui.stages.plan_lines import in_short
from apv_tui.tui.stages.seats import finished, fitted

if TYPE_CHECKING:
    from apv_tui.core.presenting import Theme
    from apv_tui.tui.stages.present import PresentStage

BESIDE: Final = 96
"""From so many columns on the themes are listed beside the one that is shown."""
APART: Final = 3
"""Columns that keep an item from what stands beside it: from afar a single blank reads on."""
FATES: Final = {
    "possible": ("present.goes_on", "good"),
    "partly": ("present.partly", "warn"),
    "not_possible": ("present.stays_back", "over"),
}


class PresentView:
    """Draws the themes of a present step."""

    def __init__(self, stage: "PresentStage") -> None:
        self.stage = stage
        self._read: Kept[tuple[list[Lines], list[Lines]]] = Kept()
        self.first_seen = 0
        """The first item of the page that is shown."""

    def body(self, width: int, height: int) -> Lines:
        """Give the theme that is shown, with the list of themes where there is room; or that list alone."""
        stage = self.stage
        if not stage.themes:
            return [line(" ", Span(clip(stage.words("merge.empty"), width - 1), "muted"))]
        if stage.choosing:
            return self._list(width, height, stage.row)
        if width < BESIDE or len(stage.themes) < 2:
            return self._theme(width, height)
        beside = width // 4
        room = width - beside - 3
        left, right = self._theme(room, height), self._list(beside, height, stage.part)
        rows = max(len(left), len(right))
        left += [EMPTY] * (rows - len(left))
        right += [EMPTY] * (rows - len(right))
        return [
            (*row, Span(" " * (room - width_of(row))), Span(" │ ", "rule"), *theme)
            for row, theme in zip(left, right, strict=True)
        ]

    # -- all themes ----------------------------------------------------------------------------------------

    def title(self, theme: "Theme") -> str:
        """Give what a theme is called; what belongs to none is "other things", or the list where that is all."""
        stage = self.stage
        if theme.wish is not None:
            return stage.desk.item_text(theme.wish)
        if theme.title or len(stage.themes) > 1:
            return theme.title or stage.words("present.rest")
        spec = stage.desk.agenda.lists.get(stage.present.list)
        return spec.title if spec else stage.present.list

    def _list(self, width: int, height: int, cursor: int) -> Lines:
        stage = self.stage

        def block(at: int) -> Lines:
            theme, here = stage.themes[at], at == cursor
            sign = "►" if here else "√" if at in stage.heard else " "
            count = f" {len(theme.items)}"
            room = width - MARGIN - len(count)
            head = f"{sign}{at + 1:>2}  "
            role = "cursor" if here else "muted" if at in stage.heard else "text"
            lines = hanging(Span(head, "cursor" if here else "muted"), self.title(theme), room, role)[:2]
            lines[0] = spread(lines[0], line(count), width - MARGIN)
            return lines

        return around(len(stage.themes), cursor, width, height, block)

    # -- one theme -----------------------------------------------------------------------------------------

    def _theme(self, width: int, height: int) -> Lines:
        stage, theme = self.stage, self.stage.theme
        if theme is None:
            return []
        head = self._head(theme, width, height)
        room = height - len(head)
        if stage.cursor >= 0:
            stage.pages = 1
            block = partial(self._block, theme, width=width - MARGIN)
            return [*head, *around(len(theme.items), stage.cursor, width, room, block)]
        blocks, pages = self._read.get(
            (stage.state, theme, width, room, height, stage.picked),
            lambda: self._paged(theme, width, room, height),
        )
        stage.pages = len(pages)
        # Blocks are kept whole, so that the items before a page are those whose lines are on earlier pages.
        passed = sum(len(page) for page in pages[: stage.page % len(pages)])
        before = accumulate(map(len, blocks), initial=0)
        self.first_seen = next((at for at, rows in enumerate(before) if rows >= passed), len(blocks) - 1)
        self.first_seen = min(self.first_seen, len(blocks) - 1)
        return finished(head, pages, stage.page, "", stage.words, width, height)

    def _paged(self, theme: "Theme", width: int, room: int, height: int) -> tuple[list[Lines], list[Lines]]:
        """Give the items as blocks, and the pages they make."""
        blocks = [self._block(theme, at, width - MARGIN) for at in range(len(theme.items))]
        if height > 12 and sum(map(len, blocks)) + len(blocks) <= room:
            blocks = [[*block, EMPTY] for block in blocks]
        return blocks, fitted(lambda rows: pages_of(blocks, rows), room, foot=False)

    def _head(self, theme: "Theme", width: int, height: int) -> Lines:
        stage, words = self.stage, self.stage.words
        place = words("present.place", number=stage.part + 1, of=len(stage.themes))
        right = line(place if len(stage.themes) > 1 else "", role="muted")
        lines = paragraph(self.title(theme), width - width_of(right) - 2, "heading", bold=True)
        most = max(1, height // 4)
        if len(lines) > most:
            rest = "".join(span.text for row in lines[most - 1 :] for span in (*row, Span(" ")))
            lines = [
                *lines[: most - 1],
                line(clip(rest, width - width_of(right) - 2), role="heading", bold=True),
            ]
        lines[0] = spread(lines[0], right, width)
        if theme.wish is not None:
            thread = stage.threads.of(theme.wish)
            facts = [strokes_text(words, thread, self.stage.state), self._chosen_by(thread)]
            lines += paragraph(" · ".join(filter(None, facts)), width, role="muted") if any(facts) else []
        return [*lines, EMPTY] if height > 12 else lines

    def _chosen_by(self, thread: Thread) -> str:
        groups = sorted({choice.group + 1 for choice in thread.choices})
        return self.stage.words("thread.chosen_by", numbers=", ".join(map(str, groups))) if groups else ""

    def _block(self, theme: "Theme", at: int, width: int) -> Lines:
        stage, item = self.stage, theme.items[at]
        here = at == stage.cursor
        marker = "●" if item.id == stage.picked else "►" if here else " "
        head = f"{marker}{known_as(stage.state, item):>3}  "
        role = "cursor" if here else "text"
        lines = hanging(
            Span(head, "cursor" if here else "muted"), stage.desk.item_text(item), width, role, bold=not here
        )
        beside = self._beside(item, width, len(head))
        both = width_of(lines[0]) + APART + width_of(beside[0][1:]) if beside else 0
        if len(lines) == len(beside) == 1 and both <= width:
            lines = [spread(lines[0], beside[0][1:], width)]  # without the margin
        else:
            lines += beside
        lens = stage.state.lens_of(item)
        if (
            stage.present.by == "under"
            and lens
            and (not at or stage.state.lens_of(theme.items[at - 1]) != lens)
        ):
            lines.insert(0, line(Span(clip(lens, width), "accent", True)))
        return lines

    def _beside(self, item: Item, width: int, indent: int) -> Lines:
        """Give what the room needs to know of an item: whose it is, its strokes, and whether it goes on."""
        stage, words = self.stage, self.stage.words
        thread = stage.threads.of(item)
        lens = stage.state.lens_of(item) if stage.present.by in ("heading", "none") else ""
        action = (span.text for span in in_short(stage.desk, item))
        facts = " · ".join(
            filter(
                None,
                (*action, lens, self._groups(item, thread), strokes_text(words, thread, self.stage.state)),
            )
        )
        judged = thread.judged
        fate, role = FATES.get(judged.verdict, ("", "text"))
        verdict = words(fate) if fate else ""
        if verdict and judged.reason:
            verdict = words("verdict.because", verdict=verdict, reason=judged.reason)
        margin = Span(" " * indent)
        both: Line = (
            margin,
            Span(verdict, role),
            Span(" · " if verdict and facts else ""),
            Span(facts, "muted"),
        )
        if width_of(both) <= width:
            return [both] if verdict or facts else []
        return [
            *(hanging(margin, verdict, width, role) if verdict else []),
            *(hanging(margin, facts, width, "muted") if facts else []),
        ]

    def _groups(self, item: Item, thread: Thread) -> str:
        """Give the groups that reached a proposal; what was carried over from another day has none."""
        words = self.stage.words
        if item.origin or item.group is None:
            return ""
        others = sorted(
            {each.group + 1 for each in thread.repeats if each.group is not None} - {item.group + 1}
        )
        text = words("thread.group", number=item.group + 1)
        return f"{text}, {words('present.also', numbers=', '.join(map(str, others)))}" if others else text
