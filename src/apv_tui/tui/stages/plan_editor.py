"""The details of one action, line by line: Enter or a letter types, and what is still empty is asked for in turn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core.plans import DAYS, DETAILS, action_of, asked_of, doubts, place_of, versions
from apv_tui.core.state import Item
from apv_tui.tui.lines import Lines, Span, hanging, line, pad, paragraph, width_of
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.listing import MARGIN, around, is_letter, moved
from apv_tui.tui.stages.plan_lines import (
    ASKS,
    before_said,
    detail_span,
    history_rows,
    label_of,
    moment_said,
    wish_line,
)
from apv_tui.tui.stages.plan_new import WishPanel
from apv_tui.tui.stages.plan_panel import Panel

if TYPE_CHECKING:
    from apv_tui.tui.stages.plan_view import PlanView


class EditorPanel(Panel):
    """Shows an action's details as labelled lines, and takes them."""

    def __init__(self, stage: "PlanView", item: str, line_id: str = "", *, filling: bool = False) -> None:
        super().__init__(stage)
        self.item_id = item
        self.typing = False
        self._over = False
        """Whether a letter opened the line: what stood in it stays until another text is kept."""
        self.cursor = 0
        lines = self.lines
        if line_id in lines:
            self.cursor = lines.index(line_id)
        if filling:
            self._type()

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def item(self) -> Item | None:
        """The action."""
        return self.stage.state.items.get(self.item_id)

    @property
    def lines(self) -> tuple[str, ...]:
        """The names of the lines, from above."""
        wish = ("wish",) if self.stage.wish_list or (self.item and self.item.under) else ()
        log = ("log",) if action_of(self.stage.state, self.item_id).log else ()
        return ("what", *wish, *asked_of(self.stage.state, self.item_id), *log)

    @property
    def here(self) -> str:
        """The name of the line the cursor is on."""
        lines = self.lines
        self.cursor = min(self.cursor, len(lines) - 1)
        return lines[self.cursor]

    def _empty(self, name: str) -> bool:
        action = action_of(self.stage.state, self.item_id)
        return name in DETAILS and name not in action.details and name not in action.left_open

    def still_there(self) -> bool:
        """Whether the action is still in the plan."""
        return self.item is not None and self.item.stands

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Ask for what the line wants, with the forms a day can be written in."""
        words, name = self.stage.words, self.here
        number = words("plan.number", number=place_of(self.stage.state, self.item_id))
        asks = words(ASKS[name]) if name in ASKS else self._label(name)
        lines = paragraph(f"{number}: {asks}", width, "accent", bold=True)
        if name in DAYS:
            lines += paragraph(words("plan.day_forms"), width)
        elif name in DETAILS and self.typing:
            lines += paragraph(words("plan.or_open"), width)
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the lines around the cursor; what does not fit together stands below."""
        item, stage = self.item, self.stage
        if item is None:
            return []
        told = [stage.words.say(doubt) for doubt in doubts(stage.state, item.id)]
        warned = [row for text in told for row in paragraph(f" {text}", width, "warn")][: max(1, height // 4)]
        lines = self.lines
        label = max(width_of(line(self._label(name))) for name in lines)
        rows = around(
            len(lines),
            self.cursor,
            width,
            height - len(warned),
            lambda at: self._block(item, at, label, width - MARGIN),
        )
        return rows + warned

    def _label(self, name: str) -> str:
        if name == "wish":
            return self.stage.words("plan.from", name=self.stage.wish_name)
        return label_of(self.stage.desk, self.stage.list_id, name)

    def _block(self, item: Item, at: int, label: int, width: int) -> Lines:
        desk, name = self.stage.desk, self.lines[at]
        here = at == self.cursor
        head = Span(f"{'►' if here else ' '}{pad(self._label(name), label)}  ", "cursor" if here else "muted")
        if name == "log":
            entries = history_rows(desk, item, width - label - 3)
            rows = [row for block in entries for row in block]
            indent = Span(" " * (label + 3))
            return [(head if at == 0 else indent, *row[0:]) for at, row in enumerate(rows)]
        if name == "what":
            value = Span(desk.item_text(item), "heading", True)
        elif name == "wish":
            value = Span(wish_line(desk, item) or "–", "text" if item.under else "muted")
        else:
            value = detail_span(desk, item, name, typed=True)
        role = value.role if value.text else "muted"
        rows = hanging(head, value.text or "–", width, role, value.bold)
        return rows + self._before(item, name, label, width)

    def _before(self, item: Item, name: str, label: int, width: int) -> Lines:
        """Give what the line said before the plan was changed; the latest, and that there are more."""
        desk = self.stage.desk
        before = versions(self.stage.state, item.id, name)
        if not before:
            return []
        text = desk.words(
            "plan.before", before=before_said(desk, before[0]), date=moment_said(desk, before[0].at)
        )
        if len(before) > 1:
            text += f" {desk.words('plan.before_more', n=len(before) - 1)}"
        return hanging(Span(" " * (label + 3)), text, width, "muted")

    def prompt(self) -> str | None:
        """Give the line that is typed."""
        return self._label(self.here) if self.typing else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        if self.typing:
            return (Hint("enter", "hint.store"),)
        enter = () if self.here == "log" else (Hint("enter", "hint.plan_type"),)
        thread = () if self.takes_letters() else (Hint("w", "hint.thread"),)
        return (*enter, *thread, Hint("backspace", "hint.plan_back"))

    def takes_letters(self) -> bool:
        """Whether a letter opens the line under the cursor, and is no key."""
        return self.here == "what" or self.here in DETAILS

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str) -> bool:
        """Take the arrows; a letter, which opens the line it is pressed at; elsewhere `w` (the thread)."""
        if self.typing:
            return self._typing_key(key)
        row = moved(key, self.cursor, len(self.lines))
        if row is not None:
            self.cursor = row
        elif self.takes_letters() and is_letter(character):
            self._type(character.strip())
        elif key == "w":
            self.stage.host.open("thread", self.item_id)
        else:
            return False
        return True

    def _typing_key(self, key: str) -> bool:
        """Escape leaves the line as it was; an arrow stores what is typed and goes to the next line."""
        way = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}.get(key, 0)
        if key != "escape" and not way:
            return False
        if way:
            text = self.stage.host.typed()
            if text != self._text() and not self._left(text) and not self._store(text):
                return True
            self.cursor = min(max(0, self.cursor + way), len(self.lines) - 1)
        self.typing = False
        self.stage.host.set_entry("")
        return True

    def choose(self) -> None:
        """Type the line, or choose another wish."""
        name = self.here
        if name == "wish":
            under = self.item.under if self.item else ""
            self.stage.show(WishPanel(self.stage, self._put_under, self.stage.state.stands_for(under)))
        elif name != "log":
            self._type()

    def _type(self, letter: str = "") -> None:
        """Open the line; a letter that opens it stands in the place of the text."""
        self.typing, self._over = True, bool(letter)
        before = self._text()
        if letter or self.here == "what":
            self.stage.host.set_entry(letter or before, before if letter else "")
        else:  # a name typed behind the one that stood there would be no name
            self.stage.host.offer_entry(before)

    def _left(self, text: str) -> bool:
        """Whether a line was opened by a letter and nothing was written after all: then it stays as it was."""
        return self._over and not text.strip()

    def _text(self) -> str:
        """Give what the line under the cursor says now."""
        if self.here == "what":
            return self.item.text if self.item else ""
        filled = action_of(self.stage.state, self.item_id).details.get(self.here)
        return filled.text if filled else ""

    def _store(self, text: str) -> bool:
        if self.here == "what":
            return not text.strip() or self.stage.host.do(c.RewordIdea(self.item_id, text))
        return self.stage.host.do(c.SetDetail(self.item_id, self.here, text))

    def _put_under(self, wish: str) -> None:
        self.stage.host.do(c.PutUnder(self.item_id, wish))
        self.stage.show(self)

    def submit(self, text: str) -> bool:
        """Take the line; as long as lines that were empty follow each other, ask for the next one."""
        was_empty = self._empty(self.here)
        if not self._left(text) and not self._store(text):
            return False
        self._over = False
        lines = self.lines
        last = self.cursor + 1 >= len(lines)
        self.cursor = min(self.cursor + 1, len(lines) - 1)
        self.typing = was_empty and not last and self._empty(self.here)
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take several lines as one."""
        self.stage.host.set_entry(" ".join(texts))
