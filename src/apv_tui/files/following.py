"""Following a session that another program leads: its file and its journal are read, and never touched.

While a meeting is led its journal holds it from the first event on, so what is new stands at the journal's
end and is read from there. Everything else (the journal gone, replaced or shorter, the file moved) is looked
at anew as a whole.
"""

import contextlib
from pathlib import Path
from typing import NamedTuple

from apv_tui.core.in_step import Beat
from apv_tui.core.messages import Unreadable
from apv_tui.files.beat import BEAT, read_beat
from apv_tui.files.disk import Disk
from apv_tui.files.journal import Record, journal_path, parse_more, read_header
from apv_tui.files.load import Loaded, load_session


class Change(NamedTuple):
    """What has become of the events: so many of those known stay, and these come after them."""

    kept: int
    added: tuple[Record, ...]


class _NotOn(Exception):
    """What stands behind what was read does not continue it."""


class _Mark(NamedTuple):
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    written: int  # nanoseconds


class Follower:
    """Reads a session as it grows. Not for use from two threads at a time."""

    def __init__(self, path: Path, state: Path, disk: Disk | None = None) -> None:
        """Follow the session of the file `path`, whose journal lies in the folder `state`."""
        self._disk = disk or Disk()
        self._path = path
        self._state = state
        self._journal: Path | None = None
        self._marks: tuple[_Mark | None, _Mark | None] = (None, None)
        self._events: tuple[Record, ...] = ()
        self._read_to = 0
        """Bytes of the journal that are in `_events`; 0 where it does not hold them all from the first."""

    @property
    def journal(self) -> Path | None:
        """The place of the journal, once the session was read."""
        return self._journal

    def begin(self) -> Loaded:
        """Read what there is. Raises Unreadable and OSError."""
        loaded = self._look(self._path)
        self._events = loaded.events
        return loaded

    def poll(self) -> Change | None:
        """Give what has changed since the last look; None where nothing has, or it cannot be read just now."""
        marks = self._marks_now()
        if marks == self._marks:
            return None
        if self._only_grew(marks):
            with contextlib.suppress(OSError, _NotOn):
                return self._read_on(marks)
        try:
            events = self._look(self._where()).events
        except (OSError, Unreadable):  # it is being replaced, or its folder is away: the next look may see it
            return None
        kept = _same(self._events, events)
        before, self._events = self._events, events
        return None if kept == len(before) == len(events) else Change(kept, events[kept:])

    def _look(self, path: Path) -> Loaded:
        # The marks first: what is written while it is read is then seen at the next look.
        known, marks = self._journal, self._marks_now()
        loaded = load_session(path, self._state, self._disk)
        self._path = path
        self._journal = journal_path(self._state, loaded.document.session)
        self._marks = marks if known == self._journal else self._marks_now()
        read = loaded.read
        whole = read is not None and read.bad_line is None and read.records == loaded.events
        self._read_to = read.sound if read is not None and whole else 0
        return loaded

    def _where(self) -> Path:
        """Give the place of the session file, which a conflict or a full disk may have moved."""
        header = read_header(self._journal) if self._journal is not None else None
        return Path(header.path) if header is not None else self._path

    def _marks_now(self) -> tuple[_Mark | None, _Mark | None]:
        return self._mark(self._path), self._mark(self._journal) if self._journal is not None else None

    def _mark(self, path: Path) -> _Mark | None:
        return _mark(self._disk, path)

    def _only_grew(self, marks: tuple[_Mark | None, _Mark | None]) -> bool:
        """Whether the journal is the one we know and still holds everything we know."""
        before, now = self._marks[1], marks[1]
        return (
            self._read_to > 0
            and before is not None
            and now is not None
            and now.inode == before.inode
            and now.size >= self._read_to
        )

    def _read_on(self, marks: tuple[_Mark | None, _Mark | None]) -> Change | None:
        """Read what was added. Raises `_NotOn` where it is another journal in the same place, and OSError."""
        if self._journal is None:
            return None
        data = self._disk.read_from(self._journal, self._read_to)
        last = str(self._events[-1]["id"]) if self._events else ""
        added, sound = parse_more(data, len(self._events) + 1, last)
        if b"\n" in data[sound:]:
            raise _NotOn
        self._marks = marks
        self._read_to += sound
        kept = len(self._events)
        self._events += added
        return Change(kept, added) if added else None


class Glance:
    """Sees with two questions to the system whether it is worth to look: at the journal and at its folder.

    What lies beside the journal is put there by a new name, which the folder tells. A file system that counts time
    in seconds may tell too late: whoever glances looks all the same from time to time.
    """

    def __init__(self, disk: Disk | None = None) -> None:
        self._disk = disk or Disk()
        self._journal = self._folder = Path()
        self._seen: tuple[int, ...] | None = None

    def differs(self, journal: Path | None) -> bool:
        """Whether something has changed since the last glance; True where there is no journal to glance at."""
        if journal is None:
            return True
        if journal is not self._journal:
            self._journal, self._folder = journal, journal.parent
        # As little as can be: a processor that was at rest has forgotten all of it.
        try:
            file, folder = self._disk.stat(self._journal), self._disk.stat(self._folder)
        except OSError:
            self._seen = None
            return True
        seen = (file.st_mtime_ns, file.st_size, file.st_ino, folder.st_mtime_ns)
        before, self._seen = self._seen, seen
        return seen != before


class BeatReader:
    """Reads how the time runs where the meeting is led, each time that is said anew."""

    def __init__(self, disk: Disk | None = None) -> None:
        self._disk = disk or Disk()
        self._mark: _Mark | None = None

    def look(self, journal: Path | None) -> Beat | None:
        """Give what is said beside this journal; None where that is nothing, or nothing new."""
        path = journal.with_suffix(BEAT) if journal is not None else None
        mark = _mark(self._disk, path) if path is not None else None
        if path is None or mark == self._mark:
            return None
        self._mark = mark
        return read_beat(path, self._disk)


def _mark(disk: Disk, path: Path) -> _Mark | None:
    try:
        seen = disk.stat(path)
    except OSError:
        return None
    return _Mark(seen.st_ino, seen.st_size, seen.st_mtime_ns)


def _same(before: tuple[Record, ...], now: tuple[Record, ...]) -> int:
    """Give how many events at the beginning are the same."""
    if before == now[: len(before)]:
        return len(before)
    pairs = zip(before, now, strict=False)
    return next((at for at, (old, new) in enumerate(pairs) if old != new), min(len(before), len(now)))
