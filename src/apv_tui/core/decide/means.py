"""What deciding needs besides the state: the time, new ids, and chance, all handed in."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from apv_tui.core.facts import Fact
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import Item, State


class Means(NamedTuple):
    """The time, a source of new ids, and a maker of random generators from a seed."""

    now: datetime
    new_id: Callable[[], str]
    new_seed: Callable[[], int]
    random_from: Callable[[int], random.Random] = random.Random


class Draft(NamedTuple):
    """A fact and the step it belongs to ("" for the meeting itself); the record adds the rest."""

    step: str
    fact: Fact


Drafts = tuple[Draft, ...]


def at(step: str, *facts: Fact) -> Drafts:
    """Give drafts of facts that belong to one step."""
    return tuple(Draft(step, fact) for fact in facts)


def need_item(state: State, item: str) -> Item:
    """Give the item, or refuse."""
    found = state.items.get(item)
    if found is None:
        raise Refused(message("refused.no_such_item"))
    return found
