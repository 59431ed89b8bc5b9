"""Who may see what: the one filter between what a session holds and whoever looks at it.

The window in the room, a window that follows, and everything that is written out later draw the state that
`seen_by` gives. So what is kept from somebody is not there to be drawn by mistake, whatever draws.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from apv_tui.core.agenda import StepBase
from apv_tui.core.state import State
from apv_tui.core.things import Item, StepState


class Sight(NamedTuple):
    """What somebody may see beyond what the room sees."""

    private: bool = False
    """Lists for the leader alone, and what was filled in, counted or chosen at steps for the leader alone."""
    absence: bool = False
    """The figures of sickness absence; with few people they can point at one."""
    contributors: bool = True
    """Which group said what, and with it who may have said it."""
    vaults: frozenset[str] = frozenset()
    """The confidential notes that may be seen, by their ids."""


ROOM: Final = Sight()
"""Everybody in the room, on the projector. The groups sat there themselves, so they know who said what."""
LEADER: Final = Sight(private=True, absence=True)
"""The leader, at a screen of their own. Confidential notes are not the leader's, but their owner's."""
READERS: Final = Sight(contributors=False)
"""Whoever reads what the meeting came to; the law asks for the plan, not for who wished what."""


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
    if hidden or (not sight.contributors and state.items):
        changes["items"] = {
            id_: _item(item, hidden, sight) for id_, item in state.items.items() if id_ not in hidden
        }
    if hidden:
        changes["actions"] = {id_: each for id_, each in state.actions.items() if id_ not in hidden}
        changes["orders"] = {
            list_id: tuple(id_ for id_ in order if id_ not in hidden)
            for list_id, order in state.orders.items()
        }
    if not sight.absence and state.absence:
        changes["absence"] = {}
    steps = _steps(state, hidden, sight)
    if steps is not state.steps:
        changes["steps"] = steps
    if not sight.private and any(state.is_private(list_id) for list_id in state.headings):
        changes["headings"] = {
            list_id: names for list_id, names in state.headings.items() if not state.is_private(list_id)
        }
    return state._replace(**changes) if changes else state  # type: ignore[arg-type]


def _is_hidden(state: State, item: Item, sight: Sight) -> bool:
    if item.vault and item.vault not in sight.vaults:
        return True
    return not sight.private and state.is_private(item.list)


def _item(item: Item, hidden: frozenset[str], sight: Sight) -> Item:
    changes: dict[str, object] = {}
    if item.under in hidden:
        changes["under"] = ""
    if item.origin in hidden:
        changes["origin"] = ""
    if item.merged_into in hidden:  # a repeat of what is not seen does not stand for it
        changes.update(merged_into="", withdrawn=True)
    if not sight.contributors:
        changes.update(group=None, grouping="")
    return item._replace(**changes) if changes else item  # type: ignore[arg-type]


def _steps(state: State, hidden: frozenset[str], sight: Sight) -> Mapping[str, StepState]:
    leaders = set()
    if not sight.private:
        leaders = {
            step.id
            for meeting, step in state.agenda.steps()
            if (step.private or meeting.private) and step.id in state.steps
        }
    if not (hidden or leaders):
        return state.steps
    return {id_: _step(each, hidden, kept=id_ not in leaders) for id_, each in state.steps.items()}


def _step(step: StepState, hidden: frozenset[str], *, kept: bool) -> StepState:
    if not kept:
        # Where it stands may be seen, nothing that was said there.
        groups = tuple(group._replace(item="") for group in step.groups)
        return StepState(step.clock, step.entered, step.part, groups, step.seed)
    if not hidden:
        return step
    vote = step.vote
    if vote is not None:
        topics = vote.topics
        vote = vote._replace(
            sheet=_without(vote.sheet, hidden),
            slips={n: tuple(id_ for id_ in slip if id_ not in hidden) for n, slip in vote.slips.items()},
            runoff=None if vote.runoff is None else _without(vote.runoff, hidden),
            topics=topics and topics._replace(items=tuple(i for i in topics.items if i not in hidden)),
        )
    return step._replace(
        groups=tuple(each._replace(item="") if each.item in hidden else each for each in step.groups),
        vote=vote,
        priorities=tuple(each for each in step.priorities if each.item not in hidden),
        joins={person: id_ for person, id_ in step.joins.items() if id_ not in hidden},
        heads=_without(step.heads, hidden),
        unchosen=tuple(id_ for id_ in step.unchosen if id_ not in hidden),
    )


def _without(counts: Mapping[str, int], hidden: frozenset[str]) -> Mapping[str, int]:
    return {id_: n for id_, n in counts.items() if id_ not in hidden}
