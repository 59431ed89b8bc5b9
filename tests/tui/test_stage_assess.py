"""Assessing each item by one digit; what is not possible needs its reason, and nothing drops out of sight."""

import pytest
from pilots import NARROW, WIDE, room
from sorting_desks import agenda, asked, at, call_off, called, case, drawn, on, press, write

from apv_tui.core import commands as c
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.assess import AssessStage
from apv_tui.tui.stages.sort import SortStage


def sorted_case() -> Desk:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "2", "1", "1")
    return desk


def verdicts(desk: Desk) -> dict[int, str]:
    return {item.number: item.verdict for item in on(desk, "ren") if item.verdict}


@pytest.mark.parametrize(("width", "height"), [(78, 13), (52, 8)])
def test_every_item_is_there_under_its_heading_with_strokes_and_what_was_decided(
    width: int, height: int
) -> None:
    stage, _ = at(sorted_case(), "vurder", AssessStage)
    text = drawn(stage, width, height)
    assert text.startswith("Fællesskab ──")
    row = next(row for row in text.split("\n") if "Frokost" in row)
    assert row.startswith("►  2")
    assert "–" in row
    assert "●  9" in row
    assert "6 er ikke vurderet." in asked(stage)
    assert "1 muligt   2 delvis muligt   3 ikke muligt" in text or height <= 7


def test_possible_is_one_key_and_the_same_key_goes_on() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "1")
    assert verdicts(desk) == {2: "possible"}
    assert "►  2  Frokost" in drawn(stage)
    assert (stage.hints()[0].key, stage.hints()[0].label) == ("1 down", "hint.assess_next")
    press(stage, "1", "1", "down")
    assert verdicts(desk) == {2: "possible", 3: "possible"}
    assert "►  1  Vagtplan" in drawn(stage)
    assert stage.hints()[0].key == "1 2 3"
    assert "4 er ikke vurderet. 2 muligt" in asked(stage)


def test_how_serious_it_is_is_said_of_the_item_that_was_just_assessed() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "1", "r", "r")
    assert (called(desk, "Frokost").verdict, called(desk, "Frokost").risk) == ("possible", "medium")
    press(stage, "1", "3")
    write(stage, "for dyrt")
    press(stage, "r")
    assert [(item.number, item.risk) for item in on(desk, "ren") if item.risk] == [(2, "medium"), (3, "low")]
    desk.undo()
    assert called(desk, "Makker").risk == ""
    assert "►  3" in drawn(stage)


def test_a_slip_of_the_hand_is_put_right_by_another_digit() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "1", "2")
    write(stage, "kun om fredagen")
    assert verdicts(desk) == {2: "partly"}
    press(stage, "2", "2")
    assert stage.prompt() == "Fordi", "the next one is not assessed yet"


def test_going_on_passes_what_is_assessed_and_ends_at_the_last() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "down", "1", "up", "1", "1")
    assert "►  1  Vagtplan" in drawn(stage)
    press(stage, *"1111111")
    assert len(verdicts(desk)) == 6
    press(stage, "end", "1")
    assert stage.row == 5


def test_who_comes_back_stands_at_the_first_that_is_not_assessed() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "1", "1", "1")
    desk.do(c.GoTo("vis"))
    stage, _ = at(desk, "vurder", AssessStage)
    assert "►  1  Vagtplan" in drawn(stage)


def test_not_possible_asks_why_and_is_not_decided_before_the_reason_is_there() -> None:
    desk = sorted_case()
    stage, host = at(desk, "vurder", AssessStage)
    press(stage, "3")
    assert stage.prompt() == "Fordi"
    assert "2: ikke muligt Hvorfor ikke?" in asked(stage)
    assert verdicts(desk) == {}
    write(stage, "")
    assert verdicts(desk) == {}
    assert "Uden begrundelse er 2 ikke afvist" in host.said
    assert stage.prompt() is None
    press(stage, "3")
    write(stage, "huset er lejet")
    assert called(desk, "Frokost").reason == "huset er lejet"
    text = drawn(stage)
    assert "fordi: huset er lejet" in text
    assert "Frokost sammen" in text, "it stays in view"


def test_partly_asks_why_but_goes_without() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "2")
    write(stage, "")
    press(stage, "down", "2")
    write(stage, "kun i hverdagene")
    assert verdicts(desk) == {2: "partly", 3: "partly"}
    assert "fordi: kun i hverdagene" in drawn(stage)


def test_enter_opens_the_reason_of_what_was_decided() -> None:
    desk = sorted_case()
    stage, host = at(desk, "vurder", AssessStage)
    press(stage, "enter")
    assert "Tast 1, 2 eller 3 først" in host.said
    press(stage, "3")
    write(stage, "huset er lejet")
    press(stage, "home", "enter")
    assert host.entry == "huset er lejet"
    write(stage, "huset er lejet til 2027")
    assert called(desk, "Frokost").reason == "huset er lejet til 2027"
    assert "►  2" in drawn(stage), "the cursor stays where something was corrected"


def test_why_it_was_not_possible_is_dropped_when_it_is_possible_after_all() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "3")
    write(stage, "huset er lejet")
    press(stage, "home", "1")
    assert (called(desk, "Frokost").verdict, called(desk, "Frokost").reason) == ("possible", "")


def test_how_serious_goes_round_and_stays_with_the_verdict() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    seen = []
    for _ in range(4):
        press(stage, "r")
        seen.append(called(desk, "Frokost").risk)
    assert seen == ["low", "medium", "high", ""]
    press(stage, "r", "r", "1")
    assert (called(desk, "Frokost").verdict, called(desk, "Frokost").risk) == ("possible", "medium")
    assert "alvor: mellem" in drawn(stage)


def test_zero_takes_a_verdict_back() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "1", "home", "0")
    assert verdicts(desk) == {}


def test_first_words_and_repeats_are_in_view_beside_the_cursor() -> None:
    desk = sorted_case()
    desk.do(c.RewordIdea(called(desk, "Makker").id, "En fast makker"))
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "down")
    text = drawn(stage)
    assert "9 streger (7 + 2), blandt de valgte" in text
    assert "før: Makker til nye kolleger" in text
    assert "også: En makker til alle nye" in text


def test_going_on_says_once_how_many_are_left() -> None:
    stage, host = at(sorted_case(), "vurder", AssessStage)
    assert stage.before_next()
    assert host.said.startswith("6 er ikke vurderet endnu")
    assert not stage.before_next()


def test_going_on_with_nothing_typed_leaves_what_was_asked_as_it_was() -> None:
    desk = sorted_case()
    stage, _ = at(desk, "vurder", AssessStage)
    press(stage, "3")
    assert stage.before_next()
    assert stage.prompt() is None
    assert verdicts(desk) == {}


def test_an_empty_list_says_so() -> None:
    stage, _ = at(case(wishes=()), "vurder", AssessStage)
    assert "ikke noget på listen" in drawn(stage)
    assert not stage.before_next()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_half_typed_reason_is_taken_along_by_next(size: tuple[int, int]) -> None:
    async with room("vurder", agenda=call_off(agenda()), count=6, size=size) as there:
        await there.do(c.NoteIdeas(("Bedre lys", "Mindre støj"), "ren"))
        await there.press("3")
        await there.write("huset er lejet")
        await there.press("pagedown")
        items = list(there.desk.state.items.values())
        assert (items[0].verdict, items[0].reason) == ("not_possible", "huset er lejet")
        assert there.desk.state.step_id == "vurder"
        assert "1 er ikke vurderet endnu" in there.text
        await there.press("pagedown")
        assert there.desk.state.step_id == "vis"
