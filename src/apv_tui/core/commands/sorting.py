"""Orders about headings, and what is assessed."""

from typing import NamedTuple


class CarryOver(NamedTuple):
    """Take items of other lists over into this one; the originals stay as they are."""

    items: tuple[str, ...]
    list: str


class AddHeading(NamedTuple):
    """Make a heading for the items of a list."""

    list: str
    heading: str


class RenameHeading(NamedTuple):
    """Give a heading other words; without words it is taken away, and its items stand without one."""

    list: str
    heading: str
    to: str


class SortIdea(NamedTuple):
    """Place an item under a heading; "" for none."""

    item: str
    heading: str


class AssessIdea(NamedTuple):
    """Say whether an item can be taken further, and why; and how serious the matter is."""

    item: str
    verdict: str
    reason: str = ""
    risk: str = ""
