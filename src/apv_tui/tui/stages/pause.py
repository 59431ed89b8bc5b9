"""A break: the time to be back, so large that it can be read from the coffee."""

from datetime import datetime, timedelta

from apv_tui.core.agenda import Step
from apv_tui.tui.desk import Desk
from apv_tui.tui.glyphs import big_text, fit
from apv_tui.tui.lines import EMPTY, Lines, centred, line, paragraph
from apv_tui.tui.stages.base import Alarm, Host, Stage
from apv_tui.words import Words


class BreakStage(Stage):
    """Shows when the room is to be back."""

    kind = "break"

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self._shown = ""

    def back_at(self, now: datetime) -> str:
        """Give the time of day when the break is over."""
        return self.words.time_of_day(now + timedelta(seconds=self.here.clock.left_at(now)))

    def task(self, width: int) -> Lines:
        """Give the instruction."""
        return super().task(width) or paragraph(self.step.title, width, role="accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the time to be back, as large as fits."""
        self._shown = time = self.back_at(self.desk.now())
        return back_at_lines(self.words, time, width, height)

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Give the signals; where the clock stands still, the time to be back moves on."""
        if self._shown and self.back_at(now) != self._shown:
            self.host.redraw()
        return super().alarms(now)


def back_at_lines(words: Words, time: str, width: int, height: int) -> Lines:
    """Give the time of day when the room is to be back, as large as fits."""
    rows = fit(time, width - 2, height - 2)
    if not rows:
        return [centred(words("break.back_at", time=time), width, "heading", True)][:height]
    figures = big_text(time, rows)
    above = (height - rows - 2) // 2
    indent = " " * ((width - len(figures[0])) // 2)
    return [
        *([EMPTY] * above),
        centred(words("break.back"), width, "heading", True),
        EMPTY,
        *(line(indent + row, role="accent", bold=True) for row in figures),
    ]
