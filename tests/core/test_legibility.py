import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.legibility import legible_metres, rows_for


@pytest.mark.parametrize(("rows", "metres"), [(24, 8), (16, 12)])
def test_the_two_sizes_the_screens_are_designed_for(rows, metres):
    assert round(legible_metres(rows)) == metres


@pytest.mark.parametrize(("metres", "rows"), [(6, 31), (8, 23), (10, 18), (12, 15)])
def test_rows_by_distance_as_measured_when_small_letters_count(metres, rows):
    assert rows_for(metres) == rows


def test_a_television_of_65_inches_shows_ten_rows_to_eight_metres_at_most():
    assert rows_for(8, image_height_m=0.81) == 9


@given(st.integers(1, 500), st.floats(0.2, 10))
def test_the_rows_for_a_distance_can_be_read_from_it(rows, image):
    metres = legible_metres(rows, image)
    assert rows_for(metres, image) == rows
    assert math.isclose(legible_metres(rows, 2 * image), 2 * metres)


@pytest.mark.parametrize("image", [0, -1, math.nan, math.inf])
def test_an_image_without_height_is_refused(image):
    with pytest.raises(ValueError, match="image"):
        legible_metres(24, image)
    with pytest.raises(ValueError, match="image"):
        rows_for(8, image)


def test_no_rows_and_no_distance_are_refused():
    with pytest.raises(ValueError, match="rows"):
        legible_metres(0)
    with pytest.raises(ValueError, match="from 0 m"):
        rows_for(0)
