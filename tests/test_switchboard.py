"""What the stores say from their threads reaches the app, whenever there comes to be one."""

from collections.abc import Callable
from typing import Any, cast

from apv_tui.core.messages import Message, message
from apv_tui.switchboard import Switchboard
from apv_tui.tui.app import ApvApp


class App:
    """Hears, and does what it is asked to do later when it is let."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """`meanwhile` happens in another thread while it hears for the first time."""
        self.heard: list[object] = []
        self.later: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self._meanwhile = meanwhile

    def hear_saved(self, entry: str, vault: str = "") -> None:
        self.heard.append((entry, vault))
        meanwhile, self._meanwhile = self._meanwhile, lambda: None
        meanwhile()

    def hear_notice(self, what: Message) -> None:
        self.heard.append(what.id)

    def call_later(self, what: Callable[..., None], *rest: Any) -> None:
        self.later.append((what, rest))

    def catch_up(self) -> None:
        while self.later:
            what, rest = self.later.pop(0)
            what(*rest)


def test_what_is_said_while_the_app_comes_is_heard_once_and_so_is_what_was_said_before() -> None:
    board = Switchboard(lambda: None)

    def from_a_thread() -> None:
        board.listener("notes").on_saved("n1")
        board.notice(message("second"))

    board.listener().on_saved("e1")
    board.notice(message("first"))
    app = App(from_a_thread)
    board.attach(cast("ApvApp", app))
    app.catch_up()
    board.notice(message("third"))
    app.catch_up()
    assert app.heard == [("e1", ""), "first", "second", ("n1", "notes"), "third"]
