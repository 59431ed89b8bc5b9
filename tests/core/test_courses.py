"""Turns in groups whose people come and go: who tells when, whatever happens."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apv_tui.core.courses import LEAST_TURN, Course, Seating, courses, main_course, passed_between
from apv_tui.core.rotation import marks, roles

A, B, C, D = "abcd"


def course(*seatings: tuple[float, str], first: int = 1) -> Course:
    """Give the course of one group: from each progress on, these people are in it."""
    return courses([Seating(at, (tuple(people),)) for at, people in seatings], first=first)[0]


def told(course: Course) -> list[tuple[str, float]]:
    """Give who tells and when their turn ends."""
    return [(turn.lead, round(turn.ends, 6)) for turn in course.turns]


def rounded(expected: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Give what `told` is to give, as it is rounded."""
    return [(who, round(at, 6)) for who, at in expected]


# ---- as they were dealt ------------------------------------------------------------------------------------


@given(k=st.integers(2, 9))
def test_a_group_nobody_leaves_has_the_turns_of_the_method(k: int) -> None:
    people = tuple("abcdefghi"[:k])
    (found,) = courses([Seating(0.0, (people,))], first=1)
    assert found.marks == marks(k)
    assert found.as_dealt
    for at, turn in enumerate(found.turns):
        now = roles(k, at)
        assert (turn.asks, turn.lead) == (people[now.interviewer], people[now.storyteller])
        assert found.others(at) == tuple(people[place] for place in now.note_takers)


def test_where_one_speaks_after_the_other_the_first_begins() -> None:
    assert [turn.lead for turn in course((0.0, "abc"), first=0).turns] == [A, B, C]


def test_one_alone_has_no_turns() -> None:
    assert course((0.0, "a")) == Course(("a",), ())
    assert course((0.0, "")) == Course((), ())


# ---- a triad becomes a pair --------------------------------------------------------------------------------
# a asks b, then b asks c, then c asks a.


@pytest.mark.parametrize(
    ("at", "left", "expected"),
    [
        # In the first turn: the two who are left share the whole time, as a pair would have.
        (0.1, "bc", [(B, 0.5), (C, 1.0)]),
        (0.1, "ab", [(B, 0.5), (A, 1.0)]),
        # Who was telling has gone: the two others share what is left.
        (0.1, "ac", [(C, 0.55), (A, 1.0)]),
        # In the second turn: b has told, so only those tell who have not.
        (0.4, "bc", [(B, 1 / 3), (C, 1.0)]),
        (0.4, "ac", [(B, 1 / 3), (C, 2 / 3), (A, 1.0)]),
        (0.4, "ab", [(B, 1 / 3), (A, 1.0)]),
        # In the last turn nothing is left to share, or nobody is left who has not told.
        (0.8, "ab", [(B, 1 / 3), (C, 2 / 3), (A, 1.0)]),
        (0.8, "bc", [(B, 1 / 3), (C, 2 / 3)]),
    ],
)
def test_a_triad_that_becomes_a_pair_shares_what_is_left_among_those_who_have_not_told(
    at: float, left: str, expected: list[tuple[str, float]]
) -> None:
    assert told(course((0.0, "abc"), (at, left))) == rounded(expected)


def test_whoever_asks_goes_on_asking_and_the_other_one_of_a_pair_takes_over() -> None:
    kept = course((0.0, "abc"), (0.4, "bc"))  # a, who took notes, has gone
    assert (kept.turns[-1].asks, kept.turns[-1].lead, kept.others(1)) == (B, C, (B,))
    taken = course((0.0, "abc"), (0.4, "ac"))  # b, who asked, has gone
    assert (taken.turns[1].asks, taken.turns[1].lead) == (A, C)


def test_with_nobody_left_to_tell_the_turns_are_over_before_the_time_is() -> None:
    found = course((0.0, "abc"), (0.8, "bc"))
    assert not found.lasts
    assert found.at(0.9) == -1
    assert found.next_mark(0.9) is None


# ---- coming ------------------------------------------------------------------------------------------------


def test_who_comes_back_has_their_turn_if_it_is_worth_having() -> None:
    assert told(course((0.0, "abc"), (0.1, "bc"), (0.3, "abc"))) == rounded(
        [(B, 1 / 3), (C, 2 / 3), (A, 1.0)]
    )
    # Too late for another turn: a listens, and c keeps the time.
    late = course((0.0, "abc"), (0.4, "bc"), (1 - LEAST_TURN, "abc"))
    assert [turn.lead for turn in late.turns] == [B, C]
    assert late.takers == (A, B, C)


def test_who_has_told_and_comes_back_does_not_tell_again() -> None:
    back = course((0.0, "abc"), (0.4, "ac"), (0.5, "abc"))
    assert [turn.lead for turn in back.turns] == [B, C, A]


def test_one_left_alone_has_their_turn_in_the_group_they_join() -> None:
    found = courses(
        [
            Seating(0.0, (("a", "b"), ("c", "d", "e"))),
            Seating(0.1, (("a",), ("c", "d", "e"))),
            Seating(0.1, ((), ("c", "d", "e", "a"))),
        ],
        first=1,
    )
    assert told(found[1]) == [("d", 0.25), ("e", 0.5), ("c", 0.75), ("a", 1.0)]
    assert found[0] == Course((), ())


def test_one_left_alone_after_telling_listens() -> None:
    found = courses(
        [
            Seating(0.0, (("a", "b"), ("c", "d", "e"))),
            Seating(0.6, ((), ("c", "d", "e", "b"))),
        ],
        first=1,
    )
    assert [turn.lead for turn in found[1].turns] == ["d", "e", "c"]


# ---- whatever happens --------------------------------------------------------------------------------------


@st.composite
def comings_and_goings(draw: st.DrawFn) -> list[Seating]:
    """Give seatings of some groups between which people leave and come back to their places."""
    sizes = draw(st.lists(st.integers(2, 5), min_size=1, max_size=4))
    ids = iter(range(100))
    dealt = [tuple(f"p{next(ids)}" for _ in range(size)) for size in sizes]
    present = {who for group in dealt for who in group}
    everyone = sorted(present)
    seatings = [Seating(0.0, tuple(dealt))]
    for at in sorted(draw(st.lists(st.floats(0.0, 0.999), max_size=8))):
        present = present ^ {draw(st.sampled_from(everyone))}
        seatings.append(Seating(at, tuple(tuple(who for who in group if who in present) for group in dealt)))
    return seatings


def together(seatings: Sequence[Seating], place: int) -> Iterator[str]:
    """Give those of a group who were there from beginning to end, and never alone."""
    groups = [seating.groups[place] for seating in seatings]
    if min(map(len, groups)) > 1:
        yield from (who for who in groups[0] if all(who in group for group in groups))


@given(seatings=comings_and_goings(), first=st.integers(0, 1))
def test_who_stays_from_beginning_to_end_tells_exactly_once(seatings: list[Seating], first: int) -> None:
    found = courses(seatings, first=first)
    for place, each in enumerate(found):
        leads = [turn.lead for turn in each.turns]
        for who in together(seatings, place):
            assert leads.count(who) == 1, (who, each)
        present = [lead for lead in leads if lead in each.takers]
        assert len(set(present)) == len(present), "nobody who is there tells twice"


@given(seatings=comings_and_goings())
def test_turns_follow_each_other_to_the_end_and_nobody_asks_themselves(seatings: list[Seating]) -> None:
    now = seatings[-1].at
    for each in courses(seatings, first=1):
        assert all(turn.begins < turn.ends for turn in each.turns)
        assert list(each.marks) == sorted(each.marks)
        assert not each.turns or each.marks[-1] <= 1.0
        for turn in each.turns:
            assert turn.asks != turn.lead
        at = each.at(now)
        for turn in each.turns[at:] if at >= 0 else ():
            assert {turn.asks, turn.lead} <= {*each.takers}, "who has left has no part in what comes"


@given(seatings=comings_and_goings())
def test_a_group_where_nothing_happens_keeps_its_marks_whatever_happens_elsewhere(
    seatings: list[Seating],
) -> None:
    for place, each in enumerate(courses(seatings, first=1)):
        if len({seating.groups[place] for seating in seatings}) == 1:
            assert each.as_dealt
            assert each.marks == marks(len(each.takers))


# ---- one clock for all -------------------------------------------------------------------------------------


def test_next_follows_the_marks_most_groups_share() -> None:
    threes = [("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i")]
    found = courses([Seating(0.0, tuple(threes)), Seating(0.4, (threes[0][:2], *threes[1:]))], first=1)
    main = main_course(found)
    assert main is not None
    assert main.marks == marks(3)
    assert main_course([]) is None
    assert main_course([Course(("a",), ())]) is None


def test_marks_that_fall_together_are_one_signal_and_name_their_groups() -> None:
    found = courses([Seating(0.0, (("a", "b"), ("c", "d", "e"), ("f", "g", "h", "i")))], first=1)
    assert [(passed.groups, passed.whole) for passed in passed_between(0.0, 1.0, found)] == [
        ((2,), False), ((1,), False), ((0, 2), False), ((1,), False), ((2,), False), ((0, 1, 2), True),
    ]  # fmt: skip
    assert passed_between(0.5, 0.5, found) == ()
    assert passed_between(0.9, 0.1, found) == ()
