"""The session file: the whole meeting as one JSON document, which belongs to the user."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Never

from apv_tui.core.messages import Message, OnlyToLookAt, Problem, Unreadable, message
from apv_tui.core.text import one_line, safe
from apv_tui.files.journal import JournalHeader, Record, valid_event, valid_session_id
from apv_tui.files.json_tree import read_json, write_json
from apv_tui.files.migrations import VERSION, migrated

FORMAT: Final = "apv-tui session"
CONFIDENTIAL: Final = "confidential"
"""The key that marks a file of confidential notes; it stands behind the session's id, and in no other file."""
_BOM: Final = b"\xef\xbb\xbf"
# Seen in a file that is cut short, too: what a newer program wrote is not ours to mend, whole or not.
_VERSION: Final = re.compile(
    rb'\A(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"apv-tui session"\s*,\s*"version"\s*:\s*(\d{1,9})\b'
)


class Damaged(Unreadable):
    """A file that was a session once, or may have been: the backup and the journal may still give it back."""


class NewerFormat(OnlyToLookAt):
    """A session of a newer version of the format. It can be looked at; nothing is ever written to it."""

    def __init__(self, program: str) -> None:
        super().__init__(message("session.only_to_look", program=one_line(program) or "?"))


@dataclass(frozen=True, slots=True)
class SessionDocument:
    """A session file's content. Agenda and events are plain JSON data; the core knows what they mean."""

    session: str
    """The session's id."""
    name: str
    agenda: Record
    events: tuple[Record, ...] = ()
    program: str = ""
    """The version of the program that wrote the file."""
    saved: str = ""
    """When it was written, UTC, ISO 8601."""
    revision: int = 0
    """Counts the writings of this file."""
    confidential: bool = False
    """It holds confidential notes that belong to one person, and nothing else."""
    edited_by_hand: bool = False
    """The checksum does not fit: somebody else has written into the file."""
    newer: bool = False
    """The file or the journal is of a newer version: read as far as this program understands it."""
    version: int = VERSION
    """The version of the format it was read in; it is as the present one says it, unless it is newer."""

    @property
    def last(self) -> str:
        """Give the id of the last event, "" before the first."""
        return str(self.events[-1]["id"]) if self.events else ""

    def header(self, path: Path) -> JournalHeader:
        """Give the first line of a journal of this session whose file is `path`."""
        where = str(path.absolute())
        return JournalHeader(self.session, where, self.name, self.agenda, self.program, self.confidential)

    @classmethod
    def from_journal(cls, header: JournalHeader, events: Sequence[Record]) -> "SessionDocument":
        """Make the document that a whole journal stands for."""
        return cls(
            header.session,
            header.name,
            header.agenda,
            tuple(events),
            header.program,
            confidential=header.confidential,
        )


def encode_session(document: SessionDocument) -> bytes:
    """Give the bytes of the session file. ValueError for one of a newer version: that is not ours to write."""
    if document.newer:
        raise ValueError("a session of a newer version is never written")
    data: Record = {
        "format": FORMAT,
        "version": VERSION,
        "session": document.session,
        **({CONFIDENTIAL: True} if document.confidential else {}),
        "name": document.name,
        "program": document.program,
        "saved": document.saved,
        "revision": document.revision,
        "last": document.last,
        "agenda": document.agenda,
        "events": list(document.events),
    }
    data["sha256"] = _checksum(data)
    return write_json(data)


def decode_session(data: bytes, path: str | Path) -> SessionDocument:
    """Read the bytes of a session file, of whatever version; `path` is only for the messages.

    Raises `Damaged` for a file that is no whole session (any more), and plain `Unreadable` for one that is
    surely not ours to mend: another kind of file.
    """
    where = str(path)
    if not data.strip(b"\0 \t\r\n"):
        raise Damaged(where, [Problem(message("session.empty"))])
    # Whatever is damaged, the name of the format mostly is not: a file without it was never one of ours, as
    # far as anybody can tell. A backup or a journal beside it may still say otherwise, so it counts as damaged.
    ours = FORMAT.encode() in data
    try:
        tree = read_json(data.removeprefix(_BOM).decode("utf-8"), where)
    except UnicodeDecodeError as error:
        what = message("session.not_text" if ours else "session.not_a_session")
        raise Damaged(where, [Problem(what)]) from error
    except Unreadable as error:
        if not ours:
            raise Damaged(where, [Problem(message("session.not_a_session"))]) from error
        raise Damaged(where, [Problem(message("session.broken_json")), *error.problems]) from error
    if tree.get("format") != FORMAT:
        raise Unreadable(where, [Problem(message("session.not_a_session"))])
    return _document(tree, where)


def version_in(data: bytes) -> int:
    """Give the version that the first lines of a session file name, damaged or not; 0 where none is seen."""
    found = _VERSION.match(data)
    return int(found[1]) if found else 0


def kept(value: Any) -> Any:
    """Give JSON data with every text made safe, just as reading the file will give it back."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {safe(key): kept(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [kept(each) for each in value]
    return value


def _document(tree: Record, where: str) -> SessionDocument:
    version = tree.get("version")
    if type(version) is not int or version < 1:
        _damaged(where, message("session.wrong_key", key="version"))
    if version > VERSION:
        return _newer_document(tree, where)
    for key, kind in (_FRAME | _KINDS).items():
        if not _is(tree, key, kind):
            _damaged(where, message("session.wrong_key", key=key))
    if tree["revision"] < 0:
        _damaged(where, message("session.wrong_key", key="revision"))
    if type(tree.get(CONFIDENTIAL, False)) is not bool:
        _damaged(where, message("session.wrong_key", key=CONFIDENTIAL))
    _check_frame(tree, where)
    edited = _checksum({key: tree[key] for key in tree if key != "sha256"}) != tree["sha256"]
    current = migrated(tree, version)
    return SessionDocument(
        session=current["session"],
        name=current["name"],
        agenda=current["agenda"],
        events=tuple(current["events"]),
        program=current["program"],
        saved=current["saved"],
        revision=current["revision"],
        confidential=current.get(CONFIDENTIAL, False),
        edited_by_hand=edited,
        version=version,
    )


def _newer_document(tree: Record, where: str) -> SessionDocument:
    """Read what every version will have: ids, chain, agenda, events. Damage is damage here, too."""
    program = tree["program"] if _is(tree, "program", str) else ""
    if not all(_is(tree, key, kind) for key, kind in _FRAME.items()):
        raise Unreadable(where, [Problem(message("session.newer", program=one_line(program) or "?"))])
    _check_frame(tree, where)
    return SessionDocument(
        session=tree["session"],
        name=tree["name"] if _is(tree, "name", str) else "",
        agenda=tree["agenda"],
        events=tuple(tree["events"]),
        program=program,
        # Whatever the mark has become, it is better heeded.
        confidential=tree.get(CONFIDENTIAL, False) is not False,
        newer=True,
        version=tree["version"],
    )


def _is(tree: Mapping[str, Any], key: str, kind: type) -> bool:
    return type(tree.get(key)) is kind  # not isinstance: true is no revision


def _check_frame(tree: Mapping[str, Any], where: str) -> None:
    if not valid_session_id(tree["session"]):
        _damaged(where, message("session.wrong_key", key="session"))
    before = ""
    seen: set[str] = set()
    for number, event in enumerate(tree["events"], start=1):
        if not valid_event(event) or event["after"] != before or event["id"] in seen:
            _damaged(where, message("session.broken_chain", number=number))
        before = event["id"]
        seen.add(before)
    if tree["last"] != before:
        _damaged(where, message("session.broken_chain", number=len(tree["events"])))


_FRAME: Final[dict[str, type]] = {"session": str, "last": str, "agenda": dict, "events": list}
_KINDS: Final[dict[str, type]] = {
    "name": str,
    "program": str,
    "saved": str,
    "revision": int,
    "sha256": str,
}


def _checksum(rest: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the canonical form: keys sorted, no white space, ASCII only."""
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _damaged(where: str, what: Message) -> Never:
    raise Damaged(where, [Problem(what)])
