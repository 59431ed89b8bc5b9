"""The course of a meeting: going on, going back, the interviews, and who sits where."""

import pytest
from helpers import STEPS, Case, small_agenda, some_people

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import KINDS
from apv_tui.core.agenda.flow import faults
from apv_tui.core.facts import PersonFacts
from apv_tui.core.state import Group

ORDER = [str(step["id"]) for step in STEPS]


def seated(case: Case, step: str) -> list[str]:
    return [who for group in case.groups(step) for who in group.everyone]


def group_of(case: Case, step: str, who: str) -> int:
    return next(at for at, group in enumerate(case.groups(step)) if who in group.everyone)


def test_the_agenda_of_these_tests_hangs_together_and_its_kinds_are_known() -> None:
    assert faults(small_agenda()) == ()
    assert {str(step["kind"]) for step in STEPS} <= set(KINDS)


# -- going on and back -----------------------------------------------------------------------------------


def test_next_leads_from_the_lobby_through_every_page_question_turn_and_step_to_the_end() -> None:
    case = Case(9)
    visited: list[tuple[str, int]] = []
    for _ in range(18):
        case.do(c.Next())
        case.wait(1)
        visited.append((case.state.step_id, case.here().part))
    assert list(dict(visited)) == ORDER
    assert [part for step, part in visited if step == "intro"] == [0, 1]
    assert [part for step, part in visited if step == "sixes"] == [0, 1, 2]
    assert [part for step, part in visited if step == "tell"] == [0, 1]  # nine people, two groups
    assert len([step for step, _ in visited if step == "interviews"]) == 4  # waiting, then three turns


def test_a_step_can_be_left_whole_whatever_is_left_of_it() -> None:
    case = Case(9)
    at = ORDER.index("sixes")
    case.do(c.GoTo("sixes"), c.Next())
    assert case.here().part == 1
    case.do(c.Next(whole=True))
    assert case.state.step_id == ORDER[at + 1]
    case.do(c.GoTo("sixes"), c.Back(whole=True))
    assert case.state.step_id == ORDER[at - 1]
    case.do(c.GoTo("interviews"), c.Next(), c.Next(whole=True))
    assert case.state.step_id == ORDER[ORDER.index("interviews") + 1], "turns are left, too"


def test_next_after_the_last_step_is_refused() -> None:
    case = Case()
    case.do(c.GoTo("close"))
    assert case.refuses(c.Next()) == "refused.last_step"


def test_back_leads_through_every_part_and_step_to_the_lobby() -> None:
    case = Case(9)
    case.do(*[c.Next()] * 17)
    assert case.state.step_id == "vote"
    visited = []
    while case.state.step_id:
        case.do(c.Back())
        visited.append(case.state.step_id)
    assert visited[-1] == ""
    assert list(dict.fromkeys(visited[:-1]))[::-1] == ORDER[: ORDER.index("merge") + 1]
    assert len([step for step in visited if step in ("sixes", "intro")]) == 5


def test_back_in_the_lobby_is_refused() -> None:
    assert Case().refuses(c.Back()) == "refused.in_lobby"


def test_without_an_open_meeting_there_is_nowhere_to_go() -> None:
    case = Case(0, meeting="")
    assert case.refuses(c.Next()) == "refused.no_meeting"
    assert case.refuses(c.GoTo("intro")) == "refused.no_meeting"
    assert case.refuses(c.OpenMeeting("third")) == "refused.no_such_meeting"


def test_a_step_that_does_not_exist_or_belongs_to_another_meeting_cannot_be_reached() -> None:
    case = Case()
    assert case.refuses(c.GoTo("nowhere")) == "refused.no_such_step"
    assert case.refuses(c.GoTo("again")) == "refused.no_such_step"


def test_going_to_the_step_one_is_at_changes_nothing() -> None:
    case = Case()
    case.do(c.GoTo("sixes"), c.Next())
    before = case.state
    assert case.do(c.GoTo("sixes")) == ()
    assert case.state is before


def test_going_away_and_back_again_leaves_everything_intact() -> None:
    case = Case(9)
    case.do(c.GoTo("sixes"), c.Next())
    case.wait(60)
    case.note("More light", group=0)
    before, items = case.here(), case.state.items
    case.do(c.GoTo("coffee"), c.GoTo("vote"), c.GoTo(""), c.GoTo("sixes"))
    case.wait(600)
    here = case.here()
    assert case.state.items == items
    assert (here.part, here.groups, here.seed) == (before.part, before.groups, before.seed)
    assert here.clock.left_at(case.now) == before.clock.left_at(before.clock.since) - 60


def test_entering_a_step_a_second_time_neither_draws_its_groups_nor_starts_its_clock() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"), c.GoTo("intro"))
    assert [type(entry.fact) for entry in case.do(c.GoTo("threes"))] == [f.StepEntered]
    assert [type(entry.fact) for entry in case.do(c.GoTo("intro"))] == [f.StepEntered]


def test_the_clock_of_a_step_starts_when_it_is_first_reached() -> None:
    case = Case()
    case.do(c.Next())
    case.wait(30)
    assert case.left() == 570
    assert case.state.meetings["first"].began == case.clock_of("intro").since


def test_leaving_a_step_lets_its_clock_stand_still() -> None:
    case = Case()
    case.do(c.Next())
    case.wait(30)
    case.do(c.GoTo("coffee"))
    case.wait(300)
    assert case.left("intro") == 570
    assert not case.clock_of("intro").running


def test_back_into_a_step_that_was_passed_over_draws_its_groups() -> None:
    passed = Case(9)
    passed.do(c.GoTo("coffee"), c.Back(), c.Back(), c.Back())
    assert passed.state.step_id == "threes"
    assert sorted(seated(passed, "threes")) == sorted(passed.state.people)


def test_a_step_that_keeps_the_groups_of_one_passed_over_draws_them() -> None:
    case = Case(12)
    case.do(c.GoTo("tell"))
    assert sorted(seated(case, "sixes")) == sorted(case.state.people)
    groups = case.groups("sixes")
    case.do(c.GoTo("sixes"))
    assert case.groups("sixes") == groups


def test_nothing_is_drawn_for_an_empty_room_and_those_who_come_can_be_dealt_later() -> None:
    case = Case(0)
    case.do(c.GoTo("threes"))
    assert case.groups("threes") == ()
    assert case.refuses(c.DrawGroups(1)) == "refused.nobody_here"
    case.do(c.AddPeople(some_people(7)), c.DrawGroups(1))
    assert sorted(len(group.members) for group in case.groups("threes")) == [3, 4]


# -- the clock -------------------------------------------------------------------------------------------


def test_space_lets_the_clock_stand_still_and_run_again() -> None:
    case = Case()
    case.do(c.Next())
    case.wait(10)
    case.do(c.StartOrPause())
    case.wait(100)
    case.do(c.StartOrPause())
    case.wait(10)
    assert case.left() == 580


def test_the_lobby_has_no_clock() -> None:
    case = Case()
    assert case.refuses(c.StartOrPause()) == "refused.in_lobby"
    assert case.refuses(c.AddTime(60)) == "refused.in_lobby"


def test_enter_starts_what_waits_and_does_nothing_where_nothing_waits() -> None:
    case = Case()
    case.do(c.Begin())
    assert case.state.step_id == "intro"
    assert case.do(c.Begin()) == ()
    case.do(c.GoTo("interviews"), c.Begin())
    assert case.here().clock.running


def test_a_minute_less_where_none_is_left_is_refused() -> None:
    case = Case()
    case.do(c.Next())
    case.wait(700)
    assert case.refuses(c.AddTime(-60)) == "refused.no_time_left"


# -- the interviews --------------------------------------------------------------------------------------


def at_the_interviews(people: int) -> Case:
    case = Case(people)
    case.do(c.GoTo("threes"), c.Next())
    assert case.state.step_id == "interviews"
    return case


def test_the_interviews_wait_for_the_leader_and_the_first_next_starts_the_rounds() -> None:
    case = at_the_interviews(9)
    case.wait(300)
    assert case.left() == 900
    case.do(c.Next())
    case.wait(10)
    assert case.left() == 890


@pytest.mark.parametrize(("people", "turns"), [(9, 3), (23, 3), (7, 3), (2, 2), (4, 4), (5, 3)])
def test_next_goes_to_the_next_turn_of_the_main_size_and_then_to_the_next_step(
    people: int, turns: int
) -> None:
    case = at_the_interviews(people)
    case.do(c.Next())
    progress = [case.progress()]
    while case.do(c.Next()) and case.state.step_id == "interviews":
        progress.append(case.progress())
    assert progress == pytest.approx([turn / turns for turn in range(turns)])
    assert case.state.step_id == "gallery"


def test_next_in_the_middle_of_a_turn_goes_to_the_start_of_the_following_one() -> None:
    case = at_the_interviews(9)
    case.do(c.Next())
    case.wait(350)
    case.do(c.Next())
    assert case.left() == pytest.approx(300)
    case.wait(5)
    assert case.left() == pytest.approx(295)


def test_next_in_overtime_goes_on_to_the_next_step() -> None:
    case = at_the_interviews(9)
    case.do(c.Next())
    case.wait(901)
    case.do(c.Next())
    assert case.state.step_id == "gallery"


def test_back_goes_to_the_start_of_the_turn_before() -> None:
    case = at_the_interviews(9)
    case.do(c.Next())
    case.wait(350)
    case.do(c.Back())
    assert case.left() == pytest.approx(900)


def test_back_in_the_first_turn_goes_to_the_step_before() -> None:
    case = at_the_interviews(9)
    case.do(c.Next())
    case.wait(20)
    case.do(c.Back())
    assert case.state.step_id == "threes"


def test_with_nobody_there_next_passes_the_interviews_by() -> None:
    case = at_the_interviews(0)
    case.do(c.Next())
    assert case.state.step_id == "gallery"


def test_the_first_questions_are_asked_until_the_leader_chooses_others() -> None:
    case = at_the_interviews(9)
    step = case.state.step
    assert step is not None

    def asked() -> list[str]:
        return [question.text for question in case.state.questions_of(step)]

    assert asked() == ["What was the best day?", "Who helped?"]
    case.do(c.ChooseQuestions("interviews", ("q4",), ("  What made you laugh? ", " ")))
    assert asked() == ["What else?", "What made you laugh?"]


def test_more_questions_than_the_step_takes_are_refused_and_so_is_none() -> None:
    case = Case()
    assert case.refuses(c.ChooseQuestions("interviews", ("best", "help"), ("Own",))) == (
        "refused.too_many_questions"
    )
    assert case.refuses(c.ChooseQuestions("interviews", ("unknown",))) == "refused.no_question_chosen"
    assert case.refuses(c.ChooseQuestions("coffee", ("best",))) == "refused.no_questions_here"


# -- who sits where --------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [1, 2, 4, 5, 7, 13, 23, 60])
def test_everybody_present_sits_in_one_group_when_the_step_is_entered(people: int) -> None:
    case = Case(people)
    case.do(c.GoTo("threes"), c.GoTo("sixes"))
    for step in ("threes", "sixes"):
        assert sorted(seated(case, step)) == sorted(case.state.people)
    assert len(case.groups("sixes")) >= (2 if people >= 4 else 1)


def test_those_who_are_not_there_are_not_dealt() -> None:
    case = Case(9)
    case.do(c.Leave("p4"), c.GoTo("threes"))
    assert "p4" not in seated(case, "threes")


def test_a_latecomer_joins_the_smallest_group_as_late_and_nobody_else_moves() -> None:
    case = Case(11)
    case.do(c.Leave("p11"), c.GoTo("interviews"))
    case.do(c.Next())
    before = case.groups("threes")  # 3, 3 and 4
    case.do(c.Arrive("p11"))
    assert [group.members for group in case.groups("threes")] == [group.members for group in before]
    late = [len(group.members) for group in case.groups("threes") if group.late == ("p11",)]
    assert late == [3]


def test_somebody_added_in_the_middle_joins_every_grouping_at_work() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"), c.GoTo("sixes"))
    case.do(c.AddPeople((PersonFacts(id="late", name="Ida"), PersonFacts(id="later", name="Per"))))
    for step in ("threes", "sixes"):
        assert {"late", "later"} <= set(seated(case, step))
    assert group_of(case, "threes", "late") != group_of(case, "threes", "later")


def test_a_latecomer_does_not_change_the_turns_of_the_group() -> None:
    case = at_the_interviews(3)
    case.do(c.Next(), c.AddPeople((PersonFacts(id="late", name="Ida"),)))
    case.do(c.Next())
    assert case.progress() == pytest.approx(1 / 3)


def test_a_latecomer_is_not_sent_to_a_group_that_everybody_has_left() -> None:
    case = Case(5)
    case.do(c.GoTo("threes"))  # three and two
    case.do(*(c.Leave(who) for who in case.groups("threes")[1].members))
    case.do(c.AddPeople((PersonFacts(id="late", name="Ida"),)))
    assert group_of(case, "threes", "late") == 0


def test_whoever_leaves_keeps_their_place_in_case_they_come_back() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"))
    before = case.groups("threes")
    case.do(c.Leave("p5"))
    assert "p5" not in {who.id for who in case.state.present}
    assert case.groups("threes") == before
    case.do(c.Arrive("p5"))
    assert case.groups("threes") == before


def test_arriving_twice_and_leaving_twice_change_nothing() -> None:
    case = Case()
    assert case.do(c.Arrive("p1")) == ()
    case.do(c.Leave("p1"))
    assert case.do(c.Leave("p1")) == ()


def test_whoever_has_taken_part_cannot_be_removed_but_a_mistake_can() -> None:
    case = Case(9)
    case.do(c.AddPeople((PersonFacts(id="typo", name="Xyz"),)), c.RemovePerson("typo"))
    assert "typo" not in case.state.people
    case.do(c.GoTo("threes"))
    assert case.refuses(c.RemovePerson("p1")) == "refused.sits_in_group"
    assert case.refuses(c.RemovePerson("nobody")) == "refused.no_such_person"


def test_a_name_that_is_put_right_is_tidied_and_the_number_stays() -> None:
    case = Case(3)
    case.do(c.ChangePerson(PersonFacts(id="p2", name="  Ida \t Lund ", department="Salg")))
    who = case.state.people["p2"]
    assert (who.number, who.name, who.department) == (2, "Ida Lund", "Salg")


def test_nobody_and_more_people_than_fit_a_room_are_refused() -> None:
    case = Case(2)
    assert case.refuses(c.AddPeople(())) == "refused.nobody_named"
    assert case.refuses(c.AddPeople((PersonFacts(id=""),) * 999)) == "refused.too_many_people"


def test_each_meeting_has_its_own_roll() -> None:
    case = Case(5)
    case.do(c.Leave("p1"), c.OpenMeeting("second"))
    assert len(case.state.present) == 5
    case.do(c.Leave("p2"), c.OpenMeeting("first"))
    assert [who.id for who in case.state.present] == ["p2", "p3", "p4", "p5"]


def test_groups_can_be_drawn_anew_and_a_seed_repeats_a_draw() -> None:
    case = Case(12)
    case.do(c.GoTo("threes"), c.DrawGroups(5))
    once = case.groups("threes")
    case.do(c.DrawGroups(6))
    assert case.groups("threes") != once
    case.do(c.DrawGroups(5))
    assert case.groups("threes") == once


def test_a_round_that_runs_is_not_reshuffled() -> None:
    case = at_the_interviews(9)
    case.do(c.DrawGroups(3), c.Next())
    groups = case.groups("threes")
    assert case.refuses(c.DrawGroups(4)) == "refused.round_runs"
    assert case.groups("threes") == groups


def test_a_person_is_moved_by_hand_and_sits_there_only() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"))
    target = (group_of(case, "threes", "p1") + 1) % 3
    case.do(c.MovePerson("p1", target))
    assert group_of(case, "threes", "p1") == target
    assert sorted(seated(case, "threes")) == sorted(case.state.people)
    assert case.do(c.MovePerson("p1", target)) == ()


def test_two_people_change_places() -> None:
    case = Case(9)
    case.do(c.GoTo("threes"))
    mine, other = group_of(case, "threes", "p1"), (group_of(case, "threes", "p1") + 1) % 3
    partner = case.groups("threes")[other].members[0]
    case.do(c.MovePerson("p1", other, swap_with=partner))
    assert (group_of(case, "threes", "p1"), group_of(case, "threes", partner)) == (other, mine)
    assert [len(group.members) for group in case.groups("threes")] == [3, 3, 3]


def test_nobody_loses_their_seat_to_somebody_who_has_none() -> None:
    case = Case(9)
    case.do(c.Leave("p9"), c.GoTo("threes"))
    at = group_of(case, "threes", "p1")
    assert case.refuses(c.MovePerson("p1", at, swap_with="p9")) == "refused.not_in_group"


def test_when_the_last_one_leaves_a_group_the_words_of_the_others_stay_with_their_groups() -> None:
    case = Case(5)
    case.do(c.GoTo("threes"))
    case.do(c.GoTo("gallery"))
    first, second = case.groups("threes")
    (mine,) = case.note("Ours", list="strengths", group=0)
    (theirs,) = case.note("Theirs", list="strengths", group=1)
    case.do(*(c.MovePerson(who, 1) for who in first.members))
    assert len(case.groups("threes")) == 1
    assert case.groups("threes")[0].members[:2] == second.members
    assert case.item(theirs).group == 0
    assert case.item(mine).group == 0  # they took their sheet along
    case.record.undo()
    assert (case.item(mine).group, case.item(theirs).group) == (0, 1)


def test_the_host_is_one_of_the_group_and_another_takes_over_when_they_move() -> None:
    case = Case(12)
    case.do(c.GoTo("sixes"))
    group = case.groups("sixes")[0]
    assert group.host in group.members
    case.do(c.ChooseHost(0, group.members[3]))
    assert case.groups("sixes")[0].host == group.members[3]
    case.do(c.MovePerson(group.members[3], 1))
    left: Group = case.groups("sixes")[0]
    assert left.host in left.everyone
    stranger = case.groups("sixes")[1].members[0]
    assert case.refuses(c.ChooseHost(0, stranger)) == "refused.not_in_group"


def test_groups_that_do_not_exist_are_refused() -> None:
    case = Case(9)
    assert case.refuses(c.MovePerson("p1", 0)) == "refused.no_groups_here"
    case.do(c.GoTo("threes"))
    assert case.refuses(c.MovePerson("p1", 3)) == "refused.no_such_group"
    assert case.refuses(c.MovePerson("nobody", 0)) == "refused.no_such_person"
