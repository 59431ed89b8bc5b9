"""The time a meeting goes by, when the computer's own time is not to be trusted."""

from datetime import timedelta

import pytest
from helpers import START, Case
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.clock import FastClock, SettableClock
from apv_tui.core.timekeeper import Timekeeper


def kept() -> tuple[SettableClock, Timekeeper]:
    clock = SettableClock(START)
    return clock, Timekeeper(clock)


def test_time_passes_as_on_the_wall() -> None:
    clock, keeper = kept()
    clock.advance(90)
    assert keeper.now() == START + timedelta(seconds=90)
    assert keeper.gap() == 0


def test_a_computer_clock_that_is_set_back_does_not_move_a_running_round() -> None:
    clock, keeper = kept()
    clock.advance(60)
    clock.sleep(-3600)
    clock.advance(5)
    assert keeper.now() == START + timedelta(seconds=65)
    assert keeper.gap() == 0


def test_a_laptop_that_slept_twelve_minutes_leaves_a_gap_of_twelve_minutes() -> None:
    clock, keeper = kept()
    clock.advance(60)
    clock.sleep(720)
    assert keeper.gap() == 720
    assert keeper.now() == START + timedelta(seconds=60)


def test_after_catching_up_the_gap_is_gone_and_the_time_is_that_of_the_wall() -> None:
    clock, keeper = kept()
    clock.sleep(720)
    keeper.catch_up()
    clock.advance(10)
    assert keeper.gap() == 0
    assert keeper.now() == START + timedelta(seconds=730)


@pytest.mark.parametrize(("slept", "asked"), [(30, 0), (30.5, 30.5), (12, 0)])
def test_nobody_is_asked_about_half_a_minute_or_less(slept: float, asked: float) -> None:
    clock, keeper = kept()
    clock.sleep(slept)
    assert keeper.gap() == asked


def test_short_naps_add_up_until_somebody_is_asked() -> None:
    clock, keeper = kept()
    for _ in range(4):
        clock.sleep(10)
        clock.advance(60)
    assert keeper.gap() == 40


@given(st.lists(st.tuples(st.floats(0, 3600), st.floats(-7200, 7200)), max_size=20))
def test_the_time_of_the_meeting_never_runs_backwards_whatever_the_wall_clock_does(
    moves: list[tuple[float, float]],
) -> None:
    clock, keeper = kept()
    before = keeper.now()
    for passed, jump in moves:
        clock.advance(passed)
        clock.sleep(jump)
        assert keeper.now() >= before
        assert keeper.gap() >= 0
        before = keeper.now()


# -- what the leader says about a gap --------------------------------------------------------------------


def slept_in_the_break(case: Case) -> None:
    case.do(c.GoTo("coffee"))
    case.wait(120 + 720)  # two minutes of break, then the lid was closed for twelve


def test_a_gap_that_does_not_count_gives_the_step_its_time_back() -> None:
    case = Case()
    slept_in_the_break(case)
    case.do(c.AnswerGap(720, counted=False))
    assert case.left() == 480
    case.wait(10)
    assert case.left() == 470


def test_a_gap_that_does_not_count_is_not_counted_as_time_used_either() -> None:
    case = Case()
    slept_in_the_break(case)
    case.do(c.AnswerGap(720, counted=False))
    case.wait(10)
    assert case.clock_of("coffee").used_at(case.now) == 130


def test_a_gap_that_counts_leaves_the_clock_where_it_is() -> None:
    case = Case()
    slept_in_the_break(case)
    case.do(c.AnswerGap(720, counted=True))
    assert case.left() == -240
    assert case.clock_of("coffee").used_at(case.now) == 840


def test_a_gap_while_the_clock_stood_still_changes_nothing_about_it() -> None:
    case = Case()
    case.do(c.GoTo("coffee"), c.StartOrPause())
    case.wait(720)
    case.do(c.AnswerGap(720, counted=False))
    assert case.left() == 600


def test_a_gap_in_the_lobby_can_be_answered_too() -> None:
    case = Case()
    assert [entry.step for entry in case.do(c.AnswerGap(720, counted=False))] == [""]


# -- a clock that runs fast ------------------------------------------------------------------------------


def test_at_sixty_times_the_speed_a_minute_takes_a_second_and_leaves_no_gap() -> None:
    base = SettableClock(START)
    keeper = Timekeeper(FastClock(60, base))
    base.advance(15)
    assert keeper.now() == START + timedelta(minutes=15)
    assert keeper.gap() == 0


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_a_speed_that_gets_nowhere_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        FastClock(speed, SettableClock(START))
