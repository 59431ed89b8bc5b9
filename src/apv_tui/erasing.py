"""Erasing a whole session that is not open: what is in it, for the question, and then everything of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from apv_tui.core.messages import Refused, Unreadable
from apv_tui.core.text import one_line
from apv_tui.words import Words


class Doomed(NamedTuple):
    """A session as it is before it is erased."""

    path: Path
    state: Path
    """The folder of journals and locks."""
    session: str
    name: str
    began: datetime | None = None
    """When the first thing happened in it, in UTC; None where it cannot be read, or nothing did."""
    last: datetime | None = None
    people: int = 0
    items: int = 0
    actions: int = 0
    readable: bool = True
    notes: Mapping[str, Path] = {}
    """The files of its confidential notes that are here, by their ids."""
    files: int = 1
    """How many files go, without those of the notes."""

    @property
    def noted_by(self) -> int:
        """How many people's confidential notes are here."""
        return len(self.notes)

    def told(self, words: Words) -> Iterator[str]:
        """Say which session it is; when it was, and what is in it; and how many files go: a line each."""
        yield words("erase_session.which", name=self.name)
        yield ", ".join(self._content(words)) if self.readable else words("erase_session.unread")
        yield words("erase_session.files", n=self.files)

    def _content(self, words: Words) -> Iterator[str]:
        if self.began is not None and self.last is not None:
            first, last = words.date(self.began), words.date(self.last)
            yield first if first == last else words("erase_session.when", first=first, last=last)
        yield words("erase_session.people", n=self.people)
        yield words("erase_session.items", n=self.items)
        if self.actions:
            yield words("erase_session.actions", n=self.actions)

    def erase(self, *, notes: bool) -> None:
        """Delete the session, and its confidential notes with `notes`. All is tried, whatever cannot be deleted.

        Raises `Refused` where it is open elsewhere, with nothing changed, or for what is left.
        """
        from apv_tui.files.erasing import erase_session, why_not_erased
        from apv_tui.files.rewriting import erase_whole

        left: Refused | None = None
        try:
            erase_whole(self.path, self.state, self.session)
        except OSError as error:
            left = Refused(why_not_erased(error))
        for vault, path in self.notes.items() if notes else ():
            try:
                erase_session(path, self.state, vault)
            except OSError as error:
                left = left or Refused(why_not_erased(error))
            except Refused as refused:
                left = left or refused
        if left is not None:
            raise left


def look_at(path: Path, state: Path) -> Doomed:
    """Look at a session that is to be erased; nothing is changed. Raises Unreadable, and OSError."""
    from apv_tui.files.disk import Disk
    from apv_tui.files.load import load_session
    from apv_tui.files.rewriting import others
    from apv_tui.files.session_peek import session_in

    disk = Disk()
    try:
        document = load_session(path, state, disk).document
    except Unreadable:
        session = session_in(path)
        if not session:
            raise
        files = len(others(disk, state, session, path))
        return Doomed(path, state, session, one_line(path.stem), readable=False, files=files)
    files = len(others(disk, state, document.session, path))
    doomed = Doomed(path, state, document.session, one_line(document.name), files=files)
    try:
        return _with_content(doomed, document.agenda, document.events)
    except (ValueError, LookupError, TypeError, ArithmeticError):
        return doomed._replace(readable=False)


def _with_content(doomed: Doomed, agenda: object, events: tuple[dict[str, object], ...]) -> Doomed:
    from apv_tui.core.agenda import Agenda
    from apv_tui.core.evolve import fold
    from apv_tui.core.log import entry_from
    from apv_tui.core.state import fresh_state
    from apv_tui.files.disk import Disk
    from apv_tui.files.erasing import find_notes

    entries = [entry_from(event) for event in events]
    state = fold(fresh_state(Agenda.model_validate(agenda)), entries)
    actions = sum(item.list in state.plans for item in state.items.values())
    vaults = [id_ for id_, vault in state.vaults.items() if not vault.erased and id_ != doomed.session]
    found = find_notes(doomed.state, doomed.path.absolute().parent, vaults, Disk(), copies=True)
    return doomed._replace(
        began=entries[0].at if entries else None,
        last=entries[-1].at if entries else None,
        people=len(state.people),
        items=len(state.items) - actions,
        actions=actions,
        notes={vault: path for vault, path in found.items() if path is not None},
    )
