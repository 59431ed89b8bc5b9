"""The computer slept, or the program was not running: how is that time counted?"""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core.schedule import schedule
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.words import duration

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class GapOverlay(Overlay):
    """Asks how to count so many seconds; `subject` is their number."""

    own_key = ""
    lets_note = (
        False  # a later entry would move the beginning of the gap, which is asked about again next time
    )

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self._asked_at = self.desk.now()

    @property
    def seconds(self) -> float:
        """The length of the gap; it lasts until the question is answered."""
        return float(self.subject or 0) + (self.desk.now() - self._asked_at).total_seconds()

    def heading(self) -> str:
        """Give the heading."""
        return self.words("gap.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give what happened and the three ways to go on, with what the clock and the end will be for each."""
        blocks = [paragraph(self.words("gap.what", time=duration(self.seconds)), width, bold=True)]
        step, now = self.desk.state.step, self.desk.now()
        clock = self.desk.state.state_of(step).clock if step is not None else None
        if step is not None and clock is not None and clock.running:
            left = clock.left_at(now)
            stood, runs = duration(left + self.seconds), duration(left)
            blocks.append(paragraph(self.words("gap.stood", step=step.title, left=stood), width))
            blocks.append(
                [
                    *self._choice("gap.choice.stand", stood, self.seconds, width),
                    *self._choice("gap.choice.count", runs, 0.0, width),
                    *self._choice("gap.choice.break", stood, self.seconds, width),
                ]
            )
        spread = [row for block in blocks for row in (EMPTY, *block)]
        return spread if len(spread) <= height else [row for block in blocks for row in block]

    def _choice(self, said: str, left: str, later: float, width: int) -> Lines:
        """Give an answer, and how it moves the end; when that is, is for the leader alone."""
        plan = schedule(self.desk.state, self.desk.now())
        effect = self.words("gap.end_later", time=duration(later)) if later else self.words("gap.end_same")
        if plan is not None and not self.desk.room_sees:
            end = plan.expected_end + timedelta(seconds=later)
            effect += " " + self.words("gap.end_at", time=self.words.time_of_day(end))
        text = self.words(said, left=left)
        return hanging(Span(text[:3], "accent", True), f"{text[3:]} {effect}", width, "accent")

    def hints(self) -> Sequence[Hint]:
        """Give the three answers."""
        return (Hint("1 enter", "hint.gap_stand"), Hint("2", "hint.gap_count"), Hint("3", "hint.gap_break"))

    def perform(self, action: str, *, always: bool = False) -> None:
        """Take nothing but an answer, or leaving: a question that is passed over would not come again."""
        if action in ("choose", "quit"):
            super().perform(action)

    def key(self, key: str, character: str | None) -> bool:
        """Take an answer; Enter is the first: what was not led is not counted."""
        if key in ("1", "2", "3", "enter"):
            self.desk.gap_on_open = 0.0
            if self.do(c.AnswerGap(self.seconds, counted=key == "2", as_break=key == "3")):
                self.close()
            return True
        return key == "escape"
