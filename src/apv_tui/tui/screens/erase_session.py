"""The question before a whole session is erased from the start screen."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from apv_tui.core.messages import Message, Refused, message
from apv_tui.tui.erasing import ERASE, question
from apv_tui.tui.lines import Lines, Span, hanging
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.words import Words

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class Doomed(Protocol):
    """A session as it is before it is erased."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def told(self, words: Words) -> Iterator[str]:
        """Say which it is and what is in it."""
        ...

    @property
    def noted_by(self) -> int:
        """How many people's confidential notes are here."""
        ...

    def erase(self, *, notes: bool) -> None:
        """Erase it, with the confidential notes or without. Raises `Refused`."""
        ...


class EraseSessionScreen(Overlay):
    """Asks; erases on a key of its own alone, never on Enter."""

    def __init__(self, owner: "ApvApp", doomed: Doomed, after: Callable[[Message], None]) -> None:
        """`after` hears what was erased, or what is left of it."""
        super().__init__(owner)
        self.doomed = doomed
        self.notes = False
        self._after = after

    def heading(self) -> str:
        """Give the heading."""
        return self.words("erase_session.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give the question, with what is in the session."""
        which, *told = self.doomed.told(self.words)
        told.append(self.words("erase_session.beyond"))
        rows = question(self, which, told, "erase_session.yes", "erase_session.else", width, height)
        n = self.doomed.noted_by
        if n:
            said = "erase_session.notes_go" if self.notes else "erase_session.notes_stay"
            rows += hanging(Span(" Tab  ", "accent", True), self.words(said, n=n), width)
        return rows

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        shared = (Hint(ERASE, "hint.erase_now"),)
        return (*shared, Hint("tab", "hint.notes_along")) if self.doomed.noted_by else shared

    def key(self, key: str, character: str | None) -> bool:
        """Erase on its own key; Tab lets confidential notes go or stay."""
        if key == ERASE:
            told = message("erase_session.done", name=self.doomed.name)
            try:
                self.doomed.erase(notes=self.notes)
            except Refused as refusal:
                told = refusal.reason
            self.close()
            self._after(told)
        elif key == "tab" and self.doomed.noted_by:
            self.notes = not self.notes
        else:
            return False
        return True
