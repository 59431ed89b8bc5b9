"""Ids that cannot be ids: said once, where they are given, with all the places in which they are used."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from apv_tui.core.agenda.values import is_id, suggest_id
from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_lists import LIST_KEYS
from apv_tui.files.yaml_nodes import Document, Entry, Mapping, Node, Scalar, Sequence

_POINTING: Final = LIST_KEYS | {"groups_from", "repeat_from", "after", "people_from", "agreed"}
"""Keys behind which the id of something else stands."""


def good_ids(document: Document) -> tuple[Document, list[Problem]]:
    """Give the tree with ids that can be ids, in all places, and the problem for each that could not be one.

    An id of a step or a meeting that nothing points at is left to the models, which say the same of it.
    """
    given = list(_given(document.root))
    taken = {scalar.value for scalar, _ in given}
    better: dict[str, str] = {}
    problems: list[Problem] = []
    for scalar, is_list in given:
        written = scalar.value
        near = suggest_id(written)
        if is_id(written) or not near or near in taken or _same(written) in better:
            continue
        lines = [use.line for use in _uses(document.root) if _same(use.value) == _same(written)]
        if not lines and not is_list:
            continue
        better[_same(written)] = near
        places = ", ".join(str(line) for line in dict.fromkeys(lines))
        mend = message("agenda.bad_id_used.mend", better=near, lines=places) if lines else None
        problems.append(
            Problem(
                message("agenda.bad_id", value=one_line(written, 60)),
                mend or message("agenda.bad_id.mend", better=near),
                scalar.line,
                scalar.column,
                document.line_text(scalar.line),
            )
        )
    return (document._replace(root=_mended(document.root, better, "")) if better else document), problems


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip()).casefold()


def _given(root: Node) -> Iterator[tuple[Scalar, bool]]:
    """Give every id where it is given: the lists' own, and those of meetings and steps."""
    if not isinstance(root, Mapping):
        return
    lists = root.get("lists")
    yield from ((entry.key, True) for entry in (lists.entries if isinstance(lists, Mapping) else ()))
    yield from ((scalar, False) for scalar in _given_below(root))


def _given_below(node: Node) -> Iterator[Scalar]:
    if not isinstance(node, Mapping):
        return
    for key in ("meetings", "steps"):
        below = node.get(key)
        for item in below.items if isinstance(below, Sequence) else ():
            id_ = item.get("id") if isinstance(item, Mapping) else None
            if isinstance(id_, Scalar):
                yield id_
            yield from _given_below(item)


def _uses(node: Node, key: str = "") -> Iterator[Scalar]:
    """Give every place in which an id is named that is given elsewhere."""
    if isinstance(node, Scalar):
        if key in _POINTING:
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _uses(item, key)
    else:
        for entry in node.entries:
            yield from _uses(entry.value, entry.key.value)


def _mended(node: Node, better: dict[str, str], key: str) -> Node:
    """Give the tree with better ids: where they are given, and behind the keys that point at them."""
    if isinstance(node, Scalar):
        return (
            node._replace(value=better.get(_same(node.value), node.value))
            if key in {*_POINTING, "id"}
            else node
        )
    if isinstance(node, Sequence):
        return node._replace(items=tuple(_mended(item, better, key) for item in node.items))
    entries = []
    for entry in node.entries:
        name = entry.key
        if key == "lists":
            name = name._replace(value=better.get(_same(name.value), name.value))
        inside = "" if key == "lists" else entry.key.value
        entries.append(Entry(name, _mended(entry.value, better, inside)))
    return node._replace(entries=tuple(entries))
