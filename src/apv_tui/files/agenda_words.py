"""Which key may be meant by a word that is none: by its meaning, in any of the languages, and by its value."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from apv_tui.core.agenda import KINDS
from apv_tui.core.agenda.shape import PARTS, Value, keys_of, own_keys
from apv_tui.core.messages import Message, message
from apv_tui.files.yaml_nodes import Mapping as Keys
from apv_tui.files.yaml_nodes import Node, Scalar, Sequence, is_absent

MOST_OFFERED: Final = 4
_HERE: Final = Path(__file__).parent
_COUNTED: Final = re.compile(r"(?:antal|antall|aantal|number_of|no_of|how_many|hvor_mange|hoeveel)_")
_NUMBER: Final = re.compile(r"(?:ca\.?\s*)?[0-9]{1,3}(?:\s*[-–]\s*[0-9]{1,3})?")
_TIME: Final = re.compile(r"[0-9].*")
_CLOCK: Final = re.compile(
    r"(?:kl\.?|klokken|klokka|at|om)?\s*[0-9]{1,2}[:.][0-9]{2}(?:\s*uur)?", re.IGNORECASE
)
_ID: Final = re.compile(r"[^\W\d][\w-]*")
_YES_NO: Final = frozenset(("yes", "no", "true", "false", "ja", "nej", "nei", "nee", "on", "off"))
_FOR: Final = {
    "title": "agenda.key.title", "instruction": "agenda.key.instruction", "say": "agenda.key.say",
    "notes": "agenda.key.notes", "bring": "agenda.key.bring", "questions": "agenda.key.questions",
    "pages": "agenda.key.pages", "minutes": "agenda.key.minutes", "min": "agenda.key.min",
    "group_size": "agenda.key.group_size", "at_least_groups": "agenda.key.at_least_groups",
    "groups_from": "agenda.key.groups_from", "merge_groups": "agenda.key.merge_groups",
    "list": "agenda.key.list", "into": "agenda.key.into", "uses": "agenda.key.uses",
    "strokes": "agenda.key.strokes", "choose": "agenda.key.choose", "people": "agenda.key.people",
    "text": "agenda.key.text", "probes": "agenda.key.probes", "id": "agenda.key.id",
    "section": "agenda.key.section", "about": "agenda.key.about", "next": "agenda.key.next",
    "examples": "agenda.key.examples", "per_item": "agenda.key.per_item",
    "choose_questions": "agenda.key.choose_questions", "headings": "agenda.key.headings",
    "start_with": "agenda.key.start_with", "steps": "agenda.key.steps",
}  # fmt: skip
"""What stands behind a key, in a few words, in the order in which keys are offered that no word leads to."""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Give what people write for each key, in all languages."""
    with (_HERE / "key_words.toml").open("rb") as file:
        found: dict[str, dict[str, list[str]]] = tomllib.load(file)
    return {key: tuple(word for words in each.values() for word in words) for key, each in found.items()}


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Give the forms that the value of each key may have, wherever it stands."""
    found: dict[str, set[str]] = {}
    tables = [*(keys_of(model) for model in PARTS.values()), *(own_keys(kind) for kind in KINDS)]
    for name, key in (each for table in tables for each in table.items()):
        found.setdefault(name, set()).update(_forms_of(key.value))
    return {name: frozenset(forms) for name, forms in found.items()}


def _forms_of(value: Value) -> set[str]:
    if value.form != "list" or value.item is None:
        return {value.form}
    alone = {value.item.form} if value.alone else set()
    if value.item.form == "part" and value.item.alone:
        return {"list of text", *alone, "list of part"}
    return {f"list of {value.item.form}", *alone}


def _forms_in(node: Node | None) -> frozenset[str] | None:
    """Give the forms that what is written can be read as; None where nothing is written."""
    if node is None or is_absent(node):
        return None
    if isinstance(node, Sequence):
        ids = all(isinstance(item, Scalar) and _ID.fullmatch(item.value) for item in node.items)
        if ids:
            return frozenset(("list of id", "list of text", "list of choice"))
        alone = all(isinstance(item, Scalar) for item in node.items)
        return frozenset(("list of text",) if alone else ("list of part", "list of step"))
    if isinstance(node, Keys):
        return frozenset(("part", "table"))
    return _forms_of_text(node.value.strip())


def _forms_of_text(text: str) -> frozenset[str]:
    if _NUMBER.fullmatch(text):
        return frozenset(("number", "range", "minutes"))
    if _TIME.fullmatch(text):
        return frozenset(("minutes", "range", "text", "title"))
    if text.lower() in _YES_NO:
        return frozenset(("yes/no",))
    if _ID.fullmatch(text):
        return frozenset(("id", "title", "text", "choice"))
    return frozenset(("text", "title"))


def spelled(word: str) -> str:
    """Give a word as the data file spells words: small letters, _ for spaces and hyphens."""
    return re.sub(r"[\s_‐-―-]+", "_", word.strip().lower()).strip("_")


def says(word: str, key: str) -> bool:
    """Whether a word is one that people write for a key."""
    bare = spelled(word)
    return bare in _words().get(key, ()) or _COUNTED.sub("", bare) in _words().get(key, ())


def keys_said(word: str, among: Iterable[str], value: Node | None) -> list[str]:
    """Give the keys that a word may mean, the likeliest first; those that can hold what is written, if any can."""
    among = tuple(among)
    bare = spelled(word)
    found = [key for key, words in _words().items() if key in among and bare in words]
    short = _COUNTED.sub("", bare)
    found = found or [key for key, words in _words().items() if key in among and short in words]
    return fitting(found, value)


def keys_like(word: str, among: Iterable[str], value: Node | None) -> list[str]:
    """Give the keys of which a word people write for them is spelled much like this one."""
    among, bare = tuple(among), spelled(word)
    if len(bare) < 4:
        return []
    by_word = {
        each: key for key, words in _words().items() if key in among for each in words if len(each) > 3
    }
    near = get_close_matches(bare, by_word, 3, cutoff=0.84)
    return fitting(list(dict.fromkeys(by_word[each] for each in near)), value)


def fitting(keys: list[str], value: Node | None) -> list[str]:
    """Leave out the keys that cannot hold what is written, unless none of them can."""
    forms = _forms_in(value)
    if forms is None:
        return keys
    return [key for key in keys if _forms().get(key, frozenset()) & forms] or keys


def likely(among: Iterable[str], value: Node | None) -> list[str]:
    """Give the keys that may hold what is written, the most usual first, where no word tells which is meant."""
    among = tuple(among)
    forms = _forms_in(value)
    usual = [key for key in _FOR if key in among]
    if forms is None:
        return usual[:MOST_OFFERED]
    return [key for key in usual if _forms()[key] & forms][:MOST_OFFERED]


def is_clock_time(value: Node | None) -> bool:
    """Whether a time of the day is written."""
    return isinstance(value, Scalar) and _CLOCK.fullmatch(value.value.strip()) is not None


def offered(keys: Iterable[str]) -> Message:
    """Give keys to choose from, each on a line of its own, with what stands behind it."""
    first, *rest = keys
    told = message("agenda.key_told", key=first, means=message(_FOR[first])) if first in _FOR else None
    row = told or message("agenda.key_alone", key=first)
    return message("agenda.kinds_told", first=row, rest=offered(rest)) if rest else row
