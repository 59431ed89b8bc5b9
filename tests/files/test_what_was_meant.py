"""What is offered for a kind, a number, a list or a quotation mark that is not as it should be."""

from typing import Any

import pytest

from apv_tui.core.agenda import KINDS
from apv_tui.core.agenda.slips import lists_there
from apv_tui.core.messages import Message
from apv_tui.files.agenda_kinds import _FOR, MOST_OFFERED, _by_word, kinds_meant, offered
from apv_tui.files.agenda_numbers import minutes_slip, number_slip, range_slip
from apv_tui.files.yaml_quotes import bare, is_half_quoted, is_smart_quoted
from apv_tui.words import Words, languages


def mend(said: tuple[Message, Message | None]) -> tuple[str, dict[str, Any]]:
    assert said[1] is not None
    return said[1].id, dict(said[1].params)


# -- kinds -------------------------------------------------------------------------------------------------


def test_every_word_for_a_kind_leads_to_kinds_that_there_are() -> None:
    assert set(_FOR) == set(KINDS)
    for word, kinds in _by_word().items():
        assert word == word.lower().strip(), word
        assert word.replace(" ", "_") not in KINDS, word
        assert 1 <= len(kinds) <= MOST_OFFERED, word
        assert set(kinds) <= set(KINDS), word
    assert {kinds[0] for kinds in _by_word().values()} >= set(KINDS) - {"suitability"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("pairs", "turns"), ("Think", "alone"), ("pause", "break"), ("poll", "vote"), ("dots", "vote"),
        ("brainstorm", "collect"), ("world-café", "walk"), ("afstemning", "vote"), ("refleksjon", "alone"),
        ("nadenken", "alone"), ("“talk”", "talk"), ("Follow-up", "follow_up"), ("intervjus", "interviews"),
        ("afslutning og tak", "close"),
    ],
)  # fmt: skip
def test_a_kind_is_known_by_its_meaning_in_each_language(word: str, kind: str) -> None:
    assert kinds_meant(word)[0] == kind


@pytest.mark.parametrize("language", languages())
def test_each_kind_is_told_with_what_it_is_for(language: str) -> None:
    rows = Words(language).say(offered(list(KINDS))).split("\n")
    assert [row.split()[1] for row in rows] == list(KINDS)
    assert all(row.endswith(")") and len(row) < 100 for row in rows)


# -- numbers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "better"),
    [("5 mins", 5), ("15 Min", 15), ('12"', 12), ("1,5 h", 90), ("1½ t", 90), ("5.0", 5), ("ca. 15", 15)],
)
def test_minutes_are_offered_as_a_number(written: str, better: int) -> None:
    assert mend(minutes_slip(written))[1] == {"better": better}


def test_minutes_that_may_be_hours_name_both() -> None:
    assert mend(minutes_slip("1,5")) == ("agenda.not_minutes.hours", {"better": 2, "hours": "1h30"})
    assert mend(minutes_slip("7,5")) == ("agenda.not_minutes.whole", {"better": 8})
    assert mend(minutes_slip("1:30"))[1] == {"hours": 90, "minutes": 1}
    assert mend(minutes_slip("0:15"))[1] == {"hours": 15}


@pytest.mark.parametrize("written", ["13:00", "kl. 13", "kl. 9.30", "13:00-13:00"])
def test_a_time_of_the_day_is_no_length(written: str) -> None:
    assert mend(minutes_slip(written)) == ("agenda.time_of_day.mend", {})


@pytest.mark.parametrize(
    ("written", "better"),
    [
        ("13.00-13.10", 10), ("13:00-13:15", 15), ("09:00 - 09:20", 20), ("kl. 9.30 til 10", 30),
        ("13.00-14.15", 75), ("23.50-00.10", 20),
    ],
)  # fmt: skip
def test_from_one_time_to_another_is_the_time_between(written: str, better: int) -> None:
    what, _ = minutes_slip(written)
    assert what.id == "agenda.time_span"
    assert mend(minutes_slip(written)) == ("agenda.time_span.mend", {"better": better})


@pytest.mark.parametrize("written", ["soon", "90 sec", "half an hour", "5,", "1,2,3", "9999"])
def test_where_nothing_is_sure_nothing_is_offered(written: str) -> None:
    assert mend(minutes_slip(written)) == ("agenda.not_minutes.mend", {})


@pytest.mark.parametrize(
    ("written", "better", "shown"),
    [("about 13", 13, "11-15"), ("13 people", 13, "11-15"), ("max 20", 20, "10-20"), ("13+", 13, "13-19")],
)
def test_people_are_offered_as_a_number_and_from_to(written: str, better: int, shown: str) -> None:
    assert mend(range_slip(written, "people"))[1] == {"better": better, "range": shown}


def test_two_numbers_are_offered_in_their_order() -> None:
    assert mend(range_slip("20-8", "people"))[1] == {"range": "8-20"}
    assert mend(range_slip("1 or 3", "choose"))[1] == {"range": "1-3"}
    assert mend(number_slip("3 stk"))[1] == {"better": 3}


# -- lists -------------------------------------------------------------------------------------------------


def test_the_nearest_list_comes_first_by_its_id_or_its_title() -> None:
    titles = {"topics": "What we choose", "wishes": "Our dreams", "strengths": "What works"}
    near = dict(lists_there(titles, "our-dream").params)
    assert (near["better"], str(near["others"]).count(",")) == ("wishes", 1)
    assert str(dict(lists_there(titles, "strength-list").params)["better"]) == "strengths"
    assert lists_there({}, "x").id == "agenda.unknown_list.mend"


# -- quotation marks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“so”", "so"), ("“so\"", "so"), ("\"so”", "so"), ("so\"", "so"), ("“so", "so"), ("\"so\"\"", "so"),
        ("“Round 2”: wishes", "“Round 2”: wishes"), ("“Yes” and “no”", "“Yes” and “no”"),
        ("Let's go", "Let's go"), ("a 27\"", "a 27\""), ("it’s ours", "it’s ours"),
    ],
)  # fmt: skip
def test_the_marks_around_a_text_are_taken_away(text: str, inside: str) -> None:
    assert bare(text) == inside


def test_a_pair_is_told_from_half_of_one() -> None:
    assert is_smart_quoted("“so”")
    assert not is_half_quoted("“so”")
    assert is_half_quoted("“so")
    assert is_half_quoted('“so"')
    assert not is_half_quoted("“Yes” and no")
