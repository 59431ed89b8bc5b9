"""Passes on to the app what the stores of a session say, each from a thread of its own."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from apv_tui.core.messages import Message

if TYPE_CHECKING:
    from apv_tui.files.store import Listener
    from apv_tui.tui.app import ApvApp


class Switchboard:
    """Keeps what is said before there is an app, and passes on everything after that."""

    def __init__(self, on_saved: Callable[[], None]) -> None:
        """`on_saved` is called in the app each time the meeting's own file has been written to."""
        self._on_saved = on_saved
        self._app: ApvApp | None = None
        self._saved: dict[str, str] = {}
        self._troubles: dict[str, Message] = {}
        self._notices: list[Message] = []

    def attach(self, app: "ApvApp") -> None:
        """Pass on to the app what has been said so far, and what will be."""
        self._app = app
        for vault, entry in dict(self._saved).items():  # other threads change it
            app.hear_saved(entry, vault)
        if self.trouble is not None:
            app.hear_trouble(self.trouble)
        self._tell_notices(app)

    @property
    def trouble(self) -> Message | None:
        """What is wrong with saving: the meeting's own file first, then somebody's notes."""
        troubles = dict(self._troubles)  # other threads change it
        return troubles.get("") or next(iter(troubles.values()), None)

    def notice(self, what: Message) -> None:
        """Let the app say something, now or as soon as there is one."""
        # It may be there from one moment to the next: what is put by before that is looked for after it.
        self._notices.append(what)
        self.pass_on(self._tell_notices)

    def _tell_notices(self, app: "ApvApp") -> None:
        while self._notices:
            app.hear_notice(self._notices.pop(0))

    def listener(self, vault: str = "") -> "Listener":
        """Give who hears of the meeting's own file, or of a vault's."""
        from apv_tui.files.saving import Listener

        def saved(entry: str) -> None:
            self._saved[vault] = entry
            self.pass_on(lambda app: heard(app, entry))

        def heard(app: "ApvApp", entry: str) -> None:
            app.hear_saved(entry, vault)
            if not vault:
                self._on_saved()

        def trouble(what: Message | None) -> None:
            if what is None:
                self._troubles.pop(vault, None)
            else:
                self._troubles[vault] = what
            self.pass_on(lambda app: app.hear_trouble(self.trouble))

        return Listener(
            on_saved=saved, on_trouble=trouble, on_recovered=lambda: trouble(None), on_notice=self.notice
        )

    def pass_on(self, say: Callable[["ApvApp"], None]) -> None:
        """Let the app do something in its own thread, if it is there."""
        app = self._app
        if app is not None:
            # The app may be going down at this moment; then nobody is left to hear it.
            with contextlib.suppress(RuntimeError):
                app.call_later(say, app)
