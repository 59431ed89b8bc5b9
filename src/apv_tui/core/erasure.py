"""Erasing words for good: ids, order, numbers and strokes stay, words go, also those of what was undone.

Only erasing rewrites the past. That something was erased is a fact of the log (`WordsErased`), kept before
anything is rewritten; what it means for the entries before it is decided here, and nowhere else: the record,
the files and their copies all go through `carried_out`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from apv_tui.core.erased_names import (
    ErasedName,
    erased_name,
    finder,
    joined,
    names_of,
    renamed,
    renamed_inside,
)
from apv_tui.core.facts import (
    ActionDetailed,
    CopiesErased,
    Entry,
    ErasedPerson,
    Fact,
    FieldFilled,
    IdeaNoted,
    PersonFacts,
    VaultErased,
    WordsErased,
)
from apv_tui.core.facts.base import NAME_OF_A_HEADING, TYPED
from apv_tui.core.messages import Refused, message
from apv_tui.core.veil import Veil


def typed_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields of a fact, or of what it is made of, that hold text which somebody typed."""
    return tuple(name for name, field in model.model_fields.items() if TYPED in _marks(field))


def words_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields whose text goes with the item or the person they are about."""
    fields = model.model_fields
    return tuple(name for name in typed_fields(model) if NAME_OF_A_HEADING not in _marks(fields[name]))


def _marks(field: Any) -> tuple[Any, ...]:
    # `Words` has its mark on the field itself, `tuple[Words, ...]` on what is inside.
    inside = (mark for inner in _inner(field.annotation) for mark in getattr(inner, "__metadata__", ()))
    return (*field.metadata, *inside)


def _inner(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__args__", ())


# -- what the log says was erased --------------------------------------------------------------------------


class _Gone(NamedTuple):
    """What is erased from an entry that came before."""

    items: frozenset[str]
    people: Mapping[str, ErasedName]


_NOTHING: Final = _Gone(frozenset(), {})


def carried_out(entries: Iterable[Entry], also: Iterable[Entry] = ()) -> list[Entry]:
    """Give a log without the words that it says were erased; each erasure reaches what stands before it.

    `also` are entries of another log of the same session, for a copy that does not know of an erasure yet:
    such a one reaches all of the copy. Carrying out again changes nothing.
    """
    log = list(entries)
    at = {entry.id: place for place, entry in enumerate(log)}
    erasures = {place: entry for place, entry in enumerate(log) if isinstance(entry.fact, WordsErased)}
    after = [each for each in also if isinstance(each.fact, WordsErased) and each.id not in at]
    if not erasures and not after:
        return log
    gone = _NOTHING
    for entry in after:
        gone = _with(gone, entry, log)
    for place in range(len(log) - 1, -1, -1):
        if gone is not _NOTHING:
            log[place] = _without_words(log[place], gone)
        if place in erasures:
            gone = _with(gone, erasures[place], log[:place])
    return log


def unfinished(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Give the erasures whose copies may still be there, by the vault of their log ("" for the meeting's)."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, WordsErased):
            found.setdefault(fact.vault, {})[entry.id] = None
        elif isinstance(fact, CopiesErased):
            for erasure in fact.erasures:
                found.get(fact.vault, {}).pop(erasure, None)
        elif isinstance(fact, VaultErased):
            found.pop(fact.vault, None)
    return {vault: tuple(ids) for vault, ids in found.items() if ids}


def _with(gone: _Gone, erasure: Entry, before: Sequence[Entry]) -> _Gone:
    fact = erasure.fact
    if not isinstance(fact, WordsErased):
        return gone
    people = dict(gone.people)
    for person in fact.people:
        name = erased_name(person, before)
        known = people.get(person.id)
        if known is not None:
            name = joined(name, known)
        people[person.id] = name
    return _Gone(gone.items | frozenset(fact.items), people)


# -- an entry without them ---------------------------------------------------------------------------------


def _without_words(entry: Entry, gone: _Gone) -> Entry:
    fact = entry.fact
    if getattr(fact, "item", None) in gone.items:
        fact = _blank(fact)
    if gone.people:
        fact = _without_names(fact, gone.people)
    return entry if fact is entry.fact else entry._replace(fact=fact)


def _blank(fact: Fact) -> Fact:
    """Give a fact, or a part of one, with its words gone."""
    changes = {name: _emptied(getattr(fact, name)) for name in words_of(type(fact))}
    return fact.model_copy(update=changes) if any(changes[n] != getattr(fact, n) for n in changes) else fact


def _emptied(value: Any) -> Any:
    return "" if isinstance(value, str) else tuple("" for _ in value)


def _without_names(fact: Fact, people: Mapping[str, ErasedName]) -> Fact:
    changes: dict[str, Any] = {}
    for name in type(fact).model_fields:
        value = getattr(fact, name)
        if isinstance(value, PersonFacts) or (isinstance(value, tuple) and _are_people(value)):
            changes[name] = _nameless(value, people)
    if isinstance(fact, ActionDetailed | FieldFilled) and not _is_of_an_item(fact):
        changes["text"] = renamed(fact.text, fact.people, people)
    else:
        for name in typed_fields(type(fact)):
            if not (_is_of_an_item(fact) and name in words_of(type(fact))):
                changes[name] = renamed_inside(getattr(fact, name), people)
    changed = {name: value for name, value in changes.items() if value != getattr(fact, name)}
    return fact.model_copy(update=changed) if changed else fact


def _is_of_an_item(fact: Fact) -> bool:
    """Whether the words of a fact are an item's; the owner of an action is a name that was filled in."""
    return hasattr(fact, "item") and not (isinstance(fact, ActionDetailed) and fact.detail == "owner")


def _are_people(values: tuple[Any, ...]) -> bool:
    return any(isinstance(each, PersonFacts) for each in values)


def _nameless(value: Any, people: Mapping[str, ErasedName]) -> Any:
    if isinstance(value, tuple):
        return tuple(_nameless(each, people) for each in value)
    if value.id not in people:
        return value
    return value.model_copy(update=dict.fromkeys(words_of(PersonFacts), ""))


# -- for the question --------------------------------------------------------------------------------------


def said(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """Give all words that were ever said of each item, by its id, undone ones too; not who it was given to."""
    found: dict[str, dict[str, None]] = {}
    for entry in entries:
        fact = entry.fact
        if _is_of_an_item(fact):
            texts = (getattr(fact, name) for name in words_of(type(fact)))
            found.setdefault(getattr(fact, "item", ""), {}).update((text, None) for text in texts if text)
    return {item: tuple(words) for item, words in found.items()}


def carried_along(entries: Iterable[Entry], item: str) -> tuple[str, ...]:
    """Give the items that have their words from this one or gave it its words, by carrying over, undone or not."""
    noted = {e.fact.item: e.fact.origin for e in entries if isinstance(e.fact, IdeaNoted)}
    found = {item}
    while more := {
        each
        for id_, origin in noted.items()
        for each in (id_, origin)
        if origin in noted and each not in found and {id_, origin} & found
    }:
        found |= more
    return tuple(id_ for id_ in noted if id_ in found and id_ != item)


def mentioning(entries: Iterable[Entry], names: Collection[str]) -> tuple[str, ...]:
    """Give the items in whose words one of these names stands, or its first name; confidential ones not.

    It is a proposal to look at: a first name can be somebody else's, and a word.
    """
    log = tuple(entries)
    wanted = finder([*names, *(name.split()[0].rstrip(",") for name in names if name.split())])
    if wanted is None:
        return ()
    veil = Veil()
    apart = {e.fact.item for e in log if veil.part(e).vaults and isinstance(e.fact, IdeaNoted)}
    return tuple(
        item
        for item, words in said(log).items()
        if item not in apart and any(wanted.search(text) for text in words)
    )


def intended(
    entries: Sequence[Entry], items: Iterable[str], people: Iterable[ErasedPerson]
) -> tuple[WordsErased, ...]:
    """Give the facts that erase items and names, one for each log they are kept in. Raises `Refused`."""
    veil, vaults = Veil(), {}
    for entry in entries:
        if isinstance(entry.fact, IdeaNoted):
            vaults[entry.fact.item] = veil.vault_of(entry.fact)
        veil.part(entry)
    wanted = tuple(dict.fromkeys(items))
    named = tuple(each for each in people if names_of(entries, each.id))
    if not all(item in vaults for item in wanted):
        raise Refused(message("refused.no_such_item"))
    if not wanted and not named:
        raise Refused(message("refused.nothing_to_erase"))
    found: dict[str, list[str]] = {"": []} if named else {}
    for item in wanted:
        found.setdefault(vaults[item], []).append(item)
    return tuple(
        WordsErased(items=tuple(ids), people=named if not vault else (), vault=vault)
        for vault, ids in found.items()
    )
