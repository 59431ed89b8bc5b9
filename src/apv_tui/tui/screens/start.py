"""The start screen: go on with a meeting, begin one, or try the demo."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from apv_tui.core.messages import Message, OnlyToLookAt, Problem, Refused, Unreadable
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, pad, paragraph, window, with_arrows
from apv_tui.tui.screens.erase_session import Doomed, EraseSessionScreen
from apv_tui.tui.screens.frame import fitting, foot
from apv_tui.tui.screens.top_line import top
from apv_tui.tui.stages.base import Hint
from apv_tui.tui.stages.listing import moved
from apv_tui.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


LOOK_SECONDS = 0.02
"""Between two looks into sessions: keys are taken meanwhile."""
LEFT_OUT = ("act.theme", "act.settings", "act.quit")
"""Keys that the help names as well: the first to go where the row is short."""


class Choice(NamedTuple):
    """One row: what it is, what stands beside it, and what opens it. `heading` begins a new part of the list."""

    heading: Message
    title: str
    beside: str
    open: Callable[[], Desk]
    ask_meeting: bool = False
    follow: Callable[[], Desk] | None = None
    """Shows it without leading it, where it is open already."""
    erase: Callable[[], Doomed] | None = None
    """Looks at what is in it, so that it can be erased."""
    look: Callable[[], Sequence[Message]] | None = None
    """Finds out where it stands and what comes next; it takes a moment, so the list is shown before."""
    number: str = ""
    """Tells its file from others of one name; it is shown however long the title is."""


class Library(Protocol):
    """What can be opened."""

    def choices(self) -> Sequence[Choice]:
        """Give what can be gone on with, begun and tried, in that order."""
        ...


class StartScreen(Screen[None]):
    """Lists what can be opened; Enter opens it."""

    DEFAULT_CSS = """
    StartScreen { background: $apv-background; }
    StartScreen #top { height: 2; }
    StartScreen #foot { height: 2; }
    """

    def __init__(self, owner: "ApvApp", library: Library) -> None:
        super().__init__()
        self.owner = owner
        self.library = library
        self.rows = tuple(library.choices())
        self.cursor = 0
        self._told: Lines = []
        self._to_follow: Callable[[], Desk] | None = None
        """Follows what could not be opened, at the next Enter."""
        self._outlooks: dict[int, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the skeleton."""
        yield Pane(id="top")
        yield Pane(id="body")
        yield Pane(id="foot")

    def on_mount(self) -> None:
        """Look into what can be gone on with, one after the other, once the list is in view."""
        self.set_timer(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        left = [at for at, row in enumerate(self.rows) if row.look is not None and at not in self._outlooks]
        if not left or not self.is_mounted:
            return
        look = self.rows[left[0]].look
        told = look() if look is not None else ()
        self._outlooks[left[0]] = " · ".join(self.owner.words.say(each) for each in told)
        self.redraw()
        self.set_timer(LOOK_SECONDS, self._look)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.redraw()

    def redraw(self) -> None:
        """Draw everything."""
        words, width = self.owner.words, self.size.width
        if not self.is_mounted or not width:
            return
        self.query_one("#top", Pane).show(top("apv-tui", "", words("start.heading"), "", width))
        body = self.query_one("#body", Pane)
        body.show(
            [(Span(" "), *row) if row else EMPTY for row in self._lines(width - 2, self.size.height - 4)]
        )
        hints = (
            Hint("up down", "hint.choose_step"),
            Hint("enter", "hint.open"),
            *((Hint("delete", "hint.erase_session"),) if self.rows[self.cursor].erase else ()),
            Hint("t", "act.theme"),
            Hint("s", "act.settings"),
            Hint("f1", "act.help"),
            Hint("ctrl+q", "act.quit"),
        )
        self.query_one("#foot", Pane).show(foot(fitting(hints, LEFT_OUT, words, width), "", words, width))

    def _lines(self, width: int, height: int) -> Lines:
        told = self._told
        lines: Lines = []
        at_cursor = 0
        heading: Message | None = None
        for at, choice in enumerate(self.rows):
            if choice.heading != heading:
                heading = choice.heading
                lines += [EMPTY] if lines else []
                lines.append(line(self.owner.words.say(heading), role="muted"))
            if at == self.cursor:
                at_cursor = len(lines)
            lines.append(self._row(choice, width, chosen=at == self.cursor))
            if outlook := self._outlooks.get(at):
                lines += [line("    ", *row) for row in paragraph(outlook, width - 5, role="accent")]
        start, end = window(len(lines), at_cursor, max(1, height - len(told)))
        return with_arrows(lines[start:end], start > 0, end < len(lines), width) + told

    def _row(self, choice: Choice, width: int, *, chosen: bool) -> Line:
        role = "cursor" if chosen else "text"
        room = min(48, width * 6 // 10)
        title = clip(choice.title, room - len(choice.number)) + choice.number
        return line(
            Span(f"{'►' if chosen else ' '} {pad(title, room)} ", role, True),
            Span(pad(choice.beside, max(0, width - room - 3)), role),
        )

    def perform(self, action: str, *, always: bool = False) -> None:
        """Take the actions that mean something here."""
        if action == "choose":
            self._open()
        elif action in ("help", "settings"):
            self.owner.open_overlay(action)
        elif action == "quit":
            self.owner.leave()
        elif action in ("next", "back"):
            self._move(1 if action == "next" else -1)

    def on_key(self, event: events.Key) -> None:
        """Move the cursor."""
        if event.key in ("up", "down"):
            event.stop()
            self._move(1 if event.key == "down" else -1)
        elif (place := moved(event.key, self.cursor, len(self.rows))) is not None:
            event.stop()
            self._move(place - self.cursor)
        elif event.key == "s":
            event.stop()
            self.owner.open_overlay("settings")
        elif event.key == "delete" and self.rows[self.cursor].erase is not None:
            event.stop()
            self._ask_to_erase()

    def _ask_to_erase(self) -> None:
        """Ask whether the session under the cursor is to be erased; the list is then made anew."""
        look = self.rows[self.cursor].erase
        try:
            doomed = look() if look is not None else None
        except Unreadable as unreadable:
            self._tell([self._problem(problem) for problem in unreadable.problems[:3]])
            return
        except OSError as error:
            self._tell([self.owner.words("start.cannot_open", reason=error.strerror or str(error))])
            return
        if doomed is not None:
            self.owner.push_screen(EraseSessionScreen(self.owner, doomed, self._erased))

    def _erased(self, what: Message) -> None:
        self.rows = tuple(self.library.choices())
        self.cursor = min(self.cursor, len(self.rows) - 1)
        self._outlooks.clear()
        self._tell([self.owner.words.say(what)])
        self._look()

    def _move(self, by: int) -> None:
        self.cursor = (self.cursor + by) % len(self.rows)
        self._told, self._to_follow = [], None
        self.redraw()

    def _problem(self, problem: Problem) -> str:
        words = self.owner.words
        mend = problem.mend
        text = " ".join(
            [words.say(problem.what), words.say(mend) if mend is not None and words.has(mend.id) else ""]
        )
        return words("start.line", line=problem.line, what=text) if problem.line else text

    def _open(self) -> None:
        choice = self.rows[self.cursor]
        words = self.owner.words
        follow, self._to_follow = self._to_follow, None
        try:
            desk = choice.open() if follow is None else follow()
        except OnlyToLookAt as refusal:
            self._to_follow = choice.follow
            said = [words.say(refusal.reason), words("start.follow")]
        except Unreadable as unreadable:
            said = [self._problem(problem) for problem in unreadable.problems[:3]]
        except Refused as refusal:
            said = [words.say(refusal.reason)]
        except OSError as error:
            said = [words("start.cannot_open", reason=error.strerror or str(error))]
        else:
            desk.ask_meeting |= follow is None and choice.ask_meeting and len(desk.agenda.meetings) > 1
            self.owner.open_desk(desk)
            return
        self._tell(said)

    def say(self, text: str) -> None:
        """Show a text below the list."""
        self._tell([text])

    def _tell(self, said: Sequence[str]) -> None:
        self._told = [EMPTY]
        for text in said:
            self._told += paragraph(text, self.size.width - 2, role="warn", bold=True)
        self.redraw()
