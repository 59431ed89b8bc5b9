"""What is measured: one function each, which takes the number of rounds and gives rows of the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from bench.figures import Row


class Measure(NamedTuple):
    """How often it is done, about how many minutes that takes, and where its function is."""

    rounds: int
    minutes: float
    module: str

    def load(self) -> Callable[[int], list[Row]]:
        """The function; imported when it is used."""
        from importlib import import_module

        found: Callable[[int], list[Row]] = import_module(f"bench.measures.{self.module}").measure
        return found


MEASURES: Final = {
    "start": Measure(15, 4.5, "start"),
    "commands": Measure(21, 2, "command_line"),
    "keys": Measure(100, 3, "keys"),
    "idle": Measure(20, 1.5, "idle"),
    "follow": Measure(15, 1, "follow"),
    "disk": Measure(21, 1, "inner"),
    "large": Measure(11, 2, "large"),
    "status": Measure(5, 1, "status"),
    "soak": Measure(180, 10, "soak"),
}
"""By name. Of the soak the rounds are the minutes of its meeting."""
QUICK: Final = ("start", "commands", "keys", "idle", "disk")
