"""Erasing words in a real terminal: nothing of them is in any file, and the rest of the meeting is whole."""

from __future__ import annotations

import json
from collections.abc import Callable

from terminal import Terminal

Start = Callable[..., Terminal]
KEPT, REWORDED, BAD = "Ro til at tænke", "Færre møder i ugen", "Åge er umulig"
UNDONE = "Åge igen"


def files_with(program: Terminal, *words: str) -> list[str]:
    spelled = [each for word in words for each in (word.encode(), json.dumps(word)[1:-1].encode())]
    every = [path for path in (program.home / "apv-tui").rglob("*") if path.is_file()]
    return sorted(path.name for path in every if any(word in path.read_bytes() for word in spelled))


def test_erased_words_are_in_no_file_and_the_rest_is_whole(terminal: Start) -> None:
    program = terminal("demo", "--at", "brainstorm", "--seed", "7", "--people", "7")
    program.until("Gruppe 1 ►")
    for wish in (BAD, "Færre møder", KEPT, UNDONE):
        program.type(f"{wish}\n")
        program.until(f"√ {wish}")
    program.press("ctrl+z")
    program.gone(f"√ {UNDONE}")
    program.press("f7", "f8")  # the session file is written, and its backup
    program.until(f"√ {KEPT}")
    program.press("up", "up", "enter")
    program.until("► Færre møder")
    program.type(" i ugen\n")
    program.until(f"√ {REWORDED}")
    assert files_with(program, BAD, UNDONE)

    program.press("ctrl+l")
    program.until("slet ord")
    for words, left in ((BAD, 3), (UNDONE, 2)):
        if left == 2:
            program.press("ctrl+l")
            program.until("slet ord")
        program.press("delete")
        program.until("Hvilke ord skal slettes?")
        program.press(*(["down"] * (0 if words == BAD else 2)))
        program.press("enter")
        program.until(lambda screen, words=words: words in screen and "Slet for altid" in screen)
        program.press("1")
        program.until("slettet for altid")
    assert files_with(program, BAD, UNDONE, "er umulig") == []

    program.press("ctrl+q")
    program.until("Enter")
    program.press("enter")
    assert program.wait() == 0
    assert files_with(program, BAD, UNDONE, "er umulig") == []
    (path,) = (program.home / "apv-tui" / "sessions").glob("*.json")
    again = terminal("open", str(path))
    again.until(f"√ {KEPT}")
    assert f"√ {REWORDED}" in again.screen
    assert "1 √ (ordene er slettet)" in again.screen
    again.press("ctrl+q")
    again.until("Enter")
    again.press("enter")
    assert again.wait() == 0

    erased = terminal("erase", str(path), "--language", "da", env={"LANG": "da_DK.UTF-8"})
    erased.until("Skriv slet for at slette")
    erased.type("slet\n")
    erased.until("er slettet.")
    assert erased.wait() == 0
    assert not list(path.parent.iterdir())
    assert files_with(program, KEPT) == []
