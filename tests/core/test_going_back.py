"""To any step and back again: the clock of the step left stands, and the place to come back to is not lost."""

from helpers import START, Case
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.going_back import lies_ahead, place_left
from apv_tui.core.record import Record
from apv_tui.core.state import State


def left(state: State) -> str:
    step = place_left(state)
    return step.id if step else ""


def at(case: Case, step: str) -> None:
    case.do(c.GoTo("intro"))
    while case.state.step_id != step:
        case.do(c.Next(whole=True))


def test_going_on_leaves_nothing_to_come_back_to() -> None:
    case = Case(9)
    at(case, "close")
    assert left(case.state) == ""
    assert case.refuses(c.Return()) == "refused.not_away"


def test_going_back_stops_the_clock_and_return_lets_it_run_on_where_it_stood() -> None:
    case = Case(9)
    at(case, "sixes")
    case.wait(300)
    case.do(c.GoTo("gallery"))
    assert left(case.state) == "sixes"
    case.wait(600)
    assert (case.left("sixes"), case.clock_of("sixes").running) == (1500, False)
    case.do(c.Return())
    assert (case.state.step_id, case.left(), case.here().clock.running) == ("sixes", 1500, True)
    case.wait(60)
    assert case.left() == 1440
    assert left(case.state) == ""


def test_a_clock_that_stood_stands_after_the_return() -> None:
    case = Case(9)
    at(case, "sixes")
    case.do(c.StartOrPause(), c.GoTo("gallery"), c.Return())
    assert not case.here().clock.running


def test_the_question_and_the_turn_are_the_same_after_the_return() -> None:
    case = Case(9)
    at(case, "sixes")
    case.do(c.Next(), c.GoTo("gallery"), c.Return())
    assert case.here().part == 1
    again = Case(9)
    at(again, "interviews")
    again.do(c.Begin(), c.Next())  # the second of three turns
    again.wait(100)
    before = again.progress()
    again.do(c.GoTo("threes"))
    again.wait(1000)
    again.do(c.Return())
    assert again.progress() == before


def test_however_far_the_room_goes_meanwhile_the_first_place_left_is_the_one_to_return_to() -> None:
    case = Case(9)
    at(case, "sixes")
    case.do(c.GoTo("gallery"), c.GoTo("intro"), c.GoTo("tell"), c.GoTo(""), c.GoTo("threes"), c.Next())
    assert left(case.state) == "sixes"
    case.do(c.Return())
    assert (case.state.step_id, left(case.state)) == ("sixes", "")


def test_step_by_step_comes_back_as_well_and_its_key_is_the_ordinary_one() -> None:
    case = Case(9)
    at(case, "sixes")
    case.do(c.GoTo("gallery"))
    step = place_left(case.state)
    assert step is not None
    assert not lies_ahead(case.state, step)
    case.do(c.Next(whole=True))  # coffee
    assert lies_ahead(case.state, step)
    case.do(c.Next(whole=True))
    assert (case.state.step_id, left(case.state)) == ("sixes", "")


def test_the_lobby_knows_the_way_back_and_a_meeting_that_has_not_begun_has_none() -> None:
    case = Case(9)
    case.do(c.GoTo(""))
    assert left(case.state) == ""
    at(case, "gallery")
    case.do(c.GoTo(""))
    assert left(case.state) == "gallery"
    case.do(c.Return())
    assert case.state.step_id == "gallery"


def test_a_jump_ahead_can_be_returned_from_until_the_room_goes_on_there() -> None:
    case = Case(9)
    at(case, "gallery")
    case.do(c.GoTo("tell"))
    assert left(case.state) == "gallery"
    case.do(c.Next(whole=True))
    assert left(case.state) == ""


def test_one_page_back_over_the_edge_of_a_step_is_going_back_and_undo_takes_it_all_back() -> None:
    case = Case(9)
    at(case, "threes")
    case.do(c.Back())
    assert (case.state.step_id, left(case.state)) == ("intro", "threes")
    case.record.undo()
    assert (case.state.step_id, left(case.state)) == ("threes", "")
    assert case.here().clock.running


def test_another_session_of_the_same_log_returns_to_the_same_place() -> None:
    case = Case(9)
    at(case, "sixes")
    case.do(c.GoTo("gallery"))
    again = Record(case.record.agenda, case.clock.utc, entries=case.record.entries)
    assert again.state.meeting_state == case.state.meeting_state
    again.do(c.Return())
    assert again.state.step_id == "sixes"


STEPS = (
    "intro",
    "threes",
    "interviews",
    "gallery",
    "coffee",
    "sixes",
    "walk",
    "tell",
    "merge",
    "vote",
    "close",
    "",
)


@given(st.lists(st.one_of(st.sampled_from(STEPS), st.sampled_from((1, -1))), max_size=12))
def test_wherever_the_room_goes_one_clock_runs_at_most_and_return_gives_back_what_was_left(
    ways: list[str | int],
) -> None:
    case = Case(9)
    at(case, "sixes")
    for way in ways:
        case.wait(7)
        if way == 1 and case.state.step_id != "close":
            case.do(c.Next(whole=True))
        elif way == -1 and case.state.step_id:
            case.do(c.Back(whole=True))
        elif isinstance(way, str):
            case.do(c.GoTo(way))
        running = [id_ for id_, step in case.state.steps.items() if step.clock.running]
        assert running in ([], [case.state.step_id])
        here = case.state.meeting_state
        assert here is not None
        if here.away:
            assert here.away.step != case.state.step_id
            before = case.left(here.away.step)
            case.do(c.Return())
            assert (case.state.step_id, case.left(), left(case.state)) == (here.away.step, before, "")
            assert case.here().clock.running == here.away.running
            case.record.undo()
            assert case.state.meeting_state == here
    assert case.now >= START
