"""What follows when somebody comes or leaves in the middle of things, to be told to whoever leads."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from apv_tui.core.grouping import group_sizes
from apv_tui.core.state import State
from apv_tui.core.things import Group

What = Literal["sits", "sits_late", "joins", "host", "spot", "voters"]


class Follows(NamedTuple):
    """One thing that follows. `person` and `group` (index from 0) where it is about them.

    sits: somebody sits down in a group, and has turns of their own; sits_late: so they do, and note or listen
    until the full round is over; joins: somebody who was left alone joins another group; host: somebody else
    of the group stays at its sheet; spot: the one at the centre has gone; voters: `n` take part now, while the
    strokes of `of` people are counted.
    """

    what: What
    person: str = ""
    group: int = 0
    n: int = 0
    of: int = 0


def host_now(state: State, group: Group) -> str:
    """Give who stays at the sheet of a group: the one chosen, else the first who is there; "" for nobody."""
    here = {who.id for who in state.taking_part}
    return next((who for who in (group.host, *group.everyone) if who in here), "")


def what_follows(before: State, after: State) -> tuple[Follows, ...]:
    """Give what follows from a coming or a leaving, by the state before it and the one after it."""
    grouping = grouping_at_work(after)
    found: list[Follows] = []
    if grouping:
        old, new = before.state_of(grouping).groups, after.state_of(grouping).groups
        found += _seats(before, after, old, new)
        if any(
            step.kind == "walk" and after.grouping_of(step) == grouping for _, step in after.agenda.steps()
        ):
            found += _hosts(before, after, old, new)
    here = {who.id for who in after.present}
    if after.spot and after.spot not in here and after.spot in {who.id for who in before.present}:
        found.append(Follows("spot", after.spot))
    vote = after.state_of(after.step).vote if after.step else None
    n = len(after.taking_part)
    if vote and not vote.closed and n not in (vote.voters, len(before.taking_part)):
        found.append(Follows("voters", n=n, of=vote.voters))
    return tuple(found)


def grouping_at_work(state: State) -> str:
    """Give the step whose groups sit together now, or did last; "" where none were made in this meeting."""
    meeting = state.meeting
    if meeting is None or state.step is None:
        return ""
    so_far = reversed(meeting.steps[: state.step_index + 1])
    owners = (state.grouping_of(step) for step in so_far)
    return next((owner for owner in owners if owner and state.state_of(owner).groups), "")


def _place(groups: tuple[Group, ...], person: str) -> int:
    return next((at for at, group in enumerate(groups) if person in group.everyone), -1)


def _seats(before: State, after: State, old: tuple[Group, ...], new: tuple[Group, ...]) -> Iterator[Follows]:
    was, now = ({who.id for who in state.taking_part} for state in (before, after))
    for person in (who.id for who in after.taking_part):
        at = _place(new, person)
        if at < 0:
            continue
        if person not in was & now:
            yield Follows("sits_late" if person in new[at].late else "sits", person, at)
        elif (seat := _place(old, person)) >= 0 and not set(old[seat].everyone) & set(new[at].everyone) - {
            person
        }:
            yield Follows("joins", person, at)


def _hosts(before: State, after: State, old: tuple[Group, ...], new: tuple[Group, ...]) -> Iterator[Follows]:
    for at, group in enumerate(new):
        if at >= len(old) or old[at].host != group.host:
            continue
        was, now = host_now(before, old[at]), host_now(after, group)
        if was and now and was != now:
            yield Follows("host", now, at)


def one_more_evens_out(n: int, size: int, *, at_least: int, remainder: Literal["larger", "smaller"]) -> bool:
    """Whether with one person more than `n` all groups have the wanted size, and without do not."""
    if n < 1 or size < 2:
        return False
    now, then = (set(group_sizes(each, size, at_least=at_least, remainder=remainder)) for each in (n, n + 1))
    return now != {size} and then == {size}
