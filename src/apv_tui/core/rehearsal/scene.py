"""What a rehearsal plays with: the state as it is at each moment, chance, and invented words and people."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import product
from typing import NamedTuple

from apv_tui.core.agenda import StepBase
from apv_tui.core.commands import Command
from apv_tui.core.facts import PersonFacts
from apv_tui.core.people import screen_names
from apv_tui.core.state import Group, State


class Invented(NamedTuple):
    """The words and names of one language that stand in for what a room would say."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    departments: tuple[str, ...]
    ideas: tuple[str, ...]
    """What is noted on a list, whatever was asked."""
    stories: tuple[str, ...]
    """What somebody tells in confidence."""
    answers: tuple[str, ...]
    """What is filled in where a form asks for a text."""
    actions: tuple[str, ...]
    headings: tuple[str, ...]
    because: tuple[str, ...]
    """Why topics are chosen that the strokes did not choose."""
    reasons: tuple[str, ...]
    """Why something is not possible, or only partly."""
    news: tuple[str, ...]
    """How an action is getting on."""
    ways: tuple[str, ...]
    """How an action is followed up."""
    signs: tuple[str, ...]
    """How one sees that it worked."""
    ahead: str
    """A day so many weeks from now, with the gap {n}."""
    day: str
    """A day as a date, with the gaps {day}, {month} and {year}."""


class Move(NamedTuple):
    """Something that the leader or the room does at a step.

    `at` is the share of the step's time that has passed then, from 0.0 to 1.0. `turn` says that what stands on
    the screen before it is worth a look of its own: afterwards it is another screen.
    """

    command: Command
    at: float
    turn: bool = False


Moves = Iterator[Move]


class Scene:
    """What the players of the steps read, and where they take their words from."""

    def __init__(
        self,
        state: Callable[[], State],
        now: Callable[[], datetime],
        invented: Invented,
        chance: random.Random,
    ) -> None:
        """`state` and `now` are asked anew at each move; the same `chance` gives the same rehearsal."""
        self._state = state
        self._now = now
        self.invented = invented
        self.chance = chance
        self._bags: dict[tuple[str, ...], list[str]] = {}
        self.said_no: set[str] = set()
        """Who wants no confidential notes."""

    @property
    def state(self) -> State:
        """What is true now."""
        return self._state()

    @property
    def today(self) -> date:
        """The day of the meeting."""
        return self._now().astimezone().date()

    def some(self, of: tuple[str, ...]) -> str:
        """Give one of these texts; each comes once before any comes again."""
        bag = self._bags.get(of)
        if not bag:
            bag = self._bags[of] = sorted(of, key=lambda _: self.chance.random())
        return bag.pop()

    def often(self, share: float) -> bool:
        """Say yes in this share of the times."""
        return self.chance.random() < share

    def date(self, day: date) -> str:
        """Give a day as it is typed."""
        return self.invented.day.format(day=day.day, month=day.month, year=day.year)

    def weeks(self, n: int) -> str:
        """Give a day so many weeks from now, as it is typed."""
        return self.invented.ahead.format(n=n)

    def names(self, n: int) -> str:
        """Give the names of some who are here, as they are typed."""
        here = self.state.present or tuple(self.state.people.values())
        called = screen_names(self.state.people.values(), str)
        who = self.chance.sample(here, min(n, len(here)))
        return ", ".join(called[person.id] for person in who)

    def peopled(self, step: StepBase) -> list[tuple[int, Group]]:
        """Give the groups of a step with their index, those that everybody has left aside."""
        here = {person.id for person in self.state.present}
        groups = enumerate(self.state.groups_of(step))
        return [(at, group) for at, group in groups if group.heads or here.intersection(group.everyone)]


def spread(count: int, first: float, last: float) -> Sequence[float]:
    """Give moments for so many things between two others, evenly."""
    return [first + (last - first) * (at + 1) / (count + 1) for at in range(count)]


def invented_people(invented: Invented, count: int) -> tuple[PersonFacts, ...]:
    """Give so many people with names of their own, from all departments in turn, one leader in each."""
    pairs = len(invented.first) * len(invented.last)
    firsts, lasts, departments = invented.first, invented.last, invented.departments
    # First and last names go round at different paces, so that neighbours share neither.
    names = [f"{firsts[at % len(firsts)]} {lasts[at % len(lasts)]}" for at in range(min(count, pairs))]
    every = dict.fromkeys((*names, *(f"{one} {other}" for other, one in product(lasts, firsts))))
    return tuple(
        PersonFacts(
            id="", name=name, department=departments[at % len(departments)], leader=at < len(departments)
        )
        for at, name in enumerate([*every][:count])
    )
