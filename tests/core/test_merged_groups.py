"""Groups that sit down together: pairs become fours, and nobody leaves their partner."""

from typing import Any

import pytest
from helpers import Case

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.flow import faults
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Refused
from apv_tui.core.running_order import groups_plan, sizes_beside

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "start", "kind": "talk", "title": "Start", "minutes": 2},
    {"id": "two", "kind": "turns", "title": "Two", "minutes": 6, "group_size": 2},
    {
        "id": "four",
        "kind": "collect",
        "title": "Four",
        "minutes": 8,
        "groups_from": "two",
        "merge_groups": 2,
        "into": "ideas",
    },
    {
        "id": "eight",
        "kind": "groups",
        "title": "Eight",
        "minutes": 8,
        "groups_from": "four",
        "merge_groups": 2,
    },
    {"id": "all", "kind": "tell", "title": "All", "minutes": 8, "groups_from": "four"},
)


def data(*steps: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": "One, two, four, all",
        "language": "en",
        "lists": {"ideas": {"title": "Ideas", "one": "idea", "many": "ideas"}},
        "meetings": [{"id": "first", "title": "First", "steps": [dict(each) for each in steps or STEPS]}],
    }


def case(people: int) -> Case:
    return Case(people, agenda=Agenda.model_validate(data()))


def groups(case_: Case, step: str) -> list[tuple[str, ...]]:
    found = case_.state.find_step(step)
    assert found is not None
    return [group.everyone for group in case_.state.groups_of(found)]


def inside(small: list[tuple[str, ...]], large: list[tuple[str, ...]]) -> bool:
    return all(any({*one} <= {*other} for other in large) for one in small)


@pytest.mark.parametrize("people", [2, 3, 4, 5, 7, 13, 23])
@pytest.mark.parametrize("way", ["step by step", "at once"])
def test_everybody_stays_with_their_partner(people: int, way: str) -> None:
    here = case(people)
    for step in ("two", "four", "eight") if way == "step by step" else ("eight",):
        here.do(c.GoTo(step))
    two, four, eight = (groups(here, step) for step in ("two", "four", "eight"))
    for found in (two, four, eight):
        assert sorted(who for group in found for who in group) == sorted(here.state.people)
    assert inside(two, four)
    assert inside(four, eight)
    assert groups(here, "all") == four


@pytest.mark.parametrize("people", [4, 7, 13, 23])
def test_the_groups_are_those_that_were_announced(people: int) -> None:
    here = case(people)
    here.do(c.GoTo("eight"))
    meeting = here.state.agenda.meetings[0]
    for id_, size in (("two", 2), ("four", 4), ("eight", 8)):
        step = meeting.step(id_)
        assert step is not None
        plan = groups_plan(meeting, step, people)
        assert plan is not None
        assert (plan.origin, plan.size) == (id_, size)
        assert list(plan.sizes) == [len(group) for group in groups(here, id_)]
    last = meeting.step("all")
    four = meeting.step("four")
    assert last is not None
    assert four is not None
    assert groups_plan(meeting, last, people) == groups_plan(meeting, four, people)
    assert sizes_beside(meeting, four) == (3, 5, 6)


def test_who_has_gone_does_not_come_along_and_who_comes_late_sits_in_the_smallest() -> None:
    here = case(8)
    here.do(c.GoTo("two"))
    gone = groups(here, "two")[0][0]
    here.do(c.Leave(gone))
    here.do(c.GoTo("four"))
    assert gone not in {who for group in groups(here, "four") for who in group}
    assert sorted(map(len, groups(here, "four"))) == [3, 4]
    here.do(c.AddPeople((PersonFacts(id="late", name="Late"),)))
    assert sorted(map(len, groups(here, "four"))) == [4, 4]


def test_drawing_the_pairs_again_brings_the_new_ones_together() -> None:
    here = case(12)
    here.do(c.GoTo("eight"))
    here.do(c.GoTo("two"))
    before = groups(here, "two")
    here.do(c.DrawGroups(seed=99))
    assert groups(here, "two") != before
    assert inside(groups(here, "two"), groups(here, "four"))
    assert inside(groups(here, "four"), groups(here, "eight"))


def test_what_was_made_of_others_is_not_drawn_again_by_itself() -> None:
    here = case(12)
    here.do(c.GoTo("four"))
    with pytest.raises(Refused) as refused:
        here.do(c.DrawGroups(seed=99))
    assert refused.value.reason.id == "refused.merged_groups"
    here.do(c.NoteIdeas(("Tea",), "ideas", group=0))
    here.do(c.GoTo("two"))
    with pytest.raises(Refused) as refused:
        here.do(c.DrawGroups(seed=99))
    assert refused.value.reason.id == "refused.groups_have_items"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"groups_from": None}, ["merge_groups"]),
        ({"groups_from": "start"}, ["groups_from"]),
        ({}, []),
    ],
)
def test_what_is_merged_has_to_be_there(changes: dict[str, Any], told: list[str]) -> None:
    steps = [dict(each) for each in STEPS[:3]]
    steps[2] = {key: value for key, value in {**steps[2], **changes}.items() if value}
    if "groups_from" not in steps[2]:
        steps[2]["per"] = "room"
    found = faults(Agenda.model_validate(data(*steps)))
    assert [each.place[-1] for each in found] == told


def test_groups_of_ones_own_choice_cannot_be_merged() -> None:
    steps = (
        {"id": "say", "kind": "collect", "title": "Say", "minutes": 5, "into": "ideas"},
        {"id": "go", "kind": "join", "title": "Go", "minutes": 5, "list": "ideas"},
        {"id": "four", "kind": "tell", "title": "Four", "minutes": 5, "groups_from": "go", "merge_groups": 2},
    )
    assert [each.what.id for each in faults(Agenda.model_validate(data(*steps)))] == ["agenda.merge_of_join"]
