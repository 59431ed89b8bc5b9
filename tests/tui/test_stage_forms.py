"""Filling in a form from the keyboard: nothing typed is lost, nobody is held at a line (APV-1.1, APV-4.4e-g)."""

import pytest
from desks import grid
from form_desks import Hands, at_form, forms_agenda
from hypothesis import given
from hypothesis import strategies as st
from pilots import NARROW, WIDE, room

from apv_tui.core import commands as c
from apv_tui.tui.stages.form_rows import from_line, to_line

SIZES = [(78, 14), (52, 8)]


def value(hands: Hands, field: str) -> str:
    filled = hands.stage.here.fields.get(field)
    return filled.text if filled else ""


def at_appoint() -> Hands:
    return at_form("aftaler")[0]


def task(hands: Hands, width: int = 42) -> str:
    return grid(hands.stage.task(width), width, 20)


# -- the way through a form --------------------------------------------------------------------------------


def test_enter_after_enter_fills_the_form_in() -> None:
    hands = at_appoint()
    assert hands.stage.prompt() is None
    hands.press("enter")
    assert hands.stage.prompt() == "Mødeleder"
    hands.write("Karen", "14.1.", "uge 6")
    assert hands.stage.prompt() is None, "answers are chosen, not typed"
    hands.press("2", "1")
    assert "5 af 6 linjer udfyldt" in task(hands)
    hands.press("enter")
    assert hands.stage.prompt() == "Invitation"
    hands.press("enter")
    assert [value(hands, id_) for id_ in ("leder", "dato1", "hvordan", "ledelse")] == [
        "Karen", "14.1.", "Opslag", "yes",
    ]  # fmt: skip
    assert "6 af 6 linjer udfyldt" in task(hands)
    assert hands.stage.prompt() is None, "nothing is left to type"
    assert "► Invitation" in hands.seen()
    assert hands.go_on()
    assert hands.told == []


@pytest.mark.parametrize("key", ["down", "tab"])
def test_moving_on_while_typing_keeps_what_was_typed(key: str) -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.entry = "Bo"
    hands.press(key)
    assert value(hands, "leder") == "Bo"
    assert hands.stage.prompt() == "1. dialogmøde"
    assert hands.entry == ""


def test_moving_back_brings_the_line_back() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.write("Bo")
    hands.press("up")
    assert hands.stage.prompt() == "Mødeleder"
    assert hands.entry == "Bo"


def test_escape_closes_the_line_and_keeps_it() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.entry = "Bo"
    hands.press("escape")
    assert hands.stage.prompt() is None
    assert value(hands, "leder") == "Bo"


def test_next_takes_a_half_typed_line() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.entry = "Bo"
    hands.go_on()
    assert value(hands, "leder") == "Bo"


def test_next_says_once_what_is_open_and_then_goes_on() -> None:
    hands = at_appoint()
    assert not hands.go_on()
    assert hands.ids == ["form.still_open"]
    assert hands.go_on()
    hands.press("enter")
    hands.write("Bo")
    hands.press("escape")
    assert not hands.go_on(), "after a change it is said anew"


def test_an_erased_line_is_cleared_and_undo_brings_it_back() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.write("Bo")
    hands.press("up")
    hands.write("")
    assert value(hands, "leder") == ""
    hands.desk.undo()
    assert value(hands, "leder") == "Bo"


def test_delete_clears_a_line_where_nothing_is_typed() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.write("Bo")
    hands.press("escape", "up", "delete")
    assert value(hands, "leder") == ""


def test_answers_are_chosen_by_digits_and_arrows() -> None:
    hands = at_appoint()
    hands.stage.form.go("ledelse")
    assert "1 ja   2 nej   3 ved ikke" in hands.seen()
    hands.press("right")
    assert value(hands, "ledelse") == "yes"
    hands.stage.form.go("ledelse")
    hands.press("left")
    assert value(hands, "ledelse") == "unsure"
    hands.press("2")
    assert value(hands, "ledelse") == "no"
    assert "2●nej" in hands.seen()


# -- letters are what is typed -----------------------------------------------------------------------------


@pytest.mark.parametrize("letter", list("uUtglbmqoe?.+-1Å"))
def test_a_letter_opens_the_chosen_line_with_itself_in_it(letter: str) -> None:
    hands = at_appoint()
    assert hands.stage.takes_letters()
    assert hands.stage.key(letter, letter)
    assert hands.stage.prompt() == "Mødeleder"
    assert hands.entry == letter


def test_a_space_only_opens_the_line() -> None:
    hands = at_appoint()
    assert hands.stage.key("space", " ")
    assert (hands.stage.prompt(), hands.entry) == ("Mødeleder", "")


def test_function_keys_and_control_keys_open_nothing() -> None:
    hands = at_appoint()
    for key, character in (("f5", None), ("ctrl+t", "\x14"), ("left", None), ("backspace", "\x7f")):
        assert not hands.stage.key(key, character)
    assert hands.stage.prompt() is None


def test_a_letter_on_a_line_that_says_something_stands_in_its_place_and_nothing_is_lost() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.write("Bo")
    hands.press("escape", "up", "K")
    assert (hands.entry, hands.before) == ("K", "Bo")
    hands.entry = ""
    hands.press("escape")
    assert value(hands, "leder") == "Bo", "the letter was taken back: nothing was meant"
    hands.press("K")
    hands.entry = ""
    hands.press("enter")
    assert value(hands, "leder") == "Bo"


def test_where_answers_are_chosen_a_letter_is_no_text() -> None:
    hands = at_appoint()
    hands.stage.form.go("ledelse")
    assert not hands.stage.takes_letters()
    assert not hands.stage.key("u", "u")
    assert hands.stage.prompt() is None


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("typed", ["om 2 uger", "uge 6", "21.1.", "+ 1 ?", "gammel bil"])
async def test_typing_fast_on_a_chosen_line_loses_nothing_and_does_nothing_else(
    size: tuple[int, int], typed: str
) -> None:
    async with room("aftaler", agenda=forms_agenda(), size=size) as here:
        await here.press("down")
        entries, clock = len(here.desk.record.entries), here.left
        await here.write(typed)
        assert here.line.value == typed
        assert len(here.desk.record.entries) == entries
        assert here.left == clock
        assert here.desk.state.step_id == "aftaler"
        assert here.open == "MeetingScreen"
        assert here.app.theme == "apv-dark"


async def test_a_whole_form_is_typed_without_opening_a_line_first() -> None:
    async with room("aftaler", agenda=forms_agenda()) as here:
        await here.write("Bo\nuge 3\nuge 6\n21ud\n")
        fields = {id_: filled.text for id_, filled in here.desk.state.state_of("aftaler").fields.items()}
        assert fields == {
            "leder": "Bo", "dato1": "uge 3", "dato2": "uge 6", "hvordan": "Opslag", "ledelse": "yes",
            "invitation": "ud",
        }  # fmt: skip


async def test_control_z_brings_back_what_a_letter_took_the_place_of() -> None:
    async with room("aftaler", agenda=forms_agenda()) as here:
        await here.write("Bo\n")
        await here.press("escape", "up")
        await here.write("u")
        assert here.line.value == "u"
        await here.press("ctrl+z")
        assert here.line.value == "Bo"
        await here.press("enter")
        assert here.desk.state.state_of("aftaler").fields["leder"].text == "Bo"


async def test_the_footer_names_no_letter_where_letters_are_text() -> None:
    async with room("aftaler", agenda=forms_agenda()) as here:
        assert "F4 ur på pause" in here.text
        assert "Mellemrum" not in here.text
        await here.press("space")
        assert here.desk.state.state_of("aftaler").clock.running


# -- what is refused ---------------------------------------------------------------------------------------


def test_a_day_that_cannot_be_read_stays_in_the_line_with_the_reason() -> None:
    hands = at_appoint()
    hands.press("down", "enter")
    hands.write("engang til foråret")
    assert hands.ids == ["date.unknown"]
    assert hands.stage.prompt() == "1. dialogmøde"
    assert hands.entry == "engang til foråret"


def test_nobody_is_held_at_a_line_and_the_text_waits() -> None:
    hands = at_appoint()
    hands.press("down", "enter")
    hands.entry = "engang til foråret"
    hands.press("down")
    assert hands.stage.prompt() == "2. dialogmøde"
    assert "! 1. dialogmøde" in hands.seen()
    assert "engang til foråret" in hands.seen()
    hands.press("up")
    assert hands.entry == "engang til foråret"
    hands.write("14.1.")
    assert value(hands, "dato1") == "14.1."
    assert "foråret" not in hands.seen()


def test_the_room_goes_on_from_a_line_that_cannot_be_read_at_the_second_press() -> None:
    hands = at_appoint()
    hands.press("down", "enter")
    hands.entry = "engang"
    assert not hands.go_on()
    assert hands.ids[-1] == "date.unknown"
    assert not hands.go_on()
    assert hands.ids[-1] == "form.still_open"
    assert hands.go_on()


# -- what is said about a line -----------------------------------------------------------------------------


def test_a_day_stands_as_typed_with_the_dates_it_means() -> None:
    hands = at_appoint()
    hands.press("down", "enter")
    hands.write("uge 12")
    assert "uge 12 (22.–28. marts 2027)" in hands.seen()


def test_the_weeks_between_the_meetings_are_said_and_doubted() -> None:
    hands = at_appoint()
    hands.press("down", "enter")
    hands.write("14.1.", "4.2.")
    hands.stage.form.go("dato2")
    assert "3 uger efter 1. dialogmøde." in hands.seen()
    assert "!" not in hands.seen()
    hands.press("enter")
    hands.write("15.3.")
    assert "! 2. dialogmøde" in hands.seen()
    hands.stage.form.go("dato2")
    assert "8 uger og 4 dage efter 1. dialogmøde. Planlagt er 3 til 4 uger." in " ".join(hands.seen().split())


def test_which_mette_is_asked_and_strangers_are_named() -> None:
    hands, _, _ = at_form("aftaler", 23)
    hands.press("enter")
    hands.write("Mette, ledelsen")
    assert "ikke på listen: ledelsen" in hands.seen()
    hands.stage.form.go("leder")
    assert "Hvem er «Mette»? Skriv Mette A" in hands.seen()


def test_where_nobody_has_a_name_nobody_is_a_stranger() -> None:
    hands, _, _ = at_form("aftaler", 0)
    hands.press("enter")
    hands.write("Karen")
    assert "listen" not in hands.seen()


# -- a text on offer ---------------------------------------------------------------------------------------


def test_the_invitation_says_what_the_form_says_and_survives_as_one_text() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.write("Karen", "14.1.", "uge 6")
    hands.press("end")
    assert "Vi mødes 14. januar 2027 og 8.–14. februar 2027." in " ".join(hands.seen(78, 20).split())
    hands.press("enter")
    assert hands.entry.startswith("Kære alle ¶ Vi mødes 14. januar 2027")
    hands.press("enter")
    kept = value(hands, "invitation")
    assert kept.startswith("Kære alle\nVi mødes")
    assert kept.endswith("\nSpørgsmål? Gå til Karen.")
    hands.press("enter")
    hands.press("enter")
    assert value(hands, "invitation") == kept, "opened and kept once more it is the same"


def test_an_offer_is_not_taken_by_walking_past_it() -> None:
    hands = at_appoint()
    hands.press("end", "enter", "up")
    assert value(hands, "invitation") == ""
    hands.press("escape", "end", "enter")
    hands.go_on()
    assert value(hands, "invitation") == ""


def test_an_offer_names_the_lines_that_are_still_open() -> None:
    hands = at_appoint()
    hands.press("end")
    assert "Vi mødes [1. dialogmøde] og [2. dialogmøde]." in " ".join(hands.seen(78, 20).split())


@pytest.mark.parametrize(("width", "height", "most"), [(78, 14, 1), (52, 6, 2), (40, 4, 4)])
def test_a_long_text_is_whole_on_its_pages(width: int, height: int, most: int) -> None:
    hands = at_appoint()
    hands.press("end", "enter", "enter")
    hands.stage.form.go("invitation")
    hands.press("escape")
    text = value(hands, "invitation")
    seen = hands.seen(width, height)
    pages = hands.stage.pages
    for page in range(1, pages):
        hands.stage.page = page
        seen += "\n" + hands.seen(width, height)
    assert pages == most
    words = " ".join(row.split("  side ")[0].strip() for row in seen.split("\n"))
    assert " ".join(text.split()) in " ".join(words.split())


def test_a_long_text_is_seen_whole_while_it_is_typed() -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.stage.typing("et ord")
    assert "et ord" not in hands.seen()
    hands.stage.typing("mange ord, flere end der er plads til i linjen, og dog kan de læses")
    assert "mange ord, flere end der er plads til i linjen" in hands.seen()
    hands.entry = "Bo"
    hands.press("enter")
    assert "mange ord" not in hands.seen()


def test_many_pasted_lines_become_one_text() -> None:
    hands = at_appoint()
    hands.press("end", "enter")
    hands.entry = ""
    hands.stage.pasted(("Kære alle", "Velkommen"))
    assert hands.entry == "Kære alle ¶ Velkommen"
    hands.press("enter")
    assert value(hands, "invitation") == "Kære alle\nVelkommen"


@given(st.lists(st.text(alphabet="ab æø.", max_size=12), max_size=4))
def test_a_text_in_one_line_is_the_same_text(rows: list[str]) -> None:
    text = "\n".join(" ".join(row.split()) for row in rows)
    assert from_line(to_line(text)) == text


# -- how it looks ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [*SIZES, (118, 26), (40, 4)])
def test_the_form_fits_with_the_cursor_on_every_line(width: int, height: int) -> None:
    hands = at_appoint()
    hands.press("enter")
    hands.write("Karen og ledelsen og en fra køkkenet, som vi ikke kender endnu", "uge 50", "uge 51")
    hands.press("escape", "home")
    for row in hands.stage.rows():
        seen = hands.seen(width, height)
        assert "►" in seen, row.id
        assert row.label.split()[0] in seen
        hands.press("down")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_chosen_line_is_marked_and_what_is_cut_has_a_sign(width: int, height: int) -> None:
    hands = at_appoint()
    rows = hands.seen(width, height).split("\n")
    assert rows[0].startswith("► Mødeleder")
    assert sum(row.startswith("►") for row in rows) == 1
    assert rows[-1].endswith(("…", "↓"))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_in_the_real_program_a_form_is_filled_in_by_hand(size: tuple[int, int]) -> None:
    async with room("aftaler", agenda=forms_agenda(), size=size) as here:
        await here.press("enter")
        await here.write("Karen")
        await here.press("tab")
        await here.write("14.1.")
        await here.press("enter")
        await here.write("uge")
        await here.press("up")
        fields = here.desk.state.state_of("aftaler").fields
        assert fields["leder"].text == "Karen"
        assert fields["dato1"].text == "14.1."
        assert "dato2" not in fields
        assert here.line.value == "14.1."
        await here.press("down")
        assert here.line.value == "uge", "what could not be read waits in its line"
        await here.write(" 6")
        await here.press("pagedown")
        assert here.desk.state.state_of("aftaler").fields["dato2"].text == "uge 6"
        assert here.desk.state.step_id == "aftaler"
        await here.press("pagedown")
        assert here.desk.state.step_id == "foer"


async def test_a_long_invitation_can_be_edited_at_its_end() -> None:
    async with room("aftaler", agenda=forms_agenda(), size=NARROW) as here:
        await here.press("end", "enter")
        before = here.line.value
        await here.write("x" * 400)
        assert here.line.value == before + "x" * 400
        await here.press("enter")
        assert here.desk.state.state_of("aftaler").fields["invitation"].text.endswith("x" * 400)
        await here.do(c.GoTo("foer"))
        assert here.line.value == ""
