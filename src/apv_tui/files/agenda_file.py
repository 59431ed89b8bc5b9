"""Reading an agenda: text to a tree with places, the tree to models, and every problem with its place."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.flow import Fault, faults
from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_places import find, problem_at
from apv_tui.files.agenda_problems import from_models
from apv_tui.files.decode import decode, read_bytes, read_start
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.files.yaml_tree import Document, read_yaml

LARGEST: Final = 1_000_000
"""Bytes. The whole Danish process takes some 70,000."""
_START: Final = 8192  # bytes, in which the title stands


class AgendaRead(NamedTuple):
    """An agenda that can be led, and what is worth a look all the same."""

    agenda: Agenda
    warnings: tuple[Problem, ...]


def read_agenda_file(path: Path) -> AgendaRead:
    """Read and check an agenda file.

    Raises `Unreadable` with the first syntax error, else with every problem there is.
    """
    decoded = decode(read_bytes(path, LARGEST), str(path))
    read = read_agenda(decoded.text, str(path))
    return AgendaRead(read.agenda, (*decoded.warnings, *read.warnings))


def read_agenda(text: str, path: str) -> AgendaRead:
    """Read and check the text of an agenda; `path` is for the messages."""
    document = read_yaml(text, path)
    problems = list(_nulls(document.root, document))
    agenda: Agenda | None = None
    try:
        agenda = Agenda.model_validate(_content(document.root))
    except ValidationError as error:
        problems += from_models(error, document)
    if agenda is not None:
        problems += [
            problem_at(document, fault.place, _with_line(fault, document), fault.mend, warning=fault.warning)
            for fault in faults(agenda)
        ]
    if agenda is None or any(not problem.warning for problem in problems):
        order = sorted(problems, key=lambda problem: (problem.warning, problem.line, problem.column))
        raise Unreadable(path, [*order, *document.warnings])
    return AgendaRead(agenda, (*document.warnings, *problems))


def _content(root: Node) -> Any:
    """Give the tree for the models. The name of a list is no key of ours: an empty one is kept, to be refused."""
    content = _plain(root)
    lists = root.get("lists") if isinstance(root, Mapping) else None
    for entry in lists.entries if isinstance(lists, Mapping) else ():
        content["lists"].setdefault(entry.key.value, None)
    return content


def _plain(node: Node) -> Any:
    """Give the tree as dicts, lists and texts; a key with nothing after it counts as not written."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {entry.key.value: _plain(entry.value) for entry in node.entries if not is_absent(entry.value)}


def _nulls(node: Node, document: Document) -> Iterator[Problem]:
    """Find values that other programs read as "nothing" (reliability: a plain null or ~ is refused)."""
    if isinstance(node, Scalar):
        if not node.quoted and node.value in ("null", "Null", "NULL", "~"):
            yield Problem(
                message("agenda.null", value=node.value),
                message("agenda.null.mend"),
                node.line,
                node.column,
                document.line_text(node.line),
            )
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _nulls(item, document)
    else:
        for entry in node.entries:
            yield from _nulls(entry.value, document)


def _with_line(fault: Fault, document: Document) -> Message:
    """Give what a fault says, with the line of the other place it speaks of, where there is one."""
    if fault.also is None:
        return fault.what
    line, _ = find(document.root, fault.also)
    return message(fault.what.id, **dict(fault.what.params), line=line)


def title_of(path: Path) -> str:
    """Give the title of an agenda without reading the whole of it; its file name where there is none."""
    start = read_start(path, _START)
    if len(start) == _START:  # it may end inside a letter
        start = start[: start.rfind(b"\n") + 1]
    rows: list[str] = []
    with contextlib.suppress(Unreadable):  # whatever else is wrong with it, opening it says
        rows = decode(start, "").text.split("\n")
    for row in rows:
        if row.startswith("title:"):
            return one_line(row.removeprefix("title:").split(" #")[0].strip().strip("\"'"), 80)
    return one_line(path.name)
