"""What the tests of the core share: a small agenda with every kind of step, and a case with people in it."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.facts import Entry, PersonFacts
from apv_tui.core.messages import Refused
from apv_tui.core.record import Record
from apv_tui.core.state import Group, Item, State, StepState
from apv_tui.core.timing import StepClock

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
DEPARTMENTS = ("Drift", "Salg", "Lager", "IT")

STEPS: tuple[dict[str, Any], ...] = (
    {"id": "intro", "kind": "talk", "title": "Welcome", "minutes": 10, "pages": ["One", "Two"]},
    {"id": "threes", "kind": "groups", "title": "Find your group", "minutes": 5, "group_size": 3},
    {
        "id": "interviews",
        "kind": "interviews",
        "title": "Interviews",
        "minutes": 15,
        "groups_from": "threes",
        "choose_questions": 2,
        "questions": [
            {"id": "best", "text": "What was the best day?"},
            {"id": "help", "text": "Who helped?"},
            {"id": "proud", "text": "What are you proud of?"},
            "What else?",
        ],
    },
    {
        "id": "gallery",
        "kind": "collect",
        "title": "Gallery",
        "minutes": 10,
        "per": "group",
        "groups_from": "threes",
        "into": "strengths",
    },
    {"id": "coffee", "kind": "break", "title": "Coffee", "minutes": 10},
    {
        "id": "sixes",
        "kind": "collect",
        "title": "Brainstorm",
        "minutes": 30,
        "per": "group",
        "group_size": 6,
        "at_least_groups": 2,
        "into": "wishes",
        "questions": ["What do you wish?", {"text": "What shall we keep?", "into": "keep"}, "What more?"],
    },
    {"id": "walk", "kind": "walk", "title": "Walk", "minutes": 10, "hosts": True, "groups_from": "sixes"},
    {"id": "tell", "kind": "tell", "title": "Tell", "minutes": 12, "groups_from": "sixes"},
    {"id": "merge", "kind": "merge", "title": "Repeats", "minutes": 8, "list": "wishes"},
    {"id": "vote", "kind": "vote", "title": "Choose", "minutes": 15, "list": "wishes", "into": "topics"},
    {"id": "close", "kind": "close", "title": "Close", "minutes": 5},
)


def small_data() -> dict[str, Any]:
    """Give an agenda of two meetings, as it is written: the first has one step of every kind."""
    return {
        "title": "A small method",
        "language": "en",
        "lists": {
            id_: {"title": id_.title(), "one": id_.rstrip("s"), "many": id_}
            for id_ in ("strengths", "wishes", "keep", "topics", "later")
        },
        "meetings": [
            {"id": "first", "title": "First", "steps": [dict(step) for step in STEPS]},
            {
                "id": "second",
                "title": "Second",
                "steps": [
                    {"id": "again", "kind": "talk", "title": "Again", "minutes": 5},
                    {"id": "more", "kind": "collect", "title": "More", "minutes": 10, "into": "later"},
                ],
            },
        ],
    }


def small_agenda() -> Agenda:
    return Agenda.model_validate(small_data())


def some_people(n: int) -> tuple[PersonFacts, ...]:
    """Give `n` people p1, p2, ... with names of their own, from four departments in turn."""
    return tuple(
        PersonFacts(id=f"p{i}", name=f"Person{i} Last{i}", department=DEPARTMENTS[i % 4])
        for i in range(1, n + 1)
    )


class Case:
    """A record with people in it and a clock that moves only when told to."""

    def __init__(
        self,
        people: int = 9,
        *,
        agenda: Agenda | None = None,
        meeting: str = "first",
        seed: int = 7,
        language: str = "",
    ) -> None:
        self.clock = SettableClock(START)
        self.record = Record(
            agenda or small_agenda(), self.clock.utc, chance=random.Random(seed), language=language
        )
        if meeting:
            self.do(c.OpenMeeting(meeting))
        if people:
            self.do(c.AddPeople(some_people(people)))

    @property
    def state(self) -> State:
        return self.record.state

    @property
    def now(self) -> datetime:
        return self.clock.utc()

    def do(self, *commands: c.Command) -> tuple[Entry, ...]:
        """Carry out commands; give the entries of the last."""
        added: tuple[Entry, ...] = ()
        for command in commands:
            added = self.record.do(command)
        return added

    def step(self, id_: str) -> Any:
        return self.state.find_step(id_)

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)

    def here(self) -> StepState:
        return self.state.state_of(self.state.step_id)

    def clock_of(self, step: str) -> StepClock:
        return self.state.state_of(step).clock

    def left(self, step: str = "") -> float:
        return self.clock_of(step or self.state.step_id).left_at(self.now)

    def progress(self) -> float:
        return self.here().clock.progress_at(self.now)

    def groups(self, step: str) -> tuple[Group, ...]:
        return self.state.state_of(step).groups

    def note(self, *texts: str, list: str = "wishes", group: int | None = None) -> list[Item]:  # noqa: A002
        """Note items; give them as they stand."""
        added = self.do(c.NoteIdeas(texts, list, group))
        return [self.state.items[entry.fact.item] for entry in added]  # type: ignore[attr-defined]

    def item(self, item: Item) -> Item:
        """Give an item as it is now."""
        return self.state.items[item.id]

    def refuses(self, command: c.Command) -> str:
        """Check that a command is refused and changes nothing; give the id of the reason."""
        state, entries = self.state, list(self.record.entries)
        with pytest.raises(Refused) as caught:
            self.do(command)
        assert self.state is state
        assert self.record.entries == entries
        return caught.value.reason.id


def vote_on(strokes: Sequence[int], *, people: int = 23, close: bool = True) -> tuple[Case, list[Item]]:
    """Give a case in which wishes got these strokes on their sheets."""
    case = Case(people)
    wishes = case.note(*(f"Wish {i}" for i in range(1, len(strokes) + 1)))
    case.do(c.GoTo("vote"), c.OpenVote(people))
    for wish, count in zip(wishes, strokes, strict=True):
        case.do(c.CountStrokes(wish.id, count))
    if close:
        case.do(c.CloseVote())
    return case, wishes
