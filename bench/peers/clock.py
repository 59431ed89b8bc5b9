"""The smallest Textual program with the clock of a meeting: large figures once a second, and the time of day.

It draws the same figures as apv-tui, in as many rows, and the time of day beside them, which changes once a minute.
As a careful program would, it asks for a new layout only when the figures get narrower, and counts from a deadline.
"""

from datetime import datetime
from math import ceil
from time import monotonic

from textual.app import App, ComposeResult
from textual.widgets import Static

from apv_tui.tui.glyphs import big_text

ROWS, MINUTES = 7, 5


class Clock(App[None]):
    """Counts five minutes down, as long as a round of interviews."""

    CSS = """
    Screen { align-horizontal: right; }
    #day, #figures { width: auto; text-style: bold; }
    """

    def compose(self) -> ComposeResult:
        """The time of day, the clock, and a word to wait for."""
        yield Static(id="day")
        yield Static(id="figures")
        yield Static("ready")

    def on_mount(self) -> None:
        """Start the clock."""
        self.day, self.figures = self.query_one("#day", Static), self.query_one("#figures", Static)
        self.deadline = monotonic() + MINUTES * 60
        self.of_day, self.length = "", 0
        self.tick()
        self.set_interval(1, self.tick)

    def tick(self) -> None:
        """Show the time."""
        minutes, seconds = divmod(ceil(self.deadline - monotonic() - 0.001), 60)
        shown = f"{minutes}:{seconds:02}"
        self.figures.update("\n".join(big_text(shown, ROWS)), layout=len(shown) != self.length)
        self.length = len(shown)
        of_day = datetime.now().astimezone().strftime("%H.%M")
        if of_day != self.of_day:
            self.of_day = of_day
            self.day.update(of_day)


if __name__ == "__main__":
    Clock().run()
