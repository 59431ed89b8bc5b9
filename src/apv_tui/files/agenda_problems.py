"""Saying in our words what the models refuse in an agenda: where it stands, what is wrong, what to write."""

import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from apv_tui.core.agenda import KINDS, RESERVED_KEYS
from apv_tui.core.agenda.base import Question
from apv_tui.core.agenda.values import suggest_id
from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_keys import LANGUAGES_BY_NAME, homes, is_step, kind_at, near_key, near_kind, swapped
from apv_tui.files.agenda_places import Place, node_at, problem_at
from apv_tui.files.agenda_shape import misshapen
from apv_tui.files.yaml_keys import known_keys
from apv_tui.files.yaml_lines import quote
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.files.yaml_tree import Document

Said = tuple[Message, Message | None]


def from_models(error: ValidationError, document: Document) -> Iterator[Problem]:
    """Give each problem once, in the order of the models; what only follows from another is left out."""
    seen: set[tuple[int, int, str]] = set()
    parts = list(misshapen(document))
    yield from (problem for _, problem in parts)
    details = [
        detail
        for detail in error.errors(include_url=False)
        if not any(_place(detail)[: len(part)] == part for part, _ in parts)
    ]
    explained = {
        (*place[:-1], better)
        for detail in details
        if detail["type"] == "extra_forbidden" and (place := _place(detail))
        for better in _also_explained(place, document)
    }
    for detail in details:
        place = _place(detail)
        if detail["type"].startswith("union_tag"):
            place = (*place, _written_kind(place, document))
        # Steps that could not be read are missing from their meeting, and a misspelt key from its step:
        # that says nothing new.
        if detail["type"] == "too_short" and detail["input"]:
            continue
        if detail["type"] == "missing" and place in explained:
            continue
        what, mend = _explain(detail, place, document)
        if detail["type"] == "agenda.steps_and_meetings":
            place = ("steps",)
        at_key = detail["type"] in ("extra_forbidden", "missing", "agenda.steps_and_meetings") or (
            detail["type"].startswith("union_tag") and place[-1] != "kind"
        )
        if detail["type"].startswith("union_tag"):
            yield from _misspelt_beside(place, document)
        problem = problem_at(document, place, what, mend, key=at_key)
        if (at := (problem.line, problem.column, what.id)) not in seen:
            seen.add(at)
            yield problem


def _misspelt_beside(place: Place, document: Document) -> Iterator[Problem]:
    """Give the misspelt keys of a step of no known kind, into which the models do not look."""
    step = node_at(document.root, place[:-1])
    for entry in step.entries if isinstance(step, Mapping) else ():
        key = entry.key.value
        here = (*place[:-1], key)
        if key in known_keys() or key == place[-1] or not (near := near_key(here, document)):
            continue
        what, mend = message("agenda.unknown_key", key=one_line(key, 40)), near[0]
        yield problem_at(document, here, what, message("agenda.unknown_key.near", better=mend), key=True)


def _also_explained(place: Place, document: Document) -> Iterator[str]:
    """Give the keys that are missing only because of an unknown one: what was meant by it."""
    near = near_key(place, document)
    yield from near
    if other := swapped(place, document):
        yield other
    if near == ["steps"]:
        yield "meetings"
    if _colon_in_text(place, document):
        yield "text"


def _place(detail: ErrorDetails) -> Place:
    """Give the place in the file; the models also name what they tried, as the kind of a step, which is no key."""
    loc = detail["loc"]
    unknown = (
        loc[-1:] if detail["type"] == "extra_forbidden" else ()
    )  # somebody's own, whatever it looks like
    known = loc[: len(loc) - len(unknown)]
    place = tuple(
        part
        for at, part in enumerate(known)
        if not (part in KINDS and at and isinstance(known[at - 1], int) and "steps" in known[:at])
        and not (isinstance(part, str) and part.endswith("]"))
    )
    return (*place, *unknown)


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
        return _explain_kind(one_line(str(context.get("tag", "")), 40), key)
    if kind in ("literal_error", "enum"):
        return _explain_choice(detail, key)
    if kind == "too_short":
        return message("agenda.no_steps", key=key), message("agenda.no_steps.mend")
    if isinstance(place[-1], int) and len(place) > 1:
        key = f"{place[-2]} {place[-1] + 1}"
    wanted = "agenda.want_list" if kind in ("tuple_type", "list_type") else "agenda.want_mapping"
    if wanted == "agenda.want_list" and isinstance(detail.get("input"), str) and detail["input"].strip():
        first = one_line(re.split(r"(?<=[?.!])\s|\n", detail["input"].strip())[0], 80)
        return message("agenda.want_list", key=key), message("agenda.want_list.text", better=f"- {first}")
    if kind in ("tuple_type", "list_type", "model_type", "dict_type", "model_attributes_type"):
        return message(wanted, key=key), message(f"{wanted}.mend", key=key)
    return message("agenda.bad_value", key=key), None


def _explain_choice(detail: ErrorDetails, key: str) -> Said:
    """Say what a key with a few fixed words takes; of a language its sign, where its name was written."""
    allowed = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    if not isinstance(detail.get("input"), str):
        return message("agenda.only_one", key=key), message("agenda.not_one_of.mend", allowed=allowed)
    value = one_line(str(detail["input"]), 40)
    if key != "language":
        return message("agenda.not_one_of", value=value), message("agenda.not_one_of.mend", allowed=allowed)
    what = message("agenda.no_language", value=value)
    if code := LANGUAGES_BY_NAME.get(value.casefold()):
        return what, message("agenda.no_language.near", better=code)
    return what, message("agenda.no_language.mend")


def _explain_unknown_key(key: str, place: Place, document: Document) -> Said:
    shown = one_line(key, 40)
    if key in RESERVED_KEYS:
        return message("agenda.reserved_key", key=shown), message("agenda.reserved_key.mend")
    if text := _colon_in_text(place, document):
        return message("agenda.colon_makes_key", key=shown), message(
            "agenda.colon_makes_key.mend", better=text
        )
    step, at_step = place[:-1], is_step(place[:-1])
    if other := swapped(place, document):
        params = {"key": key, "better": other, "kind": kind_at(step, document)}
        return message("agenda.swapped", **params), message("agenda.swapped.mend", **params)
    if at_step and key in ("text", "tekst") and kind_at(step, document) == "talk":
        return message("agenda.key_of_page", key=shown), message("agenda.key_of_page.mend")
    if near := near_key(place, document):
        return message("agenda.unknown_key", key=shown), message("agenda.unknown_key.near", better=near[0])
    kinds = ", ".join(kind for kind, model in KINDS.items() if key in model.model_fields)
    if at_step and kinds:
        return message("agenda.key_of_kind", key=shown, kinds=kinds), message("agenda.key_of_kind.mend")
    if at_step and key in Question.model_fields:
        return message("agenda.key_of_question", key=shown), message("agenda.key_of_question.mend")
    if len(place) == 1 and key == "minutes":
        return message("agenda.key_of_meeting", key=shown), message("agenda.key_of_meeting.mend")
    if home := homes(key):
        return message("agenda.key_elsewhere", key=shown), message("agenda.key_elsewhere.mend", home=home)
    return message("agenda.unknown_key", key=shown), message("agenda.unknown_key.mend")


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


def _written_kind(place: Place, document: Document) -> str:
    """Give the key behind which the kind of a step was written: "Kind", for example."""
    step = node_at(document.root, place)
    for entry in step.entries if isinstance(step, Mapping) and step.get("kind") is None else ():
        if near_key((*place, entry.key.value), document) == ["kind"]:
            return entry.key.value
    return "kind"


def _explain_kind(value: str, key: str) -> Said:
    kinds = ", ".join(KINDS)
    if key != "kind":
        return message("agenda.unknown_key", key=key), message("agenda.unknown_key.near", better="kind")
    if not value:
        return message("agenda.missing_key", key="kind"), message("agenda.missing_kind.mend", kinds=kinds)
    near = near_kind(value)
    mend = (
        message("agenda.unknown_kind.near", better=near)
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
    if suggest_id(written):
        return what, message("agenda.bad_id.mend", better=better)
    digits = "".join(sign for sign in written if sign in "0123456789")[:9] or "1"
    if is_step(place[:-1]):
        return what, message("agenda.bad_id.step", number=digits)
    return what, message("agenda.bad_id.other", number=digits)


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
    if not isinstance(parent, Mapping) or not isinstance(value, Scalar):
        return ""
    if parent.entries[0].key.value != place[-1] or parent.get("text") is not None:
        return ""
    if near_key(place, document):
        return ""
    key = "text: " if len(parent.entries) > 1 else ""
    return f"- {key}{quote(one_line(f'{place[-1]}: {value.value}', 80))}"
