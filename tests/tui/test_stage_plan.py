"""The action plan from the keyboard: new actions, their details, their order, and what is missing."""

from typing import Any

import pytest
from desks import grid
from pilots import room
from plan_desks import (
    PROPOSALS,
    WISHES,
    Host,
    act,
    agenda,
    asked,
    case,
    drawn,
    open_stage,
    press,
    texts,
    three_actions,
    write,
)
from rounds import SIZES

from apv_tui.core import commands as c
from apv_tui.core.plans import action_of, in_order
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.plan import PlanStage


def at_plan(*, filled: bool = True, proposals: bool = False) -> tuple[PlanStage, Host, Desk]:
    desk, _ = case(proposals=proposals)
    if filled:
        three_actions(desk)
    stage, host = open_stage(desk, "plan", PlanStage)
    return stage, host, desk


def newest(desk: Desk) -> Item:
    return max(desk.state.standing("tiltag"), key=lambda item: item.number)


def details(desk: Desk, item: Item) -> dict[str, str]:
    return {name: filled.text for name, filled in action_of(desk.state, item.id).details.items()}


# -- the table ---------------------------------------------------------------------------------------------


def test_the_table_says_who_when_from_which_wish_and_what_is_missing() -> None:
    stage, _, _ = at_plan()
    rows = drawn(stage).split("\n")
    assert "3 tiltag · forslag, ikke vedtaget" in rows[0]
    assert rows[1].split() == ["Tiltag", "Ansvarlig", "Frist", "Følges", "op", "Fra", "emne"]
    first = next(row for row in rows if row.startswith("► 1"))
    assert "Vagtplan lægges 4 uger" in first
    assert "Karen" in first
    assert first.rstrip().endswith("1")
    assert "15 streger" in rows[rows.index(first) + 1]
    assert "mangler" in next(row for row in rows if row.startswith("  3"))
    assert " 2 tiltag mangler noget: ansvarlig (3), opfølgning (2)" in rows


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_with_long_words_and_many_actions(size: tuple[int, int]) -> None:
    stage, _, desk = at_plan()
    for at in range(12):
        act(
            desk, f"Nr {at}: " + "meget lange ord om samarbejdet " * 8, at % 3, owner="Ledelsen og alle andre"
        )
    for _ in range(15):
        text = drawn(stage, size)
        assert "►" in text
        stage.key("down", None)
    assert f"►{len(texts(desk))}" in text.replace(" ", "")


def test_on_a_narrow_screen_what_is_missing_is_named() -> None:
    stage, _, _ = at_plan()
    press(stage, "end")
    text = drawn(stage, SIZES[1])
    assert "ansvarlig mangler" in text
    assert "Mangler: ansvarlig (3), opfølgning (2)" in text


def test_what_is_left_open_on_purpose_is_shown_as_such_and_not_as_missing() -> None:
    stage, _, desk = at_plan()
    third = in_order(desk.state, "tiltag")[2]
    desk.do(c.SetDetail(third.id, "owner", "åben"))
    text = drawn(stage)
    assert "åben" in next(row for row in text.split("\n") if row.startswith("  3"))
    assert "1 tiltag mangler noget: opfølgning (2)" in text


def test_wishes_without_an_action_are_named() -> None:
    stage, _, desk = at_plan(filled=False)
    act(desk, "Gør noget", 1)
    assert "Endnu uden tiltag: emne 1, 3" in drawn(stage)


def test_an_empty_plan_says_how_to_begin() -> None:
    stage, host, _ = at_plan(filled=False)
    assert "Tast n" in drawn(stage)
    assert [hint.key for hint in stage.hints()] == ["n"]
    press(stage, "enter")
    assert "Hvilket emne" in asked(stage)
    assert host.told == []


# -- a new action ------------------------------------------------------------------------------------------


def test_a_new_action_is_a_wish_its_words_and_then_its_details() -> None:
    stage, host, desk = at_plan(filled=False)
    press(stage, "n")
    assert "15 streger" in drawn(stage)
    press(stage, "2", "enter")
    assert WISHES[1] in asked(stage)
    write(stage, host, "Makkerordning beskrives")
    item = newest(desk)
    assert item.under == desk.state.standing("oensker")[1].id
    assert "Hvem har ansvaret?" in asked(stage)
    write(stage, host, "Rikke, Tom", "uge 3", "1. maj", "åben", "", "Flere bliver")
    assert "Hvad betyder det for sygefraværet?" in asked(stage)
    assert stage.next_label() == "act.next.plan"
    press(stage, "pagedown")
    assert details(desk, item) == {
        "owner": "Rikke, Tom",
        "start": "uge 3",
        "deadline": "1. maj",
        "sign": "Flere bliver",
    }
    assert action_of(desk.state, item.id).left_open == {"follow_up"}
    assert stage.prompt() is None
    assert "► 1  Makkerordning beskrives" in drawn(stage)
    assert not stage.before_next()


def test_an_action_can_come_from_none_of_the_wishes() -> None:
    stage, host, desk = at_plan(filled=False)
    press(stage, "n", "0", "enter")
    write(stage, host, "Nyt kaffebord")
    assert newest(desk).under == ""


@pytest.mark.parametrize("size", SIZES)
def test_a_wish_that_was_assessed_as_not_possible_is_marked_with_its_reason(size: tuple[int, int]) -> None:
    desk, _ = case()
    lunch = desk.state.standing("emner")[2]
    desk.do(c.AssessIdea(lunch.id, "not_possible", "køkkenet er lejet ud til maj, og ingen har tid " * 2))
    desk.do(c.AssessIdea(desk.state.standing("emner")[1].id, "partly", "kun de første uger"))
    stage, _ = open_stage(desk, "plan", PlanStage)
    press(stage, "n")
    text = drawn(stage, size)
    assert text.count("× vurderet: går ikke: køkkenet er lejet") == 1
    assert "kun de første uger" not in text
    press(stage, "3")
    assert "ingen har tid" in drawn(stage, size), "under the cursor the reason is whole"


def test_a_number_that_is_no_wish_chooses_nothing() -> None:
    stage, host, _ = at_plan(filled=False)
    press(stage, "n", "9", "enter")
    assert host.told[-1].id == "merge.no_number"
    assert "Hvilket emne" in asked(stage)


def test_the_next_wish_without_an_action_is_offered_first() -> None:
    stage, _, desk = at_plan(filled=False)
    act(desk, "Gør noget", 0)
    press(stage, "n")
    assert f"► 2  {WISHES[1]}" in drawn(stage)
    assert "1 tiltag" in drawn(stage)


def test_parked_wishes_are_marked_and_not_waited_for() -> None:
    stage, _, desk = at_plan(filled=False)
    act(desk, "Gør noget", 0)
    wish = desk.state.standing("oensker")[2]
    steps = {**desk.state.steps, "ideer": desk.state.state_of("ideer")._replace(unchosen=(wish.id,))}
    desk.record.state = desk.state._replace(steps=steps)
    assert "Endnu uden tiltag: emne 2" in drawn(stage)
    press(stage, "n")
    assert "parkeret" in next(row for row in drawn(stage).split("\n") if WISHES[2] in row)


def test_enter_makes_an_action_of_a_proposal_with_its_lens() -> None:
    stage, host, desk = at_plan(filled=False, proposals=True)
    press(stage, "n", "1", "enter")
    text = drawn(stage)
    assert text.index("Som medarbejder") < text.index(PROPOSALS[0][0]) < text.index("Som leder")
    press(stage, "enter")
    assert host.told[-1].id == "plan.taken"
    assert texts(desk) == [PROPOSALS[0][0]]
    assert details(desk, newest(desk)) == {"lens": "Som medarbejder"}
    assert "√ nr. 1" in drawn(stage)
    press(stage, "enter")  # the cursor had gone on to the next
    assert texts(desk) == [text for text, _ in PROPOSALS]
    press(stage, "up", "enter")
    assert host.told[-1].id == "plan.is_action_already"
    press(stage, "pagedown")
    assert "► 2" in drawn(stage)


def test_beside_the_proposals_words_of_ones_own_are_one_key_away() -> None:
    stage, host, desk = at_plan(filled=False, proposals=True)
    press(stage, "n", "1", "enter", "n")
    write(stage, host, "Noget tredje")
    assert texts(desk) == ["Noget tredje"]


def test_pasted_lines_become_actions_from_the_same_wish() -> None:
    stage, _, desk = at_plan(filled=False)
    press(stage, "n", "2", "enter")
    stage.pasted(("Et", "To"))
    assert texts(desk) == ["Et", "To"]
    assert {item.under for item in desk.state.standing("tiltag")} == {desk.state.standing("oensker")[1].id}
    assert stage.prompt() is None


# -- the details -------------------------------------------------------------------------------------------


def test_enter_opens_the_details_at_what_is_missing() -> None:
    stage, host, _ = at_plan()
    press(stage, "down", "enter")
    text = drawn(stage)
    assert "►Følges op" in text
    assert "1. maj 2027" in text
    press(stage, "enter")
    write(stage, host, "om 3 uger")
    assert "om 3 uger (14. december 2026)" in drawn(stage)
    press(stage, "backspace")
    assert "1 tiltag mangler noget" in drawn(stage)
    assert "december" in drawn(stage)


def test_a_day_that_cannot_be_read_is_refused_and_stays_in_the_line() -> None:
    stage, host, _ = at_plan()
    press(stage, "down", "enter", "enter")
    host.entry = "når det passer"
    assert not stage.submit(host.entry)
    assert host.told[-1].id == "date.unknown"
    assert stage.prompt() == "Følges op"


def test_a_line_that_says_something_is_corrected_and_nothing_more_is_asked() -> None:
    stage, host, desk = at_plan()
    press(stage, "enter", "home", "enter")
    assert host.entry == "Vagtplan lægges 4 uger før"
    write(stage, host, "Vagtplanen lægges i tide")
    assert stage.prompt() is None
    assert texts(desk)[0] == "Vagtplanen lægges i tide"


def test_an_arrow_stores_what_is_typed_and_escape_does_not() -> None:
    stage, host, desk = at_plan()
    third = in_order(desk.state, "tiltag")[2]
    press(stage, "end", "enter", "enter")
    host.entry = "Bo"
    press(stage, "down")
    assert details(desk, third)["owner"] == "Bo"
    assert stage.prompt() is None
    press(stage, "enter")
    host.entry = "noget"
    press(stage, "escape")
    assert "start" not in details(desk, third)


@pytest.mark.parametrize("letter", list("wugtbo3"))
def test_a_letter_opens_the_line_of_the_details_with_itself_in_it(letter: str) -> None:
    stage, host, desk = at_plan()
    press(stage, "down", "enter")
    assert stage.takes_letters()
    assert stage.key(letter, letter)
    assert (stage.prompt(), host.entry) == ("Følges op", letter)
    assert host.opened == []
    write(stage, host, "om 3 uger")
    assert details(desk, in_order(desk.state, "tiltag")[1])["follow_up"] == "om 3 uger"


def test_a_letter_that_was_not_meant_changes_nothing() -> None:
    stage, host, desk = at_plan()
    press(stage, "enter", "home", "w")
    assert (host.entry, host.before) == ("w", "Vagtplan lægges 4 uger før")
    write(stage, host, "")
    assert texts(desk)[0] == "Vagtplan lægges 4 uger før"
    press(stage, "end", "up", "up", "w")
    host.entry = ""
    press(stage, "down")
    press(stage, "home", "down", "down", "x")
    write(stage, host, "")
    assert details(desk, in_order(desk.state, "tiltag")[0])["owner"] == "Karen"


def test_the_thread_is_one_key_away_at_the_line_of_the_wish() -> None:
    stage, host, desk = at_plan()
    press(stage, "enter", "home", "down")
    assert not stage.takes_letters()
    assert "w" in [hint.key for hint in stage.hints()]
    press(stage, "w")
    assert host.opened == [("thread", in_order(desk.state, "tiltag")[0].id)]


def test_another_wish_can_be_chosen_afterwards() -> None:
    stage, _, desk = at_plan()
    press(stage, "enter", "home", "down", "enter", "3", "enter")
    assert in_order(desk.state, "tiltag")[0].under == desk.state.standing("oensker")[2].id
    assert "►Fra emne" in drawn(stage)


def test_days_that_do_not_fit_are_told_in_the_table_and_in_the_details() -> None:
    stage, _, desk = at_plan()
    first = in_order(desk.state, "tiltag")[0]
    desk.do(c.SetDetail(first.id, "start", "1. juni"))
    assert "Nr. 1: Fristen ligger før starten." in drawn(stage)
    press(stage, "enter")
    assert "Fristen ligger før starten." in drawn(stage)
    assert "Fristen ligger før starten." in drawn(stage, SIZES[1])


def test_undoing_the_action_that_is_open_leads_back_to_the_table() -> None:
    stage, host, _ = at_plan(filled=False)
    press(stage, "n", "1", "enter")
    write(stage, host, "Gør noget")
    host.undo()
    assert stage.prompt() is None
    assert "Tast n" in drawn(stage)


# -- the order, and off the plan ---------------------------------------------------------------------------


def test_an_action_is_picked_up_moved_and_put_down_as_one_change() -> None:
    stage, host, desk = at_plan()
    before = len(desk.record.entries)
    press(stage, "end", "o", "up", "up")
    assert "Nr. 1 er løftet" in asked(stage)
    assert "● 1  Fælles frokost" in drawn(stage)
    press(stage, "enter")
    assert texts(desk)[0] == "Fælles frokost onsdag"
    assert len(desk.record.entries) == before + 1
    host.undo()
    assert texts(desk)[2] == "Fælles frokost onsdag"


def test_backspace_lets_go_and_next_puts_down() -> None:
    stage, _, desk = at_plan()
    press(stage, "o", "down", "backspace")
    assert texts(desk)[0] == "Vagtplan lægges 4 uger før"
    press(stage, "o", "down", "pagedown")
    assert texts(desk)[1] == "Vagtplan lægges 4 uger før"


def test_while_an_action_is_picked_up_no_letter_does_anything_else() -> None:
    stage, _, desk = at_plan()
    press(stage, "o")
    for key in ("n", "delete", "w"):
        assert not stage.key(key, key)
    assert len(texts(desk)) == 3


def test_delete_takes_an_action_off_and_undo_puts_it_back() -> None:
    stage, host, desk = at_plan()
    press(stage, "down", "delete")
    assert texts(desk) == ["Vagtplan lægges 4 uger før", "Fælles frokost onsdag"]
    assert host.told[-1].id == "plan.off"
    assert "► 2  Fælles frokost" in drawn(stage)
    host.undo()
    assert len(texts(desk)) == 3


def test_w_opens_the_thread_of_the_action() -> None:
    stage, host, desk = at_plan()
    press(stage, "down", "w")
    assert host.opened == [("thread", in_order(desk.state, "tiltag")[1].id)]


def test_the_footer_names_the_keys() -> None:
    stage, _, _ = at_plan()
    assert [hint.key for hint in stage.hints()] == ["enter", "n", "o", "w", "delete"]


# -- on the real screen ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (54, 16)])
async def test_a_whole_action_with_the_keys_a_hand_presses(size: tuple[int, int]) -> None:
    async with room("plan", agenda=agenda(), size=size) as r:
        await r.press("n")
        await r.write("Fælles frokost")
        await r.press("enter")
        await r.write("Karen")
        await r.press("enter", "enter")
        await r.write("uge 9")
        await r.press("pagedown")
        (item,) = in_order(r.desk.state, "tiltag")
        assert details(r.desk, item).keys() == {"owner", "deadline"}
        assert r.desk.state.step_id == "plan"
        assert "Fælles frokost" in r.text
        assert r.app.focused is None
        await r.press("enter", "pageup")
        assert r.desk.state.step_id == "plan"
        await r.press("pagedown")
        assert r.desk.words("plan.gaps_left", n=1, one="tiltag", many="tiltag") in r.told
        await r.press("pagedown")
        assert r.desk.state.step_id == "op"


async def test_typing_fast_in_the_details_loses_nothing_and_does_nothing_else() -> None:
    async with room("plan", agenda=agenda()) as r:
        await r.press("n")
        await r.write("Fælles frokost\n\f")
        await r.press("enter", "down", "down")
        before = len(r.desk.record.entries)
        await r.write("uge 9 ?")
        assert r.line.value == "uge 9 ?"
        assert len(r.desk.record.entries) == before
        assert r.open == "MeetingScreen"


def test_nothing_typed_by_people_is_cut_without_a_sign() -> None:
    stage, _, desk = at_plan(filled=False)
    act(desk, "a" * 400, 0, owner="b" * 300)
    act(desk, "c" * 400, 0)
    for width, height in (*SIZES, (118, 24)):
        rows: Any = stage.body(width, height)
        assert "…" in grid(rows, width, height)
