"""Sorting a list under headings from the keyboard, without typing what is there already."""

import time

import pytest
from desks import alike
from pilots import NARROW, WIDE, room
from sorting_desks import HEADINGS, agenda, asked, at, call_off, called, case, drawn, on, press, write

from apv_tui.core import commands as c
from apv_tui.core.sections import sections
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.sort import SortStage


def under(desk: Desk) -> dict[str, list[int]]:
    return {each.heading: [item.number for item in each.items] for each in sections(desk.state, "ren")}


def row_of(text: str, part: str) -> str:
    return next(row for row in text.split("\n") if part in row)


@pytest.mark.parametrize(("width", "height"), [(78, 13), (52, 8), (118, 24)])
def test_unplaced_items_come_first_with_their_strokes_and_the_headings_with_their_digits(
    width: int, height: int
) -> None:
    stage, _ = at(case(), "sorter", SortStage)
    text = drawn(stage, width, height)
    assert "Uden overskrift: 6" in text
    assert "►  1  Vagtplan fire uger før" in text
    assert "● 12" in row_of(text, "Vagtplan")
    for digit, heading in enumerate(HEADINGS, 1):
        assert f"{digit} {heading[:10]}" in text
    assert "6 af 6 uden overskrift" in asked(stage)


def test_a_digit_places_the_item_and_the_cursor_goes_on_to_the_next_unplaced_one() -> None:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "2", "1", "down", "1")
    assert under(desk) == {"": [3, 6, 7], "Fællesskab": [2, 4], "Planlægning": [1], "Ledelse og ros": []}
    text = drawn(stage)
    assert "►  6  Ros i hverdagen" in text
    assert "1 Fællesskab            ◄2" in text
    assert "3 af 6 uden overskrift" in asked(stage)


def test_sixty_items_are_placed_by_sixty_key_presses_and_each_is_answered_at_once() -> None:
    desk = case(wishes=())
    desk.do(c.OpenMeeting("m1"))
    desk.do(c.NoteIdeas(tuple(f"Ønske nummer {number}" for number in range(60)), "oensker"))
    desk.do(c.OpenMeeting("m2"))
    desk.alike = lambda text, others: [0.0] * len(others)
    stage, _ = at(desk, "sorter", SortStage)
    began = time.perf_counter()
    for number in range(60):
        press(stage, str(number % 3 + 1))
        drawn(stage)
    assert time.perf_counter() - began < 6
    assert "Færdig: alle 60 ønsker" in asked(stage)
    assert not stage.before_next()


def test_zero_and_backspace_take_an_item_out_of_its_heading_and_the_cursor_stays_with_it() -> None:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "2", "end", "up", "0")
    assert under(desk)[""] == [1, 2, 3, 4, 6, 7]
    assert "►  1  Vagtplan" in drawn(stage)
    press(stage, "3", "end", "backspace")
    assert under(desk)["Ledelse og ros"] == []


def test_a_digit_without_a_heading_says_so_and_changes_nothing() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    before = len(desk.record.entries)
    press(stage, "9")
    assert "ingen overskrift 9" in host.said
    assert len(desk.record.entries) == before


def test_more_than_nine_headings_take_the_digits_in_turn() -> None:
    headings = tuple(f"Tema {letter}" for letter in "ABCDEFGHIJKL")
    desk = case(headings)
    stage, _ = at(desk, "sorter", SortStage)
    assert "9 Tema I" in drawn(stage)
    press(stage, "tab", "3")
    assert under(desk)["Tema L"] == [1]
    text = drawn(stage, 52, 8)
    assert "1 Tema J" in text
    assert "3 Tema L" in text
    press(stage, "tab", "1")
    assert under(desk)["Tema A"] == [2]


def test_a_heading_is_made_reworded_and_removed() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "h")
    assert stage.prompt() == "Ny overskrift"
    write(stage, "Det fysiske")
    assert "tast 4" in host.said
    press(stage, "4")
    press(stage, "end", "up", "e")
    assert host.entry == "Det fysiske"
    write(stage, "Huset")
    assert under(desk)["Huset"] == [1]
    press(stage, "end", "up", "delete")
    assert under(desk)[""] == [1, 2, 3, 4, 6, 7]
    assert "«Huset» er fjernet; 1 står uden overskrift" in host.said
    desk.undo()
    stage.changed()
    assert under(desk)["Huset"] == [1]


def test_a_step_without_headings_says_how_the_first_is_made() -> None:
    stage, _ = at(case(()), "sorter", SortStage)
    assert "Tast h" in drawn(stage)
    assert stage.hints()[0].key == "h"
    assert not stage.before_next(), "headings are no duty"


def test_other_words_are_shown_with_those_it_was_called_before() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "down", "down", "e")
    assert host.entry == "Makker til nye kolleger"
    write(stage, "En fast makker")
    text = drawn(stage)
    assert "En fast makker" in text
    assert "før: Makker til nye kolleger" in text
    assert "også: En makker til alle nye" in text
    assert called(desk, "Makker", "oensker").text == "Makker til nye kolleger"


def test_an_empty_line_goes_back_to_the_list_without_a_change() -> None:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    for key in ("e", "h", "n"):
        before = len(desk.record.entries)
        press(stage, key)
        write(stage, " ")
        assert stage.prompt() is None
        assert len(desk.record.entries) == before


def test_new_items_are_typed_one_after_the_other() -> None:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "n")
    write(stage, "Bedre lys")
    write(stage, "Flere planter")
    assert stage.prompt() is not None
    write(stage, "")
    press(stage, "1")
    assert under(desk)["Fællesskab"] == [9]
    assert [item.text for item in on(desk, "ren")][-2:] == ["Bedre lys", "Flere planter"]


def test_an_item_without_words_is_shown_by_its_sheet_and_gets_its_words() -> None:
    desk = case(wishes=())
    desk.do(c.OpenMeeting("m1"))
    desk.do(c.GoTo("ord"))
    desk.do(c.NoteOnPaper("oensker", 1, 5, 5))
    desk.do(c.OpenMeeting("m2"))
    stage, _ = at(desk, "sorter", SortStage)
    assert "ark 2 nr. 5" in drawn(stage)
    press(stage, "e")
    write(stage, "Mere dagslys")
    assert "Mere dagslys" in drawn(stage)
    assert "før:" not in drawn(stage), "those are its first words"


def test_an_item_is_picked_up_and_struck_out_as_a_repeat_of_another() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "end", "home", "enter")
    assert "1 er en genganger af" in asked(stage)
    press(stage, "4")
    assert "1 er en genganger af 4" in asked(stage)
    press(stage, "enter")
    assert desk.state.stands_for(called(desk, "Vagtplan").id) == called(desk, "Mindre").id
    assert "1 er streget over" in host.said
    assert "=   1  Vagtplan" in drawn(stage)
    press(stage, "home", "down", "down", "down")
    press(stage, "s")
    assert called(desk, "Vagtplan").stands


def test_a_number_that_is_not_there_strikes_out_nothing() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "enter", "9", "9", "enter")
    assert "99" in host.said
    assert all(item.stands for item in on(desk, "ren"))
    press(stage, "backspace")
    assert "genganger" not in asked(stage)


def test_delete_takes_an_item_off_and_the_next_one_is_under_the_cursor() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "down", "delete")
    assert called(desk, "Frokost").withdrawn
    assert "►  3  Makker" in drawn(stage)
    assert "2" in host.said


def test_strengths_are_carried_over_and_shown_as_carried() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "a")
    text = drawn(stage)
    assert "Det vi er gode til" in text
    assert "Ønsker og drømme" in text
    assert "6 af 9 er taget med" in asked(stage)
    press(stage, "enter")
    assert "med som 8" in row_of(drawn(stage), "Vi hjælper")
    assert "►   2" in drawn(stage)
    press(stage, "home", "enter")
    assert "allerede" in host.said
    assert stage.before_next(), "going on closes the list first"
    assert "Vi hjælper hinanden" in drawn(stage, 78, 20)
    assert called(desk, "Vi hjælper", "styrker").stands


def test_where_nothing_is_offered_a_says_so() -> None:
    desk = case(wishes=())
    for item in on(desk, "styrker"):
        desk.do(c.WithdrawIdea(item.id))
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "a")
    assert host.said == "Der er ikke noget at tage med fra andre lister."


def test_going_on_says_once_what_is_unplaced() -> None:
    stage, host = at(case(), "sorter", SortStage)
    press(stage, "1")
    assert stage.before_next()
    assert host.said.startswith("5 mangler en overskrift")
    assert not stage.before_next()
    press(stage, "1")
    assert stage.before_next(), "something has changed"


def test_shift_and_an_arrow_go_a_screen_further() -> None:
    stage, _ = at(case(), "sorter", SortStage)
    drawn(stage)
    stage.page += 1
    assert "►  1" not in drawn(stage)
    stage.page -= 1
    assert "►  1" in drawn(stage)


def test_the_help_says_what_a_repeat_needs() -> None:
    stage, _ = at(case(), "sorter", SortStage)
    labels = {hint.key: stage.words(hint.label) for hint in stage.keys_help()}
    assert labels["enter"] == "genganger af …: peg så på den, den gentager"


def test_the_thread_is_one_key_away() -> None:
    desk = case()
    stage, host = at(desk, "sorter", SortStage)
    press(stage, "down", "w")
    assert host.opened == [("thread", called(desk, "Frokost").id)]


def test_undoing_a_placing_brings_the_item_back() -> None:
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "1")
    desk.undo()
    stage.changed()
    assert "►  2" in drawn(stage), "the cursor stays with what it stands on"
    assert under(desk)[""] == [1, 2, 3, 4, 6, 7]


def test_a_very_long_item_and_heading_are_cut_with_a_sign_on_a_small_screen() -> None:
    desk = case(("Overskrift der er meget længere end nogen skærm er bred nok til",), wishes=("lang " * 90,))
    stage, _ = at(desk, "sorter", SortStage)
    for width, height in ((52, 8), (78, 13), (30, 5)):
        assert "…" in drawn(stage, width, height)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_hand_sorts_on_the_real_screen(size: tuple[int, int]) -> None:
    made = call_off(agenda())
    async with room("sorter", agenda=made, count=6, size=size) as there:
        await there.press("n")
        await there.write("Bedre lys")
        await there.press("enter")
        await there.write("1-2-3 prøve")
        await there.press("enter", "enter", "2", "up", "h")
        await there.write("Det nye")
        await there.press("enter", "home", "4")
        items = [(item.text, item.heading) for item in there.desk.state.items.values()]
        assert items == [("Bedre lys", "Det nye"), ("1-2-3 prøve", "Planlægning")]
        assert "Færdig" in there.text
        await there.press("pagedown")
        assert there.desk.state.step_id == "vurder"


def test_likely_repeats_are_named_beside_the_cursor() -> None:
    assert alike("a", ["a"]) == [1.0]
    stage, _ = at(
        case(wishes=("Makker til nye kolleger", "Makker til alle nye kolleger")), "sorter", SortStage
    )
    press(stage, "down")
    assert "ligner 1" in drawn(stage)
    press(stage, "enter")
    assert "2 er en genganger af 1" in asked(stage)
