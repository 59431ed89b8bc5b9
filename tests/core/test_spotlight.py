"""Who is at the centre, and going through a run of steps again with the next one."""

from typing import Any

import pytest
from helpers import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "intro", "kind": "talk", "title": "Welcome", "minutes": 3},
    {"id": "story", "kind": "spotlight", "title": "Story", "minutes": 5, "role": "teller", "chooses": True},
    {
        "id": "pairs",
        "kind": "collect",
        "title": "Pairs",
        "minutes": 5,
        "group_size": 2,
        "per": "group",
        "into": "open",
    },
    {
        "id": "core",
        "kind": "spotlight",
        "title": "Core",
        "minutes": 5,
        "role": "teller",
        "into": "core",
        "repeat_from": "story",
    },
    {"id": "again", "kind": "collect", "title": "Again", "minutes": 5, "into": "open"},
    {
        "id": "written",
        "kind": "answers",
        "title": "Written",
        "minutes": 5,
        "into": "core",
        "consent": "May we keep them?",
        "questions": ["What?", "Why?"],
    },
)


def run_agenda(*, repeats: bool = False) -> Agenda:
    other = {"id": "other", "title": "Other", "steps": [{**STEPS[1], "id": "other-story"}]}
    return Agenda.model_validate(
        {
            "title": "A small method",
            "language": "en",
            "lists": {
                "core": {"title": "Core", "one": "note", "many": "notes", "confidential": True},
                "open": {"title": "Open", "one": "word", "many": "words"},
            },
            "meetings": [
                {"id": "first", "title": "First", "steps": list(STEPS), "repeats": repeats},
                other,
            ],
        }
    )


def at_core(person: str = "p1", **options: Any) -> Case:
    """Give a case in which somebody is at the centre, at the last step of the run."""
    case = Case(agenda=run_agenda(**options))
    case.do(c.GoTo("intro"), c.GoTo("story"), c.ChooseSpot(person), c.GoTo("core"))
    return case


# -- who is at the centre ------------------------------------------------------------------------------------


def test_somebody_who_is_here_is_chosen_where_the_step_chooses() -> None:
    case = Case(agenda=run_agenda())
    assert case.refuses(c.ChooseSpot("p1")) == "refused.no_spot_here"  # the lobby
    case.do(c.GoTo("story"), c.ChooseSpot("p1"))
    assert case.state.spot == "p1"
    case.do(c.Leave("p2"))
    assert case.refuses(c.ChooseSpot("p2")) == "refused.not_here"
    assert case.refuses(c.ChooseSpot("nobody")) == "refused.no_such_person"


def test_a_step_that_does_not_choose_keeps_whom_the_run_is_about() -> None:
    case = at_core()
    assert case.refuses(c.ChooseSpot("p2")) == "refused.no_spot_here"


def test_a_step_that_does_not_choose_asks_all_the_same_where_the_choosing_was_passed_over() -> None:
    case = Case(agenda=run_agenda())
    case.do(c.GoTo("core"), c.ChooseSpot("p3"))
    assert case.state.spot == "p3"


def test_choosing_can_be_taken_back() -> None:
    case = Case(agenda=run_agenda())
    case.do(c.GoTo("story"), c.ChooseSpot("p1"), c.ChooseSpot("p2"))
    case.record.undo()
    assert case.state.spot == "p1"


def test_whom_a_round_was_about_is_not_removed_as_a_mistake() -> None:
    case = at_core()
    assert case.refuses(c.RemovePerson("p1")) == "refused.has_taken_part"
    case.do(c.RepeatRun())
    assert case.refuses(c.RemovePerson("p1")) == "refused.has_taken_part"
    case.do(c.RemovePerson("p2"))


# -- once more -----------------------------------------------------------------------------------------------


def test_the_run_begins_again_with_nobody_at_the_centre_and_fresh_clocks() -> None:
    case = at_core()
    case.wait(100)
    case.do(c.RepeatRun())
    assert (case.state.step_id, case.state.spot, case.state.round) == ("story", "", 2)
    assert case.state.been == ("p1",)
    assert case.left("story") == 300
    assert case.clock_of("story").running
    assert case.left("core") == 300
    assert not case.clock_of("core").begun
    assert case.clock_of("intro").begun, "steps before the run stay as they were"


def test_only_the_end_of_a_run_can_begin_it_again() -> None:
    case = Case(agenda=run_agenda())
    assert case.refuses(c.RepeatRun()) == "refused.in_lobby"
    case.do(c.GoTo("story"))
    assert case.refuses(c.RepeatRun()) == "refused.no_run_here"


def test_beginning_again_can_be_taken_back_and_done_again() -> None:
    case = at_core()
    case.do(c.OpenVault("p1"), c.NoteIdeas(("Calm",), "core"), c.RepeatRun())
    case.record.undo()
    assert (case.state.step_id, case.state.spot, case.state.round, case.state.been) == ("core", "p1", 1, ())
    assert [item.text for item in case.state.at_hand("core")] == ["Calm"]
    case.record.redo()
    assert (case.state.step_id, case.state.spot, case.state.round, case.state.been) == (
        "story",
        "",
        2,
        ("p1",),
    )


def test_nothing_of_the_round_before_is_at_hand_and_nothing_is_lost() -> None:
    case = at_core()
    case.do(c.GoTo("pairs"))
    case.note("First round", list="open", group=0)
    case.do(c.GoTo("again"))
    case.note("Outside the run", list="open")
    case.do(c.GoTo("core"), c.RepeatRun(), c.GoTo("pairs"))
    assert [item.text for item in case.state.at_hand("open")] == ["Outside the run"]
    case.note("Second round", list="open", group=0)
    assert [item.text for item in case.state.at_hand("open")] == ["Outside the run", "Second round"]
    assert [item.text for item in case.state.standing("open")] == [
        "First round",
        "Outside the run",
        "Second round",
    ]


def test_another_meeting_begins_with_nobody_at_the_centre() -> None:
    case = at_core()
    case.do(c.OpenVault("p1"), c.NoteIdeas(("Calm",), "core"), c.RepeatRun(), c.OpenMeeting("other"))
    assert (case.state.spot, case.state.been, case.state.open_vault) == ("", (), None)


def test_another_sitting_is_another_round() -> None:
    case = at_core(repeats=True)
    case.do(c.OpenVault("p1"), c.NoteIdeas(("Calm",), "core"), c.OpenMeeting("first", again=True))
    case.do(c.GoTo("story"), c.ChooseSpot("p1"), c.GoTo("core"), c.OpenVault("p1"))
    assert list(case.state.at_hand("core")) == []
    assert len(case.state.vaults) == 2


@settings(max_examples=tries(25), deadline=None)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_however_often_it_is_repeated_the_rounds_are_apart_and_all_is_kept(people: list[int]) -> None:
    case = Case(agenda=run_agenda())
    for number, person in enumerate(people, 1):
        case.do(c.GoTo("story"), c.ChooseSpot(f"p{person}"), c.GoTo("core"), c.OpenVault(f"p{person}"))
        case.do(c.NoteIdeas((f"Note {number}",), "core"))
        assert [(item.text, item.number) for item in case.state.at_hand("core")] == [(f"Note {number}", 1)]
        case.do(c.RepeatRun())
    assert case.state.been == tuple(f"p{person}" for person in people)
    assert len({item.vault for item in case.state.items.values()}) == len(people)
    for _ in range(4 * len(people) + 2):
        case.record.undo()
    assert case.state.items == {}


# -- showing one question ------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [-1, 2])
def test_a_part_that_a_step_does_not_have_is_not_shown(part: int) -> None:
    case = Case(agenda=run_agenda())
    case.do(c.GoTo("written"))
    assert case.refuses(c.ShowPart(part)) == "refused.no_such_part"


def test_any_part_of_the_step_can_be_shown() -> None:
    case = Case(agenda=run_agenda())
    assert case.refuses(c.ShowPart(0)) == "refused.in_lobby"
    case.do(c.GoTo("written"), c.ShowPart(1))
    assert case.here().part == 1
    assert case.do(c.ShowPart(1)) == ()
    case.record.undo()
    assert case.here().part == 0
