"""Accounts of sickness absence: the formula, what cannot be, and lines typed one by one (APV-1.2)."""

from datetime import date

import pytest
from helpers import Case
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.absence import (
    HOURS_A_DAY,
    LINES,
    account_of,
    compare,
    days_of,
    flaw_of,
    lines_of,
    percentage,
    warnings,
)
from apv_tui.core.agenda import Absence, Agenda
from apv_tui.core.state import Account

TODAY = date(2026, 3, 2)  # the day of the case


def account(**changed: object) -> Account:
    usual = Account(date(2025, 1, 1), date(2025, 12, 31), "hours", 54.0, 1480.0, 13)
    return usual._replace(**changed)  # type: ignore[arg-type]


# -- the rules ---------------------------------------------------------------------------------------------


def test_the_formula_is_absence_divided_by_what_was_possible() -> None:
    assert round(percentage(account()), 1) == 3.6  # 54 hours are those of Arbejdstilsynet's example
    assert percentage(account(absence=0.0)) == 0


@pytest.mark.parametrize(
    ("changed", "line", "why"),
    [
        ({"last": date(2024, 12, 31)}, "last", "refused.absence.period"),
        ({"last": date(2026, 3, 3)}, "last", "refused.absence.future"),
        ({"possible": 0.0, "absence": 0.0}, "possible", "refused.absence.nothing_possible"),
        ({"absence": 1480.5}, "absence", "refused.absence.above_possible"),
        ({"possible": 13 * 365 * 24 + 1.0}, "possible", "refused.absence.too_much"),
        ({"unit": "days", "possible": 13 * 365 + 1.0}, "possible", "refused.absence.too_much"),
    ],
)
def test_what_cannot_be_is_named_with_its_line(changed: dict[str, object], line: str, why: str) -> None:
    flaw = flaw_of(account(**changed), TODAY)
    assert flaw is not None
    assert (flaw.line, flaw.why.id) == (line, why)


def test_all_that_was_possible_and_one_day_are_accepted() -> None:
    assert flaw_of(account(absence=1480.0), TODAY) is None
    assert flaw_of(account(first=TODAY, last=TODAY, absence=1.0, possible=7.4, people=1), TODAY) is None


def test_accounts_in_two_units_are_not_compared() -> None:
    flaw = flaw_of(account(unit="days", absence=4.0, possible=200.0), TODAY, "hours")
    assert flaw is not None
    assert flaw.line == "unit"
    assert compare(account(), account(unit="days")) is None


def test_the_change_is_that_of_the_figures_that_are_shown() -> None:
    compared = compare(account(), account(absence=45.0))
    assert compared is not None
    assert compared.points == -0.6  # 3.6 to 3.0


def test_few_people_and_uneven_periods_are_warned_of() -> None:
    short = account(first=date(2025, 7, 1), people=4)
    assert [told.id for told in warnings(short, 5, account())] == ["absence.few", "absence.other_length"]
    assert warnings(account(people=5), 5, account(first=date(2025, 1, 5))) == ()


days = st.dates(date(2020, 1, 1), date(2026, 12, 31))
past = st.dates(date(2020, 1, 1), TODAY)
amounts = st.integers(0, 2_000_000).map(lambda value: value / 100)
accounts = st.builds(
    Account, days, days, st.sampled_from(["hours", "days"]), amounts, amounts, st.integers(1, 300)
)


@given(accounts)
def test_whatever_passes_is_between_nothing_and_all(made: Account) -> None:
    if flaw_of(made, TODAY) is None:
        assert 0 <= percentage(made) <= 100
        assert days_of(made) >= 1
        assert made.possible <= made.people * days_of(made) * (HOURS_A_DAY if made.unit == "hours" else 1)


@st.composite
def sound(draw: st.DrawFn) -> Account:
    """Give an account that can be."""
    first, last = sorted((draw(past), draw(past)))
    people, unit = draw(st.integers(1, 300)), draw(st.sampled_from(["hours", "days"]))
    possible = draw(st.integers(1, 100)) / 100 * people * ((last - first).days + 1)
    return Account(first, last, unit, draw(st.integers(0, 100)) / 100 * possible, possible, people)


@given(sound(), sound())
def test_a_comparison_turned_round_has_the_other_sign(one: Account, other: Account) -> None:
    assert flaw_of(one, TODAY) is None
    forth, back = compare(one, other), compare(other, one)
    if forth is None or back is None:
        assert forth is back
        assert one.unit != other.unit
    else:
        assert forth.points == -back.points
        assert forth.alike == back.alike
        assert abs(forth.points) <= 100


# -- lines typed one by one --------------------------------------------------------------------------------


def case(language: str = "") -> Case:
    step = {"kind": "absence", "title": "Fravær", "minutes": 10}
    agenda = Agenda.model_validate(
        {
            "title": "APV",
            "language": "da",
            "meetings": [
                {
                    "id": "first",
                    "title": "Start",
                    "steps": [
                        {**step, "id": "before-step", "account": "before"},
                        {**step, "id": "after-step", "account": "after"},
                        {"id": "end", "kind": "talk", "title": "Slut", "minutes": 1},
                    ],
                }
            ],
        }
    )
    made = Case(5, agenda=agenda, language=language)
    made.do(c.GoTo("before-step"))
    return made


TYPED = {
    "first": "1.1.2025", "last": "31.12.2025", "unit": "hours",
    "absence": "54", "possible": "1.480", "people": "13",
}  # fmt: skip


def fill(case: Case, account: str = "before", **typed: str) -> None:
    for line, text in (typed or TYPED).items():
        case.do(c.FillField(f"{account}.{line}", text))


def given_lines(case: Case, account: str = "before") -> dict[str, str]:
    step = case.state.step
    assert isinstance(step, Absence)
    return {line: filled.text for line, filled in lines_of(case.state, step, account).items()}


@pytest.mark.parametrize("order", [LINES, LINES[::-1]], ids=["forwards", "backwards"])
def test_the_sixth_line_enters_the_account_in_whatever_order(order: tuple[str, ...]) -> None:
    made = case()
    for line in order[:-1]:
        fill(made, **{line: TYPED[line]})
        assert not made.state.absence
    fill(made, **{order[-1]: TYPED[order[-1]]})
    assert made.state.absence == {"before": account()}
    made.record.undo()
    assert not made.state.absence
    assert len(given_lines(made)) == 5


def test_numbers_and_days_are_read_in_the_language_of_the_screen() -> None:
    made = case("en")
    fill(made, **{**TYPED, "first": "1 January 2025", "last": "31 December 2025", "possible": "1,480"})
    assert made.state.absence["before"].possible == 1480


def test_lines_typed_on_a_screen_in_another_language_are_read_as_they_were_meant() -> None:
    made = case()
    fill(made, possible="1.480")
    step = made.state.step
    assert isinstance(step, Absence)
    assert lines_of(made.state, step, "before")["possible"].text == "1.480"
    assert lines_of(made.state, step, "before", "en")["possible"].text == "1480"
    fill(made)
    assert account_of(lines_of(made.state, step, "before", "en"), "en") == made.state.absence["before"]


def test_a_half_typed_account_survives_a_walk_through_the_meeting() -> None:
    made = case()
    fill(made, first="1.1.2025", absence="54")
    made.do(c.GoTo("end"), c.GoTo("before-step"))
    assert given_lines(made) == {"first": "1.1.2025", "absence": "54"}


def test_without_a_year_a_day_is_the_last_that_has_passed() -> None:
    made = case()
    fill(made, first="1.4.", last="28.2.")
    step = made.state.step
    assert isinstance(step, Absence)
    lines = lines_of(made.state, step, "before")
    assert (lines["first"].first, lines["last"].last) == (date(2025, 4, 1), date(2026, 2, 28))


def test_a_month_is_its_first_and_its_last_day() -> None:
    made = case()
    fill(made, **{**TYPED, "first": "januar 2025", "last": "december 2025"})
    assert made.state.absence["before"] == account()


@pytest.mark.parametrize(
    ("line", "text", "why"),
    [
        ("first", "en gang", "date.unknown"),
        ("absence", "mange", "number.unknown"),
        ("possible", "1,480", "number.ambiguous"),
        ("people", "0", "refused.absence.people"),
        ("people", "13,5", "number.whole"),
        ("people", "200000", "refused.absence.people"),
        ("unit", "uger", "refused.no_such_choice"),
        ("who", "Karen", "refused.no_such_field"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line: str, text: str, why: str) -> None:
    assert case().refuses(c.FillField(f"before.{line}", text)) == why


def test_a_line_that_does_not_fit_is_kept_and_the_account_is_not() -> None:
    made = case()
    fill(made)
    fill(made, absence="2.000")
    assert not made.state.absence
    assert given_lines(made) == {**TYPED, "absence": "2.000"}
    fill(made, absence="60")
    assert made.state.absence["before"].absence == 60


def test_a_cleared_line_takes_the_account_out_and_keeps_the_others() -> None:
    made = case()
    fill(made)
    fill(made, people="")
    assert not made.state.absence
    assert set(given_lines(made)) == set(LINES) - {"people"}
    made.record.undo()
    assert made.state.absence["before"] == account()


def test_the_same_once_more_is_no_event() -> None:
    made = case()
    fill(made)
    assert made.do(c.FillField("before.absence", " 54 ")) == ()


def test_the_account_before_is_one_wherever_it_is_mended() -> None:
    made = case()
    fill(made)
    made.do(c.GoTo("after-step"))
    fill(made, absence="60")
    made.do(c.GoTo("before-step"))
    assert given_lines(made)["absence"] == "60"
    assert made.state.absence["before"].absence == 60


def test_only_the_account_of_the_step_and_those_before_it_are_entered() -> None:
    made = case()
    assert made.refuses(c.FillField("after-1.absence", "54")) == "refused.no_such_field"
    made.do(c.GoTo("after-step"))
    fill(made, "after-1", **TYPED)
    fill(made, "after-2", **TYPED)
    assert set(made.state.absence) == {"after-1", "after-2"}


def test_an_account_is_taken_out_whole_and_comes_back_whole() -> None:
    made = case()
    fill(made)
    made.do(c.RemoveAbsence("before"))
    assert not made.state.absence
    assert given_lines(made) == {}
    made.record.undo()
    assert made.state.absence["before"] == account()
    assert given_lines(made) == TYPED


def test_another_unit_than_the_other_account_is_not_entered() -> None:
    made = case()
    fill(made)
    made.do(c.GoTo("after-step"))
    fill(made, "after-1", **{**TYPED, "unit": "days", "absence": "4", "possible": "200"})
    assert set(made.state.absence) == {"before"}
    fill(made, "after-1", unit="hours")
    assert set(made.state.absence) == {"before", "after-1"}


def test_elsewhere_no_account_is_entered() -> None:
    made = case()
    made.do(c.GoTo("end"))
    assert made.refuses(c.FillField("before.absence", "54")) == "refused.no_form_here"
    assert made.refuses(c.RemoveAbsence("before")) == "refused.no_account_here"


@given(st.permutations(list(TYPED)), st.integers(0, 6))
def test_whatever_the_order_and_the_gaps_no_account_is_half(order: list[str], count: int) -> None:
    made = case()
    fill(made, **{line: TYPED[line] for line in order[:count]}) if count else None
    lines = given_lines(made)
    assert lines == {line: TYPED[line] for line in order[:count]}
    assert bool(made.state.absence) == (count == 6)
    step = made.state.step
    assert isinstance(step, Absence)
    whole = account_of(lines_of(made.state, step, "before"), "da")
    assert made.state.absence.get("before") == whole
