"""The clock of a step: what the room sees counting down, and when it is told."""

from datetime import timedelta

import pytest
from helpers import START, Case
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.rotation import changes_between, turn_seconds
from apv_tui.core.timing import StepClock, adjusted, new_clock, signals, signals_passed


def later(seconds: float):
    return START + timedelta(seconds=seconds)


def kinds(marks) -> list[str]:
    return [mark.kind for mark in marks]


# -- running ---------------------------------------------------------------------------------------------


def test_a_new_clock_stands_still_at_its_full_length() -> None:
    clock = new_clock(15)
    assert clock.left_at(later(500)) == 900
    assert not clock.running
    assert not clock.begun


def test_a_running_clock_counts_down_from_where_it_was_started() -> None:
    clock = new_clock(15).started(START)
    assert clock.left_at(later(61)) == 839
    assert clock.progress_at(later(450)) == 0.5


def test_a_pause_takes_no_time() -> None:
    clock = new_clock(15).started(START).paused(later(60)).started(later(1000))
    assert clock.left_at(later(1060)) == 780
    assert clock.used_at(later(1060)) == 120


def test_pausing_twice_changes_nothing_the_second_time() -> None:
    once = new_clock(15).started(START).paused(later(60))
    assert once.paused(later(600)) == once


def test_starting_a_running_clock_does_not_give_it_its_time_back() -> None:
    clock = new_clock(15).started(START)
    assert clock.started(later(100)) == clock


def test_overtime_counts_up_below_zero() -> None:
    clock = new_clock(1).started(START)
    assert clock.left_at(later(90)) == -30
    assert clock.used_at(later(90)) == 90
    assert clock.progress_at(later(90)) == 1.5


def test_a_time_of_day_before_the_start_gives_no_time_away() -> None:
    clock = new_clock(15).started(START)
    assert clock.left_at(later(-3600)) == 900
    assert clock.used_at(later(-3600)) == 0


@given(
    moves=st.lists(st.tuples(st.sampled_from(["start", "pause", "wait"]), st.floats(0, 4000)), max_size=20),
    minutes=st.integers(1, 480),
)
def test_what_is_left_and_what_is_used_always_make_up_the_length(
    moves: list[tuple[str, float]], minutes: int
) -> None:
    clock, at = new_clock(minutes), 0.0
    for move, seconds in moves:
        at += seconds
        if move == "start":
            clock = clock.started(later(at))
        elif move == "pause":
            clock = clock.paused(later(at))
        assert clock.left_at(later(at)) + clock.used_at(later(at)) == pytest.approx(minutes * 60)
        assert 0 <= clock.used_at(later(at)) <= at + 1e-6


# -- more and less time ----------------------------------------------------------------------------------


@pytest.mark.parametrize("turns", [False, True])
def test_a_minute_more_before_the_start_makes_the_step_a_minute_longer(turns: bool) -> None:
    assert adjusted(new_clock(15), 60, START, turns=turns) == (960, 960)


def test_a_minute_less_never_takes_more_than_is_left() -> None:
    clock = new_clock(10).started(START)
    assert adjusted(clock, -60, later(570), turns=False) == (0, 570)


def test_a_minute_less_in_overtime_changes_nothing() -> None:
    clock = new_clock(10).started(START)
    assert adjusted(clock, -60, later(630), turns=False) == (-30, 600)


def test_a_minute_more_in_overtime_is_a_minute_from_now() -> None:
    clock = new_clock(10).started(START)
    assert adjusted(clock, 60, later(780), turns=False) == (60, 840)


def test_a_minute_more_in_the_interviews_stretches_the_remaining_turns_of_all() -> None:
    # One minute more with ten left: what remains takes 11/10 of its time, for threes and fours alike.
    clock = new_clock(15).started(START)
    left, length = adjusted(clock, 60, later(300), turns=True)
    stretched = clock.set_to(left, length, later(300))
    assert left == 660
    assert stretched.progress_at(later(300)) == pytest.approx(1 / 3)
    assert stretched.progress_at(later(300 + 330)) == pytest.approx(2 / 3)
    assert stretched.progress_at(later(300 + 660)) == pytest.approx(1.0)


@given(st.integers(1, 60), st.floats(0, 0.99), st.floats(-600, 600))
def test_more_or_less_time_never_moves_the_interviews_to_another_turn(
    minutes: int, progress: float, seconds: float
) -> None:
    clock = new_clock(minutes).started(START)
    now = later(progress * clock.length)
    left, length = adjusted(clock, seconds, now, turns=True)
    if left >= 1:
        assert clock.set_to(left, length, now).progress_at(now) == pytest.approx(
            clock.progress_at(now), abs=1e-6
        )


def test_interviews_cut_to_nothing_and_given_a_minute_go_on_in_their_last_turn() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"), c.GoTo("interviews"), c.Next())
    case.wait(860)
    case.do(c.AddTime(-60))
    assert case.left() == 0
    case.do(c.AddTime(60))
    assert case.left() == 60
    assert case.progress() > 2 / 3


@given(
    st.integers(1, 480),
    st.floats(0, 40_000),
    st.floats(-7200, 7200),
    st.booleans(),
)
def test_time_left_is_never_taken_below_zero_and_the_length_stays_above(
    minutes: int, passed: float, seconds: float, turns: bool
) -> None:
    clock = new_clock(minutes).started(START)
    before = clock.left_at(later(passed))
    left, length = adjusted(clock, seconds, later(passed), turns=turns)
    assert left >= min(0, before)
    assert length > 0
    if seconds > 0:
        assert left >= before
    elif before > 0:
        assert left <= before


def test_setting_a_running_clock_lets_it_run_on() -> None:
    clock = new_clock(10).started(START).set_to(500, 700, later(60))
    assert clock.left_at(later(70)) == 490
    assert clock.used_at(later(70)) == 70


def test_setting_a_clock_that_stands_still_does_not_start_it() -> None:
    clock = new_clock(10).set_to(500, 700, START)
    assert clock.left_at(later(3600)) == 500


# -- signals ---------------------------------------------------------------------------------------------


def test_a_long_step_is_told_at_half_time_two_minutes_one_minute_and_zero() -> None:
    assert signals(900) == (("half", 450), ("two_minutes", 120), ("one_minute", 60), ("zero", 0))


@pytest.mark.parametrize("seconds", [300, 225, 61])
def test_a_round_of_five_minutes_or_less_is_told_only_at_one_minute_and_zero(seconds: float) -> None:
    assert kinds(signals(seconds)) == ["one_minute", "zero"]


def test_just_over_five_minutes_all_four_signals_come() -> None:
    assert kinds(signals(301)) == ["half", "two_minutes", "one_minute", "zero"]


def test_a_step_of_one_minute_is_not_told_at_its_start_that_a_minute_is_left() -> None:
    assert kinds(signals(60)) == ["zero"]


def test_a_signal_comes_when_its_mark_is_reached_and_only_then() -> None:
    assert kinds(signals_passed(900, 450.2, 450.0)) == ["half"]
    assert signals_passed(900, 450.0, 449.8) == ()


def test_after_a_stall_the_signals_missed_come_in_order() -> None:
    assert kinds(signals_passed(900, 130, -5)) == ["two_minutes", "one_minute", "zero"]


def test_in_overtime_no_signal_comes_again() -> None:
    assert signals_passed(900, -0.1, -600) == ()


@given(st.floats(1, 30_000), st.lists(st.floats(0, 700), max_size=60))
def test_however_often_one_looks_every_signal_comes_exactly_once(length: float, steps: list[float]) -> None:
    told, left = [], length
    for step in [*steps, left + 1]:
        told += signals_passed(length, left, left - step)
        left -= step
    told += signals_passed(length, left, min(left, -1))
    assert tuple(told) == signals(length)


# -- groups of different sizes ---------------------------------------------------------------------------


def test_in_fifteen_minutes_fours_change_every_3_45_and_pairs_at_7_30() -> None:
    assert turn_seconds(900, 4) == 225
    assert turn_seconds(900, 2) == 450
    clock = new_clock(15).started(START)
    heard = []
    for second in range(900):
        progress = clock.progress_at(later(second)), clock.progress_at(later(second + 1))
        heard += [(second + 1, change.sizes) for change in changes_between(*progress, (2, 3, 4))]
    assert heard == [
        (225, (4,)),
        (300, (3,)),
        (450, (2, 4)),
        (600, (3,)),
        (675, (4,)),
        (900, (2, 3, 4)),
    ]


def test_a_clock_without_length_is_over() -> None:
    assert StepClock(length=0, left=0).progress_at(START) == 1.0
