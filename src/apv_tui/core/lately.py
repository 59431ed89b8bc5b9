"""What was found out lately, kept: pure functions of a state or an agenda, which are asked again and again.

A state never changes; a new one is made with every event. So what follows from it is found out once, and not for
the head, the body and the foot of a window anew. The few that are kept are the newest.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, Protocol, TypeVar, TypeVarTuple, cast
from weakref import WeakSet

Of = TypeVar("Of")
Rest = TypeVarTuple("Rest")
Found = TypeVar("Found")
Key = TypeVar("Key")

MOST: Final = 4
"""States, or agendas, that a function keeps its answers about: what this window shows and the whole of it, now and
one event before. More would hold the items of a long meeting many times over."""
MOST_OF_ONE: Final = 32
"""Answers about one of them: a case has some fifteen lists."""
_Answers = dict[tuple[object, ...], tuple[tuple[object, ...], object]]
_ALL: Final[list[dict[int, tuple[object, _Answers]]]] = []


class Forgetful(Protocol):
    """Keeps something that follows from what was said."""

    def clear(self) -> None:
        """Let go of it."""


_OTHERS: Final[WeakSet[Forgetful]] = WeakSet()


def lately(function: Callable[[Of, *Rest], Found]) -> Callable[[Of, *Rest], Found]:
    """Keep the answers about the very same things, which never change; texts and numbers are compared.

    For functions that give what nobody changes.
    """
    kept: dict[int, tuple[object, _Answers]] = {}
    _ALL.append(kept)

    @wraps(function)
    def found_lately(of: Of, *rest: *Rest) -> Found:
        # What is asked about is kept with the answer: as long as it is, nothing else has its identity.
        about = kept.get(id(of))
        if about is None:
            about = (of, {})
            _make_room(kept, MOST)
            kept[id(of)] = about
        key = tuple(each if isinstance(each, str | int) else id(each) for each in rest)
        known = about[1].get(key)
        if known is None:
            known = (rest, function(of, *rest))
            _make_room(about[1], MOST_OF_ONE)
            about[1][key] = known
        return cast("Found", known[1])

    return found_lately


def _make_room(kept: dict[Key, Any], most: int) -> None:
    """Let go of the oldest until one more has its place."""
    if len(kept) >= most:
        # Keys are copied in one go, and not gone through: documents are written in a thread of its own.
        for oldest in list(kept)[: -most + 1]:
            kept.pop(oldest, None)


def clear_with_the_rest(other: Forgetful) -> None:
    """Have `forget` clear this, too, as long as it is there."""
    _OTHERS.add(other)


def forget() -> None:
    """Let go of everything: words that were erased are not to live on in what was found out about them."""
    for kept in (*_ALL, *_OTHERS):
        kept.clear()
