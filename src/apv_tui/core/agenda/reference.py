"""What is told about each key of an agenda, beside what its model says: for the JSON Schema and the docs."""

from collections.abc import Collection, Mapping
from typing import Any, Final, NamedTuple

from apv_tui.core.agenda.shape import OF_ONE_MEETING, PARTS, keys_of, own_keys
from apv_tui.core.agenda.steps import KINDS


class KeyTold(NamedTuple):
    """What a key means, examples of it, and, where it needs words, what holds when it is not written.

    `of` says whose id it is: "of a list". `otherwise` is "" where the model's own default says all.
    """

    means: str
    examples: tuple[Any, ...]
    otherwise: str = ""
    of: str = ""


class KindTold(NamedTuple):
    """What happens at a kind of step, and what it needs beside the keys of every step."""

    means: str
    needs: str
    keys: Mapping[str, KeyTold]


class Reference(NamedTuple):
    """The parts of an agenda by the names of `PARTS`, and the kinds of step."""

    parts: Mapping[str, Mapping[str, KeyTold]]
    kinds: Mapping[str, KindTold]


def reference_of(data: Mapping[str, Any]) -> Reference:
    """Make the reference of what its file holds. Raises ValueError for keys that miss or are too many."""
    parts = {name: _keys(name, keys_of(model), data.get(name, {})) for name, model in PARTS.items()}
    told = data.get("kinds", {})
    _same("kinds", KINDS, told)
    kinds = {
        kind: KindTold(
            told[kind]["means"],
            told[kind].get("needs", ""),
            _keys(kind, own_keys(kind), told[kind].get("keys", {})),
        )
        for kind in told  # in the order of the file, which is the one people read it in
    }
    return Reference(parts, kinds)


def _keys(part: str, keys: Collection[str], data: Mapping[str, Any]) -> dict[str, KeyTold]:
    """Take what is told about each key, in the order of the file, which is the one people read it in."""
    _same(part, {*keys, *_BESIDE.get(part, ())}, data)
    return {
        name: KeyTold(each["means"], tuple(each["examples"]), each.get("otherwise", ""), each.get("of", ""))
        for name, each in data.items()
    }


_BESIDE: Final = {"agenda": OF_ONE_MEETING, "step": ("kind",)}
"""Keys that no field of the part has: those of an agenda of one meeting, and the kind."""


def _same(part: str, wanted: Collection[str], told: Mapping[str, Any]) -> None:
    if missing := sorted({*wanted} - told.keys()):
        raise ValueError(f"{part}: nothing is told about {', '.join(missing)}")
    if extra := sorted(told.keys() - {*wanted}):
        raise ValueError(f"{part}: there is no {', '.join(extra)}")
