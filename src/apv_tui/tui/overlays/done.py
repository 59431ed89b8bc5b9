"""The last things done, newest first; undo goes down to a chosen one."""

from collections.abc import Sequence
from itertools import islice

from apv_tui.core.undoing import Deed, deeds
from apv_tui.tui.back import take_back
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, pad, paragraph, window, with_arrows
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.told import what_was_done

MOST = 200
"""How many are listed: nobody takes back more, and looks into the report for the rest."""


def deed_row(desk: Desk, deed: Deed, width: int, role: str = "text") -> Line:
    """Give one line for what was done: when, what, and at which step."""
    step = desk.state.find_step(deed.step) if deed.step else None
    where = step.title if step else ""
    time = f"{desk.words.time_of_day(deed.at)}  "
    room = width // 3
    what = what_was_done(desk, deed.entries)
    left = width - len(time) - room - 2
    muted = role if role == "cursor" else "muted"
    return line(
        Span(time, muted),
        Span(pad(clip(what, left), left), role),
        Span(f"  {pad(clip(where, room), room)}", muted),
    )


class DoneOverlay(Overlay):
    """Lists what undo would take back; Enter takes back down to the chosen one."""

    own_key = "z"
    own_action = "done"
    cursor = 0

    def deeds(self) -> tuple[Deed, ...]:
        """Give what was done, the last thing first."""
        return tuple(islice(deeds(self.desk.record), MOST))

    def heading(self) -> str:
        """Give the heading."""
        return self.words("done.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each."""
        done = self.deeds()
        if not done:
            return [EMPTY, *paragraph(self.words("refused.nothing_to_undo"), width)]
        self.cursor = min(self.cursor, len(done) - 1)
        said = paragraph(self.words("done.how"), width, role="muted")
        first, last = window(len(done), self.cursor, max(1, height - len(said) - 1))
        rows = [
            deed_row(self.desk, done[at], width - 2, "cursor" if at == self.cursor else "text")
            for at in range(first, last)
        ]
        return [*said, EMPTY, *with_arrows(rows, first > 0, last < len(done), width)]

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and Enter."""
        return (Hint("up down", "hint.choose_deed"), Hint("enter", "hint.undo_down_to"))

    def key(self, key: str, character: str | None) -> bool:
        """Move, and take back."""
        done = self.deeds()
        if key in ("up", "down") and done:
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % len(done)
        elif key in ("home", "end") and done:
            self.cursor = 0 if key == "home" else len(done) - 1
        elif key == "enter" and done:
            unit = done[min(self.cursor, len(done) - 1)].unit
            self.close()
            if self.cursor:
                self.owner.call_later(self.owner.open_overlay, "take_back", unit)
            else:
                self.owner.call_later(take_back, self.owner, "undo")
        else:
            return False
        return True
