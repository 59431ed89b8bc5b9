"""An agenda is tried out in a real terminal: it is rehearsed, and looked at while it is edited."""

import shutil
from collections.abc import Callable
from pathlib import Path

from terminal import Terminal

from apv_tui.files.places import shipped


def nothing_was_kept(terminal: Terminal) -> bool:
    return not [path for path in terminal.home.rglob("*") if path.is_file()]


def test_a_meeting_rehearses_itself_and_leaves_nothing_behind(terminal: Callable[..., Terminal]) -> None:
    with terminal("rehearse", "intervisie.nl", "--people", "6", "--speed", "600") as stage:
        stage.until("REPETITIE ×600")
        stage.until("Welkom")
        stage.press("space")
        stage.until("pauze")
        for text in ("Wie doet wat?", "Waar werkt het?", "Aanscherpen"):
            while text not in stage.settle().split("\n")[0]:
                before = stage.screen
                stage.press("pgdn")
                stage.until(lambda screen, before=before: screen != before)
        assert "REPETITIE" in stage.screen
        stage.press("ctrl+q")
        assert stage.wait() == 0
        assert "Er is niets bewaard" in stage.screen
        assert nothing_was_kept(stage)


def test_the_screens_follow_what_is_saved(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    shutil.copy(shipped("retro.en.yaml"), path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kind: collect ", "kind: colect "), encoding="utf-8")
    with terminal("preview", str(path), "--step", "gather", cols=54, rows=16) as desk:
        desk.until("mine.yaml cannot be shown yet")
        path.write_text(text, encoding="utf-8")
        desk.until("What we saw")
        desk.until("PREVIEW")
        path.write_text(text.replace("What we saw", "What we noticed"), encoding="utf-8")
        desk.until("What we noticed")
        path.write_text(text.replace("kind: collect ", "kind: colect "), encoding="utf-8")
        line = text[: text.index("kind: collect ")].count("\n") + 1
        desk.until(f"mine.yaml:{line}:")
        assert "What we noticed" in desk.screen
        path.write_text(text, encoding="utf-8")
        desk.until("What we saw")
        desk.press("pgdn")
        desk.until("Question 2 of 3")
        desk.press("ctrl+q")
        assert desk.wait() == 0
        assert nothing_was_kept(desk)
