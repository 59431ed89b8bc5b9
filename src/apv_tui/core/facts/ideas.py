"""Facts about what the room said, and what became of it."""

from typing import ClassVar, Literal

from apv_tui.core.facts.base import Fact, HeadingName, Index, Words


class IdeaNoted(Fact):
    """An item came onto a list. `text` is empty for one that exists only as sheet and number so far.

    `group` is the index from 0 in the groups drawn at step `grouping`; None for the room as a whole.
    `late` marks one that was found after the vote on its list had opened.
    """

    adds_an_item: ClassVar[bool] = True
    kind: Literal["idea_noted"] = "idea_noted"
    item: str
    list: str
    number: int
    text: Words
    grouping: str = ""
    group: Index | None = None
    question: str = ""
    sheet_number: int | None = None
    late: bool = False
    under: str = ""
    """The item this one belongs to: a proposal under its wish, an action under the wish it comes from."""
    origin: str = ""
    """The item this one was carried over from, which stays as it was."""
    vault: str = ""
    """The confidential notes this belongs to."""


class IdeaReworded(Fact):
    """An item got other words; the original ones are kept."""

    kind: Literal["idea_reworded"] = "idea_reworded"
    item: str
    text: Words


class IdeaWithdrawn(Fact):
    """An item was taken off the wall."""

    kind: Literal["idea_withdrawn"] = "idea_withdrawn"
    item: str


class IdeaPutBack(Fact):
    """An item that was taken off is on the wall again."""

    kind: Literal["idea_put_back"] = "idea_put_back"
    item: str


class IdeaMoved(Fact):
    """An item went to another list, where it has a new number."""

    kind: Literal["idea_moved"] = "idea_moved"
    item: str
    list: str
    number: int


class IdeasMerged(Fact):
    """An item was struck out as a repeat of another, under which it stays readable."""

    kind: Literal["ideas_merged"] = "ideas_merged"
    item: str
    into: str


class IdeaSplitOff(Fact):
    """A struck-out item stands by itself again."""

    kind: Literal["idea_split_off"] = "idea_split_off"
    item: str


class IdeaPutUnder(Fact):
    """An item belongs to another one from now on ("" for none)."""

    kind: Literal["idea_put_under"] = "idea_put_under"
    item: str
    under: str


class HeadingAdded(Fact):
    """A heading was made for the items of a list."""

    kind: Literal["heading_added"] = "heading_added"
    list: str
    heading: HeadingName


class HeadingRenamed(Fact):
    """A heading got other words, or was taken away ("": its items stand without one)."""

    kind: Literal["heading_renamed"] = "heading_renamed"
    list: str
    heading: HeadingName
    to: HeadingName


class IdeaSorted(Fact):
    """An item was placed under a heading ("" for none)."""

    kind: Literal["idea_sorted"] = "idea_sorted"
    item: str
    heading: HeadingName


class IdeaAssessed(Fact):
    """What was decided about an item: whether it can be taken further, why, and how serious the matter is."""

    kind: Literal["idea_assessed"] = "idea_assessed"
    item: str
    verdict: Literal["", "possible", "partly", "not_possible"]
    reason: Words = ""
    risk: Literal["", "low", "medium", "high"] = ""


# -- each group's own choice, and people's ----------------------------------------------------------------
