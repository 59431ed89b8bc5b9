"""Sizes of groups, and the draw: what the people in the room and the person who planned it rely on."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from statistics import median_low

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from apv_tui.core.grouping import Member, draw_groups, group_sizes, merged, met_counts, smallest_group

Groups = tuple[tuple[str, ...], ...]


def people(n: int) -> list[Member]:
    return [Member(f"p{i}") for i in range(n)]


def most_allowed(members: list[Member], groups: int) -> dict[str, int]:
    """The mixing law: the most people of each department that one group may hold."""
    return {
        department: -(-count // groups)
        for department, count in Counter(member.department for member in members).items()
        if department
    }


def breaks_of_the_law(members: list[Member], groups: Groups) -> list[str]:
    department = {member.id: member.department for member in members}
    allowed = most_allowed(members, len(groups))
    return [
        f"{count} of {name} in group {i + 1}, {allowed[name]} allowed"
        for i, group in enumerate(groups)
        for name, count in Counter(department[person] for person in group if department[person]).items()
        if count > allowed[name]
    ]


def repeats(groups: Groups, met: dict[frozenset[str], int]) -> int:
    return sum(frozenset(two) in met for group in groups for two in combinations(group, 2))


def beside_own_leader(members: list[Member], groups: Groups) -> int:
    of = {member.id: member for member in members}
    return sum(
        of[a].leader != of[b].leader and of[a].department == of[b].department != ""
        for group in groups
        for a, b in combinations(group, 2)
    )


def draws_in_a_row(n: int, size: int, times: int, seed: int) -> list[int]:
    """Draw `times` times, each knowing those before; give the repeated meetings of each draw."""
    rng = random.Random(seed)
    history: list[Groups] = []
    found = []
    for _ in range(times):
        met = met_counts(history)
        groups = draw_groups(people(n), group_sizes(n, size), rng, met)
        found.append(repeats(groups, met))
        history.append(groups)
    return found


# ---- sizes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("n", "size", "expected"),
    [
        # threes: a four rather than a pair, but five are 3+2
        (2, 3, (2,)),
        (3, 3, (3,)),
        (4, 3, (4,)),
        (5, 3, (3, 2)),
        (6, 3, (3, 3)),
        (7, 3, (3, 4)),
        (8, 3, (4, 4)),
        (9, 3, (3, 3, 3)),
        (10, 3, (3, 3, 4)),
        (11, 3, (3, 4, 4)),
        (13, 3, (3, 3, 3, 4)),
        (23, 3, (3, 3, 3, 3, 3, 4, 4)),
        # pairs: a three rather than one alone
        (2, 2, (2,)),
        (3, 2, (3,)),
        (4, 2, (2, 2)),
        (5, 2, (2, 3)),
        (13, 2, (2, 2, 2, 2, 2, 3)),
        # fours: three to five
        (4, 4, (4,)),
        (5, 4, (5,)),
        (6, 4, (3, 3)),
        (7, 4, (4, 3)),
        (10, 4, (4, 3, 3)),
        (13, 4, (4, 4, 5)),
        (14, 4, (4, 4, 3, 3)),
        # sixes: five to seven from twelve people on
        (12, 6, (6, 6)),
        (13, 6, (6, 7)),
        (15, 6, (5, 5, 5)),
        (20, 6, (6, 7, 7)),
        (25, 6, (6, 6, 6, 7)),
        # nobody, one, and everybody alone
        (0, 3, ()),
        (1, 6, (1,)),
        (3, 1, (1, 1, 1)),
    ],
)
def test_people_are_divided_as_the_method_says(n: int, size: int, expected: tuple[int, ...]) -> None:
    assert group_sizes(n, size) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (2, (2,)),
        (3, (3,)),
        (4, (2, 2)),
        (5, (3, 2)),
        (6, (3, 3)),
        (7, (3, 2, 2)),
        (8, (3, 3, 2)),
        (10, (3, 3, 2, 2)),
    ],
)
def test_threes_can_prefer_pairs_to_fours(n: int, expected: tuple[int, ...]) -> None:
    assert group_sizes(n, 3, remainder="smaller") == expected


@given(n=st.integers(2, 500), size=st.integers(2, 8))
def test_only_threes_know_the_smaller_remainder(n: int, size: int) -> None:
    smaller = group_sizes(n, size, remainder="smaller")
    assert min(smaller) >= 2, "nobody is ever left alone"
    if size != 3:
        assert smaller == group_sizes(n, size)


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (2, (2,)),
        (3, (3,)),
        (4, (2, 2)),
        (5, (3, 2)),
        (6, (3, 3)),
        (7, (4, 3)),
        (8, (4, 4)),
        (9, (5, 4)),
        (11, (6, 5)),
        (12, (6, 6)),
        (13, (6, 7)),
    ],
)
def test_a_brainstorm_of_fewer_than_twelve_still_has_two_groups(n: int, expected: tuple[int, ...]) -> None:
    assert group_sizes(n, 6, at_least=2) == expected


@given(
    n=st.integers(2, 500),
    size=st.integers(2, 8),
    at_least=st.integers(1, 5),
    remainder=st.sampled_from(["larger", "smaller"]),
)
def test_sizes_hold_everybody_evenly_and_leave_nobody_alone(
    n: int, size: int, at_least: int, remainder: str
) -> None:
    sizes = group_sizes(n, size, at_least=at_least, remainder=remainder)  # type: ignore[arg-type]
    assert sum(sizes) == n
    assert max(sizes) - min(sizes) <= 1
    assert min(sizes) >= 2
    assert sum(a != b for a, b in pairwise(sizes)) <= 1, "equal sizes stand together"
    assert abs(sizes[0] - size) <= abs(sizes[-1] - size), "the ordinary size stands first"
    if n >= 2 * at_least:
        assert len(sizes) >= at_least


@given(n=st.integers(12, 500))
def test_from_twelve_people_on_no_group_strays_more_than_one_from_its_size(n: int) -> None:
    for size in (2, 3, 4, 6):
        assert all(abs(each - size) <= 1 for each in group_sizes(n, size))


@pytest.mark.parametrize(("n", "size", "at_least"), [(-1, 3, 1), (5, 0, 1), (5, 3, 0)])
def test_impossible_wishes_for_sizes_are_refused(n: int, size: int, at_least: int) -> None:
    with pytest.raises(ValueError, match="or more"):
        group_sizes(n, size, at_least=at_least)


def test_a_latecomer_goes_to_the_first_of_the_smallest_groups() -> None:
    assert smallest_group((3, 3, 4)) == 0
    assert smallest_group((4, 3, 3)) == 1
    with pytest.raises(ValueError):  # noqa: PT011 - any wording will do
        smallest_group(())


# ---- who has met ------------------------------------------------------------------------------------------


def test_meetings_are_counted_over_all_groupings() -> None:
    met = met_counts([[["a", "b", "c"], ["d", "e"]], [["a", "b"], ["c", "d", "e"]]])
    assert met[frozenset("ab")] == 2
    assert met[frozenset("de")] == 2
    assert met[frozenset("ac")] == 1
    assert frozenset("ad") not in met
    assert sum(met.values()) == 3 + 1 + 1 + 3


# ---- the draw ---------------------------------------------------------------------------------------------


@st.composite
def rooms(draw: st.DrawFn) -> tuple[list[Member], tuple[int, ...], dict[frozenset[str], int], int]:
    """A room: its people, the sizes wanted, who has met before (some of them gone by now), and a seed."""
    n = draw(st.integers(2, 40) | st.integers(100, 500))
    size = draw(st.integers(2, 8))
    seed = draw(st.integers(0, 2**32))
    departments = ["", *(f"d{i}" for i in range(draw(st.integers(0, 12))))]
    leaders = draw(st.sampled_from([0.0, 0.05, 0.3]))
    rng = random.Random(seed)
    # squared, so that some departments are large and some small
    members = [
        Member(f"p{i}", departments[int(rng.random() ** 2 * len(departments))], rng.random() < leaders)
        for i in range(n)
    ]
    history = []
    for _ in range(draw(st.integers(0, 4))):
        ids = [f"p{i}" for i in range(n + 3)]
        rng.shuffle(ids)
        history.append([ids[i : i + 4] for i in range(0, len(ids), 4)])
    return members, group_sizes(n, size), met_counts(history), seed


@settings(max_examples=tries(25), deadline=None)
@given(rooms())
def test_everybody_sits_once_within_the_law_and_the_seed_repeats_it(
    room: tuple[list[Member], tuple[int, ...], dict[frozenset[str], int], int],
) -> None:
    members, sizes, met, seed = room
    groups = draw_groups(members, sizes, random.Random(seed), met)
    assert tuple(len(group) for group in groups) == sizes
    assert sorted(person for group in groups for person in group) == sorted(member.id for member in members)
    assert breaks_of_the_law(members, groups) == []
    assert draw_groups(members, sizes, random.Random(seed), met) == groups


@cache
def can_be_seated(departments: tuple[int, ...], seats: tuple[int, ...], allowed: tuple[int, ...]) -> bool:
    """Try every way to seat the departments with at most `allowed` of each in a group."""
    if not departments:
        return True

    def rest(left: int, group: int, after: tuple[int, ...]) -> bool:
        if group == len(seats):
            return left == 0 and can_be_seated(departments[1:], after, allowed[1:])
        most = min(left, seats[group], allowed[0])
        return any(rest(left - k, group + 1, (*after, seats[group] - k)) for k in range(most + 1))

    return rest(departments[0], 0, ())


@settings(max_examples=tries(30), deadline=None)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    departments=st.lists(st.integers(0, 3), min_size=20, max_size=20),
    seed=st.integers(0, 1000),
)
def test_with_sizes_set_by_hand_the_law_holds_whenever_it_can(
    sizes: list[int], departments: list[int], seed: int
) -> None:
    names = ["", "a", "b", "c"]
    members = [Member(str(i), names[departments[i]]) for i in range(sum(sizes))]
    groups = draw_groups(members, sizes, random.Random(seed))
    assert [len(group) for group in groups] == sizes
    assert len({person for group in groups for person in group}) == len(members)
    counts = Counter(member.department for member in members if member.department)
    allowed = most_allowed(members, len(sizes))
    possible = can_be_seated(
        tuple(counts.values()), tuple(sizes), tuple(allowed[department] for department in counts)
    )
    assert bool(breaks_of_the_law(members, groups)) == (not possible)


def test_a_department_too_large_for_the_sizes_is_still_seated() -> None:
    members = [Member(str(i), "a") for i in range(4)]
    groups = draw_groups(members, (3, 1), random.Random(0))
    assert [len(group) for group in groups] == [3, 1]


@given(seed=st.integers(0, 2**32))
def test_a_small_department_is_spread_one_to_a_group(seed: int) -> None:
    members = [Member(f"k{i}", "kitchen") for i in range(4)] + [Member(f"o{i}", "office") for i in range(8)]
    for group in draw_groups(members, (3, 3, 3, 3), random.Random(seed)):
        assert sum(person.startswith("k") for person in group) == 1


@settings(max_examples=tries(15), deadline=None)
@given(seed=st.integers(0, 2**32), threes=st.integers(3, 12))
def test_a_leader_sits_apart_from_their_own_people_when_there_is_room(seed: int, threes: int) -> None:
    # As many reports as groups: one group holds two of them, so that the leader has one for their own.
    members = [Member("boss", "a", leader=True)] + [Member(f"a{i}", "a") for i in range(threes)]
    members += [Member(f"x{i}", "b" if i % 2 else "") for i in range(3 * threes - len(members))]
    groups = draw_groups(members, group_sizes(3 * threes, 3), random.Random(seed))
    assert beside_own_leader(members, groups) == 0
    assert breaks_of_the_law(members, groups) == []


def test_where_leaders_cannot_sit_apart_the_draw_goes_on() -> None:
    members = [Member("boss", "a", leader=True), *(Member(f"a{i}", "a") for i in range(5))]
    groups = draw_groups(members, (3, 3), random.Random(1))
    assert sorted(person for group in groups for person in group) == sorted(member.id for member in members)


def test_leaders_of_one_department_may_sit_together_but_not_with_their_people() -> None:
    members = [Member(name, "d", leader=True) for name in ("boss", "deputy")]
    members += [Member("r1", "d"), Member("r2", "d"), Member("guest"), Member("chair", leader=True)]
    for seed in range(20):
        assert beside_own_leader(members, draw_groups(members, (2, 2, 2), random.Random(seed))) == 0
    assert draw_groups(members[:2], (2,), random.Random(0)) in {(("boss", "deputy"),), (("deputy", "boss"),)}


@pytest.mark.parametrize(
    ("n", "size", "times"),
    [(9, 3, 4), (12, 3, 3), (15, 3, 4), (16, 4, 3), (20, 4, 3), (23, 3, 3), (36, 6, 2), (60, 3, 5)],
)
def test_nobody_meets_twice_in_the_draws_of_a_day_where_that_can_be(n: int, size: int, times: int) -> None:
    for seed in range(5):
        assert draws_in_a_row(n, size, times, seed) == [0] * times


@pytest.mark.parametrize(
    ("n", "size", "fewest"),
    # A four drawn from three old groups has two who have met, whatever one does; and so on.
    [(4, 2, 0), (7, 3, 3), (10, 3, 1), (13, 4, 4), (30, 6, 5)],
)
def test_where_people_must_meet_again_it_is_as_few_as_can_be(n: int, size: int, fewest: int) -> None:
    for seed in range(3):
        assert draws_in_a_row(n, size, 2, seed)[1] <= fewest


def every_seating(ids: tuple[str, ...], sizes: tuple[int, ...]) -> Iterator[Groups]:
    if not sizes:
        yield ()
        return
    for group in combinations(ids, sizes[0]):
        rest = tuple(person for person in ids if person not in group)
        for others in every_seating(rest, sizes[1:]):
            yield (group, *others)


@pytest.mark.parametrize("seed", range(25))
def test_a_small_room_gets_the_best_seating_there_is(seed: int) -> None:
    rng = random.Random(seed)
    n = rng.randint(4, 8)
    sizes = group_sizes(n, rng.choice([2, 3]), at_least=2)
    members = [Member(f"p{i}", rng.choice(["", "a", "a", "b"]), rng.random() < 0.3) for i in range(n)]
    met = met_counts([draw_groups(members, sizes, rng) for _ in range(rng.randint(0, 2))])

    def minded(groups: Groups) -> tuple[int, int]:
        meetings = sum(met.get(frozenset(two), 0) for group in groups for two in combinations(group, 2))
        return beside_own_leader(members, groups), meetings

    lawful = (
        groups
        for groups in every_seating(tuple(member.id for member in members), sizes)
        if not breaks_of_the_law(members, groups)
    )
    assert minded(draw_groups(members, sizes, rng, met)) == min(map(minded, lawful))


def test_those_who_have_met_often_are_parted_before_those_who_met_once() -> None:
    met = dict.fromkeys((frozenset(two) for two in combinations("abcd", 2)), 1)
    met[frozenset("ab")] = met[frozenset("cd")] = 3
    members = [Member(name) for name in "abcd"]
    for seed in range(20):
        groups = draw_groups(members, (2, 2), random.Random(seed), met)
        assert {frozenset(group) for group in groups}.isdisjoint({frozenset("ab"), frozenset("cd")})


def test_the_law_stands_above_new_acquaintances() -> None:
    members = [Member("a1", "a"), Member("a2", "a"), Member("b1", "b"), Member("b2", "b")]
    met = met_counts([[["a1", "b1"], ["a2", "b2"]], [["a1", "b2"], ["a2", "b1"]]])
    groups = draw_groups(members, (2, 2), random.Random(3), met)
    assert breaks_of_the_law(members, groups) == []


def test_different_seeds_give_different_draws_and_everybody_can_come_first() -> None:
    members = [Member(f"p{i}", "a" if i < 6 else "") for i in range(9)]
    draws = [draw_groups(members, (3, 3, 3), random.Random(seed)) for seed in range(60)]
    assert len(set(draws)) > 50
    assert {group[0] for groups in draws for group in groups} == {member.id for member in members}


def test_a_draw_is_the_same_in_another_process() -> None:
    # Sets of words have another order in every process; the draw must not.
    program = (
        "import random\n"
        "from apv_tui.core.grouping import *\n"
        "people = [Member(f'p{i}', 'ab'[i % 2], i < 2) for i in range(14)]\n"
        "first = draw_groups(people, group_sizes(14, 4), random.Random(7))\n"
        "print(draw_groups(people, group_sizes(14, 4), random.Random(8), met_counts([first])))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("ids", "sizes"),
    [("abc", (2,)), ("abc", (2, 2)), ("abc", (3, 0)), ("aab", (3,)), ("ab", ())],
)
def test_a_draw_that_does_not_add_up_is_refused(ids: str, sizes: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="must"):
        draw_groups([Member(name) for name in ids], sizes, random.Random(0))


def test_nobody_makes_no_groups_and_one_makes_one() -> None:
    assert draw_groups([], (), random.Random(0)) == ()
    assert draw_groups([Member("a")], (1,), random.Random(0)) == (("a",),)


# -- groups that sit down together ---------------------------------------------------------------------------


@given(n=st.integers(0, 200), size=st.integers(2, 6), by=st.integers(2, 4))
def test_merging_takes_every_group_once_and_leaves_neighbours_together(n: int, size: int, by: int) -> None:
    sizes = group_sizes(n, size)
    found = merged(sizes, by)
    assert [at for places in found for at in places] == list(range(len(sizes)))
    assert all(places for places in found)
    sums = [sum(sizes[at] for at in places) for places in found]
    if len(found) > 1:
        wanted = by * median_low(sizes)
        assert 2 * min(sums) > wanted, "nobody is left in half a group"
        assert 2 * sum(sums) <= (2 * len(sums) + 1) * wanted, "and none grows by more than half"
        assert max(sums) - min(sums) <= max(sizes)


@pytest.mark.parametrize(
    ("people_", "wanted"),
    [(4, (4,)), (5, (5,)), (6, (6,)), (7, (4, 3)), (8, (4, 4)), (9, (4, 5)), (10, (6, 4)), (13, (4, 4, 5))],
)
def test_pairs_become_fours_and_nobody_is_left_in_a_pair(people_: int, wanted: tuple[int, ...]) -> None:
    sizes = group_sizes(people_, 2)
    assert tuple(sum(sizes[at] for at in places) for places in merged(sizes, 2)) == wanted


def test_merging_needs_a_number() -> None:
    assert merged((), 2) == ()
    with pytest.raises(ValueError, match="by must be 1 or more"):
        merged((2, 2), 0)
