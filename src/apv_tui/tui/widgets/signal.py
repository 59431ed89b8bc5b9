"""The signal that covers the whole screen: steady, the other way round than all else, until a key or its time."""

from apv_tui.tui.lines import EMPTY, Lines, centred, wrap
from apv_tui.tui.widgets.pane import Pane


class SignalPane(Pane):
    """Lies over everything on its screen while a signal is shown. The screen below keeps the keys."""

    DEFAULT_CSS = """
    SignalPane { layer: signal; width: 100%; height: 100%; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="signal", ground="signal")

    def announce(self, heading: str, text: str, width: int, height: int) -> None:
        """Show a heading and a line of text in the middle of so many columns and rows."""
        spaced = " ".join(heading.upper())
        shown = spaced if len(spaced) < width - 4 else heading.upper()
        below = [centred(row, width, "signal", True) for row in wrap(text, max(4, width - 4))]
        lines: Lines = [EMPTY] * max(0, (height - 2 - len(below)) // 2)
        lines += [centred(shown, width, "signal", True), EMPTY, *below]
        self.show(lines[:height], ground="signal")
        self.display = True

    def hide(self) -> None:
        """Take the signal away."""
        self.display = False
