"""Hostile words in a real terminal: the bytes that reach it hold no sequence but the program's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from emulator import key_bytes
from terminal import Terminal

from apv_tui.core.agenda import KINDS
from apv_tui.files.agenda_file import read_agenda
from apv_tui.words import Words
from hostile import HOSTILE, OBEYED, POISON, SEEN, hostile_data

Start = Callable[..., Terminal]

WORDS = Words("da")
WRITTEN = POISON.replace("\ud800", "")  # a file of UTF-8 holds no half characters
PASTED = [re.sub("[\r\n\ud800-\udfff]", " ", text)[:300] for text in HOSTILE.values()]
"""One line each: several would be shown before they are taken."""
FILE_NAME = "\x1b]0;x\x07\u202eond"
OURS = re.compile(
    r"\x1b\[(?:[0-9;:]*m"  # colours and weight
    r"|\d+;\d+H|[HJK]"  # places
    r"|\?(?:25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048|7)[hl]"  # modes of screen, mouse, focus and paste
    r"|\?(?:2026|2048)\$p"  # questions
    r"|>\d+u|<u|\?4m)"  # keyboards
    r"|\x1b\]22;default\x07"  # the pointer's shape, which Textual sets
)
"""Every sequence that the program writes."""
BELL = re.compile(r"(?:^|(?<=\n))\x07", re.MULTILINE)
"""The program's own bell, which stands between two frames and never inside a text."""


def obeyed(raw: bytes) -> str:
    """Give the place of the first thing that a terminal would obey and the program does not say of itself."""
    text = OURS.sub("\n", raw.decode("utf-8"))
    found = OBEYED.search(BELL.sub("", text).replace("\r\n", "  ").replace("\n", " "))
    return "" if found is None else ascii(text[max(0, found.start() - 60) : found.end() + 60])


def meeting_of_every_kind() -> tuple[str, list[tuple[str, str]]]:
    """Give an agenda of one meeting with every kind of step, as it is written, and (kind, beginning of its title)."""
    data = hostile_data(WRITTEN)
    every = {step["id"]: step for meeting in data["meetings"] for step in meeting["steps"]}
    ids = """
        intro threes interviews gallery coffee sixes walk tell merge vote fits circle agree stand lenses order weigh
        themes before form plan read look think answers story close
    """.split()  # noqa: SIM905 - it reads better
    steps: list[dict[str, Any]] = [every[id_] for id_ in ids]
    assert {step["kind"] for step in steps} == KINDS.keys()
    for number, step in enumerate(steps, 1):
        step["title"] = f"Trin{number:02} {step['title']}"
        step.pop("section", None)
        for key in ("questions", "pages"):  # what has many parts takes many keys
            if step.get(key) and step["kind"] != "interviews":
                step[key] = step[key][:1]
        if step["kind"] == "sort":
            step["offers"] = ["wishes"]
        step.pop("repeat_from", None)
        for field in step.get("fields", ()):
            field.pop("meeting", None)
        if step["kind"] == "turns":
            step["groups_from"] = "threes"
        if step["kind"] == "prioritise":
            step["groups_from"] = "sixes"
    # The top line has room for the number of the step.
    data["short"], data["meetings"] = "M", [{**data["meetings"][0], "title": "Møde", "steps": steps}]
    text = yaml.safe_dump(data, sort_keys=False, width=10_000)
    assert "\\e]52" in text
    read_agenda(text, "x")
    return text, [(step["kind"], step["title"][:6]) for step in steps]


def test_nothing_that_people_wrote_reaches_the_terminal_as_an_order(terminal: Start, tmp_path: Path) -> None:
    agenda, steps = meeting_of_every_kind()
    work = tmp_path / "work"
    (work / f"{FILE_NAME}.yaml").write_text(agenda, encoding="utf-8")
    (work / "folk.txt").write_text(
        f"Bo {SEEN}\nIda \x1b]0;x\x07\u202e\u200b\nÅse\x1b[31m\nPer\nLis\nKaj\nUwe\nEva\nMia\n",
        encoding="utf-8",
    )
    program = terminal(
        "run",
        f"{FILE_NAME}.yaml",
        "--people",
        "folk.txt",
        "--session",
        f"{FILE_NAME}.json",
        cols=110,
        rows=40,
    )
    program.until(WORDS("run.take_people").split()[0])
    program.type("\n")
    program.until("9 til stede af 9")
    for key in ("f6", "f3", "f2", "f1", "ctrl+p", "ctrl+l"):
        lobby = program.settle(0.03)
        program.send(key_bytes(key))
        program.until(lambda screen, lobby=lobby: screen != lobby)
        program.send(key_bytes(key))
        program.until("9 til stede af 9")
    for number, (kind, title) in enumerate(steps):
        go_on_to(program, title)
        if kind in ("suitability", "absence"):
            program.press("enter")  # shows in the room what is for the leader alone
        for pasted in (WRITTEN.replace("\r", ""), PASTED[number % len(PASTED)]):
            program.paste(pasted)
            program.send(b"\r")
        if kind in ("merge", "plan", "follow_up"):
            program.send(b"w")
            program.settle(0.03)
            program.send(b"w")
    seen = program.screen
    program.press("pgup", "ctrl+q")
    program.until(WORDS("quit.heading"))
    program.send(b"\r")
    assert program.wait() == 0
    assert obeyed(program.raw) == ""
    assert SEEN in seen
    (session,) = [path for path in work.iterdir() if path.suffix == ".json"]
    kept = session.read_text(encoding="utf-8")
    assert not OBEYED.search(kept.replace("\n", " "))
    noted = [event["fact"].get("text", "") for event in json.loads(kept)["events"]]
    assert sum(text.startswith(SEEN) for text in noted) > 2, noted


def go_on_to(program: Terminal, title: str) -> None:
    """Press PgDn until a step is reached; a step may have parts, or ask for something first."""
    for _ in range(12):
        before = program.settle(0.12)  # what the last key did may still be on its way
        if title in before.partition("\n")[0]:
            return
        program.send(key_bytes("pgdn"))
        program.until(lambda screen, before=before: screen != before)
    program.until(title)
