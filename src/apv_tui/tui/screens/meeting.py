"""The window a meeting is led in: it turns keys and typed lines into commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from apv_tui.core import commands as c
from apv_tui.core.facts import TurnsMoved
from apv_tui.core.going_back import lies_ahead, place_left
from apv_tui.core.messages import message
from apv_tui.core.pauses import recess_of
from apv_tui.tui.back import place_name, take_back
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, clip
from apv_tui.tui.pausing import LONGER, PauseOffer
from apv_tui.tui.screens.base import MeetingWindow
from apv_tui.tui.screens.frame import step_hints
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.widgets.entry import Entry

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

OPENED = (
    "notes", "parking", "people", "blank", "steps", "done", "late", "began", "begins", "lists", "help",
    "meetings", "questions", "erase", "erase_words", "erase_name", "elsewhere", "seats", "export", "sound",
    "sound_switch", "settings", "break", "message", "pauses",
)  # fmt: skip
"""Actions that open something of the same name."""
MOST_QUOTED = 30
"""Columns of what was typed where it is said that it was dropped."""
ALIVE_SECONDS = 5.0


class MeetingScreen(MeetingWindow):
    """Leads the open meeting of a desk."""

    def __init__(self, owner: "ApvApp", desk: Desk) -> None:
        super().__init__(owner, desk)
        self._refused = ""
        """A line that was not taken when the room was to move on: the second time it moves on without it."""
        self._dropped = ""
        """The line it has just moved on without."""
        self._pages: dict[str, int] = {}
        """The page of each step that was left, to be found again there."""
        self._alive_at = owner.clock.monotonic()
        self._offer = PauseOffer(desk)
        self._stood = 0.0
        """The seconds for which the whole program stood still, to be asked about."""

    # -- time ----------------------------------------------------------------------------------------------

    def keep_time(self, steady: float) -> bool:
        """Give a sign of life, and ask how time counts that nobody led."""
        if self.desk.keeper is not None and steady - self._alive_at >= ALIVE_SECONDS:
            self._alive_at = steady
            self.desk.keeper.alive()
        self._stood += self.ticker.stood_for(steady, stopped=self.owner.stood_still)
        self.owner.stood_still = False
        gap = self.desk.timekeeper.gap() or self._stood
        top = self.app.screen
        if not gap or not (top is self or getattr(top, "lets_ask", False)):
            return False
        self._stood = 0.0
        self.desk.timekeeper.catch_up()
        if recess_of(self.desk.state) is not None:
            self.state_changed()  # a break goes by the time of day: there is nothing to ask
            return False
        self.open("gap", str(gap))
        return True

    # -- drawing -------------------------------------------------------------------------------------------

    def prompt(self) -> str | None:
        """Give what stands before the line that is typed in; None where nothing is typed."""
        return None if self.covered else self.stage.prompt()

    def hints(self) -> Sequence[Hint]:
        """Give the keys of the step."""
        return step_hints(self.stage, self.desk.words, self.size.width, covered=self.covered)

    def aside_lines(self, width: int, height: int) -> Lines:
        """Give, in the leader's window, how late it is and what comes next."""
        if self.desk.room_sees:
            return []
        from apv_tui.tui.screens.leader_page import beside_the_work

        return beside_the_work(self.desk, width, height)

    # -- keys ----------------------------------------------------------------------------------------------

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out an action of the table; `always` says it came by a key that works while typing, too.

        A signal that covers the screen takes the keys that move the meeting: nobody saw what they would do.
        """
        # A list may use the space bar; F4 is always the clock.
        space = "space" in self.owner.keymap.of("clock")
        offered = action == "clock" and space and not always and self.focused is None
        offered = offered and not self.stage.finding()
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
        entry = self._entry
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
        self.say(text if self._told and self._has_room_for(text) else words("said.line_stays_short"))

    def _say_dropped(self) -> None:
        """Say that the room moved on without what was typed, before what else there is to be said."""
        dropped, self._dropped = self._dropped, ""
        if dropped:
            text = self.desk.words("said.line_dropped", text=clip(dropped, MOST_QUOTED))
            self.say(f"{text} {self._told}".strip())

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
        has_clock = self.desk.state.step is not None or recess_of(self.desk.state) is not None
        if has_clock and self.do(c.AddTime(60.0 * minutes)):
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
        entry = self._entry
        if self.focused is entry and entry.undo_text():
            return
        take_back(self.owner, "undo")

    def _act_redo(self) -> None:
        take_back(self.owner, "redo")

    def _act_return(self) -> None:
        if self.go(c.Return()) and self.stage.here.clock.running:
            self.tell(message("said.returned", step=self.stage.step.title))

    def go(self, command: c.GoTo | c.Return) -> bool:
        """Go to another step; a line that is half typed is noted first. True if the room is there."""
        if not self.take_line():
            return False
        gone = self.do(command)
        self._say_dropped()
        return gone

    def state_changed(self, *, realign: bool = True) -> None:
        """Show what has become true; the room that went away from a step is told how it comes back."""
        before, page = self.stage.step_id, self.stage.page
        super().state_changed(realign=realign)
        if offer := self._offer.text(typing=self.prompt() is not None):
            self.say(offer)
            self._told_at += LONGER
        if self.stage.step_id == before:
            return
        self._pages[before] = page
        self.stage.page = self._pages.get(self.stage.step_id, 0)
        left = place_left(self.desk.state)
        if left is not None and not lies_ahead(self.desk.state, left):
            text = self.desk.words("said.away", step=place_name(self.desk))
            both = f"{self._told} {text}".strip()
            self.say(both if self._has_room_for(both) else text)

    def _act_lobby(self) -> None:
        self.go(c.GoTo(""))

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
            if event.key not in self.owner.keymap.all:
                self.dismiss_alarm()
        elif (named := self._offer.answer(event.key, self._told)) is not None and self.focused is None:
            event.stop()
            if self.do(named):
                self.tell(message("said.pause_named", what=self.desk.words(f"pauses.{named.what}")))
            return
        elif self._keys_are_the_stages and self._stage_took(event):
            event.stop()
            self.redraw()
            return
        action = self.owner.keymap.plain.get(event.key)
        if self.focused is None and action is not None:
            event.stop()
            event.prevent_default()
            self.owner.action_perform(action)

    def _stage_took(self, event: events.Key) -> bool:
        """Give the stage a key; what was told before it has been read. True if it was taken."""
        if event.key not in self.owner.keymap.all and self._all_found():
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
            self._draw_soon()

    @property
    def _keys_are_the_stages(self) -> bool:
        return self.focused is None and not self.covered

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
        """Give the stage a typed line; a signal takes an Enter that has none."""
        if self.dismiss_alarm() and not text.strip():
            return
        if text:
            self.stage.typing(text)  # its letters may still be on their way
        self.stage.found = self.stage.found or (bool(text.strip()) and self.stage.finding())
        before = self._tellings
        done = self.stage.submit(text)
        if done:
            self._done_since(before)
            self.set_entry("")
        elif text and (entry := self._entry).value == text:
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
