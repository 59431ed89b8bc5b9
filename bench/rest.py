"""Nobody touches a key: what programs do meanwhile, all at the same time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.programs import Program


@dataclass
class Rest:
    """Of every round of a program: milliseconds of processor time and bytes written, a second; and its seconds."""

    processor: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def rest(programs: Sequence[Program], rounds: int, seconds: float = 3.0) -> list[Rest]:
    """Leave all alone at the same time, for some rounds of some seconds each."""
    results = [Rest() for _ in programs]
    time.sleep(1.5)  # let what was started at the first screen come to an end
    for program in programs:
        _ = program.screen  # what came before is drawn: it does not count
    before = [(time.monotonic(), program.processor_time(), program.written()) for program in programs]
    for _ in range(rounds):
        time.sleep(seconds)
        for number, program in enumerate(programs):
            now = (time.monotonic(), program.processor_time(), program.written())
            took, processor, written = (now[part] - before[number][part] for part in range(3))
            results[number].processor.append(processor / took)
            results[number].written.append(written / took)
            results[number].seconds.append(took)
            before[number] = now
    for program in programs:
        if program.status is not None:
            raise AssertionError(f"ended while idle, with status {program.status}:\n{program.screen}")
    return results
