"""The settings on the screen: changed at once and kept; other keys do what the usual ones did, and are named."""

import re
from pathlib import Path

import pytest
from pilots import NARROW, WIDE, painted, room

from apv_tui.core.clock import SystemClock
from apv_tui.core.keymap import CAN_BE_HAD
from apv_tui.files.settings_file import SettingsFile
from apv_tui.tui.actions import TABLE, key_name
from apv_tui.tui.app import ApvApp
from apv_tui.tui.keymap import Keymap
from apv_tui.tui.overlays.settings import ROWS
from apv_tui.tui.screens.start import StartScreen
from apv_tui.wiring import Office, Options
from apv_tui.words import Words, languages

USED = {key for keys in TABLE.values() for key in keys}
LETTER, OTHER = sorted(key for key in CAN_BE_HAD - USED if len(key) == 1)[:2]
NEXT, PEOPLE = sorted(key for key in CAN_BE_HAD - USED if re.fullmatch(r"ctrl\+.|f\d+", key))[:2]
CLOCK = "f8"  # free, as "next" gets another one
OTHER_KEYS = f"""\
keys:
  next: {NEXT}
  clock: [{LETTER}, {CLOCK}]
  people: {PEOPLE}
  sound_switch: {OTHER}
  theme: []
"""


def kept(tmp_path: Path, text: str = "") -> SettingsFile:
    path = tmp_path / "settings.yaml"
    if text:
        path.write_text(text, encoding="utf-8")
    settled = SettingsFile(path, TABLE)
    settled.read()
    return settled


# -- the screen --------------------------------------------------------------------------------------------


async def test_a_change_holds_at_once_and_is_kept(tmp_path: Path) -> None:
    settled = kept(tmp_path)
    async with room("tre", settled=settled) as r:
        r.app.action_perform("settings")
        await r.settle()
        assert r.open == "SettingsOverlay"
        await r.press("enter")  # an audio file: none is named, so it is the program's own gong
        assert settled.now.sound == "file"
        assert r.desk.words("settings.sound.gong") in r.text
        await r.press("enter", "enter")
        assert settled.now.sound == "bell"
        await r.press("left", "down", "enter")
        assert (settled.now.sound, settled.now.theme) == ("none", "light")
        assert (r.app.sound_on, r.app.theme) == (False, "apv-light")
        await r.press("left", "down", "right", "escape")
        assert r.open == "MeetingScreen"
        assert r.app.theme == "apv-dark"
    again = kept(tmp_path)
    assert again.now == settled.now
    assert again.now.one_stroke_per_item is False


async def test_what_could_not_be_kept_is_said_and_holds(tmp_path: Path) -> None:
    settled = kept(tmp_path, "{theme: dark}\n")
    async with room("tre", settled=settled) as r:
        r.app.action_perform("settings")
        await r.settle()
        await r.press("down", "enter")
        assert r.app.theme == "apv-light"
        assert "kunne ikke gemmes" in r.text
    assert settled.path.read_text(encoding="utf-8") == "{theme: dark}\n"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_every_row_is_whole_at_every_size(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    settled = kept(tmp_path, f"sond: bell\nkeys:\n  next: {NEXT}\n")
    async with room("tre", size=size, settled=settled) as r:
        r.app.words = Words(language)
        r.app.action_perform("settings")
        await r.settle()
        for row in ROWS:
            text = r.text
            for _ in range(4):
                await r.press("shift+down")
                text += r.text
            assert "…" not in text, row.key
            assert "settings.yaml" in "".join(text.split())
            assert "sond" in text  # what is wrong in the file
            await r.press("down")


async def test_the_start_screen_has_them_and_says_what_is_wrong(tmp_path: Path) -> None:
    settled = kept(tmp_path, "theme: gren\n")
    from apv_tui.files.places import Places

    places = Places(tmp_path / "s", tmp_path / "state", tmp_path / "a", tmp_path / "log")
    office = Office(places, Options(), settled=settled)
    app = ApvApp(Words("en"), SystemClock(), start=office.start_screen, settled=settled)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(4):
            await pilot.pause(0)
        shown = "\n".join(strip.text for strip in painted(app.screen))
        assert "theme cannot be “gren”" in shown
        assert "s settings" in shown
        await pilot.press("s", "down", "enter")
        assert app.theme == "apv-light"
        await pilot.press("backspace")
        assert isinstance(app.screen, StartScreen)


# -- other keys --------------------------------------------------------------------------------------------


async def test_other_keys_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    async with room("tre", settled=kept(tmp_path, OTHER_KEYS)) as r:
        assert (r.desk.state.step_id, r.meeting.stage.here.clock.running) == ("tre", True)
        await r.press(LETTER)
        assert not r.meeting.stage.here.clock.running
        await r.press("space", "pagedown", "f4", "t")  # nothing's keys any more
        assert not r.meeting.stage.here.clock.running
        assert r.app.theme == "apv-dark"
        await r.press(OTHER)
        assert not r.app.sound_on
        await r.press(PEOPLE)
        assert r.open == "PeopleOverlay"
        await r.press(PEOPLE, NEXT)
        assert r.open == "MeetingScreen"
        assert r.desk.state.step_id != "tre"


async def test_other_keys_work_while_a_text_is_typed(tmp_path: Path) -> None:
    async with room("brainstorm", settled=kept(tmp_path, OTHER_KEYS)) as r:
        await r.write(f"kaffe{LETTER}")
        assert r.line.value == f"kaffe{LETTER}"
        before = r.meeting.stage.here.clock.running
        await r.press(CLOCK)
        assert r.meeting.stage.here.clock.running != before
        await r.press(NEXT)
        assert [item.text for item in r.desk.state.standing("oensker")] == [f"kaffe{LETTER}"]


async def test_the_footer_the_help_and_the_sentences_name_the_keys_in_force(tmp_path: Path) -> None:
    async with room("", count=0, settled=kept(tmp_path, OTHER_KEYS)) as r:
        assert key_name(PEOPLE) in r.text  # who is here, in the lobby's sentence and in the footer
        assert "F6" not in r.text
        assert key_name(NEXT) in r.rows[-1]
        assert "PgDn" not in r.text
        await r.press("f1")
        everything = r.text
        for _ in range(3):
            await r.press("right")
            everything += r.text
        assert key_name(NEXT) in everything
        assert "PgDn" not in everything


def test_an_action_without_a_key_is_in_the_palette() -> None:
    words = Words("en")
    assert Keymap({"undo": (), "theme": ("y",)}).names(words) == {"Ctrl+Z": "Ctrl+P", "u": "Ctrl+P", "t": "y"}


def test_what_people_typed_names_no_key_of_ours() -> None:
    words = Words("en")
    words.keys = {"F6": "F11"}
    assert words("people.screen.added", name="F6") == "F6 is on the list and present."
