"""What would have gone wrong in a meeting that was rehearsed, as far as rules tell; screens are drawn elsewhere.

Each finding says at which meeting and step, and with how many people. What is not `serious` can be led all the
same, and is worth knowing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from apv_tui.core.agenda import Agenda, Interviews, Meeting, Rounds, Step, Tell, Vote
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.messages import Message, message
from apv_tui.core.rehearsal.script import Clash
from apv_tui.core.state import State, seated_now

SHORTEST_TURN: Final = 60.0
"""Seconds below which nobody can say anything in their turn."""


class Finding(NamedTuple):
    """Something that would have gone wrong, or would be worth knowing.

    `kind` is one of "minutes", "empty", "groups", "turns", "vote", "cut", "pages", "refused" and "fault".
    `size` is the window it was seen in, as `54x16`; "" where that does not matter. The greater `rank`, the
    worse it is among those that say the same of one step.
    """

    kind: str
    meeting: str
    step: str
    what: Message
    serious: bool = True
    people: tuple[int, ...] = ()
    size: str = ""
    rank: float = 0.0


def of_agenda(agenda: Agenda, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Give what is wrong with the minutes: the steps of a meeting need more than it has."""
    for meeting in meetings:
        total = sum(step.minutes for step in meeting.steps)
        if meeting.minutes is not None and total > meeting.minutes:
            what = message(
                "rehearse.minutes", total=message("count.minutes", n=total), minutes=meeting.minutes
            )
            yield Finding("minutes", meeting.id, "", what)


def on_arrival(state: State) -> Iterator[Finding]:
    """Give what is wrong as the room comes to a step: nothing to work with, groups or turns that cannot be."""
    step, meeting = state.step, state.meeting
    if step is None or meeting is None:
        return
    for what, kind, serious, rank in (
        *_lists(state, meeting, step),
        *_groups(state, step),
        *_turns(state, step),
    ):
        yield Finding(kind, meeting.id, step.id, what, serious, (), "", rank)


def of_clash(clash: Clash, why: Message) -> Finding:
    """Give the finding that something was refused."""
    what = message("rehearse.refused", why=why)
    return Finding("refused", clash.cue.meeting, clash.cue.step, what)


_Told = tuple[Message, str, bool, float]


def reads(step: Step) -> tuple[str, ...]:
    """Give the lists a step cannot do without: those it is about, and those it shows or begins with."""
    named = [getattr(step, "list", None), getattr(step, "under", None), *getattr(step, "start_with", ())]
    if getattr(step, "start_with", ()):
        named.remove(getattr(step, "list", None))
    return tuple(dict.fromkeys(id_ for id_ in (*named, *step.uses) if id_ and id_ != PARKING_LOT))


def fills(step: Step) -> tuple[str, ...]:
    """Give the lists that a step fills."""
    named = [getattr(step, "into", None), getattr(step, "proposals_into", None)]
    named += [question.into for question in step.questions]
    named += [getattr(step, "list", None)] if getattr(step, "start_with", ()) else []
    return tuple(dict.fromkeys(id_ for id_ in named if id_))


def _lists(state: State, meeting: Meeting, step: Step) -> Iterator[_Told]:
    later = {id_ for each in meeting.steps for id_ in fills(each)} if meeting.repeats else set()
    own = set(fills(step))  # its own list may be shown beside what is typed into it
    for list_id in reads(step):
        if list_id in later | own or state.is_confidential(list_id) or state.standing(list_id):
            continue
        spec = state.agenda.lists.get(list_id)
        what = message("rehearse.empty", list=spec.title if spec else list_id)
        yield what, "empty", True, 0.0
    if isinstance(step, Vote):
        yield from _vote(state, step)


def _vote(state: State, step: Vote) -> Iterator[_Told]:
    n, least = len(state.standing(step.list)), step.choose[0]
    if 0 < n < least:
        yield message("rehearse.vote_few", n=n, least=least), "vote", True, -n
    elif 0 < n * step.per_item < step.strokes:
        yield message("rehearse.vote_strokes", n=n, strokes=step.strokes), "vote", True, -n
    elif n == least:
        yield message("rehearse.vote_all", n=n), "vote", False, 0.0


def _groups(state: State, step: Step) -> Iterator[_Told]:
    grouping = state.grouping_of(step)
    if not grouping:
        return
    groups, here = state.groups_of(step), len(state.present)
    if not groups:
        if state.find_step(grouping) != step or step.makes_groups:
            yield message("rehearse.no_groups"), "groups", True, 0.0
        return
    if grouping != step.id or not step.group_size:
        return
    sizes = [len(group.everyone) + group.heads for group in groups]
    if len(groups) < step.at_least_groups:
        what = message("rehearse.fewer_groups", here=here, n=len(groups), wanted=step.at_least_groups)
        yield what, "groups", True, -len(groups)
    if min(sizes) < 2 <= step.group_size:
        yield message("rehearse.alone", here=message("count.people", n=here)), "groups", True, 0.0
    elif 2 * min(sizes) <= step.group_size:
        people = message("count.people", n=here)
        what = message("rehearse.small_groups", here=people, size=step.group_size, n=min(sizes))
        yield what, "groups", False, -min(sizes)


def _turns(state: State, step: Step) -> Iterator[_Told]:
    groups, length = state.groups_of(step), 60.0 * step.minutes
    if isinstance(step, Rounds) and groups:
        seated = zip(groups, seated_now(state, groups), strict=True)
        most = max(len(turns) + group.heads for group, (turns, _) in seated)
        if most and length / most < SHORTEST_TURN:
            kind = "rehearse.turn_interview" if isinstance(step, Interviews) else "rehearse.turn"
            seconds = int(length / most)
            said = message(kind, size=most, seconds=message("count.seconds", n=seconds))
            yield said, "turns", True, -seconds
    if isinstance(step, Tell) and groups:
        wanted = step.turn_minutes * len(groups) if step.turn_minutes else 0
        seconds = int(length / len(groups))
        if wanted > step.minutes:
            what = message(
                "rehearse.tell_long",
                n=len(groups),
                turn=message("count.minutes", n=step.turn_minutes or 0),
                minutes=message("count.minutes", n=step.minutes),
            )
            yield what, "turns", True, len(groups)
        elif seconds < SHORTEST_TURN:
            what = message("rehearse.tell_short", n=len(groups), seconds=message("count.seconds", n=seconds))
            yield what, "turns", True, len(groups)


def gathered(agenda: Agenda, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give each finding once, in the order of the agenda, with all numbers of people and the worst that was seen."""
    worst: dict[tuple[str, ...], Finding] = {}
    for each in found:
        key = (each.kind, each.meeting, each.step, each.what.id, each.size, *_told_apart(each))
        known = worst.get(key)
        people = tuple(sorted({*(known.people if known else ()), *each.people}))
        if known is not None and known.rank >= each.rank:
            worst[key] = known._replace(people=people)
        else:
            worst[key] = each._replace(people=people)
    order: dict[tuple[str, str], int] = {}
    for meeting in agenda.meetings:
        for step in ("", *(step.id for step in meeting.steps)):
            order[meeting.id, step] = len(order)
    return tuple(
        sorted(
            worst.values(),
            key=lambda each: (order.get((each.meeting, each.step), len(order)), not each.serious),
        )
    )


def _told_apart(each: Finding) -> tuple[str, ...]:
    """Give what keeps two findings of a kind apart at one step: the list or the text they are about."""
    return tuple(str(value) for name, value in each.what.params if name in ("list", "text", "why"))
