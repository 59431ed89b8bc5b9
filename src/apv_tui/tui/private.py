"""All that leans on parts of Textual that it does not promise to keep. tests/tui/test_private.py watches them."""

from textual.app import App
from textual.command import CommandPalette


class QuietEnd(App[int]):
    """An app that ends on an unhandled error without printing it: the traceback would show names to the room."""

    def _fatal_error(self) -> None:
        """Restore the terminal and end; the error stays in `fault` for whoever started the app."""
        self._close_messages_no_wait()

    @property
    def fault(self) -> BaseException | None:
        """The error that ended the app, if one did."""
        return self._exception


class FindAction(CommandPalette):
    """The palette; `close` is for the key that opened it, because Escape comes late on many terminals."""

    def close(self) -> None:
        """Go back as Escape does."""
        self._action_escape()
