"""The time plan, a late start, and a clock that was forgotten, with the keys a hand presses."""

from datetime import timedelta
from typing import Any

import pytest
from desks import START
from pilots import NARROW, WIDE, Room, room
from rounds import STEPS

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.schedule import Schedule, schedule

GIVES: dict[str, dict[str, Any]] = {
    "interview": {"min": 12},
    "galleritur": {"optional": True, "min": 3},
    "brainstorm": {"min": 14},
    "rundgang": {"min": 6, "protected": True},
}


def late_agenda() -> Agenda:
    lists = {id_: {"title": id_, "one": id_, "many": id_} for id_ in ("styrker", "oensker", "emner")}
    steps = [{**step, **GIVES.get(step["id"], {})} for step in STEPS]
    return Agenda.model_validate({"title": "Prøve", "language": "da", "lists": lists, "steps": steps})


def plan(r: Room) -> Schedule:
    found = schedule(r.desk.state, r.desk.now())
    assert found is not None
    return found


async def be_late(r: Room, minutes: int = 8) -> None:
    await r.do(c.Next())
    await r.pass_time((3 + minutes) * 60)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_lateness_is_shown_after_a_warning_only(size: tuple[int, int]) -> None:
    async with room(agenda=late_agenda(), size=size) as r:
        await be_late(r)
        assert "bagud" not in r.text
        await r.press("k")
        assert r.open == "LateOverlay"
        assert "bagud" not in r.text
        await r.press("enter")
        assert "8 minutter bagud" in r.text
        assert "Skal indhentes: 8 minutter" in r.text
        assert all(len(row) <= size[0] for row in r.rows)
        await r.press("k")
        assert r.open == "MeetingScreen"
        assert "bagud" not in r.text
        await r.press("k")
        assert "bagud" not in r.text  # it warns each time


async def test_a_way_is_looked_at_applied_and_taken_back_as_one() -> None:
    async with room(agenda=late_agenda()) as r:
        await be_late(r)
        promised = plan(r).promised_end
        await r.press("k", "enter", "1")
        assert "Som valgt: slut" in r.text
        assert plan(r).over == 8 * 60  # nothing has changed yet
        await r.press("enter")
        assert r.open == "MeetingScreen"
        assert "Planen er ændret" in r.text
        assert "bagud" not in r.text
        assert plan(r).expected_end == promised
        changed = {row.step.id for row in plan(r).rows if row.changed}
        assert changed
        assert "rundgang" not in changed
        await r.press("g")
        assert "(20)" in r.text  # the planned minutes stand beside
        await r.press("g", "ctrl+z")
        assert not any(row.changed for row in plan(r).rows)


async def test_the_leader_chooses_who_pays_by_hand() -> None:
    async with room(agenda=late_agenda()) as r:
        await be_late(r)
        await r.press("k", "enter", "down", "minus", "minus", "minus", "minus")
        assert "mindst 12 minutter" in r.text
        await r.press("down", "delete")
        assert "udgår (5)" in r.text
        assert "Som valgt" in r.text
        await r.press("delete", "delete", "enter")
        rows = {row.step.id: row for row in plan(r).rows}
        assert rows["interview"].minutes == 12
        assert rows["galleritur"].dropped
        assert plan(r).over == 0


async def test_the_end_can_be_moved_instead_and_enter_alone_changes_nothing() -> None:
    async with room(agenda=late_agenda()) as r:
        await be_late(r)
        entries = len(r.desk.record.entries)
        await r.press("k", "enter", "enter")
        assert r.open == "LateOverlay"
        assert len(r.desk.record.entries) == entries
        before = plan(r).promised_end
        ways = len([row for row in r.rows if row[3:4].isdecimal()])
        await r.press(str(ways), "enter")
        assert plan(r).promised_end == before + timedelta(minutes=8)
        assert plan(r).over == 0


async def test_while_a_line_is_typed_a_function_key_opens_it_and_the_line_stays() -> None:
    async with room("brainstorm", agenda=late_agenda()) as r:
        await r.write("Mere k")
        assert r.open == "MeetingScreen"
        await r.press("f12")
        assert r.open == "LateOverlay"
        await r.press("f12")
        assert r.line.value == "Mere k"


async def test_a_late_start_asks_once_and_keeps_the_promised_end() -> None:
    async with room(agenda=late_agenda()) as r:
        await r.press("k")
        await r.write(r.desk.words.time_of_day(START) + "\n")
        assert "Program, begynder kl. 13.00" in r.text
        await r.pass_time(9 * 60)
        promised = plan(r).promised_end
        await r.press("pagedown")
        assert r.open == "LateStartOverlay"
        assert r.desk.state.step_id == ""
        await r.press("pagedown")
        assert r.desk.state.step_id == "tre"
        assert plan(r).promised_end == promised
        assert plan(r).behind == 9 * 60


async def test_a_late_start_moves_the_plan_where_that_is_chosen() -> None:
    async with room(agenda=late_agenda()) as r:
        await r.do(c.AgreeStart(START))
        await r.pass_time(9 * 60)
        await r.press("pagedown", "2", "enter")
        assert r.desk.state.step_id == "tre"
        assert plan(r).behind == 0.0
        await r.press("ctrl+z")
        assert r.desk.state.step_id == ""


async def test_a_meeting_that_begins_on_time_begins_on_one_key() -> None:
    async with room(agenda=late_agenda()) as r:
        await r.do(c.AgreeStart(START))
        await r.pass_time(40)
        await r.press("pagedown")
        assert r.desk.state.step_id == "tre"


async def test_a_time_that_is_none_is_refused_with_how_it_is_written() -> None:
    async with room(agenda=late_agenda()) as r:
        await r.press("k")
        await r.write("om lidt\n")
        assert r.open == "BeginsOverlay"
        await r.press("escape")
        assert r.desk.state.meeting_state is not None
        assert r.desk.state.meeting_state.start is None


async def test_a_forgotten_clock_is_set_back_with_a_number_and_enter() -> None:
    async with room("interview", agenda=late_agenda()) as r:
        await r.pass_time(120)
        await r.press("f")
        await r.write("2")
        assert "13:00 tilbage" in r.text
        await r.press("enter")
        assert r.open == "MeetingScreen"
        assert r.left == 13 * 60
        await r.pass_time(60)
        assert r.left == 12 * 60
        await r.press("ctrl+z")
        assert r.left == 15 * 60


async def test_what_is_no_number_of_minutes_is_refused_and_an_empty_line_goes_back() -> None:
    async with room("interview", agenda=late_agenda()) as r:
        await r.press("f")
        await r.write("to\n")
        assert r.open == "BeganOverlay"
        assert "2:30" in r.text
        await r.press("backspace", "backspace", "enter")
        assert r.open == "MeetingScreen"
        assert r.left == 15 * 60


async def test_next_passes_a_dropped_step_and_going_to_it_takes_it_back_in() -> None:
    async with room("interview", agenda=late_agenda()) as r:
        await r.do(c.ChangePlan((("galleritur", 0),)), c.Next(whole=True))
        assert r.desk.state.step_id == "seks"
        await r.press("g")
        assert "udgår (5)" in r.text
        await r.press("up", "enter")
        assert r.desk.state.step_id == "galleritur"
        assert not r.desk.state.state_of("galleritur").dropped
