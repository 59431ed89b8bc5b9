"""Much text at once: it is shown before it is taken, what is too much is said, and nothing in it is a key."""

import pytest
from pilots import WIDE, Room, room

from apv_tui.core.pasting import MOST, items_of, left_out
from hostile import POISON


async def noted(r: Room) -> list[str]:
    await r.settle()
    return [item.text for item in r.desk.state.standing("oensker")]


async def test_a_thousand_lines_are_taken_as_one_and_taken_back_as_one() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("\n".join(f"Ønske {number}" for number in range(MOST)))
        assert r.open == "PasteOverlay"
        assert "på én gang" not in r.text
        await r.press("enter")
        assert len(await noted(r)) == MOST
        await r.press("ctrl+z")
        assert await noted(r) == []


async def test_more_than_a_thousand_lines_are_not_cut_in_silence() -> None:
    text = "\n".join(f"Ønske {number}" for number in range(MOST + 500))
    assert (len(items_of(text)), left_out(text)) == (MOST, 500)
    async with room("brainstorm", size=WIDE) as r:
        await r.paste(text)
        assert "500 linjer mere" in r.text
        await r.press("enter")
        assert len(await noted(r)) == MOST


async def test_a_paste_of_300_000_characters_on_one_line_is_cut_with_a_sign() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("ord " * 75_000)
        assert r.open == "MeetingScreen"
        assert len(r.line.value) <= 500
        await r.press("enter")
        (text,) = await noted(r)
        assert text.endswith("…")


@pytest.mark.parametrize("at", ["tre", "interview", "galleritur", "brainstorm", "kaffe", ""])
async def test_nothing_in_a_paste_is_a_key(at: str) -> None:
    """Where nothing is typed a paste does nothing at all; where something is, it is text."""
    keys = "q\x1b[6~\x1b[5~\x1bOQ\x11\x1a\x03\x1b[201~gtblu+-? \x7f\x1b" + POISON.replace("\r", "")
    async with room(at, size=WIDE) as r:
        before = (r.desk.state.step_id, len(r.desk.record.entries), r.app.theme)
        await r.paste(keys)
        assert r.open == "MeetingScreen"
        assert (r.desk.state.step_id, len(r.desk.record.entries), r.app.theme) == before
