"""Erasing confidential notes for good: whose, then a clear question."""

from collections.abc import Sequence

from apv_tui.core.messages import Refused, message
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.listing import MARGIN, around, moved

ERASE = "1"


class EraseOverlay(Overlay):
    """Lists whose notes are kept; the subject is the id of those the question begins with."""

    def on_mount(self) -> None:
        """Begin with the notes named, or those of the only person there are any of."""
        super().on_mount()
        self.cursor = 0
        kept = self.kept()
        self.asked = self.subject if self.subject in kept else kept[0] if len(kept) == 1 else ""

    def kept(self) -> list[str]:
        """Give the ids of the notes that are here."""
        return [id_ for id_ in self.desk.whole.vaults if self.desk.can_erase(id_)]

    def _elsewhere(self, width: int) -> Lines:
        """Say whose notes are not here, so that nobody thinks they were erased or never were."""
        kept, vaults = {*self.kept()}, self.desk.whole.vaults
        owners = {vault.owner for id_, vault in vaults.items() if not vault.erased and id_ not in kept}
        if not owners:
            return []
        called = [self.desk.name(person) for person in self.desk.whole.people if person in owners]
        said = self.words("erase.elsewhere", names=self.desk.listed(called))
        return paragraph(said, width, role="muted")

    def _notes(self, vault: str) -> int:
        return sum(1 for item in self.desk.whole.items.values() if item.vault == vault)

    def _owner(self, vault: str) -> str:
        return self.desk.name(self.desk.whole.vaults[vault].owner)

    def heading(self) -> str:
        """Give the heading."""
        return self.words("erase.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give the list; or the question, with what it means."""
        kept = self.kept()
        elsewhere = self._elsewhere(width)
        if not kept:
            return [EMPTY, *(elsewhere or paragraph(self.words("erase.nothing"), width))]
        if self.asked in kept:
            return [
                EMPTY,
                *paragraph(self._question(self.asked), width, role="accent", bold=True),
                *paragraph(self.words("erase.for_good"), width),
                EMPTY,
                *hanging(Span(f" {ERASE}  ", "over", True), self.words("erase.yes"), width, bold=True),
                *hanging(Span("    ", "text"), self.words("erase.else"), width, role="muted"),
            ]
        self.cursor = min(self.cursor, len(kept) - 1)
        head = [line(self.words("erase.whose"), role="accent", bold=True)]

        def row(at: int) -> Lines:
            text = self._row(kept[at])
            chosen = at == self.cursor
            role = "cursor" if chosen else "text"
            return hanging(Span("► " if chosen else "  ", role, True), text, width - MARGIN, role)

        return [*head, *around(len(kept), self.cursor, width, height - 1 - len(elsewhere), row), *elsewhere]

    def _row(self, vault: str) -> str:
        name = self._owner(vault)
        if self.desk.whole.vaults[vault].away:
            return self.words("erase.row_unread", name=name)
        return self.words("erase.row", name=name, n=self._notes(vault))

    def _question(self, vault: str) -> str:
        name = self._owner(vault)
        if self.desk.whole.vaults[vault].away:  # their file is here, and cannot be read
            return self.words("erase.ask_unread", name=name)
        return self.words("erase.ask", name=name, n=self._notes(vault))

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the list, or of the question."""
        kept = self.kept()
        if self.asked in kept:
            return (Hint(ERASE, "hint.erase_now"),)
        return (Hint("up down", "hint.choose_person"), Hint("enter", "hint.choose")) if kept else ()

    def key(self, key: str, character: str | None) -> bool:
        """Choose whose; erase on its own key alone, never on Enter."""
        kept = self.kept()
        if self.asked in kept:
            if key == ERASE:
                self._erase(self.asked)
            elif key == "backspace" and len(kept) > 1:
                self.asked = ""
            else:
                return False
            return True
        place = moved(key, self.cursor, len(kept))
        if place is not None:
            self.cursor = place
        elif key == "enter" and kept:
            self.asked = kept[self.cursor]
        else:
            return False
        return True

    def _erase(self, vault: str) -> None:
        name = self._owner(vault)
        try:
            self.desk.erase(vault)
        except Refused as refusal:
            self.tell(refusal.reason)
            return
        self.asked = ""
        self._meeting_changed()
        self.close()
        meeting = self.owner.meeting_screen
        if meeting is not None:
            meeting.tell(message("erase.done", name=name))
