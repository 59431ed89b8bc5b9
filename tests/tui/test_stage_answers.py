"""Questions answered one at a time, the overview of them all, and notes that belong to one person."""

import pytest
from rounds import SIZES, all_pages, task_of
from small_desks import Hands, at, texts

from apv_tui.core import commands as c


def words(hands: Hands, width: int = 78, height: int = 13) -> str:
    return " ".join(texts(hands, width, height).split())


# -- one question at a time ----------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [42, 27])
def test_the_question_stands_under_its_heading_with_what_helps_to_answer(width: int) -> None:
    hands = at("svar")
    task = " ".join(task_of(hands.stage, width))
    assert task == "Metoden Spørgsmål 1 af 3 Hvad vil vi have ud af metoden?"
    assert "Vi vælger den anerkendende vej." in words(hands)
    assert "· Hvad skal være anderledes om et år?" in words(hands)
    hands.do(c.Next())
    assert task_of(hands.stage)[0] == "Metoden", "a heading stands until the next one"
    hands.do(c.Next())
    assert task_of(hands.stage)[0] == "Vores sted"


def test_an_answer_is_shown_under_its_own_question_alone() -> None:
    hands = at("svar")
    hands.type("Mere ro", "Færre sygedage")
    hands.next()
    assert "Mere ro" not in words(hands)
    assert "0 svar her 1 af 3 besvaret" in words(hands)
    hands.type("Vi plejer skemaer")
    items = list(hands.desk.state.at_hand("svar"))
    assert [(item.text, item.question) for item in items] == [
        ("Mere ro", "maal"),
        ("Færre sygedage", "maal"),
        ("Vi plejer skemaer", "q2"),
    ]
    hands.do(c.Back())
    assert "Mere ro" in words(hands)
    assert "2 svar her 2 af 3 besvaret" in words(hands)


def test_what_another_step_notes_on_the_same_list_is_no_answer_to_this_question() -> None:
    hands = at("noter", noter={"into": "svar", "consent": None})
    hands.type("Kaffe")
    hands.do(c.GoTo("svar"))
    hands.do(c.ShowPart(1))
    assert "Kaffe" not in words(hands)


@pytest.mark.parametrize("size", [*SIZES, (52, 5)])
def test_help_that_leaves_no_room_for_answers_has_a_page_of_its_own(size: tuple[int, int]) -> None:
    probes = [f"Nummer {n}: hvad ligger der bag det, som vi siger her?" for n in range(1, 7)]
    hands = at("svar", svar={"questions": [{"text": "Hvad?", "probes": probes}, "Hvorfor?"]})
    pages = all_pages(hands.stage, *size)
    assert "Nummer 1:" in pages[0], "before anything is answered the help comes first"
    assert all(any(f"Nummer {n}:" in page for page in pages) for n in range(1, 7))
    hands.type("Det her")
    pages = all_pages(hands.stage, *size)
    assert "Det her" in pages[0]
    assert all(any(f"Nummer {n}:" in page for page in pages) for n in range(1, 7))


# -- the overview --------------------------------------------------------------------------------------------


def test_after_the_last_question_comes_the_overview_and_what_is_open_is_said_once() -> None:
    hands = at("svar")
    hands.type("Mere ro")
    hands.next()
    hands.next()
    assert hands.stage.next_label() == "act.next.overview"
    hands.next()
    assert hands.desk.state.step_id == "svar"
    assert (hands.told[-1].id, dict(hands.told[-1].params)["numbers"]) == ("answers.open", "2, 3")
    text = words(hands)
    assert "1 Hvad vil vi have ud af metoden? – Mere ro" in text
    assert "2 Hvordan er det anderledes end det, vi plejer? ikke besvaret" in text
    assert task_of(hands.stage) == ["Se svarene igennem.", "1 af 3 besvaret"]
    assert hands.stage.prompt() is None
    hands.next()
    assert hands.desk.state.step_id == "noter"


def test_from_the_overview_back_is_the_question_it_was_opened_from() -> None:
    hands = at("svar")
    hands.do(c.ShowPart(2))
    hands.next()
    assert hands.stage.before_back()
    assert task_of(hands.stage)[1] == "Spørgsmål 3 af 3"
    assert not hands.stage.before_back()


def test_a_half_typed_answer_is_taken_for_its_own_question_before_the_overview_comes() -> None:
    hands = at("svar")
    hands.entry = "Mere ro"
    hands.stage.key("tab", None)
    assert hands.entry == ""
    hands.stage.key("down", None)
    hands.stage.choose()
    assert [(item.text, item.question) for item in hands.desk.state.at_hand("svar")] == [("Mere ro", "maal")]


def test_tab_opens_the_overview_from_any_question_and_enter_goes_to_one() -> None:
    hands = at("svar")
    assert hands.stage.key("tab", None)
    assert "► 1 Hvad vil vi" in words(hands)
    hands.stage.key("down", None)
    hands.stage.key("down", None)
    assert hands.stage.choose()
    assert hands.desk.state.state_of("svar").part == 2
    assert hands.stage.prompt() is not None
    hands.desk.undo()
    assert hands.desk.state.state_of("svar").part == 0


@pytest.mark.parametrize("size", SIZES)
def test_the_overview_pages_hold_everything_and_follow_the_cursor(size: tuple[int, int]) -> None:
    hands = at("svar")
    for part in range(3):
        hands.do(c.ShowPart(part))
        hands.type(*(f"Svar {part + 1}.{n} med nogle ord, så det fylder" for n in range(1, 5)))
    hands.stage.key("tab", None)
    text = " ".join(" ".join(all_pages(hands.stage, *size)).split())
    for part in range(1, 4):
        assert all(f"Svar {part}.{n} " in text for n in range(1, 5))
    for part, begins in enumerate(("Hvad vil", "Hvordan er", "Hvad er særligt"), 1):
        hands.stage.page = 0
        hands.stage.row = part - 2  # type: ignore[attr-defined]
        hands.stage.key("down", None)
        assert f"► {part} {begins}" in words(hands, *size)


def test_where_all_questions_are_shown_at_once_the_overview_comes_first() -> None:
    hands = at("svar", svar={"one_at_a_time": False})
    assert "► 1 Hvad vil vi" in words(hands)
    hands.stage.key("down", None)
    hands.stage.choose()
    hands.type("Skemaer")
    assert [(item.text, item.question) for item in hands.desk.state.at_hand("svar")] == [("Skemaer", "q2")]
    hands.next()
    assert task_of(hands.stage)[1] == "Spørgsmål 3 af 3"
    hands.next()
    assert "– Skemaer" in words(hands)
    hands.next()
    assert hands.desk.state.step_id == "noter"


# -- whose notes these are -----------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["noter", "frit"])
def test_somebody_is_named_before_anything_can_be_typed(step: str) -> None:
    hands = at(step)
    assert task_of(hands.stage)[0] == "Hvis noter er det?"
    assert hands.stage.prompt() == "Navn"
    hands.type("Jeg er glad for min makker")
    assert hands.desk.state.items == {}
    hands.stage.pasted(("Ro", "Mod"))
    assert hands.desk.state.items == {}


def test_their_yes_comes_before_the_first_word() -> None:
    hands = at("noter")
    hands.type("ida")
    assert task_of(hands.stage) == ["Ida, må der gemmes noter?"]
    hands.type("2")
    assert hands.said[-1] == "owner.declined"
    assert hands.desk.state.vaults == {}
    hands.type("ida", "1", "Ro om morgenen")
    assert "Noter for Ida · gemmes i en fil for sig" in words(hands)
    assert "Ro om morgenen" in words(hands)


def test_an_unclear_answer_is_out_of_the_way_of_a_clear_one() -> None:
    hands = at("noter")
    hands.type("ida")
    assert hands.type("tja"), "the line is emptied"
    assert hands.said[-1] == "owner.unclear"
    assert task_of(hands.stage) == ["Ida, må der gemmes noter?"]


@pytest.mark.parametrize("typed", [(), ("ida",)], ids=["whose", "consent"])
def test_where_nobody_wants_notes_one_press_leaves_the_step_either_way(typed: tuple[str, ...]) -> None:
    hands = at("noter")
    hands.type(*typed)
    assert hands.stage.next_label() == "act.next"
    hands.next()
    assert hands.desk.state.step_id == "frit"
    hands = at("noter")
    hands.do(c.ShowPart(1))
    hands.type(*typed)
    assert hands.stage.before_back()
    assert hands.desk.state.step_id == "svar"


def test_the_first_question_is_the_first_for_everybody() -> None:
    hands = at("noter")
    hands.type("ida", "1", "Ro")
    hands.next()
    assert hands.desk.state.state_of("noter").part == 1
    hands.stage.key("tab", None)
    hands.type("bo", "1")
    assert hands.desk.state.state_of("noter").part == 0
    hands.next()
    hands.stage.key("tab", None)
    assert hands.stage.before_back(), "back to the notes that are open"
    assert hands.desk.state.state_of("noter").part == 1


def test_the_one_at_the_centre_is_asked_without_being_named_again() -> None:
    hands = at("virker")
    hands.type("ida")
    hands.do(c.GoTo("noter"))
    assert task_of(hands.stage) == ["Ida, må der gemmes noter?"]
    hands.type("1", "Ro")
    assert "Noter for Ida" in words(hands)


@pytest.mark.parametrize("size", SIZES)
def test_after_a_no_of_the_one_at_the_centre_the_questions_are_there_all_the_same(
    size: tuple[int, int],
) -> None:
    hands = at("virker")
    hands.type("ida")
    hands.do(c.GoTo("noter"))
    hands.type("2")
    assert task_of(hands.stage)[-1] == "Hvad sætter du pris på?"
    assert hands.stage.prompt() is None
    assert "Der gemmes ingen noter." in words(hands, *size)
    hands.next()
    assert task_of(hands.stage)[-1] == "Hvad drømmer du om?"
    hands.stage.choose()
    hands.type("1", "Ro")
    assert [item.question for item in hands.desk.state.at_hand("kerne")] == ["q2"], (
        "where the talk has come to"
    )
    assert hands.desk.state.state_of("noter").part == 1


def test_what_is_noted_is_seen_whatever_page_was_in_view() -> None:
    hands = at("frit")
    hands.type("ida")
    hands.stage.page = 2
    hands.type("Ro")
    assert hands.stage.page == 0


def test_without_a_question_for_consent_the_name_is_enough() -> None:
    hands = at("frit")
    hands.type("ida", "Ro")
    assert [item.text for item in hands.desk.state.at_hand("kerne")] == ["Ro"]


@pytest.mark.parametrize("step", ["noter", "frit"])
def test_tab_goes_to_somebody_elses_notes_and_nobody_sees_anothers(step: str) -> None:
    hands = at(step)
    hands.type("ida", *(["1"] if step == "noter" else []), "Ro om morgenen")
    assert hands.stage.key("tab", None)
    assert "Ro om morgenen" not in words(hands)
    assert "Ida •" in words(hands)
    assert "• har noter" in words(hands)
    hands.type("bo", *(["ja"] if step == "noter" else []), "Modig")
    text = words(hands)
    assert ("Noter for Bo" in text, "Modig" in text, "Ro om morgenen" in text) == (True, True, False)
    hands.stage.key("tab", None)
    hands.type("ida")
    assert "Ro om morgenen" in words(hands), "whoever said yes is not asked again"


def test_tab_twice_goes_back_to_the_same_notes() -> None:
    hands = at("frit")
    hands.type("ida", "Ro")
    hands.stage.key("tab", None)
    hands.stage.key("tab", None)
    assert "Ro" in words(hands)


def test_the_overview_holds_the_notes_of_one_person_alone() -> None:
    hands = at("noter")
    hands.type("ida", "1", "Ro om morgenen")
    hands.stage.key("tab", None)
    hands.type("bo", "1", "Modig")
    hands.next()
    hands.next()
    text = words(hands)
    assert "Noter for Bo" in text
    assert "– Modig" in text
    assert "Ro om morgenen" not in text


def test_a_note_that_is_being_reworded_does_not_stay_on_the_line_for_the_next_person() -> None:
    hands = at("frit")
    hands.type("ida", "Ro om morgenen")
    hands.stage.key("up", None)
    hands.type("")
    assert hands.entry == "Ro om morgenen"
    hands.stage.key("tab", None)
    assert hands.entry == ""


def test_a_half_typed_note_is_taken_for_its_owner_and_half_a_name_is_no_note() -> None:
    hands = at("frit")
    hands.type("ida", "Ro")
    hands.entry = "Mod"
    hands.stage.key("tab", None)
    assert hands.entry == ""
    hands.entry = "bo"
    hands.stage.key("tab", None)
    assert hands.entry == ""
    assert [item.text for item in hands.desk.state.at_hand("kerne")] == ["Ro", "Mod"]


def test_the_help_of_whose_notes_names_only_keys_that_do_something_there() -> None:
    hands = at("frit")
    keys = [hint.key for hint in hands.stage.keys_help()]
    assert keys.count("up down") == 1
    assert not {"delete", "#5"} & {*keys}
    hands.type("ida")
    assert {"delete", "#5"} <= {hint.key for hint in hands.stage.keys_help()}


def test_shift_tab_asks_before_it_erases_the_open_notes() -> None:
    hands = at("frit")
    hands.type("ida", "Ro")
    assert hands.stage.key("shift+tab", None)
    assert hands.opened == [("erase", hands.desk.state.vault)]
    assert len(hands.desk.state.items) == 1


def test_the_end_of_the_meeting_says_how_many_have_notes_and_not_a_word_of_them() -> None:
    hands = at("frit")
    hands.type("ida", "Ro om morgenen")
    hands.stage.key("tab", None)
    hands.type("bo", "Modig")
    hands.do(c.GoTo("slut"))
    text = " ".join("\n".join(all_pages(hands.stage, 78, 20)).split())
    assert "Fortrolige noter for 2 personer" in text
    assert "Ro om morgenen" not in text
    assert hands.stage.key("delete", None)
    assert hands.opened == [("erase", "")]


@pytest.mark.parametrize("size", SIZES)
def test_a_long_question_for_consent_is_read_page_by_page_with_the_answers_in_view(
    size: tuple[int, int],
) -> None:
    consent = " ".join(f"Ord{n} om det, vi gemmer, og hvem der ser det." for n in range(1, 21))
    hands = at("noter", noter={"consent": consent})
    hands.type("ida")
    pages = all_pages(hands.stage, *size)
    assert all("1  Ja, gem" in page and "2  Nej" in page for page in pages)
    text = " ".join(" ".join(pages).split())
    assert all(f"Ord{n} " in text for n in range(1, 21))


@pytest.mark.parametrize("step", ["svar", "noter", "frit"])
def test_any_size_of_screen_is_filled_and_never_overfilled(step: str) -> None:
    hands = at(step, 60)
    for _ in range(3):
        for width in (40, 52, 78, 118):
            for height in (4, 5, 8, 13, 25):
                all_pages(hands.stage, width, height)
        hands.type("ida" if step != "svar" else "Ro")
        hands.type("1" if step == "noter" else "Mod")
