"""The part of the window that the clock is drawn on."""

from textual.geometry import Region
from textual.strip import Strip

from apv_tui.tui.widgets.pane import Pane


class ClockPane(Pane):
    """The clock above the page of a window, so that a second paints no more than that.

    Where a step has none it keeps its place, and shows what the page has there: to take it away and to put it back
    would have the whole window laid out.
    """

    def __init__(self, page: Pane, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._page = page
        self._seen = False
        """Whether there is a clock."""
        self._place = Region()

    def place(self, place: Region, *, shown: bool) -> None:
        """Show the clock in this place of the page, or what the page has there."""
        if shown != self._seen:
            self._seen = shown
            self.refresh()
        if place == self._place or (not shown and place.right == self._place.right):
            return
        self._place = place
        self.display = True
        self.styles.width, self.styles.height, self.styles.offset = place.width, place.height, place.offset

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some rows of the clock, or of what lies below it."""
        return (
            super().render_lines(crop)
            if self._seen
            else self._page.render_lines(crop.translate(self._place.offset))
        )
