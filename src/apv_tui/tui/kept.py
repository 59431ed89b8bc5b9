"""What was drawn last, kept as long as it would be drawn the same."""

from collections.abc import Callable
from typing import Generic, TypeVar

from apv_tui.core.lately import clear_with_the_rest

Drawn = TypeVar("Drawn")


class Kept(Generic[Drawn]):
    """Keeps one thing that takes long to make from a long list, as long as all it is made of is the very same."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] | None = None
        self._drawn: list[Drawn] = []
        clear_with_the_rest(self)

    def clear(self) -> None:
        """Let go of it, as words in it were erased; a step that is not in view would keep them until it is."""
        self._of, self._drawn = None, []

    def get(self, of: tuple[object, ...], make: Callable[[], Drawn]) -> Drawn:
        """Give it; made anew where something it is made of is another. Numbers and ids in it are compared."""
        if self._of is None or not all(_same(*pair) for pair in zip(of, self._of, strict=True)):
            self._of, self._drawn = of, [make()]
        return self._drawn[0]


def _same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, int | str) and one == other)
