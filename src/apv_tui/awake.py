"""Keeping the display awake while a meeting is open, through the system's own means."""

import threading
from collections.abc import Callable


class Awake:
    """Asks the system, in a thread of its own, not to let the display sleep; lets go on `stop`."""

    def __init__(self, tell: Callable[[bool], None]) -> None:
        """`tell` hears, from that thread, whether it was granted."""
        self._tell = tell
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="apv-tui awake", daemon=True)

    def start(self) -> None:
        """Ask."""
        self._thread.start()

    def stop(self) -> None:
        """Let the display sleep again."""
        self._done.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1.0)

    def _run(self) -> None:
        granted = False
        try:
            from wakepy import keep

            with keep.presenting(on_fail="pass") as mode:
                granted = bool(mode.active)
                self._tell(granted)
                self._done.wait()
        except Exception:  # whatever a desktop's power service answers, the meeting goes on
            if not granted:
                self._tell(False)
