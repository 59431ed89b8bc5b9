"""Watching a session that another program leads, in a thread of its own, and passing on what is new."""

import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from apv_tui.core.agenda import Agenda
from apv_tui.core.cover import Cover
from apv_tui.core.facts import Entry
from apv_tui.core.in_step import Beat
from apv_tui.core.log import BadEntry, entry_from
from apv_tui.core.messages import Message, message
from apv_tui.files.cover import CoverReader
from apv_tui.files.following import BeatReader, Follower, Glance
from apv_tui.files.load import EDITED

LOOK_SECONDS: Final = 0.15
"""Between two glances at the files: with the drawing, an event is seen within 300 ms."""
LOOKS: Final = 7
"""Of so many glances one is a look, whatever the glance tells."""

Hear = Callable[[int, tuple[Entry, ...]], None]
"""Takes so many of the entries known as still standing, and those that come after them."""
HearCover = Callable[[Cover | None], None]
"""Takes what covers the room's windows."""
HearBeat = Callable[[Beat], None]
"""Takes how the time runs in the window that leads."""


class Watch:
    """Follows the session of one file. `start` begins to look, `stop` ends it."""

    def __init__(self, path: Path, state: Path) -> None:
        """`state` is the folder of the journals."""
        self._follower = Follower(path, state)
        self._beats = BeatReader()
        self._covers = CoverReader()
        self.beat: Beat | None = None
        """How the time ran in the window that leads when it was first looked; None where nobody led."""
        self._glance = Glance()
        self._done = threading.Event()
        self._thread: threading.Thread | None = None
        self._known: list[bool] = []
        """For each event of the files, whether this program understands it."""
        self.not_understood = 0
        """How many events this version of the program does not know."""

    def begin(self) -> tuple[Agenda, tuple[Entry, ...], tuple[Message, ...]]:
        """Read what there is: the agenda, the entries, what has to be said.

        Raises Unreadable, OSError, and ValueError where the agenda is none that this program can lead.
        """
        loaded = self._follower.begin()
        self.beat = self._beats.look(self._follower.journal)
        newer = loaded.document.newer
        entries = self._understood(loaded.events, newer=newer)
        # Of a good file there is nothing to say but that somebody else wrote into it.
        notices = [each for each in loaded.notices if not loaded.file_is_good or each.id == EDITED]
        if self.not_understood:
            notices.append(message("follow.not_understood", n=self.not_understood))
        return Agenda.model_validate(loaded.document.agenda), entries, tuple(notices)

    def start(self, hear: Hear, hear_beat: HearBeat, hear_cover: HearCover) -> None:
        """Look again and again, and pass on what is new; all are called from the thread."""
        hear_all = (hear, hear_beat, hear_cover)
        self._thread = threading.Thread(target=self._run, args=hear_all, name="apv-tui watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        if self._thread is not None:
            self._thread.join(timeout=1.0)

    def _run(self, hear: Hear, hear_beat: HearBeat, hear_cover: HearCover) -> None:
        glances = count(1)
        while not self._done.wait(LOOK_SECONDS):
            if not self._glance.differs(self._follower.journal) and next(glances) % LOOKS:
                continue
            if self._covers.look(self._follower.journal):
                hear_cover(self._covers.cover)
            beat = self._beats.look(self._follower.journal)
            if beat is not None:
                hear_beat(beat)
            change = self._follower.poll()
            if change is not None:
                kept = sum(self._known[: change.kept])
                del self._known[change.kept :]
                hear(kept, self._understood(change.added, newer=True))

    def _understood(self, events: tuple[dict[str, object], ...], *, newer: bool) -> tuple[Entry, ...]:
        """Give the entries this program knows; of a newer program's those that it does not are passed over."""
        entries = []
        for event in events:
            try:
                entries.append(entry_from(event))
                self._known.append(True)
            except BadEntry:
                if not newer:
                    raise
                self._known.append(False)
                self.not_understood += 1
        return tuple(entries)
