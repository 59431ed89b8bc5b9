"""The journal: one append-only file a session, synced after every action of the leader.

A journal holds its session from the first event on, and the agenda, so that it alone can give a whole meeting
back. What its lines look like: `journal_lines.py`.
"""

import contextlib
import errno
import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from apv_tui.files.disk import OWNER_ONLY, Disk, Sleep, make_private
from apv_tui.files.journal_lines import (
    JournalHeader,
    JournalRead,
    Record,
    encode_line,
    first_line,
    parse_header,
    parse_journal,
    parse_more,
    valid_event,
    valid_session_id,
)
from apv_tui.files.writing import write_atomically, write_new

__all__ = [
    "Journal",
    "JournalHeader",
    "JournalRead",
    "Record",
    "encode_line",
    "give_sign_of_life",
    "header_of",
    "journal_path",
    "parse_journal",
    "parse_more",
    "read_header",
    "read_journal",
    "session_files",
    "sign_of_life",
    "valid_event",
    "valid_session_id",
]


def sign_of_life(state: Path, session: str) -> datetime | None:
    """Give when a meeting was last known to run: the journal's own time; None without a journal."""
    try:
        return datetime.fromtimestamp(journal_path(state, session).stat().st_mtime, UTC)
    except (OSError, ValueError):
        return None


def give_sign_of_life(state: Path, session: str) -> None:
    """Note that the meeting runs, though nothing is said just now: a silent interview is no absence."""
    with contextlib.suppress(OSError, ValueError):
        os.utime(journal_path(state, session))


def journal_path(state: Path, session: str) -> Path:
    """Give the place of a session's journal; ValueError for an id that is none."""
    if not valid_session_id(session):
        raise ValueError("not a session id")
    return state / f"{session}.journal"


def read_journal(path: Path, disk: Disk | None = None) -> JournalRead:
    """Read a journal up to its first bad line. Changes nothing; OSError if it cannot be read at all."""
    return parse_journal((disk or Disk()).read(path))


def read_header(path: Path, disk: Disk | None = None) -> JournalHeader | None:
    """Read only the first line; None if it is not the header of a journal of ours, or cannot be read."""
    try:
        return header_of(disk or Disk(), path)
    except OSError:
        return None


def header_of(disk: Disk, path: Path) -> JournalHeader | None:
    """Read only the first line; None if it is not the header of a journal of ours. Raises OSError."""
    return parse_header(disk.read_line(path))


def session_files(state: Path, session: str, disk: Disk) -> list[Path]:
    """Name every file in the state folder that may hold words of this session: what an erasure must reach."""
    if not valid_session_id(session):
        raise ValueError("not a session id")
    return [state / name for name in disk.names(state) if name.startswith(f"{session}.")]


class Journal:
    """A journal that is being written. Not for use from two threads at a time.

    `broken` says that the file can no longer be trusted or is not there yet: then only `rewrite` helps.
    `exists` says that a journal of this session is on the disk, however far it goes.
    """

    def __init__(self, disk: Disk, path: Path, header: JournalHeader) -> None:
        self._disk = disk
        self._header = header
        self._descriptor: int | None = None
        self._length = 0
        self._number = 0
        self.path = path
        self.broken = True
        self.exists = False
        self.sleep: Sleep = time.sleep
        """Waits, in seconds, for a program that holds the file."""

    @classmethod
    def create(
        cls, disk: Disk, path: Path, header: JournalHeader, records: Sequence[Record] = ()
    ) -> "Journal":
        """Write a new journal with `records` in it, in place of any that was there; OSError if that fails."""
        journal = cls(disk, path, header)
        journal.rewrite(records)
        return journal

    @classmethod
    def resume(cls, disk: Disk, path: Path, header: JournalHeader, read: JournalRead) -> "Journal":
        """Go on with a journal that was read as `read` (no bad line) by the holder of the lock.

        A torn tail is copied to `<name>.torn-N` and cut off, so that the next line cannot be glued to it.
        ValueError if the journal is damaged: such a one is to be set aside and written anew.
        """
        if read.bad_line is not None or read.header is None:
            raise ValueError("a damaged journal cannot be continued")
        journal = cls(disk, path, header)
        if read.torn_tail:
            # The whole file under a second name would change with the first one: the tail needs a copy.
            _keep_tail(disk, path, read.torn_tail)
        descriptor = disk.open_append(path)
        try:
            if read.torn_tail:
                disk.truncate(descriptor, read.sound)
                disk.fsync(descriptor)
        except BaseException:
            disk.close(descriptor)
            raise
        journal._descriptor = descriptor
        journal._length, journal._number = read.sound, len(read.records) + 1
        journal.broken = read.header != header
        journal.exists = True
        return journal

    def append(self, records: Sequence[Record]) -> None:
        """Add `records` with one write and one sync; on return they survive a power cut.

        Raises OSError. Then either nothing was added (what was half written has been cut off again), or the
        journal is `broken`: after a failed sync nobody knows what is on the medium, and asking again lies.
        """
        if not records:
            return
        if self.broken or self._descriptor is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF), str(self.path))
        if self._disk.links(self._descriptor) == 0:  # somebody has cleared the folder under us
            self.broken = True
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path))
        data = b"".join(encode_line(self._number + i, record) for i, record in enumerate(records))
        try:
            taken = self._disk.write(self._descriptor, data)
            if taken < len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        except OSError:
            self._roll_back()
            raise
        try:
            self._disk.fsync(self._descriptor)
        except OSError:
            self.broken = True
            raise
        self._length += len(data)
        self._number += len(records)

    def rewrite(self, records: Sequence[Record]) -> None:
        """Write the whole journal anew, into a new file; `records` are all events of the session.

        Raises OSError; the old file then stands as it was, and the journal stays `broken`.
        """
        self.close()
        self.broken = True
        make_private(self._disk, self.path.parent)
        data = first_line(self._header)
        data += b"".join(encode_line(i, record) for i, record in enumerate(records, start=1))
        write_atomically(self._disk, self.path, data, keep_backup=False, mode=OWNER_ONLY, sleep=self.sleep)
        self.exists = True
        self._descriptor = self._disk.open_append(self.path)
        self._length, self._number = len(data), len(records) + 1
        self.broken = False

    def readdress(self, header: JournalHeader) -> None:
        """Take another first line, because the session file has moved; the next writing is a `rewrite`."""
        if header != self._header:
            self._header, self.broken = header, True

    def close(self) -> None:
        """Close the file; what was appended is in it."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            with contextlib.suppress(OSError):  # everything was synced, so nothing hangs on this
                self._disk.close(descriptor)

    def remove(self) -> None:
        """Close and remove the journal, once the session file holds everything; OSError if it stays."""
        self.close()
        self.broken, self.exists = True, False
        with contextlib.suppress(FileNotFoundError):
            self._disk.unlink(self.path)

    def _roll_back(self) -> None:
        try:
            if self._descriptor is not None:
                self._disk.truncate(self._descriptor, self._length)
        except OSError:
            self.broken = True


def _keep_tail(disk: Disk, path: Path, tail: bytes) -> None:
    number = 1
    names = set(disk.names(path.parent))
    while f"{path.name}.torn-{number}" in names:
        number += 1
    write_new(disk, path.with_name(f"{path.name}.torn-{number}"), tail, mode=OWNER_ONLY)
    disk.sync_folder(path.parent)
