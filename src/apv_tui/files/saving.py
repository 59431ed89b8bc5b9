"""What is to be saved when, and what happens when it cannot be: the store without its thread."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui import __version__
from apv_tui.core.clock import Clock
from apv_tui.core.messages import Message, message
from apv_tui.files.journal import Journal, Record
from apv_tui.files.rewriting import without_words
from apv_tui.files.session_file import SessionDocument, encode_session
from apv_tui.files.snapshot import Snapshot, is_held, reason

SNAPSHOT_AFTER: Final = 10.0  # seconds that the session file may lag behind
FIRST_RETRY: Final = 1.0  # seconds, doubling
LAST_RETRY: Final = 30.0  # seconds


def ignore(*_: object) -> None:
    """Hear nothing."""


class Listener(NamedTuple):
    """Who is told how saving goes. All are called from the store's thread, and are to return at once."""

    on_saved: Callable[[str], None] = ignore
    """With the id of the last event that is safe on the medium; all before it are too."""
    on_trouble: Callable[[Message], None] = ignore
    """Once at each change: what cannot be saved and what that means. Holds until the next call of either."""
    on_recovered: Callable[[], None] = ignore
    """Everything can be saved again."""
    on_notice: Callable[[Message], None] = ignore
    """Something to know that is over already, such as a conflict copy."""


class _Tries:
    """A thing that can fail, and when it is to be tried again."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.due = 0.0
        self._wait = FIRST_RETRY

    def failed(self, error: Exception, now: float) -> None:
        self._wait = FIRST_RETRY if self.error is None else min(self._wait * 2, LAST_RETRY)
        self.error, self.due = error, now + self._wait

    def succeeded(self) -> None:
        self.error = None


class Saving:
    """The state of saving one session. For one thread; times are the steady seconds of `clock`."""

    def __init__(
        self,
        *,
        document: SessionDocument,
        journal: Journal,
        journalled: int,
        snapshot: Snapshot,
        unsaved: bool,
        listener: Listener,
        clock: Clock,
    ) -> None:
        """`journalled` events of `document` are in the journal; `unsaved`: the session file is behind it."""
        self.session = document.session
        """The id of the session; it never changes."""
        self._document = document
        self._entries: list[Record] = list(document.events)
        self._journal = journal
        self._journalled = journalled
        self._snapshot = snapshot
        self._unsaved_since = clock.monotonic() if unsaved else None
        self._led = unsaved
        self._acknowledged = len(self._entries)
        self._refuge: Path | None = None
        self._trouble: Message | None = None
        self._journal_tries, self._file_tries = _Tries(), _Tries()
        self._listener = listener
        self._clock = clock

    def add(self, entries: Sequence[Record]) -> None:
        """Take events over, in order; `save_journal` then saves them."""
        self._entries.extend(entries)
        self._led = self._led or bool(entries)
        if entries and self._unsaved_since is None:
            self._unsaved_since = self._clock.monotonic()

    def idle_for(self) -> float | None:
        """Give the seconds until something falls due, None if nothing will."""
        due = []
        if self._journal_behind():
            due.append(self._journal_tries.due if self._journal_tries.error else 0.0)
        if self._file_tries.error is not None:
            due.append(self._file_tries.due)
        elif self._unsaved_since is not None:
            due.append(self._unsaved_since + SNAPSHOT_AFTER)
        return max(0.0, min(due) - self._clock.monotonic()) if due else None

    def move(self, path: Path) -> None:
        """Save to another file from now on."""
        self._snapshot.move(path)
        self._journal.readdress(self._document.header(path))
        if self._unsaved_since is None:
            self._unsaved_since = self._clock.monotonic()

    @property
    def has_journal(self) -> bool:
        """Whether what comes is safe in the journal, as it could be written the last time."""
        return self._journal_tries.error is None

    def save_journal(self, forced: bool) -> None:
        """Bring the journal up to date, if it is behind and not waiting for its next try."""
        now = self._clock.monotonic()
        waiting = self._journal_tries.error is not None and now < self._journal_tries.due
        if not self._journal_behind() or (waiting and not forced):
            return
        try:
            self._write_journal()
        except Exception as error:  # whatever it is, the meeting goes on
            self._journal_tries.failed(error, now)
        else:
            self._journal_tries.succeeded()
            self._journalled = len(self._entries)
            self._acknowledge(self._journalled)

    def save_file(self, forced: bool) -> None:
        """Write the session file if it is behind, and `forced` or due."""
        now = self._clock.monotonic()
        if self._unsaved_since is None:
            return
        if self._file_tries.error is not None:
            due = now >= self._file_tries.due
        else:
            # Without a journal the session file is all there is, and ten seconds are too long.
            due = now >= self._unsaved_since + SNAPSHOT_AFTER or self._journal_tries.error is not None
        if not (due or forced):
            return
        count = len(self._entries)  # while the file is being written, more can come
        try:
            written = self._snapshot.write(self._encode(count), self._clock.utc())
        except Exception as error:  # whatever it is, the meeting goes on
            self._refuge = None
            self._file_tries.failed(error, now)
            return
        finally:
            # After a conflict the file is another one, written or not; the journal says which.
            self._journal.readdress(self._document.header(self._snapshot.path))
        # What lies in the refuge is found again by the journal; without one nobody would look there.
        if written.refuge is None or self._journal.exists:
            self._acknowledge(count)
        if written.refuge is not None:
            self._refuge = written.path
            self._file_tries.failed(written.refuge, now)
            return
        self._refuge = None
        self._file_tries.succeeded()
        self._unsaved_since = None if count == len(self._entries) else self._clock.monotonic()
        if written.conflict is not None:
            self.notice(message("save.conflict", path=str(written.conflict), copy=str(written.path)))

    def erase_words(self, clear: Callable[[Sequence[Record]], None]) -> None:
        """Carry out what the events say was erased: in the journal, the session file, and by `clear` elsewhere.

        Raises OSError for what could not be done; memory has the words no more, so whatever is written later
        has not either. ValueError, with nothing changed, where the events are none.
        """
        self._entries = without_words(self._entries)
        self._document = replace(self._document, events=())
        self._journal.broken = True
        self.save_journal(forced=True)
        self._snapshot.outdate()
        if self._unsaved_since is None:
            self._unsaved_since = self._clock.monotonic()
        self.save_file(forced=True)
        for failed in (self._file_tries.error, self._journal_tries.error):
            if failed is not None:
                raise failed if isinstance(failed, OSError) else OSError(str(failed))
        clear(self._entries)

    def stumbled(self, error: Exception) -> None:
        """Take note of a fault of the program's own: saving is tried again like after any other."""
        self._file_tries.failed(error, self._clock.monotonic())
        if self._unsaved_since is None:
            self._unsaved_since = self._clock.monotonic()

    def report(self) -> None:
        """Tell the listener if the state of saving is another than last told."""
        trouble = self._state()
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble is None:
            self._tell(self._listener.on_recovered)
        else:
            self._tell(self._listener.on_trouble, trouble)

    def notice(self, what: Message) -> None:
        """Tell the listener something that needs no mending."""
        self._tell(self._listener.on_notice, what)

    def finish(self) -> bool:
        """Close the files; the journal goes if the session file, read back, holds everything. Say if so."""
        if self._in_step() and not self._snapshot.verify():
            if not self._led:
                self._journal.close()
                return True  # somebody has written to it while we only looked: it is theirs
            # Removed, or changed by somebody: what happened here is written once more, then, beside it.
            self._unsaved_since = self._clock.monotonic()
            self.save_file(forced=True)
            self.save_journal(forced=True)
        if not self._in_step() or not self._snapshot.verify():
            self._journal.close()
            return False
        self._snapshot.leave_refuge()
        with contextlib.suppress(OSError):  # a journal too many does no harm: it tells the same story
            self._journal.remove()
        return True

    def _in_step(self) -> bool:
        """Whether the session file was written with everything there is."""
        return self._unsaved_since is None and self._file_tries.error is None

    def let_go(self) -> None:
        """Close the files as they are; they are about to be deleted."""
        self._journal.close()

    def _journal_behind(self) -> bool:
        return self._journal.broken or self._journalled < len(self._entries)

    def _write_journal(self) -> None:
        if not self._journal.broken:
            try:
                return self._journal.append(self._entries[self._journalled :])
            except OSError:
                if not self._journal.broken:
                    raise
        return self._journal.rewrite(self._entries)

    def _encode(self, count: int) -> bytes:
        saved = self._clock.utc().isoformat(timespec="seconds").replace("+00:00", "Z")
        self._document = replace(
            self._document,
            events=tuple(self._entries[:count]),
            revision=self._document.revision + 1,
            saved=saved,
            program=__version__,
            edited_by_hand=False,
        )
        return encode_session(self._document)

    @property
    def acknowledged(self) -> str:
        """The id of the last event that is safe on the medium; "" for none. May be asked from any thread."""
        count = self._acknowledged
        return str(self._entries[count - 1]["id"]) if count else ""

    def _acknowledge(self, count: int) -> None:
        if count > self._acknowledged:
            self._acknowledged = count
            self._tell(self._listener.on_saved, self._entries[count - 1]["id"])

    def _state(self) -> Message | None:
        journal, file = self._journal_tries.error, self._file_tries.error
        path = str(self._snapshot.path)
        if file is None:
            return None if journal is None else message("save.no_journal", reason=reason(journal), path=path)
        if self._refuge is not None:
            return message("save.in_refuge", reason=reason(file), path=path, refuge=str(self._refuge))
        if journal is not None:
            return message("save.nothing", reason=reason(journal), path=path)
        if is_held(file):
            return message("save.file_held", path=path)
        return message("save.no_file", reason=reason(file), path=path)

    def _tell(self, listen: Callable[..., None], *what: object) -> None:
        # A listener's fault is the listener's: the screen may be gone while its last words are being saved.
        with contextlib.suppress(Exception):
            listen(*what)
