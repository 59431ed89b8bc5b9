"""Writing what the meeting came to as documents, beside the session file, without leaving the meeting."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from apv_tui.core.exporter import Written
from apv_tui.core.messages import Message, Refused, message
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, pad, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class Choice(NamedTuple):
    """Something that can be written: what it is of, its ending, and the words for it."""

    what: str
    ending: str
    words: str


CHOICES: Final = (
    Choice("", "", "export.choice.all"),
    Choice("minutes", ".docx", "export.choice.minutes"),
    Choice("plan", ".docx", "export.choice.plan"),
    Choice("lists", ".xlsx", "export.choice.tables"),
    Choice("calendar", ".ics", "export.choice.calendar"),
)


class ExportOverlay(Overlay):
    """Offers the whole set or one kind; says where it was written."""

    own_key = "ctrl+s"
    own_action = "export"

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self.cursor = 0
        self.names = owner.settled is not None and owner.settled.now.names_in_reports
        self.busy = False
        self.written: Written | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Give what this meeting can be written as."""
        planned = bool(self.desk.agenda and self.desk.state.plans)
        return tuple(each for each in CHOICES if planned or each.what not in ("plan", "calendar"))

    def heading(self) -> str:
        """Give the heading."""
        return self.words("export.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give what can be chosen; then, where it was written."""
        if self.written is not None:
            return self._where(self.written, width, height)
        if self.busy:
            return [EMPTY, *paragraph(self.words("export.busy"), width, role="accent", bold=True)]
        rows = [*paragraph(self.words("export.which"), width, bold=True), EMPTY]
        for at, choice in enumerate(self.choices):
            chosen = at == self.cursor
            text = f"{'►' if chosen else ' '} {at + 1}  {self.words(choice.words)}"
            rows.append(line(pad(clip(text, width), width), role="cursor" if chosen else "text", bold=chosen))
        said = "export.with_names" if self.names else "export.without_names"
        return [*rows, EMPTY, *hanging(Span("n  ", "accent", True), self.words(said), width)]

    def _where(self, written: Written, width: int, height: int) -> Lines:
        blocks: list[Lines] = [
            paragraph(self.words("export.is_in"), width, bold=True),
            [*paragraph(written.folder, width, role="accent"), EMPTY],
        ]
        blocks += [hanging(Span("· "), name, width) for name in written.files]
        part = page(blocks, height, self.page_number)
        if part.of > 1:
            part = page(blocks, height - 1, self.page_number)
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        if self.busy or self.written is not None:
            return ()
        return (Hint("enter", "hint.choose"), Hint("up down", "hint.choose_export"))

    def key(self, key: str, character: str | None) -> bool:
        """Choose and write; afterwards, go back."""
        if self.busy:
            return key == "enter"
        if self.written is not None:
            if key == "enter":
                self.close()
            return key == "enter"
        if key in ("up", "down"):
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % len(self.choices)
        elif key.isdecimal() and 0 < int(key) <= len(self.choices):
            self.cursor = int(key) - 1
        elif key == "n":
            self.names = not self.names
        elif key == "enter":
            self._begin()
        else:
            return False
        return True

    # -- writing, in a thread of its own -------------------------------------------------------------------

    def _begin(self) -> None:
        exporter = self.desk.exporter
        if exporter is None:
            self.tell(message("print.confidential" if self.desk.confidential else "export.not_here"))
            return
        self.busy = True
        # What was noted until now: the state is never changed in place.
        state, choice, names = self.desk.record.state, self.choices[self.cursor], self.names

        def write() -> None:
            written: Written | None = None
            told: Message | None = None
            try:
                written = exporter.export(state, choice.what, choice.ending, names=names)
            except Refused as refused:
                told = refused.reason
            except Exception as fault:  # ours, whatever it is; the meeting goes on
                told = message("export.fault", kind=type(fault).__name__)
                if self.owner.note_quietly is not None:
                    self.owner.note_quietly(fault)
            if written is None and told is None:
                told = message("export.no_day" if choice.what == "calendar" else "export.nothing")
            self.owner.call_soon(self._done, written, told)

        threading.Thread(target=write, name="apv-tui export", daemon=True).start()

    def _done(self, written: Written | None, told: Message | None) -> None:
        """Say where it was written, or why not; above the meeting where this has been closed meanwhile."""
        self.busy = False
        self.written = written
        if told is not None:
            self.owner.show_notice(self.words.say(told))
        elif written is not None and not self.open_now:
            self.owner.show_notice(self.words("export.is_written", folder=written.folder))
        self.redraw()
