"""What was found out lately, kept: pure functions of a state or an agenda, which are asked again and again.

A state never changes; a new one is made with every event. So what follows from it is found out once, and not for
the head, the body and the foot of a window anew. The few that are kept are the newest.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, Protocol, TypeVar, TypeVarTuple
from weakref import WeakSet

Of = TypeVar("Of")
Rest = TypeVarTuple("Rest")
Found = TypeVar("Found")

MOST: Final = 32
"""Answers of one function that are kept."""
_ALL: Final[list[dict[tuple[object, ...], tuple[object, ...]]]] = []


class Forgetful(Protocol):
    """Keeps something that follows from what was said."""

    def clear(self) -> None:
        """Let go of it."""


_OTHERS: Final[WeakSet[Forgetful]] = WeakSet()


def lately(function: Callable[[Of, *Rest], Found]) -> Callable[[Of, *Rest], Found]:
    """Keep the answers about the very same things, which never change; texts and numbers are compared.

    For functions that give what nobody changes.
    """
    kept: dict[tuple[object, ...], tuple[tuple[object, ...], Found]] = {}
    _ALL.append(kept)  # type: ignore[arg-type]

    @wraps(function)
    def found_lately(of: Of, *rest: *Rest) -> Found:
        # What is asked about is kept with the answer: as long as it is, nothing else has its identity.
        key = (id(of), *(each if isinstance(each, str | int) else id(each) for each in rest))
        known = kept.get(key)
        if known is None:
            known = ((of, *rest), function(of, *rest))
            if len(kept) >= MOST:
                # Keys are copied in one go, and not gone through: documents are written in a thread of its own.
                for oldest in list(kept)[: -MOST + 1]:
                    kept.pop(oldest, None)
            kept[key] = known
        return known[1]

    return found_lately


def clear_with_the_rest(other: Forgetful) -> None:
    """Have `forget` clear this, too, as long as it is there."""
    _OTHERS.add(other)


def forget() -> None:
    """Let go of everything: words that were erased are not to live on in what was found out about them."""
    for kept in (*_ALL, *_OTHERS):
        kept.clear()
