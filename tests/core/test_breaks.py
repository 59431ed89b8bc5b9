"""Time in which a meeting stands: breaks with a clock of their own, pauses, and what they were for."""

from datetime import datetime, timedelta

import pytest
from helpers import START, Case

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.break_length import read_break
from apv_tui.core.messages import Refused
from apv_tui.core.pauses import last_pause, pauses_of, recess_of, recess_seconds, stood
from apv_tui.core.schedule import schedule


def at_work(minutes: float = 4) -> Case:
    """Give a meeting that has been at its brainstorm of 30 minutes for some of them."""
    case = Case()
    case.do(c.GoTo("sixes"))
    if not case.here().clock.running:
        case.do(c.StartOrPause())
    case.wait(60 * minutes)
    return case


def ends(case: Case) -> datetime:
    plan = schedule(case.state, case.now)
    assert plan is not None
    return plan.expected_end


# -- how long ----------------------------------------------------------------------------------------------


def local(hour: int, minute: int) -> datetime:
    return datetime(2026, 3, 2, hour, minute).astimezone()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("10", 10),
        (" 10 min ", 10),
        ("15 minutter", 15),
        ("480", 480),
        ("14:10", 12),
        ("14.10", 12),
        ("kl. 14.10", 12),
    ],
)
def test_a_break_is_typed_in_minutes_or_by_the_time_to_be_back(typed: str, minutes: int) -> None:
    assert read_break(typed, local(13, 58)) == 60 * minutes


def test_a_time_that_is_past_is_that_of_the_next_day() -> None:
    assert read_break("0:15", local(23, 55)) == 1200


@pytest.mark.parametrize("typed", ["0", "481", "13:57", "soon", "", "10:75", "-5"])
def test_what_is_no_break_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_break(typed, local(13, 58))


# -- a break -----------------------------------------------------------------------------------------------


def test_the_steps_clock_stands_in_a_break_and_goes_on_where_it_stood() -> None:
    case = at_work()
    case.do(c.TakeBreak(600))
    case.wait(540)
    assert (case.left(), recess_seconds(case.state, case.now)) == (1560, 60)
    case.wait(120)
    case.do(c.EndBreak())
    assert recess_of(case.state) is None
    case.wait(10)
    assert case.left() == 1550
    assert case.clock_of("sixes").used_at(case.now) == 250


def test_a_clock_that_stood_before_a_break_stands_after_it() -> None:
    case = at_work()
    case.do(c.StartOrPause(), c.TakeBreak(600))
    case.wait(600)
    case.do(c.EndBreak())
    case.wait(60)
    assert case.left() == 1560
    assert not case.here().clock.running


def test_the_expected_end_has_the_break_in_it_from_its_first_second_to_its_last() -> None:
    case = at_work()
    before = ends(case)
    case.do(c.TakeBreak(600))
    assert ends(case) == before + timedelta(minutes=10)
    case.wait(300)
    assert ends(case) == before + timedelta(minutes=10)
    case.wait(420)
    assert ends(case) == before + timedelta(minutes=12), "the room is not back yet"
    case.do(c.EndBreak())
    assert ends(case) == before + timedelta(minutes=12)


def test_a_minute_more_is_the_breaks_and_a_time_typed_anew_sets_it() -> None:
    case = at_work()
    case.do(c.TakeBreak(600))
    case.wait(60)
    case.do(c.AddTime(60))
    assert (recess_seconds(case.state, case.now), case.left()) == (600, 1560)
    case.do(c.TakeBreak(120))
    assert recess_seconds(case.state, case.now) == 120
    case.wait(300)
    case.do(c.AddTime(60))
    assert recess_seconds(case.state, case.now) == 60, "in overtime a minute counts from now"
    assert len({entry.fact.kind for entry in case.record.entries if entry.fact.kind == "break_taken"}) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", [c.Next(), c.Back(), c.Next(whole=True)])
def test_to_go_on_in_a_break_ends_it_and_goes_nowhere_else(command: c.Command) -> None:
    case = at_work()
    case.do(c.TakeBreak(600))
    case.wait(60)
    case.do(command)
    assert (recess_of(case.state), case.state.step_id, case.here().clock.running) == (None, "sixes", True)


@pytest.mark.parametrize("command", [c.StartOrPause(), c.Begin(), c.SetBack(60)])
def test_the_steps_clock_cannot_be_moved_in_a_break(command: c.Command) -> None:
    case = at_work()
    case.do(c.TakeBreak(600))
    assert case.refuses(command) == "refused.in_break"


def test_to_go_to_another_step_ends_the_break_and_is_taken_back_into_it() -> None:
    case = at_work()
    case.do(c.TakeBreak(600))
    case.wait(60)
    case.do(c.GoTo("vote"))
    assert recess_of(case.state) is None
    case.record.undo()
    assert recess_of(case.state) is not None
    case.do(c.EndBreak())
    assert (case.state.step_id, case.left()) == ("sixes", 1560)


def test_the_room_that_goes_elsewhere_from_a_break_knows_that_the_clock_ran() -> None:
    case = at_work()
    case.do(c.TakeBreak(600))
    case.wait(60)
    case.do(c.GoTo("intro"), c.Return())
    assert (case.state.step_id, case.here().clock.running) == ("sixes", True)


def test_there_is_a_break_in_the_lobby_of_a_meeting_that_began_and_none_before() -> None:
    case = Case()
    assert case.refuses(c.TakeBreak(600)) == "refused.break_before"
    case.do(c.Next(), c.GoTo(""), c.TakeBreak(600))
    case.wait(600)
    case.do(c.EndBreak())
    assert [pause.what for pause in pauses_of(case.state)] == ["break"]


@pytest.mark.parametrize("seconds", [0, -60, 8 * 3600 + 1])
def test_a_break_lasts_more_than_nothing_and_at_most_eight_hours(seconds: float) -> None:
    assert at_work().refuses(c.TakeBreak(seconds)) == "refused.break_length"


def test_nothing_ends_where_there_is_no_break() -> None:
    assert at_work().refuses(c.EndBreak()) == "refused.no_break"


def test_undo_of_what_was_noted_before_leaves_the_break_alone() -> None:
    case = at_work()
    case.note("A wish")
    case.do(c.TakeBreak(600))
    case.record.undo()
    assert recess_of(case.state) is not None
    assert not case.state.standing("wishes")


# -- pauses ------------------------------------------------------------------------------------------------


def test_a_pause_is_kept_with_its_length_and_can_be_given_a_name() -> None:
    case = at_work()
    case.do(c.StartOrPause())
    case.wait(200)
    case.do(c.StartOrPause())
    pause = last_pause(case.state)
    assert pause is not None
    assert (pause.step, pause.seconds, pause.began) == ("sixes", 200, START + timedelta(seconds=240))
    case.do(c.NamePause("technical"))
    assert last_pause(case.state) is None, "it is asked once"
    assert stood(case.state) == (200, (("technical", 200),))
    case.record.undo()
    assert stood(case.state).by == (("unsaid", 200),)


def test_a_pause_that_ends_with_the_next_step_is_kept_too() -> None:
    case = at_work()
    case.do(c.StartOrPause())
    case.wait(90)
    case.do(c.GoTo("vote"))
    assert [(pause.step, pause.seconds) for pause in pauses_of(case.state)] == [("sixes", 90)]


def test_pauses_and_breaks_add_up_by_what_they_were_for() -> None:
    case = at_work()
    for what in ("discussion", "technical", "discussion"):
        case.do(c.StartOrPause())
        case.wait(100)
        case.do(c.StartOrPause(), c.NamePause(what))  # type: ignore[arg-type]
    case.do(c.TakeBreak(600))
    case.wait(660)
    case.do(c.EndBreak())
    assert stood(case.state) == (960, (("break", 660), ("discussion", 200), ("technical", 100)))


def test_an_earlier_pause_is_named_by_its_id() -> None:
    case = at_work()
    for _ in range(2):
        case.do(c.StartOrPause())
        case.wait(100)
        case.do(c.StartOrPause())
    first = pauses_of(case.state)[0]
    case.do(c.NamePause("other", first.id))
    assert [pause.what for pause in pauses_of(case.state)] == ["other", ""]
    assert case.refuses(c.NamePause("other", "unknown")) == "refused.no_pause"


@pytest.mark.parametrize("seconds", [10, 20 * 3600])
def test_a_slip_of_the_key_and_the_night_between_are_no_pauses(seconds: float) -> None:
    case = at_work()
    case.do(c.StartOrPause())
    case.wait(seconds)
    case.do(c.StartOrPause(), c.TakeBreak(600))
    case.wait(seconds)
    case.do(c.EndBreak())
    assert pauses_of(case.state) == ()


def test_half_a_minute_is_kept_and_not_asked_about() -> None:
    case = at_work()
    case.do(c.StartOrPause())
    case.wait(40)
    case.do(c.StartOrPause())
    assert (len(pauses_of(case.state)), last_pause(case.state)) == (1, None)


def test_a_pause_is_over_when_the_clock_is_set_to_when_the_step_began() -> None:
    case = at_work()
    case.do(c.StartOrPause())
    case.wait(60)
    case.do(c.SetBack(0))
    case.wait(300)
    case.do(c.StartOrPause())
    assert [pause.seconds for pause in pauses_of(case.state)] == [60]


# -- a laptop that slept -----------------------------------------------------------------------------------


def test_time_nobody_led_counts_as_the_steps_as_a_break_or_not_at_all() -> None:
    seen = {}
    for name, command in (
        ("step", c.AnswerGap(720, counted=True)),
        ("break", c.AnswerGap(720, counted=False, as_break=True)),
        ("none", c.AnswerGap(720, counted=False)),
    ):
        case = at_work()
        case.wait(720)
        case.do(command)
        used = case.clock_of("sixes").used_at(case.now)
        seen[name] = (case.left(), used, stood(case.state).by, (ends(case) - START).total_seconds() / 60)
    assert seen["step"] == (840, 960, (), seen["step"][3])
    assert seen["break"] == (1560, 240, (("break", 720),), seen["step"][3] + 12)
    assert seen["none"] == (1560, 240, (), seen["step"][3] + 12)


def test_a_break_goes_by_the_time_of_day_while_the_lid_is_closed() -> None:
    case = at_work()
    case.do(c.TakeBreak(900))
    case.wait(720)
    assert recess_seconds(case.state, case.now) == 180
    assert case.left() == 1560


def test_what_an_older_file_says_of_a_gap_is_read_as_before() -> None:
    assert (
        f.GapAnswered.model_validate({"kind": "gap_answered", "seconds": 5.0, "counted": True}).as_break
        is False
    )
