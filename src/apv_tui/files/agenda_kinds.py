"""Which kind of step was meant, by its spelling, by its meaning or by the rest of the step, and what it is for."""

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

from apv_tui.core.agenda import KINDS
from apv_tui.core.agenda.base import StepBase
from apv_tui.core.messages import Message, message
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar

MOST_OFFERED: Final = 5
_HERE: Final = Path(__file__).parent
_USUAL: Final = ("talk", "interviews", "collect", "vote", "close")
"""What most agendas are made of."""
_FOR: Final = {
    "talk": "show.kind.talk", "groups": "show.kind.groups", "interviews": "show.kind.interviews",
    "turns": "show.kind.turns", "alone": "show.kind.alone", "spotlight": "show.kind.spotlight",
    "collect": "show.kind.collect", "answers": "show.kind.answers", "walk": "show.kind.walk",
    "tell": "show.kind.tell", "merge": "show.kind.merge", "sort": "show.kind.sort", "vote": "agenda.kind_vote",
    "assess": "show.kind.assess", "present": "show.kind.present", "prioritise": "show.kind.prioritise",
    "join": "show.kind.join", "suitability": "show.kind.suitability", "appoint": "show.kind.appoint",
    "absence": "show.kind.absence", "plan": "show.kind.plan", "read_back": "show.kind.read_back",
    "follow_up": "show.kind.follow_up", "break": "agenda.kind_break", "close": "agenda.kind_close",
}  # fmt: skip
"""What happens at each kind of step, in a few words."""


@cache
def _by_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = tomllib.loads((_HERE / "kind_words.toml").read_text(encoding="utf-8"))
    return found


def kinds_meant(value: str) -> list[str]:
    """Give the kinds that may be meant by a word that is none, the likeliest first."""
    word = re.sub(r"[\s_-]+", " ", value.strip().strip("\"'“”„‘’.").lower())
    plain = word.replace(" ", "_")
    if plain in KINDS:
        return [plain]
    if word in _by_word():
        return _by_word()[word]
    if near := get_close_matches(plain, KINDS, 1, cutoff=0.7):
        return near
    if near := get_close_matches(word, _by_word(), 1, cutoff=0.85):
        return _by_word()[near[0]]
    return _in_words(word)


def _in_words(text: str) -> list[str]:
    """Give the kinds that the words of a text speak of."""
    words = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 2]
    named = [word for word in words if word in KINDS]
    meant = [kind for word in words for kind in _by_word().get(word, ())]
    return list(dict.fromkeys((*named, *meant)))[:MOST_OFFERED]


def kinds_likely(step: Node | None) -> list[str]:
    """Give the kinds that a step may be of, by its other keys and its title; the likeliest first."""
    if not isinstance(step, Mapping):
        return list(_USUAL)
    keys = {entry.key.value for entry in step.entries} - StepBase.model_fields.keys() - {"kind"}
    by_keys = [kind for kind, model in KINDS.items() if keys and keys <= model.model_fields.keys()]
    if "group_size" in keys | {entry.key.value for entry in step.entries} and not by_keys:
        by_keys = ["interviews", "turns", "groups"]
    title = step.get("title")
    titled = _in_words(title.value) if isinstance(title, Scalar) else []
    if by_keys and keys:
        titled = [kind for kind in titled if kind in by_keys]
    likely = list(dict.fromkeys((*titled, *by_keys)))
    return likely[:MOST_OFFERED] or list(_USUAL)


def means_of(kind: str) -> Message:
    """Say what happens at a kind of step."""
    return message(_FOR[kind])


def told(kind: str) -> Message:
    """Give a kind, as it is written, and what happens at it."""
    return message("agenda.kind_told", kind=kind, means=means_of(kind))


def offered(kinds: Sequence[str]) -> Message:
    """Give kinds to choose from, each with what it is for, each on a line of its own."""
    first, *rest = kinds
    if not rest:
        return told(first)
    return message("agenda.kinds_told", first=told(first), rest=offered(rest))
