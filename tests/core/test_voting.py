"""Strokes and topics: every stroke counts once, and nothing is ordered or cut in silence."""

from collections.abc import Sequence

import pytest
from helpers import Case, small_data, vote_on
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Vote
from apv_tui.core.state import Item, VoteState
from apv_tui.core.voting import (
    Proposal,
    Ranked,
    Total,
    possible_strokes,
    propose,
    ranked,
    strokes_of,
    surplus_strokes,
    total_strokes,
)


def vote_of(case: Case) -> VoteState:
    vote = case.state.state_of("vote").vote
    assert vote is not None
    return vote


def vote_step(case: Case) -> Vote:
    step = case.state.find_step("vote")
    assert isinstance(step, Vote)
    return step


def ranking_of(case: Case) -> tuple[Ranked, ...]:
    return ranked(case.state, case.state.standing("wishes"), vote_of(case))


def ranking(*strokes: int) -> list[Ranked]:
    """Give a ranking of items a, b, c ... with these strokes, most first."""
    return [Ranked(place, Total(chr(96 + place), count, 0)) for place, count in enumerate(strokes, 1)]


def proposed(*strokes: int, least: int = 3, most: int = 5) -> Proposal:
    return propose(ranking(*strokes), least, most)


# -- counting --------------------------------------------------------------------------------------------


def test_the_vote_is_opened_once_and_not_on_an_empty_list() -> None:
    case = Case()
    case.do(c.GoTo("vote"))
    assert case.refuses(c.OpenVote(9)) == "refused.empty_list"
    case.note("Light")
    case.do(c.OpenVote(9))
    assert case.do(c.OpenVote(5)) == ()
    assert vote_of(case).voters == 9


@pytest.mark.parametrize("voters", [0, -1, 1_001])
def test_a_number_of_voters_no_room_has_is_refused(voters: int) -> None:
    case = Case()
    case.note("Light")
    case.do(c.GoTo("vote"))
    assert case.refuses(c.OpenVote(voters)) == "refused.voters"


def test_counting_belongs_to_a_step_of_voting_that_is_open() -> None:
    case = Case()
    (wish,) = case.note("Light")
    assert case.refuses(c.OpenVote(9)) == "refused.no_vote_here"
    case.do(c.GoTo("vote"))
    assert case.refuses(c.CountStrokes(wish.id, 3)) == "refused.vote_not_open"
    assert case.refuses(c.CloseVote()) == "refused.vote_not_open"


def test_the_strokes_of_a_sheet_entered_again_replace_the_earlier_number() -> None:
    case, (wish, *_) = vote_on([7, 2], close=False)
    case.do(c.CountStrokes(wish.id, 9))
    assert strokes_of(case.state, vote_of(case))[wish.id] == (9, 0)
    case.record.undo()
    assert strokes_of(case.state, vote_of(case))[wish.id] == (7, 0)


def test_more_strokes_on_a_sheet_than_people_is_refused_and_so_is_fewer_than_none() -> None:
    case, (wish,) = vote_on([23], close=False)
    assert case.refuses(c.CountStrokes(wish.id, 24)) == "refused.strokes_impossible"
    assert case.refuses(c.CountStrokes(wish.id, -1)) == "refused.strokes_impossible"


def test_strokes_on_an_item_of_another_list_are_refused() -> None:
    case, _ = vote_on([3], close=False)
    (other,) = case.note("Cake", list="keep")
    assert case.refuses(c.CountStrokes(other.id, 1)) == "refused.other_list"


def test_what_was_counted_is_told_beside_what_is_possible_66_of_69() -> None:
    case, _ = vote_on([22, 22, 22], close=False)
    assert total_strokes(vote_of(case)) == 66
    assert possible_strokes(vote_step(case), vote_of(case)) == 69
    assert surplus_strokes(vote_step(case), vote_of(case)) == 0


def test_strokes_that_nobody_can_have_drawn_are_told() -> None:
    case, _ = vote_on([23, 23, 23, 2], close=False)
    assert surplus_strokes(vote_step(case), vote_of(case)) == 2


def test_strokes_on_a_struck_out_repeat_count_for_the_one_that_stands_as_nine_and_two() -> None:
    case, (one, two, three) = vote_on([9, 2, 4], close=False)
    case.do(c.MergeIdeas((two.id,), one.id))
    assert strokes_of(case.state, vote_of(case)) == {one.id: (9, 2), three.id: (4, 0)}
    assert [(place, total.own, total.repeats, total.strokes) for place, total in ranking_of(case)] == [
        (1, 9, 2, 11),
        (2, 4, 0, 4),
    ]
    case.do(c.SplitIdea(two.id))
    assert strokes_of(case.state, vote_of(case))[two.id] == (2, 0)


def test_slips_and_sheets_add_up() -> None:
    case, (one, two) = vote_on([5, 0], close=False)
    case.do(c.CountSlip((1, 2)), c.CountSlip((2,)))
    assert strokes_of(case.state, vote_of(case)) == {one.id: (6, 0), two.id: (2, 0)}
    assert total_strokes(vote_of(case)) == 8


# -- slips -----------------------------------------------------------------------------------------------


def slips(n: int = 5, people: int = 4) -> tuple[Case, list[Item]]:
    case = Case(people)
    wishes = case.note(*(f"Wish {i}" for i in range(1, n + 1)))
    case.do(c.GoTo("vote"), c.OpenVote(people))
    return case, wishes


def test_a_slip_has_at_most_as_many_strokes_as_everybody_has() -> None:
    case, _ = slips()
    assert case.refuses(c.CountSlip((1, 2, 3, 4))) == "refused.slip_too_many"
    case.do(c.CountSlip((1, 2, 3)))


def test_a_number_twice_on_a_slip_is_refused() -> None:
    case, _ = slips()
    assert case.refuses(c.CountSlip((2, 2))) == "refused.slip_repeats"


def test_a_number_and_its_struck_out_repeat_are_the_same_wish_on_a_slip() -> None:
    case, wishes = slips()
    case.do(c.MergeIdeas((wishes[1].id,), wishes[0].id))
    assert case.refuses(c.CountSlip((1, 2))) == "refused.slip_repeats"
    case.do(c.CountSlip((2, 3)))
    assert strokes_of(case.state, vote_of(case))[wishes[0].id] == (0, 1)


def test_numbers_that_are_not_on_the_wall_are_refused() -> None:
    case, wishes = slips()
    assert case.refuses(c.CountSlip((9,))) == "refused.no_such_number"
    case.do(c.WithdrawIdea(wishes[4].id))
    assert case.refuses(c.CountSlip((5,))) == "refused.no_such_number"


def test_where_the_method_lets_strokes_be_stacked_a_slip_may_repeat_as_often() -> None:
    data = small_data()
    next(step for step in data["meetings"][0]["steps"] if step["id"] == "vote")["per_item"] = 2
    case = Case(4, agenda=Agenda.model_validate(data))
    (wish, _) = case.note("Light", "Air")
    case.do(c.GoTo("vote"), c.OpenVote(4), c.CountSlip((1, 1, 2)))
    assert strokes_of(case.state, vote_of(case))[wish.id] == (2, 0)
    assert case.refuses(c.CountSlip((1, 1, 1))) == "refused.slip_repeats"
    case.do(c.CountStrokes(wish.id, 8))
    assert case.refuses(c.CountStrokes(wish.id, 9)) == "refused.strokes_impossible"


def test_there_are_no_more_slips_than_voters() -> None:
    case, _ = slips(people=2)
    case.do(c.CountSlip((1,)), c.CountSlip((2,)))
    assert case.refuses(c.CountSlip((3,))) == "refused.more_slips_than_voters"


def test_a_slip_can_be_put_right_and_taken_out_and_makes_room_for_another() -> None:
    case, wishes = slips(people=2)
    case.do(c.CountSlip((1,)), c.CountSlip((2,)))
    case.do(c.CountSlip((3,), slip=2), c.CountSlip((), slip=1))
    assert strokes_of(case.state, vote_of(case)) == {wishes[2].id: (1, 0)}
    case.do(c.CountSlip((4, 5)))
    assert total_strokes(vote_of(case)) == 3
    # The one that was taken out cannot come back as a third slip of two people.
    assert case.refuses(c.CountSlip((1,), slip=1)) == "refused.more_slips_than_voters"


def test_an_empty_slip_and_one_that_does_not_exist_are_refused() -> None:
    case, _ = slips()
    assert case.refuses(c.CountSlip(())) == "refused.empty_slip"
    assert case.refuses(c.CountSlip((1,), slip=3)) == "refused.no_such_slip"


# -- closing ---------------------------------------------------------------------------------------------


def test_nothing_is_closed_before_something_is_counted() -> None:
    case, _ = slips()
    assert case.refuses(c.CloseVote()) == "refused.nothing_counted"


def test_a_closed_count_takes_no_more_strokes_until_it_is_opened_again() -> None:
    case, (wish, *_) = vote_on([9, 8, 7])
    assert case.refuses(c.CountStrokes(wish.id, 3)) == "refused.vote_closed"
    assert case.refuses(c.SetVoters(9)) == "refused.vote_closed"
    case.do(c.ChooseTopics(), c.ReopenVote())
    assert vote_of(case).topics is None
    case.do(c.CountStrokes(wish.id, 10), c.CloseVote())
    assert strokes_of(case.state, vote_of(case))[wish.id] == (10, 0)


def test_topics_are_chosen_only_when_the_count_is_closed() -> None:
    case, _ = vote_on([9, 8, 7], close=False)
    assert case.refuses(c.ChooseTopics()) == "refused.vote_not_closed"


# -- ranking ---------------------------------------------------------------------------------------------


def test_equal_totals_share_a_place_in_the_order_of_their_numbers() -> None:
    case, wishes = vote_on([4, 9, 9, 1, 4, 4])
    assert [(place, total.item) for place, total in ranking_of(case)] == [
        (1, wishes[1].id),
        (1, wishes[2].id),
        (3, wishes[0].id),
        (3, wishes[4].id),
        (3, wishes[5].id),
        (6, wishes[3].id),
    ]


def test_items_without_a_stroke_are_ranked_last_and_not_left_out() -> None:
    case, wishes = vote_on([0, 3])
    assert [(place, total.item) for place, total in ranking_of(case)] == [
        (1, wishes[1].id),
        (2, wishes[0].id),
    ]


# -- proposing -------------------------------------------------------------------------------------------


def test_the_cut_falls_at_the_clean_gap() -> None:
    assert proposed(15, 12, 11, 11, 6, 5) == Proposal(("a", "b", "c", "d"), "widened", gap=(11, 6))
    assert proposed(15, 12, 11, 10, 4, 3) == Proposal(("a", "b", "c", "d"), "gap", gap=(10, 4))


def test_of_equal_gaps_the_earlier_one_is_taken() -> None:
    assert proposed(12, 10, 8, 6, 4, 2).items == ("a", "b", "c")


def test_a_tie_at_the_smallest_number_widens_to_keep_the_tied_together() -> None:
    assert proposed(15, 12, 11, 11, 11, 2) == Proposal(tuple("abcde"), "widened", gap=(11, 2))


def test_when_no_more_than_wanted_have_strokes_all_of_them_are_taken() -> None:
    assert proposed(5, 3, 0, 0) == Proposal(("a", "b"), "all")
    assert proposed(5, 3, 2, 0) == Proposal(("a", "b", "c"), "all")


def test_an_item_without_a_stroke_is_never_proposed() -> None:
    assert proposed(5, 3, 3, 3, 0, 0).items == ("a", "b", "c", "d")
    assert proposed(0, 0, 0) == Proposal((), "all")


def test_a_tie_past_the_largest_number_is_left_to_people() -> None:
    assert proposed(9, 8, 5, 5, 5, 5, 1) == Proposal(("a", "b"), "undecided", tuple("cdef"))


def test_a_run_off_decides_among_the_tied_only() -> None:
    found = propose(ranking(9, 8, 5, 5, 5, 5, 1), 3, 5, {"c": 2, "d": 9, "e": 8, "f": 1})
    assert found == Proposal(("a", "b", "d", "e"), "runoff", gap=(8, 2))


def test_a_run_off_that_ends_in_a_tie_leaves_it_undecided() -> None:
    tie = dict.fromkeys("cdef", 4)
    assert propose(ranking(9, 8, 5, 5, 5, 5, 1), 3, 5, tie).how == "undecided"


STROKES = st.lists(st.integers(0, 12), max_size=14).map(lambda counts: sorted(counts, reverse=True))


@given(STROKES, st.integers(1, 6), st.integers(0, 4))
def test_a_proposal_never_parts_equals_and_keeps_to_the_range_or_says_why(
    strokes: Sequence[int], least: int, more: int
) -> None:
    most = least + more
    found = propose(ranking(*strokes), least, most)
    count = {chr(97 + at): number for at, number in enumerate(strokes)}
    left_out = [number for item, number in count.items() if item not in found.items]
    taken = [count[item] for item in found.items]
    assert all(number > 0 for number in taken)
    assert not taken or not left_out or min(taken) > max(left_out)
    if found.how == "all":
        assert len(found.items) == len([number for number in strokes if number]) <= least
    elif found.how == "undecided":
        assert len(found.items) < least
        assert len(found.items) + len(found.tied) > most
        assert len({count[item] for item in found.tied}) == 1
    else:
        assert found.how in ("gap", "widened")
        assert least <= len(found.items) <= most
        assert found.gap is not None
        assert found.gap[0] > found.gap[1]


@given(STROKES, st.dictionaries(st.sampled_from("abcdefghijklmn"), st.integers(0, 9)))
def test_a_run_off_never_parts_equals_either(strokes: Sequence[int], runoff: dict[str, int]) -> None:
    first, found = propose(ranking(*strokes), 3, 5), propose(ranking(*strokes), 3, 5, runoff)
    if first.how != "undecided":
        assert found == first
    elif found.how == "runoff":
        assert 3 <= len(found.items) <= 5
        assert set(first.items) <= set(found.items) <= {*first.items, *first.tied}
        lost = [runoff.get(item, 0) for item in first.tied if item not in found.items]
        won = [runoff.get(item, 0) for item in found.items if item in first.tied]
        assert min(won) > max(lost, default=0)


# -- choosing --------------------------------------------------------------------------------------------

TIED = [9, 8, 5, 5, 5, 5, 1]


def topics(case: Case) -> tuple[str, ...]:
    return tuple(item.text for item in case.state.on_list("topics"))


def test_what_is_proposed_is_chosen_without_a_reason_and_becomes_the_list_of_topics() -> None:
    case, _ = vote_on([15, 12, 11, 10, 4, 3])
    case.do(c.ChooseTopics())
    assert topics(case) == ("Wish 1", "Wish 2", "Wish 3", "Wish 4")
    assert vote_of(case).topics.how == "gap"  # type: ignore[union-attr]
    case.record.undo()
    assert topics(case) == ()


def test_a_tie_taken_whole_needs_no_reason_and_the_log_says_so() -> None:
    case, wishes = vote_on(TIED)
    case.do(c.ChooseTopics(tuple(wish.id for wish in wishes[:6])))
    assert vote_of(case).topics.how == "tie_taken"  # type: ignore[union-attr]
    assert len(topics(case)) == 6


def test_another_choice_than_proposed_needs_the_leaders_reason() -> None:
    case, wishes = vote_on(TIED)
    choice = tuple(wish.id for wish in (wishes[2], wishes[0], wishes[1]))
    assert case.refuses(c.ChooseTopics(choice)) == "refused.reason_needed"
    assert case.refuses(c.ChooseTopics(choice, "  ")) == "refused.reason_needed"
    case.do(c.ChooseTopics(choice, "The budget is for three"))
    chosen = vote_of(case).topics
    assert chosen is not None
    assert (chosen.how, chosen.reason) == ("leader", "The budget is for three")
    assert topics(case) == ("Wish 1", "Wish 2", "Wish 3")  # in the order of the ranking


def test_an_undecided_tie_is_not_cut_by_pressing_enter() -> None:
    case, _ = vote_on(TIED)
    assert case.refuses(c.ChooseTopics()) == "refused.reason_needed"
    alike, _ = vote_on([5] * 7)
    assert alike.refuses(c.ChooseTopics()) == "refused.no_topic"


def test_a_run_off_is_held_among_the_tied_and_its_result_can_be_chosen() -> None:
    case, wishes = vote_on(TIED)
    case.do(c.OpenRunOff())
    assert set(vote_of(case).runoff or {}) == {wish.id for wish in wishes[2:6]}
    assert case.refuses(c.CountRunOff(wishes[0].id, 3)) == "refused.no_run_off"
    case.do(c.CountRunOff(wishes[3].id, 12), c.CountRunOff(wishes[4].id, 8), c.CountRunOff(wishes[5].id, 3))
    assert case.refuses(c.CountRunOff(wishes[2].id, 1)) == "refused.run_off_impossible"
    case.do(c.ChooseTopics())
    assert vote_of(case).topics.how == "runoff"  # type: ignore[union-attr]
    assert topics(case) == ("Wish 1", "Wish 2", "Wish 4", "Wish 5")


def test_a_recount_keeps_what_was_counted_in_round_one() -> None:
    case, wishes = vote_on(TIED)
    before = strokes_of(case.state, vote_of(case))
    case.do(c.OpenRunOff(), c.CountRunOff(wishes[3].id, 12))
    assert strokes_of(case.state, vote_of(case)) == before


def test_without_a_tie_there_is_no_run_off() -> None:
    case, _ = vote_on([9, 8, 7])
    assert case.refuses(c.OpenRunOff()) == "refused.no_tie"


def test_a_repeat_or_an_item_off_the_wall_or_of_another_list_cannot_be_a_topic() -> None:
    case, wishes = vote_on([9, 8, 7, 2])
    (other,) = case.note("Cake", list="keep")
    case.do(c.MergeIdeas((wishes[3].id,), wishes[0].id))
    assert case.refuses(c.ChooseTopics((wishes[3].id,), "Because")) == "refused.no_such_item"
    assert case.refuses(c.ChooseTopics((other.id,), "Because")) == "refused.no_such_item"
    assert case.refuses(c.ChooseTopics(("x",), "Because")) == "refused.no_such_item"


def test_a_topic_that_is_reworded_later_shows_its_new_words() -> None:
    case, wishes = vote_on([9, 8, 7])
    case.do(c.ChooseTopics(), c.GoTo("close"), c.RewordIdea(wishes[0].id, "More light"))
    assert topics(case)[0] == "More light"


def test_a_topic_that_is_struck_out_later_is_the_item_that_stands_for_it() -> None:
    case, wishes = vote_on((9, 7, 5, 0))
    case.do(c.ChooseTopics(), c.MergeIdeas((wishes[0].id,), wishes[3].id))
    assert [item.id for item in case.state.standing("topics")] == [wishes[at].id for at in (3, 1, 2)]
    case.do(c.MergeIdeas((wishes[1].id,), wishes[3].id))
    assert [item.id for item in case.state.standing("topics")] == [wishes[at].id for at in (3, 2)]
