"""The time for which people were asked to come: the plan goes by it, and a late start is noticed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from apv_tui.core import commands as c
from apv_tui.core.messages import Refused
from apv_tui.core.running_order import read_time
from apv_tui.core.schedule import agreed_start, nearest_moment
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class BeginsOverlay(Overlay):
    """Takes a time of day."""

    own_key = "escape"  # Enter on an empty line goes back, too

    def heading(self) -> str:
        """Give the heading."""
        return self.words("begins.heading")

    def prompt(self) -> str | None:
        """Ask for the time."""
        return self.words("begins.prompt")

    def content(self, width: int, height: int) -> Lines:
        """Give what was agreed, and from when to when it would be with what is typed."""
        start = agreed_start(self.desk.state, self.desk.now())
        lines: Lines = [EMPTY]
        if start is not None:
            agreed = self.words("begins.agreed", time=self.words.time_of_day(start))
            lines += [*paragraph(agreed, width, bold=True), EMPTY]
        lines += paragraph(self.words("begins.how"), width)
        typed = self._typed() if self.is_mounted else None
        meeting = self.desk.state.meeting
        if typed is not None and meeting is not None:
            end = typed + timedelta(minutes=meeting.minutes or sum(step.minutes for step in meeting.steps))
            time = self.words.time_of_day
            then = self.words("begins.then", start=time(typed), end=time(end))
            lines += [EMPTY, *paragraph(then, width, role="accent", bold=True)]
        return lines

    def _typed(self) -> datetime | None:
        try:
            return nearest_moment(read_time(self.half_typed()), self.desk.now())
        except Refused:
            return None

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.apply"),)

    def submit(self, text: str) -> bool:
        """Note the time, or say how it is written; an empty line goes back."""
        if not text.strip():
            self.close()
            return False
        try:
            start = nearest_moment(read_time(text), self.desk.now())
        except Refused as refusal:
            self.tell(refusal.reason)
            return False
        if not self.do(c.AgreeStart(start)):
            return False
        self.close()
        return True
