"""Keeping the display awake while a meeting is open, through the system's own means."""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

Keep = Callable[[], AbstractContextManager[Any]]
"""Asks the system; what it gives says by `active` whether that was granted, until it is left."""


class Awake:
    """Asks the system, in a thread of its own, not to let the display sleep; lets go on `stop`."""

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        keep: Keep | None = None,
        environ: Mapping[str, str] = os.environ,
        system: str = sys.platform,
    ) -> None:
        """`tell` hears, from that thread, whether it was granted: "yes", or why not (`why_not`)."""
        self._tell = tell
        self._keep = keep or _presenting
        self._environ = environ
        self._system = system
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="apv-tui awake", daemon=True)

    def start(self) -> None:
        """Ask; not once it was stopped."""
        if not self._done.is_set():
            self._thread.start()

    def stop(self) -> None:
        """Let the display sleep again."""
        self._done.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1.0)

    def _run(self) -> None:
        if is_elsewhere(self._environ):  # the computer that would be kept awake is not the one in the room
            self._tell("ssh")
            return
        told = False
        try:
            with self._keep() as mode:
                told = True
                self._tell("yes" if mode.active else why_not(self._environ, self._system))
                self._done.wait()
        except Exception:  # whatever a desktop's power service answers, the meeting goes on
            if not told:
                self._tell(why_not(self._environ, self._system))


def is_elsewhere(environ: Mapping[str, str]) -> bool:
    """Whether the screen belongs to another computer than the one the program runs on."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY"))


def why_not(environ: Mapping[str, str], system: str) -> str:
    """Give why the display cannot be kept awake: "tmux", "no_bus" or "no"."""
    if system.startswith(("win", "darwin", "cygwin")):
        return "no"
    if environ.get("TMUX") or environ.get("STY"):
        # It keeps the surroundings of the day it was started, not those of this desktop.
        return "tmux"
    return "no" if environ.get("DBUS_SESSION_BUS_ADDRESS") else "no_bus"


def _presenting() -> AbstractContextManager[Any]:
    from wakepy import keep

    kept: AbstractContextManager[Any] = keep.presenting(on_fail="pass")
    return kept
