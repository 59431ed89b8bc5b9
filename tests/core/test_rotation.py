"""The interview rounds: who does what, and when the room is told to change."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.grouping import group_sizes
from apv_tui.core.rotation import (
    Change,
    Roles,
    changes_between,
    current_round,
    main_size,
    marks,
    next_mark,
    roles,
    turn_seconds,
)

SIZES = st.integers(2, 12)


# ---- who ---------------------------------------------------------------------------------------------------


def test_three_people_rotate_exactly_as_the_method_says() -> None:
    # People are numbered from 1 in the method: 1 interviews 2 (3 notes), 2-3 (1), 3-1 (2).
    assert [roles(3, turn) for turn in range(3)] == [Roles(0, 1, (2,)), Roles(1, 2, (0,)), Roles(2, 0, (1,))]


def test_in_a_pair_the_interviewer_takes_the_notes() -> None:
    assert [roles(2, turn) for turn in range(2)] == [Roles(0, 1, (0,)), Roles(1, 0, (1,))]


def test_in_a_four_two_take_notes() -> None:
    assert roles(4, 0) == Roles(0, 1, (2, 3))
    assert roles(4, 3) == Roles(3, 0, (1, 2))


@given(k=SIZES)
def test_everybody_interviews_once_and_tells_once(k: int) -> None:
    turns = [roles(k, turn) for turn in range(k)]
    assert sorted(turn.interviewer for turn in turns) == list(range(k))
    assert sorted(turn.storyteller for turn in turns) == list(range(k))


@given(k=st.integers(3, 12), data=st.data())
def test_in_every_turn_everybody_has_exactly_one_role(k: int, data: st.DataObject) -> None:
    turn = roles(k, data.draw(st.integers(0, k - 1)))
    assert sorted((turn.interviewer, turn.storyteller, *turn.note_takers)) == list(range(k))


@pytest.mark.parametrize(("k", "turn"), [(1, 0), (0, 0), (3, 3), (3, -1)])
def test_roles_that_do_not_exist_are_refused(k: int, turn: int) -> None:
    with pytest.raises(ValueError, match=r"group|people"):
        roles(k, turn)


# ---- when --------------------------------------------------------------------------------------------------


@given(k=SIZES)
def test_a_group_has_a_mark_at_the_end_of_every_turn_and_the_last_is_the_end(k: int) -> None:
    ends = marks(k)
    assert len(ends) == k
    assert ends[-1] == 1.0
    assert list(ends) == sorted(set(ends))


@given(k=SIZES, data=st.data(), error=st.floats(-1e-12, 1e-12))
def test_exactly_on_a_mark_the_next_turn_has_begun(k: int, data: st.DataObject, error: float) -> None:
    i = data.draw(st.integers(0, k))
    progress = i / k + error  # what is left of sums of seconds
    assert current_round(k, progress) == min(i, k - 1)
    assert next_mark(progress, k) == (None if i == k else (i + 1) / k)


def test_before_the_start_is_the_first_turn_and_after_the_end_the_last() -> None:
    assert current_round(3, -0.5) == 0
    assert current_round(3, 1.0) == 2
    assert current_round(3, 7.25) == 2
    assert next_mark(-0.5, 3) == 1 / 3
    assert next_mark(7.25, 3) is None


@given(k=SIZES, progress=st.floats(0.0, 0.999))
def test_the_turn_shown_is_the_one_that_ends_at_the_next_mark(k: int, progress: float) -> None:
    assert next_mark(progress, k) == marks(k)[current_round(k, progress)]


@given(k=SIZES)
def test_pressing_next_walks_through_every_turn_and_stops(k: int) -> None:
    walked = [0.0]
    while (mark := next_mark(walked[-1], k)) is not None:
        walked.append(mark)
    assert tuple(walked[1:]) == marks(k)


def test_threes_and_a_four_share_one_clock() -> None:
    assert changes_between(0.0, 1.0, [3, 3, 3, 4]) == (
        Change(1 / 4, (4,), whole=False),
        Change(1 / 3, (3,), whole=False),
        Change(1 / 2, (4,), whole=False),
        Change(2 / 3, (3,), whole=False),
        Change(3 / 4, (4,), whole=False),
        Change(1.0, (3, 4), whole=True),
    )


def test_marks_that_fall_together_are_one_signal() -> None:
    assert changes_between(0.4, 0.6, {2, 4, 6}) == (Change(0.5, (2, 4, 6), whole=False),)


def test_the_mark_at_the_start_belongs_to_the_step_before() -> None:
    assert changes_between(0.5, 0.7, [2]) == ()
    assert changes_between(0.3, 0.5, [2]) == (Change(0.5, (2,), whole=False),)


def test_nothing_changes_when_the_clock_stands_or_is_set_back_or_nobody_is_grouped() -> None:
    assert changes_between(0.5, 0.5, [2, 3]) == ()
    assert changes_between(0.9, 0.1, [2, 3]) == ()
    assert changes_between(1.0, 4.0, [2, 3]) == ()
    assert changes_between(0.0, 1.0, []) == ()


@given(
    sizes=st.sets(SIZES, min_size=1, max_size=4),
    # Clocks stop anywhere, and often a rounding error beside a mark.
    stops=st.lists(
        st.floats(0.0, 1.2)
        | st.builds(
            lambda i, k, error: i / k + error, st.integers(1, 12), SIZES, st.sampled_from([-1e-12, 0, 1e-12])
        ),
        max_size=30,
    ).map(lambda stops: [min(stop, 1.2) for stop in stops]),
)
def test_however_the_clock_ticks_each_change_comes_once_and_in_order(
    sizes: set[int], stops: list[float]
) -> None:
    ticks = [0.0, *sorted(stops), 1.3]
    heard = [change for before, after in pairwise(ticks) for change in changes_between(before, after, sizes)]
    assert tuple(heard) == changes_between(0.0, 1.0, sizes)
    for k in sizes:
        assert tuple(change.at for change in heard if k in change.sizes) == marks(k)
    assert [change.whole for change in heard] == [False] * (len(heard) - 1) + [True]


def test_a_jump_over_several_marks_tells_them_all() -> None:
    # The lid was closed for ten minutes.
    assert [change.at for change in changes_between(0.1, 0.7, [3])] == [1 / 3, 2 / 3]


@pytest.mark.parametrize(("k", "seconds"), [(2, 450.0), (3, 300.0), (4, 225.0)])
def test_fifteen_minutes_are_shared_by_the_people_in_the_group(k: int, seconds: float) -> None:
    assert turn_seconds(900.0, k) == seconds


@pytest.mark.parametrize(
    ("n", "size", "main"), [(23, 3, 3), (7, 3, 3), (8, 3, 4), (11, 3, 4), (5, 3, 3), (13, 2, 2), (14, 4, 4)]
)
def test_next_follows_the_most_common_size_and_the_ordinary_one_on_a_tie(
    n: int, size: int, main: int
) -> None:
    assert main_size(group_sizes(n, size)) == main


def test_no_group_has_no_turns() -> None:
    for refused in (
        lambda: marks(0),
        lambda: current_round(0, 0.5),
        lambda: next_mark(0.5, 0),
        lambda: changes_between(0.0, 1.0, [3, 0]),
        lambda: turn_seconds(900.0, 0),
        lambda: turn_seconds(-1.0, 3),
        lambda: main_size(()),
    ):
        with pytest.raises(ValueError, match="group"):
            refused()
