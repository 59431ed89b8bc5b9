"""After the program was cut off: where the meeting stands, what came back, what did not, and the clock."""

from collections.abc import Sequence

from apv_tui.tui.lines import EMPTY, Lines, clip, page, paragraph
from apv_tui.tui.overlays.gap import GapOverlay
from apv_tui.tui.stages.base import Hint, with_page_sign

QUOTED = 60
"""Columns of what was noted last: enough to know it again."""


class RecoveryOverlay(GapOverlay):
    """Tells what was recovered; where a clock was running it asks how the time counts, else Enter goes on."""

    def heading(self) -> str:
        """Give the heading."""
        return self.words("recovery.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give where the meeting stands, what was found, and the question about the clock."""
        where = [[EMPTY, *paragraph(self._where(), width, bold=True)]]
        last = self._last_words()
        found = [paragraph(last, width)] if last else []
        for told in self.desk.recovery:
            found.append([EMPTY, *paragraph(self.words.say(told), width, role="warn", bold=True)])
        asked = [super().content(width, height)] if self._asks else []
        blocks = [*where, *found, *asked]
        if sum(map(len, blocks)) <= height:
            return [row for block in blocks for row in block]
        # What has to be answered comes first where there is no room for all, and nothing is spread out.
        tight = [[row for row in block if row] for block in (*where, *asked, *found)]
        if sum(map(len, tight)) <= height:
            return [row for block in tight for row in block]
        shown = page(tight, height - 1, self.page_number)
        return with_page_sign(shown.lines, shown.number, shown.of, self.words, width, height)

    def _where(self) -> str:
        state = self.desk.state
        names = [part.title for part in (state.meeting, state.step) if part is not None]
        return self.words("recovery.where", where=" · ".join(names))

    def _last_words(self) -> str:
        """Name what was noted last, so that the room can see that it is all there."""
        items = [item for item in self.desk.state.items.values() if item.text and not item.vault]
        if not items:
            return ""
        last = sorted(items, key=lambda item: item.at)[-1]  # of those noted at one moment the last
        time = self.words.time_of_day(last.at)
        return self.words("recovery.last", n=len(items), time=time, text=clip(last.text, QUOTED))

    @property
    def _asks(self) -> bool:
        return self.desk.gap_on_open > 0

    def hints(self) -> Sequence[Hint]:
        """Give the two answers, or the way on."""
        return super().hints() if self._asks else (Hint("enter", "hint.go_on"),)

    def perform(self, action: str, *, always: bool = False) -> None:
        """Turn pages; else take nothing but an answer, or leaving."""
        if action in ("next", "back", "page_down", "page_up"):
            self.page_number += -1 if action in ("back", "page_up") else 1
            self.redraw()
        else:
            super().perform(action, always=always)

    def key(self, key: str, character: str | None) -> bool:
        """Take an answer where there is a question; else Enter goes on."""
        if self._asks:
            taken = super().key(key, character)
        elif taken := key == "enter":
            self.close()
        if not self.desk.gap_on_open and taken and key != "escape":
            self.desk.recovery = ()
        return taken
