"""What undo would do is known before; what reaches far is asked about; the last things go down to a chosen one."""

import pytest
from helpers import Case, vote_on

from apv_tui.core import commands as c
from apv_tui.core.facts import Entry, PersonFacts
from apv_tui.core.log import kind_of
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record
from apv_tui.core.undoing import LONG_AGO, MANY, deeds, down_to, next_redo, next_undo, reach


def why(case: Case, *, again: bool = False) -> str:
    deed = next_redo(case.record) if again else next_undo(case.record)
    assert deed is not None
    return reach(deed, case.now, again=again)


def kinds(case: Case) -> list[str]:
    def first(entries: tuple[Entry, ...]) -> str:
        return next(kind_of(entry.fact) for entry in entries if entry.fact.undoable)

    return [first(deed.entries) for deed in deeds(case.record)]


def test_what_undo_names_is_what_it_takes_back() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"))
    case.note("Light", "Air")
    case.do(c.Next())
    for _ in range(3):
        deed = next_undo(case.record)
        assert deed is not None
        assert case.record.undo() == deed.entries
        redo = next_redo(case.record)
        assert redo is not None
        assert redo.unit == deed.unit


def test_a_slip_of_the_key_just_now_is_one_key_and_after_half_a_minute_it_is_asked_about() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"))
    assert why(case) == ""
    case.wait(31)
    assert why(case) == "step"


def test_few_lines_are_one_key_and_many_are_asked_about() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"))
    case.note(*(f"Wish {n}" for n in range(MANY - 1)))
    assert why(case) == ""
    case.note(*(f"More {n}" for n in range(MANY)))
    assert why(case) == "many"
    case.record.undo()
    assert why(case, again=True) == ""  # nothing is lost by doing it again


def test_a_list_of_people_is_as_many_things_as_there_are_people_on_it() -> None:
    case = Case(3)
    case.do(c.AddPeople(tuple(PersonFacts(id="", name=f"Name {n}") for n in range(MANY - 1))))
    assert why(case) == ""
    case.do(c.AddPeople(tuple(PersonFacts(id="", name=f"Other {n}") for n in range(MANY))))
    assert why(case) == "many"


def test_what_was_long_ago_is_asked_about_and_doing_it_again_counts_from_when_it_was_taken_back() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"))
    case.note("Light")
    case.wait(LONG_AGO + 1)
    assert why(case) == "long_ago"
    case.record.undo()
    assert why(case, again=True) == ""
    case.wait(LONG_AGO + 1)
    assert why(case, again=True) == "long_ago"


def test_a_closed_count_and_its_topics_are_asked_about_and_a_stroke_is_not() -> None:
    case, (wish, *_) = vote_on([9, 8, 7])
    assert why(case) == "settled"
    case.do(c.ChooseTopics())
    assert why(case) == "settled"
    case.do(c.ReopenVote(), c.CountStrokes(wish.id, 3))
    assert why(case) == ""


def test_everything_down_to_a_thing_is_taken_back_as_one_and_comes_again_one_by_one() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"))
    for text in ("One", "Two", "Three", "Four"):
        case.note(text)
    done = list(deeds(case.record))
    assert kinds(case)[:4] == ["idea_noted"] * 4
    chosen = done[2].unit  # "Two"
    assert [deed.unit for deed in down_to(case.record, chosen)] == [deed.unit for deed in done[:3]]
    assert case.record.undo_down_to(chosen) == 3
    assert [item.text for item in case.state.standing("wishes")] == ["One"]
    again = Record(case.record.agenda, case.clock.utc, entries=case.record.entries)
    for record in (case.record, again):
        for _ in range(3):
            record.redo()
        assert [item.text for item in record.state.standing("wishes")] == ["One", "Two", "Three", "Four"]


def test_what_undo_does_not_reach_is_refused_and_nothing_changes() -> None:
    case = Case(9)
    case.note("Light")
    before = list(case.record.entries)
    with pytest.raises(Refused):
        case.record.undo_down_to("nothing")
    assert (case.record.entries, down_to(case.record, "nothing")) == (before, ())


def test_arrivals_and_the_clock_are_not_in_the_list_and_another_meetings_things_are_not_either() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"), c.Leave("p1"), c.StartOrPause())
    assert kinds(case)[0] == "step_entered"
    case.do(c.OpenMeeting("second"))
    assert kinds(case) == []
