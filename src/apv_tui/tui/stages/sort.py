"""Sorting: items are placed under headings by one digit each, reworded, brought together and carried over."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Sort, Step
from apv_tui.core.messages import message
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, paragraph
from apv_tui.tui.stages.background import Threads
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.listing import moved
from apv_tui.tui.stages.sort_offers import Offers
from apv_tui.tui.stages.sort_pick import Picking
from apv_tui.tui.stages.sort_rows import BANK, Sorted
from apv_tui.tui.stages.sort_view import SortView


class SortStage(Stage):
    """Shows a list under its headings and sorts it, all from the keyboard."""

    kind = "sort"
    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.threads = Threads(desk)
        self.asking = ""
        """What is being typed: "new" an item, "heading" a new one, "item" or "title" other words."""
        self.edited = ""
        """The item or the heading whose words are being changed."""
        self.filled = ""
        """The heading something was placed under last."""
        self.warned = False
        self.sorted = Sorted(desk, self.list_id)
        self.sorted.look()
        self.picking = Picking(self)
        self.offers = Offers(self)
        self.view = SortView(self)

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def sort(self) -> Sort:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Sort):
            raise TypeError(step.kind)
        return step

    @property
    def list_id(self) -> str:
        """The list that is sorted."""
        return self.sort.list

    def _look(self) -> None:
        self.sorted.look()
        self.picking.look()

    def changed(self) -> None:
        """Read the list anew."""
        self.warned = False
        self._look()

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what to do, and how many stand unplaced."""
        self._look()
        words = self.words
        if self.offers.open:
            return paragraph(words("sort.carry_task"), width, "accent", bold=True) + self.offers.count(width)
        if self.picking.item:
            return self.picking.task(width)
        lines = super().task(width) or paragraph(words("sort.task"), width, "accent", bold=True)
        return [*lines, *paragraph(self.progress(), width)]

    def progress(self) -> str:
        """Say how many stand without a heading."""
        words, left = self.words, len(self.sorted.unplaced)
        total = sum(len(section.items) for section in self.sorted.sections)
        spec = self.desk.agenda.lists.get(self.list_id)
        name = (spec.one if total == 1 else spec.many) if spec else ""
        if not self.sorted.headings or not total:
            return words("sort.count", count=total, name=name)
        if not left:
            return words("sort.done", count=total, name=name)
        return words("sort.left", left=left, count=total)

    def body(self, width: int, height: int) -> Lines:
        """Give the list under its headings, or what can be carried over."""
        self._look()
        if self.page:  # Shift and an arrow: a screen further
            (self.offers if self.offers.open else self.sorted).leap(self.page * max(1, height - 3))
            self.page = 0
        if self.offers.open:
            return self.offers.body(width, height)
        return self.view.body(width, height)

    def prompt(self) -> str | None:
        """Give what is being typed; None while keys are commands."""
        if self.asking == "item":
            item = self.state.items.get(self.edited)
            return self.words("merge.reword", number=item.number if item else "")
        prompts = {"new": "sort.new", "heading": "sort.new_heading", "title": "sort.reword_heading"}
        return self.words(prompts[self.asking]) if self.asking else None

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is going on."""
        if self.offers.open:
            return self.offers.hints()
        if self.asking:
            note = self.asking in ("new", "heading")
            return (Hint("enter", "hint.note" if note else "hint.reword"),)
        if self.picking.item:
            return self.picking.hints()
        row = self.sorted.row
        carry = (Hint("a", "hint.carry_over"),) if self.sort.offers else ()
        new = (Hint("h", "hint.heading"), *carry, Hint("n", "hint.new_item"))
        if row is None:
            return new
        if row.placed is None:
            return (Hint("e", "hint.edit"), Hint("delete", "hint.remove_heading"), *new)
        if row.placed.under is not None:
            return (Hint("s", "hint.stand_alone"), Hint("w", "hint.thread"), *new)
        more = (Hint("tab", "hint.more_headings"),) if len(self.sorted.headings) > BANK else ()
        place = (Hint("1-9", "hint.place"),) if self.sorted.headings else ()
        return (*place, *new[:1], *more, Hint("e", "hint.edit"), *carry, Hint("w", "hint.thread"))

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        return (
            Hint("1-9", "hint.place"),
            Hint("0 backspace", "hint.take_out"),
            Hint("tab", "hint.more_headings"),
            Hint("h", "hint.new_heading"),
            Hint("n", "hint.new_item"),
            Hint("e", "hint.edit"),
            Hint("enter", "hint.repeat_of"),
            Hint("s", "hint.stand_alone"),
            Hint("delete", "hint.take_off"),
            Hint("a", "hint.carry_over"),
            Hint("w", "hint.thread"),
        )

    def next_label(self) -> str:
        """Say that going on closes what can be carried over."""
        return "act.next.list" if self.offers.open else super().next_label()

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows, the digits, and the letters the footer names."""
        self._look()
        if self.asking:
            taken = key == "escape"
            if taken:
                self._stop_typing()
        elif self.offers.open:
            taken = self.offers.key(key)
        else:
            taken = self._list_key(key, character or key)
        if taken:
            self.host.redraw()
        return taken

    def _list_key(self, key: str, character: str) -> bool:
        row = moved(key, self.sorted.cursor, len(self.sorted.rows))
        if row is not None:
            self.picking.typed = ""
            self.sorted.go(row)
            return True
        if self.picking.item:
            return self.picking.key(key, character)
        if key == "backspace" or (len(character) == 1 and character in "0123456789"):
            self._place(0 if key == "backspace" else int(character))
            return True
        acts = {
            "h": lambda: self._type("heading"), "n": lambda: self._type("new"), "a": self.offers.show,
            "e": self._edit, "s": self._split, "delete": self._delete, "w": self._thread,
            "tab": self.sorted.next_bank,
        }  # fmt: skip
        if key not in acts:
            return False
        acts[key]()
        return True

    def _type(self, what: str, edited: str = "", text: str = "") -> None:
        self.asking, self.edited = what, edited
        self.host.set_entry(text)

    def _stop_typing(self) -> None:
        self.asking = self.edited = ""
        self.host.set_entry("")

    def _place(self, digit: int) -> None:
        """Place the item under the cursor and go on to the next unplaced one; 0 takes it out of its heading."""
        here = self.sorted.item
        if here is None:
            self.host.tell(message("sort.stand_on_item"))
            return
        heading = self.sorted.heading_at(digit) if digit else ""
        if digit and not heading:
            self.host.tell(message("sort.no_such_heading", number=digit))
            return
        item = self.state.items[self.state.stands_for(here.id)]
        following = self.sorted.next_unplaced(item) if digit else item.id
        if self.host.do(c.SortIdea(item.id, heading)):
            self.filled = heading
            self._look()
            self.sorted.go_to(following)

    def _edit(self) -> None:
        row = self.sorted.row
        if row and row.placed:
            self._type("item", row.placed.item.id, row.placed.item.text)
        elif row:
            self._type("title", row.section.heading, row.section.heading)

    def _delete(self) -> None:
        """Take the item off the list; or take the heading away, and its items stand without one."""
        row = self.sorted.row
        if row and row.placed:
            item = row.placed.item
            self.sorted.at = self.sorted.following(item)
            if self.host.do(c.WithdrawIdea(item.id)):
                self.host.tell(message("said.taken_off", number=item.number))
        elif row:
            n = len(row.section.items)
            if self.host.do(c.RenameHeading(self.list_id, row.section.heading, "")):
                self.host.tell(message("sort.heading_removed", heading=row.section.heading, n=n))

    def _split(self) -> None:
        item = self.sorted.item
        if item is not None and item.merged_into and self.host.do(c.SplitIdea(item.id)):
            self.host.tell(message("merge.split", number=item.number))

    def _thread(self) -> None:
        if self.sorted.item is not None:
            self.host.open("thread", self.sorted.item.id)

    def choose(self) -> bool:
        """Pick up the item under the cursor; or strike out the one picked up under it."""
        self._look()
        if self.offers.open:
            self.offers.choose()
        elif self.picking.item:
            self.picking.strike_out()
        elif self.sorted.item is None:
            return False
        else:
            self.picking.pick_up()
        self.host.redraw()
        return True

    # -- typing --------------------------------------------------------------------------------------------

    def takes_line(self) -> bool:
        """Whether a half-typed line is noted when the room moves on."""
        return True

    def submit(self, text: str) -> bool:
        """Take a new item, a new heading, or other words; an empty line goes back to the list."""
        what, edited = self.asking, self.edited
        if not text.strip():
            self._stop_typing()
            self.host.redraw()
            return True
        if what == "new":
            return self._note((text,))  # one after the other, until an empty line
        command: c.Command = c.AddHeading(self.list_id, text)
        if what == "item":
            command = c.RewordIdea(edited, text)
        elif what == "title":
            command = c.RenameHeading(self.list_id, edited, text)
        if not self.host.do(command):
            return False
        self.asking = self.edited = ""
        self._look()
        if what == "heading":
            self.sorted.bank = (len(self.sorted.headings) - 1) // BANK
            digit = self.sorted.digit_of(self.sorted.headings[-1])
            self.host.tell(message("sort.heading_made", digit=digit))
        self.host.redraw()
        return True

    def _note(self, texts: tuple[str, ...]) -> bool:
        known = set(self.state.items)
        if not self.host.do(c.NoteIdeas(texts, self.list_id)):
            return False
        self._look()
        self.sorted.go_to(next(id_ for id_ in self.state.items if id_ not in known))
        self.host.redraw()
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Note many lines as items; where something else is typed they are one line."""
        if self.asking == "new":
            self._note(texts)
        elif self.asking:
            self.submit(" ".join(texts))

    def before_next(self) -> bool:
        """Close what can be carried over; say once how many stand without a heading."""
        if self.offers.open:
            self.offers.open = False
            self.host.redraw()
            return True
        if self.warned or not self.sorted.headings or not self.sorted.unplaced:
            return False
        self.warned = True
        self.host.tell(message("sort.unplaced_yet", n=len(self.sorted.unplaced)))
        return True
