"""The smallest Textual program that obeys a key: a bound key counts."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class Counter(App[None]):
    """Counts how often the space bar was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [("space", "count", "Count")]
    presses = 0

    def compose(self) -> ComposeResult:
        """The count."""
        yield Static("ready: 0")

    def action_count(self) -> None:
        """One more."""
        self.presses += 1
        self.query_one(Static).update(f"ready: {self.presses}")


if __name__ == "__main__":
    Counter().run()
