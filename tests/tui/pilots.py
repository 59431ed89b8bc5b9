"""The real app in a test: the keys a hand presses, a clock that is set by hand, and the screen as it is painted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

from desks import make_desk
from rounds import make_agenda
from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.erasure import carried_out
from apv_tui.core.facts import Entry
from apv_tui.core.veil import without
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.meeting import MeetingScreen
from apv_tui.tui.widgets.entry import Entry as Line

WIDE, NARROW = (80, 24), (54, 16)
LONGEST = 100_000


class MemoryKeeper:
    """Takes entries like the store, and says nothing until it is asked to."""

    def __init__(self) -> None:
        self.taken: list[Entry] = []
        self.checkpoints = 0

    def put(self, entries: tuple[Entry, ...]) -> None:
        """Remember."""
        self.taken.extend(entries)

    def checkpoint(self) -> None:
        """Count."""
        self.checkpoints += 1

    def alive(self) -> None:
        """Do nothing."""

    def close(self) -> bool:
        """Do nothing."""
        return True

    def vault_path(self, _: str) -> None:
        """There are no files."""

    def can_erase(self, _: str) -> bool:
        """There is always something to forget."""
        return True

    def erase(self, vault: str) -> None:
        """Forget what of it was remembered."""
        self.taken = without(self.taken, vault)

    def erase_words(self, _: str) -> None:
        """Forget what the log says was erased."""
        self.taken = carried_out(self.taken)


async def settle(app: App[Any]) -> None:
    """Wait until all that was sent is done and painted, and nothing is left that does not wait for a clock.

    The pilot's own pause sends a message through each widget and waits for it, which takes longer than a key
    does; and a screen that opens needs several. Asking the loop whether anything is ready costs nothing.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    for _ in range(LONGEST):
        await asyncio.sleep(0)
        if not ready:
            if app.screen_stack:
                app.screen._on_timer_update()  # paint now what would be painted with the next frame
            await asyncio.sleep(0)
            if not ready:
                return
    raise AssertionError("the app never comes to rest")


def painted(screen: Screen[Any]) -> list[Strip]:
    """Give the rows as they go to the terminal."""
    return list(screen._compositor.render_strips())


class Room(NamedTuple):
    """A meeting on the screen, and the hands at its keyboard."""

    app: ApvApp
    pilot: Pilot[int]
    desk: Desk
    clock: SettableClock

    @property
    def meeting(self) -> MeetingScreen:
        """The screen the meeting is led on, whatever lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MeetingScreen))

    @property
    def open(self) -> str:
        """The class of the screen that is on top, `MeetingScreen` when nothing lies over the meeting."""
        return type(self.app.screen).__name__

    @property
    def line(self) -> Line:
        """The line that is typed in, on the screen on top."""
        return self.app.screen.query_one("#entry", Line)

    @property
    def rows(self) -> list[str]:
        """The screen as a person reads it."""
        return [strip.text.rstrip() for strip in painted(self.app.screen)]

    @property
    def text(self) -> str:
        """The same in one piece."""
        return "\n".join(self.rows)

    @property
    def told(self) -> str:
        """What stands above the keys, where the rule is otherwise."""
        return self.rows[-2].strip("─ ")

    @property
    def left(self) -> float:
        """The seconds left in the step."""
        return self.desk.state.state_of(self.desk.state.step_id).clock.left_at(self.desk.now())

    async def settle(self) -> None:
        """Wait until all that was sent is done and painted."""
        await settle(self.app)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other as a hand does."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text, faster than the screen answers; a new line is Enter, a form feed PgDn."""
        keys = {" ": "space", "\n": "enter", "\t": "tab", "\f": "pagedown", "\b": "backspace"}
        for letter in text:
            self._send(keys.get(letter) or _character_to_key(letter), letter)
        await self.settle()

    def _send(self, key: str, character: str | None = None) -> None:
        self.app.post_message(events.Key(key, character or (key if len(key) == 1 else None)))

    async def paste(self, text: str) -> None:
        """Paste a text as a terminal hands it over."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def do(self, *commands: c.Command) -> None:
        """Let something happen without the keyboard."""
        for command in commands:
            self.meeting.do(command)
        await self.settle()

    async def pass_time(self, seconds: float) -> None:
        """Let time pass, and let the screen look at the clock."""
        self.clock.advance(seconds)
        self.meeting.tick()
        await self.settle()


@asynccontextmanager
async def room(
    at: str = "",
    *,
    agenda: Agenda | None = None,
    count: int = 12,
    size: tuple[int, int] = WIDE,
    keeper: MemoryKeeper | None = None,
    **options: Any,
) -> AsyncIterator[Room]:
    """Open the app on a meeting with so many people, at a step; "" is the lobby. The clock stands still."""
    desk, clock = make_desk(agenda or make_agenda(), count)
    if at:
        desk.do(c.GoTo(at))
    desk.keeper = keeper
    app = ApvApp(desk.words, clock, desk=desk, **options)
    async with app.run_test(size=size) as pilot:
        opened = Room(app, pilot, desk, clock)
        await opened.settle()
        yield opened
