"""Days as people write them: every form in each language, and nothing that was not meant."""

from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.date_words import WORDS, fold
from apv_tui.core.dates import LONGEST, Day, late_by, read_day, week_of
from apv_tui.core.messages import Message, Refused, message

TODAY = date(2027, 3, 10)  # a Wednesday in week 10
LANGUAGES = ("da", "nb", "nl", "en")
REASONS = {
    "date.unknown",
    "date.too_long",
    "date.ambiguous",
    "date.no_such_day",
    "date.no_such_month",
    "date.no_such_week",
    "date.say_the_day",
}
MONTHS = {
    language: names.split()
    for language, names in {
        "da": "januar februar marts april maj juni juli august september oktober november december",
        "nb": "januar februar mars april mai juni juli august september oktober november desember",
        "nl": "januari februari maart april mei juni juli augustus september oktober november december",
        "en": "January February March April May June July August September October November December",
    }.items()
}
LATEST = {"da": "senest", "nb": "senest", "nl": "uiterlijk", "en": "no later than"}

language = st.sampled_from(LANGUAGES)
todays = st.dates(date(2020, 1, 1), date(2120, 12, 31))
any_days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


def span(text: str, language: str, today: date = TODAY) -> tuple[str, str]:
    day = read_day(text, language, today)
    return str(day.first), str(day.last)


def refusal(text: str, language: str, today: date = TODAY) -> Message:
    with pytest.raises(Refused) as refused:
        read_day(text, language, today)
    return refused.value.reason


def read_or_refused(text: str, language: str, today: date) -> Day | str:
    """Give what a text is read as, or the id of the reason why it is not."""
    try:
        return read_day(text, language, today)
    except Refused as refused:
        return refused.reason.id


def in_words(day: int, month: int, year: int) -> Message:
    return message("format.date", day=day, month=message(f"month.{month}"), year=year)


# ---- one day -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14.3.", "2027-03-14"),
        ("14.3", "2027-03-14"),
        ("14. 3.", "2027-03-14"),
        ("14/3", "2027-03-14"),
        ("14-3", "2027-03-14"),
        ("14.3.2027", "2027-03-14"),
        ("14.03.27", "2027-03-14"),
        ("14. 3. 2028", "2028-03-14"),
        ("14.3 2028", "2028-03-14"),
        ("14-3-2027", "2027-03-14"),
        ("14-03-2027", "2027-03-14"),
        ("14/3/27", "2027-03-14"),
        ("14/3 2028", "2028-03-14"),
        ("14/3-2028", "2028-03-14"),
        ("2027-03-14", "2027-03-14"),
        ("  14.3.  ", "2027-03-14"),
        ("14.3.2019", "2019-03-14"),  # a year that is written may be past
        ("2019-03-14", "2019-03-14"),
        ("25.2.", "2028-02-25"),  # past this year
        ("3.3.", "2028-03-03"),
        ("29.2.", "2028-02-29"),
        ("29.2.2028", "2028-02-29"),
    ],
)
def test_numbers_are_read_alike_in_all_languages(text: str, day: str, language: str) -> None:
    assert span(text, language) == (day, day)


def test_a_leap_day_without_a_year_waits_for_the_next_leap_year() -> None:
    assert span("29.2.", "da", date(2028, 2, 29)) == ("2028-02-29", "2028-02-29")
    assert span("29.2.", "da", date(2028, 3, 1)) == ("2032-02-29", "2032-02-29")
    assert span("29.2.", "da", date(2096, 3, 1)) == ("2104-02-29", "2104-02-29")  # 2100 has none


@pytest.mark.parametrize("text", ["3/14", "3/14/2027", "3-14-27", "March 14", "march 14th", "Mar 14, 2027"])
def test_in_english_the_month_may_stand_first_where_that_is_clear(text: str) -> None:
    assert span(text, "en") == ("2027-03-14", "2027-03-14")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("3/4", in_words(3, 4, 2027), in_words(4, 3, 2028)),
        ("3.4.", in_words(3, 4, 2027), in_words(4, 3, 2028)),
        ("3-4-2029", in_words(3, 4, 2029), in_words(4, 3, 2029)),
        ("by 12/1/29", in_words(12, 1, 2029), in_words(1, 12, 2029)),
    ],
)
def test_in_english_two_low_numbers_could_be_two_days(text: str, first: Message, second: Message) -> None:
    assert refusal(text, "en") == message("date.ambiguous", first=first, second=second)


def test_two_low_numbers_are_clear_elsewhere_and_where_they_are_the_same() -> None:
    assert [span("3/4", language)[0] for language in ("da", "nb", "nl")] == ["2027-04-03"] * 3
    assert span("4/4", "en")[0] == "2027-04-04"
    assert span("2027-04-03", "en")[0] == "2027-04-03"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "14. marts; 14 marts; 14.marts; den 14. marts"),
        ("da", "d. 14. marts; 14. MARTS 2027; 14 mar; 14. mar."),
        ("da", "14. marts, 2027; 14. marts 27; den 14.3.; d. 14/3; Den 14. mar. 2027"),
        ("nb", "14. mars; 14 mars; 14.mars; den 14. mars; 14. MARS 2027; 14 mar; 14. mar. 2027; den 14.3."),
        ("nl", "14 maart; 14 MAART 2027; op 14 maart; 14e maart"),
        ("nl", "de 14e maart; 14 mrt; 14 mrt. 2027; op 14/3"),
        ("en", "14 March; 14 MARCH 2027; 14th March; 14th of March 2027; the 14th of March; on 14 March"),
        ("en", "14 mar; 14 Mar. 2027; 14. March; March 14"),
        ("en", "March 14th, 2027; March the 14th; on March 14 2027"),
    ],
)
def test_a_day_with_its_month_in_words(language: str, texts: str) -> None:
    assert {span(text, language) for text in texts.split("; ")} == {("2027-03-14", "2027-03-14")}


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "om 3 uger=31.3.; om en uge=17.3.; om én uge=17.3.; om 14 dage=24.3.; om to måneder=10.5."),
        ("da", "om to maaneder=10.5.; om et dag=11.3.; om fjorten dage=24.3."),
        ("da", "om tolv uger=2.6.; om 3 mdr.=10.6."),
        ("da", "i dag=10.3.; idag=10.3.; I morgen=11.3.; imorgen=11.3.; i overmorgen=12.3.; fredag=12.3."),
        ("da", "på fredag=12.3.; paa fredag=12.3.; lørdag=13.3.; loerdag=13.3.; søndag=14.3.; mandag=15.3."),
        ("da", "onsdag=17.3.; næste mandag=15.3.; naeste onsdag=17.3."),
        ("da", "på næste tirsdag=16.3.; om 0 dage=10.3."),
        ("nb", "om 3 uker=31.3.; om en uke=17.3.; om ei uke=17.3.; om 14 dager=24.3.; om en måned=10.4."),
        ("nb", "om åtte uker=5.5.; om aatte uker=5.5.; om sju dager=17.3.; om to maaneder=10.5."),
        ("nb", "i dag=10.3.; idag=10.3.; i morgen=11.3.; imorgen=11.3.; i morgon=11.3.; overmorgen=12.3."),
        ("nb", "fredag=12.3.; på fredag=12.3.; onsdag=17.3.; neste mandag=15.3.; LØRDAG=13.3."),
        ("nl", "over 3 weken=31.3.; over een week=17.3.; over één week=17.3.; over een maand=10.4."),
        ("nl", "over 14 dagen=24.3.; over veertien dagen=24.3.; over twaalf maanden=10.3.2028"),
        ("nl", "vandaag=10.3.; morgen=11.3.; overmorgen=12.3."),
        ("nl", "vrijdag=12.3.; op vrijdag=12.3.; woensdag=17.3."),
        ("nl", "volgende maandag=15.3.; volgende woensdag=17.3.; Zondag=14.3."),
        ("en", "in 3 weeks=31.3.; in a week=17.3.; in a month=10.4.; in two months=10.5.; in 14 days=24.3."),
        ("en", "today=10.3.; Tomorrow=11.3.; the day after tomorrow=12.3.; friday=12.3.; on Friday=12.3."),
        ("en", "wednesday=17.3.; next Monday=15.3.; next wednesday=17.3.; in twelve days=22.3."),
    ],
)
def test_a_day_seen_from_today(language: str, texts: str) -> None:
    for pair in texts.split("; "):
        text, day = pair.split("=")
        assert span(text, language) == span(day, "da"), text


def test_a_month_from_the_last_day_of_a_long_month_is_the_last_of_a_short_one() -> None:
    assert span("om en måned", "da", date(2027, 1, 31))[0] == "2027-02-28"
    assert span("om 13 måneder", "da", date(2027, 1, 31))[0] == "2028-02-29"
    assert span("om 2 måneder", "da", date(2026, 12, 31))[0] == "2027-02-28"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "næste fredag; på naeste fredag; senest næste fredag"),
        ("nb", "neste fredag; innen neste fredag"),
        ("nl", "volgende vrijdag; op volgende vrijdag"),
        ("en", "next Friday; by next friday"),
    ],
)
def test_next_friday_is_asked_about_while_this_weeks_is_still_to_come(language: str, texts: str) -> None:
    two = message("date.ambiguous", first=in_words(12, 3, 2027), second=in_words(19, 3, 2027))
    for text in texts.split("; "):
        assert refusal(text, language) == two
        for day in (12, 13, 14):  # Friday itself, Saturday and Sunday
            assert span(text, language, date(2027, 3, day)) == ("2027-03-19", "2027-03-19")


# ---- a span ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "uge 12; i uge 12; Uge 12; uge12; u12; u. 12; uge 12 2027; uge 12/2027; uge 12, 2027"),
        ("nb", "uke 12; i uke 12; u12; uke 12 2027; uke 12/2027"),
        ("nl", "week 12; in week 12; wk 12; wk. 12; week 12 2027; week 12-2027"),
        ("en", "week 12; in week 12; wk 12; Week 12, 2027"),
    ],
)
def test_a_week_is_its_monday_to_its_sunday(language: str, texts: str) -> None:
    assert {span(text, language) for text in texts.split("; ")} == {("2027-03-22", "2027-03-28")}


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("uge 10", date(2027, 3, 14), "2027-03-08", "2027-03-14"),  # its Sunday still counts
        ("uge 10", date(2027, 3, 15), "2028-03-06", "2028-03-12"),
        ("uge 2/2027", TODAY, "2027-01-11", "2027-01-17"),  # a year that is written may be past
        ("uge 1", TODAY, "2028-01-03", "2028-01-09"),
        ("uge 1", date(2025, 12, 30), "2025-12-29", "2026-01-04"),  # which is week 1 of 2026 already
        ("uge 53", date(2027, 1, 2), "2026-12-28", "2027-01-03"),  # and this is week 53 of 2026 still
        ("uge 53 2026", TODAY, "2026-12-28", "2027-01-03"),
    ],
)
def test_weeks_are_iso_weeks_and_count_until_they_are_past(
    text: str, today: date, first: str, last: str
) -> None:
    assert span(text, "da", today) == (first, last)


@pytest.mark.parametrize(
    ("language", "texts", "first", "last"),
    [
        ("da", "april; i april; April 2027; apr; apr. 2027; i april, 2027", 1, 30),
        ("da", "primo april; begyndelsen af april; i begyndelsen af april; starten af april 2027", 1, 10),
        ("da", "medio april; midt i april; midten af april; i midten af apr.; Midt i April 2027", 11, 20),
        ("da", "ultimo april; slutningen af april; i slutningen af april 2027; udgangen af april", 21, 30),
        ("nb", "april; i april; april 2027; apr.", 1, 30),
        ("nb", "primo april; begynnelsen av april; i begynnelsen av april; starten av april 2027", 1, 10),
        ("nb", "medio april; midten av april; i midten av april; midt i april 2027", 11, 20),
        ("nb", "ultimo april; slutten av april; i slutten av april 2027; utgangen av april", 21, 30),
        ("nl", "april; in april; april 2027; apr.", 1, 30),
        ("nl", "begin april; primo april; begin van april; in het begin van april 2027", 1, 10),
        ("nl", "half april; midden april; medio april; midden in april 2027", 11, 20),
        ("nl", "eind april; einde april; ultimo april; het eind van april 2027", 21, 30),
        ("en", "April; in April; april 2027; Apr.", 1, 30),
        ("en", "early April; in early April; the beginning of April; start of April 2027", 1, 10),
        ("en", "mid April; mid-April; in mid-April 2027; the middle of April", 11, 20),
        ("en", "end of April; the end of April; at the end of April; late April 2027", 21, 30),
    ],
)
def test_a_month_or_a_third_of_one(language: str, texts: str, first: int, last: int) -> None:
    assert {span(text, language) for text in texts.split("; ")} == {
        (f"2027-04-{first:02}", f"2027-04-{last}")
    }


def test_a_month_counts_until_it_is_past_and_so_does_each_third() -> None:
    assert span("marts", "da") == ("2027-03-01", "2027-03-31")
    assert span("primo marts", "da") == ("2027-03-01", "2027-03-10")  # today is its last day
    assert span("primo marts", "da", date(2027, 3, 11)) == ("2028-03-01", "2028-03-10")
    assert span("februar", "da") == ("2028-02-01", "2028-02-29")
    assert span("ultimo februar 2027", "da") == ("2027-02-21", "2027-02-28")


# ---- at the latest -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "senest 14.3.; seneste 14.3.; inden 14.3.; senest den 14. marts; 14.3. senest; inden d. 14/3"),
        ("nb", "senest 14.3.; innen 14.3.; senest innen 14. mars; 14. mars senest; ikke senere enn 14.3."),
        ("nl", "uiterlijk 14 maart; uiterlijk op 14 maart; 14 maart uiterlijk; niet later dan 14/3"),
        ("en", "by 14 March; By the 14th of March; no later than 14/3; March 14 at the latest"),
    ],
)
def test_words_for_at_the_latest_change_nothing(language: str, texts: str) -> None:
    assert {span(text, language) for text in texts.split("; ")} == {("2027-03-14", "2027-03-14")}


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "før 14.3.; foer ferien; inden uge 12; senest inden marts; inden midten af marts"),
        ("nb", "før fredag; innen uke 12; innen mai; innen begynnelsen av mai"),
        ("nl", "voor 14 maart; vóór vrijdag; vo\u0301o\u0301r vrijdag"),
        ("en", "before March 14; prior to Friday; by week 12; by March; by early May"),
    ],
)
def test_who_writes_before_is_asked_for_the_last_day(language: str, texts: str) -> None:
    for text in texts.split("; "):
        assert refusal(text, language) == message("date.say_the_day"), text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "inden udgangen af april; senest i april; senest ultimo april"),
        ("nb", "innen slutten av april; innen utgangen av april; senest i april"),
        ("nl", "uiterlijk eind april; uiterlijk in april"),
        ("en", "by the end of April; no later than April"),
    ],
)
def test_a_span_at_the_latest_is_clear_where_its_last_day_is(language: str, texts: str) -> None:
    assert {span(text, language)[1] for text in texts.split("; ")} == {"2027-04-30"}


# ---- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("da", "31.2.", message("date.no_such_day", day=31, month=message("month.2"), days=29)),
        ("da", "45.3.", message("date.no_such_day", day=45, month=message("month.3"), days=31)),
        ("da", "0. maj", message("date.no_such_day", day=0, month=message("month.5"), days=31)),
        (
            "da",
            "29.2.2027",
            message(
                "date.no_such_day",
                day=29,
                month=message("date.month_of_year", month=message("month.2"), year=2027),
                days=28,
            ),
        ),
        ("da", "3/14", message("date.no_such_month", number=14)),
        ("en", "14/15", message("date.no_such_month", number=15)),
        ("en", "0/14", message("date.no_such_month", number=14)),
        ("en", "3/0", message("date.no_such_month", number=0)),
        ("en", "3/45", message("date.no_such_day", day=45, month=message("month.3"), days=31)),
        ("nl", "2027-13-01", message("date.no_such_month", number=13)),
        ("da", "uge 54", message("date.no_such_week", week=54, year=2027, weeks=52)),
        ("da", "uge 53", message("date.no_such_week", week=53, year=2027, weeks=52)),
        ("nb", "uke 53 2027", message("date.no_such_week", week=53, year=2027, weeks=52)),
        ("en", "week 0", message("date.no_such_week", week=0, year=2027, weeks=52)),
    ],
)
def test_days_that_do_not_exist_are_refused_with_the_reason(
    language: str, text: str, reason: Message
) -> None:
    assert refusal(text, language) == reason


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("da", "; ; senest; inden ferien 14.3.; 14.3. eller 15.3.; 14"),
        ("da", "14.; 14.3.4; 14.3.202; 14.3.20277; -14.3."),
        ("da", "14.3.1066; 0000-01-01; uge 12 1066; 14 3; 14,3; 14/3-27"),
        ("da", "14.3-27; 14//3; 14.3.27.; 27-2027; 2027-3-14; 2027-03"),
        ("da", "uge; uge 12-13; uge 12/13; uge 12/27; uge 123"),
        ("da", "uge 12 og 13; ugen; næste uge; hver uge; uge tolv"),
        ("da", "om uger; om 3; om tretten uger; om lidt; om 1000 dage"),
        ("da", "om et år; om -3 uger; om 3 uger 2027; 3 uger"),
        ("da", "jul; i jul; inden jul; jul 2027; slutningen af jul"),
        ("da", "marts 27; i fredags; freitag; morgen; fredagen"),
        ("da", "14. mars; mai; neste mandag; vrijdag; week 12"),
        ("da", "March 14; tomorrow; snarest; ca. 14.3.; 14.3.?"),
        ("da", "fra 14.3.; fredag 2027; marts marts; midt i uge 12"),
        ("da", "den marts; d. fredag; primo; 14. 13 marts"),
        ("nb", "14. marts; maj; naeste mandag; i jul; innen jul; om 2 uger; uge 12; dec; i går; straks"),
        ("nl", "14 mars; vendredi; over een tijdje; om 3 weken"),
        ("nl", "over weken; volgende week; maart 27; gisteren"),
        ("en", "14 marts; soon; asap; in March 14 days; week 12/27; yesterday"),
        ("en", "14 Sept ember; the; on; next; mach 14"),
        (
            "en",
            "１４/3; ١٤.٣.; 14.３.; March \u0b67\u0b6a; 14/3\u00b2; 14\u200b.3.; 14.3.\ud800; 14\u00ad.3.",
        ),
        ("da", "14.3.\n; 14.3.\x1b[2J; \x0014.3.; 14.\t3.; 14.3.\x85; \x1f14.3."),
    ],
)
def test_anything_else_is_refused(language: str, texts: str) -> None:
    for text in texts.split("; "):
        assert refusal(text, language) == message("date.unknown"), text


def test_christmas_is_no_month_but_a_day_of_july_may_be_short() -> None:
    assert span("14. jul", "da")[0] == "2027-07-14"
    assert span("primo juli", "nb")[0] == "2027-07-01"
    assert span("jul", "nl") == ("2027-07-01", "2027-07-31")


def test_a_long_text_is_refused_for_its_length() -> None:
    too_long = message("date.too_long", longest=LONGEST)
    assert refusal(" " * (LONGEST + 1), "da") == too_long
    assert refusal("1" * 5_000_000, "da") == too_long
    assert span("14.3." + " " * (LONGEST - 5), "da")[0] == "2027-03-14"


def test_what_was_typed_is_kept_as_one_line() -> None:
    typed = "  Senest\u00a0 den   14. MARTS "
    day = date(2027, 3, 14)
    assert read_day(typed, "da", TODAY) == Day(day, day, "Senest den 14. MARTS")


def test_a_day_is_exact_and_a_span_is_not() -> None:
    assert read_day("14.3.", "da", TODAY).exact
    assert not read_day("uge 12", "da", TODAY).exact


# ---- every day ---------------------------------------------------------------------------------------------


def written(day: date, language: str) -> list[str]:
    """Write a day in every form with a year."""
    d, m, y, month = day.day, day.month, day.year, MONTHS[language][day.month - 1]
    texts = [
        day.isoformat(),
        f"{d}. {month} {y}",
        f"{d} {month.upper()} {y}",
        f"{LATEST[language]} {d} {month} {y}",
    ]
    if language == "en":
        texts += [f"{month} {d}, {y}", f"the {d}th of {month} {y}", f"{month} {d} {y}"]
    if language != "en" or d == m or d > 12:
        texts += [f"{d}.{m}.{y}", f"{d:02}.{m:02}.{y}", f"{d}/{m}/{y}", f"{d}-{m:02}-{y}", f"{d}. {m}. {y}"]
    if language == "en" and d > 12:
        texts += [f"{m}/{d}/{y}"]
    if 2000 <= y <= 2099:
        texts += [text[: -len(str(y))] + str(y)[2:] for text in texts[1:] if text != f"{d}. {m}. {y}"]
    return texts


@given(day=any_days, language=language, today=todays)
def test_a_day_with_its_year_reads_back_in_every_form(day: date, language: str, today: date) -> None:
    for text in written(day, language):
        read = read_day(text, language, today)
        assert (read.first, read.last, read.text) == (day, day, text)


@given(day=any_days, language=language, today=todays)
def test_without_a_year_it_is_the_next_such_day(day: date, language: str, today: date) -> None:
    month = MONTHS[language][day.month - 1]
    texts = [f"{day.day}. {month}"]
    if language != "en" or day.day == day.month or day.day > 12:
        texts += [f"{day.day}.{day.month}.", f"{day.day:02}/{day.month:02}"]
    for text in texts:
        read = read_day(text, language, today)
        assert read.exact
        assert (read.first.day, read.first.month) == (day.day, day.month)
        leap_day = (day.day, day.month) == (29, 2)
        assert timedelta(0) <= read.first - today < timedelta(8 * 366 if leap_day else 366)


@given(day=todays, language=language)
def test_a_week_reads_back_and_without_a_year_is_not_past(day: date, language: str) -> None:
    year, week = week_of(day)
    word = WORDS[language].week[0]
    read = read_day(f"{word} {week} {year}", language, TODAY)
    assert read.first <= day <= read.last == read.first + timedelta(6)
    assert read_day(f"{word} {week}", language, day)[:2] == read[:2]
    before = week_of(day - timedelta(7))[1]
    later = read_or_refused(f"{word} {before}", language, day)
    if isinstance(later, str):  # last week was the 53rd, and this year has none
        assert (before, later) == (53, "date.no_such_week")
    else:
        assert day < later.first < day + timedelta(366)


@given(language=language, today=todays, data=st.data())
def test_a_weekday_is_one_of_the_next_seven_days(language: str, today: date, data: st.DataObject) -> None:
    name, number = data.draw(st.sampled_from(sorted(WORDS[language].weekdays.items())))
    day = read_day(name, language, today).first
    assert day.weekday() == number
    assert 1 <= (day - today).days <= 7


@given(language=language, today=todays, data=st.data())
def test_a_part_of_a_month_is_whole_and_not_past(language: str, today: date, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, 12))
    part = data.draw(st.sampled_from(["", *(f"{part} " for part in WORDS[language].parts)]))
    read = read_day(part + MONTHS[language][number - 1], language, today)
    assert read.first.month == read.last.month == number
    assert today <= read.last < today + timedelta(367)
    assert (read.last - read.first).days >= 7


# ---- any text ----------------------------------------------------------------------------------------------


def pieces(language: str) -> st.SearchStrategy[str]:
    """Give texts made of the words of the language, which are far likelier to be read than any text."""
    words = WORDS[language]
    known = [*words.months, *words.weekdays, *words.numbers, *words.units, *words.parts, *words.named]
    known += [*words.on_date, *words.within, *words.week, *words.ahead, *words.next, *words.ordinals]
    known += [
        *words.latest,
        *words.by,
        *words.before,
        "14",
        "3",
        "12",
        "53",
        "29",
        "2027",
        "27",
        ".",
        "/",
        "-",
    ]
    return st.lists(st.sampled_from(known), max_size=7).flatmap(
        lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
    )


@given(language=language, today=todays, data=st.data())
def test_any_text_is_read_or_refused_for_a_known_reason(
    language: str, today: date, data: st.DataObject
) -> None:
    text = data.draw(st.text(max_size=LONGEST + 5) | pieces(language))
    read = read_or_refused(text, language, today)
    if isinstance(read, str):
        assert read in REASONS
    else:
        assert read.first <= read.last
        assert read.text == " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_takes_long(language: str) -> None:
    hard = [
        "1" * LONGEST,
        "14." * 20,
        "i " * 30,
        " " * LONGEST,
        "senest " * 8,
        "a\u0301" * 30,
        "14 marts " * 6,
    ]
    started = perf_counter()
    for text in hard * 50:
        refusal(text, language)
    assert perf_counter() - started < 2.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_the_tables_is_folded_and_names_one_thing(language: str) -> None:
    words = WORDS[language]
    tables = (words.months, words.weekdays, words.numbers, words.units, words.parts, words.named)
    assert [word for table in tables for word in table if word != fold(word)] == []
    assert sorted(set(words.months.values())) == list(range(1, 13))
    assert sorted(words.weekdays.values()) == list(range(7))
    assert set(range(1, 13)) <= set(words.numbers.values())


# ---- late, and the week ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "late"), [((2027, 3, 11), 0), ((2027, 3, 10), 0), ((2027, 3, 9), 1), ((2026, 3, 10), 365)]
)
def test_late_begins_the_day_after_the_last(last: tuple[int, int, int], late: int) -> None:
    assert late_by(date(*last), TODAY) == late


def test_the_week_around_new_year_belongs_to_the_year_of_its_thursday() -> None:
    assert week_of(date(2027, 1, 1)) == (2026, 53)
    assert week_of(date(2025, 12, 29)) == (2026, 1)
    assert week_of(TODAY) == (2027, 10)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "tirsdag d. 15. december"),
        ("da", "ti. 15.12."),
        ("da", "tirs 15/12"),
        ("nb", "tirsdag 15. desember 2026"),
        ("nl", "di 15 december"),
        ("en", "Tuesday 15 December"),
    ],
)
def test_the_weekday_may_stand_before_the_date(language: str, text: str) -> None:
    assert read_day(text, language, date(2026, 11, 21)).first == date(2026, 12, 15)


def test_a_weekday_that_does_not_fit_the_date_is_refused_with_the_right_one() -> None:
    with pytest.raises(Refused) as caught:
        read_day("onsdag d. 15. december", "da", date(2026, 11, 21))
    assert caught.value.reason.id == "date.other_weekday"
