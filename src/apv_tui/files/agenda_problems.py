"""Saying in our words what the models refuse in an agenda: where it stands, what is wrong, what to write."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from apv_tui.core.agenda import KINDS, RESERVED_KEYS, Agenda
from apv_tui.core.agenda.base import Page, Question, StepBase
from apv_tui.core.agenda.model import ListSpec, Meeting
from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.files.yaml_tree import Document

Place = tuple[int | str, ...]
Said = tuple[Message, Message | None]

# What people write in their own language where a key or a kind belongs.
_KEY_SYNONYMS: Final = {
    "titel": "title", "tittel": "title", "overskrift": "title", "sprog": "language", "språk": "language",
    "taal": "language", "trin": "steps", "trinn": "steps", "punkter": "steps", "stappen": "steps",
    "møder": "meetings", "møter": "meetings", "bijeenkomsten": "meetings", "lister": "lists",
    "lijsten": "lists", "minutter": "minutes", "minuter": "minutes", "minuten": "minutes", "min.": "minutes",
    "spørgsmål": "questions", "spørsmål": "questions", "vragen": "questions", "noter": "notes",
    "notater": "notes", "slags": "kind", "art": "kind", "type": "kind", "soort": "kind",
    "instruks": "instruction", "instruktion": "instruction", "instruksjon": "instruction",
    "instructie": "instruction", "sider": "pages", "eksempler": "examples", "forfatter": "notes",
    "gruppestørrelse": "group_size", "afsnit": "section", "vælg": "choose", "streger": "strokes",
}  # fmt: skip
_KIND_SYNONYMS: Final = {
    "pause": "break", "pauze": "break", "kaffe": "break", "afstemning": "vote", "avstemning": "vote",
    "stemming": "vote", "optælling": "vote", "snak": "talk", "oplæg": "talk", "intro": "talk",
    "presentation": "talk", "praatje": "talk", "innledning": "talk", "afslutning": "close",
    "avslutning": "close", "afronding": "close", "indsaml": "collect", "indsamling": "collect",
    "brainstorm": "collect", "samle": "collect", "verzamelen": "collect", "grupper": "groups",
    "gruppearbejde": "groups", "gruppe": "groups", "groepen": "groups", "interview": "interviews",
    "rundgang": "walk", "galleri": "walk", "fortæl": "tell", "gengangere": "merge", "sammenlæg": "merge",
}  # fmt: skip


def from_models(error: ValidationError, document: Document) -> Iterator[Problem]:
    """Give each problem once, in the order of the models; what only follows from another is left out."""
    seen: set[tuple[int, int, str]] = set()
    details = error.errors(include_url=False)
    explained = {
        (*place[:-1], better)
        for detail in details
        if detail["type"] == "extra_forbidden" and (place := _place(detail["loc"]))
        for better in _also_explained(place, document)
    }
    for detail in details:
        place = _place(detail["loc"])
        if detail["type"].startswith("union_tag"):
            place = (*place, "kind")
        # Steps that could not be read are missing from their meeting, and a misspelt key from its step:
        # that says nothing new.
        if detail["type"] == "too_short" and detail["input"]:
            continue
        if detail["type"] == "missing" and place in explained:
            continue
        what, mend = _explain(detail, place, document)
        at_key = detail["type"] in ("extra_forbidden", "missing")
        problem = problem_at(document, place, what, mend, key=at_key)
        if (at := (problem.line, problem.column, what.id)) not in seen:
            seen.add(at)
            yield problem


def _also_explained(place: Place, document: Document) -> Iterator[str]:
    """Give the keys that are missing only because of an unknown one: what was meant by it."""
    near = _near_key(place, document)
    yield from near
    if near == ["steps"]:
        yield "meetings"
    if _colon_in_text(place, document):
        yield "text"


def _place(loc: tuple[int | str, ...]) -> Place:
    """Give the place in the file; the models also name the kind of step they tried, which is no key."""
    return tuple(
        part
        for at, part in enumerate(loc)
        if not (part in KINDS and at and isinstance(loc[at - 1], int) and "steps" in loc[:at])
        and not (isinstance(part, str) and part.endswith("]"))
    )


def _explain(detail: ErrorDetails, place: Place, document: Document) -> Said:
    kind, context = detail["type"], detail.get("ctx", {})
    key = str(place[-1]) if place else ""
    if kind == "agenda.bad_id":
        return _explain_id(str(context.get("value", "")), str(context.get("better", "")), place, document)
    if kind.startswith("agenda."):
        params = {name: value for name, value in context.items() if isinstance(value, str | int | float)}
        return message(kind, **params), message(f"{kind}.mend", **params)
    if kind == "extra_forbidden":
        return _explain_unknown_key(key, place, document)
    if kind == "missing":
        return _explain_missing(key, place, document)
    if kind.startswith("union_tag"):
        return _explain_kind(one_line(str(context.get("tag", "")), 40))
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        value = one_line(str(detail.get("input", "")), 40)
        return message("agenda.not_one_of", value=value), message("agenda.not_one_of.mend", allowed=allowed)
    if kind == "too_short":
        return message("agenda.no_steps", key=key), message("agenda.no_steps.mend")
    if isinstance(place[-1], int) and len(place) > 1:
        key = f"{place[-2]} {place[-1] + 1}"
    wanted = "agenda.want_list" if kind in ("tuple_type", "list_type") else "agenda.want_mapping"
    if kind in ("tuple_type", "list_type", "model_type", "dict_type", "model_attributes_type"):
        return message(wanted, key=key), message(f"{wanted}.mend", key=key)
    return message("agenda.bad_value", key=key), None


def _explain_unknown_key(key: str, place: Place, document: Document) -> Said:
    shown = one_line(key, 40)
    if key in RESERVED_KEYS:
        return message("agenda.reserved_key", key=shown), message("agenda.reserved_key.mend")
    if text := _colon_in_text(place, document):
        return message("agenda.colon_makes_key", key=shown), message(
            "agenda.colon_makes_key.mend", better=text
        )
    kinds = ", ".join(kind for kind, model in KINDS.items() if key in model.model_fields)
    if _is_step(place[:-1]) and kinds:
        return message("agenda.key_of_kind", key=shown, kinds=kinds), message("agenda.key_of_kind.mend")
    if _is_step(place[:-1]) and key in Question.model_fields:
        return message("agenda.key_of_question", key=shown), message("agenda.key_of_question.mend")
    if len(place) == 1 and key == "minutes":
        return message("agenda.key_of_meeting", key=shown), message("agenda.key_of_meeting.mend")
    near = _near_key(place, document)
    mend = message("agenda.unknown_key.near", better=near[0]) if near else message("agenda.unknown_key.mend")
    return message("agenda.unknown_key", key=shown), mend


def _explain_missing(key: str, place: Place, document: Document) -> Said:
    parent = node_at(document.root, place[:-1])
    written = isinstance(parent, Mapping) and any(
        entry.key.value == key and is_absent(entry.value) for entry in parent.entries
    )
    if written:
        return message("agenda.empty_key", key=key), message("agenda.empty_key.mend", key=key)
    if place == ("meetings",):
        return message("agenda.nothing_to_do"), message("agenda.no_steps.mend")
    return message("agenda.missing_key", key=key), message("agenda.missing_key.mend", key=key)


def _explain_kind(value: str) -> Said:
    kinds = ", ".join(KINDS)
    if not value:
        return message("agenda.missing_key", key="kind"), message("agenda.missing_kind.mend", kinds=kinds)
    meant = _KIND_SYNONYMS.get(value.lower())
    near = [meant] if meant else get_close_matches(value, KINDS, 1, cutoff=0.7)
    mend = (
        message("agenda.unknown_kind.near", better=near[0])
        if near
        else message("agenda.unknown_kind.mend", kinds=kinds)
    )
    return message("agenda.unknown_kind", value=value), mend


def _explain_id(value: str, better: str, place: Place, document: Document) -> Said:
    """A title where an id belongs is sent to that id; several ids in one text are shown as a list."""
    what = message("agenda.bad_id", value=one_line(value, 60))
    node = node_at(document.root, place)
    written = node.value if isinstance(node, Scalar) else value
    ids = _ids_by_title(document.root)
    if written.strip().casefold() in ids and place[-1] != "id":
        return what, message("agenda.bad_id.title", better=ids[written.strip().casefold()])
    if "," in written and "uses" in place:
        parts = ", ".join(part.strip() for part in written.split(","))
        return what, message("agenda.bad_id.list", better=f"[{parts}]")
    return what, message("agenda.bad_id.mend", better=better)


def _ids_by_title(root: Node) -> dict[str, str]:
    """Give the id of every list and step by its title in small letters."""
    found: dict[str, str] = {}

    def look(node: Node | None) -> None:
        if isinstance(node, Sequence):
            for item in node.items:
                look(item)
        elif isinstance(node, Mapping):
            title, id_ = node.get("title"), node.get("id")
            if isinstance(title, Scalar) and isinstance(id_, Scalar):
                found.setdefault(title.value.strip().casefold(), id_.value)
            look(node.get("meetings"))
            look(node.get("steps"))

    look(root)
    lists = root.get("lists") if isinstance(root, Mapping) else None
    for entry in lists.entries if isinstance(lists, Mapping) else ():
        title = entry.value.get("title") if isinstance(entry.value, Mapping) else None
        if isinstance(title, Scalar):
            found.setdefault(title.value.strip().casefold(), entry.key.value)
    return found


def _colon_in_text(place: Place, document: Document) -> str:
    """Give the question or page as it was meant, in quotes, where a colon in it made a key of its beginning."""
    if len(place) < 3 or place[-3] not in ("questions", "pages"):
        return ""
    parent = node_at(document.root, place[:-1])
    value = node_at(document.root, place)
    if not isinstance(parent, Mapping) or len(parent.entries) != 1 or not isinstance(value, Scalar):
        return ""
    if _near_key(place, document):
        return ""
    return f'- "{one_line(f"{place[-1]}: {value.value}", 80)}"'


def _near_key(place: Place, document: Document) -> list[str]:
    key = str(place[-1]).strip().lower()
    known = _known_keys(place[:-1], document)
    if _KEY_SYNONYMS.get(key) in known:
        return [_KEY_SYNONYMS[key]]
    return [near for near in get_close_matches(key, known, 1, cutoff=0.7) if near != str(place[-1])]


def _is_step(place: Place) -> bool:
    return len(place) > 1 and place[-2] == "steps"


def _known_keys(place: Place, document: Document) -> tuple[str, ...]:
    """Give the keys that may stand at a place; for a step, those of its kind."""
    names = [part for part in place if isinstance(part, str)]
    if not names:
        return (*Agenda.model_fields, "steps")
    if "lists" in names:
        return tuple(ListSpec.model_fields)
    if _is_step(place):
        node = node_at(document.root, place)
        kind = node.get("kind") if isinstance(node, Mapping) else None
        model = KINDS.get(kind.value, StepBase) if isinstance(kind, Scalar) else StepBase
        return tuple(model.model_fields)
    models: dict[str, type[Any]] = {"meetings": Meeting, "pages": Page, "questions": Question}
    return tuple(models.get(names[-1], StepBase).model_fields)


# -- places ------------------------------------------------------------------------------------------------


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
