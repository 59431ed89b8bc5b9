"""Recognising people by what is typed: owners of actions, roles, and lists that name people known already."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from apv_tui.core.facts import PersonFacts
from apv_tui.core.people import Person, screen_names
from apv_tui.core.text import one_line

_BETWEEN: Final = re.compile(r"\s*[,;]\s*")
# "en" is Dutch for "and", and Danish for "one": "en fra køkkenet" is nobody's list of names.
_AND: Final = re.compile(r"(\s*[/&+]\s*|\s+(?:og|en|and|samt)\s+)", re.IGNORECASE)
_BETWEEN_WORDS: Final = re.compile(r"[\s,.\-]+")
LONGEST: Final = 2_000


class Unsure(NamedTuple):
    """A part of what was typed that fits several people, by their ids."""

    part: str
    people: tuple[str, ...]


class Named(NamedTuple):
    """What was typed where people are named: `people` are the ids of those recognised in it."""

    text: str
    people: tuple[str, ...]
    unsure: tuple[Unsure, ...] = ()
    strangers: tuple[str, ...] = ()
    """The parts that fit nobody of the case; they stay as they were typed."""


def name_people(people: Iterable[Person], typed: str) -> Named:
    """Recognise people in "Karen, Bo og ledelsen"; whoever is not one of the case stays as typed.

    A person is recognised by the name the room calls them, by the whole name, or by the beginning of one of
    them where only one person's begins so. "Og" parts what is typed only where it stands beside somebody
    who is recognised: a department may be called "Salg og service".
    """
    everyone = [person for person in people if person.name]
    called = screen_names(everyone, str)
    texts: list[str] = []
    found: list[str] = []
    unsure: list[Unsure] = []
    strangers: list[str] = []
    for part in filter(None, _BETWEEN.split(one_line(typed, LONGEST))):
        for piece in _pieces(everyone, called, part):
            who = _fitting(everyone, called, piece)
            if len(who) == 1 and who[0] in found:
                continue
            texts.append(called[who[0]] if len(who) == 1 else piece)
            if len(who) == 1:
                found.append(who[0])
            elif who:
                unsure.append(Unsure(piece, who))
            else:
                strangers.append(piece)
    return Named(", ".join(texts), tuple(found), tuple(unsure), tuple(strangers))


def _pieces(people: list[Person], names: Mapping[str, str], part: str) -> list[str]:
    """Part "Karen og ledelsen" at the words for "and" beside people who are recognised."""
    if _fitting(people, names, part):
        return [part]
    pieces: list[str] = []
    before_was_person = True
    divided = _AND.split(part)
    for at in range(0, len(divided), 2):
        piece = divided[at]
        person = bool(piece) and bool(_fitting(people, names, piece))
        if before_was_person or person:
            pieces.append(piece)
        else:
            pieces[-1] += divided[at - 1] + piece
        before_was_person = person
    return [piece.strip() for piece in pieces if piece.strip()]


def _fitting(people: list[Person], names: Mapping[str, str], part: str) -> tuple[str, ...]:
    """Give the ids of those a part of the text may name: one who is meant, several who may be, or none.

    A first name goes before the beginning of a longer one, and may be short: there are two called Bo.
    """
    wanted = part.casefold()
    whole = tuple(who.id for who in people if wanted in (names[who.id].casefold(), who.name.casefold()))
    if whole:
        return whole
    first = tuple(who.id for who in people if who.name.casefold().partition(" ")[0] == wanted)
    if first or len(wanted) < 3:
        return first
    return tuple(
        who.id
        for who in people
        if names[who.id].casefold().startswith(wanted) or who.name.casefold().startswith(wanted)
    )


def who_is_meant(people: Iterable[Person], called: Callable[[str], str], typed: str) -> tuple[str, ...]:
    """Give those of `people` whom a number or a few letters can mean, the likeliest kind of match alone.

    Kinds, the likeliest first: exactly the name the room calls them (`called`, by id) or the whole name; the
    beginning of it; the beginning of another word of it, or of all words in turn ("bo ha" is Bo Hansen).
    """
    wanted = one_line(typed).casefold().strip(" .")
    if not wanted:
        return ()
    everyone = tuple(people)
    if wanted.isdecimal():
        return tuple(who.id for who in everyone if who.number == int(wanted))
    kinds: tuple[list[str], list[str], list[str]] = ([], [], [])
    for person in everyone:
        names = (called(person.id).casefold().rstrip("."), person.name.casefold().rstrip("."))
        if wanted in names:
            kinds[0].append(person.id)
        elif any(name.startswith(wanted) for name in names):
            kinds[1].append(person.id)
        elif _by_words(wanted, person.name.casefold()):
            kinds[2].append(person.id)
    return next((tuple(found) for found in kinds if found), ())


def _by_words(wanted: str, name: str) -> bool:
    """Whether each word that was typed begins a word of the name, one after the other."""
    left = list(filter(None, _BETWEEN_WORDS.split(name)))
    for word in filter(None, _BETWEEN_WORDS.split(wanted)):
        at = next((place for place, part in enumerate(left) if part.startswith(word)), None)
        if at is None:
            return False
        left = left[at + 1 :]
    return True


class Recognised(NamedTuple):
    """A list of people held against those of the case: who is known already, and who is new."""

    known: tuple[str, ...]
    new: tuple[PersonFacts, ...]


def recognise(people: Iterable[Person], listed: Iterable[PersonFacts]) -> Recognised:
    """Find out who of a list is known already: by the same name, and the same department where both have one.

    Each person of the case is recognised once at most, so that a second Mette on the list is somebody new.
    Those whose departments say which Mette they are find their place before those without one.
    """
    left = [person for person in people if person.name]
    rows = list(listed)
    found: dict[int, str] = {}
    for exactly in (True, False):
        for at, who in enumerate(rows):
            if at in found:
                continue
            same = next((person for person in left if _same(person, who, exactly=exactly)), None)
            if same is not None:
                left.remove(same)
                found[at] = same.id
    known = tuple(found[at] for at in sorted(found))
    return Recognised(known, tuple(who for at, who in enumerate(rows) if at not in found))


def _same(person: Person, who: PersonFacts, *, exactly: bool) -> bool:
    if one_line(who.name).casefold() != person.name.casefold():
        return False
    departments = (one_line(who.department).casefold(), person.department.casefold())
    return departments[0] == departments[1] or (not exactly and "" in departments)
