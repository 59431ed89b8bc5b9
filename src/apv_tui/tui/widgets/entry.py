"""The line people's words are typed in. Keys that mean something to the step are handed on to it.

What is typed may come faster than a screen is drawn: a paste from a terminal that does not mark it comes as
keys, line by line. So Enter, and a key that is handed on, is carried out before the next key is looked at.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from apv_tui.core.text import one_line, safe
from apv_tui.tui.private import TypedLine

_HANDED_ON = ("tab", "shift+tab", "up", "down", "escape", "shift+up", "shift+down")
_WHEN_EMPTY = ("delete",)


class Entry(TypedLine, inherit_bindings=True):
    """One line of typing, without a blinking cursor; a paste of several lines is told apart."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    Entry, Entry:focus {
        width: 1fr; height: 1; border: none; padding: 0 1;
        background: $apv-entry-background; color: $apv-entry-text;
    }
    """

    class LinesPasted(Message):
        """Several lines came at once. `text` is as it came."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self,
        entered: Callable[[str], None],
        pressed: Callable[[str], None],
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        """`entered` takes the line at Enter, `pressed` a key that is not text."""
        # Nothing is checked while it is typed: each check would have the line's style sheets applied anew.
        super().__init__(id=id, select_on_focus=False, max_length=500, validate_on=())
        self._entered = entered
        self._pressed = pressed
        self.cursor_blink = False
        self._before: list[str] = []

    def validate_value(self, value: str) -> str:
        """Keep out whatever would steer the terminal, however it came into the line."""
        return safe(value).replace("\n", " ")

    def set_text(self, text: str, before: str = "") -> None:
        """Put a text in, with the cursor behind it; `before` is what taking it back gives."""
        self._before[:] = [before] if before else []
        self.value = text
        self.cursor_position = len(text)

    def offer_text(self, text: str) -> None:
        """Put a text in that typing replaces and Enter takes."""
        self.set_text(text)
        self.select_all()

    def undo_text(self) -> bool:
        """Take back the last change of the text. True if there was one to take back."""
        if not self.value and not self._before:
            return False
        self.value = self._before.pop() if self._before else ""
        self.cursor_position = len(self.value)
        return True

    async def take_key(self, event: events.Key) -> bool:
        """Take what is no letter of the line. True if Textual is not to see it."""
        if self.screen.focused is not self:
            event.prevent_default()
            return True  # the key before this one closed the line: this one is the screen's
        taken = self._take_key(event.key)
        if not taken:
            self._remember(event.key)
            if not event.is_printable and (action := self.bound_action(event.key)):
                # Left to the app, Backspace would come after the next letter, and take that.
                taken = True
                await self.run_action(action)
        if taken:
            event.stop()
            event.prevent_default()
        return taken

    def take(self, event: events.Key) -> bool:
        """Take a key that was on its way to the screen when the line was opened. False for one it has no use for."""
        if self._take_key(event.key):
            return True
        if not event.is_printable or event.character is None:
            return False
        self._remember(event.key)
        self.replace(event.character, *self.selection)
        return True

    def _take_key(self, key: str) -> bool:
        """Take Enter, and a key that is handed on."""
        if key == "enter":
            self._entered(self.value)
        elif key in _HANDED_ON or (key in _WHEN_EMPTY and not self.value):
            self._pressed(key)
        else:
            return False
        return True

    def _remember(self, key: str) -> None:
        """Remember the text before it changes a word at a time: that is what a hand at Ctrl+Z expects back."""
        if key in ("space", "backspace", "ctrl+w", "ctrl+u", "ctrl+k") and self.value:
            if not self._before or self._before[-1] != self.value:
                self._before.append(self.value)
            del self._before[:-50]

    def take_paste(self, text: str) -> None:
        """Put one line in; tell several apart."""
        lines = [row for row in safe(text[:300_000]).split("\n") if row.strip()]
        if len(lines) > 1:
            self.post_message(self.LinesPasted(text[:300_000]))
        elif lines:
            from apv_tui.core.pasting import without_bullet

            self._before.append(self.value)
            pasted = lines[0] if self.value else without_bullet(lines[0])
            self.insert_text_at_cursor(one_line(pasted))
