"""What opens in the place of a plan's table: a list to choose from, a line to type, the details of an action."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from apv_tui.tui.lines import Lines
from apv_tui.tui.stages.base import Hint

if TYPE_CHECKING:
    from apv_tui.tui.stages.plan_view import PlanView


class Panel:
    """Base of them. "Next" closes it, and so does Backspace where nothing is typed."""

    def __init__(self, stage: "PlanView") -> None:
        self.stage = stage

    def task(self, width: int) -> Lines:
        """Give what is asked."""
        return []

    def body(self, width: int, height: int) -> Lines:
        """Give what is shown, in at most `height` lines."""
        return []

    def prompt(self) -> str | None:
        """Give what stands before the line that is typed in; None where nothing is typed."""
        return None

    def takes_letters(self) -> bool:
        """Whether a letter opens a line here, though nothing is typed yet."""
        return False

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        return ()

    def key(self, key: str, character: str) -> bool:
        """Take a key. True if it was taken."""
        return False

    def choose(self) -> None:
        """Take Enter where nothing is typed."""

    def submit(self, text: str) -> bool:
        """Take a typed line. True if it may be emptied."""
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take many lines at once."""

    def still_there(self) -> bool:
        """Whether what it is about is still there: it may have been taken back."""
        return True
