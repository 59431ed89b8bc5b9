"""Presenting: a list is heard theme by theme, with strokes and verdicts; what several reached, once (APV-4.3a)."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Present, Step
from apv_tui.core.messages import message
from apv_tui.core.plans import known_as
from apv_tui.core.presenting import Theme, themes
from apv_tui.core.state import Item
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, paragraph
from apv_tui.tui.stages.background import Threads
from apv_tui.tui.stages.base import Hint, Host, Stage
from apv_tui.tui.stages.listing import moved
from apv_tui.tui.stages.present_view import PresentView

NO_CURSOR = -1
"""The room sees no cursor until a hand asks for one."""


class PresentStage(Stage):
    """Shows one theme at a time; going on turns its pages, then the themes, then leaves the step."""

    kind = "present"
    clock_first = False

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self.threads = Threads(desk)
        self.cursor = NO_CURSOR
        self.picked = ""
        """The id of the item that is picked up, to be struck out as a repeat."""
        self.choosing = False
        """Whether a theme is being chosen from their list."""
        self.row = 0
        """The theme the cursor is on in that list."""
        self._seen: tuple[object, ...] = ()
        self._themes: tuple[Theme, ...] = ()
        self.view = PresentView(self)
        self._shown = self.part
        self.heard = {self.part}
        """The themes that were on the screen since the room came to the step."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def present(self) -> Present:
        """The step as the agenda has it."""
        step = self.step
        if not isinstance(step, Present):
            raise TypeError(step.kind)
        return step

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes; found anew only when something they hang on has changed."""
        state = self.state
        seen = (state.items, state.headings, state.actions, state.orders, state.steps)
        if len(self._seen) != len(seen) or any(a is not b for a, b in zip(seen, self._seen, strict=True)):
            self._seen, self._themes = seen, themes(state, self.present)
        return self._themes

    @property
    def part(self) -> int:
        """The theme that is shown, from 0."""
        return min(self.here.part, max(0, len(self.themes) - 1))

    @property
    def theme(self) -> Theme | None:
        """The theme that is shown."""
        return self.themes[self.part] if self.themes else None

    @property
    def item(self) -> Item | None:
        """The item under the cursor, where there is a cursor."""
        items = self.theme.items if self.theme else ()
        return items[min(self.cursor, len(items) - 1)] if items and self.cursor >= 0 else None

    def changed(self) -> None:
        """Begin a theme at its first page; let go of what was picked up in another."""
        if self.part != self._shown:
            self.page, self.cursor, self.picked = 0, NO_CURSOR, ""
            self._shown = self.part
        self.heard.add(self.part)
        if self.picked and self.picked not in {item.id for item in (self.theme.items if self.theme else ())}:
            self.picked = ""

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the instruction; or what is a repeat of what, or how to choose a theme."""
        words = self.words
        picked = self.state.items.get(self.picked)
        if self.choosing:
            return paragraph(words("present.choose"), width, "accent", bold=True)
        if picked:
            here = self.item
            target = str(known_as(self.state, here)) if here and here.id != picked.id else "…"
            said = words("merge.picked", number=known_as(self.state, picked), target=target)
            return paragraph(said, width, "accent", bold=True) + paragraph(words("present.point"), width)
        return super().task(width) or paragraph(self.step.title, width, "accent", bold=True)

    def body(self, width: int, height: int) -> Lines:
        """Give the theme that is shown, or the list of all."""
        return self.view.body(width, height)

    def next_label(self) -> str:
        """Say what going on turns to, from the list of themes too: the next page, theme or step."""
        if self.part + 1 < len(self.themes) and not self._more_pages():
            return "act.next.theme"
        return "act.next.part" if self._more_pages() else super().next_label()

    def _more_pages(self) -> bool:
        return self.cursor < 0 and self.page % max(1, self.pages) + 1 < self.pages

    def hints(self) -> Sequence[Hint]:
        """Give the keys of what is going on."""
        if self.choosing:
            return (Hint("enter", "hint.show_theme"), *self._leaving(), Hint("backspace", "hint.to_theme"))
        if self.picked:
            return (Hint("enter", "hint.strike_out"), Hint("backspace", "hint.put_down"))
        several = len(self.themes) > 1
        choose = (Hint("tab", "hint.themes"),) if several else ()
        if self.cursor >= 0:
            return (Hint("enter", "hint.pick_up"), Hint("w", "hint.thread"), *choose)
        return (*choose, *self._leaving(), Hint("up down", "hint.point_item"))

    def _leaving(self) -> tuple[Hint, ...]:
        return (Hint("x", "hint.leave_rest"),) if self.part + 1 < len(self.themes) else ()

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of the step."""
        return (
            Hint("tab", "hint.themes"),
            Hint("1-9", "hint.show_theme"),
            Hint("x", "hint.leave_rest"),
            Hint("up down", "hint.point_item"),
            Hint("enter", "hint.repeat_of"),
            Hint("w", "hint.thread"),
            Hint("backspace", "hint.put_down"),
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take the arrows, a theme's digit, and the keys the footer names."""
        taken = self._list_key(key) if self.choosing else self._theme_key(key, character or key)
        if taken:
            self.host.redraw()
        return taken

    def _list_key(self, key: str) -> bool:
        row = moved(key, self.row, len(self.themes))
        if row is not None:
            self.row = row
        elif key in ("tab", "backspace", "escape"):
            self.choosing = False
        elif key.isdigit() and key != "0":
            self._show(int(key) - 1)
        elif key == "x":
            self._leave_rest()
        else:
            return False
        return True

    def _theme_key(self, key: str, character: str) -> bool:
        if key in ("up", "down", "home", "end"):
            self._point(key)
        elif key in ("backspace", "escape"):
            return self._let_go()
        elif character in "123456789" and len(character) == 1:
            self._show(int(character) - 1)
        elif key == "tab" and len(self.themes) > 1:
            self.choosing, self.row = True, self.part
        elif key == "w" and self.item is not None:
            self.host.open("thread", self.item.id)
        elif key == "x":
            self._leave_rest()
        else:
            return False
        return True

    def _point(self, key: str) -> None:
        """Move the cursor; the first press shows it, on the page that is seen."""
        items = self.theme.items if self.theme else ()
        if not items:
            return
        if self.cursor < 0:
            self.cursor = min(self.view.first_seen, len(items) - 1)
        else:
            self.cursor = moved(key, min(self.cursor, len(items) - 1), len(items)) or 0

    def _let_go(self) -> bool:
        """Put down what is picked up; then let the cursor go."""
        if self.picked:
            self.picked = ""
        elif self.cursor >= 0:
            self.cursor = NO_CURSOR
        else:
            return False
        return True

    def _show(self, part: int) -> None:
        if part >= len(self.themes):
            self.host.tell(message("present.no_theme", number=part + 1))
            return
        self.choosing = False
        self.host.do(c.ShowPart(part))

    def _leave_rest(self) -> None:
        """Go on to the next step although not all themes were heard (APV-4.3b)."""
        meeting = self.state.meeting
        ids = [step.id for step in meeting.steps] if meeting else []
        at = ids.index(self.step_id) + 1 if self.step_id in ids else len(ids)
        if at < len(ids):
            self.host.do(c.GoTo(ids[at]))
        else:
            self.host.tell(message("refused.last_step"))

    def choose(self) -> bool:
        """Show the theme under the cursor; pick up an item, or strike out the one picked up under another."""
        if self.choosing:
            self._show(self.row)
        elif self.item is None:
            return False
        elif self.picked:
            self._strike_out(self.item)
        else:
            self.picked = self.item.id
        self.host.redraw()
        return True

    def _strike_out(self, into: Item) -> None:
        picked, self.picked = self.state.items[self.picked], ""
        if into.id == picked.id:
            return
        # Of a plan these are the places they had while both were seen.
        number, target = known_as(self.state, picked), known_as(self.state, into)
        if self.host.do(c.MergeIdeas((picked.id,), into.id)):
            self.host.tell(message("merge.done", number=number, into=target))
            items = [item.id for item in self.theme.items] if self.theme else []
            self.cursor = items.index(into.id) if into.id in items else NO_CURSOR

    def before_next(self) -> bool:
        """Leave the list of themes, and go on from the one that is shown: its pages come before the next one."""
        self.choosing = False
        more = self._more_pages()
        self.page += more
        self.host.redraw()
        return more
