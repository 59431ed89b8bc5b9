"""Going back on the screen: undo names what it takes before it does, asks where that is far, and one key returns."""

import pytest
from pilots import NARROW, WIDE, Room, room

from apv_tui.core import commands as c
from apv_tui.core.undoing import LONG_AGO, MANY


async def noted(r: Room) -> list[str]:
    await r.settle()
    return [item.text for item in r.desk.state.standing("oensker")]


# -- undo ---------------------------------------------------------------------------------------------------


async def test_the_usual_undo_is_one_key_and_says_what_it_was() -> None:
    async with room("brainstorm") as r:
        await r.write("Lys\nLuft\n")
        await r.press("ctrl+z")
        assert (r.open, await noted(r)) == ("MeetingScreen", ["Lys"])
        assert "Fortrudt: nr. 2" in r.text


async def test_the_help_names_what_undo_and_redo_would_do_now() -> None:
    async with room("brainstorm", size=(120, 60)) as r:
        await r.write("Lys\nLuft\n")
        await r.press("ctrl+z", "f1")
        assert "Nu: Fortryd: nr. 1" in r.text
        assert "Nu: Gør igen: nr. 2" in r.text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_was_long_ago_is_asked_about_with_its_name_and_escape_leaves_it(
    size: tuple[int, int],
) -> None:
    async with room("brainstorm", size=size) as r:
        await r.write("Lys\n")
        await r.pass_time(LONG_AGO + 60)
        r.meeting.dismiss_alarm()
        await r.press("ctrl+z")
        assert r.open == "TakeBackOverlay"
        assert "nr. 1" in r.text
        assert "6 minutter siden" in r.text
        await r.press("ctrl+z", "u")  # pressing on does not do what is being asked about
        assert await noted(r) == ["Lys"]
        await r.press("escape")
        assert (r.open, await noted(r)) == ("MeetingScreen", ["Lys"])
        await r.press("ctrl+z", "enter")
        assert (r.open, await noted(r)) == ("MeetingScreen", [])
        assert "Fortrudt: nr. 1" in r.text.replace("\n ", " ")
        await r.press("ctrl+y")
        assert await noted(r) == ["Lys"]


async def test_back_over_the_edge_of_a_step_is_asked_about_once_the_room_is_at_work() -> None:
    async with room("tre") as r:
        await r.press("pagedown", "ctrl+z")
        assert r.desk.state.step_id == "tre"  # a slip of the key
        await r.press("pagedown")
        await r.pass_time(60)
        await r.press("u")
        assert (r.open, r.desk.state.step_id) == ("TakeBackOverlay", "interview")
        await r.press("enter")
        assert r.desk.state.step_id == "tre"


async def test_undo_from_above_an_overlay_asks_as_well() -> None:
    async with room("brainstorm") as r:
        await r.do(c.NoteIdeas(tuple(f"Ønske {n}" for n in range(MANY)), "oensker", 0))
        await r.press("f6", "ctrl+z")
        assert r.open == "TakeBackOverlay"
        await r.press("enter")
        assert await noted(r) == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_last_things_are_listed_newest_first_and_taken_back_down_to_one(
    size: tuple[int, int],
) -> None:
    async with room("brainstorm", size=size) as r:
        await r.write("Lys\nLuft\nRo\n")
        await r.press("ctrl+g", "z")  # another overlay gives way to it
        assert r.open == "DoneOverlay"
        shown = [row for row in r.rows if "nr. " in row]
        assert [row.split()[2] for row in shown] == ["3", "2", "1"]
        await r.press("down", "enter")
        assert r.open == "TakeBackOverlay"
        assert "2 ting bliver fortrudt" in r.text
        await r.press("enter")
        assert await noted(r) == ["Lys"]
        assert "de sidste 2 ting" in r.text
        await r.press("ctrl+y", "ctrl+y")
        assert await noted(r) == ["Lys", "Luft", "Ro"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_is_on_another_list_is_named_with_its_list(size: tuple[int, int]) -> None:
    async with room("brainstorm", size=size) as r:
        await r.write("Lys\n")
        await r.press("f3")
        await r.write("Cykler\n")
        await r.press("escape", "ctrl+g", "z")
        shown = [row for row in r.rows if "nr. 1" in row]
        assert ["(Park" in row for row in shown] == [True, False]
        await r.press("enter")
        assert "Fortrudt: nr. 1 (Parkeringspladsen)" in r.text
        assert await noted(r) == ["Lys"]
        await r.press("ctrl+z")
        assert "Fortrudt: nr. 1" in r.text
        assert "(Park" not in r.text


async def test_enter_on_the_newest_is_an_ordinary_undo() -> None:
    async with room("brainstorm") as r:
        await r.write("Lys\nLuft\n")
        await r.press("ctrl+g", "z", "enter")
        assert (r.open, await noted(r)) == ("MeetingScreen", ["Lys"])


# -- the way back -------------------------------------------------------------------------------------------


async def test_any_step_is_reached_while_typing_and_return_brings_all_of_it_back() -> None:
    async with room("tre") as r:
        while r.desk.state.step_id != "brainstorm":
            await r.press("pagedown")
            r.meeting.dismiss_alarm()
            await r.do(c.Next(whole=True)) if r.desk.state.step_id == "interview" else None
        await r.write("Halv")
        await r.pass_time(60)
        left = r.left
        await r.press("ctrl+g", "up", "up", "enter")
        assert r.desk.state.step_id == "galleritur"
        assert await noted(r) == ["Halv"]  # what was half typed is noted
        assert "Ctrl+R går tilbage til «Ønsker" in r.text
        assert "Ctrl+R retur" in r.rows[-1]
        await r.pass_time(100)
        await r.press("ctrl+r")
        assert (r.desk.state.step_id, r.left) == ("brainstorm", left)
        assert "Uret går videre" in r.text
        await r.pass_time(5)
        assert r.left == left - 5


async def test_the_lobby_returns_too_and_the_list_of_steps_marks_the_place() -> None:
    async with room("tre") as r:
        await r.press("pagedown")
        await r.press("pageup", "pageup")
        assert r.desk.state.step_id == ""
        await r.press("g")
        assert any("◄ Interview" in row for row in r.rows)
        await r.press("ctrl+r")
        assert (r.open, r.desk.state.step_id) == ("MeetingScreen", "interview")


async def test_without_a_place_to_return_to_it_is_said_what_to_do() -> None:
    async with room("tre") as r:
        await r.press("pagedown", "ctrl+r")
        assert r.desk.state.step_id == "interview"
        assert "vælg et trin med g" in r.text.replace("\n", "")


async def test_the_page_of_a_long_list_is_the_same_after_the_return() -> None:
    async with room("brainstorm", count=12) as r:
        r.meeting.stage.page = 2
        await r.do(c.GoTo("tre"), c.Return())
        assert r.meeting.stage.page == 2
