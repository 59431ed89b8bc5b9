"""Whether the method fits: asked once, of the leader alone, and nothing about persons is typed (APV-0.S2, S3)."""

import pytest
from form_desks import ADVICE, QUESTIONS, WAYS, Hands, at_form, forms_agenda
from pilots import NARROW, room

from apv_tui.core.decide.forms import WAY


def at_check() -> Hands:
    return at_form("egnet")[0]


def given(hands: Hands) -> list[str]:
    return [filled.text for filled in hands.stage.here.fields.values()]


def test_the_questions_are_answered_one_by_one_with_digits() -> None:
    hands = at_check()
    assert "1 ja   2 nej   3 ved ikke" in hands.seen()
    hands.press("2")
    assert "► Kender I til mobning?" in hands.seen()
    hands.press("2", "2")
    assert given(hands) == ["no", "no", "no"]
    assert ADVICE not in hands.seen()
    assert all(way in hands.seen() for way in WAYS)


@pytest.mark.parametrize("key", ["1", "3"])
def test_one_yes_or_one_not_known_brings_the_advice(key: str) -> None:
    hands = at_check()
    hands.press("2", key)
    assert ADVICE not in hands.seen(), "not before all is answered"
    hands.press("2")
    seen = hands.seen()
    assert ADVICE in seen
    assert seen.index(ADVICE) < seen.index(WAYS[0])


def test_arrows_answer_too_and_an_answer_can_be_changed() -> None:
    hands = at_check()
    hands.press("right", "right", "right", "left")
    assert given(hands) == ["no"], "an arrow tries the answers of one question"
    hands.press("enter", "left", "up", "1")
    assert [hands.stage.here.fields[id_].text for id_ in ("q1", "q2")] == ["yes", "unsure"]


def test_the_way_settles_it_and_only_the_outcome_is_shown() -> None:
    hands = at_check()
    hands.press("1", "2", "2", "2", "enter")
    assert hands.stage.here.fields[WAY].text == WAYS[1]
    seen = hands.seen()
    assert f"► {WAYS[1]}" in seen
    assert "23. november 2026" in seen
    assert not any(question in seen for question in QUESTIONS)
    assert not any(answer in seen.split() for answer in ("ja", "nej"))
    assert hands.go_on()


def test_it_is_asked_again_on_purpose_and_undo_takes_that_back() -> None:
    hands = at_check()
    hands.press("2", "2", "2", "1", "enter")
    hands.press("1", "enter")
    assert hands.stage.here.fields[WAY].text == WAYS[0], "an answer key does nothing now"
    hands.press("e")
    assert WAY not in hands.stage.here.fields
    assert WAYS[0] in hands.seen()
    hands.desk.undo()
    assert hands.stage.here.fields[WAY].text == WAYS[0]


def test_next_says_once_that_a_question_is_open() -> None:
    hands = at_check()
    hands.press("2")
    assert not hands.go_on()
    assert hands.told[-1].id == "form.still_open"
    assert hands.go_on()


def test_a_digit_too_many_points_at_a_way_and_chooses_none() -> None:
    hands = at_check()
    hands.press("1", "2", "2", "2", "2", "3")
    assert WAY not in hands.stage.here.fields
    assert f"3►{WAYS[2]}" in hands.seen()
    assert ADVICE in hands.seen(), "what is advised is still there to be read"
    hands.press("right", "left", "left")
    assert f"2►{WAYS[1]}" in hands.seen()
    assert "enter" in [hint.key for hint in hands.stage.hints()]
    hands.press("enter")
    assert hands.stage.here.fields[WAY].text == WAYS[1]


def test_enter_chooses_no_way_before_one_is_pointed_at() -> None:
    hands = at_check()
    hands.press("2", "2", "2", "enter")
    assert WAY not in hands.stage.here.fields
    assert hands.told[-1].id == "suitability.point_first"
    assert "enter" not in [hint.key for hint in hands.stage.hints()]


def test_another_answer_points_at_nothing_any_more() -> None:
    hands = at_check()
    hands.press("2", "2", "2", "1", "home", "1")
    hands.stage.form.go(WAY)
    hands.press("enter")
    assert WAY not in hands.stage.here.fields, "the advice has changed since: it is pointed at anew"


def test_next_says_once_that_no_way_is_chosen_though_one_is_pointed_at() -> None:
    hands = at_check()
    hands.press("2", "2", "2", "1")
    assert not hands.go_on()
    assert hands.told[-1].id == "form.still_open"


@pytest.mark.parametrize(("width", "height"), [(78, 14), (52, 8), (40, 6)])
def test_the_way_that_is_pointed_at_is_in_view(width: int, height: int) -> None:
    hands = at_check()
    hands.press("1", "2", "2")
    for number, way in enumerate(WAYS, 1):
        hands.press(str(number))
        assert f"{number}►{way[:20]}" in hands.seen(width, height)


@pytest.mark.parametrize("keys", [(), ("2", "2", "2"), ("1", "1", "1", "1", "enter")])
def test_nothing_can_be_typed(keys: tuple[str, ...]) -> None:
    hands = at_check()
    hands.press(*keys, "enter")
    assert hands.stage.prompt() is None


@pytest.mark.parametrize(("width", "height"), [(78, 14), (52, 8), (118, 26)])
def test_every_way_is_whole_on_its_pages(width: int, height: int) -> None:
    hands = at_check()
    hands.press("1", "2", "2")
    seen = hands.seen(width, height)
    for page in range(1, hands.stage.pages):
        hands.stage.page = page
        seen += hands.seen(width, height)
    for number, way in enumerate(WAYS, 1):
        assert f"{number} {way}" in seen


async def test_it_is_covered_until_the_leader_uncovers_it() -> None:
    async with room("egnet", agenda=forms_agenda(), size=NARROW) as here:
        assert QUESTIONS[0] not in here.text
        await here.press("1")
        assert not here.desk.state.state_of("egnet").fields
        await here.press("enter")
        assert QUESTIONS[0] in here.text
        await here.press("1")
        assert here.desk.state.state_of("egnet").fields["q1"].text == "yes"
