"""The window on a meeting, led in it or only followed: the course of time, and what a stage may ask of it.

`meeting.py` leads in it, `following.py` only looks; what it looks like is in `skeleton.py`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from apv_tui.core.audience import View
from apv_tui.core.commands import Command, GoTo, Return
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.pauses import recess_of
from apv_tui.tui.covering import show_cover
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import wrap
from apv_tui.tui.screens.frame import MOST_TOLD
from apv_tui.tui.screens.skeleton import Skeleton
from apv_tui.tui.screens.ticking import Ticker
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import PAGE_SECONDS, Alarm, Stage
from apv_tui.tui.widgets.signal import SignalPane

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

TOLD_SECONDS = 8.0


class MeetingWindow(Skeleton):
    """Shows the open meeting of a desk: to the room, or to whoever leads."""

    def __init__(self, owner: "ApvApp", desk: Desk) -> None:
        super().__init__(owner, desk)
        self.stage: Stage = make_stage(desk, self)
        self.ticker = Ticker(self, owner.clock, desk, self.tick)
        self._told_at = 0.0
        self._tellings = 0
        """How often something was told: what was told before the last thing that was done is no longer news."""
        self._alarm: Alarm | None = None
        self._alarm_until = 0.0
        self._page_turned = 0.0
        self._minute = -1
        self._behind = False
        """Whether something else has been in front."""
        self._kept: tuple[Stage, str] | None = None
        """In a break: the stage the room comes back to, and what stood in its line."""

    # -- what leading and following each do in their own way -----------------------------------------------

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out an action of the table; `always` says it came by a key that works while typing, too."""
        raise NotImplementedError

    def keep_time(self, steady: float) -> bool:
        """Look whether the time has jumped. True if somebody is asked about it, and nothing else is to be done."""
        return False

    def go(self, command: GoTo | Return) -> bool:
        """Go to another step. True if the room is there."""
        return self.do(command)

    def take_line(self) -> bool:
        """Take a line that is half typed, so that it is not lost. False where it was refused."""
        return True

    # -- the course of time --------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Draw for the first time, before anything is laid out, and begin to tick."""
        self.desk.window_rows = self.size.height
        self._entry.offer_text(self.stage.initial_entry())
        self._open_line()
        self._draw()
        self.ticker.align()
        if self.desk.gap_on_open or self.desk.recovery:
            self.open("recovery", str(self.desk.gap_on_open))

    def on_screen_resume(self) -> None:
        """Draw anew when an overlay has gone."""
        if self._behind:
            self._behind = False
            self.call_after_refresh(self.redraw)

    def on_screen_suspend(self) -> None:
        """Hear that an overlay is opened."""
        self._behind = True

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.desk.window_rows = self.size.height
        if self.size != self._drawn_for:
            self.redraw()

    def tick(self) -> None:
        """Look at the clock: draw it, sound signals, turn pages, notice that the computer slept."""
        steady = self.owner.clock.monotonic()
        if self.keep_time(steady):
            return
        now = self.desk.now()
        for alarm in self.stage.alarms(now):
            self._sound(alarm)
        if self._alarm is not None and steady >= self._alarm_until:
            self.dismiss_alarm()
        if self._told and steady - self._told_at >= TOLD_SECONDS:
            self._told = ""
            self._draw_soon()
        turning = self.stage.pages > 1 and (self.stage.turns_pages() or self.stage.finding())
        if self._finding and not self.stage.finding():
            self._draw_soon()
        if turning and steady - self._page_turned >= self.stage.page_seconds:
            self._page_turned = steady
            self.stage.page += 1
            self._draw_soon()
        if self.app.screen is not self or self._alarm is not None:
            # Behind an overlay any change would paint the whole window anew, and a signal stands still: what is
            # below is drawn when they have gone.
            return
        self._draw_clock()
        if now.minute != self._minute:
            self._minute = now.minute
            self.minute_passed()

    def minute_passed(self) -> None:
        """Draw what changes by the minute, whether anything happens or not."""
        if self.parts.get("aside") or not self.stage.has_clock():
            self._draw_soon()  # the lobby's programme begins now, whenever that is

    # -- what a stage may ask (Host) -----------------------------------------------------------------------

    def do(self, command: Command) -> bool:
        """Carry out a command, or say why not."""
        return self._carry_out(lambda: self.desk.do(command))

    def tell(self, message: Message) -> None:
        """Say a line or two above the keys; what is longer gets a page of its own."""
        self.say(self.desk.words.say(message))

    def say(self, text: str) -> None:
        """Show a text that is worded already, like `tell`."""
        self._tellings += 1
        if not self._has_room_for(text):
            self.owner.show_notice(text)
            return
        self._told = text
        self._told_at = self.owner.clock.monotonic()
        self._told_upto = len(self.desk.record.entries)
        self._draw_soon()

    def _has_room_for(self, text: str) -> bool:
        return len(wrap(text, self.size.width - 2)) <= MOST_TOLD

    def set_entry(self, text: str, before: str = "") -> None:
        """Put a text into the line, in the place of `before`, which Ctrl+Z brings back."""
        self._entry.set_text(text, before)

    def offer_entry(self, text: str) -> None:
        """Put a text into the line that typing replaces and Enter takes."""
        self._entry.offer_text(text)

    def typed(self) -> str:
        """Give what stands in the line."""
        return self._entry.value

    def open(self, overlay: str, subject: str = "") -> None:
        """Open an overlay; "sound" tries the signal, "sound_switch" turns the sound off and on."""
        if overlay == "sound":
            self._sound(Alarm(self.desk.words("sound.heading"), self.desk.words("sound.text"), 6.0))
        elif overlay == "sound_switch":
            self.owner.sound_on = not self.owner.sound_on
            self.tell(message("said.sound_on" if self.owner.sound_on else "said.sound_off"))
        else:
            self.owner.open_overlay(overlay, subject)

    def _carry_out(self, change: Callable[[], object]) -> bool:
        running = self._clock_now()
        self._told = ""
        try:
            change()
        except Refused as refusal:
            self.tell(refusal.reason)
            return False
        self.state_changed(realign=running != self._clock_now())
        return True

    def _clock_now(self) -> object:
        step = self.desk.state.step
        return (step.id, self.desk.state.state_of(step).clock) if step else None

    def state_changed(self, *, realign: bool = True) -> None:
        """Show what has become true."""
        if not self.stage.is_at(self.desk.state):
            self.desk.revealed = ""  # who comes back to a private step is asked again
            self._take_stage()
            self._page_turned = self.owner.clock.monotonic()
            self._told = ""
            clock = self.stage.here.clock
            if clock.begun and not clock.running and clock.left_at(self.desk.now()) > 0:
                self.tell(message("said.clock_stands"))
        else:
            self.stage.changed()
        if realign:
            self.stage.last_left = None
            self.ticker.align()
        self.redraw()

    def _take_stage(self) -> None:
        """Take the stage of what the room is at now; after a break the one it stood at, with what was being typed."""
        entry, kept = self._entry, self._kept
        self._kept = (self.stage, entry.value) if recess_of(self.desk.state) is not None else None
        if kept is not None and kept[0].is_at(self.desk.state):
            self.stage = kept[0]
            entry.set_text(kept[1])
        else:
            self.stage = make_stage(self.desk, self)
            entry.offer_text(self.stage.initial_entry())

    # -- whose window it is --------------------------------------------------------------------------------

    def show_to(self, view: View) -> None:
        """Make it the room's window or the leader's; the room is not to see it before that was agreed to."""
        self.desk.view = view
        self.desk.revealed = ""
        self.stage, self._kept = (
            make_stage(self.desk, self),
            None,
        )  # they may have kept something of what they saw
        self._told = ""
        self.redraw()
        show_cover(self.owner)  # what covers the room covers this window as well, now that it is the room's

    def _act_view(self) -> None:
        if self.desk.room_sees:
            self.open("view")
        else:
            self.show_to("room")

    # -- signals -------------------------------------------------------------------------------------------

    def _sound(self, alarm: Alarm) -> None:
        if alarm.sounds and self.owner.sound_on:
            self.owner.ring()
        self._alarm = alarm
        self._alarm_until = self.owner.clock.monotonic() + alarm.seconds
        # Whatever lies over the meeting, the room must see it.
        for pane in self.owner.screen.query(SignalPane):
            pane.announce(alarm.heading, alarm.text)

    def dismiss_alarm(self) -> bool:
        """Take the signal away. True if there was one."""
        if self._alarm is None:
            return False
        self._alarm = None
        for screen in self.owner.screen_stack:
            for pane in screen.query(SignalPane):
                pane.hide()
        self.redraw()  # nothing below it was painted meanwhile
        return True

    # -- pages ---------------------------------------------------------------------------------------------

    def _turn_page(self, by: int) -> None:
        self.stage.page += by
        self._page_turned = self.owner.clock.monotonic() + 3 * PAGE_SECONDS
        self._draw_soon()

    def _act_page_down(self) -> None:
        self._turn_page(1)

    def _act_page_up(self) -> None:
        self._turn_page(-1)

    def _act_redraw(self) -> None:
        self.refresh(layout=True)
        self.redraw()
