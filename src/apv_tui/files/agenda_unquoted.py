"""Finds texts without quotation marks that editors read as a number or a yes, as YAML 1.2 says.

The program takes every value for the text that stands there, so `title: 2026` is a title. An editor with our JSON
Schema underlines it all the same; the warning says why, and what both take.
"""

import re
from collections.abc import Iterator
from typing import Final

from apv_tui.core.messages import Problem, message
from apv_tui.files.yaml_keys import known_keys
from apv_tui.files.yaml_nodes import Document, Node, Scalar, Sequence

TYPED_KEYS: Final = frozenset(
    (
        "at_least_groups", "at_most", "autostart", "choose", "choose_questions", "chooses", "confidential", "crowd",
        "few", "fewest", "format", "group_size", "hosts", "merge_groups", "min", "minutes", "one_at_a_time",
        "optional", "people", "per_item", "preliminary", "private", "proposals", "protected", "repeats", "strokes",
        "turn_minutes", "weeks_after", "wishes",
    )
)  # fmt: skip
"""Keys behind which a number or a yes belongs."""

_NUMBER: Final = re.compile(
    r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_YES_NO: Final = frozenset(("true", "True", "TRUE", "false", "False", "FALSE"))
_FIRST: Final = frozenset("-+.0123456789tTfF")


def texts_that_look_typed(document: Document) -> Iterator[Problem]:
    """Give a warning for each such text."""
    yield from _look(document.root, "", document)


def _look(node: Node, key: str, document: Document) -> Iterator[Problem]:
    if isinstance(node, Scalar):
        if node.value[:1] in _FIRST and not node.quoted and key not in TYPED_KEYS and key in known_keys():
            yield from _told(node, document)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _look(item, key, document)
    else:
        for entry in node.entries:
            yield from _look(entry.value, entry.key.value, document)


def _told(node: Scalar, document: Document) -> Iterator[Problem]:
    if _NUMBER.fullmatch(node.value):
        what = message("agenda.looks_like_number", value=node.value[:40])
    elif node.value in _YES_NO:
        what = message("agenda.looks_like_yes_no", value=node.value)
    else:
        return
    mend = message("agenda.looks_typed.mend", value=node.value[:40])
    yield Problem(what, mend, node.line, node.column, document.line_text(node.line), True)
