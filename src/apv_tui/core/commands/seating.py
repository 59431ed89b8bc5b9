"""Orders about groups that are drawn."""

from typing import NamedTuple


class DrawGroups(NamedTuple):
    """Draw the groups of the present step anew."""

    seed: int
