"""What is timed inside a process of its own, without a screen: `python -m bench.inside WHAT ...` gives JSON."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.sessions import begin, data, record

DISK = Path(__file__).resolve().parent
"""Where files are written: on a disk, as the system's folder for temporary files may be memory."""
Times = dict[str, list[float]]


def inside(what: str, *arguments: object) -> Times:
    """Run one of these in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside", what, *map(str, arguments)],
        capture_output=True,
        check=False,
        text=True,
        cwd=DISK.parent,
    )
    if done.returncode:
        raise AssertionError(f"{what}: {done.stderr}")
    found: Times = json.loads(done.stdout)
    return found


def saving(events: str, times: str) -> Times:
    """Save so many events so often: milliseconds of each, and the longest that the main thread was held up.

    The main thread stands for the interface's, and does a little again and again.
    """
    took, held = [], []
    with tempfile.TemporaryDirectory(dir=DISK, prefix=".saving-") as name:
        folder = Path(name)
        whole = data(record(events=int(events)))
        store = begin(folder, folder / "saved.json", whole)
        store.checkpoint()
        store.flush()
        for number in range(int(times)):
            begun = time.perf_counter()
            before = store.path.stat().st_ino
            store.put([{**whole[-1], "id": f"more-{number}", "after": store.last}])
            store.checkpoint()
            held.append(_longest(partial(_is_renewed, store.path, before)))
            took.append((time.perf_counter() - begun) * 1000)
        store.close()
    return {"took": took, "held": held}


def _is_renewed(path: Path, before: int) -> bool:
    return path.stat().st_ino != before


def _longest(over: Callable[[], bool]) -> float:
    """The longest that this thread was kept from its work, in milliseconds, until it is over."""
    longest, last = 0.0, time.perf_counter()
    while not over():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest * 1000


def noting(times: str) -> Times:
    """Note ideas, each until it is said to be on the disk; in turns with a line written and synced by hand."""
    from apv_tui.core import commands as c
    from apv_tui.core.log import entry_data
    from apv_tui.files.saving import Listener

    safe, last = threading.Event(), ""

    def heard(entry: str) -> None:
        if entry == last:
            safe.set()

    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(dir=DISK, prefix=".noting-") as name:
        folder = Path(name)
        made = record(events=600)
        store = begin(folder, folder / "noted.json", data(made), Listener(on_saved=heard))
        store.checkpoint()
        store.flush()
        with (folder / "by hand").open("ab", buffering=0) as file:
            for number in range(int(times) + 5):
                text = f"quiet mornings without the phone {number}"
                time.sleep(random.random() * 0.01)  # people do not press in step with the store
                safe.clear()
                begun = time.perf_counter()
                entries = made.do(c.NoteIdeas((text,), "wishes"))
                last = entries[-1].id
                store.put([entry_data(entry) for entry in entries])
                if not safe.wait(10):
                    raise AssertionError("an idea was not saved in 10 s")
                ours.append((time.perf_counter() - begun) * 1000)
                time.sleep(random.random() * 0.01)
                begun = time.perf_counter()
                file.write(json.dumps([entry_data(entry) for entry in entries]).encode())
                os.fsync(file.fileno())
                theirs.append((time.perf_counter() - begun) * 1000)
        store.close()
    return {"ours": ours[5:], "theirs": theirs[5:]}


def reading(path: str) -> Times:
    """Open a session once, as `open` does: read, checked, folded into the state. The first time is what counts."""
    from apv_tui.files.places import default_places
    from apv_tui.wiring import Office, Options

    with tempfile.TemporaryDirectory(dir=DISK, prefix=".reading-") as home:
        office = Office(default_places({"APV_TUI_HOME": home}), Options())
        begun = time.perf_counter()
        desk = office.open_session(Path(path))
        took = (time.perf_counter() - begun) * 1000
        count = len(desk.record.entries)
        office.close()
    return {"took": [took], "events": [count]}


def grouping(people: str, times: str) -> Times:
    """Draw groups of three among so many, of twelve departments with a leader each, who have met twice before."""
    from apv_tui.core.grouping import Member, draw_groups, group_sizes, met_counts

    number = int(people)
    members = [Member(f"p{at}", f"d{at % 12}", leader=at < 12) for at in range(number)]
    chance = random.Random(1)
    sizes = group_sizes(number, 3)
    before = [draw_groups(members, sizes, chance)]
    before.append(draw_groups(members, sizes, chance, met_counts(before)))
    took = []
    for _ in range(int(times)):
        begun = time.perf_counter()
        draw_groups(members, sizes, chance, met_counts(before))
        took.append((time.perf_counter() - begun) * 1000)
    return {"took": took}


WHATS: dict[str, Callable[..., Times]] = {each.__name__: each for each in (saving, noting, reading, grouping)}

if __name__ == "__main__":
    print(json.dumps(WHATS[sys.argv[1]](*sys.argv[2:])))
