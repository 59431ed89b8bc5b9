"""Groups that agree on a wish, and people who choose their group (APV-4.1, APV-4.2)."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from apv_tui.core.agenda import Join, Prioritise
from apv_tui.core.facts import FormedGroup
from apv_tui.core.lately import lately
from apv_tui.core.state import Group, Item, State

FEWEST_WISHES: Final = 3
"""Where the groups' choices come to fewer wishes than this, each may take one more (APV-X7)."""


# -- each group's own choice (APV-4.1e, f and g) -----------------------------------------------------------


class Sheet(NamedTuple):
    """A wish that was chosen: by which groups (indexes from 0), and what all of them propose."""

    wish: Item
    groups: tuple[int, ...]
    proposals: tuple[Item, ...]


class Due(NamedTuple):
    """What comes next for a group: its wish, proposal `number` under `wish`, or nothing more.

    `more` says that it may choose another wish besides.
    """

    what: Literal["wish", "proposal", "nothing"]
    wish: Item | None = None
    number: int = 0
    more: bool = False


class Lack(NamedTuple):
    """A group whose sheet is not finished: without a wish, or `proposals` short of what is asked for."""

    group: int
    proposals: int = 0


def wishes_of(state: State, step: Prioritise, group: int) -> tuple[Item, ...]:
    """Give what a group has chosen, as it stands now: a repeat counts as the item it was struck out under."""
    ids = dict.fromkeys(
        state.stands_for(each.item) for each in state.state_of(step).priorities if each.group == group
    )
    return tuple(state.items[id_] for id_ in ids if id_ in state.items and state.items[id_].stands)


def proposals_of(state: State, step: Prioritise, group: int, wish: str) -> tuple[Item, ...]:
    """Give a group's own proposals under a wish."""
    proposals = state.under(wish, step.proposals_into)
    return tuple(item for item in proposals if state.is_of_group(item, step, group))


def sheets(state: State, step: Prioritise) -> tuple[Sheet, ...]:
    """Give every wish that was chosen, once, with the groups that chose it and all proposals (APV-X7)."""
    chosen: dict[str, list[int]] = {}
    for group in range(len(state.groups_of(step))):
        for wish in wishes_of(state, step, group):
            chosen.setdefault(wish.id, []).append(group)
    order = [state.stands_for(each.item) for each in state.state_of(step).priorities]
    return tuple(
        Sheet(state.items[id_], tuple(chosen[id_]), state.under(id_, step.proposals_into))
        for id_ in dict.fromkeys(order)
        if id_ in chosen
    )


def most_wishes(state: State, step: Prioritise) -> int:
    """Give how many wishes a group may choose now: one, or two in a small staff (APV-4.1e, APV-4.1g).

    Also where all groups have chosen and have come to fewer than three in all, each may take the next one.
    """
    least, most = step.wishes
    if len(state.taking_part) < step.few:
        return most
    groups = _peopled(state, state.groups_of(step))
    all_have = bool(groups) and all(len(wishes_of(state, step, group)) >= least for group in groups)
    return max(most, least + 1) if all_have and len(sheets(state, step)) < FEWEST_WISHES else least


def due(state: State, step: Prioritise, group: int) -> Due:
    """Give what comes next for a group: the wish chosen last is filled before another one is chosen."""
    wishes = wishes_of(state, step, group)
    more = len(wishes) < most_wishes(state, step)
    for wish in reversed(wishes):
        known = len(proposals_of(state, step, group, wish.id))
        if known < step.proposals:
            return Due("proposal", wish, known + 1, more)
    return Due("nothing" if wishes and len(wishes) >= _wanted(state, step) else "wish", more=more)


def lacking(state: State, step: Prioritise) -> tuple[Lack, ...]:
    """Give the groups that are not finished, those that everybody has left aside."""
    found = []
    for group in _peopled(state, state.groups_of(step)):
        wishes = wishes_of(state, step, group)
        known = [len(proposals_of(state, step, group, wish.id)) for wish in wishes]
        short = sum(max(0, step.proposals - n) for n in known)
        if len(wishes) < step.wishes[0] or short:
            found.append(Lack(group, short if len(wishes) >= step.wishes[0] else 0))
    return tuple(found)


def _wanted(state: State, step: Prioritise) -> int:
    """Give how many wishes are asked for: another one is asked for where it may be had, but never missed."""
    return max(step.wishes[0], most_wishes(state, step))


def _peopled(state: State, groups: Sequence[Group]) -> list[int]:
    here = {person.id for person in state.taking_part}
    return [at for at, group in enumerate(groups) if group.heads or here.intersection(group.everyone)]


# -- people choose their group (APV-4.2b) ------------------------------------------------------------------


class Standing(NamedTuple):
    """Who stands at a wish: those known by name, and how many more. `parts` is how many groups that makes."""

    wish: Item
    people: tuple[str, ...]
    heads: int
    parts: int

    @property
    def total(self) -> int:
        """How many stand there in all."""
        return len(self.people) + self.heads


class Placement(NamedTuple):
    """Where everybody stands: at the wishes in their order, and who is not known to stand anywhere.

    `waiting` are the people not named anywhere; `missing` says how many of them cannot be among those who
    were only counted.
    """

    at: tuple[Standing, ...]
    waiting: tuple[str, ...]
    missing: int

    @property
    @lately
    def placed(self) -> int:
        """How many stand somewhere."""
        return sum(standing.total for standing in self.at)

    @property
    def unchosen(self) -> tuple[Item, ...]:
        """The wishes nobody stands at."""
        return tuple(standing.wish for standing in self.at if not standing.total)


@lately
def placement(state: State, step: Join) -> Placement:
    """Give where everybody stands now; who has left stands nowhere, and a repeat is the wish that stands."""
    known = state.state_of(step)
    wishes = state.standing(step.list)
    where = {
        person.id: state.stands_for(known.joins[person.id])
        for person in state.taking_part
        if person.id in known.joins
    }
    heads: dict[str, int] = {}
    for item, n in known.heads.items():
        heads[state.stands_for(item)] = heads.get(state.stands_for(item), 0) + n
    at = []
    # Those named last stand last, however often they changed their minds.
    there: dict[str, list[str]] = {}
    for who in known.joins:
        if who in where:
            there.setdefault(where[who], []).append(who)
    for wish in wishes:
        people = tuple(there.get(wish.id, ()))
        count = len(people) + heads.get(wish.id, 0)
        at.append(Standing(wish, people, heads.get(wish.id, 0), -(-count // step.crowd)))
    named = {who for standing in at for who in standing.people}
    waiting = tuple(person.id for person in state.taking_part if person.id not in named)
    counted = sum(standing.heads for standing in at)
    return Placement(tuple(at), waiting, max(0, len(waiting) - counted))


def form_groups(
    items: Sequence[str], joins: Mapping[str, str], heads: Mapping[str, int], crowd: int
) -> tuple[tuple[FormedGroup, ...], tuple[str, ...]]:
    """Give the groups around `items` in their order, and the items nobody joined.

    `joins` names the item each person joined, `heads` counts those without a name. More than `crowd` at one
    item are split into groups of about the same size (APV-X8).
    """
    groups: list[FormedGroup] = []
    unchosen: list[str] = []
    for item in items:
        members = [person for person, joined in joins.items() if joined == item]
        more = heads.get(item, 0)
        total = len(members) + more
        if not total:
            unchosen.append(item)
            continue
        parts = -(-total // crowd)
        named = [tuple(members[part::parts]) for part in range(parts)]
        sizes = [total // parts + (part < total % parts) for part in range(parts)]
        groups += [
            FormedGroup(item=item, members=who, heads=size - len(who))
            for who, size in zip(named, sizes, strict=True)
        ]
    return tuple(groups), tuple(unchosen)
