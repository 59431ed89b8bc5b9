"""What can be carried over into the list that is sorted, such as the good experiences (APV-3.2-r)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from apv_tui.core import commands as c
from apv_tui.core.messages import message
from apv_tui.core.sections import Offer, offers
from apv_tui.tui.lines import Lines, Span, clip, hanging, line, paragraph
from apv_tui.tui.stages.base import Hint, spread
from apv_tui.tui.stages.listing import MARGIN, NumberKeys, around, moved

if TYPE_CHECKING:
    from apv_tui.tui.stages.sort import SortStage


class Offers:
    """The lists on offer, with what is carried over already; Enter carries one over."""

    def __init__(self, stage: "SortStage") -> None:
        self.stage = stage
        self.open = False
        self.cursor = 0
        self._numbers = NumberKeys()

    def rows(self) -> tuple[Offer, ...]:
        """Give what is on offer."""
        return offers(self.stage.state, self.stage.sort.offers, self.stage.list_id)

    def show(self) -> None:
        """Open the list; say so where nothing is on offer."""
        rows = self.rows()
        if not rows:
            self.stage.host.tell(message("sort.nothing_offered"))
            return
        self.open = True
        self.cursor = next((at for at, offer in enumerate(rows) if offer.carried is None), 0)

    def count(self, width: int) -> Lines:
        """Say how many are carried over."""
        rows = self.rows()
        carried = sum(1 for offer in rows if offer.carried is not None)
        return paragraph(self.stage.words("sort.carried_count", carried=carried, count=len(rows)), width)

    def leap(self, rows: int) -> None:
        """Let the cursor go many rows on or back."""
        self.cursor = min(max(0, self.cursor + rows), max(0, len(self.rows()) - 1))

    def body(self, width: int, height: int) -> Lines:
        """Give the rows around the cursor, each list under its title."""
        rows = self.rows()
        self.leap(0)
        return around(len(rows), self.cursor, width, height, lambda at: self._block(rows, at, width - MARGIN))

    def _block(self, rows: Sequence[Offer], at: int, width: int) -> Lines:
        stage, (item, carried) = self.stage, rows[at]
        here = at == self.cursor
        sign = stage.words("sort.carried", number=carried.number) if carried else ""
        head = f"{'►' if here else ' '}{'√' if carried else ' '}{item.number:>3}  "
        role = "cursor" if here else "muted" if carried else "text"
        room = width - (len(sign) + 2 if sign else 0)
        lines = hanging(Span(head, "cursor" if here else "muted"), stage.desk.item_text(item), room, role)
        if sign:
            lines[0] = spread(lines[0], line(sign, role="good"), width)
        if at == 0 or rows[at - 1].item.list != item.list:
            spec = stage.desk.agenda.lists.get(item.list)
            lines.insert(0, line(clip(spec.title if spec else item.list, width), role="heading", bold=True))
        return lines

    def hints(self) -> Sequence[Hint]:
        """Give Enter and the way back."""
        return (Hint("enter", "hint.carry_one"), Hint("backspace", "hint.to_list"))

    def key(self, key: str) -> bool:
        """Take the arrows and the way back."""
        rows = self.rows()
        row = moved(key, self.cursor, len(rows))
        if row is None:
            row = self._numbers.row(key, [offer.item.number for offer in rows])
        if row is not None:
            self.cursor = row
        elif key in ("backspace", "escape", "a"):
            self.open = False
        elif key == "w":
            self.stage.host.open("thread", self.rows()[self.cursor].item.id)
        else:
            return False
        return True

    def choose(self) -> None:
        """Carry over the item under the cursor, and go on to the next."""
        rows = self.rows()
        offer = rows[min(self.cursor, len(rows) - 1)]
        if self.stage.host.do(c.CarryOver((offer.item.id,), self.stage.list_id)):
            self.leap(1)
