"""The meetings of the process: which have been held, and which one to open."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.tui.lines import EMPTY, Lines, Span, line, pad, paragraph, window
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint


class MeetingsOverlay(Overlay):
    """Lists the meetings; Enter opens one in its lobby."""

    def on_mount(self) -> None:
        """Begin at the meeting that is open."""
        ids = [meeting.id for meeting in self.desk.agenda.meetings]
        self.cursor = ids.index(self.desk.state.meeting_id) if self.desk.state.meeting_id in ids else 0

    def heading(self) -> str:
        """Give the agenda's title."""
        return self.desk.agenda.title

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each meeting, and what the one under the cursor is about."""
        meetings = self.desk.agenda.meetings
        about = meetings[self.cursor].about or ""
        who = meetings[self.cursor].who or ""
        below = [EMPTY, *paragraph(about, width), *(paragraph(who, width, role="muted") if who else [])]
        rows: Lines = []
        for at, meeting in enumerate(meetings):
            held = self.desk.state.meetings.get(meeting.id)
            date = self.words.date(held.began) if held and held.began else ""
            minutes = meeting.minutes or sum(step.minutes for step in meeting.steps)
            room = min(44, width - 28)
            text = f"{at + 1}  {pad(meeting.title, room)}{minutes:>4} min   {date}"
            rows.append(
                line(Span(pad(text, width), "cursor" if at == self.cursor else "text", at == self.cursor))
            )
        first, last = window(len(rows), self.cursor, max(1, height - len(below)))
        return rows[first:last] + below

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and Enter."""
        return (Hint("up down", "hint.choose_step"), Hint("enter", "hint.open"))

    def key(self, key: str, character: str | None) -> bool:
        """Move, and open."""
        meetings = self.desk.agenda.meetings
        if key in ("up", "down"):
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % len(meetings)
        elif key == "enter":
            if self.do(c.OpenMeeting(meetings[self.cursor].id)):
                self.close()
        else:
            return False
        return True
