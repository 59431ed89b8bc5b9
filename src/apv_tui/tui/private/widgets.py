"""The palette and the line that is typed in, where Textual's own handlers have to be taken over."""

from textual import events
from textual.command import CommandPalette
from textual.widgets import Input

from apv_tui.tui.private.painting import forget_removed_widgets


class FindAction(CommandPalette):
    """The palette; `close` is for the key that opened it, because Escape comes late on many terminals."""

    def close(self) -> None:
        """Go back as Escape does."""
        self._action_escape()

    def on_unmount(self) -> None:
        """Leave nothing of what was painted."""
        forget_removed_widgets()


class TypedLine(Input):
    """An input whose keys and pastes are looked at before Textual does.

    A handler with a public name (`on_key`) would come after Textual's own, when the letter is in the line
    already; Textual leaves no other place before it.
    """

    async def take_key(self, event: events.Key) -> bool:
        """Take a key. True if Textual is not to see it."""
        return False

    def take_paste(self, text: str) -> None:
        """Take pasted text; Textual would keep its first line and drop the others."""

    async def _on_key(self, event: events.Key) -> None:
        if not await self.take_key(event):
            await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.take_paste(event.text)

    def bound_action(self, key: str) -> str:
        """Give the action that a key means in a line such as Backspace; "" for none."""
        bound = self._bindings.key_to_bindings.get(key)
        return bound[0].action if bound else ""
