"""What is measured, against what, and how good it has to be."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.figures import Row, table
from bench.harness import COLS, PEERS, ROWS, Command, ends, ideas, idle, key_presses, letters, starts

# ---- What of the program is measured; follow the program's screens here, and nowhere else. ----
# Start: the text of the first whole screen (the footer of the lobby).
START, FIRST_SCREEN = ("demo",), "PgDn"
# A step: keys that go forth and back, so that every press changes the screen.
STEP_KEYS = ("pgdn", "pgup")
# Typing: how to come to the entry line of the brainstorm. It must take the letters and ctrl+u.
TYPE, TYPE_SCREEN, TYPE_KEYS = ("demo", "--at", "brainstorm"), "PgDn", ()
# Idle: how to come to a running countdown.
TICK, TICK_SCREEN, TICK_KEYS = ("demo", "--at", "brainstorm"), "PgDn", ()
# -----------------------------------------------------------------------------------------------

ROUNDS = {
    "start": 15, "keys": 100, "idle": 10, "commands": 15, "follow": 15, "large": 10, "status": 5, "soak": 180,
}  # fmt: skip
"""How often; of the soak the minutes of the meeting."""
ALONE = ("large", "status", "soak")  # not part of "all": they take minutes


def program(*arguments: str, ready: str = "", keys: tuple[str, ...] = ()) -> Command:
    """apv-tui with these arguments."""
    return Command((sys.executable, "-m", "apv_tui", *arguments), ready, keys)


def peer(name: str) -> Command:
    """One of the small programs beside this file."""
    return Command((sys.executable, str(PEERS / f"{name}.py")), "ready")


NOTHING = Command((sys.executable, "-c", "pass"))


def measure_start(runs: int) -> list[Row]:
    """From start to the first screen, against a Textual app with one Static."""
    return _start_rows(program(*START, ready=FIRST_SCREEN), runs)


def _start_rows(ours: Command, runs: int) -> list[Row]:
    mine, other = starts(ours, peer("bare"), runs)
    rows = [
        Row("start to the first screen", "bare", "ms", goal=1.6, gate=2.0),
        Row("processor time of it", "bare", "ms"),
        Row("peak memory at the first screen", "bare", "MiB", goal=1.6, gate=1.8),
    ]
    for row, value in zip(rows, ("shown", "processor", "memory"), strict=True):
        row.ours = [getattr(start, value) for start in mine]
        row.theirs = [getattr(start, value) for start in other]
    return rows


def measure_keys(runs: int) -> list[Row]:
    """From a key to its effect on the screen: a letter against an Input, a step against a counter."""
    typed = Row("a typed letter on the screen", "input", "ms", gate=1.5)
    step = Row("the next step on the screen", "counter", "ms", goal=2.5, gate=4.0)
    entry = program(*TYPE, ready=TYPE_SCREEN, keys=TYPE_KEYS)
    typed.ours, typed.theirs = letters(entry, peer("input"), runs)
    lobby = program(*START, ready=FIRST_SCREEN)
    step.ours, step.theirs = key_presses(lobby, STEP_KEYS, peer("counter"), ("space",), runs)
    return [typed, step]


def measure_idle(runs: int) -> list[Row]:
    """A running countdown, against Digits that change once a second."""
    return _idle_rows(program(*TICK, ready=TICK_SCREEN, keys=TICK_KEYS), runs)


def _idle_rows(ours: Command, runs: int) -> list[Row]:
    mine, other = idle(ours, peer("clock"), runs)
    processor = Row("processor time of a second's countdown", "clock", "ms", goal=1.5, gate=2.0)
    processor.ours, processor.theirs = ([second.processor for second in side] for side in (mine, other))
    written = Row("written in a second of countdown", "clock", "B")
    written.ours, written.theirs = ([second.written for second in side] for side in (mine, other))
    return [processor, written]


def measure_commands(runs: int) -> list[Row]:
    """What needs no screen, against Python that does nothing."""
    rows = []
    for option in ("--version", "--help"):
        row = Row(f"apv-tui {option}", "python -c pass", "ms", goal=2.5, gate=4.0)
        row.ours, row.theirs = ends(program(option), NOTHING, runs)
        rows.append(row)
    return rows


def measure_large(runs: int) -> list[Row]:
    """What many events cost: noting one more, opening, saving; against sessions of a usual size."""
    from bench.large import READY, saving, session

    with TemporaryDirectory(prefix="large-") as name:
        usual, six, ten = (
            program("open", str(session(Path(name), events)), ready=READY) for events in (600, 6_000, 10_000)
        )
        noted = Row("an idea noted at 6,000 events", "at 600 events", "ms", gate=3.0)
        noted.ours, noted.theirs = ideas(six, usual, runs * 3)
        opened = Row("opening 10,000 events", "600 events", "ms", gate=6.0)
        mine, other = starts(ten, usual, runs)
        opened.ours, opened.theirs = [start.shown for start in mine], [start.shown for start in other]
    large, small = saving(10_000, runs), saving(1_000, runs)
    written = Row("saving 10,000 events, in a thread", "1,000 events", "ms", gate=20.0)
    written.ours, written.theirs = large["took"], small["took"]
    held = Row("the screen is held up meanwhile", "100 ms", "ms", gate=1.0)
    held.ours, held.theirs = large["held"], [100.0] * runs
    return [noted, opened, written, held]


def measure_follow(runs: int) -> list[Row]:
    """A second window: what happens is seen there, in step, and at once where it is started late."""
    from bench.follow import follow
    from bench.large import session

    told = follow(runs)
    seen = Row("an idea in the window that follows", "300 ms", "ms", told.following, [300.0] * runs, gate=1.0)
    apart = Row(
        "its ticks from those that lead", "50 ms", "ms", told.apart, [50.0] * len(told.apart), gate=1.0
    )
    with TemporaryDirectory(prefix="late-") as name:
        path = str(session(Path(name), 600))
        late = Row("following 600 events, to the first screen", "opening them", "ms", gate=1.2)
        mine, other = starts(program("follow", path, ready="F1"), program("open", path, ready="F1"), runs)
    late.ours, late.theirs = [start.shown for start in mine], [start.shown for start in other]
    return [seen, apart, late]


def measure_status(runs: int) -> list[Row]:
    """Where 1,000 cases stand, and whether ten times as many take ten times as long."""
    from bench.cases import folder_of_cases

    with TemporaryDirectory(prefix="cases-") as name:
        thousand = folder_of_cases(Path(name) / "thousand", 1_000)
        hundred = folder_of_cases(Path(name) / "hundred", 100)
        whole = Row("status of 1,000 cases", "5 s", "ms", goal=0.8, gate=1.0)
        each = Row("a case of 1,000", "of 100", "ms", gate=1.5)
        one = Row("status of one case", "python -c pass", "ms")
        # Into a file: the harness reads what is shown more slowly than any terminal.
        to = ("--to", str(Path(name) / "status.txt"), "--force")
        many, few = ends(program("status", str(thousand), *to), program("status", str(hundred), *to), runs)
        one.ours, one.theirs = ends(program("status", str(hundred / "0" / "00000.json"), *to), NOTHING, runs)
    whole.ours, whole.theirs = many, [5_000.0] * runs
    each.ours, each.theirs = [took / 1_000 for took in many], [took / 100 for took in few]
    return [whole, each, one]


def measure_soak(runs: int) -> list[Row]:
    """A meeting of so many minutes at speed: does it stay as light as it began?"""
    from bench.soak import soak

    read = soak(runs)
    kept = sum(read.files.values()) / 1024
    return [
        Row(
            "peak memory of a long meeting", "bare", "MiB", [read.peak], [read.peer_peak], goal=2.0, gate=2.2
        ),
        Row("growth in its last hour", "1 MiB", "MiB", [read.growth()], [1.0], gate=2.0),
        Row("journal, session file and .bak", "1 MiB", "MiB", [kept], [1.0], gate=4.0),
        Row("paints of it", "its seconds", "", [float(read.paints)], [read.seconds]),
    ]


MEASURES: dict[str, Callable[[int], list[Row]]] = {
    "start": measure_start,
    "keys": measure_keys,
    "idle": measure_idle,
    "commands": measure_commands,
    "follow": measure_follow,
    "large": measure_large,
    "status": measure_status,
    "soak": measure_soak,
}


def measure_itself(runs: int | None) -> list[Row]:
    """The peers against themselves: every true ratio is 1, so what is read is the harness's own error."""
    rows = _start_rows(peer("bare"), runs or ROUNDS["start"])
    typed, counted, ended = (
        Row("a letter", "input", "ms"),
        Row("a key", "counter", "ms"),
        Row("end", "pass", "ms"),
    )
    typed.ours, typed.theirs = letters(peer("input"), peer("input"), runs or ROUNDS["keys"])
    counter = peer("counter")
    counted.ours, counted.theirs = key_presses(
        counter, ("space",), counter, ("space",), runs or ROUNDS["keys"]
    )
    ended.ours, ended.theirs = ends(NOTHING, NOTHING, runs or ROUNDS["commands"])
    rows += [typed, counted, *_idle_rows(peer("clock"), runs or ROUNDS["idle"]), ended]
    for row in rows:
        row.goal = row.gate = None
    return rows


def machine() -> dict[str, Any]:
    """Where and when: without it, milliseconds say nothing."""
    listed = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":")[1].strip() for line in listed if line.startswith("model name")]
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "system": platform.platform(terse=True),
        "processor": f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores",
        "load before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "apv-tui": _version("apv-tui"),
        "textual": _version("textual"),
        "pyte": _version("pyte"),
        "terminal": f"{COLS}x{ROWS}",
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except ModuleNotFoundError:
        return "not installed"


def main(argv: list[str] | None = None) -> int:
    """Measure, print, and say by the exit status how it went."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("what", nargs="?", default="all", choices=[*MEASURES, "all", "self"])
    parser.add_argument("--runs", type=int, metavar="N", help=f"rounds of each measure (default: {ROUNDS})")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything that was measured")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the table and the machine")
    parser.add_argument("--check", action="store_true", help="exit 1 where a ratio is surely above its gate")
    options = parser.parse_args(argv)
    if options.what != "self" and importlib.util.find_spec("apv_tui") is None:
        parser.error("apv_tui is not installed here: pip install -e '.[test]'")

    facts, begun = machine(), time.monotonic()
    rows, failures = _measure(options.what, options.runs)
    facts["seconds"] = round(time.monotonic() - begun)
    report = "\n".join([table(rows), "", *(f"- {name}: {fact}" for name, fact in facts.items())])
    if rows:
        print(report)
    if options.json:
        data = {"machine": facts, "rows": [row.as_json() for row in rows], "failures": failures}
        options.json.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    if options.markdown:
        options.markdown.write_text(report + "\n", encoding="utf-8")
    for failure in failures:
        print(f"\nbench: not measured: {failure}", file=sys.stderr)
    if failures:
        return 2
    return 1 if options.check and any(row.over for row in rows) else 0


def _measure(what: str, runs: int | None) -> tuple[list[Row], list[str]]:
    """The rows, and what could not be measured: one screen that has changed must not hide the others."""
    if what == "self":
        return measure_itself(runs), []
    rows: list[Row] = []
    failures: list[str] = []
    for name in [name for name in MEASURES if name not in ALONE] if what == "all" else [what]:
        print(f"measuring: {name} ...", file=sys.stderr, flush=True)
        try:
            rows += MEASURES[name](runs or ROUNDS[name])
        except (AssertionError, OSError) as error:
            failures.append(f"{name}: {error}")
    return rows, failures
