"""Playing an audio file at a signal, through a player that the system has. Nothing here may hold a meeting up.

The player is started without a shell, in a thread that waits for its end, so that nothing blocks and no dead
process is left behind. What cannot be played is said once; from then on the terminal's bell is rung instead.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from apv_tui.core.messages import Message, message

LONGEST: Final = 20.0
"""Seconds after which a sound is cut off: a signal is no concert."""
_PLAYERS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("pw-play", (".wav", ".flac", ".ogg", ".oga", ".aif", ".aiff", ".mp3")),
    ("paplay", (".wav", ".flac", ".ogg", ".oga", ".aif", ".aiff", ".mp3")),
    ("aplay", (".wav",)),
)
"""Players of Linux and the BSDs, the best first, and what each can read; another file is noise to the last."""
_OVER_SSH: Final = ("SSH_CONNECTION", "SSH_TTY")
WINSOUND: Final = "winsound"

Find = Callable[[str], str | None]


def player_for(path: Path, system: str, find: Find) -> tuple[str, ...]:
    """Give the command that plays a file on a system (as `sys.platform` calls it); () where there is none."""
    ending = path.suffix.lower()
    if system == "win32":
        return (WINSOUND, str(path)) if ending == ".wav" else ()
    if system == "darwin":
        found = find("afplay")
        return (found, str(path)) if found else ()
    for name, reads in _PLAYERS:
        if ending in reads and (found := find(name)):
            return (found, str(path))
    return ()


class Player:
    """Plays one sound at a time; a new one ends the one before."""

    def __init__(
        self,
        tell: Callable[[Message], None],
        ring: Callable[[], None],
        *,
        system: str = sys.platform,
        find: Find = shutil.which,
        environ: Mapping[str, str] = os.environ,
        begin: Callable[[Sequence[str]], Any] | None = None,
    ) -> None:
        """`tell` hears, in any thread, what cannot be played; `ring` rings the bell in its stead.

        `begin` starts a command and gives its process.
        """
        self._tell = tell
        self._ring = ring
        self._system = system
        self._find = find
        self._environ = environ
        self._begin = begin or _begin
        self._works = True
        self._lock = threading.Lock()
        self._process: Any = None
        self._thread: threading.Thread | None = None

    def play(self, path: Path) -> bool:
        """Begin to play; returns at once. False where the bell has to be rung instead."""
        if not self._works:
            return False
        if any(self._environ.get(name) for name in _OVER_SSH):
            return self._fail(message("sounding.ssh"))
        command = player_for(path.absolute(), self._system, self._find)
        if not command:
            return self._fail(message("sounding.no_player", ending=path.suffix))
        self._end()
        self._thread = threading.Thread(target=self._run, args=(command,), name="apv-tui sound", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """Be silent; the meeting is left."""
        self._works = False
        self._end()
        if self._thread is not None:
            self._thread.join(timeout=1.0)

    def _fail(self, why: Message) -> bool:
        self._works = False
        self._tell(why)
        return False

    def _end(self) -> None:
        with self._lock, contextlib.suppress(OSError):
            if self._process is not None:
                self._process.terminate()
                self._process = None

    def _run(self, command: tuple[str, ...]) -> None:
        """Play to the end; ring the bell where that fails."""
        try:
            if command[0] == WINSOUND:
                winsound: Any = import_module(WINSOUND)
                winsound.PlaySound(command[1], winsound.SND_FILENAME | winsound.SND_NODEFAULT)
                return
            with self._lock:
                process = self._process = self._begin(command)
            failed = self._wait(process)
        except (OSError, RuntimeError, ImportError):
            failed = True
        if failed and self._works:
            self._fail(message("sounding.failed", player=Path(command[0]).name))
            self._ring()

    def _wait(self, process: Any) -> bool:
        """Wait for the end of a player, however it comes. True where it ended by itself, and in failure."""
        try:
            status = process.wait(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False
        with self._lock:
            ended_here = self._process is not process  # a newer sound took its place, or the meeting was left
            if not ended_here:
                self._process = None
        return bool(status) and not ended_here


def _begin(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    nothing = subprocess.DEVNULL
    # A list and never a shell; a session of its own, so that no key in the terminal reaches it.
    return subprocess.Popen(  # noqa: S603 - the player was found by its name, the file is the user's own
        command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
    )
