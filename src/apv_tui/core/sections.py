"""A list under its headings: what stands where, and what still stands without one (APV-3.2-r)."""

from typing import NamedTuple

from apv_tui.core.lately import lately
from apv_tui.core.repeats import Placed, wall
from apv_tui.core.state import Item, State


class Section(NamedTuple):
    """A heading and what stands under it, each item followed by its struck-out repeats; "" is without one."""

    heading: str
    rows: tuple[Placed, ...]

    @property
    @lately
    def items(self) -> tuple[Item, ...]:
        """What stands under the heading by itself."""
        return tuple(placed.item for placed in self.rows if placed.under is None)


def heading_of(state: State, item: Item) -> str:
    """Give the heading an item stands under; "" for none, also where its heading is no more."""
    return item.heading if item.heading in state.headings.get(item.list, ()) else ""


def sections(state: State, list_id: str) -> tuple[Section, ...]:
    """Give a list under its headings: first what stands without one, then each heading, empty ones too.

    Every item that is on the wall is in one of them, once; repeats are where the item is that they repeat.
    """
    rows: dict[str, list[Placed]] = {"": [], **{heading: [] for heading in headings_of(state, list_id)}}
    here = ""
    repeated: Item | None = None
    for placed in wall(state, list_id):
        if placed.under is None or placed.under != repeated:
            here = heading_of(state, placed.item)
        if placed.under is None:
            repeated = placed.item
        rows[here].append(placed)
    return tuple(Section(heading, tuple(placed)) for heading, placed in rows.items())


def headings_of(state: State, list_id: str) -> tuple[str, ...]:
    """Give the headings of a list in their order; for one that was chosen from others, those of the others."""
    lists = dict.fromkeys(item.list for item in state.on_list(list_id))
    found = [heading for each in (list_id, *lists) for heading in state.headings.get(each, ())]
    return tuple(dict.fromkeys(found))


def unplaced(state: State, list_id: str) -> tuple[Item, ...]:
    """Give the items that stand without a heading."""
    return tuple(item for item in state.standing(list_id) if not heading_of(state, item))


class Offer(NamedTuple):
    """An item that can be carried over, and what it became where that was done."""

    item: Item
    carried: Item | None


def offers(state: State, list_ids: tuple[str, ...], into: str) -> tuple[Offer, ...]:
    """Give what can be carried over from lists into another one, each item once; nothing confidential."""
    there: dict[str, Item] = {}
    for item in state.items.values():
        if item.list == into and item.origin and not item.withdrawn:
            there.setdefault(state.stands_for(item.origin), state.items[state.stands_for(item.id)])
    found = {
        item.id: Offer(item, there.get(item.id))
        for list_id in list_ids
        for item in state.standing(list_id)
        if not item.vault and item.list != into
    }
    return tuple(found.values())
