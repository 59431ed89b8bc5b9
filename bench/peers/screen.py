"""The smallest Textual program that draws a screen of the same kind: head, figures, a list of people, footer."""

from textual.app import App, ComposeResult
from textual.widgets import Static

from apv_tui.tui.glyphs import big_text

PEOPLE = [f"Person {number} of department {number % 4}" for number in range(1, 24)]
RULE = "─" * 120


class FullScreen(App[None]):
    """Shows four texts, which fill the window."""

    CSS = "#list { height: 1fr; } #foot { dock: bottom; height: auto; }"

    def compose(self) -> ComposeResult:
        """All of it, and a word to wait for in the lowest row."""
        yield Static(f" A meeting    The lobby\n{RULE}")
        yield Static("\n".join(big_text("20:00", 7)))
        yield Static("\n".join(PEOPLE), id="list")
        yield Static(f"{RULE}\n Enter begin   F1 help   ready", id="foot")


if __name__ == "__main__":
    FullScreen().run()
