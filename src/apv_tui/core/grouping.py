"""How many groups, how large, and who sits with whom.

People never divide evenly. The sizes follow the source (APV-2.2a, APV-2.3b) and, where it is silent, one
rule: sizes differ by at most one. The draw mixes departments (APV-0.S5c), keeps leaders from their own
people, and prefers people who have not met yet. Everything here is a pure function; chance comes in as an
`rng`, so that a draw can be repeated from its seed.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, combinations, pairwise
from math import exp
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import random  # only named here: importing it takes longer than importing everything above

Remainder = Literal["larger", "smaller"]

# One leader beside one of their own people weighs as much as this many repeated meetings.
_APART: Final = 100
# Tries per person before the search begins again from a new deal, and in all. Few people thus get several
# deals, which finds nearly always the best there is; five hundred stay well below the blink of an eye.
_TRIES_EACH: Final = 300
_TRIES: Final = 15_000
# How readily the search takes a step for the worse, in repeated meetings; it gets it out of dead ends.
_HEAT: Final = 0.4


class Member(NamedTuple):
    """One person in a draw. An empty `department` means none; a `leader` leads that department."""

    id: str
    department: str = ""
    leader: bool = False


def group_sizes(n: int, size: int, *, at_least: int = 1, remainder: Remainder = "larger") -> tuple[int, ...]:
    """Give the sizes of the groups that `n` people make, when groups of `size` are wanted.

    Ordinary sizes stand first and odd ones last; they differ by at most one and add up to `n`. Pairs and
    threes take in those left over (10 in threes: 3+3+4); five in threes are 3+2 all the same. With
    `remainder="smaller"` threes rather become pairs (10: 3+3+2+2); in pairs that would leave somebody
    alone, so there, and in fours and more, it changes nothing. Fours and more go to the nearest number of
    groups (13 in fours: 4+4+5).

    `at_least` asks for that many groups (APV-2.3b: two, also when fewer than twelve) as soon as there are
    four people, though never for so many that somebody would sit alone. Two and three people are one
    group of their own, unless single work (`size` 1) is wanted; nobody makes no group.

    Raises ValueError for a negative `n`, or a `size` or `at_least` below 1.
    """
    if n < 0 or size < 1 or at_least < 1:
        raise ValueError("n must be 0 or more; size and at_least 1 or more")
    if n == 0:
        return ()
    groups = _number_of_groups(n, size, remainder)
    if n >= 4:
        groups = max(groups, min(at_least, n // 2))
    least, larger = divmod(n, groups)
    sizes = [least] * (groups - larger) + [least + 1] * larger
    return tuple(sorted(sizes, key=lambda each: abs(each - size)))


def _number_of_groups(n: int, size: int, remainder: Remainder) -> int:
    """Give the number of groups before any least number is asked for; 1 or more."""
    if size == 1:
        return n
    if n <= 3:
        return 1
    if size == 2:
        return n // 2
    if size == 3:
        # A single five would be two too large, so five people are the exception.
        return -(-n // 3) if remainder == "smaller" or n == 5 else n // 3
    return max(1, (2 * n + size) // (2 * size))  # n / size, rounded half up, in whole numbers


def merged(sizes: Sequence[int], by: int) -> tuple[tuple[int, ...], ...]:
    """Say which of these groups sit down together, `by` at a time: for each new group their places, in order.

    Neighbours go together, so that the new groups differ as little as can be. What is left over makes others
    larger, unless it is more than half of what was wanted: of 2+2+3, the three stays as it is. Empty groups go
    along.

    Raises ValueError for a `by` below 1.
    """
    if by < 1:
        raise ValueError("by must be 1 or more")
    if not sizes:
        return ()
    filled = sorted(filter(None, sizes)) or [1]
    wanted = by * filled[(len(filled) - 1) // 2]
    # All people by the size that was wanted, rounded, and a half of it down.
    count = min(len(sizes), max(1, -(-(2 * sum(sizes) - wanted) // (2 * wanted))))
    ends = _even_ends(sizes, count, longest=-(-len(sizes) // count) + by)
    return tuple(tuple(range(first, end)) for first, end in pairwise((0, *ends)))


def _even_ends(sizes: Sequence[int], count: int, longest: int) -> tuple[int, ...]:
    """Give where each of `count` runs of neighbours ends, so that the sums of the runs differ least.

    A run has one to `longest` neighbours; of equally even ways the one whose first runs are larger.
    """
    before = (0, *accumulate(sizes))
    # The least sum of squares for the first so many groups, and where the run before ends.
    least: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for _ in range(count):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (squares, ends) in least.items():
            for end in range(start + 1, min(start + longest, len(sizes)) + 1):
                found = squares + (before[end] - before[start]) ** 2
                if end not in following or (found, _later(ends)) < (
                    following[end][0],
                    _later(following[end][1][:-1]),
                ):
                    following[end] = (found, (*ends, end))
        least = following
    return least[len(sizes)][1]


def _later(ends: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(-end for end in ends)


def smallest_group(sizes: Sequence[int]) -> int:
    """Give the index of the first of the smallest groups: there a latecomer sits down.

    Raises ValueError when there are no groups.
    """
    return min(range(len(sizes)), key=sizes.__getitem__)


def met_counts(groupings: Iterable[Sequence[Sequence[str]]]) -> dict[frozenset[str], int]:
    """Count how often each two people have sat in one group; each grouping is groups of ids."""
    counts: dict[frozenset[str], int] = {}
    for grouping in groupings:
        for group in grouping:
            for two in combinations(dict.fromkeys(group), 2):
                pair = frozenset(two)
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def draw_groups(
    members: Sequence[Member],
    sizes: Sequence[int],
    rng: "random.Random",
    met: Mapping[frozenset[str], int] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """Deal everybody into groups of exactly these `sizes`, and give the ids group by group.

    The mixing law (APV-0.S5c): of a department of d people no group gets more than d / groups, rounded up.
    It always holds when the sizes differ by at most one, as those of `group_sizes` do, and whenever other
    sizes allow it at all. Where they do not (four of one department in 3+1), the department that finds no
    other seat goes above it, one more per group at a time.

    Within the law two wishes are met as far as a bounded search gets: leaders sit apart from those of
    their department who are not leaders; then, those who have met (`met`, from `met_counts`) sit
    together again as few times as may be. `met` may name people who are not here.

    The order within a group is drawn too, since it decides who begins. The same members, sizes, `met` and
    state of `rng` give the same draw. Takes time in proportion to the people and to the pairs in `met`.

    Raises ValueError when the sizes do not add up to the members, one is below 1, or an id comes twice.
    """
    if sum(sizes) != len(members) or any(size < 1 for size in sizes):
        raise ValueError("the sizes must be 1 or more and add up to the number of members")
    index = {member.id: i for i, member in enumerate(members)}
    if len(index) != len(members):
        raise ValueError("every member must have an id of their own")
    weights = _weights(members, index, met or {})
    groups: list[list[int]] = []
    least: int | None = None
    tries = _TRIES if len(sizes) > 1 else 0
    while least is None or (least > 0 and tries > 0):
        cost, seating = _improve(
            _Seating(members, sizes, rng), weights, rng, min(tries, _TRIES_EACH * len(members))
        )
        tries -= _TRIES_EACH * len(members)
        if least is None or cost < least:
            least, groups = cost, seating
    # sorted() and not shuffle(): only random() is promised to stay the same in every version of Python.
    return tuple(tuple(members[i].id for i in sorted(group, key=lambda _: rng.random())) for group in groups)


class _Seating:
    """Who sits where, by index of member, and how far each department may still crowd together."""

    def __init__(self, members: Sequence[Member], sizes: Sequence[int], rng: "random.Random") -> None:
        by_department: dict[str, list[int]] = {}
        for i in sorted(range(len(members)), key=lambda _: rng.random()):
            by_department.setdefault(members[i].department, []).append(i)
        without = by_department.pop("", [])
        departments = sorted(by_department.values(), key=len, reverse=True)

        self.groups: list[list[int]] = [[] for _ in sizes]
        self.group_of = [0] * len(members)
        self.department_of = [-1] * len(members)  # -1: none
        self.limits: list[int] = []  # by department: most people in one group
        self.counts: list[dict[int, int]] = []  # by department: people in each group
        # Each seat comes from a group with most seats left. That is the greedy of Gale and Ryser: if any
        # seating keeps the law, this one does, whatever the sizes.
        seats = [(-size, rng.random(), group) for group, size in enumerate(sizes)]
        heapq.heapify(seats)
        for number, people in enumerate(departments):
            for i in people:
                self.department_of[i] = number
            seats = self._deal(people, seats, rng)
        for i in without:
            seats = self._deal([i], seats, rng)

    def _deal(
        self, people: list[int], seats: list[tuple[int, float, int]], rng: "random.Random"
    ) -> list[tuple[int, float, int]]:
        """Seat one department; give the seats that are left, as a heap of (-seats, chance, group)."""
        limit = -(-len(people) // len(self.groups))
        counts: dict[int, int] = {}
        full: list[tuple[int, float, int]] = []
        for i in people:
            if not seats:  # the sizes make the law impossible here: one more than the law for each
                seats, full = full, []
                heapq.heapify(seats)
                limit += 1
            minus_left, _, group = heapq.heappop(seats)
            self.groups[group].append(i)
            self.group_of[i] = group
            counts[group] = counts.get(group, 0) + 1
            if minus_left < -1:
                rest = (minus_left + 1, rng.random(), group)
                if counts[group] < limit:
                    heapq.heappush(seats, rest)
                else:
                    full.append(rest)
        for rest in full:
            heapq.heappush(seats, rest)
        if self.department_of[people[0]] >= 0:
            self.limits.append(limit)
            self.counts.append(counts)
        return seats

    def may_swap(self, a: int, b: int) -> bool:
        """Say whether the mixing law still holds when these two, of different groups, change places."""
        one, other = self.department_of[a], self.department_of[b]
        if one == other:
            return True
        return (one < 0 or self.counts[one].get(self.group_of[b], 0) < self.limits[one]) and (
            other < 0 or self.counts[other].get(self.group_of[a], 0) < self.limits[other]
        )

    def swap(self, a: int, b: int) -> None:
        """Let these two, of different groups, change places."""
        for person, old, new in (
            (a, self.group_of[a], self.group_of[b]),
            (b, self.group_of[b], self.group_of[a]),
        ):
            self.groups[old].remove(person)
            self.groups[new].append(person)
            self.group_of[person] = new
            if (department := self.department_of[person]) >= 0:
                counts = self.counts[department]
                counts[old] -= 1
                counts[new] = counts.get(new, 0) + 1


def _weights(
    members: Sequence[Member], index: Mapping[str, int], met: Mapping[frozenset[str], int]
) -> list[dict[int, int]]:
    """Give, for each member, whom they should rather not sit with, and how much so."""
    weights: list[dict[int, int]] = [{} for _ in members]

    def add(a: int, b: int, weight: int) -> None:
        weights[a][b] = weights[b][a] = weights[a].get(b, 0) + weight

    for pair, times in met.items():
        here = [index[person] for person in pair if person in index]
        if len(here) == 2 and times > 0:
            add(here[0], here[1], times)
    led: dict[str, list[int]] = {}
    for i, member in enumerate(members):
        if member.department and not member.leader:
            led.setdefault(member.department, []).append(i)
    for i, member in enumerate(members):
        if member.leader:
            for other in led.get(member.department, ()):
                add(i, other, _APART)
    return weights


def _improve(
    seating: _Seating, weights: list[dict[int, int]], rng: "random.Random", tries: int
) -> tuple[int, list[list[int]]]:
    """Let people change places, within the law, until nobody minds their group or the tries are used up.

    Gives how much is still minded and the groups, as they were at their best.
    """

    def minds(person: int, group: int) -> int:
        weight = weights[person].get
        return sum([weight(other, 0) for other in seating.groups[group]])

    people = range(len(weights))
    total = sum(minds(person, seating.group_of[person]) for person in people) // 2
    best, best_group_of = total, seating.group_of[:]
    each = 1 + len(people) // 4
    while total and tries > 0:
        tries -= len(people) // 8  # asking everybody takes its time too
        for a in [person for person in people if minds(person, seating.group_of[person])]:
            for _ in range(each):
                tries -= 1
                here = seating.group_of[a]
                mind_here = minds(a, here)
                if not mind_here or tries <= 0:
                    break
                b = int(rng.random() * len(people))
                there = seating.group_of[b]
                if here == there or not seating.may_swap(a, b):
                    continue
                worse = minds(a, there) + minds(b, here) - mind_here - minds(b, there)
                worse -= 2 * weights[a].get(b, 0)  # they swap, so they do not meet
                if worse <= 0 or rng.random() < exp(-worse / _HEAT):
                    seating.swap(a, b)
                    total += worse
                    if total < best:
                        best, best_group_of = total, seating.group_of[:]
    groups: list[list[int]] = [[] for _ in seating.groups]
    for person in people:
        groups[best_group_of[person]].append(person)
    return best, groups
