"""Rules that a case can be held against, as their file tells them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

Said = Mapping[str, str]
"""A text in every language an agenda may have, by the language's letters."""
LANGUAGES: Final = ("da", "en", "nb", "nl")


class Ask(NamedTuple):
    """A check that shows whether something is fulfilled.

    `cites` are the elements of a method that say which steps it looks at, `years` how long something holds.
    """

    check: str
    cites: tuple[str, ...] = ()
    years: int = 0


class Element(NamedTuple):
    """An element that the rules ask for. `formerly` is what it was called in the rules before."""

    id: str
    name: Said
    means: Said
    formerly: Said
    asks: tuple[Ask, ...]


class Phase(NamedTuple):
    """A phase that people know, and the elements it belongs to; its steps cite what begins with one of `cites`."""

    id: str
    name: Said
    elements: tuple[str, ...]
    cites: tuple[str, ...]


class Source(NamedTuple):
    """Where something stands."""

    title: str
    url: str


class Rules(NamedTuple):
    """Rules, since when they are in force, and when their text here was written (`edition`).

    Agendas that name no rules are under these where they have the language `language` and cite a method's
    elements that begin with one of `cites`: so a session from before agendas could name their rules has them.
    """

    id: str
    name: Said
    stamp: Said
    """In a few words, with the date."""
    in_force: date
    edition: date
    elements: tuple[Element, ...]
    besides: tuple[Ask, ...]
    phases: tuple[Phase, ...]
    scope: Said
    """What a case of this kind covers, and that it is not all."""
    beyond: tuple[Said, ...]
    """What has to be covered besides."""
    reminders: tuple[Said, ...]
    """What is asked for and cannot be seen in a session."""
    signs: tuple[Said, ...]
    """Who signs the plan."""
    sources: tuple[Source, ...]
    language: str = ""
    cites: tuple[str, ...] = ()

    def element(self, id: str) -> Element | None:  # noqa: A002 - the key is called id in the file
        """Give the element with this id."""
        return next((each for each in self.elements if each.id == id), None)


def rules_from(data: Mapping[str, Any], checks: Iterable[str]) -> Rules:
    """Make rules of what their file holds.

    Raises ValueError, with what is wrong, for keys that miss or are unknown, for checks that are none of `checks`
    and for elements that a phase names and that are not there.
    """
    top = _Part("", data)
    known = frozenset(checks)
    elements = tuple(_element(each, known) for each in top.parts("elements"))
    ids = {each.id for each in elements}
    phases = tuple(_phase(each, ids) for each in top.parts("phases"))
    holds = _Part("holds_for", top.take("holds_for"))
    rules = Rules(
        id=top.text("id"),
        name=top.said("name"),
        stamp=top.said("stamp"),
        in_force=top.day("in_force"),
        edition=top.day("edition"),
        elements=elements,
        besides=tuple(_ask(each, known) for each in top.parts("besides")),
        phases=phases,
        scope=top.said("scope"),
        beyond=top.several("beyond"),
        reminders=top.several("reminders"),
        signs=top.several("signs"),
        sources=tuple(_source(each) for each in top.parts("sources")),
        language=holds.text("language"),
        cites=holds.texts("cites"),
    )
    for part in (top, holds):
        part.end()
    if not rules.sources:
        raise ValueError("sources: none")
    return rules


def _element(part: "_Part", checks: frozenset[str]) -> Element:
    asks = tuple(_ask(each, checks) for each in part.parts("asks"))
    element = Element(part.text("id"), part.said("name"), part.said("means"), part.said("formerly"), asks)
    part.end()
    return element


def _ask(part: "_Part", checks: frozenset[str]) -> Ask:
    ask = Ask(part.text("check"), part.texts("cites", ()), part.number("years"))
    if ask.check not in checks:
        raise ValueError(f"{part.name}: no check {ask.check!r}")
    part.end()
    return ask


def _phase(part: "_Part", elements: set[str]) -> Phase:
    phase = Phase(part.text("id"), part.said("name"), part.texts("elements"), part.texts("cites"))
    for id_ in phase.elements:
        if id_ not in elements:
            raise ValueError(f"{part.name}: no element {id_!r}")
    part.end()
    return phase


def _source(part: "_Part") -> Source:
    source = Source(part.text("title"), part.text("url"))
    part.end()
    return source


class _Part:
    """A table of the file, whose keys are taken one by one; one that is left over is a mistake."""

    def __init__(self, name: str, data: Any) -> None:
        self.name = name
        if not isinstance(data, Mapping):
            raise ValueError(f"{name}: no table")
        self._left = dict(data)

    def take(self, key: str) -> Any:
        if key not in self._left:
            raise ValueError(f"{self.name or 'rules'}: {key} misses")
        return self._left.pop(key)

    def text(self, key: str) -> str:
        value = self.take(key)
        if not isinstance(value, str) or not value:
            raise ValueError(f"{self.name}.{key}: no text")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        if key not in self._left and default is not None:
            return default
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise ValueError(f"{self.name}.{key}: no texts")
        return tuple(value)

    def number(self, key: str) -> int:
        value = self._left.pop(key, 0)
        if not isinstance(value, int):
            raise ValueError(f"{self.name}.{key}: no number")
        return value

    def day(self, key: str) -> date:
        value = self.take(key)
        if type(value) is not date:
            raise ValueError(f"{self.name}.{key}: no day")
        return value

    def said(self, key: str) -> Said:
        return _said(f"{self.name}.{key}", self.take(key))

    def several(self, key: str) -> tuple[Said, ...]:
        return tuple(_said(f"{self.name}.{key}", each) for each in self.take(key))

    def parts(self, key: str) -> tuple["_Part", ...]:
        return tuple(_Part(f"{key}[{at}]", each) for at, each in enumerate(self.take(key)))

    def end(self) -> None:
        if self._left:
            raise ValueError(f"{self.name or 'rules'}: unknown {', '.join(sorted(self._left))}")


def _said(name: str, value: Any) -> Said:
    if not isinstance(value, Mapping) or tuple(sorted(value)) != LANGUAGES:
        raise ValueError(f"{name}: needs {', '.join(LANGUAGES)}")
    if not all(isinstance(each, str) and each.strip() for each in value.values()):
        raise ValueError(f"{name}: no text")
    return dict(value)
