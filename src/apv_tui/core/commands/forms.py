"""Orders about forms."""

from typing import NamedTuple


class FillField(NamedTuple):
    """Fill in a line of the present step's form; an empty text clears it.

    With the last of the six lines of an account of sickness absence the account itself is entered.
    """

    field: str
    text: str


class RemoveAbsence(NamedTuple):
    """Take an account of sickness absence out, and all that was typed for it."""

    account: str
