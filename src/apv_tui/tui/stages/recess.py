"""A break that was taken in the middle of a meeting: when the room is to be back, and a clock of its own."""

from collections.abc import Sequence
from datetime import datetime

from apv_tui.core.agenda import Step
from apv_tui.core.messages import message
from apv_tui.core.pauses import recess_of
from apv_tui.core.state import State, StepState
from apv_tui.core.things import Recess
from apv_tui.core.timing import SignalKind, new_clock, signals_passed
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import Lines, paragraph
from apv_tui.tui.stages.base import Alarm, Face, Hint, Host, Stage
from apv_tui.tui.stages.pause import back_at_lines

HEARD: tuple[SignalKind, ...] = ("one_minute", "zero")
"""Nobody at the coffee is helped by hearing that half of it is over."""


class RecessStage(Stage):
    """Shows when the room is to be back; it is no step of the agenda."""

    kind = "recess"
    starts_clock = False

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
        raise LookupError("a break that was taken is no step")

    @property
    def recess(self) -> Recess | None:
        """The break; None in the moment after it."""
        return recess_of(self.state)

    @property
    def here(self) -> StepState:
        """What a step would have come to that has the break's clock."""
        recess = self.recess
        return StepState(recess.clock if recess is not None else new_clock(1))

    def is_at(self, state: State) -> bool:
        """Whether the room is still on a break."""
        return recess_of(state) is not None

    # -- drawing -------------------------------------------------------------------------------------------

    def is_private(self) -> bool:
        """The room may see it."""
        return False

    def task(self, width: int) -> Lines:
        """Give that it is a break, and what comes after it."""
        lines = paragraph(self.words("recess.task"), width, role="accent", bold=True)
        step = self.state.step
        return (
            lines + paragraph(self.words("recess.then", step=step.title), width)
            if step is not None
            else lines
        )

    def body(self, width: int, height: int) -> Lines:
        """Give the time to be back, as large as fits."""
        recess = self.recess
        if recess is None:
            return []
        return back_at_lines(self.words, self.words.time_of_day(recess.ends), width, height)

    def face(self, now: datetime) -> Face:
        """Give the time that is left; until when, the body says."""
        face = super().face(now)
        over = self.here.clock.left_at(now) <= 0
        return face if over else face._replace(caption=self.words("recess.left"))

    def hints(self) -> Sequence[Hint]:
        """Give a minute more or less, and another length."""
        return (
            Hint("plus minus", "act.more.short"),
            Hint("ctrl+t", "hint.break_length"),
            Hint("f3", "act.parking"),
        )

    def next_label(self) -> str:
        """Give that the meeting goes on."""
        return "hint.break_over"

    def leave_label(self) -> str:
        """Give the same."""
        return self.next_label()

    # -- time ----------------------------------------------------------------------------------------------

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """Give the signals: a minute before, and when the room is to be back."""
        clock = self.here.clock
        left = clock.left_at(now)
        before, self.last_left = self.last_left, left
        if before is None or before <= left:
            return ()
        passed = [
            signal.kind for signal in signals_passed(clock.length, before, left) if signal.kind in HEARD
        ]
        return tuple(self.alarm(kind) for kind in passed[-1:])

    def alarm(self, kind: SignalKind) -> Alarm:
        """Give the words of a signal."""
        if kind != "zero":
            return super().alarm(kind)
        return Alarm(self.words("signal.break_over"), self.words("signal.break_over.text"), 10.0)

    # -- acting --------------------------------------------------------------------------------------------

    def choose(self) -> bool:
        """Say how the meeting goes on: Enter and the space bar are pressed by accident where people pass."""
        self.host.tell(message("refused.in_break"))
        return True
