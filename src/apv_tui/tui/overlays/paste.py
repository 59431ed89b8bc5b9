"""Many lines at once: shown as the items they will become, before they are taken."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from apv_tui.core.pasting import (
    ALL_COLUMNS,
    LONGEST,
    MOST,
    Pasted,
    Repeat,
    find_repeats,
    looks_like_people,
    read_paste,
)
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, page, paragraph
from apv_tui.tui.overlays.base import PAGES, Overlay
from apv_tui.tui.stages.base import Hint, Stage, with_page_sign

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

MOST_ROWS: Final = 3
"""Rows of an item in the preview; the rest of a longer one is there, but not shown."""


class PasteOverlay(Overlay):
    """Shows the items; Enter takes them as one, the other keys go back.

    Delete, or the space bar, leaves the item under the cursor out and takes it in again; r does so with all repeats.
    """

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self.cursor = 0
        self._starts = [0]
        self.dropped: set[int] = set()
        """The places of the items that are left out."""
        self._column: int | None = None
        self._read(self._column)

    def _read(self, column: int | None) -> None:
        self.read: Pasted = read_paste(self.subject, column)
        self.dropped.clear()
        self.cursor = 0
        self._repeats: dict[int, Repeat] | None = None

    @property
    def stage(self) -> Stage | None:
        """The step that takes what is pasted."""
        meeting = self.owner.meeting_screen
        return meeting.stage if meeting is not None else None

    @property
    def repeats(self) -> dict[int, Repeat]:
        """What each item repeats, looked for once."""
        if self._repeats is None:
            stage = self.stage
            beside = stage.paste_beside() if stage is not None else ()
            standing = [(item.number, item.text) for item in beside]
            self._repeats = find_repeats(self.read.items, standing, self.desk.alike)
        return self._repeats

    def heading(self) -> str:
        """Give how many are taken."""
        n, out = len(self.read.items), len(self.dropped)
        if out:
            return self.words("paste.heading.some", n=n - out, of=n)
        return self.words("paste.heading", n=n)

    def content(self, width: int, height: int) -> Lines:
        """Give where they go and what was taken off; then the items, repeats pointed out."""
        head = self._head(width)[: max(1, height - 4)]
        blocks = [self._item(at, width) for at in range(len(self.read.items))]
        room = height - len(head)
        self._starts = _starts(blocks, room - 1)
        part = page(blocks or [[EMPTY]], room - 1, self._page_of_cursor)
        return head + with_page_sign(part.lines, part.number, part.of, self.words, width, room)

    @property
    def _page_of_cursor(self) -> int:
        return bisect_right(self._starts, self.cursor) - 1

    def _head(self, width: int) -> Lines:
        read, words = self.read, self.words
        head: Lines = []
        if read.left_out:
            head += paragraph(words("paste.left_out", n=read.left_out, most=MOST), width, "warn", bold=True)
        stage = self.stage
        goes = stage.paste_goes_to() if stage is not None else ""
        if goes:
            groups = stage is not None and len(stage.groups) > 1
            said = "paste.goes.groups" if groups else "paste.goes"
            head += paragraph(words(said, where=goes), width, "accent", bold=True)
        if looks_like_people(read.items):
            head += paragraph(words("paste.people"), width, "warn", bold=True)
        if read.columns > 1:
            column = words("paste.column", n=read.column + 1, of=read.columns)
            every = words("paste.columns", n=read.columns)
            head += paragraph(every if read.column == ALL_COLUMNS else column, width)
        taken = [words(id_, n=n) for id_, n in self._taken_off() if n]
        if taken:
            head += paragraph(words("paste.taken_off", what=", ".join(taken)), width, "muted")
        if self.repeats:
            head += paragraph(words("paste.repeats", n=len(self.repeats)), width, "warn")
        return head

    def _taken_off(self) -> tuple[tuple[str, int], ...]:
        read = self.read
        return (
            ("paste.bullets", read.bullets),
            ("paste.numbers", read.numbers),
            ("paste.quotes", read.quotes),
            ("paste.heads", read.heads),
            ("paste.blank", read.blank),
            ("paste.joined", read.joined),
        )

    def _item(self, at: int, width: int) -> Lines:
        text, here = self.read.items[at], at == self.cursor
        out = at in self.dropped
        sign = self.words("paste.out") if out else ""
        role = "cursor" if here else ("muted" if out else "text")
        head = Span(f"{'►' if here else ' '}{at + 1:>3} ", role if here else "muted", here)
        rows = hanging(head, f"{sign} {text}".strip(), width, role)
        if len(rows) > MOST_ROWS:
            *first, last = rows[MOST_ROWS - 1]
            rows = [*rows[: MOST_ROWS - 1], (*first, last._replace(text=clip(f"{last.text} ……", width - 5)))]
        repeat = self.repeats.get(at)
        said = self._said(repeat) if repeat is not None else ""
        if len(text) == LONGEST and text.endswith("…"):
            said = f"{said} · {self.words('paste.cut')}" if said else self.words("paste.cut")
        return [*rows, line("     ", Span(said, "warn"))] if said else rows

    def _said(self, repeat: Repeat) -> str:
        if repeat.in_list:
            said = "paste.repeat.list" if repeat.same else "paste.like.list"
        else:
            said = "paste.repeat.here" if repeat.same else "paste.like.here"
        return self.words(said, number=repeat.number)

    def hints(self) -> Sequence[Hint]:
        """Give Enter, and the keys for what is left out, for repeats, groups and columns where there are any."""
        stage = self.stage
        hints = [Hint("enter", "hint.take_all"), Hint("delete", "hint.leave_out")]
        if self.repeats:
            hints.append(Hint("r", "hint.repeats_out"))
        if stage is not None and len(stage.groups) > 1 and stage.paste_goes_to():
            hints.append(Hint("tab", "hint.next_group"))
        if self.read.columns > 1:
            hints.append(Hint("left right", "hint.column"))
        return (*hints, Hint("up down", "hint.choose_line"))

    def key(self, key: str, character: str | None) -> bool:
        """Take them on Enter; choose what is left out, the group and the column before."""
        n = len(self.read.items)
        if key == "enter":
            self._take()
        elif key in ("up", "down") and n:
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % n
        elif key in ("space", "delete") and n:
            self.dropped ^= {self.cursor}
            self.cursor = min(self.cursor + 1, n - 1)
        elif key == "r" and self.repeats:
            every = set(self.repeats)
            self.dropped = self.dropped - every if every <= self.dropped else self.dropped | every
        elif key == "tab":
            if self.stage is not None and self.stage.paste_elsewhere():
                self._repeats = None
        elif key in ("left", "right") and self.read.columns > 1:
            ways = [*range(self.read.columns), ALL_COLUMNS]
            at = ways.index(self.read.column) + (1 if key == "right" else -1)
            self._read(ways[at % len(ways)])
        else:
            return False
        return True

    def perform(self, action: str, *, always: bool = False) -> None:
        """Turn pages by moving the cursor: the page in view is the one it is on."""
        if self.open_now and action in PAGES and self.read.items:
            at = (self._page_of_cursor + PAGES[action]) % len(self._starts)
            self.cursor = self._starts[at]
            self.redraw()
            return
        super().perform(action, always=always)

    def _take(self) -> None:
        items = tuple(text for at, text in enumerate(self.read.items) if at not in self.dropped)
        stage = self.stage
        self.close()
        if stage is not None and items:
            stage.pasted(items)


def _starts(blocks: Sequence[Lines], height: int) -> list[int]:
    """Give the place of the first block of each page, as `page` lays them out."""
    starts, used = [0], 0
    for at, block in enumerate(blocks):
        if used and used + len(block) > max(1, height):
            starts.append(at)
            used = 0
        used += len(block)
    return starts
