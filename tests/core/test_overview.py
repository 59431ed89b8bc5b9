"""What whoever leads is told at one glance: what is missing, and what was done last."""

from datetime import timedelta

from helpers import Case, small_data

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.facts import PersonFacts
from apv_tui.core.overview import Lack, lacks, last_done


def at(step: str, people: int = 9) -> Case:
    case = Case(people)
    case.do(c.GoTo("threes"), c.GoTo(step))
    return case


def test_nothing_is_missing_in_the_lobby_and_where_nobody_has_begun_to_write() -> None:
    assert lacks(Case(9).state) == ()
    assert lacks(at("gallery").state) == ()


def test_groups_that_noted_nothing_are_named_until_they_have() -> None:
    case = at("gallery")
    case.do(c.NoteIdeas(("Kaffe",), "strengths", group=1))
    assert lacks(case.state) == (Lack("silent", (1, 3)),)
    case.do(c.NoteIdeas(("Ro",), "strengths", group=0), c.NoteIdeas(("Lys",), "strengths", group=2))
    assert lacks(case.state) == ()
    case.record.undo()
    assert lacks(case.state) == (Lack("silent", (3,)),)


def test_what_a_group_noted_at_another_step_does_not_count_here() -> None:
    case = at("gallery")
    case.do(*(c.NoteIdeas((f"Kaffe {group}",), "strengths", group=group) for group in range(3)))
    case.do(c.GoTo("sixes"), c.NoteIdeas(("Ro",), "wishes", group=0))
    assert lacks(case.state) == (Lack("silent", (2,)),)


def test_somebody_who_came_and_sits_nowhere_is_named() -> None:
    case = at("interviews")
    case.do(c.AddPeople((PersonFacts(id="late", name="Lau"),)))
    seated = {person for group in case.state.groups_of(case.state.step) for person in group.everyone}  # type: ignore[arg-type]
    wanted = () if "late" in seated else (Lack("unseated", people=("late",)),)
    assert lacks(case.state) == wanted


def vote() -> Case:
    case = at("sixes")
    case.do(c.NoteIdeas(("Kaffe", "Ro", "Lys"), "wishes", group=0), c.GoTo("vote"), c.OpenVote(4))
    return case


def test_strokes_that_are_not_counted_yet_are_counted() -> None:
    case = vote()
    possible = 4 * case.state.step.strokes  # type: ignore[union-attr]
    assert lacks(case.state) == (Lack("strokes", n=possible, of=possible),)
    first = next(iter(case.state.items))
    case.do(c.CountStrokes(first, 3))
    assert lacks(case.state) == (Lack("strokes", n=possible - 3, of=possible),)


def test_the_last_things_done_stand_latest_first_without_those_taken_back() -> None:
    case = at("gallery")
    for text in ("Kaffe", "Ro", "Lys"):
        case.wait(60)
        case.do(c.NoteIdeas((text,), "strengths", group=0))
    case.record.undo()
    done = last_done(case.record.entries, 3)
    texts = [fact.text for (entry, *_) in done if isinstance(fact := entry.fact, f.IdeaNoted)]
    assert texts == ["Ro", "Kaffe"]
    assert done[0][0].at - done[1][0].at == timedelta(seconds=60)
    assert len(last_done(case.record.entries, 1)) == 1
    case.record.redo()
    assert [each[0].fact.text for each in last_done(case.record.entries, 1)] == ["Lys"]  # type: ignore[attr-defined]


def test_actions_without_somebody_or_a_day_are_missing_from_the_plan_on() -> None:
    data = small_data()
    data["lists"]["plan"] = {"title": "Plan", "one": "action", "many": "actions"}
    data["meetings"][0]["steps"].insert(
        -1, {"id": "plan", "kind": "plan", "title": "Plan", "minutes": 10, "into": "plan"}
    )
    case = Case(9, agenda=Agenda.model_validate(data))
    case.do(c.GoTo("plan"), c.NoteIdeas(("Ny kaffemaskine",), "plan"))
    assert {lack.what for lack in lacks(case.state)} == {"owner", "deadline"}, "no later step asks for more"
    case.do(c.GoTo("close"))
    assert Lack("owner", (1,)) in lacks(case.state), "at the close there is still time to ask"
    case.do(c.GoTo("intro"))
    assert lacks(case.state) == ()
