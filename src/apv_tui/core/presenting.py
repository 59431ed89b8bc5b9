"""Presenting a list theme by theme, so that what several reached is heard once (APV-4.1a, APV-4.3a)."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from apv_tui.core.agenda import Present
from apv_tui.core.lately import lately
from apv_tui.core.plans import in_order, plan_lists
from apv_tui.core.sections import heading_of, headings_of
from apv_tui.core.state import Item, State

LAST: Final = 1_000_000
"""The place of what belongs to no theme: after all of them."""


class Theme(NamedTuple):
    """A page of a presentation: the items that share a heading, a lens, or the item they belong to.

    `title` is "" for what belongs nowhere; `wish` is the item they belong to.
    """

    title: str
    items: tuple[Item, ...]
    wish: Item | None = None


@lately
def themes(state: State, step: Present) -> tuple[Theme, ...]:
    """Give the themes of a step in their order; each item that stands is in one of them, once.

    Their order hangs on nothing that striking out a repeat within a theme changes, and none vanishes by it.
    """
    items = in_order(state, step.list) if step.list in plan_lists(state) else state.standing(step.list)
    if step.by == "none":
        return (Theme("", tuple(items)),) if items else ()
    if step.by == "under":
        return _by_wish(state, items)
    if step.by == "lens":
        order = lenses(state)
        return _by_title(order, ((state.lens_of(item), item) for item in items))
    return _by_title(headings_of(state, step.list), ((heading_of(state, item), item) for item in items))


def lenses(state: State) -> tuple[str, ...]:
    """Give the lenses of the agenda in the order in which they are asked about."""
    return tuple(
        dict.fromkeys(
            question.lens for _, step in state.agenda.steps() for question in step.questions if question.lens
        )
    )


def _by_title(order: Iterable[str], titled: Iterable[tuple[str, Item]]) -> tuple[Theme, ...]:
    found: dict[str, list[Item]] = {title: [] for title in order}
    rest: list[Item] = []
    for title, item in titled:
        (found.setdefault(title, []) if title else rest).append(item)
    made = [Theme(title, tuple(items)) for title, items in found.items() if items]
    return (*made, *((Theme("", tuple(rest)),) if rest else ()))


def _by_wish(state: State, items: Iterable[Item]) -> tuple[Theme, ...]:
    place = {lens: at for at, lens in enumerate(lenses(state))}
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(state.stands_for(item.under) if item.under in state.items else "", []).append(item)

    def order(wish: str) -> tuple[str, int]:
        above = state.items.get(wish)
        return (above.list, above.number) if above else ("\U0010ffff", LAST)

    made: list[Theme] = []
    for wish in sorted(found, key=order):
        inside = sorted(found[wish], key=lambda item: (place.get(state.lens_of(item), LAST), item.number))
        above = state.items.get(wish)
        made.append(Theme(above.text if above else "", tuple(inside), above))
    return tuple(made)
