"""Erasing words, names and whole sessions on the screen: found, asked about clearly, and never by one key."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desks import START, grid, make_desk
from pilots import NARROW, WIDE, MemoryKeeper, Room, room
from rounds import make_agenda
from small_desks import at

from apv_tui.core import commands as c
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Refused, message
from apv_tui.files.places import Places
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Desk
from apv_tui.tui.erasing import erasable
from apv_tui.tui.overlays.erase_name import EraseNameOverlay
from apv_tui.tui.overlays.erase_words import EraseWordsOverlay
from apv_tui.tui.screens.erase_session import EraseSessionScreen
from apv_tui.wiring import Office, Options
from apv_tui.words import languages

LONG = "Et langt ønske om at Åse holder op med at rydde køkkenet, som hun gør hver dag uden at spørge nogen"


def texts(desk: Desk) -> list[str]:
    return [item.text for item in desk.whole.items.values()]


async def with_wishes(r: Room, *wishes: str) -> None:
    await r.do(c.NoteIdeas(wishes, "oensker"))


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_words_are_erased_from_the_lists_after_a_question(size: tuple[int, int]) -> None:
    keeper = MemoryKeeper()
    async with room("brainstorm", size=size, keeper=keeper) as r:
        await with_wishes(r, LONG, "Ro")
        await r.press("ctrl+l")
        assert "slet ord" in r.text
        await r.press("delete")
        assert r.open == "EraseWordsOverlay"
        await r.press("enter")
        assert "Skal ordene i nr. 1 under" in r.text
        assert r.text.count("Et langt ønske") == 1
        assert "hver dag" not in r.text or size == WIDE  # one line of it, and no more
        await r.press("enter", "space", "delete", "y", "2", "down")
        assert texts(r.desk) == [LONG, "Ro"]
        await r.press("1")
        assert r.open == "MeetingScreen"
        assert "Ordene er slettet for altid." in r.told
        assert texts(r.desk) == ["", "Ro"]
        assert LONG not in str(keeper.taken)
        await r.press("ctrl+l")
        assert "1  (ordene er slettet)" in r.text
        await r.press("ctrl+l", "ctrl+z")
        assert "Et langt ønske" not in r.text
        await r.press("ctrl+y")
        assert texts(r.desk) == ["", "Ro"]


async def test_the_question_can_be_left_and_gone_back_from_without_escape() -> None:
    async with room("brainstorm") as r:
        await with_wishes(r, "Ro", "Mod")
        r.app.open_overlay("erase_words")
        await r.settle()
        await r.press("down", "enter")
        assert "Skal ordene i nr. 2" in r.text
        await r.press("backspace")
        assert "Hvilke ord skal slettes?" in r.text
        await r.press("backspace")
        assert r.open == "MeetingScreen"
        assert texts(r.desk) == ["Ro", "Mod"]


async def test_in_the_parking_lot_the_key_is_the_lines_while_something_is_typed() -> None:
    async with room("brainstorm") as r:
        await with_wishes(r, "Ønske")
        await r.press("f3")
        assert "slet ord" not in r.text
        await r.write("Parkeret")
        await r.press("enter")
        assert "slet ord" in r.text
        await r.write("ab")
        await r.press("home", "delete")
        assert (r.open, r.line.value) == ("ParkingOverlay", "b")
        await r.press("delete", "delete")
        assert r.open == "EraseWordsOverlay"
        assert "Parkeret" in r.text
        assert "Ønske" not in r.text
        await r.press("enter", "1", "f3")
        assert "(ordene er slettet)" in r.text
        assert texts(r.desk) == ["Ønske", ""]


async def test_what_the_line_remembers_goes_with_the_words() -> None:
    async with room("brainstorm") as r:
        await r.write("Ro her")
        await r.press("backspace")
        r.line.set_text("", before="Ro he")
        await with_wishes(r, "Ro her")
        r.app.open_overlay("erase_words")
        await r.settle()
        await r.press("enter", "1", "ctrl+z")
        assert r.line.value == ""


async def test_what_was_carried_over_goes_along_unless_that_is_changed() -> None:
    async with room("brainstorm") as r:
        await with_wishes(r, "Ro", "Mod")
        first, second = r.desk.whole.items
        await r.do(c.CarryOver((first, second), "parking"))
        r.app.open_overlay("erase_words")
        await r.settle()
        await r.press("enter")
        assert "1, der er ført over, går med" in r.text
        await r.press("1")
        assert texts(r.desk) == ["", "Mod", "", "Mod"]
        r.app.open_overlay("erase_words")
        await r.settle()
        await r.press("enter", "tab")
        assert "1, der er ført over, beholder ordene" in r.text
        await r.press("1")
        assert sorted(texts(r.desk)) == ["", "", "", "Mod"]


def test_what_was_taken_off_or_back_can_be_erased_and_what_is_for_others_is_not_shown() -> None:
    desk, _ = make_desk(make_agenda())
    desk.do(c.GoTo("brainstorm"))
    desk.do(c.NoteIdeas(("Taget af", "Står"), "oensker"))
    desk.do(c.WithdrawIdea(next(iter(desk.whole.items))))
    desk.do(c.NoteIdeas(("Fortrudt",), "oensker"))
    desk.undo()
    assert [(row.text, row.undone) for row in erasable(desk)] == [
        ("Taget af", False), ("Står", False), ("Fortrudt", True),
    ]  # fmt: skip
    desk.erase_words([row.item for row in erasable(desk) if row.undone])
    assert "Fortrudt" not in str(desk.record.entries)
    assert [row.text for row in erasable(desk)] == ["Taget af", "Står"]


def test_confidential_notes_are_listed_while_they_are_open_and_never_after() -> None:
    hands = at("frit")
    hands.type("ida", "Ro")
    desk = hands.desk
    assert [row.text for row in erasable(desk)] == ["Ro"]
    desk.undo()
    assert [(row.text, row.undone) for row in erasable(desk)] == [("Ro", True)]
    desk.do(c.GoTo(""))
    hands.stage.key("tab", None)
    assert "Ro" not in [row.text for row in erasable(desk)] or desk.state.open_vault is not None


# -- names -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_name_is_erased_from_the_roll_by_emptying_it_and_the_items_that_say_it_are_asked_about(
    size: tuple[int, int],
) -> None:
    async with room("brainstorm", count=0, size=size) as r:
        await r.do(c.AddPeople((PersonFacts(id="a", name="Åse Holm"), PersonFacts(id="b", name="Bo Dal"))))
        await with_wishes(r, "Åse skal have ro", "Mod", "Tak til Åse Holm")
        await r.press("f6", "down", "tab")
        assert r.line.value == "Åse Holm"
        await r.press("ctrl+u")
        assert "slet navnet" in r.text
        await r.press("enter")
        assert r.open == "EraseNameOverlay"
        assert "Skal navnet Åse Holm slettes?" in " ".join(r.text.split())
        await r.press("enter", "space")
        assert r.desk.name("a") == "Åse"
        await r.press("1")
        assert r.desk.name("a") == "Deltager 1"
        assert r.open == "EraseWordsOverlay"
        assert "Navnet står også i disse." in r.text
        assert "Mod" not in r.rows[3:8]
        await r.press("enter", "1")
        assert texts(r.desk) == ["", "Mod", "Tak til Åse Holm"]
        assert r.open == "EraseWordsOverlay"
        await r.press("enter", "1")
        assert texts(r.desk) == ["", "Mod", ""]
        assert r.open == "MeetingScreen"
        assert "Åse" not in str(r.desk.record.entries)


async def test_all_items_that_say_a_name_go_at_once() -> None:
    async with room("brainstorm", count=0) as r:
        await r.do(c.AddPeople((PersonFacts(id="a", name="Åse Holm"), PersonFacts(id="b", name="Bo Dal"))))
        await with_wishes(r, "Åse skal have ro", "Mod", "Tak til Åse Holm")
        r.app.open_overlay("erase_name")
        await r.settle()
        assert "Hvis navn skal slettes?" in r.text
        await r.press("enter", "1", "tab")
        assert "Skal ordene i alle 2 slettes?" in r.text
        await r.press("1")
        assert texts(r.desk) == ["", "Mod", ""]
        assert r.open == "MeetingScreen"


async def test_what_could_not_be_erased_is_said() -> None:
    class Holding(MemoryKeeper):
        def erase_words(self, _: str) -> None:
            raise Refused(message("save.words_stay", path="X.json", reason="optaget"))

    async with room("brainstorm", keeper=Holding()) as r:
        await with_wishes(r, "Ro")
        r.app.open_overlay("erase_words")
        await r.settle()
        await r.press("enter", "1")
        assert "står stadig i X.json (optaget)" in " ".join(r.text.split())
        assert texts(r.desk) == [""]


# -- every question is whole on the smallest window --------------------------------------------------------


def overlay(kind: type[Any], desk: Desk, subject: str = "") -> Any:
    owner: Any = SimpleNamespace(desk=desk, words=desk.words, screen_stack=[])
    made = kind(owner, subject)
    made.begin()
    made.asked = True
    return made


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", [(78, 20), (52, 12)])
def test_questions_are_whole(language: str, size: tuple[int, int]) -> None:
    desk, _ = make_desk(make_agenda(), 0, language)
    desk.do(c.AddPeople((PersonFacts(id="a", name="Anne-Margrethe Vestergaard Christoffersen"),)))
    desk.do(c.GoTo("brainstorm"))
    desk.do(c.NoteIdeas((f"{LONG} Anne-Margrethe", "Anne-Margrethe"), "oensker"))
    desk.do(c.CarryOver(tuple(desk.whole.items), "parking"))
    words, name = overlay(EraseWordsOverlay, desk), overlay(EraseNameOverlay, desk)
    named = overlay(EraseWordsOverlay, desk, f"named {' '.join(desk.whole.items)}")
    named.all = True
    for made in (words, name, named):
        shown = made.content(*size)
        assert len(shown) <= size[1], made
        text = grid(shown, *size)
        assert " 1  " in text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", [(78, 20), (52, 12)])
def test_the_question_about_a_session_is_whole(language: str, size: tuple[int, int]) -> None:
    from apv_tui.erasing import Doomed

    notes = {"v": Path("x")}
    doomed = Doomed(
        Path("x"), Path("y"), "s", "APV Plejehjemmet Solgården 2026-09-23 13.37", START, START, 23, 117, 12,
        notes=notes, files=14,
    )  # fmt: skip
    desk, _ = make_desk(make_agenda(), 0, language)
    owner: Any = SimpleNamespace(desk=None, words=desk.words, screen_stack=[])
    made = EraseSessionScreen(owner, doomed, lambda _: None)
    shown = made.content(*size)
    assert len(shown) <= size[1]
    assert " 1  " in grid(shown, *size)
    assert " Tab  " in grid(shown, *size)


# -- whole sessions ----------------------------------------------------------------------------------------


async def test_a_session_is_erased_from_the_start_screen_after_a_question(tmp_path: Path) -> None:
    places = Places(tmp_path / "s", tmp_path / "state", tmp_path / "a", tmp_path / "log")
    office = Office(places, Options("da"), language="da", clock=SettableClock(START))
    desk = office.new_session(make_agenda(), name="Torsdag")
    desk.do(c.GoTo("brainstorm"))
    desk.do(c.NoteIdeas(("Ro",), "oensker"))
    office.close()
    (path,) = places.sessions.glob("*.json")
    app = ApvApp(desk.words, office.clock, start=office.start_screen, on_open=office.attach)
    async with app.run_test(size=(80, 24)) as pilot:

        async def press(*keys: str) -> str:
            await pilot.press(*keys)
            for _ in range(4):
                await pilot.pause()
            return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

        assert "Del slet" in await press("up", "down")
        text = await press("delete")
        assert "Skal slettes: Torsdag" in text
        assert "1 note" in text
        await press("enter", "space", "delete", "y", "tab")
        assert path.exists()
        text = await press("backspace")
        assert path.exists()
        assert "Fortsæt et møde" in text
        text = await press("delete", "1")
        assert "Torsdag er slettet." in text
        assert "Fortsæt et møde" not in text
        assert list(places.sessions.iterdir()) == []
        assert "Del slet" not in text
        await press("delete")
        assert app.fault is None
