"""What was found out lately, kept: pure functions of a state or an agenda, which are asked again and again.

A state never changes; a new one is made with every event. So what follows from it is found out once, and not for
the head, the body and the foot of a window anew. The few that are kept are the newest.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

Of = TypeVar("Of")
Rest = ParamSpec("Rest")
Found = TypeVar("Found")

MOST: Final = 32
"""Answers of one function that are kept."""
_ALL: Final[list[dict[object, object]]] = []


def lately(
    function: Callable[Concatenate[Of, Rest], Found],
) -> Callable[Concatenate[Of, Rest], Found]:
    """Keep the answers about the very same first argument, a thing that never changes; the rest is compared.

    For functions that give something that cannot be changed.
    """
    kept: dict[object, tuple[Of, Found]] = {}
    _ALL.append(kept)  # type: ignore[arg-type]

    @wraps(function)
    def found_lately(of: Of, /, *rest: Rest.args, **named: Rest.kwargs) -> Found:
        key = (id(of), rest, *named.items())
        known = kept.get(key)
        if known is not None and known[0] is of:
            return known[1]
        answer = function(of, *rest, **named)
        if len(kept) >= MOST:
            kept.pop(next(iter(kept)), None)
        kept[key] = (of, answer)
        return answer

    return found_lately


def forget() -> None:
    """Let go of everything: words that were erased are not to live on in what was found out about them."""
    for kept in _ALL:
        kept.clear()
