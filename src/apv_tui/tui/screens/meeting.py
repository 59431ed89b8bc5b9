"""The screen a meeting is led on. It hosts the stage of the step and turns keys into commands."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from apv_tui.core import commands as c
from apv_tui.core.commands import Command
from apv_tui.core.facts import TurnsMoved
from apv_tui.core.messages import Message, Refused, message
from apv_tui.core.timekeeper import GAP_SECONDS
from apv_tui.tui.actions import ACTION_KEYS, PLAIN_KEYS
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines, Span, clip, line, paragraph, wrap
from apv_tui.tui.screens.clock_face import FACE_WIDTH, digit_rows, face_lines
from apv_tui.tui.screens.frame import MOST_TOLD, follow_hints, foot, show_foot, step_hints
from apv_tui.tui.screens.geometry import lay_out
from apv_tui.tui.screens.top_line import top, whereabouts
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import PAGE_SECONDS, Alarm, Stage
from apv_tui.tui.told import what_was_done
from apv_tui.tui.widgets.entry import Entry
from apv_tui.tui.widgets.pane import Pane
from apv_tui.tui.widgets.signal import SignalPane

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

OPENED = (
    "notes", "parking", "people", "blank", "steps", "lists", "help", "meetings", "questions", "erase",
    "erase_words", "erase_name", "elsewhere", "sound", "sound_switch", "seats",
)  # fmt: skip
"""Actions that open something of the same name."""
LOOKING = (
    "help",
    "lists",
    "seats",
    "blank",
    "page_down",
    "page_up",
    "redraw",
    "quit",
    "sound",
    "sound_switch",
)
"""What can be done in a window that only follows."""
TOLD_SECONDS = 8.0
MOST_QUOTED = 30
"""Columns of what was typed where it is said that it was dropped."""
ALIVE_SECONDS = 5.0


class MeetingScreen(Screen[None]):
    """Leads the open meeting of a desk."""

    DEFAULT_CSS = """
    MeetingScreen { layers: base signal; background: $apv-background; }
    MeetingScreen #top, MeetingScreen #foot { height: 2; }
    MeetingScreen #head { height: 7; }
    MeetingScreen #face { width: 36; }
    MeetingScreen #line { height: 1; display: none; }
    MeetingScreen #prompt { width: 16; height: 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = None

    def __init__(self, owner: "ApvApp", desk: Desk) -> None:
        super().__init__()
        self.owner = owner
        self.desk = desk
        self.stage: Stage = make_stage(desk, self)
        self._told = ""
        self._told_at = 0.0
        self._told_upto = 0
        """How many entries the log had when it was told: with the next one it is no longer news."""
        self._tellings = 0
        self._refused = ""
        """A line that was not taken when the room was to move on: the second time it moves on without it."""
        self._dropped = ""
        """The line it has just moved on without."""
        self._alarm: Alarm | None = None
        self._alarm_until = 0.0
        self._page_turned = 0.0
        self._minute = -1
        self._finding = False
        """Whether who sits where is on the screen."""
        self._ticked_at = self._alive_at = owner.clock.monotonic()
        self._ticker: Timer | None = None
        self._stood = 0.0
        """The seconds for which the whole program stood still, to be asked about."""

    def compose(self) -> ComposeResult:
        """Lay out the skeleton."""
        yield Pane(id="top")
        with Horizontal(id="head"):
            yield Pane(id="task")
            yield Pane(id="face")
        yield Pane(id="body", sized=self._draw_body)
        with Horizontal(id="line"):
            yield Pane(id="prompt")
            yield Entry(self._line_entered, self._line_key, id="entry")
        yield Pane(id="foot")
        yield SignalPane()

    # -- the course of time --------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin to tick."""
        self.query_one("#entry", Entry).offer_text(self.stage.initial_entry())
        self._align_ticks()
        if self.desk.gap_on_open or self.desk.recovery:
            self.open("recovery", str(self.desk.gap_on_open))

    def on_screen_resume(self) -> None:
        """Draw anew when an overlay has gone."""
        if self.is_mounted:
            self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.desk.window_rows = self.size.height
        self.redraw()

    def _align_ticks(self) -> None:
        """Tick where the seconds left change, so that no second is shown twice or never."""
        if self._ticker is not None:
            self._ticker.stop()
        second = max(0.05, 1.0 / self.desk.speed)
        left = self.stage.here.clock.left_at(self.desk.now()) if self.desk.state.step else 0.0
        first = (left % 1.0) * second
        self._ticker = self.set_timer(first + 0.002, self._start_ticking) if first > 0.02 else None
        if self._ticker is None:
            self._start_ticking()

    def _start_ticking(self) -> None:
        self._ticker = self.set_interval(max(0.05, 1.0 / self.desk.speed), self.tick)
        self.tick()

    def tick(self) -> None:
        """Look at the clock: draw it, sound signals, turn pages, notice that the computer slept."""
        steady = self.owner.clock.monotonic()
        if self.desk.keeper is not None and steady - self._alive_at >= ALIVE_SECONDS:
            self._alive_at = steady
            self.desk.keeper.alive()
        # The steady clock goes on while the system has stopped the program; on Windows it counts sleep, too.
        if (sys.platform == "win32" or self.owner.stood_still) and steady - self._ticked_at > GAP_SECONDS:
            self._stood += (steady - self._ticked_at) * self.desk.speed
        self.owner.stood_still = False
        self._ticked_at = steady
        gap = self.desk.timekeeper.gap() or self._stood
        if gap and self.app.screen is self:
            self._stood = 0.0
            self.desk.timekeeper.catch_up()
            if not self.desk.follows:
                self.open("gap", str(gap))
                return
        now = self.desk.now()
        for alarm in self.stage.alarms(now):
            self._sound(alarm)
        if self._alarm is not None and steady >= self._alarm_until:
            self.dismiss_alarm()
        if self._told and steady - self._told_at >= TOLD_SECONDS:
            self._told = ""
            self._draw_foot()
        turning = self.stage.pages > 1 and (self.stage.turns_pages() or self.stage.finding())
        if self._finding and not self.stage.finding():
            self._draw_body()
        if turning and steady - self._page_turned >= self.stage.page_seconds:
            self._page_turned = steady
            self.stage.page += 1
            self._draw_body()
        if self.app.screen is not self:
            return  # behind an overlay any change would paint the whole window anew; it is drawn on the way back
        self._draw_top()
        self._draw_face()
        if not self.stage.has_clock() and now.minute != self._minute:
            self._minute = now.minute  # the lobby's programme begins now, whenever that is
            self._draw_body()

    # -- what a stage may ask (Host) -----------------------------------------------------------------------

    def do(self, command: Command) -> bool:
        """Carry out a command, or say why not."""
        return self._carry_out(lambda: self.desk.do(command))

    def tell(self, message: Message) -> None:
        """Say a line or two above the keys; what is longer gets a page of its own."""
        self._say(self.desk.words.say(message))

    def _say(self, text: str) -> None:
        self._tellings += 1
        if not self._has_room_for(text):
            self.owner.show_notice(text)
            return
        self._told = text
        self._told_at = self.owner.clock.monotonic()
        self._told_upto = len(self.desk.record.entries)
        self._draw_foot()

    def _has_room_for(self, text: str) -> bool:
        return len(wrap(text, self.size.width - 2)) <= MOST_TOLD

    def set_entry(self, text: str, before: str = "") -> None:
        """Put a text into the line, in the place of `before`, which Ctrl+Z brings back."""
        self.query_one("#entry", Entry).set_text(text, before)

    def offer_entry(self, text: str) -> None:
        """Put a text into the line that typing replaces and Enter takes."""
        self.query_one("#entry", Entry).offer_text(text)

    def typed(self) -> str:
        """Give what stands in the line."""
        return self.query_one("#entry", Entry).value

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
        if self.stage.step_id != self.desk.state.step_id:
            self.desk.revealed = ""  # who comes back to a private step is asked again
            self.stage = make_stage(self.desk, self)
            self._page_turned = self.owner.clock.monotonic()
            self._told = ""
            self.query_one("#entry", Entry).offer_text(self.stage.initial_entry())
            clock = self.stage.here.clock
            if clock.begun and not clock.running and clock.left_at(self.desk.now()) > 0:
                self.tell(message("said.clock_stands"))
        else:
            self.stage.changed()
        if realign:
            self.stage.last_left = None
            self._align_ticks()
        self.redraw()

    # -- drawing -------------------------------------------------------------------------------------------

    @property
    def covered(self) -> bool:
        """Whether the step is for the leader alone, and this window, which the room sees, does not show it."""
        return self.stage.is_private() and self.stage.step_id != self.desk.revealed

    def redraw(self) -> None:
        """Draw everything; only what differs is painted."""
        if not self.is_mounted or not self.size.width:
            return
        prompt = None if self.covered or self.desk.follows else self.stage.prompt()
        row = self.query_one("#line")
        typing = prompt is not None
        if row.display != typing:
            row.display = typing
        entry = self.query_one("#entry", Entry)
        if typing:
            entry.max_length = self.stage.longest_line
            text = f" {prompt} ►"
            pane = self.query_one("#prompt", Pane)
            width = min(len(text), self.size.width * 2 // 3)
            if pane.styles.width is None or pane.styles.width.value != width:
                pane.styles.width = width
            pane.show([line(text, role="accent", bold=True)])
            if self.focused is not entry:
                self.set_focus(entry)  # at once: the next key is text already
        elif self.focused is not None:
            self.set_focus(None)
        self._draw_head()
        self._draw_top()
        self.call_later(self._draw_body)
        self._draw_foot()

    def _draw_head(self) -> None:
        """Give the head the height that the task and the clock need, and draw both."""
        width, height = self.size
        laid = lay_out(self.stage, width, height, notice=self._private_notice() if self.covered else None)
        head = self.query_one("#head")
        if head.styles.height is None or head.styles.height.value != laid.head_rows:
            head.styles.height = laid.head_rows
        face = self.query_one("#face", Pane)
        if face.styles.width is None or face.styles.width.value != laid.face_width:
            face.styles.width = laid.face_width
        self.query_one("#task", Pane).show([(Span(" "), *row) for row in laid.task])
        self._draw_face()

    def _draw_face(self) -> None:
        rows = digit_rows(self.size.width, self.size.height)
        shown = face_lines(self.stage.face(self.desk.now()), rows) if self.stage.has_clock() else []
        self.query_one("#face", Pane).show(shown)

    def _draw_body(self) -> None:
        pane = self.query_one("#body", Pane)
        width, height = pane.size.width, pane.size.height
        if self.covered:
            pane.show([])
        elif width and height:
            self._finding = self.stage.finding()
            rows = self.stage.shown(width - 2, height)[:height]
            pane.show([(Span(" "), *row) if row else EMPTY for row in rows])

    def _private_notice(self) -> Lines:
        width = max(10, self.size.width - FACE_WIDTH[digit_rows(*self.size)] - 2)
        said = "private.cover.follows" if self.desk.follows else "private.cover"
        return paragraph(self.desk.words(said), width, role="warn", bold=True)

    def _draw_top(self) -> None:
        words = self.desk.words
        left, middle = whereabouts(self.desk, self.size.width)
        sign = words("window.leader" if self.stage.is_private() and not self.covered else "window.room")
        sign = words("window.follows") if self.desk.follows else sign
        if self.desk.speed != 1:
            sign = f"×{self.desk.speed:g} · {sign}"
        time = words.time_of_day(self.desk.now())
        self.query_one("#top", Pane).show(
            top(left, middle, time, sign, self.size.width, trouble=self.desk.banner)
        )

    def _draw_foot(self) -> None:
        if len(self.desk.record.entries) != self._told_upto:
            self._told = ""  # something was done since, be it in an overlay
        if self.desk.follows:
            hints = follow_hints(self.stage)
        else:
            hints = step_hints(self.stage, self.desk.words, self.size.width, covered=self.covered)
        pane = self.query_one("#foot", Pane)
        before = pane.styles.height
        show_foot(pane, foot(hints, self._told, self.desk.words, self.size.width))
        if before is not None and pane.styles.height != before:
            self.call_after_refresh(
                self._draw_body
            )  # what is told takes rows from the body, and gives them back

    # -- signals -------------------------------------------------------------------------------------------

    def _sound(self, alarm: Alarm) -> None:
        if alarm.sounds and self.owner.sound_on:
            self.app.bell()
        self._alarm = alarm
        self._alarm_until = self.owner.clock.monotonic() + alarm.seconds
        # Whatever lies over the meeting, the room must see it.
        for pane in self.owner.screen.query(SignalPane):
            pane.announce(alarm.heading, alarm.text, self.size.width, self.size.height)

    def dismiss_alarm(self) -> bool:
        """Take the signal away. True if there was one."""
        if self._alarm is None:
            return False
        self._alarm = None
        for screen in self.owner.screen_stack:
            for pane in screen.query(SignalPane):
                pane.hide()
        return True

    # -- keys ----------------------------------------------------------------------------------------------

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out an action of the table; `always` says it came by a key that works while typing, too.

        A signal that covers the screen takes the keys that move the meeting: nobody saw what they would do.
        """
        if self.desk.follows:
            self._look(action)
            return
        # A list may use the space bar; F4 is always the clock.
        offered = action == "clock" and not always and self.focused is None and not self.stage.finding()
        if offered and not self.covered and self._alarm is None and self.stage.key("space", " "):
            self.redraw()
            return
        if self.dismiss_alarm() and action in ("next", "back", "repeat", "clock", "choose"):
            return
        if action in OPENED:
            self.open(action)
        elif action == "quit":
            self.owner.leave()
        elif (handler := getattr(self, f"_act_{action}", None)) is not None:
            handler()

    def _look(self, action: str) -> None:
        """Carry out an action in a window that only follows; the keys that go on turn its pages."""
        self.dismiss_alarm()
        if action in ("next", "back") and self.stage.pages > 1:
            self._turn_page(1 if action == "next" else -1)
        elif action in OPENED and action in LOOKING:
            self.open(action)
        elif action == "quit":
            self.owner.leave()
        elif action in LOOKING:
            getattr(self, f"_act_{action}")()
        else:
            self.tell(message("refused.follows"))

    def _act_next(self) -> None:
        if self.covered:
            self.do(c.Next(whole=True))  # nobody sees what the step would do with it
        elif self.take_line():
            if not self.stage.before_next():
                self._move(c.Next())
            self._say_dropped()

    def _act_back(self) -> None:
        if self.covered:
            self.do(c.Back(whole=True))
        elif self.take_line():
            if not self.stage.before_back():
                self._move(c.Back())
            self._say_dropped()

    def _act_repeat(self) -> None:
        if self.take_line():
            self.do(c.RepeatRun())
            self._say_dropped()

    def take_line(self) -> bool:
        """Take a line that is half typed, so that it is not lost. False where it was refused.

        Nobody is held at it: the second time the room moves on without it, where the stage lets go of it.
        """
        entry = self.query_one("#entry", Entry)
        if self.covered or not self.stage.takes_line() or not entry.value.strip():
            return True
        if not self.stage.submit(entry.value):
            left = entry.value
            if left != self._refused or not self.stage.drop_line():
                self._refused = left
                if self.stage.drops_line:
                    self._say_how_to_leave()
                return False
            self._told, self._refused, self._dropped = "", "", left.strip()
        self.set_entry("")
        return True

    def _say_how_to_leave(self) -> None:
        """Say with the reason just given how a line is dropped; without it where there is no room for both."""
        words = self.desk.words
        text = words("said.line_stays", why=self._told)
        self._say(text if self._told and self._has_room_for(text) else words("said.line_stays_short"))

    def _say_dropped(self) -> None:
        """Say that the room moved on without what was typed, before what else there is to be said."""
        dropped, self._dropped = self._dropped, ""
        if dropped:
            text = self.desk.words("said.line_dropped", text=clip(dropped, MOST_QUOTED))
            self._say(f"{text} {self._told}".strip())

    def _move(self, command: c.Next | c.Back) -> None:
        """Go on or back; a turn changed by hand is signalled like one that the clock changes."""
        before = len(self.desk.record.entries)
        running = self.stage.here.clock.running
        if not self.do(command):
            return
        if running and any(isinstance(entry.fact, TurnsMoved) for entry in self.desk.record.entries[before:]):
            alarm = self.stage.turn_alarm()
            if alarm is not None:
                self._sound(alarm)

    def _act_clock(self) -> None:
        if self.desk.state.step is not None:
            self.do(c.StartOrPause())

    def _act_more(self) -> None:
        self._add_minutes(1)

    def _act_less(self) -> None:
        self._add_minutes(-1)

    def _add_minutes(self, minutes: int) -> None:
        if self.desk.state.step is not None and self.do(c.AddTime(60.0 * minutes)):
            self.tell(message("said.minutes", sign="+" if minutes > 0 else "−", n=abs(minutes)))

    def _act_choose(self) -> None:
        if self.covered:
            self.desk.revealed = self.stage.step_id
            self.stage = make_stage(self.desk, self)  # it could not see what it shows until now
            self.redraw()
        elif self._all_found():
            return
        else:
            before = self._tellings
            if not self.stage.choose():
                self.do(c.Begin())
            self._done_since(before)

    def _all_found(self) -> bool:
        """Take who sits where off the screen. False where it was not shown: then the key is the stage's."""
        if not self.stage.finding():
            return False
        self.stage.found, self.stage.page = True, 0
        self.redraw()
        return True

    def _act_undo(self) -> None:
        entry = self.query_one("#entry", Entry)
        if self.focused is entry and entry.undo_text():
            return
        try:
            undone = self.desk.undo()
        except Refused as refusal:
            self.tell(refusal.reason)
            return
        self.state_changed()
        self.tell(message("said.undone", what=what_was_done(self.desk, undone)))

    def _act_redo(self) -> None:
        try:
            redone = self.desk.redo()
        except Refused as refusal:
            self.tell(refusal.reason)
            return
        self.state_changed()
        self.tell(message("said.redone", what=what_was_done(self.desk, redone)))

    def _act_page_down(self) -> None:
        self._turn_page(1)

    def _act_page_up(self) -> None:
        self._turn_page(-1)

    def _turn_page(self, by: int) -> None:
        self.stage.page += by
        self._page_turned = self.owner.clock.monotonic() + 3 * PAGE_SECONDS
        self._draw_body()

    def _act_redraw(self) -> None:
        self.refresh(layout=True)
        self.redraw()

    def _act_lobby(self) -> None:
        self.do(c.GoTo(""))

    def on_key(self, event: events.Key) -> None:
        """Give the stage the keys that are no actions of the whole program.

        A signal or the cover of a private step takes them: nobody saw what they would do. Those that are
        actions are carried out here: on their way to the app they would fall behind keys that came later.

        A key that set out before the line was open, and arrives when it is, is the line's.
        """
        if isinstance(self.focused, Entry) and self.focused.take(event):
            event.stop()
            event.prevent_default()
            return
        if self._alarm is not None:
            if event.key not in ACTION_KEYS:
                self.dismiss_alarm()
        elif self._keys_are_the_stages and self._stage_took(event):
            event.stop()
            self.redraw()
            return
        if self.focused is None and event.key in PLAIN_KEYS:
            event.stop()
            event.prevent_default()
            self.owner.action_perform(PLAIN_KEYS[event.key])

    def _stage_took(self, event: events.Key) -> bool:
        """Give the stage a key; what was told before it has been read. True if it was taken."""
        if event.key not in ACTION_KEYS and self._all_found():
            return True
        before = self._tellings
        taken = self.stage.key(event.key, event.character)
        if taken:
            self._done_since(before)
        return taken

    def _done_since(self, tellings: int) -> None:
        """Let go of what was told before the last thing that was done."""
        if self._told and self._tellings == tellings:
            self._told = ""
            self._draw_foot()

    @property
    def _keys_are_the_stages(self) -> bool:
        return self.focused is None and not (self.covered or self.desk.follows)

    def _line_key(self, key: str) -> None:
        """Give the stage a key the line does not use; a signal takes it."""
        if self.dismiss_alarm():
            return
        if key in ("shift+down", "shift+up"):
            self._turn_page(1 if key == "shift+down" else -1)
        else:
            before = self._tellings
            if self.stage.key(key, None):
                self._done_since(before)

    def _line_entered(self, text: str) -> None:
        """Give the stage a typed line."""
        self.dismiss_alarm()
        if text:
            self.stage.typing(text)  # its letters may still be on their way
        self.stage.found = self.stage.found or (bool(text.strip()) and self.stage.finding())
        before = self._tellings
        done = self.stage.submit(text)
        if done:
            self._done_since(before)
            self.set_entry("")
        elif text and (entry := self.query_one("#entry", Entry)).value == text:
            entry.select_all()  # it was refused: what is typed now replaces it, the arrows keep it

    def on_input_changed(self, event: Input.Changed) -> None:
        """Typing sends a signal away; what is typed is not lost."""
        typed = event.input.value  # what stands there now: Enter may have been quicker
        if typed:
            self.dismiss_alarm()
        if typed != self._refused:
            self._refused = ""
        if not self.covered:
            self.stage.typing(typed)

    def on_entry_lines_pasted(self, event: Entry.LinesPasted) -> None:
        """Show what was pasted before it is taken."""
        self.owner.open_overlay("paste", event.text)
