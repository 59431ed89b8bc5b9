"""Coming and leaving in the middle of things, and leading without taking part."""

from typing import Any

import pytest
from helpers import Case, small_data, vote_on
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Rounds
from apv_tui.core.comings import Follows, host_now, one_more_evens_out, what_follows
from apv_tui.core.courses import Course
from apv_tui.core.facts import PersonFacts
from apv_tui.core.roll_line import heads_in, several_in
from apv_tui.core.turn_taking import courses_of

TURN = 300


def interviews(people: int, *, away: int = 0, begun: bool = True) -> Case:
    """Give a case at the interviews in threes, the last `away` people not there."""
    case = Case(people)
    for number in range(people - away + 1, people + 1):
        case.do(c.Leave(f"p{number}"))
    case.do(c.GoTo("threes"), c.GoTo("interviews"))
    if begun:
        case.do(c.Next())
    return case


def courses(case: Case, step: str = "interviews") -> tuple[Course, ...]:
    found = case.state.find_step(step)
    assert isinstance(found, Rounds)
    return courses_of(case.state, found)


def leads(case: Case, group: int) -> list[str]:
    return [turn.lead for turn in courses(case)[group].turns]


def follows(case: Case, *commands: c.Command) -> tuple[Follows, ...]:
    before = case.state
    case.do(*commands)
    return what_follows(before, case.state)


# ---- before and while a round runs -------------------------------------------------------------------------


def test_who_comes_before_the_round_begins_has_a_turn_of_their_own() -> None:
    case = interviews(10, away=1, begun=False)
    case.do(c.Arrive("p10"))
    group = next(at for at, each in enumerate(case.groups("threes")) if "p10" in each.members)
    assert len(leads(case, group)) == 4
    case.do(c.Next())
    assert "p10" in leads(case, group)


def test_who_comes_while_the_round_runs_has_none_and_has_one_in_the_next_round() -> None:
    data = small_data()
    steps = data["meetings"][0]["steps"]
    turns: dict[str, Any] = {
        "id": "circle", "kind": "turns", "title": "Circle", "minutes": 9, "groups_from": "threes",
    }  # fmt: skip
    steps.insert(3, turns)
    case = Case(10, agenda=Agenda.model_validate(data))
    case.do(c.Leave("p10"), c.GoTo("threes"), c.GoTo("interviews"), c.Next())
    case.do(c.Arrive("p10"))
    assert not any("p10" in each.takers for each in courses(case))
    case.do(c.GoTo("circle"), c.Next())
    assert sum("p10" in each.takers for each in courses(case, "circle")) == 1


def test_a_triad_that_becomes_a_pair_goes_on_from_its_present_turn() -> None:
    case = interviews(9)
    a, b, third = case.groups("threes")[0].members
    case.wait(TURN + 60)  # b asks the third
    case.do(c.Leave(a))
    now = courses(case)[0]
    assert (now.takers, leads(case, 0)) == ((b, third), [b, third])
    assert now.turns[now.at(case.progress())].asks == b
    assert all(each.as_dealt for each in courses(case)[1:]), "nobody else is touched"


def test_whoever_leaves_and_comes_back_has_their_place_and_their_turn() -> None:
    case = interviews(9)
    members = case.groups("threes")[0].members
    case.do(c.Leave(members[2]))
    case.wait(30)
    case.do(c.Arrive(members[2]))
    assert case.groups("threes")[0].members == members
    assert sorted(leads(case, 0)) == sorted(members)


def test_back_to_an_earlier_turn_those_who_are_there_have_their_turns() -> None:
    case = interviews(9)
    a, b, third = case.groups("threes")[0].members
    case.wait(TURN + 60)
    case.do(c.Leave(a), c.Back())
    assert case.progress() == 0
    assert leads(case, 0) == [b, third]
    assert courses(case)[0].marks == (0.5, 1.0)


def test_a_pause_and_a_minute_more_keep_the_shares() -> None:
    case = interviews(9)
    case.wait(TURN + 60)
    case.do(c.Leave(case.groups("threes")[0].members[0]))
    before = courses(case)
    case.do(c.AddTime(60), c.StartOrPause(), c.StartOrPause())
    assert courses(case) == before


def test_one_who_is_left_alone_joins_the_smallest_other_group_and_tells_there() -> None:
    case = interviews(6)
    a, b, third = case.groups("threes")[0].members
    case.do(c.Leave(a))
    said = follows(case, c.Leave(b))
    assert case.groups("threes")[1].members[-1] == third
    assert said == (Follows("joins", third, 1),)
    assert leads(case, 1).count(third) == 1
    case.record.undo()
    assert {who.id for who in case.state.present} >= {b, third}, "who left and who was moved for it are one"


def test_who_comes_back_to_a_group_that_is_no_more_joins_another() -> None:
    case = interviews(6)
    members = case.groups("threes")[0].members
    case.do(*(c.Leave(who) for who in members))
    case.do(c.Arrive(members[0]))
    sizes = [
        sum(who in {p.id for p in case.state.present} for who in g.everyone) for g in case.groups("threes")
    ]
    assert sorted(sizes) == [0, 4]


def test_nobody_is_moved_for_groups_that_have_done_their_work() -> None:
    case = interviews(6)
    case.do(c.GoTo("sixes"))
    before = case.groups("threes")
    case.do(*(c.Leave(who) for who in before[0].members[:2]))
    assert case.groups("threes") == before


@settings(max_examples=tries(15))
@given(st.data())
def test_who_is_there_from_beginning_to_end_and_never_alone_tells_exactly_once(data: st.DataObject) -> None:
    case = interviews(data.draw(st.integers(4, 13)))
    stayed = {who.id for who in case.state.present}
    home = {person: at for at, group in enumerate(case.groups("threes")) for person in group.members}
    told: dict[str, int] = {}
    while (left := case.left()) > 0:
        for each in courses(case):
            at = each.at(case.progress())
            if at >= 0:
                assert each.turns[at].lead in {who.id for who in case.state.present}
                told[each.turns[at].lead] = told.get(each.turns[at].lead, 0)
        who = data.draw(st.sampled_from(sorted(case.state.people)))
        here = {person.id for person in case.state.present}
        if who in here and len(here) > 3:
            case.do(c.Leave(who))
            stayed.discard(who)
        elif who not in here:
            case.do(c.Arrive(who))
        # Whoever was moved because they were alone may have been cut off.
        sits = {person: at for at, group in enumerate(case.groups("threes")) for person in group.everyone}
        stayed = {person for person in stayed if sits.get(person) == home[person]}
        case.wait(min(left, data.draw(st.floats(20, 300))))
    for each in courses(case):
        led = [turn.lead for turn in each.turns]
        for person in stayed.intersection(each.takers):
            if len(each.takers) > 1:
                assert led.count(person) == 1


# ---- several at once ---------------------------------------------------------------------------------------


def test_three_arrive_with_one_command_and_one_undo() -> None:
    case = interviews(12, away=3)
    seats = [len(group.everyone) for group in case.groups("threes")]
    added = case.do(c.ArriveTogether(("p10", "p11"), (PersonFacts(id="", name="Xenia"),)))
    assert len({entry.unit for entry in added}) == 1
    assert [len(group.everyone) for group in case.groups("threes")] == [4, 4, 4], "one in each group"
    case.record.undo()
    assert [len(group.everyone) for group in case.groups("threes")] == seats
    assert {"p10", "p11"}.isdisjoint(who.id for who in case.state.present)
    assert len(case.state.people) == 12
    case.record.redo()
    assert [len(group.everyone) for group in case.groups("threes")] == [4, 4, 4]


def test_several_leave_with_one_undo() -> None:
    case = interviews(9)
    case.do(c.LeaveTogether(("p1", "p5")))
    assert len(case.state.present) == 7
    case.record.undo()
    assert len(case.state.present) == 9


def test_heads_come_and_go_without_names() -> None:
    case = Case(0)
    case.do(c.AddPeople(tuple(PersonFacts(id="") for _ in range(6))))
    case.do(c.MoreHeads(-2))
    assert [who.number for who in case.state.present] == [1, 2, 3, 4]
    case.do(c.MoreHeads(3))
    assert [who.number for who in case.state.present] == [1, 2, 3, 4, 5, 6, 7]
    assert case.refuses(c.MoreHeads(-8)) == "refused.not_so_many"
    case.record.undo()
    assert len(case.state.present) == 4


PEOPLE = ("Bo Hansen", "Ida Lund", "Per Holm", "Mette Friis", "Mette Skov")


def case_of_names() -> Case:
    case = Case(0)
    case.do(
        c.AddPeople(tuple(PersonFacts(id=name[:4], name=name) for name in (PEOPLE[0], PEOPLE[1], PEOPLE[2])))
    )
    case.do(c.AddPeople((PersonFacts(id="m1", name=PEOPLE[3]), PersonFacts(id="m2", name=PEOPLE[4]))))
    return case


@pytest.mark.parametrize(
    ("typed", "known", "new", "unsure"),
    [
        ("bo; ida", ("Bo H", "Ida "), (), ()),
        ("bo, ida", ("Bo H", "Ida "), (), ()),
        ("Bo, Ida, Xenia", ("Bo H", "Ida "), ("Xenia",), ()),
        ("bo + Ali Krag", ("Bo H",), ("Ali Krag",), ()),
        ("bo; mette", ("Bo H",), (), ("mette",)),
        ("3; mette f", ("Per ", "m1"), (), ()),
        ("bo; 77", ("Bo H",), (), ("77",)),
    ],
)
def test_several_are_named_in_one_line(
    typed: str, known: tuple[str, ...], new: tuple[str, ...], unsure: tuple[str, ...]
) -> None:
    case = case_of_names()
    found = several_in(case.state.people.values(), lambda id_: case.state.people[id_].name, typed)
    assert found is not None
    assert (found.known, tuple(who.name for who in found.new), found.unsure) == (known, new, unsure)


def test_of_several_parted_by_semicolons_each_may_have_a_department() -> None:
    case = case_of_names()
    typed = "Nadia Ali, Drift; Lars Juhl, Salg; bo, Drift; Vibeke"
    found = several_in(case.state.people.values(), lambda id_: case.state.people[id_].name, typed)
    assert found is not None
    assert [(who.name, who.department) for who in found.new] == [
        ("Nadia Ali", "Drift"),
        ("Lars Juhl", "Salg"),
        ("Vibeke", ""),
    ]
    assert found.known == ("Bo H",)


@pytest.mark.parametrize("typed", ["Nadia, Drift", "bo", "Bo Hansen", "+3", "", "Bo, Drift"])
def test_a_name_and_a_department_are_one_person(typed: str) -> None:
    case = case_of_names()
    assert several_in(case.state.people.values(), lambda id_: case.state.people[id_].name, typed) is None


@pytest.mark.parametrize(
    ("typed", "n"), [("+3", 3), ("-1", -1), ("−2", -2), ("+ 12", 12), ("3", 0), ("+x", 0), ("", 0), ("+0", 0)]
)
def test_more_and_fewer_heads_are_read(typed: str, n: int) -> None:
    assert heads_in(typed) == n


# ---- leading without taking part ---------------------------------------------------------------------------


def test_who_leads_has_no_seat_and_draws_no_strokes_and_it_can_be_undone() -> None:
    case = Case(10)
    case.do(c.TakePart("p1", takes=False), c.GoTo("threes"))
    assert [len(group.members) for group in case.groups("threes")] == [3, 3, 3]
    assert "p1" in {who.id for who in case.state.present}
    assert "p1" not in {who.id for who in case.state.taking_part}
    case.do(c.TakePart("p1", takes=True))
    assert sorted(len(group.members) for group in case.groups("threes")) == [3, 3, 4]
    case.record.undo()
    assert [len(group.members) for group in case.groups("threes")] == [3, 3, 3]


def test_who_stops_taking_part_keeps_the_seat_and_leaves_nobody_alone() -> None:
    case = interviews(5)  # three and two
    pair = next(group.members for group in case.groups("threes") if len(group.members) == 2)
    case.do(c.TakePart(pair[0], takes=False))
    assert any(pair[1] in group.members and len(group.members) > 2 for group in case.groups("threes"))


def test_who_led_the_last_meeting_leads_the_next_one_too() -> None:
    case = Case(4)
    case.do(c.TakePart("p2", takes=False), c.OpenMeeting("second"))
    here = case.state.meeting_state
    assert here is not None
    assert here.leads == {"p2"}


def test_the_leader_joins_in_and_the_groups_are_drawn_anew_with_one_undo() -> None:
    case = Case(8)
    case.do(c.GoTo("threes"))
    before = case.groups("threes")
    case.do(c.JoinIn(name="Leader", seed=5))
    assert [len(group.members) for group in case.groups("threes")] == [3, 3, 3]
    case.record.undo()
    assert case.groups("threes") == before
    case.do(c.Next(), c.Next(), c.JoinIn(name="Leader", seed=5))
    assert sorted(len(group.everyone) for group in case.groups("threes")) == [4, 5], "nobody is reshuffled"


@pytest.mark.parametrize(
    ("n", "size", "even"),
    [
        (5, 3, True), (8, 3, True), (2, 3, True), (9, 3, False), (7, 3, False),
        (7, 2, True), (6, 2, False), (1, 2, True), (0, 3, False), (4, 1, False),
    ],
)  # fmt: skip
def test_one_more_is_asked_in_only_where_that_makes_all_groups_even(n: int, size: int, even: bool) -> None:
    assert one_more_evens_out(n, size, at_least=1, remainder="larger") is even


# ---- what follows ------------------------------------------------------------------------------------------


def test_who_comes_is_told_where_to_sit() -> None:
    case = interviews(10, away=1)
    (said,) = follows(case, c.Arrive("p10"))
    assert (said.what, said.person) == ("sits_late", "p10")
    assert "p10" in case.groups("threes")[said.group].late
    waiting = interviews(10, away=1, begun=False)
    assert [each.what for each in follows(waiting, c.Arrive("p10"))] == ["sits"]


def test_for_a_host_who_leaves_another_is_named() -> None:
    case = Case(12)
    case.do(c.GoTo("sixes"), c.GoTo("walk"))
    group = case.groups("sixes")[0]
    said = follows(case, c.Leave(group.host))
    assert said == (Follows("host", group.members[1], 0),)
    assert host_now(case.state, case.groups("sixes")[0]) == group.members[1]
    case.do(c.Arrive(group.host))
    assert host_now(case.state, case.groups("sixes")[0]) == group.host, "the place is kept"


def test_who_leaves_while_strokes_are_counted_is_asked_about() -> None:
    case, _ = vote_on([3, 2], people=9, close=False)
    assert follows(case, c.Leave("p9")) == (Follows("voters", n=8, of=9),)
    assert follows(case, c.SetVoters(8)) == ()
    closed, _ = vote_on([3, 2], people=9)
    assert follows(closed, c.Leave("p9")) == ()


def test_later_groups_are_of_those_who_are_there() -> None:
    case = interviews(12)
    case.do(c.Leave("p3"), c.GoTo("sixes"))
    assert "p3" not in {who for group in case.groups("sixes") for who in group.everyone}
    assert "p3" in case.state.people
