"""Repeats are struck out: pick one up, point at the one it repeats; it stays readable under it."""

from collections.abc import Mapping, Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Merge, Step
from apv_tui.core.facts import IdeaReworded, IdeasMerged, IdeaSplitOff
from apv_tui.core.messages import message
from apv_tui.core.repeats import LikelyRepeats, Placed, wall
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, hanging, line, paragraph, width_of
from apv_tui.tui.stages.base import Hint, Host, Stage, spread
from apv_tui.tui.stages.listing import MARGIN, around, moved

MOST_DIGITS = 4


class MergeStage(Stage):
    """Shows the list and strikes repeats out, all from the keyboard."""

    kind = "merge"
    shows_uses = True
    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.picked = ""
        """The id of the item that is picked up."""
        self.typed = ""
        """Digits typed so far, of an item's number."""
        self.editing = ""
        """The id of the item whose words are being changed."""
        self._at = ""
        self._row = 0
        self._seen: Mapping[str, Item] | None = None
        self._rows: tuple[Placed, ...] = ()
        self._likely: dict[str, str] = {}
        self._repeats = LikelyRepeats(desk.alike)
        self._digits = 3
        self._standing = 0

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def list_id(self) -> str:
        """The list whose repeats are struck out."""
        step = self.step
        if not isinstance(step, Merge):
            raise TypeError(step.kind)
        return step.list

    @property
    def rows(self) -> tuple[Placed, ...]:
        """The list as it hangs on the wall; read anew only when an item has changed."""
        if self.state.items is not self._seen:
            self._seen = self.state.items
            self._rows = wall(self.state, self.list_id)
            self._likely = self._repeats.look([placed.item for placed in self._rows])
            self._digits = max((3, *(len(str(placed.item.number)) for placed in self._rows)))
            standing = {placed.item.id for placed in self._rows if placed.under is None}
            self._standing = len(standing)
            if self.picked not in standing:
                self.picked = ""
            places = {placed.item.id: at for at, placed in enumerate(self._rows)}
            self._row = places.get(self._at, min(self._row, max(0, len(self._rows) - 1)))
        return self._rows

    @property
    def cursor(self) -> int:
        """The row the cursor is on."""
        return self._row if self.rows else 0

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        rows = self.rows
        return rows[self._row].item if rows else None

    def likely(self, item: Item) -> Item | None:
        """Give the earlier item this one most likely repeats."""
        return self.state.items.get(self._likely.get(item.id, "")) if self.rows else None

    def _go(self, row: int) -> None:
        self._row = row
        self._at = self.rows[row].item.id if self.rows else ""

    def _row_of_number(self, digits: str) -> int | None:
        return next(
            (at for at, placed in enumerate(self.rows) if digits and placed.item.number == int(digits)), None
        )

    def changed(self) -> None:
        """In a window that follows, go where something was struck out: somebody points at it in the other."""
        if not self.desk.follows:
            return
        for entry in reversed(self.desk.record.entries):
            if isinstance(entry.fact, IdeasMerged | IdeaSplitOff | IdeaReworded):
                places = {placed.item.id: at for at, placed in enumerate(self.rows)}
                self._go(places.get(entry.fact.item, self.cursor))
                return

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what to do: find a repeat, or point at the one it repeats."""
        words = self.words
        edited, picked = self.state.items.get(self.editing), self.state.items.get(self.picked)
        if edited:
            return paragraph(words("merge.rewording", number=edited.number), width, "accent", bold=True)
        if picked and self.rows:
            here = self.item
            target = self.typed or (str(here.number) if here and here.id != picked.id else "…")
            said = paragraph(
                words("merge.picked", number=picked.number, target=target), width, "accent", bold=True
            )
            return said + paragraph(words("merge.point"), width)
        lines = super().task(width) or paragraph(words("merge.task"), width, role="accent", bold=True)
        if self.typed:
            lines += [line(words("merge.number", number=self.typed))]
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the rows around the cursor under a line that counts them."""
        rows = self.rows
        spec = self.desk.agenda.lists.get(self.list_id)
        if not rows:
            return [line(" ", Span(clip(self.words("merge.empty"), width - 1), "muted"))]
        standing = self._standing
        name = (spec.one if standing == 1 else spec.many) if spec else ""
        left = f" {self.words('merge.standing', count=standing, name=name)}"
        if struck := len(rows) - standing:
            left += f" · {self.words('merge.struck', n=struck)}"
        right = self.words("merge.likely", n=len(self._likely)) if self._likely else ""
        if width_of(line(left, right)) + MARGIN + 1 > width:
            right = ""
        head: Lines = [spread(line(clip(left, width), role="muted"), line(right, role="warn"), width)]
        if not right:
            head = [line(clip(left, width), role="muted")]
        if height > 10:
            head.append(EMPTY)
        return head + around(
            len(rows), self.cursor, width, height - len(head), lambda at: self._block(at, width - MARGIN)
        )

    def _block(self, at: int, width: int) -> Lines:
        placed = self._rows[at]
        item, chosen = placed.item, at == self._row
        marker = "●" if item.id == self.picked else "►" if chosen else " "
        number = f"{item.number:>{self._digits}}"
        text = self.desk.item_text(item)
        if placed.under is None:
            head = f"{marker}{number}  "
        else:
            head = f"{marker}{' ' * self._digits}  = {number}  "
            if item.text and item.group is not None:
                text = f"{text} {self.words('merge.from_group', number=item.group + 1)}"
        like = self._likely.get(item.id)
        other = self.state.items.get(like) if like else None
        sign = self.words("merge.like", number=other.number) if other else ""
        role = "cursor" if chosen else "muted" if placed.under else "text"
        room = width - (len(sign) + 2 if sign else 0)
        lines = hanging(Span(head, "cursor" if chosen else "muted"), text, room, role)
        if sign:
            lines[0] = spread(lines[0], line(sign, role="warn"), width)
        return lines

    def prompt(self) -> str | None:
        """Give what is being reworded; nothing is typed else."""
        edited = self.state.items.get(self.editing)
        return self.words("merge.reword", number=edited.number) if edited else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is going on."""
        item = self.item
        if self.editing:
            return (Hint("enter", "hint.reword"),)
        if item is None:
            return ()
        if self.picked:
            return (Hint("enter", "hint.strike_out"), Hint("backspace", "hint.put_down"))
        first = Hint("s", "hint.stand_alone") if item.merged_into else Hint("enter", "hint.pick_up")
        following = (Hint("n", "hint.next_likely"),) if self._likely else ()
        return (first, *following, Hint("e", "hint.edit"), Hint("delete", "hint.take_off"))

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows, an item's number, and the letters the footer names."""
        taken = self._edit_key(key) if self.editing else self._list_key(key, character or key)
        if taken:
            self.host.redraw()
        return taken

    def _edit_key(self, key: str) -> bool:
        if key != "escape":
            return False
        self.editing = ""
        self.host.set_entry("")
        return True

    def _list_key(self, key: str, character: str) -> bool:
        rows, item = self.rows, self.item
        if item is None:
            return False
        row = moved(key, self._row, len(rows))
        if row is not None:
            self.typed = ""
            self._go(row)
            return True
        if len(character) == 1 and character in "0123456789":
            self.typed = (self.typed + character)[-MOST_DIGITS:].lstrip("0")
            found = self._row_of_number(self.typed)
            if found is not None:
                self._go(found)
            return True
        if key in ("backspace", "escape") and (self.typed or self.picked):
            if self.typed and key == "backspace":
                self.typed = self.typed[:-1]
            else:
                self.typed = self.picked = ""
            return True
        if self.picked or key not in ("n", "s", "e", "delete"):
            return False
        self.typed = ""
        {"n": self._next_likely, "s": self._split, "e": self._edit, "delete": self._take_off}[key](item)
        return True

    def _next_likely(self, _: Item) -> None:
        count = len(self.rows)
        for step in range(1, count + 1):
            row = (self._row + step) % count
            if self.rows[row].item.id in self._likely:
                self._go(row)
                return
        self.host.tell(message("merge.none_likely"))

    def _split(self, item: Item) -> None:
        self._at = item.id
        if self.host.do(c.SplitIdea(item.id)):
            self.host.tell(message("merge.split", number=item.number))

    def _edit(self, item: Item) -> None:
        self.editing = item.id
        self.host.set_entry(item.text)

    def _take_off(self, item: Item) -> None:
        self._at = self._following(item)
        if self.host.do(c.WithdrawIdea(item.id)):
            self.host.tell(message("said.taken_off", number=item.number))

    def _following(self, item: Item) -> str:
        """Give the row to stand on when this item has gone from its place: the next standing one, or the last."""
        at = next(place for place, placed in enumerate(self.rows) if placed.item.id == item.id)
        standing = [placed.item.id for placed in self.rows[at + 1 :] if placed.under is None]
        before = [placed.item.id for placed in self.rows[:at] if placed.under is None]
        return (standing[:1] or before[-1:] or [""])[0]

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        return (
            Hint("enter", "hint.repeat_of"),
            Hint("n", "hint.next_likely"),
            Hint("s", "hint.stand_alone"),
            Hint("e", "hint.edit"),
            Hint("delete", "hint.take_off"),
            Hint("backspace", "hint.put_down"),
        )

    def choose(self) -> bool:
        """Pick up the item under the cursor; or strike out the one picked up under it."""
        item = self.item
        if item is None:
            return False
        if self.typed and self._row_of_number(self.typed) is None:
            self.host.tell(message("merge.no_number", number=self.typed))
            self.typed = ""
            if self.picked:
                # The next Enter must not strike out under whatever the cursor happens to stand on.
                self._go(next(at for at, placed in enumerate(self.rows) if placed.item.id == self.picked))
        elif self.picked:
            self._strike_out(item)
        elif item.merged_into:
            self.host.tell(message("merge.struck_already", number=item.number))
        else:
            self.typed, self.picked = "", item.id
            other = self.likely(item)
            if other is not None:
                self._go(next(at for at, placed in enumerate(self.rows) if placed.item.id == other.id))
        self.host.redraw()
        return True

    def _strike_out(self, target: Item) -> None:
        picked, into = self.state.items[self.picked], self.state.items[self.state.stands_for(target.id)]
        self.typed = self.picked = ""
        if into.id == picked.id:
            return
        self._at = self._following(picked)
        if self.host.do(c.MergeIdeas((picked.id,), into.id)):
            self.host.tell(message("merge.done", number=picked.number, into=into.number))

    def submit(self, text: str) -> bool:
        """Change the words of the item that is being reworded."""
        item, self.editing = self.editing, ""
        if item and text.strip() and not self.host.do(c.RewordIdea(item, text)):
            self.editing = item
            return False
        self.host.redraw()
        return True
