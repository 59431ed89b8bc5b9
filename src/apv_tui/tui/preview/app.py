"""The program of a preview: the screens of an agenda, or what is wrong with it while it has none."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from textual.screen import Screen

from apv_tui.core.clock import SystemClock
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Alike
from apv_tui.tui.keeper import Place
from apv_tui.tui.preview.screen import Preview, PreviewScreen
from apv_tui.tui.preview.views import beginning
from apv_tui.tui.preview.waiting import WaitingScreen
from apv_tui.words import Words


class Waiting(NamedTuple):
    """An agenda that cannot be led yet: the name of its file, what is wrong, and the words to say so in."""

    name: str
    problems: tuple[tuple[str, ...], ...]
    words: Words


class Watch(Protocol):
    """What renews a preview while the file is edited."""

    def start(self, app: "PreviewApp") -> None:
        """Begin; what is found is told to the app."""
        ...

    def stop(self) -> None:
        """End."""
        ...


class PreviewApp(ApvApp):
    """Shows the screens of an agenda, and renews them as they are told anew. Nothing is kept."""

    def __init__(
        self,
        preview: Preview | Waiting,
        place: Place,
        alike: Alike,
        *,
        meeting: str = "",
        step: str = "",
        watch: Watch | None = None,
        theme: str = "apv-dark",
    ) -> None:
        self._place, self._alike, self._meeting, self._step = place, alike, meeting, step

        def first(_: ApvApp) -> Screen[Any]:
            if isinstance(preview, Waiting):
                return WaitingScreen(self, preview.name, preview.problems, preview.words)
            return self._showing(preview)

        super().__init__(preview.words, SystemClock(), start=first, theme=theme)
        self._watch = watch

    def _showing(self, preview: Preview) -> PreviewScreen:
        at = beginning(preview.views, self._meeting, self._step)
        return PreviewScreen(self, preview, self._place, self._alike, at)

    def on_mount(self) -> None:
        """Begin to look at the file; the first screen is opened by the handler of every app."""
        if self._watch is not None:
            self._watch.start(self)

    def on_unmount(self) -> None:
        """Stop looking at the file."""
        if self._watch is not None:
            self._watch.stop()

    @property
    def preview_screen(self) -> PreviewScreen | None:
        """The screen the preview is on."""
        return next((screen for screen in self.screen_stack if isinstance(screen, PreviewScreen)), None)

    @property
    def _waiting(self) -> WaitingScreen | None:
        return next((screen for screen in self.screen_stack if isinstance(screen, WaitingScreen)), None)

    def hear_preview(self, preview: Preview) -> None:
        """Hear that something good was saved."""
        if (screen := self.preview_screen) is not None:
            screen.renew(preview)
            return
        self.words = preview.words
        if self._waiting is not None:
            self.push_screen(self._showing(preview))

    def hear_broken(self, problems: Sequence[tuple[str, ...]], words: Words) -> None:
        """Hear that what was saved cannot be led, and why."""
        if (screen := self.preview_screen) is not None:
            screen.complain(problems)
        elif (waiting := self._waiting) is not None:
            waiting.complain(problems, words)

    def hear_warnings(self, warnings: Sequence[str]) -> None:
        """Hear what else the check has to say."""
        if (screen := self.preview_screen) is not None:
            screen.warn(warnings)

    def leave(self) -> None:
        """Go at once."""
        self.exit(0)
