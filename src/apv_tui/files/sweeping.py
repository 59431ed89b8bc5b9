"""Clearing away what programs left in the state folder that were killed when a session had only begun.

Nobody ever opens such a session again, so nobody would find what was half written of it.
"""

import contextlib
import re
from pathlib import Path
from typing import Final

from apv_tui.files.disk import Disk
from apv_tui.files.locks import is_held
from apv_tui.files.writing import TEMPORARY

_TEMPORARY: Final = re.compile(TEMPORARY)


def sweep(disk: Disk, state: Path) -> None:
    """Remove temporary files of ours from `state` whose session nobody has open; what cannot be is left."""
    with contextlib.suppress(OSError):
        for name in disk.names(state):
            found = _TEMPORARY.fullmatch(name)
            if found and not is_held(state, "session", found[1]):
                with contextlib.suppress(OSError):
                    disk.unlink(state / name)
