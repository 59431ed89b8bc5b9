"""Looking at the screens of a rehearsal without a window: what is cut, and what needs several pages."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from apv_tui.core.commands import Command
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.rehearsal.findings import Finding
from apv_tui.core.text import one_line
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import MORE, Lines, text_of, width_of
from apv_tui.tui.screens.geometry import lay_out
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage
from apv_tui.tui.stages.form import FormStage

SIZES: Final = ((80, 24), (54, 16))
"""Columns and rows: what is read from 8 metres, and from 12, on an image 2 metres high."""
_QUOTED: Final = 60
"""Letters quoted of a row that does not fit."""
LEAST: Final = 4
"""Letters that are enough to know the beginning of a text by."""


class QuietHost:
    """A stage that is only looked at: what it asks for is done where it is a command, and dropped otherwise."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do(self, command: Command) -> bool:
        """Carry out a command, or not."""
        try:
            self._desk.do(command)
        except Refused:
            return False
        return True

    def tell(self, message: Message) -> None:
        """Drop it."""

    def redraw(self) -> None:
        """Do nothing."""

    def set_entry(self, text: str, before: str = "") -> None:
        """Drop it."""

    def offer_entry(self, text: str) -> None:
        """Drop it."""

    def typed(self) -> str:
        """Give nothing."""
        return ""

    def open(self, overlay: str, subject: str = "") -> None:
        """Open nothing."""


class _Place(NamedTuple):
    """Where something was seen: at which step, in a window of which size."""

    meeting: str
    step: str
    size: tuple[int, int]

    def finding(self, kind: str, what: Message, *, serious: bool = True, rank: float = 0.0) -> Finding:
        size = f"{self.size[0]}×{self.size[1]}"
        return Finding(kind, self.meeting, self.step, what, serious, size=size, rank=rank)


class Watcher:
    """Draws the step a desk is at, in both sizes, and keeps what it finds."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._texts = tuple(dict.fromkeys(_texts(desk.agenda.model_dump(mode="json"))))
        self._found: dict[Finding, None] = {}
        self._seen: dict[_Place, set[str]] = {}
        """The letters of all that was drawn, page by page."""
        self._begun: dict[_Place, dict[str, None]] = {}
        """The texts of the agenda of which a row had only the beginning."""

    @property
    def found(self) -> tuple[Finding, ...]:
        """What was found. A text that is cut in one row and stands there whole in another has been read."""
        cut = [
            place.finding("cut", message("rehearse.text_cut", text=text), serious=False)
            for place, texts in self._begun.items()
            for text in texts
            if not any(_letters(text) in page for page in self._seen[place])
        ]
        return (*self._found, *cut)

    def look(self) -> None:
        """Draw what stands on the screen now, as the leader sees it."""
        state = self._desk.record.state
        self._desk.revealed = state.step_id
        for size in SIZES:
            self._desk.window_rows = size[1]
            self._draw(
                make_stage(self._desk, QuietHost(self._desk)), _Place(state.meeting_id, state.step_id, size)
            )

    def _draw(self, stage: Stage, place: _Place) -> None:
        laid = lay_out(stage, *place.size)
        if laid.task_is_cut:
            self._keep(place.finding("cut", message("rehearse.task_cut")))
        # A line of a form is whole once it is chosen, which the check looks at.
        whole = isinstance(stage, FormStage)
        self._read(place, laid.task, whole=whole)
        stage.pages, at = 1, 0
        while True:
            stage.page = at
            rows = stage.body(laid.body_width, laid.body_rows)
            beyond = [row for row in rows if width_of(row) > laid.body_width] or rows[laid.body_rows :]
            if beyond:
                text = one_line("".join(map(text_of, beyond[:1])), _QUOTED)
                self._keep(place.finding("cut", message("rehearse.row_cut", text=text)))
            self._read(place, rows, whole=whole)
            # Of many pages the first, the second and the last tell enough.
            at = at + 1 if at < 1 else max(at + 1, stage.pages - 1)
            if at >= stage.pages:
                break
        if stage.pages > 1 and stage.has_step():
            self._keep(self._pages(stage, place))

    @staticmethod
    def _pages(stage: Stage, place: _Place) -> Finding:
        by_themselves = stage.turns_pages() or stage.is_private()
        said = "rehearse.pages_turning" if by_themselves else "rehearse.pages"
        what = message(said, pages=stage.pages)
        return place.finding("pages", what, serious=False, rank=stage.pages)

    def _keep(self, finding: Finding) -> None:
        self._found[finding] = None

    def _read(self, place: _Place, rows: Lines, *, whole: bool) -> None:
        self._seen.setdefault(place, set()).add(_letters("".join(map(text_of, rows))))
        begun = self._begun.setdefault(place, {})
        for span in (span for row in rows for span in row if not whole):
            shown = span.text.strip()
            if not shown.endswith(MORE) or len(shown) <= LEAST or shown in self._texts:
                continue
            start = shown.removesuffix(MORE)
            if not any(item.text.startswith(start) for item in self._desk.record.state.items.values()):
                begun.update((text, None) for text in self._texts if text.startswith(start))


def _letters(text: str) -> str:
    """Give a text without its spaces: where a line breaks does not matter."""
    return "".join(text.split())


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
