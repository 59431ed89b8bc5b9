"""Places that were left open: … or ... alone, taken over from an example where words of one's own belong."""

import re
from collections.abc import Iterator
from typing import Final

from apv_tui.core.messages import Problem, message
from apv_tui.files.yaml_nodes import Document, Node, Scalar, Sequence

_OPEN: Final = re.compile(r"[.…]{1,6}")
_SAYS_MORE: Final = frozenset(("agenda.unknown_kind", "agenda.no_language", "agenda.not_one_of"))
"""What names the words to choose from, so that it is the better thing to say of such a place."""


def left_open(document: Document, known: list[Problem]) -> list[Problem]:
    """Add what is to be said of places that were left open, instead of what followed from that."""
    told = {(each.line, each.column) for each in known if each.what.id in _SAYS_MORE}
    found = [each for each in _look(document.root, "", document) if (each.line, each.column) not in told]
    here = {(each.line, each.column) for each in found}
    return [*(each for each in known if (each.line, each.column) not in here), *found]


def _look(node: Node, key: str, document: Document) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        if not node.quoted and _OPEN.fullmatch(node.value):
            what = message("agenda.left_open", key=key)
            mend = message("agenda.left_open.mend", value=node.value)
            yield Problem(what, mend, node.line, node.column, document.line_text(node.line))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _look(item, key, document)
    else:
        for entry in node.entries:
            yield from _look(entry.value, entry.key.value, document)
