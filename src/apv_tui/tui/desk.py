"""What the screens work with: the record, the time, the words, and the few things only the screen knows."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.commands import Command
from apv_tui.core.facts import Entry
from apv_tui.core.people import Person, screen_names
from apv_tui.core.record import Record
from apv_tui.core.state import Item, State
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.words import Words

Alike = Callable[[str, list[str]], list[float]]
"""How alike a text is to each of others, from 0.0 to 1.0."""


class Keeper(Protocol):
    """What keeps the entries: the store on the disk, or nothing at all in a rehearsal."""

    def put(self, entries: tuple[Entry, ...]) -> None:
        """Take entries to be saved; never waits."""
        ...

    def checkpoint(self) -> None:
        """Write the session file soon."""
        ...

    def alive(self) -> None:
        """Note that the meeting runs, though nothing has happened."""
        ...

    def close(self) -> bool:
        """Save everything and let go of the file. False where not all could be saved."""
        ...


class Place(NamedTuple):
    """Where a session is kept, for people to read."""

    session: str
    folder: str


class Desk:
    """One open session as the screens see it."""

    def __init__(
        self,
        record: Record,
        timekeeper: Timekeeper,
        words: Words,
        *,
        place: Place,
        alike: Alike,
        keeper: Keeper | None = None,
        speed: float = 1.0,
        gap_on_open: float = 0.0,
    ) -> None:
        self.record = record
        self.timekeeper = timekeeper
        self.words = words
        self.place = place
        self.alike = alike
        self.keeper = keeper
        self.speed = speed
        self.gap_on_open = gap_on_open
        self.view_group = 0
        """The group whose words are being typed, from 0."""
        self.trouble: str = ""
        """What is wrong with saving, in one line; empty when all is well."""
        self.ask_meeting = False
        """Whether to ask first which meeting of the process is held."""
        self.window_rows = 0
        """How many rows the room's window has."""
        self.awake = "unknown"
        """Whether the display will stay awake: "yes", "no" or "unknown"."""
        self._waiting: list[tuple[str, frozenset[str]]] = []
        self._names: tuple[Mapping[str, Person], Mapping[str, str]] = ({}, {})

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """What is true now."""
        return self.record.state

    @property
    def agenda(self) -> Agenda:
        """The agenda."""
        return self.record.agenda

    def now(self) -> datetime:
        """The meeting's time, in UTC."""
        return self.timekeeper.now()

    def name(self, person: str) -> str:
        """What the room calls a person; their number where no names are used."""
        named, names = self._names
        people = self.state.people
        if named is not people:
            names = screen_names(people.values(), lambda number: self.words("person.numbered", number=number))
            self._names = (people, names)
        return names.get(person, "?")

    def item_text(self, item: Item) -> str:
        """The words of an item, or where to find it while it exists on paper only."""
        if item.text:
            return item.text
        if item.sheet_number is None:
            return self.words("item.no_words")
        if item.group is None:
            return self.words("item.on_paper", number=item.sheet_number)
        return self.words("item.on_sheet", sheet=item.group + 1, number=item.sheet_number)

    def noted(self, item: str) -> bool:
        """Whether an item is safe on the disk."""
        return not any(item in items for _, items in self._waiting)

    # -- doing ---------------------------------------------------------------------------------------------

    def do(self, command: Command) -> tuple[Entry, ...]:
        """Carry a command out. Raises `Refused`."""
        return self._keep(self.record.do(command))

    def undo(self) -> tuple[Entry, ...]:
        """Take the last command back and give what it had done. Raises `Refused`."""
        done = self.record.undo()
        self._keep(self.record.entries[-1:])
        return done

    def redo(self) -> tuple[Entry, ...]:
        """Do again what was taken back. Raises `Refused`."""
        before = len(self.record.entries)
        done = self.record.redo()
        self._keep(self.record.entries[before:])  # going on is done anew: that may be several
        return done

    def _keep(self, entries: tuple[Entry, ...] | list[Entry]) -> tuple[Entry, ...]:
        batch = tuple(entries)
        if self.keeper is None or not batch:
            return batch
        items = frozenset(entry.fact.item for entry in batch if isinstance(entry.fact, f.IdeaNoted))
        self._waiting.append((batch[-1].id, items))
        self.keeper.put(batch)
        if any(isinstance(entry.fact, f.StepEntered | f.LobbyEntered | f.VoteClosed) for entry in batch):
            self.keeper.checkpoint()
        return batch

    def acknowledge(self, entry: str) -> None:
        """Hear that everything up to this entry is on the disk."""
        for at, (last, _) in enumerate(self._waiting):
            if last == entry:
                del self._waiting[: at + 1]
                return
