"""What the state is made of: groups, items, counts, forms, actions, and what steps and meetings have come to."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from apv_tui.core.courses import Seating
from apv_tui.core.facts.breaks import PauseWas
from apv_tui.core.timing import StepClock


class Group(NamedTuple):
    """A group as it sits: those who were dealt into it, and those who came while it was at work."""

    members: tuple[str, ...]
    late: tuple[str, ...] = ()
    host: str = ""
    item: str = ""
    """The item it formed around, where people chose their group themselves."""
    heads: int = 0
    """How many sit in it besides those who are named."""

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who sit in the group."""
        return self.members + self.late


class Item(NamedTuple):
    """One thing the room said. `text` is empty while it exists only as sheet and number."""

    id: str
    list: str
    number: int
    text: str
    original: str
    at: datetime
    step: str = ""
    grouping: str = ""
    group: int | None = None
    question: str = ""
    sheet_number: int | None = None
    late: bool = False
    merged_into: str = ""
    withdrawn: bool = False
    under: str = ""
    """The item it belongs to: a proposal's wish, an action's wish."""
    origin: str = ""
    """The item it was carried over from."""
    heading: str = ""
    verdict: str = ""
    """"possible", "partly" or "not_possible", once it was assessed."""
    reason: str = ""
    risk: str = ""
    """How serious the matter is: "low", "medium" or "high"."""
    vault: str = ""
    """The confidential notes it belongs to."""
    round: int = 1
    """The round of a repeated run in which it was noted, from 1."""

    @property
    def stands(self) -> bool:
        """Whether it is on the wall by itself: neither struck out as a repeat nor taken off."""
        return not self.merged_into and not self.withdrawn


class Topics(NamedTuple):
    """What was chosen from a vote, and how."""

    items: tuple[str, ...]
    how: str
    reason: str = ""


class CountRound(NamedTuple):
    """A count as it was when it was counted anew; `items` are those counted anew, none for all."""

    vote: "VoteState"
    items: frozenset[str] = frozenset()


class VoteState(NamedTuple):
    """A count under way. `sheet` holds strokes per item, `slips` the items on each slip by its number."""

    voters: int
    sheet: Mapping[str, int]
    slips: Mapping[int, tuple[str, ...]]
    closed: bool = False
    runoff: Mapping[str, int] | None = None
    """Strokes of the run-off by item, once one was opened; of several the last."""
    topics: Topics | None = None
    here: int = 0
    """How many could draw strokes when the number of voters was said."""
    run_offs: tuple[Mapping[str, int], ...] = ()
    """The run-offs before the last one, which ended in a tie again."""
    rounds: tuple[CountRound, ...] = ()
    """The counts before this one, as they were, the first one first."""


class Filled(NamedTuple):
    """One line of a form as filled in; a day by its first and last date."""

    text: str
    people: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    at: datetime | None = None


class Priority(NamedTuple):
    """An item that a group (index from 0) chose as the one to work on."""

    item: str
    group: int


class Account(NamedTuple):
    """An account of sickness absence; `absence` and `possible` in `unit` ("hours" or "days")."""

    first: date
    last: date
    unit: str
    absence: float
    possible: float
    people: int


class Change(NamedTuple):
    """What an action said before it was changed, after the plan had been adopted.

    `detail` is one of its details, or `what` (its words), `wish` (where it comes from), `place` (its number
    in the order), `off` or `on` (taken off the plan, put back).
    """

    at: datetime
    detail: str
    before: str
    open: bool = False
    """Whether it was left open on purpose before."""


class StatusEntry(NamedTuple):
    """One line in the log of an action."""

    at: datetime
    status: str
    note: str


class Action(NamedTuple):
    """What an item of a plan has besides its words: details by name, the log of its status, its old versions."""

    details: Mapping[str, Filled]
    left_open: frozenset[str] = frozenset()
    log: tuple[StatusEntry, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def status(self) -> str:
        """How far it has come."""
        return self.log[-1].status if self.log else "not_started"


NO_ACTION = Action({})


class Vault(NamedTuple):
    """Confidential notes in a file of their own."""

    owner: str
    round: int
    erased: bool = False
    meeting: str = ""
    away: bool = False
    """Their file was not at hand when the session was opened: they can be neither read nor gone on with."""


class StepState(NamedTuple):
    """What a step has come to."""

    clock: StepClock
    entered: bool = False
    part: int = 0
    groups: tuple[Group, ...] = ()
    seed: int = 0
    chosen: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    vote: VoteState | None = None
    fields: Mapping[str, Filled] = {}
    priorities: tuple[Priority, ...] = ()
    joins: Mapping[str, str] = {}
    """The item each person joined, while groups form."""
    heads: Mapping[str, int] = {}
    """How many more joined an item, without names."""
    unchosen: tuple[str, ...] = ()
    """The items nobody joined."""
    minutes: int | None = None
    """The minutes it was given instead of the agenda's, to catch up or because there was time."""
    dropped: bool = False
    """Whether it is left out, to catch up."""
    seatings: tuple[Seating, ...] = ()
    """Who took turns in its groups, each time somebody came or left, since its turns began."""


class Past(NamedTuple):
    """What a step had come to in an earlier round of a repeated run, or sitting of a repeated meeting."""

    round: int
    step: StepState


class Away(NamedTuple):
    """The step that the room went away from, to come back to; its clock stands meanwhile."""

    step: str
    running: bool
    """Whether its clock ran."""


class Pause(NamedTuple):
    """Time in which a meeting stood, in seconds. Its id is that of the event that began it."""

    id: str
    step: str
    began: datetime
    seconds: float
    what: PauseWas = ""


class Recess(NamedTuple):
    """A break that the room is on. `clock` counts down to its end; `runs`: the step's clock ran, and will run on."""

    id: str
    step: str
    began: datetime
    clock: StepClock
    runs: bool

    @property
    def ends(self) -> datetime:
        """When the room is to be back."""
        return (self.clock.since or self.began) + timedelta(seconds=self.clock.left)


class MeetingState(NamedTuple):
    """What a meeting has come to. `step` is "" in the lobby."""

    opened: datetime
    present: frozenset[str]
    step: str = ""
    began: datetime | None = None
    came: frozenset[str] = frozenset()
    """Everybody who was there at any time of this sitting."""
    sitting: int = 1
    round: int = 1
    """The round in which this sitting began: what is of an earlier one was said at a sitting before."""
    held: tuple[datetime, ...] = ()
    """When earlier sittings began."""
    start: datetime | None = None
    """When it was agreed to begin."""
    shifted: float = 0.0
    """Seconds by which the whole plan moved, because it began late."""
    end: datetime | None = None
    """The end that was promised anew."""
    leads: frozenset[str] = frozenset()
    """Who leads the meeting and does not take part: no seat in a group, no strokes."""
    away: Away | None = None
    """Where the room is to come back to, while it is elsewhere."""
    recess: Recess | None = None
    """The break the room is on."""
    stands: Pause | None = None
    """The pause that lasts: the clock of the step was stopped."""
    pauses: tuple[Pause, ...] = ()
    """The pauses and breaks of this sitting that are over."""
    closing: datetime | None = None
    """When the last step of this sitting was first reached: what is noted later is noted after the meeting."""
