"""What is meant by a line typed where people come and go: "+3", or several names at once."""

import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from apv_tui.core.facts import PersonFacts
from apv_tui.core.naming import who_is_meant
from apv_tui.core.people import Person
from apv_tui.core.text import one_line

_HEADS: Final = re.compile(r"([+\-\u2212\u2013])\s*(\d{1,3})")
_SEVERAL: Final = re.compile(r"\s*[;+]\s*")
_COMMA: Final = re.compile(r"\s*,\s*")
LONGEST: Final = 2_000


class Several(NamedTuple):
    """Several people named in one line: those known, by id, those who are new, and what fits more than one."""

    known: tuple[str, ...]
    new: tuple[PersonFacts, ...] = ()
    unsure: tuple[str, ...] = ()


def heads_in(typed: str) -> int:
    """Give how many more ("+3") or fewer ("-1") are there; 0 where the line says nothing of the kind."""
    found = _HEADS.fullmatch(typed.strip())
    if found is None:
        return 0
    return int(found[2]) if found[1] == "+" else -int(found[2])


def several_in(people: Iterable[Person], called: Callable[[str], str], typed: str) -> Several | None:
    """Recognise several people in "bo; ida" or "bo, ida, per"; None where the line is about one.

    A comma also parts a name from its department, as in "bo, drift; ida, salg": of two parts with a comma
    both must be people who are known to be two, of more than two any may be new. `called` is what the room
    calls a person, by id.
    """
    everyone = tuple(people)
    text = one_line(typed, LONGEST)
    if heads_in(text):
        return None
    between = [part for part in _SEVERAL.split(text) if part]
    named: list[PersonFacts] = []
    for part in between:
        pieces = [piece for piece in _COMMA.split(part) if piece]
        if len(pieces) == 2 and not all(len(who_is_meant(everyone, called, piece)) == 1 for piece in pieces):
            named.append(PersonFacts(id="", name=pieces[0], department=pieces[1]))
        else:
            named += (PersonFacts(id="", name=piece) for piece in pieces)
    if len(named) < 2:
        return None
    meant = [who_is_meant(everyone, called, who.name) for who in named]
    new = tuple(
        who for who, found in zip(named, meant, strict=True) if not found and not who.name.isdecimal()
    )
    unsure = tuple(
        who.name
        for who, found in zip(named, meant, strict=True)
        if len(found) > 1 or (not found and who.name.isdecimal())
    )
    known = tuple(dict.fromkeys(who[0] for who in meant if len(who) == 1))
    return Several(known, new, unsure)
