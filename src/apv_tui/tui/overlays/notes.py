"""The leader's notes of the step. The room can see this window, so it warns first."""

from collections.abc import Sequence

from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign


class NotesOverlay(Overlay):
    """Warns, and shows what to say, what to remember and what to bring."""

    own_key = "f2"
    own_action = "notes"
    agreed = False

    def heading(self) -> str:
        """Give the heading."""
        return self.words("notes.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give the warning, then the notes."""
        if not self.agreed:
            return [EMPTY, *paragraph(self.words("notes.warning"), width, role="warn", bold=True)]
        step = self.desk.state.step
        if step is None:
            return [line(self.words("notes.none"))]
        blocks: list[Lines] = [[line(step.title, role="heading", bold=True)]]
        for label, texts in (("say", step.say), ("notes", step.notes), ("bring", step.bring)):
            if texts:
                blocks.append([EMPTY, line(self.words(f"notes.{label}"), role="accent", bold=True)])
                blocks += [hanging(Span("● ", "accent"), text, width) for text in texts]
        if step.source:
            blocks.append([EMPTY, line(", ".join(step.source), role="muted")])
        if len(blocks) == 1:
            blocks.append([line(self.words("notes.none"))])
        part = page(blocks, height - 1, self.page_number)
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def hints(self) -> Sequence[Hint]:
        """Give Enter while the warning stands."""
        return () if self.agreed else (Hint("enter", "hint.show_notes"),)

    def key(self, key: str, character: str | None) -> bool:
        """Show the notes on Enter."""
        if key == "enter" and not self.agreed:
            self.agreed = True
            return True
        return False
