"""A dark room: the screen shows nothing but the time, until a key."""

from apv_tui.tui.glyphs import big_text, fit
from apv_tui.tui.lines import EMPTY, Lines, centred
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.widgets.pane import Pane


class BlankOverlay(Overlay):
    """Shows the time of day, large; any key goes back."""

    own_action = "blank"

    def on_mount(self) -> None:
        """Keep the time right."""
        self.set_interval(1.0, self.redraw)

    def redraw(self) -> None:
        """Draw the time alone."""
        if not self.can_draw:
            return
        for part in ("#top", "#foot"):
            self.query_one(part, Pane).show([])
        self.query_one("#body", Pane).show(self.content(self.size.width, self.size.height - 4))

    def content(self, width: int, height: int) -> Lines:
        """Give the time in the middle."""
        text = self.words.time_of_day(self.desk.now())
        rows = fit(text, width - 8, min(height, 10))
        lines = (
            [centred(row, width, "muted") for row in big_text(text, rows)] if rows else [centred(text, width)]
        )
        return [EMPTY] * max(0, (height - len(lines)) // 2) + lines

    def perform(self, action: str, *, always: bool = False) -> None:
        """Any action only brings the screen back; leaving asks all the same."""
        self.close()
        if action == "quit":
            self.owner.leave()

    def key(self, key: str, character: str | None) -> bool:
        """Any key brings the screen back, but for Escape and F5: clickers send those by accident."""
        if key not in ("escape", "f5"):
            self.close()
        return True
