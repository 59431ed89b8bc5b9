"""A question asks for so many answers: more are noted all the same, and said."""

from helpers import Case, small_data

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Noting
from apv_tui.core.asked import TooMany, too_many


def at_brainstorm() -> tuple[Case, Noting]:
    data = small_data()
    sixes = next(step for step in data["meetings"][0]["steps"] if step["id"] == "sixes")
    sixes["questions"][1]["at_most"] = 2
    case = Case(9, agenda=Agenda.model_validate(data))
    case.do(c.GoTo("sixes"), c.Next())
    step = case.state.step
    assert isinstance(step, Noting)
    return case, step


def test_each_group_is_counted_for_itself_and_nothing_is_turned_away() -> None:
    case, step = at_brainstorm()
    case.do(c.NoteIdeas(("One", "Two"), "keep", 0, "q2"))
    assert too_many(case.state, step, 0) is None
    case.do(c.NoteIdeas(("Three",), "keep", 0, "q2"), c.NoteIdeas(("Four",), "keep", 1, "q2"))
    assert too_many(case.state, step, 0) == TooMany(3, 2)
    assert too_many(case.state, step, 1) is None
    assert len(case.state.standing("keep")) == 4


def test_what_was_taken_off_and_a_question_without_a_limit_do_not_count() -> None:
    case, step = at_brainstorm()
    case.do(c.NoteIdeas(("One", "Two", "Three"), "keep", 0, "q2"))
    case.do(c.WithdrawIdea(next(iter(case.state.standing("keep"))).id))
    assert too_many(case.state, step, 0) is None
    case.do(c.ShowPart(0), c.NoteIdeas(("One", "Two", "Three"), "wishes", 0, "q1"))
    assert too_many(case.state, step, 0) is None
