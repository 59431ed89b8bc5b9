"""What is made of the numbers: turns, medians, the interval of a ratio, and the rows of the table."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import median, pstdev
from typing import Any, Literal, TypeVar

Side = TypeVar("Side")
SHARED = 1.25
"""So many times the deviation of the clock beside it may be the machine's alone."""
Kind = Literal["ratio", "more", "value", "spread"]
"""Ours divided by the peer's; what ours takes more; ours alone, in its own unit; its standard deviation."""


def in_turns(sides: Sequence[Side], rounds: int) -> Iterator[tuple[Side, ...]]:
    """The order of each round: A B C, then C B A, so that a machine that slows down slows all alike."""
    for number in range(rounds):
        yield tuple(sides) if number % 2 == 0 else tuple(reversed(sides))


@dataclass(frozen=True)
class Figure:
    """The median of the rounds, and the interval that holds the true one in 95 cases of 100."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}-{self.high:.2f})"


def figure_of(
    rounds: Sequence[float], resamples: int = 4000, of: Callable[[Sequence[float]], float] = median
) -> Figure:
    """The median of these, or what else is asked for; the interval by bootstrap, the same for the same numbers."""
    if not rounds:
        raise ValueError("nothing to compare")
    chance = random.Random(1)
    medians = sorted(of(chance.choices(rounds, k=len(rounds))) for _ in range(resamples))
    cut = round(resamples * 0.025)
    return Figure(of(rounds), medians[cut], medians[-1 - cut])


def paired_ratio(ours: Sequence[float], theirs: Sequence[float], resamples: int = 4000) -> Figure:
    """Ours divided by theirs, round by round."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True) if other > 0]
    return figure_of(ratios, resamples)


def paired_difference(ours: Sequence[float], theirs: Sequence[float], resamples: int = 4000) -> Figure:
    """What ours is more than theirs, round by round."""
    return figure_of([mine - other for mine, other in zip(ours, theirs, strict=True)], resamples)


@dataclass
class Row:
    """One measure of a program and of its peer, round by round."""

    measure: str
    peer: str = ""
    unit: str = "ms"
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    goal: float | None = None
    gate: float | None = None  # for the low end of the interval: surely worse than this
    program: str = "apv-tui"
    kind: Kind = "ratio"
    budget: str = ""

    @cached_property
    def figure(self) -> Figure:
        """What is held against goal and gate; asked for when all rounds are there."""
        if self.kind in ("value", "spread"):
            return figure_of(self.ours, of=self.middle)
        return (paired_ratio if self.kind == "ratio" else paired_difference)(self.ours, self.theirs)

    @property
    def middle(self) -> Callable[[Sequence[float]], float]:
        """What is made of the rounds of one side."""
        return pstdev if self.kind == "spread" else median

    @property
    def over(self) -> bool:
        """True where the figure is surely above the gate."""
        return self.gate is not None and self.figure.low > self.gate and not self._shared

    @property
    def _shared(self) -> bool:
        """True of a deviation that the peer beside it has as well: the machine stood still, not the program."""
        beside = self.kind == "spread" and bool(self.theirs)
        return beside and pstdev(self.ours) <= SHARED * pstdev(self.theirs)

    @property
    def verdict(self) -> str:
        """In one word or two, for the table."""
        if self.gate is None:
            return ""
        if self.over:
            return "OVER"
        if self.figure.median > self.gate:
            return "not surely over"
        return "good" if self.goal is None or self.figure.median <= self.goal else "within the gate"

    @property
    def shown(self) -> str:
        """The figure as the table has it."""
        if self.kind == "ratio":
            return str(self.figure)
        sign = "+" if self.kind == "more" else ""
        return f"{sign}{self.figure} {self.unit}".rstrip()

    def as_json(self) -> dict[str, Any]:
        """Everything that was measured, and what the table says of it."""
        figure = self.figure
        medians = {"ours": self.middle(self.ours)} | (
            {"peer": self.middle(self.theirs)} if self.theirs else {}
        )
        rounds = {"ours": self.ours} | ({"peer": self.theirs} if self.theirs else {})
        return {
            "measure": self.measure,
            "program": self.program,
            "peer": self.peer,
            "unit": self.unit,
            "kind": self.kind,
            "budget": self.budget,
            "median": {side: round(value, 4) for side, value in medians.items()},
            "figure": {
                "median": round(figure.median, 4),
                "low": round(figure.low, 4),
                "high": round(figure.high, 4),
            },
            "goal": self.goal,
            "gate": self.gate,
            "verdict": self.verdict,
            "rounds": {side: [round(value, 3) for value in values] for side, values in rounds.items()},
        }


HEADINGS = (
    *("measure", "program", "n", "median", "the peer's", "peer", "ratio, or figure (95 %)"),
    *("goal", "gate", "verdict"),
)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, in columns that can be read as they are."""
    cells = [list(HEADINGS)]
    for row in rows:
        ours, theirs = (
            f"{row.middle(side):,.1f} {row.unit}" if side else "" for side in (row.ours, row.theirs)
        )
        limits = [f"{limit:g}" if limit is not None else "" for limit in (row.goal, row.gate)]
        middle = [str(len(row.ours)), ours.rstrip(), theirs.rstrip(), row.peer, row.shown]
        cells.append([row.measure, row.program, *middle, *limits, row.verdict])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells
    ]
    lines.insert(1, " | ".join("-" * max(width, 1) for width in widths))
    return "\n".join(f"| {line} |" for line in lines)
