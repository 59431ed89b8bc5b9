"""What whoever leads wants to know at one glance: what is missing now, and what was done last."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from apv_tui.core.agenda import FollowUp, Noting, Plan, Prioritise, ReadBack, Step, Vote
from apv_tui.core.choosing import lacking
from apv_tui.core.evolve import undone_units
from apv_tui.core.facts import Entry
from apv_tui.core.plans import gaps
from apv_tui.core.preparing import writes_by_group
from apv_tui.core.state import State
from apv_tui.core.voting import possible_strokes, total_strokes

What = Literal["silent", "unfinished", "strokes", "wordless", "unseated", "owner", "deadline", "follow_up"]
_PLANNED: Final = (Plan, ReadBack, FollowUp)


class Lack(NamedTuple):
    """Something that is missing, and where: `numbers` of groups or items, ids of `people`; or `n` of `of`.

    silent: groups that noted nothing at this step; unfinished: groups whose sheet is; strokes: not counted
    yet; wordless: topics that are on paper only; unseated: people in no group; the rest: actions without it.
    """

    what: What
    numbers: tuple[int, ...] = ()
    people: tuple[str, ...] = ()
    n: int = 0
    of: int = 0


def lacks(state: State) -> tuple[Lack, ...]:
    """Give what is missing where the meeting stands; nothing in the lobby."""
    step = state.step
    if step is None:
        return ()
    return (*_of_groups(state, step), *_of_a_vote(state, step), *_of_plans(state))


def _of_groups(state: State, step: Step) -> tuple[Lack, ...]:
    found: list[Lack] = []
    groups, here = state.groups_of(step), {person.id for person in state.present}
    if groups:
        seated = {person for group in groups for person in group.everyone}
        out = tuple(person.id for person in state.present if person.id not in seated)
        # Where only heads were counted nobody knows who sits where.
        if out and seated and not any(group.heads for group in groups):
            found.append(Lack("unseated", people=out))
    if isinstance(step, Prioritise):
        found.append(Lack("unfinished", tuple(each.group + 1 for each in lacking(state, step))))
    elif isinstance(step, Noting) and state.meeting is not None and writes_by_group(state.meeting, step):
        grouping = state.grouping_of(step)
        noted = {
            item.group for item in state.items.values() if item.step == step.id and item.grouping == grouping
        }
        peopled = [at for at, group in enumerate(groups) if group.heads or here.intersection(group.everyone)]
        # Before anybody has noted anything, nobody is behind the others.
        if noted:
            found.append(Lack("silent", tuple(at + 1 for at in peopled if at not in noted)))
    return tuple(each for each in found if each.numbers or each.people)


def _of_a_vote(state: State, step: Step) -> tuple[Lack, ...]:
    vote = state.state_of(step).vote if isinstance(step, Vote) else None
    if vote is None or not isinstance(step, Vote):
        return ()
    possible = possible_strokes(step, vote)
    left = possible - total_strokes(vote)
    if not vote.closed:
        return (Lack("strokes", n=left, of=possible),) if left > 0 else ()
    topics = vote.topics.items if vote.topics is not None else ()
    items = [state.items[id_] for id_ in map(state.stands_for, topics) if id_ in state.items]
    bare = tuple(item.number for item in items if not item.text)
    return (Lack("wordless", bare),) if bare else ()


def _of_plans(state: State) -> tuple[Lack, ...]:
    """Look at the plans that the meeting has come to: at its own step, or at one behind it."""
    steps = state.meeting.steps[: state.step_index + 1] if state.meeting is not None else ()
    lists = dict.fromkeys(
        step.into if isinstance(step, Plan) else step.list for step in steps if isinstance(step, _PLANNED)
    )
    return tuple(Lack(_NAMED[name], numbers) for each in lists for name, numbers in gaps(state, each).items())


_NAMED: Final[dict[str, What]] = {"owner": "owner", "deadline": "deadline", "follow_up": "follow_up"}


def last_done(entries: Sequence[Entry], most: int) -> tuple[tuple[Entry, ...], ...]:
    """Give the last commands that stand, the latest first: of each the entries that undo would take back."""
    undone = undone_units(entries)
    found: dict[str, list[Entry]] = {}
    for entry in reversed(entries):
        if entry.unit in undone or not entry.fact.undoable:
            continue
        if entry.unit not in found and len(found) == most:
            break
        found.setdefault(entry.unit, []).insert(0, entry)
    return tuple(map(tuple, found.values()))
