"""Saying in our words what the models refuse in an agenda: where it stands, what is wrong, what to write."""

import re
from collections.abc import Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from apv_tui.core.agenda import KINDS
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.agenda.values import suggest_id
from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_choices import choice_meant, said_before
from apv_tui.files.agenda_keys import (
    LANGUAGES_BY_NAME,
    is_step,
    kind_at,
    near_key,
    swapped,
)
from apv_tui.files.agenda_kinds import kinds_likely, kinds_meant, means_of, offered, told
from apv_tui.files.agenda_language import language_guessed
from apv_tui.files.agenda_lists import LIST_KEYS, ids_by_title, no_such_list
from apv_tui.files.agenda_numbers import minutes_slip, number_slip, range_slip
from apv_tui.files.agenda_places import Place, node_at, problem_at
from apv_tui.files.agenda_shape import misshapen, not_text, steps_with_groups, with_dash
from apv_tui.files.agenda_unknown import colon_in_text, explain_unknown_key
from apv_tui.files.yaml_keys import known_keys
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, is_absent
from apv_tui.files.yaml_outline import BULLET
from apv_tui.files.yaml_tree import Document

Said = tuple[Message, Message | None]
_SIGNS = ("da", "nb", "nl", "en")
_RANGES = ("people", "choose", "wishes", "weeks_after")


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
        if detail["type"] == "literal_error" and said_before(place, document.root):
            continue
        if place in (("minutes",), ("people",)) and len(details) > 1 and _without_meetings(document):
            continue  # It belongs to the one meeting, whose steps are looked for under another word.
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


def _without_meetings(document: Document) -> bool:
    return isinstance(document.root, Mapping) and document.root.get("meetings") is None


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
    if colon_in_text(place, document):
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
    if said := _explain_number(kind, context, place) or (
        not_text(place, document) if kind == "agenda.not_text" else None
    ):
        return said
    if kind.startswith("agenda."):
        params = {name: value for name, value in context.items() if isinstance(value, str | int | float)}
        return message(kind, **params), message(f"{kind}.mend", **params)
    if kind == "extra_forbidden":
        return explain_unknown_key(key, place, document)
    if kind == "missing":
        return _explain_missing(key, place, document)
    if kind.startswith("union_tag"):
        step = node_at(document.root, place[:-1])
        return _explain_kind(one_line(str(context.get("tag", "")), 40), key, step)
    if kind in ("literal_error", "enum"):
        return _explain_choice(detail, key, place, document)
    if kind == "too_short":
        return message("agenda.no_steps", key=key), message("agenda.no_steps.mend")
    if isinstance(place[-1], int) and len(place) > 1:
        key = f"{place[-2]} {place[-1] + 1}"
    wanted = "agenda.want_list" if kind in ("tuple_type", "list_type") else "agenda.want_mapping"
    if wanted == "agenda.want_list" and (said := _want_list(detail.get("input"), key, place, document)):
        return said
    if kind in ("tuple_type", "list_type", "model_type", "dict_type", "model_attributes_type"):
        return message(wanted, key=key), message(f"{wanted}.mend", key=key)
    return message("agenda.bad_value", key=key), None


def _want_list(written: object, key: str, place: Place, document: Document) -> Said | None:
    """Say how what was written as one text, or as one entry without its dash, becomes a list."""
    what = message("agenda.want_list", key=key)
    if isinstance(written, str) and written.strip():
        first = one_line(re.split(r"(?<=[?.!])\s|\n", written.strip())[0], 80)
        first = BULLET.sub("", first, count=1)
        return what, message("agenda.want_list.text", better=f"- {first}")
    if better := with_dash(place, document):
        return what, message("agenda.want_list.dash", better=better)
    return None


def _explain_number(kind: str, context: dict[str, object], place: Place) -> Said | None:
    """Say which number was meant where one cannot be read; None for anything else that is wrong."""
    value, key = str(context.get("value", "")), next((str(part) for part in place[::-1] if part != 0), "")
    if kind in ("agenda.not_minutes", "agenda.ambiguous_minutes"):
        return minutes_slip(value)
    if kind == "agenda.not_range" or (kind == "agenda.not_number" and key in _RANGES):
        return range_slip(value, key)
    if kind == "agenda.not_number":
        return number_slip(value)
    if kind == "agenda.out_of_range" and key == "people" and len(value) > 2:
        return message("agenda.too_many_people", value=value), message("agenda.too_many_people.mend")
    return None


def _explain_choice(detail: ErrorDetails, key: str, place: Place, document: Document) -> Said:
    """Say what a key with a few fixed words takes; of a language its sign, where its name was written."""
    allowed = str(detail.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    if not isinstance(detail.get("input"), str):
        return message("agenda.only_one", key=key), message("agenda.not_one_of.mend", allowed=allowed)
    value = one_line(str(detail["input"]), 40)
    if key != "language":
        mend = choice_meant(place, document.root) or message("agenda.not_one_of.mend", allowed=allowed)
        return message("agenda.not_one_of", value=value), mend
    what = message("agenda.no_language", value=value)
    sign = re.split(r"[-_]", value.casefold())[0]  # en-GB
    if code := LANGUAGES_BY_NAME.get(value.casefold()) or (sign if sign in _SIGNS else ""):
        return what, message("agenda.no_language.near", better=code)
    return what, message("agenda.no_language.mend")


def _explain_missing(key: str, place: Place, document: Document) -> Said:
    parent = node_at(document.root, place[:-1])
    written = isinstance(parent, Mapping) and any(
        entry.key.value == key and is_absent(entry.value) for entry in parent.entries
    )
    if written:
        return message("agenda.empty_key", key=key), message("agenda.empty_key.mend", key=key)
    if place == ("meetings",):
        return message("agenda.nothing_to_do"), message("agenda.no_steps.mend")
    if is_step(place[:-1]):
        kind = kind_at(place[:-1], document)
        if kind in KINDS and key not in StepBase.model_fields:
            mend = message("agenda.missing_key.of_kind", key=key, kind=kind, means=means_of(kind))
            return message("agenda.missing_key", key=key), mend
    if key == "language" and (guessed := language_guessed("\n".join(document.lines))):
        mend = message("agenda.missing_key.language_guessed", better=guessed)
        return message("agenda.missing_key", key=key), mend
    return message("agenda.missing_key", key=key), _add_key(key, parent)


def _add_key(key: str, parent: Node | None) -> Message:
    """Say which line to add, with a value that would do where there is one."""
    title = parent.get("title") if isinstance(parent, Mapping) else None
    id_ = suggest_id(title.value) if isinstance(title, Scalar) else ""
    if key == "id" and id_:
        return message("agenda.missing_key.id", better=id_)
    if key == "minutes":
        return message("agenda.missing_key.minutes")
    if key == "language":
        return message("agenda.missing_key.language")
    return message("agenda.missing_key.mend", key=key)


def _written_kind(place: Place, document: Document) -> str:
    """Give the key behind which the kind of a step was written: "Kind", for example."""
    step = node_at(document.root, place)
    for entry in step.entries if isinstance(step, Mapping) and step.get("kind") is None else ():
        if near_key((*place, entry.key.value), document) == ["kind"]:
            return entry.key.value
    return "kind"


def _explain_kind(value: str, key: str, step: Node | None) -> Said:
    """Offer the kinds that may be meant, each with what it is for; five at most."""
    if key != "kind":
        return message("agenda.unknown_key", key=key), message(
            "agenda.unknown_key.write", key=key, better="kind"
        )
    if not value:
        what, kinds = message("agenda.missing_key", key="kind"), kinds_likely(step)
    else:
        what, kinds = message("agenda.unknown_kind", value=value), kinds_meant(value) or kinds_likely(step)
    if len(kinds) == 1:
        return what, message("agenda.unknown_kind.one", kind=told(kinds[0]))
    return what, message("agenda.unknown_kind.some", kinds=offered(kinds))


def _explain_id(value: str, better: str, place: Place, document: Document) -> Said:
    """A title where an id belongs is sent to that id; several ids in one text are shown as a list."""
    what = message("agenda.bad_id", value=one_line(value, 60))
    node = node_at(document.root, place)
    written = node.value if isinstance(node, Scalar) else value
    key = next((str(part) for part in place[::-1] if not isinstance(part, int)), "")
    ids = ids_by_title(document.root, key)
    if written.strip().casefold() in ids and place[-1] != "id":
        return what, message("agenda.bad_id.title", better=ids[written.strip().casefold()])
    if "," in written and "uses" in place:
        parts = ", ".join(part.strip() for part in written.split(","))
        return what, message("agenda.bad_id.list", better=f"[{parts}]")
    if key == "groups_from" and (known := steps_with_groups(place, document)):
        known_mend = message("agenda.unknown_groups.known", known=", ".join(known))
        return message("agenda.unknown_groups", value=one_line(written, 60)), known_mend
    if key in LIST_KEYS and is_step(place[: 4 if place[0] == "meetings" else 2]):
        return no_such_list(document.root, written)
    if suggest_id(written):
        return what, message("agenda.bad_id.mend", better=better)
    digits = "".join(sign for sign in written if sign in "0123456789")[:9] or "1"
    title = node_at(document.root, (*place[:-1], "title"))
    counted = len(written) < 3 and written.isdecimal()
    if place[-1] == "id" and not counted and isinstance(title, Scalar) and suggest_id(title.value):
        return what, message("agenda.bad_id.mend", better=suggest_id(title.value))
    if is_step(place[:-1]):
        return what, message("agenda.bad_id.step", number=digits)
    return what, message("agenda.bad_id.other", number=digits)
