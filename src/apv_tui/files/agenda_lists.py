"""Which list was meant where an agenda names none that there is: by its id, its title, or the nearest one."""

from typing import Final

from apv_tui.core.agenda.slips import lists_there
from apv_tui.core.agenda.values import suggest_id
from apv_tui.core.messages import Message, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence

LIST_KEYS: Final = frozenset(("list", "into", "uses", "under", "start_with", "offers", "proposals_into"))
"""Keys behind which the id of a list stands."""


def ids_by_title(root: Node, key: str) -> dict[str, str]:
    """Give the id of everything that the key may name, by its title in small letters: lists, or steps and all."""
    found: dict[str, str] = {}
    lists = root.get("lists") if isinstance(root, Mapping) else None
    for entry in lists.entries if isinstance(lists, Mapping) else ():
        title = entry.value.get("title") if isinstance(entry.value, Mapping) else None
        if isinstance(title, Scalar):
            found.setdefault(title.value.strip().casefold(), entry.key.value)
    if key in LIST_KEYS:
        return found
    steps: dict[str, str] = {}
    _look(root, steps)
    return found | steps


def _look(node: Node | None, found: dict[str, str]) -> None:
    if isinstance(node, Sequence):
        for item in node.items:
            _look(item, found)
    elif isinstance(node, Mapping):
        title, id_ = node.get("title"), node.get("id")
        if isinstance(title, Scalar) and isinstance(id_, Scalar):
            found.setdefault(title.value.strip().casefold(), id_.value)
        _look(node.get("meetings"), found)
        _look(node.get("steps"), found)


def no_such_list(root: Node, written: str) -> tuple[Message, Message]:
    """Say that a list that cannot be an id is not there, and which ones are."""
    lists = root.get("lists") if isinstance(root, Mapping) else None
    titles = {
        entry.key.value: title.value
        for entry in (lists.entries if isinstance(lists, Mapping) else ())
        if isinstance(entry.value, Mapping) and isinstance(title := entry.value.get("title"), Scalar)
    }
    id_ = suggest_id(written) or "wishes"
    return message("agenda.unknown_list", value=one_line(written, 60)), lists_there(titles, id_)
