"""What the window on a meeting looks like: where we are, the task and the clock, the step's own body, the keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.screen import Screen

from apv_tui.tui.covering import cover_line
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, paragraph, width_of
from apv_tui.tui.screens.clock_face import FACE_WIDTH, digit_rows, face_height, face_lines
from apv_tui.tui.screens.frame import foot, told_rows
from apv_tui.tui.screens.geometry import TOP_ROWS, Geometry, lay_out
from apv_tui.tui.screens.top_line import top, whereabouts, window_sign
from apv_tui.tui.screens.window import head_lines, indented, prompt_line
from apv_tui.tui.stages.base import Face, Hint, Stage
from apv_tui.tui.widgets.clock_pane import ClockPane
from apv_tui.tui.widgets.entry import Entry
from apv_tui.tui.widgets.pane import Pane
from apv_tui.tui.widgets.signal import SignalPane

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class Skeleton(Screen[None]):
    """Draws a stage; what stands in its places is for those who make a window of it to say.

    All of it but the clock and the line that is typed in is drawn on one pane: where the parts lie is reckoned here,
    so that nothing has to be laid out when a step with a higher head or a longer foot comes. The clock lies above
    it, so that a second paints no more than that.
    """

    DEFAULT_CSS = """
    Skeleton { layers: base line signal; background: $apv-background; }
    Skeleton #entry, Skeleton #face { layer: line; position: absolute; display: none; }
    """
    AUTO_FOCUS: ClassVar[str | None] = ""  # the line is for the step to open
    BLANK = True  # the page covers it: Textual need not draw rows of its own below

    stage: Stage

    def __init__(self, owner: "ApvApp", desk: Desk) -> None:
        super().__init__()
        self.owner = owner
        self.desk = desk
        self._told = ""
        self._told_upto = 0
        """How many entries the log had when it was told: with the next one it is no longer news."""
        self._finding = False
        """Whether who sits where is on the screen."""
        self._page = Pane(id="page")
        self._face = ClockPane(self._page, id="face")
        self._entry = Entry(self._line_entered, self._line_key, id="entry")
        self._due = False
        """Whether it is to be drawn once what is under way is done."""
        self._drawn_for = Size(0, 0)
        self._laid: Geometry | None = None
        """Where the parts lay when they were drawn last."""
        self._faced: Face | None = None
        """The clock that was drawn last."""
        self.parts: dict[str, Lines] = {}
        """The rows that were drawn last, by their part, from the top."""

    def compose(self) -> ComposeResult:
        """Lay out the skeleton: the pane for all comes last, so that what appears above it is all that is painted."""
        yield SignalPane()
        yield self._face
        yield self._entry
        yield self._page

    # -- what each kind of window says for itself ----------------------------------------------------------

    @property
    def covered(self) -> bool:
        """Whether the step is for the leader alone, and this window, which the room sees, does not show it."""
        return self.stage.is_private() and self.desk.covers(self.stage.step_id)

    def hints(self) -> Sequence[Hint]:
        """Give the keys for the foot, the most important first."""
        raise NotImplementedError

    def body_lines(self, width: int, height: int) -> Lines:
        """Give what stands below the head."""
        self._finding = self.stage.finding()
        return self.stage.shown(width, height)[:height]

    def most_digits(self, width: int, height: int) -> int | None:
        """Give how many rows the digits of the clock have at most; None for as many as there is room for."""
        return None

    def aside_lines(self, width: int, height: int) -> Lines:
        """Give what stands below the body in a window of so many rows, for the leader beside the work."""
        return []

    def _line_entered(self, text: str) -> None:
        """Take a typed line."""

    def _line_key(self, key: str) -> None:
        """Take a key the line does not use."""

    def prompt(self) -> str | None:
        """Give what stands before the line that is typed in; None where nothing is typed."""
        return None

    # -- drawing -------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw everything; only what differs is painted.

        The line is there at once, as the next key may be its first letter. All else is drawn when what is under
        way is done, and once, whatever asked for it.
        """
        if not self.is_mounted or not self.size.width:
            return
        self._forget_old_news()
        self._open_line()
        self._draw_soon()

    def _draw_soon(self) -> None:
        if not self._due:
            self._due = True
            self.call_later(self._draw)

    def _draw(self) -> None:
        self._due = False
        width, height = self._drawn_for = self.size
        if not width:
            return
        self._forget_old_news()
        below = told_rows(self._told, width)
        aside = self.aside_lines(width - 2, height)
        notice = self._private_notice() if self.covered else None
        laid = self._laid = lay_out(
            self.stage, width, height, notice=notice, most_digits=self.most_digits(width, height)
        )
        prompt = self.prompt()
        rows = max(0, height - TOP_ROWS - laid.head_rows - len(aside) - (prompt is not None) - below)
        body = [] if self.covered or not rows else self.body_lines(width - 2, rows)
        self.parts = {
            "top": self._top_lines(),
            "head": head_lines(laid, [], width),
            "body": indented(body, rows),
            "aside": indented(aside, len(aside)),
            "line": [] if prompt is None else [prompt_line(prompt, width)],
            "foot": foot(self.hints(), self._told, self.desk.words, width),
        }
        self._place_line(prompt, below)
        self._place_clock(laid, width)
        self._show()

    def _show(self) -> None:
        self._face.show(self._face_lines())
        self._page.show([row for part in self.parts.values() for row in part][: self.size.height])

    def _draw_clock(self) -> None:
        """Draw what changes by the second."""
        if self._laid is None or self._due:
            return
        top = self._top_lines()
        if (
            self._face_now() != self._faced or top != self.parts["top"]
        ):  # most seconds of a pause change neither
            self.parts["top"] = top
            self._show()

    def _open_line(self) -> None:
        """Open the line where words are typed; where none are, no key may get lost in it."""
        prompt, entry = self.prompt(), self._entry
        entry.display = prompt is not None
        if prompt is not None:
            entry.max_length = self.stage.longest_line
            self._place_line(prompt, told_rows(self._told, self.size.width))
        focused = entry if prompt is not None else None
        if self.focused is not focused:
            self.set_focus(focused)

    def _place_line(self, prompt: str | None, below: int) -> None:
        """Put the line behind its prompt, above so many rows."""
        if prompt is not None:
            width, height = self.size
            at = width_of(prompt_line(prompt, width))
            self._entry.styles.width = width - at
            self._entry.styles.offset = (at, height - below - 1)

    def _place_clock(self, laid: Geometry, width: int) -> None:
        """Put the clock beside the task; where there is none, its place is kept for it."""
        rows = laid.digit_rows
        place = Region(width - FACE_WIDTH[rows], TOP_ROWS, FACE_WIDTH[rows], face_height(rows))
        self._face.place(place, shown=bool(laid.face_width))

    def _face_now(self) -> Face | None:
        return self.stage.face(self.desk.now()) if self.stage.has_clock() else None

    def _face_lines(self) -> Lines:
        face = self._faced = self._face_now()
        return face_lines(face, self._laid.digit_rows) if face is not None and self._laid is not None else []

    def _private_notice(self) -> Lines:
        width = max(10, self.size.width - FACE_WIDTH[digit_rows(*self.size)] - 2)
        said = "private.cover.follows" if self.desk.follows else "private.cover"
        return paragraph(self.desk.words(said), width, role="warn", bold=True)

    def _top_lines(self) -> Lines:
        left, middle = whereabouts(self.desk, self.size.width)
        sign = window_sign(self.desk, leaders=not self.covered and self.stage.is_private())
        time = self.desk.words.time_of_day(self.desk.now())
        trouble = self.desk.banner or cover_line(self.desk, self.desk.words)
        return top(left, middle, time, sign, self.size.width, trouble=trouble)

    def _forget_old_news(self) -> None:
        if len(self.desk.record.entries) != self._told_upto:
            self._told = ""  # something was done since, be it in an overlay
