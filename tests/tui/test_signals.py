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


# -- the key that takes it away ----------------------------------------------------------------------------

ONLY_AWAY = ("pagedown", "pageup", "space", "enter", "escape", "down", "1", "q", "n")
OPENING = (("g", "StepsOverlay"), ("b", "BlankOverlay"), ("f1", "HelpOverlay"))


async def test_the_first_key_takes_a_signal_away_and_does_nothing_else() -> None:
    async with room("tre") as r:
        for key in ONLY_AWAY:
            before = len(r.desk.record.entries)
            r.meeting._sound(ALARM)
            await r.press(key)
            assert r.meeting._alarm is None, key
            assert (r.open, len(r.desk.record.entries)) == ("MeetingScreen", before), key


async def test_a_key_that_opens_something_does_so_at_once_and_a_letter_over_a_page_does_not() -> None:
    async with room("tre") as r:
        for key, opened in OPENING:
            r.meeting._sound(ALARM)
            await r.press(key)
            assert (r.meeting._alarm, r.open) == (None, opened)
            r.meeting._sound(ALARM)
            await r.press("x")
            assert (r.meeting._alarm, r.open) == (None, opened)
            await r.press("escape")


async def test_what_is_typed_under_a_signal_is_kept_and_enter_is_taken_only_from_an_empty_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with room("brainstorm") as r:
        entered: list[str] = []
        submit = r.meeting.stage.submit
        monkeypatch.setattr(r.meeting.stage, "submit", lambda text: (entered.append(text), submit(text))[1])
        r.meeting._sound(ALARM)
        await r.press("enter")
        assert (r.meeting._alarm, entered) == (None, [])
        r.meeting._sound(ALARM)
        await r.write("lys")
        assert (r.meeting._alarm, r.line.value) == (None, "lys")
        r.meeting._sound(ALARM)
        await r.press("enter")
        assert (r.meeting._alarm, r.line.value, entered) == (None, "", ["lys"])
