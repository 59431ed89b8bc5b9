"""Ahead or behind, the expected and the promised end, a late start, and a clock that was forgotten."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from helpers import START, Case, small_data

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.schedule import Schedule, late_by, nearest_moment, read_ago, schedule

MINUTE = 60.0


def timed_data() -> dict[str, Any]:
    """Give a meeting of 2 h 15 that may last 2 h 20; its coffee may be dropped, its end is protected."""
    data = small_data()
    first = data["meetings"][0]
    first["minutes"] = 140
    by_id = {step["id"]: step for step in first["steps"]}
    by_id["coffee"] |= {"optional": True, "protected": False, "min": 5}
    by_id["sixes"]["min"] = 20
    by_id["tell"]["min"] = 8
    by_id["interviews"]["min"] = 12
    by_id["intro"]["min"] = 4
    by_id["vote"] |= {"min": 5, "protected": True}
    return data


def timed(people: int = 9) -> Case:
    return Case(people, agenda=Agenda.model_validate(timed_data()))


def plan(case: Case) -> Schedule:
    found = schedule(case.state, case.now)
    assert found is not None
    return found


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_on_time_the_steps_end_by_plan_and_the_promise_leaves_some_minutes() -> None:
    case = timed()
    case.do(c.Next())
    now = plan(case)
    assert (now.begins, now.planned_end, now.promised_end) == (at(0), at(130), at(140))
    assert (now.expected_end, now.behind, now.over) == (at(130), 0.0, -10 * MINUTE)
    assert [row.begins for row in now.rows][:4] == [at(0), at(10), at(15), at(30)]
    assert now.here == "intro"
    case.wait(9 * MINUTE)
    assert plan(case).behind == 0.0


def test_overtime_a_pause_and_a_minute_more_make_it_late_and_going_on_early_wins_time() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(13 * MINUTE)
    assert plan(case).behind == 3 * MINUTE
    case.do(c.GoTo("threes"), c.StartOrPause())
    case.wait(2 * MINUTE)
    assert plan(case).behind == 5 * MINUTE
    case.do(c.StartOrPause(), c.AddTime(60))
    assert plan(case).behind == 6 * MINUTE
    case.wait(60)
    case.do(c.GoTo("interviews"))
    assert plan(case).behind == MINUTE
    assert [row.expected for row in plan(case).rows][3] == case.now + timedelta(minutes=15)


def test_a_waiting_clock_makes_it_later_every_second() -> None:
    case = timed()
    case.do(c.GoTo("gallery"), c.StartOrPause())
    before = plan(case).expected_end
    case.wait(45)
    assert plan(case).expected_end == before + timedelta(seconds=45)


def test_looking_back_costs_the_time_it_takes_and_brings_no_step_back() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(10 * MINUTE)
    case.do(c.GoTo("gallery"))
    case.wait(4 * MINUTE)
    end = plan(case).expected_end
    case.do(c.GoTo("interviews"))
    case.wait(2 * MINUTE)
    now = plan(case)
    assert now.here == "gallery"
    assert now.expected_end == end + timedelta(minutes=2)
    case.do(c.StartOrPause())  # and it is given its fifteen minutes once more
    assert plan(case).expected_end == end + timedelta(minutes=17)


def test_a_slip_of_the_key_is_no_progress() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(60)
    case.do(c.GoTo("threes"))
    case.wait(5)
    case.do(c.GoTo("intro"), c.StartOrPause())
    now = plan(case)
    assert now.here == "intro"
    assert now.behind == pytest.approx(0.0, abs=6)


def test_before_it_began_the_agreed_start_holds_and_after_it_the_delay_grows() -> None:
    case = timed()
    case.do(c.AgreeStart(at(10)))
    assert plan(case).expected_end == at(140)
    assert plan(case).behind == 0.0
    case.wait(19 * MINUTE)
    assert plan(case).behind == 9 * MINUTE
    assert late_by(case.state, case.now) == 9 * MINUTE


@pytest.mark.parametrize(("shift", "behind", "promised"), [(False, 9, 140), (True, 0, 149)])
def test_a_late_start_keeps_the_end_or_shifts_the_plan(shift: bool, behind: int, promised: int) -> None:
    case = timed()
    case.do(c.AgreeStart(START))
    case.wait(9 * MINUTE)
    case.do(c.BeginMeeting(shift))
    assert case.state.step_id == "intro"
    assert (plan(case).behind, plan(case).promised_end) == (behind * MINUTE, at(promised))
    case.record.undo()
    assert case.state.step_id == ""
    assert plan(case).promised_end == at(140)


def test_a_start_agreed_on_another_day_does_not_make_a_meeting_late() -> None:
    case = timed()
    case.do(c.AgreeStart(START))
    case.wait(26 * 3600)
    assert late_by(case.state, case.now) == 0.0
    case.do(c.BeginMeeting())
    assert plan(case).behind == 0.0


def test_a_meeting_that_is_looked_into_weeks_later_has_no_lateness() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(21 * 86400)
    assert schedule(case.state, case.now) is None
    assert case.refuses(c.ChangePlan((("coffee", 0),))) == "refused.no_plan"


def test_a_moved_end_moves_the_plan_and_is_taken_back_as_one() -> None:
    case = timed()
    case.do(c.Next())
    case.do(c.ChangePlan((("coffee", 0), ("tell", 9)), at(145)))
    now = plan(case)
    assert (now.promised_end, now.planned_end) == (at(145), at(135))
    assert now.expected_end == at(117)
    case.record.undo()
    assert plan(case).promised_end == at(140)
    assert plan(case).expected_end == at(130)
    assert not any(row.changed for row in plan(case).rows)
    assert case.refuses(c.ChangePlan(end=at(-1))) == "refused.end_is_over"


def test_what_was_planned_and_what_it_is_now_are_both_kept() -> None:
    case = timed()
    case.do(c.Next(), c.ChangePlan((("coffee", 0), ("sixes", 21), ("walk", 14))))
    kept = {row.step.id: (row.planned, row.minutes, row.dropped) for row in plan(case).rows if row.changed}
    assert kept == {"coffee": (10, 10, True), "sixes": (30, 21, False), "walk": (10, 14, False)}
    assert case.left("sixes") == 21 * MINUTE


def test_a_dropped_step_is_passed_by_and_taken_back_by_going_to_it() -> None:
    case = timed()
    case.do(c.GoTo("gallery"), c.ChangePlan((("coffee", 0),)), c.Next(whole=True))
    assert case.state.step_id == "sixes"
    case.do(c.Back(whole=True))
    assert case.state.step_id == "gallery"
    case.do(c.GoTo("coffee"))
    assert not case.state.state_of("coffee").dropped
    assert case.left() == 10 * MINUTE
    case.record.undo()
    assert case.state.state_of("coffee").dropped
    case.do(c.ChangePlan((("coffee", 10),)))
    assert not case.state.state_of("coffee").dropped


@pytest.mark.parametrize(
    ("step", "minutes", "why"),
    [
        ("vote", 6, "refused.protected"),
        ("close", 0, "refused.not_optional"),
        ("walk", 0, "refused.not_optional"),
        ("tell", 7, "refused.below_min"),
        ("walk", 9, "refused.below_min"),
        ("threes", 4, "refused.not_coming"),
        ("gallery", 0, "refused.not_coming"),
        ("tell", 500, "refused.too_many_minutes"),
        ("nowhere", 5, "refused.no_such_step"),
    ],
)
def test_what_may_not_give_is_refused(step: str, minutes: int, why: str) -> None:
    case = timed()
    case.do(c.GoTo("gallery"))
    assert case.refuses(c.ChangePlan(((step, minutes),))) == why


def test_a_shorter_interview_that_runs_keeps_its_progress() -> None:
    case = timed()
    case.do(c.GoTo("interviews"), c.Next())
    case.wait(5 * MINUTE)
    case.do(c.ChangePlan((("interviews", 13),)))
    assert case.progress() == pytest.approx(1 / 3)
    assert case.left() == 8 * MINUTE
    assert plan(case).expected_end == case.now + timedelta(minutes=8 + 100)


def test_a_forgotten_clock_runs_from_when_the_step_began() -> None:
    case = timed()
    case.do(c.GoTo("interviews"))
    case.do(c.StartOrPause(), c.StartOrPause())
    case.wait(2 * MINUTE)
    case.do(c.SetBack(120))
    case.wait(60)
    assert case.left() == 12 * MINUTE
    assert case.here().clock.used_at(case.now) == 3 * MINUTE
    case.record.undo()
    assert not case.here().clock.running


def test_a_clock_started_too_early_is_set_forward_and_undo_lets_it_run_as_it_ran() -> None:
    case = timed()
    case.do(c.GoTo("gallery"))
    case.wait(4 * MINUTE)
    case.do(c.SetBack(60))
    assert case.left() == 9 * MINUTE
    case.wait(60)
    case.record.undo()
    assert case.left() == 5 * MINUTE


def test_setting_the_first_step_back_sets_the_beginning_of_the_meeting_back() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(7 * MINUTE)
    case.do(c.SetBack(0))
    assert plan(case).begins == at(7)
    case.do(c.GoTo("threes"))
    case.wait(60)
    case.do(c.SetBack(0))
    assert plan(case).begins == at(7)


def test_a_step_that_was_set_back_beyond_its_minutes_is_in_overtime() -> None:
    case = timed()
    case.do(c.GoTo("threes"), c.SetBack(400))
    assert case.left() == -100


def test_a_repeated_run_makes_the_plan_longer_and_not_late() -> None:
    data = timed_data()
    steps = data["meetings"][0]["steps"]
    steps[1]["repeat_from"] = "intro"
    case = Case(6, agenda=Agenda.model_validate(data))
    case.do(c.Next())
    case.wait(10 * MINUTE)
    case.do(c.GoTo("threes"))
    case.wait(5 * MINUTE)
    case.do(c.RepeatRun())
    assert plan(case).behind == 0.0
    assert plan(case).promised_end == at(140)


def test_the_facts_carry_their_outcome() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(60)
    changed = case.do(c.ChangePlan((("intro", 5), ("coffee", 0))))
    assert [(entry.step, entry.fact) for entry in changed] == [
        ("intro", f.StepMinutesChanged(minutes=5, left=240.0, length=300.0)),
        ("coffee", f.StepDropped()),
    ]
    assert len({entry.unit for entry in changed}) == 1


@pytest.mark.parametrize(
    ("typed", "now", "expected"),
    [
        (13 * 60, (2, 12, 52), (2, 13, 0)),
        (13 * 60, (2, 13, 9), (2, 13, 0)),
        (5, (2, 23, 55), (3, 0, 5)),
        (23 * 60 + 50, (2, 0, 5), (1, 23, 50)),
    ],
)
def test_a_time_of_day_is_the_nearest_one(
    typed: int, now: tuple[int, int, int], expected: tuple[int, int, int]
) -> None:
    here = START.astimezone().tzinfo
    wanted = datetime(2026, 3, *expected, tzinfo=here)
    assert nearest_moment(typed, datetime(2026, 3, *now, tzinfo=here).astimezone(UTC)) == wanted


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("2", 120), (" 2:30 ", 150), ("2.05", 125), ("0", 0), ("90", 5400), ("", None), ("2:7", None), ("2:75", None),
     ("-3", None), ("soon", None), ("481", None)],
)  # fmt: skip
def test_minutes_ago_are_typed_in_a_few_keys(typed: str, seconds: float | None) -> None:
    assert read_ago(typed) == seconds


def test_the_end_that_is_said_is_as_far_from_the_plan_as_the_minutes_that_are_said() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(90)
    case.do(c.GoTo("interviews"))
    now = plan(case)
    assert (now.behind / MINUTE, now.minutes_behind) == (-13.5, -13)
    assert now.said_end == now.planned_end - timedelta(minutes=13)
    case.wait(45 * MINUTE)
    now = plan(case)
    assert now.said_end - now.planned_end == timedelta(minutes=now.minutes_behind)


def test_a_step_has_the_minutes_it_was_given_in_its_course_but_not_those_it_took() -> None:
    case = timed()
    case.do(c.Next())
    case.wait(2 * MINUTE)
    case.do(c.AddTime(5 * MINUTE))
    intro = plan(case).rows[0]
    assert (intro.planned, intro.minutes) == (10, 15)
    case.wait(20 * MINUTE)
    assert plan(case).rows[0].minutes == 15
