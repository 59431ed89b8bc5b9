"""The terminal on Linux and macOS."""

import contextlib
import os
import select
import signal
import sys
import termios
import threading
from codecs import getincrementaldecoder
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from apv_tui.tui.private.parsing import PLAIN_KEYS, CarefulParser
from apv_tui.tui.private.writing import Writer

if TYPE_CHECKING:
    from apv_tui.tui.private.ending import QuietEnd

MOST_READ: Final = 1_000_000
"""Bytes that are read before the events in them are looked at."""
HALF_A_LETTER_SECONDS: Final = 0.5
"""How long the first bytes of a letter wait for the rest; what is no UTF-8 never gets any."""
WATCH_SECONDS: Final = 0.1
"""Between two looks at what is unfinished (half a letter, an Escape), while something has come lately."""
REST_SECONDS: Final = 1.0
"""Between two looks where nothing has come for so long: a processor that is woken ten times a second never rests."""


class _End(threading.Event):
    """Textual's sign that reading is to end, which wakes the thread that waits for a key."""

    def __init__(self) -> None:
        super().__init__()
        self.ear, self._bell = os.pipe()
        os.set_blocking(self.ear, False)

    def set(self) -> None:
        """Let reading end."""
        super().set()
        os.write(self._bell, b"!")

    def clear(self) -> None:
        """Let it begin again: the thread has ended."""
        super().clear()
        with contextlib.suppress(BlockingIOError):
            os.read(self.ear, 16)

    def __del__(self) -> None:
        os.close(self.ear)
        os.close(self._bell)


class CarefulDriver(LinuxDriver):
    """Textual's driver, for keyboards that send anything and terminals that go away.

    Textual's ends the program on a byte that is no UTF-8, reads the end of the input again and again with a
    whole processor, starts a second reader after SIGSTOP and SIGCONT, and acts on signals in the midst of
    whatever else is under way, its own locks included.
    """

    _app: "QuietEnd"

    def __init__(self, app: "QuietEnd", **options: Any) -> None:
        super().__init__(app, **options)
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__  # theirs is stderr, which may be a file
        self._out = self._file.fileno() if self._file is not None else 1
        self._started = False
        self.exit_event = self._end = _End()

    # -- starting and ending -------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal."""
        linux_driver.WriterThread = Writer  # type: ignore[attr-defined]
        with contextlib.suppress(OSError, ValueError):
            os.set_blocking(self._out, True)  # another program may have left it otherwise
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._started = self._writer_thread is not None and self._writer_thread.is_alive()
        if self._started:
            self.write(PLAIN_KEYS)
            signal.signal(signal.SIGWINCH, self._hear_new_size)

    def close(self) -> None:
        """Let the last pieces go to the terminal."""
        self._started = False
        super().close()

    def _hear_new_size(self, *_: object) -> None:
        # The size is asked for when its turn comes. Textual asks at once: a signal in the midst of handling the
        # one before puts the new size before the old one, and the window stays as it no longer is.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._tell_size)

    def _tell_size(self) -> None:
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(events.Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        # The terminal itself is asked: COLUMNS and LINES may be those of another one.
        with contextlib.suppress(OSError, ValueError):
            size = os.get_terminal_size(self._out)
            if size.columns and size.lines:
                return size.columns, size.lines
        return super()._get_terminal_size()

    # -- the keyboard --------------------------------------------------------------------------------------

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as fault:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._app._handle_exception, fault)

    def run_input_thread(self) -> None:
        """Read until the program ends or the terminal is gone."""
        parser = CarefulParser(self._debug)
        decoder = getincrementaldecoder("utf-8")("replace")
        read_at = monotonic()
        while not self.exit_event.is_set():
            if self._writer_thread is None or not self._writer_thread.is_alive():
                return self._app.hear_terminal_lost()
            text = ""
            resting = monotonic() - read_at > REST_SECONDS
            if self._can_read(REST_SECONDS if resting else WATCH_SECONDS):
                data = self._read_all()
                if not data:
                    return self._app.hear_terminal_lost()
                read_at = monotonic()
                text = decoder.decode(data)
            elif decoder.getstate()[0] and monotonic() - read_at >= HALF_A_LETTER_SECONDS:
                text = decoder.decode(b"", True)
            if text:
                for event in parser.feed(text):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
        return None

    def _can_read(self, seconds: float) -> bool:
        try:
            return self.fileno in select.select([self.fileno, self._end.ear], [], [], seconds)[0]
        except (OSError, ValueError):
            return True  # there is nothing to read from, which reading will tell

    def _read_all(self) -> bytes:
        """Read what is there, so that a long paste is looked at as a whole; b"" where the input has ended."""
        parts: list[bytes] = []
        size = 0
        while size < MOST_READ and (not parts or self._can_read(0)):
            try:
                part = os.read(self.fileno, 65_536)
            except BlockingIOError:
                os.set_blocking(self.fileno, True)
                continue
            except OSError:
                part = b""
            if not part:
                break
            parts.append(part)
            size += len(part)
        return b"".join(parts)

    # -- stopping and going on -----------------------------------------------------------------------------

    def _sigtstp_application(self, *_: object) -> None:
        try:
            self._loop.call_soon_threadsafe(super()._sigtstp_application)
        except RuntimeError:  # nothing runs any more
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        self._app.stood_still = True
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._go_on)

    def _go_on(self) -> None:
        """Take the terminal again; after a SIGSTOP it was never given back."""
        if not self._auto_restart or self._app._exit:
            return
        before = self.attrs_before if self._started else None
        if self._started:
            self._end_reading()
            super().close()
        self.resume_application_mode()
        if before is not None:
            self.attrs_before = before  # the terminal as the person had it, not as we left it
        self._app.paint_anew()

    def _end_reading(self) -> None:
        # `disable_input` would throw away what has been typed meanwhile, too.
        self.exit_event.set()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()

    # -- the last resort -----------------------------------------------------------------------------------

    def give_back(self) -> None:
        """Give the terminal back without waiting for anything, when ending in order has failed."""
        with contextlib.suppress(OSError, ValueError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(self._out, False)
            os.write(self._out, GIVEN_BACK)
            os.set_blocking(self._out, True)


GIVEN_BACK: Final = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Ends a frame, marked pastes, the mouse, the alternate screen and reports of focus; shows the cursor."""
