from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.tui.glyphs import CUTS, bar, big_text, fit

SIZES = (3, 5, 7, 10, 14, 15, 20, 21)
DRAWN = "0123456789:.+- "


def pixels(text, rows):
    """The lit half-cells of a drawing."""
    lit = set()
    for row, line in enumerate(big_text(text, rows)):
        for column, block in enumerate(line):
            if block in "█▀":
                lit.add((column, 2 * row))
            if block in "█▄":
                lit.add((column, 2 * row + 1))
    return lit


def test_a_clock_in_the_smallest_cut():
    assert big_text("02:37", 3) == (
        "▄▀▀▄ ▄▀▀▄  ▄  ▀▀▀▄ ▀▀▀█",
        "█  █   ▄▀      ▀▀▄   █ ",
        "▀▄▄▀ ▄█▄▄  ▀  ▄▄▄▀  █  ",
    )


@given(st.text(DRAWN, min_size=1, max_size=8), st.sampled_from(SIZES))
def test_lines_are_equally_wide_and_of_plain_blocks(text, rows):
    lines = big_text(text, rows)
    assert len(lines) == rows
    assert len({len(line) for line in lines}) == 1
    assert set("".join(lines)) <= set("█▄▀ ")


@pytest.mark.parametrize("rows", SIZES)
def test_a_running_clock_stands_still(rows):
    assert len({len(big_text(digit, rows)[0]) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("rows", SIZES)
def test_digits_fill_their_height_so_that_none_hops(rows):
    for digit in "0123456789":
        ys = {y for _, y in pixels(digit, rows)}
        assert ys == set(range(2 * rows)), digit


@pytest.mark.parametrize("rows", CUTS)
def test_no_two_characters_can_be_taken_for_each_other(rows):
    for one, other in combinations(DRAWN.strip(), 2):
        a, b = pixels(one, rows), pixels(other, rows)
        assert len(a ^ b) / max(len(a), len(b)) >= 0.15, (one, other)


@pytest.mark.parametrize("rows", [10, 14])
def test_larger_figures_are_whole_multiples(rows):
    assert pixels("8", rows) == {
        (2 * x + dx, 2 * y + dy) for x, y in pixels("8", rows // 2) for dx in (0, 1) for dy in (0, 1)
    }


def test_the_typographic_minus_is_drawn_as_the_plain_one():
    assert big_text("\u22121:05", 5) == big_text("-1:05", 5)


@pytest.mark.parametrize(("text", "rows"), [("1", 0), ("1", -5), ("1", 4), ("1", 6), ("12 min", 5), ("é", 3)])
def test_what_cannot_be_drawn_is_refused(text, rows):
    with pytest.raises(ValueError, match="large figure"):
        big_text(text, rows)


def test_nothing_is_drawn_as_empty_lines():
    assert big_text("", 3) == ("", "", "")


@given(st.text(DRAWN, max_size=8), st.integers(-2, 220), st.integers(-2, 70))
def test_what_fits_fits_and_nothing_larger_would(text, columns, rows):
    def fits(size):
        return size <= rows and len(big_text(text, size)[0]) <= columns

    size = fit(text, columns, rows)
    assert size == 0 or fits(size)
    every = [3] + [n for n in range(5, 71) if n % 5 == 0 or n % 7 == 0]
    assert size == max((n for n in every if fits(n)), default=0)


@pytest.mark.parametrize(
    ("columns", "rows", "size"),
    [(54, 16, 7), (80, 24, 10), (120, 36, 15), (24, 4, 3), (22, 4, 0), (80, 2, 0), (0, 0, 0)],
)
def test_the_clock_at_the_sizes_the_screens_are_designed_for(columns, rows, size):
    assert fit("02:37", columns, rows) == size


def test_words_are_not_drawn_large():
    assert fit("12 min", 200, 60) == 0


@pytest.mark.parametrize(
    ("fraction", "width", "filled"),
    [
        (0, 10, 0),
        (1, 10, 10),
        (0.5, 10, 5),
        (0.001, 10, 1),
        (0.999, 10, 9),
        (-1, 10, 0),
        (2, 10, 10),
        (0.4, 1, 0),
    ],
)
def test_a_bar_shows_its_fraction(fraction, width, filled):
    assert bar(fraction, width) == ("█" * filled, "░" * (width - filled))


def test_a_bar_without_room_is_empty():
    assert bar(0.5, 0) == bar(0.5, -3) == ("", "")
