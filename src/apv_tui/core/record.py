"""The record of a case: the log of entries and the state they fold to. The one place where both change."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from apv_tui.core import facts as f
from apv_tui.core.agenda import Agenda
from apv_tui.core.commands import Command
from apv_tui.core.decide import Means, decide
from apv_tui.core.decide.means import Draft
from apv_tui.core.evolve import evolve, fold, undone_units
from apv_tui.core.facts import Entry
from apv_tui.core.lately import forget
from apv_tui.core.messages import Refused, message
from apv_tui.core.state import State, fresh_state
from apv_tui.core.veil import Veil, without
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.core import erasure
else:
    erasure = Later("apv_tui.core.erasure")

Listener = Callable[[tuple[Entry, ...]], None]


class Record:
    """Carries out commands, keeps the log, and can take commands back.

    `on_entries` hears of every batch of new entries at once, in order (the store writes them).
    """

    def __init__(
        self,
        agenda: Agenda,
        now: Callable[[], datetime],
        *,
        entries: Iterable[Entry] = (),
        chance: random.Random | None = None,
        on_entries: Listener | None = None,
        language: str = "",
    ) -> None:
        """`language` is the one of the screen, which days and numbers are typed in; "" is the agenda's."""
        self._begun_with = agenda
        self.entries: list[Entry] = list(entries)
        if any(entry.fact.changes_what_was for entry in self.entries):
            self.entries = erasure.carried_out(self.entries)
        self.state: State = fold(fresh_state(agenda), self.entries)
        self._now = now
        self._chance = chance or random.SystemRandom()
        self._on_entries = on_entries
        self._language = language
        self._redoable: list[str] = self._read_redoable()

    @property
    def agenda(self) -> Agenda:
        """The agenda as it is now; meetings not yet held may have been replaced since the beginning."""
        return self.state.agenda

    # -- doing ---------------------------------------------------------------------------------------------

    def do(self, command: Command) -> tuple[Entry, ...]:
        """Carry out a command; give the new entries, none where it changes nothing.

        Raises `Refused` with the reason; then nothing has changed.
        """
        means = Means(
            now=self._moment(),
            new_id=self._new_id,
            new_seed=lambda: self._chance.randrange(1_000_000),
            language=self._language,
        )
        drafts = decide(self.state, command, means)
        if not drafts:
            return ()
        added = self._happen(drafts)
        if any(_ends_redo(entry.fact) for entry in added):
            self._redoable.clear()
        return added

    def _happen(self, drafts: Iterable[Draft]) -> tuple[Entry, ...]:
        """Let facts happen now, as one command."""
        added = self._append(self._new_id(), drafts, self._moment())
        for entry in added:
            self.state = evolve(self.state, entry)
        self._tell(added)
        return added

    # -- taking back ---------------------------------------------------------------------------------------

    def last_undoable(self) -> tuple[Entry, ...]:
        """Give the entries of the command that undo would take back; none if there is none."""
        return next(self.undoable(), ())

    def undoable(self) -> Iterator[tuple[Entry, ...]]:
        """Give the commands that undo would take back, one after the other, each with its entries, the last first.

        Another meeting's or sitting's are left alone: nobody here saw what they would change; and so are
        confidential notes that are closed now. What was noted in those that have been erased is gone, and
        passed over.
        """
        passed = set(undone_units(self.entries))
        veil = Veil(self.entries)
        vaults = self.state.vaults
        units: dict[str, list[Entry]] = {}
        for entry in self.entries:
            units.setdefault(entry.unit, []).append(entry)
        for entry in reversed(self.entries):
            again = isinstance(entry.fact, f.MeetingOpened) and entry.fact.again
            if again or entry.meeting != self.state.meeting_id:
                return
            if not entry.fact.undoable or entry.unit in passed:
                continue
            vault = veil.vault_of(entry.fact)
            if vault and vault in vaults and vaults[vault].erased:
                continue
            if vault not in ("", self.state.vault):
                return
            passed.add(entry.unit)
            yield tuple(units[entry.unit])

    def next_redo(self) -> tuple[tuple[Entry, ...], datetime] | None:
        """Give the entries of the command that redo would do again, and when it was taken back; None for none."""
        if not self._redoable:
            return None
        unit = self._redoable[-1]
        undone = ((entry.at, entry.fact) for entry in reversed(self.entries))
        taken_back = (at for at, fact in undone if isinstance(fact, f.Undone) and fact.unit == unit)
        return self.unit(unit), next(taken_back, self._now())

    def unit(self, unit: str) -> tuple[Entry, ...]:
        """Give the entries of one command."""
        return tuple(entry for entry in self.entries if entry.unit == unit)

    def undo(self) -> tuple[Entry, ...]:
        """Take the last command back; give what it had done. Raises `Refused` if nothing is left."""
        last = self.last_undoable()
        if not last:
            raise Refused(message("refused.nothing_to_undo"))
        self._take_back_or_redo(f.Undone(unit=last[0].unit))
        self._redoable.append(last[0].unit)
        return last

    def undo_down_to(self, unit: str) -> int:
        """Take back all that undo would until a command is taken back, that one too; give how many commands.

        Raises `Refused` where undo does not reach it. Redo brings them again one after the other.
        """
        units: list[str] = []
        for entries in self.undoable():
            units.append(entries[0].unit)
            if units[-1] == unit:
                break
        else:
            raise Refused(message("refused.nothing_to_undo"))
        self._take_back_or_redo(*(f.Undone(unit=each) for each in units))
        self._redoable += units
        return len(units)

    def redo(self) -> tuple[Entry, ...]:
        """Let what was taken back last count again; give what it does. Raises `Refused` if nothing is."""
        if not self._redoable:
            raise Refused(message("refused.nothing_to_redo"))
        unit = self._redoable.pop()
        again = self.unit(unit)
        entered = next((entry.step for entry in again if isinstance(entry.fact, f.StepEntered)), "")
        if (entered and self.state.step_id != entered) or not self._is_last(unit):
            # Going on happens now: where it stood, it would take back the time that has passed since. It is
            # what it was (the groups drawn, the items carried over), as what is done again next names them;
            # and that comes after it, not where it stood.
            return self._happen(Draft(entry.step, entry.fact) for entry in again)
        self._take_back_or_redo(f.Redone(unit=unit))
        return again

    def veil(self, vault: str) -> None:
        """Forget the words of confidential notes that were erased; nothing can bring them back."""
        self.entries[:] = without(self.entries, vault)
        forget()
        self.state = fold(fresh_state(self._begun_with), self.entries)
        can_be_undone = {entry.unit for entry in self.entries if entry.fact.undoable}
        self._redoable = [unit for unit in self._redoable if unit in can_be_undone]

    def erase(self, items: Iterable[str], people: "Iterable[f.ErasedPerson]" = ()) -> tuple[Entry, ...]:
        """Forget all words of items, and names, for good; give the new entries, which say so and no more.

        Raises `Refused`. What was taken back can still be done again, without the words.
        """
        facts = erasure.intended(self.entries, items, people)
        added = self._append(
            self._new_id(), [Draft(self.state.step_id, fact) for fact in facts], self._moment()
        )
        self.entries[:] = erasure.carried_out(self.entries)
        self.state = fold(fresh_state(self._begun_with), self.entries)
        forget()
        self._tell(added)
        return added

    def erased_everywhere(self, vault: str) -> tuple[Entry, ...]:
        """Note that what was erased from the meeting's log ("") or from a vault's is in no copy any more."""
        left = erasure.unfinished(self.entries).get(vault)
        fact = f.CopiesErased(erasures=left or (), vault=vault)
        return self._happen((Draft(self.state.step_id, fact),)) if left else ()

    def follow(self, kept: int, added: Iterable[Entry]) -> None:
        """Take over what somebody else has recorded: the first `kept` entries stay, `added` come after them."""
        new = tuple(added)
        if kept == len(self.entries) and not any(entry.fact.changes_what_was for entry in new):
            self.entries.extend(new)
            for entry in new:
                self.state = evolve(self.state, entry)
        else:
            self.entries[:] = erasure.carried_out([*self.entries[:kept], *new])
            self.state = fold(fresh_state(self._begun_with), self.entries)
            forget()

    def _take_back_or_redo(self, *facts: f.Undone | f.Redone) -> None:
        drafts = [Draft(self.state.step_id, fact) for fact in facts]
        added = self._append(self._new_id(), drafts, self._moment())
        self.state = fold(fresh_state(self._begun_with), self.entries)
        self._tell(added)

    def _is_last(self, unit: str) -> bool:
        """Whether nothing that can be taken back has happened since a command, or all of it was taken back."""
        undone = undone_units(self.entries) - {unit}
        counting = (
            entry for entry in reversed(self.entries) if entry.fact.undoable and entry.unit not in undone
        )
        return next((entry.unit for entry in counting), unit) == unit

    def _read_redoable(self) -> list[str]:
        redoable: list[str] = []
        for entry in self.entries:
            if isinstance(entry.fact, f.Undone):
                redoable.append(entry.fact.unit)
            elif isinstance(entry.fact, f.Redone):
                redoable = [unit for unit in redoable if unit != entry.fact.unit]
            elif _ends_redo(entry.fact):
                redoable.clear()
        return redoable

    def _moment(self) -> datetime:
        # As fine as it is stored, so that a session that is read again comes to the same state.
        now = self._now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    # -- the log -------------------------------------------------------------------------------------------

    def _append(self, unit: str, drafts: Iterable[Draft], now: datetime) -> tuple[Entry, ...]:
        after = self.entries[-1].id if self.entries else ""
        added = []
        for draft in drafts:
            fact = draft.fact
            meeting = fact.meeting if isinstance(fact, f.MeetingOpened) else self.state.meeting_id
            entry = Entry(self._new_id(), after, now, unit, meeting, draft.step, fact)
            added.append(entry)
            after = entry.id
        self.entries.extend(added)
        return tuple(added)

    def _tell(self, added: tuple[Entry, ...]) -> None:
        if self._on_entries is not None:
            self._on_entries(added)

    def _new_id(self) -> str:
        return f"{self._chance.getrandbits(64):016x}"


def _ends_redo(fact: f.Fact) -> bool:
    # Groups that were taken back and come again would not know of somebody who arrived in between.
    # What was noted in confidential notes that are erased must not come again either.
    return fact.undoable or isinstance(fact, f.PersonArrived | f.MeetingOpened | f.VaultErased | f.Veiled)
