"""Accounts of sickness absence: six lines, the formula, the change, and never anybody's own (APV-1.2)."""

import pytest
from form_desks import Hands, at_form, forms_agenda
from pilots import NARROW, room

from apv_tui.core.absence import percentage
from apv_tui.core.state import Account
from apv_tui.tui.stages.absence import bar_of

SIZES = [(78, 14), (52, 8), (118, 26)]


def enter(hands: Hands, first: str, last: str, absence: str, possible: str, people: str) -> None:
    """Type an account from its first line on, in hours."""
    if hands.stage.prompt() is None:
        hands.press("enter")
    hands.write(first, last)
    hands.press("1", "enter")
    hands.write(absence, possible, people)


def before(language: str = "da") -> Hands:
    hands, _, _ = at_form("foer", language=language)
    return hands


def after() -> Hands:
    """Give the accounts after, with the one before entered."""
    hands, _, _ = at_form("efter")
    enter(hands, "1.1.2025", "30.6.2025", "54", "1.480", "13")
    return hands


def accounts(hands: Hands) -> dict[str, Account]:
    return dict(hands.desk.state.absence)


def flat(hands: Hands, width: int = 78, height: int = 20) -> str:
    return " ".join(hands.seen(width, height).split())


def test_six_lines_make_an_account_and_its_formula() -> None:
    hands = before()
    hands.press("enter")
    enter(hands, "1.1.2026", "30.6.2026", "54", "1.480", "13")
    assert set(accounts(hands)) == {"before"}
    assert hands.stage.prompt() is None
    assert "fravær ÷ mulige timer × 100 = 54 ÷ 1.480 × 100 = 3,6 %" in flat(hands)
    assert "► Fraværsprocent 3,6 %" in flat(hands)
    assert "Aldrig om enkeltpersoner" in flat(hands)
    assert hands.told == []


@pytest.mark.parametrize(
    ("language", "percent"), [("da", "1.480 × 100 = 3,6 %"), ("en", "1,480 × 100 = 3.6%")]
)
def test_numbers_are_written_as_the_language_does(language: str, percent: str) -> None:
    hands = before(language)
    if language == "en":
        enter(hands, "1 January 2026", "30 June 2026", "54", "1,480", "13")
    else:
        enter(hands, "1.1.2026", "30.6.2026", "54", "1480", "13")
    assert percent in flat(hands)


def test_a_unit_chosen_by_its_digit_opens_the_next_line() -> None:
    hands = before()
    hands.press("enter")
    hands.write("1.1.2026", "30.6.2026")
    hands.press("1")
    assert hands.stage.prompt() is not None
    hands.write("54", "1.480", "13")
    assert accounts(hands)["before"].absence == 54


def test_an_arrow_tries_the_units_and_enter_goes_on() -> None:
    hands = before()
    hands.press("enter")
    hands.write("1.1.2026", "30.6.2026")
    hands.press("right", "right", "left")
    assert hands.stage.prompt() is None
    hands.press("enter")
    hands.write("54", "1.480", "13")
    assert (accounts(hands)["before"].unit, accounts(hands)["before"].absence) == ("hours", 54)


async def test_figures_typed_straight_on_land_in_their_own_lines() -> None:
    async with room("foer", agenda=forms_agenda()) as here:
        await here.press("enter")
        await here.write("1.1.2026\n30.6.2026\n154\n1.480\n13\n")
        assert here.desk.state.absence["before"][2:] == ("hours", 54.0, 1480.0, 13)


def test_what_was_read_is_shown_so_that_a_slip_is_seen() -> None:
    hands = before()
    hands.press("enter")
    hands.write("1.7.", "30.9.")
    hands.press("2", "enter")
    hands.write("12", "1 250,5")
    seen = hands.seen()
    assert "1. juli 2026" in seen, "the last July that has passed"
    assert "30. september 2026" in seen
    assert "12 arbejdsdage" in seen
    assert "Mulige arbejdsdage" in seen
    assert "1.250,5 arbejdsdage" in seen
    assert not accounts(hands)


def test_a_number_that_could_be_two_is_asked_for() -> None:
    hands = before()
    hands.press("down", "down", "down", "enter")
    hands.write("1,480")
    assert hands.ids == ["number.ambiguous"]
    assert hands.entry == "1,480"


def test_what_cannot_be_is_marked_at_its_line_and_gives_no_percent() -> None:
    hands = before()
    enter(hands, "1.1.2026", "30.6.2026", "2000", "1480", "13")
    assert not accounts(hands)
    assert "! Fravær i alt" in hands.seen()
    hands.stage.form.go("before.absence")
    assert "Fraværet (2.000) kan ikke være større end det mulige (1.480)." in flat(hands)
    hands.press("enter")
    hands.write("200")
    assert round(percentage(accounts(hands)["before"]), 1) == 13.5


def test_half_an_account_is_there_again_when_the_room_comes_back() -> None:
    hands = before()
    hands.press("enter")
    hands.write("1.1.2026")
    hands.entry = "30.6.2026"
    hands.go_on()
    again, desk = before(), hands.desk
    again.desk = again.stage.desk = desk
    assert "30. juni 2026" in again.seen()


def test_few_people_are_warned_of() -> None:
    hands = before()
    enter(hands, "1.1.2026", "30.6.2026", "54", "1480", "4")
    assert "! Opgørelsen dækker 4 personer. Under 5 kan tallet pege på én" in flat(hands)


def test_the_account_after_stands_beside_the_one_before() -> None:
    hands = after()
    assert hands.stage.form.opened == "after-1.first"
    assert "Før 3,6 %" in flat(hands)
    enter(hands, "1.1.2026", "30.6.2026", "43,5", "1.500", "13")
    text = flat(hands)
    assert "► Ændring −0,7 procentpoint" in text
    rows = [row for row in hands.seen(78, 20).split("\n") if "█" in row]
    assert [row.count("█") for row in rows] == [30, 24]
    assert rows[0].rstrip().endswith("3,6 %")
    assert rows[1].rstrip().endswith("2,9 %   −0,7 procentpoint")


def test_a_rise_and_no_change_have_their_signs() -> None:
    hands = after()
    enter(hands, "1.1.2026", "30.6.2026", "60", "1.480", "13")
    assert "Ændring +0,5 procentpoint" in flat(hands)
    hands.stage.form.go("after-1.absence", opened=True)
    hands.write("54")
    assert "Ændring ±0,0 procentpoint" in flat(hands)


def test_a_second_account_after_is_offered_and_compared() -> None:
    hands = after()
    assert "Efter, 2. gang" not in flat(hands)
    enter(hands, "1.1.2026", "30.6.2026", "43,5", "1.500", "13")
    hands.press("up", "enter")
    assert hands.stage.form.row is not None
    assert hands.stage.form.row.id == "after-2.first"
    enter(hands, "1.4.2026", "30.9.2026", "36", "1.500", "13")
    assert set(accounts(hands)) == {"before", "after-1", "after-2"}
    assert "► Ændring −1,2 procentpoint" in flat(hands)


def test_another_unit_than_before_is_explained() -> None:
    hands = after()
    hands.write("1.1.2026", "30.6.2026")
    hands.press("2", "enter")
    hands.write("5", "200", "13")
    assert set(accounts(hands)) == {"before"}
    hands.stage.form.go("after-1.unit")
    assert "Den anden opgørelse er i timer." in flat(hands)


def test_periods_of_another_length_are_warned_of() -> None:
    hands = after()
    enter(hands, "1.1.2026", "31.8.2026", "54", "1.480", "13")
    assert "Efter: Perioderne er ikke lige lange." in flat(hands)


def test_an_account_is_mended_and_taken_out_with_undo() -> None:
    hands = after()
    enter(hands, "1.1.2026", "30.6.2026", "43,5", "1.500", "13")
    hands.stage.form.go("before")
    hands.press("enter")
    assert hands.stage.form.row is not None
    assert hands.stage.form.row.id == "before.first"
    hands.stage.form.go("before")
    hands.press("delete")
    assert set(accounts(hands)) == {"after-1"}
    assert hands.ids[-1] == "absence.taken_out"
    hands.desk.undo()
    assert set(accounts(hands)) == {"before", "after-1"}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_accounts_fit_with_the_cursor_on_every_line(width: int, height: int) -> None:
    hands = after()
    enter(hands, "1.1.2026", "30.6.2026", "43,5", "1.500", "4")
    for id_ in ("before", "before.first", "before.possible", "after-1.people", "after-2", "result"):
        hands.stage.form.go(id_)
        assert "►" in hands.seen(width, height)
    seen = hands.seen(width, height)
    for page in range(1, hands.stage.pages):
        hands.stage.page = page
        seen += hands.seen(width, height)
    text = " ".join(seen.split())
    assert "2,9 %" in text
    assert "Under 5" in text
    assert "ønskerne." in text


@pytest.mark.parametrize(
    ("value", "most", "bar"),
    [(3.6, 3.6, "████"), (1.8, 3.6, "██"), (1.4, 3.6, "█▌"), (0.01, 3.6, "▌"), (0, 0, "")],
)
def test_bars_are_in_proportion_and_the_least_is_seen(value: float, most: float, bar: str) -> None:
    assert bar_of(value, most, 4) == bar


async def test_the_account_is_private_and_survives_the_walk() -> None:
    async with room("foer", agenda=forms_agenda(), size=NARROW) as here:
        assert "Første dag" not in here.text
        await here.press("enter", "enter")
        await here.write("1.1.2026")
        await here.press("tab")
        await here.write("30.6.2026")
        await here.press("pageup", "pagedown", "pagedown", "enter")
        assert "1. januar 2026" in here.text
        assert "30. juni 2026" in here.text
        assert not here.desk.state.absence
