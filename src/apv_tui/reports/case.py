"""The people and groups that print-outs are made for: those of a session, or of a draw in advance, or nobody."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from apv_tui.core.agenda import Meeting, Step, StepBase
from apv_tui.core.case import expected
from apv_tui.core.ledger import Noted, homes
from apv_tui.core.people import Person, screen_names
from apv_tui.core.preparing import is_open
from apv_tui.core.running_order import groups_plan
from apv_tui.core.state import Group, Item, State, seated_now
from apv_tui.core.unworded import unworded
from apv_tui.reports.phrases import Phrases


class Seated(NamedTuple):
    """A group on paper: what it is called, and who sits in it, in the order of their turns.

    `late` are those who came when the turns had been dealt. Where nobody has a name, people go by a number.
    """

    number: int
    title: str
    people: tuple[str, ...]
    turns: tuple[str, ...]
    """What those who take turns are called, by the names the screen uses."""
    late: tuple[str, ...] = ()
    wish: str = ""
    """What the group formed around, where people chose it themselves."""


class Case:
    """What a print-out is made from, as everybody in the room may see it."""

    def __init__(self, state: State, say: Phrases, drawn_before: frozenset[str] = frozenset()) -> None:
        """`state` has passed the filter for the room; `drawn_before` are the steps drawn for this print-out."""
        self.state = state
        self.say = say
        self.words = say.words
        self.drawn_before = drawn_before
        people = state.people.values()
        numbered = self.words
        self._called = screen_names(people, lambda number: numbered("person.numbered", number=number))
        self._whole = Counter(person.name.casefold() for person in people)

    @property
    def knows_people(self) -> bool:
        """Whether it is known who comes, or how many."""
        return bool(self.state.people)

    def groups_expected(self, meeting: Meeting, step: Step) -> int:
        """Give how many groups a step will have with those who are expected; 0 where that cannot be told."""
        most = len(self.state.people) or (meeting.people[1] if meeting.people else 0)
        plan = groups_plan(meeting, step, most) if most else None
        return len(plan.sizes) if plan else 0

    def called(self, person: str) -> str:
        """Give what the screen calls a person."""
        return self._called.get(person, "?")

    def name(self, person: str) -> str:
        """Give a person's whole name where it is theirs alone, else what the screen calls them."""
        who = self.state.people.get(person)
        if who is None or not who.name or self._whole[who.name.casefold()] > 1:
            return self.called(person)
        return who.name

    def said(self, item: Item) -> str:
        """Give the words of an item, or where to find it while it exists on paper only."""
        return item.text or self.words.say(unworded(self.state, item))

    @cached_property
    def homes(self) -> Mapping[str, tuple[Noted, ...]]:
        """Give, by step, the items that are told of there: each item that may be shown is at one step."""
        return homes(self.state)

    def at(self, meeting: Meeting) -> tuple[Person, ...]:
        """Give who is at a meeting, or is expected there."""
        if meeting.id in self.state.meetings:
            return self.state._replace(meeting_id=meeting.id).present
        return tuple(self.state.people[person] for person in expected(self.state, meeting))

    def steps(self, meeting: Meeting) -> tuple[Step, ...]:
        """Give the steps of a meeting whose papers anybody may see."""
        return tuple(step for step in meeting.steps if is_open(meeting, step))

    def groups(self, meeting: Meeting, step: StepBase) -> tuple[Seated, ...]:
        """Give the groups of a step with those who are in them now; groups that everybody has left are left out."""
        groups = self.state.groups_of(step)
        now = seated_now(self.state._replace(meeting_id=meeting.id), groups)
        return tuple(
            self._seated(at, group, members, late)
            for at, (group, (members, late)) in enumerate(zip(groups, now, strict=True))
            if members or late or group.heads or group.item
        )

    def _seated(self, at: int, group: Group, members: tuple[str, ...], late: tuple[str, ...]) -> Seated:
        unnamed = tuple(
            self.words("groups.nth", number=number)
            for number in range(len(members) + 1, len(members) + group.heads + 1)
        )
        item = self.state.items.get(self.state.stands_for(group.item)) if group.item else None
        return Seated(
            at + 1,
            self.words("group.numbered", number=at + 1),
            (*map(self.name, members), *unnamed),
            (*map(self.called, members), *unnamed),
            tuple(map(self.name, late)),
            item.text if item else "",
        )
