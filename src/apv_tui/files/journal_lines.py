"""What a journal's lines say, read and written; the files themselves are the business of `journal.py`.

A line is `crc32 SPACE json NEWLINE`, the CRC in eight lower-case hex digits over the bytes of the JSON, which
is `[number, content]`. Line 0 is the header (`JournalHeader`), every other an event: an object with at least
`id`, `after` (the id of the event before it, "" for the first) and `at`.
"""

import json
import re
import zlib
from typing import Any, Final, NamedTuple

from apv_tui.files.migrations import VERSION, migrated

FORMAT: Final = "apv-tui journal"
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
    version: int = VERSION
    """The version of the format it was written in."""


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
    newer: bool = False
    """It is of a newer version of the format, and not ours to write to, read or not."""


def valid_session_id(session: object) -> bool:
    """Say whether this can be a session's id. It becomes a file name, so a path never passes."""
    return isinstance(session, str) and _SESSION_ID.fullmatch(session) is not None


def valid_event(event: object) -> bool:
    """Say whether this is an event as far as saving knows: an object with text in `id`, `after` and `at`."""
    if not isinstance(event, dict):
        return False
    id_, after, at = event.get("id"), event.get("after"), event.get("at")
    return isinstance(id_, str) and id_ != "" and isinstance(after, str) and isinstance(at, str)


def encode_line(number: int, content: Record) -> bytes:
    """Give one line of the journal."""
    text = json.dumps([number, content], ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A path of the system may hold bytes that are no UTF-8; Python carries them as lone surrogates.
    data = text.encode("utf-8", "surrogatepass")
    return b"%08x %b\n" % (zlib.crc32(data), data)


def parse_journal(data: bytes) -> JournalRead:
    """Read the bytes of a journal up to the first bad line; one of an older version as the present one says it."""
    read = _parse(data)
    if read.header is None or read.header.version >= VERSION:
        return read
    tree = migrated({"agenda": read.header.agenda, "events": list(read.records)}, read.header.version)
    header = read.header._replace(agenda=tree["agenda"])
    return read._replace(header=header, records=tuple(tree["events"]))


def _parse(data: bytes) -> JournalRead:
    header: JournalHeader | None = None
    records: list[Record] = []
    newer = False
    position, number = 0, 0
    while position < len(data):
        end = data.find(b"\n", position)
        if end < 0:
            return JournalRead(header, tuple(records), position, data[position:], None, 0, newer)
        content = _decode_line(data[position:end], number)
        if number == 0:
            header, newer = _decode_header(content), _version(content) > VERSION
            good = header is not None
        else:
            good = valid_event(content) and (not records or content["after"] == records[-1]["id"])
            if good:
                records.append(content)
        if not good:
            rest = data[position:]
            lines = rest.count(b"\n") + (not rest.endswith(b"\n"))
            return JournalRead(header, tuple(records), position, b"", number + 1, lines, newer)
        position, number = end + 1, number + 1
    return JournalRead(header, tuple(records), position, b"", None, 0, newer)


def first_line(header: JournalHeader) -> bytes:
    """Give the first line of a journal; whatever version it was read in, it is written in the present one."""
    return encode_line(
        0, {"format": FORMAT, "version": VERSION, **header._replace(version=VERSION)._asdict()}
    )


def parse_header(line: bytes) -> JournalHeader | None:
    """Read a first line, its line feed included; None if it is not one of a journal of ours."""
    return _decode_header(_decode_line(line[:-1], 0)) if line.endswith(b"\n") else None


def parse_more(data: bytes, number: int, last: str) -> tuple[tuple[Record, ...], int]:
    """Read whole lines that come after those of a journal that were read before.

    `number` is the first one's, `last` the id of the event before it. Give the events up to the first line
    that does not fit or is not finished, and how many bytes they take.
    """
    records: list[Record] = []
    position = 0
    while (end := data.find(b"\n", position)) >= 0:
        content = _decode_line(data[position:end], number + len(records))
        if not valid_event(content) or content["after"] != last:
            break
        records.append(content)
        last, position = content["id"], end + 1
    return tuple(records), position


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


def _version(content: object) -> int:
    """Give the version a first line names; 0 where it is none of a journal of ours."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return 0
    version = content.get("version")
    return version if type(version) is int else 0


def _decode_header(content: object) -> JournalHeader | None:
    if not isinstance(content, dict) or _version(content) < 1:
        return None
    fields = {key: content.get(key) for key in JournalHeader._fields}
    if not all(isinstance(fields[key], str) for key in ("path", "name", "program")):
        return None
    if not valid_session_id(fields["session"]) or not isinstance(fields["agenda"], dict):
        return None
    return JournalHeader(**{**fields, "confidential": fields["confidential"] is True})  # type: ignore[arg-type]
