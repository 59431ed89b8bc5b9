"""Leaving while a meeting is open: what happens to it, and a question."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.tui.lines import EMPTY, Lines, paragraph
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
            *paragraph(place.session, width, role="accent", bold=True),
            *paragraph(self.words("quit.folder", folder=place.folder), width, role="muted"),
            *self._notes(width),
            EMPTY,
            *paragraph(self.words("quit.again"), width),
        ]

    def _notes(self, width: int) -> Lines:
        """Say that confidential notes have files of their own; their names end in these words."""
        kept = [] if self.desk.confidential else self.desk.vault_places()
        n = sum(1 for notes in kept if notes.place is not None)
        return paragraph(self.words("quit.notes", n=n), width) if n else []

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
