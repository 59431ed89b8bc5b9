"""The session file: the whole meeting as one JSON document, which belongs to the user."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Never

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import safe
from apv_tui.files.journal import JournalHeader, Record, valid_event, valid_session_id
from apv_tui.files.json_tree import read_json, write_json

FORMAT: Final = "apv-tui session"
VERSION: Final = 1
CONFIDENTIAL: Final = "confidential"
"""The key that marks a file of confidential notes; it stands behind the session's id, and in no other file."""
_BOM: Final = b"\xef\xbb\xbf"


class Damaged(Unreadable):
    """A file that was a session once, or may have been: the backup and the journal may still give it back."""


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
    """Give the bytes of the session file."""
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
    """Read the bytes of a session file; `path` is only for the messages.

    Raises `Damaged` for a file that is no whole session (any more), and plain `Unreadable` for one that is
    surely not ours to mend: another kind of file, or the work of a newer program.
    """
    where = str(path)
    if not data.strip(b"\0 \t\r\n"):
        raise Damaged(where, [Problem(message("session.empty"))])
    try:
        tree = read_json(data.removeprefix(_BOM).decode("utf-8"), where)
    except UnicodeDecodeError as error:
        raise Damaged(where, [Problem(message("session.not_text"))]) from error
    except Unreadable as error:
        raise Damaged(where, [Problem(message("session.broken_json")), *error.problems]) from error
    if tree.get("format") != FORMAT:
        raise Unreadable(where, [Problem(message("session.not_a_session"))])
    version = tree.get("version")
    if type(version) is int and version > VERSION:
        raise Unreadable(where, [Problem(message("session.newer", program=str(tree.get("program", ""))))])
    return _document(tree, where)


def kept(value: Any) -> Any:
    """Give JSON data with every text made safe, just as reading the file will give it back."""
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, dict):
        return {safe(key): kept(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [kept(each) for each in value]
    return value


def _document(tree: Mapping[str, Any], where: str) -> SessionDocument:
    for key, kind in _KINDS.items():
        if type(tree.get(key)) is not kind:  # not isinstance: true is no revision
            _damaged(where, message("session.wrong_key", key=key))
    if tree["version"] != VERSION or tree["revision"] < 0 or not valid_session_id(tree["session"]):
        _damaged(where, message("session.wrong_key", key="session"))
    if type(tree.get(CONFIDENTIAL, False)) is not bool:
        _damaged(where, message("session.wrong_key", key=CONFIDENTIAL))
    before = ""
    seen: set[str] = set()
    for number, event in enumerate(tree["events"], start=1):
        if not valid_event(event) or event["after"] != before or event["id"] in seen:
            _damaged(where, message("session.broken_chain", number=number))
        before = event["id"]
        seen.add(before)
    if tree["last"] != before:
        _damaged(where, message("session.broken_chain", number=len(tree["events"])))
    rest = {key: value for key, value in tree.items() if key != "sha256"}
    return SessionDocument(
        session=tree["session"],
        name=tree["name"],
        agenda=tree["agenda"],
        events=tuple(tree["events"]),
        program=tree["program"],
        saved=tree["saved"],
        revision=tree["revision"],
        confidential=tree.get(CONFIDENTIAL, False),
        edited_by_hand=_checksum(rest) != tree["sha256"],
    )


_KINDS: Final[dict[str, type]] = {
    "version": int,
    "session": str,
    "name": str,
    "program": str,
    "saved": str,
    "revision": int,
    "last": str,
    "agenda": dict,
    "events": list,
    "sha256": str,
}


def _checksum(rest: Mapping[str, Any]) -> str:
    """Give the SHA-256 of the canonical form: keys sorted, no white space, ASCII only."""
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _damaged(where: str, what: Message) -> Never:
    raise Damaged(where, [Problem(what)])
