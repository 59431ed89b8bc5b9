"""What older versions of the format become when they are read.

The session file and its journal have one version between them. A file of an older one is brought up to date
in memory, version by version, and written in the present form with the next change; its original is kept
beside it (`snapshot.py`). Nothing here is ever taken away: a file of any version must open for good.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

VERSION: Final = 3
"""The version that is written.

1: the first. 2: words can be erased for good, which a program of version 1 would pass over. 3: the plan of a
meeting can be changed while it is held, and a program of version 2 would lead it by the old one.
"""

Migration = Callable[[dict[str, Any]], dict[str, Any]]


def _from_1(tree: dict[str, Any]) -> dict[str, Any]:
    """Version 2 can say more, and says everything else as before."""
    return tree


def _from_2(tree: dict[str, Any]) -> dict[str, Any]:
    """Version 3 can say more, and says everything else as before."""
    return tree


MIGRATIONS: Final[Mapping[int, Migration]] = {1: _from_1, 2: _from_2}
"""For each older version the step to the next one. Pure; of the tree `agenda` and `events` may change."""


def migrated(tree: dict[str, Any], version: int) -> dict[str, Any]:
    """Give what was written in `version` as the present version says it; `tree` is left as it is.

    ValueError for a version that never was, or is yet to come.
    """
    if not 1 <= version <= VERSION:
        raise ValueError(f"no version {version}")
    for each in range(version, VERSION):
        tree = MIGRATIONS[each](tree)
    return {**tree, "version": VERSION}
