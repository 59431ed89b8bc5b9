"""An app that ends in order whatever breaks, and that neither a slow nor a lost terminal holds up."""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from contextvars import Context, copy_context
from typing import Any, Final

from rich.console import RenderableType
from textual import constants
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.worker import WorkerFailed

from apv_tui.tui.private.writing import Writer

CATCH_UP_SECONDS: Final = 0.25
MOST_FAULTS: Final = 5
LOST_TERMINAL: Final = 129
"""The exit status when the terminal is gone: that of SIGHUP, which says the same where it comes through."""


class QuietEnd(App[int]):
    """An app that ends on an unhandled error without printing it: the traceback would show names to the room."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[BaseException] = []
        """The errors that ended the app, the first one first; those that came of it behind it."""
        self.stood_still = False
        """Whether the system had stopped the program, and nobody has asked since for how long."""
        self.note_quietly: Callable[[BaseException | None], object] | None = None
        """Takes errors that end nothing, and that Python would print to the terminal."""
        self._painting_late = False
        self._own_loop: asyncio.AbstractEventLoop | None = None
        self._own_context: Context | None = None

    def get_driver_class(self) -> type[Driver]:
        """Give the driver that expects the worst of keyboards and terminals."""
        if constants.DRIVER is not None:
            return super().get_driver_class()
        if sys.platform == "win32":
            from apv_tui.tui.private.windows import CarefulWindowsDriver

            return CarefulWindowsDriver
        from apv_tui.tui.private.unix import CarefulDriver

        return CarefulDriver

    # -- what may come at any moment, from any thread ------------------------------------------------------

    def be_called_later(self) -> None:
        """Remember where calls from outside belong. To be called once the app runs."""
        loop = self._own_loop = asyncio.get_running_loop()
        self._own_context = copy_context()
        note = self.note_quietly
        if note is not None:
            loop.set_exception_handler(lambda _, told: note(told.get("exception")) and None)

    def call_soon(self, do: Callable[..., object], *args: object) -> None:
        """Have something done by the app; safe in a signal handler and in any thread, and when nothing runs."""
        if self._own_loop is not None:
            with contextlib.suppress(RuntimeError):
                self._own_loop.call_soon_threadsafe(do, *args, context=self._own_context)

    def hear_terminal_lost(self) -> None:
        """Hear, in the thread that reads the keyboard, that there is no terminal any more."""
        self.call_soon(self.exit, None, LOST_TERMINAL)

    # -- an unhandled error --------------------------------------------------------------------------------

    @property
    def fault(self) -> BaseException | None:
        """The error that ended the app, if one did."""
        return self.faults[0] if self.faults else None

    def before_fault_ends(self) -> None:
        """Do what may still be done before an unhandled error ends the app; an error in it is only noted."""

    def note_fault(self, error: BaseException) -> bool:
        """Remember an error that ends the app. True for the first one."""
        if isinstance(error, WorkerFailed):
            error = error.error
        if len(self.faults) < MOST_FAULTS and error not in self.faults:
            self.faults.append(error)
        return self.faults == [error]

    def _handle_exception(self, error: Exception) -> None:
        # Textual's own way for every error that nobody caught, in whatever it was running.
        if self.note_fault(error):
            try:
                self.before_fault_ends()
            except Exception as another:
                self.note_fault(another)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """End without showing what is to be shown: errors that can draw themselves hold people's words, too."""
        if not self.faults:
            self.note_fault(RuntimeError("panic"))
            self._return_code = 1
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    async def _shutdown(self) -> None:
        try:
            await super()._shutdown()
        except Exception as error:
            self.note_fault(error)
            self._return_code = 1
            if self._driver is not None:
                self._driver.close()  # the last pieces give the terminal back

    # -- a terminal that is slow, stalled or gone ----------------------------------------------------------

    @property
    def cut_off(self) -> bool:
        """Whether the terminal has not taken all that was written to it: writing more would wait for ever."""
        return self._writer is not None and self._writer.cut_off

    def give_back_terminal(self) -> None:
        """Give the terminal back without waiting for anything, when ending in order takes too long."""
        give_back = getattr(self._driver, "give_back", None)
        if give_back is not None:
            give_back()

    def paint_anew(self) -> None:
        """Paint the whole window: the terminal may show something else."""
        self.refresh(layout=True)

    @property
    def _writer(self) -> Writer | None:
        writer = getattr(self._driver, "_writer_thread", None)
        return writer if isinstance(writer, Writer) else None

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # Every frame passes here. What a terminal has no time for is left out, and painted once it has.
        writer = self._writer
        if writer is None or not (writer.behind or self._painting_late):
            super()._display(screen, renderable)
        elif not self._painting_late:
            self._painting_late = True
            self.set_timer(CATCH_UP_SECONDS, self._catch_up)

    def _catch_up(self) -> None:
        writer = self._writer
        if writer is not None and not writer.idle:
            self.set_timer(CATCH_UP_SECONDS, self._catch_up)
            return
        self._painting_late = False
        self.paint_anew()
