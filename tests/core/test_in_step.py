"""Two windows on one meeting show the same second at the same moment, whatever the computer's clock does."""

import random
from datetime import timedelta

import pytest
from helpers import START

from apv_tui.core.clock import Clock, FastClock, SettableClock
from apv_tui.core.in_step import (
    Beat,
    FollowingTimekeeper,
    beat_of,
    second_of,
    seconds_to_tick,
    time_there,
)
from apv_tui.core.timekeeper import Timekeeper

SPEEDS = (0.5, 1.0, 7.0, 20.0, 60.0, 3600.0)
MOST_APART = timedelta(seconds=0.05)


def leading(base: Clock, speed: float) -> Timekeeper:
    return Timekeeper(base if speed == 1 else FastClock(speed, base))


@pytest.mark.parametrize("speed", SPEEDS)
def test_one_who_starts_later_goes_by_the_same_time(speed: float) -> None:
    base = SettableClock(START)
    leads = leading(base, speed)
    base.advance(100)
    beat = beat_of(leads, base, speed)
    base.advance(1234.5)
    follows = FollowingTimekeeper(base, not_before=START)
    follows.follow(beat)
    assert follows.speed == speed
    for seconds in (0.0, 0.25, 3.0, 900.0):
        base.advance(seconds)
        assert abs(follows.now() - leads.now()) < timedelta(milliseconds=1)
        assert follows.gap() == 0.0


def test_a_clock_that_was_set_a_little_in_between_moves_neither() -> None:
    base = SettableClock(START)
    leads = Timekeeper(base)
    base.sleep(8)  # the network has set the time of day
    follows = FollowingTimekeeper(base)
    assert follows.now() - leads.now() == timedelta(seconds=8), "left alone it would be apart"
    follows.follow(beat_of(leads, base, 1.0))
    assert follows.now() == leads.now()
    base.sleep(-3600)
    base.advance(5)
    assert follows.now() == leads.now()


def test_what_was_said_before_the_computer_was_started_anew_is_nothing() -> None:
    before = SettableClock(START)
    before.advance(7200)
    beat = beat_of(Timekeeper(before), before, 60.0)
    anew = SettableClock(START + timedelta(hours=9))
    follows = FollowingTimekeeper(anew)
    follows.follow(beat)
    assert (follows.now(), follows.speed) == (anew.utc(), 1.0)
    anew.advance(7300)  # its steady clock has come past what was said
    assert time_there(beat, anew) is None


def test_after_sleep_it_goes_by_what_is_said_anew() -> None:
    base = SettableClock(START)
    leads, follows = Timekeeper(base), FollowingTimekeeper(base)
    said: list[Beat] = []
    leads.on_caught_up = lambda: said.append(beat_of(leads, base, 1.0))
    follows.follow(beat_of(leads, base, 1.0))
    base.sleep(720)
    follows.catch_up()
    assert follows.now() == base.utc(), "by itself, as whoever led may be gone"
    leads.catch_up()
    follows.follow(said[0])
    base.advance(10)
    assert follows.now() == leads.now() == base.utc()


def test_one_that_was_stopped_comes_back_to_the_time_of_the_other() -> None:
    base = SettableClock(START)
    leads = Timekeeper(base)
    base.sleep(8)
    follows = FollowingTimekeeper(base)
    follows.follow(beat_of(leads, base, 1.0))
    base.advance(600)
    follows.catch_up()
    assert follows.now() == leads.now()


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("running", [True, False])
def test_both_look_at_the_clock_within_a_twentieth_of_a_second(speed: float, running: bool) -> None:
    """Each is started, and woken by what happens, at a moment of its own; their looks fall together."""
    chance = random.Random(int(speed * 10))
    base = SettableClock(START)
    keeper = leading(base, speed)
    looks = []
    for _ in range(6):
        base.advance(chance.random() * 3)
        now, steady = keeper.now(), base.monotonic()
        left = (START + timedelta(seconds=600) - now).total_seconds() if running else None
        looks.append(steady + seconds_to_tick(now, left, steady, speed))
    second = second_of(speed)
    phases = [(look - looks[0]) / second for look in looks]
    apart = max(abs(phase - round(phase)) * second for phase in phases)
    assert timedelta(seconds=apart) < MOST_APART
    assert second * speed >= 1.0, "never more often than the seconds change"


def test_a_second_is_shown_as_it_begins() -> None:
    assert seconds_to_tick(START, 12.25, 0.0, 1.0) == pytest.approx(0.25)
    assert seconds_to_tick(START, -3.75, 0.0, 1.0) == pytest.approx(0.25), "overtime counts up"
    assert seconds_to_tick(START, 12.5, 0.0, 10.0) == pytest.approx(0.05)
    assert seconds_to_tick(START + timedelta(seconds=0.75), None, 0.0, 1.0) == pytest.approx(0.25)
