"""The long meeting: its agenda, and somebody who leads it by keys, at its own pace.

Sixty people, interviews in threes, six hundred wishes from twenty groups, repeats struck out, a count of strokes,
topics, a plan and the close; the clock is on the screen all the time.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from bench.programs import COLS, ROWS, Program

# isort: split
from leading import Leader  # of the end-to-end tests, as the line above has made it findable

SPEED = 20  # a second of the meeting is a twentieth of ours; the program still paints each of them
PEOPLE, GROUPS, WISHES = 60, 20, 600
STEPS = {  # minutes of a meeting of 180
    "welcome": 10,
    "threes": 5,
    "interviews": 30,
    "wishes": 50,
    "repeats": 20,
    "count": 20,
    "plan": 30,
    "close": 15,
}
WORDS = [
    *("time", "quiet", "fewer", "meetings", "more", "talk", "break", "plan", "early", "late", "help", "new"),
    *("better", "shared", "lunch", "morning", "night", "roof", "green", "light", "chairs", "music", "phone"),
    *("silence", "focus", "trust", "thanks", "breakfast", "calendar", "swap", "shift", "handover", "garden"),
]


def agenda(minutes: int) -> str:
    """The agenda of a meeting of so many minutes."""
    scaled = {step: max(1, round(length * minutes / 180)) for step, length in STEPS.items()}
    return f"""\
title: Three hours
language: en
lists:
  wishes: {{title: Wishes, one: wish, many: wishes}}
  topics: {{title: Topics, one: topic, many: topics}}
  actions: {{title: Actions, one: action, many: actions}}
steps:
  - {{id: welcome, kind: talk, title: Welcome, minutes: {scaled["welcome"]}, pages: [One, Two, Three]}}
  - {{id: threes, kind: groups, title: Find your three, minutes: {scaled["threes"]}, group_size: 3}}
  - id: interviews
    kind: interviews
    title: Interview each other
    minutes: {max(3, scaled["interviews"])}
    groups_from: threes
    questions: [When did work go really well?, Who did what?]
  - id: wishes
    kind: collect
    title: Six hundred wishes
    minutes: {scaled["wishes"]}
    groups_from: threes
    into: wishes
  - {{id: repeats, kind: merge, title: Strike out repeats, minutes: {scaled["repeats"]}, list: wishes}}
  - {{id: count, kind: vote, title: Three strokes each, minutes: {scaled["count"]}, list: wishes, into: topics,
     strokes: 3, choose: 1-3}}
  - {{id: plan, kind: plan, title: The plan, minutes: {scaled["plan"]}, into: actions, under: topics}}
  - {{id: close, kind: close, title: Thank you, minutes: {scaled["close"]}, uses: topics}}
"""


class Rehearsal(Leader):
    """Leads the meeting at its own pace, and has the memory read while it waits."""

    def __init__(self, program: Program, minutes: int, sample: Callable[[float], None]) -> None:
        """`sample` is called twice a second of ours, with the seconds of the meeting."""
        super().__init__(program, COLS, ROWS, "en")
        self.program, self._sample = program, sample
        self.chance = random.Random(1)
        self.scale = minutes / 180
        self.begun = self.planned = time.monotonic()
        self._sampled = 0.0

    def now(self) -> float:
        """Seconds of the meeting."""
        return (time.monotonic() - self.begun) * SPEED

    def sample(self) -> None:
        """Read what it holds, twice a second."""
        if time.monotonic() - self._sampled >= 0.5:
            self._sampled = time.monotonic()
            self._sample(self.now())

    def settle_soon(self) -> None:
        """Let what a key does be drawn; the clock never lets it be silent."""
        time.sleep(0.06)
        _ = self.program.screen

    def until_minute(self, share: float, step: str) -> None:
        """Leave it alone until a share of the step's time is over."""
        end = self.planned + STEPS[step] * self.scale * 60 * share / SPEED
        while time.monotonic() < end:
            _ = self.program.screen
            self.sample()
            time.sleep(0.05)

    def next_step(self, title: str) -> None:
        """PgDn, over the last pages of a step and what it still asks; a signal takes a press for itself."""
        for _ in range(12):
            self.press("pgdn")
            with suppress(AssertionError):
                self.terminal.until(lambda screen: title in screen.partition("\n")[0], patience=1)
                break
            self.look("")
        self.look(title)

    @contextmanager
    def step(self, name: str, title: str) -> Iterator[str]:
        """PgDn into a step; do something there; then its time goes by, to the signal and beyond."""
        self.next_step(title)
        self.planned = time.monotonic()
        print(f"soak: {title}, {self.program.memory():.1f} MiB", file=sys.stderr, flush=True)
        yield title
        self.until_minute(1.01, name)
        self.look(title)

    def lead(self) -> None:
        """The whole meeting, from the lobby to the close."""
        self.look("Three hours", f"{PEOPLE} present")
        self.begun = time.monotonic()
        with self.step("welcome", "Welcome") as here:
            self.f1_and_back(here)
        with self.step("threes", "Find your three") as here:
            self.turn(here)
        with self.step("interviews", "Interview each other"):
            self.press("enter")
        with self.step("wishes", "Six hundred wishes") as here:
            self.wishes(here)
        with self.step("repeats", "Strike out repeats") as here:
            self.repeats(here)
        with self.step("count", "Three strokes each") as here:
            self.count(here)
        with self.step("plan", "The plan") as here:
            self.plan(here)
        with self.step("close", "Thank you") as here:
            self.turn(here)

    def f1_and_back(self, here: str) -> None:
        """Look at the help now and then, as people do."""
        self.press("f1")
        self.look("Help")
        self.press("escape")
        self.look(here)

    def turn(self, here: str) -> None:
        """Turn some pages, where there are any."""
        for _ in range(3):
            self.press("shift+down")
            self.settle_soon()
        self.look(here)

    def wishes(self, here: str) -> None:
        """Every group tells its wishes; some are taken back and come again, some are repeats."""
        told: list[str] = []
        count = GROUPS * max(1, round(WISHES / GROUPS * min(1.0, self.scale)))
        for number in range(count):
            text = " ".join(self.chance.sample(WORDS, 4)) + f" {number}"
            if number % 10 == 9:
                text = f"{told[self.chance.randrange(len(told))]}!"
            told.append(text)
            if number % (count // GROUPS) == 0 and number:
                self.press("tab")
                self.look(here, "[Group ")
            self.type(f"{text}\n")
            self.look(here, f"√ {text}")
            if number % 25 == 24:
                self.press("ctrl+z")
                self.look(here, without=f"√ {text}")
                self.press("ctrl+y")
                self.look(here, f"√ {text}")
            if number % 50 == 49:
                self.f1_and_back(here)
            self.until_minute(0.95 * number / count, "wishes")

    def repeats(self, here: str) -> None:
        """Strike out what the program holds for repeats."""
        for number in range(40):
            self.press("n")
            self.settle_soon()
            self.press("enter")
            self.settle_soon()
            self.press("enter")
            self.look(here)
            self.until_minute(0.9 * number / 40, "repeats")

    def count(self, here: str) -> None:
        """Type the strokes of the first wishes."""
        self.look(here, "How many")
        self.press("enter")
        for number in range(40):
            self.look(here)
            self.type("3" if number < 3 else "1")
            self.press("enter")
            self.until_minute(0.9 * number / 40, "count")

    def plan(self, here: str) -> None:
        """Thirty actions under the topics."""
        for number in range(30):
            self.press("n")
            self.settle_soon()
            self.press("enter")
            self.settle_soon()
            self.type(f"Do {number}\n")
            self.settle_soon()
            self.press("pgdn")
            self.until_minute(0.9 * number / 30, "plan")
