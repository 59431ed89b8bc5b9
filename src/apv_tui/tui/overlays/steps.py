"""The steps of the meeting: where the room is, how long each took, and a way to any of them."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.tui.lines import Lines, Span, line, pad, window, with_arrows
from apv_tui.tui.overlays.base import Overlay
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
        room = width - 22
        head = line(
            pad("", room) + pad(f"  {self.words('steps.planned')}", 12) + self.words("steps.used"),
            role="muted",
        )
        rows: Lines = [line(pad("  " + self.words("lobby.title"), width))]
        for step in meeting.steps:
            clock = state.state_of(step).clock
            sign = "►" if step.id == state.step_id else ("√" if state.state_of(step).entered else " ")
            used = duration(clock.used_at(now)) if clock.begun else ""
            minutes = pad(f"  {step.minutes:>2} min", 12)
            rows.append(line(pad(f"{sign} {step.title}", room) + minutes + pad(used, 10)))
        first, last = window(len(rows), self.cursor, height - 1)
        shown = [
            tuple(Span(span.text, "cursor", span.bold) for span in row) if at == self.cursor else row
            for at, row in enumerate(rows)
        ]
        return [head, *with_arrows(shown[first:last], first > 0, last < len(rows), width)]

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and Enter."""
        return (Hint("up down", "hint.choose_step"), Hint("enter", "hint.go_there"))

    def key(self, key: str, character: str | None) -> bool:
        """Move, and go."""
        meeting = self.desk.state.meeting
        if meeting is None:
            return False
        if key in ("up", "down"):
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % (len(meeting.steps) + 1)
        elif key == "enter":
            step = "" if self.cursor == 0 else meeting.steps[self.cursor - 1].id
            if self.do(c.GoTo(step)):
                self.close()
        else:
            return False
        return True
