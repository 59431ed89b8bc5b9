"""Numbers as people write them: 1480, 1.480,5, 1 480,5; in English 1,480.5.

The language says which sign parts thousands and which the decimals. What is written the other way is read
where it can mean one thing only (3.5), and refused with both readings where it could be two: thousandths are
not reckoned with here, so 1,480 in Danish is rather a slip than a number.
"""

import re
from typing import Final

from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.text import one_line

LONGEST: Final = 30
MOST: Final = 1e9

# [0-9] and not \d, which takes the digits of every script.
_PLAIN: Final = "[0-9]+"
_DECIMALS: Final = "[0-9]+"


def read_number(text: str, language: str) -> float:
    """Read a number that is not below zero. Raises `Refused` for what is none, or could be two."""
    line = one_line(text, 10 * LONGEST)
    if len(line) > LONGEST:
        raise Refused(message("number.unknown"))
    decimal, thousands = signs_of(language)
    found = _form(decimal, thousands).fullmatch(line)
    if found is None:
        decimal, thousands = thousands, decimal
        found = _form(decimal, thousands).fullmatch(line)
    elif _may_be_thousands(found):
        raise Refused(_two_readings(line, found))
    if found is None:
        raise Refused(message("number.unknown"))
    whole = found["whole"].replace(thousands, "").replace(" ", "")
    value = float(f"{whole}.{found['rest'] or 0}")
    if value > MOST:
        raise Refused(message("number.too_large", most=MOST))
    return value


def read_count(text: str, language: str) -> int:
    """Read a whole number. Raises `Refused`."""
    value = read_number(text, language)
    if not value.is_integer():
        raise Refused(message("number.whole"))
    return int(value)


def plain_number(value: float, language: str) -> str:
    """Give a number as `read_number` reads it again, without a sign between thousands."""
    whole, _, rest = f"{value:.9f}".rstrip("0").partition(".")
    if not rest:
        return whole
    # Three decimals could be thousands.
    return f"{whole}{signs_of(language)[0]}{rest}{'0' if len(rest) == 3 else ''}"


def signs_of(language: str) -> tuple[str, str]:
    """Give the signs before decimals and between thousands."""
    return (".", ",") if language == "en" else (",", ".")


def _form(decimal: str, thousands: str) -> re.Pattern[str]:
    groups = "|".join(f"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+" for sign in (thousands, " "))
    return re.compile(f"(?P<whole>{_PLAIN}|{groups})(?:{re.escape(decimal)}(?P<rest>{_DECIMALS}))?")


def _may_be_thousands(found: re.Match[str]) -> bool:
    whole, rest = found["whole"], found["rest"]
    return bool(rest) and len(rest) == 3 and re.fullmatch("[1-9][0-9]{0,2}", whole) is not None


def _two_readings(line: str, found: re.Match[str]) -> Message:
    whole, rest = found["whole"], found["rest"]
    return message(
        "number.ambiguous", typed=line, first=float(whole + rest), second=round(float(f"{whole}.{rest}"), 2)
    )
