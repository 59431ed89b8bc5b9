"""Somebody who leads a meeting in a real terminal, and somebody who reads its file without the program."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.mark import ParameterSet
from emulator import key_bytes
from rich.cells import cell_len
from terminal import Terminal

from apv_tui.tui.glyphs import big_text
from apv_tui.words import Words


def further(*values: object) -> ParameterSet:
    """A meeting that is led whole at one more size or with more people: CI does so after the suite."""
    return pytest.param(*values, marks=pytest.mark.further)


def squeezed(screen: str) -> list[str]:
    """The lines without their spaces: the headings of signals are s p a c e d."""
    return [line.replace(" ", "") for line in screen.split("\n")]


def is_signal(screen: str) -> bool:
    """A signal covers the whole window; every other screen has something in its top line."""
    lines = screen.split("\n")
    return not lines[0].strip() and not lines[-1].strip() and bool(screen.strip())


class Leader:
    """Somebody who leads the meeting: presses keys, and looks whether the screen is whole."""

    def __init__(self, terminal: Terminal, cols: int, rows: int, language: str = "da") -> None:
        self.terminal, self.cols, self.rows = terminal, cols, rows
        self.words = Words(language)
        self.press, self.type, self.paste = terminal.press, terminal.type, terminal.paste

    def tap(self, *keys: str) -> None:
        """Press keys without waiting a moment for what they do: for those that look for it anyway."""
        for key in keys:
            self.terminal.send(key_bytes(key))

    def look(self, where: str, *wanted: str, without: str = "") -> str:
        """Wait until the screen is whole, its top line says `where`, and all that is `wanted` stands there.

        A signal that covers it is sent away, and so is a notice that is too long for its line.
        """

        def met(screen: str) -> bool:
            there = where in screen.partition("\n")[0] and all(text in screen for text in wanted)
            return self.is_in_the_way(screen) or (
                there and not (without and without in screen) and self.is_whole(screen)
            )

        while self.is_in_the_way(screen := self.terminal.until(Named(met, f"{where!r} with {wanted!r}"))):
            self.press("f5" if is_signal(screen) else "enter")  # F5 does nothing where it comes too late
            self.terminal.until(Named(lambda screen: not self.is_in_the_way(screen), "the end of a signal"))
        return screen

    def is_in_the_way(self, screen: str) -> bool:
        """A signal, or a page that only tells something."""
        told = screen.startswith(self.words("recovery.heading")) and self.words("hint.go_on") in screen
        return is_signal(screen) or told or screen.startswith(self.words("notice.heading"))

    def is_whole(self, screen: str) -> bool:
        """Where we are at the top, the rule below it, the keys at the bottom; a row that is too wide moves them."""
        lines = screen.split("\n")
        return (
            len(lines) == self.rows
            and all(cell_len(line) <= self.cols for line in lines)
            and bool(lines[0].strip())
            and lines[1].startswith("──")
            and bool(lines[-2].strip())  # the rule above the keys, or what was just said
            and any(self.words(f"act.{does}") in lines[-1] for does in ("help", "back", "close", "quit"))
        )

    def signal(self, heading: str) -> str:
        """Wait for a signal with this heading."""
        wanted = heading.replace(" ", "")
        return self.terminal.until(Named(lambda screen: wanted in squeezed(screen), f"signal {heading!r}"))

    def pause(self, where: str) -> str:
        """Let the clock stand still; a signal in between takes the first press."""
        paused = self.words("clock.paused")
        screen = self.look(where)
        while paused not in screen:
            self.press("f4")
            # A second press is for a first one that was lost on a signal; too early, it would start the clock.
            with suppress(AssertionError):
                self.terminal.until(lambda screen: paused in screen or is_signal(screen), patience=10)
            screen = self.look(where)
        return screen

    def go_on(self, where: str, *wanted: str) -> str:
        """PgDn into the next step, and let its clock stand still."""
        self.press("pgdn")
        self.pause(where)
        return self.look(where, *wanted)

    def pages(self, where: str) -> str:
        """Turn all pages; their texts one after the other."""
        self.look(where)
        self.terminal.settle()  # the body is drawn after the head
        seen: dict[int, str] = {}
        of = 1
        sign_of_page = re.escape(self.words("page.sign", number="#", of="#")).replace(r"\#", r"(\d+)")
        while len(seen) < of:
            screen = self.look(where)
            sign = re.search(sign_of_page, screen)
            number, of = (int(sign[1]), int(sign[2])) if sign else (1, 1)
            seen[number] = screen
            if len(seen) < of:
                self.tap("shift+down")
                old = self.words("page.sign", number=number, of=of)
                self.terminal.until(Named(lambda screen, old=old: old not in screen, "another page"))
        return "\n".join(seen[number] for number in sorted(seen))

    def clock(self) -> str:
        """The large digits of the clock as text."""
        lines = self.terminal.screen.split("\n")
        found = [text for text, rows in _digits(self.digit_rows) if _ends(lines, rows)]
        return max(found, key=len, default="")

    @property
    def digit_rows(self) -> int:
        return 5 if self.rows >= 22 else 3

    def clock_shows(self, where: str, digits: str) -> None:
        self.terminal.until(Named(lambda _: self.clock() == digits, f"the clock at {digits}"))
        self.look(where)


TIMES = [f"{sign}{at // 60}:{at % 60:02}" for sign in ("", "+") for at in range(2400)]


@cache
def _digits(height: int) -> list[tuple[str, list[str]]]:
    return [(text, [row.rstrip() for row in big_text(text, height)]) for text in TIMES]


def _ends(lines: list[str], rows: list[str]) -> bool:
    """Whether the large digits stand at the right edge of the head."""
    first = 3 if len(rows) == 5 else 2
    return all(line.endswith(row) for line, row in zip(lines[first:], rows, strict=False))


class Named:
    """A condition whose failure says what was waited for."""

    def __init__(self, met: Callable[[str], bool], name: str) -> None:
        self.met, self.name = met, name

    def __call__(self, screen: str) -> bool:
        return self.met(screen)

    def __repr__(self) -> str:
        return self.name


# -- the session file, read as anybody could ---------------------------------------------------------------


class Kept(NamedTuple):
    """What a session file says, read without the program's own code."""

    facts: list[tuple[str, dict[str, Any]]]
    """(step, fact) of all that was not taken back, in order."""
    agenda: dict[str, Any]

    def of(self, *kinds: str) -> list[dict[str, Any]]:
        return [fact for _, fact in self.facts if fact["kind"] in kinds]

    def texts(self, list_id: str) -> list[str]:
        """The words on a list, without what was taken off the wall; repeats too."""
        off = {fact["item"] for fact in self.of("idea_withdrawn")}
        words = {fact["item"]: fact["text"] for fact in self.of("idea_reworded")}
        noted = [
            fact for fact in self.of("idea_noted") if fact["list"] == list_id and fact["item"] not in off
        ]
        return [words.get(fact["item"], fact["text"]) for fact in noted]

    def text_of(self, item: str) -> str:
        return [fact["text"] for fact in self.of("idea_noted", "idea_reworded") if fact["item"] == item][-1]

    def groups(self, step: str) -> list[list[str]]:
        return [fact["groups"] for at, fact in self.facts if at == step and fact["kind"] == "groups_drawn"][
            -1
        ]


def kept(path: Path) -> Kept:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["format"] == "apv-tui session"
    events = data["events"]
    assert [event["after"] for event in events] == ["", *(event["id"] for event in events[:-1])]
    gone: set[str] = set()
    for event in events:
        if event["fact"]["kind"] == "undone":
            gone.add(event["fact"]["unit"])
        elif event["fact"]["kind"] == "redone":
            gone.discard(event["fact"]["unit"])
    return Kept([(e["step"], e["fact"]) for e in events if e["unit"] not in gone], data["agenda"])
