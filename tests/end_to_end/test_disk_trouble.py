"""The folder of the session file goes away in the middle of a meeting, as a stick that is pulled out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal
from test_interrupted import WISHES

Start = Callable[..., Terminal]


def test_the_meeting_goes_on_without_its_folder_and_the_file_is_back_when_the_folder_is(
    terminal: Start, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    program = terminal("run", "retro.en", "--session", str(stick / "retro.json"), "--people", "5")
    program.until("PgDn")
    program.press("f3")
    program.type(f"{WISHES[0]}\n")
    program.until(f"√ {WISHES[0]}")
    pulled = stick.rename(tmp_path / "pulled")
    program.press("f3", "pgdn")
    screen = program.until("Nothing is lost")
    assert "the folder or the drive is gone" in screen
    program.press("f3")
    program.type(f"{WISHES[1]}\n")
    program.until(f"√ {WISHES[1]}")
    refuge = next(path for path in (program.home / "apv-tui" / "state").glob("*.json"))
    assert WISHES[0] in refuge.read_text(encoding="utf-8")
    pulled.rename(stick)
    program.gone("Nothing is lost", patience=40)
    program.press("ctrl+q", "enter")
    assert program.wait() == 0
    saved = json.loads((stick / "retro.json").read_text(encoding="utf-8"))
    texts = [event["fact"].get("text") for event in saved["events"]]
    assert [text for text in texts if text] == WISHES[:2]
    assert not refuge.exists()
    assert not list((program.home / "apv-tui" / "state").glob("*.journal"))
