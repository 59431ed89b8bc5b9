"""Orders about counting strokes and choosing topics."""

from typing import NamedTuple


class OpenVote(NamedTuple):
    """Begin the count; the list is locked."""

    voters: int


class SetVoters(NamedTuple):
    """Say how many people drew strokes."""

    voters: int


class CountStrokes(NamedTuple):
    """Enter the strokes on one item's sheet, in all."""

    item: str
    strokes: int


class CountSlip(NamedTuple):
    """Enter one secret slip by the numbers on it. `slip` 0 is a new one; an empty slip takes it out."""

    numbers: tuple[int, ...]
    slip: int = 0


class CloseVote(NamedTuple):
    """End the count and show it."""


class ReopenVote(NamedTuple):
    """Go on counting."""


class Recount(NamedTuple):
    """Count everything anew, or only these items; what was counted is kept as a round before."""

    items: tuple[str, ...] = ()


class DropRunOff(NamedTuple):
    """Let the last run-off not count."""


class OpenRunOff(NamedTuple):
    """Vote once more on the tied items only, one stroke each."""


class CountRunOff(NamedTuple):
    """Enter the strokes an item got in the run-off."""

    item: str
    strokes: int


class ChooseTopics(NamedTuple):
    """Settle which topics go on; without items, those proposed. `reason` is asked for where a tie was cut."""

    items: tuple[str, ...] = ()
    reason: str = ""
