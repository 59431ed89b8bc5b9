"""Catching up: which steps can give how many minutes, and what to propose to a leader who is late.

The rules, in the order in which they count:

1. What the agenda protects (`protected`) is never proposed, and neither is what lies behind. The step that is
   under way keeps what it has used and one minute more, and its `min`.
2. A step is shortened down to its `min`, in whole minutes. It is dropped only where it is `optional`, and only
   in a way in which shortening alone would not do, or would touch more steps.
3. Three ways of choosing who pays: the fewest steps (`fewest`), the last ones (`last`), everybody a little
   (`even`). Of equals the later step pays, and the one under way last of all.
4. No more is taken than has to be won; only a step that is dropped gives what it has.

The leader may choose any of them, change it by hand, or move the end instead.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple

from apv_tui.core.agenda import Step
from apv_tui.core.schedule import Schedule, minutes_now, schedule
from apv_tui.core.state import State

Way = Literal["fewest", "last", "even"]
WAYS: Final[tuple[Way, ...]] = ("fewest", "last", "even")
_LAST_MINUTE: Final = 60.0


class Room(NamedTuple):
    """A step that can give minutes: from `minutes` down to `least`, or all of them where it may be dropped."""

    step: str
    minutes: int
    least: int
    may_drop: bool = False
    here: bool = False
    """Whether it is under way."""

    @property
    def shortening(self) -> int:
        """The minutes it can give and still be held."""
        return self.minutes - self.least


class Proposal(NamedTuple):
    """One way to win minutes: the steps in their order with their new minutes, 0 for one that is dropped."""

    way: Way
    changes: tuple[tuple[str, int], ...]
    won: int


def minutes_to_win(plan: Schedule) -> int:
    """Give the whole minutes to be won for the meeting to end in the promised minute."""
    return max(0, int(plan.over // 60))


def least_minutes(state: State, step: Step, now: datetime) -> int:
    """Give the minutes down to which a step may be shortened now; all it has where it may not be."""
    minutes = minutes_now(state, step)
    if step.protected or step.min is None or step.min >= minutes:
        return minutes
    clock = state.state_of(step).clock
    if not clock.begun:
        return step.min
    spare = int(max(0.0, clock.left_at(now) - _LAST_MINUTE) // 60)
    return max(step.min, minutes - spare)


def rooms(state: State, now: datetime) -> tuple[Room, ...]:
    """Give the steps that can give minutes at `now`, in their order."""
    plan = schedule(state, now)
    found = []
    for row in plan.rows if plan is not None else ():
        if row.place == "behind" or row.dropped or row.step.protected:
            continue
        here = row.place == "here"
        room = Room(
            row.step.id,
            row.minutes,
            least_minutes(state, row.step, now),
            row.step.optional and not here,
            here,
        )
        if room.shortening or room.may_drop:
            found.append(room)
    return tuple(found)


def proposals(given: Sequence[Room], minutes: int) -> tuple[Proposal, ...]:
    """Give the ways to win so many minutes, those that come to the same once; as much as can be where it can't.

    None where there is nothing to win, or nobody to give it.
    """
    if minutes <= 0 or not given:
        return ()
    found: dict[tuple[tuple[str, int], ...], Proposal] = {}
    for way in WAYS:
        after = _fewest(given, minutes) if way == "fewest" else _shared(given, minutes, way)
        changes = tuple((room.step, after[room.step]) for room in given if after[room.step] != room.minutes)
        won = sum(room.minutes - after[room.step] for room in given)
        found.setdefault(changes, Proposal(way, changes, won))
    return tuple(found.values())


def _who_pays(given: Sequence[Room]) -> list[Room]:
    """Give the steps in the order in which they pay: the last first, the one under way last of all."""
    later_first = [*reversed(given)]
    coming = (room for room in later_first if not room.here)
    return [*coming, *(room for room in later_first if room.here)]


# -- the fewest steps --------------------------------------------------------------------------------------

_Picked = tuple[int, tuple[tuple[Room, bool], ...]]


def _fewest(given: Sequence[Room], minutes: int) -> Mapping[str, int]:
    """Touch as few steps as possible; of such choices drop as few as possible, and spare the one under way."""
    # For (how many steps, how many of them dropped, whether one is under way): the most they can give together,
    # as far as it is needed, and which they are.
    best: dict[tuple[int, int, bool], _Picked] = {(0, 0, False): (0, ())}
    for room in reversed(_who_pays(given)):  # who comes later takes the place of an equal
        for (n, drops, here), (won, picked) in sorted(best.items(), reverse=True):
            options = [(room.shortening, False)] if room.shortening else []
            options += [(room.minutes, True)] if room.may_drop else []
            for gives, drop in options:
                key = (n + 1, drops + drop, here or room.here)
                together = min(minutes, won + gives)
                if key not in best or best[key][0] <= together:
                    best[key] = (together, (*picked, (room, drop)))
    enough = [key for key, (won, _) in best.items() if won >= minutes]
    if not enough:
        return {room.step: 0 if room.may_drop else room.least for room in given}
    _, picked = best[min(enough)]
    after = {room.step: room.minutes for room in given}
    after.update({room.step: 0 if drop else room.least for room, drop in picked})
    too_much = sum(room.minutes - after[room.step] for room in given) - minutes
    for room, drop in picked:  # the first to be spared are those who would pay last
        if not drop:
            back = min(too_much, room.shortening)
            after[room.step] += back
            too_much -= back
    return after


# -- the last, or everybody --------------------------------------------------------------------------------


def _shared(given: Sequence[Room], minutes: int, way: Way) -> Mapping[str, int]:
    """Let the last steps pay, or all of them in proportion; drop from the end only where it has to be."""
    paying = _who_pays(given)
    dropped: list[Room] = []
    for room in paying:
        rest = sum(each.shortening for each in paying if each not in dropped)
        if sum(each.minutes for each in dropped) + rest >= minutes:
            break
        if room.may_drop:
            dropped.append(room)
    for room in [*dropped]:  # one that was dropped first may not have to be, now that others are
        kept = [each for each in dropped if each != room]
        rest = sum(each.shortening for each in paying if each not in kept)
        if sum(each.minutes for each in kept) + rest >= minutes:
            dropped = kept
    after = {room.step: 0 if room in dropped else room.minutes for room in given}
    left = max(0, minutes - sum(room.minutes for room in dropped))
    shortened = [room for room in paying if room not in dropped and room.shortening]
    for room, gives in zip(shortened, _shares(shortened, left, way), strict=True):
        after[room.step] -= gives
    return after


def _shares(paying: Sequence[Room], minutes: int, way: Way) -> list[int]:
    """Give the minutes that each gives, in the order of paying; together `minutes`, or all they have."""
    have = [room.shortening for room in paying]
    minutes = min(minutes, sum(have))
    if way == "last" or not minutes:
        shares = []
        for each in have:
            shares.append(min(each, minutes))
            minutes -= shares[-1]
        return shares
    exact = [each * minutes / sum(have) for each in have]
    shares = [int(each) for each in exact]
    by_rest = sorted(range(len(have)), key=lambda at: (paying[at].here, shares[at] - exact[at]))
    for at in by_rest[: minutes - sum(shares)]:
        shares[at] += 1
    return shares
