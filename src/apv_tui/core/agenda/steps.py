"""The kinds of step a room goes through together, and all kinds in one place.

A kind is one model here or in `desk_steps`, one stage in `tui/stages/`, and one entry in
docs/agenda-format.md. No kind knows a method: an APV, a retrospective and an interview guide are made of the
same ones.
"""

from typing import Annotated, Final, Literal

from pydantic import Field

from apv_tui.core.agenda.base import Called, Page, StepBase, page_of
from apv_tui.core.agenda.desk_steps import (
    Absence,
    Appoint,
    Assess,
    FollowUp,
    Join,
    Plan,
    Present,
    Prioritise,
    ReadBack,
    Sort,
    Suitability,
)
from apv_tui.core.agenda.values import (
    Id,
    Ids,
    OptionalId,
    OptionalMinutes,
    OptionalText,
    Range,
    ReadBefore,
    Texts,
    Title,
    YesNo,
    between,
)

RESERVED_KEYS: Final = ("repeat_for", "voters")
"""Keys that later versions will give a meaning; until then they are refused by name, so that no agenda uses
one of them for something else."""


class Talk(StepBase):
    """The leader speaks to the whole room; short pages carry the points."""

    kind: Literal["talk"]
    pages: tuple[Annotated[Page, ReadBefore(page_of)], ...] = ()


class Groups(StepBase):
    """People find their group; the screen says who sits where and what it means for the clock."""

    kind: Literal["groups"]


class Rounds(StepBase):
    """Base of the kinds that share one clock between as many turns as a group has people."""

    autostart: YesNo = False


class Interviews(Rounds):
    """People interview each other in turn; every role by name in every round, one clock for the whole."""

    kind: Literal["interviews"]
    choose_questions: Annotated[int | None, between(1, 12).or_none()] = None
    """How many of the questions are used; the leader chooses which, or writes others."""


class Turns(Rounds):
    """In each group one after the other speaks, and the others listen in silence."""

    kind: Literal["turns"]


class Noting(StepBase):
    """Base of the kinds in which words are typed into a list."""

    into: Id
    per: Literal["group", "room"] | None = None
    one_at_a_time: YesNo = True
    """Whether several questions are shown one by one."""
    examples: Texts = ()
    consent: OptionalText = None
    """What is asked of the one whose confidential notes are to be kept, before the first word is."""


class Collect(Noting):
    """The room's words are typed in: per group where the step has groups, else for the room as a whole."""

    kind: Literal["collect"]


class Answers(Noting):
    """Questions answered in writing by all together, each answer kept and shown under its question."""

    kind: Literal["answers"]


class Alone(StepBase):
    """Each thinks and writes for themselves; nothing is typed."""

    kind: Literal["alone"]


class Spotlight(StepBase):
    """One person is at the centre; the screen says who speaks and who only listens."""

    kind: Literal["spotlight"]
    role: Title
    """What the one at the centre is called."""
    speaks: Literal["spot", "others", "all"] = "all"
    chooses: YesNo = False
    """Whether the person is chosen here; otherwise it is the one chosen last."""
    into: OptionalId = None
    """Where what is noted goes."""
    consent: OptionalText = None


class Walk(StepBase):
    """People walk along the sheets on the wall."""

    kind: Literal["walk"]
    hosts: YesNo = False
    """Whether one of each group stays at its sheet to explain it."""


class Tell(StepBase):
    """The groups tell in turn what was said at their sheet."""

    kind: Literal["tell"]
    turn_minutes: OptionalMinutes = None


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
    mark: Called | None = None
    """What people draw by an item, where that is not called strokes."""
    preliminary: YesNo = False
    """Whether what is chosen here is not yet settled: the screen says so, here and where it is shown at the end."""


class Break(StepBase):
    """A break with its own clock and the time to be back."""

    kind: Literal["break"]
    protected: YesNo = True


class Close(StepBase):
    """What was reached, what happens next, and where it is kept."""

    kind: Literal["close"]
    protected: YesNo = True
    next: Texts = ()
    agreed: Ids = ()
    """The `appoint` steps whose agreements are shown."""


Step = Annotated[
    Talk | Groups | Interviews | Collect | Walk | Tell | Merge | Vote | Break | Close
    | Turns | Answers | Alone | Spotlight
    | Suitability | Appoint | Absence | Sort | Assess | Present | Prioritise | Join | Plan | ReadBack | FollowUp,
    Field(discriminator="kind"),
]  # fmt: skip
KINDS: Final[dict[str, type[StepBase]]] = {
    "talk": Talk, "groups": Groups, "interviews": Interviews, "turns": Turns, "alone": Alone,
    "spotlight": Spotlight, "collect": Collect, "answers": Answers, "walk": Walk, "tell": Tell,
    "merge": Merge, "sort": Sort, "vote": Vote, "assess": Assess, "present": Present,
    "prioritise": Prioritise, "join": Join, "suitability": Suitability, "appoint": Appoint,
    "absence": Absence, "plan": Plan, "read_back": ReadBack, "follow_up": FollowUp,
    "break": Break, "close": Close,
}  # fmt: skip
