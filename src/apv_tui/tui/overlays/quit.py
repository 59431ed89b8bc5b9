"""Leaving while a meeting is open: what happens to it, and a question."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.tui.lines import EMPTY, Lines, line, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class QuitOverlay(Overlay):
    """Asks; Enter leaves, its key or Escape goes on."""

    own_key = "ctrl+q"
    own_action = "quit"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("quit.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give where everything is kept, and how to go on later."""
        place = self.desk.place
        if self.desk.trouble:
            return [EMPTY, *paragraph(self.desk.trouble, width, role="over", bold=True)]
        return [
            EMPTY,
            *paragraph(self.words("quit.kept"), width, bold=True),
            line(place.session, role="accent", bold=True),
            *paragraph(self.words("quit.folder", folder=place.folder), width, role="muted"),
            EMPTY,
            *paragraph(self.words("quit.again"), width),
        ]

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.leave"),)

    def key(self, key: str, character: str | None) -> bool:
        """Leave on Enter."""
        if key == "enter":
            # A clock that nobody watches would count the hours until the meeting goes on.
            step = self.desk.state.step
            if step is not None and self.desk.state.state_of(step).clock.running:
                self.do(c.StartOrPause())
            self.owner.exit(0)
            return True
        return False
