"""The window that only follows a meeting led elsewhere: the room's, on the projector, or the leader's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from apv_tui.core.facts import StepEntered, TurnsMoved, Undone
from apv_tui.core.messages import message
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines
from apv_tui.tui.screens.base import MeetingWindow
from apv_tui.tui.screens.frame import follow_hints
from apv_tui.tui.screens.leader_page import LeaderPage, most_digits
from apv_tui.tui.stages.base import Alarm, Hint

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

OPENED = ("help", "lists", "seats", "blank", "sound", "sound_switch", "settings")
"""Actions that open something of the same name, and change nothing of the meeting."""
ITS_OWN = ("page_down", "page_up", "redraw", "view")
"""Actions that only change how this window looks."""


class FollowingScreen(MeetingWindow):
    """Shows what is led in another window. Nothing can be changed here, and nothing is ever written."""

    def __init__(self, owner: "ApvApp", desk: Desk) -> None:
        super().__init__(owner, desk)
        desk.look_where_notes_come()
        self.page = LeaderPage(desk)
        self._heard = len(desk.record.entries)
        """How many entries have been shown: a turn moved by hand is signalled when it is heard of."""
        self.step_shown = False
        """Whether the leader looks at the step itself, as the room sees it, and not at what is the leader's."""

    @property
    def shows_page(self) -> bool:
        """Whether what is the leader's stands in the place of the step's own body."""
        return not (self.desk.room_sees or self.step_shown)

    def state_changed(self, *, realign: bool = True) -> None:
        """Show what has become true, and of several groups the one that was noted for; signal turns moved by hand."""
        before, self._heard = self._heard, len(self.desk.record.entries)
        new = [entry.fact for entry in self.desk.record.entries[before:]]
        if any(isinstance(fact, TurnsMoved | StepEntered | Undone) for fact in new):
            self.dismiss_alarm()  # the room has gone on, and it says what was to be done before
        super().state_changed(realign=realign)
        if any(isinstance(fact, TurnsMoved) for fact in new) and (alarm := self.stage.turn_alarm()):
            self._sound(alarm)
        self.desk.look_where_notes_come()  # the body is drawn after this

    # -- drawing -------------------------------------------------------------------------------------------

    def body_lines(self, width: int, height: int) -> Lines:
        """Give what is the leader's in the leader's window; else the step's own."""
        if self.shows_page:
            return self.page.lines(self.stage, width, height)
        return super().body_lines(width, height)

    def most_digits(self, width: int, height: int) -> int | None:
        """Keep the clock small beside what is the leader's, who sits at the screen."""
        return most_digits(height) if self.shows_page else None

    def minute_passed(self) -> None:
        """Draw how late it is anew."""
        super().minute_passed()
        if self.shows_page:
            self._draw_soon()

    def hints(self) -> Sequence[Hint]:
        """Give the keys that look at something."""
        pages = self.page.pages if self.shows_page else self.stage.pages
        if self.desk.room_sees:
            return follow_hints(pages, ())
        return follow_hints(
            pages, (Hint("tab", "hint.step_shown" if self.shows_page else "hint.page_shown"),)
        )

    def _sound(self, alarm: Alarm) -> None:
        """Cover the room's window; to the leader a line will do, who reads what it would cover."""
        if self.desk.room_sees:
            super()._sound(alarm)
        else:
            self.say(f"{alarm.heading}. {alarm.text}")

    # -- time ----------------------------------------------------------------------------------------------

    def keep_time(self, steady: float) -> bool:
        """Go by the time of the window that leads, where this one stood still meanwhile."""
        stood = self.ticker.stood_for(steady, stopped=self.owner.stood_still)
        self.owner.stood_still = False
        if stood or self.desk.timekeeper.gap():
            self.desk.timekeeper.catch_up()
            self.ticker.align()
        return False

    # -- keys ----------------------------------------------------------------------------------------------

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out what changes nothing of the meeting; the keys that go on turn pages."""
        self.dismiss_alarm()
        if action in ("next", "back"):
            if (self.page.pages if self.shows_page else self.stage.pages) > 1:
                self._turn_page(1 if action == "next" else -1)
            else:
                self.tell(message("refused.follows"))
        elif action in OPENED or (action == "notes" and not self.desk.room_sees):
            self.open(action)
        elif action == "quit":
            self.owner.leave()
        elif action in ITS_OWN:
            getattr(self, f"_act_{action}")()
        else:
            self.tell(message("refused.follows"))

    def _turn_page(self, by: int) -> None:
        if self.shows_page:
            self.page.number += by
            self._draw_soon()
        else:
            super()._turn_page(by)

    def on_key(self, event: events.Key) -> None:
        """Take Tab, which goes between the step and what is the leader's; a signal goes with any key."""
        action = self.owner.keymap.plain.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            self.owner.action_perform(action)
        elif event.key not in self.owner.keymap.all:
            self.dismiss_alarm()
            if event.key == "tab" and not self.desk.room_sees:
                event.stop()
                self.step_shown = not self.step_shown
                self.redraw()
