"""Who may see what: the one filter between what a session holds and whoever looks at it.

The window in the room, a window that follows, and everything that is written out later draw the state that
`seen_by` gives. So what is kept from somebody is not there to be drawn by mistake, whatever draws.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from apv_tui.core.agenda import StepBase
from apv_tui.core.state import State
from apv_tui.core.things import CountRound, Group, Item, StepState, VoteState

View = Literal["room", "leader"]
"""Whose window it is."""


class Sight(NamedTuple):
    """What somebody may see beyond what the room sees."""

    private: bool = False
    """Lists for the leader alone, and what was filled in, counted or chosen at steps for the leader alone."""
    absence: bool = False
    """The figures of sickness absence; with few people they can point at one."""
    contributors: bool = True
    """Who sat in which group, stood by what, or was at the centre, and with it who may have said what. Which
    group said it stays, as a number; without this a group is only how many sat in it."""
    drafts: bool = True
    """What was reworded or taken off, as it was said: perhaps because somebody was named in it. An action that
    was taken off an adopted plan stays readable: the old version of a plan does."""
    vaults: frozenset[str] = frozenset()
    """The confidential notes that may be seen, by their ids."""


ROOM: Final = Sight()
"""Everybody in the room, on the projector. The groups sat there themselves, so they know who said what."""
LEADER: Final = Sight(private=True, absence=True)
"""The leader, at a screen of their own. Confidential notes are not the leader's, but their owner's."""
READERS: Final = Sight(absence=True, contributors=False, drafts=False)
"""Whoever reads the minutes and the plan, which leave the house: nothing that is private or confidential, and
not who said what. Danish law asks that sickness absence is taken into account, so the account of all together
is there; a report says it where it has to, and never for so few that it points at one of them."""


def is_for_leader(state: State, step: StepBase) -> bool:
    """Whether a step is for the leader alone: by itself, or as one of a meeting that is."""
    return step.private or any(
        meeting.private and any(each.id == step.id for each in meeting.steps)
        for meeting in state.agenda.meetings
    )


def seen_by(state: State, sight: Sight) -> State:
    """Give the state as somebody may see it; the same object where nothing has to be left out.

    Nothing in it refers to what was left out, so that it can be drawn like any other.
    """
    changes: dict[str, object] = {}
    hidden = frozenset(id_ for id_, item in state.items.items() if _is_hidden(state, item, sight))
    gone = frozenset[str]() if sight.drafts else _taken_off(state)
    if hidden or (state.items and not sight.drafts):
        changes["items"] = {
            id_: _item(item, hidden) if sight.drafts else _final(_item(item, hidden), gone)
            for id_, item in state.items.items()
            if id_ not in hidden
        }
        changes["actions"] = {id_: each for id_, each in state.actions.items() if id_ not in hidden}
        changes["orders"] = {
            list_id: tuple(id_ for id_ in order if id_ not in hidden)
            for list_id, order in state.orders.items()
        }
    if not sight.absence and state.absence:
        changes["absence"] = {}
    if not sight.contributors and (state.spot or state.been or state.vaults):
        # Whose notes there are tells who was at the centre.
        vaults = {id_: vault for id_, vault in state.vaults.items() if id_ in sight.vaults}
        changes.update(spot="", been=(), vaults=vaults, vault=state.vault if state.vault in vaults else "")
    leaders = _leaders_alone(state, sight)
    steps = _steps(state, hidden, leaders, sight)
    if steps is not state.steps:
        changes["steps"] = steps
    if state.before and (hidden or leaders or not sight.contributors):
        changes["before"] = {
            id_: tuple(past._replace(step=_past(past.step, hidden, sight)) for past in every)
            for id_, every in state.before.items()
            if id_ not in leaders
        }
    if not sight.private and any(state.is_private(list_id) for list_id in state.headings):
        changes["headings"] = {
            list_id: names for list_id, names in state.headings.items() if not state.is_private(list_id)
        }
    return state._replace(**changes) if changes else state  # type: ignore[arg-type]


def _is_hidden(state: State, item: Item, sight: Sight) -> bool:
    if item.vault and item.vault not in sight.vaults:
        return True
    return not sight.private and state.is_private(item.list)


def _item(item: Item, hidden: frozenset[str]) -> Item:
    changes: dict[str, object] = {}
    if item.under in hidden:
        changes["under"] = ""
    if item.origin in hidden:
        changes["origin"] = ""
    if item.merged_into in hidden:  # a repeat of what is not seen does not stand for it
        changes.update(merged_into="", withdrawn=True)
    return item._replace(**changes) if changes else item  # type: ignore[arg-type]


def _taken_off(state: State) -> frozenset[str]:
    return frozenset(
        id_ for id_, item in state.items.items() if item.withdrawn and item.list not in state.adopted
    )


def _final(item: Item, gone: frozenset[str]) -> Item:
    """Give an item as it was left: nothing of what it said before, and no words of what was taken off."""
    text = "" if item.id in gone else item.text
    return item._replace(
        text=text,
        original=text,
        under="" if item.under in gone else item.under,
        origin="" if item.origin in gone else item.origin,
    )


def _leaders_alone(state: State, sight: Sight) -> frozenset[str]:
    """Give the steps of which only where they stand may be seen."""
    if sight.private:
        return frozenset()
    of_all = state.agenda.steps()
    return frozenset(step.id for meeting, step in of_all if step.private or meeting.private)


def _steps(
    state: State, hidden: frozenset[str], leaders: frozenset[str], sight: Sight
) -> Mapping[str, StepState]:
    named = not sight.contributors and any(map(_names_people, state.steps.values()))
    if not (hidden or named) and leaders.isdisjoint(state.steps):
        return state.steps
    seen = {id_: _step(each, hidden, kept=id_ not in leaders) for id_, each in state.steps.items()}
    return seen if sight.contributors else {id_: _counted(each) for id_, each in seen.items()}


def _past(step: StepState, hidden: frozenset[str], sight: Sight) -> StepState:
    seen = _step(step, hidden, kept=True)
    return seen if sight.contributors else _counted(seen)


def _names_people(step: StepState) -> bool:
    return bool(step.joins or step.seatings) or any(group.everyone for group in step.groups)


def _counted(step: StepState) -> StepState:
    """Give what a step has come to with people counted where they were named."""
    heads = dict(step.heads)
    for item in step.joins.values():
        heads[item] = heads.get(item, 0) + 1
    groups = tuple(
        Group((), item=group.item, heads=group.heads + len(group.everyone)) for group in step.groups
    )
    return step._replace(groups=groups, joins={}, heads=heads, seatings=())


def _step(step: StepState, hidden: frozenset[str], *, kept: bool) -> StepState:
    if not kept:
        # Where it stands may be seen, nothing that was said there.
        groups = tuple(group._replace(item="") for group in step.groups)
        return StepState(
            step.clock,
            step.entered,
            step.part,
            groups,
            step.seed,
            minutes=step.minutes,
            dropped=step.dropped,
        )
    if not hidden:
        return step
    vote = _vote(step.vote, hidden) if step.vote is not None else None
    return step._replace(
        groups=tuple(each._replace(item="") if each.item in hidden else each for each in step.groups),
        vote=vote,
        priorities=tuple(each for each in step.priorities if each.item not in hidden),
        joins={person: id_ for person, id_ in step.joins.items() if id_ not in hidden},
        heads=_without(step.heads, hidden),
        unchosen=tuple(id_ for id_ in step.unchosen if id_ not in hidden),
    )


def _vote(vote: VoteState, hidden: frozenset[str]) -> VoteState:
    topics = vote.topics
    return vote._replace(
        sheet=_without(vote.sheet, hidden),
        slips={n: tuple(id_ for id_ in slip if id_ not in hidden) for n, slip in vote.slips.items()},
        runoff=None if vote.runoff is None else _without(vote.runoff, hidden),
        run_offs=tuple(_without(each, hidden) for each in vote.run_offs),
        topics=topics and topics._replace(items=tuple(i for i in topics.items if i not in hidden)),
        rounds=tuple(CountRound(_vote(each.vote, hidden), each.items - hidden) for each in vote.rounds),
    )


def _without(counts: Mapping[str, int], hidden: frozenset[str]) -> Mapping[str, int]:
    return {id_: n for id_, n in counts.items() if id_ not in hidden}
