"""What is worth a second look in an agenda that can be led."""

from typing import Any

import pytest

from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.advice import advice
from apv_tui.core.agenda.faults import Fault
from apv_tui.core.agenda.flow import faults
from apv_tui.core.legibility import LONGEST_QUESTION
from apv_tui.core.messages import message

LISTS = {"wishes": {"title": "Wishes", "one": "wish", "many": "wishes"}}
TALK: dict[str, Any] = {"id": "hello", "kind": "talk", "title": "Hello", "minutes": 5}
COLLECT: dict[str, Any] = {"id": "ask", "kind": "collect", "title": "Ask", "minutes": 10, "into": "wishes"}
CLOSE: dict[str, Any] = {"id": "end", "kind": "close", "title": "End", "minutes": 2, "uses": "wishes"}
PAIRS: dict[str, Any] = {
    "id": "pairs", "kind": "interviews", "title": "Pairs", "minutes": 20, "group_size": 2, "questions": ["What?"]
}  # fmt: skip
TELL: dict[str, Any] = {
    "id": "tell", "kind": "tell", "title": "Tell", "minutes": 10, "groups_from": "pairs"
}  # fmt: skip


def given(*steps: dict[str, Any], **keys: Any) -> list[Fault]:
    agenda = Agenda.model_validate({"title": "Day", "language": "en", "lists": LISTS, "steps": steps, **keys})
    found = list(advice(agenda))
    assert all(each.warning and each.mend is not None for each in found)
    return found


def ids(found: list[Fault]) -> list[str]:
    return [each.what.id for each in found]


def test_an_ordinary_agenda_needs_no_advice() -> None:
    assert given(TALK, COLLECT, CLOSE) == []


def test_time_that_belongs_to_no_step_is_told_in_minutes() -> None:
    (left,) = given(TALK, COLLECT, CLOSE, minutes="60")
    assert left.place == ("meetings", 0, "minutes")
    assert dict(left.what.params) == {"total": 17, "minutes": 60, "n": 43}
    assert given(TALK, COLLECT, CLOSE, minutes="20") == []  # some slack is wise
    spot = {
        "id": "case",
        "kind": "spotlight",
        "title": "Case",
        "minutes": 5,
        "role": "guest",
        "chooses": "yes",
    }
    again = {**TALK, "id": "round", "title": "Round", "repeat_from": "case"}
    assert given(spot, again, COLLECT, CLOSE, minutes="120") == []  # the run takes the rest


def test_more_steps_than_time_is_told_in_minutes() -> None:
    agenda = Agenda.model_validate({"title": "Day", "language": "en", "minutes": "3", "steps": [TALK]})
    (over,) = faults(agenda)
    assert dict(over.what.params)["n"] == 2


def test_a_list_that_no_step_shows() -> None:
    (unused,) = given(TALK, COLLECT, {**CLOSE, "uses": []})
    assert (unused.what.id, unused.place) == ("advice.never_used", ("lists", "wishes"))
    secret = {"wishes": {**LISTS["wishes"], "confidential": "yes"}}
    assert given(TALK, COLLECT, {**CLOSE, "uses": []}, lists=secret) == []
    plan = {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 9, "into": "wishes"}
    assert given(TALK, plan, {**CLOSE, "uses": []}) == []  # the plan is what the meeting is for


def test_two_steps_with_one_title() -> None:
    (same,) = given(TALK, {**COLLECT, "title": "hello"}, CLOSE)
    assert same.what.id == "advice.same_title"
    assert same.also == ("meetings", 0, "steps", 0, "title")


def test_an_optional_step_that_cannot_be_shortened() -> None:
    assert ids(given({**TALK, "optional": "yes"}, COLLECT, CLOSE)) == ["advice.optional_without_min"]
    assert given({**TALK, "optional": "yes", "min": "2"}, COLLECT, CLOSE) == []


def test_a_question_longer_than_two_lines_of_the_back_row() -> None:
    assert LONGEST_QUESTION == 100
    asked = {**COLLECT, "questions": ["x" * LONGEST_QUESTION]}
    assert given(asked, CLOSE) == []
    (long,) = given({**COLLECT, "questions": ["x" * (LONGEST_QUESTION + 1)]}, CLOSE)
    assert dict(long.what.params) == {"n": 101, "most": 100, "metres": 12}
    assert given({**COLLECT, "private": "yes", "questions": ["x" * 200]}, CLOSE) == []


def test_groups_that_cannot_be_made_with_the_fewest() -> None:
    sixes = {**PAIRS, "group_size": "6"}
    assert ids(given(sixes, COLLECT, CLOSE, people="4-60")) == ["advice.too_few_for_size"]
    assert given({**sixes, "at_least_groups": "2"}, COLLECT, CLOSE, people="4-5") == []
    assert ids(given({**sixes, "at_least_groups": "4"}, COLLECT, CLOSE, people="5-9")) == [
        "advice.too_few_for_groups"
    ]
    assert given(sixes, COLLECT, CLOSE) == []  # nobody knows who comes


@pytest.mark.parametrize(("people", "short"), [("4-20", False), ("4-22", True)])
def test_groups_that_tell_need_a_minute_each(people: str, short: bool) -> None:
    found = given(PAIRS, TELL, COLLECT, CLOSE, people=people)
    assert ids(found) == (["advice.turns_too_short"] if short else [])
    if short:
        assert dict(found[0].what.params) == {
            "people": message("count.people", n=22),
            "turns": 11,
            "seconds": message("count.seconds", n=54),
        }


def test_questions_at_a_step_that_does_not_show_them() -> None:
    (unseen,) = given(COLLECT, {**CLOSE, "questions": ["What do our ideas have in common?"]})
    assert (unseen.what.id, unseen.place[-1]) == ("advice.unseen_questions", "questions")
    assert given({**COLLECT, "questions": ["What do you wish?"]}, CLOSE) == []


@pytest.mark.parametrize(
    ("size", "by", "told", "mend", "better"),
    [
        (2, 4, True, "advice.merged_large.size", 2),  # fours were meant
        (3, 4, True, "advice.merged_large.mend", 2),
        (5, 2, True, "advice.merged_large.none", None),
        (2, 2, False, "", None),
        (2, 3, False, "", None),
        (4, 2, False, "", None),  # pairs, fours, eights: a method of its own
    ],
)
def test_groups_that_become_too_large_together_are_told(
    size: int, by: int, told: bool, mend: str, better: int | None
) -> None:
    pairs = {**PAIRS, "group_size": size, "minutes": 60}
    merged = {**COLLECT, "groups_from": "pairs", "merge_groups": by}
    found = [each for each in given(pairs, merged, CLOSE) if "merged" in each.what.id]
    assert [each.place[-1] for each in found] == (["merge_groups"] if told else [])
    for each in found:
        assert each.mend is not None
        assert (each.mend.id, dict(each.mend.params).get("better")) == (mend, better)


def test_the_sizes_are_told_for_the_people_who_are_expected() -> None:
    merged = {**COLLECT, "groups_from": "pairs", "merge_groups": 4}
    (found,) = given({**PAIRS, "minutes": 40}, merged, CLOSE, people="14")
    assert dict(found.what.params)["sizes"] == "8, 6"
