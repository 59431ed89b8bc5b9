"""The values a consultant writes in an agenda, each with the forms it may take.

Every scalar arrives as the text that stands in the file, so that `no` stays `no` and `1:30` stays `1:30`;
from a session file it arrives already typed. What can be read two ways is refused with both readings named.
"""

import re
from typing import Annotated, Any, Final, NoReturn

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from apv_tui.core.text import safe

LONGEST_TEXT: Final = 2_000
LONGEST_TITLE: Final = 120
MOST_MINUTES: Final = 480

_YES: Final = frozenset(("yes", "true", "ja", "on"))
_NO: Final = frozenset(("no", "false", "nej", "nei", "nee", "off"))
_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_HOURS_MINUTES: Final = re.compile(r"(\d{1,2})\s*(?:h|t|time|timer|hours?|uur)\s*([0-5]?\d)?\s*(?:m|min\.?)?")
_MINUTES: Final = re.compile(r"(\d{1,4})\s*(?:m|min\.?|minut|minutt|minutter|minutes?|minuut|minuten)")
_COLON_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})")


def refuse(id: str, **params: Any) -> NoReturn:  # noqa: A002 - it is the id of the message
    """Refuse a value with a message id of our own; its parameters go along."""
    raise PydanticCustomError(f"agenda.{id}", "refused", params)


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        refuse("not_text")
    text = safe(value).strip()
    if not text:
        refuse("empty_text")
    if len(text) > LONGEST_TEXT:
        refuse("long_text", n=len(text), most=LONGEST_TEXT)
    return text


def _title(value: Any) -> Any:
    text = " ".join(_text(value).split())
    if len(text) > LONGEST_TITLE:
        refuse("long_text", n=len(text), most=LONGEST_TITLE)
    return text


def _id(value: Any) -> Any:
    if not isinstance(value, str):
        refuse("not_text")
    if not _ID.fullmatch(value) or len(value) > 60:
        refuse("bad_id", value=value[:60], better=_suggest_id(value))
    return value


def _suggest_id(value: str) -> str:
    spelled = value.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[^a-z0-9]+", "-", spelled).lstrip("0123456789-")[:60].strip("-") or "wishes"


def whole_number(value: Any, least: int, most: int) -> int:
    """Read plain digits within `least` to `most`; refuses signs, points, leading zeros and separators."""
    if isinstance(value, bool):
        refuse("not_number", value=str(value).lower())
    if isinstance(value, int):
        number = value
    elif isinstance(value, str) and re.fullmatch(r"0|[1-9]\d{0,8}", value):
        number = int(value)
    else:
        refuse("not_number", value=str(value)[:40])
    if not least <= number <= most:
        refuse("out_of_range", value=number, least=least, most=most)
    return number


def _minutes(value: Any) -> Any:
    if isinstance(value, str):
        if colon := _COLON_TIME.fullmatch(value):
            refuse(
                "ambiguous_minutes",
                value=value,
                hours=int(colon[1]) * 60 + int(colon[2]),
                minutes=int(colon[1]),
            )
        if hours := _HOURS_MINUTES.fullmatch(value):
            value = int(hours[1]) * 60 + int(hours[2] or 0)
        elif minutes := _MINUTES.fullmatch(value):
            value = int(minutes[1])
        elif value == "0":
            refuse("zero_minutes")
        elif not value.isdecimal():
            refuse("not_minutes", value=value[:40])
    if value == 0:
        refuse("zero_minutes")
    return whole_number(value, 1, MOST_MINUTES)


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    refuse("not_yes_no", value=str(value)[:40])


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _range(value: Any) -> Any:
    """Read `3-5`, `3 to 5`, or one number for both ends."""
    if isinstance(value, str):
        ends = re.split(r"\s*(?:-|–|tot|til|to)\s*", value)
        if len(ends) > 2:
            refuse("not_range", value=value[:40])
        value = (ends[0], ends[-1])
    elif isinstance(value, int):
        value = (value, value)
    if not isinstance(value, list | tuple) or len(value) != 2:
        refuse("not_range", value=str(value)[:40])
    low, high = (whole_number(end, 1, 99) for end in value)
    if low > high:
        refuse("not_range", value=f"{low}-{high}")
    return low, high


def between(least: int, most: int) -> BeforeValidator:
    """Make the validator of a whole number from `least` to `most`."""
    return BeforeValidator(lambda value: whole_number(value, least, most))


Text = Annotated[str, BeforeValidator(_text)]
Title = Annotated[str, BeforeValidator(_title)]
Id = Annotated[str, BeforeValidator(_id)]
Minutes = Annotated[int, BeforeValidator(_minutes)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_many)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_one_or_many)]
Range = Annotated[tuple[int, int], BeforeValidator(_range)]
GroupSize = Annotated[int, between(2, 20)]
