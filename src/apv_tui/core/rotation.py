"""Who does what in an interview round, and when it changes (APV-2.2d, e and f).

Groups of different sizes share one clock. Its progress runs from 0.0 to 1.0 over the whole interview time;
a group of k has k turns and changes at i/k. Fifteen minutes are three turns of five in a three and four
turns of 3:45 in a four, and all are done together. Progress is a share and not a time, so a minute more
or less stretches the turns that remain for everybody alike.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

# A clock counts in floats; progress this close to a mark has reached it. In an hour it is some microseconds.
_EPSILON: Final = 1e-9


class Roles(NamedTuple):
    """Who does what in one turn; people are numbered from 0 within their group.

    In a pair the interviewer takes the notes too, and is the only one in `note_takers`.
    """

    interviewer: int
    storyteller: int
    note_takers: tuple[int, ...]


class Change(NamedTuple):
    """A moment when turns end: `at` is its progress, `sizes` the sizes of the groups it is for, ascending.

    `whole` is True at 1.0, when the full round is over for all.
    """

    at: float
    sizes: tuple[int, ...]
    whole: bool


def roles(k: int, round: int) -> Roles:  # noqa: A002 - the word the method uses
    """Give the roles in a group of `k` in its turn `round`, counted from 0 (APV-2.2e, APV-2.2f).

    Each interviews the next, the last the first, and the others take notes. Over `k` turns everybody
    interviews once and tells once. Raises ValueError for `k` below 2 or a turn the group does not have.
    """
    if k < 2:
        raise ValueError("an interview needs two people or more")
    if not 0 <= round < k:
        raise ValueError(f"a group of {k} has the turns 0 to {k - 1}")
    storyteller = (round + 1) % k
    others = tuple(person for person in range(k) if person not in (round, storyteller))
    return Roles(round, storyteller, others or (round,))


def marks(k: int) -> tuple[float, ...]:
    """Give the progress at which each of the `k` turns ends, ascending; the last is 1.0.

    Raises ValueError for `k` below 1.
    """
    if k < 1:
        raise ValueError("a group has at least one person")
    return tuple(i / k for i in range(1, k + 1))


def current_round(k: int, progress: float) -> int:
    """Give the turn a group of `k` is in, from 0 to k - 1; on a mark the next turn has begun.

    Before 0.0 it is the first and from 1.0 on it stays the last. Raises ValueError for `k` below 1.
    """
    return sum(mark <= progress + _EPSILON for mark in marks(k)[:-1])


def next_mark(progress: float, k: int) -> float | None:
    """Give the next progress at which a turn of a group of `k` ends, or None once all are over.

    A mark that has been reached is never the next one, so going there always moves on. Raises ValueError
    for `k` below 1.
    """
    return next((mark for mark in marks(k) if mark > progress + _EPSILON), None)


def changes_between(before: float, after: float, sizes: Collection[int]) -> tuple[Change, ...]:
    """Give the changes after `before` and up to and including `after`, in order, for groups of these sizes.

    Marks of different sizes that fall together (1/2 of a pair, 2/4 of a four) are one change, so the room
    hears one signal. Walked over in steps, each change comes exactly once, however the steps fall. There
    are none when `after` is not past `before`, or without groups. Raises ValueError for a size below 1.
    """
    # 1/2 and 2/4 are the same float: a quotient is rounded from its exact value.
    sizes_at: dict[float, list[int]] = {}
    for k in sorted(set(sizes)):
        for mark in marks(k):
            if before + _EPSILON < mark <= after + _EPSILON:
                sizes_at.setdefault(mark, []).append(k)
    return tuple(Change(at, tuple(sizes_at[at]), at == 1.0) for at in sorted(sizes_at))


def turn_seconds(total_seconds: float, k: int) -> float:
    """Give how many seconds one turn of a group of `k` lasts within `total_seconds` of interviews.

    Raises ValueError for `k` below 1 or a negative time.
    """
    if k < 1 or total_seconds < 0:
        raise ValueError("a turn needs a group of one or more and a time of 0 or more")
    return total_seconds / k


def main_size(sizes: Sequence[int]) -> int:
    """Give the most common group size, the one whose marks "next" goes to.

    On a tie the size that stands first; `group_sizes` puts the ordinary size there (five people in threes
    are 3+2, and the three leads). Raises ValueError when there are no groups.
    """
    if not sizes:
        raise ValueError("there are no groups")
    return Counter(sizes).most_common(1)[0][0]
