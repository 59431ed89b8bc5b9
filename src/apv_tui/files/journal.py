"""The journal: one append-only file a session, synced after every action of the leader.

A line is `crc32 SPACE json NEWLINE`, the CRC in eight lower-case hex digits over the bytes of the JSON, which
is `[number, content]`. Line 0 is the header (`JournalHeader`), every other an event: an object with at least
`id`, `after` (the id of the event before it, "" for the first) and `at`. A journal holds its session from the
first event on, and the agenda, so that it alone can give a whole meeting back.
"""

import contextlib
import errno
import json
import os
import re
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from apv_tui.files.disk import Disk, write_atomically

FORMAT: Final = "apv-tui journal"
VERSION: Final = 1
OWNER_ONLY: Final = 0o600
_SESSION_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")

Record = dict[str, Any]


class JournalHeader(NamedTuple):
    """What the first line says."""

    session: str
    path: str
    """Where the session file is meant to be, absolute."""
    name: str
    agenda: Record
    program: str
    """The version of the program that made the journal."""
    confidential: bool = False
    """Whether the session is one of confidential notes."""


class JournalRead(NamedTuple):
    """What could be read of a journal: always an exact beginning of what was written."""

    header: JournalHeader | None
    records: tuple[Record, ...]
    sound: int
    """Bytes from the start that are good."""
    torn_tail: bytes
    """A last line that was never finished: the normal mark of a crash, nothing acknowledged is in it."""
    bad_line: int | None
    """The first damaged line, counted from 1; None if there is none."""
    unread_lines: int
    """Lines given up, the damaged one included."""


def valid_session_id(session: object) -> bool:
    """Say whether this can be a session's id. It becomes a file name, so a path never passes."""
    return isinstance(session, str) and _SESSION_ID.fullmatch(session) is not None


def valid_event(event: object) -> bool:
    """Say whether this is an event as far as saving knows: an object with text in `id`, `after` and `at`."""
    return (
        isinstance(event, dict)
        and all(isinstance(event.get(key), str) for key in ("id", "after", "at"))
        and event["id"] != ""
    )


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


def encode_line(number: int, content: Record) -> bytes:
    """Give one line of the journal."""
    text = json.dumps([number, content], ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A path of the system may hold bytes that are no UTF-8; Python carries them as lone surrogates.
    data = text.encode("utf-8", "surrogatepass")
    return b"%08x %b\n" % (zlib.crc32(data), data)


def read_journal(path: Path, disk: Disk | None = None) -> JournalRead:
    """Read a journal up to its first bad line. Changes nothing; OSError if it cannot be read at all."""
    return parse_journal((disk or Disk()).read(path))


def parse_journal(data: bytes) -> JournalRead:
    """Read the bytes of a journal up to the first bad line."""
    header: JournalHeader | None = None
    records: list[Record] = []
    position, number = 0, 0
    while position < len(data):
        end = data.find(b"\n", position)
        if end < 0:
            return JournalRead(header, tuple(records), position, data[position:], None, 0)
        content = _decode_line(data[position:end], number)
        if number == 0:
            header = _decode_header(content)
            good = header is not None
        else:
            good = valid_event(content) and (not records or content["after"] == records[-1]["id"])
            if good:
                records.append(content)
        if not good:
            rest = data[position:]
            lines = rest.count(b"\n") + (not rest.endswith(b"\n"))
            return JournalRead(header, tuple(records), position, b"", number + 1, lines)
        position, number = end + 1, number + 1
    return JournalRead(header, tuple(records), position, b"", None, 0)


def read_header(path: Path) -> JournalHeader | None:
    """Read only the first line; None if it is not the header of a journal of ours, or cannot be read."""
    try:
        with open(path, "rb") as file:
            line = file.readline(64 * 1024 * 1024)
    except OSError:
        return None
    return _decode_header(_decode_line(line[:-1], 0)) if line.endswith(b"\n") else None


def session_files(state: Path, session: str, disk: Disk) -> list[Path]:
    """Name every file in the state folder that may hold words of this session: what an erasure must reach."""
    if not valid_session_id(session):
        raise ValueError("not a session id")
    return [state / name for name in disk.names(state) if name.startswith(f"{session}.")]


class Journal:
    """A journal that is being written. Not for use from two threads at a time.

    `broken` says that the file can no longer be trusted or is not there yet: then only `rewrite` helps.
    """

    def __init__(self, disk: Disk, path: Path, header: JournalHeader) -> None:
        self._disk = disk
        self._header = header
        self._descriptor: int | None = None
        self._length = 0
        self._number = 0
        self.path = path
        self.broken = True

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
        self._disk.make_folder(self.path.parent, 0o700)
        data = encode_line(0, {"format": FORMAT, "version": VERSION, **self._header._asdict()})
        data += b"".join(encode_line(i, record) for i, record in enumerate(records, start=1))
        write_atomically(self._disk, self.path, data, keep_backup=False, mode=OWNER_ONLY)
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
        self.broken = True
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
    write_atomically(disk, path.with_name(f"{path.name}.torn-{number}"), tail, False, mode=OWNER_ONLY)


def _decode_line(line: bytes, number: int) -> Any:
    data = line[9:]
    if line[:9] != b"%08x " % zlib.crc32(data):
        return None
    try:
        content = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not (isinstance(content, list) and len(content) == 2 and type(content[0]) is int):
        return None
    return content[1] if content[0] == number else None


def _decode_header(content: object) -> JournalHeader | None:
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        return None
    fields = {key: content.get(key) for key in JournalHeader._fields}
    if not all(isinstance(fields[key], str) for key in ("path", "name", "program")):
        return None
    if not valid_session_id(fields["session"]) or not isinstance(fields["agenda"], dict):
        return None
    return JournalHeader(**{**fields, "confidential": fields["confidential"] is True})  # type: ignore[arg-type]
