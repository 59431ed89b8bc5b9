"""Repeats on a list: how they stand on the wall, and which items most likely are repeats of each other."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from apv_tui.core.lately import clear_with_the_rest
from apv_tui.core.state import Item, State

LIKELY: Final = 0.72
LONG_LIST: Final = 300
"""In longer lists only items that share the beginning of a word are compared: hints must not take seconds."""
MOST_SHARING: Final = 25
"""How many items of a long list are looked at for one beginning; rarer words tell more than common ones."""

_WORD: Final = re.compile(r"\w{3,}")


class Placed(NamedTuple):
    """An item as it hangs on the wall. `under` is the item it was struck out under; None where it stands."""

    item: Item
    under: Item | None = None


def wall(state: State, list_id: str) -> tuple[Placed, ...]:
    """Give a list in order of number, each item followed by its struck-out repeats; nothing withdrawn.

    A repeat whose own item was taken off the wall keeps a place of its own, so that it cannot be lost.
    """
    tops: list[Placed] = []
    repeats: dict[str, list[Placed]] = {}
    for item in sorted(state.on_list(list_id), key=lambda item: item.number):
        if item.withdrawn:
            continue
        if not item.merged_into:
            tops.append(Placed(item))
            continue
        standing = state.items.get(state.stands_for(item.id))
        if standing is None or standing.withdrawn or standing.list != item.list:
            tops.append(Placed(item, standing))
        else:
            repeats.setdefault(standing.id, []).append(Placed(item, standing))
    return tuple(placed for top in tops for placed in (top, *repeats.get(top.item.id, ())))


def likely_repeats(
    items: Sequence[Item], alike: Callable[[str, list[str]], list[float]], threshold: float = LIKELY
) -> dict[str, str]:
    """Give, for each item that resembles an earlier standing one, the id of the one it is most like.

    Each pair is looked at once, from the later side; of equally likely ones the earliest is named. Items
    without words, struck-out and withdrawn ones take no part.
    """
    worded = [item for item in items if item.stands and item.text]
    found: dict[str, str] = {}
    sharing: dict[str, list[int]] = {}
    for at, item in enumerate(worded):
        if len(worded) > LONG_LIST:
            beginnings = {word[:4] for word in _WORD.findall(item.text.casefold())}
            earlier = sorted({place for start in beginnings for place in sharing.get(start, ())})
            for start in beginnings:
                places = sharing.setdefault(start, [])
                if len(places) < MOST_SHARING:
                    places.append(at)
        else:
            earlier = list(range(at))
        if not earlier:
            continue
        scores = alike(item.text, [worded[place].text for place in earlier])
        score, back = max((score, -place) for score, place in zip(scores, earlier, strict=True))
        if score >= threshold:
            found[item.id] = worded[-back].id
    return found


class LikelyRepeats:
    """The likely repeats of a list that is worked on: where items have only gone, the others stay as they are."""

    def __init__(self, alike: Callable[[str, list[str]], list[float]]) -> None:
        self._alike = alike
        self._texts: dict[str, str] = {}
        self._found: dict[str, str] = {}
        clear_with_the_rest(self)

    def clear(self) -> None:
        """Let go of the words, as some were erased."""
        self._texts, self._found = {}, {}

    def look(self, items: Sequence[Item]) -> dict[str, str]:
        """Give what `likely_repeats` gives; after something was struck out without comparing all once more."""
        worded = [item for item in items if item.stands and item.text]
        texts = {item.id: item.text for item in worded}
        left = [each for each in self._texts.items() if each[0] in texts]
        if left and left == [*texts.items()]:  # in their order, too: which is the earlier one goes by it
            found = {id_: other for id_, other in self._found.items() if id_ in texts}
            for at, item in enumerate(worded):
                if item.id in found and found[item.id] not in texts:
                    found.pop(item.id)
                    found.update(self._nearest(item, worded[:at]))
        else:
            found = likely_repeats(worded, self._alike)
        self._texts, self._found = texts, found
        return found

    def _nearest(self, item: Item, earlier: Sequence[Item]) -> dict[str, str]:
        scores = self._alike(item.text, [other.text for other in earlier])
        best = max(range(len(scores)), key=lambda at: scores[at], default=-1)
        return {item.id: earlier[best].id} if best >= 0 and scores[best] >= LIKELY else {}
