"""The skeleton of an overlay: a heading, lines, perhaps a line to type in, and its keys."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from apv_tui.core.commands import Command
from apv_tui.core.messages import Message, Refused
from apv_tui.core.text import one_line
from apv_tui.tui.actions import BY_ID
from apv_tui.tui.back import take_back
from apv_tui.tui.covering import cover_line
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, line
from apv_tui.tui.private import forget_removed_widgets
from apv_tui.tui.screens.frame import foot, show_foot
from apv_tui.tui.screens.top_line import top
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.widgets.entry import Entry
from apv_tui.tui.widgets.pane import Pane
from apv_tui.tui.widgets.signal import SignalPane
from apv_tui.words import Words

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

PAGES: Final = {"page_down": 1, "next": 1, "page_up": -1, "back": -1}
WAY_BACK: Final = "escape backspace"
"""Escape comes late on many terminals, so it is never the only way."""
KEYS_TAKEN: Final = ("choose", "clock")
"""Actions that come to an overlay as the key they stand for, Enter and the space bar."""


class Overlay(Screen[None]):
    """Fills the window; closed by its own key, by Escape, or by what it does."""

    DEFAULT_CSS = """
    Overlay { layers: base signal; background: $apv-background; }
    Overlay #top { height: 2; }
    Overlay #foot { height: 2; }
    Overlay #line { height: 1; }
    Overlay #prompt { width: 16; height: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = None
    own_key: ClassVar[str] = WAY_BACK
    """The key that opened it and closes it, named in the footer."""
    own_action: ClassVar[str] = ""
    """The action of the table that opened it: the same one closes it."""
    lets_ask: ClassVar[bool] = False
    """Whether it may be asked over it how time counts that nobody led."""
    keeps_line: ClassVar[bool] = False
    """Whether a line that is half typed is words to keep, and not a search, when the program has to end."""
    lets_note: ClassVar[bool] = True
    """Whether the line of the meeting below may be noted meanwhile, when the program has to end."""

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__()
        self.owner = owner
        self.subject = subject
        self.page_number = 0
        self._told = ""
        self._told_upto = 0
        """How many entries the log had when it was told: with the next one it is no longer news."""

    @property
    def desk(self) -> Desk:
        """The open session."""
        if self.owner.desk is None:
            raise LookupError("no session is open")
        return self.owner.desk

    @property
    def words(self) -> Words:
        """The words of the room's language."""
        return self.owner.words

    # -- what a kind of overlay says -----------------------------------------------------------------------

    def heading(self) -> str:
        """Give the heading."""
        return ""

    def content(self, width: int, height: int) -> Lines:
        """Give the lines."""
        return []

    def prompt(self) -> str | None:
        """Give what stands before the line to type in; None for no line."""
        return None

    def hints(self) -> Sequence[Hint]:
        """Give the keys, without the one that closes."""
        return ()

    def key(self, key: str, character: str | None) -> bool:
        """Take a key. True if it was taken."""
        return False

    def submit(self, text: str) -> bool:
        """Take a typed line. True if it may be emptied."""
        return True

    def half_typed(self) -> str:
        """Give what stands in the line."""
        return self.entry.value if self.prompt() is not None else ""

    def take_line(self) -> None:
        """Keep a line that is half typed, where it is words to keep: the program has to end."""
        if self.keeps_line and self.half_typed().strip():
            self.submit(self.half_typed())

    def changed(self, text: str) -> None:
        """Hear that the typed line has changed."""

    # -- the skeleton --------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the skeleton."""
        yield Pane(id="top")
        yield Pane(id="body")
        if self.prompt() is not None:
            with Horizontal(id="line"):
                yield Pane(id="prompt")
                yield Entry(self._line_entered, self._line_key, id="entry")
        yield Pane(id="foot")
        yield SignalPane()

    def on_unmount(self) -> None:
        """Leave nothing of what was painted in memory: a long meeting opens hundreds of overlays."""
        forget_removed_widgets()

    def on_mount(self) -> None:
        """Draw, with the cursor where words are typed."""
        if self.prompt() is not None:
            self.entry.focus()

    def on_screen_resume(self) -> None:
        """Draw anew when what lay over it has gone: it may have changed something."""
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.redraw()

    @property
    def entry(self) -> Entry:
        """The line that is typed in."""
        return self.query_one("#entry", Entry)

    def close(self) -> None:
        """Go back to what lies below; a second key that was already on its way closes nothing more."""
        if self.open_now:
            self.dismiss(None)

    @property
    def open_now(self) -> bool:
        """Whether this is the screen in front."""
        return self.is_mounted and self.owner.screen is self

    @property
    def can_draw(self) -> bool:
        """Whether there is something to draw on: it is laid out, and has not been closed meanwhile."""
        return self.is_mounted and self.size.width > 0 and self in self.owner.screen_stack

    def redraw(self) -> None:
        """Draw everything."""
        if not self.can_draw:
            return
        if self._told_upto != self._entries:
            self._told = ""
        width = self.size.width
        state = self.owner.desk.state if self.owner.desk else None
        meeting = state.meeting.title if state and state.meeting else ""
        self.query_one("#top", Pane).show(
            top(
                self.heading(),
                "",
                meeting if width > 60 else "",
                "",
                width,
                trouble=(self.desk.banner or cover_line(self.desk, self.words)) if self.owner.desk else "",
            )
        )
        prompt = self.prompt()
        if prompt is not None:
            pane = self.query_one("#prompt", Pane)
            text = f" {prompt} ►"
            pane.styles.width = min(len(text), width * 2 // 3)
            pane.show([line(text, role="accent", bold=True)])
        body = self.query_one("#body", Pane)
        height = self.size.height - 4 - (1 if prompt is not None else 0)
        body.show([(Span(" "), *row) if row else EMPTY for row in self.content(width - 2, height)][:height])
        own = list(self.hints())
        # The way back stays in view on a narrow window.
        hints = [*own[:2], *([Hint(self.own_key, "act.close")] if self.own_key else []), *own[2:]]
        show_foot(self.query_one("#foot", Pane), foot(hints, self._told, self.words, width))

    def tell(self, message: Message) -> None:
        """Say one line above the keys."""
        self._told = self.words.say(message)
        self._told_upto = self._entries
        self.redraw()

    @property
    def _entries(self) -> int:
        return len(self.owner.desk.record.entries) if self.owner.desk else 0

    def do(self, command: Command) -> bool:
        """Carry out a command, or say why not."""
        try:
            self.desk.do(command)
        except Refused as refusal:
            self.tell(refusal.reason)
            return False
        self._told = ""
        self._meeting_changed()
        self.redraw()
        return True

    def _meeting_changed(self) -> None:
        meeting = self.owner.meeting_screen
        if meeting is not None:
            meeting.state_changed()

    def _dismiss_signal(self) -> bool:
        """Take a signal away that covers this. True if there was one."""
        meeting = self.owner.meeting_screen
        return meeting is not None and meeting.dismiss_alarm()

    # -- keys ----------------------------------------------------------------------------------------------

    def perform(self, action: str, *, always: bool = False) -> None:
        """Take an action of the table: turn a page, close with the own key; the meeting's own wait."""
        if not self.open_now:
            return
        if self._dismiss_signal() and action in ("next", "back", "clock", "choose"):
            return
        if action == self.own_action:
            self.close()
        elif action == "parking":
            self.owner.open_overlay(action)  # over it: what is being typed here stays
        elif action in (
            "notes", "people", "steps", "done", "lists", "seats", "help", "blank", "break", "message", "export",
        ):  # fmt: skip
            self.close()
            self.owner.open_overlay(action)
        elif action in PAGES:
            self.page_number += PAGES[action]
            self.redraw()
        elif action in ("undo", "redo"):
            self._take_back(action)
        elif action == "quit":
            self.owner.leave()
        elif action not in BY_ID or action == "return":  # it belongs to the meeting below
            self.close()
            self.owner.action_perform(action)
        elif action == "clock" and "space" not in self.owner.keymap.of("clock"):
            return  # the space bar comes by itself
        elif action in KEYS_TAKEN or (BY_ID[action].keys and self.focused is None):
            self.key(BY_ID[action].keys[0], None)
            self.redraw()

    def _take_back(self, action: str) -> None:
        """Take back what is typed, else what the meeting did last; or do that again. Say what it was."""
        typed = action == "undo" and self.focused is not None and self.entry.undo_text()
        if typed or self.owner.desk is None:
            return
        take_back(self.owner, "undo" if action == "undo" else "redo")

    def on_key(self, event: events.Key) -> None:
        """Take keys that are no actions."""
        if not self.open_now:
            return
        if self._dismiss_signal():
            event.stop()
            return
        if self.focused is not None:
            return
        if self.key(event.key, event.character):
            event.stop()
            self.redraw()
        elif event.key == "escape" or (event.key == "backspace" and self.own_key == WAY_BACK):
            event.stop()
            self.close()

    def _line_key(self, key: str) -> None:
        """Take a key the line does not use."""
        if not self.open_now:
            return
        self.changed(self.entry.value)  # its letters may still be on their way
        if key in ("shift+down", "shift+up"):
            self.page_number += 1 if key == "shift+down" else -1
        elif not self.key(key, None) and key == "escape":
            self.close()
            return
        self.redraw()

    def _line_entered(self, text: str) -> None:
        """Take a typed line."""
        if not self.open_now:
            return
        if self._dismiss_signal():
            return
        self.changed(text)
        if self.submit(text) and self.is_mounted:
            self.entry.set_text("")
            self.redraw()

    def on_entry_lines_pasted(self, event: Entry.LinesPasted) -> None:
        """Take many lines that came at once."""
        if self.open_now:
            self.lines_pasted(event.text)

    def lines_pasted(self, text: str) -> None:
        """Put pasted lines into the one that is typed, where they are no list of anything."""
        from apv_tui.core.pasting import items_of

        self.entry.insert_text_at_cursor(one_line(" ".join(items_of(text))))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Hear each letter."""
        typed = event.input.value  # what stands there now: Enter may have been quicker
        if typed:
            self._dismiss_signal()
        self.changed(typed)
        self.redraw()
