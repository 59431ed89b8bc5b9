"""What a clock on the screen shows, and how evenly: seconds missed or shown twice, deviation, drift."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from apv_tui.tui.glyphs import big_text

HEIGHTS = (7, 5, 10, 14, 3)
_TIME = re.compile(r"(\d{1,3}):(\d\d)")
_Picture = tuple[str, ...]
Tick = tuple[float, int]
"""The moment on a steady clock, in seconds, and the seconds that the countdown then came to show."""


class Ticks(NamedTuple):
    """Of a countdown: how many whole seconds were missed, and shown twice; how even it was."""

    missed: int
    doubled: int
    off: list[float]
    """Of each tick, in ms: how far it is from the straight line through all of them."""
    drifts: list[float]
    """Drift in ms a minute, + is slow: of each tick and the one half of all ticks later."""


def ticks_of(shown: Sequence[Tick]) -> Ticks:
    """Judge the changes of a countdown.

    A figure that is jumped over is missed; one that stands for more than a second and a half is shown twice.
    """
    if len(shown) < 4:
        raise ValueError("too few ticks")
    pairs = list(pairwise(shown))
    missed = sum(max(0, before - after - 1) for (_, before), (_, after) in pairs)
    doubled = sum(
        max(0, round(later - at) - max(1, before - after)) for (at, before), (later, after) in pairs
    )
    begun, first = shown[0]
    passed = [first - value for _, value in shown]
    late = [at - begun - gone for (at, _), gone in zip(shown, passed, strict=True)]
    middle, usual = fmean(passed), fmean(late)
    slope = sum((gone - middle) * (each - usual) for gone, each in zip(passed, late, strict=True)) / sum(
        (gone - middle) ** 2 for gone in passed
    )
    off = [(each - usual - slope * (gone - middle)) * 1000 for gone, each in zip(passed, late, strict=True)]
    half = len(shown) // 2
    drifts = [
        (late[at + half] - late[at]) / (passed[at + half] - passed[at]) * 60_000
        for at in range(len(shown) - half)
    ]
    return Ticks(missed, doubled, off, drifts)


class ClockReader:
    """Reads a countdown in large figures from screens; looks first where it was last."""

    def __init__(self) -> None:
        self.rows = 0
        self._top = 0

    def read(self, screen: str) -> int | None:
        """The seconds it shows; None where there is no clock."""
        lines = screen.split("\n")
        if self.rows and (found := _time(lines, self._top, self.rows)) is not None:
            return found
        for rows in HEIGHTS:
            for top in range(len(lines) - rows + 1):
                if (found := _time(lines, top, rows)) is not None:
                    self.rows, self._top = rows, top
                    return found
        return None


@cache
def _pictures(rows: int) -> dict[_Picture, str]:
    """What each digit and the colon look like, so many rows high."""
    return {big_text(character, rows): character for character in "0123456789:"}


@cache
def _gap(rows: int) -> int:
    """Empty columns between two of them."""
    return len(big_text("00", rows)[0]) - 2 * len(big_text("0", rows)[0])


def _time(lines: Sequence[str], top: int, rows: int) -> int | None:
    """The seconds of a time whose figures begin in this row."""
    band = lines[top : top + rows]
    width = max(map(len, band), default=0) + len(big_text("0", rows)[0])
    band = [line.ljust(width) for line in band]
    for left in range(width):
        found = _TIME.fullmatch(_characters(band, left, rows))
        if found:
            return int(found[1]) * 60 + int(found[2])
    return None


def _characters(band: Sequence[str], left: int, rows: int) -> str:
    """The large characters that stand side by side from a column on."""
    read, at = "", left
    widths = {len(picture[0]) for picture in _pictures(rows)}
    while True:
        for width in sorted(widths, reverse=True):
            character = _pictures(rows).get(tuple(line[at : at + width] for line in band))
            if character:
                read, at = read + character, at + width + _gap(rows)
                break
        else:
            return read


def changes(screens: Iterable[tuple[float, str]]) -> list[Tick]:
    """When the clock came to show each figure, from the screens and their times."""
    reader = ClockReader()
    found: list[Tick] = []
    for at, screen in screens:
        seconds = reader.read(screen)
        if seconds is not None and (not found or found[-1][1] != seconds):
            found.append((at, seconds))
    return found
