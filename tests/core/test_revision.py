"""An agenda edited between meetings: held meetings stay, others are replaced, and what changes is said first."""

from typing import Any

from helpers import Case, small_agenda, small_data

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.record import Record
from apv_tui.core.revision import differences, not_taken, revised


def edited(change: Any) -> Agenda:
    data = small_data()
    change(data)
    return Agenda.model_validate(data)


def longer(data: dict[str, Any]) -> None:
    data["meetings"][0]["steps"][0]["minutes"] = 12
    data["meetings"][1]["steps"][0]["minutes"] = 25


def test_only_meetings_that_were_not_opened_are_replaced() -> None:
    case = Case(3)
    case.do(c.ReviseAgenda(edited(longer)))
    first, second = case.state.agenda.meetings
    assert first.steps[0].minutes == 10, "it is under way"
    assert second.steps[0].minutes == 25
    assert case.clock_of("again").length == 25 * 60


def test_the_same_agenda_changes_nothing_and_says_so() -> None:
    assert Case(3).refuses(c.ReviseAgenda(small_agenda())) == "refused.nothing_revised"


def test_a_change_in_a_held_meeting_alone_is_nothing_new() -> None:
    def change(data: dict[str, Any]) -> None:
        data["meetings"][0]["steps"][0]["title"] = "Other words"

    assert Case(3).refuses(c.ReviseAgenda(edited(change))) == "refused.nothing_revised"


def test_a_held_meeting_that_is_missing_in_the_edited_agenda_stays() -> None:
    def change(data: dict[str, Any]) -> None:
        longer(data)
        del data["meetings"][0]

    case = Case(3)
    case.do(c.ReviseAgenda(edited(change)))
    assert [meeting.id for meeting in case.state.agenda.meetings] == ["first", "second"]


def test_a_meeting_still_to_come_may_be_dropped_and_another_added() -> None:
    def change(data: dict[str, Any]) -> None:
        data["meetings"][1]["id"] = "third"

    case = Case(3)
    case.do(c.ReviseAgenda(edited(change)))
    assert [meeting.id for meeting in case.state.agenda.meetings] == ["first", "third"]
    case.do(c.OpenMeeting("third"), c.Next())
    assert case.state.step_id == "again"


def test_lists_that_something_stands_on_stay_though_the_edited_agenda_has_dropped_them() -> None:
    def change(data: dict[str, Any]) -> None:
        longer(data)
        del data["meetings"][0]
        data["lists"] = {"later": data["lists"]["later"]}

    case = Case(3)
    case.note("A wish")
    case.do(c.ReviseAgenda(edited(change)))
    assert [item.text for item in case.state.standing("wishes")] == ["A wish"]
    assert "strengths" in case.state.agenda.lists, "the meeting that is open fills it"


def test_what_does_not_hang_together_is_refused_with_the_reason() -> None:
    def change(data: dict[str, Any]) -> None:
        data["meetings"][1]["steps"][0]["uses"] = ["nowhere"]

    assert Case(3).refuses(c.ReviseAgenda(edited(change))) == "refused.revision"


def test_the_differences_name_meeting_step_and_minutes() -> None:
    def change(data: dict[str, Any]) -> None:
        longer(data)
        data["meetings"][1]["steps"][1]["title"] = "Other words"
        data["meetings"][1]["steps"].append({"id": "new", "kind": "talk", "title": "New", "minutes": 3})
        data["meetings"].append(
            {
                "id": "third",
                "title": "Third",
                "steps": [{"id": "x", "kind": "talk", "title": "X", "minutes": 1}],
            }
        )

    case = Case(3)
    told = differences(case.state.agenda, revised(case.state, edited(change)))
    assert [each.id for each in told] == [
        "revision.step_changed",
        "revision.step_changed",
        "revision.step_new",
        "revision.meeting_new",
    ]
    assert dict(told[0].params)["step"] == "Again"


def test_a_step_and_a_meeting_that_go_are_named() -> None:
    def change(data: dict[str, Any]) -> None:
        del data["meetings"][1]["steps"][1]

    case = Case(3)
    told = differences(case.state.agenda, revised(case.state, edited(change)))
    assert [each.id for each in told] == ["revision.step_gone"]


def test_the_log_read_again_comes_to_the_same_agenda_and_undo_does_not_lose_it() -> None:
    case = Case(3)
    case.do(c.ReviseAgenda(edited(longer)))
    case.note("A wish")
    case.record.undo()
    assert case.state.agenda.meetings[1].steps[0].minutes == 25
    again = Record(small_agenda(), case.clock.utc, entries=case.record.entries)
    assert again.state == case.state
    assert again.agenda == case.state.agenda


def test_what_was_prepared_for_a_step_that_gets_other_minutes_stands() -> None:
    def interviews_later(minutes: int) -> Any:
        def change(data: dict[str, Any]) -> None:
            first, second = data["meetings"]
            second["steps"] += [step for step in first["steps"] if step["id"] in ("threes", "interviews")]
            first["steps"] = first["steps"][:1]
            second["steps"][-1]["minutes"] = minutes

        return change

    case = Case(3, agenda=edited(interviews_later(15)))
    case.do(c.ChooseQuestions("interviews", ("help",)), c.ReviseAgenda(edited(interviews_later(20))))
    assert case.clock_of("interviews").length == 20 * 60
    assert case.state.state_of("interviews").chosen == ("help",)


def test_what_was_changed_in_a_meeting_that_has_begun_is_named_as_not_taken_over() -> None:
    case = Case(3)
    assert [dict(each.params)["meeting"] for each in not_taken(case.state, edited(longer))] == ["First"]
    assert not_taken(case.state, small_agenda()) == ()


def test_a_meeting_that_has_begun_keeps_its_id() -> None:
    def change(data: dict[str, Any]) -> None:
        data["meetings"][0]["id"] = "other"

    assert Case(3).refuses(c.ReviseAgenda(edited(change))) == "refused.revision_moved"


def test_a_meeting_that_is_repeated_may_be_changed_between_two_sittings() -> None:
    def repeated(data: dict[str, Any]) -> None:
        data["meetings"][1]["repeats"] = True

    def later(data: dict[str, Any]) -> None:
        repeated(data)
        longer(data)

    case = Case(3, agenda=edited(repeated))
    case.do(c.OpenMeeting("second"), c.GoTo("again"))
    assert case.refuses(c.ReviseAgenda(edited(later))) == "refused.nothing_revised", "it is under way"
    case.do(c.GoTo("more"), c.ReviseAgenda(edited(later)), c.OpenMeeting("second", again=True))
    assert case.clock_of("again").length == 25 * 60
