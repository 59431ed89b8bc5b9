"""The words people use for days, in each language that dates are read in (`core/dates.py`).

They are here and not in the catalogues of `words/`: a catalogue says one thing in one way, and a reader has
to know them all. What is not in these tables is not read; a date nobody meant is worse than a question.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

_T = TypeVar("_T")

_TYPED_PLAIN: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ó": "o"})

START, MIDDLE, END = range(3)
"""The thirds of a month."""

_DAY, _WEEK, _MONTH = (0, 1), (0, 7), (1, 0)


class DateWords(NamedTuple):
    """The words of one language, folded by `fold`.

    `by` are the words for "at the latest" that some take for "before" when a week or a month follows
    (inden uge 12, by March); `before` always leave the day itself out. A unit is its months and its days.
    `never_alone` are months that are something else without a day beside them, and where the `month_first`,
    March 14, a number can be read in both directions.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, tuple[int, int]]
    parts: Mapping[str, int]
    named: Mapping[str, int]
    on_date: tuple[str, ...]
    on_weekday: tuple[str, ...]
    within: tuple[str, ...]
    week: tuple[str, ...]
    ahead: tuple[str, ...]
    next: tuple[str, ...]
    ordinals: tuple[str, ...]
    latest: tuple[str, ...]
    by: tuple[str, ...]
    before: tuple[str, ...]
    never_alone: tuple[str, ...] = ()
    month_first: bool = False


def fold(text: str) -> str:
    """Give `text` as the tables have it: small letters, and those a foreign keyboard lacks written out."""
    return text.lower().translate(_TYPED_PLAIN)


def _counted(names: str, start: int = 1) -> dict[str, int]:
    """Number the names, parted by commas, from `start`; each may have several spellings, parted by spaces."""
    return {spelling: number for number, name in enumerate(_all(names), start) for spelling in name.split()}


def _each(*groups: tuple[_T, str]) -> dict[str, _T]:
    """Give a value to each of the phrases that follow it, parted by commas."""
    return {phrase: value for value, phrases in groups for phrase in _all(phrases)}


def _all(phrases: str) -> tuple[str, ...]:
    return tuple(fold(phrases).split(", "))


WORDS: Final[Mapping[str, DateWords]] = {
    "da": DateWords(
        months=_counted(
            "januar jan, februar feb febr, marts mar, april apr, maj, juni jun, juli jul, august aug,"
            " september sep sept, oktober okt, november nov, december dec"
        ),
        weekdays=_counted("mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag", start=0),
        # Fourteen days are what two weeks are called.
        numbers=_counted("en et én ét, to, tre, fire, fem, seks, syv, otte, ni, ti, elleve, tolv")
        | {"fjorten": 14},
        units=_each((_DAY, "dag, dage"), (_WEEK, "uge, uger"), (_MONTH, "måned, måneder, mdr, mdr.")),
        parts=_each(
            (START, "primo, begyndelsen af, starten af, start"),
            (MIDDLE, "medio, midt i, midten af"),
            (END, "ultimo, slutningen af, udgangen af, slut"),
        ),
        named=_each((0, "i dag, idag"), (1, "i morgen, imorgen"), (2, "i overmorgen, overmorgen")),
        on_date=_all("den, d."),
        on_weekday=_all("på"),
        within=_all("i"),
        week=_all("uge, u"),
        ahead=_all("om"),
        next=_all("næste"),
        ordinals=_all("."),
        latest=_all("senest, seneste, ikke senere end"),
        by=_all("inden, senest inden"),
        before=_all("før, forud for"),
        never_alone=_all("jul"),  # Christmas
    ),
    "nb": DateWords(
        months=_counted(
            "januar jan, februar feb febr, mars mar, april apr, mai, juni jun, juli jul, august aug,"
            " september sep sept, oktober okt, november nov, desember des"
        ),
        weekdays=_counted("mandag, tirsdag, onsdag, torsdag, fredag, lørdag, søndag", start=0),
        numbers=_counted("en ei et ett én, to, tre, fire, fem, seks, sju syv, åtte, ni, ti, elleve, tolv")
        | {"fjorten": 14},
        units=_each((_DAY, "dag, dager"), (_WEEK, "uke, uker"), (_MONTH, "måned, måneder, mnd, mnd.")),
        parts=_each(
            (START, "primo, begynnelsen av, starten av, start"),
            (MIDDLE, "medio, midt i, midten av"),
            (END, "ultimo, slutten av, utgangen av, slutt"),
        ),
        named=_each((0, "i dag, idag"), (1, "i morgen, imorgen, i morgon"), (2, "i overmorgen, overmorgen")),
        on_date=_all("den, d."),
        on_weekday=_all("på"),
        within=_all("i"),
        week=_all("uke, u"),
        ahead=_all("om"),
        next=_all("neste"),
        ordinals=_all("."),
        latest=_all("senest, seneste, ikke senere enn"),
        by=_all("innen, senest innen"),
        before=_all("før"),
        never_alone=_all("jul"),
    ),
    "nl": DateWords(
        months=_counted(
            "januari jan, februari feb febr, maart mrt, april apr, mei, juni jun, juli jul, augustus aug,"
            " september sep sept, oktober okt, november nov, december dec"
        ),
        weekdays=_counted("maandag, dinsdag, woensdag, donderdag, vrijdag, zaterdag, zondag", start=0),
        numbers=_counted("een één, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf")
        | {"veertien": 14},
        units=_each((_DAY, "dag, dagen"), (_WEEK, "week, weken"), (_MONTH, "maand, maanden, mnd, mnd.")),
        parts=_each(
            (START, "primo, begin, begin van, het begin van"),
            (MIDDLE, "medio, half, midden, midden in, het midden van"),
            (END, "ultimo, eind, einde, eind van, einde van, het eind van, het einde van"),
        ),
        named=_each((0, "vandaag"), (1, "morgen"), (2, "overmorgen")),
        on_date=_all("op, de, op de"),
        on_weekday=_all("op"),
        within=_all("in"),
        week=_all("week, wk"),
        ahead=_all("over"),
        next=_all("volgende"),
        ordinals=_all("e, de, ste, ."),
        latest=_all("uiterlijk, ten laatste, niet later dan"),
        by=(),
        before=_all("vóór"),  # and "voor", which folds to the same
    ),
    "en": DateWords(
        months=_counted(
            "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,"
            " september sep sept, october oct, november nov, december dec"
        ),
        weekdays=_counted("monday, tuesday, wednesday, thursday, friday, saturday, sunday", start=0),
        numbers=_counted("a one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve")
        | {"fourteen": 14},
        units=_each((_DAY, "day, days"), (_WEEK, "week, weeks"), (_MONTH, "month, months")),
        parts=_each(
            (START, "early, beginning of, the beginning of, start of, the start of"),
            (MIDDLE, "mid, middle of, the middle of"),
            (END, "late, end of, the end of, at the end of"),
        ),
        named=_each((0, "today"), (1, "tomorrow"), (2, "day after tomorrow, the day after tomorrow")),
        on_date=_all("on, the, on the"),
        on_weekday=_all("on"),
        within=_all("in"),
        week=_all("week, wk"),
        ahead=_all("in"),
        next=_all("next"),
        ordinals=_all("st, nd, rd, th, ."),
        latest=_all("no later than, not later than, at the latest"),
        by=_all("by"),
        before=_all("before, prior to"),
        month_first=True,
    ),
}
