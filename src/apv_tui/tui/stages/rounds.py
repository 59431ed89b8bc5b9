"""Turns of groups on one clock: when each size of group changes, and the signals that say so.

Interviews and rounds in which one speaks share this; who does what in a turn is theirs.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from apv_tui.core.rotation import Change, changes_between, current_round, main_size, next_mark, turn_seconds
from apv_tui.core.timing import signals_passed
from apv_tui.tui.lines import EMPTY, Lines
from apv_tui.tui.stages.base import PAGE_SECONDS, Alarm, Face, Stage
from apv_tui.tui.stages.question_parts import Part, parts_of, question_lines, question_pages
from apv_tui.tui.stages.seats import Seats, finished, fitted, seats_of, size_word, turn_names
from apv_tui.words import duration

WIDE = 76
SHORTEST_WARNED = 90.0
"""Turns shorter than this have no signal before their end: it would come while they still begin."""
SLOW_PAGE_SECONDS = 20.0
"""How long a page of questions stays before the next one comes by itself."""
_LAST = 1.0 - 1e-6


class RoundsStage(Stage):
    """Shows every group's present turn, by name, and the time until the next one."""

    shows_groups = True
    odd_in_table: ClassVar[bool] = True
    """Whether the changes of groups of another size stand beside them in the wide table, or below all."""

    # -- what each kind says for itself --------------------------------------------------------------------

    def who(self, k: int, turn: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say in sentences who does what in a turn of a group of `k`: by name, else by number."""
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
    def sizes(self) -> tuple[int, ...]:
        """How many take turns in each group that has more than one."""
        return tuple(group.turns for group in self.seated if group.turns > 1)

    def names_of(self, group: Seats) -> tuple[str, ...]:
        """Give what those who take turns are called."""
        return turn_names(self.desk, group)

    def progress(self, now: datetime) -> float:
        """Give how far the turns are, from 0.0."""
        return max(0.0, self.here.clock.progress_at(now))

    def turn_of(self, k: int) -> int:
        """Give the turn, from 0, that a group of `k` is in."""
        return current_round(k, self.progress(self.desk.now()))

    def is_over(self) -> bool:
        """Whether all turns are over."""
        return self.here.clock.begun and self.here.clock.left_at(self.desk.now()) <= 0

    def to_change(self, k: int, now: datetime) -> tuple[float, bool]:
        """Give the seconds until a group of `k` changes, and whether that is the end of its last turn."""
        clock = self.here.clock
        mark = next_mark(self.progress(now), k)
        if mark is None:
            return 0.0, True
        # Rounded so that a mark is a whole number of seconds where it should be: 5:00 and not 5:01.
        left_then = round((1.0 - mark) * clock.length, 6)
        return clock.left_at(now) - left_then, mark >= _LAST

    def joined(self, parts: Sequence[str]) -> str:
        """Give words as a list in a sentence."""
        return self.desk.listed(parts)

    # -- drawing -------------------------------------------------------------------------------------------

    def body(self, width: int, height: int) -> Lines:
        """Give the questions, and below them who does what in every group now."""
        in_table = self.odd_in_table and width >= WIDE
        foot = "" if in_table or not self.groups else self._odd_changes()
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

    def odd_change(self, k: int) -> str:
        """Say when groups of another size change."""
        now, size = self.desk.now(), size_word(self.words, k)
        if not self.here.clock.begun:
            turn = duration(turn_seconds(self.here.clock.length, k))
            return self.words("interviews.odd.turns", size=size, turns=k, turn=turn)
        seconds, last = self.to_change(k, now)
        if seconds <= 0:
            return ""
        return self.words(
            "interviews.odd.end" if last else "interviews.odd", size=size, time=duration(seconds)
        )

    def _odd_changes(self) -> str:
        others = sorted({*self.sizes} - {main_size(self.sizes)}) if self.sizes else []
        return " · ".join(filter(None, (self.odd_change(size) for size in others)))

    def face(self, now: datetime) -> Face:
        """Give the time until the next change; after the last one, how long it has been over."""
        clock, sizes = self.here.clock, self.sizes
        left = clock.left_at(now)
        if not sizes or (clock.begun and left <= 0):
            return super().face(now)
        main = main_size(sizes)
        turn = turn_seconds(clock.length, main)
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
        clock, sizes = self.here.clock, self.sizes
        if not clock.begun and self.groups:
            return "act.next.begin"
        if sizes and not self.to_change(main_size(sizes), self.desk.now())[1]:
            return "act.next.round"
        return super().next_label()

    def turns_pages(self) -> bool:
        """All find their group without anybody at the keys."""
        return True

    # -- time ----------------------------------------------------------------------------------------------

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Give the changes, and a signal shortly before those of the ordinary size; remember the look."""
        clock, sizes = self.here.clock, self.sizes
        if not sizes:
            return super().alarms(now)
        left = clock.left_at(now)
        before, self.last_left = self.last_left, left if clock.running else None
        if before is None or not clock.running or before <= left:
            return ()
        main = main_size(sizes)
        passed = changes_between(1.0 - before / clock.length, 1.0 - left / clock.length, sizes)
        if passed or (len(set(sizes)) > 1 and left > 0):
            self.host.redraw()  # the turns have changed, or seconds stand in the body
        if passed:
            return (self._changed(passed[-1], main),)
        turn = turn_seconds(clock.length, main)
        seconds, last = self.to_change(main, now)
        if turn < SHORTEST_WARNED or left <= 0:
            return ()
        kinds = [signal.kind for signal in signals_passed(turn, seconds + before - left, seconds)]
        return tuple(Alarm(self.words(f"signal.{kind}"), self.soon(last=last), 4.0) for kind in kinds[-1:])

    def turn_alarm(self) -> Alarm | None:
        """Give the signal of the turn that began by hand."""
        if not self.sizes or not self.here.clock.running:
            return None
        main = main_size(self.sizes)
        return self._changed(Change(self.progress(self.desk.now()), (main,), whole=False), main)

    def changed_text(self, k: int, turn: int) -> str:
        """Say at a change who does what in groups of the ordinary size."""
        return " ".join(self.who(k, turn))

    def _changed(self, change: Change, main: int) -> Alarm:
        if change.whole:
            return self.over()
        if main in change.sizes:
            text = self.changed_text(main, current_round(main, change.at))
            return Alarm(self.words("interviews.change"), text, 10.0)
        groups = [group for group in self.seated if group.turns in change.sizes]
        numbers = self.joined([str(group.place + 1) for group in groups])
        heading = self.words("interviews.groups_change", groups=numbers, n=len(groups))
        if len(groups) == 1:
            k = groups[0].turns
            return Alarm(
                heading, " ".join(self.who(k, current_round(k, change.at), self.names_of(groups[0]))), 6.0
            )
        texts = {k: " ".join(self.who(k, current_round(k, change.at))) for k in change.sizes}
        if len(texts) > 1:
            texts = {
                k: self.words("interviews.of_size", size=size_word(self.words, k), text=text)
                for k, text in texts.items()
            }
        return Alarm(heading, " ".join(texts.values()), 6.0)

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take m (move a person by hand)."""
        if key != "m" or not self.groups:
            return False
        self.host.open("move")
        return True
