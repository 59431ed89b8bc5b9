"""Measures apv-tui beside the smallest programs of its kind, and prints one table."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench import installed
from bench.figures import Row, table
from bench.itself import measure_itself
from bench.machine import Stolen, busy, machine
from bench.measures import MEASURES, QUICK

RESULTS = Path(__file__).resolve().parent / "results"
ITSELF = "bare, again"


class Outcome(NamedTuple):
    """The rows, and what could not be measured: one screen that has changed must not hide the others."""

    rows: list[Row]
    failures: list[str]
    seconds: dict[str, int]


def options_of(argv: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    which = [*MEASURES, "all", "quick", "self", "install", "imports"]
    parser.add_argument(
        "what", nargs="?", default="all", choices=which, metavar="WHAT",
        help=f"{', '.join(which)}; all takes about {_minutes(MEASURES)} minutes",
    )  # fmt: skip
    parser.add_argument("names", nargs="*", metavar="NAME", help="after install: only these peers")
    parser.add_argument("--runs", type=int, metavar="N", help="rounds of each measure; of soak, its minutes")
    parser.add_argument("--check", action="store_true", help="exit 1 where a budget is surely passed")
    parser.add_argument("--save", action="store_true", help="keep table and figures in bench/results")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table and the machine")
    options = parser.parse_args(argv)
    if options.names and options.what != "install":
        parser.error("names go with install")
    if options.what not in ("self", "install") and importlib.util.find_spec("apv_tui") is None:
        parser.error("apv_tui is not installed here: pip install -e '.[test]'")
    return options


def _minutes(names: Iterable[str]) -> int:
    return round(sum(MEASURES[name].minutes for name in names))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and say by the exit status how it went."""
    options = options_of(argv)
    if options.what == "install":
        try:
            return 1 if installed.install(options.names) else 0
        except ValueError as error:
            print(f"bench: {error}", file=sys.stderr)
            return 2
    if options.what == "imports":
        from bench.imports import profile

        print(profile())
        return 0
    if options.what == "quick":
        installed.leave_out()
    facts, stolen = machine(), Stolen()
    outcome = _measure(options.what, options.runs)
    facts["seconds"] = ", ".join(f"{name} {seconds}" for name, seconds in outcome.seconds.items())
    facts["stolen by the host"] = f"{stolen.percent()} %"
    if options.what not in ("self", "quick") and (missing := installed.missing()):
        facts["not installed"] = ", ".join(missing)
    if doubt := busy(facts["load before"], _against_itself(outcome.rows)):
        facts["doubt"] = doubt
    _tell(outcome, facts, options)
    if outcome.failures:
        return 2
    return 1 if options.check and any(row.over for row in outcome.rows) else 0


def _measure(what: str, runs: int | None) -> Outcome:
    if what == "self":
        begun = time.monotonic()
        return Outcome(measure_itself(runs), [], {"self": round(time.monotonic() - begun)})
    names = MEASURES if what == "all" else QUICK if what == "quick" else [what]
    outcome = Outcome([], [], {})
    for name in names:
        print(f"measuring: {name}, about {MEASURES[name].minutes:g} min ...", file=sys.stderr, flush=True)
        begun = time.monotonic()
        try:
            outcome.rows.extend(MEASURES[name].load()(runs or MEASURES[name].rounds))
        except (AssertionError, OSError, ValueError) as error:
            outcome.failures.append(f"{name}: {error}")
        except KeyboardInterrupt:  # what was measured until then is told and kept
            outcome.failures.append(f"{name}, and what comes after it: stopped by Ctrl+C")
            break
        outcome.seconds[name] = round(time.monotonic() - begun)
    return outcome


def _against_itself(rows: Sequence[Row]) -> float | None:
    """The ratio of a start to one of the same program, where there is one."""
    found = [row.figure.median for row in rows if row.program in (ITSELF, "bare") and row.unit == "ms"]
    return found[0] if found else None


def _tell(outcome: Outcome, facts: dict[str, Any], options: argparse.Namespace) -> None:
    """Print the table and what was wrong; write the files that were asked for."""
    report = "\n".join([table(outcome.rows), "", *(f"- {name}: {fact}" for name, fact in facts.items())])
    data = {
        "machine": facts,
        "rows": [row.as_json() for row in outcome.rows],
        "failures": outcome.failures,
    }
    print(report)
    name = "last" if options.what == "all" else options.what
    for place in (options.markdown, RESULTS / f"{name}.md" if options.save else None):
        if place:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"{report}\n", encoding="utf-8")
    for place in (options.json, RESULTS / f"{name}.json" if options.save else None):
        if place:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(compact(data), encoding="utf-8")
    for row in outcome.rows:
        if row.over:
            print(f"bench: over its budget: {row.program}, {row.measure}: {row.shown}", file=sys.stderr)
    for failure in outcome.failures:
        print(f"\nbench: not measured: {failure}", file=sys.stderr)
    if "doubt" in facts:
        print(f"bench: {facts['doubt']}", file=sys.stderr)


def compact(data: dict[str, Any]) -> str:
    """JSON with a row on a line each, so that a difference can be read."""
    lines = [f' "machine": {json.dumps(data["machine"], indent=2)},', ' "rows": [']
    rows = [f"  {json.dumps(row, ensure_ascii=False)}" for row in data["rows"]]
    lines += [",\n".join(rows), " ],", f' "failures": {json.dumps(data["failures"])}']
    return "\n".join(["{", *lines, "}"]) + "\n"
