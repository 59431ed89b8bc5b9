"""Entries as plain data and back: what the journal and the session file hold."""

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from apv_tui.core.facts import Entry, Fact

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class BadEntry(ValueError):
    """An entry that does not have the form of one; the message names the first fault."""


def kind_of(fact: Fact) -> str:
    """Give the name a fact has in files, for example `idea_noted`."""
    return kind_of_class(type(fact))


def kind_of_class(kind: type[Fact]) -> str:
    """Give the name that facts of a class have in files."""
    return str(kind.model_fields["kind"].default)


@cache
def kinds_of_facts() -> frozenset[str]:
    """Give the name of every fact there is."""
    from apv_tui.core.facts.every import AnyFact

    return frozenset(kind_of_class(fact) for fact in get_args(get_args(AnyFact)[0]))


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
    texts = []
    for key in ("id", "after", "at", "unit", "meeting", "step"):
        value = data.get(key)
        if not isinstance(value, str):
            raise BadEntry(f"{key} is not a text")
        texts.append(value)
    id_, after, at, unit, meeting, step = texts
    try:
        moment = datetime.fromisoformat(at)
        fact = _reader().validate_python(data.get("fact"))
    except ValueError as fault:  # pydantic's ValidationError is one
        raise BadEntry(str(fault).partition("\n")[0]) from None
    if moment.tzinfo is None or not id_:
        raise BadEntry("at has no time zone" if id_ else "id is empty")
    if not 2000 <= moment.year <= 2200:
        raise BadEntry("at is no time of a meeting")
    return Entry(id_, after, moment, unit, meeting, step, fact)


@cache
def _reader() -> "TypeAdapter[Fact]":
    # Built on the first session that is read; a new meeting never needs it.
    from pydantic import TypeAdapter

    from apv_tui.core.facts.every import AnyFact

    return TypeAdapter(AnyFact)
