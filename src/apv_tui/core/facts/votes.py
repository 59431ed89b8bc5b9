"""Facts about strokes: counting them, and the topics chosen."""

from typing import ClassVar, Literal

from apv_tui.core.facts.base import Fact, Words


class VoteOpened(Fact):
    """The strokes are counted from now on, and the list is locked."""

    kind: Literal["vote_opened"] = "vote_opened"
    voters: int


class VotersCounted(Fact):
    """How many people drew strokes."""

    kind: Literal["voters_counted"] = "voters_counted"
    voters: int


class StrokesCounted(Fact):
    """The strokes drawn on one item's sheet, in all."""

    kind: Literal["strokes_counted"] = "strokes_counted"
    item: str
    strokes: int


class SlipCounted(Fact):
    """One secret slip, by the items on it; slips have numbers, people have not."""

    kind: Literal["slip_counted"] = "slip_counted"
    slip: int
    items: tuple[str, ...]


class VoteClosed(Fact):
    """The count is done and shown."""

    ends_a_part: ClassVar[bool] = True
    kind: Literal["vote_closed"] = "vote_closed"


class VoteReopened(Fact):
    """The count goes on; what was counted stands."""

    kind: Literal["vote_reopened"] = "vote_reopened"


class RunOffOpened(Fact):
    """The tied items are voted on once more, by one stroke each."""

    kind: Literal["run_off_opened"] = "run_off_opened"
    items: tuple[str, ...]


class RunOffCounted(Fact):
    """The strokes an item got in the run-off."""

    kind: Literal["run_off_counted"] = "run_off_counted"
    item: str
    strokes: int


class VoteRecounted(Fact):
    """Everything is counted anew, or only these items; what was counted before is kept as a round of its own."""

    kind: Literal["vote_recounted"] = "vote_recounted"
    items: tuple[str, ...] = ()


class RunOffDropped(Fact):
    """The last run-off does not count."""

    kind: Literal["run_off_dropped"] = "run_off_dropped"


class TopicsChosen(Fact):
    """The topics that go on, how the cut was made, and the leader's reason where one was given."""

    kind: Literal["topics_chosen"] = "topics_chosen"
    items: tuple[str, ...]
    how: Literal["gap", "widened", "all", "runoff", "tie_taken", "leader"]
    reason: Words = ""
