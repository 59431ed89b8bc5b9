"""Entries as plain data and back: what the journal and the session file hold."""

import re
from datetime import UTC, datetime
from typing import Any, Final

from apv_tui.core import facts
from apv_tui.core.facts import Entry, Fact

_TEXTS: Final = ("id", "after", "at", "unit", "meeting", "step")


class BadEntry(ValueError):
    """An entry that does not have the form of one; the message names the first fault."""


def kind_of(fact: Fact) -> str:
    """Give the name a fact has in files, for example `idea_noted`."""
    return kind_of_class(type(fact))


def kind_of_class(kind: type[Fact]) -> str:
    """Give the name that facts of a class have in files."""
    return str(kind.model_fields["kind"].default)


def entry_data(entry: Entry) -> dict[str, Any]:
    """Give an entry as plain data; what stands at its default is left out."""
    return {
        "id": entry.id,
        "after": entry.after,
        "at": entry.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "unit": entry.unit,
        "meeting": entry.meeting,
        "step": entry.step,
        "fact": {"kind": kind_of(entry.fact), **entry.fact.model_dump(mode="json", exclude_defaults=True)},
    }


def entry_from(data: Any) -> Entry:
    """Read an entry from plain data. Raises `BadEntry`."""
    if not isinstance(data, dict):
        raise BadEntry("an entry is not an object")
    texts: list[Any] = [data.get(key) for key in _TEXTS]
    for key, value in zip(_TEXTS, texts, strict=True):
        if type(value) is not str:
            raise BadEntry(f"{key} is not a text")
    id_, after, at, unit, meeting, step = texts
    try:
        moment = datetime.fromisoformat(at)
        fact = _fact_from(data.get("fact"))
    except ValueError as fault:  # pydantic's ValidationError is one
        raise BadEntry(str(fault).partition("\n")[0]) from None
    if moment.tzinfo is None or not id_:
        raise BadEntry("at has no time zone" if id_ else "id is empty")
    if not 2000 <= moment.year <= 2200:
        raise BadEntry("at is no time of a meeting")
    return Entry(id_, after, moment, unit, meeting, step, fact)


def _fact_from(data: Any) -> Fact:
    """Read a fact. Raises ValueError. Only the kinds that a session has are loaded, and their forms worked out."""
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in _NAMES:
        raise BadEntry("fact is of no kind")
    fact: Fact = getattr(facts, _NAMES[kind]).model_validate(data)
    return fact


def _kind_named(name: str) -> str:
    """Give the name in files of a class of facts: idea_noted for IdeaNoted."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


_NAMES: Final = {
    _kind_named(name): name
    for names in facts.FAMILIES.values()
    for name in names.split()
    if name not in facts.NO_FACTS
}
"""The classes of all facts by the name that facts have in files."""
KINDS_OF_FACTS: Final = frozenset(_NAMES)
"""The name of every fact there is."""
