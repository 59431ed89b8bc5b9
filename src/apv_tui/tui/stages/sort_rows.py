"""The rows of a list under its headings, and the cursor, which stays with what it stands on."""

from typing import Final, NamedTuple

from apv_tui.core.repeats import LikelyRepeats, Placed
from apv_tui.core.sections import Section, sections
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk

BANK: Final = 9
"""As many headings have a digit at a time; Tab gives the digits to the next ones."""


class Row(NamedTuple):
    """What the cursor can stand on: an item, or a heading."""

    section: Section
    placed: Placed | None = None

    @property
    def key(self) -> str:
        """What the row is found again by when the list has changed."""
        return self.placed.item.id if self.placed else f"#{self.section.heading}"


class Sorted:
    """A list under its headings, read anew only when it has changed."""

    def __init__(self, desk: Desk, list_id: str) -> None:
        self._desk = desk
        self._list = list_id
        self.bank = 0
        """Which nine headings have the digits, from 0."""
        self.rows: tuple[Row, ...] = ()
        self.sections: tuple[Section, ...] = ()
        self.likely: dict[str, str] = {}
        """For an item the earlier one it most likely repeats."""
        self._repeats = LikelyRepeats(desk.alike)
        self.digits = 3
        """Of the longest number, at least."""
        self.cursor = 0
        self.at = ""
        """The key of the row the cursor stands on, or is to stand on when the list has changed."""
        self._seen: tuple[object, object] = (None, None)

    def look(self) -> None:
        """Read the list anew if it has changed."""
        state = self._desk.state
        if self._seen[0] is state.items and self._seen[1] is state.headings:
            return
        self._seen = (state.items, state.headings)
        self.sections = sections(state, self._list)
        self.rows = tuple(
            row
            for section in self.sections
            for row in (
                *((Row(section),) if section.heading else ()),
                *(Row(section, placed) for placed in section.rows),
            )
        )
        items = [row.placed.item for row in self.rows if row.placed]
        self.likely = self._repeats.look(items)
        self.digits = max((3, *(len(str(item.number)) for item in items)))
        self.bank = min(self.bank, max(0, len(self.headings) - 1) // BANK)
        places = {row.key: at for at, row in enumerate(self.rows)}
        self.cursor = places.get(self.at, min(self.cursor, max(0, len(self.rows) - 1)))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in their order."""
        return tuple(section.heading for section in self.sections if section.heading)

    @property
    def unplaced(self) -> tuple[Item, ...]:
        """What stands without a heading."""
        return self.sections[0].items

    @property
    def row(self) -> Row | None:
        """The row the cursor is on."""
        return self.rows[self.cursor] if self.rows else None

    @property
    def item(self) -> Item | None:
        """The item the cursor is on."""
        row = self.row
        return row.placed.item if row and row.placed else None

    def digit_of(self, heading: str) -> str:
        """Give the digit that places an item under a heading; "" while another nine have the digits."""
        place = self.headings.index(heading) - self.bank * BANK
        return str(place + 1) if 0 <= place < BANK else ""

    def heading_at(self, digit: int) -> str:
        """Give the heading that has a digit now; "" for none."""
        place = self.bank * BANK + digit - 1
        return self.headings[place] if 0 <= place < len(self.headings) else ""

    def next_bank(self) -> None:
        """Give the digits to the next nine headings, and after the last to the first again."""
        self.bank = (self.bank + 1) % max(1, -(-len(self.headings) // BANK))

    def go(self, row: int) -> None:
        """Let the cursor stand on a row."""
        self.cursor = min(max(0, row), max(0, len(self.rows) - 1))
        self.at = self.rows[self.cursor].key if self.rows else ""

    def leap(self, rows: int) -> None:
        """Let the cursor go many rows on or back."""
        self.go(self.cursor + rows)

    def go_to(self, key: str) -> None:
        """Let the cursor stand on the row with this key, where there is one."""
        self.go(next((at for at, row in enumerate(self.rows) if row.key == key), self.cursor))

    def next_unplaced(self, item: Item) -> str:
        """Give the next item that stands without a heading, round the end of the list; else the item itself."""
        left = [each.id for each in self.unplaced]
        if item.id in left:
            at = left.index(item.id)
            left = left[at + 1 :] + left[:at]
        return (left or [item.id])[0]

    def following(self, item: Item) -> str:
        """Give the row to stand on when this item, and its repeats with it, has gone from its place."""
        at = next(place for place, row in enumerate(self.rows) if row.key == item.id)
        after = [row.key for row in self.rows[at + 1 :] if row.placed is None or row.placed.under != item]
        before = [row.key for row in self.rows[:at]]
        return (after[:1] or before[-1:] or [""])[0]

    def numbered(self, number: str) -> str:
        """Give the id of the item with this number; "" for none."""
        items = (row.placed.item for row in self.rows if row.placed)
        return next((item.id for item in items if str(item.number) == number), "")
