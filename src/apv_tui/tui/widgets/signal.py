"""The signal that covers the whole screen: steady, the other way round than all else, until a key or its time."""

from apv_tui.tui.lines import EMPTY, Lines, centred, wrap
from apv_tui.tui.widgets.pane import Pane


class SignalPane(Pane):
    """Lies over everything on its screen while a signal is shown. The screen below keeps the keys."""

    DEFAULT_CSS = """
    SignalPane { layer: signal; width: 100%; height: 100%; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="signal", ground="signal", sized=self._sized_anew)
        self._heading = self._text = ""

    def announce(self, heading: str, text: str) -> None:
        """Show a heading and a line of text in the middle, now and at every size the window gets meanwhile."""
        self._heading, self._text = heading, text
        self._lay_out(*self.screen.size)  # its own is known only when it is shown
        self.display = True

    def _sized_anew(self) -> None:
        if self.display:
            self._lay_out(*self.size)

    def _lay_out(self, width: int, height: int) -> None:
        heading = self._heading.upper()
        spaced = " ".join(heading)
        shown = spaced if len(spaced) < width - 4 else heading
        below = [centred(row, width, "signal", True) for row in wrap(self._text, max(4, width - 4))]
        lines: Lines = [EMPTY] * max(0, (height - 2 - len(below)) // 2)
        lines += [centred(shown, width, "signal", True), EMPTY, *below]
        self.show(lines[:height], ground="signal")

    def hide(self) -> None:
        """Take the signal away."""
        self.display = False
