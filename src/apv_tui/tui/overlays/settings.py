"""The settings: what each is now, changed at once and kept in a file that says the same."""

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Final, NamedTuple, Protocol

from rich.cells import cell_len

from apv_tui.core.messages import Problem, Refused, message
from apv_tui.core.settings import CHOICES, FILE, NO, YES, Settings, read_value, written
from apv_tui.core.text import one_line
from apv_tui.tui.lines import EMPTY, Lines, Span, line, pad, page, paragraph
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.stages.base import Hint, with_page_sign
from apv_tui.words import Words

LONGEST_PATH: Final = 400


class Settled(Protocol):
    """What keeps the settings."""

    now: Settings
    problems: tuple[Problem, ...]
    """What is wrong in the file."""

    @property
    def path(self) -> Path:
        """The file, whether it is there or not."""
        ...

    @property
    def sound_path(self) -> Path | None:
        """The audio file for signals, where there is one."""
        ...

    def change(self, key: str, value: str | bool, words: Words) -> None:
        """Let a setting hold from now on, and keep it. Raises `Refused`: then it holds until the program ends."""
        ...


class _Row(NamedTuple):
    """One setting: its key in the file, its name, what its values are called, and what it does."""

    key: str
    name: str
    values: dict[str, str]
    help: str


_YES_NO: Final = {YES: "settings.yes", NO: "settings.no"}
ROWS: Final = (
    _Row(
        "sound",
        "settings.sound",
        {"bell": "settings.sound.bell", FILE: "settings.sound.file", "none": "settings.sound.none"},
        "settings.sound.help",
    ),
    _Row(
        "theme",
        "settings.theme",
        {"dark": "settings.theme.dark", "light": "settings.theme.light"},
        "settings.theme.help",
    ),
    _Row("one_stroke_per_item", "settings.one_stroke", _YES_NO, "settings.one_stroke.help"),
    _Row("names_in_reports", "settings.names", _YES_NO, "settings.names.help"),
    _Row("language", "settings.language", {}, "settings.language.help"),
    _Row("keys", "settings.key", {}, "settings.key.help"),
)
LANGUAGES: Final = {"da": "dansk", "en": "English", "nb": "norsk bokmål", "nl": "Nederlands"}
"""What the languages call themselves."""


class SettingsOverlay(Overlay):
    """Lists the settings; Enter gives the one under the cursor its next value."""

    cursor = 0

    def heading(self) -> str:
        """Give the heading."""
        return self.words("settings.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give a row for each setting, what the one under the cursor does, and where all is kept."""
        rows = [self._row(at, width) for at in range(len(ROWS))]
        blocks: list[Lines] = [
            [*each, EMPTY]
            for each in (
                self._wrong(width),
                paragraph(self.words(ROWS[self.cursor].help), width),
                paragraph(self._where(), width, role="muted"),
            )
            if each
        ]
        room = height - len(rows) - 1
        whole = sum(map(len, blocks)) - 1 <= room
        part = page(blocks, room if whole else room - 1, self.page_number)
        return [*rows, EMPTY, *with_page_sign(part.lines, part.number, part.of, self.words, width, room)]

    def _row(self, at: int, width: int) -> tuple[Span, ...]:
        row, chosen = ROWS[at], at == self.cursor
        names = max(cell_len(self.words(each.name)) for each in ROWS)
        role = "cursor" if chosen else "text"
        text = f"{'►' if chosen else ' '} {pad(self.words(row.name), names)}  {self._value(row)}"
        return line(Span(pad(text, width), role, chosen))

    def _value(self, row: _Row) -> str:
        now = self._now
        if row.key == "keys":
            n = len(now.keys)
            return self.words("settings.keys.changed", n=n) if n else self.words("settings.keys.usual")
        value = written(getattr(now, row.key))
        if row.key == "language":
            return LANGUAGES.get(value) or self.words("settings.language.auto")
        if value == FILE and not now.sound_file:
            return self.words("settings.sound.gong")
        if value == FILE:
            return one_line(PurePath(now.sound_file).name)
        return self.words(row.values[value])

    @property
    def _now(self) -> Settings:
        return self.owner.settled.now if self.owner.settled is not None else Settings()

    def _where(self) -> str:
        if self.owner.settled is None:
            return self.words("settings.nowhere")
        return self.words("settings.where", path=one_line(str(self.owner.settled.path), LONGEST_PATH))

    def _wrong(self, width: int) -> Lines:
        problems = self.owner.settled.problems if self.owner.settled is not None else ()
        if not problems:
            return []
        return paragraph(trouble(problems, self.words), width, role="warn", bold=True)

    def hints(self) -> Sequence[Hint]:
        """Give the arrows and Enter."""
        change = () if ROWS[self.cursor].key == "keys" else (Hint("enter", "hint.change"),)
        return (Hint("up down", "hint.choose_step"), *change)

    def key(self, key: str, character: str | None) -> bool:
        """Move, and change."""
        if key in ("up", "down"):
            self.cursor = (self.cursor + (1 if key == "down" else -1)) % len(ROWS)
            self._told, self.page_number = "", 0
        elif key in ("enter", "right", "space"):
            self._change(1)
        elif key == "left":
            self._change(-1)
        else:
            return False
        return True

    def _change(self, by: int) -> None:
        settled, key = self.owner.settled, ROWS[self.cursor].key
        if settled is None or key not in CHOICES:
            return
        choices = [each for each in CHOICES[key] if each != FILE or settled.sound_path is not None]
        now = written(getattr(settled.now, key))
        at = choices.index(now) if now in choices else 0
        try:
            settled.change(key, read_value(key, choices[(at + by) % len(choices)]), self.words)
            self.tell(message("settings.kept"))
        except Refused as refusal:
            self.tell(refusal.reason)
        self.owner.use_settings()


def trouble(problems: Sequence[Problem], words: Words) -> str:
    """Say that something is wrong in the file: the first of it, and how many there are."""
    first = problems[0]
    what = words.say(first.what)
    placed = words("start.line", line=first.line, what=what) if first.line else what
    return words("settings.trouble", n=len(problems), first=placed)
