"""The interface's words: one TOML file a language, and the numbers, times and plurals that go with it.

A language is added by adding its file. Every file holds the same keys; a missing one is an error that a
test finds, never a silent fallback to another language.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from apv_tui.core.messages import Message, Value
from apv_tui.core.text import safe

# The package is always unpacked: agendas lie beside it and are opened by path, too.
_HERE: Final = Path(__file__).parent
_ONE, _OTHER, _END = "{ one = ", ", other = ", " }"


_KEY: Final = re.compile(r"(?<![\w+])(?:F\d{1,2}|Ctrl\+[A-Z]|Pg(?:Dn|Up))(?!\w)")
"""The keys that sentences name."""
_GAP_AND_STOP: Final = re.compile(r"\{(\w+)\}\.")
"""A gap that a full stop follows at once."""
_LAST_LETTERS: Final = {"da": "æøå", "nb": "æøå"}

_THOUSANDS: Final = {"en": ",", "nb": "\u00a0"}
"""What stands between thousands, where that is no full stop; the space does not break."""


class MissingWords(KeyError):
    """A sentence the catalogue does not have: a fault of ours."""


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _catalogue(language)
        self.keys: Mapping[str, str] = {}
        """The names of keys that somebody has changed, by those the texts have: sentences name the new ones."""

    def __call__(self, id: str, /, **params: Value | Message) -> str:  # noqa: A002 - it is a message id
        """Give the sentence for an id with its gaps filled; `n` chooses singular or plural.

        Parameters are put in as they are, but for what would steer a terminal: a path or an error of the system
        has passed nothing before. Braces in what people typed mean nothing. What ends in a full stop, like the
        short name "Mette F.", ends the sentence as well: the text's own is left out. Raises `MissingWords`.
        """
        template = self._texts.get(id)
        if template is None:
            raise MissingWords(f"{self.language}: {id}")
        if isinstance(template, dict):
            template = template["one" if params.get("n") == 1 else "other"]
        if self.keys:
            template = _KEY.sub(lambda key: self.keys.get(key[0], key[0]), template)
        values = {name: self._value(value) for name, value in params.items()}
        text = str(template)
        if "}." in text:
            ended = {name for name, value in values.items() if value.endswith(".")}
            text = _GAP_AND_STOP.sub(lambda gap: gap[0][:-1] if gap[1] in ended else gap[0], text)
        return text.format_map(values)

    def say(self, message: Message) -> str:
        """Give the sentence for a message from the core."""
        return self(message.id, **dict(message.params))

    def has(self, id: str) -> bool:  # noqa: A002 - it is a message id
        """Whether the catalogue has the id."""
        return id in self._texts

    def _value(self, value: Value | Message) -> str:
        if isinstance(value, Message):
            return self.say(value)
        return self.amount(value) if isinstance(value, float) else safe(str(value))

    def number(self, value: float, decimals: int = 1) -> str:
        """Give a number with the language's decimal sign."""
        text = f"{value:.{decimals}f}"
        return text if self.language == "en" else text.replace(".", ",")

    def sort_key(self, text: str) -> tuple[tuple[int, str], ...]:
        """Give what texts of the language are sorted by: accents beside their letter, and æ ø å last."""
        last = _LAST_LETTERS.get(self.language, "")
        key: list[tuple[int, str]] = []
        for letter in unicodedata.normalize("NFC", text.casefold()):
            plain = unicodedata.normalize("NFD", letter)[0]
            key.append((1 + last.index(letter), "") if letter in last else (0, plain))
        return tuple(key)

    def amount(self, value: float) -> str:
        """Give a number with the language's sign between thousands, and two decimals where it has any."""
        whole, _, rest = f"{value:,.2f}".partition(".")
        decimals = rest.rstrip("0")
        shown = whole.replace(",", _THOUSANDS.get(self.language, "."))
        return f"{shown}{'.' if self.language == 'en' else ','}{decimals}" if decimals else shown

    def time_of_day(self, moment: datetime) -> str:
        """Give the local time as people of the language write it, for example `13.37`."""
        return moment.astimezone().strftime(self("format.time"))

    def date(self, moment: datetime) -> str:
        """Give the local date in words, for example `14. marts 2025`."""
        local = moment.astimezone()
        month = self(f"month.{local.month}")
        return self("format.date", day=local.day, month=month, year=local.year)


def languages() -> tuple[str, ...]:
    """Give the languages that have a catalogue, in alphabetical order."""
    return tuple(sorted(file.stem for file in _HERE.glob("*.toml")))


def duration(seconds: float) -> str:
    """Give minutes and seconds as `m:ss`, rounded up as a countdown is; below zero with a plus: overtime."""
    whole = -int(-seconds // 1)  # the next whole second up, so that 4:59.2 is still shown as 5:00
    sign = "+" if whole < 0 else ""
    minutes, rest = divmod(abs(whole), 60)
    return f"{sign}{minutes}:{rest:02d}"


@cache
def _catalogue(language: str) -> Mapping[str, Any]:
    try:
        raw = (_HERE / f"{language}.toml").read_bytes()
    except FileNotFoundError:
        raise MissingWords(language) from None
    return read_catalogue(raw.decode("utf-8"))


def read_catalogue(text: str) -> dict[str, Any]:
    """Read a catalogue: a line for each id, its text in quotes or `{ one = "…", other = "…" }`.

    Such lines are TOML and, but for their signs, JSON, which is read ten times as fast; a file that uses more
    of TOML is read as TOML. The first screen waits for this.
    """
    lines = []
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        id_, _, said = line.partition(" = ")
        if said.startswith(_ONE) and said.endswith(_END):
            one, _, other = said[len(_ONE) : -len(_END)].partition(_OTHER)
            said = f'{{"one":{one},"other":{other}}}'
        lines.append(f"{id_}:{said}")
    try:
        texts: dict[str, Any] = json.loads("{" + ",".join(lines) + "}", object_pairs_hook=_once)
    except json.JSONDecodeError:
        return _flat(_as_toml(text))
    return texts


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    texts = dict(pairs)
    if len(texts) != len(pairs):
        raise MissingWords("an id stands twice")
    return texts


def _as_toml(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() <= {"one", "other"}:
            texts.update(_flat(value, f"{prefix}{key}."))
        else:
            texts[prefix + key] = value
    return texts
