"""The console on Windows. Only tested with a stand-in for the console: kept small on purpose."""

from textual.drivers import win32, windows_driver
from textual.drivers.windows_driver import WindowsDriver

from apv_tui.tui.private.parsing import PLAIN_KEYS, CarefulParser
from apv_tui.tui.private.writing import Writer


class CarefulWindowsDriver(WindowsDriver):
    """Textual's driver, with text that arrives as text, and a writer that holds nothing up."""

    def start_application_mode(self) -> None:
        """Take the console."""
        windows_driver.WriterThread = Writer  # type: ignore[attr-defined]
        win32.XTermParser = CarefulParser  # type: ignore[attr-defined]
        super().start_application_mode()
        self.write(PLAIN_KEYS)

    def give_back(self) -> None:
        """Give the console its modes back when ending in order has failed."""
        if self._restore_console is not None:
            self._restore_console()
