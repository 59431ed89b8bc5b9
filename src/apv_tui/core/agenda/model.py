"""The agenda as a whole: its lists and its meetings with their steps."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from apv_tui.core.agenda.asked import details_asked
from apv_tui.core.agenda.base import Written
from apv_tui.core.agenda.steps import Step
from apv_tui.core.agenda.values import (
    Id,
    OptionalId,
    OptionalMinutes,
    OptionalRange,
    OptionalText,
    OptionalTitle,
    ReadBefore,
    Texts,
    Title,
    YesNo,
    refuse,
)

PARKING_LOT = "parking"
"""The list every agenda has: what is parked from any step."""
NO_RULES = "none"
"""Written in an agenda whose cases are held against no rules, whatever it looks like."""


class ListSpec(Written):
    """A list that steps fill and use: its title, and what one and several of its items are called."""

    title: Title
    one: Title
    many: Title
    private: YesNo = False
    confidential: YesNo = False


class Report(Written):
    """What the minutes and the plan say before everything else."""

    title: OptionalTitle = None
    introduction: Texts = ()


class Meeting(Written):
    """One meeting of the process."""

    id: Id
    title: Title
    about: OptionalText = None
    who: OptionalText = None
    minutes: OptionalMinutes = None
    """The time the meeting has, when it is more than its steps add up to."""
    people: OptionalRange = None
    """How many people are expected, for the check of the agenda: `4-60`."""
    weeks_after: OptionalRange = None
    """How many weeks after the previous meeting it is held, or after the one named in `after`."""
    after: OptionalId = None
    people_from: OptionalId = None
    """The earlier meeting whose people are expected here; otherwise all of the case are."""
    repeats: YesNo = False
    """Whether it is held again and again; each sitting begins its steps anew."""
    private: YesNo = False
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    def step(self, id: str) -> Step | None:  # noqa: A002 - the key is called id in the file
        """Give the step with this id, or None."""
        return next((step for step in self.steps if step.id == id), None)

    def repeated(self) -> frozenset[str]:
        """Give the ids of the steps that can be gone through again with somebody else."""
        ids = [step.id for step in self.steps]
        runs = [(step.repeat_from, step.id) for step in self.steps if step.repeat_from in ids]
        return frozenset(id_ for first, last in runs for id_ in ids[ids.index(first) : ids.index(last) + 1])

    def sections(self) -> tuple[str, ...]:
        """Give the headings the room counts by: neighbouring steps of one section count as one."""
        return _headings(self.steps)

    def section_of(self, index: int) -> int:
        """Give the number, from 1, of the section that the step at `index` belongs to."""
        return len(_headings(self.steps[: index + 1]))


def _headings(steps: tuple[Step, ...]) -> tuple[str, ...]:
    headings: list[str] = []
    for step in steps:
        if step.section is None or not headings or headings[-1] != step.section:
            headings.append(step.section or step.title)
    return tuple(headings)


def _language(value: Any) -> Any:
    """Read `no` as Norwegian bokmål: that is what people who write it mean."""
    return "nb" if value == "no" else value


def _lists(value: Any) -> Any:
    if isinstance(value, dict) and PARKING_LOT in value:
        refuse("reserved_list", value=PARKING_LOT)
    return value


class Agenda(Written):
    """A method: what is done at which meeting, step by step."""

    format: Literal[1] = 1
    title: Title
    language: Annotated[Literal["da", "nb", "nl", "en"], ReadBefore(_language)]
    short: OptionalTitle = None
    """A few letters for the top line of the screen."""
    about: Texts = ()
    based_on: OptionalText = None
    rules: OptionalId = None
    """The rules that its cases are held against; files/rules/ has them."""
    report: Report | None = None
    lists: Annotated[dict[Id, ListSpec], ReadBefore(_lists)] = Field(default_factory=dict)
    meetings: Annotated[tuple[Meeting, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _single_meeting(cls, data: Any) -> Any:
        """Let an agenda of one meeting write its steps without a `meetings` key."""
        if not isinstance(data, dict) or "steps" not in data:
            return data
        if "meetings" in data:
            refuse("steps_and_meetings")
        rest = {key: value for key, value in data.items() if key not in ("steps", "minutes", "people")}
        # A title that is missing is told once, for the agenda.
        meeting = {"id": "meeting", "title": data.get("title", "?"), "steps": data["steps"]}
        for key in ("minutes", "people"):
            if key in data:
                meeting[key] = data[key]
        return {**rest, "meetings": [meeting]}

    @model_validator(mode="before")
    @classmethod
    def _format(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("format") == "1":
            return {**data, "format": 1}
        return data

    def meeting(self, id: str) -> Meeting | None:  # noqa: A002 - the key is called id in the file
        """Give the meeting with this id, or None."""
        return next((meeting for meeting in self.meetings if meeting.id == id), None)

    def called(self, list_id: str) -> dict[str, str]:
        """Give what one, and what several, of the items of a list are called; `One` begins a line."""
        spec = self.lists.get(list_id)
        one, many = (spec.one, spec.many) if spec else (list_id, list_id)
        return {"one": one, "many": many, "One": one[:1].upper() + one[1:]}

    @cached_property
    def details(self) -> Mapping[str, tuple[str, ...]]:
        """What is asked about the actions of each list that holds some; worked out once, screens ask often."""
        return details_asked(step for _, step in self.steps())

    def steps(self) -> Iterator[tuple[Meeting, Step]]:
        """Give every step of every meeting, in order."""
        for meeting in self.meetings:
            for step in meeting.steps:
                yield meeting, step
