"""Many lines at once: shown as the items they will become, before they are taken."""

from collections.abc import Sequence

from apv_tui.core.pasting import MOST, items_of, left_out
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign


class PasteOverlay(Overlay):
    """Shows the items; Enter takes them as one, the other keys go back."""

    def heading(self) -> str:
        """Give how many there are."""
        return self.words("paste.heading", n=len(items_of(self.subject)))

    def content(self, width: int, height: int) -> Lines:
        """Give the items, repeats among them marked."""
        seen: set[str] = set()
        blocks: list[Lines] = []
        for number, text in enumerate(items_of(self.subject), 1):
            again = text.casefold() in seen
            seen.add(text.casefold())
            rows = hanging(Span(f"{number:>3} ", "muted"), text, width)
            blocks.append([*rows, line("    ", Span(self.words("paste.repeat"), "warn"))] if again else rows)
        more = left_out(self.subject)
        head = paragraph(self.words("paste.left_out", n=more, most=MOST), width, "warn", True) if more else []
        room = height - len(head)
        part = page(blocks or [[EMPTY]], room - 1, self.page_number)
        return head + with_page_sign(part.lines, part.number, part.of, self.words, width, room)

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.take_all"),)

    def key(self, key: str, character: str | None) -> bool:
        """Take them on Enter."""
        if key != "enter":
            return False
        from apv_tui.tui.screens.meeting import MeetingScreen

        items = items_of(self.subject)
        self.close()
        for screen in self.owner.screen_stack:
            if isinstance(screen, MeetingScreen) and items:
                screen.stage.pasted(items)
        return True
