"""What the case has gathered so far: the lists this step uses, and then all others, page by page."""

from collections.abc import Sequence

from apv_tui.tui.lines import EMPTY, Lines, line
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign
from apv_tui.tui.stages.seats import list_pages


class ListsOverlay(Overlay):
    """Shows the lists the room may see; PgDn and PgUp turn the pages."""

    own_key = "ctrl+l"
    own_action = "lists"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("lists.heading")

    def lists(self) -> tuple[str, ...]:
        """Give the lists, those of the step first; confidential notes are nobody else's matter."""
        state = self.desk.state
        uses = state.step.uses if state.step else ()
        ids = dict.fromkeys((*uses, *state.agenda.lists, *uses))
        return tuple(id_ for id_ in ids if not state.is_confidential(id_))

    def hints(self) -> Sequence[Hint]:
        """Give the key that erases words."""
        return () if self.desk.follows else (Hint("delete", "hint.erase_words"),)

    def key(self, key: str, character: str | None) -> bool:
        """Ask whose words are to be erased."""
        if key != "delete" or self.desk.follows:
            return False
        self.close()
        self.owner.open_overlay("erase_words")
        return True

    def content(self, width: int, height: int) -> Lines:
        """Give a page of the lists."""
        pages = list_pages(self.desk, self.lists(), width, height - 1)
        if not pages:
            return [EMPTY, line(self.words("lists.none"), role="muted")]
        at = self.page_number % len(pages)
        return with_page_sign(pages[at], at + 1, len(pages), self.words, width, height)
