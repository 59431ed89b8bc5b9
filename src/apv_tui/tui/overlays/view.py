"""Asking before the room's window becomes the leader's: what is for the leader alone stands open in it then."""

from collections.abc import Sequence

from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class ViewOverlay(Overlay):
    """Says what would be seen, and makes the window the leader's on Enter."""

    own_action = "view"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("view.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give what the window would show, and that the room must not see it."""
        words = self.words
        return [
            EMPTY,
            *paragraph(words("view.warning"), width, role="warn", bold=True),
            EMPTY,
            *paragraph(words("view.way_back"), width),
        ]

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.leaders_window"),)

    def key(self, key: str, character: str | None) -> bool:
        """Make it the leader's on Enter."""
        meeting = self.owner.meeting_screen
        if key != "enter" or meeting is None:
            return False
        self.close()
        meeting.show_to("leader")
        return True
