"""What the core says without having a language: a message id with its parameters.

The catalogues in `words/` hold the sentence for each id in each language. Parameters are plain data (user
text among them); they are inserted as they are and never read as markup or as a format.
"""

from typing import NamedTuple

Value = str | int | float


class Message(NamedTuple):
    """One sentence to be said in the reader's language.

    `id` is a dotted name in the catalogue, for example `refused.no_such_item`. `params` fill its gaps; a
    parameter called `n` also chooses between singular and plural.
    """

    id: str
    params: tuple[tuple[str, "Value | Message"], ...] = ()


def message(id: str, **params: "Value | Message") -> Message:  # noqa: A002 - it is the id of the message
    """Make a `Message`; parameters by keyword."""
    return Message(id, tuple(params.items()))


class Refused(Exception):
    """A wish that cannot be carried out, with the reason as a `Message`. Nothing has changed."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.id)
        self.reason = reason


class OnlyToLookAt(Refused):
    """What is refused can be looked at all the same: it is led elsewhere, or of a newer program."""


class Problem(NamedTuple):
    """Something wrong in a file, and where.

    Lines and columns count from 1; 0 where there is no place to name.

    `what` says what is wrong, `mend` what to write instead. `line_text` is the line itself, for the excerpt.
    A `warning` does not keep the file from being used.
    """

    what: Message
    mend: Message | None = None
    line: int = 0
    column: int = 0
    line_text: str = ""
    warning: bool = False


class Unreadable(Exception):
    """A file that cannot be used, with every problem found in it; nothing has been changed or written."""

    def __init__(self, path: str, problems: list[Problem]) -> None:
        super().__init__(f"{path}: {len(problems)} problem(s)")
        self.path = path
        self.problems = problems
