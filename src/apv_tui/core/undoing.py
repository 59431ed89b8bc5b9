"""What undo and redo would do, said before they do it; and when that reaches so far that it is asked about first.

The usual case is one key: somebody mistyped a second ago. Far is what the room would not expect from one key.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, Literal, NamedTuple

from apv_tui.core import facts as f
from apv_tui.core.facts import Entry
from apv_tui.core.record import Record
from apv_tui.core.schedule import A_SLIP

MANY: Final = 10
"""So many things done by one command, such as a pasted list, are many."""
LONG_AGO: Final = 300.0
"""Seconds after which nobody has in mind any more what was done last."""
_MOVES: Final = (f.StepEntered, f.LobbyEntered, f.RunRepeated)
_SETTLES: Final = (f.VoteClosed, f.TopicsChosen, f.PlanAdopted)
"""Facts by which the room was shown, or agreed to, something as final."""

Far = Literal["", "step", "settled", "many", "long_ago"]


class Deed(NamedTuple):
    """What one command did, as the list of the last things names it."""

    unit: str
    entries: tuple[Entry, ...]
    """All of the command; the first one that can be undone says what and where."""
    at: datetime
    """When; of something that was taken back, when that was."""

    @property
    def step(self) -> str:
        """The step it belongs to; "" for none."""
        return next((entry.step for entry in self.entries if entry.fact.undoable), "")


def deeds(record: Record) -> Iterator[Deed]:
    """Give what undo would take back, one after the other, the last thing first."""
    for entries in record.undoable():
        yield Deed(entries[0].unit, entries, entries[0].at)


def next_undo(record: Record) -> Deed | None:
    """Give what undo would take back now."""
    return next(deeds(record), None)


def next_redo(record: Record) -> Deed | None:
    """Give what redo would do again now."""
    found = record.next_redo()
    return Deed(found[0][0].unit, found[0], found[1]) if found else None


def reach(deed: Deed, now: datetime, *, again: bool = False, speed: float = 1.0) -> Far:
    """Say why taking a deed back is asked about first; "" where it is not. `again` is for doing it again.

    `speed` is how many times as fast as the hands at the keyboard the meeting's time goes.

    It takes the room to another step, but for a slip of the key just now; it opens again what was settled;
    it takes back many things at once, which doing again does not; or it was long ago.
    """
    facts = [entry.fact for entry in deed.entries]
    ago = (now - deed.at).total_seconds() / speed
    if any(isinstance(fact, _SETTLES) for fact in facts) and not again:
        return "settled"
    if any(isinstance(fact, _MOVES) for fact in facts) and ago > A_SLIP:
        return "step"
    if how_many(deed.entries) >= MANY and not again:
        return "many"
    return "long_ago" if ago > LONG_AGO else ""


def how_many(entries: Sequence[Entry]) -> int:
    """Give how many things that can be undone a command did; of a list of people each is one."""
    facts = [entry.fact for entry in entries if entry.fact.undoable]
    return sum(len(fact.people) if isinstance(fact, f.PeopleAdded) else 1 for fact in facts)


def down_to(record: Record, unit: str) -> tuple[Deed, ...]:
    """Give all that would be taken back to take back this one, the last first; none where it cannot be."""
    found: list[Deed] = []
    for deed in deeds(record):
        found.append(deed)
        if deed.unit == unit:
            return tuple(found)
    return ()
