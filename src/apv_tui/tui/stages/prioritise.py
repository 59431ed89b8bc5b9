"""Each group agrees on a wish and writes short proposals under it: a number and Enter, then a line for each."""

from collections.abc import Sequence
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Prioritise, Step
from apv_tui.core.choosing import Due, due, lacking, sheets, wishes_of
from apv_tui.core.messages import Message, message
from apv_tui.core.repeats import LIKELY
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.kept import Kept
from apv_tui.tui.lines import EMPTY, Lines, paragraph
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.prioritise_view import (
    asked_of,
    gross_pages,
    group_tabs,
    numbers,
    overview,
    prompt_of,
    sheet_lines,
    sheet_rows,
)
from apv_tui.tui.stages.seats import finished, fitted

SAME: Final = "="
"""Begins a line that strikes the group's wish out as a repeat of another one."""
NEW: Final = "+"
"""Begins a line that is another wish of the group, where a proposal is expected."""
MOST_DIGITS: Final = 4
NARROW: Final = 34


class PrioritiseStage(Stage):
    """Takes each group's wish and proposals (APV-4.1e, f and g)."""

    kind = "prioritise"
    shows_uses = True
    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        desk.view_group = 0
        self.cursor = -1
        """The row of the group's sheet that is chosen; -1 is the line that is typed in."""
        self.editing = ""
        """The id of the item whose words are being changed."""
        self._gross: Kept[list[Lines]] = Kept()
        self._doubted: tuple[int, Message] | None = None
        """What was said against a line of a group, or against going on: the same once more is meant so."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def spec(self) -> Prioritise:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Prioritise):
            raise TypeError(step.kind)
        return step

    @property
    def group(self) -> int:
        """The group whose sheet is in view."""
        return max(0, min(self.desk.view_group, len(self.groups) - 1))

    @property
    def due(self) -> Due:
        """What comes next for the group in view."""
        return due(self.state, self.spec, self.group)

    @property
    def wishes(self) -> tuple[Item, ...]:
        """What the group in view has chosen."""
        return wishes_of(self.state, self.spec, self.group)

    def items(self) -> tuple[Item, ...]:
        """Give the rows of the sheet in view."""
        return tuple(row.item for row in sheet_rows(self, self.spec, self.group))

    def likely(self, text: str, besides: str = "") -> Item | None:
        """Give the item of the list that words most likely repeat."""
        others = [item for item in self.state.standing(self.spec.list) if item.text and item.id != besides]
        scores = self.desk.alike(text, [item.text for item in others]) if text and others else []
        best = max(range(len(scores)), key=scores.__getitem__, default=-1)
        return others[best] if best >= 0 and scores[best] >= LIKELY else None

    def _numbered(self, digits: str) -> Item | None:
        """Give the item with a number on the list; for a repeat the one that stands for it."""
        number = int(digits)
        found = next(
            (
                item
                for item in self.state.on_list(self.spec.list)
                if item.number == number and not item.withdrawn
            ),
            None,
        )
        return self.state.items.get(self.state.stands_for(found.id)) if found else None

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what the groups do, and what is asked of the group in view."""
        lines = super().task(width) or paragraph(self.words("prioritise.task"), width, "accent", bold=True)
        if not self.groups:
            return lines
        asked = paragraph(asked_of(self, self.spec, self.group), width, role="heading", bold=True)
        # Where there is little room, what is asked stands before the typed line anyway.
        return lines + asked if len(lines) + len(asked) <= (6 if width >= NARROW else 4) else lines

    def body(self, width: int, height: int) -> Lines:
        """Give how far each group is; below it the list to choose from, or the group's sheet."""
        self.pages = 1
        if not self.groups:
            return paragraph(self.words("groups.nobody"), width, role="muted")
        items, choosing = self.items(), self.due.what == "wish"
        self.cursor = min(self.cursor, len(items) - 1)
        head: Lines = [group_tabs(self, self.spec, self.group, width), *([EMPTY] if height > 10 else [])]
        step, group = self.spec, self.group
        like = [self._like(item) for item in items]
        if choosing and self.cursor < 0:
            if items:
                head += sheet_lines(self, step, group, -1, width, max(1, (height - len(head)) // 3), like)
            rows = height - len(head)
            pages = self._gross.get(
                (self.state, width, rows),
                lambda: fitted(lambda room: gross_pages(self, step, width, room), rows, foot=False),
            )
            self.pages = len(pages)
            return finished(head, pages, self.page, "", self.words, width, height)
        shown = sheet_lines(self, step, group, self.cursor, width, height - len(head), like)
        rest = overview(self, step, width, height - len(head) - len(shown) - 1)
        return [*head, *shown, *([EMPTY, *rest] if rest else [])]

    def _like(self, item: Item) -> str:
        """Say which other item a wish resembles: it may have been written twice."""
        if item.list != self.spec.list:
            return ""
        other = self.likely(item.text, item.id)
        return self.words("prioritise.like", number=other.number) if other else ""

    def prompt(self) -> str | None:
        """Give what is typed next, and for which group."""
        if not self.groups:
            return None
        if self.editing:
            return self.words("prioritise.edit")
        return prompt_of(self, self.spec, self.group)

    def hints(self) -> Sequence[Hint]:
        """Give Enter for what comes next, Tab, and Delete."""
        if not self.groups:
            return ()
        if self.editing:
            return (Hint("enter", "hint.reword"),)
        enter = Hint("enter", "hint.choose_wish" if self.due.what == "wish" else "hint.note")
        tab = (Hint("tab", "hint.next_group"),) if len(self.groups) > 1 else ()
        return (enter, *tab, *((Hint("delete", "hint.take_back"),) if self.items() else ()))

    def keys_help(self) -> Sequence[Hint]:
        """Give the keys for lines that were typed already, and for repeats, too."""
        return (
            *self.hints(),
            Hint("up down", "hint.choose_typed"),
            Hint("+ …", "hint.wish_in_words"),
            Hint("=5", "hint.same_as"),
        )

    def turns_pages(self) -> bool:
        """The list to choose from turns by itself, as long as it is chosen from."""
        return bool(self.groups) and self.due.what == "wish"

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take Tab (another group), the arrows (choose a row), Delete (take it back) and Escape."""
        items = self.items() if self.groups else ()
        if key in ("tab", "shift+tab") and self.groups:
            if not self.take_typed():
                return True  # it is this group's line; why it was not taken was said
            self.cursor, self.editing, self.page = -1, "", 0
            self.desk.view_group = (self.group + (1 if key == "tab" else -1)) % len(self.groups)
        elif key in ("up", "down") and items:
            if key == "up":
                self.cursor = len(items) - 1 if self.cursor < 0 else max(0, self.cursor - 1)
            else:
                self.cursor = -1 if self.cursor in (-1, len(items) - 1) else self.cursor + 1
        elif key == "delete" and items:
            self._take_back(items[self.cursor])  # -1 is the newest
        elif key == "escape" and (self.editing or self.cursor >= 0):
            self.editing, self.cursor = "", -1
            self.host.set_entry("")
        else:
            return False
        self.host.redraw()
        return True

    def _take_back(self, item: Item) -> None:
        self.cursor = -1
        if item.list != self.spec.list:
            if self.host.do(c.WithdrawIdea(item.id)):
                self.host.tell(message("prioritise.proposal_off"))
        elif self.host.do(c.DropPriority(item.id, self.group)):
            group = self.group_name(self.group)
            self.host.tell(message("prioritise.wish_off", number=item.number, group=group))

    def takes_line(self) -> bool:
        """Whether a half-typed line is taken when the room moves on."""
        return True

    def submit(self, text: str) -> bool:
        """Take a wish by its number or in words, or a proposal; on an empty line open the chosen row."""
        text = text.strip()
        if self.editing:
            item, self.editing, self.cursor = self.editing, "", -1
            return self.host.do(c.RewordIdea(item, text)) if text else True
        if not text:
            return self._open_row()
        self.cursor = -1
        if text.isdecimal() and len(text) <= MOST_DIGITS:
            return self._by_number(text)
        if text[0] == SAME:
            return self._same_as(text[1:].strip())
        if text[0] == NEW and text[1:].strip():
            return self._in_words(text[1:].strip())
        now = self.due
        if now.what == "proposal" and now.wish is not None:
            return self._propose((text,), now.wish)
        if now.what == "wish":
            return self._in_words(text)
        self.host.tell(message("prioritise.enough", group=self.group_name(self.group), n=self.spec.proposals))
        return False

    def _open_row(self) -> bool:
        items = self.items()
        if not 0 <= self.cursor < len(items):
            return True
        self.editing = items[self.cursor].id
        self.host.set_entry(items[self.cursor].text)
        self.host.redraw()
        return False

    def _sure(self, doubt: Message) -> bool:
        """Whether this doubt was told before of this group's line: then it is meant so."""
        if self._doubted == (self.group, doubt):
            self._doubted = None
            return True
        self._doubted = (self.group, doubt)
        self.host.tell(doubt)
        return False

    def _by_number(self, digits: str) -> bool:
        item = self._numbered(digits)
        if item is None:
            self.host.tell(message("prioritise.no_number", number=digits))
            return False
        if item in self.wishes:
            self.host.tell(message("prioritise.chosen_already", number=item.number))
            return True
        if item.verdict == "not_possible":
            why = item.reason or self.words("prioritise.no_reason")
            if not self._sure(message("prioritise.doubt.verdict", number=item.number, why=why)):
                return False
        if not self.host.do(c.Prioritise(item.id, self.group)):
            return False
        self._tell_chosen(item.id)
        return True

    def _in_words(self, text: str) -> bool:
        other, already = self.likely(text), len(self.wishes)
        if other is not None:
            what = self.desk.item_text(other)
            if not self._sure(message("prioritise.doubt.like", number=other.number, text=what)):
                return False
        elif already and not self._sure(message("prioritise.doubt.another", text=text)):
            return False
        if not self.host.do(c.Prioritise("", self.group, text)):
            return False
        self._tell_chosen(self.wishes[-1].id)
        return True

    def _tell_chosen(self, wish: str) -> None:
        """Say what was chosen: that others chose it too, or what comes now (one wish, three proposals)."""
        sheet = next(sheet for sheet in sheets(self.state, self.spec) if sheet.wish.id == wish)
        if len(sheet.groups) > 1:
            groups = numbers(self, sheet.groups)
            self.host.tell(message("prioritise.same", groups=groups, n=len(sheet.proposals)))
        else:
            number, n = sheet.wish.number, self.spec.proposals
            self.host.tell(message("prioritise.now_proposals", number=number, n=n))

    def _propose(self, texts: tuple[str, ...], wish: Item) -> bool:
        if not self.host.do(c.NoteIdeas(texts, self.spec.proposals_into, self.group, under=wish.id)):
            return False
        if self.due.what == "nothing":
            self.host.tell(message("prioritise.done", group=self.group_name(self.group)))
        elif self.due.what == "wish":
            few = len(self.state.taking_part) < self.spec.few
            said = "prioritise.one_more.few" if few else "prioritise.one_more"
            self.host.tell(message(said, group=self.group_name(self.group)))
        return True

    def _same_as(self, digits: str) -> bool:
        items, wishes = self.items(), self.wishes
        chosen = items[self.cursor] if 0 <= self.cursor < len(items) else None
        wish = chosen if chosen in wishes else (wishes[-1] if wishes else None)
        if wish is None:
            self.host.tell(message("refused.wish_first"))
            return False
        other = self._numbered(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None
        if not digits:
            other = self.likely(wish.text, wish.id)
        if other is None:
            self.host.tell(message("prioritise.same_as_which", sign=SAME))
            return False
        if not self.host.do(c.MergeIdeas((wish.id,), other.id)):
            return False
        self.host.tell(message("merge.done", number=wish.number, into=other.number))
        return True

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take many lines: the wish first where it is missing, then proposals."""
        if self.groups and self.due.what == "wish":
            if not self.submit(texts[0]):
                self.host.set_entry(texts[0])
                return
            texts = texts[1:]
        wish = self.due.wish if self.groups else None
        if texts and wish is not None:
            self._propose(texts, wish)

    def before_next(self) -> bool:
        """Say once which groups have no wish yet, or too few proposals."""
        lacks = lacking(self.state, self.spec)
        without = [lack.group for lack in lacks if not lack.proposals]
        short = [lack.group for lack in lacks if lack.proposals]
        parts = []
        if without:
            said = numbers(self, without)
            parts.append(self.words("prioritise.lack_wish", groups=said, n=len(without)))
        if short:
            few, of = numbers(self, short), self.spec.proposals
            parts.append(self.words("prioritise.lack_proposals", groups=few, n=len(short), of=of))
        return bool(parts) and not self._sure(message("prioritise.lacks", what=" ".join(parts)))
