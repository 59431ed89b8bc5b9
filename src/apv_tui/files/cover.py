"""What covers the room's windows, in a small file beside the journal of a meeting, for windows that follow.

It is there while something covers them. It is not synced and nothing is kept of it: whoever leads takes it away,
and what a power cut left is taken away when the meeting goes on.
"""

import contextlib
import json
from pathlib import Path
from typing import Final

from apv_tui.core.cover import DARK, Cover, message_of
from apv_tui.files.disk import Disk
from apv_tui.files.journal import journal_path
from apv_tui.files.writing import write_lightly

COVER: Final = ".cover"
_LONGEST: Final = 4000  # bytes


def cover_path(state: Path, session: str) -> Path:
    """Give the place of a session's file; ValueError for an id that is none."""
    return journal_path(state, session).with_suffix(COVER)


def write_cover(state: Path, session: str, cover: Cover | None, disk: Disk | None = None) -> None:
    """Say what covers the room's windows; None for nothing. What cannot be written is left."""
    disk = disk or Disk()
    with contextlib.suppress(OSError, ValueError):
        path = cover_path(state, session)
        if cover is None:
            disk.unlink(path)
        else:
            write_lightly(disk, path, json.dumps(cover._asdict()).encode())


class CoverReader:
    """Reads what covers the room, each time that has changed."""

    def __init__(self, disk: Disk | None = None) -> None:
        self._disk = disk or Disk()
        self._mark: tuple[int, int, int] | None = None
        self.cover: Cover | None = None
        """What covers it, as it was read last."""

    def look(self, journal: Path | None) -> bool:
        """Look beside this journal. True if something else covers the room now."""
        path = journal.with_suffix(COVER) if journal is not None else None
        mark = self._mark_of(path)
        if path is None or mark == self._mark:
            return False
        self._mark, before = mark, self.cover
        self.cover = self._read(path) if mark is not None else None
        return self.cover != before

    def _mark_of(self, path: Path | None) -> tuple[int, int, int] | None:
        try:
            seen = self._disk.stat(path) if path is not None else None
        except OSError:
            return None
        return (seen.st_ino, seen.st_size, seen.st_mtime_ns) if seen is not None else None

    def _read(self, path: Path) -> Cover | None:
        try:
            told = json.loads(self._disk.read(path, _LONGEST))
            return DARK if told["kind"] == DARK.kind else message_of(str(told["text"]))
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
