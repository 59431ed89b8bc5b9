"""Orders about what is noted."""

from typing import NamedTuple


class NoteIdeas(NamedTuple):
    """Note items on a list; one command, one undo. `group` counts from 0, None is the room as a whole."""

    texts: tuple[str, ...]
    list: str
    group: int | None = None
    question: str = ""
    under: str = ""


class NoteOnPaper(NamedTuple):
    """Note items that exist only as sheet and number so far, `first` to `last` on the group's sheet."""

    list: str
    group: int | None
    first: int
    last: int


class RewordIdea(NamedTuple):
    """Give an item other words."""

    item: str
    text: str


class WithdrawIdea(NamedTuple):
    """Take an item off the wall at once."""

    item: str


class PutBackIdea(NamedTuple):
    """Put an item back on the wall."""

    item: str


class MoveIdea(NamedTuple):
    """Move an item to another list."""

    item: str
    list: str


class MergeIdeas(NamedTuple):
    """Strike items out as repeats of one that stands."""

    items: tuple[str, ...]
    into: str


class SplitIdea(NamedTuple):
    """Let a struck-out item stand by itself again."""

    item: str


class PutUnder(NamedTuple):
    """Let an item belong to another one; "" for none."""

    item: str
    under: str
