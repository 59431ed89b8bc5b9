"""Keeping a session: when its store begins, what it is called, and how long nobody led it."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from apv_tui.core.facts import Entry, MeetingOpened, VaultOpened
from apv_tui.core.log import entry_data
from apv_tui.core.messages import Refused, message
from apv_tui.core.record import Record

if TYPE_CHECKING:
    from apv_tui.core.cover import Cover
    from apv_tui.core.in_step import Beat
    from apv_tui.files.store import SessionStore
    from apv_tui.vaults import Vaults


class Pulse:
    """Lets others know that the meeting is led, and how its time runs."""

    def __init__(self, state: Path, session: str) -> None:
        """`state` is the folder of the journals."""
        self._state = state
        self._session = session
        self.beat: Callable[[], Beat] | None = None
        """Says how the time runs."""

    def tell_time(self) -> None:
        """Say how the time runs, to windows that follow."""
        if self.beat is not None:
            from apv_tui.files.beat import write_beat

            write_beat(self._state, self._session, self.beat())

    def tell_cover(self, cover: "Cover | None") -> None:
        """Say what covers the room's windows, to windows that follow."""
        from apv_tui.files.cover import write_cover

        write_cover(self._state, self._session, cover)

    def alive(self) -> None:
        """Give a sign of life."""
        from apv_tui.files.journal import give_sign_of_life

        give_sign_of_life(self._state, self._session)

    def stop(self) -> None:
        """Say that nobody leads any more."""
        from apv_tui.files.beat import remove_beat

        remove_beat(self._state, self._session)
        self.tell_cover(None)


class Keeper:
    """The store, spoken to in entries. Made by `begin`, after the first screen where nothing can go wrong."""

    def __init__(
        self,
        begin: Callable[[], "SessionStore"],
        pulse: Pulse,
        vaults: "Vaults | None" = None,
    ) -> None:
        """`vaults` keeps what is confidential; None where the session itself is somebody's notes."""
        self.vaults = vaults
        self._begin = begin
        self._pulse = pulse
        self._store: SessionStore | None = None
        self._waiting: list[tuple[Entry, ...]] = []
        self._started = False

    @property
    def store(self) -> "SessionStore":
        """The store; made now if it was not yet."""
        if self._store is None:
            self._store = self._begin()
            for entries in self._waiting:
                self.put(entries)
            self._waiting.clear()
            self._store.checkpoint()
            self._pulse.tell_time()
            self._pulse.tell_cover(None)  # what a power cut left
        return self._store

    @property
    def begun(self) -> bool:
        """Whether there is a file."""
        return self._store is not None

    def start(self) -> None:
        """Begin to save from here on; a session that was only looked at gets no file."""
        self._started = True
        if any(not isinstance(entry.fact, MeetingOpened) for entries in self._waiting for entry in entries):
            _ = self.store

    def put(self, entries: tuple[Entry, ...]) -> None:
        """Hand entries over; returns at once."""
        if self._store is None:
            self._waiting.append(entries)
            # Confidential notes lie beside the meeting's file: there has to be one.
            if self._started or any(isinstance(entry.fact, VaultOpened) for entry in entries):
                self.start()
        else:
            own = self.vaults.take(entries) if self.vaults is not None else entries
            self._store.put([entry_data(entry) for entry in own])
            self.hand_over()

    def hand_over(self) -> None:
        """Keep confidential notes that waited for the meeting's own log; to be called whenever that is saved."""
        if self.vaults is not None and self._store is not None:
            self.vaults.hand_over()

    def checkpoint(self) -> None:
        """Write the session file soon."""
        if self._store is not None:
            self._store.checkpoint()
        if self.vaults is not None:
            self.vaults.checkpoint()

    def keep_in(self, folder: str) -> Path:
        """Keep the files in another folder from now on; give where the meeting's is. Raises `Refused`."""
        place = Path(folder).expanduser()
        if not place.is_absolute() or not place.is_dir():
            raise Refused(message("refused.no_such_folder"))
        if not os.access(place, os.W_OK):
            raise Refused(message("refused.folder_read_only"))
        store = self.store
        if place.absolute() == store.path.parent:
            raise Refused(message("refused.same_folder"))
        path = free_path(place, store.path.stem)
        store.move_to(path)
        if self.vaults is not None:
            self.vaults.keep_in(place)
        return path

    def alive(self) -> None:
        """Note that the meeting runs."""
        if self._store is not None:
            self._pulse.alive()

    def go_by(self, beat: "Callable[[], Beat]") -> None:
        """Take what says how the time of the meeting runs."""
        self._pulse.beat = beat
        self.tell_time()

    def tell_time(self) -> None:
        """Say anew how the time runs: it has jumped."""
        if self._store is not None:
            self._pulse.tell_time()

    def tell_cover(self, cover: "Cover | None") -> None:
        """Say what covers the room's windows; None for nothing."""
        if self._store is not None:
            self._pulse.tell_cover(cover)

    def close(self) -> bool:
        """Save everything and let go of the file, where there is one. False where not all could be saved."""
        self.start()
        if self._store is not None:
            self._pulse.stop()
            if self.vaults is not None:
                self._store.flush()
        notes = self.vaults is None or self.vaults.close()
        return (self._store is None or self._store.close()) and notes

    # -- confidential notes --------------------------------------------------------------------------------

    def vault_path(self, vault: str) -> Path | None:
        """Give the file of somebody's confidential notes; None where it is not at hand."""
        return self.vaults.path(vault) if self.vaults is not None else None

    def can_erase(self, vault: str) -> bool:
        """Whether the notes are here to be erased, and not the session itself."""
        return self.vaults is not None and self.vaults.known(vault)

    def erase(self, vault: str) -> None:
        """Delete everything of somebody's confidential notes for good. Raises `Refused` where it cannot."""
        if self.vaults is None:
            return
        try:
            self.vaults.erase(vault)
        except OSError as error:
            from apv_tui.files.erasing import why_not_erased

            raise Refused(why_not_erased(error)) from None

    def erase_words(self, vault: str) -> None:
        """Carry out what the log says was erased, in the files of the meeting ("") or of a vault; see the desk's.

        Raises `Refused` for what could not be done; it is tried again at the next opening.
        """
        from apv_tui.files.erasing import why_words_stay

        try:
            if vault and self.vaults is not None:
                self.vaults.erase_words(vault)
            else:
                self.store.erase_words()
        except OSError as error:
            raise Refused(why_words_stay(error)) from None


def free_path(folder: Path, name: str) -> Path:
    """Give a path that is not taken: the name, else the name with a number."""
    path = folder / f"{name}.json"
    number = 2
    while os.path.lexists(path):
        path = folder / f"{name} ({number}).json"
        number += 1
    return path


def unled_seconds(record: Record, now: datetime, last: datetime | None, alive: datetime | None) -> float:
    """Give the seconds nobody led, if a clock was running: somebody must say how they count.

    They begin at the last entry, or at the last sign of life (`alive`) where that is later.
    """
    step = record.state.step
    if last is None or step is None or not record.state.state_of(step).clock.running:
        return 0.0
    return max(1.0, (now - max(last, alive or last)).total_seconds())
