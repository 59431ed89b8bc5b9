"""Where everything that was noted is told of in the minutes: each item at one step, and so counted once."""

from typing import Final, NamedTuple

from apv_tui.core.agenda import FollowUp, Noting, Plan, Prioritise, ReadBack, Sort, Spotlight, Step
from apv_tui.core.running_order import lists_filled
from apv_tui.core.state import Item, State

ELSEWHERE: Final = ""
"""The home of what no step of the agenda tells of: what was parked, or noted on a list nothing fills."""


class Noted(NamedTuple):
    """An item with the repeats struck out under it. `of` is what it was itself struck out under.

    An item has a place of its own, although it was struck out, where what it repeats is on another list or was
    taken off.
    """

    item: Item
    repeats: tuple[Item, ...] = ()
    of: Item | None = None


def homes(state: State) -> dict[str, tuple[Noted, ...]]:
    """Give, by step, what is told of there: every item that was not taken off, once, in order of number."""
    repeats: dict[str, list[Item]] = {}
    tops: list[tuple[Item, Item | None]] = []
    # An item that was moved here stands earlier among all items than its number says.
    for item in sorted(state.items.values(), key=lambda item: item.number):
        if item.withdrawn:
            continue
        above = state.items.get(state.stands_for(item.id)) if item.merged_into else None
        if above is None or above.id == item.id:
            tops.append((item, None))
        elif above.withdrawn or above.list != item.list:
            tops.append((item, above))
        else:
            repeats.setdefault(above.id, []).append(item)
    found: dict[str, list[Noted]] = {}
    for item, above in tops:
        found.setdefault(home_of(state, item), []).append(Noted(item, tuple(repeats.get(item.id, ())), above))
    return {step: tuple(noted) for step, noted in found.items()}


def home_of(state: State, item: Item) -> str:
    """Give the step that tells of an item: where it was noted, if its list is filled there, else the first that does.

    Actions are told of with their plan, whenever they were added.
    """
    here = state.find_step(item.step) if item.step else None
    if here is not None and item.list not in state.plans:
        # A group may choose a wish of its own, which goes onto the list of the others.
        own = (here.list,) if isinstance(here, Prioritise) else ()
        if item.list in (*_filled(here), *own):
            return here.id
    steps = [step for _, step in state.agenda.steps()]
    return next(
        (step.id for lists in (_filled, _followed) for step in steps if item.list in lists(step)), ELSEWHERE
    )


def _filled(step: Step) -> tuple[str, ...]:
    """Give the lists a step fills with items of their own; what is chosen by strokes or groups stays where it was."""
    match step:
        case Noting() | Spotlight():
            return lists_filled(step)
        case Plan():
            return (step.into,)
        case Sort():
            return (step.list,)
        case Prioritise():
            return (step.proposals_into,)
        case _:
            return ()


def _followed(step: Step) -> tuple[str, ...]:
    return (step.list,) if isinstance(step, ReadBack | FollowUp) else ()


class Tally(NamedTuple):
    """How many items a list has that stand, and how many were struck out as repeats."""

    list: str
    standing: int
    repeats: int


def tallies(state: State) -> tuple[Tally, ...]:
    """Count what was noted, list by list in the agenda's order; nothing that was taken off."""
    counts: dict[str, tuple[int, int]] = dict.fromkeys(state.agenda.lists, (0, 0))
    for item in state.items.values():
        if not item.withdrawn:
            standing, repeats = counts.get(item.list, (0, 0))
            counts[item.list] = (standing + (not item.merged_into), repeats + bool(item.merged_into))
    return tuple(Tally(list_id, *each) for list_id, each in counts.items() if any(each))
