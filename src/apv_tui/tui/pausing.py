"""Pauses in words, and the offer to say what one was for."""

from typing import Final

from apv_tui.core.commands import NamePause
from apv_tui.core.pauses import KINDS, last_pause, stood
from apv_tui.core.state import State
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import HOLD
from apv_tui.words import Words, duration

LONGER: Final = 12.0
"""Seconds for which the offer stays beyond any other line above the keys."""


def choices(words: Words) -> str:
    """Give what a pause can have been for, each with its key."""
    return "   ".join(f"{at}{HOLD}{words(f'pauses.{kind}')}" for at, kind in enumerate(KINDS, 1))


def stood_for(state: State, words: Words) -> str:
    """Say how long the meeting stood, and what for; "" where it did not."""
    total, by = stood(state)
    parts = ", ".join(f"{words(f'pauses.{kind}')} {duration(seconds)}" for kind, seconds in by)
    return words("pauses.total", time=duration(total), parts=parts) if by else ""


class PauseOffer:
    """One line above the keys and one figure, and nobody is held up. Each pause is asked about only once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        last = last_pause(desk.state)
        self._asked = last.id if last is not None else ""
        self._text = ""

    def text(self, *, typing: bool) -> str:
        """Give the line to show after a pause; "" where there is nothing new. Figures are text while one types."""
        last = last_pause(self._desk.state)
        if last is None or last.id == self._asked:
            return ""
        self._asked, words = last.id, self._desk.words
        time = duration(last.seconds)
        self._text = "" if typing else words("said.paused", time=time, choices=choices(words))
        return self._text or words("said.paused_typing", time=time)

    def answer(self, key: str, told: str) -> NamePause | None:
        """Give what a key says the pause was for, as long as the line about it is what is `told`."""
        if not self._text or told != self._text or key not in ("1", "2", "3", "4"):
            return None
        return NamePause(KINDS[int(key) - 1], self._asked)
