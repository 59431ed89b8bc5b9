"""How many colours the terminal really has, where its environment says more than is true."""

from collections.abc import MutableMapping
from typing import Final

_MILLIONS: Final = ("truecolor", "24bit")


def believe_colours(environ: MutableMapping[str, str]) -> None:
    """Take back COLORTERM where it belongs to the terminal around GNU screen.

    Up to version 4 screen drops such colours altogether, and everything would stand there in one; with version 5
    nothing is lost but shades. tmux turns them into those that the terminal around it has.
    """
    if environ.get("STY") and not environ.get("TMUX") and environ.get("COLORTERM", "").lower() in _MILLIONS:
        del environ["COLORTERM"]
        if environ.get("TERM") in ("screen", "screen.xterm-256color"):
            environ["TERM"] = "screen-256color"
