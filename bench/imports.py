"""Where a start goes before anything is drawn: what is imported by the first screen, by package."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from bench.programs import PEERS, Program

ROUNDS: Final = 5
_LINE: Final = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_STARTS: Final = {
    "apv-tui": ((sys.executable, "-X", "importtime", "-m", "apv_tui", "demo"), "PgDn"),
    "bare": ((sys.executable, "-X", "importtime", str(PEERS / "bare.py")), "ready"),
}


class Imported(NamedTuple):
    """The modules of a package, and the milliseconds they took, each at its quickest."""

    modules: int
    ms: float


def profile() -> str:
    """Start the demo and the bare program a few times; give a table of what each imports."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in _STARTS}
    for _ in range(ROUNDS):
        for name, (argv, ready) in _STARTS.items():
            with Program(argv, 120, 40) as program:
                program.until(ready)
                found[name].append(read(program.raw.decode("utf-8", "replace")))
    return as_table({name: by_package(quickest(each)) for name, each in found.items()})


def read(told: str) -> dict[str, float]:
    """The milliseconds that each module took by itself, of what Python tells with -X importtime."""
    return {name: int(microseconds) / 1000 for microseconds, name in _LINE.findall(told)}


def quickest(rounds: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Each module at its quickest: what it takes when nothing is in its way."""
    least: dict[str, float] = {}
    for each in rounds:
        for name, ms in each.items():
            least[name] = min(ms, least.get(name, ms))
    return least


def by_package(modules: Mapping[str, float]) -> dict[str, Imported]:
    """Add up by the first part of the names; those of Python itself are one."""
    count, total = Counter[str](), Counter[str]()
    for name, ms in modules.items():
        package = name.partition(".")[0]
        package = "Python" if package in sys.stdlib_module_names else package
        count[package] += 1
        total[package] += ms  # type: ignore[assignment]  # counters add up fractions just as well
    return {package: Imported(count[package], total[package]) for package in count}


def as_table(programs: Mapping[str, Mapping[str, Imported]]) -> str:
    """A row for each package, the heaviest first; all of them together last."""
    names = list(programs)
    packages = {package for found in programs.values() for package in found}
    none = Imported(0, 0.0)

    def weight(package: str) -> float:
        return -max(found.get(package, none).ms for found in programs.values())

    heads = "".join(f" {name}: modules | ms |" for name in names)
    lines = [f"| imported |{heads}", "|---|" + "--:|--:|" * len(names)]
    shown = [package for package in sorted(packages, key=weight) if -weight(package) >= 1]
    for package in shown:
        cells = (programs[name].get(package, none) for name in names)
        lines.append(f"| {package} |" + "".join(f" {each.modules} | {each.ms:.1f} |" for each in cells))
    sums = [
        Imported(sum(each.modules for each in found.values()), sum(each.ms for each in found.values()))
        for found in programs.values()
    ]
    lines.append("| all |" + "".join(f" {each.modules} | {each.ms:.1f} |" for each in sums))
    return "\n".join(lines)
