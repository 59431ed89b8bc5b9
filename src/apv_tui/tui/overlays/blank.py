"""What covers the room for a while: a dark screen with the time, or a message to the room."""

from typing import TYPE_CHECKING

from apv_tui.core.cover import DARK, Cover
from apv_tui.core.pauses import recess_of
from apv_tui.tui.glyphs import big_text, fit
from apv_tui.tui.letters import as_large_as_fits
from apv_tui.tui.lines import EMPTY, Lines, centred, line, wrap
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.widgets.pane import Pane
from apv_tui.words import duration

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class BlankOverlay(Overlay):
    """Shows what covers the room; any key takes it away, in windows that follow too."""

    own_action = "blank"
    covers_room = True
    lets_ask = True

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self._own = self.desk.follows and self.desk.cover is None
        """Whether a window that follows was darkened by its own key: then it is not lifted from elsewhere."""

    @property
    def cover(self) -> Cover:
        """What is shown."""
        return self.desk.cover or DARK

    def on_mount(self) -> None:
        """Let the room's other windows show the same, and keep the time right."""
        if not self.desk.follows and self.desk.cover is None:
            self.desk.cover_room(DARK)
        self.set_interval(1.0, self.redraw)

    def on_unmount(self) -> None:
        """Take it away everywhere, whichever way it was closed."""
        super().on_unmount()
        if self.owner.desk is not None and not self.desk.follows:
            self.desk.cover_room(None)

    def lifted(self) -> None:
        """Go, where it was taken away in the window that leads; one that lies under another screen goes later."""
        if self.desk.cover is not None:
            self._own = False
            self.redraw()
        elif not self._own:
            self.close()

    def on_screen_resume(self) -> None:
        """Draw anew, or go: what covered the room may have been taken away meanwhile."""
        super().on_screen_resume()
        if self.desk.follows:
            self.call_after_refresh(self.lifted)

    def redraw(self) -> None:
        """Draw it over the whole window; nothing is painted that stands there already."""
        if not self.can_draw:
            return
        for part in ("#top", "#foot"):
            pane = self.query_one(part, Pane)
            if pane.display:
                pane.display = False
        self.query_one("#body", Pane).show(self.content(self.size.width, self.size.height))

    def content(self, width: int, height: int) -> Lines:
        """Give it in the middle of the window."""
        lines = self._message(width, height) if self.cover.kind == "message" else self._dark(width, height)
        return ([EMPTY] * max(0, (height - len(lines)) // 2) + lines)[:height]

    def _dark(self, width: int, height: int) -> Lines:
        """Give the time of day, and that the clock goes on."""
        text = self.words.time_of_day(self.desk.now())
        rows = fit(text, width - 8, min(height - 3, 10))
        shown = big_text(text, rows) if rows else (text,)
        clock = self._clock()
        return [
            *(centred(row, width, "muted") for row in shown),
            *([EMPTY, centred(clock, width)] if clock else []),
        ]

    def _clock(self) -> str:
        """Say how the clock goes on behind the dark, without a word of what is being done."""
        state, now = self.desk.state, self.desk.now()
        recess, step = recess_of(state), state.step
        if recess is not None:
            back = self.words.time_of_day(recess.ends)
            return self.words("break.back_at", time=back)
        clock = state.state_of(step).clock if step is not None else None
        if clock is None or not clock.begun:
            return ""
        said = "blank.clock_runs" if clock.running else "blank.clock_stands"
        return self.words(said, left=duration(clock.left_at(now)))

    def _message(self, width: int, height: int) -> Lines:
        """Give the message as large as it fits; one that is too long for large letters in the terminal's own."""
        drawn = as_large_as_fits(self.cover.text, width - 4, height)
        if drawn is not None:
            rows = [row for each in drawn for row in each]
            return [line(" " * ((width - len(row)) // 2) + row, role="accent", bold=True) for row in rows]
        text = wrap(self.cover.text, max(8, min(width - 4, 60)))
        spaced = 2 * len(text) - 1 <= height
        lines: Lines = []
        for row in text:
            lines += [centred(row, width, "accent", True), *([EMPTY] if spaced else [])]
        return lines[:-1] if spaced else lines

    def perform(self, action: str, *, always: bool = False) -> None:
        """Any action only brings the screen back; parking and leaving are carried out all the same."""
        if not self.open_now or (self._dismiss_signal() and action in ("next", "back", "clock", "choose")):
            return
        self.close()
        if action == "quit":
            self.owner.leave()
        elif action == "parking":
            self.owner.open_overlay(action)

    def key(self, key: str, character: str | None) -> bool:
        """Any key brings the screen back, but for F5: clickers send that by accident, and nobody else does."""
        if key != "f5":
            self.close()
        return True
