"""The parking lot: what belongs elsewhere is kept without leaving the step."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda.model import PARKING_LOT
from apv_tui.core.messages import message
from apv_tui.core.pasting import items_of
from apv_tui.core.state import Item
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.overlays.erase_words import LIST
from apv_tui.tui.stages.base import Hint, with_page_sign

QUOTED = 40
"""Columns of an entry where it is said what became of it."""


class ParkingOverlay(Overlay):
    """Lists what is parked, and takes more."""

    own_key = "f3"
    own_action = "parking"
    keeps_line = True
    cursor: int | None = None
    """The entry that is chosen, from 0; None for none."""

    def heading(self) -> str:
        """Give the heading."""
        return self.words("parking.heading")

    def prompt(self) -> str | None:
        """Give the prompt."""
        return self.words("parking.prompt")

    def plan(self) -> str:
        """Give the list of the plan of action that something is taken to: the present meeting's; "" for none."""
        state, plans = self.desk.whole, self.desk.whole.plans
        steps = state.meeting.steps if state.meeting is not None else ()
        here = [getattr(step, "into", None) or getattr(step, "list", None) for step in steps]
        return next((each for each in plans if each in here), plans[0] if plans else "")

    def hints(self) -> Sequence[Hint]:
        """Give the arrows, and what can be done with the chosen one; erasing words where none is chosen."""
        if not self.desk.state.standing(PARKING_LOT) or self.half_typed():
            return ()
        if self.chosen is None:
            return (Hint("up down", "hint.choose_step"), Hint("delete", "hint.erase_words"))
        to_plan = (Hint("enter", "hint.to_plan"),) if self.plan() else ()
        return (*to_plan, Hint("delete", "hint.take_off"))

    @property
    def chosen(self) -> Item | None:
        """The entry under the cursor; None where there is none, or something is being typed."""
        items = self.desk.state.standing(PARKING_LOT)
        return items[self.cursor] if self.cursor is not None and self.cursor < len(items) else None

    def key(self, key: str, character: str | None) -> bool:
        """Choose, take off, or ask whose words are to be erased; while something is typed the key is the line's."""
        items = self.desk.state.standing(PARKING_LOT)
        if key in ("up", "down") and items and not self.half_typed():
            self._move(-1 if key == "up" else 1, len(items))
            return True
        if key != "delete":
            return False
        if self.chosen is not None:
            self.do(c.WithdrawIdea(self.chosen.id))
            return True
        self.close()
        self.owner.open_overlay("erase_words", f"{LIST}{PARKING_LOT}")
        return True

    def _move(self, by: int, count: int) -> None:
        """Go from the line to the newest, from one to the next, and past the newest back to the line."""
        at = (count if self.cursor is None or self.cursor >= count else self.cursor) + by
        self.cursor = None if at >= count else max(0, at)
        self.page_number = 0

    def changed(self, text: str) -> None:
        """Let go of the chosen one when words are typed: Enter parks them."""
        if text:
            self.cursor = None

    def content(self, width: int, height: int) -> Lines:
        """Give the list, the chosen one or the newest in view, and what can be done with them."""
        items = self.desk.state.standing(PARKING_LOT)
        if not items:
            return [EMPTY, line(self.words("parking.empty"), role="muted")]
        how = paragraph(
            self.words("parking.choose" if self.plan() else "parking.no_plan"), width, role="muted"
        )
        blocks = [self._row(item, width, chosen=at == self.cursor) for at, item in enumerate(items)]
        room = max(2, height - 1 - len(how))
        pages = page(blocks, room, 0).of
        at = pages - 1
        if self.cursor is not None:  # the first page on which the chosen one is
            at = page(blocks[: self.cursor + 1], room, 0).of - 1
        part = page(blocks, room, at + self.page_number)
        shown = [*part.lines, *([EMPTY] if len(part.lines) < room else []), *how]
        return with_page_sign(shown, part.number, part.of, self.words, width, height)

    def _row(self, item: Item, width: int, *, chosen: bool) -> Lines:
        sign = "►" if chosen else "√" if self.desk.noted(item.id) else "·"
        role = "accent" if chosen else "text"
        head = Span(f"{item.number:>3} {sign} ", "accent" if chosen else "muted")
        return hanging(head, self.desk.item_text(item), width, role, chosen)

    def submit(self, text: str) -> bool:
        """Park a line, or take the chosen one to the plan; an empty line goes back to the meeting."""
        if text.strip():
            return self.do(c.NoteIdeas((text,), PARKING_LOT))
        if self.chosen is None:
            self.close()
            return False
        item, plan = self.chosen, self.plan()
        if not plan:
            self.tell(message("parking.no_plan"))
        elif self.do(c.MoveIdea(item.id, plan)):
            self.cursor = None
            self.tell(message("parking.to_plan", text=clip(self.desk.item_text(item), QUOTED)))
        return False

    def lines_pasted(self, text: str) -> None:
        """Park each of the pasted lines by itself; what is being typed stays."""
        texts = items_of(text)
        if self.do(c.NoteIdeas(texts, PARKING_LOT)):
            self.tell(message("parking.pasted", n=len(texts)))
