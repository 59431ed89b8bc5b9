"""Counting strokes and proposing topics.

APV-3.1: each person draws up to three strokes by the wishes they believe in; those with the most go on,
three to five in all. Equal totals share a rank; nothing is ordered in silence. Where the method leaves the
cut open, it falls at a clean gap; a tie at the cut widens to five, else a run-off of the tied or the leader
decides, and the log says which (APV-X4).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from apv_tui.core.agenda import Vote
from apv_tui.core.marks import marks_of
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import Item, State, VoteState


class Total(NamedTuple):
    """The strokes of one item. `repeats` are those drawn on items struck out as its repeats ("9 + 2")."""

    item: str
    own: int
    repeats: int

    @property
    def strokes(self) -> int:
        """All strokes that count for the item."""
        return self.own + self.repeats


class Ranked(NamedTuple):
    """An item with its place; equal totals share a place, and the next place counts them all (1, 2, 2, 4)."""

    place: int
    total: Total


class Proposal(NamedTuple):
    """The topics proposed. `gap` is (strokes of the last taken, strokes of the first left out).

    `how`: "gap" a clean gap within the wanted number; "widened" taken past the smallest number to keep a tie
    together; "all" no more than wanted had strokes; "runoff" decided by a second count of the tied only;
    "undecided" where a tie runs past the largest number: then
    `items` are those above the tie and `tied` those it is between.
    """

    items: tuple[str, ...]
    how: Literal["gap", "widened", "all", "runoff", "undecided"]
    tied: tuple[str, ...] = ()
    gap: tuple[int, int] | None = None


def strokes_of(state: State, vote: VoteState) -> dict[str, tuple[int, int]]:
    """Give (own, by repeats) strokes for every item that stands, sheets and slips together."""
    own: dict[str, int] = {}
    by_repeats: dict[str, int] = {}
    for item, count in _marks(vote):
        standing = state.stands_for(item)
        book = own if standing == item else by_repeats
        book[standing] = book.get(standing, 0) + count
    return {item: (own.get(item, 0), by_repeats.get(item, 0)) for item in {**own, **by_repeats}}


def _marks(vote: VoteState) -> Iterable[tuple[str, int]]:
    yield from vote.sheet.items()
    for items in vote.slips.values():
        for item in items:
            yield item, 1


def total_strokes(vote: VoteState) -> int:
    """Give all strokes counted so far."""
    return sum(count for _, count in _marks(vote))


def possible_strokes(step: Vote, vote: VoteState) -> int:
    """Give the most strokes the voters can have drawn."""
    return vote.voters * step.strokes


def surplus_strokes(step: Vote, vote: VoteState) -> int:
    """Give how many strokes were counted beyond those the voters can have drawn: so many are wrong, or more."""
    return max(0, total_strokes(vote) - possible_strokes(step, vote))


def ranked(state: State, items: Sequence[Item], vote: VoteState) -> tuple[Ranked, ...]:
    """Rank items by strokes, most first; within a shared place in order of their numbers."""
    counted = strokes_of(state, vote)
    totals = [Total(item.id, *counted.get(item.id, (0, 0))) for item in items]
    order = sorted(range(len(totals)), key=lambda at: (-totals[at].strokes, items[at].number))
    result: list[Ranked] = []
    for place, at in enumerate(order, 1):
        same = bool(result) and result[-1].total.strokes == totals[at].strokes
        result.append(Ranked(result[-1].place if same else place, totals[at]))
    return tuple(result)


def propose(
    ranking: Sequence[Ranked],
    least: int,
    most: int,
    runoff: Mapping[str, int] | None = None,
    before: Sequence[Mapping[str, int]] = (),
) -> Proposal:
    """Propose `least` to `most` topics from a ranking; items without strokes are never proposed.

    The cut falls at the widest gap between neighbouring totals that leaves a number in the range; the earlier
    one of equal gaps, as fewer topics get more done. `runoff` holds the strokes of a second count among the
    tied, which is asked only where the first leaves the cut open; `before` those of the run-offs before it,
    each of which ended in a tie again, among fewer.
    """
    with_strokes = [entry.total for entry in ranking if entry.total.strokes > 0]
    if len(with_strokes) <= least:
        return Proposal(tuple(total.item for total in with_strokes), "all")
    strokes = [total.strokes for total in with_strokes] + [0]
    cuts = [(strokes[n - 1] - strokes[n], -n) for n in range(least, min(most, len(with_strokes)) + 1)]
    width, negative = max(cuts)
    if width > 0:
        cut = -negative
        items = tuple(total.item for total in with_strokes[:cut])
        # At the smallest number wanted, a tie would have forced the cut further down.
        widened = cut > least and strokes[least - 1] == strokes[least] == strokes[cut - 1]
        return Proposal(items, "widened" if widened else "gap", gap=(strokes[cut - 1], strokes[cut]))
    # Every possible cut runs through one tie: those above it are clear.
    level = strokes[least - 1]
    clear = tuple(total.item for total in with_strokes if total.strokes > level)
    tied = tuple(total.item for total in with_strokes if total.strokes == level)
    for count in (*before, runoff):
        if not count or not any(count.values()):
            continue  # opened, and nobody has drawn yet
        decided = _decided_by_runoff(clear, tied, least, most, count)
        if decided is not None:
            return decided
        clear, tied = _still_tied(clear, tied, least, count)
    return Proposal(clear, "undecided", tied)


def _still_tied(
    clear: tuple[str, ...], tied: tuple[str, ...], least: int, runoff: Mapping[str, int]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give (clear, tied) after a run-off that ended in a tie at the cut: who had more is in, who had fewer out."""
    order = sorted(tied, key=lambda item: -runoff.get(item, 0))
    level = runoff.get(order[max(1, least - len(clear)) - 1], 0)
    above = tuple(item for item in order if runoff.get(item, 0) > level)
    return (*clear, *above), tuple(item for item in tied if runoff.get(item, 0) == level)


def _decided_by_runoff(
    clear: tuple[str, ...], tied: tuple[str, ...], least: int, most: int, runoff: Mapping[str, int]
) -> Proposal | None:
    order = sorted(tied, key=lambda item: -runoff.get(item, 0))
    strokes = [runoff.get(item, 0) for item in order] + [0]
    cuts = [
        (strokes[n - 1] - strokes[n], -n)
        for n in range(max(1, least - len(clear)), min(most - len(clear), len(order)) + 1)
    ]
    width, negative = max(cuts, default=(0, 0))
    if width <= 0:
        return None
    return Proposal((*clear, *order[:-negative]), "runoff", gap=(strokes[-negative - 1], strokes[-negative]))


def check_slip(state: State, step: Vote, slip: Sequence[Item]) -> None:
    """Refuse a slip with more strokes than allowed, or more on one item than the rule allows.

    A repeat counts as the item it stands for, so 7 and its struck-out repeat 12 are the same wish.
    """
    if len(slip) > step.strokes:
        raise Refused(message("refused.slip_too_many", n=len(slip), most=step.strokes, **marks_of(step)))
    times: dict[str, list[Item]] = {}
    for item in slip:
        times.setdefault(state.stands_for(item.id), []).append(item)
    for same in times.values():
        if len(same) > step.per_item:
            raise Refused(
                message(
                    "refused.slip_repeats",
                    number=same[0].number,
                    n=len(same),
                    most=step.per_item,
                    **marks_of(step),
                )
            )


def run_offs_of(vote: VoteState) -> int:
    """Give how many run-offs were opened and not called off."""
    return len(vote.run_offs) + (vote.runoff is not None)


def run_off_is_counted(vote: VoteState) -> bool:
    """Whether all strokes of the last run-off are in, or each of the tied has some: then its result may be seen."""
    strokes = (vote.runoff or {}).values()
    return bool(strokes) and (all(strokes) or sum(strokes) >= vote.voters)


def is_empty(vote: VoteState, items: Sequence[str] = ()) -> bool:
    """Whether nothing was counted so far, or nothing on these items; a sheet with no stroke was counted."""
    if not items:
        return not vote.sheet and not any(vote.slips.values())
    return not any(item in vote.sheet or any(item in slip for slip in vote.slips.values()) for item in items)


def rounds_before(state: State, vote: VoteState, item: str) -> tuple[int, ...]:
    """Give the strokes of an item in the earlier rounds in which it was counted anew afterwards, first to last.

    A round that counted only others anew says of this item what the present one says.
    """
    standing = state.stands_for(item)
    return tuple(
        sum(strokes_of(state, each.vote).get(standing, (0, 0)))
        for each in vote.rounds
        if not each.items or any(state.stands_for(id_) == standing for id_ in each.items)
    )


def uncounted(vote: VoteState, items: Iterable[str]) -> int:
    """Give how many of these items have no number yet.

    Where slips were counted an item on none of them has none, and only those counted anew are waited for.
    """
    if any(vote.slips.values()):
        anew = vote.rounds[-1].items if vote.rounds else frozenset[str]()
        items = anew.intersection(items)
    return sum(1 for item in items if item not in vote.sheet)


def people_moved(state: State, vote: VoteState) -> int:
    """Give by how many those who can draw strokes have become more, or fewer, since their number was said."""
    return len(state.taking_part) - vote.here if vote.here and not vote.closed else 0


def voters_doubt(number: int, here: int) -> Literal["", "more", "far_more"]:
    """Say whether a number of voters is more than are here, and whether by so much that a finger slipped."""
    if number <= here:
        return ""
    return "far_more" if number > 2 * here + 3 else "more"


def check_sheet_count(vote: VoteState, step: Vote, strokes: int) -> None:
    """Refuse a number on one sheet that the voters cannot have drawn under the rule of the step."""
    most = vote.voters * step.per_item
    if strokes < 0 or strokes > most:
        said = message(
            "refused.strokes_impossible", n=strokes, most=most, voters=vote.voters, **marks_of(step)
        )
        raise Refused(said)
