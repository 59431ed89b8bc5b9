"""A signal that covers the screen: whole at every size, and gone with a key."""

import pytest
from pilots import NARROW, Room, room
from test_two_windows import two

from apv_tui.tui.stages.base import Alarm
from apv_tui.tui.widgets.signal import SignalPane

ALARM = Alarm("Skift", "Ali spørger Mette, mens Jens og Bo skriver stikord, og alle andre lytter.", 10.0)
SIZES = ((54, 16), (200, 50), (30, 10), (80, 24))


async def whole_at_every_size(r: Room) -> None:
    """Check that a signal lies in the middle, all of it, whatever size the window gets."""
    for size in SIZES:
        await r.pilot.resize_terminal(*size)
        await r.settle()
        (pane,) = r.app.screen.query(SignalPane)
        assert pane.display
        assert " ".join(ALARM.text.split()) in " ".join(r.text.split()), size
        inked = [y for y, row in enumerate(r.rows) if row.strip()]
        assert abs(inked[0] - (size[1] - 1 - inked[-1])) <= 1, size
        text = next(row for row in r.rows if "Ali" in row)
        left = len(text) - len(text.lstrip())
        assert abs(left - (size[0] - left - len(text.strip()))) <= 1, size


@pytest.mark.parametrize("over", ["", "f1", "b"])
async def test_a_signal_is_laid_out_anew_when_the_window_changes_its_size(over: str) -> None:
    async with room("brainstorm" if over != "b" else "tre") as r:
        if over:
            await r.press(over)
        r.meeting._sound(ALARM)
        await whole_at_every_size(r)


async def test_a_signal_in_the_window_that_follows_is_laid_out_anew_too() -> None:
    async with two("room", "brainstorm") as w:
        assert w.room.app.meeting_screen is not None
        w.room.app.meeting_screen._sound(ALARM)
        await whole_at_every_size(w.room)


async def test_a_signal_over_another_screen_is_laid_out_for_the_size_that_is_now() -> None:
    async with room("tre", size=NARROW) as r:
        await r.press("f1")
        await r.pilot.resize_terminal(200, 50)
        await r.settle()
        r.meeting._sound(ALARM)
        await r.settle()
        assert sum(1 for row in r.rows if row.strip()) == 2
