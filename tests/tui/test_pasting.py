"""Much text at once: it is shown before it is taken, what is too much is said, and nothing in it is a key."""

import pytest
from pilots import NARROW, WIDE, Room, room

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
        assert (r.open, len(await noted(r))) == ("TakeBackOverlay", MOST)  # so many are asked about first
        await r.press("enter")
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


LIST = "- Frokost sammen\n- Mere lys\n- mere lys!\n\n- Nye får en makker\n- Frokost sammen onsdag\n"


async def test_repeats_are_pointed_out_and_left_out_by_one_key() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.write("Nye får en makker\n")
        await r.paste(LIST)
        words = r.desk.words
        for said in (("paste.repeat.here", 2), ("paste.repeat.list", 1), ("paste.like.here", 1)):
            assert words(said[0], number=said[1]) in r.text
        assert "5 punkttegn, 1 tom linje" in r.text
        await r.press("r")
        assert "2 af 5" in r.rows[0]
        await r.press("enter")
        assert await noted(r) == ["Nye får en makker", "Frokost sammen", "Mere lys"]
        await r.press("ctrl+z")
        assert await noted(r) == ["Nye får en makker"]


async def test_single_lines_are_left_out_and_taken_in_again() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("A\nB\nC\nD")
        await r.press("space", "down", "space", "space")  # A, C and D are out: the cursor goes on by itself
        await r.press("up", "up", "up", "space")  # A in again
        await r.press("enter")
        assert await noted(r) == ["A", "B"]


async def test_a_paste_goes_to_the_group_that_is_chosen() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("A\nB")
        assert "Gruppe 1" in r.text
        await r.press("tab")
        assert "Gruppe 2" in r.text
        await r.press("enter")
        await r.settle()
        assert [item.group for item in r.desk.state.standing("oensker")] == [1, 1]


async def test_another_column_of_a_table_is_one_key_away() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("1\tFrokost sammen\tBo\n2\tMere lys\tIda")
        assert "Kolonne 2 af 3" in r.text
        await r.press("right")
        assert "Kolonne 3 af 3" in r.text
        await r.press("enter")
        assert await noted(r) == ["Bo", "Ida"]


async def test_names_pasted_among_wishes_are_said_to_be_names() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("Bo Hansen\nIda Åkesson\nÅse de Vries")
        assert "F6" in r.text


async def test_everything_in_the_preview_is_whole_on_a_narrow_window() -> None:
    async with room("brainstorm", size=NARROW) as r:
        long = "Vi vil have en fast tid om ugen, hvor alle kan " * 4
        await r.paste(
            f"> • Mere lys\n> • mere lys\n\n> • {long}\n" + "\n".join(f"> • Nr {n}" for n in range(200))
        )
        assert "203 linjer" in r.rows[0]
        seen: set[str] = set()
        for _ in range(60):
            assert all(len(row) <= NARROW[0] for row in r.rows)
            seen |= {row.split()[-1] for row in r.rows if "Nr " in row}
            await r.press("shift+down")
        assert len(seen & {str(n) for n in range(200)}) == 200
        assert "Enter" in r.rows[-1]
        await r.press("enter")
        assert len(await noted(r)) == 203


async def test_a_single_pasted_line_loses_its_bullet_but_not_in_the_middle_of_a_line() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.paste("• Mere lys")
        assert r.line.value == "Mere lys"
        await r.paste("- og ro")
        assert r.line.value == "Mere lys- og ro"


async def test_lines_pasted_where_one_is_asked_for_become_one() -> None:
    async with room("brainstorm", size=WIDE) as r:
        await r.press("ctrl+t")
        await r.paste("- 10\n- minutter\n")
        assert r.line.value == "10 minutter"
