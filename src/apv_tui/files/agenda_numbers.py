"""What was meant by a number that cannot be read: about 13, 1,5, 1:30, 13:00. It is offered, never taken."""

import re
from typing import Final

from apv_tui.core.agenda.values import MOST_MINUTES
from apv_tui.core.messages import Message, message

Said = tuple[Message, Message | None]

_NUMBER: Final = re.compile(r"(?<![0-9.,:])[0-9]{1,4}(?![0-9.,:]*[0-9])")
_HOURS: Final = re.compile(r"[0-9.,½\s]+(?:h|t|hrs?|time[nr]?|timer|hours?|uur|uren)\.?", re.IGNORECASE)
_PART: Final = re.compile(r"(?<![0-9.,:])([0-9]{1,3})(?:[.,]([0-9]{1,2})|\s*(½))(?![0-9.,:])")
_CLOCK: Final = re.compile(r"(?:kl\.?|at|om|klokken)?\s*([0-9]{1,2})[:.]([0-9]{2})\b.*", re.IGNORECASE)
_AT: Final = re.compile(r"(?:kl\.?|at|om|klokken)\s*[0-9]{1,2}", re.IGNORECASE)
_SPAN: Final = re.compile(
    r"(?:kl\.?|klokken|klokka|fra|from|van|om)?\s*([01]?[0-9]|2[0-4])[:.]([0-5][0-9])"
    r"\s*(?:-|–|—|til|to|tot|until)\s*(?:kl\.?)?\s*([01]?[0-9]|2[0-4])(?:[:.]([0-5][0-9]))?(?:\s*uur)?",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"\s*([0-9]{1,2})\s*[x×*]\s*([0-9]{1,2})\s*(?:m|min\.?|minut\w*)?", re.IGNORECASE)
_WORDS: Final = {
    "en": 1, "et": 1, "ett": 1, "one": 1, "een": 1, "to": 2, "two": 2, "twee": 2, "par": 2, "pair": 2, "pairs": 2,
    "tre": 3, "three": 3, "drie": 3, "fire": 4, "four": 4, "vier": 4, "fem": 5, "five": 5, "vijf": 5,
    "seks": 6, "six": 6, "zes": 6, "syv": 7, "sju": 7, "seven": 7, "zeven": 7, "otte": 8, "åtte": 8, "eight": 8,
    "acht": 8, "ni": 9, "nine": 9, "negen": 9, "ti": 10, "ten": 10, "tien": 10, "tolv": 12, "twelve": 12,
    "twaalf": 12, "femten": 15, "fifteen": 15, "vijftien": 15, "tyve": 20, "tjue": 20, "twenty": 20, "twintig": 20,
    "tredive": 30, "tretti": 30, "thirty": 30, "dertig": 30,
}  # fmt: skip
_BETWEEN: Final = frozenset(("til", "tot", "to", "eller", "or", "of", "a", "på", "van"))
_UNIT_WORD: Final = re.compile(
    r"min(?:s|ut\w*|uut|uten)?|personer|people|personen|streger|streker|mensen|stk"
)
_UNIT: Final = re.compile(r"[0-9\s.'′]+(?:m|mins?|minut\w*|minuut|minuten)?[\s.'′\"“”]*", re.IGNORECASE)
_AT_MOST: Final = re.compile(
    r"max|up to|at most|under|højst|høyst|op til|opp til|maks|hoogstens|tot|<", re.IGNORECASE
)
_AT_LEAST: Final = re.compile(r"min|at least|over|more than|mindst|minst|minimaal|meer dan|>", re.IGNORECASE)
_MOST_HOURS: Final = 4  # that a step may be meant to last
_SPREAD: Final = 2  # people more or fewer, where about so many are expected


def minutes_slip(value: str) -> Said:
    """Say what is wrong with minutes, and what to write for what was meant."""
    near, numbers = message("agenda.not_minutes", value=value), _numbers(value)
    if times := _TIMES.fullmatch(value):
        return near, message("agenda.not_minutes.near", better=int(times[1]) * int(times[2]))
    if span := _SPAN.fullmatch(value.strip()):
        return _span(value, span)
    clock = _CLOCK.fullmatch(value) if ":" in value or _AT.match(value) else None
    if _AT.fullmatch(value) or (clock and (_AT.match(value) or not _is_length(clock[1], clock[2]))):
        return message("agenda.time_of_day", value=value), message("agenda.time_of_day.mend")
    if clock and not re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", value):
        return message("agenda.time_of_day", value=value), message("agenda.time_of_day.mend")
    if clock:
        return _hours_or_minutes(value, int(clock[1]), int(clock[2]))
    if part := _PART.search(value):
        return _part(value, part)
    if len(numbers) == 1 and 1 <= numbers[0] <= MOST_MINUTES:
        if _HOURS.fullmatch(value):
            return near, message("agenda.not_minutes.near", better=numbers[0] * 60)
        if _UNIT.fullmatch(value) or _in_words(value):
            return near, message("agenda.not_minutes.near", better=numbers[0])
        if _about(value):
            return near, message("agenda.not_minutes.about", better=numbers[0])
    if len(numbers) == 2 and re.fullmatch(r"[0-9\s–—/-]+(?:m|min\.?)?", value):
        better = message("agenda.number_or", first=numbers[0], second=numbers[1])
        return near, message("agenda.not_minutes.about", better=better)
    return near, message("agenda.not_minutes.mend")


def _span(value: str, span: re.Match[str]) -> Said:
    """Offer the minutes from one time of the day to another."""
    first, last = (int(span[at]) * 60 + int(span[at + 1] or 0) for at in (1, 3))
    what, lasts = message("agenda.time_span", value=value), (last - first) % (24 * 60)
    if 1 <= lasts <= MOST_MINUTES:
        return what, message("agenda.time_span.mend", better=lasts)
    return what, message("agenda.time_of_day.mend")


def _is_length(hours: str, minutes: str) -> bool:
    return int(minutes) < 60 and int(hours) * 60 + int(minutes) <= MOST_MINUTES


def _about(value: str) -> bool:
    return re.fullmatch(r"\D{1,16}[0-9]+\s*(?:m|min\.?|\D{0,10})", value) is not None and not re.search(
        r"se[ck]", value.lower()
    )


def _hours_or_minutes(value: str, hours: int, minutes: int) -> Said:
    whole = hours * 60 + minutes
    what = message(
        "agenda.ambiguous_minutes",
        value=value,
        hours=message("count.minutes", n=whole),
        minutes=message("count.minutes", n=hours),
    )
    if not hours or whole == hours:
        return what, message("agenda.ambiguous_minutes.one", hours=max(whole, 1))
    return what, message("agenda.ambiguous_minutes.mend", hours=whole, minutes=hours)


def _part(value: str, part: re.Match[str]) -> Said:
    what = message("agenda.not_minutes", value=value)
    share = 0.5 if part[3] else int(part[2]) / 10 ** len(part[2])
    number = int(part[1]) + share
    whole = max(1, int(number + 0.5))
    if _HOURS.fullmatch(value):
        return what, message("agenda.not_minutes.near", better=round(number * 60))
    if not share:
        return what, message("agenda.not_minutes.near", better=whole)
    hours, minutes = divmod(round(number * 60), 60)
    if 1 <= number <= _MOST_HOURS and minutes % 5 == 0:
        return what, message("agenda.not_minutes.hours", better=whole, hours=f"{hours}h{minutes:02d}")
    return what, message("agenda.not_minutes.whole", better=whole)


def _in_words(value: str) -> list[int]:
    """Give the numbers of a text of number words alone: tre, two to three, fem minutter; else none."""
    words = re.findall(r"[^\W\d_]+", value.lower())
    found = [_WORDS[word] for word in words if word in _WORDS and not (word in _BETWEEN and len(words) > 1)]
    rest = [
        word
        for word in words
        if word not in _WORDS and word not in _BETWEEN and not _UNIT_WORD.fullmatch(word)
    ]
    return [] if rest or len(found) > 2 else found


def number_slip(value: str) -> Said:
    """Say what is wrong with a number."""
    what, numbers = message("agenda.not_number", value=value), _numbers(value)
    if len(numbers) == 1:
        return what, message("agenda.not_number.near", better=numbers[0])
    if len(numbers) == 2:
        better = message("agenda.number_or", first=numbers[0], second=numbers[1])
        return what, message("agenda.not_number.near", better=better)
    return what, message("agenda.not_number.mend")


def range_slip(value: str, key: str) -> Said:
    """Say what is wrong with a number or a range; an approximate number of people becomes a range of them."""
    what, numbers = message("agenda.not_range", value=value), _numbers(value)
    if key == "people":
        what = message("agenda.not_people", value=value)
    if len(numbers) == 2 and numbers[0] != numbers[1]:
        return what, message("agenda.not_range.two", range=f"{min(numbers)}-{max(numbers)}")
    if len(numbers) == 1 and 1 <= numbers[0] <= 99:
        number = numbers[0]
        least, most = (number - _SPREAD, number + _SPREAD) if key == "people" else (1, max(number, 2))
        if _AT_MOST.match(value):
            least, most = (number // 2 if key == "people" else 1), number
        elif value.endswith("+") or _AT_LEAST.match(value):
            least, most = number, number + max(1, number // 2)
        shown = f"{max(1, least)}-{min(99, most)}"
        return what, message("agenda.not_range.near", better=number, range=shown)
    return what, message("agenda.not_range.mend")


def _numbers(value: str) -> list[int]:
    return [int(found) for found in _NUMBER.findall(value)] or _in_words(value)
