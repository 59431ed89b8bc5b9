"""Something that has to be said in more words than one line holds."""

from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay


class NoticeOverlay(Overlay):
    """Shows the text; Enter goes on."""

    own_key = "enter"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("notice.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give the text."""
        lines: Lines = []
        for text in self.subject.split("\n"):
            lines += [EMPTY, *paragraph(text, width, bold=True)]
        return lines

    def add(self, text: str) -> None:
        """Put one more text below."""
        self.subject += f"\n{text}"
        self.redraw()

    def key(self, key: str, character: str | None) -> bool:
        """Close on Enter."""
        if key != "enter":
            return False
        self.close()
        return True
