"""Each group's wish and proposals: what is asked next, what is refused kindly, and nothing chosen blindly."""

import pytest
from choosing_desks import WISHES, at_step, item_id, told, typed
from desks import FakeHost, grid
from pilots import NARROW, WIDE, room
from rounds import SIZES, all_pages, task_of

from apv_tui.core import commands as c
from apv_tui.tui.stages.base import Stage


def opened(count: int = 16) -> tuple[Stage, FakeHost]:
    stage, host, _ = at_step("prioriter", count)
    return stage, host


def text(stage: Stage, size: tuple[int, int] = (78, 13)) -> str:
    return "\n".join(all_pages(stage, *size))


def row(stage: Stage, words: str) -> str:
    return next(row for row in text(stage).split("\n") if words in row)


def chosen(host: FakeHost) -> list[tuple[int, int]]:
    """Give (group from 1, number) of what was chosen."""
    state = host.desk.state
    return [
        (each.group + 1, state.items[each.item].number) for each in state.state_of("prioriter").priorities
    ]


def proposals(host: FakeHost) -> list[str]:
    return [item.text for item in host.desk.state.standing("forslag")]


# -- choosing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_the_list_is_seen_with_its_numbers_while_a_wish_is_chosen(size: tuple[int, int]) -> None:
    stage, _ = opened()
    flat = " ".join(text(stage, size).split())
    for number, wish in enumerate(WISHES, 1):
        assert f"{number} {wish}" in flat
    assert stage.prompt() == "Gruppe 1: ønske?"
    assert stage.turns_pages()


def test_a_number_and_enter_choose_and_the_proposals_follow_line_by_line() -> None:
    stage, host = opened()
    assert typed(stage, host, "2") == [True]
    assert told(stage, host) == "Nr. 2 er valgt. Ét er nok. Nu 3 korte forslag, ét pr. linje."
    assert stage.prompt() == "Gruppe 1: forslag 1 af 3"
    assert task_of(stage)[-1] == "Gruppe 1: forslag 1 af 3"
    assert typed(stage, host, "Lav den sammen", "Hæng den op") == [True, True]
    assert stage.prompt() == "Gruppe 1: forslag 3 af 3"
    assert "[Gruppe 1: 2 af 3]" in text(stage)
    assert typed(stage, host, "Byt vagter") == [True]
    assert stage.prompt() == "Gruppe 1: færdig"
    assert "[Gruppe 1 √]" in text(stage)
    assert chosen(host) == [(1, 2)]
    assert proposals(host) == ["Lav den sammen", "Hæng den op", "Byt vagter"]
    assert not stage.turns_pages()


def test_a_wish_in_words_comes_onto_the_list_and_is_chosen() -> None:
    stage, host = opened()
    assert typed(stage, host, "Ture ud af huset") == [True]
    assert chosen(host) == [(1, 7)]
    host.desk.undo()
    assert chosen(host) == []


def test_words_that_are_on_the_list_already_are_asked_about_once() -> None:
    stage, host = opened()
    assert typed(stage, host, "Fælles frokost hver onsdag") == [False]
    assert told(stage, host).startswith("Det ligner nr. 1 «Fælles frokost om onsdagen».")
    assert chosen(host) == []
    assert typed(stage, host, "Fælles frokost hver onsdag") == [True]
    assert chosen(host) == [(1, 7)]
    assert "ligner 1" in row(stage, "Fælles frokost hver onsdag")


def test_what_was_assessed_as_not_possible_is_marked_and_asked_about() -> None:
    stage, host = opened()
    host.do(c.AssessIdea(item_id(host, 3), "not_possible", "Der er ingen penge"))
    assert row(stage, "Makker til nye").endswith("× vurderet: går ikke")
    assert typed(stage, host, "3") == [False]
    assert "Der er ingen penge" in told(stage, host)
    assert typed(stage, host, "4") == [True]
    stage.key("tab", None)
    assert typed(stage, host, "3", "3") == [False, True]
    assert chosen(host) == [(1, 4), (2, 3)]


def test_a_number_nobody_has_says_so() -> None:
    stage, host = opened()
    assert typed(stage, host, "99") == [False]
    assert "99" in told(stage, host)


def test_the_number_of_a_repeat_means_the_one_that_stands() -> None:
    stage, host = opened()
    host.do(c.MergeIdeas((item_id(host, 5),), item_id(host, 1)))
    typed(stage, host, "5")
    assert chosen(host) == [(1, 1)]


def test_another_wish_and_a_fourth_proposal_are_refused_kindly() -> None:
    stage, host = opened()
    typed(stage, host, "1", "a", "b", "c")
    assert typed(stage, host, "d") == [False]
    assert told(stage, host).startswith("Gruppe 1 har valgt og har 3 forslag.")
    assert typed(stage, host, "2") == [False]
    assert told(stage, host).startswith("Ét valg til hver gruppe.")
    assert proposals(host) == ["a", "b", "c"]


def test_a_small_staff_is_asked_for_another_wish_but_need_not() -> None:
    stage, host = opened(8)
    typed(stage, host, "1", "a", "b", "c")
    assert told(stage, host).startswith("Gruppe 1 har sine forslag. I er få")
    assert task_of(stage)[-1] == "Gruppe 1: Ét til? Ellers Tab."
    # A fourth proposal does not become a wish by mistake.
    assert typed(stage, host, "Noget helt andet") == [False]
    assert typed(stage, host, "2") == [True]
    assert stage.prompt() == "Gruppe 1: forslag 1 af 3"
    assert chosen(host) == [(1, 1), (1, 2)]


def test_another_wish_can_be_typed_before_all_proposals_are_there() -> None:
    stage, host = opened(8)
    typed(stage, host, "1", "a")
    assert typed(stage, host, "+Ture ud af huset", "+Ture ud af huset") == [False, True]
    typed(stage, host, "En tur i maj")
    assert chosen(host) == [(1, 1), (1, 7)]
    item = host.desk.state.standing("forslag")[-1]
    assert host.desk.state.items[item.under].number == 7


def test_equal_wishes_are_one_with_all_proposals() -> None:
    stage, host = opened()
    typed(stage, host, "2", "a", "b")
    stage.key("tab", None)
    typed(stage, host, "2")
    said = "Gruppe 1 og 2 har valgt det samme: arkene lægges sammen, 2 forslag."
    assert told(stage, host) == said
    typed(stage, host, "c")
    assert said.replace("2 forslag", "3 forslag") in text(stage)
    assert "gruppe 1, 2 · 3 forslag" in row(stage, "gruppe 1, 2")


def test_near_equal_wishes_are_struck_out_as_repeats() -> None:
    stage, host = opened()
    typed(stage, host, "1", "a")
    stage.key("tab", None)
    typed(stage, host, "Fælles frokost hver onsdag", "Fælles frokost hver onsdag", "b")
    assert typed(stage, host, "=") == [True]  # the one it is like
    assert told(stage, host) == "7 er streget over og står nu under 1."
    assert "Gruppe 1 og 2 har valgt det samme: arkene lægges sammen, 2 forslag." in text(stage)
    host.desk.undo()
    assert typed(stage, host, "=4") == [True]
    assert told(stage, host) == "7 er streget over og står nu under 4."
    assert typed(stage, host, "=99") == [False]


# -- putting right -------------------------------------------------------------------------------------------


def test_delete_takes_the_newest_back_and_undo_gives_it_again() -> None:
    stage, host = opened()
    typed(stage, host, "1", "a")
    stage.key("delete", None)
    assert proposals(host) == []
    stage.key("delete", None)
    assert chosen(host) == []
    assert told(stage, host) == "Gruppe 1 har ikke længere valgt nr. 1. Ctrl+Z fortryder."
    host.desk.undo()
    host.desk.undo()
    assert (chosen(host), proposals(host)) == ([(1, 1)], ["a"])


def test_the_arrows_choose_a_row_and_enter_corrects_its_words() -> None:
    stage, host = opened()
    typed(stage, host, "1", "Supe", "b")
    stage.key("up", None)
    stage.key("up", None)
    assert row(stage, "Supe").startswith("►")
    assert stage.submit("") is False
    assert (host.entry, stage.prompt()) == ("Supe", "Ret")
    stage.submit("Suppe")
    assert proposals(host) == ["Suppe", "b"]


def test_pasted_lines_are_a_wish_and_its_proposals() -> None:
    stage, host = opened()
    stage.pasted(("4", "a", "b"))
    assert (chosen(host), proposals(host)) == ([(1, 4)], ["a", "b"])


# -- a line that is half typed ------------------------------------------------------------------------------


def test_tab_takes_a_half_typed_line_for_its_own_group() -> None:
    stage, host = opened()
    host.entry = "Ture ud af huset"
    assert stage.key("tab", None)
    assert (host.entry, chosen(host)) == ("", [(1, 7)])
    assert stage.prompt() == "Gruppe 2: ønske?"


def test_a_line_that_is_asked_about_stays_with_its_group_until_it_is_meant_so() -> None:
    stage, host = opened()
    host.entry = "Fælles frokost hver onsdag"
    assert stage.key("tab", None)
    assert (host.entry, chosen(host)) == ("Fælles frokost hver onsdag", [])
    assert stage.prompt() == "Gruppe 1: ønske?"
    assert told(stage, host).startswith("Det ligner nr. 1")
    assert stage.key("shift+tab", None)
    assert (host.entry, chosen(host)) == ("", [(1, 7)])
    assert stage.prompt() == "Gruppe 4: ønske?"


def test_words_that_were_being_changed_do_not_go_along_to_the_next_group() -> None:
    stage, host = opened()
    typed(stage, host, "2")
    stage.key("up", None)
    stage.submit("")
    host.entry = "Vagtplanen fem uger før"
    stage.key("tab", None)
    assert host.entry == ""
    assert host.desk.state.items[item_id(host, 2)].text == "Vagtplanen fem uger før"


# -- going on ------------------------------------------------------------------------------------------------


def test_next_says_once_what_is_missing() -> None:
    stage, host = opened(12)
    typed(stage, host, "1", "a", "b", "c")
    stage.key("tab", None)
    typed(stage, host, "2", "a")
    assert stage.before_next()
    assert told(stage, host) == (
        "Gruppe 3 har ikke valgt endnu. Gruppe 2 har færre end 3 forslag. PgDn igen går videre."
    )
    assert not stage.before_next()
    stage.key("tab", None)
    typed(stage, host, "4")
    assert stage.before_next()  # something else is missing now: that is said, too


def test_nothing_missing_nothing_said() -> None:
    stage, host = opened(4)
    typed(stage, host, "1", "a", "b", "c")
    assert not stage.before_next()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [2, 8, 16, 60])
def test_the_screen_is_whole_at_every_moment(size: tuple[int, int], count: int) -> None:
    stage, host = opened(count)
    for line in (
        "Et meget langt ønske om mange ting på én gang, " * 3,
        "1",
        "Et forslag, " * 12,
        "b",
        "c",
        "2",
    ):
        typed(stage, host, line, line)
        grid(stage.body(*size), *size)
        stage.key("tab", None)
        grid(stage.body(*size), *size)
        stage.key("up", None)
        grid(stage.body(*size), *size)


def test_without_people_nothing_is_asked() -> None:
    stage, _ = opened(0)
    assert stage.prompt() is None
    assert "Ingen er mødt endnu" in text(stage)
    assert not stage.before_next()
    assert stage.hints() == ()


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_hands_at_the_keyboard(size: tuple[int, int]) -> None:
    from choosing_desks import make_agenda

    async with room("prioriter", agenda=make_agenda(), count=8, size=size) as opened:
        await opened.do(c.GoTo("saml"), c.NoteIdeas(WISHES, "brutto"), c.GoTo("prioriter"))
        await opened.write("2")
        await opened.press("enter")
        await opened.write("Lav den sammen")
        await opened.press("enter")
        assert "1 √ Lav den sammen" in opened.text or "1 · Lav den sammen" in opened.text
        await opened.press("tab")
        assert "[Gruppe 2: ønske?]" in opened.text
        await opened.write("halvt")
        await opened.press("pagedown")  # what is half typed is taken; then what is missing is said
        assert opened.desk.state.step_id == "prioriter"
        assert "Gruppe 1 og 2 har færre end 3 forslag." in opened.text
        await opened.press("pagedown")
        assert opened.desk.state.step_id == "valg"
