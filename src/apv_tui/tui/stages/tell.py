"""The groups tell in turn what was said at their sheet."""

from apv_tui.core.agenda import Tell
from apv_tui.core.state import Item
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, pages_of, paragraph, width_of, wrap
from apv_tui.tui.stages.base import Stage, spread
from apv_tui.tui.stages.formed import wish_lines
from apv_tui.tui.stages.seats import finished, fitted, list_pages, name_list, seats_of


class TellStage(Stage):
    """Shows whose turn it is, who is next, and what the group has on its sheet."""

    kind = "tell"
    shows_uses = True

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def part(self) -> int:
        """The group whose turn it is, from 0."""
        return min(self.here.part, max(0, len(self.groups) - 1))

    def items(self) -> tuple[Item, ...]:
        """Give what the group has said that still stands."""
        return tuple(
            item
            for list_id in self.step.uses
            for item in self.state.standing(list_id)
            if self.state.is_of_group(item, self.step, self.part)
        )

    def pace(self) -> str:
        """Say about how long each group has."""
        step = self.step
        if not self.groups:
            return ""
        minutes = self.here.clock.length / 60 / len(self.groups)
        if isinstance(step, Tell) and step.turn_minutes:
            minutes = step.turn_minutes
        if minutes < 0.9:
            return self.words("tell.seconds_each", n=max(10, round(minutes * 6) * 10))
        return self.words("tell.minutes_each", n=max(1, round(minutes)))

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction, and the time each group has."""
        lines = super().task(width) or paragraph(self.step.title, width, role="accent", bold=True)
        pace = self.pace()
        return [*lines, *paragraph(pace, width, role="muted")] if pace else lines

    def body(self, width: int, height: int) -> Lines:
        """Give the group whose turn it is, the one after it, and the group's items."""
        if not self.groups:
            pages = fitted(
                lambda room: list_pages(self.desk, self.step.uses, width, room) or [[]], height, foot=False
            )
            self.pages = len(pages)
            return finished([], pages, self.page, "", self.words, width, height)
        head = self._head(width, roomy=height >= 10)
        blocks = self._blocks(width)
        if not blocks and self.step.uses:
            blocks = [paragraph(self.words("tell.no_items"), width, role="muted")]
        pages = fitted(lambda room: pages_of(blocks, room), height - len(head), foot=False)
        self.pages = len(pages)
        return finished(head, pages, self.page, "", self.words, width, height)

    def _blocks(self, width: int) -> list[Lines]:
        """Give the group's items; where they were asked for from several sides, those of each side together."""
        items = self.items()
        sides = list(dict.fromkeys(self.state.lens_of(item) for item in items))
        blocks: list[Lines] = []
        for side in sides:
            rows = [
                hanging(Span(f"{item.number:>3}  ", "muted"), self.desk.item_text(item), width)
                for item in items
                if self.state.lens_of(item) == side
            ]
            if side:
                rows[0] = [line(Span(clip(side, width), "accent", True)), *rows[0]]
            blocks += rows
        return blocks

    def _head(self, width: int, *, roomy: bool) -> Lines:
        now = line(Span(self.words("tell.now", group=self.group_name(self.part)), "heading", True))
        text = self.words("tell.last")
        if self.part + 1 < len(self.groups):
            text = self.words("tell.then", group=self.group_name(self.part + 1))
        after = line(Span(text, "muted"))
        lines = [spread(now, after, width)] if width_of(now) + width_of(after) < width else [now, after]
        lines += wish_lines(self, self.part, width, 2 if roomy else 1)
        if roomy:
            names = " ".join(name_list(self.desk, seats_of(self.state, self.groups)[self.part]))
            lines += [line(row, role="muted") for row in wrap(names, width)] if names else []
            lines.append(EMPTY)
        return lines

    def turns_pages(self) -> bool:
        """What a group has said may be more than one page."""
        return True

    def changed(self) -> None:
        """Begin a group's items at the first page."""
        self.page = 0

    def next_label(self) -> str:
        """Say that the next group's turn comes."""
        return "act.next.group" if self.part + 1 < len(self.groups) else super().next_label()
