"""The running order: when each step begins, which groups so many people make, and which lists flow where."""

from pathlib import Path
from typing import Any

import pytest
from helpers import small_agenda, small_data
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.agenda import Agenda, Rounds
from apv_tui.core.messages import Refused
from apv_tui.core.running_order import (
    groups_plan,
    odd_groups,
    read_time,
    rounds_of,
    running_order,
    sizes_beside,
    turns_in,
)
from apv_tui.files.agenda_file import read_agenda_file

AGENDAS = sorted((Path(__file__).parents[2] / "agendas").glob("*.yaml"))


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_each_step_stands_once_and_begins_where_the_one_before_ends(path: Path) -> None:
    agenda = read_agenda_file(path).agenda
    orders = running_order(agenda)
    assert [order.meeting for order in orders] == list(agenda.meetings)
    for order in orders:
        assert [row.step for row in order.rows] == list(order.meeting.steps)
        assert order.rows[0].begins == 0
        assert all(row.ends - row.begins == row.step.minutes for row in order.rows)
        assert [row.ends for row in order.rows[:-1]] == [row.begins for row in order.rows[1:]]
        assert order.planned == order.rows[-1].ends == sum(step.minutes for step in order.meeting.steps)
        assert tuple(row.section for row in order.rows if row.section) == order.meeting.sections()


def test_the_time_set_aside_is_held_against_the_steps() -> None:
    data = small_data()
    planned = sum(step["minutes"] for step in data["meetings"][0]["steps"])
    for minutes, spare in ((planned + 10, 10), (planned - 5, -5)):
        data["meetings"][0]["minutes"] = minutes
        order = running_order(Agenda.model_validate(data))[0]
        assert (order.set_aside, order.spare) == (minutes, spare)
    assert order.breaks == 10
    assert running_order(small_agenda())[0].spare == 0


def test_lists_that_come_from_an_earlier_meeting_are_named_once() -> None:
    data = small_data()
    data["meetings"][1]["steps"][0]["uses"] = ["wishes", "topics"]
    data["meetings"][1]["steps"].append(
        {"id": "look", "kind": "talk", "title": "Look", "minutes": 5, "uses": ["later", "wishes"]}
    )
    first, second = running_order(Agenda.model_validate(data))
    assert first.earlier == ()
    assert second.earlier == ("wishes", "topics")


@given(people=st.integers(0, 200))
def test_the_groups_take_in_everybody_in_the_sizes_that_were_announced(people: int) -> None:
    meeting = small_agenda().meetings[0]
    for step in meeting.steps:
        plan = groups_plan(meeting, step, people)
        if plan is None or plan.size is None:
            continue
        assert sum(plan.sizes) == people
        assert sum(n * size for n, size in plan.counts) == people
        if people >= 2 * plan.size:
            assert {*plan.sizes} <= {plan.size, *plan.others}


def beside(data: dict[str, Any]) -> tuple[int, ...]:
    meeting = Agenda.model_validate(data).meetings[0]
    return sizes_beside(meeting, meeting.steps[1])


def test_the_sizes_that_can_come_up_follow_the_rule_of_the_agenda() -> None:
    data = small_data()
    threes = data["meetings"][0]["steps"][1]
    assert beside(data) == (4,)
    threes["remainder"] = "smaller"
    assert beside(data) == (2,)
    threes["group_size"] = 2
    assert beside(data) == (3,)


@pytest.mark.parametrize("people", [4, 7, 13, 58])
def test_odd_groups_have_as_much_time_in_all_as_the_others(people: int) -> None:
    meeting = small_agenda().meetings[0]
    rounds = rounds_of(meeting, "threes")
    assert rounds is not None
    plan = groups_plan(meeting, rounds, people)
    assert plan is not None
    for odd in odd_groups(plan.sizes, rounds.minutes * 60):
        assert odd.n == plan.sizes.count(odd.size)
        assert odd.size * odd.turn == odd.main * odd.main_turn == rounds.minutes * 60
    for turns in turns_in(rounds, plan):
        assert len(turns.changes) == turns.size - 1
        assert turns.changes[0] == pytest.approx(turns.seconds)


def test_turns_are_told_for_every_size_there_can_be_while_nobody_knows_how_many_come() -> None:
    meeting = small_agenda().meetings[0]
    rounds = rounds_of(meeting, "threes")
    assert isinstance(rounds, Rounds)
    assert [turns.size for turns in turns_in(rounds, groups_plan(meeting, rounds))] == [3, 4]


def test_a_run_that_can_be_gone_through_again_says_how_long_it_is() -> None:
    data = small_data()
    data["meetings"][0]["steps"][2]["repeat_from"] = "threes"
    rows = running_order(Agenda.model_validate(data))[0].rows
    assert [row.again for row in rows[:4]] == [0, 0, 5 + 15, 0]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("13:00", 780),
        ("13.30", 810),
        ("9", 540),
        ("09:05", 545),
        ("kl. 13", 780),
        ("13.00 uur", 780),
        ("0:00", 0),
    ],
)
def test_a_time_of_day_is_read_as_people_write_it(typed: str, minutes: int) -> None:
    assert read_time(typed) == minutes


@pytest.mark.parametrize("typed", ["", "24:00", "13:60", "-1", "half past one", "13:0", "1300", "9 9"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_time(typed)
    assert refused.value.reason.id == "show.not_time"


def test_changed_minutes_move_what_comes_after_and_a_dropped_step_takes_none() -> None:
    agenda = small_agenda()
    first, second, third, *_ = running_order(agenda, changed={"intro": 7, "threes": 0})[0].rows
    assert [(row.begins, row.minutes) for row in (first, second, third)] == [(0, 7), (7, 0), (7, 15)]
    assert running_order(agenda, changed={"intro": 7, "threes": 0})[0].planned == 122
