"""The kinds of step an agenda may use, and the keys each of them takes.

A kind is one model here, one stage in `tui/stages/`, and one entry in docs/agenda-format.md. No kind
knows a method: an APV, a retrospective and an interview guide are made of the same ones.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from apv_tui.core.agenda.values import (
    GroupSize,
    Id,
    Ids,
    Minutes,
    Range,
    ReadBefore,
    Text,
    Texts,
    Title,
    YesNo,
    between,
)

RESERVED_KINDS: Final = (
    "suitability", "answers", "appoint", "absence", "assess", "present", "turns", "prioritise", "join",
    "plan", "read_back", "follow_up", "alone", "spotlight", "sort",
)  # fmt: skip

RESERVED_KEYS: Final = (
    "after", "consent", "heading", "headings", "intro", "keep", "lens", "repeat_for", "repeats", "roles",
    "roles_from", "say_nothing", "speaks", "start_with", "swap_at", "under", "voters",
)  # fmt: skip
"""Keys that later versions will give a meaning; until then they are refused by name, so that no agenda uses
one of them for something else."""


class Written(BaseModel):
    """Base of everything written in an agenda: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Question(Written):
    """A question to the room; in the common case only its text is written."""

    text: Text
    id: Id | None = None
    probes: Texts = ()
    into: Id | None = None
    at_most: Annotated[int, between(1, 99)] | None = None


def _question(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Questions = tuple[Annotated[Question, ReadBefore(_question)], ...]


class Page(Written):
    """One page of a talk: a short heading and a few lines."""

    text: Text
    title: Title | None = None


def _page(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class StepBase(Written):
    """The keys every step takes."""

    id: Id
    title: Title
    section: Title | None = None
    """The heading of the method's item that this step is a part of; steps of one section count as one."""
    minutes: Minutes
    min: Minutes | None = None
    """The fewest minutes it can be cut to when the meeting is late."""
    optional: YesNo = False
    protected: YesNo = False
    private: YesNo = False
    autostart: YesNo = True
    """Whether the clock starts when the step is first reached."""
    instruction: Text | None = None
    say: Texts = ()
    """What the leader says, for the leader's view."""
    notes: Texts = ()
    bring: Texts = ()
    """What must be at hand: sheets, pens, tape."""
    questions: Questions = ()
    uses: Ids = ()
    group_size: GroupSize | None = None
    at_least_groups: Annotated[int, between(1, 20)] = 1
    remainder: Literal["larger", "smaller"] = "larger"
    groups_from: Id | None = None
    source: Texts = ()


class Talk(StepBase):
    """The leader speaks to the whole room; short pages carry the points."""

    kind: Literal["talk"]
    pages: tuple[Annotated[Page, ReadBefore(_page)], ...] = ()


class Groups(StepBase):
    """People find their group; the screen says who sits where and what it means for the clock."""

    kind: Literal["groups"]


class Interviews(StepBase):
    """People interview each other in turn; every role by name in every round, one clock for the whole."""

    kind: Literal["interviews"]
    autostart: YesNo = False
    choose_questions: Annotated[int, between(1, 12)] | None = None
    """How many of the questions are used; the leader chooses which, or writes others."""


class Collect(StepBase):
    """The room's words are typed in: per group where the step has groups, else for the room as a whole."""

    kind: Literal["collect"]
    into: Id
    per: Literal["group", "room"] | None = None
    one_at_a_time: YesNo = True
    """Whether several questions are shown one by one."""
    examples: Texts = ()


class Walk(StepBase):
    """People walk along the sheets on the wall."""

    kind: Literal["walk"]
    hosts: YesNo = False
    """Whether one of each group stays at its sheet to explain it."""


class Tell(StepBase):
    """The groups tell in turn what was said at their sheet."""

    kind: Literal["tell"]
    turn_minutes: Minutes | None = None


class Merge(StepBase):
    """Repeats are struck out: each stays readable under the one that stands."""

    kind: Literal["merge"]
    list: Id


class Vote(StepBase):
    """Strokes drawn on paper are counted, ranked, and topics chosen at a clean gap."""

    kind: Literal["vote"]
    list: Id
    into: Id
    strokes: Annotated[int, between(1, 20)] = 3
    per_item: Annotated[int, between(1, 20)] = 1
    choose: Range = (3, 5)


class Break(StepBase):
    """A break with its own clock and the time to be back."""

    kind: Literal["break"]
    protected: YesNo = True


class Close(StepBase):
    """What was reached, what happens next, and where it is kept."""

    kind: Literal["close"]
    protected: YesNo = True
    next: Texts = ()


Step = Annotated[
    Talk | Groups | Interviews | Collect | Walk | Tell | Merge | Vote | Break | Close,
    Field(discriminator="kind"),
]
KINDS: Final[dict[str, type[StepBase]]] = {
    "talk": Talk, "groups": Groups, "interviews": Interviews, "collect": Collect, "walk": Walk, "tell": Tell,
    "merge": Merge, "vote": Vote, "break": Break, "close": Close,
}  # fmt: skip
