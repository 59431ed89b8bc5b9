"""Turning the screens of an agenda one by one; they are renewed while it is written."""

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple, Protocol

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from apv_tui.core.agenda import Agenda
from apv_tui.tui.desk import Alike
from apv_tui.tui.keeper import Place
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, centred, hanging, line, page, width_of, wrap
from apv_tui.tui.preview.trouble import top_bar, trouble_rows
from apv_tui.tui.preview.views import View, desk_at, same_place
from apv_tui.tui.rehearsal.look import QuietHost
from apv_tui.tui.screens.window import window_lines
from apv_tui.tui.stages import make_stage
from apv_tui.tui.widgets.pane import Pane
from apv_tui.words import Words

FRAMES: Final = ((80, 24), (54, 16))
WIDE: Final = 76
LEAST_SEEN: Final = 8
"""Rows of the last good screen that what is wrong never covers."""


class Preview(NamedTuple):
    """An agenda that can be led, as it is to be looked at."""

    agenda: Agenda
    words: Words
    views: tuple[View, ...]


class Owner(Protocol):
    """What the screen belongs to."""

    def leave(self) -> None:
        """Go at once."""
        ...


class PreviewScreen(Screen[None]):
    """One screen of the agenda at a time."""

    DEFAULT_CSS = "PreviewScreen { background: $apv-background; }"
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, owner: Owner, preview: Preview, place: Place, alike: Alike, at: int) -> None:
        super().__init__()
        self.owner = owner
        self.preview = preview
        self.at = at
        self._place = place
        self._alike = alike
        self._page = 0
        self._framed: tuple[int, int] | None = None
        self._trouble: tuple[tuple[str, ...], ...] = ()
        self._warnings: tuple[str, ...] = ()
        self._checked = False
        """Whether the check has been heard; it takes a moment longer than the first screen."""
        self._reading = ""
        """What is read instead of a screen: "warnings", "keys" or nothing."""

    def compose(self) -> ComposeResult:
        """Lay out one pane for all of it."""
        yield Pane(id="all", sized=self.redraw)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def words(self) -> Words:
        """The words of the agenda's language."""
        return self.preview.words

    @property
    def view(self) -> View:
        """The screen that is looked at."""
        return self.preview.views[self.at]

    def renew(self, preview: Preview) -> None:
        """Show the agenda as it was saved now, at the same step."""
        self.at = same_place(self.preview.views, self.at, preview.views, self.preview.agenda)
        self.preview = preview
        self._trouble = ()
        self.redraw()

    def complain(self, problems: Sequence[tuple[str, ...]]) -> None:
        """Say what is wrong with what was saved, each problem in rows; the last good screen stays."""
        self._trouble = tuple(problems)
        self.redraw()

    def warn(self, warnings: Sequence[str]) -> None:
        """Hear what the check has to say about the agenda."""
        self._warnings, self._checked = tuple(warnings), True
        self.redraw()

    def redraw(self) -> None:
        """Draw what is looked at."""
        width, height = self.size
        if not self.is_mounted or not width or not height:
            return
        rows = self._read(width, height) if self._reading else self._seen(width, height)
        self.query_one("#all", Pane).show(self._with_trouble(rows, width, height))

    def _seen(self, width: int, height: int) -> Lines:
        if self._framed is None:
            return self._window(width, height, self._sign(width))
        columns, rows = self._framed
        if columns > width or rows > height:
            said = self.words("preview.too_small", columns=columns, rows=rows)
            return [
                *top_bar(self._sign(width), width),
                EMPTY,
                *(centred(row, width) for row in wrap(said, width)),
            ]
        window = self._window(columns, rows, "")
        left = (width - columns) // 2
        if left:
            window = [_framed(row, columns, left) for row in window]
        above = (height - rows) // 2
        around: Lines = [EMPTY] * above
        below: Lines = [EMPTY] * (height - rows - above)
        if above:
            around[0] = top_bar(self._sign(width), width)[0]
        if above > 1:
            around[-1] = _edge("┌┐", columns, left)
        if below:
            below[0] = _edge("└┘", columns, left)
        return [*around, *window, *below]

    def _window(self, width: int, height: int, banner: str) -> Lines:
        desk = desk_at(self.view, self.words, self._place, self._alike)
        desk.window_rows = height
        stage = make_stage(desk, QuietHost(desk))
        stage.page = self._page
        rows = window_lines(desk, stage, width, height, banner=banner)
        self._page = self._page % stage.pages
        return rows

    def _sign(self, width: int) -> str:
        words = self.words
        parts = [words("preview.sign", at=self.at + 1, of=len(self.preview.views))]
        if self._framed is not None:
            parts.append(f"{self._framed[0]}×{self._framed[1]}")
        if self._warnings:
            parts.append(words("preview.warnings_w", n=len(self._warnings)))
        parts.append(words("preview.keys_wide" if width >= WIDE else "preview.keys_narrow"))
        return " · ".join(parts)

    def _read(self, width: int, height: int) -> Lines:
        """Give the warnings, or the keys, page by page."""
        words = self.words
        blocks: list[Lines]
        if self._reading == "warnings":
            heading = words("preview.warnings", n=len(self._warnings))
            if not self._warnings:
                heading = words("preview.no_warnings" if self._checked else "preview.not_checked")
            blocks = [[*hanging(Span(" ● ", "accent"), text, width - 1), EMPTY] for text in self._warnings]
        else:
            heading = words("preview.heading")
            keys = (
                ("PgDn PgUp", "preview.key.turn"), ("↓ ↑", "preview.key.step"), ("Home End", "preview.key.ends"),
                ("Shift+↓ Shift+↑", "preview.key.page"), ("f", "preview.key.frame"), ("w", "preview.key.warnings"),
                ("t", "preview.key.theme"), ("Ctrl+Q", "preview.key.leave"),
            )  # fmt: skip
            blocks = [
                hanging(Span(f" {key.ljust(17)}", "accent", True), words(said), width - 1)
                for key, said in keys
            ]
        part = page(blocks, max(1, height - 4), self._page)
        self._page = part.number - 1
        foot = (
            words("preview.page", number=part.number, of=part.of) if part.of > 1 else words("preview.any_key")
        )
        rows = [*top_bar(heading, width), EMPTY, *part.lines]
        rows += [EMPTY] * max(0, height - 1 - len(rows))
        return [*rows[: height - 1], line(f" {foot}", role="muted")]

    def _with_trouble(self, rows: Lines, width: int, height: int) -> Lines:
        """Put what is wrong over the last rows; the screen that was good last stays in view above."""
        if not self._trouble or self._reading:
            return rows
        room = max(2, height - LEAST_SEEN)
        shown = trouble_rows(self.words("preview.broken"), self._trouble, self.words, width, room)
        rows = [*rows[:height], *([EMPTY] * (height - len(rows)))]
        return [*rows[: height - len(shown)], *shown]

    # -- keys ----------------------------------------------------------------------------------------------

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out an action of the table, as far as there is anything to do: nobody leads a meeting here."""
        if action == "quit":
            self.owner.leave()
        elif action in ("next", "back", "page_down", "page_up") and self._reading:
            self._turn_page(1 if action in ("next", "page_down") else -1)
        elif action == "next":
            self._go(self.at + 1)
        elif action == "back":
            self._go(self.at - 1)
        elif action in ("page_down", "page_up"):
            self._turn_page(1 if action == "page_down" else -1)
        elif action == "help":
            self._open("keys")
        elif self._reading:
            self._open("")

    def on_key(self, event: events.Key) -> None:
        """Take the keys of a preview."""
        key = event.key
        if key == "f":
            sizes = (None, *FRAMES)
            self._framed, self._reading = sizes[(sizes.index(self._framed) + 1) % len(sizes)], ""
            self.redraw()
        elif key == "w":
            self._open("warnings")
        elif key in ("down", "up") and not self._reading:
            self._go(self._next_step() if key == "down" else self._step_before())
        elif key in ("home", "end"):
            self._go(0 if key == "home" else len(self.preview.views) - 1)
        elif key in ("escape", "backspace"):
            self._open("")
        else:
            return
        event.stop()
        event.prevent_default()

    def _open(self, what: str) -> None:
        self._reading = "" if what == self._reading else what
        self._page = 0
        self.redraw()

    def _go(self, at: int) -> None:
        self.at = min(max(0, at), len(self.preview.views) - 1)
        self._page, self._reading = 0, ""
        self.redraw()

    def _turn_page(self, by: int) -> None:
        self._page += by
        self.redraw()

    def _next_step(self) -> int:
        here, views = (self.view.meeting, self.view.step), self.preview.views
        later = (n for n in range(self.at, len(views)) if (views[n].meeting, views[n].step) != here)
        return next(later, self.at)

    def _step_before(self) -> int:
        views = self.preview.views
        here = (self.view.meeting, self.view.step)
        before = [n for n in range(self.at) if (views[n].meeting, views[n].step) != here]
        if not before:
            return 0
        step = (views[before[-1]].meeting, views[before[-1]].step)
        return next(n for n, view in enumerate(views) if (view.meeting, view.step) == step)


def _framed(row: Line, columns: int, left: int) -> Line:
    gap = " " * max(0, columns - width_of(row))
    edge = Span("│", "rule")
    return (Span(" " * (left - 1)), edge, *row, Span(gap), edge)


def _edge(corners: str, columns: int, left: int) -> Line:
    if not left:
        return EMPTY
    return line(Span(" " * (left - 1) + corners[0] + "─" * columns + corners[1], "rule"))
