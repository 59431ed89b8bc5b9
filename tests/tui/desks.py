"""Builders for the tests of the screens: a desk with people, on a clock that is set by hand."""

import random
from datetime import UTC, datetime
from difflib import SequenceMatcher

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import PersonFacts
from apv_tui.core.messages import Message
from apv_tui.core.record import Record
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.tui.desk import Desk
from apv_tui.tui.keeper import Place
from apv_tui.tui.lines import Lines, text_of, width_of
from apv_tui.words import Words

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NAMES = [
    "Bo", "Ida", "Åse", "Søren", "Mette", "Lars", "Fatima", "Jens", "Ole", "Karen", "Per", "Zoë", "Nils",
    "Rikke", "Tom", "Ali", "Vibeke", "Hans", "Pia", "Uffe", "Eva", "Jan", "Mette", "Birte", "Kaj", "Lone",
    "Finn", "Tove", "Leif", "Gry",
]  # fmt: skip
DEPARTMENTS = ("Drift", "Pleje", "Køkken", "Kontor")


def people(count: int) -> tuple[PersonFacts, ...]:
    """Give invented people from four departments, one leader in each."""
    return tuple(
        PersonFacts(
            id=f"p{at}",
            name=f"{NAMES[at % len(NAMES)]} {'ABCDEFGHIJ'[at // len(NAMES)]}sen",
            department=DEPARTMENTS[at % 4],
            leader=at < 4,
        )
        for at in range(count)
    )


def alike(text: str, others: list[str]) -> list[float]:
    """Say how alike texts are, without the library the program uses."""
    return [SequenceMatcher(None, text.lower(), other.lower()).ratio() for other in others]


def make_desk(agenda: Agenda, count: int = 23, language: str = "da") -> tuple[Desk, SettableClock]:
    """Give a desk at the lobby of the agenda's first meeting, with so many people present."""
    clock = SettableClock(START)
    timekeeper = Timekeeper(clock)
    record = Record(agenda, timekeeper.now, chance=random.Random(7), language=language)
    desk = Desk(record, timekeeper, Words(language), place=Place("prøve.json", "/tmp"), alike=alike)
    desk.do(c.OpenMeeting(agenda.meetings[0].id))
    if count:
        desk.do(c.AddPeople(people(count)))
    return desk, clock


class FakeHost:
    """A screen that only remembers what the stage asked of it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: list[Message] = []
        self.opened: list[tuple[str, str]] = []
        self.entry = ""
        self.before = ""
        self.drawn = 0

    def do(self, command: c.Command) -> bool:
        """Carry out, remembering a refusal as told."""
        from apv_tui.core.messages import Refused

        try:
            self.desk.do(command)
        except Refused as refusal:
            self.told.append(refusal.reason)
            return False
        return True

    def tell(self, message: Message) -> None:
        """Remember what was said."""
        self.told.append(message)

    def redraw(self) -> None:
        """Count."""
        self.drawn += 1

    def set_entry(self, text: str, before: str = "") -> None:
        """Remember the line."""
        self.entry, self.before = text, before

    def offer_entry(self, text: str) -> None:
        """Remember the line."""
        self.set_entry(text)

    def typed(self) -> str:
        """Give the line."""
        return self.entry

    def open(self, overlay: str, subject: str = "") -> None:
        """Remember what was opened."""
        self.opened.append((overlay, subject))


def grid(lines: Lines, width: int, height: int) -> str:
    """Give lines as the text a person would read, and check that they fit."""
    assert len(lines) <= height, f"{len(lines)} lines for {height}"
    for row in lines:
        assert width_of(row) <= width, f"too wide ({width_of(row)} > {width}): {text_of(row)}"
    return "\n".join(text_of(row).rstrip() for row in lines)
