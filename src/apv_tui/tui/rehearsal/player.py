"""Plays a rehearsal's cues on a desk as their time comes; somebody can hold it, hurry it, and leave its course."""

from collections.abc import Callable, Iterator

from apv_tui.core import commands as c
from apv_tui.core.commands import Command
from apv_tui.core.rehearsal import Cue
from apv_tui.core.rehearsal.clock import RehearsalClock
from apv_tui.core.rehearsal.script import DAY
from apv_tui.tui.desk import Desk


class Player:
    """Carries out the cues one after the other, with whatever `do` carries commands out with."""

    def __init__(
        self, desk: Desk, clock: RehearsalClock, cues: Iterator[Cue], do: Callable[[Command], bool]
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._cues = cues
        self.do = do
        self.paused = False
        self._here = self._now_at()
        self._next: Cue | None = None
        self._due = 0.0
        self._look_ahead()

    @property
    def over(self) -> bool:
        """Whether nothing more comes."""
        return self._next is None

    @property
    def off_course(self) -> bool:
        """Whether somebody went to another step than the rehearsal is at."""
        return self._now_at() != self._here

    def begin(self, meeting: str) -> None:
        """Play everything up to the opening of a meeting, and who is there, at once."""
        while self._next is not None:
            at_once = self._next.wait == 0 and self._here[0] == meeting and not self._here[1]
            if self._here[0] == meeting and not at_once:
                return
            self._perform()

    def advance(self, most: int) -> bool:
        """Carry out what is due, so many cues at most. True if anything was."""
        done = 0
        while not self._waits() and done < most and self._clock.monotonic() >= self._due:
            self._perform()
            done += 1
        return done > 0

    def go_on(self) -> bool:
        """Come back to the course; else carry out everything up to the next screen. False when all is over."""
        if self.off_course:
            self.come_back()
            return True
        while self._next is not None:
            turns = self._next.turn and self._next.command is not None
            self._perform()
            if turns:
                return True
        return False

    def come_back(self) -> None:
        """Go to the step the rehearsal is at."""
        meeting, step = self._here
        if self._now_at()[0] != meeting:
            self.do(c.OpenMeeting(meeting))
        self.do(c.GoTo(step))
        self._here = self._now_at()  # where it cannot be gone to, it goes on from here

    def _waits(self) -> bool:
        return self.paused or self._next is None or self.off_course

    def _perform(self) -> None:
        cue = self._next
        if cue is None:
            return
        self._clock.skip(self._due - self._clock.monotonic())
        self._clock.skip(cue.days * DAY)
        if isinstance(cue.command, c.NoteIdeas) and cue.command.group is not None:
            self._desk.view_group = cue.command.group  # the group whose words are typed is the one in view
        if cue.command is not None:
            self.do(cue.command)
        self._here = self._now_at()
        self._look_ahead()

    def _look_ahead(self) -> None:
        self._next = next(self._cues, None)
        self._due = self._clock.monotonic() + (self._next.wait if self._next else 0.0)

    def _now_at(self) -> tuple[str, str]:
        state = self._desk.record.state
        return state.meeting_id, state.step_id
