"""The lines of a form, and how a text is typed in one line."""

from collections.abc import Callable
from typing import Final, NamedTuple

from apv_tui.tui.lines import Lines

MOST_DIGITS: Final = 9
BREAK: Final = " ¶ "
"""What a line break is in the line that is typed in."""


class Answer(NamedTuple):
    """One of the answers to choose from: what is stored, and the word for it."""

    code: str
    word: str


class Row(NamedTuple):
    """One line of a form."""

    id: str
    label: str
    value: str = ""
    """What stands in it; empty while nothing does."""
    note: str = ""
    """What is said beside the value, such as the day it was read as."""
    entry: str = ""
    """What the typed line begins with when it is opened; it may be a text on offer."""
    answers: tuple[Answer, ...] = ()
    """With answers nothing is typed: a digit chooses."""
    proposal: str = ""
    """What is offered while the row is empty."""
    pointed: str = ""
    """The answer that is pointed at, by its code, where only Enter chooses."""
    hint: str = ""
    heading: str = ""
    """What stands above this row and those after it."""
    lead: str = ""
    """What is to be read before answering."""
    warnings: tuple[str, ...] = ()
    shows: Callable[[int], Lines] | None = None
    """For a row that is only read: its lines, made for a width. The cursor rests there when all is filled."""

    @property
    def empty(self) -> bool:
        """Whether it is still to be filled in."""
        return not self.value and self.shows is None

    @property
    def is_typed(self) -> bool:
        """Whether Enter opens a line for it."""
        return self.shows is None and not self.answers


def digits_of(row: Row) -> str:
    """Give the keys that choose an answer, as the footer names them."""
    return f"1-{min(MOST_DIGITS, len(row.answers))}"


def chosen_by(row: Row, key: str, character: str) -> str:
    """Give the code of the answer that a key chooses; "" for a key that chooses none."""
    codes = [answer.code for answer in row.answers]
    if len(character) == 1 and character in "123456789" and int(character) <= len(codes):
        return codes[int(character) - 1]
    if key in ("left", "right"):
        chosen = (
            (answer.code == row.pointed if row.pointed else answer.word == row.value)
            for answer in row.answers
        )
        here = next((at for at, is_chosen in enumerate(chosen) if is_chosen), None)
        if here is None:
            return codes[0 if key == "right" else -1]
        return codes[(here + (1 if key == "right" else -1)) % len(codes)]
    return ""


def to_line(text: str) -> str:
    """Give a text as the line it is typed in: line breaks are signs that can be seen."""
    return BREAK.join(row.strip() for row in text.split("\n"))


def from_line(text: str) -> str:
    """Give a typed line as the text it stands for."""
    return "\n".join(row.strip() for row in text.split(BREAK.strip()))
