"""A clock that was forgotten, or started too early: when did the step really begin?"""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.messages import message
from apv_tui.core.schedule import read_ago
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.words import duration


class BeganOverlay(Overlay):
    """Takes the minutes since the step began."""

    own_key = "escape"  # Enter on an empty line goes back, too

    def heading(self) -> str:
        """Give the heading."""
        return self.words("began.heading")

    def prompt(self) -> str | None:
        """Ask for the minutes."""
        return self.words("began.prompt")

    def content(self, width: int, height: int) -> Lines:
        """Give what the clock says, how to answer, and what it would say then."""
        step = self.desk.state.step
        if step is None:
            return [EMPTY, *paragraph(self.words("refused.in_lobby"), width)]
        clock, now = self.desk.state.state_of(step).clock, self.desk.now()
        used, left = clock.length - clock.left_at(now), clock.left_at(now)
        stands = self.words("began.now", step=step.title, used=duration(max(0.0, used)), left=duration(left))
        lines = [
            EMPTY,
            *paragraph(stands, width, bold=True),
            EMPTY,
            *paragraph(self.words("began.how"), width),
        ]
        seconds = read_ago(self.half_typed()) if self.is_mounted else None
        if seconds is not None:
            over = seconds - clock.length
            then = self.words("began.then", left=duration(-over))
            if over > 0:
                then = self.words("began.then_over", over=duration(over))
            lines += [EMPTY, *paragraph(then, width, role="accent", bold=True)]
        return lines

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.apply"),)

    def submit(self, text: str) -> bool:
        """Set the clock, or say what can be typed; an empty line goes back."""
        if not text.strip():
            self.close()
            return False
        seconds = read_ago(text)
        if seconds is None:
            self.tell(message("refused.not_ago", text=text.strip()))
            return False
        if not self.do(c.SetBack(seconds)):
            return False
        meeting, step = self.owner.meeting_screen, self.desk.state.step
        self.close()
        if meeting is not None and step is not None:
            left = self.desk.state.state_of(step).clock.left_at(self.desk.now())
            stands = message("said.set_back", left=duration(left))
            meeting.tell(message("said.set_back_over", over=duration(-left)) if left < 0 else stands)
        return True
