"""What the window on a meeting looks like: where we are, the task and the clock, the step's own body, the keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen

from apv_tui.tui.covering import cover_line
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, paragraph
from apv_tui.tui.screens.clock_face import FACE_WIDTH, digit_rows, face_lines
from apv_tui.tui.screens.frame import foot, show_foot
from apv_tui.tui.screens.geometry import lay_out
from apv_tui.tui.screens.top_line import top, whereabouts, window_sign
from apv_tui.tui.stages.base import Hint, Stage
from apv_tui.tui.widgets.entry import Entry
from apv_tui.tui.widgets.pane import Pane
from apv_tui.tui.widgets.signal import SignalPane

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


class Skeleton(Screen[None]):
    """Draws a stage; what stands in its places is for those who make a window of it to say."""

    DEFAULT_CSS = """
    Skeleton { layers: base signal; background: $apv-background; }
    Skeleton #top, Skeleton #foot { height: 2; }
    Skeleton #head { height: 7; }
    Skeleton #face { width: 36; }
    Skeleton #aside { height: 2; display: none; }
    Skeleton #line { height: 1; display: none; }
    Skeleton #prompt { width: 16; height: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = None

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
        self._digit_rows = 3

    def compose(self) -> ComposeResult:
        """Lay out the skeleton."""
        yield Pane(id="top")
        with Horizontal(id="head"):
            yield Pane(id="task")
            yield Pane(id="face")
        yield Pane(id="body", sized=self._draw_body)
        yield Pane(id="aside")
        with Horizontal(id="line"):
            yield Pane(id="prompt")
            yield Entry(self._line_entered, self._line_key, id="entry")
        yield Pane(id="foot")
        yield SignalPane()

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

    # -- drawing -------------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw everything; only what differs is painted."""
        if not self.is_mounted or not self.size.width:
            return
        self._draw_line()
        self._draw_aside()
        self._draw_head()
        self._draw_top()
        self.call_later(self._draw_body)
        self._draw_foot()

    def _draw_line(self) -> None:
        """Show the line where words are typed; where none are, no key may get lost in it."""
        if self.focused is not None:
            self.set_focus(None)

    def _draw_aside(self) -> None:
        width, height = self.size
        shown = self.aside_lines(width - 2, height)
        pane = self.query_one("#aside", Pane)
        if pane.display != bool(shown):
            pane.display = bool(shown)
        if shown:
            if pane.styles.height is None or pane.styles.height.value != len(shown):
                pane.styles.height = len(shown)
            pane.show([(Span(" "), *row) if row else EMPTY for row in shown])

    def _draw_head(self) -> None:
        """Give the head the height that the task and the clock need, and draw both."""
        width, height = self.size
        notice = self._private_notice() if self.covered else None
        laid = lay_out(self.stage, width, height, notice=notice, most_digits=self.most_digits(width, height))
        self._digit_rows = laid.digit_rows
        head = self.query_one("#head")
        if head.styles.height is None or head.styles.height.value != laid.head_rows:
            head.styles.height = laid.head_rows
        face = self.query_one("#face", Pane)
        if face.styles.width is None or face.styles.width.value != laid.face_width:
            face.styles.width = laid.face_width
        self.query_one("#task", Pane).show([(Span(" "), *row) for row in laid.task])
        self._draw_face()

    def _draw_face(self) -> None:
        shown = (
            face_lines(self.stage.face(self.desk.now()), self._digit_rows) if self.stage.has_clock() else []
        )
        self.query_one("#face", Pane).show(shown)

    def _draw_body(self) -> None:
        pane = self.query_one("#body", Pane)
        width, height = pane.size.width, pane.size.height
        if self.covered:
            pane.show([])
        elif width and height:
            pane.show([(Span(" "), *row) if row else EMPTY for row in self.body_lines(width - 2, height)])

    def _private_notice(self) -> Lines:
        width = max(10, self.size.width - FACE_WIDTH[digit_rows(*self.size)] - 2)
        said = "private.cover.follows" if self.desk.follows else "private.cover"
        return paragraph(self.desk.words(said), width, role="warn", bold=True)

    def _draw_top(self) -> None:
        left, middle = whereabouts(self.desk, self.size.width)
        sign = window_sign(self.desk, leaders=not self.covered and self.stage.is_private())
        time = self.desk.words.time_of_day(self.desk.now())
        trouble = self.desk.banner or cover_line(self.desk, self.desk.words)
        self.query_one("#top", Pane).show(top(left, middle, time, sign, self.size.width, trouble=trouble))

    def _draw_foot(self) -> None:
        if len(self.desk.record.entries) != self._told_upto:
            self._told = ""  # something was done since, be it in an overlay
        pane = self.query_one("#foot", Pane)
        before = pane.styles.height
        show_foot(pane, foot(self.hints(), self._told, self.desk.words, self.size.width))
        if before is not None and pane.styles.height != before:
            self.call_after_refresh(
                self._draw_body
            )  # what is told takes rows from the body, and gives them back
