"""Large letters for a message to the room: whole, even, and for the languages the program speaks."""

import itertools

import pytest

from apv_tui.tui.letters import ROWS, as_large_as_fits, broken, large, width_of

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
OTHERS = "ÄÖÜÉÈËÊÏÍÓÁÂÑ0123456789.,:;!?-–+/()'\"%&*=…·"


def test_every_letter_figure_and_sign_has_a_picture_of_its_own() -> None:
    pictures = {letter: large(letter) for letter in LETTERS + OTHERS}
    for one, other in itertools.combinations(pictures, 2):
        assert pictures[one] != pictures[other], (one, other)
    for letter, rows in pictures.items():
        assert len(rows) == ROWS, letter
        assert len({len(row) for row in rows}) == 1, letter
        assert set("".join(rows)) - {" "}, letter


def test_what_is_typed_small_is_drawn_large_and_decomposed_letters_are_the_same() -> None:
    assert large("smørrebrød på café") == large("SMØRREBRØD PA\u030a CAFE\u0301")


@pytest.mark.parametrize("text", ["Слово", "会议", "🎉", "a\u0301\u0302", "ß→"])
def test_what_has_no_picture_is_not_drawn_in_part(text: str) -> None:
    assert width_of(text) == 0
    assert as_large_as_fits(f"Pause {text}", 200, 60) is None


@pytest.mark.parametrize(("columns", "rows"), [(50, 16), (76, 24), (116, 36), (196, 60), (5, 2), (0, 0)])
@pytest.mark.parametrize(
    "text", ["Pause", "Tilbage kl. 14.10", "Er der nogen, der ejer bilen\nAB 12 345?", "x" * 80]
)
def test_lines_fit_or_there_are_none_and_no_word_is_cut(columns: int, rows: int, text: str) -> None:
    drawn = as_large_as_fits(text, columns, rows)
    if drawn is None:
        lines = broken(text, columns, 1)
        assert lines is None or len(lines) * ROWS > rows
        return
    assert sum(len(line) for line in drawn) <= rows
    assert max(len(row) for line in drawn for row in line) <= columns


def test_it_is_as_large_as_there_is_room_for() -> None:
    sizes = [len(drawn[0]) for at in (24, 36, 60) if (drawn := as_large_as_fits("Pause", 5 * at, at))]
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]


def test_words_stand_in_their_order_and_lines_where_they_were_made() -> None:
    assert broken("Tilbage kl. 14.10", 50, 1) == ["Tilbage", "kl. 14.10"]
    assert broken("to\nlinjer", 200, 1) == ["to", "linjer"]
