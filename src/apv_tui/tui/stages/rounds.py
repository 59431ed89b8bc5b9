"""Turns of groups on one clock: when each size of group changes, and the signals that say so.

Interviews and rounds in which one speaks share this; who does what in a turn is theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from apv_tui.core.agenda import Rounds, Step
from apv_tui.core.courses import Course, Passed, main_course, passed_between
from apv_tui.core.state import State
from apv_tui.core.timing import signals_passed
from apv_tui.core.turn_taking import courses_of
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Lines
from apv_tui.tui.stages.base import PAGE_SECONDS, Alarm, Face, Host, Stage
from apv_tui.tui.stages.question_parts import Part, parts_of, question_lines, question_pages
from apv_tui.tui.stages.seats import Seats, finished, fitted, seats_of, size_word, turn_names
from apv_tui.tui.stages.turn_signals import changed
from apv_tui.words import duration

WIDE = 76
SHORTEST_WARNED = 90.0
"""Turns shorter than this have no signal before their end: it would come while they still begin."""
SLOW_PAGE_SECONDS = 20.0
"""How long a page of questions stays before the next one comes by itself."""


class RoundsStage(Stage):
    """Shows every group's present turn, by name, and the time until the next one."""

    shows_groups = True
    odd_in_table: ClassVar[bool] = True
    """Whether the changes of groups of another size stand beside them in the wide table, or below all."""

    def __init__(self, desk: Desk, host: Host, step: Step) -> None:
        super().__init__(desk, host, step)
        self._seen: State | None = None
        self._courses: tuple[Course, ...] = ()
        self._main: Course | None = None

    # -- what each kind says for itself --------------------------------------------------------------------

    def who(self, course: Course, at: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say in sentences who does what in a turn of a group: by name, else by number."""
        raise NotImplementedError

    def group_pages(self, width: int, height: int) -> list[Lines]:
        """Give the pages of groups with who does what in each."""
        raise NotImplementedError

    def short_groups(self, width: int) -> Lines:
        """Give the groups as short as can be, for where they would need several pages; [] for no such way."""
        return []

    def soon(self, *, last: bool) -> str:
        """Say what comes when the turn is over; `last` where it is the last one."""
        raise NotImplementedError

    def over(self) -> Alarm:
        """Give the signal that all turns are over."""
        raise NotImplementedError

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def seated(self) -> tuple[Seats, ...]:
        """The groups as they sit now."""
        return seats_of(self.state, self.groups)

    @property
    def courses(self) -> tuple[Course, ...]:
        """The turns of each group, in their order."""
        if (
            self._seen is not self.state
        ):  # the clock asks every second, and they change with what happens only
            step = self.step
            self._courses = courses_of(self.state, step) if isinstance(step, Rounds) else ()
            self._main = main_course(self._courses)
            self._seen = self.state
        return self._courses

    @property
    def main(self) -> Course | None:
        """The turns that most groups share: what the clock shows, and where "next" goes."""
        return self._main if self.courses else None

    def names_of(self, group: Seats) -> Mapping[str, str]:
        """Give what those who take turns are called, by who they are."""
        course = self.courses[group.place]
        return dict(zip(course.takers, turn_names(self.desk, group), strict=False))

    def called(self, group: Seats) -> tuple[str, ...]:
        """Give what those who take turns are called, in their order."""
        return tuple(self.names_of(group).values())

    def progress(self, now: datetime) -> float:
        """Give how far the turns are, from 0.0."""
        return max(0.0, self.here.clock.progress_at(now))

    def turn_of(self, course: Course) -> int:
        """Give the turn, from 0, that a group is in; -1 where it has none, or no more."""
        return course.at(self.progress(self.desk.now()))

    def is_over(self) -> bool:
        """Whether all turns are over."""
        return self.here.clock.begun and self.here.clock.left_at(self.desk.now()) <= 0

    def to_change(self, course: Course, now: datetime) -> tuple[float, bool]:
        """Give the seconds until a group changes, and whether that is the end of its last turn."""
        clock = self.here.clock
        mark = course.next_mark(self.progress(now))
        if mark is None:
            return 0.0, True
        # Rounded so that a mark is a whole number of seconds where it should be: 5:00 and not 5:01.
        left_then = round((1.0 - mark) * clock.length, 6)
        return clock.left_at(now) - left_then, mark >= course.marks[-1]

    def turn_length(self, course: Course) -> float:
        """Give the seconds that the present turn of a group lasts; before the first and after the last, theirs."""
        turn = course.turns[self.turn_of(course)]
        return round((turn.ends - turn.begins) * self.here.clock.length, 6)

    def alone_text(self, group: Seats, at: int) -> str:
        """Say of a group without a turn now why that is; "" where it has one."""
        if not group.turns:
            return self.words("groups.unknown" if group.unknown else "groups.empty")
        if group.turns == 1:
            return self.words("interviews.alone", name=self.called(group)[0])
        return self.words("turns.all_done", names=self.joined(self.called(group))) if at < 0 else ""

    def joined(self, parts: Sequence[str]) -> str:
        """Give words as a list in a sentence."""
        return self.desk.listed(parts)

    # -- drawing -------------------------------------------------------------------------------------------

    def body(self, width: int, height: int) -> Lines:
        """Give the questions, and below them who does what in every group now."""
        in_table = self.odd_in_table and width >= WIDE
        foot = "" if in_table or not self.groups else self._odd_changes(width)
        head: Lines = []
        pages: list[Lines] = []
        # What helps is left out before a group has to wait for its page: first the probes, then the blank line.
        for probes, gap in ((True, True), (False, True), (False, False)):
            if gap and height < 10:
                continue
            questions = self._questions(width, probes=probes, gap=gap)
            above = [*questions, *([EMPTY] * gap)] if questions else []
            room = height - len(above)
            made = fitted(lambda rows: self._groups(width, rows), room, bool(foot))
            short = self.short_groups(width) if len(made) > 1 and not probes and self.groups else []
            if short and len(short) <= room:
                self.pages = 1
                return [*above, *short]
            fits = len(made) == 1 and len(made[0]) + bool(foot) <= room
            if fits or (not probes and (not pages or len(made) < len(pages))):
                head, pages = above, made
            if fits:
                break
        self.page_seconds = PAGE_SECONDS
        if len(head) + 3 > height or not self.groups:
            # A long set of questions has pages of its own, which stay long enough to be asked from.
            rows = max(1, height - 1)
            pages = [*question_pages(self.parts, width, rows), *self._groups(width, rows)]
            head, pages = [], [part for part in pages if part] or [[]]
            self.page_seconds = SLOW_PAGE_SECONDS
        self.pages = len(pages)
        return finished(head, pages, self.page, foot, self.words, width, height)

    def _groups(self, width: int, height: int) -> list[Lines]:
        """Give the pages of groups; one empty page where there are none."""
        return self.group_pages(width, height) if self.groups else [[]]

    @property
    def parts(self) -> list[Part]:
        """The questions by their headings."""
        return parts_of(self.state.questions_of(self.step), self.step.questions)

    def _questions(self, width: int, *, probes: bool, gap: bool) -> Lines:
        return question_lines(self.parts, width, probes=probes, gap=gap)

    def odd_change(self, group: Seats, *, by_name: bool = False) -> str:
        """Say when a group changes whose turns are not those of most; "" where they are.

        With `by_name` one that somebody has left is named: it goes by a time of its own.
        """
        course, main = self.courses[group.place], self.main
        if main is None or not course.turns or course.marks == main.marks:
            return ""
        now, size = self.desk.now(), size_word(self.words, group.turns)
        if not self.here.clock.begun:
            turn = duration(self.turn_length(course))
            return self.words("interviews.odd.turns", size=size, turns=len(course.turns), turn=turn)
        if self.turn_of(course) < 0:
            return ""
        seconds, last = self.to_change(course, now)
        if seconds <= 0:
            return ""
        size = self.group_name(group.place) if by_name and not course.as_dealt else size
        return self.words(
            "interviews.odd.end" if last else "interviews.odd", size=size, time=duration(seconds)
        )

    def aside(self, group: Seats) -> str:
        """Give when a group changes that somebody has left: it goes by a time of its own; "" for any other."""
        return "" if self.courses[group.place].as_dealt else self.odd_change(group)

    def _odd_changes(self, width: int) -> str:
        """Give when groups of another size change; where it is narrow, those with a time of their own say it."""
        odd = sorted(self.seated, key=lambda group: (not self.courses[group.place].as_dealt, group.turns))
        said = (
            self.odd_change(group, by_name=True)
            for group in odd
            if width >= WIDE or self.courses[group.place].as_dealt
        )
        return " · ".join(dict.fromkeys(filter(None, said)))

    def face(self, now: datetime) -> Face:
        """Give the time until the next change; after the last one, how long it has been over."""
        clock, main = self.here.clock, self.main
        left = clock.left_at(now)
        if main is None or (clock.begun and left <= 0):
            return super().face(now)
        turn = self.turn_length(main)
        seconds, last = self.to_change(main, now)
        digits, fraction = duration(seconds), min(1.0, seconds / turn)
        if not clock.begun:
            return Face(digits, self.words("clock.waiting"), fraction)
        if not clock.running:
            return Face(digits, self.words("clock.paused"), fraction, "warn")
        time = self.words.time_of_day(now + timedelta(seconds=seconds))
        caption = self.words("interviews.end_at" if last else "interviews.change_at", time=time)
        return Face(digits, caption, fraction, "warn" if seconds <= 60 < turn else "heading")

    def next_label(self) -> str:
        """Say whether going on begins, changes the turns, or leaves."""
        clock, main = self.here.clock, self.main
        if not clock.begun and self.groups:
            return "act.next.begin"
        if main and not self.to_change(main, self.desk.now())[1]:
            return "act.next.round"
        return super().next_label()

    def turns_pages(self) -> bool:
        """All find their group without anybody at the keys."""
        return True

    # -- time ----------------------------------------------------------------------------------------------

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Give the changes, and a signal shortly before those of the ordinary size; remember the look."""
        clock, main = self.here.clock, self.main
        if main is None:
            return super().alarms(now)
        left = clock.left_at(now)
        before, self.last_left = self.last_left, left if clock.running else None
        if before is None or not clock.running or before <= left:
            return ()
        passed = passed_between(1.0 - before / clock.length, 1.0 - left / clock.length, self.courses)
        odd = any(course.turns and course.marks != main.marks for course in self.courses)
        if passed or (odd and left > 0):
            self.host.redraw()  # the turns have changed, or seconds stand in the body
        if passed:
            return (changed(self, passed[-1], main),)
        turn = self.turn_length(main)
        seconds, last = self.to_change(main, now)
        if turn < SHORTEST_WARNED or left <= 0:
            return ()
        kinds = [signal.kind for signal in signals_passed(turn, seconds + before - left, seconds)]
        return tuple(Alarm(self.words(f"signal.{kind}"), self.soon(last=last), 4.0) for kind in kinds[-1:])

    def turn_alarm(self) -> Alarm | None:
        """Give the signal of the turn that began by hand."""
        main = self.main
        if main is None or not self.here.clock.running:
            return None
        places = tuple(at for at, course in enumerate(self.courses) if course.marks == main.marks)
        return changed(self, Passed(self.progress(self.desk.now()), places, whole=False), main)

    def changed_text(self, course: Course, at: int) -> str:
        """Say at a change who does what in the groups most are like."""
        return " ".join(self.who(course, at))

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take m (move a person by hand)."""
        if key != "m" or not self.groups:
            return False
        self.host.open("move")
        return True
