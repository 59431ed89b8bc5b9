"""The computer slept, or the program was not running: how is that time counted?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.tui.lines import EMPTY, Lines, paragraph
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
        """Give what happened and the two ways to go on, with what the clock will show for each."""
        state = self.desk.state
        lines = [
            EMPTY,
            *paragraph(self.words("gap.what", time=duration(self.seconds)), width, bold=True),
            EMPTY,
        ]
        step = state.step
        if step is not None:
            clock = state.state_of(step).clock
            left = clock.left_at(self.desk.now())
            if clock.running:
                stood, runs = duration(left + self.seconds), duration(left)
                lines += paragraph(self.words("gap.stood", step=step.title, left=stood), width)
                lines += [EMPTY, *paragraph(self.words("gap.choice.stand", left=stood), width, role="accent")]
                lines += paragraph(self.words("gap.choice.count", left=runs), width, role="accent")
        return lines

    def hints(self) -> Sequence[Hint]:
        """Give the two answers."""
        return (Hint("1 enter", "hint.gap_stand"), Hint("2", "hint.gap_count"))

    def perform(self, action: str, *, always: bool = False) -> None:
        """Take nothing but an answer, or leaving: a question that is passed over would not come again."""
        if action in ("choose", "quit"):
            super().perform(action)

    def key(self, key: str, character: str | None) -> bool:
        """Take an answer; Enter is the first: what was not led is not counted."""
        if key in ("1", "2", "enter"):
            self.desk.gap_on_open = 0.0
            if self.do(c.AnswerGap(self.seconds, counted=key == "2")):
                self.close()
            return True
        return key == "escape"
