"""What the keyboard sends, with pastes taken out before Textual's parser sees them.

Inside a paste Textual's parser still looks for keys: after an ESC it hands up to 32 characters on as if they
had been pressed, and it waits for the mark of the end for ever, with every key swallowed. Here a paste is
text from its first mark to its last, whatever is in it.
"""

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Final

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from apv_tui.core.text import safe

PLAIN_KEYS: Final = "\x1b[<u"
"""Takes back the kitty keyboard protocol, which Textual turns on; to be written right after that.

With it Windows Terminal, here or at the other end of an SSH connection, reports AltGr+2 as Alt+2, and the @ is lost;
dead keys fare no better. Without it text arrives as text, everywhere. No key of this program needs more than
every terminal sends.
"""
MOST_PASTED: Final = 300_000
"""Characters that are kept of one paste; what comes after them is dropped."""
SILENCE_SECONDS: Final = 5.0
"""A paste that has not ended, and of which nothing more comes for so long, has lost its end."""
HOLD_SECONDS: Final = 0.02
"""How long the first half of a mark waits for the other one."""


class CarefulParser(XTermParser):
    """Textual's parser for keys, the mouse and what the terminal tells, but not for pastes."""

    def __init__(self, debug: bool = False) -> None:
        self._held = ""
        """What may be the beginning of a mark."""
        self._pasted: list[str] | None = None
        """What has come of the paste that is under way."""
        self._room = 0
        self._fed_at = 0.0
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Give the events that are in `data`; an empty one is the end of the input."""
        if not data:
            return super().feed(data)
        return self._feed(data)

    def _feed(self, data: str) -> Iterator[Message]:
        self._fed_at = monotonic()
        data, self._held = self._held + data, ""
        while data:
            mark = BRACKETED_PASTE_START if self._pasted is None else BRACKETED_PASTE_END
            before, found, data = data.partition(mark)
            if not found:
                # An Escape is a key, and is not to come late; in a paste there are no keys.
                kept = len(before) - _half_a_mark(before, mark, 2 if self._pasted is None else 1)
                before, self._held = before[:kept], before[kept:]
            if self._pasted is None:
                if before:
                    yield from super().feed(before)
                if found:
                    self._pasted, self._room = [], MOST_PASTED
                continue
            if found:
                inside, data = _up_to_the_last_end(data)
                before += inside
            self._keep(before)
            if found:
                yield self._paste()

    def tick(self) -> Iterable[Message]:
        """Give what waited long enough: an Escape that was no more than that, a paste that lost its end."""
        quiet = monotonic() - self._fed_at
        if self._pasted is not None and quiet >= SILENCE_SECONDS:
            self._keep(self._held)
            self._held = ""
            yield self._paste()
        elif self._pasted is None and self._held and quiet >= HOLD_SECONDS:
            held, self._held = self._held, ""
            yield from super().feed(held)
        yield from super().tick()

    def _keep(self, text: str) -> None:
        if self._pasted is not None and text:
            self._pasted.append(text[: self._room])
            self._room = max(0, self._room - len(text))

    def _paste(self) -> events.Paste:
        text = "".join(self._pasted or ()).replace("\x00", "")
        self._pasted = None
        # Tabs part the columns of a table; all else that could steer a terminal ends here.
        return events.Paste("\t".join(map(safe, text.split("\t"))))


def _half_a_mark(text: str, mark: str, least: int) -> int:
    """Give how many characters at the end of `text` begin a mark, if they are at least so many; else 0."""
    longest = min(len(mark) - 1, len(text))
    return next((n for n in range(longest, least - 1, -1) if text.endswith(mark[:n])), 0)


def _up_to_the_last_end(text: str) -> tuple[str, str]:
    """Divide what follows the mark of an end, where more such marks follow: then the first was pasted, too.

    A text that holds the mark itself would otherwise press keys from there on.
    """
    another = text.find(BRACKETED_PASTE_START)
    end = text.rfind(BRACKETED_PASTE_END, 0, another if another >= 0 else len(text))
    return (text[:end], text[end + len(BRACKETED_PASTE_END) :]) if end >= 0 else ("", text)
