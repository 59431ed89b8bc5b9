"""Where each order finds what answers it."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from apv_tui.core.decide.means import Drafts, Means
from apv_tui.core.state import State

_C = TypeVar("_C")
DECIDERS: Final[dict[type[Any], Callable[[State, Any, Means], Drafts]]] = {}


def decides(
    order: type[_C],
) -> Callable[[Callable[[State, _C, Means], Drafts]], Callable[[State, _C, Means], Drafts]]:
    """Register what answers an order: with facts, none where it changes nothing, or with `Refused`."""

    def register(function: Callable[[State, _C, Means], Drafts]) -> Callable[[State, _C, Means], Drafts]:
        DECIDERS[order] = function
        return function

    return register
