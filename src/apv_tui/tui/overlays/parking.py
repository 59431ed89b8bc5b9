"""The parking lot: what belongs elsewhere is kept without leaving the step."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, page
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.overlays.erase_words import LIST
from apv_tui.tui.stages.base import Hint, with_page_sign


class ParkingOverlay(Overlay):
    """Lists what is parked, and takes more."""

    own_key = "f3"
    own_action = "parking"
    keeps_line = True

    def heading(self) -> str:
        """Give the heading."""
        return self.words("parking.heading")

    def prompt(self) -> str | None:
        """Give the prompt."""
        return self.words("parking.prompt")

    def hints(self) -> Sequence[Hint]:
        """Give the key that erases words, where there are any and none are being typed."""
        has = bool(self.desk.state.standing(PARKING_LOT)) and not self.half_typed()
        return (Hint("delete", "hint.erase_words"),) if has else ()

    def key(self, key: str, character: str | None) -> bool:
        """Ask whose words are to be erased; while something is typed the key is the line's."""
        if key != "delete":
            return False
        self.close()
        self.owner.open_overlay("erase_words", f"{LIST}{PARKING_LOT}")
        return True

    def content(self, width: int, height: int) -> Lines:
        """Give the list, the newest in view."""
        items = self.desk.state.standing(PARKING_LOT)
        if not items:
            return [EMPTY, line(self.words("parking.empty"), role="muted")]
        blocks = [
            hanging(
                Span(f"{item.number:>3} {'√' if self.desk.noted(item.id) else '·'} ", "muted"),
                self.desk.item_text(item),
                width,
            )
            for item in items
        ]
        pages = page(blocks, height - 1, 0).of
        part = page(blocks, height - 1, pages - 1 + self.page_number)
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def submit(self, text: str) -> bool:
        """Park a line; an empty one goes back to the meeting."""
        if not text.strip():
            self.close()
            return False
        return self.do(c.NoteIdeas((text,), PARKING_LOT))
