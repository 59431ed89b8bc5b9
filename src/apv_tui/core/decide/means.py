"""What deciding needs besides the state: the time, new ids, and chance, all handed in."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from apv_tui.core.facts import Fact
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import Item, State


class Means(NamedTuple):
    """The time, a source of new ids, a maker of random generators from a seed, and the language people type in."""

    now: datetime
    new_id: Callable[[], str]
    new_seed: Callable[[], int]
    random_from: Callable[[int], random.Random] = random.Random
    language: str = ""
    """The language of the screen, which days and numbers are typed in; "" is the agenda's."""

    def language_of(self, state: State) -> str:
        """Give the language that days and numbers are read in."""
        return self.language or state.agenda.language


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
