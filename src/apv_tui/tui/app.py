"""The application: themes, keys, and which screen is open. It leads nothing itself."""

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.screen import Screen

from apv_tui.core.clock import Clock
from apv_tui.core.commands import GoTo
from apv_tui.core.cover import Cover
from apv_tui.core.messages import Message
from apv_tui.core.settings import DEFAULTS, FILE, NONE
from apv_tui.tui.actions import ACTIONS, IN_PALETTE_ONLY
from apv_tui.tui.back import named
from apv_tui.tui.covering import darken, show_cover
from apv_tui.tui.desk import Desk
from apv_tui.tui.keymap import Keymap
from apv_tui.tui.leaving import FAULT, Deadline, hear_signals, note_what_is_typed
from apv_tui.tui.palette import DARK, LIGHT, WIDGET_CSS, textual_theme, variables
from apv_tui.tui.private import LOST_TERMINAL, QuietEnd, rebind
from apv_tui.tui.screens.base import MeetingWindow
from apv_tui.tui.screens.meeting import MeetingScreen
from apv_tui.tui.told import in_short
from apv_tui.tui.widgets.entry import Entry
from apv_tui.words import Words

if TYPE_CHECKING:
    from apv_tui.core.facts import Entry as LogEntry
    from apv_tui.core.in_step import Beat
    from apv_tui.tui.overlays.add_people import ReadPeople
    from apv_tui.tui.overlays.settings import Settled

OVERLAYS = {
    "help": ("help", "HelpOverlay"),
    "notes": ("notes", "NotesOverlay"),
    "parking": ("parking", "ParkingOverlay"),
    "people": ("people", "PeopleOverlay"),
    "add_people": ("add_people", "AddPeopleOverlay"),
    "steps": ("steps", "StepsOverlay"),
    "done": ("done", "DoneOverlay"),
    "take_back": ("take_back", "TakeBackOverlay"),
    "late": ("late", "LateOverlay"),
    "began": ("began", "BeganOverlay"),
    "begins": ("begins", "BeginsOverlay"),
    "late_start": ("late_start", "LateStartOverlay"),
    "lists": ("lists", "ListsOverlay"),
    "seats": ("seats", "SeatsOverlay"),
    "questions": ("questions", "QuestionsOverlay"),
    "move": ("move", "MoveOverlay"),
    "paste": ("paste", "PasteOverlay"),
    "blank": ("blank", "BlankOverlay"),
    "break": ("recess", "RecessOverlay"),
    "message": ("message", "MessageOverlay"),
    "pauses": ("pauses", "PausesOverlay"),
    "meetings": ("meetings", "MeetingsOverlay"),
    "gap": ("gap", "GapOverlay"),
    "recovery": ("recovery", "RecoveryOverlay"),
    "elsewhere": ("elsewhere", "ElsewhereOverlay"),
    "export": ("export", "ExportOverlay"),
    "notice": ("notice", "NoticeOverlay"),
    "erase": ("erase", "EraseOverlay"),
    "erase_words": ("erase_words", "EraseWordsOverlay"),
    "erase_name": ("erase_name", "EraseNameOverlay"),
    "thread": ("thread", "ThreadOverlay"),
    "settings": ("settings", "SettingsOverlay"),
    "overview": ("overview", "OverviewOverlay"),
    "view": ("view", "ViewOverlay"),
    "quit": ("quit", "QuitOverlay"),
}
"""Name: (module, class). Imported when it is opened, not before the first screen."""

# Textual's palette reads markup in titles and has no way to tell it not to.
_NO_MARKUP = str.maketrans("[]", "()")


class ApvApp(QuietEnd):
    """Shows a meeting, or the start screen until one is chosen."""

    CSS = WIDGET_CSS
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [*Keymap().bindings()]

    def __init__(
        self,
        words: Words,
        clock: Clock,
        *,
        desk: Desk | None = None,
        start: Callable[["ApvApp"], Screen[Any]] | None = None,
        read_people: "ReadPeople | None" = None,
        on_open: Callable[["ApvApp"], None] | None = None,
        theme: str = "apv-dark",
        settled: "Settled | None" = None,
    ) -> None:
        """`clock` is the real one: the desk's runs fast with --speed, the screen's own moments do not.

        `start` makes the first screen where no `desk` is open yet. `settled` keeps the settings; None where
        nothing is kept.
        """
        super().__init__()
        self.settled = settled
        self.keymap = Keymap(settled.now.keys if settled is not None else DEFAULTS.keys)
        if self.keymap.changed:
            rebind(self, self.keymap.bindings())
        self.words = self._naming_keys(words)
        self.clock = clock
        self.desk = desk
        self.sound_on = self.wants_sound
        self.play: Callable[[Path], bool] | None = None
        """Plays an audio file; False where it cannot. None where a test runs the app."""
        self.deadline: Deadline | None = None
        """Ends the process for good where leaving takes too long; None where a test runs the app."""
        self._start = start
        self.read_people = read_people
        self._on_open = on_open
        for name, palette in (("apv-light", LIGHT), ("apv-dark", DARK)):
            self.register_theme(textual_theme(palette, name))
        self.theme = theme

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Let style sheets name the roles of the palette."""
        return variables(LIGHT)

    def get_default_screen(self) -> Screen[Any]:
        """Begin with the meeting, or with the screen it is chosen on: with nothing below it to be drawn first."""
        if self.desk is not None:
            self._lead(self.desk)
            return self._window(self.desk)
        return self._start(self) if self._start is not None else super().get_default_screen()

    def on_mount(self) -> None:
        """Hear of the first screen, and end in order when the system asks to."""
        self.be_called_later()
        if not self.is_headless:
            hear_signals(self.end_soon)
        if self.desk is not None:
            self._desk_is_open(self.desk)
        self.call_after_refresh(self._tell_of_settings)

    @property
    def wants_sound(self) -> bool:
        """Whether somebody has settled that signals are heard, too."""
        return self.settled is None or self.settled.now.sound != NONE

    def use_settings(self) -> None:
        """Let what was settled hold at once: the theme and the sound; the keys, from the next start on."""
        if self.settled is not None:
            self.theme = f"apv-{self.settled.now.theme}"
            self.sound_on = self.wants_sound and not (self.desk is not None and self.desk.follows)
        self._redraw()

    def _tell_of_settings(self) -> None:
        """Say that something is wrong in the settings file, on whichever screen comes first."""
        if self.settled is None or not self.settled.problems:
            return
        from apv_tui.tui.overlays.settings import trouble

        tell = getattr(self.meeting_screen or self.screen, "say", None)
        if tell is not None:
            tell(trouble(self.settled.problems, self.words))

    def _naming_keys(self, words: Words) -> Words:
        """Let the words name the keys that are in force."""
        words.keys = self.keymap.names(words)
        return words

    def open_desk(self, desk: Desk) -> None:
        """Lead the meeting of a desk."""
        self._lead(desk)
        self.push_screen(self._window(desk))
        self._desk_is_open(desk)

    def _lead(self, desk: Desk) -> None:
        self.desk = desk
        self.words = self._naming_keys(desk.words)
        # The window that leads gives the signals to the ear.
        self.sound_on = self.wants_sound and not desk.follows

    def _desk_is_open(self, desk: Desk) -> None:
        if self._on_open is not None:
            self.call_after_refresh(self._on_open, self)
        if desk.ask_meeting:
            self.open_overlay("meetings")

    def _window(self, desk: Desk) -> MeetingWindow:
        if not desk.follows:
            return MeetingScreen(self, desk)
        from apv_tui.tui.screens.following import FollowingScreen

        return FollowingScreen(self, desk)

    # -- ending because something outside says so ----------------------------------------------------------

    def end_soon(self, status: int) -> None:
        """End with this exit status, because the system says so; in a signal handler and in any thread."""
        if self.deadline is not None:
            self.deadline.begin(status)
        self.call_soon(self._leave_at_once, status)

    def hear_terminal_lost(self) -> None:
        """Hear that there is no terminal any more."""
        self.end_soon(LOST_TERMINAL)

    def _leave_at_once(self, status: int) -> None:
        try:
            note_what_is_typed(self)
        finally:
            self.exit(None, status)

    def before_fault_ends(self) -> None:
        """Note what is typed, if it can be, before a fault of the program ends it."""
        if self.deadline is not None:
            self.deadline.begin(FAULT)
        note_what_is_typed(self, after_fault=True)

    # -- what the store says, from its own thread ----------------------------------------------------------

    def hear_saved(self, entry: str, vault: str = "") -> None:
        """Hear that everything up to an entry is on the disk: in the meeting's file, or in a vault's."""
        if self.desk is not None and self.desk.acknowledge(entry, vault):
            self._redraw()

    def hear_trouble(self, trouble: Message | None) -> None:
        """Hear what is wrong with saving; None when it is well again."""
        if self.desk is not None:
            self.desk.trouble = self.words.say(trouble) if trouble else ""
            self.desk.banner = self.words.say(in_short(trouble)) if trouble else ""
            self._redraw()

    def hear_notice(self, notice: Message) -> None:
        """Hear something that is over already."""
        screen = self.meeting_screen
        if screen is not None:
            screen.tell(notice)

    def show_notice(self, text: str) -> None:
        """Show a text that is longer than a line; one that comes while another is read stands below it."""
        from apv_tui.tui.overlays.notice import NoticeOverlay

        if isinstance(self.screen, NoticeOverlay):
            self.screen.add(text)
        else:
            self.push_screen(NoticeOverlay(self, text))

    def hear_followed(self, kept: int, added: "tuple[LogEntry, ...]") -> None:
        """Hear what was done in the window that leads the meeting."""
        if self.desk is not None:
            self.desk.follow(kept, added)
            screen = self.meeting_screen
            if screen is not None:
                screen.state_changed()
            self._redraw()

    def hear_beat(self, beat: "Beat") -> None:
        """Hear how the time runs in the window that leads the meeting."""
        screen = self.meeting_screen
        if self.desk is not None and screen is not None:
            self.desk.follow_time(beat)
            screen.ticker.align()
            self._redraw()

    def hear_cover(self, cover: Cover | None) -> None:
        """Hear what covers the room, from the window that leads the meeting."""
        if self.desk is not None:
            self.desk.cover = cover
            show_cover(self)
            self._redraw()

    def cover_room(self, cover: Cover) -> None:
        """Let something cover the room, in this window and those that follow."""
        if self.desk is not None:
            self.desk.cover_room(cover)
            show_cover(self)
            self._redraw()

    def ring(self) -> None:
        """Let a signal be heard: from the audio file where that is settled and can be played, else the bell."""
        settled = self.settled
        path = settled.sound_path if settled is not None and settled.now.sound == FILE else None
        if path is None or self.play is None or not self.play(path):
            self.bell()

    def hear_awake(self, answer: str) -> None:
        """Hear whether the display will stay awake: "yes", or why not."""
        if self.desk is not None:
            self.desk.awake = answer
            self._redraw()

    @property
    def meeting_screen(self) -> MeetingWindow | None:
        """The screen the meeting is led or followed on, wherever it lies in the stack."""
        return next((screen for screen in self.screen_stack if isinstance(screen, MeetingWindow)), None)

    def _redraw(self) -> None:
        # Whichever is in view: the parking lot has the sign of what is noted too.
        redraw = getattr(self.screen_stack[-1], "redraw", None) if self.screen_stack else None
        if redraw is not None:
            redraw()

    # -- actions -------------------------------------------------------------------------------------------

    def action_perform(self, action: str, always: bool = False) -> None:
        """Carry out an action of the table, on whichever screen is open."""
        screen = self.screen
        perform = getattr(screen, "perform", None)
        if action == "palette":
            self.action_command_palette()
        elif action == "theme":
            self.theme = "apv-light" if self.theme == "apv-dark" else "apv-dark"
        elif perform is not None and isinstance(screen.focused, Entry):
            # After the letters that were typed before it, which have their own way to the line.
            screen.focused.call_later(partial(perform, action, always=always))
        elif perform is not None:
            perform(action, always=always)
        elif action == "quit":  # in the palette
            self.action_command_palette()
            self.call_later(self.leave)

    def open_overlay(self, name: str, subject: str = "") -> None:
        """Open an overlay by name; one that is open already is closed instead: its key goes both ways."""
        if self.desk is None and name not in ("help", "quit", "settings"):
            return
        if name == "blank" and self.desk is not None and not (self.desk.room_sees or self.desk.follows):
            darken(self, self.desk)
            return
        if name == "notes" and self.desk is not None and not self.desk.room_sees:
            name = "overview"  # the notes, and all else that is the leader's
        module, class_name = OVERLAYS[name]
        kind = getattr(import_module(f"apv_tui.tui.overlays.{module}"), class_name)
        if isinstance(self.screen, kind):
            self.screen.dismiss(None)
            return
        self.push_screen(kind(self, subject))

    def action_command_palette(self) -> None:
        """Open the palette in the room's language."""
        from apv_tui.tui.private import FindAction

        if isinstance(self.screen, FindAction):
            self.screen.close()
        else:
            self.push_screen(
                FindAction(placeholder=self.words("palette.placeholder"), id="--command-palette")
            )

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Give every action, and every step to go to, to the palette."""
        for id_ in (*(action.id for action in ACTIONS if action.id != "palette"), *IN_PALETTE_ONLY):
            yield SystemCommand(
                (named(self.desk, id_) or self.words(f"act.{id_}")).translate(_NO_MARKUP),
                self.words(f"act.{id_}.help"),
                lambda id_=id_: self.action_perform(id_),
            )
        meeting = self.desk.state.meeting if self.desk is not None else None
        for step in meeting.steps if meeting is not None else ():
            yield SystemCommand(
                self.words("palette.go_to", step=step.title.translate(_NO_MARKUP)),
                self.words("count.minutes", n=step.minutes),
                partial(self._go_to, step.id),
            )

    def _go_to(self, step: str) -> None:
        screen = self.meeting_screen
        if screen is not None:
            screen.go(GoTo(step))

    async def action_quit(self) -> None:
        """Ask before leaving while a meeting is open."""
        self.leave()

    def leave(self) -> None:
        """Ask, or go at once where nothing is open."""
        if self.desk is None or self.desk.follows:
            self.exit(0)
        else:
            self.open_overlay("quit")

    def action_help_quit(self) -> None:
        """Do nothing on Ctrl+C: it is pressed to copy, by habit, and must not lose a meeting."""
