"""The names of people whose name was erased: which they were, and what stands in their place."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from apv_tui.core.facts import Entry, ErasedPerson, PersonFacts

_BETWEEN: Final = re.compile(r"(\s*[,;\n]\s*)")
"""What stands between names where several are typed."""
_BEHIND: Final = re.compile(r"\s*\([^()]*\)\s*$")


class ErasedName(NamedTuple):
    """A person's names that are to go, and what stands in their place."""

    called: str
    known_as: frozenset[str]
    """Every name the person was ever given, and what the room may have called them, in one case of letters."""
    alone: frozenset[str]
    """Those of the names given that nobody else was ever given."""
    inside: re.Pattern[str] | None
    """Finds those of several words in a text; one word alone may mean anything ("Bo", "Ro")."""


def renamed(text: str, referred: Collection[str], people: Mapping[str, ErasedName]) -> str:
    """Give a text in which people are named, such as "Karen, Bo", with the numbered ones instead.

    A short name, or one that others have, too, is taken for the person's only where the fact refers to them.
    """
    for id_, name in people.items():
        meant = name.known_as if id_ in referred else name.alone
        parts = _BETWEEN.split(text)
        text = "".join(name.called if _bare(part) in meant else part for part in parts)
    return str(renamed_inside(text, people))


def _bare(part: str) -> str:
    """Give a name as it is compared: without the department that tells two of that name apart."""
    return _BEHIND.sub("", part).strip().casefold()


def renamed_inside(value: Any, people: Mapping[str, ErasedName]) -> Any:
    """Give a text, or several, with whole names of several words replaced wherever they stand in it."""
    if isinstance(value, tuple):
        return tuple(renamed_inside(each, people) for each in value)
    for name in people.values():
        if name.inside is not None:
            value = name.inside.sub(lambda _, called=name.called: called, value)  # type: ignore[misc]
    return value


def erased_name(person: ErasedPerson, before: Iterable[Entry]) -> ErasedName:
    """Give the names a person had in the entries before the name was erased."""
    given = names_given(before)
    names = given.get(person.id, {})
    others = {name.casefold() for id_, theirs in given.items() if id_ != person.id for name in theirs}
    alone = [name for name in names if name.casefold() not in others]
    return ErasedName(
        person.called,
        frozenset(form.casefold() for name in names for form in (name, *_short(name))),
        frozenset(name.casefold() for name in alone),
        finder([name for name in alone if " " in name]),
    )


def joined(one: ErasedName, other: ErasedName) -> ErasedName:
    """Give the names of a person whose name was erased more than once."""
    patterns = [each.inside.pattern for each in (one, other) if each.inside is not None]
    inside = re.compile("|".join(patterns), re.IGNORECASE) if patterns else None
    return ErasedName(one.called, one.known_as | other.known_as, one.alone | other.alone, inside)


def _short(name: str) -> Iterator[str]:
    """Give what the room may call somebody: the first name, also with the initial of the last."""
    words = name.split()
    if words:
        yield words[0].rstrip(",")
        yield f"{words[0].rstrip(',')} {words[-1][0]}."


def finder(names: Iterable[str]) -> re.Pattern[str] | None:
    """Find any of these as whole words, whatever the case, also in the genitive of our languages."""
    either = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True) if name)
    return re.compile(rf"(?<!\w)(?:{either})(?=(?:['’]?s)?(?!\w))", re.IGNORECASE) if either else None


def names_of(entries: Iterable[Entry], person: str) -> tuple[str, ...]:
    """Give every name a person was ever given, the undone ones too."""
    return tuple(names_given(entries).get(person, {}))


def names_given(entries: Iterable[Entry]) -> dict[str, dict[str, None]]:
    """Give the names that people were ever given, by their ids."""
    given: dict[str, dict[str, None]] = {}
    for entry in entries:
        for name in type(entry.fact).model_fields:
            value = getattr(entry.fact, name)
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, PersonFacts) and each.name:
                    given.setdefault(each.id, {})[each.name] = None
    return given
