"""What a check gives: one finding, in words, or nothing where there is nothing it could be about yet."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

from apv_tui.core.agenda.base import StepBase
from apv_tui.core.legal.model import Ask
from apv_tui.core.messages import Message
from apv_tui.core.state import State


class Finding(NamedTuple):
    """What a check found, and in which words.

    `later` is what cannot be expected yet, such as a follow-up before its day.
    """

    check: str
    stands: Literal["there", "missing", "later"]
    said: Message


Check = Callable[[State, Ask, date], Finding | None]


def there(ask: Ask, said: Message) -> Finding:
    """Give a finding of what was done."""
    return Finding(ask.check, "there", said)


def missing(ask: Ask, said: Message) -> Finding:
    """Give a finding of what is missing."""
    return Finding(ask.check, "missing", said)


def cites(step: StepBase, beginnings: Iterable[str]) -> bool:
    """Whether a step names an element that is within one of these."""
    return any(within(element, each) for element in step.source for each in beginnings)


def within(element: str, beginning: str) -> bool:
    """Whether an element begins with this, whole numbers only: APV-1.1 is within APV-1, APV-10 is not."""
    rest = element.removeprefix(beginning)
    return element.startswith(beginning) and not (rest[:1].isdigit() and beginning[-1:].isdigit())


def day_of(moment: datetime) -> date:
    """Give the day in the room: an evening in UTC may carry the date of the day before."""
    return moment.astimezone().date()
