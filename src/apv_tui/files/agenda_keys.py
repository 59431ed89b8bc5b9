"""Which key or kind of step was meant, and where a key belongs that stands at the wrong place."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from apv_tui.core.agenda import KINDS, Agenda
from apv_tui.core.agenda.base import Called, FormField, Page, Question, StepBase
from apv_tui.core.agenda.model import ListSpec, Meeting, Report
from apv_tui.core.messages import Message, message
from apv_tui.files.agenda_places import Place, node_at
from apv_tui.files.yaml_nodes import Mapping, Scalar
from apv_tui.files.yaml_tree import Document
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import agenda_words
else:
    agenda_words = Later("apv_tui.files.agenda_words")

# What only means this below that key.
_SYNONYMS_UNDER: Final = {
    "questions": dict.fromkeys(
        ("question", "questions", "title", "tittel", "titel", "spørsmål", "spørgsmål", "vraag"), "text"
    ),
    "fields": {
        "kind": "type",
        "slags": "type",
        "soort": "type",
        "art": "type",
        "text": "title",
        "tekst": "title",
    },
}
LANGUAGES_BY_NAME: Final = {
    "dansk": "da", "danish": "da", "deens": "da", "dk": "da", "norsk": "nb", "norwegian": "nb", "bokmål": "nb",
    "noors": "nb", "nynorsk": "nb", "nn": "nb", "nederlands": "nl", "nederlandsk": "nl", "hollandsk": "nl",
    "dutch": "nl", "engelsk": "en", "english": "en", "engels": "en", "uk": "en", "us": "en",
}  # fmt: skip
"""The signs of the languages by what people call them."""
_SWAPPED: Final = {
    "list": ("into", "uses"), "into": ("list",), "from": ("list", "start_with", "uses"),
    "fra": ("list", "start_with", "uses"), "van": ("list", "start_with", "uses"),
}  # fmt: skip
_MODELS: Final[dict[str, type[Any]]] = {
    "meetings": Meeting,
    "pages": Page,
    "questions": Question,
    "fields": FormField,
    "report": Report,
    "mark": Called,
}


def near_key(place: Place, document: Document) -> list[str]:
    """Give the keys that may be meant by an unknown one at a place: one, or several where nothing tells."""
    key = str(place[-1])
    word = key.strip().lower()
    value = node_at(document.root, place)
    known = unwritten(place[:-1], document)
    under = next((part for part in reversed(place[:-1]) if isinstance(part, str)), "")
    meant = _SYNONYMS_UNDER.get(under, {}).get(word)
    if meant in known:
        return [meant]
    one_or_many = (word, f"{word}s", word.removesuffix("s"))
    same = [near for near in one_or_many if near in known and near != key]
    if said := agenda_words.keys_said(word, known, value):
        return said
    if same or homes(key):  # A key of another place is no misspelling of one of this place.
        return same[:1]
    from difflib import get_close_matches

    spelled = [near for near in get_close_matches(word, known, 1, cutoff=0.7) if near != key]
    return spelled or agenda_words.keys_like(word, known, value)


def unwritten(place: Place, document: Document) -> list[str]:
    """Give the keys that may stand at a place and do not."""
    beside = node_at(document.root, place)
    written = {entry.key.value for entry in beside.entries} if isinstance(beside, Mapping) else set()
    return [name for name in known_keys_at(place, document) if name not in written]


def is_same_word(key: str, meant: str) -> bool:
    """Whether one is sure to be the other: in capitals, in one or many, with another hyphen, or translated."""
    word = re.sub(r"[\s‐-―-]+", "_", key.strip().lower())
    return meant in (word, f"{word}s", word.removesuffix("s")) or agenda_words.says(key, meant)


def swapped(place: Place, document: Document) -> str:
    """Give `list` where `into` was written for it, or the other way round, or `uses` for both; else ""."""
    key = str(place[-1])
    step = node_at(document.root, place[:-1])
    known = known_keys_at(place[:-1], document)
    if not is_step(place[:-1]) or not isinstance(step, Mapping) or key in known:
        return ""
    others = (other for other in _SWAPPED.get(key, ()) if other in known and step.get(other) is None)
    return next(others, "")


def is_step(place: Place) -> bool:
    """Whether this is the place of a step."""
    return len(place) > 1 and place[-2] == "steps"


def kind_at(place: Place, document: Document) -> str:
    """Give the kind of the step at a place, as it is written; "" where there is none."""
    node = node_at(document.root, place)
    kind = node.get("kind") if isinstance(node, Mapping) else None
    return kind.value if isinstance(kind, Scalar) else ""


def known_keys_at(place: Place, document: Document) -> tuple[str, ...]:
    """Give the keys that may stand at a place; for a step, those of its kind."""
    names = [part for part in place if isinstance(part, str)]
    if not names:
        several = isinstance(document.root, Mapping) and document.root.get("meetings") is not None
        # The keys of the one meeting may stand at the top, where there is but one.
        return (*Agenda.model_fields, "steps", *(() if several else ("minutes", "people")))
    if "lists" in names:
        return tuple(ListSpec.model_fields)
    if is_step(place):
        return ("kind", *KINDS.get(kind_at(place, document), StepBase).model_fields)
    return tuple(_MODELS.get(names[-1], StepBase).model_fields)


def homes(key: str) -> Message | None:
    """Say where a key belongs; None for one that belongs nowhere."""
    found = list(_homes(key))
    if not found:
        return None
    return found[0] if len(found) == 1 else message("agenda.home.two", first=found[0], second=found[1])


def _homes(key: str) -> Iterator[Message]:
    """Give the places of a key, the most usual ones first."""
    if key in ListSpec.model_fields and key not in ("title", "private"):
        yield message("agenda.home.list")
    if key in StepBase.model_fields or key == "kind":
        yield message("agenda.home.step")
    elif kinds := ", ".join(kind for kind, model in KINDS.items() if key in model.model_fields):
        yield message("agenda.home.kinds", kinds=kinds)
    if key in Meeting.model_fields and key not in ("id", "title", "private"):
        yield message("agenda.home.meeting")
    if key in ("heading", "intro", "lens", "probes", "at_most", "text"):
        yield message("agenda.home.question")
    if key in ("type", "choices", "hint", "offer", "meeting"):
        yield message("agenda.home.field")
    if key in Agenda.model_fields and key not in ("title", "about"):
        yield message("agenda.home.top")
    if key == "private":
        yield message("agenda.home.list")
