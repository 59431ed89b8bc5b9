"""A message to the room, typed by whoever leads and shown full screen until it is taken away."""

from collections.abc import Sequence

from apv_tui.core.cover import LONGEST_MESSAGE, message_of
from apv_tui.core.text import safe
from apv_tui.tui.letters import as_large_as_fits
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class MessageOverlay(Overlay):
    """Takes the words; Enter shows them to the room."""

    own_key = "escape"  # Enter on an empty line goes back, too
    own_action = "message"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("message.heading")

    def prompt(self) -> str | None:
        """Ask for the words."""
        return self.words("message.prompt")

    def on_mount(self) -> None:
        """Begin to type."""
        super().on_mount()
        self.entry.max_length = LONGEST_MESSAGE

    def content(self, width: int, height: int) -> Lines:
        """Give what it does, and whether the words are short enough for large letters here."""
        how = "message.how" if self.desk.room_sees else "message.how.leader"
        lines = [EMPTY, *paragraph(self.words(how), width)]
        cover = message_of(self.half_typed()) if self.is_mounted else None
        if cover is not None:
            is_large = as_large_as_fits(cover.text, self.size.width - 4, self.size.height) is not None
            said = self.words("message.large" if is_large else "message.small")
            lines += [EMPTY, *paragraph(said, width, role="accent" if is_large else "warn", bold=True)]
        return lines

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.show_room"),)

    def lines_pasted(self, text: str) -> None:
        """Put pasted lines into the one that is typed, a space between them."""
        self.entry.insert_text_at_cursor(" ".join(safe(text).split()))

    def submit(self, text: str) -> bool:
        """Show it; an empty line goes back."""
        cover = message_of(text)
        self.close()
        if cover is not None:
            self.owner.cover_room(cover)
        return False
