"""What stands beside an item where it is sorted, assessed or presented: its strokes, its first words, its repeats."""

from collections.abc import Mapping
from typing import Final

from apv_tui.core.marks import marks_of
from apv_tui.core.state import Item, State, StepState
from apv_tui.core.thread import Book, Thread, book_of, thread_in
from apv_tui.tui.desk import Desk
from apv_tui.words import Words

CHOSEN: Final = "●"
VERDICTS: Final = {
    "possible": "verdict.possible",
    "partly": "verdict.partly",
    "not_possible": "verdict.not_possible",
}
RISKS: Final = {"low": "risk.low", "medium": "risk.medium", "high": "risk.high"}


class Threads:
    """The threads of items, followed anew only when something has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: tuple[Mapping[str, Item], Mapping[str, StepState]] | None = None
        self._book: Book | None = None
        self._known: dict[str, Thread] = {}

    def of(self, item: Item) -> Thread:
        """Give the thread of an item."""
        state = self._desk.state
        seen = (state.items, state.steps)
        if (
            self._book is None
            or self._seen is None
            or any(a is not b for a, b in zip(seen, self._seen, strict=True))
        ):
            self._seen, self._book, self._known = seen, book_of(state), {}
        if item.id not in self._known:
            self._known[item.id] = thread_in(self._book, item)
        return self._known[item.id]

    def mark(self, item: Item) -> str:
        """Give an item's strokes and the sign of a chosen topic, for a narrow column; "" where none were counted."""
        thread = self.of(item)
        if thread.strokes is None:
            return ""
        return f"{CHOSEN if thread.chosen else ' '}{thread.strokes:>3}"


def strokes_text(words: Words, thread: Thread, state: State) -> str:
    """Give an item's strokes in words, "11 strokes (9 + 2), chosen"; "" where none were counted."""
    if thread.strokes is None:
        return ""
    counted = state.find_step(thread.counts[0].step) if thread.counts else None
    text = words("thread.strokes", n=thread.strokes, **marks_of(counted))
    if thread.strokes != thread.own and thread.own:
        text += f" ({thread.own} + {thread.strokes - thread.own})"
    return f"{text}, {words('thread.among_chosen')}" if thread.chosen else text


def verdict_text(words: Words, item: Item) -> str:
    """Give what was decided about an item with its reason; "" where it was not assessed."""
    if item.verdict not in VERDICTS:
        return ""
    verdict = words(VERDICTS[item.verdict])
    return words("verdict.because", verdict=verdict, reason=item.reason) if item.reason else verdict


def words_before(words: Words, thread: Thread) -> list[str]:
    """Give what an item was called before it was reworded, and what else it stands for, a line for each."""
    before = [words("thread.before", text=text) for text in thread.wordings]
    return before + [words("thread.also", text=text) for text in thread.others]
