"""Following up: late actions first, a status with a note, and corrections that keep what was."""

import re
from datetime import timedelta

import pytest
from pilots import room
from plan_desks import Host, act, agenda, asked, case, drawn, open_stage, press, three_actions, write
from rounds import SIZES

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.core.plans import action_of, in_order
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.follow_up import FollowUpStage

DAY = timedelta(days=1).total_seconds()


def at_follow_up(days: int = 0, *, adopt: bool = True) -> tuple[FollowUpStage, Host, Desk, SettableClock]:
    """Give the stage so many days after 23 November 2026."""
    desk, clock = case()
    three_actions(desk)
    if adopt:
        desk.do(c.AdoptPlan("tiltag"))
    clock.advance(days * DAY)
    stage, host = open_stage(desk, "fulgt", FollowUpStage)
    return stage, host, desk, clock


def actions(text: str) -> list[str]:
    """Give the numbers of the actions as they stand below each other."""
    return re.findall(r"^[► ] ?(\d+)  \S", text, re.MULTILINE)


def test_before_anything_is_due_the_next_day_of_the_plan_is_named() -> None:
    stage, _, _, _ = at_follow_up()
    assert "Intet haster. Næste dag i planen: 1. februar 2027" in asked(stage)


def test_the_late_come_first_with_their_days_then_the_due() -> None:
    stage, _, _, _ = at_follow_up(110)  # 13 March 2027: the follow-ups have come, weeks 5 and 9 have passed
    text = drawn(stage)
    assert actions(text) == ["3", "1", "2"]
    assert "34 dage over fristen" in text
    assert "6 dage over fristen" in text
    assert "frist 1. maj" in text
    assert "2 over fristen" in asked(stage)


def test_opened_a_year_later_it_says_what_is_due() -> None:
    stage, _, _, _ = at_follow_up(365)
    assert "3 over fristen" in asked(stage)
    assert "vedtaget 23. november 2026" in drawn(stage)


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_with_long_words_many_actions_and_a_long_log(size: tuple[int, int]) -> None:
    stage, host, desk, _ = at_follow_up(110)
    long = "meget lange ord om samarbejdet " * 6
    for at in range(8):
        item = act(desk, long, at % 3, owner=long)
        for number in range(4):
            desk.do(c.NoteStatus(item.id, "in_progress", f"{number} {long}"))
    for _ in range(11):
        text = drawn(stage, size)
        assert "►" in text
        assert "5 opgivet" in text
        stage.key("down", None)
    assert "mere: Enter" in text
    press(stage, "2")
    drawn(stage, size)
    press(stage, "escape", "enter")
    for _ in range(12):
        drawn(stage, size)
        stage.key("down", None)
    assert host.told == []


def test_a_digit_sets_the_status_and_a_note_may_be_typed() -> None:
    stage, host, desk, _ = at_follow_up(110)
    third = in_order(desk.state, "tiltag")[2]
    press(stage, "2")
    assert stage.prompt() == "Note"
    assert "Nr. 3: i gang" in asked(stage)
    assert action_of(desk.state, third.id).log == ()  # nothing before Enter
    write(stage, host, "Køkkenet er spurgt")
    assert [(each.status, each.note) for each in action_of(desk.state, third.id).log] == [
        ("in_progress", "Køkkenet er spurgt")
    ]
    text = drawn(stage)
    assert "13. marts  i gang: Køkkenet er spurgt" in text
    assert "i gang" in next(row for row in text.split("\n") if row.startswith("► 3"))
    host.undo()
    assert action_of(desk.state, third.id).status == "not_started"


@pytest.mark.parametrize(
    ("digit", "status"),
    [("1", "not_started"), ("2", "in_progress"), ("3", "done"), ("4", "postponed"), ("5", "dropped")],
)
def test_enter_alone_notes_the_status_without_a_note(digit: str, status: str) -> None:
    stage, host, desk, _ = at_follow_up()
    press(stage, digit)
    write(stage, host, "")
    first = in_order(desk.state, "tiltag")[0]
    assert [(each.status, each.note) for each in action_of(desk.state, first.id).log] == [(status, "")]


def test_next_takes_the_status_that_waits_and_escape_drops_it() -> None:
    stage, _, desk, _ = at_follow_up()
    first = in_order(desk.state, "tiltag")[0]
    press(stage, "3", "escape")
    assert action_of(desk.state, first.id).log == ()
    press(stage, "3")
    assert stage.before_next()
    assert action_of(desk.state, first.id).status == "done"
    assert not stage.before_next()


def test_what_has_ended_stays_in_sight_and_nothing_jumps_while_the_list_is_gone_through() -> None:
    stage, host, desk, _ = at_follow_up(110)
    press(stage, "5")
    write(stage, host, "Ingen ville")
    assert actions(drawn(stage)) == ["3", "1", "2"]
    assert "opgivet" in drawn(stage)
    again, _ = open_stage(desk, "fulgt", FollowUpStage)
    assert actions(drawn(again)) == ["1", "2", "3"]


def test_a_correction_keeps_what_was_before_in_the_details_and_in_the_log() -> None:
    stage, host, desk, clock = at_follow_up()
    drawn(stage)
    clock.advance(161 * DAY)  # 3 May 2027
    press(stage, "enter", "home", "down", "down", "down", "down", "enter")
    assert host.entry == "uge 9"
    write(stage, host, "1. juni")
    text = drawn(stage)
    assert "1. juni 2027" in text
    assert "før: uge 9, ændret 3. maj" in text
    press(stage, "home", "enter")
    write(stage, host, "Vagtplanen i tide")
    assert "før: Vagtplan lægges 4 uger før, ændret 3. maj" in drawn(stage)
    press(stage, "pagedown")
    text = drawn(stage)
    assert "Frist ændret, før: uge 9" in text
    assert "Tiltag ændret, før: Vagtplan lægges 4 uger før" in text
    assert texts_of(desk)[0] == "Vagtplanen i tide"


def texts_of(desk: Desk) -> list[str]:
    return [item.text for item in in_order(desk.state, "tiltag")]


def test_the_whole_log_is_in_the_details() -> None:
    stage, _, desk, _ = at_follow_up()
    first = in_order(desk.state, "tiltag")[0]
    for number in range(6):
        desk.do(c.NoteStatus(first.id, "in_progress", f"Nr {number}"))
    assert "mere: Enter" in drawn(stage)
    press(stage, "enter", "end")
    text = drawn(stage)
    assert all(f"Nr {number}" in text for number in range(6))


def test_a_new_action_is_marked_as_new() -> None:
    stage, host, _, _ = at_follow_up(10)
    press(stage, "n", "0", "enter")
    write(stage, host, "Et nyt tiltag")
    press(stage, "pagedown")
    assert "Et nyt tiltag (ny)" in drawn(stage)
    assert stage.item is not None
    assert stage.item.text == "Et nyt tiltag"


def test_what_was_taken_off_the_adopted_plan_stays_visible_and_can_be_put_back() -> None:
    desk, _ = case()
    items = three_actions(desk)
    desk.do(c.AdoptPlan("tiltag"))
    desk.do(c.WithdrawIdea(items[1].id))
    stage, host = open_stage(desk, "fulgt", FollowUpStage)
    assert "taget af planen" in drawn(stage)
    press(stage, "end", "2")
    assert host.told[-1].id == "follow_up.is_off"
    press(stage, "enter")
    assert desk.state.items[items[1].id].stands
    assert "sat på planen igen" in drawn(stage)


def test_a_plan_that_was_never_adopted_is_adopted_here() -> None:
    stage, _, desk, _ = at_follow_up(adopt=False)
    assert "ikke vedtaget" in drawn(stage)
    press(stage, "a")
    assert desk.state.adopted
    assert "ikke vedtaget" not in drawn(stage)


def test_w_opens_the_thread() -> None:
    stage, host, desk, _ = at_follow_up()
    press(stage, "w")
    assert host.opened == [("thread", in_order(desk.state, "tiltag")[0].id)]


def test_an_empty_plan_takes_a_first_action() -> None:
    desk, _ = case()
    stage, _ = open_stage(desk, "fulgt", FollowUpStage)
    assert "Tast n" in drawn(stage)
    press(stage, "n")
    assert "Hvilket emne" in asked(stage)


async def test_a_status_with_a_note_with_the_keys_a_hand_presses() -> None:
    async with room("plan", agenda=agenda()) as r:
        await r.do(c.AddAction("tiltag", "Fælles frokost"), c.GoTo("fulgt"))
        await r.press("2")
        await r.write("5 er spurgt")
        await r.press("pagedown")
        (item,) = in_order(r.desk.state, "tiltag")
        assert action_of(r.desk.state, item.id).log[-1].note == "5 er spurgt"
        assert r.desk.state.step_id == "fulgt"
        assert r.rows[-3].strip().startswith("1 ikke startet")  # the row that was typed in has gone
