"""Drawing groups before the day, by the same rules as on the day; nothing of it is kept."""

from collections.abc import Sequence

from apv_tui.core import commands as c
from apv_tui.core.agenda import Meeting
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record


def draw_ahead(record: Record, meetings: Sequence[Meeting]) -> frozenset[str]:
    """Draw the groups of these meetings that have not been drawn; give the ids of the steps they were drawn at.

    A meeting that was held stays as it was. The record is changed: it must be one that nothing writes down.
    """
    drawn: set[str] = set()
    for meeting in meetings:
        if meeting.id not in record.state.meetings:
            record.do(c.OpenMeeting(meeting.id))
        elif meeting.id != record.state.meeting_id:
            continue
        for step in meeting.steps:
            if step.makes_groups and not record.state.state_of(step).groups:
                try:
                    record.do(c.GoTo(step.id))
                except Refused:  # nobody is there, or the run before it cannot be left
                    continue
                if record.state.state_of(step).groups:
                    drawn.add(step.id)
    return frozenset(drawn)
