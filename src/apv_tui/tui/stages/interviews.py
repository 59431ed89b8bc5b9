"""People interview each other in turn: what is asked, who does what now, and how long until the next change."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from apv_tui.core.messages import Value
from apv_tui.core.rotation import (
    Change,
    changes_between,
    current_round,
    main_size,
    next_mark,
    roles,
    turn_seconds,
)
from apv_tui.core.timing import signals_passed
from apv_tui.tui.lines import EMPTY, Lines, Span, hanging, line, paragraph
from apv_tui.tui.stages.base import Alarm, Face, Hint, Stage
from apv_tui.tui.stages.roles_table import narrow_pages, wide_pages
from apv_tui.tui.stages.seats import Seats, finished, fitted, pages_of, seats_of, size_word
from apv_tui.words import duration

WIDE = 76
SHORTEST_WARNED = 90.0
"""Turns shorter than this have no signal before their end: it would come while they still begin."""
_LAST = 1.0 - 1e-6


class InterviewsStage(Stage):
    """Shows the questions, and the roles of every group by name."""

    kind = "interviews"

    # -- reading -------------------------------------------------------------------------------------------

    @property
    def seated(self) -> tuple[Seats, ...]:
        """The groups as they sit now."""
        return seats_of(self.state, self.groups)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many take turns in each group that can interview."""
        return tuple(len(group.members) for group in self.seated if len(group.members) > 1)

    def progress(self, now: datetime) -> float:
        """Give how far the interviews are, from 0.0."""
        return max(0.0, self.here.clock.progress_at(now))

    def to_change(self, k: int, now: datetime) -> tuple[float, bool]:
        """Give the seconds until a group of `k` changes, and whether that is the end of its last turn."""
        clock = self.here.clock
        mark = next_mark(self.progress(now), k)
        if mark is None:
            return 0.0, True
        # Rounded so that a mark is a whole number of seconds where it should be: 5:00 and not 5:01.
        left_then = round((1.0 - mark) * clock.length, 6)
        return clock.left_at(now) - left_then, mark >= _LAST

    def who(self, k: int, turn: int, names: Sequence[str] = ()) -> tuple[str, ...]:
        """Say in sentences who does what in a turn of a group of `k`: by name, else by number."""
        now = roles(k, turn)
        named = ".named" if names else ""

        def call(person: int) -> str:
            return names[person] if names else str(person + 1)

        both: dict[str, Value] = {"asks": call(now.interviewer), "tells": call(now.storyteller)}
        if k == 2:
            return (self.words(f"interviews.pair{named}", **both),)
        asks = self.words(f"interviews.asks{named}", **both)
        if len(now.note_takers) > 2:
            return asks, self.words("interviews.rest_notes")
        who = self.joined([call(person) for person in now.note_takers])
        return asks, self.words(f"interviews.notes{named}", who=who, n=len(now.note_takers))

    def joined(self, parts: Sequence[str]) -> str:
        """Give words as a list in a sentence."""
        if len(parts) < 2:
            return "".join(parts)
        return self.words("interviews.and", first=", ".join(parts[:-1]), last=parts[-1])

    # -- drawing -------------------------------------------------------------------------------------------

    def task(self, width: int) -> Lines:
        """Give the round, and who does what in it in groups of the ordinary size."""
        now, sizes = self.desk.now(), self.sizes
        if not sizes:
            return super().task(width)
        if self.here.clock.begun and self.here.clock.left_at(now) <= 0:
            return paragraph(self.words("interviews.over.text"), width, role="accent", bold=True)
        main = main_size(sizes)
        turn = current_round(main, self.progress(now))
        lines = [line(self.words("interviews.round", round=turn + 1, of=main), role="heading", bold=True)]
        # Each sentence begins a line: it is for somebody else.
        for sentence in self.who(main, turn):
            lines += paragraph(sentence, width, role="accent", bold=True)
        return lines

    def body(self, width: int, height: int) -> Lines:
        """Give the questions, and below them who does what in every group now."""
        foot = "" if width >= WIDE or not self.groups else self._odd_changes()
        head: Lines = []
        pages: list[Lines] = []
        # What helps is left out before a group has to wait for its page: first the probes, then the blank line.
        for probes, gap in ((True, True), (False, True), (False, False)):
            if gap and height < 10:
                continue
            questions = self._questions(width, probes=probes)
            above = [*questions, *([EMPTY] * gap)] if questions else []
            room = height - len(above)
            made = fitted(lambda rows: self._groups(width, rows), room, bool(foot))
            fits = len(made) == 1 and len(made[0]) + bool(foot) <= room
            if fits or (not probes and (not pages or len(made) < len(pages))):
                head, pages = above, made
            if fits:
                break
        if len(head) + 3 > height or not self.groups:
            # Questions of the leader's own may be long: then they are pages of their own.
            rows = max(1, height - 1)
            pages = [*pages_of([[row] for row in head if row], rows), *self._groups(width, rows)]
            head, pages = [], [part for part in pages if part] or [[]]
        self.pages = len(pages)
        return finished(head, pages, self.page, foot, self.words, width, height)

    def _groups(self, width: int, height: int) -> list[Lines]:
        """Give the pages of groups; one empty page where there are none."""
        if not self.groups:
            return [[]]
        return (wide_pages if width >= WIDE else narrow_pages)(self, width, height)

    def _questions(self, width: int, *, probes: bool) -> Lines:
        lines: Lines = []
        for number, question in enumerate(self.state.questions_of(self.step), 1):
            lines += hanging(Span(f"{number}  ", "muted"), question.text, width, "heading", True)
            for probe in question.probes if probes else ():
                lines += hanging(Span("   · ", "muted"), probe, width, "muted")
        return lines

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

    def hints(self) -> Sequence[Hint]:
        """Give the key for the questions."""
        return (Hint("q", "hint.questions"),) if self.step.questions else ()

    def next_label(self) -> str:
        """Say whether going on begins, changes the roles, or leaves."""
        clock, sizes = self.here.clock, self.sizes
        if not clock.begun and self.groups:
            return "act.next.begin"
        if sizes and not self.to_change(main_size(sizes), self.desk.now())[1]:
            return "act.next.round"
        return super().next_label()

    def turns_pages(self) -> bool:
        """All find their role without anybody at the keys."""
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
            self.host.redraw()  # the roles have changed, or seconds stand in the body
        if passed:
            return (self._changed(passed[-1], main),)
        turn = turn_seconds(clock.length, main)
        seconds, last = self.to_change(main, now)
        if turn < SHORTEST_WARNED or left <= 0:
            return ()
        text = self.words("interviews.soon.end" if last else "interviews.soon")
        kinds = [signal.kind for signal in signals_passed(turn, seconds + before - left, seconds)]
        return tuple(Alarm(self.words(f"signal.{kind}"), text, 4.0) for kind in kinds[-1:])

    def turn_alarm(self) -> Alarm | None:
        """Give the signal of the turn that began by hand."""
        if not self.sizes or not self.here.clock.running:
            return None
        main = main_size(self.sizes)
        return self._changed(Change(self.progress(self.desk.now()), (main,), whole=False), main)

    def _changed(self, change: Change, main: int) -> Alarm:
        if change.whole:
            return Alarm(self.words("interviews.over"), self.words("interviews.over.text"), 10.0)
        if main in change.sizes:
            swap = (self.words("interviews.swap"),) if main == 2 else ()
            texts = (*swap, *self.who(main, current_round(main, change.at)))
            return Alarm(self.words("interviews.change"), " ".join(texts), 10.0)
        groups = [group for group in self.seated if len(group.members) in change.sizes]
        numbers = self.joined([str(group.place + 1) for group in groups])
        heading = self.words("interviews.groups_change", groups=numbers, n=len(groups))
        if len(groups) == 1:
            k = len(groups[0].members)
            names = [self.desk.name(person) for person in groups[0].members]
            return Alarm(heading, " ".join(self.who(k, current_round(k, change.at), names)), 6.0)
        roles_of = {k: " ".join(self.who(k, current_round(k, change.at))) for k in change.sizes}
        if len(roles_of) > 1:
            roles_of = {
                k: self.words("interviews.of_size", size=size_word(self.words, k), text=text)
                for k, text in roles_of.items()
            }
        return Alarm(heading, " ".join(roles_of.values()), 6.0)

    # -- acting --------------------------------------------------------------------------------------------

    def key(self, key: str, character: str | None) -> bool:
        """Take q (the questions) and m (move a person by hand)."""
        if key == "q" and self.step.questions:
            self.host.open("questions")
        elif key == "m" and self.groups:
            self.host.open("move")
        else:
            return False
        return True
