"""Forms: what each kind of line takes, texts that begin from other lines, and days that do not fit (APV-1.1)."""

from datetime import date
from typing import Any

import pytest
from helpers import Case
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Appoint, FormField
from apv_tui.core.agenda.flow import faults
from apv_tui.core.decide.forms import LONGEST_ANSWER, WAY
from apv_tui.core.forms import doubts, fill_gaps, open_fields, time_after
from apv_tui.core.messages import Message, Refused
from apv_tui.core.state import Filled
from apv_tui.words import Words

TODAY = date(2026, 3, 2)
TEXT, DAY, WHO, SURE, HOW = "what", "day", "who", "sure", "how"
FIELDS: tuple[dict[str, Any], ...] = (
    {"id": TEXT, "title": "What"},
    {"id": DAY, "title": "Day", "type": "date", "meeting": "second"},
    {"id": WHO, "title": "Who", "type": "people"},
    {"id": SURE, "title": "Sure", "type": "yes_no"},
    {"id": HOW, "title": "How", "type": "choice", "choices": ["Mail", "4", "Poster"]},
    {"id": "later", "title": "Later", "type": "date", "meeting": "third"},
)


def agenda(*fields: dict[str, Any], **third: Any) -> Agenda:
    talk = {"id": "t", "kind": "talk", "title": "T", "minutes": 5}
    return Agenda.model_validate(
        {
            "title": "Small",
            "language": "en",
            "meetings": [
                {
                    "id": "first",
                    "title": "First",
                    "steps": [
                        {
                            "id": "form", "kind": "appoint", "title": "Form", "minutes": 9,
                            "fields": list(fields or FIELDS),
                        },
                        {
                            "id": "fit", "kind": "suitability", "title": "Fit", "minutes": 5,
                            "questions": ["Violence?", {"id": "bullying", "text": "Bullying?"}],
                            "ways": ["As it is", "With help"],
                        },
                        {**talk, "id": "end"},
                    ],
                },
                {"id": "second", "title": "Second", "steps": [{**talk, "id": "s"}]},
                {
                    "id": "third", "title": "Third", "weeks_after": [3, 4], "steps": [{**talk, "id": "u"}],
                    **third,
                },
            ],
        }
    )  # fmt: skip


def case(step: str = "form", **options: Any) -> Case:
    made = Case(9, agenda=agenda(**options))
    made.do(c.GoTo(step))
    return made


def filled(case: Case, field: str) -> Filled:
    return case.here().fields[field]


def field_of(case: Case, id_: str) -> FormField:
    step = case.state.step
    assert isinstance(step, Appoint)
    return next(field for field in step.fields if field.id == id_)


# -- what each kind of line takes --------------------------------------------------------------------------


def test_a_text_is_kept_with_its_paragraphs() -> None:
    made = case()
    made.do(c.FillField(TEXT, "  Dear   all \n\nWelcome\t\n"))
    assert filled(made, TEXT).text == "Dear all\n\nWelcome"


def test_a_text_that_is_too_long_is_refused_and_never_cut() -> None:
    made = case()
    made.do(c.FillField(TEXT, "x" * LONGEST_ANSWER))
    assert filled(made, TEXT).text == "x" * LONGEST_ANSWER
    assert made.refuses(c.FillField(TEXT, "x" * (LONGEST_ANSWER + 1))) == "refused.long_answer"


def test_a_day_keeps_what_was_typed_and_what_it_means() -> None:
    made = case()
    made.do(c.FillField(DAY, "week 12"))
    assert filled(made, DAY)[:4] == ("week 12", (), date(2026, 3, 16), date(2026, 3, 22))
    assert made.refuses(c.FillField(DAY, "some time")) == "date.unknown"


@pytest.mark.parametrize(
    ("screen", "typed"),
    [("", "in 3 weeks"), ("da", "om 3 uger"), ("nb", "om 3 uker"), ("nl", "over 3 weken")],
)
def test_a_day_is_read_in_the_language_of_the_screen(screen: str, typed: str) -> None:
    made = Case(9, agenda=agenda(), language=screen)
    made.do(c.GoTo("form"), c.FillField(DAY, typed))
    assert filled(made, DAY).first is not None
    assert made.refuses(c.FillField(DAY, "in 3 weeks" if screen else "om 3 uger")) == "date.unknown"


def test_people_are_recognised_and_others_stay() -> None:
    made = case()
    made.do(c.FillField(WHO, "person1, the management"))
    assert filled(made, WHO)[:2] == ("Person1, the management", ("p1",))


@pytest.mark.parametrize(("typed", "answer"), [("ja", "yes"), ("N", "no"), ("?", "unsure"), ("yes", "yes")])
def test_yes_and_no_in_any_language(typed: str, answer: str) -> None:
    made = case()
    made.do(c.FillField(SURE, typed))
    assert filled(made, SURE).text == answer
    assert made.refuses(c.FillField(SURE, "perhaps")) == "refused.yes_or_no"


@pytest.mark.parametrize(("typed", "answer"), [("Mail", "Mail"), ("3", "Poster"), ("4", "4"), ("2", "4")])
def test_a_choice_by_its_number_or_its_words_which_may_be_a_number(typed: str, answer: str) -> None:
    made = case()
    made.do(c.FillField(HOW, typed))
    assert filled(made, HOW).text == answer


@pytest.mark.parametrize("typed", ["0", "5", "Fax"])
def test_no_choice_is_made_up(typed: str) -> None:
    assert case().refuses(c.FillField(HOW, typed)) == "refused.no_such_choice"


def test_an_empty_text_clears_and_the_same_once_more_is_no_event() -> None:
    made = case()
    assert made.do(c.FillField(WHO, " ")) == ()
    made.do(c.FillField(WHO, "Person1"))
    assert made.do(c.FillField(WHO, "person1")) == ()
    made.do(c.FillField(WHO, ""))
    assert WHO not in made.here().fields
    made.record.undo()
    assert filled(made, WHO).people == ("p1",)


def test_what_is_no_line_of_the_form_is_refused() -> None:
    assert case().refuses(c.FillField("nothing", "x")) == "refused.no_such_field"
    assert case("end").refuses(c.FillField(TEXT, "x")) == "refused.no_form_here"


def test_the_lines_that_are_open_are_those_nothing_stands_in() -> None:
    made = case()
    made.do(c.FillField(TEXT, "x"))
    step = made.state.step
    assert isinstance(step, Appoint)
    assert [field.id for field in open_fields(made.state, step)] == [DAY, WHO, SURE, HOW, "later"]


@given(st.text(max_size=80), st.sampled_from([TEXT, DAY, WHO, SURE, HOW]))
def test_whatever_is_typed_is_kept_or_refused_and_can_be_kept_again(typed: str, field: str) -> None:
    made = case()
    try:
        made.do(c.FillField(field, typed))
    except Refused:
        return
    if field in made.here().fields:
        kept = filled(made, field)
        assert made.do(c.FillField(field, kept.text)) == ()
        assert set(kept.people) <= set(made.state.people)


# -- whether the method fits -------------------------------------------------------------------------------


def test_the_questions_are_answered_and_a_way_is_chosen() -> None:
    made = case("fit")
    made.do(c.FillField("q1", "no"), c.FillField("bullying", "unsure"), c.FillField(WAY, "With help"))
    assert {id_: each.text for id_, each in made.here().fields.items()} == {
        "q1": "no", "bullying": "unsure", WAY: "With help",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("q1", "Karen hits people", "refused.yes_or_no"),
        (WAY, "Another way", "refused.no_such_choice"),
        ("q2", "no", "refused.no_such_field"),
    ],
)
def test_nothing_else_is_written_down(field: str, text: str, why: str) -> None:
    assert case("fit").refuses(c.FillField(field, text)) == why


# -- texts on offer ----------------------------------------------------------------------------------------


def test_a_text_on_offer_says_what_the_other_lines_say() -> None:
    titles = {"a": "Day of the meeting", "b": "Leader"}
    text = fill_gaps("On {a}, {b} leads. {a}! {c} {d e}", {"a": "14 March"}, titles)
    assert text == "On 14 March, [Leader] leads. 14 March! [c] {d e}"


def test_what_others_typed_is_never_read_as_a_gap() -> None:
    assert fill_gaps("{a}", {"a": "{b}", "b": "x"}, {}) == "{b}"


def test_an_offer_that_names_no_other_line_is_a_fault_of_the_agenda() -> None:
    faulty = agenda(
        {"id": "leader", "title": "Leader"}, {"id": "letter", "title": "Letter", "offer": "{leder} {letter}"}
    )
    found = [fault for fault in faults(faulty) if fault.what.id == "agenda.unknown_field"]
    assert [dict(fault.what.params)["value"] for fault in found] == ["leder", "letter"]
    assert found[0].place[-3:] == ("fields", 1, "offer")
    assert found[0].mend == Message("agenda.unknown_field.near", (("better", "leader"),))


# -- days that do not fit ----------------------------------------------------------------------------------


def doubt_ids(case: Case, field: str, today: date = TODAY) -> list[str]:
    return [told.id for told in doubts(case.state, field_of(case, field), filled(case, field), today)]


def said_after(case: Case, field: str) -> str:
    told = time_after(case.state, field_of(case, field), filled(case, field))
    return Words("en").say(told) if told else ""


@pytest.mark.parametrize(
    ("second", "third", "doubted", "after"),
    [
        ("14 April", "5 May", [], "3 weeks after Second."),
        ("14 April", "12 May", [], "4 weeks after Second."),
        ("14 April", "4 May", ["form.other_weeks"], "2 weeks and 6 days after Second."),
        ("14 April", "13 May", ["form.other_weeks"], "4 weeks and 1 day after Second."),
        ("14 April", "20 April", ["form.other_weeks"], "6 days after Second."),
        ("14 April", "14 April", ["form.not_after"], ""),
        ("14 April", "1 April", ["form.not_after"], ""),
        ("14 April", "week 19", [], "2 weeks and 6 days after Second."),
        ("14 April", "week 22", ["form.other_weeks"], "5 weeks and 6 days after Second."),
    ],
)
def test_the_weeks_between_two_meetings_are_counted_and_doubted_but_not_refused(
    second: str, third: str, doubted: list[str], after: str
) -> None:
    made = case()
    made.do(c.FillField(DAY, second), c.FillField("later", third))
    assert doubt_ids(made, "later") == doubted
    assert said_after(made, "later") == after


def test_a_day_that_has_passed_is_doubted_until_the_meeting_was_held() -> None:
    made = case()
    made.do(c.FillField(DAY, "2 March"))
    assert doubt_ids(made, DAY) == []
    assert doubt_ids(made, DAY, date(2026, 3, 3)) == ["form.past"]
    made.do(c.OpenMeeting("second"), c.Next(), c.OpenMeeting("first"), c.GoTo("form"))
    assert doubt_ids(made, DAY, date(2026, 3, 3)) == []


def test_nothing_is_said_of_weeks_while_the_earlier_day_is_open() -> None:
    made = case()
    made.do(c.FillField("later", "5 May"))
    assert doubt_ids(made, "later") == []
    assert said_after(made, "later") == ""


def test_the_next_sitting_of_a_repeated_meeting_is_counted_from_its_last() -> None:
    made = case(repeats=True)
    made.do(c.FillField(DAY, "14 April"), c.FillField("later", "5 May"))
    made.do(c.OpenMeeting("third"), c.Next(), c.OpenMeeting("first"), c.GoTo("form"))
    # Held on the day of the case, 2 March: the next is due three to four weeks from there.
    made.do(c.FillField("later", "24 March"))
    assert doubt_ids(made, "later") == []
    assert said_after(made, "later") == "3 weeks and 1 day after Third."
