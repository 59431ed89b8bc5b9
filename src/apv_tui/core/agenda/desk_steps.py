"""The kinds of step in which something is decided: sorting and assessing, choosing, forms, plans.

Most of them are for a small group around a table, such as the one that prepares a process and follows it up.
"""

from typing import Annotated, Literal

from pydantic import Field

from apv_tui.core.agenda.base import FormField, StepBase
from apv_tui.core.agenda.values import (
    Id,
    Ids,
    OptionalId,
    Range,
    ReadBefore,
    Texts,
    YesNo,
    between,
    one_or_many,
)

Detail = Literal["what", "owner", "deadline", "follow_up", "start", "how", "sign", "absence", "lens"]
"""What can be asked about an action of a plan; what is to be done is asked of each."""


class Suitability(StepBase):
    """Whether the method fits: asked once, before anything else, of the leader alone (APV-0.S2, APV-0.S3)."""

    kind: Literal["suitability"]
    private: YesNo = True
    advice: Texts = ()
    """What is advised where any question is answered yes or not known."""
    ways: Annotated[Texts, Field(min_length=1)]
    """The ways to go on, the ordinary one first; one of them is chosen."""


class Appoint(StepBase):
    """A form: who does what, when, and what was agreed."""

    kind: Literal["appoint"]
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]


class Absence(StepBase):
    """An account of sickness absence, of all together; never for the room (APV-1.2)."""

    kind: Literal["absence"]
    private: YesNo = True
    account: Literal["before", "after"]
    fewest: Annotated[int, between(1, 100)] = 5
    """Below so many people the figure may tell of one of them, and the screen warns."""


class Sort(StepBase):
    """Items are placed under headings, reworded and brought together."""

    kind: Literal["sort"]
    list: Id
    headings: Texts = ()
    """Headings to begin with; others can be added."""
    start_with: Ids = ()
    """Lists whose standing items are carried over when the step is first reached; the originals stay."""
    offers: Ids = ()
    """Lists from which items can be carried over one by one."""


class Assess(StepBase):
    """Each item is weighed: can it be taken further, why or why not, and how serious the matter is."""

    kind: Literal["assess"]
    list: Id


class Present(StepBase):
    """A list is presented page by page, with its strokes and what was decided about each item."""

    kind: Literal["present"]
    list: Id
    by: Literal["heading", "under", "lens", "none"] = "heading"
    """What makes a page: a heading, the item that others belong to, or a lens."""


class Prioritise(StepBase):
    """Each group agrees on the item it finds most important, and writes short proposals under it."""

    kind: Literal["prioritise"]
    list: Id
    into: Id
    """The list of the chosen items; it is filled by this step alone."""
    proposals_into: Id
    wishes: Range = (1, 1)
    """How many items a group chooses; the larger number where the staff is small."""
    proposals: Annotated[int, between(1, 20)] = 3
    few: Annotated[int, between(2, 100)] = 12
    """Below so many people the staff is small."""


class Join(StepBase):
    """People form groups of their own choice, one for each item."""

    kind: Literal["join"]
    list: Id
    crowd: Annotated[int, between(3, 20)] = 6
    """More than so many at one item are two groups."""


class Plan(StepBase):
    """Actions with what, who, when, in what order, and how they are followed up."""

    kind: Literal["plan"]
    into: Id
    under: OptionalId = None
    """The list of the items the actions come from."""
    asks: Annotated[tuple[Detail, ...], ReadBefore(one_or_many)] = ()
    """What is asked about each action; where nothing is written, what later steps make use of."""


class ReadBack(StepBase):
    """The plan is read aloud action by action, its gaps named, and adopted."""

    kind: Literal["read_back"]
    list: Id


class FollowUp(StepBase):
    """How far each action has come, the late ones first; the plan is corrected, and the old version stays."""

    kind: Literal["follow_up"]
    list: Id
