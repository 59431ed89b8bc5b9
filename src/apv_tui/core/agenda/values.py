"""The values a consultant writes in an agenda, each with the forms it may take.

Every scalar arrives as the text that stands in the file, so that `no` stays `no` and `1:30` stays `1:30`;
from a session file it arrives already typed. What can be read two ways is refused with both readings named.
"""

import re
import unicodedata
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, Final, NoReturn, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from apv_tui.core.text import safe

LONGEST_TEXT: Final = 2_000
LONGEST_TITLE: Final = 120
MOST_MINUTES: Final = 480

_YES: Final = frozenset(("yes", "true", "ja", "on"))
_NO: Final = frozenset(("no", "false", "nej", "nei", "nee", "off"))
_ID: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_HOURS_MINUTES: Final = re.compile(
    r"([0-9]{1,2})\s*(?:h|t|time|timer|hours?|uur)\s*([0-5]?[0-9])?\s*(?:m|min\.?)?"
)
_MINUTES: Final = re.compile(r"([0-9]{1,4})\s*(?:m|min\.?|minut|minutt|minutter|minutes?|minuut|minuten)")
_COLON_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})")


class _Ready:
    """Stands beside a type in `Annotated` with a schema that is made once; the type is for people and type checkers.

    pydantic works a schema out from the type each time it meets it, and the keys that every step takes are met
    in each of some thirty kinds: seven hundred fields, for which the first screen waits.
    """

    def __init__(self, schema: CoreSchema) -> None:
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give the schema."""
        return self.schema


class Read(_Ready):
    """Reads a value with a function of ours that gives it whole and checked."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__(core_schema.no_info_plain_validator_function(function))
        self.function = function

    def or_none(self) -> Self:
        """Give the same for a key that may be left out."""
        other = copy(self)
        other.schema = core_schema.nullable_schema(self.schema)
        return other


class OneOrMany(_Ready):
    """Reads a list of values with a function of ours; one alone may be written without its list."""

    def __init__(self, each: Read) -> None:
        many = core_schema.tuple_schema([each.schema], variadic_item_index=0)
        super().__init__(core_schema.no_info_before_validator_function(one_or_many, many))


class ReadBefore:
    """Brings a value into form with a function of ours, before the type beside it checks it."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Give the schema of the type with the function before it."""
        return core_schema.no_info_before_validator_function(self._function, handler(source))


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
    if not is_id(value):
        refuse("bad_id", value=value[:60], better=suggest_id(value) or "wishes")
    return value


def is_id(text: str) -> bool:
    """Whether a text can be an id as it stands."""
    return _ID.fullmatch(text) is not None and len(text) <= 60


def suggest_id(value: str) -> str:
    """Give the nearest id to a text; "" where it has no letter to begin with."""
    spelled = value.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    spelled = "".join(
        letter for letter in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(letter)
    )
    return re.sub(r"[^a-z0-9]+", "-", spelled).lstrip("0123456789-")[:60].strip("-")


def whole_number(value: Any, least: int, most: int) -> int:
    """Read plain digits within `least` to `most`; refuses signs, points, leading zeros and separators."""
    if isinstance(value, bool):
        refuse("not_number", value=str(value).lower())
    if isinstance(value, int):
        number = value
    elif isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]{0,8}", value):
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


def minutes_in(text: str) -> int | None:
    """Give the minutes that a text says, as an agenda would have them; None where it says none."""
    try:
        return int(_minutes(text))
    except PydanticCustomError:
        return None


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    refuse("not_yes_no", value=str(value)[:40])


def is_yes_no(text: str) -> bool:
    """Whether a text is a bare yes or no, in any of the languages."""
    return text.strip().rstrip(".!").lower() in _YES | _NO


def one_or_many(value: Any) -> Any:
    """Let one value be written without its list."""
    return [value] if isinstance(value, str) else value


def _range(value: Any) -> Any:
    """Read `3-5`, `3 to 5`, or one number for both ends."""
    if isinstance(value, str):
        ends = re.split(r"\s*(?:-|–|tot|til|to)\s*", value)
        if len(ends) > 2 or not all(re.fullmatch(r"[0-9+.,-]*", end) for end in ends):
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


class Between(Read):
    """Reads a whole number from `least` to `most`."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(lambda value: whole_number(value, least, most))
        self.least, self.most = least, most


between = Between


_as_text, _as_title, _as_id, _as_minutes, _as_range = map(Read, (_text, _title, _id, _minutes, _range))
Text = Annotated[str, _as_text]
Title = Annotated[str, _as_title]
Id = Annotated[str, _as_id]
Minutes = Annotated[int, _as_minutes]
Range = Annotated[tuple[int, int], _as_range]
YesNo = Annotated[bool, Read(_yes_no)]
GroupSize = Annotated[int, between(2, 20)]
Texts = Annotated[tuple[Text, ...], OneOrMany(_as_text)]
Ids = Annotated[tuple[Id, ...], OneOrMany(_as_id)]

OptionalText = Annotated[str | None, _as_text.or_none()]
OptionalTitle = Annotated[str | None, _as_title.or_none()]
OptionalId = Annotated[str | None, _as_id.or_none()]
OptionalMinutes = Annotated[int | None, _as_minutes.or_none()]
OptionalRange = Annotated[tuple[int, int] | None, _as_range.or_none()]
OptionalGroupSize = Annotated[int | None, between(2, 20).or_none()]
