"""Noticing that somebody has saved a file in an editor, whichever way that editor saves.

Some write into the file, some empty it first, some put a new one in its place; on a network drive the time of
the last change may lag behind. So what is given is what stands in the file, once it has stood there for a moment.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.messages import Unreadable
from apv_tui.files.decode import read_bytes

SETTLED: Final = 0.15
"""Seconds for which a file has stood still when it is taken for saved."""
GONE: Final = 1.5
"""Seconds after which a file that is not there is not just being replaced."""
REREAD: Final = 1.0
"""Seconds after which it is read again though nothing about it seems to have changed."""


class Content(NamedTuple):
    """What a file holds now; None where it cannot be read."""

    data: bytes | None


class EditedFile:
    """Tells when what a file holds has changed. Not for use from two threads at a time."""

    def __init__(self, path: Path, largest: int, read: Callable[[Path, int], bytes] = read_bytes) -> None:
        self._path = path
        self._largest = largest
        self._read = read
        self._mark: tuple[int, int, int] | None = None
        self._read_at = -REREAD
        self._given: Content | None = None
        self._waiting: Content | None = None
        self._since = 0.0

    def look(self, now: float) -> Content | None:
        """Give what the file holds where that is news and has stood for a moment; None for no news.

        `now` is a steady clock's seconds; to be called some times a second.
        """
        mark = self._marks()
        if mark != self._mark or now - self._read_at >= REREAD or self._waiting is not None:
            self._mark, self._read_at = mark, now
            content = self._content()
            if content == self._given:
                self._waiting = None
            elif content != self._waiting:
                self._waiting, self._since = content, now
        if self._waiting is None:
            return None
        stood = now - self._since
        if self._given is not None and stood < (GONE if self._waiting.data is None else SETTLED):
            return None
        self._given, self._waiting = self._waiting, None
        return self._given

    def _content(self) -> Content:
        try:
            return Content(self._read(self._path, self._largest))
        except Unreadable:  # it is being replaced, locked, or gone
            return Content(None)

    def _marks(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
