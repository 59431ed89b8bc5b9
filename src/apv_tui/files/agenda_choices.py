"""Which of a few fixed words is meant by another one: hvem for `owner`, gruppe for `group`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from apv_tui.core.messages import Message, message
from apv_tui.files.agenda_places import Place, node_at
from apv_tui.files.yaml_nodes import Node, Scalar, Sequence

_HERE: Final = Path(__file__).parent


@cache
def words_for() -> dict[str, dict[str, str]]:
    """Give for each key what is meant by which word."""
    with (_HERE / "choice_words.toml").open("rb") as file:
        found: dict[str, dict[str, list[str]]] = tomllib.load(file)
    return {
        key: {word: choice for choice, words in choices.items() for word in (choice, *words)}
        for key, choices in found.items()
    }


def choice_meant(place: Place, root: Node) -> Message | None:
    """Offer the word that is meant, or the whole list of them with those that are; None where nobody can tell."""
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    meant, above = words_for().get(key, {}), node_at(root, place[:-1])
    if isinstance(above, Sequence):
        words = [_word(item) for item in above.items]
        if not all(word in meant for word in words):
            return _one(meant.get(_word(node_at(root, place))))
        better = ", ".join(dict.fromkeys(meant[word] for word in words))
        return message("agenda.not_one_of.near", better=f"{key}: [{better}]")
    better_one = meant.get(_word(node_at(root, place)))
    return _one(f"{key}: {better_one}" if better_one else None)


def said_before(place: Place, root: Node) -> bool:
    """Whether an earlier word of the same list was wrong, too, and the whole list has been offered for it."""
    key = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    meant, above = words_for().get(key, {}), node_at(root, place[:-1])
    if not isinstance(above, Sequence) or not isinstance(place[-1], int):
        return False
    words = [_word(item) for item in above.items]
    return all(word in meant for word in words) and any(meant[word] != word for word in words[: place[-1]])


def _one(better: str | None) -> Message | None:
    return message("agenda.not_one_of.near", better=better) if better else None


def _word(node: Node | None) -> str:
    return node.value.strip().strip("?").lower() if isinstance(node, Scalar) else ""
