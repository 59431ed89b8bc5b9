"""The keys, from the one table, with what each does."""

from apv_tui.tui.actions import ACTIONS, WORDED_KEYS, key_name
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, pad, page
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import with_page_sign


class HelpOverlay(Overlay):
    """Lists every key."""

    own_key = "f1"
    own_action = "help"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("help.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each action: its keys, and what it does."""
        blocks: list[Lines] = [[*hanging(Span(""), self.words("help.intro"), width), EMPTY]]
        for action in ACTIONS:
            keys = [self._named(key) for key in (*action.always, *action.keys)]
            head = Span(pad(", ".join(keys), 20) + " ", "accent", True)
            blocks.append(hanging(head, self.words(f"act.{action.id}.help"), width))
        blocks.append([EMPTY, line(self.words("help.palette"), role="muted")])
        part = page(blocks, height - 1, self.page_number)
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def _named(self, key: str) -> str:
        return self.words(f"key.{key}") if key in WORDED_KEYS else key_name(key)
