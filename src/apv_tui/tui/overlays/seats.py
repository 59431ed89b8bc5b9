"""Who sits in which group now, page by page, at any step that has groups."""

from apv_tui.tui.lines import EMPTY, Lines, line
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import with_page_sign
from apv_tui.tui.stages.seating import seating_pages


class SeatsOverlay(Overlay):
    """Shows the groups of the step with their names; PgDn and PgUp turn the pages."""

    own_key = "ctrl+o"
    own_action = "seats"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("seats.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give a page of the groups."""
        step = self.desk.state.step
        if step is None or not self.desk.state.groups_of(step):
            return [EMPTY, line(self.words("seats.none"), role="muted")]
        pages = seating_pages(self.desk, step, width, height - 1, foot=True)
        at = self.page_number % len(pages)
        return with_page_sign([EMPTY, *pages[at]], at + 1, len(pages), self.words, width, height)
