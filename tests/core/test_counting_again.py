"""Counts that are done again: round one is kept, run-offs tie again, people come and go, and nothing is swallowed."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from helpers import Case, small_data, vote_on
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Vote
from apv_tui.core.audience import LEADER, ROOM, seen_by
from apv_tui.core.log import entry_data, entry_from
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record
from apv_tui.core.state import Past, VoteState
from apv_tui.core.topics import tally
from apv_tui.core.voting import (
    Ranked,
    Total,
    people_moved,
    possible_strokes,
    propose,
    rounds_before,
    strokes_of,
    total_strokes,
    uncounted,
    voters_doubt,
)

TIED = (9, 8, 5, 5, 5, 5, 1)


def vote_of(case: Case) -> VoteState:
    vote = case.state.state_of("vote").vote
    assert vote is not None
    return vote


def step_of(case: Case) -> Vote:
    step = case.state.find_step("vote")
    assert isinstance(step, Vote)
    return step


def strokes(case: Case) -> dict[str, int]:
    return {id_: sum(both) for id_, both in strokes_of(case.state, vote_of(case)).items()}


# -- counting anew ------------------------------------------------------------------------------------------


def test_all_is_counted_anew_and_round_one_is_kept_as_it_was() -> None:
    case, wishes = vote_on([9, 8, 7])
    case.do(c.ChooseTopics())
    first = vote_of(case)
    case.do(c.Recount())
    vote = vote_of(case)
    assert (vote.closed, vote.topics, total_strokes(vote), vote.voters) == (False, None, 0, first.voters)
    assert vote.rounds[0].vote == first
    case.do(c.CountStrokes(wishes[0].id, 11), c.CloseVote())
    assert rounds_before(case.state, vote_of(case), wishes[0].id) == (9,)
    assert strokes(case)[wishes[0].id] == 11
    assert vote_of(case).rounds[0].vote == first


def test_one_item_is_counted_anew_and_the_rest_stands() -> None:
    case, wishes = vote_on([9, 8, 7])
    case.do(c.Recount((wishes[1].id,)))
    vote = vote_of(case)
    assert strokes(case) == {wishes[0].id: 9, wishes[2].id: 7}
    assert uncounted(vote, (wish.id for wish in wishes)) == 1
    case.do(c.CountStrokes(wishes[1].id, 6), c.CloseVote())
    found = [rounds_before(case.state, vote_of(case), wish.id) for wish in wishes]
    assert found == [(), (8,), ()]


def test_an_item_of_secret_slips_is_counted_anew_by_its_sheet() -> None:
    case = Case(3)
    one, two = case.note("Light", "Air")
    case.do(c.GoTo("vote"), c.OpenVote(3), c.CountSlip((1, 2)), c.CountSlip((1,)), c.CloseVote())
    case.do(c.Recount((one.id,)))
    assert strokes(case) == {two.id: 1}
    assert uncounted(vote_of(case), (one.id, two.id)) == 1
    case.do(c.CountStrokes(one.id, 3))
    assert strokes(case) == {one.id: 3, two.id: 1}
    assert rounds_before(case.state, vote_of(case), one.id) == (2,)


def test_counting_anew_is_undone_as_one_and_means_nothing_where_nothing_was_counted() -> None:
    case, (wish, *_) = vote_on([9, 8, 7])
    before = vote_of(case)
    case.do(c.Recount())
    assert case.do(c.Recount()) == ()
    case.record.undo()
    assert vote_of(case) == before
    assert case.refuses(c.Recount(("nothing",))) == "refused.no_such_item"
    assert case.do(c.Recount((wish.id,))) != ()


@st.composite
def counts(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """Give what hands do in a count: strokes, slips, repeats, counting anew, closing, opening again."""
    what = st.sampled_from(("sheet", "slip", "merge", "split", "one", "all", "close", "open", "voters"))
    return draw(st.lists(st.tuples(what, st.integers(0, 5), st.integers(0, 9)), max_size=25))


@given(counts())
def test_whatever_is_counted_each_stroke_counts_once_and_earlier_rounds_never_change(
    done: Sequence[tuple[str, int, int]],
) -> None:
    case = Case(9)
    wishes = case.note(*(f"Wish {n}" for n in range(6)))
    case.do(c.GoTo("vote"), c.OpenVote(9))
    kept: list[VoteState] = []
    for what, i, n in done:
        wish = wishes[i].id
        command: c.Command = {
            "sheet": c.CountStrokes(wish, n),
            "slip": c.CountSlip(tuple({1 + i, 1 + n % 6})),
            "merge": c.MergeIdeas((wish,), wishes[n % 6].id),
            "split": c.SplitIdea(wish),
            "one": c.Recount((wish,)),
            "all": c.Recount(),
            "close": c.CloseVote(),
            "open": c.ReopenVote(),
            "voters": c.SetVoters(9 + n),
        }[what]
        with suppress(Refused):
            case.do(command)
        vote = vote_of(case)
        kept += [each.vote for each in vote.rounds[len(kept) :]]
        assert [each.vote for each in vote.rounds] == kept
        # Every stroke counts for exactly one item that stands.
        by_item = strokes_of(case.state, vote)
        assert sum(map(sum, by_item.values())) == total_strokes(vote)
        assert all(case.state.items[id_].stands for id_ in by_item)
        ranking = tally(case.state, step_of(case)).ranking
        totals = [entry.total.strokes for entry in ranking]
        assert totals == sorted(totals, reverse=True)
        for entry in ranking:  # equal totals share a place, and the next counts them all
            assert entry.place == 1 + sum(1 for other in totals if other > entry.total.strokes)
    again = Record(
        case.record.agenda, case.clock.utc, entries=[entry_from(entry_data(e)) for e in case.record.entries]
    )
    assert again.state == case.state


# -- run-offs -----------------------------------------------------------------------------------------------


def test_a_run_off_that_ties_again_leaves_only_those_still_tied_for_the_next() -> None:
    case, w = vote_on([9, 5, 5, 5, 5, 5, 5])  # room for four of six
    case.do(c.OpenRunOff())
    for wish, n in zip(w[1:], (9, 3, 3, 3, 3, 0), strict=True):
        case.do(c.CountRunOff(wish.id, n))
    proposal = tally(case.state, step_of(case)).proposal
    assert (proposal.how, proposal.items) == ("undecided", (w[0].id, w[1].id))
    assert proposal.tied == tuple(wish.id for wish in w[2:6])
    case.do(c.OpenRunOff())
    assert set(vote_of(case).runoff or {}) == {wish.id for wish in w[2:6]}
    assert len(vote_of(case).run_offs) == 1
    case.do(c.CountRunOff(w[4].id, 12), c.CountRunOff(w[5].id, 8))
    proposal = tally(case.state, step_of(case)).proposal
    assert (proposal.how, proposal.items) == ("runoff", tuple(w[at].id for at in (0, 1, 4, 5)))
    case.do(c.ChooseTopics())
    assert case.state.state_of("vote").vote.topics.how == "runoff"  # type: ignore[union-attr]


def test_a_run_off_that_is_called_off_leaves_the_tie_as_it_was() -> None:
    case, wishes = vote_on(TIED)
    before = tally(case.state, step_of(case)).proposal
    case.do(c.OpenRunOff(), c.CountRunOff(wishes[3].id, 12), c.DropRunOff())
    assert vote_of(case).runoff is None
    assert tally(case.state, step_of(case)).proposal == before
    assert case.refuses(c.DropRunOff()) == "refused.no_run_off"


def test_calling_off_the_second_run_off_keeps_the_first() -> None:
    case, w = vote_on([9, 5, 5, 5, 5, 5, 5])
    case.do(c.OpenRunOff(), *(c.CountRunOff(wish.id, 3) for wish in w[1:]))
    first = vote_of(case).runoff
    case.do(c.OpenRunOff(), c.CountRunOff(w[1].id, 5), c.DropRunOff())
    assert (vote_of(case).runoff, vote_of(case).run_offs) == (first, ())


def test_opening_a_run_off_twice_with_nothing_drawn_in_it_is_one() -> None:
    case, _ = vote_on(TIED)
    case.do(c.OpenRunOff())
    assert case.do(c.OpenRunOff()) == ()


def test_counting_anew_ends_the_run_off_and_keeps_it_with_round_one() -> None:
    case, wishes = vote_on(TIED)
    case.do(c.OpenRunOff(), c.CountRunOff(wishes[3].id, 12), c.Recount())
    assert vote_of(case).runoff is None
    assert (vote_of(case).rounds[0].vote.runoff or {})[wishes[3].id] == 12


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=10),
    st.lists(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 9)), max_size=3),
)
def test_run_offs_in_a_row_part_only_by_strokes_and_lose_nobody(
    found: Sequence[int], run_offs: Sequence[dict[str, int]]
) -> None:
    order = sorted(found, reverse=True)
    ranking = [Ranked(1 + order.index(n), Total(chr(97 + at), n, 0)) for at, n in enumerate(order)]
    last = run_offs[-1] if run_offs else None
    plain, after = propose(ranking, 3, 5), propose(ranking, 3, 5, last, run_offs[:-1])
    if plain.how != "undecided":
        assert after == plain
        return
    assert set(plain.items) <= set(after.items)
    assert {*after.items, *after.tied} <= {*plain.items, *plain.tied}
    assert not set(after.items) & set(after.tied)
    if after.how == "runoff":
        assert 3 <= len(after.items) <= 5
    else:
        assert len(after.items) < 5
        assert len(after.items) + len(after.tied) > 5
    # Whoever is out had fewer strokes than somebody who is in, or still in it, in one of the run-offs.
    alike = {item: tuple(each.get(item, 0) for each in run_offs if any(each.values())) for item in plain.tied}
    for out in set(plain.tied) - set(after.items) - set(after.tied):
        assert all(alike[out] != alike[item] for item in {*after.items, *after.tied} & set(plain.tied))


# -- people and what cannot be ------------------------------------------------------------------------------


def test_who_comes_or_goes_during_the_count_is_asked_about_until_the_number_is_said_again() -> None:
    case, _ = vote_on([9, 8], close=False)
    here = len(case.state.present)
    assert people_moved(case.state, vote_of(case)) == 0
    case.do(c.Leave("p1"))
    assert people_moved(case.state, vote_of(case)) == -1
    case.do(c.SetVoters(vote_of(case).voters))  # they had drawn theirs
    assert people_moved(case.state, vote_of(case)) == 0
    case.do(c.Arrive("p1"))
    assert people_moved(case.state, vote_of(case)) == 1
    case.do(c.SetVoters(here))
    assert possible_strokes(step_of(case), vote_of(case)) == here * 3
    case.do(c.CloseVote(), c.Leave("p1"))
    assert people_moved(case.state, vote_of(case)) == 0  # it is over


@pytest.mark.parametrize(
    ("number", "here", "doubt"),
    [(23, 23, ""), (3, 23, ""), (24, 23, "more"), (49, 23, "more"), (50, 23, "far_more"), (230, 23, "far_more"),
     (3, 0, "more"), (23, 0, "far_more")],
)  # fmt: skip
def test_a_number_of_voters_far_above_those_here_is_a_finger_that_slipped(
    number: int, here: int, doubt: str
) -> None:
    assert voters_doubt(number, here) == doubt


def test_more_topics_than_the_agenda_asks_for_need_a_reason_and_it_is_said_why() -> None:
    case, wishes = vote_on([9, 8, 7, 6, 5, 4, 3])
    choice = tuple(wish.id for wish in wishes[:6])
    assert case.refuses(c.ChooseTopics(choice)) == "refused.more_topics"
    case.do(c.ChooseTopics(choice, "The last two are one"))
    assert case.state.state_of("vote").vote.topics.how == "leader"  # type: ignore[union-attr]


# -- what is kept for reports -------------------------------------------------------------------------------


def repeated() -> Agenda:
    data = small_data()
    data["meetings"][0]["repeats"] = True
    return Agenda.model_validate(data)


def test_what_was_counted_at_an_earlier_sitting_is_kept_for_reports() -> None:
    case = Case(9, agenda=repeated())
    (wish,) = case.note("Light")
    case.do(c.GoTo("vote"), c.OpenVote(9), c.CountStrokes(wish.id, 5), c.CloseVote(), c.ChooseTopics())
    first = vote_of(case)
    case.do(c.OpenMeeting("first", again=True))
    assert case.state.state_of("vote").vote is None
    (past,) = case.state.before["vote"]
    assert (past.round, past.step.vote) == (1, first)
    again = Record(case.record.agenda, case.clock.utc, entries=case.record.entries)
    assert again.state.before == case.state.before


def test_what_is_kept_of_earlier_rounds_passes_the_filter_of_who_may_see_what() -> None:
    case, wishes = vote_on([9, 8, 7])
    case.do(c.Recount((wishes[0].id,)))
    private = repeated().model_dump(mode="json", exclude_unset=True)
    private["lists"]["wishes"]["private"] = True
    hidden = case.state._replace(agenda=Agenda.model_validate(private))
    for each in (hidden, hidden._replace(before={"vote": (Past(1, hidden.state_of("vote")),)})):
        seen = seen_by(each, ROOM)
        assert not any(wish.id in repr((seen.steps, seen.before)) for wish in wishes)
        assert seen_by(each, LEADER) is each
