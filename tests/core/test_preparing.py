"""What has to be ready: what hangs, what is handed out, where lists come back, and who does what in which round."""

from pathlib import Path

import pytest
from helpers import Case, small_agenda, small_data, some_people
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Prioritise
from apv_tui.core.ahead import draw_ahead
from apv_tui.core.preparing import (
    hang_ups,
    papers_for,
    papers_of,
    sharing,
    sheet_parts,
    sheet_steps,
    taken_up,
)
from apv_tui.core.role_cards import my_turns, spotlight_run
from apv_tui.core.rotation import roles
from apv_tui.files.agenda_file import read_agenda_file

AGENDAS = Path(__file__).parents[2] / "agendas"


def shipped(name: str) -> Agenda:
    return read_agenda_file(AGENDAS / f"{name}.yaml").agenda


def test_a_small_meeting_needs_its_papers_at_their_steps() -> None:
    meeting = small_agenda().meetings[0]
    wanted = {step.id: papers_of(meeting, step) for step in meeting.steps}
    assert {id_: papers for id_, papers in wanted.items() if papers} == {
        "threes": ("groups",),
        "interviews": ("roles", "guide"),
        "gallery": ("sheets",),
        "sixes": ("groups", "sheets"),
        "walk": ("roles",),
        "vote": ("slips",),
    }
    assert papers_for(meeting) == ("groups", "roles", "guide", "sheets", "slips")


def test_nothing_is_handed_out_for_the_leader_alone() -> None:
    data = small_data()
    data["meetings"][0]["private"] = True
    meeting = Agenda.model_validate(data).meetings[0]
    assert papers_for(meeting) == ()
    assert sheet_steps(meeting) == ()


def test_consent_for_somebodys_own_notes_is_asked_on_paper_behind_a_covered_screen_too() -> None:
    agenda = shipped("intervju.nb")
    step = next(step for _, step in agenda.steps() if step.id == "notater")
    assert step.private
    assert papers_of(agenda.meetings[0], step) == ("guide",)


def test_what_hangs_in_the_first_danish_dialogue_meeting() -> None:
    agenda = shipped("apv.da")
    meeting = agenda.meeting("dialog-1")
    assert meeting is not None
    hung = {
        step.id: [(each.what, each.list) for each in hang_ups(agenda, meeting, step)]
        for step in meeting.steps
    }
    assert {id_: each for id_, each in hung.items() if each} == {
        "galleri": [("own", "styrker")],
        "galleritur": [("wall", "styrker")],
        "renskriv": [("own", "oensker")],  # and not before the sheet is tidied up
        "rundgang": [("wall", "oensker")],
        "streger": [("wall", "oensker")],
        "optael": [("numbers", "oensker")],
    }


def test_private_and_confidential_lists_never_hang() -> None:
    data = small_data()
    data["meetings"][0]["steps"][6]["uses"] = ["wishes"]
    for key in ("private", "confidential"):
        data["lists"]["wishes"][key] = True
        agenda = Agenda.model_validate(data)
        assert all(not hang_ups(agenda, agenda.meetings[0], step) for step in agenda.meetings[0].steps)
        del data["lists"]["wishes"][key]


def test_a_list_says_where_it_comes_back_at_a_later_meeting_too() -> None:
    agenda = shipped("apv.da")
    step = next(step for _, step in agenda.steps() if step.id == "optael")
    (topics,) = taken_up(agenda, step)
    assert topics.list == "emner"
    assert next((meeting.id, each.id) for meeting, each in topics.steps) == ("dialog-1", "slut")
    assert {meeting.id for meeting, _ in topics.steps} > {"dialog-1", "vurdering"}


def test_a_sheet_is_begun_once_and_has_a_part_for_each_list() -> None:
    meeting = shipped("apv.da").meeting("dialog-1")
    assert meeting is not None
    assert [step.id for step in sheet_steps(meeting)] == ["galleri", "brainstorm"]
    brainstorm = meeting.steps[[step.id for step in meeting.steps].index("brainstorm")]
    assert [(part.list, part.at_most) for part in sheet_parts(meeting, brainstorm)] == [
        ("oensker", 0), ("bevares", 4), ("foerste-skridt", 3),
    ]  # fmt: skip
    assert [step.id for step in sharing(meeting, brainstorm)] == ["brainstorm", "renskriv"]
    asked = [question for part in sheet_parts(meeting, brainstorm) for question in part.questions]
    assert sorted(question.text for question in asked) == sorted(
        question.text for question in brainstorm.questions
    )


def test_proposals_are_numbered_as_many_as_the_step_asks_for() -> None:
    meeting = shipped("apv.da").meeting("dialog-2")
    assert meeting is not None
    (step,) = (step for step in meeting.steps if isinstance(step, Prioritise))
    assert [(part.list, part.at_most) for part in sheet_parts(meeting, step)] == [("forslag", step.proposals)]


# -- roles -------------------------------------------------------------------------------------------------


@given(k=st.integers(2, 20))
def test_every_turn_has_one_who_asks_and_one_who_tells_and_everybody_a_part(k: int) -> None:
    mine = [my_turns(k, place) for place in range(k)]
    for turn in range(k):
        doing = [turns[turn].doing for turns in mine]
        now = roles(k, turn)
        assert doing[now.storyteller] == "tells"
        assert doing[now.interviewer] == ("asks_and_notes" if k == 2 else "asks")
        assert doing.count("notes") == k - 2
    assert all([each.turn for each in turns] == list(range(k)) for turns in mine)


def test_a_place_the_group_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="places"):
        my_turns(3, 3)


def test_the_run_around_one_person_ends_where_the_next_is_chosen() -> None:
    agenda = shipped("intervisie.nl")
    meeting = agenda.meetings[0]
    chooses = meeting.step("waar-werkt-het")
    assert chooses is not None
    assert [step.id for step in spotlight_run(meeting, chooses)] == [
        "waar-werkt-het",
        "aanscherpen",
        "roddelen",
    ]


# -- drawing in advance ------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [4, 7, 13, 58])
def test_a_draw_in_advance_seats_everybody_once_in_every_grouping(people: int) -> None:
    case = Case(0, meeting="first")
    case.do(c.AddPeople(some_people(people)))
    drawn = draw_ahead(case.record, case.state.agenda.meetings)
    assert drawn == {"threes", "sixes"}
    for step in drawn:
        seated = [who for group in case.groups(step) for who in group.everyone]
        assert sorted(seated) == sorted(case.state.people)


def test_groups_that_were_drawn_and_meetings_that_were_held_stay_as_they_are() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"))
    before = case.groups("threes")
    assert draw_ahead(case.record, case.state.agenda.meetings) == {"sixes"}
    assert case.groups("threes") == before
    other = Case(9)
    other.do(c.OpenMeeting("second"))
    assert draw_ahead(other.record, other.state.agenda.meetings) == frozenset()
    assert other.groups("threes") == ()


def test_nobody_makes_no_groups() -> None:
    case = Case(0)
    assert draw_ahead(case.record, case.state.agenda.meetings) == frozenset()
