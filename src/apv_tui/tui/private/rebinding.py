"""Other bindings for an app than its class declares: Textual's keymap only moves keys that a binding has already."""

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.binding import Binding, BindingsMap

_OF_TEXTUAL = ("quit", "command_palette")
"""What Textual binds for every app by itself; here both are actions with keys of their own."""


def rebind(app: App[Any], bindings: Iterable[Binding]) -> None:
    """Let these bindings take the place of those with an id of ours, and of Textual's for leaving and the palette."""
    kept = [
        binding
        for _, binding in app._bindings
        if not binding.action.startswith("perform(") and binding.action not in _OF_TEXTUAL
    ]
    app._bindings = BindingsMap([*kept, *bindings])
