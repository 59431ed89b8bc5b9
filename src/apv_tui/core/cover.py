"""What covers the room's windows for a while: darkness, or a message to the room.

It is no event of the meeting. It changes nothing of what was said or done, it is over when it is taken away, and
a message may be about somebody in the room. So it is passed on to windows that follow, and kept nowhere.
"""

from typing import Final, Literal, NamedTuple

from apv_tui.core.text import safe

LONGEST_MESSAGE: Final = 300
"""Characters: more than that is not read from the back row."""

Kind = Literal["blank", "message"]


class Cover(NamedTuple):
    """What the room sees in place of the meeting; `text` is the message, in lines."""

    kind: Kind
    text: str = ""


DARK: Final = Cover("blank")


def message_of(text: str) -> Cover | None:
    """Give the cover for a message as somebody typed it; None for one without words."""
    lines = (" ".join(line.split()) for line in safe(text).split("\n"))
    said = "\n".join(line for line in lines if line)[:LONGEST_MESSAGE].strip()
    return Cover("message", said) if said else None
