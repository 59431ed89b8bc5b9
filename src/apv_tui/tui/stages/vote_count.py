"""Counting strokes: before it opens, by the sheets on the wall, and by secret slips. Hidden until closed."""

import re
from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.facts import StrokesCounted
from apv_tui.core.messages import message
from apv_tui.core.voting import people_moved, possible_strokes, total_strokes
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint, with_page_sign
from apv_tui.tui.stages.listing import MARGIN, around, moved
from apv_tui.tui.stages.vote_part import Part, VoteView

_SLIP = re.compile(r"#\s*(\d{1,6})")
_NUMBERS = re.compile(r"[\s,;.]*\d+(?:[\s,;.]+\d+)*[\s,;.]*")


def _reading_list(part: Part, width: int, height: int) -> Lines:
    """Give the list to read, one line an item, in pages; only the page in view is built."""
    stage = part.stage
    rows = stage.rows
    if len(rows) <= height:
        stage.pages = 1
        return [row for placed in rows for row in stage.plain_row(placed, width)]
    room = max(1, height - 1)
    stage.pages = -(-len(rows) // room)
    at = stage.page % stage.pages
    shown = [row for placed in rows[at * room : (at + 1) * room] for row in stage.plain_row(placed, width)]
    return with_page_sign(shown, at + 1, stage.pages, stage.words, width, height)


class Opening(Part):
    """Nothing is counted yet: how many drew strokes is asked."""

    def task(self, width: int) -> Lines:
        """Give the instruction, and what happens when the number is there."""
        stage = self.stage
        said = stage.step.instruction or stage.words("vote.opening", **stage.marks)
        lines = paragraph(said, width, "accent", bold=True)
        if width >= 34:
            lines += paragraph(stage.words("vote.opening_next", **stage.marks), width)
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the rule and the list."""
        stage = self.stage
        step = stage.spec
        said = stage.words("vote.each", n=step.strokes, **stage.marks)
        head: Lines = [line(" ", Span(clip(f"{said} · {stage.rule()}", width - 1), "heading", True))]
        if height > 10:
            head.append(EMPTY)
        return head + _reading_list(self, width, height - len(head))

    def prompt(self) -> str:
        """Ask for the number of voters."""
        return self.stage.words("vote.voters", **self.stage.marks)

    def hints(self) -> Sequence[Hint]:
        """Give Enter."""
        return (Hint("enter", "hint.open_count"),)

    def submit(self, text: str) -> bool:
        """Open the count."""
        number = self.voters_in(text)
        return number is not None and self.stage.host.do(c.OpenVote(number))


class Sheets(Part):
    """One sheet after the other: the item under the cursor, its number of strokes, Enter."""

    @property
    def at_end(self) -> bool:
        """Whether the cursor is on the row that closes the count."""
        return self.cursor >= len(self.stage.rows)

    def go_along(self) -> None:
        """Go to the item behind the one that was counted last, as the cursor does where somebody types."""
        for entry in reversed(self.stage.desk.record.entries):
            if isinstance(entry.fact, StrokesCounted):
                places = {placed.item.id: at for at, placed in enumerate(self.stage.rows)}
                self.cursor = places.get(entry.fact.item, -1) + 1
                return

    def task(self, width: int) -> Lines:
        """Give what to type."""
        words = self.stage.words
        if self.asking:
            return paragraph(words("vote.voters_task", **self.stage.marks), width, "accent", bold=True)
        return paragraph(words("vote.sheets", **self.stage.marks), width, "accent", bold=True) + (
            paragraph(words("vote.hidden"), width) if width >= 34 else []
        )

    def body(self, width: int, height: int) -> Lines:
        """Give the list with a column of strokes; a number that is stored is hidden behind its sign."""
        count = len(self.stage.rows)
        self.cursor = min(self.cursor, count)
        head = self.stage.header(width)
        if height > 10:
            head.append(EMPTY)
        return head + around(
            count + 1, self.cursor, width, height - len(head), lambda at: self._row(at, width - MARGIN)
        )

    def _row(self, at: int, width: int) -> Lines:
        stage, chosen = self.stage, at == self.cursor
        marker, role = ("►", "cursor") if chosen else (" ", "text")
        if at == len(stage.rows):
            missing = stage.missing
            said = f"{marker} {stage.words('vote.close')}"
            lines: Lines = [line(Span(clip(said, width), "cursor" if chosen else "accent", True))]
            note = f" · {stage.words('vote.uncounted', n=missing)}"
            if missing and width_of(line(said, note)) <= width:
                lines[0] = (*lines[0], Span(note, "muted"))
            return lines
        placed, digits, strokes = stage.rows[at], stage.digits, stage.count.sheet
        item = placed.item
        indent = f"{' ' * digits}  = " if placed.under else ""
        head = Span(f"{marker}{indent}{item.number:>{digits}}  ", "cursor" if chosen else "muted")
        if placed.under and not chosen:
            role = "muted"
        text = stage.desk.item_text(item)
        cell = f"[{self.typed:>2}]" if chosen else " √  " if item.id in strokes else "    "
        if chosen and not self.typed:
            cell = "[√ ]" if item.id in strokes else "[  ]"
            too_many = total_strokes(stage.count) > possible_strokes(stage.spec, stage.count)
            if too_many and item.id in strokes and not stage.desk.follows:
                # Something was counted wrong: it can only be found where the numbers can be seen again.
                cell = f"[{strokes[item.id]:>2}]"
        room = width - max(6, len(cell)) - 1
        lines = (
            hanging(head, text, room, role)
            if chosen
            else [line(head, Span(clip(text, room - len(head.text)), role))]
        )
        gap = width - width_of(lines[0]) - len(cell)
        role = "over" if self.wrong else "accent"
        lines[0] = (*lines[0], Span(" " * gap), Span(cell, role if chosen else "good", True))
        return lines

    def prompt(self) -> str | None:
        """Ask for the number of voters while it is being changed."""
        return self.stage.words("vote.voters", **self.stage.marks) if self.asking else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        if self.asking:
            return (Hint("enter", "hint.store"),)
        typed = () if self.at_end else (Hint("0-9", "hint.strokes"),)
        enter = "hint.close_count" if self.at_end else "hint.store"
        voters = Hint("v", "hint.voters")
        # Somebody has come or gone: what is asked for now goes before what is always there.
        first = (voters,) if people_moved(self.stage.state, self.stage.count) else ()
        rest = (Hint("tab", "hint.slips"), voters, Hint("#", "hint.jump"), Hint("x", "hint.count_anew"))
        return (*typed, Hint("enter", enter), *first, *(hint for hint in rest if hint not in first))

    def key(self, key: str, character: str) -> bool:
        """Take the arrows, digits, Backspace, Tab to the slips and v to change the number of voters."""
        if self.asking:
            if key == "escape":
                self.ask("")
            return key == "escape"
        place = moved(key, self.cursor, len(self.stage.rows) + 1)
        if place is not None:
            self.cursor, self.typed, self.wrong = place, "", False
            return True
        if character == "#":
            self.typed, self.wrong = "#", False
            return True
        if key == "x":
            self.stage.count_all_anew()
            return True
        if key in ("tab", "shift+tab"):
            self.typed, self.stage.by_slip = "", True
            self.stage.host.set_entry("")
            return True
        if key == "v":
            self.typed = ""
            self.ask_voters()
            return True
        return (not self.at_end or self.typed[:1] == "#") and self.take_digit(key, character)

    def choose(self) -> bool:
        """Store the typed number and go on to the next item; on the last row close the count."""
        if self.typed[:1] == "#":
            self._jump(int(self.typed[1:] or 0))
        elif self.at_end:
            self.stage.close_count()
            return True
        elif not self.typed or self.stage.host.do(
            c.CountStrokes(self.stage.rows[self.cursor].item.id, int(self.typed))
        ):
            self.cursor, self.typed, self.wrong = self.cursor + 1, "", False
        else:
            self.wrong = True  # it stands there until another one is typed
        self.stage.host.redraw()
        return True

    def _jump(self, number: int) -> None:
        """Go to the item with this number."""
        self.typed = ""
        at = next((at for at, row in enumerate(self.stage.rows) if row.item.number == number), None)
        if at is None:
            self.stage.host.tell(message("refused.no_such_number", number=number))
        else:
            self.cursor = at

    def begin(self) -> None:
        """Begin at the first item that has no number, where some have one; else at the first."""
        sheet = self.stage.count.sheet
        without = (at for at, row in enumerate(self.stage.rows) if row.item.id not in sheet)
        self.cursor = next(without, 0) if sheet else 0

    def submit(self, text: str) -> bool:
        """Change the number of voters."""
        return self.set_voters(text)


class Slips(Part):
    """One slip after the other, by the numbers on it; an earlier one can be put right."""

    def __init__(self, stage: VoteView) -> None:
        super().__init__(stage)
        self.slip = 0
        """The slip that is put right; 0 is a new one."""

    def task(self, width: int) -> Lines:
        """Give what to type."""
        words = self.stage.words
        if self.asking:
            return paragraph(words("vote.voters_task", **self.stage.marks), width, "accent", bold=True)
        if self.slip:
            return paragraph(words("vote.slip_again", number=self.slip), width, "accent", bold=True)
        return paragraph(words("vote.slips"), width, "accent", bold=True) + (
            paragraph(words("vote.hidden"), width) if width >= 34 else []
        )

    def body(self, width: int, height: int) -> Lines:
        """Give how far the count is, and the list with its numbers."""
        head = self.stage.header(width)
        if height > 10:
            head.append(EMPTY)
        return head + _reading_list(self, width, height - len(head))

    def prompt(self) -> str:
        """Give the number of the slip; ask for the number of voters while it is being changed."""
        if self.asking:
            return self.stage.words("vote.voters", **self.stage.marks)
        number = self.slip or 1 + max(self.stage.count.slips, default=0)
        return self.stage.words("vote.slip", number=number)

    def hints(self) -> Sequence[Hint]:
        """Give the keys."""
        if self.asking:
            return (Hint("enter", "hint.store"),)
        earlier = (Hint("up", "hint.earlier_slip"),) if self.stage.count.slips else ()
        return (Hint("enter", "hint.store"), Hint("tab", "hint.sheets"), *earlier)

    def key(self, key: str, character: str) -> bool:
        """Take Tab to the sheets, and the arrows to an earlier slip and back."""
        slips = [number for number, items in self.stage.count.slips.items() if items]
        if self.asking:
            if key == "escape":
                self.ask("")
            return key == "escape"
        if key in ("tab", "shift+tab"):
            self.slip, self.stage.by_slip = 0, False
            self.stage.host.set_entry("")
        elif key == "up" and slips:
            earlier = [number for number in slips if not self.slip or number < self.slip]
            self._open(max(earlier, default=min(slips)))
        elif key == "down" and self.slip:
            self._open(min((number for number in slips if number > self.slip), default=0))
        elif key == "escape" and self.slip:
            self._open(0)
        else:
            return False
        return True

    def _open(self, slip: int) -> None:
        self.slip = slip
        items = self.stage.count.slips.get(slip, ())
        numbers = [str(self.stage.state.items[id_].number) for id_ in items if id_ in self.stage.state.items]
        self.stage.host.set_entry(" ".join(numbers))

    def submit(self, text: str) -> bool:
        """Count a slip; an empty line says how the count is closed, or takes an earlier slip out.

        `#5` opens slip 5, and `v` asks for the number of voters: neither can be a slip.
        """
        stage = self.stage
        if self.asking:
            return self.set_voters(text)
        if text.strip().lower() == "v":
            self.ask_voters()
            return False
        if wanted := _SLIP.fullmatch(text.strip()):
            return self._find(int(wanted[1]))
        if not text.strip() and not self.slip:
            stage.host.tell(message("vote.how_to_close"))
            return True
        if text.strip() and not _NUMBERS.fullmatch(text):
            stage.host.tell(message("vote.not_numbers"))
            return False
        numbers = tuple(int(digits[:9]) for digits in re.findall(r"\d+", text))
        slip = self.slip
        if not stage.host.do(c.CountSlip(numbers, slip)):
            return False
        if slip and not numbers:
            stage.host.tell(message("vote.slip_out", number=slip))
        self.slip = 0
        stage.host.redraw()
        return True

    def _find(self, number: int) -> bool:
        """Open the slip with this number. False: the line is that slip's, or was no slip's number."""
        if self.stage.count.slips.get(number):
            self._open(number)
            self.stage.host.redraw()
        else:
            self.stage.host.tell(message("refused.no_such_slip", number=number))
        return False

    def forget(self) -> None:
        """Begin with a new slip."""
        super().forget()
        self.slip = 0
