"""What actions are made of: the wishes they come from, and the proposals under each (APV-4.3, APV-4.4d)."""

from typing import NamedTuple

from apv_tui.core.agenda import Plan, Vote
from apv_tui.core.lately import lately
from apv_tui.core.plans import in_order
from apv_tui.core.state import Item, State
from apv_tui.core.thread import Book, book_of, thread_in, thread_of


def plan_step(state: State, list_id: str) -> Plan | None:
    """Give the step at which the actions of a list are planned, where they come from wishes; None for none."""
    every = (step for _, step in state.agenda.steps())
    steps = [step for step in every if isinstance(step, Plan) and step.into == list_id]
    return next((step for step in steps if step.under), steps[0] if steps else None)


def wish_list(state: State, list_id: str) -> str:
    """Give the list of what the actions of a list come from: as the agenda says, else where that stands; or ""."""
    step = plan_step(state, list_id)
    if step is not None and step.under:
        return step.under
    found = {wish.list for action in in_order(state, list_id) if (wish := wish_of(state, action)) is not None}
    return found.pop() if len(found) == 1 else ""


class Wish(NamedTuple):
    """An item that actions can come from. `strokes` is None where it was never voted on."""

    item: Item
    strokes: int | None
    parked: bool
    actions: int
    """How many actions of the plan come from it."""


@lately
def wishes_of(state: State, step: Plan) -> tuple[Wish, ...]:
    """Give the items the actions of a step can come from; those that nobody joined are marked as parked."""
    if step.under is None:
        return ()
    parked = {item for each in state.steps.values() for item in each.unchosen}
    book = book_of(state)
    counts: dict[str, int] = {}
    for action in in_order(state, step.into):
        if action.under:
            wish = state.stands_for(action.under)
            counts[wish] = counts.get(wish, 0) + 1
    return tuple(
        Wish(item, thread_in(book, item).strokes, item.id in parked, counts.get(item.id, 0))
        for item in state.standing(step.under)
    )


@lately
def without_actions(state: State, step: Plan) -> tuple[Item, ...]:
    """Give the items that no action comes from yet; those that were parked are not waited for."""
    return tuple(wish.item for wish in wishes_of(state, step) if not wish.actions and not wish.parked)


def strokes_got(state: State, item: Item) -> int | None:
    """Give the strokes an item got, with those of what it was made of; None where it was never voted on."""
    return thread_of(state, item).strokes


def wish_of(state: State, action: Item) -> Item | None:
    """Give the item an action comes from, or the one that stands for it."""
    return state.items.get(state.stands_for(action.under)) if action.under else None


class Proposal(NamedTuple):
    """A proposal that can become an action; `action` is the one it has become."""

    item: Item
    lens: str
    action: Item | None


def proposals_of(state: State, step: Plan, wish: str) -> tuple[Proposal, ...]:
    """Give the proposals under a wish, lens by lens; for "" those that belong to no wish."""
    made = {action.origin: action for action in in_order(state, step.into) if action.origin}
    found = [
        item
        for list_id in step.uses
        if list_id not in (step.under, step.into) and not state.is_confidential(list_id)
        for item in (state.under(wish, list_id) if wish else state.standing(list_id))
        if wish or not item.under
    ]
    lenses = dict.fromkeys(state.lens_of(item) for item in found)
    return tuple(
        Proposal(item, lens, made.get(item.id))
        for lens in lenses
        for item in found
        if state.lens_of(item) == lens
    )


def chosen_wishes(book: Book) -> tuple[Item, ...]:
    """Give what was chosen: what the actions come from, and the topics of counts; those with most strokes first.

    Of a wish and what it was carried over to, only the later one: its thread holds the other.
    """
    state = book.state
    lists = dict.fromkeys(wish_list(state, list_id) for list_id in state.plans if plan_step(state, list_id))
    found = {item.id: item for list_id in lists if list_id for item in state.standing(list_id)}
    behind = {each.id for item in found.values() for each in thread_in(book, item).origins}
    for _, step in state.agenda.steps():
        vote = state.state_of(step).vote if isinstance(step, Vote) else None
        for id_ in vote.topics.items if vote and vote.topics else ():
            item = state.items.get(state.stands_for(id_))
            if item is None or item.withdrawn or item.id in behind:
                continue
            later = next((each for each in thread_in(book, item).became if each.stands), item)
            found.setdefault(later.id, later)
    return tuple(sorted(found.values(), key=lambda item: -(thread_in(book, item).strokes or 0)))
