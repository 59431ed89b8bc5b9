"""Keeping the session file in another folder: the one it had may be full, read-only or gone."""

from collections.abc import Sequence

from apv_tui.core.messages import Refused, message
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class ElsewhereOverlay(Overlay):
    """Takes the path of a folder; the session file goes there from now on."""

    def heading(self) -> str:
        """Give the heading."""
        return self.words("elsewhere.heading")

    def prompt(self) -> str | None:
        """Give what is asked for."""
        return self.words("elsewhere.prompt")

    def content(self, width: int, height: int) -> Lines:
        """Give where the file is, what is wrong with that, and what happens."""
        place = self.desk.place
        lines: Lines = []
        if self.desk.trouble:
            lines += [*paragraph(self.desk.trouble, width, role="over", bold=True), EMPTY]
        lines += paragraph(self.words("elsewhere.now", name=place.session), width, bold=True)
        lines += [*paragraph(place.folder, width, role="accent"), EMPTY]
        return [*lines, *paragraph(self.words("elsewhere.what"), width)]

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.choose"),)

    def submit(self, text: str) -> bool:
        """Move there, or say why not."""
        if not text.strip():
            return False
        try:
            place = self.desk.keep_in(text.strip())
        except Refused as refusal:
            self.tell(refusal.reason)
            return False
        meeting = self.owner.meeting_screen
        self.close()
        if meeting is not None:
            meeting.tell(message("said.elsewhere", folder=place.folder))
        return True
