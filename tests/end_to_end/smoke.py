"""Starts an installed `apv-tui` in a pseudo-terminal, goes one step on and leaves. No test: `.ci/run` calls it.

python tests/end_to_end/smoke.py PATH-OF-APV-TUI
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from terminal import Terminal

from apv_tui.words import Words


def main(program: str) -> str:
    """Lead the demo meeting for one step; give one line that says so. AssertionError where it goes wrong."""
    words = Words("en")
    with TemporaryDirectory(prefix="smoke-") as folder:
        home = Path(folder)
        with Terminal([program, "demo", "--language", "en", "--seed", "1"], home=home) as terminal:
            terminal.until(words("act.help"))  # the footer is drawn last
            terminal.press("pgdn")
            terminal.until("I dag leder vi efter det, der virker")
            terminal.press("ctrl+q")
            terminal.until(words("quit.heading"))
            terminal.press("enter")
            status = terminal.wait()
        if status != 0:
            raise AssertionError(f"exit status {status}")
        (session,) = (home / "apv-tui" / "sessions").glob("*.json")
        kept = json.loads(session.read_text(encoding="utf-8"))
        if kept["format"] != "apv-tui session":
            raise AssertionError(kept["format"])
        return f"{program} started, led one step, kept {len(kept['events'])} events and left"


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]) + "\n")
