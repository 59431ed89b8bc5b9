"""Presenting a list theme by theme: what several reached is heard once, and the rest can be left."""

import pytest
from pilots import NARROW, WIDE, room
from sorting_desks import agenda, asked, at, call_off, called, case, drawn, on, press

from apv_tui.core import commands as c
from apv_tui.core.parts import parts_of
from apv_tui.tui.desk import Desk
from apv_tui.tui.stages.present import PresentStage
from apv_tui.tui.stages.sort import SortStage


def assessed() -> Desk:
    """Give a case whose clean list stands under three headings, one item left without."""
    desk = case()
    stage, _ = at(desk, "sorter", SortStage)
    press(stage, "2", "1", "1", "2", "3")
    desk.do(c.AssessIdea(called(desk, "Frokost").id, "possible"))
    desk.do(c.AssessIdea(called(desk, "Makker").id, "not_possible", "der er ingen til det"))
    desk.do(c.AssessIdea(called(desk, "Mindre").id, "partly", "kun på kontoret"))
    return desk


def proposed() -> Desk:
    """Give a case in which two groups chose one wish and have proposals under it, and a third another one."""
    desk = assessed()
    desk.do(c.GoTo("prio"))
    plan, lunch = called(desk, "Vagtplan").id, called(desk, "Frokost").id
    for group, wish, texts in (
        (0, plan, ("Læg den fast", "Spørg alle")),
        (1, plan, ("Læg den fast nu",)),
        (2, lunch, ("Køb ind",)),
    ):
        desk.do(c.Prioritise(wish, group))
        desk.do(c.NoteIdeas(texts, "forslag", group, under=wish))
    return desk


@pytest.mark.parametrize(("width", "height"), [(78, 13), (52, 8), (118, 24)])
def test_a_theme_tells_strokes_and_what_goes_on_and_why_the_rest_does_not(width: int, height: int) -> None:
    stage, _ = at(assessed(), "vis", PresentStage)
    text = drawn(stage, width, height)
    assert text.startswith("Fællesskab")
    assert "tema 1 af 4" in text
    assert "kan gå videre · 9 streger, blandt de valgte" in text
    assert "går ikke videre: der er ingen til det" in text
    assert "9 streger (7 + 2)" in text
    assert "Vagtplan" not in text


def test_next_turns_to_the_next_theme_and_after_the_last_to_the_next_step() -> None:
    desk = assessed()
    stage, _ = at(desk, "vis", PresentStage)
    titles = []
    while desk.state.step_id == "vis":
        titles.append(drawn(stage).split("\n")[0].split("  ")[0])
        assert not stage.before_next()
        desk.do(c.Next())
        stage.changed()
    assert titles == ["Fællesskab", "Planlægning", "Ledelse og ros", "Andet"]
    assert desk.state.step_id == "prio"


def test_a_theme_longer_than_a_screen_is_turned_page_by_page_before_the_next_comes() -> None:
    desk = assessed()
    desk.do(c.NoteIdeas(tuple(f"Et andet ønske nummer {number}" for number in range(30)), "ren"))
    stage, _ = at(desk, "vis", PresentStage)
    desk.do(c.ShowPart(3))
    stage.changed()
    seen, pages = "", 0
    while True:
        text = drawn(stage, 52, 8)
        seen, pages = seen + text, pages + 1
        assert f"side {pages} af" in text
        if not stage.before_next():
            break
    assert pages > 3
    assert all(f"nummer {number}" in seen for number in range(30))


def test_proposals_are_heard_under_their_wish_with_the_groups_they_come_from() -> None:
    stage, _ = at(proposed(), "visf", PresentStage)
    text = drawn(stage)
    assert text.startswith("Vagtplan fire uger før")
    assert "12 streger, blandt de valgte · valgt af gruppe 1, 2" in text
    assert "gruppe 1" in next(row for row in text.split("\n") if "Spørg alle" in row)
    assert "Køb ind" not in text


def test_equal_proposals_become_one_and_both_groups_stay_named() -> None:
    desk = proposed()
    stage, host = at(desk, "visf", PresentStage)
    press(stage, "down", "end", "enter")
    assert "3 er en genganger af" in asked(stage)
    press(stage, "home", "enter")
    assert not called(desk, "Læg den fast nu", "forslag").stands
    assert "gruppe 1, også gruppe 2" in drawn(stage)
    assert "3 er streget over" in host.said
    assert parts_of(desk.state, stage.step) == 2, "no theme has gone"


def test_no_cursor_is_seen_until_it_is_asked_for() -> None:
    stage, _ = at(assessed(), "vis", PresentStage)
    assert "►" not in drawn(stage)
    assert not stage.choose(), "Enter starts what waits"
    press(stage, "down")
    assert "►" in drawn(stage)
    press(stage, "backspace")
    assert "►" not in drawn(stage)
    assert not stage.key("backspace", None)


def test_the_cursor_begins_on_the_page_that_is_seen() -> None:
    desk = assessed()
    desk.do(c.NoteIdeas(tuple(f"Et ønske {number}" for number in range(30)), "ren"))
    desk.do(c.GoTo("vis"))
    desk.do(c.ShowPart(3))
    stage, _ = at(desk, "vis", PresentStage)
    drawn(stage, 52, 8)
    stage.page = 2
    first = drawn(stage, 52, 8).split("\n")[1].strip()
    press(stage, "down")
    cursor = next(row for row in drawn(stage, 52, 8).split("\n") if "►" in row)
    assert first in cursor


def test_a_theme_is_chosen_by_its_digit_or_from_the_list() -> None:
    desk = assessed()
    stage, host = at(desk, "vis", PresentStage)
    press(stage, "3")
    assert "tema 3 af 4" in drawn(stage)
    press(stage, "tab")
    text = drawn(stage, 52, 8)
    assert "► 3  Ledelse og ros" in text
    assert "√ 1  Fællesskab" in text
    assert "  2  Planlægning" in text
    press(stage, "up", "enter")
    assert "tema 2 af 4" in drawn(stage)
    press(stage, "9")
    assert host.said == "Der er ikke noget tema 9."


@pytest.mark.parametrize("row", [0, 2])
def test_next_from_the_list_of_themes_goes_on_from_the_theme_that_is_shown(row: int) -> None:
    desk = assessed()
    stage, _ = at(desk, "vis", PresentStage)
    press(stage, "tab", *["down"] * row)
    assert stage.next_label() == "act.next.theme"
    assert not stage.before_next()
    assert not stage.choosing
    desk.do(c.Next())
    stage.changed()
    assert "tema 2 af 4" in drawn(stage)


def test_the_rest_can_be_left_from_the_list_of_themes_too() -> None:
    desk = assessed()
    stage, _ = at(desk, "vis", PresentStage)
    press(stage, "tab")
    assert ("x", "hint.leave_rest") in [(hint.key, hint.label) for hint in stage.hints()]
    press(stage, "x")
    assert desk.state.step_id == "prio"


def test_the_rest_can_be_left_when_time_is_short() -> None:
    desk = assessed()
    stage, _ = at(desk, "vis", PresentStage)
    press(stage, "x")
    assert desk.state.step_id == "prio"
    desk.undo()
    assert desk.state.step_id == "vis"


def test_themes_stand_beside_the_list_on_a_wide_screen() -> None:
    stage, _ = at(assessed(), "vis", PresentStage)
    assert "► 1  Fællesskab" in drawn(stage, 118, 24)


def test_an_empty_list_says_so_and_next_goes_on() -> None:
    desk = case(wishes=())
    stage, _ = at(desk, "vis", PresentStage)
    assert "ikke noget på listen" in drawn(stage)
    press(stage, "down")
    assert not stage.before_next()
    desk.do(c.Next())
    assert desk.state.step_id == "prio"


def test_a_list_without_headings_has_its_own_title() -> None:
    desk = case(())
    desk.do(c.GoTo("sorter"))
    stage, _ = at(desk, "vis", PresentStage)
    text = drawn(stage)
    assert text.startswith("Ren bruttoliste")
    assert "tema" not in text


def test_long_texts_are_cut_with_a_sign_or_paged() -> None:
    desk = case(("Overskrift " * 7,), wishes=("lang " * 99,))
    desk.do(c.GoTo("sorter"))
    desk.do(c.SortIdea(on(desk, "ren")[0].id, on(desk, "ren")[0].heading or desk.state.headings["ren"][0]))
    stage, _ = at(desk, "vis", PresentStage)
    for width, height in ((52, 8), (78, 13)):
        text = drawn(stage, width, height)
        assert "side 1 af" in text or "…" in text or text.count("lang") == 99


def test_a_window_that_was_another_size_draws_what_a_new_one_does() -> None:
    desk = assessed()
    stage, _ = at(desk, "vis", PresentStage)
    for height in (12, 13, 12, 20, 13):  # from thirteen rows on there is a blank one between items
        new, _ = at(desk, "vis", PresentStage)
        assert drawn(stage, 78, height) == drawn(new, 78, height)


def test_the_thread_is_one_key_away() -> None:
    desk = assessed()
    stage, host = at(desk, "vis", PresentStage)
    assert not stage.key("w", "w")
    press(stage, "down", "w")
    assert host.opened == [("thread", called(desk, "Frokost").id)]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_hearing_on_the_real_screen(size: tuple[int, int]) -> None:
    async with room("sorter", agenda=call_off(agenda()), count=6, size=size) as there:
        await there.do(c.NoteIdeas(("Bedre lys", "Mindre støj"), "ren"))
        await there.press("1", "2")
        await there.do(c.GoTo("vis"))
        assert "tema 1 af 2" in there.text
        await there.press("pagedown")
        assert "tema 2 af 2" in there.text
        await there.press("pageup", "down", "w")
        assert there.open == "ThreadOverlay"
        await there.press("w")
        assert there.open == "MeetingScreen"
        await there.press("tab", "down", "enter")
        assert "tema 2 af 2" in there.text
        await there.press("pagedown")
        assert there.desk.state.step_id == "prio"
