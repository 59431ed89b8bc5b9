"""The private log: faults of the program, for whoever mends it. Only the owner may read it."""

import contextlib
import os
from pathlib import Path

from apv_tui.core.text import safe

MOST_BYTES = 1_000_000


def write_log(path: Path, text: str) -> str:
    """Append `text` to the log, which starts over when it is large; give where it is, or "-" where it cannot be.

    An error repeats the words it stumbled over, and a log is looked at in a terminal, so it is made safe.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT
        flags |= os.O_TRUNC if path.exists() and path.stat().st_size > MOST_BYTES else os.O_APPEND
        descriptor = os.open(path, flags, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as log:
            if hasattr(os, "fchmod"):  # it may be there already, made by hand
                os.fchmod(descriptor, 0o600)
            log.write(safe(text).rstrip("\n") + "\n\n")
        return str(path)
    return "-"
