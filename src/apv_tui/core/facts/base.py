"""What all facts share, and the values they are made of."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from apv_tui.core.text import safe


def _safe(value: Any) -> Any:
    return safe(value) if isinstance(value, str) else value


TYPED: Final = BeforeValidator(_safe)
"""Marks a field as text that somebody typed; `core/erasure.py` finds the words of a fact by it."""
NAME_OF_A_HEADING: Final = "names a heading"
Words = Annotated[str, TYPED]
"""What people typed: kept in the safe form, whoever wrote the file. In a fact about an item they are its words."""
HeadingName = Annotated[str, TYPED, NAME_OF_A_HEADING]
"""Typed as well, but shared: it names a heading, as an id names an item, and stays when an item's words go."""


Seconds = Annotated[float, Field(ge=-1e7, le=1e7, allow_inf_nan=False)]
"""A span of time; more than a season is a damaged file."""
Index = Annotated[int, Field(ge=0, le=10_000)]


class Fact(BaseModel):
    """Base of all facts. `undoable` says whether Ctrl+Z takes it back.

    Arrivals and the clock are not undone: time does not rewind, and people are not un-arrived by taking
    back a note; they have commands of their own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    undoable: ClassVar[bool] = True
    ends_a_part: ClassVar[bool] = False
    """Whether a part of the meeting is over with it: then the whole session is written, not its entry alone."""
    moves_turns: ClassVar[bool] = False
    """Whether others may take turns after it, or the time is another than when they last changed."""
    adds_an_item: ClassVar[bool] = False
    """Whether it puts something on a list that is shown with a sign once it is on the disk."""
    changes_what_was: ClassVar[bool] = False
    """Whether it tells of facts before it: with it everything is folded anew."""


class Undone(Fact):
    """What one command did is taken back."""

    changes_what_was: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["undone"] = "undone"
    unit: str


class Redone(Fact):
    """What was taken back counts again."""

    changes_what_was: ClassVar[bool] = True
    undoable: ClassVar[bool] = False
    kind: Literal["redone"] = "redone"
    unit: str


class Entry(NamedTuple):
    """A fact with its place in the log.

    `after` is the id of the entry before it ("" for the first), `unit` the command it came from: one
    command is taken back as a whole. `meeting` and `step` say where it belongs ("" for none).
    """

    id: str
    after: str
    at: datetime
    unit: str
    meeting: str
    step: str
    fact: Fact
