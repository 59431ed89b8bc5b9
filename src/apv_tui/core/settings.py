"""What somebody has settled for all their meetings: the settings, their values, and what is said of wrong ones.

The names of the fields are the keys of the file. What a setting does not say is as the program comes.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, NamedTuple

from apv_tui.core.agenda import Agenda, Vote
from apv_tui.core.messages import Message, message
from apv_tui.core.text import one_line

Keys = Mapping[str, tuple[str, ...]]
"""The keys of actions, by the id of the action."""

BELL: Final = "bell"
FILE: Final = "file"
NONE: Final = "none"
AUTO: Final = "auto"
YES: Final = "yes"
NO: Final = "no"
AUDIO: Final = (".wav", ".mp3", ".ogg", ".oga", ".flac", ".aif", ".aiff", ".m4a")
_CLOSE: Final = 0.6
_YES: Final = frozenset(("yes", "true", "on", "ja"))
_NO: Final = frozenset(("no", "false", "off", "nej", "nei", "nee"))


class Settings(NamedTuple):
    """The settings, each with what holds where nothing is said."""

    sound: str = BELL
    """`bell` (the terminal's own), `file` or `none`."""
    sound_file: str = ""
    """The path of the audio file for `file`; `~` is the home folder, and a name alone stands beside the settings."""
    theme: str = "dark"
    """`dark` or `light`: what the screen begins with."""
    one_stroke_per_item: bool = True
    """Whether a person gives an item at most one of their strokes, in votes of agendas that do not say."""
    names_in_reports: bool = False
    """Whether reports name who contributed what, where that is known."""
    language: str = AUTO
    """The language of screens that belong to no agenda; `auto` is the computer's."""
    keys: Keys = MappingProxyType({})
    """The keys of the actions that have other ones than the program gives them."""


DEFAULTS: Final = Settings()
CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "sound": (BELL, FILE, NONE),
    "theme": ("dark", "light"),
    "one_stroke_per_item": (YES, NO),
    "names_in_reports": (YES, NO),
    "language": (AUTO, "da", "en", "nb", "nl"),
})  # fmt: skip
"""What may be written for each setting that has a few values."""
PATHS: Final = ("sound_file",)
"""Settings that are the path of a file."""


class Wrong(ValueError):
    """A value that a setting cannot have; `what` says why, `mend` what to write."""

    def __init__(self, what: Message, mend: Message) -> None:
        super().__init__(what.id)
        self.what = what
        self.mend = mend


def read_value(key: str, written: str) -> str | bool:
    """Give the value of a setting as somebody wrote it. Raises `Wrong`."""
    word = written.strip()
    plain = word.casefold()
    shown = one_line(word, 40)
    if key in PATHS:
        if word and not plain.endswith(AUDIO):
            known = ", ".join(AUDIO)
            raise Wrong(
                message("settings.no_audio", value=shown), message("settings.no_audio.mend", known=known)
            )
        return word
    choices = CHOICES[key]
    if YES in choices and plain in _YES | _NO:
        return plain in _YES
    if plain in choices:
        return plain
    if key == "sound":
        if plain in _NO:
            return NONE
        if plain.endswith(AUDIO):
            better = f"sound_file: {shown}"
            raise Wrong(
                message("settings.value", key=key, value=shown), message("settings.sound.mend", better=better)
            )
    near = nearest(plain, choices)
    mend = message("settings.value.mend", key=key, allowed=", ".join(choices))
    if near:
        mend = message("settings.unknown.near", better=f"{key}: {near}")
    raise Wrong(message("settings.value", key=key, value=shown), mend)


def written(value: str | bool) -> str:
    """Give a value as it stands in the file."""
    return (YES if value else NO) if isinstance(value, bool) else value


def with_values(settings: Settings, values: Mapping[str, object]) -> Settings:
    """Give settings with other values for some keys, as `read_value` gives them."""
    return Settings._make({**settings._asdict(), **values}.values())


def unknown_key(key: str) -> tuple[Message, Message]:
    """Say that there is no such setting, and which one was meant."""
    near = nearest(key, Settings._fields)
    what = message("settings.unknown", key=one_line(key, 40))
    if near:
        return what, message("settings.unknown.near", better=near)
    return what, message("settings.unknown.mend", known=", ".join(Settings._fields))


def nearest(word: str, known: Sequence[str]) -> str:
    """Give which of the known words was meant, or ""; words may be left out or stand the other way round."""
    plain = re.sub(r"[\s.-]+", "_", word.strip().casefold())
    close = get_close_matches(plain, known, 1, cutoff=_CLOSE)
    if close:
        return close[0]
    inside = [each for each in known if plain and plain in each.split("_")]
    return inside[0] if len(inside) == 1 else ""


def with_stroke_rule(agenda: Agenda, *, one_stroke: bool) -> Agenda:
    """Give an agenda with the rule of this house for votes that leave open how many strokes an item may get.

    That is one, as the methods want it, or as many as a person has. What the agenda says itself stands.
    """
    if one_stroke:
        return agenda
    meetings = []
    for meeting in agenda.meetings:
        steps = tuple(
            step.model_copy(update={"per_item": step.strokes})
            if isinstance(step, Vote) and "per_item" not in step.model_fields_set
            else step
            for step in meeting.steps
        )
        meetings.append(meeting.model_copy(update={"steps": steps}))
    return agenda.model_copy(update={"meetings": tuple(meetings)})
