"""The reckoned layout is the one that the window has: the check of an agenda goes by it."""

import pytest
from pilots import NARROW, WIDE, room

from apv_tui.tui.screens.geometry import lay_out
from apv_tui.tui.widgets.pane import Pane


@pytest.mark.parametrize("size", [WIDE, NARROW, (120, 36)])
@pytest.mark.parametrize("step", ["tre", "interview", "brainstorm", "kaffe"])
async def test_the_body_has_the_size_that_was_reckoned(step: str, size: tuple[int, int]) -> None:
    async with room(step, size=size) as r:
        laid = lay_out(r.meeting.stage, *size)
        body = r.meeting.query_one("#body", Pane).size
        assert (laid.body_width + 2, laid.body_rows) == (body.width, body.height)
        assert r.meeting.query_one("#head").size.height == laid.head_rows
        assert r.meeting.query_one("#face").size.width == laid.face_width
