"""Erasing the words of an item for good: which, then a clear question."""

from collections.abc import Sequence

from apv_tui.core.erasure import carried_along
from apv_tui.core.messages import message
from apv_tui.tui.erasing import Erasable, ErasingOverlay, erasable, question
from apv_tui.tui.lines import Lines, Span, clip, hanging, line
from apv_tui.tui.stages.base import Hint

NAMED = "named "
"""Stands before the ids of the items that a name stands in."""
LIST = "list "
"""Stands before the list whose items are meant."""


class EraseWordsOverlay(ErasingOverlay):
    """Lists the items that have words; the subject can narrow them to a list, or to those a name stands in."""

    def begin(self) -> None:
        """Begin at the first; what was carried over goes along unless that is changed."""
        super().begin()
        self.along = True
        self.all = False
        """Whether the question is about all that are listed."""

    def rows(self) -> tuple[Erasable, ...]:
        """Give the items that can be chosen."""
        rows = erasable(self.desk)
        if self.subject.startswith(LIST):
            return tuple(row for row in rows if row.list == self.subject.removeprefix(LIST))
        if self.subject.startswith(NAMED):
            return tuple(row for row in rows if row.item in self._named)
        return rows

    @property
    def _named(self) -> tuple[str, ...]:
        return tuple(self.subject.removeprefix(NAMED).split()) if self.subject.startswith(NAMED) else ()

    def _chosen(self) -> tuple[str, ...]:
        rows = self.rows()
        return tuple(row.item for row in rows) if self.all else (rows[self.cursor].item,)

    def _carried(self) -> tuple[str, ...]:
        chosen = self._chosen()
        along = (each for item in chosen for each in carried_along(self.desk.record.entries, item))
        return tuple(each for each in dict.fromkeys(along) if each not in chosen)

    def _title(self, list_id: str) -> str:
        spec = self.desk.agenda.lists.get(list_id)
        return spec.title if spec else list_id

    # -- what it says --------------------------------------------------------------------------------------

    def heading(self) -> str:
        """Give the heading."""
        return self.words("erase_words.heading")

    def count(self) -> int:
        """Give how many items there are."""
        return len(self.rows())

    def nothing(self) -> str:
        """Say that nothing has words."""
        return self.words("erase_words.nothing")

    def which(self) -> str:
        """Ask which; of those a name stands in, say so."""
        if not self._named:
            return self.words("erase_words.which")
        hidden = len(self._named) - len(self.rows())
        asked = self.words("erase_words.named", n=len(self.rows()))
        return f"{asked} {self.words('erase_words.hidden', n=hidden)}" if hidden else asked

    def row(self, at: int, role: str, width: int) -> Lines:
        """Give one line of an item, under the title of its list where that begins."""
        rows = self.rows()
        row = rows[at]
        title = [line(clip(self._title(row.list), width), role="heading", bold=True)]
        mark = "► " if role == "cursor" else "  "
        text = self.words("erase_words.undone", text=row.text) if row.undone else row.text
        head = Span(f"{mark}{row.number:>3}  ", role, True)
        shown = line(head, Span(clip(text, width - len(head.text)), role))
        return [*(title if at == 0 or rows[at - 1].list != row.list else []), shown]

    def whole(self, width: int, height: int) -> Lines:
        """Ask about the item under the cursor, or about all of them."""
        row = self.rows()[self.cursor]
        ask = self.words("erase_words.ask", number=row.number, list=self._title(row.list))
        if self.all:
            ask = self.words("erase_words.ask_all", n=self.count())
        told = [self.words("erase_words.everywhere")]
        rows = question(
            self,
            ask,
            told,
            "erase_words.yes",
            "erase_words.else",
            width,
            height,
            "" if self.all else row.text,
        )
        n = len(self._carried())
        if not n:
            return rows
        said = "erase_words.along" if self.along else "erase_words.not_along"
        return [*rows, *hanging(Span(" Tab  ", "accent", True), self.words(said, n=n), width)]

    def hints(self) -> Sequence[Hint]:
        """Give the keys; Tab asks about all that a name stands in."""
        shared = tuple(super().hints())
        if self.asked:
            return (*shared, Hint("tab", "hint.along")) if self._carried() else shared
        return (*shared, Hint("tab", "hint.all")) if self._named and self.count() > 1 else shared

    # -- doing ---------------------------------------------------------------------------------------------

    def other_key(self, key: str) -> bool:
        """Take Tab: what was carried over goes along or stays; in the list of named ones, all are meant."""
        if key != "tab":
            return False
        if self.asked:
            self.along = not self.along
        elif self._named:
            self.asked = self.all = True
        return True

    def key(self, key: str, character: str | None) -> bool:
        """Choose and ask; what is asked about next is one again."""
        if not self.asked and key == "enter":
            self.along, self.all = True, False
        return super().key(key, character)

    def erase(self) -> None:
        """Erase, and go back to the meeting unless more were named."""
        chosen = self._chosen()
        items = (*chosen, *(self._carried() if self.along else ()))
        self.desk.erase_words(items)
        if self._named and self.count():
            self.tell(message("erase_words.done", n=len(items)))
            return
        self.close()
        meeting = self.owner.meeting_screen
        if meeting is not None:
            meeting.tell(message("erase_words.done", n=len(items)))
