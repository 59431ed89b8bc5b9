"""Text from people and files: it is shown as it was meant, and it never steers the terminal."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.text import REPLACEMENT, one_line, safe

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
BIDI_MARKS = {"\u200e", "\u200f", "\u061c"}
# Letters of several scripts, marks that stack (also those that do not order), and everything hostile.
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "ae\u0301\u0308\u030a\u034f\u05b0\u0489\u20dd\u200d\u200b\u202e\u1100\u1161\u11a8\ufb1d\r\n\t\x1b"
        ),
    )
)


def steers(text: str) -> list[str]:
    """Give every character that could move a cursor, colour the screen or turn the line around."""
    return [
        character
        for character in text
        if (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character != "\n")
        or unicodedata.bidirectional(character) in BIDI
        or character in BIDI_MARKS
    ]


def test_no_character_there_is_can_steer_the_terminal() -> None:
    everything = [chr(code) for code in range(sys.maxunicode + 1)]
    for start in range(0, len(everything), 4096):
        block = everything[start : start + 4096]
        assert steers(safe("x".join(block))) == []
    assert all(len(safe(f"a{character}b")) >= 2 for character in everything[:0x3000])


@given(ODD)
def test_no_text_can_steer_the_terminal(text: str) -> None:
    assert steers(safe(text)) == []
    safe(text).encode("utf-8")


@given(ODD)
def test_what_is_safe_stays_as_it_is_and_is_in_nfc(text: str) -> None:
    once = safe(text)
    assert safe(once) == once
    assert unicodedata.is_normalized("NFC", once)


@pytest.mark.parametrize(
    "text",
    [
        "a\u0327\u0301\u0301\u034f\u05b0\u0301\u0301",  # a Hebrew point that sorts before the acutes
        "a\u0344\u0344",  # a mark that NFC takes apart
        "\u0f40" + "\u0f73" * 30,  # one of another script, just as many as are let through
    ],
)
def test_marks_that_nfc_moves_or_takes_apart_are_still_cut_once_and_for_all(text: str) -> None:
    once = safe(text)
    assert safe(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_ascii_is_left_alone(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "[/]",
        "[b",
        "[@click=app.bell]x[/]",
        "C:\\temp\\",
        "{0} %s $x",
        "æøå ÆØÅ @ { [ ] } | \\ ~ € é ü",
        "‘ja’ – “nej” …",
        "日本語",
        "العربية",
        "हिन्दी",
        "ไทย",
        "👩‍👩‍👧‍👦 🏳️‍🌈 🇩🇰 👍🏽",
    ],
)
def test_what_people_really_write_comes_through_literally(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J",
        "\x1b]52;c;aGVq\x07",
        "\x1b]0;title\x1b\\",
        "\x1b]8;;http://example.org\x1b\\link",
        "\x9b31m",
        "\x90q\x9c",
        "a\x00b\x7f",
        "abc\u202egnp.exe",
        "\u2066x\u2069",
        "\ud800",
        "x\udcffy",
        "two\u2028lines\u2029here",
        "\ufeffhead",
    ],
)
def test_hostile_text_keeps_a_sign_where_something_was_taken_out(text: str) -> None:
    clean = safe(text)
    assert REPLACEMENT in clean
    assert len(clean) == len(text)
    assert steers(clean) == []


def test_a_joined_emoji_stays_one_emoji() -> None:
    assert safe("👩\u200d🔬") == "👩\u200d🔬"


def test_a_letter_and_its_accent_become_the_one_letter() -> None:
    assert safe("cafe\u0301 a\u030a") == "café å"


def test_line_ends_of_every_system_become_line_feeds_and_tabs_spaces() -> None:
    assert safe("a\r\nb\rc\nd\te") == "a\nb\nc\nd e"


@pytest.mark.parametrize("times", [1, 2, 6, 7, 40])
def test_marks_stacked_on_a_letter_are_cut_to_two(times: int) -> None:
    zalgo = "H" + "\u0335\u0321\u0322\u0310\u0311" * times + "e"
    assert sum(unicodedata.combining(character) > 0 for character in safe(zalgo)) == 2
    assert safe(zalgo).startswith("H")
    assert safe(zalgo).endswith("e")


@pytest.mark.parametrize("mark", ["\u0301", "\u0344", "\u05b0", "\u0f71", "\u0f73", "\u0f75", "\u0f81"])
def test_a_flood_of_marks_of_any_script_does_not_keep_the_meeting_waiting(mark: str) -> None:
    # Putting marks in order takes time by the square of how many there are.
    assert len(safe("a" + mark * 2_000)) < 100


def test_vietnamese_keeps_both_marks() -> None:
    assert safe("Việt Nam, Nguyễn") == "Việt Nam, Nguyễn"


# -- one line --------------------------------------------------------------------------------------------


def test_one_line_folds_white_space() -> None:
    assert one_line("  more \t light\r\n please\u00a0 ") == "more light please"


def test_a_line_that_is_cut_ends_in_an_ellipsis() -> None:
    assert one_line("x" * 10_000, 20) == "x" * 19 + "…"
    assert one_line("x" * 20, 20) == "x" * 20


@given(ODD, st.integers(1, 60))
def test_one_line_is_one_safe_line_of_the_length_that_was_asked_for(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert steers(line) == []
    assert one_line(line, longest) == line
    assert safe(line) == line
