"""The steps of the meeting: where the room is, how long each took, and a way to any of them."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Step
from apv_tui.core.going_back import place_left
from apv_tui.core.pauses import pauses_of
from apv_tui.core.schedule import minutes_now
from apv_tui.tui.lines import Lines, Span, line, pad, paragraph, window, with_arrows
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.pausing import stood_for
from apv_tui.tui.stages.base import Hint
from apv_tui.words import duration


class StepsOverlay(Overlay):
    """Lists the steps with planned and used minutes; Enter goes there."""

    own_key = "g"
    own_action = "steps"

    def on_mount(self) -> None:
        """Begin at the step the room is at."""
        self.cursor = self.desk.state.step_index + 1

    def heading(self) -> str:
        """Give the heading."""
        return self.words("steps.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give a row for the lobby and each step: title, planned minutes, used time."""
        state = self.desk.state
        meeting = state.meeting
        if meeting is None:
            return []
        now = self.desk.now()
        left = place_left(state)
        room = width - 24
        head = line(
            pad("", room) + pad(f"  {self.words('steps.planned')}", 14) + self.words("steps.used"),
            role="muted",
        )
        rows: Lines = [line(pad("  " + self.words("lobby.title"), width))]
        for step in meeting.steps:
            clock = state.state_of(step).clock
            sign = "►" if step.id == state.step_id else ("√" if state.state_of(step).entered else " ")
            sign = "◄" if left is not None and step.id == left.id else sign
            used = duration(clock.used_at(now)) if clock.begun else ""
            minutes = pad(f"  {self._minutes(step)}", 14)
            rows.append(line(pad(f"{sign} {step.title}", room) + minutes + pad(used, 10)))
        paused = paragraph(stood_for(state, self.words), width, role="muted") if pauses_of(state) else []
        first, last = window(len(rows), self.cursor, height - 1 - len(paused))
        shown = [
            tuple(Span(span.text, "cursor", span.bold) for span in row) if at == self.cursor else row
            for at, row in enumerate(rows)
        ]
        return [head, *with_arrows(shown[first:last], first > 0, last < len(rows), width), *paused]

    def _minutes(self, step: Step) -> str:
        """Give the minutes a step has, with those of the agenda behind where they were changed."""
        if self.desk.state.state_of(step).dropped:
            return f"{self.words('late.dropped')} ({step.minutes})"
        now = minutes_now(self.desk.state, step)
        return f"{now:>2} min" + (f" ({step.minutes})" if now != step.minutes else "")

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and Enter."""
        left = (Hint("ctrl+r", "act.return"),) if place_left(self.desk.state) else ()
        return (Hint("up down", "hint.choose_step"), Hint("enter", "hint.go_there"), *left)

    def key(self, key: str, character: str | None) -> bool:
        """Move, and go."""
        meeting = self.desk.state.meeting
        if meeting is None:
            return False
        if key in ("up", "down"):
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % (len(meeting.steps) + 1)
        elif key == "enter":
            step = "" if self.cursor == 0 else meeting.steps[self.cursor - 1].id
            screen = self.owner.meeting_screen
            self.close()
            if screen is not None:
                self.owner.call_later(screen.go, c.GoTo(step))
        else:
            return False
        return True
