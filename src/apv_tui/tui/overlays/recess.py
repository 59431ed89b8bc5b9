"""A break at any moment: for how long, or until when."""

from collections.abc import Sequence
from datetime import timedelta

from apv_tui.core import commands as c
from apv_tui.core.break_length import read_break
from apv_tui.core.messages import Refused
from apv_tui.core.pauses import recess_of
from apv_tui.core.schedule import schedule
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class RecessOverlay(Overlay):
    """Takes minutes, or the time to be back."""

    own_key = "escape"  # Enter on an empty line goes back, too
    own_action = "break"

    def heading(self) -> str:
        """Give the heading."""
        return self.words("recess.heading")

    def prompt(self) -> str | None:
        """Ask for how long."""
        return self.words("recess.prompt")

    def content(self, width: int, height: int) -> Lines:
        """Give how to answer, and when the room would be back; to the leader alone when the meeting would end."""
        recess, now, time = recess_of(self.desk.state), self.desk.now(), self.words.time_of_day
        lines: Lines = [EMPTY]
        if recess is not None:
            lines += [*paragraph(self.words("recess.now", time=time(recess.ends)), width, bold=True), EMPTY]
        lines += paragraph(self.words("recess.how"), width)
        seconds = self._typed() if self.is_mounted else None
        if seconds is None:
            return lines
        back = now + timedelta(seconds=seconds)
        lines += [
            EMPTY,
            *paragraph(self.words("break.back_at", time=time(back)), width, role="accent", bold=True),
        ]
        plan = schedule(self.desk.state, now)
        if plan is not None and not self.desk.room_sees:
            left = max(0.0, (recess.ends - now).total_seconds()) if recess is not None else 0.0
            end = plan.expected_end + timedelta(seconds=seconds - left)
            lines += paragraph(self.words("recess.end", time=time(end)), width)
        return lines

    def _typed(self) -> float | None:
        try:
            return read_break(self.half_typed(), self.desk.now())
        except Refused:
            return None

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.take_break"),)

    def submit(self, text: str) -> bool:
        """Take the break, or say how one is typed; an empty line goes back."""
        if not text.strip():
            self.close()
            return False
        try:
            seconds = read_break(text, self.desk.now())
        except Refused as refusal:
            self.tell(refusal.reason)
            return False
        if self.do(c.TakeBreak(seconds)):
            self.close()
        return False
