"""Long lists with a cursor: only the rows in view are built."""

from collections.abc import Callable, Sequence

from apv_tui.core.lately import lately
from apv_tui.core.state import Item
from apv_tui.tui.lines import MORE, Line, Lines, Span, line, width_of

MARGIN = 2
"""Columns at the right that rows leave free for the sign that the list goes on."""


@lately
def digits_of(items: tuple[Item, ...]) -> int:
    """Give the digits of the longest number among items."""
    return max((len(str(item.number)) for item in items), default=1)


def around(count: int, cursor: int, width: int, height: int, build: Callable[[int], Lines]) -> Lines:
    """Give as many whole rows around the cursor as fit, with an arrow where the list goes on.

    `build` makes one row, which may be of several lines, in at most `width - MARGIN` columns.
    """
    if count <= 0 or height <= 0:
        return []
    cursor = min(max(0, cursor), count - 1)
    shown = build(cursor)
    if len(shown) > height:
        shown = [*shown[: height - 1], line(MORE, role="muted")]
    first = last = cursor
    up = down = True
    while up or down:
        if up:
            more = build(first - 1) if first > 0 and len(shown) < height else []
            up = bool(more) and len(shown) + len(more) <= height
            if up:
                shown, first = more + shown, first - 1
        if down:
            more = build(last + 1) if last < count - 1 and len(shown) < height else []
            down = bool(more) and len(shown) + len(more) <= height
            if down:
                shown, last = shown + more, last + 1
    if first > 0 and last < count - 1 and len(shown) == 1:
        shown[0] = _signed(shown[0], "↕", width)
    elif first > 0:
        shown[0] = _signed(shown[0], "↑", width)
    if last < count - 1 and (first == 0 or len(shown) > 1):
        shown[-1] = _signed(shown[-1], "↓", width)
    return shown


def _signed(row: Line, sign: str, width: int) -> Line:
    return (*row, Span(" " * max(1, width - width_of(row) - 1)), Span(sign, "accent", True))


def moved(key: str, cursor: int, count: int) -> int | None:
    """Give where a key takes the cursor in a list of `count` rows; None for a key that does not move it."""
    last = max(0, count - 1)
    places = {"up": cursor - 1, "down": cursor + 1, "home": 0, "end": last}
    return min(max(0, places[key]), last) if key in places else None


def is_letter(character: str) -> bool:
    """Whether a key is something to be written: a letter, a digit, a sign or a space."""
    return len(character) == 1 and character.isprintable()


class NumberKeys:
    """The number of a row, typed digit after digit: 1 and then 2 is row 12 where there is one, else row 2."""

    def __init__(self) -> None:
        self._typed = ""

    def row(self, character: str, numbers: Sequence[int]) -> int | None:
        """Give the row of the number typed so far; None for a key that is no digit, or begins no number here."""
        if len(character) != 1 or character not in "0123456789":
            self._typed = ""
            return None
        for digits in (self._typed + character, character):
            typed = digits.lstrip("0")
            if typed and int(typed) in numbers:
                self._typed = typed
                return numbers.index(int(typed))
            if typed and any(str(number).startswith(typed) for number in numbers):
                self._typed = typed
                return None
        self._typed = ""
        return None
