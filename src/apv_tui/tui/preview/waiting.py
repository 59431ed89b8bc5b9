"""An agenda that cannot be shown yet: what is wrong with it, until it has been mended and saved."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from apv_tui.tui.lines import EMPTY, line, wrap
from apv_tui.tui.preview.screen import Owner
from apv_tui.tui.preview.trouble import top_bar, trouble_rows
from apv_tui.tui.widgets.pane import Pane
from apv_tui.words import Words


class WaitingScreen(Screen[None]):
    """Stands there before the first good screen."""

    DEFAULT_CSS = "WaitingScreen { background: $apv-background; }"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, owner: Owner, name: str, problems: Sequence[tuple[str, ...]], words: Words) -> None:
        super().__init__()
        self.owner = owner
        self._file = name
        self._problems = tuple(problems)
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out one pane for all of it."""
        yield Pane(id="all", sized=self.redraw)

    def complain(self, problems: Sequence[tuple[str, ...]], words: Words) -> None:
        """Say what is wrong with what was saved now."""
        self._problems, self._words = tuple(problems), words
        self.redraw()

    def redraw(self) -> None:
        """Draw what is wrong, and what to do about it."""
        width, height = self.size
        if not self.is_mounted or not width or not height:
            return
        words = self._words
        told = wrap(words("preview.waiting.mend"), width - 2)
        room = max(2, height - len(told) - 4)
        heading = words("preview.waiting", path=self._file)
        rows = [
            *top_bar(words("preview.waiting.sign"), width),
            EMPTY,
            *trouble_rows(heading, self._problems, words, width, room),
        ]
        rows += [EMPTY] * (height - len(told) - 1 - len(rows))
        rows += [*(line(f" {row}") for row in told), EMPTY]
        self.query_one("#all", Pane).show(rows[:height])

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out the one action there is: to leave."""
        if action == "quit":
            self.owner.leave()

    def on_key(self, event: events.Key) -> None:
        """Let no other key do anything."""
        event.stop()
