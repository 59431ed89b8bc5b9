"""What everything written in an agenda shares: questions, pages, form fields, and the keys of every step."""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict

from apv_tui.core.agenda.values import (
    Id,
    Ids,
    Minutes,
    OptionalGroupSize,
    OptionalId,
    OptionalMinutes,
    OptionalText,
    OptionalTitle,
    ReadBefore,
    Text,
    Texts,
    Title,
    YesNo,
    between,
)

GAP: Final = re.compile(r"\{([a-z][a-z0-9_-]*)\}")
"""Where another line of a form goes in a text on offer."""


class Written(BaseModel):
    """Base of everything written in an agenda: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Question(Written):
    """A question to the room; in the common case only its text is written."""

    text: Text
    id: OptionalId = None
    heading: OptionalTitle = None
    """What stands above this question and those after it, up to the next heading."""
    intro: OptionalText = None
    """What is said before it, below the heading."""
    lens: OptionalTitle = None
    """From whose side it is asked; what is answered keeps it."""
    probes: Texts = ()
    into: OptionalId = None
    at_most: Annotated[int | None, between(1, 99).or_none()] = None


def _question(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Questions = tuple[Annotated[Question, ReadBefore(_question)], ...]


class Page(Written):
    """One page of a talk: a short heading and a few lines."""

    text: Text
    title: OptionalTitle = None


def page_of(value: Any) -> Any:
    """Let a page be written as its text alone."""
    return {"text": value} if isinstance(value, str) else value


class Called(Written):
    """What one and what several of something are called."""

    one: Title
    many: Title


class FormField(Written):
    """One line of a form: what is asked for, and what kind of answer it takes."""

    id: Id
    title: Title
    type: Literal["text", "date", "people", "yes_no", "choice"] = "text"
    choices: Texts = ()
    """The answers on offer, for a `choice`."""
    meeting: OptionalId = None
    """For a `date`: the meeting that is held on it."""
    hint: OptionalText = None
    """What to bear in mind."""
    offer: OptionalText = None
    """A text to begin with; {field-id} stands for what another line says."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """The ids of the lines that the text on offer begins from."""
        return tuple(dict.fromkeys(GAP.findall(self.offer or "")))


class StepBase(Written):
    """The keys every step takes."""

    id: Id
    title: Title
    section: OptionalTitle = None
    """The heading of the method's item that this step is a part of; steps of one section count as one."""
    minutes: Minutes
    min: OptionalMinutes = None
    """The fewest minutes it can be cut to when the meeting is late."""
    optional: YesNo = False
    protected: YesNo = False
    private: YesNo = False
    autostart: YesNo = True
    """Whether the clock starts when the step is first reached."""
    instruction: OptionalText = None
    say: Texts = ()
    """What the leader says, for the leader's view."""
    notes: Texts = ()
    bring: Texts = ()
    """What must be at hand: sheets, pens, tape."""
    questions: Questions = ()
    uses: Ids = ()
    group_size: OptionalGroupSize = None
    at_least_groups: Annotated[int, between(1, 20)] = 1
    remainder: Literal["larger", "smaller"] = "larger"
    groups_from: OptionalId = None
    merge_groups: Annotated[int | None, between(2, 4).or_none()] = None
    """So many of those groups sit down together: pairs become fours."""
    repeat_from: OptionalId = None
    """At this step the run from that earlier step on can be gone through again, with somebody else."""
    source: Texts = ()

    @property
    def makes_groups(self) -> bool:
        """Whether its groups are made here by the program: drawn, or of those of an earlier step."""
        return bool(self.group_size or self.merge_groups)
