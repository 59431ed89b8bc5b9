"""Days as people write them in a plan of action: 14.3., uge 12, om 3 uger, midt i marts.

A day that was read wrongly is noticed when it is too late, so nothing is guessed: every word has to be known
(`core/date_words.py`), and what has two meanings is refused with both. Without a year it is the next such
day from today on; weeks are ISO weeks.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from apv_tui.core.date_words import END, WORDS, DateWords, fold
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.text import one_line

LONGEST: Final = 60
_THIRDS: Final = ((1, 10), (11, 20), (21, 31))
_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f]")

# [0-9] and not \d, which takes the digits of every script. A year far off is a slip of the finger.
_DAY: Final = "(?P<day>[0-9][0-9]?)"
_LONG_YEAR: Final = "(?P<year>(?:19|20|21)[0-9][0-9])"
_YEAR: Final = "(?P<year>(?:19|20|21)[0-9][0-9]|[0-9][0-9])"

Span = tuple[date, date]
"""The first and the last day."""


class Day(NamedTuple):
    """A day, or a span from its `first` to its `last` day; `text` is what was typed, as one safe line."""

    first: date
    last: date
    text: str

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def read_day(text: str, language: str, today: date) -> Day:
    """Read a day or a span of days written in `language` ("da", "nb", "nl" or "en") on the day `today`.

    Raises `Refused` for what is no day, does not exist, or could be two.
    """
    if len(text) > LONGEST:
        raise Refused(message("date.too_long", longest=LONGEST))
    if _STEERING.search(text):
        raise Refused(message("date.unknown"))
    line = one_line(text)
    words = WORDS[language]
    folded = fold(line)
    if folded.startswith(tuple(f"{word} " for word in words.before)):
        raise Refused(message("date.say_the_day"))
    bare, may_be_before = _without_latest(folded, words)
    bare, weekday = _without_weekday(bare, words)
    typed = _Typed(bare, words, _shapes(language), today, may_be_before)
    for form in _FORMS:
        span = form(typed)
        if span is not None and weekday is None:
            return Day(*span, line)
        if span is not None and span[0] == span[1]:
            return Day(*_on_weekday(span[0], weekday or 0), line)
    raise Refused(message("date.unknown"))


def _without_weekday(text: str, words: DateWords) -> tuple[str, int | None]:
    """Take "tirsdag d." or "ti." off the front of a date, and the weekday it names; None where there is none."""
    first, _, rest = text.partition(" ")
    name = first.rstrip(".,")
    if len(name) < 2 or not any(character.isdigit() for character in rest):
        return text, None
    found = {
        number
        for word, number in words.weekdays.items()
        if word == name or (len(name) <= 4 and word.startswith(name))
    }
    return (rest.strip(), found.pop()) if len(found) == 1 else (text, None)


def _on_weekday(day: date, weekday: int) -> Span:
    """Hold a day against the weekday that was written before it: one of the two is a slip of the pen."""
    if day.weekday() != weekday:
        raise Refused(
            message("date.other_weekday", day=_worded_date(day), weekday=message(f"weekday.{day.weekday()}"))
        )
    return day, day


def late_by(last: date, today: date) -> int:
    """Give how many days `last` is past, 0 if it is not."""
    return max(0, (today - last).days)


def week_of(day: date) -> tuple[int, int]:
    """Give the ISO year and week of a day; around New Year the year is not always the day's own."""
    return day.isocalendar()[:2]


# ---- what can be typed -------------------------------------------------------------------------------------


class _Shapes(NamedTuple):
    """The shapes of a date in one language."""

    iso: re.Pattern[str]
    numeric: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    week: re.Pattern[str]
    ahead: re.Pattern[str]
    weekday: re.Pattern[str]
    month: re.Pattern[str]


class _Typed(NamedTuple):
    """What was typed, folded and without words for "at the latest", and what its meaning depends on."""

    text: str
    words: DateWords
    shapes: _Shapes
    today: date
    may_be_before: bool


@cache
def _shapes(language: str) -> _Shapes:
    words = WORDS[language]
    on_date = f"(?:{_any(words.on_date)} )?"
    on_weekday = f"(?:{_any(words.on_weekday)} )?"
    within = f"(?:{_any(words.within)} )?"
    ordinal = f"{_any(words.ordinals)}?"
    month = rf"(?P<month>{_any(words.months)})\.?"
    lone_month = rf"(?P<month>{_any(name for name in words.months if name not in words.never_alone)})\.?"
    of = "(?: of)?" if words.month_first else ""
    return _Shapes(
        iso=re.compile(f"{on_date}{_LONG_YEAR}-(?P<month>[0-9][0-9])-(?P<day>[0-9][0-9])"),
        numeric=re.compile(
            rf"{on_date}{_DAY}(?P<sign>\. ?|[-/])(?P<month>[0-9][0-9]?)(?:(?P<tail>\. ?|[-/ ]){_YEAR}|\.?)"
        ),
        day_month=re.compile(f"{on_date}{_DAY}{ordinal}{of} ?{month}(?:,? {_YEAR})?"),
        month_day=re.compile(f"{on_date}{month} (?:the )?{_DAY}{ordinal}(?:,? {_YEAR})?"),
        week=re.compile(
            rf"{within}{_any(words.week)}\.? ?(?P<week>[0-9][0-9]?)(?:(?:, ?|[-/ ]){_LONG_YEAR})?"
        ),
        ahead=re.compile(
            f"{_any(words.ahead)} (?P<n>[0-9][0-9]?[0-9]?|{_any(words.numbers)}) (?P<unit>{_any(words.units)})"
        ),
        weekday=re.compile(f"{on_weekday}(?P<next>{_any(words.next)} )?(?P<weekday>{_any(words.weekdays)})"),
        # "March 27" is a day, so a month wants its year whole.
        month=re.compile(f"{within}(?:(?P<part>{_any(words.parts)})[ -])?{lone_month}(?:,? {_LONG_YEAR})?"),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in words)})"


def _without_latest(text: str, words: DateWords) -> tuple[str, bool]:
    """Leave out "at the latest" before or after a date; tell whether it may as well mean "before"."""
    for phrase in sorted((*words.latest, *words.by), key=len, reverse=True):
        bare = text.removeprefix(f"{phrase} ").removesuffix(f" {phrase}")
        if bare != text:
            return bare, phrase in words.by
    return text, False


# ---- one function for each form: the span it names, or None where the text has another form ----------------


def _iso(typed: _Typed) -> Span | None:
    found = typed.shapes.iso.fullmatch(typed.text)
    return found and _on(int(found["day"]), int(found["month"]), int(found["year"]), typed.today)


def _numeric(typed: _Typed) -> Span | None:
    found = typed.shapes.numeric.fullmatch(typed.text)
    # 14/3-27 may be a day of 2027 and may be a fortnight of March.
    if found is None or (found["year"] and len(found["year"]) == 2 and found["tail"][0] != found["sign"][0]):
        return None
    day, month, year = int(found["day"]), int(found["month"]), _year(found)
    if typed.words.month_first and 1 <= day <= 12:
        if 1 <= month <= 12 and day != month:
            one, other = _on(day, month, year, typed.today), _on(month, day, year, typed.today)
            raise _ambiguous(one[0], other[0])
        if month > 12:
            day, month = month, day
    return _on(day, month, year, typed.today)


def _worded(typed: _Typed) -> Span | None:
    found = typed.shapes.day_month.fullmatch(typed.text)
    if found is None and typed.words.month_first:
        found = typed.shapes.month_day.fullmatch(typed.text)
    return found and _on(int(found["day"]), typed.words.months[found["month"]], _year(found), typed.today)


def _week(typed: _Typed) -> Span | None:
    found = typed.shapes.week.fullmatch(typed.text)
    if found is None:
        return None
    _refuse_before(typed)
    this_year, this_week = week_of(typed.today)
    week, year = int(found["week"]), _year(found)
    if year is None:
        year = this_year + (1 <= week < this_week)
    weeks = week_of(date(year, 12, 28))[1]  # which is always in the last week
    if not 1 <= week <= weeks:
        raise Refused(message("date.no_such_week", week=week, year=year, weeks=weeks))
    monday = date.fromisocalendar(year, week, 1)
    return monday, monday + timedelta(6)


def _ahead(typed: _Typed) -> Span | None:
    found = typed.shapes.ahead.fullmatch(typed.text)
    if found is None:
        return None
    n = typed.words.numbers.get(found["n"]) or int(found["n"])
    months, days = typed.words.units[found["unit"]]
    return _single(_months_later(typed.today, n * months) + timedelta(n * days))


def _named(typed: _Typed) -> Span | None:
    days = typed.words.named.get(typed.text)
    return None if days is None else _single(typed.today + timedelta(days))


def _weekday(typed: _Typed) -> Span | None:
    found = typed.shapes.weekday.fullmatch(typed.text)
    if found is None:
        return None
    ahead = typed.words.weekdays[found["weekday"]] - typed.today.weekday()
    day = typed.today + timedelta(ahead if ahead > 0 else ahead + 7)
    if found["next"] and ahead > 0:  # this week's is still to come
        raise _ambiguous(day, day + timedelta(7))
    return _single(day)


def _month(typed: _Typed) -> Span | None:
    found = typed.shapes.month.fullmatch(typed.text)
    if found is None:
        return None
    part = typed.words.parts[found["part"]] if found["part"] else None
    if part != END:
        _refuse_before(typed)
    month, year = typed.words.months[found["month"]], _year(found)
    first, last = (1, 31) if part is None else _THIRDS[part]
    span = _days_of(first, last, month, year or typed.today.year)
    return span if year or span[1] >= typed.today else _days_of(first, last, month, typed.today.year + 1)


_FORMS: Final[tuple[Callable[[_Typed], Span | None], ...]] = (
    _iso,
    _numeric,
    _worded,
    _week,
    _ahead,
    _named,
    _weekday,
    _month,
)


# ---- the calendar ------------------------------------------------------------------------------------------


def _on(day: int, month: int, year: int | None, today: date) -> Span:
    """Give the day in `year`, or without one the next from today on, which for 29 February takes years."""
    if not 1 <= month <= 12:
        raise Refused(message("date.no_such_month", number=month))
    longest = _length(year or 2000, month)  # 2000 is a leap year
    if not 1 <= day <= longest:
        named = message(f"month.{month}")
        if year:
            named = message("date.month_of_year", month=named, year=year)
        raise Refused(message("date.no_such_day", day=day, month=named, days=longest))
    years = [year] if year else range(today.year, today.year + 9)  # 2096 and 2104 are neighbours
    days = (date(each, month, day) for each in years if day <= _length(each, month))
    return _single(next(each for each in days if year or each >= today))


def _days_of(first: int, last: int, month: int, year: int) -> Span:
    return date(year, month, first), date(year, month, min(last, _length(year, month)))


def _months_later(day: date, months: int) -> date:
    """Give the same day of a later month, or its last: a month from 31 January is the end of February."""
    years, month = divmod(day.month - 1 + months, 12)
    return _days_of(1, day.day, month + 1, day.year + years)[1]


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _single(day: date) -> Span:
    return day, day


def _year(found: re.Match[str]) -> int | None:
    """Give the year that was typed; two digits are one of this century."""
    typed = found["year"]
    return int(typed) + (2000 if len(typed) == 2 else 0) if typed else None


# ---- what is refused ---------------------------------------------------------------------------------------


def _refuse_before(typed: _Typed) -> None:
    """Refuse a span after a word that leaves open whether the span itself still counts (inden uge 12)."""
    if typed.may_be_before:
        raise Refused(message("date.say_the_day"))


def _ambiguous(first: date, second: date) -> Refused:
    return Refused(message("date.ambiguous", first=_worded_date(first), second=_worded_date(second)))


def _worded_date(day: date) -> Message:
    return message("format.date", day=day.day, month=message(f"month.{day.month}"), year=day.year)
