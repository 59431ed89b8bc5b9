"""The meetings of the process: which have been held, and which one to open."""

from collections.abc import Sequence
from typing import Final

from apv_tui.core import commands as c
from apv_tui.core.agenda import Meeting
from apv_tui.core.case import agreed_day, is_over, upcoming, window_of
from apv_tui.core.days import span_message
from apv_tui.tui.lines import EMPTY, Lines, Span, line, pad, paragraph, width_of, window
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint

BESIDE: Final = 16
"""Columns of a row besides the title and the day: the cursor, the number, the minutes, signs and what parts them."""
HELD: Final = "√"
LEAST_TITLE: Final = 12


class MeetingsOverlay(Overlay):
    """Lists the meetings; Enter opens one in its lobby."""

    def on_mount(self) -> None:
        """Begin at the meeting that is open; at the next one where that is over."""
        state = self.desk.state
        ids = [meeting.id for meeting in self.desk.agenda.meetings]
        here = state.meeting
        following = upcoming(state) if here is None or is_over(state, here) else None
        at = following.meeting.id if following else state.meeting_id
        self.cursor = ids.index(at) if at in ids else 0

    def heading(self) -> str:
        """Give the agenda's title."""
        return self.desk.agenda.title

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each meeting, and what the one under the cursor is about."""
        meetings = self.desk.agenda.meetings
        here = meetings[self.cursor]
        whens = [self._when(meeting) for meeting in meetings]
        titles = max(width_of(line(meeting.title)) for meeting in meetings)
        known = max(width_of(line(when)) for when in whens)
        room, minutes = min(40, titles), True
        if room + known + BESIDE > width:
            # The minutes stand below, and about when is said with its first day.
            minutes = False
            whens = [self._when(meeting, short=True) for meeting in meetings]
            known = max(width_of(line(when)) for when in whens)
            room = min(room, max(LEAST_TITLE, width - known - 8))
        rows: Lines = []
        for at, (meeting, when) in enumerate(zip(meetings, whens, strict=True)):
            length = f"{minutes_of(meeting):>4} min" if minutes else ""
            chosen = at == self.cursor
            head = f"{'►' if chosen else ' '}{at + 1}  {pad(meeting.title, room)}{length}"
            text = f"{head}  {self._sign(meeting)} {when}"
            rows.append(line(Span(pad(text, width), "cursor" if chosen else "text", chosen)))
        facts = [here.who or ""] if minutes else [here.who or "", f"{minutes_of(here)} min", self._when(here)]
        below = [EMPTY, *paragraph(here.about or "", width)]
        below += paragraph(" · ".join(filter(None, facts)), width, role="muted")
        first, last = window(len(rows), self.cursor, max(1, height - len(below)))
        return rows[first:last] + below

    def _when(self, meeting: Meeting, *, short: bool = False) -> str:
        """Say when a meeting was held; else the day agreed on, or about when it falls (`short`: at the earliest).

        A day that was agreed on says so where there is room.
        """
        state, words = self.desk.state, self.words
        here = state.meetings.get(meeting.id)
        began = (here.began or (here.held[-1] if here.held else None)) if here else None
        if here and began:
            times = len(here.held) + (here.began is not None)
            again = words("meetings.again", n=times, date=words.date(began))
            return again if times > 1 else words.date(began)
        agreed = agreed_day(state, meeting.id)
        if agreed:
            when = words.say(span_message(*agreed))
            return when if short else words("meetings.agreed", when=when)
        between = window_of(state, meeting)
        if between is None:
            return ""
        first, last = between
        return words("meetings.about", when=words.say(span_message(first, first if short else last)))

    def _sign(self, meeting: Meeting) -> str:
        """Give the sign of a meeting that was held: its day alone could be one that is still to come."""
        here = self.desk.state.meetings.get(meeting.id)
        return HELD if here and (here.began or here.held) else " "

    def _can_repeat(self) -> bool:
        meeting = self.desk.agenda.meetings[self.cursor]
        here = self.desk.state.meetings.get(meeting.id)
        return meeting.repeats and here is not None and here.began is not None

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and Enter; and the key for another sitting of a meeting that is repeated."""
        move, open_it = Hint("up down", "hint.choose_step"), Hint("enter", "hint.open")
        # Who comes to a follow-up comes to hold the next one: that key stays in view on a narrow window.
        return (Hint("n", "hint.hold_again"), open_it, move) if self._can_repeat() else (move, open_it)

    def key(self, key: str, character: str | None) -> bool:
        """Move, and open."""
        meetings = self.desk.agenda.meetings
        if key in ("up", "down"):
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % len(meetings)
        elif key == "enter":
            self._open(c.OpenMeeting(meetings[self.cursor].id))
        elif key == "n" and self._can_repeat():
            self._open(c.OpenMeeting(meetings[self.cursor].id, again=True))
        else:
            return False
        return True

    def _open(self, command: c.OpenMeeting) -> None:
        new = command.again or command.meeting not in self.desk.state.meetings
        if self.do(command):
            self.close()
            if new and self.desk.state.people:
                # People belong to the case, presence to the meeting: each begins with its own roll.
                self.owner.open_overlay("people")


def minutes_of(meeting: Meeting) -> int:
    """Give how long a meeting is planned to take."""
    return meeting.minutes or sum(step.minutes for step in meeting.steps)
