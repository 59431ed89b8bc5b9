"""The smallest Textual program to type into: one Input."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Typing(App[None]):
    """Shows what is typed."""

    def compose(self) -> ComposeResult:
        """The line to type in; a cursor that blinks would paint for itself."""
        line = Input(placeholder="ready")
        line.cursor_blink = False
        yield line


if __name__ == "__main__":
    Typing().run()
