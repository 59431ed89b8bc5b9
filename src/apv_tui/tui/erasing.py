"""What the overlays that erase for good share: a list, then a clear question, then a key of its own."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from apv_tui.core import facts as f
from apv_tui.core.erasure import said
from apv_tui.core.messages import Refused
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.listing import MARGIN, around, moved

ERASE = "1"
"""The key that erases; never the one that chooses."""
ROOMY = 14
"""Rows of a window in which a question has empty lines."""


class Erasable(NamedTuple):
    """An item whose words are still somewhere in the log."""

    item: str
    list: str
    number: int
    text: str
    undone: bool = False
    """It was taken back: it stands on no list."""


def erasable(desk: Desk) -> tuple[Erasable, ...]:
    """Give the items that this window may show and that have words to be erased, by list and number.

    Also those that were taken off, struck out, or noted and taken back: their words are kept like all others.
    """
    state, sight = desk.state, desk.sight
    words = {item: texts for item, texts in said(desk.record.entries).items() if texts}
    found = [
        Erasable(item.id, item.list, item.number, item.text or words[item.id][-1])
        for item in state.items.values()
        if item.id in words
    ]
    noted = (entry.fact for entry in desk.record.entries if isinstance(entry.fact, f.IdeaNoted))
    for fact in noted:
        away = fact.item in words and fact.item not in desk.whole.items
        shown = fact.vault in sight.vaults if fact.vault else sight.private or not state.is_private(fact.list)
        if away and shown:
            found.append(Erasable(fact.item, fact.list, fact.number, words[fact.item][-1], undone=True))
    order = {list_id: at for at, list_id in enumerate(desk.agenda.lists)}
    return tuple(sorted(found, key=lambda each: (order.get(each.list, len(order)), each.number, each.undone)))


def question(
    overlay: Overlay,
    ask: str,
    told: Sequence[str],
    yes: str,
    no: str,
    width: int,
    height: int,
    quote: str = "",
) -> Lines:
    """Give a question: what is asked, one clipped line of what it is about, what it means, and the keys."""
    space = [EMPTY] if height >= ROOMY else []
    rows = [*space, *paragraph(ask, width, role="accent", bold=True)]
    if quote:
        # The room reads along: no more of it than tells it from the others.
        rows.append(line(clip(f"  {quote}", width), role="muted"))
    for text in told:
        rows += [*space, *paragraph(text, width)]
    return [
        *rows,
        *space,
        *hanging(Span(f" {ERASE}  ", "over", True), overlay.words(yes), width, bold=True),
        *hanging(Span("    ", "text"), overlay.words(no), width, role="muted"),
    ]


class ErasingOverlay(Overlay):
    """Lists what can be erased, asks about the one chosen, and erases on a key of its own alone."""

    choose_hint: ClassVar[str] = "hint.choose_item"

    def on_mount(self) -> None:
        """Begin with the one that was meant when this was opened."""
        super().on_mount()
        self.begin()

    def begin(self) -> None:
        """Begin at the top, or at the question where the subject says which."""
        self.cursor = 0
        self.asked = False

    # -- what a kind of erasing says -----------------------------------------------------------------------

    def count(self) -> int:
        """Give how many can be chosen."""
        return 0

    def row(self, at: int, role: str, width: int) -> Lines:
        """Give the row of one of them."""
        return []

    def whole(self, width: int, height: int) -> Lines:
        """Give the question about the one under the cursor."""
        return []

    def nothing(self) -> str:
        """Say that there is nothing to choose."""
        return ""

    def which(self) -> str:
        """Ask which is meant."""
        return ""

    def erase(self) -> None:
        """Erase what was asked about. Raises `Refused`."""

    def other_key(self, key: str) -> bool:
        """Take a key that is not the list's nor the question's."""
        return False

    # -- the skeleton --------------------------------------------------------------------------------------

    def content(self, width: int, height: int) -> Lines:
        """Give the list; or the question, with what it means."""
        count = self.count()
        if not count:
            return [EMPTY, *paragraph(self.nothing(), width)]
        self.cursor = min(self.cursor, count - 1)
        if self.asked:
            return self.whole(width, height)
        head = paragraph(self.which(), width, role="accent", bold=True)

        def row(at: int) -> Lines:
            return self.row(at, "cursor" if at == self.cursor else "text", width - MARGIN)

        return [*head, *around(count, self.cursor, width, height - len(head), row)]

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the list, or of the question."""
        if self.asked:
            return (Hint(ERASE, "hint.erase_now"),)
        return (Hint("up down", self.choose_hint), Hint("enter", "hint.choose")) if self.count() else ()

    def key(self, key: str, character: str | None) -> bool:
        """Choose; erase on its own key alone, never on Enter."""
        place = moved(key, self.cursor, self.count())
        if not self.count():
            return False
        if self.asked and key == ERASE:
            self._erase()
        elif self.asked and key == "backspace":
            self.asked = False
        elif self.other_key(key):
            return True
        elif not self.asked and place is not None:
            self.cursor = place
        elif not self.asked and key == "enter":
            self.asked = True
        else:
            return False
        return True

    def _erase(self) -> None:
        refused: Refused | None = None
        try:
            self.erase()
        except Refused as refusal:
            refused = refusal
        self.asked = False
        self._forget()
        if refused is not None:
            self.tell(refused.reason)

    def _forget(self) -> None:
        """Let the meeting's screen be drawn anew, and its line forget what was typed and taken back."""
        meeting = self.owner.meeting_screen
        if meeting is not None:
            self._meeting_changed()
            meeting.set_entry(meeting.typed())
