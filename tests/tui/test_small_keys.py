"""The small methods in the real app: the key for the next person, the overview, and erasing notes."""

import pytest
from pilots import NARROW, WIDE, Room, room
from small_desks import small_agenda

from apv_tui.core import commands as c


async def with_notes(opened: Room) -> None:
    """Choose Ida, say yes, and note a line."""
    await opened.write("ida")
    await opened.press("enter")
    await opened.do(c.GoTo("kerne"))
    await opened.write("1")
    await opened.press("enter")
    await opened.write("God til at lytte")
    await opened.press("enter")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_key_for_the_next_person_works_while_a_note_is_typed_and_takes_it(
    size: tuple[int, int],
) -> None:
    async with room("virker", agenda=small_agenda(), size=size) as opened:
        await with_notes(opened)
        assert "Ctrl+N næste person" in opened.text
        await opened.write("Rolig")
        await opened.press("ctrl+n")
        assert opened.desk.state.step_id == "virker"
        assert [item.text for item in opened.desk.whole.items.values()] == ["God til at lytte", "Rolig"]
        assert "Ida √" in opened.text
        assert opened.line.value == ""
        await opened.press("ctrl+z")
        assert opened.desk.state.step_id == "kerne"
        assert "Rolig" in opened.text


async def test_after_a_no_there_is_no_line_to_type_in() -> None:
    async with room("virker", agenda=small_agenda()) as opened:
        await opened.write("ida")
        await opened.press("enter")
        await opened.do(c.GoTo("kerne"))
        await opened.write("2")
        await opened.press("enter")
        assert not opened.line.display
        assert "Enter noter alligevel" in opened.rows[-1]
        await opened.write("Ea")
        assert opened.line.value == ""
        assert opened.desk.state.vaults == {}


async def test_a_narrow_screen_has_the_short_name_of_an_agenda_with_one_meeting() -> None:
    agenda = small_agenda().model_copy(update={"short": "Kort"})
    async with room("svar", agenda=agenda, size=NARROW) as opened:
        assert opened.rows[0].startswith("Kort  ")
        assert "Opstart" in opened.rows[0]


async def test_where_there_is_no_run_the_key_says_so() -> None:
    async with room("svar", agenda=small_agenda()) as opened:
        await opened.press("ctrl+n")
        assert opened.desk.words("refused.no_run_here") in opened.text


async def test_the_overview_is_on_the_way_to_the_next_step_and_back() -> None:
    async with room("svar", agenda=small_agenda()) as opened:
        for _ in range(3):
            await opened.write("Et svar")
            await opened.press("pagedown")
        assert "3 af 3 besvaret" in opened.text
        assert opened.meeting.focused is None
        await opened.press("pageup")
        assert "Spørgsmål 3 af 3" in opened.text
        await opened.press("pagedown", "pagedown")
        assert opened.desk.state.step_id == "noter"
        assert len(opened.desk.whole.items) == 3


async def test_erasing_asks_first_and_no_single_key_does_it() -> None:
    async with room("virker", agenda=small_agenda()) as opened:
        await with_notes(opened)
        await opened.press("shift+tab")
        assert opened.open == "EraseOverlay"
        assert "Skal noten for Ida slettes?" in opened.text
        await opened.press("enter", "space", "delete", "y")
        assert len(opened.desk.whole.items) == 1
        await opened.press("escape")
        assert opened.open == "MeetingScreen"
        await opened.press("shift+tab", "1")
        assert opened.open == "MeetingScreen"
        assert opened.desk.whole.items == {}
        assert "God til at lytte" not in opened.text
        await opened.press("ctrl+z")
        assert "God til at lytte" not in opened.text


async def test_where_several_have_notes_the_one_is_chosen_first() -> None:
    async with room("frit", agenda=small_agenda()) as opened:
        for name, note in (("ida", "Ro"), ("bo", "Mod")):
            await opened.write(name)
            await opened.press("enter")
            await opened.write(note)
            await opened.press("enter", "tab")
        await opened.do(c.GoTo("slut"))
        await opened.press("delete")
        assert "Hvis noter skal slettes?" in opened.text
        await opened.press("1")
        assert len(opened.desk.whole.items) == 2
        await opened.press("down", "enter")
        assert "Skal noten for Bo slettes?" in opened.text
        await opened.press("backspace", "up", "enter", "1")
        assert [item.text for item in opened.desk.whole.items.values()] == ["Mod"]


async def test_nobodys_notes_are_taken_back_while_another_persons_are_open() -> None:
    async with room("frit", agenda=small_agenda()) as opened:
        await opened.write("ida")
        await opened.press("enter")
        await opened.write("Kun til Ida")
        await opened.press("enter", "tab")
        await opened.write("bo")
        await opened.press("enter", "ctrl+z")
        assert "Kun til Ida" not in opened.text
        assert [item.text for item in opened.desk.whole.items.values()] == ["Kun til Ida"]
        await opened.press("tab")
        await opened.write("ida")
        await opened.press("enter", "ctrl+z")
        assert opened.desk.whole.items == {}


async def test_the_footer_says_what_enter_and_delete_do_with_a_chosen_line() -> None:
    async with room("brainstorm", size=WIDE) as r:
        foot = {id_: r.desk.words(id_) for id_ in ("hint.note", "hint.edit", "hint.take_off")}
        await r.write("Lys\nLuft\n")
        assert f"Enter {foot['hint.note']}" in r.rows[-1]
        await r.press("up")
        assert f"Enter {foot['hint.edit']}" in r.rows[-1]
        assert f"Del {foot['hint.take_off']}" in r.rows[-1]
        await r.write("R")
        assert f"Enter {foot['hint.note']}" in r.rows[-1], "what is typed is a new line"
        await r.press("backspace")
        assert f"Enter {foot['hint.edit']}" in r.rows[-1]
        await r.press("down")
        assert f"Enter {foot['hint.note']}" in r.rows[-1]
