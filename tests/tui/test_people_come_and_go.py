"""People who come and leave in the middle of things: one key, a few letters, whatever is going on."""

import pytest
from pilots import NARROW, WIDE, room

from apv_tui.core import commands as c


async def test_in_the_middle_of_a_typed_line_somebody_leaves_and_the_line_is_still_there() -> None:
    async with room("brainstorm", count=12) as r:
        await r.write("Frokost sam")
        await r.press("f6")
        await r.write("fat")
        await r.press("enter", "f6")
        assert len(r.desk.state.present) == 11
        assert r.open == "MeetingScreen"
        assert r.line.value == "Frokost sam"
        await r.write("men")
        await r.press("enter")
        assert [item.text for item in r.desk.state.items.values()] == ["Frokost sammen"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_latecomer_is_told_where_to_sit(size: tuple[int, int]) -> None:
    async with room("interview", count=12, size=size) as r:
        r.desk.do(c.Next())
        await r.press("f6")
        await r.write("Xenia Ny")
        await r.press("enter")
        group = next(at for at, each in enumerate(r.desk.state.state_of("tre").groups) if each.late)
        said = r.desk.words("people.follows.sits_late", name="Xenia", group=f"Gruppe {group + 1}")
        assert said in " ".join(" ".join(row.split()) for row in r.rows[2:5])
        await r.write("x")
        assert said.split(".")[0] not in r.text, "over once something else is typed"


async def test_several_arrive_in_one_line_that_says_before_what_it_does() -> None:
    async with room("tre", count=9) as r:
        r.desk.do(c.LeaveTogether(("p0", "p1")))
        await r.press("f6")
        await r.write("bo; ida; Xenia Ny")
        assert "Enter: Bo og Ida er kommet. Enter tilføjer Xenia Ny." in r.text
        await r.press("enter")
        assert r.told == "Kommet: Bo, Ida og Xenia Ny."
        assert len(r.desk.state.present) == 10
        await r.press("ctrl+z")
        assert len(r.desk.state.present) == 7
        assert "3 personer kommet" in r.told or "1 person" in r.told


async def test_several_leave_in_one_line() -> None:
    async with room("tre", count=9) as r:
        await r.press("f6")
        await r.write("bo, ida")
        assert "Enter: Bo og Ida er gået." in r.text
        await r.press("enter")
        assert len(r.desk.state.present) == 7


async def test_a_part_that_fits_two_people_is_asked_about_and_nobody_is_marked() -> None:
    async with room(count=24) as r:  # two are called Mette
        await r.press("f6")
        await r.write("bo; mette")
        await r.press("enter")
        assert "mette" in r.told
        assert len(r.desk.state.present) == 24
        assert r.line.value == "bo; mette"


async def test_two_of_the_same_name_are_told_apart_by_number_and_department() -> None:
    async with room(count=24) as r:
        await r.press("f6")
        await r.write("mette")
        assert "↑ ↓ vælg" in r.rows[-1], "Enter would mark neither of the two"
        assert "her / ikke her" not in r.rows[-1]
        await r.press("enter")
        assert len(r.desk.state.present) == 24
        assert [row.split()[2] for row in r.rows[2:4]] == ["5", "23"]
        assert all("Mette Asen" in row for row in r.rows[2:4])
        await r.press("down", "down", "enter")
        gone = [who.number for who in r.desk.state.people.values() if who not in r.desk.state.present]
        assert gone == [23]


async def test_a_few_letters_mean_the_beginning_of_a_name_first() -> None:
    async with room(count=24) as r:
        await r.press("f6")
        await r.write("ha")  # Hans, though there are others with these letters in them
        await r.press("enter")
        gone = [who.name for who in r.desk.state.people.values() if who not in r.desk.state.present]
        assert gone == ["Hans Asen"]


async def test_heads_are_counted_up_and_down_where_no_names_are_used() -> None:
    async with room(count=0) as r:
        await r.press("f6")
        await r.write("20")
        await r.press("enter")
        await r.write("+3")
        assert "3 flere er her" in r.text
        await r.press("enter")
        assert r.told == "23 til stede nu."
        await r.write("-1")
        await r.press("enter")
        assert len(r.desk.state.present) == 22
        await r.press("ctrl+z")
        assert len(r.desk.state.present) == 23


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_who_leads_is_marked_with_one_key_and_back(size: tuple[int, int]) -> None:
    async with room(count=10, size=size) as r:
        await r.press("f6")
        await r.write("ida")
        await r.press("shift+tab")
        assert "leder mødet" in r.text
        assert [who.name for who in r.desk.state.present if who not in r.desk.state.taking_part] == [
            "Ida Asen"
        ]
        await r.press("ctrl+z")
        assert r.desk.state.taking_part == r.desk.state.present


async def test_the_lobby_names_who_leads_and_offers_a_place_where_that_makes_the_groups_even() -> None:
    async with room(count=9) as r:
        r.desk.do(c.TakePart("p1", takes=False))
        r.meeting.state_changed()
        await r.pilot.pause()
        assert "Ida leder mødet" in r.text
        assert "j: hvis Ida deltager, går grupper" in r.text
        await r.press("j")
        assert len(r.desk.state.taking_part) == 9
        assert "leder mødet" not in r.text
