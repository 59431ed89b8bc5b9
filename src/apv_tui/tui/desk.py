"""What the screens work with: the record, the time, the words, and the few things only the screen knows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from apv_tui.core import commands as c
from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.audience import LEADER, ROOM, Sight, View, is_for_leader, seen_by
from apv_tui.core.cover import Cover
from apv_tui.core.exporter import Exporter
from apv_tui.core.facts import Entry
from apv_tui.core.in_step import Beat, FollowingTimekeeper
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.people import Person, screen_names
from apv_tui.core.record import Record
from apv_tui.core.state import Item, State
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.core.unworded import unworded
from apv_tui.lean import Later
from apv_tui.tui.keeper import Keeper, Place, VaultPlace, place_of
from apv_tui.words import Words

if TYPE_CHECKING:
    from apv_tui.core import erasure, revision
else:
    erasure, revision = Later("apv_tui.core.erasure"), Later("apv_tui.core.revision")

Alike = Callable[[str, list[str]], list[float]]
"""How alike a text is to each of others, from 0.0 to 1.0."""


class _Waiting(NamedTuple):
    """Items that are not on the disk yet, once the log is there up to an entry (counted from 1) they are."""

    vault: str
    upto: int
    items: frozenset[str]


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
        confidential: bool = False,
        follows: bool = False,
        view: View = "room",
        exporter: Exporter | None = None,
    ) -> None:
        """`confidential`: the session is somebody's confidential notes, opened alone.

        `follows`: the meeting is led in another window, and this one only shows it. `view` is whose window it is.
        """
        self.record = record
        self.timekeeper = timekeeper
        self.words = words
        self.place = place
        self.alike = alike
        self.keeper = keeper
        self.speed = speed
        self.gap_on_open = gap_on_open
        self.confidential = confidential
        self.follows = follows
        self.view: View = view
        self.exporter = exporter
        """Writes documents; None where nothing is kept, as in a rehearsal."""
        self.view_group = 0
        """The group whose words are being typed, from 0."""
        self.trouble: str = ""
        """What is wrong with saving, and what that means; empty when all is well."""
        self.banner: str = ""
        """The same in one short line, for the top of every screen."""
        self.recovery: tuple[Message, ...] = ()
        """What had to be recovered when the session was opened, and what could not be."""
        self.ask_meeting = False
        """Whether to ask first which meeting of the process is held."""
        self.window_rows = 0
        """How many rows the room's window has."""
        self.awake = "unknown"
        """Whether the display will stay awake: "yes", "unknown", or why not: "ssh", "tmux", "no_bus" or "no"."""
        self.cover: Cover | None = None
        """What covers the room's windows."""
        self.on_cover: Callable[[Cover | None], None] | None = None
        """Passes on what covers the room, to windows that follow."""
        self._waiting: list[_Waiting] = []
        self.revealed = ""
        """The step for the leader alone that the leader chose to show in this window all the same."""
        self._names: tuple[Mapping[str, Person], Mapping[str, str]] = ({}, {})
        self._seen: tuple[State | None, tuple[View, str], State] = (None, (view, ""), record.state)

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """What is true now, as far as this window may show it: screens cannot draw what is not in it.

        Commands are decided on the whole, which is in the record.
        """
        whole, shown = self.record.state, (self.view, self.revealed)
        if self._seen[0] is not whole or self._seen[1] != shown:  # it is asked for by the hundred
            self._seen = (whole, shown, seen_by(whole, self.sight))
        return self._seen[2]

    @property
    def whole(self) -> State:
        """What is true now, for what is only counted: how much there is of what this window does not show."""
        return self.record.state

    @property
    def sight(self) -> Sight:
        """What this window may show at this moment."""
        state = self.record.state
        step = state.step
        if self.follows:  # confidential notes are shown where they are taken, and nowhere else
            return LEADER if self.view == "leader" else ROOM
        if self.confidential:  # everything in it belongs to whoever has opened it
            vaults = frozenset(state.vaults)
        else:
            vaults = frozenset((state.vault,)) if state.open_vault is not None else frozenset()
        revealed = step is not None and step.id == self.revealed and is_for_leader(state, step)
        shown = revealed or self.view == "leader"
        return Sight(private=shown, absence=shown, vaults=vaults)

    @property
    def room_sees(self) -> bool:
        """Whether this is the room's window: what is for the leader alone is shown in it after a warning."""
        return self.view == "room"

    def covers(self, step: str) -> bool:
        """Whether a step for the leader alone is not to be shown in this window."""
        return self.room_sees and step != self.revealed

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
        return item.text or self.words.say(unworded(self.state, item))

    def listed(self, parts: Sequence[str]) -> str:
        """Give words as a list in a sentence: Karl, Bo og Ida."""
        if len(parts) < 2:
            return "".join(parts)
        return self.words("interviews.and", first=", ".join(parts[:-1]), last=parts[-1])

    def noted(self, item: str) -> bool:
        """Whether an item is safe on the disk."""
        return not any(item in waiting.items for waiting in self._waiting)

    # -- doing ---------------------------------------------------------------------------------------------

    def do(self, command: c.Command) -> tuple[Entry, ...]:
        """Carry a command out. Raises `Refused`."""
        self._must_lead()
        return self._keep(self.record.do(command))

    def follow(self, kept: int, added: tuple[Entry, ...]) -> None:
        """Take over what was done in the window that leads."""
        self.record.follow(kept, added)

    def look_where_notes_come(self) -> None:
        """Show the group that was noted for last at this step: in the window that leads somebody chose it.

        What was parked meanwhile is no group's.
        """
        for entry in reversed(self.record.entries):
            if isinstance(entry.fact, f.IdeaNoted) and entry.fact.group is not None:
                if entry.step == self.state.step_id:
                    self.view_group = entry.fact.group
                return

    def follow_time(self, beat: Beat) -> None:
        """Go by the time of the window that leads, as fast as it runs there."""
        if isinstance(self.timekeeper, FollowingTimekeeper):
            self.timekeeper.follow(beat)
            self.speed = self.timekeeper.speed

    def cover_room(self, cover: Cover | None) -> None:
        """Let this cover the room's windows; None for nothing. It is kept nowhere, and no event of the meeting."""
        changed, self.cover = cover != self.cover, cover
        if changed and self.on_cover is not None:
            self.on_cover(cover)

    def _must_lead(self) -> None:
        if self.follows:
            raise Refused(message("refused.follows"))

    def undo(self) -> tuple[Entry, ...]:
        """Take the last command back and give what it had done. Raises `Refused`."""
        self._must_lead()
        done = self.record.undo()
        self._keep(self.record.entries[-1:])
        return done

    def undo_down_to(self, unit: str) -> int:
        """Take back everything down to a command, that one too; give how many it was. Raises `Refused`."""
        self._must_lead()
        before = len(self.record.entries)
        n = self.record.undo_down_to(unit)
        self._keep(self.record.entries[before:])
        return n

    def redo(self) -> tuple[Entry, ...]:
        """Do again what was taken back. Raises `Refused`."""
        self._must_lead()
        before = len(self.record.entries)
        done = self.record.redo()
        self._keep(self.record.entries[before:])  # going on is done anew: that may be several
        return done

    def keep_in(self, folder: str) -> Place:
        """Keep the session file in another folder from now on. Raises `Refused`."""
        self._must_lead()
        if self.keeper is not None:
            self.place = place_of(self.keeper.keep_in(folder))
        return self.place

    def what_a_revision_changes(self, edited: Agenda) -> tuple[Message, ...]:
        """Say what an edited agenda would change in the meetings not yet held. Raises `Refused`."""
        return revision.differences(self.agenda, revision.revised(self.state, edited))

    def what_a_revision_leaves_out(self, edited: Agenda) -> tuple[Message, ...]:
        """Say what an edited agenda changes in meetings that have begun, and is not taken over."""
        return revision.not_taken(self.state, edited)

    def revise(self, edited: Agenda) -> None:
        """Take an edited agenda over for the meetings not yet held. Raises `Refused`."""
        self.do(c.ReviseAgenda(edited))
        if self.keeper is not None:
            self.keeper.checkpoint()

    def _keep(self, entries: tuple[Entry, ...] | list[Entry]) -> tuple[Entry, ...]:
        batch = tuple(entries)
        if self.keeper is None or not batch:
            return batch
        noted = [
            entry.fact for entry in batch if entry.fact.adds_an_item and isinstance(entry.fact, f.IdeaNoted)
        ]
        for vault in dict.fromkeys(self._kept_in(fact) for fact in noted):
            items = frozenset(fact.item for fact in noted if self._kept_in(fact) == vault)
            self._waiting.append(_Waiting(vault, len(self.record.entries), items))
        self.keeper.put(batch)
        if any(entry.fact.ends_a_part for entry in batch):
            self.keeper.checkpoint()
        return batch

    def _kept_in(self, fact: "f.IdeaNoted") -> str:
        return "" if self.confidential else fact.vault

    def acknowledge(self, entry: str, vault: str = "") -> bool:
        """Hear that everything up to this entry is on the disk: in the meeting's file, or in a vault's.

        True if items are noted now that were not; many an event is about none.
        """
        if not self._waiting:
            return False
        entries = self.record.entries
        at = next((at for at in range(len(entries), 0, -1) if entries[at - 1].id == entry), 0)
        waiting = [each for each in self._waiting if each.vault != vault or each.upto > at]
        fewer, self._waiting = len(waiting) < len(self._waiting), waiting
        return fewer

    # -- confidential notes --------------------------------------------------------------------------------

    def vault_places(self) -> tuple[VaultPlace, ...]:
        """Say where the confidential notes of the meeting are kept; those that were erased are nowhere."""
        return tuple(
            VaultPlace(id_, vault.owner, self._vault_place(id_))
            for id_, vault in self.state.vaults.items()
            if not vault.erased
        )

    def _vault_place(self, vault: str) -> Place | None:
        if self.confidential:
            return self.place
        path = self.keeper.vault_path(vault) if self.keeper is not None else None
        return place_of(path) if path is not None else None

    def can_erase(self, vault: str) -> bool:
        """Whether there is anything here to erase: notes whose file is away are with their owner."""
        known = self.state.vaults.get(vault)
        if known is None or known.erased:
            return False
        return not known.away or (self.keeper is not None and self.keeper.can_erase(vault))

    def erase(self, vault: str) -> None:
        """Erase confidential notes for good: their files, their words in memory, and what undo knows of them.

        Raises `Refused`: with nothing changed, or because something could not be deleted. That is tried
        again when the meeting is opened the next time.
        """
        if self.confidential:
            raise Refused(message("refused.vault_itself", name=self.place.session))
        known = self.state.vaults.get(vault)
        keeper = self.keeper
        if keeper is not None and known is not None and not known.erased:
            if known.away and not keeper.can_erase(vault):
                raise Refused(message("refused.vault_away"))
            if known.away:
                keeper.erase(vault)  # open in another program it cannot be, and then nothing has changed
        self.do(c.EraseVault(vault))
        self.record.veil(vault)
        self._waiting = [each for each in self._waiting if each.vault != vault]
        if keeper is not None:
            keeper.checkpoint()
            keeper.erase(vault)

    # -- erasing words -------------------------------------------------------------------------------------

    def erase_words(self, items: Sequence[str] = (), person: str = "") -> None:
        """Erase for good all words of items, and a person's name with the notes that are theirs, everywhere.

        Waits until it is done. Raises `Refused`: with nothing changed, or because something could not be
        rewritten; that is tried again when the session is opened the next time.
        """
        self._must_lead()
        state, refused = self.record.state, None
        who = state.people.get(person)
        vaults = [id_ for id_, vault in state.vaults.items() if who and vault.owner == person]
        for vault in vaults if not self.confidential else ():
            try:
                if self.can_erase(vault):
                    self.erase(vault)
            except Refused as refusal:  # the rest goes all the same
                refused = refusal
        called = self.words("person.numbered", number=who.number) if who else ""
        self._keep(self.record.erase(items, [f.ErasedPerson(id=person, called=called)] if who else ()))
        self.finish_erasing()
        if refused is not None:
            raise refused

    def finish_erasing(self) -> None:
        """Carry out in every file what the log says was erased, as far as that is unfinished. Raises `Refused`."""
        refused: Refused | None = None
        for vault in erasure.unfinished(self.record.entries):
            try:
                if self.keeper is not None:
                    self.keeper.erase_words(vault)
            except Refused as refusal:
                refused = refusal
            else:
                self._keep(self.record.erased_everywhere(vault))
        if refused is not None:
            raise refused
