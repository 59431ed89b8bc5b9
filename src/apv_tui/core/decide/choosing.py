"""Deciding on what groups choose, and on the groups people choose (APV-4.1, APV-4.2)."""

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Join, Prioritise
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.choosing import form_groups, most_wishes, placement, wishes_of
from apv_tui.core.decide.deciding import decides
from apv_tui.core.decide.ideas import LONGEST_IDEA
from apv_tui.core.decide.means import Drafts, Means, at, need_item
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import Item, State
from apv_tui.core.text import one_line


@decides(c.Prioritise)
def prioritise(state: State, command: c.Prioritise, means: Means) -> Drafts:
    """Choose an item for a group; equal choices of several groups are one, with the proposals of all.

    A wish in words of the group's own comes onto the list first, so that it has its number like the others.
    """
    step = _need_prioritise(state)
    if not 0 <= command.group < len(state.groups_of(step)):
        raise Refused(message("refused.no_such_group", group=command.group + 1))
    chosen = wishes_of(state, step, command.group)
    grouping = state.grouping_of(step)
    if not command.item:
        text = one_line(command.text, LONGEST_IDEA)
        if not text:
            raise Refused(message("refused.empty_text"))
        _need_room(state, step, chosen)
        new = f.IdeaNoted(
            item=means.new_id(),
            list=step.list,
            number=state.next_number(step.list),
            text=text,
            grouping=grouping,
            group=command.group,
            late=state.locked(step.list),
        )
        return at(step.id, new, f.WishPrioritised(item=new.item, group=command.group, grouping=grouping))
    item = need_item(state, state.stands_for(command.item))
    if item.list != step.list or not item.stands:
        raise Refused(message("refused.other_list"))
    if item in chosen:
        return ()
    _need_room(state, step, chosen)
    return at(step.id, f.WishPrioritised(item=item.id, group=command.group, grouping=grouping))


def _need_room(state: State, step: Prioritise, chosen: tuple[Item, ...]) -> None:
    most = most_wishes(state, step)
    if len(chosen) >= most:
        raise Refused(message("refused.enough_wishes", n=most))


@decides(c.DropPriority)
def drop_priority(state: State, command: c.DropPriority, _: Means) -> Drafts:
    """Take a choice back, also where it has since been struck out as a repeat."""
    step = _need_prioritise(state)
    grouping = state.grouping_of(step)
    wanted = state.stands_for(command.item)
    dropped = [
        f.WishDropped(item=each.item, group=each.group, grouping=grouping)
        for each in state.state_of(step).priorities
        if each.group == command.group and state.stands_for(each.item) == wanted
    ]
    return at(step.id, *dropped)


@decides(c.Join)
def join(state: State, command: c.Join, _: Means) -> Drafts:
    """Let a person join an item; where people were only counted there, one of them has a name now.

    Where everybody is counted elsewhere, that is put right first: nobody can say from where to take one.
    """
    step = _need_join(state)
    here = state.meeting_state
    if here is None or command.person not in here.present - here.leads:
        raise Refused(message("refused.not_here"))
    item = _wish(state, step, command.item).id if command.item else ""
    known = state.state_of(step)
    if state.stands_for(known.joins.get(command.person, "")) == item:
        return ()
    joined: list[f.Fact] = [f.PersonJoined(person=command.person, item=item)]
    now = placement(state, step)
    if item and (counted := _heads(state, step, item)):
        joined += _counted(state, step, item, counted - 1)
    elif item and command.person in now.waiting and not now.missing:
        raise Refused(message("refused.more_than_here", n=now.placed + 1, here=len(state.taking_part)))
    return at(step.id, *joined)


@decides(c.JoinRest)
def join_rest(state: State, command: c.JoinRest, _: Means) -> Drafts:
    """Let all who stand nowhere yet join an item: by name, unless some of them are among those counted."""
    step = _need_join(state)
    item = _wish(state, step, command.item).id
    now = placement(state, step)
    if not now.missing:
        raise Refused(message("refused.nobody_left"))
    if now.missing == len(now.waiting):
        return at(step.id, *(f.PersonJoined(person=person, item=item) for person in now.waiting))
    return at(step.id, *_counted(state, step, item, _heads(state, step, item) + now.missing))


@decides(c.CountHeads)
def count_heads(state: State, command: c.CountHeads, _: Means) -> Drafts:
    """Say how many more stand at an item; together with those named they cannot be more than are there."""
    step = _need_join(state)
    item = _wish(state, step, command.item).id
    others = sum(
        len(standing.people) + (standing.heads if standing.wish.id != item else 0)
        for standing in placement(state, step).at
    )
    if command.heads < 0 or others + command.heads > len(state.taking_part):
        raise Refused(
            message("refused.more_than_here", n=others + command.heads, here=len(state.taking_part))
        )
    return at(step.id, *_counted(state, step, item, command.heads))


def _heads(state: State, step: Join, item: str) -> int:
    return next(standing.heads for standing in placement(state, step).at if standing.wish.id == item)


def _counted(state: State, step: Join, item: str, heads: int) -> list[f.Fact]:
    """Set how many are counted at an item; those counted at a repeat of it are among them from now on."""
    known = state.state_of(step).heads
    counted: list[f.Fact] = [
        f.HeadsCounted(item=other, heads=0)
        for other, n in known.items()
        if n and other != item and state.stands_for(other) == item
    ]
    return counted + ([f.HeadsCounted(item=item, heads=heads)] if known.get(item, 0) != heads else [])


@decides(c.FormGroups)
def form(state: State, _: c.FormGroups, means: Means) -> Drafts:
    """Make the groups."""
    step = _need_join(state)
    drafts = formation(state, step, means)
    if not drafts and not state.state_of(step).groups:
        raise Refused(message("refused.no_wishes"))
    return drafts


def formation(state: State, step: Join, means: Means) -> Drafts:
    """Make the groups from where people stand; where nothing is known of that, one for each wish.

    What nobody chose is put on the parking lot (APV-X8), and taken from there when somebody has chosen it
    after all. Nothing where all is so already, or where there is no wish.
    """
    now = placement(state, step)
    joins = {who: standing.wish.id for standing in now.at for who in standing.people}
    heads = {standing.wish.id: standing.heads for standing in now.at}
    wishes = [standing.wish.id for standing in now.at]
    groups, unchosen = form_groups(wishes, joins, heads, step.crowd)
    if not groups:
        groups, unchosen = tuple(f.FormedGroup(item=wish) for wish in wishes), ()
    known = state.state_of(step)
    as_before = [(group.item, group.everyone, group.heads) for group in known.groups]
    same = as_before == [(group.item, group.members, group.heads) for group in groups]
    if not groups or (same and known.unchosen == unchosen):
        return ()
    parked = _parked(state, step, unchosen, means)
    return at(step.id, f.GroupsFormed(groups=groups, unchosen=unchosen), *parked)


def _parked(state: State, step: Join, unchosen: tuple[str, ...], means: Means) -> list[f.Fact]:
    there = {item.origin: item.id for item in state.standing(PARKING_LOT) if item.step == step.id}
    number = state.next_number(PARKING_LOT)
    new = [state.items[id_] for id_ in unchosen if id_ not in there]
    parked: list[f.Fact] = [
        f.IdeaNoted(
            item=means.new_id(),
            list=PARKING_LOT,
            number=number + offset,
            text=item.text,
            grouping=item.grouping,
            group=item.group,
            sheet_number=item.sheet_number,
            origin=item.id,
        )
        for offset, item in enumerate(new)
    ]
    return parked + [
        f.IdeaWithdrawn(item=copy) for origin, copy in there.items() if origin not in unchosen and origin
    ]


def _need_prioritise(state: State) -> Prioritise:
    step = state.step
    if not isinstance(step, Prioritise):
        raise Refused(message("refused.no_choice_here"))
    return step


def _need_join(state: State) -> Join:
    step = state.step
    if not isinstance(step, Join):
        raise Refused(message("refused.no_choice_here"))
    # What was parked from here came from a group of an earlier step, and does not hold these groups fast.
    if state.have_noted(step.id):
        raise Refused(message("refused.groups_have_items"))
    return step


def _wish(state: State, step: Join, item: str) -> Item:
    standing = state.stands_for(item)
    found = next((each for each in state.standing(step.list) if each.id == standing), None)
    if found is None:
        raise Refused(message("refused.no_such_item"))
    return found
