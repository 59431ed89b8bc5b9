"""What a table is made of: typed columns and rows, before any format."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeVar

Kind = Literal["text", "number", "date", "time", "yes"]
"""`number` may have decimals; `time` is a moment with its time zone; `yes` is True or nothing."""
Value = str | int | float | bool | date | datetime | None
Row = TypeVar("Row")


class Field(NamedTuple):
    """A column: its head, what stands in it, and its width in characters."""

    head: str
    kind: Kind = "text"
    width: int = 14


class Sheet(NamedTuple):
    """A table with a name. An empty cell is None; whatever people typed is a `str`, never anything else."""

    name: str
    columns: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


class Making(NamedTuple):
    """A column, and how its value is found; one that is not `always` there goes where it is empty throughout."""

    field: Field
    value: Callable[..., Value]
    always: bool = False


def make(name: str, columns: Sequence[Making], rows: Iterable[Row]) -> Sheet:
    """Make a table of what its rows are about, without the columns that nothing stands in."""
    filled = [tuple(_plain(column.value(row)) for column in columns) for row in rows]
    kept = [
        at for at, column in enumerate(columns) if column.always or any(row[at] is not None for row in filled)
    ]
    return Sheet(
        name,
        _told_apart(columns[at].field for at in kept),
        tuple(tuple(row[at] for at in kept) for row in filled),
    )


def _told_apart(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Give each column a head of its own, as programs that read tables need it."""
    found: dict[str, Field] = {}
    for field in fields:
        head, n = field.head, 1
        while head in found:
            n += 1
            head = f"{field.head} ({n})"
        found[head] = field._replace(head=head)
    return tuple(found.values())


def _plain(value: Value) -> Value:
    """Give nothing for what says nothing: no text, and no "no" where only a yes is told."""
    return None if value == "" or value is False else value
