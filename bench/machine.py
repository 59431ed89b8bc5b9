"""Where and when it was measured, and whether the machine had time for it: without that, figures say nothing."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bench.programs import COLS, ROWS

BUSY = 0.5
"""Of the cores: where more was at work before anything was measured, that is said."""
APART = 0.1
"""So far from 1 may the ratio of a program to itself be."""


def machine() -> dict[str, Any]:
    """Where and when; the load is that of the minute before."""
    listed = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":")[1].strip() for line in listed if line.startswith("model name")]
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(terse=True),
        "processor": f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores",
        "load before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        **{package: _version(package) for package in ("apv-tui", "textual", "pydantic", "pyte")},
        "terminal": f"{COLS}x{ROWS}",
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


class Stolen:
    """How much of the processors the host of a virtual machine gave to others meanwhile, in percent."""

    def __init__(self) -> None:
        self._before = _jiffies()

    def percent(self) -> float:
        """Since it was made."""
        spent = [now - before for now, before in zip(_jiffies(), self._before, strict=True)]
        return round(100 * spent[7] / (sum(spent) or 1), 1)


def _jiffies() -> list[int]:
    """User, nice, system, idle, waiting, two kinds of interrupts, stolen."""
    with Path("/proc/stat").open() as file:
        return [int(each) for each in file.readline().split()[1:9]]


def busy(load: float, itself: float | None) -> str:
    """Why these figures are not to be trusted; empty where they can be."""
    if itself is not None and abs(itself - 1) > APART:
        return (
            f"a program beside itself took {itself:.2f} times as long: too busy a machine to measure anything"
        )
    if load > BUSY * (os.cpu_count() or 1):
        return f"the load was {load:.2f} before anything was measured; read the ratios with care"
    return ""
