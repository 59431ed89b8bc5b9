"""Deciding on groups: drawn among those present, or made of the groups of an earlier step."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Rounds, Step
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.means import Draft, Drafts, Means, at
from apv_tui.core.grouping import Member, draw_groups, group_sizes, merged, met_counts
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import Group, State


@decides(c.DrawGroups)
def draw_again(state: State, command: c.DrawGroups, means: Means) -> Drafts:
    """Draw the groups of the present step once more, from the given seed, and those made of them anew."""
    return drawn_anew(state, state, command.seed, means)


def drawn_anew(state: State, taking: State, seed: int, means: Means) -> Drafts:
    """Draw the groups of the present step anew among those who take part in `taking`, and those made of them.

    Raises `Refused` where they are at work already.
    """
    step = grouping_step(state)
    made_of = _made_of(state, step)
    for each in (step, *made_of):
        _need_untouched(state, each)
    if not step.group_size:
        raise Refused(message("refused.merged_groups" if step.merge_groups else "refused.own_choice"))
    if not taking.taking_part:
        raise Refused(message("refused.nobody_here"))
    drawn = draw(taking, step, seed, means)
    drafts = list(at(step.id, drawn))
    seated = {step.id: drawn.groups}
    for each in made_of:
        together = _together(seated[each.groups_from or ""], each, seed)
        seated[each.id] = together.groups
        drafts += at(each.id, together)
    return tuple(drafts)


def _made_of(state: State, step: Step) -> tuple[Step, ...]:
    """Give the steps whose groups are made of those of a step, as far as they have been made, in order."""
    found = {step.id}
    steps = []
    for each in state.meeting.steps if state.meeting else ():
        if each.merge_groups and each.groups_from in found and state.state_of(each).groups:
            found.add(each.id)
            steps.append(each)
    return tuple(steps)


def _need_untouched(state: State, step: Step) -> None:
    if any(
        isinstance(other, Rounds)
        and state.grouping_of(other) == step.id
        and state.state_of(other).clock.begun
        for _, other in state.agenda.steps()
    ):
        raise Refused(message("refused.round_runs"))
    chosen = any(state.state_of(each).priorities for each in state.choosing_in(step.id))
    if chosen or state.have_noted(step.id):
        raise Refused(message("refused.groups_have_items"))


def groups_made(
    state: State, step: Step, means: Means, *, anew: frozenset[str] = frozenset()
) -> tuple[Draft, ...]:
    """Make the groups of a step where it has none, and before them those they are made of.

    `anew` names steps whose groups do not count, because they are being gone through again.
    """
    return _made(state, step, means, anew)[0]


def _made(
    state: State, step: Step, means: Means, anew: frozenset[str]
) -> tuple[tuple[Draft, ...], tuple[Sequence[str], ...], int]:
    """Give the drafts, the people of each group, and the seed they were drawn from."""
    here = state.state_of(step)
    if here.groups and step.id not in anew:
        return (), _people(state, here.groups), here.seed
    if not state.taking_part:
        return (), (), 0
    if not step.merge_groups:
        if not step.group_size:
            return (), (), 0
        drawn = draw(state, step, means.new_seed(), means)
        return at(step.id, drawn), drawn.groups, drawn.seed
    before = state.find_step(step.groups_from or "")
    drafts, apart, seed = _made(state, before, means, anew) if before is not None else ((), (), 0)
    together = _together(apart, step, seed)
    if not together.groups:
        return drafts, (), seed
    return (*drafts, *at(step.id, together)), together.groups, seed


def _people(state: State, groups: Sequence[Group]) -> tuple[tuple[str, ...], ...]:
    """Give who is there of each group; one that everybody has left is none."""
    here = {person.id for person in state.taking_part}
    seated = (tuple(who for who in group.everyone if who in here) for group in groups)
    return tuple(people for people in seated if people)


def _together(apart: Sequence[Sequence[str]], step: Step, seed: int) -> f.GroupsDrawn:
    """Let groups sit down together, `merge_groups` at a time; who sits beside whom stays."""
    places = merged([len(people) for people in apart], step.merge_groups or 1)
    groups = tuple(tuple(who for at_ in each for who in apart[at_]) for each in places)
    return f.GroupsDrawn(groups=groups, seed=seed)


def draw(state: State, step: Step, seed: int, means: Means) -> f.GroupsDrawn:
    """Draw the groups of a step among those who take part (departments mixed after APV-0.S5c)."""
    present = state.taking_part
    sizes = group_sizes(
        len(present), step.group_size or 2, at_least=step.at_least_groups, remainder=step.remainder
    )
    members = [Member(who.id, who.department, who.leader) for who in present]
    history = met_counts(
        [group.everyone for group in other.groups] for id_, other in state.steps.items() if id_ != step.id
    )
    return f.GroupsDrawn(groups=draw_groups(members, sizes, means.random_from(seed), history), seed=seed)


def grouping_step(state: State) -> Step:
    """Give the step that made the groups the present one works in. Raises `Refused` where there are none."""
    step = state.step
    owner = state.find_step(state.grouping_of(step)) if step else None
    if owner is None:
        raise Refused(message("refused.no_groups_here"))
    return owner
