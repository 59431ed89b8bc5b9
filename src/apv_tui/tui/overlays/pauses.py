"""Where the time went in which the meeting stood: every pause and break, and what it was for."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.pauses import KINDS, pauses_of
from apv_tui.core.things import Pause
from apv_tui.tui.lines import EMPTY, Lines, Span, line, pad, paragraph, window, with_arrows
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.pausing import choices, stood_for
from apv_tui.tui.stages.base import Hint
from apv_tui.words import duration


class PausesOverlay(Overlay):
    """Lists them; 1 to 4 say what the one under the cursor was for."""

    cursor = -1
    """From the end: the last one is what there is something to say about."""

    def heading(self) -> str:
        """Give the heading."""
        return self.words("pauses.heading")

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses of this sitting."""
        return pauses_of(self.desk.state)

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each, what they add up to, and the keys' meaning."""
        pauses = self.pauses
        if not pauses:
            return [EMPTY, *paragraph(self.words("pauses.none"), width)]
        below = [
            EMPTY,
            *paragraph(stood_for(self.desk.state, self.words), width, bold=True),
            *paragraph(choices(self.words), width, role="accent"),
        ]
        at = self.cursor % len(pauses)
        first, last = window(len(pauses), at, max(1, height - len(below)))
        rows = [self._row(pauses[n], width, chosen=n == at) for n in range(first, last)]
        return [*with_arrows(rows, first > 0, last < len(pauses), width), *below]

    def _row(self, pause: Pause, width: int, *, chosen: bool) -> tuple[Span, ...]:
        step = self.desk.state.find_step(pause.step)
        what = self.words(f"pauses.{pause.what or 'unsaid'}")
        title = step.title if step is not None else self.words("lobby.title")
        begun = self.words.time_of_day(pause.began)
        name = pad(title, max(8, width - 34))
        text = f"{'►' if chosen else ' '} {begun}  {name}  {duration(pause.seconds):>6}  {what}"
        return line(Span(pad(text, width), "cursor" if chosen else "text", chosen))

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and the figures."""
        if not self.pauses:
            return ()
        return (Hint("up down", "hint.choose_step"), Hint("1 2 3 4", "hint.name_pause"))

    def key(self, key: str, character: str | None) -> bool:
        """Move, and name."""
        pauses = self.pauses
        if not pauses:
            return False
        if key in ("up", "down"):
            self.cursor = (self.cursor % len(pauses) + (1 if key == "down" else -1)) % len(pauses)
        elif key in ("1", "2", "3", "4"):
            self.do(c.NamePause(KINDS[int(key) - 1], pauses[self.cursor % len(pauses)].id))
        else:
            return False
        return True
