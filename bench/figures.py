"""What is made of the numbers: pairs, medians, ratios with their interval, and the table."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, TypeVar

Side = TypeVar("Side")


def abba(first: Side, second: Side, rounds: int) -> Iterator[tuple[Side, Side]]:
    """The order of each round: A B, then B A, so that a machine that slows down slows both alike."""
    for number in range(rounds):
        yield (first, second) if number % 2 == 0 else (second, first)


@dataclass(frozen=True)
class Ratio:
    """The median of paired ratios, and the interval that holds the true one in 95 cases of 100."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}-{self.high:.2f})"


def paired_ratio(ours: Sequence[float], theirs: Sequence[float], resamples: int = 4000) -> Ratio:
    """Ours divided by theirs, round by round; the interval by bootstrap, the same for the same numbers."""
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True) if other > 0]
    if not ratios:
        raise ValueError("nothing to compare")
    chance = random.Random(1)
    medians = sorted(median(chance.choices(ratios, k=len(ratios))) for _ in range(resamples))
    cut = round(resamples * 0.025)
    return Ratio(median(ratios), medians[cut], medians[-1 - cut])


@dataclass
class Row:
    """One measure of the program and of its peer, round by round."""

    measure: str
    peer: str
    unit: str
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    goal: float | None = None
    gate: float | None = None  # for the low end of the interval: surely worse than this

    @property
    def ratio(self) -> Ratio:
        """Ours divided by the peer's."""
        return paired_ratio(self.ours, self.theirs)

    @property
    def over(self) -> bool:
        """True where the ratio is surely above the gate."""
        return self.gate is not None and self.ratio.low > self.gate

    @property
    def verdict(self) -> str:
        """In one word or two, for the table."""
        if self.gate is None:
            return ""
        if self.over:
            return "OVER"
        return "good" if self.goal is None or self.ratio.median <= self.goal else "within the gate"

    def as_json(self) -> dict[str, Any]:
        """Everything that was measured, and what the table says of it."""
        ratio = self.ratio
        return {
            "measure": self.measure,
            "peer": self.peer,
            "unit": self.unit,
            "median": {"ours": median(self.ours), "peer": median(self.theirs)},
            "ratio": {"median": ratio.median, "low": ratio.low, "high": ratio.high},
            "goal": self.goal,
            "gate": self.gate,
            "verdict": self.verdict,
            "rounds": {"ours": self.ours, "peer": self.theirs},
        }


HEADINGS = ("measure", "n", "ours", "peer", "the peer", "ratio (95 %)", "goal", "gate", "")


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, in columns that can be read as they are."""
    cells = [list(HEADINGS)]
    for row in rows:
        ours, theirs = (f"{median(side):,.1f} {row.unit}" for side in (row.ours, row.theirs))
        limits = [f"{limit:g}" if limit is not None else "" for limit in (row.goal, row.gate)]
        middle = [str(len(row.ours)), ours, theirs, row.peer, str(row.ratio)]
        cells.append([row.measure, *middle, *limits, row.verdict])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells
    ]
    lines.insert(1, " | ".join("-" * max(width, 1) for width in widths))
    return "\n".join(f"| {line} |" for line in lines)
