"""The smallest Textual program with a running clock: Digits, once a second."""

from time import monotonic

from textual.app import App, ComposeResult
from textual.widgets import Digits, Static


class Clock(App[None]):
    """Shows the minutes and seconds since it was started."""

    def compose(self) -> ComposeResult:
        """The clock, and a word to wait for."""
        yield Static("ready")
        yield Digits("00:00")

    def on_mount(self) -> None:
        """Start the clock."""
        self.started_at = monotonic()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the time."""
        minutes, seconds = divmod(int(monotonic() - self.started_at), 60)
        self.query_one(Digits).update(f"{minutes:02}:{seconds:02}")


if __name__ == "__main__":
    Clock().run()
