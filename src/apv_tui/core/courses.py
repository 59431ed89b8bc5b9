"""Whose turn it is in groups whose people come and go while the turns run (APV-2.2d, e and f).

A group that stays as it was dealt follows `rotation.py`: k turns, changing at i/k of the time for all. When
somebody leaves it, those who have not told yet share what is left of the time from the present turn on, so
that everybody is done together, nobody tells a second time, and nobody who waits is passed over. Progress is
a share of the whole time, from 0.0 to 1.0, as there.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

_EPSILON: Final = 1e-9
LEAST_TURN: Final = 1 / 12
"""Somebody who comes into a group whose turns run gets one of their own if it is this share of the whole
time or more (75 seconds of 15 minutes); below that they would take more from the others than they get."""


class Turn(NamedTuple):
    """One turn, from `begins` to `ends`: `lead` tells or speaks, `asks` interviews them ("" for nobody)."""

    begins: float
    ends: float
    lead: str
    asks: str


class Course(NamedTuple):
    """The turns of one group, those that are over first; `takers` are all who take turns in it now.

    Without turns where fewer than two are left. They end before 1.0 where nobody is left who has not told.
    """

    takers: tuple[str, ...]
    turns: tuple[Turn, ...]
    as_dealt: bool = False
    """Whether nobody has come or left: then all groups of this size do the same by the same numbers."""

    @property
    def marks(self) -> tuple[float, ...]:
        """The progress at which each turn ends."""
        return tuple(turn.ends for turn in self.turns)

    @property
    def lasts(self) -> bool:
        """Whether the turns fill the time to its end."""
        return bool(self.turns) and self.turns[-1].ends >= 1.0 - _EPSILON

    def at(self, progress: float) -> int:
        """Give the index of the turn it is at, -1 where there is none: on a mark the next one has begun.

        The last stays from 1.0 on; turns that end before are over then.
        """
        if not self.turns or (progress + _EPSILON >= self.turns[-1].ends and not self.lasts):
            return -1
        return sum(turn.ends <= progress + _EPSILON for turn in self.turns[:-1])

    def next_mark(self, progress: float) -> float | None:
        """Give the next progress at which a turn ends; None once all are over."""
        return next((mark for mark in self.marks if mark > progress + _EPSILON), None)

    def others(self, at: int) -> tuple[str, ...]:
        """Give those who take notes in a turn; in a pair that is who asks."""
        turn = self.turns[at]
        return tuple(who for who in self.takers if who not in (turn.lead, turn.asks)) or (turn.asks,)

    def waiting(self, at: int) -> tuple[str, ...]:
        """Give all but the one whose turn it is: first those whose turns come, in order, then the rest."""
        lead = self.turns[at].lead
        coming = [turn.lead for turn in self.turns[at + 1 :] if turn.lead in self.takers]
        rest = [who for who in self.takers if who != lead and who not in coming]
        return (*coming, *rest)


class Seating(NamedTuple):
    """Who takes turns in each group, in their order, from a progress on."""

    at: float
    groups: tuple[tuple[str, ...], ...]


class Passed(NamedTuple):
    """A moment at which turns end: its progress, and the groups (index from 0) whose turns they are."""

    at: float
    groups: tuple[int, ...]
    whole: bool
    """Whether the time is over for all."""


def courses(seatings: Sequence[Seating], *, first: int) -> tuple[Course, ...]:
    """Give the turns of each group of the last seating, from what all seatings before it have made of them.

    `first` is the place from 0 of the one who leads the first turn: 1 in interviews, where the first person
    asks the second; 0 where one speaks after the other. Seatings stand in the order of their progress.
    """
    if not seatings:
        return ()
    found = [_dealt(takers, first) for takers in seatings[0].groups]
    told: set[str] = set()
    for seating in seatings[1:]:
        told.update(turn.lead for course in found for turn in course.turns if _counts(turn, seating))
        found = [
            _gone_on(takers, _before(takers, place, found), found, told, seating.at)
            for place, takers in enumerate(seating.groups)
        ]
    return tuple(found)


def main_course(found: Sequence[Course]) -> Course | None:
    """Give the course most groups share, to whose marks "next" goes; of equals the first. None for no turns."""
    running = [course for course in found if course.lasts]
    if not running:
        return None
    keys = [tuple(round(mark, 6) for mark in course.marks) for course in running]
    return running[keys.index(Counter(keys).most_common(1)[0][0])]


def passed_between(before: float, after: float, found: Sequence[Course]) -> tuple[Passed, ...]:
    """Give the moments after `before` and up to and including `after` at which turns end, in order.

    Marks of several groups that fall together are one moment, so that the room hears one signal.
    """
    at: dict[float, list[int]] = {}
    for place, course in enumerate(found):
        for mark in course.marks:
            if before + _EPSILON < mark <= after + _EPSILON:
                same = next((known for known in at if abs(known - mark) < 1e-6), mark)
                at.setdefault(same, []).append(place)
    return tuple(Passed(mark, tuple(at[mark]), mark >= 1.0 - _EPSILON) for mark in sorted(at))


def _dealt(takers: tuple[str, ...], first: int) -> Course:
    """Give the course of a group as it was dealt."""
    k = len(takers)
    if k < 2:
        return Course(takers, ())
    leads = [takers[(first + at) % k] for at in range(k)]
    return Course(
        takers,
        tuple(Turn(at / k, (at + 1) / k, who, _asking(takers, who)) for at, who in enumerate(leads)),
        as_dealt=True,
    )


def _asking(takers: tuple[str, ...], lead: str) -> str:
    """Give who interviews: each asks the next, the last the first."""
    return takers[takers.index(lead) - 1] if len(takers) > 1 else ""


def _counts(turn: Turn, seating: Seating) -> bool:
    """Whether somebody has told by then: their turn is over, or was cut off after half of it by who left."""
    if turn.ends <= seating.at + _EPSILON:
        return True
    if turn.begins > seating.at or seating.at - turn.begins < (turn.ends - turn.begins) / 2:
        return False
    group = next((takers for takers in seating.groups if turn.lead in takers), ())
    return len(group) < 2


def _before(takers: tuple[str, ...], place: int, found: Sequence[Course]) -> Course:
    """Give the course that the group of these people goes on with: of the group most of them sat in."""
    if not found:
        return Course(takers, ())

    def shared(at: int) -> tuple[int, bool]:
        return sum(who in found[at].takers for who in takers), at == place

    return found[max(range(len(found)), key=shared)]


def _gone_on(
    takers: tuple[str, ...], mine: Course, found: Sequence[Course], told: set[str], at: float
) -> Course:
    """Give how a group goes on from `at` with these people."""
    if takers == mine.takers:
        return mine
    past = tuple(turn for turn in mine.turns if turn.ends <= at + _EPSILON)
    if len(takers) < 2 or at >= 1.0 - _EPSILON:
        return Course(takers, past)
    present = _present_turn(takers, mine, found, at)
    waiting = [turn.lead for turn in mine.turns[len(past) :] if turn.lead in takers]
    waiting = [who for who in waiting if who not in told and (present is None or who != present.lead)]
    # Whoever was cut off, or comes from elsewhere, has their turn last, and only if it is worth having.
    began = present.begins if present else at
    m = len(waiting) + (present is not None)
    for who in takers:
        known = who in told or who in waiting or (present is not None and who == present.lead)
        if not known and _share(began, at, m + 1) >= LEAST_TURN - _EPSILON:
            waiting.append(who)
            m += 1
    return Course(takers, past + _shared(takers, present, waiting, at))


def _present_turn(takers: tuple[str, ...], mine: Course, found: Sequence[Course], at: float) -> Turn | None:
    """Give the turn that goes on in the group: its own, or the one somebody brought along who was moved."""
    running = [
        course.turns[now]
        for course in (mine, *found)
        if (now := course.at(at)) >= 0 and course.turns[now].lead in takers
    ]
    return running[0] if running else None


def _share(began: float, at: float, m: int) -> float:
    """Give what each of `m` turns gets, the first of which began at `began` and is not to end before now."""
    whole = (1.0 - began) / m
    return whole if began + whole > at + _EPSILON else (1.0 - at) / m


def _shared(
    takers: tuple[str, ...], present: Turn | None, waiting: Sequence[str], at: float
) -> tuple[Turn, ...]:
    """Share the time that is left among the present turn and those who wait."""
    m = len(waiting) + (present is not None)
    if not m:
        return ()
    began = present.begins if present else at
    share = _share(began, at, m)
    starts = began if began + share > at + _EPSILON else at
    turns = []
    if present is not None:
        asks = present.asks if present.asks in takers else _asking(takers, present.lead)
        turns.append(Turn(began, starts + share, present.lead, asks))
    for who in waiting:
        begins = turns[-1].ends if turns else at
        turns.append(Turn(begins, begins + share, who, _asking(takers, who)))
    turns[-1] = turns[-1]._replace(ends=1.0)
    return tuple(turns)
