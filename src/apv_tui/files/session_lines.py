"""A session file by its lines: which event is on which, without making anything of those that are not wanted.

The file has a line for each key and each event (`json_tree.write_json`). Whatever is not laid out just so is read
as a whole instead, and so is everything that has to be certain, such as opening it.
"""

import json
from collections.abc import Collection
from typing import Any, Final, NamedTuple

from apv_tui.files.journal import valid_session_id
from apv_tui.files.migrations import VERSION
from apv_tui.files.session_file import CONFIDENTIAL, FORMAT

_AGENDA: Final = b'\n "agenda": '
_EVENTS: Final = b',\n "events": [\n'
_END: Final = b'\n ],\n "sha256": "'
_ID: Final = b'  {"id": "'
_AFTER: Final = b'", "after": "'
_AT: Final = b'", "at": "'
_FACT: Final = b'", "fact": {"kind": "'
_ENDS: Final = (b"}},", b"}}")


class Lines(NamedTuple):
    """A session file by its lines. Texts in them have not been made safe (`session_file.kept`)."""

    session: str
    name: str
    confidential: bool
    agenda: bytes
    """The agenda as JSON."""
    kinds: tuple[bytes, ...]
    """The kind of each event."""
    events: tuple[bytes, ...]
    """Each event as JSON, perhaps with a comma behind it."""

    @property
    def last_at(self) -> str:
        """When the last thing happened, as it is written."""
        _, _, rest = self.events[-1].partition(_AT)
        return rest[: rest.find(b'"')].decode("ascii", "replace")

    @property
    def last_id(self) -> str:
        """The id of the last event."""
        begin = len(_ID)
        return self.events[-1][begin : self.events[-1].find(b'"', begin)].decode("ascii", "replace")

    def read(self, kinds: Collection[str], of_lists: Collection[str]) -> tuple[dict[str, Any], ...]:
        """Give the events of these kinds; those that note an item, only where it is on one of these lists.

        Raises ValueError for what is no JSON.
        """
        from pydantic_core import from_json

        # Inside a text these quotation marks would be escaped.
        marks = [f'"list": {json.dumps(each, ensure_ascii=False)}'.encode() for each in of_lists]
        these = frozenset(each.encode() for each in kinds)
        wanted = [
            line.rstrip(b",")
            for kind, line in zip(self.kinds, self.events, strict=True)
            if kind in these and (kind != b"idea_noted" or any(mark in line for mark in marks))
        ]
        return tuple(from_json(b"[" + b",".join(wanted) + b"]", allow_inf_nan=False))


def lines_of(data: bytes) -> Lines | None:
    """Give the lines of a whole session file of this version; None where it is not laid out as we write it.

    That it is whole is seen, and that the chain of its events is unbroken; not, what stands in lines that are never
    read.
    """
    agenda, events, end = data.find(_AGENDA), data.find(_EVENTS), data.rfind(_END)
    if not 0 < agenda < events < end or not data.endswith(b'"\n}\n') or b"\0" in data:
        return None
    head = _head(data[:agenda].rstrip(b",") + b"}")
    if head is None:
        return None
    lines = data[events + len(_EVENTS) : end].split(b"\n")
    kinds = _kinds(lines, head["last"].encode())
    if kinds is None:
        return None
    agenda_json = data[agenda + len(_AGENDA) : events]
    marked = head.get(CONFIDENTIAL, False)
    return Lines(head["session"], head["name"], marked, agenda_json, kinds, tuple(lines))


def _head(data: bytes) -> dict[str, Any] | None:
    try:
        head = json.loads(data)
    except ValueError:
        return None
    texts = all(isinstance(head.get(key), str) for key in ("session", "name", "last"))
    ours = head.get("format") == FORMAT and head.get("version") == VERSION and texts
    if not ours or type(head.get(CONFIDENTIAL, False)) is not bool or not valid_session_id(head["session"]):
        return None
    return dict(head)


def _kinds(lines: list[bytes], last: bytes) -> tuple[bytes, ...] | None:
    """Give the kind of the event on each line; None where one is not as it should be, or the chain is broken."""
    before = b""
    ids, kinds = [], []
    begin, skip_after, skip_fact = len(_ID), len(_AFTER), len(_FACT)
    for line in lines:
        after = line.find(_AFTER, begin)
        at = line.find(_AT, after)
        fact = line.find(_FACT, at)
        if fact < 0 or after < 0 or line[after + skip_after : at] != before or not line.startswith(_ID):
            return None
        if not line.endswith(_ENDS):
            return None
        before = line[begin:after]
        ids.append(before)
        kinds.append(line[fact + skip_fact : line.find(b'"', fact + skip_fact)])
    return tuple(kinds) if before == last and len(set(ids)) == len(ids) else None
