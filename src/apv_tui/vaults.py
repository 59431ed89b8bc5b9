"""The files of a meeting's confidential notes: one for each person's, made before the first word of them.

The meeting's own file keeps veiled entries (`core/veil.py`); the notes' file keeps them whole, with a journal
of its own. Their words go nowhere else: while their file cannot be made they wait in memory, and are not
marked as noted. It is made once the meeting's log has it on the disk that there are such notes: if the power
fails in between, nothing is left that no meeting knows of.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from apv_tui.core import facts as f
from apv_tui.core.facts import Entry
from apv_tui.core.log import BadEntry, entry_data, entry_from
from apv_tui.core.messages import Message, Problem, Refused, Unreadable, message
from apv_tui.core.state import State
from apv_tui.core.text import one_line
from apv_tui.core.veil import Veil, chained, joined, preface
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.core import erasure
    from apv_tui.files.store import Listener, SessionStore
else:
    erasure = Later("apv_tui.core.erasure")

_MOST_NAMES: Final = 100


class Cabinet(NamedTuple):
    """Where the notes of one meeting are kept, what they are called, and who hears how saving them goes."""

    state: Path
    """The folder of journals and locks."""
    meeting: Callable[[], "SessionStore"]
    """The store of the meeting's own file; the notes lie beside it."""
    title: Callable[[str, int], str]
    """Makes a name of the meeting's and a number. No person is named: a folder can be seen by others."""
    name: str
    """What the meeting is called."""
    listener: Callable[[str], "Listener"]
    """Gives who hears of one vault."""


class Rejoined(NamedTuple):
    """A meeting's log as it is once its notes have been opened."""

    entries: tuple[Entry, ...]
    added: tuple[Entry, ...]
    """What the meeting's own log is to keep of those at the end that only the notes knew."""
    notices: tuple[Message, ...]


class Vaults:
    """Takes the log apart, and keeps each vault's part in its own store."""

    def __init__(self, cabinet: Cabinet) -> None:
        self._cabinet = cabinet
        self._veil = Veil()
        self._opened: dict[str, Entry] = {}
        self._stores: dict[str, SessionStore] = {}
        self._waiting: dict[str, list[Entry]] = {}
        self._shut: dict[str, Path] = {}
        """Files that are there and could not be opened."""
        self._troubled: set[str] = set()
        self._unknown: list[tuple[str, str]] = []
        """The meeting's entries since the first notes that its log may not have on the disk: id, vault begun."""
        self._busy = threading.RLock()  # the meeting's store says from its own thread how far it is
        self.state: Callable[[], State] | None = None
        """The meeting as it is; a new vault's file begins with what its owner needs of it."""

    # -- going on ------------------------------------------------------------------------------------------

    def take(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Keep what is confidential of the next entries; give what the meeting's own log keeps."""
        own = []
        with self._busy:
            for entry in entries:
                part = self._veil.part(entry)
                own.append(part.own)
                begun = ""
                for vault in part.vaults:
                    if isinstance(entry.fact, f.VaultOpened) and vault not in self._opened:
                        self._opened[vault], begun = entry, vault
                    self._waiting.setdefault(vault, []).append(entry)
                if begun or self._unknown:
                    self._unknown.append((entry.id, begun))
        return tuple(own)

    def checkpoint(self) -> None:
        """Write the files soon, and try again what could not be made."""
        self.hand_over()
        for store in self._stores.values():
            store.checkpoint()

    def close(self) -> bool:
        """Save everything and let go of the files. False where not all could be saved."""
        self.hand_over()
        closed = [store.close() for store in self._stores.values()]
        self._stores.clear()
        return all(closed) and not self._waiting

    def keep_in(self, folder: Path) -> None:
        """Keep the files in another folder from now on: they are looked for beside the meeting's."""
        for store in self._stores.values():
            store.move_to(folder / store.path.name)

    def path(self, vault: str) -> Path | None:
        """Give the file of a vault; None where it is not at hand."""
        store = self._stores.get(vault)
        return store.path if store is not None else None

    def hand_over(self) -> None:
        """Give the files what waits for them, as far as they can be made by now."""
        with self._busy:
            if self._unknown:
                self._learn(self._cabinet.meeting().saved)
            for vault in list(self._waiting):
                store = self._stores.get(vault) or self._make(vault)
                if store is not None:
                    entries = self._waiting.pop(vault)
                    store.put([entry_data(entry) for entry in chained(entries, store.last)])

    def _learn(self, saved: str) -> None:
        """The meeting's log is on the disk up to the entry `saved`: forget what that makes known."""
        ids = [id_ for id_, _ in self._unknown]
        if saved in ids:
            rest = self._unknown[ids.index(saved) + 1 :]
            begun = [at for at, (_, vault) in enumerate(rest) if vault]
            self._unknown = rest[begun[0] :] if begun else []

    def _make(self, vault: str) -> "SessionStore | None":
        """Make the file of new notes; None where that is not possible just now."""
        opened = self._opened.get(vault)
        if opened is None or self.state is None or any(begun == vault for _, begun in self._unknown):
            return None
        try:
            store = self._create(vault, opened, self.state())
        except (OSError, Refused) as error:
            self._tell_trouble(vault, error)
            return None
        if vault in self._troubled:
            self._troubled.discard(vault)
            self._cabinet.listener(vault).on_recovered()
        self._stores[vault] = store
        self._waiting[vault] = [entry for entry in self._waiting[vault] if entry.id != opened.id]
        store.checkpoint()  # the file is there before the first word is
        return store

    def _create(self, vault: str, opened: Entry, state: State) -> "SessionStore":
        from apv_tui.files.store import create_session

        meeting = self._cabinet.meeting().path
        first = 1 + list(self._opened).index(vault)
        for number in range(first, first + _MOST_NAMES):
            path = meeting.with_name(f"{self._cabinet.title(meeting.stem, number)}.json")
            try:
                return create_session(
                    path,
                    self._cabinet.state,
                    session=vault,
                    name=self._cabinet.title(self._cabinet.name, number),
                    agenda=state.agenda.model_dump(mode="json", exclude_defaults=True),
                    events=[entry_data(entry) for entry in preface(state, opened)],
                    confidential=True,
                    listener=self._cabinet.listener(vault),
                )
            except FileExistsError as error:
                taken = error
        raise taken

    def _tell_trouble(self, vault: str, error: OSError | Refused) -> None:
        from apv_tui.files.snapshot import reason

        self._troubled.add(vault)
        why = error.reason if isinstance(error, Refused) else reason(error)
        self._cabinet.listener(vault).on_trouble(message("vault.no_file", reason=why))

    # -- opening the meeting again -------------------------------------------------------------------------

    def rejoin(self, entries: Sequence[Entry]) -> Rejoined:
        """Open the notes that lie beside the meeting's file, and put their words into its log.

        Whatever is missing, damaged or open elsewhere stays veiled, and is said in a notice.
        """
        if not any(isinstance(entry.fact, f.VaultOpened | f.VaultErased | f.Veiled) for entry in entries):
            return Rejoined(tuple(entries), (), ())
        for entry in entries:
            if isinstance(entry.fact, f.VaultOpened):
                self._opened.setdefault(entry.fact.vault, entry)
        erased = [e.fact.vault for e in entries if isinstance(e.fact, f.VaultErased)]
        noted = {e.fact.vault for e in entries if isinstance(e.fact, f.Veiled)}
        notices = self._finish_erasing(erased)
        words: dict[str, Sequence[Entry]] = {}
        missing = 0
        for vault, path in self._find([each for each in self._opened if each not in erased]).items():
            if path is None:
                missing += vault in noted
                continue
            try:
                words[vault], told = self._open(vault, path)
            except (Unreadable, Refused, OSError) as error:
                self._shut[vault] = path
                told = [_said(path, error)]
            notices += told
        if missing:
            notices.append(
                message("vault.missing", n=missing, folder=str(self._cabinet.meeting().path.parent))
            )
        whole = joined(entries, words)
        self._veil = Veil(whole.entries[: len(entries)])
        added = tuple(self._veil.part(entry).own for entry in whole.added)
        return Rejoined(whole.entries, added, tuple(notices))

    def _find(self, vaults: Iterable[str], *, copies: bool = False) -> dict[str, Path | None]:
        from apv_tui.files.disk import Disk
        from apv_tui.files.erasing import find_notes

        folder = self._cabinet.meeting().path.absolute().parent
        return find_notes(self._cabinet.state, folder, vaults, Disk(), copies=copies)

    def _open(self, vault: str, path: Path) -> tuple[Sequence[Entry], list[Message]]:
        from apv_tui.files.store import open_session

        store, loaded = open_session(
            path, self._cabinet.state, private=True, listener=self._cabinet.listener(vault)
        )
        try:
            if loaded.document.session != vault or not loaded.document.confidential:
                raise BadEntry("another session")
            entries = [entry_from(event) for event in loaded.events]
        except ValueError as fault:
            store.close()
            what = message("session.not_understood", reason=one_line(str(fault), 200))
            raise Unreadable(str(path), [Problem(what)]) from None
        self._stores[vault] = store
        return entries, list(loaded.notices)

    # -- erasing -------------------------------------------------------------------------------------------

    def known(self, vault: str) -> bool:
        """Whether there is anything here that can be erased."""
        return vault in self._stores or vault in self._waiting or vault in self._shut

    def erase(self, vault: str) -> None:
        """Delete everything of a vault for good. Raises OSError, and Refused where it is open elsewhere."""
        from apv_tui.files.erasing import erase_session

        self._waiting.pop(vault, None)
        self._troubled.discard(vault)
        self._cabinet.listener(vault).on_recovered()  # what could not be saved need not be any more
        store = self._stores.pop(vault, None)
        if store is not None:
            self._shut[vault] = store.path
            store.erase()
        elif vault in self._shut:
            erase_session(self._shut[vault], self._cabinet.state, vault)
        self._shut.pop(vault, None)

    def erase_words(self, vault: str) -> None:
        """Carry out what a vault's log says was erased. Raises OSError for what could not be done."""
        self.hand_over()
        if vault in self._waiting:  # there is no file yet
            self._waiting[vault] = erasure.carried_out(self._waiting[vault])
        store = self._stores.get(vault)
        if store is not None:
            store.erase_words()

    def _finish_erasing(self, vaults: Iterable[str]) -> list[Message]:
        """Erase what was to be erased when the program was stopped, or could not be deleted then."""
        from apv_tui.files.erasing import erase_session, why_not_erased

        told = []
        for vault, path in self._find(vaults, copies=True).items():
            try:
                if path is not None:
                    erase_session(path, self._cabinet.state, vault)
            except OSError as error:
                told.append(why_not_erased(error))
            except Refused as refused:
                told.append(refused.reason)
        return told


def _said(path: Path, error: Exception) -> Message:
    from apv_tui.files.session_file import NewerFormat
    from apv_tui.files.snapshot import reason

    if isinstance(error, Unreadable):
        return message("vault.unreadable", path=str(path), reason=error.problems[0].what)
    if isinstance(error, NewerFormat):
        return message("vault.unreadable", path=str(path), reason=error.reason)
    if isinstance(error, Refused):
        return message("vault.in_use", path=str(path))
    return message("vault.not_opened", path=str(path), reason=reason(error))
