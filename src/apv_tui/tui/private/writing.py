"""What goes to the terminal, in a thread that never holds up the program.

Textual's own queue takes 30 pieces. When a terminal stops reading (a stalled connection, Ctrl+S in a
multiplexer, a selection in a Windows console) it fills in seconds, and the next piece blocks everything else:
the clock, the keys, signals to end. A terminal that is gone ends the thread with an error, after which the
queue fills just the same, and `stop` waits for ever.
"""

from queue import Queue
from typing import IO, Final

from textual.drivers._writer_thread import WriterThread

MOST_WAITING: Final = 30
"""Pieces in the queue from which on the terminal counts as stalled; a painted frame is three."""
PATIENCE_SECONDS: Final = 1.0
"""How long the end waits for the terminal to take the last pieces, which give it back as it was."""


class Writer(WriterThread):
    """Writes what it is handed, in order; whoever hands it over never waits."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._queue: Queue[str | None] = Queue()
        self._lost = False

    @property
    def behind(self) -> bool:
        """Whether the terminal does not keep up. Whoever paints is to leave frames out then."""
        return self._queue.qsize() > MOST_WAITING

    @property
    def idle(self) -> bool:
        """Whether the terminal has taken everything."""
        return self._queue.empty()

    @property
    def cut_off(self) -> bool:
        """Whether, after the end, the terminal has not taken everything: it is gone, or has stalled."""
        return self._lost or self.is_alive() or not self.idle

    def run(self) -> None:
        """Write until the end, or until the terminal is gone."""
        try:
            super().run()
        except (OSError, ValueError):
            self._lost = True  # the driver sees that the thread has ended

    def stop(self) -> None:
        """Let the last pieces be written, but do not wait for ever; the thread may still be alive then."""
        self._queue.put(None)
        self.join(PATIENCE_SECONDS)
