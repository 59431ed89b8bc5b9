"""Keys that are not known where they stand: which one was meant, or where they belong.

Those that can mean one thing only are read as that, so that what stands below them is looked at in the same go.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Sequence_
from typing import TYPE_CHECKING, Final

from apv_tui.core.agenda import KINDS, RESERVED_KEYS
from apv_tui.core.agenda.base import Question
from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_keys import (
    homes,
    is_same_word,
    is_step,
    kind_at,
    known_keys_at,
    near_key,
    swapped,
)
from apv_tui.files.agenda_places import Place, node_at, problem_at
from apv_tui.files.yaml_lines import quote
from apv_tui.files.yaml_nodes import Document, Entry, Mapping, Node, Scalar, Sequence
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import agenda_unheard, agenda_words
else:
    agenda_unheard, agenda_words = Later("apv_tui.files.agenda_unheard"), Later("apv_tui.files.agenda_words")

Said = tuple[Message, Message | None]
_OFTEN: Final = 3
_PASSES: Final = 4
"""The keys of a step are known when its kind is, which is known when the steps are found."""


def as_meant(document: Document) -> tuple[Document, list[Problem]]:
    """Give the tree with the keys that are sure to be others under their names, and the problem for each."""
    problems: list[Problem] = []
    for _ in range(_PASSES):
        found = dict(_sure(document.root, (), document))
        if not found:
            break
        problems += [
            problem_at(document, place, *explain_unknown_key(str(place[-1]), place, document), key=True)
            for place in found
        ]
        document = document._replace(root=_renamed(document.root, (), found))
    return document, _often(problems)


def _often(problems: list[Problem]) -> list[Problem]:
    """Say once what would be said of the same key again and again."""
    alike: dict[Message | None, list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: each.line):
        alike.setdefault(problem.mend, []).append(problem)
    said: list[Problem] = []
    for mend, group in alike.items():
        params = dict(mend.params) if mend is not None else {}
        if len(group) < _OFTEN:
            said += group
            continue
        what = message("agenda.unknown_key_often", key=params["key"], n=len(group) - 1)
        said.append(group[0]._replace(what=what, mend=message("agenda.unknown_key_often.mend", **params)))
    return said


def _sure(node: Node, place: Place, document: Document) -> Iterator[tuple[Place, str]]:
    """Give the places of keys that can mean one thing only, with that key."""
    if isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            yield from _sure(item, (*place, at), document)
    if not isinstance(node, Mapping):
        return
    known = known_keys_at(place, document)
    taken: set[str] = set()
    for entry in node.entries:
        key = entry.key.value
        here = (*place, key)
        if key in known or place == ("lists",):
            yield from _sure(entry.value, here, document)
            continue
        _, mend = explain_unknown_key(key, here, document)
        if mend is None or mend.id != "agenda.unknown_key.write":
            continue
        better = str(dict(mend.params)["better"])
        if better not in taken:
            taken.add(better)
            yield here, better


def _renamed(node: Node, place: Place, found: dict[Place, str]) -> Node:
    if isinstance(node, Sequence):
        items = tuple(_renamed(item, (*place, at), found) for at, item in enumerate(node.items))
        return node._replace(items=items)
    if not isinstance(node, Mapping):
        return node
    entries = []
    for entry in node.entries:
        here = (*place, entry.key.value)
        key = entry.key._replace(value=found.get(here, entry.key.value))
        entries.append(Entry(key, _renamed(entry.value, here, found)))
    return node._replace(entries=tuple(entries))


def explain_unknown_key(key: str, place: Place, document: Document) -> Said:
    """Say what is wrong with a key that is not known at its place, and what to write."""
    shown = one_line(key, 40)
    if key in RESERVED_KEYS:
        return message("agenda.reserved_key", key=shown), message("agenda.reserved_key.mend")
    if text := colon_in_text(place, document):
        return message("agenda.colon_makes_key", key=shown), message(
            "agenda.colon_makes_key.mend", better=text
        )
    if said := agenda_unheard.goes_on(place, document):
        return said
    step, at_step = place[:-1], is_step(place[:-1])
    if other := swapped(place, document):
        params = {"key": key, "better": other, "kind": kind_at(step, document)}
        return message("agenda.swapped", **params), message("agenda.swapped.mend", **params)
    if at_step and key in ("text", "tekst") and kind_at(step, document) == "talk":
        return message("agenda.key_of_page", key=shown), message("agenda.key_of_page.mend")
    if near := near_key(place, document):
        return message("agenda.unknown_key", key=shown), _near(key, near)
    return _at_home(key, place) or agenda_unheard.unheard_of(key, place, document)


def _near(key: str, near: Sequence_[str]) -> Message:
    """Offer the keys that may be meant: one alone is to be written where the word is sure to mean it."""
    if len(near) > 1:
        return message("agenda.unknown_key.some", keys=agenda_words.offered(near))
    if is_same_word(key, near[0]):
        return message("agenda.unknown_key.write", key=one_line(key, 40), better=near[0])
    return message("agenda.unknown_key.near", better=near[0])


def _at_home(key: str, place: Place) -> Said | None:
    """Say where a key belongs that stands at the wrong place; None for one that there is nowhere."""
    shown, at_step = one_line(key, 40), is_step(place[:-1])
    kinds = ", ".join(kind for kind, model in KINDS.items() if key in model.model_fields)
    if at_step and kinds:
        return message("agenda.key_of_kind", key=shown, kinds=kinds), message("agenda.key_of_kind.mend")
    if at_step and key in Question.model_fields:
        return message("agenda.key_of_question", key=shown), message("agenda.key_of_question.mend")
    if len(place) == 1 and key == "minutes":
        return message("agenda.key_of_meeting", key=shown), message("agenda.key_of_meeting.mend")
    if home := homes(key):
        return message("agenda.key_elsewhere", key=shown), message("agenda.key_elsewhere.mend", home=home)
    return None


def colon_in_text(place: Place, document: Document) -> str:
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
