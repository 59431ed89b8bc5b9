"""A case over months: who is expected, what comes next and when, what the last meeting left, and repeating."""

from datetime import date, timedelta
from typing import Any

import pytest
from helpers import START, Case, some_people

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.flow import faults
from apv_tui.core.case import agreed_day, expected, last_held, outlook, upcoming, window_of
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Message

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def process() -> Agenda:
    """Give a process of four meetings: preparation, a large meeting, its continuation, a repeated follow-up."""
    talk = {"kind": "talk", "title": "Talk", "minutes": 5}
    data: dict[str, Any] = {
        "title": "A process",
        "language": "en",
        "lists": {id_: {"title": id_.title(), "one": id_, "many": id_} for id_ in ("wishes", "actions")},
        "meetings": [
            {
                "id": "start",
                "title": "Start",
                "steps": [
                    {
                        "id": "dates",
                        "kind": "appoint",
                        "title": "Dates",
                        "minutes": 5,
                        "fields": [
                            {"id": "large-day", "title": "The large one", "type": "date", "meeting": "large"},
                            {"id": "leader", "title": "Leader", "type": "people"},
                        ],
                    },
                    {"id": "start-end", "kind": "close", "title": "End", "minutes": 5, "agreed": ["dates"]},
                ],
            },
            {
                "id": "large",
                "title": "Large",
                "weeks_after": "2-4",
                "steps": [
                    {"id": "wish", "kind": "collect", "title": "Wish", "minutes": 5, "into": "wishes"},
                    {"id": "large-end", "kind": "close", "title": "End", "minutes": 5, "uses": "wishes"},
                ],
            },
            {
                "id": "small",
                "title": "Small",
                "weeks_after": "1",
                "people_from": "start",
                "steps": [
                    {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 5, "into": "actions"},
                    {"id": "small-end", **talk},
                ],
            },
            {
                "id": "again",
                "title": "Follow-up",
                "weeks_after": "6",
                "after": "small",
                "people_from": "small",
                "repeats": True,
                "steps": [
                    {"id": "status", "kind": "follow_up", "title": "Status", "minutes": 5, "list": "actions"},
                    {"id": "note", "kind": "collect", "title": "Note", "minutes": 5, "into": "wishes"},
                    {
                        "id": "next-day",
                        "kind": "appoint",
                        "title": "Next",
                        "minutes": 5,
                        "fields": [{"id": "day", "title": "Day", "type": "date", "meeting": "again"}],
                    },
                    {
                        "id": "again-end",
                        "kind": "close",
                        "title": "End",
                        "minutes": 5,
                        "agreed": ["next-day"],
                    },
                ],
            },
        ],
    }
    return Agenda.model_validate(data)


def a_case(people: int = 3, meeting: str = "start") -> Case:
    return Case(people, agenda=process(), meeting=meeting)


def run_through(case: Case) -> None:
    """Go through the open meeting to its last step."""
    meeting = case.state.meeting
    assert meeting is not None
    for step in meeting.steps:
        case.do(c.GoTo(step.id))
        case.wait(60)


def ids(told: tuple[Message, ...]) -> list[str]:
    return [each.id for each in told]


def today(case: Case) -> date:
    return case.now.astimezone().date()


def test_the_agenda_of_these_tests_hangs_together() -> None:
    assert faults(process()) == ()


# -- who is there ------------------------------------------------------------------------------------------


def test_people_belong_to_the_case_and_presence_to_the_meeting() -> None:
    case = a_case(people=6)
    run_through(case)
    case.do(c.OpenMeeting("large"), c.AddPeople(some_people(20)[6:]))
    assert len(case.state.present) == 20
    case.do(c.Leave("p1"))
    case.do(c.OpenMeeting("small"))
    assert [who.id for who in case.state.present] == ["p1", "p2", "p3", "p4", "p5", "p6"], (
        "those of the start"
    )
    case.do(c.OpenMeeting("large"))
    assert len(case.state.present) == 19, "each meeting keeps its own roll"


def test_where_the_named_meeting_was_not_held_all_of_the_case_are_expected() -> None:
    case = a_case(people=4, meeting="large")
    small = case.state.agenda.meeting("small")
    assert small is not None
    assert expected(case.state, small) == ("p1", "p2", "p3", "p4")


def test_who_came_and_left_early_is_expected_again() -> None:
    case = a_case(people=3)
    case.do(c.Leave("p2"), c.OpenMeeting("small"))
    assert [who.id for who in case.state.present] == ["p1", "p2", "p3"]


def test_the_roll_is_called_at_once_until_groups_are_drawn() -> None:
    case = Case(9)
    case.do(c.CallRoll(("p1", "p9", "nobody")))
    assert [who.id for who in case.state.present] == ["p1", "p9"]
    case.do(c.CallRoll(tuple(case.state.people)), c.GoTo("threes"))
    assert case.refuses(c.CallRoll(())) == "refused.groups_are_drawn"


def test_where_no_names_are_used_a_number_says_how_many_are_there() -> None:
    case = Case(0, agenda=process(), meeting="start")
    case.do(c.AddPeople(tuple(PersonFacts(id="") for _ in range(6))), c.OpenMeeting("large"))
    case.do(c.Headcount(23))
    assert len(case.state.present) == len(case.state.people) == 23
    case.do(c.OpenMeeting("small"), c.Headcount(4))
    assert len(case.state.present) == 4
    assert len(case.state.people) == 23


def test_a_number_does_not_stand_for_people_with_names() -> None:
    assert a_case(3).refuses(c.Headcount(2)) == "refused.people_have_names"


def test_a_list_that_names_people_of_the_case_adds_nobody_twice() -> None:
    case = a_case(people=6)
    run_through(case)
    case.do(c.OpenMeeting("large"), c.Leave("p3"))
    case.do(c.AddPeople(some_people(10), recognise=True))
    assert len(case.state.people) == 10
    assert len(case.state.present) == 10, "who is on the list is there"


def test_a_second_person_of_the_same_name_is_somebody_else() -> None:
    case = Case(0, agenda=process(), meeting="start")
    mette = PersonFacts(id="", name="Mette")
    case.do(c.AddPeople((mette,)))
    case.do(c.AddPeople((mette, mette), recognise=True))
    assert len(case.state.people) == 2
    case.do(c.AddPeople((PersonFacts(id="", name="Mette", department="Salg"),), recognise=True))
    assert len(case.state.people) == 2, "known, and the department adds nothing that contradicts"


# -- what comes next, and when -----------------------------------------------------------------------------


def test_at_the_beginning_the_first_meeting_comes_next() -> None:
    case = Case(0, agenda=process(), meeting="")
    following = upcoming(case.state)
    assert following is not None
    assert following.meeting.id == "start"
    assert following.first is None
    assert ids(outlook(case.state, today(case))) == ["outlook.next"]


def test_a_meeting_under_way_is_where_the_case_stands() -> None:
    case = a_case()
    case.do(c.Next())
    (told,) = outlook(case.state, today(case))
    assert told.id == "outlook.at"
    assert dict(told.params) == {"meeting": "Start", "step": "Dates"}


def test_the_next_meeting_falls_the_agenda_s_weeks_after_the_one_that_was_held() -> None:
    case = a_case()
    run_through(case)
    following = upcoming(case.state)
    assert following is not None
    held = START.astimezone().date()
    assert (following.meeting.id, following.first, following.last) == (
        "large",
        held + 2 * WEEK,
        held + 4 * WEEK,
    )
    assert not following.agreed
    assert ids(outlook(case.state, today(case))) == ["outlook.next.about"]
    assert ids(outlook(case.state, held + 5 * WEEK)) == ["outlook.next.passed"]


def test_a_day_that_was_agreed_on_counts_more_than_the_weeks() -> None:
    case = a_case()
    case.do(c.Next(), c.FillField("large-day", "14 April 2026"))
    run_through(case)
    following = upcoming(case.state)
    assert following is not None
    assert following.agreed
    assert following.first == following.last == date(2026, 4, 14)
    assert ids(outlook(case.state, today(case))) == ["outlook.next.agreed"]


def test_weeks_count_from_the_agreed_day_of_a_meeting_still_to_come() -> None:
    case = a_case()
    case.do(c.Next(), c.FillField("large-day", "14 April 2026"))
    small = case.state.agenda.meeting("small")
    assert small is not None
    assert window_of(case.state, small) == (date(2026, 4, 21), date(2026, 4, 21))


def test_after_the_last_meeting_a_repeated_one_comes_again_and_another_does_not() -> None:
    case = a_case()
    for meeting in ("start", "large", "small", "again"):
        case.do(c.OpenMeeting(meeting))
        run_through(case)
    following = upcoming(case.state)
    assert following is not None
    assert following.meeting.id == "again"
    assert following.first == today(case) + 6 * WEEK
    once = Case(2)
    for meeting in ("first", "second"):
        once.do(c.OpenMeeting(meeting))
        run_through(once)
    assert upcoming(once.state) is None
    assert ids(outlook(once.state, today(once))) == ["outlook.held"]


def test_an_agreed_day_of_the_last_sitting_is_not_taken_for_the_next_one() -> None:
    case = a_case()
    for meeting in ("start", "large", "small", "again"):
        case.do(c.OpenMeeting(meeting))
        run_through(case)
    case.do(c.GoTo("next-day"), c.FillField("day", "1 June 2026"), c.GoTo("again-end"))
    assert agreed_day(case.state, "again") == (date(2026, 6, 1), date(2026, 6, 1))
    following = upcoming(case.state)
    assert following is not None
    assert following.agreed
    case.wait((date(2026, 6, 1) - today(case)).days * DAY.total_seconds())
    case.do(c.OpenMeeting("again", again=True))
    run_through(case)
    following = upcoming(case.state)
    assert following is not None
    assert not following.agreed, "that day is this sitting's own"


# -- held again and again ----------------------------------------------------------------------------------


def test_another_sitting_begins_its_steps_anew_and_keeps_what_was_noted_and_agreed() -> None:
    case = a_case()
    case.do(c.OpenMeeting("again"))
    run_through(case)
    case.do(c.GoTo("note"), c.NoteIdeas(("A wish",), "wishes"), c.AddTime(120))
    case.do(c.GoTo("next-day"), c.FillField("day", "1 June 2026"))
    first = case.state.meetings["again"].began
    case.wait(90 * DAY.total_seconds())
    case.do(c.OpenMeeting("again", again=True))
    here = case.state.meetings["again"]
    assert here.sitting == 2
    assert here.held == (first,)
    assert here.began is None
    assert case.state.step_id == ""
    assert not case.state.state_of("note").entered
    assert case.clock_of("note").length == 5 * 60
    assert [item.text for item in case.state.standing("wishes")] == ["A wish"]
    assert case.state.state_of("next-day").fields["day"].text == "1 June 2026"


def test_what_was_said_at_an_earlier_sitting_is_not_at_hand_at_the_next_one_and_stays_on_its_list() -> None:
    case = a_case()

    def at_hand(list_id: str) -> list[str]:
        return [item.text for item in case.state.at_hand(list_id)]

    case.do(c.OpenMeeting("small"), c.GoTo("plan"), c.NoteIdeas(("Of the plan",), "actions"))
    case.do(c.NoteIdeas(("Of another meeting",), "wishes"))
    case.do(c.OpenMeeting("again"), c.GoTo("status"), c.NoteIdeas(("Of the first status",), "actions"))
    case.do(c.GoTo("note"), c.NoteIdeas(("Of the first sitting",), "wishes"))
    assert at_hand("wishes") == ["Of another meeting", "Of the first sitting"]
    case.do(c.OpenMeeting("small"), c.OpenMeeting("again"))
    assert at_hand("wishes") == ["Of another meeting", "Of the first sitting"], "the same sitting goes on"
    case.do(c.OpenMeeting("again", again=True), c.GoTo("note"))
    assert at_hand("wishes") == ["Of another meeting"]
    assert at_hand("actions") == ["Of the plan", "Of the first status"], "an action goes on until it is done"
    case.do(c.NoteIdeas(("Of the second sitting",), "wishes"))
    assert at_hand("wishes") == ["Of another meeting", "Of the second sitting"]
    case.do(c.OpenMeeting("again", again=True), c.GoTo("note"))
    assert at_hand("wishes") == ["Of another meeting"]
    assert len(case.state.standing("wishes")) == 3


def test_a_meeting_that_is_held_once_is_not_begun_again() -> None:
    case = a_case()
    run_through(case)
    assert case.refuses(c.OpenMeeting("start", again=True)) == "refused.not_repeated"


def test_again_before_it_began_only_opens_it() -> None:
    case = a_case()
    case.do(c.OpenMeeting("again", again=True))
    assert case.state.meetings["again"].sitting == 1


# -- what the last one left --------------------------------------------------------------------------------


def test_the_last_meeting_is_the_one_that_began_last_and_not_the_open_one() -> None:
    case = a_case()
    assert last_held(case.state) is None
    run_through(case)
    assert last_held(case.state) is None
    case.do(c.OpenMeeting("large"))
    held = last_held(case.state)
    assert held is not None
    assert held.meeting.id == "start"
    run_through(case)
    assert last_held(case.state) == held


def test_at_another_sitting_the_last_meeting_is_the_sitting_before() -> None:
    case = a_case()
    for meeting in ("small", "again"):
        case.do(c.OpenMeeting(meeting))
        run_through(case)
    case.do(c.OpenMeeting("again", again=True))
    held = last_held(case.state)
    assert held is not None
    assert held.meeting.id == "again"


# -- the plan, seen from outside ---------------------------------------------------------------------------


def test_what_is_late_and_what_is_due_is_said_beside_the_next_meeting() -> None:
    case = a_case()
    case.do(c.OpenMeeting("small"), c.Next(), c.NoteIdeas(("Do it", "Do that"), "actions"))
    one, two = case.state.standing("actions")
    case.do(c.SetDetail(one.id, "deadline", "1 April 2026"), c.SetDetail(two.id, "follow_up", "1 April 2026"))
    run_through(case)
    assert ids(outlook(case.state, date(2026, 3, 31))) == ["outlook.next.about"]
    later = outlook(case.state, date(2026, 4, 20))
    assert ids(later)[1:] == ["outlook.late", "outlook.due"]
    case.do(c.GoTo("plan"), c.NoteStatus(one.id, "done"))
    assert "outlook.late" not in ids(outlook(case.state, date(2026, 4, 20)))


@pytest.mark.parametrize("weeks", [1, 52])
def test_opened_a_year_later_it_still_says_what_comes_next(weeks: int) -> None:
    case = a_case()
    run_through(case)
    told = outlook(case.state, today(case) + weeks * WEEK)
    assert ids(told) == ["outlook.next.about" if weeks == 1 else "outlook.next.passed"]
