"""Reading an agenda: text to a tree with places, the tree to models, and every problem with its place."""

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from apv_tui.core.agenda import KINDS, RESERVED_KEYS, RESERVED_KINDS, Agenda
from apv_tui.core.agenda.flow import faults
from apv_tui.core.agenda.model import ListSpec, Meeting
from apv_tui.core.agenda.steps import Page, Question, StepBase
from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.decode import decode, read_bytes
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.files.yaml_tree import Document, read_yaml

LARGEST: Final = 1_000_000
"""Bytes. The whole Danish process takes some 70,000."""

_STEP_KEYS: Final = tuple(dict.fromkeys(key for kind in KINDS.values() for key in kind.model_fields))


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
        agenda = Agenda.model_validate(_plain(document.root))
    except ValidationError as error:
        problems += _from_models(error, document)
    if agenda is not None:
        problems += [
            _problem(document, fault.place, fault.what, fault.mend, warning=fault.warning)
            for fault in faults(agenda)
        ]
    if agenda is None or any(not problem.warning for problem in problems):
        order = sorted(problems, key=lambda problem: (problem.warning, problem.line, problem.column))
        raise Unreadable(path, [*order, *document.warnings])
    return AgendaRead(agenda, (*document.warnings, *problems))


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


# -- from what the models say to our words -----------------------------------------------------------------


def _from_models(error: ValidationError, document: Document) -> Iterator[Problem]:
    seen: set[tuple[int, int, str]] = set()
    details = error.errors(include_url=False)
    misspelt = {
        (*place[:-1], near[0])
        for detail in details
        if detail["type"] == "extra_forbidden"
        and (place := _place(detail["loc"]))
        and (near := _near_key(place))
    }
    for detail in details:
        place = _place(detail["loc"])
        if detail["type"].startswith("union_tag"):
            place = (*place, "kind")
        # Steps that could not be read are missing from their meeting, and a misspelt key from its step:
        # that says nothing new.
        if detail["type"] == "too_short" and len(details) > 1:
            continue
        if detail["type"] == "missing" and place in misspelt:
            continue
        what, mend = _explain(detail, place, document)
        problem = _problem(document, place, what, mend, key=detail["type"] == "extra_forbidden")
        if (at := (problem.line, problem.column, what.id)) not in seen:
            seen.add(at)
            yield problem


def _place(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Give the place in the file; the models also name the kind of step they tried, which is no key."""
    return tuple(
        part
        for at, part in enumerate(loc)
        if not (part in KINDS and at and isinstance(loc[at - 1], int) and "steps" in loc[:at])
        and not (isinstance(part, str) and part.endswith("]"))
    )


def _explain(
    detail: ErrorDetails, place: tuple[int | str, ...], document: Document
) -> tuple[Message, Message | None]:
    kind, context = detail["type"], detail.get("ctx", {})
    key = str(place[-1]) if place else ""
    if kind.startswith("agenda."):
        params = {name: value for name, value in context.items() if isinstance(value, str | int | float)}
        return message(kind, **params), message(f"{kind}.mend", **params)
    if kind == "extra_forbidden":
        if key in RESERVED_KEYS:
            return message("agenda.reserved_key", key=key), message("agenda.reserved_key.mend")
        near = _near_key(place)
        mend = (
            message("agenda.unknown_key.near", better=near[0]) if near else message("agenda.unknown_key.mend")
        )
        return message("agenda.unknown_key", key=one_line(key, 40)), mend
    if kind == "missing":
        return message("agenda.missing_key", key=key), message("agenda.missing_key.mend", key=key)
    if kind == "union_tag_invalid":
        value = one_line(str(context.get("tag", "")), 40)
        if value in RESERVED_KINDS:
            return message("agenda.reserved_kind", value=value), message("agenda.reserved_kind.mend")
        near = get_close_matches(value, KINDS, 1, cutoff=0.5)
        mend = (
            message("agenda.unknown_kind.near", better=near[0])
            if near
            else message("agenda.unknown_kind.mend", kinds=", ".join(KINDS))
        )
        return message("agenda.unknown_kind", value=value), mend
    if kind == "union_tag_not_found":
        return message("agenda.missing_key", key="kind"), message(
            "agenda.missing_kind.mend", kinds=", ".join(KINDS)
        )
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        value = one_line(str(detail.get("input", "")), 40)
        return message("agenda.not_one_of", value=value), message("agenda.not_one_of.mend", allowed=allowed)
    if kind == "too_short":
        return message("agenda.no_steps", key=key), message("agenda.no_steps.mend")
    wanted = "agenda.want_list" if kind in ("tuple_type", "list_type") else "agenda.want_mapping"
    if kind in ("tuple_type", "list_type", "model_type", "dict_type", "model_attributes_type"):
        return message(wanted, key=key), message(f"{wanted}.mend", key=key)
    return message("agenda.bad_value", key=key), None


def _near_key(place: tuple[int | str, ...]) -> list[str]:
    return get_close_matches(str(place[-1]), _known_keys(place[:-1]), 1, cutoff=0.6)


def _known_keys(place: tuple[int | str, ...]) -> tuple[str, ...]:
    """Give the keys that may stand at a place."""
    names = [part for part in place if isinstance(part, str)]
    if not names:
        return (*Agenda.model_fields, "steps", "minutes")
    models: Dict[str, type[Any]] = {
        "meetings": Meeting,
        "lists": ListSpec,
        "pages": Page,
        "questions": Question,
    }
    last = names[-1]
    if "lists" in names:
        return tuple(ListSpec.model_fields)
    if last == "steps":
        return _STEP_KEYS
    return tuple(models.get(last, StepBase).model_fields)


# -- places ------------------------------------------------------------------------------------------------


def _problem(
    document: Document,
    place: tuple[int | str, ...],
    what: Message,
    mend: Message | None,
    *,
    warning: bool = False,
    key: bool = False,
) -> Problem:
    line, column = _find(document.root, place, key=key)
    return Problem(what, mend, line, column, document.line_text(line) if line else "", warning)


def _find(node: Node, place: tuple[int | str, ...], *, key: bool) -> tuple[int, int]:
    """Give the line and column of a place; of the nearest thing that is there where it is missing."""
    if not place:
        return node.line, node.column
    first, rest = place[0], place[1:]
    if isinstance(node, Mapping):
        # An agenda of one meeting writes its steps at the top.
        if first == "meetings" and node.get("meetings") is None:
            return _find(node, place[2:], key=key)
        for entry in node.entries:
            if entry.key.value == first:
                at_end = not rest
                if at_end and (key or isinstance(entry.value, Mapping | Sequence)):
                    return entry.key.line, entry.key.column
                return _find(entry.value, rest, key=key)
    elif isinstance(node, Sequence) and isinstance(first, int) and first < len(node.items):
        return _find(node.items[first], rest, key=key)
    return node.line, node.column
