"""The meeting begins later than agreed: does the end stay, or does everything move?"""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core.schedule import agreed_start, late_by, schedule
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class LateStartOverlay(Overlay):
    """Asks; Enter or "next" takes the marked answer, which is the promised end as long as it can be kept."""

    own_key = "escape"

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        plan = schedule(self.desk.whole, self.desk.now())
        self.shift = plan is not None and plan.promised_end <= self.desk.now()

    def heading(self) -> str:
        """Give the heading."""
        return self.words("late_start.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give both times, and the two answers with the end that each means."""
        now, state = self.desk.now(), self.desk.whole
        plan, start, late = schedule(state, now), agreed_start(state, now), late_by(state, now)
        if plan is None or start is None:
            return []
        time = self.words.time_of_day
        said = [
            *paragraph(self.words("late_start.what", start=time(start), now=time(now)), width, bold=True),
            EMPTY,
        ]
        moved = plan.promised_end + timedelta(seconds=late)
        keep = self.words("late_start.keep", time=time(plan.promised_end))
        shift = self.words("late_start.shift", n=int(late // 60), time=time(moved))
        for number, text in enumerate((keep, shift), 1):
            on = self.shift == (number == 2)
            said += hanging(Span(f"{'●' if on else ' '} {number}  ", "accent", True), text, width, bold=on)
        return [*said, EMPTY, *paragraph(self.words("late_start.default"), width, role="muted")]

    def hints(self) -> Sequence[Hint]:
        """Give the answers and the keys that begin."""
        return (Hint("1 2", "hint.choose"), Hint("enter pagedown", "hint.begin_so"))

    def perform(self, action: str, *, always: bool = False) -> None:
        """Begin with "next" as well: a clicker has no other key."""
        if action == "next" and self.open_now and not self._dismiss_signal():
            self._begin()
        else:
            super().perform(action, always=always)

    def key(self, key: str, character: str | None) -> bool:
        """Mark an answer, or begin with the one that is marked."""
        if key in ("1", "2"):
            self.shift = key == "2"
        elif key in ("up", "down"):
            self.shift = not self.shift
        elif key == "enter":
            self._begin()
        else:
            return False
        return True

    def _begin(self) -> None:
        if self.do(c.BeginMeeting(self.shift)):
            self.close()
