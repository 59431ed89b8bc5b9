"""Numbers as people write them: every usual form, nothing that could be two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.messages import Refused
from apv_tui.core.numbers import MOST, plain_number, read_count, read_number
from apv_tui.words import Words

LANGUAGES = ("da", "nb", "nl", "en")
language = st.sampled_from(LANGUAGES)
hundredths = st.integers(0, int(MOST) * 100).map(lambda value: value / 100)


def refusal(text: str, language: str) -> str:
    with pytest.raises(Refused) as refused:
        read_number(text, language)
    return refused.value.reason.id


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1480", 1480.0), ("1.480", 1480.0), ("1 480", 1480.0), ("1\u00a0480", 1480.0), ("0", 0.0),
        ("1480,5", 1480.5), ("1.480,5", 1480.5), ("1 480,5", 1480.5), ("1.234.567,89", 1234567.89),
        ("3,5", 3.5), ("  54 ", 54.0), ("0,125", 0.125), ("1234,567", 1234.567), ("1,2340", 1.234),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["da", "nb", "nl"])
def test_a_comma_before_decimals_and_a_full_stop_or_a_space_between_thousands(
    text: str, value: float, language: str
) -> None:
    assert read_number(text, language) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1,480", 1480.0), ("1 480.5", 1480.5), ("1,480.5", 1480.5), ("3.5", 3.5)]
)
def test_english_has_it_the_other_way_round(text: str, value: float) -> None:
    assert read_number(text, "en") == value


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [("3.5", "da", 3.5), ("1,480.5", "da", 1480.5), ("3,5", "en", 3.5), ("1.480,5", "en", 1480.5)],
)
def test_the_other_way_is_read_where_it_can_mean_one_thing_only(
    text: str, language: str, value: float
) -> None:
    assert read_number(text, language) == value


@pytest.mark.parametrize(("text", "language"), [("1,480", "da"), ("12,480", "nl"), ("1.480", "en")])
def test_what_could_be_thousands_or_thousandths_is_refused_with_both_readings(
    text: str, language: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_number(text, language)
    said = Words("da").say(refused.value.reason)
    assert refused.value.reason.id == "number.ambiguous"
    assert "1.480 eller 1,48" in said or "12.480 eller 12,48" in said


@pytest.mark.parametrize(
    "text",
    ["", "-5", "+5", "54 timer", "1.23.456", "12 34", "1..5", "1,5,2", ",5", "5,", "1 480.000,5", "٣", "½", "1e3",
     "9" * 40, "nan", "inf"],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_is_refused(text: str, language: str) -> None:
    assert refusal(text, language) in ("number.unknown", "number.too_large")


def test_people_are_counted_whole() -> None:
    assert read_count("13", "da") == 13
    with pytest.raises(Refused):
        read_count("13,5", "da")


@given(hundredths, language)
def test_what_the_program_shows_can_be_typed(value: float, language: str) -> None:
    assert read_number(Words("en").amount(value), "en") == value
    assert read_number(plain_number(value, language), language) == value
    if language != "en":
        assert read_number(Words("da").amount(value), language) == value


@given(st.floats(0, 1e6), language)
def test_a_number_written_out_is_read_as_it_was(value: float, language: str) -> None:
    assert read_number(plain_number(value, language), language) == pytest.approx(value, abs=1e-9)


@given(st.one_of(st.text(max_size=40), st.text("0123456789., -e", max_size=12)), language)
def test_whatever_is_typed_is_a_number_in_reach_or_refused(text: str, language: str) -> None:
    try:
        value = read_number(text, language)
    except Refused:
        return
    assert 0 <= value <= MOST
