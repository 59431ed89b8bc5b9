"""The values of an agenda as JSON Schema: the same spellings that `values.py` reads, as patterns.

The patterns are ECMAScript's. A test holds them to the readers.
"""

from collections.abc import Iterable
from typing import Any, Final

from apv_tui.core.agenda.values import LONGEST_TEXT, LONGEST_TITLE, MOST_MINUTES

Json = dict[str, Any]
WRITTEN: Final = ["string", "number", "boolean", "array", "object"]
"""Whatever stands behind a colon; nothing at all is none of them."""


def ref(name: str) -> Json:
    """Refer to a definition of the schema."""
    return {"$ref": f"#/$defs/{name}"}


def has(key: str) -> Json:
    """Say that a key has something behind its colon."""
    return {"required": [key], "properties": {key: {"type": WRITTEN}}}


def digits(least: int, most: int) -> str:
    """Give the pattern of the whole numbers from `least` to `most` in plain digits, without leading zeros."""
    parts = []
    for length in range(len(str(least)), len(str(most)) + 1):
        low = max(least, 10 ** (length - 1) if length > 1 else 0)
        parts += _between(str(low), str(min(most, 10**length - 1)))
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _between(low: str, high: str) -> list[str]:
    """Give patterns for the numbers between two of the same length."""
    if len(low) == 1:
        return [low if low == high else f"[{low}-{high}]"]
    if low[0] == high[0]:
        return [low[0] + rest for rest in _between(low[1:], high[1:])]
    nines, noughts = "9" * len(low[1:]), "0" * len(low[1:])
    first, last = int(low[0]), int(high[0])
    found = []
    if low[1:] != noughts:
        found += [low[0] + rest for rest in _between(low[1:], nines)]
        first += 1
    if high[1:] != nines:
        last -= 1
    if first <= last:
        head = str(first) if first == last else f"[{first}-{last}]"
        found.append(
            head + "".join(_between(noughts, nines)) if len(noughts) == 1 else head + "[0-9]" * len(noughts)
        )
    if high[1:] != nines:
        found += [high[0] + rest for rest in _between(noughts, high[1:])]
    return found


def any_case(words: Iterable[str]) -> str:
    """Give the pattern of these words, in capitals or not."""
    spelled = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words)
    return f"^(?:{'|'.join(spelled)})$"


_HOUR, _MINUTE = (
    "(?:h|t|time|timer|hours?|uur)",
    "(?:m|min\\.?|minut|minutt|minutter|minutes?|minuut|minuten)",
)
_MINUTES: Final = (
    f"^(?:{digits(1, MOST_MINUTES)}"
    f"|(?=[0-9]{{1,4}}(?![0-9]))0*{digits(1, MOST_MINUTES)}\\s*{_MINUTE}"
    f"|0?[1-7]\\s*{_HOUR}\\s*(?:[0-5]?[0-9])?\\s*(?:m|min\\.?)?"
    f"|0?8\\s*{_HOUR}\\s*0?0?\\s*(?:m|min\\.?)?"
    f"|00?\\s*{_HOUR}\\s*(?:0?[1-9]|[1-5][0-9])\\s*(?:m|min\\.?)?)$"
)
_RANGE: Final = f"^{digits(1, 99)}(?:\\s*(?:-|–|tot|til|to)\\s*{digits(1, 99)})?$"


def number(least: int, most: int) -> Json:
    """Give a number that may also stand in quotation marks: each limit looks at its own type only."""
    return {
        "type": ["integer", "string"],
        "minimum": least,
        "maximum": most,
        "pattern": f"^{digits(least, most)}$",
        "patternErrorMessage": f"A whole number from {least} to {most} in plain digits.",
    }


def values() -> Json:
    """Give the values that a consultant writes, each as `core/agenda/values.py` reads it."""
    return {
        "nothing": {
            "description": "A key with nothing after its colon counts as not written. (Spelled as what it is "
            "not, so that editors do not offer the word null, which is refused.)",
            "not": {"type": WRITTEN},
        },
        "text": {
            "type": "string",
            "pattern": f"^\\s*\\S(?:[\\s\\S]{{0,{LONGEST_TEXT - 2}}}\\S)?\\s*$",
            "patternErrorMessage": f"A text of 1 to {LONGEST_TEXT} characters.",
        },
        "title": {
            "type": "string",
            "pattern": f"^\\s*(?:\\S|\\s+(?=\\S)){{1,{LONGEST_TITLE}}}\\s*$",
            "patternErrorMessage": f"One line of 1 to {LONGEST_TITLE} characters.",
        },
        "texts": {"anyOf": [ref("text"), {"type": "array", "items": ref("text")}]},
        "id": {
            "type": "string",
            "maxLength": 60,
            "pattern": "^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$",
            "patternErrorMessage": "An id: a to z, 0 to 9, and - or _ between them; it begins with a letter.",
        },
        "ids": {"anyOf": [ref("id"), {"type": "array", "items": ref("id")}]},
        "yes-no": {
            "anyOf": [
                {"enum": [True, False, "yes", "no", "ja", "nej", "nei", "nee", "on", "off"]},
                {
                    "type": "string",
                    "pattern": any_case(
                        ("yes", "true", "ja", "on", "no", "false", "nej", "nei", "nee", "off")
                    ),
                    "patternErrorMessage": "yes or no (ja or nej, nei, nee).",
                },
            ]
        },
        "minutes": {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": MOST_MINUTES,
            "pattern": _MINUTES,
            "patternErrorMessage": f"Minutes from 1 to {MOST_MINUTES}: 90, 90m or 1h30. "
            "1:30 could be an hour and a half, or a minute and a half.",
        },
        "range": {
            "anyOf": [
                {
                    "type": ["integer", "string"],
                    "minimum": 1,
                    "maximum": 99,
                    "pattern": _RANGE,
                    "patternErrorMessage": "From and to, 1 to 99: 3-5; or one number: 4.",
                },
                {"type": "array", "minItems": 2, "maxItems": 2, "items": number(1, 99)},
            ]
        },
    }
