"""A form: labelled lines with a cursor, filled in one after the other.

Small on purpose, so that any stage can hold one. A stage makes a `Form` from two functions and hands on what
it is asked:

- `rows()` gives the lines as they are now, each a `Row` (`form_rows.py`);
- `store(id, text)` keeps what was typed for a row, or the code of the answer chosen; True if it was kept.

`Form` keeps the cursor and the line that is typed in. `FormStage` is a stage that is nothing but a form.

Without a typed line: arrows and Tab move, Enter opens the row, a digit chooses an answer, Delete clears. A
letter opens the row too and stands in it, in the place of what was there; on such a row no letter is a key.
With one: Enter keeps it and goes to the next row that is empty; arrows and Tab keep it and move. A text that
is refused stays with its row until it is mended, so that nobody is held at a line.
"""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Final

from apv_tui.core.agenda import Step
from apv_tui.core.messages import message
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, clip, line, width_of
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.form_rows import (
    MOST_DIGITS,
    Row,
    chosen_by,
    digits_of,
    from_line,
    to_line,
)
from apv_tui.tui.stages.form_view import SHORT, FormView
from apv_tui.tui.stages.listing import is_letter, moved

LONGEST_PROMPT: Final = 24
"""Columns of a label before the typed line, so that there is room to type at 54 columns."""


class Form:
    """The cursor, the typed line and the drawing of a form that a stage shows."""

    def __init__(
        self, stage: Stage, rows: Callable[[], Sequence[Row]], store: Callable[[str, str], bool]
    ) -> None:
        self.stage = stage
        self.rows = rows
        self._store = store
        self.at = ""
        """The id of the row the cursor is on."""
        self.opened = ""
        """The id of the row that is being typed; "" for none."""
        self._began = self._live = ""
        self._unread: dict[str, str] = {}
        """Texts that were refused, by their rows."""
        self._warned = False
        self._leaving = False
        self._over = False
        """Whether a letter opened the row: what stood in it stays until another text is kept."""
        self._by_answer = False
        """Whether an answer opened the row: an Enter out of habit is not one for an empty line."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def cursor(self) -> int:
        """The row the cursor is on; at first the first empty one."""
        rows = self.rows()
        at = next((place for place, row in enumerate(rows) if row.id == self.at), None)
        if at is None:
            at = next((place for place, row in enumerate(rows) if row.empty), 0)
            self.at = rows[at].id if rows else ""
        return at

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        rows = self.rows()
        return rows[self.cursor] if rows else None

    def prompt(self) -> str | None:
        """Give the label of the row that is typed."""
        row = next((row for row in self.rows() if row.id == self.opened), None)
        return clip(row.label, LONGEST_PROMPT) if row else None

    def takes_letters(self) -> bool:
        """Whether a letter opens the row under the cursor, and is no key."""
        row = self.row
        return row is not None and row.is_typed

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is going on."""
        row = self.row
        if row is None:
            return ()
        if self.opened:
            return (Hint("enter", "hint.reword"), Hint("tab", "hint.next_line"))
        move = Hint("up down", "hint.choose_line")
        if row.answers:
            return (Hint(digits_of(row), "hint.answer"), move)
        if row.shows:
            return (move,)
        return (Hint("enter", "hint.write" if row.empty else "hint.correct"), move)

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of a form."""
        return (
            Hint("enter", "hint.write"),
            Hint("tab", "hint.next_line"),
            Hint("up down", "hint.choose_line"),
            Hint("1-9", "hint.answer"),
            Hint("left right", "hint.other_answer"),
            Hint("delete", "hint.clear_line"),
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows, Tab and Escape; where nothing is typed digits, Delete, and letters for a typed row."""
        if key in ("tab", "shift+tab"):
            key = "down" if key == "tab" else "up"
        taken = self._typing_key(key) if self.opened else self._list_key(key, character or key)
        if taken:
            self.stage.host.redraw()
        return taken

    def _typing_key(self, key: str) -> bool:
        if key not in ("up", "down", "escape"):
            return False
        rows = self.rows()
        at = self.cursor
        self._keep(self.stage.host.typed())
        if key == "escape":
            self._close()
            return True
        self._close()
        to = moved(key, at, len(rows))
        if to is not None and to != at:
            self.go(rows[to].id, opened=True)
        return True

    def _list_key(self, key: str, character: str) -> bool:
        rows, row = self.rows(), self.row
        if row is None:
            return False
        to = moved(key, self.cursor, len(rows))
        if to is not None:
            self.go(rows[to].id)
            return True
        if row.answers and (code := chosen_by(row, key, character)):
            self._answer(row, code, stays=key in ("left", "right"))
            return True
        if row.is_typed and is_letter(character):
            self._type_over(row, character)
            return True
        if key == "delete" and row.shows is None and (row.value or row.id in self._unread):
            self._unread.pop(row.id, None)
            if row.value:
                self._store(row.id, "")
            return True
        return False

    def _answer(self, row: Row, code: str, *, stays: bool) -> None:
        before = self.cursor
        # An arrow tries the answers one after the other: the cursor stays until a digit says which.
        if self._store(row.id, code) and row.empty and not stays:
            self._go_to_next(before)
            here = self.row
            # A text on offer is read before a line is opened with it.
            if here is not None and here.empty and not here.proposal:
                self.go(here.id, opened=True)
                self._by_answer = bool(self.opened)

    def _type_over(self, row: Row, character: str) -> None:
        """Open the row with a letter in it; a space only opens it."""
        self.go(row.id, opened=True)
        if character != " ":
            self._over = True
            before, self._live = self._live, character
            self.stage.host.set_entry(character, before)

    def choose(self) -> bool:
        """Take Enter where nothing is typed: open the row."""
        row = self.row
        if row is None:
            return False
        if row.is_typed:
            self.go(row.id, opened=True)
        elif row.answers and row.value and any(each.empty for each in self.rows()):
            self._go_to_next(self.cursor, opened=True)
        elif row.answers:
            self.stage.host.tell(message("form.choose_by_digit", most=min(MOST_DIGITS, len(row.answers))))
        self.stage.host.redraw()
        return True

    def takes_line(self) -> bool:
        """Whether a half-typed line is to be kept before the room moves on; not one that was refused already."""
        text = self.stage.host.typed()
        changed = bool(self.opened) and text not in (self._began, self._unread.get(self.opened))
        self._leaving = changed
        return changed

    def submit(self, text: str) -> bool:
        """Take the typed line. True if it may be emptied."""
        leaving, self._leaving = self._leaving, False
        if not self.opened:
            return True
        by_answer, self._by_answer = self._by_answer, False
        if by_answer and not leaving and not text.strip():
            return False
        if not self._keep(text, entered=True):
            return False
        at = self.cursor
        self._close()
        if not leaving:
            self._go_to_next(at, opened=True)
            self.stage.host.redraw()
        return not self.opened

    def typing(self, text: str) -> None:
        """Hear what is typed: a long text is shown whole, and its end is where the hand is."""
        before, self._live = self._live, text if self.opened else ""
        if max(width_of(line(before)), width_of(line(self._live))) > SHORT:
            self.stage.page = -1
            self.stage.host.redraw()

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Put many lines into the one that is typed: a text keeps its line breaks."""
        if self.opened:
            self.stage.host.set_entry(to_line("\n".join((*filter(None, (self.stage.host.typed(),)), *texts))))

    def changed(self) -> None:
        """Hear that the state has changed: a row may be gone."""
        self._warned = False
        if self.opened and self.opened not in {row.id for row in self.rows()}:
            self._close()

    def before_next(self) -> bool:
        """Say once what is still open, before the room goes on. True if that was said now."""
        left = [row for row in self.rows() if row.empty]
        if self._warned or not left:
            return False
        self._warned = True
        self.stage.host.tell(message("form.still_open", n=len(left), label=left[0].label))
        return True

    def _keep(self, text: str, *, entered: bool = False) -> bool:
        """Keep what was typed; a text that is refused stays with its row. False where it was refused."""
        row = self.row
        if row is None or (text == self._began and not (entered and row.empty)):
            return True
        if self._over and not text.strip():
            return True
        if not text.strip() and row.empty:
            self._unread.pop(row.id, None)
            return True
        self._unread.pop(row.id, None)
        if self._store(row.id, from_line(text)):
            return True
        self._unread[row.id] = text
        return False

    def go(self, id_: str, *, opened: bool = False) -> None:
        """Put the cursor on a row, and open it for typing where it is typed."""
        self.at = id_
        self.stage.page = 0
        row = self.row
        self._over = self._by_answer = False
        if opened and row is not None and row.is_typed:
            self.opened = row.id
            self._began = to_line(row.entry)
            self._live = self._unread.get(row.id, self._began)
            self.stage.host.set_entry(self._live)

    def _go_to_next(self, at: int, *, opened: bool = False) -> None:
        """Go to the next empty row after `at`; where all are filled, to the row that sums up."""
        rows = self.rows()
        to = next((row for row in (*rows[at + 1 :], *rows[:at]) if row.empty), None)
        if to is None:
            # A part that is done may fold together now, and the next one open.
            self.at = ""
            rows = self.rows()
            sums_up = next((row for row in reversed(rows) if row.shows), rows[at] if at < len(rows) else None)
            to = next((row for row in rows if row.empty), sums_up)
        if to is not None:
            self.go(to.id, opened=opened and to.empty)

    def _close(self) -> None:
        self.opened = self._began = self._live = ""
        self._over = self._by_answer = False
        self.stage.page = 0
        self.stage.host.set_entry("")

    def body(self, width: int, height: int) -> Lines:
        """Give the form as it is drawn."""
        view = FormView(self.stage, self._unread, self.opened, self._live)
        return view.body(self.rows(), self.cursor, width, height)


class FormStage(Stage):
    """A stage that is a form; the kinds of step say which rows it has and what storing one does."""

    clock_first = False
    longest_line = 2_000

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.form = Form(self, self.rows, self.store)

    @abstractmethod
    def rows(self) -> Sequence[Row]:
        """Give the rows."""

    @abstractmethod
    def store(self, row: str, text: str) -> bool:
        """Keep a text, or the code of an answer, for a row."""

    def body(self, width: int, height: int) -> Lines:
        """Give the form."""
        return self.form.body(width, height)

    def prompt(self) -> str | None:
        """Give the label of the row that is typed."""
        return self.form.prompt()

    def takes_letters(self) -> bool:
        """Whether a letter opens the row under the cursor."""
        return self.form.takes_letters()

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the form."""
        return self.form.hints()

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the form."""
        return self.form.keys_help()

    def key(self, key: str, character: str | None) -> bool:
        """Hand the key to the form."""
        return self.form.key(key, character)

    def choose(self) -> bool:
        """Open the row under the cursor."""
        return self.form.choose()

    def takes_line(self) -> bool:
        """Whether a half-typed line is kept when the room moves on."""
        return self.form.takes_line()

    def submit(self, text: str) -> bool:
        """Keep the typed line."""
        return self.form.submit(text)

    def typing(self, text: str) -> None:
        """Show a long text whole while it is typed."""
        self.form.typing(text)

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Put pasted lines into the one that is typed."""
        self.form.pasted(texts)

    def changed(self) -> None:
        """Look whether the form is still the same."""
        self.form.changed()

    def before_next(self) -> bool:
        """Say once what is still open."""
        return self.form.before_next()
