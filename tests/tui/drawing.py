"""Draws every step of an agenda or a session without a terminal, in the two sizes everything is made for."""

import contextlib

from desks import FakeHost, make_desk

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Noting
from apv_tui.core.messages import Refused
from apv_tui.tui.desk import Desk
from apv_tui.tui.screens.clock_face import FACE_WIDTH, face_lines
from apv_tui.tui.screens.frame import foot, step_hints
from apv_tui.tui.stages import make_stage
from apv_tui.tui.stages.base import Stage

SIZES = ((80, 24, 5), (54, 16, 3))
"""Columns and rows of the window, and rows of the clock's digits."""


def draw(desk: Desk, stage: Stage) -> None:
    """Draw all of a stage; it may not fail, and may not need more rows than there are."""
    for columns, rows, digits in SIZES:
        face = FACE_WIDTH[digits] if stage.has_clock() else 0
        height = rows - digits - 6
        for page in range(3):
            stage.page = page
            assert len(stage.body(columns - 2, height)) <= height, stage.kind
        stage.page = 0
        stage.task(max(10, columns - face - 2))
        face_lines(stage.face(desk.now()), digits)
        foot(step_hints(stage, desk.words, columns, covered=False), stage.prompt() or "", desk.words, columns)
        stage.initial_entry(), stage.turns_pages(), stage.keys_help(), stage.repeat_hint()


def draw_meetings(desk: Desk) -> int:
    """Come to every step of every meeting and draw it; give how many there were."""
    drawn = 0
    for meeting in desk.agenda.meetings:
        with contextlib.suppress(Refused):
            desk.do(c.OpenMeeting(meeting.id))
        for step in ("", *(step.id for step in meeting.steps)):
            with contextlib.suppress(Refused):
                desk.do(c.GoTo(step))
            desk.revealed = desk.record.state.step_id
            draw(desk, make_stage(desk, FakeHost(desk)))
            drawn += 1
    return drawn


def draw_agenda(agenda: Agenda) -> int:
    """Lead all meetings of an agenda with a dozen people who note something at each step, and draw each part."""
    desk, _ = make_desk(agenda, 12)
    drawn = 0
    for meeting in agenda.meetings:
        desk.do(c.OpenMeeting(meeting.id))
        for step in meeting.steps:
            desk.do(c.GoTo(step.id))
            desk.revealed = step.id
            draw(desk, make_stage(desk, FakeHost(desk)))
            if isinstance(step, Noting):
                into = desk.record.state.target_list(step)
                with contextlib.suppress(Refused):
                    desk.do(c.NoteIdeas(("Frokost", "Ro"), into, 0 if desk.state.groups_of(step) else None))
            for _ in range(3):
                draw(desk, make_stage(desk, FakeHost(desk)))
                drawn += 1
                with contextlib.suppress(Refused):
                    desk.do(c.Next())
                if desk.record.state.step_id != step.id:
                    break
    return drawn
