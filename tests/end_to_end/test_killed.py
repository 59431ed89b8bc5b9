"""Killed at any moment: what the screen had shown as noted is there, in order and once, and everything is whole."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from leading import further
from power_cuts import Meeting
from terminal import Terminal

Start = Callable[..., Terminal]
IN_THE_SUITE = ("typing", "pasting", "changing_steps", "confidential_notes", "erasing_words")
"""Once each, with a second window that follows the meeting meanwhile; further ones twice."""


def kill_again_and_again(
    terminal: Start, folder: Path, seed: int, moments: list[str], watched: set[int]
) -> str:
    meeting = Meeting(terminal, folder, random.Random(seed))
    for number, moment in enumerate(moments):
        follower = second_window(terminal, meeting) if number in watched else None
        ran = getattr(meeting, moment)()
        meeting.cut()
        meeting.go_on(ran)
        if follower is not None:
            still_there(follower)
    return meeting.end()


def second_window(terminal: Start, meeting: Meeting) -> Terminal:
    """Opening it a second time offers to follow; whoever follows must not hold, change or mend anything."""
    second = terminal("open", str(meeting.session), "--language", "da")
    second.until("[J/n]")
    second.type("\n")
    second.until("følger med")
    return second


def still_there(follower: Terminal) -> None:
    """The first window was cut off and opened again meanwhile."""
    follower.until("følger med")
    follower.press("ctrl+q")
    assert follower.wait() == 0


@pytest.mark.parametrize("times", [1, further(2)])
def test_killed_again_and_again_nothing_that_was_noted_is_lost(
    terminal: Start, tmp_path: Path, times: int
) -> None:
    moments = [*IN_THE_SUITE] * times
    said = kill_again_and_again(terminal, tmp_path / "work", 20, moments, {1})
    assert said.startswith(f"{len(moments)} kills, 0 acknowledged")


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_killed_two_hundred_times(
    terminal: Start, tmp_path: Path, part: int, record_property: Callable[[str, object], None]
) -> None:
    seed = secrets.randbelow(1_000_000)
    print(f"seed {seed}")  # noqa: T201 - with it the same moments can be tried again
    chance = random.Random(seed)
    moments = [chance.choice(IN_THE_SUITE) for _ in range(50)]
    watched = set(chance.sample(range(50), 5))
    said = kill_again_and_again(terminal, tmp_path / "work", seed, moments, watched)
    record_property("figures", f"seed {seed}: {said}")


@pytest.mark.long
def test_killed_while_somebodys_notes_are_begun(terminal: Start, tmp_path: Path) -> None:
    seed = secrets.randbelow(1_000_000)
    print(f"seed {seed}")  # noqa: T201 - with it the same moments can be tried again
    for number in range(30):
        folder = tmp_path / str(number)
        folder.mkdir()
        moments = ["beginning_notes", "confidential_notes"]
        kill_again_and_again(terminal, folder, seed + number, moments, set())
