"""Places in an agenda, as paths of keys and indexes from the top: what stands there, and on which line."""

from apv_tui.core.messages import Message, Problem
from apv_tui.files.yaml_nodes import Mapping, Node, Sequence
from apv_tui.files.yaml_tree import Document

Place = tuple[int | str, ...]


def problem_at(
    document: Document,
    place: Place,
    what: Message,
    mend: Message | None,
    *,
    warning: bool = False,
    key: bool = False,
) -> Problem:
    """Make the problem at a place; with `key` at the key itself, else at what stands behind it."""
    line, column = find(document.root, place, key=key)
    return Problem(what, mend, line, column, document.line_text(line) if line else "", warning)


def find(node: Node, place: Place, *, key: bool = False) -> tuple[int, int]:
    """Give the line and column of a place; of the nearest thing that is there where it is missing."""
    if not place:
        return node.line, node.column
    first, rest = place[0], place[1:]
    if isinstance(node, Mapping):
        # An agenda of one meeting writes its steps at the top.
        if first == "meetings" and node.get("meetings") is None:
            return find(node, place[2:], key=key)
        for entry in node.entries:
            if entry.key.value == first:
                if not rest and (key or isinstance(entry.value, Mapping | Sequence)):
                    return entry.key.line, entry.key.column
                return find(entry.value, rest, key=key)
    elif isinstance(node, Sequence) and isinstance(first, int) and first < len(node.items):
        return find(node.items[first], rest, key=key)
    return node.line, node.column


def node_at(node: Node, place: Place) -> Node | None:
    """Give what stands at a place; None where nothing does."""
    if not place:
        return node
    first, rest = place[0], place[1:]
    if isinstance(node, Mapping):
        if first == "meetings" and node.get("meetings") is None and rest:
            return node_at(node, rest[1:])
        inside = node.get(str(first))
        return node_at(inside, rest) if inside is not None else None
    if isinstance(node, Sequence) and isinstance(first, int) and first < len(node.items):
        return node_at(node.items[first], rest)
    return None
