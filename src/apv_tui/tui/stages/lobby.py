"""Before the meeting begins: what today holds, who is here, and whether the room can read and hear."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Final

from apv_tui.core.agenda import Interviews, Meeting, Step
from apv_tui.core.case import expected_count
from apv_tui.core.legibility import legible_metres
from apv_tui.core.messages import message
from apv_tui.core.running_order import rounds_of, sizes_made
from apv_tui.core.schedule import agreed_start, late_by, minutes_now
from apv_tui.core.state import StepState
from apv_tui.core.timing import new_clock
from apv_tui.tui.desk import Desk
from apv_tui.tui.joining_in import join_in, leads_said, offer_said
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, hanging, line, pad, page, paragraph, width_of
from apv_tui.tui.stages.base import Alarm, Face, Hint, Host, Stage, with_page_sign
from apv_tui.words import duration

BETWEEN: Final = 4
"""Columns between who is here and the programme, where they stand beside each other."""
LEAST_BESIDE: Final = 14
"""Columns that the groups need beside the title of their step; a longer title has rows of its own above them."""
NARROWEST: Final = 28
"""Columns that who is here and in which groups needs at least."""


def _blocks(sections: Iterable[Sequence[Lines]]) -> list[Lines]:
    """Give each section as one block, with an empty row between them."""
    blocks = [[row for block in section for row in block] + [EMPTY] for section in sections if section]
    blocks[-1].pop()
    return blocks


class LobbyStage(Stage):
    """The meeting's lobby. It has no step of the agenda."""

    kind = "lobby"

    def __init__(self, desk: Desk, host: Host) -> None:
        self.desk = desk
        self.host = host
        self.step_id = ""
        self.page = 0
        self.pages = 1
        self.last_left = None

    @property
    def step(self) -> Step:
        """There is none."""
        raise LookupError("the lobby is no step")

    @property
    def here(self) -> StepState:
        """A state in which nothing has happened."""
        return StepState(new_clock(1))

    @property
    def meeting(self) -> Meeting:
        """The open meeting."""
        meeting = self.state.meeting
        if meeting is None:
            raise LookupError("no meeting is open")
        return meeting

    # -- drawing -------------------------------------------------------------------------------------------

    def has_clock(self) -> bool:
        """No clock runs here."""
        return False

    def face(self, now: datetime) -> Face:
        """Give nothing: no clock runs here."""
        return Face("", "")

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Give none."""
        return ()

    def is_private(self) -> bool:
        """The room may see it."""
        return False

    def task(self, width: int) -> Lines:
        """Give a welcome."""
        text = self.words("lobby.welcome")
        return [EMPTY, *paragraph(text, width, role="accent", bold=True)]

    def body(self, width: int, height: int) -> Lines:
        """Give who is here, the groups to be, today's programme, and what to try before the room is full."""
        # What is tried is tried in the window that leads; how far a window can be read, in each.
        tried = [] if self.desk.follows else [self._sound(width)]
        after = (self._questions(width), [self._readable(width), *tried])
        below = (self._here(width), self._last_time(width), self._programme(width), *after)
        part = page(_blocks(below), height - 1, self.page)
        if part.of > 1 and (beside := self._beside(width, height - 1)):
            # What has no room below each other may have it beside each other.
            blocks = _blocks((beside, self._last_time(width), *after))
            if page(blocks, height - 1, 0).of < part.of:
                part = page(blocks, height - 1, self.page)
        self.pages = part.of
        return with_page_sign(part.lines, part.number, part.of, self.words, width, height)

    def _here(self, width: int) -> list[Lines]:
        return [self._people(width), *self._groups(width)]

    def _beside(self, width: int, height: int) -> list[Lines]:
        """Give who is here at the left, and today's programme at the right; [] where they are too large for it."""
        right = [row for block in self._programme(width) for row in block]
        room = width - max(map(width_of, right)) - BETWEEN
        if room < NARROWEST:
            return []
        left = [row for block in self._here(room) for row in block]
        if max(len(left), len(right)) > height:
            return []
        return [
            [
                (*one, Span(" " * (room + BETWEEN - width_of(one))), *other)
                for one, other in zip_longest(left, right, fillvalue=EMPTY)
            ]
        ]

    def _last_time(self, width: int) -> list[Lines]:
        here = self.state.meeting_state
        if len(self.state.meetings) < 2 and not (here and here.held):
            return []
        from apv_tui.tui.stages.last_time import last_time

        return last_time(self.desk, width)

    def _people(self, width: int) -> Lines:
        here, known = len(self.state.present), len(self.state.people)
        if not known:
            nobody = hanging(Span(""), self.words("lobby.nobody"), width, "warn", True)
            expected = expected_count(self.meeting)
            return nobody + (paragraph(self.words("lobby.expected", n=expected), width) if expected else [])
        text = self.words("lobby.here", n=here, known=known)
        if here < known:
            text += f" · {self.words('lobby.to_come', n=known - here)}"
        departments = Counter(person.department for person in self.state.present if person.department)
        if departments:
            listed = ", ".join(
                f"{name} {departments[name]}" for name in sorted(departments, key=self.words.sort_key)
            )
            if width_of(line(text)) + width_of(line(listed)) + 4 <= width:
                rows = [line(Span(f"{text}  ({listed})", "heading", True))]
            else:
                below = hanging(Span("  "), listed, width, "muted")
                rows = [*paragraph(text, width, "heading", bold=True), *below]
        else:
            rows = paragraph(text, width, "heading", bold=True)
        if leading := leads_said(self.desk):
            rows += paragraph(leading, width)
        return rows

    def _groups(self, width: int) -> list[Lines]:
        here = len(self.state.taking_part)
        if here < 2:
            return []
        rows: list[Lines] = []
        for step in self.meeting.steps:
            if not step.makes_groups:
                continue
            sizes = sizes_made(self.meeting, step, here)
            counted = Counter(sizes)
            text = ", ".join(
                self.words("lobby.groups_of", n=counted[size], size=size) for size in dict.fromkeys(sizes)
            )
            head = Span(f"  {step.title}: ", "muted")
            if width - width_of(line(head)) < LEAST_BESIDE:
                title = hanging(Span("  "), f"{step.title}:", width, "muted")
                rows.append([*title, *hanging(Span("    "), text, width)])
            else:
                rows.append(hanging(head, text, width))
            if effect := self._effect(step, sizes):
                rows[-1] += hanging(Span("    ", "muted"), effect, width)
        if offer := offer_said(self.desk, self.meeting.steps):
            rows.append(hanging(Span("  ", "muted"), offer, width, "accent"))
        return rows

    def _effect(self, step: Step, sizes: Sequence[int]) -> str:
        """Say what groups of another size mean for the clock of the interviews that use them."""
        interviews = rounds_of(self.meeting, step.id)
        if interviews is None or len(set(sizes)) < 2:
            return ""
        total = self.state.state_of(interviews).clock.length
        return ", ".join(
            self.words("lobby.turns", size=size, turn=duration(total / size)) for size in dict.fromkeys(sizes)
        )

    def _programme(self, width: int) -> list[Lines]:
        agreed = agreed_start(self.state, self.desk.now())
        start = agreed or self.desk.now()
        heading = self.words("lobby.programme")
        if agreed is not None:  # how late it is, is the leader's: the room reads what was agreed
            heading = self.words("lobby.begins", time=self.words.time_of_day(agreed))
        rows: list[Lines] = [[line(Span(heading, "heading", True))]]
        titled = min(self._longest, max(10, width - 20))
        section, minutes, begins = "", 0, start
        for step in self.meeting.steps:
            heading = step.section or step.title
            if heading != section and section:
                rows.append([self._programme_row(begins, section, minutes, titled)])
                begins += timedelta(minutes=minutes)
                minutes = 0
            section = heading
            minutes += 0 if self.state.state_of(step).dropped else minutes_now(self.state, step)
        rows.append([self._programme_row(begins, section, minutes, titled)])
        end = self.words("lobby.ends", time=self.words.time_of_day(begins + timedelta(minutes=minutes)))
        rows.append([line(Span(f"  {end}", "muted"))])
        return rows

    @property
    def _longest(self) -> int:
        """The columns the titles of the programme take."""
        return min(38, max(width_of(line(step.section or step.title)) for step in self.meeting.steps))

    def _programme_row(self, begins: datetime, title: str, minutes: int, titled: int) -> Line:
        time = self.words.time_of_day(begins)
        return line(Span(f"  {time}  ", "muted"), pad(title, titled), Span(f"{minutes:>4} min", "muted"))

    def _questions(self, width: int) -> list[Lines]:
        interviews = next((step for step in self.meeting.steps if isinstance(step, Interviews)), None)
        if interviews is None:
            return []
        heading = "lobby.questions.follows" if self.desk.follows else "lobby.questions"
        rows: list[Lines] = [[line(Span(self.words(heading), "heading", True))]]
        for question in self.state.questions_of(interviews):
            rows.append(hanging(Span("  ● ", "accent"), question.text, width))
        return rows

    def _readable(self, width: int) -> Lines:
        size = self.desk.window_rows
        metres = round(legible_metres(size)) if size else 0
        return hanging(Span(""), self.words("lobby.readable", rows=size, metres=metres), width)

    def _sound(self, width: int) -> Lines:
        awake = self.words(f"lobby.awake.{self.desk.awake}")
        return [
            *hanging(Span(""), self.words("lobby.sound"), width),
            *hanging(Span(""), awake, width, "text" if self.desk.awake == "yes" else "warn"),
        ]

    def hints(self) -> Sequence[Hint]:
        """Give the lobby's own keys."""
        questions = [Hint("q", "hint.questions")] if self._questions(40) else []
        meetings = (Hint("m", "hint.meetings"),) if len(self.desk.agenda.meetings) > 1 else ()
        begins = Hint("k", "act.begins")
        joins = [Hint("j", "hint.join_in")] if offer_said(self.desk, self.meeting.steps) else []
        return (Hint("f6", "act.people"), *joins, *questions, begins, Hint("s", "hint.sound"), *meetings)

    def next_label(self) -> str:
        """Give "begin"."""
        return "hint.begin"

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take s (try the sound), x (sound on or off), q (questions), k (agreed start) and m (another meeting)."""
        if key == "j":
            join_in(self)
        elif key == "k":
            self.host.open("begins")
        elif key == "s":
            self.host.open("sound")
        elif key == "q":
            self.host.open("questions")
        elif key == "x":
            self.host.open("sound_switch")
        elif key == "m":
            self.host.open("meetings")
        else:
            return False
        return True

    def before_next(self) -> bool:
        """Ask for people first, without whom there are no groups; and for the end, where it begins late."""
        if self.state.people and late_by(self.state, self.desk.now()):
            self.host.open("late_start")
            return True
        if self.state.people:
            return False
        self.host.tell(message("refused.nobody_here"))
        self.host.open("people")
        return True

    def choose(self) -> bool:
        """Say how to begin: Enter ends a typed name, and one too many must not begin the meeting."""
        self.host.tell(message("lobby.how_to_begin"))
        return True
