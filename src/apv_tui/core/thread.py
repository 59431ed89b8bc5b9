"""The thread of a case: from an item back to its sheets and strokes, and on to what came of it (APV-4.4d)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from apv_tui.core.agenda import Prioritise, Vote
from apv_tui.core.lately import lately
from apv_tui.core.plans import plan_lists
from apv_tui.core.state import Item, State, Topics
from apv_tui.core.voting import strokes_of


class Count(NamedTuple):
    """The strokes an item got in one closed count: its own, and those drawn on its repeats ("9 + 2")."""

    step: str
    item: str
    own: int
    repeats: int
    topics: Topics | None = None
    """How the topics of that count were chosen, where the item is one of them."""


class Choice(NamedTuple):
    """A group (index from 0 in the groups drawn at `grouping`) that chose an item as the one to work on."""

    item: str
    group: int
    grouping: str


class Thread(NamedTuple):
    """Where an item comes from and what came of it.

    `origins` are the items it was made of, nearest first; `strokes` what it got in all, None where neither it
    nor what it was made of was ever voted on.
    """

    item: Item
    origins: tuple[Item, ...]
    strokes: int | None
    own: int = 0
    """The strokes on its own sheet; the others were drawn on what was struck out as its repeat."""
    counts: tuple[Count, ...] = ()
    repeats: tuple[Item, ...] = ()
    """What was struck out as its repeat on its own list."""
    above: tuple[Item, ...] = ()
    """The item it belongs to, such as a proposal's wish, and what that one belongs to."""
    became: tuple[Item, ...] = ()
    """What was carried over from it."""
    wordings: tuple[str, ...] = ()
    """The words it was first said in, where they are others than its present ones; each once."""
    others: tuple[str, ...] = ()
    """The words of what it stands for too, struck out here or before it was carried over."""
    choices: tuple[Choice, ...] = ()
    proposals: tuple[Item, ...] = ()
    actions: tuple[Item, ...] = ()

    @property
    def judged(self) -> Item:
        """The item that tells what was decided: itself, or what was carried over from it and assessed there."""
        if self.item.verdict:
            return self.item
        return next((each for each in self.became if each.verdict), self.item)

    @property
    def chosen(self) -> bool:
        """Whether it, or what it was made of, is among the topics that were chosen by strokes."""
        return any(count.topics for count in self.counts)


class Book(NamedTuple):
    """All that threads are followed by, looked up once for many items."""

    state: State
    repeats: Mapping[str, tuple[Item, ...]]
    """What was struck out as a repeat of an item, directly or through another."""
    carried: Mapping[str, tuple[Item, ...]]
    under: Mapping[str, tuple[Item, ...]]
    counts: Mapping[str, tuple[Count, ...]]
    choices: tuple[Choice, ...]
    plans: tuple[str, ...]


@lately
def book_of(state: State) -> Book:
    """Look up what belongs to what."""
    repeats: dict[str, list[Item]] = {}
    carried: dict[str, list[Item]] = {}
    under: dict[str, list[Item]] = {}
    for item in state.items.values():
        if item.merged_into:
            repeats.setdefault(state.stands_for(item.id), []).append(item)
        if item.origin:
            carried.setdefault(item.origin, []).append(item)
        if item.under:
            under.setdefault(state.stands_for(item.under), []).append(item)
    return Book(
        state,
        {id_: tuple(items) for id_, items in repeats.items()},
        {id_: tuple(items) for id_, items in carried.items()},
        {id_: tuple(items) for id_, items in under.items()},
        _counts(state),
        tuple(
            Choice(state.stands_for(each.item), each.group, state.grouping_of(step))
            for _, step in state.agenda.steps()
            if isinstance(step, Prioritise)
            for each in state.state_of(step).priorities
        ),
        plan_lists(state),
    )


def _counts(state: State) -> dict[str, tuple[Count, ...]]:
    """Give the closed counts of every item that stood in one, also of those that got no stroke."""
    found: dict[str, tuple[Count, ...]] = {}
    for _, step in state.agenda.steps():
        vote = state.state_of(step).vote if isinstance(step, Vote) else None
        if not isinstance(step, Vote) or vote is None or not vote.closed:
            continue
        strokes = strokes_of(state, vote)
        # What was found after the count had opened and got no stroke was perhaps never on a sheet.
        zero = {
            item.id: (0, 0) for item in state.on_list(step.list) if not item.merged_into and not item.late
        }
        for id_, (own, by_repeats) in {**zero, **strokes}.items():
            topics = vote.topics if vote.topics and id_ in vote.topics.items else None
            found[id_] = (*found.get(id_, ()), Count(step.id, id_, own, by_repeats, topics))
    return found


def thread_of(state: State, item: Item) -> Thread:
    """Follow an item back and on; one that was struck out as a repeat, by the one that stands."""
    return thread_in(book_of(state), item)


def thread_in(book: Book, item: Item) -> Thread:
    """Follow an item back and on, by what was looked up already."""
    state = book.state
    item = state.items.get(state.stands_for(item.id), item)
    repeats = book.repeats.get(item.id, ())
    origins = _back(book, (item, *repeats))
    became = _on(book, (item, *repeats))
    behind = (item, *repeats, *origins)
    whole = {each.id for each in (*behind, *became)}
    counts = tuple(count for each in behind for count in book.counts.get(each.id, ()))
    # A list that was voted on itself says more than the lists it was made of.
    nearest = tuple(count for count in counts if count.item == item.id) or counts
    line = _line(state, item)
    wordings = tuple(dict.fromkeys(each.original for each in line if each.original not in ("", item.text)))
    others = dict.fromkeys(each.text for each in behind if each not in line and each.text)
    below = [each for id_ in whole for each in book.under.get(id_, ()) if each.stands]
    below.sort(key=lambda each: (each.list, each.number))
    return Thread(
        item,
        origins,
        sum(count.own + count.repeats for count in nearest) if nearest else None,
        nearest[0].own if nearest else 0,
        counts,
        repeats,
        _above(state, item, origins),
        became,
        wordings,
        tuple(text for text in others if text not in (item.text, *wordings)),
        tuple(choice for choice in book.choices if choice.item in whole),
        tuple(each for each in below if each.list not in book.plans),
        tuple(each for each in below if each.list in book.plans),
    )


def _back(book: Book, start: Iterable[Item]) -> tuple[Item, ...]:
    """Give what items were carried over from, with what was struck out as a repeat of that, and so on."""
    state = book.state
    left = list(start)
    seen = {each.id for each in left}
    found: list[Item] = []
    while left:
        each = left.pop(0)
        before = state.items.get(state.stands_for(each.origin)) if each.origin else None
        for one in (before, *book.repeats.get(before.id, ())) if before else ():
            if one.id not in seen:
                seen.add(one.id)
                found.append(one)
                left.append(one)
    return tuple(found)


def _line(state: State, item: Item) -> tuple[Item, ...]:
    """Give an item and what it was carried over from, one by one, without what was struck out on the way."""
    found = [item]
    while (before := state.items.get(found[-1].origin)) and before not in found:
        found.append(before)
    return tuple(found)


def _on(book: Book, start: Iterable[Item]) -> tuple[Item, ...]:
    """Give what was carried over from items, and from that, and so on; what stands for it where it was struck out."""
    state = book.state
    left = list(start)
    seen = {each.id for each in left}
    found: list[Item] = []
    while left:
        for carried in book.carried.get(left.pop(0).id, ()):
            one = state.items.get(state.stands_for(carried.id), carried)
            if one.id not in seen and not one.withdrawn:
                seen.add(one.id)
                found.append(one)
                left.append(one)
    return tuple(found)


def _above(state: State, item: Item, origins: Iterable[Item]) -> tuple[Item, ...]:
    """Give the chain of items that an item belongs to, the nearest first."""
    start = next((each.under for each in (item, *origins) if each.under), "")
    found: list[Item] = []
    seen = {item.id}
    while start:
        one = state.items.get(state.stands_for(start))
        if one is None or one.id in seen:
            break
        seen.add(one.id)
        found.append(one)
        start = one.under
    return tuple(found)


def own_strokes(state: State, item_id: str) -> int | None:
    """Give the strokes counted for an item itself; None where no closed count knows it."""
    counts = _counts(state).get(item_id, ())
    return sum(count.own + count.repeats for count in counts) if counts else None


def is_chosen(state: State, item: Item) -> bool:
    """Whether an item, or what it was made of, is among the topics that were chosen by strokes."""
    return thread_of(state, item).chosen
