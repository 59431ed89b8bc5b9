"""What every kind of step has on the screen. A stage reads the desk and gives lines; it owns no rules.

The skeleton is the same for all: the task on the left and the clock on the right, what the room needs or has
made below, a line to type in where the step takes words, and the keys at the bottom.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple, Protocol

from apv_tui.core.agenda import Agenda, Spotlight, Step
from apv_tui.core.audience import is_for_leader
from apv_tui.core.commands import Command
from apv_tui.core.messages import Message
from apv_tui.core.parts import parts_of
from apv_tui.core.pauses import recess_of
from apv_tui.core.schedule import step_after
from apv_tui.core.state import Group, Item, State, StepState
from apv_tui.core.timing import SignalKind, signals_passed
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, hanging, line, paragraph, width_of
from apv_tui.words import Words, duration

FINDING_SECONDS = 60.0
"""How long who sits where stays where the clock of the step starts by itself."""
PAGE_SECONDS = 8.0
"""How long a page stays where pages turn by themselves."""


class Host(Protocol):
    """What a stage may ask of the screen it is on."""

    def do(self, command: Command) -> bool:
        """Carry out a command; tell the room's leader why where it is refused. True if it was done."""
        ...

    def tell(self, message: Message) -> None:
        """Show one line above the keys."""
        ...

    def redraw(self) -> None:
        """Draw the stage anew."""
        ...

    def set_entry(self, text: str, before: str = "") -> None:
        """Put a text into the line that is typed in, in the place of `before`, which Ctrl+Z brings back."""
        ...

    def offer_entry(self, text: str) -> None:
        """Put a text into the line that typing replaces and Enter takes."""
        ...

    def typed(self) -> str:
        """Give what stands in the line that is typed in."""
        ...

    def open(self, overlay: str, subject: str = "") -> None:
        """Open an overlay by name."""
        ...


class Hint(NamedTuple):
    """One key in the footer: its name, and the message id of what it does here."""

    key: str
    label: str


class Face(NamedTuple):
    """What the clock shows: large digits, a bar, and one line of words. `role` is the colour."""

    digits: str
    caption: str
    fraction: float | None = None
    role: str = "heading"


class Alarm(NamedTuple):
    """A signal to the room: a heading and a line of text, how long it stays (seconds), and whether it sounds."""

    heading: str
    text: str
    seconds: float
    sounds: bool = True


class Stage:
    """The screen of one kind of step. Made anew each time the room comes to a step."""

    kind: ClassVar[str] = ""
    shows_uses: ClassVar[bool] = False
    """Whether the lists in `uses` are on the screen already."""
    clock_first: ClassVar[bool] = True
    """Whether the clock's key goes before the step's own where the footer is short of room."""
    starts_clock: ClassVar[bool] = True
    """Whether a key starts the clock and lets it stand."""
    drops_line: ClassVar[bool] = False
    """Whether the room may move on without a line that was refused (`drop_line`)."""
    shows_groups: ClassVar[bool] = False
    """Whether who sits in which group is on the screen already."""
    longest_line: ClassVar[int] = 500
    """How many characters the line that is typed in takes."""
    _known: tuple[Agenda, Step] | None = None
    """The agenda that was asked last for the step, which is asked for by the hundred, and what it said."""

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        self.desk = desk
        self.host = host
        self.step_id = step.id
        self.page = 0
        self.pages = 1
        self.page_seconds = PAGE_SECONDS
        """How long a page stays where pages turn by themselves."""
        self.last_left: float | None = None
        self.found = False
        """Whether all have found their group, where the groups are made at this step."""

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def words(self) -> Words:
        """The words of the room's language."""
        return self.desk.words

    @property
    def state(self) -> State:
        """What is true now."""
        return self.desk.state

    @property
    def step(self) -> Step:
        """The step as the agenda has it."""
        agenda = self.state.agenda
        if self._known is None or self._known[0] is not agenda:
            step = self.state.find_step(self.step_id)
            if step is None:
                raise LookupError(self.step_id)
            self._known = agenda, step
        return self._known[1]

    @property
    def here(self) -> StepState:
        """What the step has come to."""
        return self.state.state_of(self.step_id)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups the step works in."""
        return self.state.groups_of(self.step)

    def is_at(self, state: State) -> bool:
        """Whether this is still the stage of what the room is at."""
        return self.step_id == state.step_id and recess_of(state) is None

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give what to do now, for the place left of the clock."""
        step = self.step
        return paragraph(step.instruction, width, role="accent", bold=True) if step.instruction else []

    def body(self, width: int, height: int) -> Lines:
        """Give what the room needs or has made, in at most `height` lines."""
        return []

    def finding(self) -> bool:
        """Whether the groups are made at this step, which is about something else, and are still to be found."""
        if not self.has_step() or self.shows_groups or self.found:
            return False
        step, clock = self.step, self.here.clock
        looking = clock.used_at(self.desk.now()) < FINDING_SECONDS if step.autostart else not clock.begun
        return bool(step.makes_groups and looking and self.groups)

    def shown(self, width: int, height: int) -> Lines:
        """Give the body; first of all who sits where, as long as people find their group."""
        if not self.finding():
            return self.body(width, height)
        from apv_tui.tui.stages.seating import seating

        rows, self.pages = seating(self.desk, self.step, self.page, width, height)
        return rows

    def face(self, now: datetime) -> Face:
        """Give the clock."""
        clock = self.here.clock
        left = clock.left_at(now)
        fraction = min(1.0, max(0.0, left / clock.length)) if clock.length else 0.0
        if not clock.begun:
            return Face(duration(left), self.waiting(), fraction)
        if not clock.running:
            return Face(duration(left), self.words("clock.paused"), fraction, "warn")
        if left <= 0:
            return Face(duration(left), self.words("clock.over"), fraction, "over")
        end = self.words("clock.until", time=self.words.time_of_day(now + timedelta(seconds=left)))
        return Face(duration(left), end, fraction, "warn" if left <= 120 < clock.length else "heading")

    def waiting(self) -> str:
        """Say that the clock waits, and the key that starts it: not Enter where Enter takes a line."""
        typed = self.prompt() is not None or self.takes_letters()
        key = self.words.keys.get("F4", "F4")
        return f"{key} {self.words('act.clock.start')}" if typed else self.words("clock.waiting")

    def prompt(self) -> str | None:
        """Give what stands before the line that is typed in; None where nothing is typed."""
        return None

    def takes_letters(self) -> bool:
        """Whether a letter opens a line here, though nothing is typed yet: then no letter is a key."""
        return False

    def hints(self) -> Sequence[Hint]:
        """Give the keys of this step for the footer, the most important first, without those all steps share."""
        return ()

    def keys_help(self) -> Sequence[Hint]:
        """Give all keys of this step for the help page, those too that the footer has no room for."""
        return self.hints()

    def repeat_hint(self) -> Sequence[Hint]:
        """Give the key that goes through a run of steps again, at the step where it ends."""
        step, meeting = self.state.find_step(self.step_id), self.state.meeting
        if step is None or not step.repeat_from or meeting is None:
            return ()
        run = (meeting.step(id_) for id_ in meeting.repeated())
        somebody = any(isinstance(each, Spotlight) for each in run)
        return (Hint("ctrl+n", "hint.next_person" if somebody else "hint.next_run"),)

    def has_clock(self) -> bool:
        """Whether the step has a clock beside the task; a stage may draw its own."""
        return True

    def next_label(self) -> str:
        """Give the message id of what going on does here."""
        return "act.next.part" if self.here.part + 1 < parts_of(self.state, self.step) else self.leave_label()

    def leave_label(self) -> str:
        """Give the message id of going on that leaves the step, whatever is left of it."""
        meeting = self.state.meeting
        last = meeting is not None and step_after(self.state) is None
        return "act.next.last" if last else "act.next"

    def needs_lists(self) -> bool:
        """Whether the step uses lists that it does not show itself: they are one key away."""
        return bool(self.has_step() and self.step.uses and not self.shows_uses)

    def has_step(self) -> bool:
        """Whether this is a step of the agenda; the lobby is none."""
        return bool(self.step_id)

    def turns_pages(self) -> bool:
        """Whether pages of the body turn by themselves."""
        return False

    def is_private(self) -> bool:
        """Whether the step is for the leader alone."""
        return is_for_leader(self.state, self.step)

    # -- time ----------------------------------------------------------------------------------------------

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Give the signals that have come since the last look, and remember the look."""
        clock = self.here.clock
        left = clock.left_at(now)
        before, self.last_left = self.last_left, left if clock.running else None
        if before is None or not clock.running or before <= left:
            return ()
        return tuple(self.alarm(signal.kind) for signal in signals_passed(clock.length, before, left))[-1:]

    def alarm(self, kind: SignalKind) -> Alarm:
        """Give the words of one signal."""
        return Alarm(
            self.words(f"signal.{kind}"),
            self.words(f"signal.{kind}.text"),
            10.0 if kind == "zero" else 4.0,
        )

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take a key that is no action of the whole program. True if it was taken."""
        return False

    def initial_entry(self) -> str:
        """Give what stands in the typed line when the room comes to the step."""
        return ""

    def turn_alarm(self) -> Alarm | None:
        """Give the signal for a turn that was changed by hand."""
        return None

    def before_next(self) -> bool:
        """Take "next" for something the step still needs. True if it was taken; else the room goes on."""
        return False

    def before_back(self) -> bool:
        """Take "back" for a view of the step's own. True if it was taken; else the room goes back."""
        return False

    def take_typed(self) -> bool:
        """Take what stands in the line before the line is another's; False where it was refused, and stays."""
        text = self.host.typed()
        if text.strip():
            if not self.submit(text):
                return False
            self.host.set_entry("")
        return True

    def takes_line(self) -> bool:
        """Whether a line that is being typed is taken before the room moves on; nothing typed is lost."""
        return False

    def drop_line(self) -> bool:
        """Let go of a line that was refused when the room was to move on. True if it may move on without it."""
        return False

    def submit(self, text: str) -> bool:
        """Take a typed line. True if the line may be emptied."""
        return True

    def choose(self) -> bool:
        """Take Enter where nothing is typed. True if it was taken; else it starts what waits."""
        return False

    def typing(self, text: str) -> None:
        """Hear what stands in the line now, while it is typed."""

    def pasted(self, texts: tuple[str, ...]) -> None:
        """Take many lines at once, already looked at and agreed to."""

    def paste_goes_to(self) -> str:
        """Say what pasted lines become part of; "" where that is plain, or where they are one text."""
        return ""

    def paste_beside(self) -> Sequence[Item]:
        """Give the items that a pasted line could repeat."""
        return ()

    def paste_elsewhere(self) -> bool:
        """Let pasted lines go to the next group. False where there is none."""
        return False

    def changed(self) -> None:
        """Hear that the state has changed."""

    # -- shared pieces -------------------------------------------------------------------------------------

    def group_name(self, index: int, room: int = 0) -> str:
        """Give what a group is called (index from 0); with `room`, also what it formed around, in that width."""
        number = self.words("group.numbered", number=index + 1)
        wish = self.wish_of(index)
        left = room - len(number) - 3
        return f"{number} · {clip(self.desk.item_text(wish), left)}" if wish and left > 4 else number

    def wish_of(self, index: int) -> Item | None:
        """Give the item a group formed around by people's own choice; None for a group that was drawn."""
        groups = self.groups
        id_ = groups[index].item if 0 <= index < len(groups) else ""
        return self.state.items.get(self.state.stands_for(id_)) if id_ else None

    def item_line(self, item: Item, width: int, role: str = "text") -> Lines:
        """Give an item with its number and the sign that it is safe on the disk."""
        sign = "√" if self.desk.noted(item.id) else "·"
        number = f"►{item.number}" if role == "cursor" else str(item.number)
        head = Span(f"{number:>3} {sign} ", "muted")
        return hanging(head, self.desk.item_text(item), width, role)


def spread(left: Line, right: Line, width: int) -> Line:
    """Give one line with `left` at the left edge and `right` at the right one."""
    gap = width - width_of(left) - width_of(right)
    return (*left, Span(" " * max(1, gap)), *right)


def with_page_sign(lines: Lines, number: int, of: int, words: Words, width: int, height: int) -> Lines:
    """Put "page 1 of 2" and its key on the last of `height` lines; nothing where there is one page only."""
    if of <= 1:
        return lines
    shown = lines[: height - 1]
    shown += [EMPTY] * (height - 1 - len(shown))
    text = words("page.sign", number=number, of=of)
    return [*shown, line(" " * max(0, width - len(text)), Span(text, "muted"))]
