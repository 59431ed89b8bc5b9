"""One at the centre: choosing them, who may speak, notes that are theirs alone, and the next one."""

from typing import Any

import pytest
from rounds import SIZES, all_pages, task_of
from small_desks import Hands, at, small_desk, texts

from apv_tui.core import commands as c
from apv_tui.tui.lines import Lines
from apv_tui.tui.stages.spotlight import SpotlightStage

NARROW_TASK = 27


def chosen(step: str, person: str = "ida", **changed: dict[str, Any]) -> Hands:
    """Give the hands at a step with somebody at the centre."""
    hands = at("virker", 7, **changed)
    hands.type(person)
    hands.do(c.GoTo(step))
    return hands


def roles(lines: Lines) -> set[str]:
    return {span.role for row in lines for span in row}


# -- choosing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [4, 13, 60])
def test_all_who_are_here_can_be_chosen_by_their_numbers(count: int, size: tuple[int, int]) -> None:
    hands = at("virker", count)
    text = " ".join("\n".join(all_pages(hands.stage, *size)).split())
    for person in hands.desk.state.present:
        assert f"{person.number} {hands.desk.name(person.id)}" in text


@pytest.mark.parametrize("typed", ["2", "ida", "Id", "Ida Asen", "  ida "])
def test_a_number_or_a_few_letters_are_enough(typed: str) -> None:
    hands = at("virker")
    assert hands.type(typed)
    assert hands.desk.name(hands.desk.state.spot) == "Ida"
    assert hands.stage.prompt() is None


def test_the_arrows_and_enter_choose_too_and_enter_alone_chooses_nobody() -> None:
    hands = at("virker")
    hands.type("")
    assert hands.desk.state.spot == ""
    for _ in range(3):
        assert hands.stage.key("down", None)
    hands.type("")
    assert hands.desk.name(hands.desk.state.spot) == "Åse"


def test_letters_that_fit_several_name_them_and_stay_to_be_typed_on() -> None:
    hands = at("virker", 23)
    assert not hands.type("mette")
    assert hands.told[-1].id == "pick.several"
    assert hands.desk.state.spot == ""
    assert hands.type("xyz"), "what fits nobody is no longer in the way"
    assert hands.told[-1].id == "pick.none_called"


def test_the_one_who_is_meant_is_pointed_at_while_the_name_is_typed() -> None:
    hands = at("virker", 60)
    hands.stage.typing("åse a")
    page = hands.stage.body(78, 13)
    assert [span.text.strip() for row in page for span in row if span.role == "cursor"] == ["3  Åse A."]
    hands.stage.typing("m")
    assert not any(span.role == "cursor" for row in hands.stage.body(78, 13) for span in row)
    hands.stage.typing("")
    hands.type("")
    assert hands.desk.state.spot == ""


def test_who_has_left_cannot_be_chosen() -> None:
    hands = at("virker")
    ida = hands.desk.state.present[1]
    hands.do(c.Leave(ida.id))
    hands.type("ida")
    assert hands.said == ["pick.none_called"]


def test_tab_chooses_somebody_else_and_tab_again_does_not() -> None:
    hands = chosen("virker")
    assert hands.stage.key("tab", None)
    assert hands.stage.prompt() == "Navn"
    assert hands.stage.key("tab", None)
    assert hands.desk.name(hands.desk.state.spot) == "Ida"
    hands.stage.key("tab", None)
    hands.type("bo")
    assert hands.desk.name(hands.desk.state.spot) == "Bo"


def test_next_says_once_that_nobody_is_chosen_and_then_goes_on() -> None:
    hands = at("virker")
    hands.next()
    assert (hands.desk.state.step_id, hands.said) == ("virker", ["spotlight.choose_first"])
    hands.next()
    assert hands.desk.state.step_id == "skaerp"


def test_a_name_that_fits_nobody_keeps_nobody_from_going_on() -> None:
    assert not at("virker").stage.takes_line()


def test_a_step_that_does_not_choose_asks_where_the_choosing_was_passed_over() -> None:
    hands = at("sladder")
    assert hands.stage.prompt() == "Navn"
    hands.type("bo")
    assert "BO lytter" in " ".join(task_of(hands.stage))


# -- who speaks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [42, NARROW_TASK])
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("virker", "Casegiver: IDA IDA fortæller. De andre lytter."),
        ("skaerp", "Casegiver: IDA Alle taler sammen, også IDA."),
        ("sladder", "Casegiver: IDA IDA lytter og siger ingenting. De andre taler sammen."),
    ],
)
def test_the_screen_says_who_speaks(step: str, said: str, width: int) -> None:
    hands = chosen(step)
    assert " ".join(" ".join(task_of(hands.stage, width)).split()) == said


def test_that_somebody_only_listens_stands_out_from_all_else() -> None:
    assert "signal" in roles(chosen("sladder").stage.task(42))
    assert "signal" not in roles(chosen("virker").stage.task(42))


@pytest.mark.parametrize("size", SIZES)
def test_all_questions_are_shown_whole_to_choose_from(size: tuple[int, int]) -> None:
    hands = chosen("skaerp")
    pages = all_pages(hands.stage, *size)
    for n in range(1, 7):
        (page,) = [page for page in pages if f"Spørgsmål {n}:" in page]
        assert "dengang?" in page.split(f"Spørgsmål {n}:")[1]
    assert "Bliv ved med at spørge." in pages[0]
    assert hands.stage.turns_pages()


# -- notes ---------------------------------------------------------------------------------------------------


def test_nothing_can_be_typed_where_the_step_has_no_list() -> None:
    hands = chosen("skaerp")
    assert hands.stage.prompt() is None
    assert not hands.stage.takes_line() or not hands.stage.notes  # type: ignore[attr-defined]


def test_consent_is_asked_and_only_a_clear_yes_begins_the_notes() -> None:
    hands = chosen("kerne")
    assert task_of(hands.stage) == ["Ida, må der gemmes noter?"]
    assert "Må vi skrive kernen ned sammen med dig?" in texts(hands)
    for unclear in ("", "x", "12", "ok"):
        hands.type(unclear)
        assert hands.desk.state.vaults == {}
        assert hands.stage.prompt() == "1 eller 2"
    hands.type("1")
    (vault,) = hands.desk.state.vaults.values()
    assert hands.desk.name(vault.owner) == "Ida"
    hands.type("God til at lytte")
    assert "Noter for Ida · gemmes i en fil for sig" in texts(hands)
    assert "God til at lytte" in texts(hands)


@pytest.mark.parametrize("yes", ["ja", "JA", " 1 "])
def test_the_word_is_as_good_as_the_number(yes: str) -> None:
    hands = chosen("kerne")
    hands.type(yes)
    assert len(hands.desk.state.vaults) == 1


@pytest.mark.parametrize("no", ["2", "nej"])
def test_after_a_no_nothing_is_typed_and_the_question_can_be_asked_again(no: str) -> None:
    hands = chosen("kerne")
    hands.type(no)
    assert hands.desk.state.vaults == {}
    assert hands.stage.prompt() is None
    assert "Der gemmes ingen noter." in texts(hands)
    assert hands.stage.choose()
    assert hands.stage.prompt() == "1 eller 2"
    hands.stage.key("tab", None)
    assert hands.stage.prompt() is None, "not now is no yes"


def test_without_a_question_for_consent_the_first_word_begins_the_notes() -> None:
    hands = chosen("kerne", kerne={"consent": None})
    assert hands.desk.state.vaults == {}
    hands.type("Ro")
    assert [item.text for item in hands.desk.state.at_hand("kerne")] == ["Ro"]


def test_several_lines_at_once_are_notes_but_never_an_answer() -> None:
    hands = chosen("kerne")
    hands.stage.pasted(("1", "Ro"))
    assert hands.desk.state.vaults == {}
    hands.type("1")
    hands.stage.pasted(("Ro", "Mod"))
    assert [item.text for item in hands.desk.state.at_hand("kerne")] == ["Ro", "Mod"]


@pytest.mark.parametrize("size", [*SIZES, (52, 6)])
def test_whose_notes_they_are_is_in_view_on_every_page(size: tuple[int, int]) -> None:
    questions = [f"Spørgsmål {n}: hvad var det, der virkede dengang?" for n in range(1, 7)]
    hands = chosen("kerne", kerne={"questions": questions})
    hands.type("1", "Ro", "Mod")
    pages = all_pages(hands.stage, *size)
    assert all("Noter for Ida" in page for page in pages)
    assert len(pages) > 1 or size == SIZES[0]
    assert "Ro" in pages[0], "what was typed last is what is seen first"
    text = " ".join(" ".join(pages).split())
    assert all(f"Spørgsmål {n}:" in text for n in range(1, 7))


# -- the next one --------------------------------------------------------------------------------------------


def test_the_end_of_the_run_names_the_key_for_the_next_person_and_no_other_step_does() -> None:
    hands = chosen("kerne")
    assert hands.stage.repeat_hint() == (), "one question at a time"
    hands.type("2")
    assert [hint.key for hint in hands.stage.repeat_hint()] == ["ctrl+n"]
    assert chosen("sladder").stage.repeat_hint() == ()
    desk = small_desk()
    assert Hands(desk).stage.repeat_hint() == ()  # the lobby


def test_the_next_round_shows_who_has_been_and_nothing_of_what_was_noted() -> None:
    hands = chosen("kerne")
    hands.type("1", "God til at lytte")
    hands.do(c.RepeatRun())
    assert isinstance(hands.stage, SpotlightStage)
    assert hands.desk.state.step_id == "virker"
    text = texts(hands)
    assert "Ida √" in text
    assert "√ har været i midten" in text
    hands.type("bo")
    hands.do(c.GoTo("kerne"))
    assert "Bo, må der gemmes noter?" in " ".join(task_of(hands.stage))
    hands.type("1")
    assert "God til at lytte" not in texts(hands)
    hands.type("Modig")
    assert "  1 " in texts(hands), "each counts from one"


@pytest.mark.parametrize("step", ["virker", "skaerp", "sladder", "kerne"])
def test_any_size_of_screen_is_filled_and_never_overfilled(step: str) -> None:
    for hands in (at(step, 60), chosen(step)):
        for width in (40, 52, 78, 118):
            for height in (1, 2, 5, 8, 13, 25):
                all_pages(hands.stage, width, height)
    hands = chosen("kerne")
    hands.type("1", *(f"Note {n} om noget, der er værd at huske" for n in range(12)))
    for width in (40, 52, 78, 118):
        for height in (4, 5, 8, 13, 25):
            all_pages(hands.stage, width, height)
