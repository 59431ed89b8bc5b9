"""What a consultant may write in an agenda, and what is refused because it could be read two ways."""

import re
from typing import Any

import pytest
from helpers import small_agenda, small_data
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.flow import faults
from apv_tui.core.agenda.values import LONGEST_TEXT, LONGEST_TITLE

ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def written(step: dict[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
    """Give a small agenda as it is written, with these keys in its one step or at its top."""
    first = {"id": "hello", "kind": "talk", "title": "Hello", "minutes": "5", **(step or {})}
    return {"title": "Small", "language": "en", "steps": [first], **keys}


def read(step: dict[str, Any] | None = None, **keys: Any) -> Agenda:
    return Agenda.model_validate(written(step, **keys))


def step_of(**keys: Any) -> Any:
    return read(keys).meetings[0].steps[0]


def refused(step: dict[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
    """Give the one fault of an agenda: its type, its place and what goes with it."""
    with pytest.raises(ValidationError) as caught:
        read(step, **keys)
    found = [(".".join(map(str, fault["loc"])), fault) for fault in caught.value.errors()]
    # A list whose one entry is at fault is called too short besides; that is no fault of its own.
    own = [
        fault
        for place, fault in found
        if not any(other.startswith(f"{place}.") for other, _ in found) or fault["type"] != "too_short"
    ]
    assert len(own) == 1
    return dict(own[0])


VOTE = {"kind": "vote", "list": "wishes", "into": "topics"}


# -- minutes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("90", 90),
        (90, 90),
        ("90m", 90),
        ("90 min", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1 h 30 m", 90),
        ("8h", 480),
        ("1", 1),
    ],
)
def test_minutes_can_be_written_in_several_ways(value: Any, minutes: int) -> None:
    assert step_of(minutes=value).minutes == minutes


def test_a_time_with_a_colon_is_refused_with_both_ways_to_read_it() -> None:
    fault = refused({"minutes": "1:30"})
    assert fault["type"] == "agenda.ambiguous_minutes"
    assert (fault["ctx"]["hours"], fault["ctx"]["minutes"]) == (90, 1)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("0", "zero_minutes"),
        (0, "zero_minutes"),
        ("0m", "zero_minutes"),
        ("0h0", "zero_minutes"),
        ("-5", "not_minutes"),
        ("1.5h", "not_minutes"),
        ("soon", "not_minutes"),
        ("", "not_minutes"),
        ("481", "out_of_range"),
        ("9h", "out_of_range"),
        ("05", "not_number"),
        (1.5, "not_number"),
        (True, "not_number"),
        (["5"], "not_number"),
    ],
)
def test_minutes_that_are_none_are_refused(value: Any, fault: str) -> None:
    assert refused({"minutes": value})["type"] == f"agenda.{fault}"


# -- yes and no ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["yes", "ja", "Ja", "JA", "true", "on", True])
def test_yes_in_every_language_of_the_program(word: Any) -> None:
    assert step_of(optional=word).optional is True


@pytest.mark.parametrize("word", ["no", "nej", "nei", "nee", "Nej", "false", "off", False])
def test_no_in_every_language_of_the_program(word: Any) -> None:
    assert step_of(autostart=word).autostart is False


@pytest.mark.parametrize("word", ["", "maybe", "1", 1, "y"])
def test_what_is_neither_yes_nor_no_is_refused(word: Any) -> None:
    assert refused({"optional": word})["type"] == "agenda.not_yes_no"


# -- ranges and numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("3-5", (3, 5)),
        ("3 – 5", (3, 5)),
        ("3 to 5", (3, 5)),
        ("3 til 5", (3, 5)),
        ("3 tot 5", (3, 5)),
        ("4", (4, 4)),
        (4, (4, 4)),
        ([3, 5], (3, 5)),
    ],
)
def test_a_range_can_be_written_as_people_write_it(value: Any, ends: tuple[int, int]) -> None:
    assert step_of(**VOTE, choose=value).choose == ends


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("5-3", "not_range"),
        ("1-2-3", "not_range"),
        ([1, 2, 3], "not_range"),
        ("0-5", "out_of_range"),
        ("3-", "not_number"),
        ("some", "not_range"),
        ("3-100", "out_of_range"),
    ],
)
def test_a_range_that_is_none_is_refused(value: Any, fault: str) -> None:
    assert refused({**VOTE, "choose": value})["type"] == f"agenda.{fault}"


def test_a_vote_is_three_strokes_one_a_wish_and_three_to_five_topics_unless_written_otherwise() -> None:
    vote = step_of(**VOTE)
    assert (vote.strokes, vote.per_item, vote.choose) == (3, 1, (3, 5))


@pytest.mark.parametrize("size", ["1", "21", "3.0", "+3", "٣", "1_0", " 3"])
def test_a_number_is_plain_digits_within_its_range(size: str) -> None:
    assert refused({"group_size": size})["type"] in ("agenda.out_of_range", "agenda.not_number")


# -- ids -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("id_", ["a", "wishes", "six-things", "step_2", "a1-b2_c3"])
def test_ids_are_small_letters_digits_and_single_dashes(id_: str) -> None:
    assert step_of(id=id_).id == id_


@pytest.mark.parametrize(
    ("id_", "better"),
    [
        ("Ønsker & drømme", "oensker-droemme"),
        ("Ideeën één", "ideeen-een"),
        ("Første skridt", "foerste-skridt"),
        ("1. emne", "emne"),
        ("two--dashes", "two-dashes"),
        ("-", "wishes"),
        ("日本", "wishes"),
        ("a" * 58 + " bc", "a" * 58 + "-b"),
        ("a" * 59 + " bc", "a" * 59),
    ],
)
def test_a_bad_id_is_refused_with_a_better_one(id_: str, better: str) -> None:
    fault = refused({"id": id_})
    assert fault["type"] == "agenda.bad_id"
    assert fault["ctx"]["better"] == better


@given(st.text(max_size=90))
def test_the_id_that_is_suggested_is_always_one_that_is_taken(id_: str) -> None:
    try:
        read({"id": id_})
    except ValidationError as caught:
        better = caught.errors()[0]["ctx"]["better"]
        assert read({"id": better}).meetings[0].steps[0].id == better
    else:
        assert ID.fullmatch(id_)


# -- texts -----------------------------------------------------------------------------------------------


def test_one_text_where_several_may_stand_needs_no_list() -> None:
    assert step_of(say="Welcome", uses="wishes").say == ("Welcome",)
    assert step_of(say="Welcome", uses="wishes").uses == ("wishes",)


def test_a_question_and_a_page_may_be_just_their_text() -> None:
    step = step_of(questions=["How?", {"text": "Why?", "id": "why"}], pages=["One", {"text": "Two"}])
    assert [(question.text, question.id) for question in step.questions] == [("How?", None), ("Why?", "why")]
    assert [page.text for page in step.pages] == ["One", "Two"]


def test_texts_are_made_safe_and_titles_one_line() -> None:
    step = step_of(title="  A \n title ", instruction="a\x1b[2J\nb")
    assert step.title == "A title"
    assert step.instruction == "a\ufffd[2J\nb"


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"title": " "}, "empty_text"),
        ({"instruction": ""}, "empty_text"),
        ({"title": "x" * (LONGEST_TITLE + 1)}, "long_text"),
        ({"instruction": "x" * (LONGEST_TEXT + 1)}, "long_text"),
        ({"title": 5}, "not_text"),
        ({"title": ["x"]}, "not_text"),
    ],
)
def test_empty_and_endless_texts_are_refused(keys: dict[str, Any], fault: str) -> None:
    assert refused(keys)["type"] == f"agenda.{fault}"


# -- the whole -------------------------------------------------------------------------------------------


def test_an_agenda_of_one_meeting_needs_no_list_of_meetings() -> None:
    agenda = read(minutes="2h")
    (meeting,) = agenda.meetings
    assert (meeting.id, meeting.title, meeting.minutes) == ("meeting", "Small", 120)
    assert [step.id for step in meeting.steps] == ["hello"]


def test_steps_beside_meetings_are_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Agenda.model_validate({**small_data(), "steps": []})
    assert caught.value.errors()[0]["type"] == "agenda.steps_and_meetings"


@pytest.mark.parametrize("keys", [{"minuts": 5}, {"strokes": 3}, {"grup_size": 3}])
def test_an_unknown_key_and_one_of_another_kind_are_refused_where_they_stand(keys: dict[str, Any]) -> None:
    fault = refused(keys)
    assert fault["type"] == "extra_forbidden"
    assert fault["loc"][-1] == next(iter(keys))
    assert fault["loc"][:4] == ("meetings", 0, "steps", 0)
    assert fault["loc"][4] == "talk"


def test_an_unknown_key_at_the_top_is_refused() -> None:
    assert refused(languge="da")["type"] == "extra_forbidden"


def test_a_kind_that_does_not_exist_is_refused() -> None:
    assert refused({"kind": "dance"})["type"] == "union_tag_invalid"


def test_a_meeting_without_steps_is_refused() -> None:
    assert refused(steps=[])["type"] == "too_short"


def test_the_parking_list_is_there_already_and_cannot_be_written() -> None:
    lists = {"parking": {"title": "Parking", "one": "item", "many": "items"}}
    assert refused(lists=lists)["type"] == "agenda.reserved_list"


@pytest.mark.parametrize("format_", [1, "1"])
def test_format_one_is_the_one_there_is(format_: Any) -> None:
    assert read(format=format_).format == 1
    assert refused(format="2")["type"] == "literal_error"


def test_neighbouring_steps_of_one_section_count_as_one() -> None:
    steps = [
        {"id": f"s{at}", "kind": "talk", "title": f"Step {at}", "minutes": 5}
        | ({"section": section} if section else {})
        for at, section in enumerate(["A", "A", None, "A", "B", None, None])
    ]
    (meeting,) = read(steps=steps).meetings
    assert meeting.sections() == ("A", "Step 2", "A", "B", "Step 5", "Step 6")
    assert [meeting.section_of(at) for at in range(7)] == [1, 1, 2, 3, 4, 5, 6]


def test_an_agenda_written_out_and_read_again_is_the_same() -> None:
    for agenda in (small_agenda(), read(), read(VOTE | {"choose": "3 to 5", "min": "2"}, minutes="1h30")):
        assert Agenda.model_validate(agenda.model_dump(mode="json")) == agenda


def test_an_agenda_cannot_be_changed_in_place() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        small_agenda().title = "Other"


def test_a_list_that_is_filled_by_a_vote_is_filled_by_nothing_else() -> None:
    data = small_data()
    data["meetings"][1]["steps"][1]["into"] = "topics"
    found = [fault for fault in faults(Agenda.model_validate(data)) if not fault.warning]
    assert [(fault.place, fault.what.id) for fault in found] == [
        (("meetings", 1, "steps", 1, "into"), "agenda.filled_by_choice")
    ]


# -- lists that not everybody may see, and plans ------------------------------------------------------------


def flawed(*steps: dict[str, Any], **lists: dict[str, Any]) -> list[str]:
    """Give the ids of the faults of an agenda with these steps and lists."""
    common = {"title": "A step", "minutes": 5}
    names = {"title": "List", "one": "item", "many": "items"}
    data = {
        "title": "A method",
        "language": "en",
        "lists": {id_: {**names, **keys} for id_, keys in lists.items()},
        "steps": [{**common, "id": f"s{at}", **step} for at, step in enumerate(steps)],
    }
    return [fault.what.id for fault in faults(Agenda.model_validate(data)) if not fault.warning]


def test_a_list_for_the_leader_alone_is_worked_on_only_where_the_room_does_not_see_it() -> None:
    collect = {"kind": "collect", "into": "secret"}
    assert flawed(collect, secret={"private": True}) == ["agenda.private_list"]
    assert flawed({**collect, "private": True}, secret={"private": True}) == []
    present = {"kind": "present", "list": "secret"}
    assert flawed({**collect, "private": True}, present, secret={"private": True}) == ["agenda.private_list"]
    close = {"kind": "close", "uses": ["secret"]}
    assert flawed({**collect, "private": True}, close, secret={"private": True}) == []


def test_only_a_plan_is_read_back_and_followed_up_and_nothing_else_fills_it() -> None:
    wishes, plan = {"kind": "collect", "into": "wishes"}, {"kind": "plan", "into": "todo"}
    for kind in ("read_back", "follow_up"):
        assert flawed(wishes, plan, {"kind": kind, "list": "todo"}, wishes={}, todo={}) == []
        assert flawed(wishes, plan, {"kind": kind, "list": "wishes"}, wishes={}, todo={}) == [
            "agenda.no_plan"
        ]
    assert flawed(plan, {"kind": "collect", "into": "todo"}, todo={}) == ["agenda.plan_filled"]
