"""The other side of the pseudo-terminal: what a modern terminal shows, sends and answers.

pyte draws the screen. What pyte 0.8 lacks is added here: REP, SU and SD, colour with colons, the alternate
screen, frames held back until they are whole (mode 2026), and silence about sequences it would print.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import pyte

_PLAIN_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "ctrl+space": "\x00",
    "ctrl+backspace": "\x17",
    "ctrl+backslash": "\x1c",
    "ctrl+underscore": "\x1f",
}
_OTHER_NAMES = {
    "esc": "escape",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "backtab": "shift+tab",
    "del": "delete",
}
_LETTER_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_LETTER_KEYS |= {"f1": "P", "f2": "Q", "f3": "R", "f4": "S"}
_NUMBER_KEYS = {"insert": 2, "delete": 3, "pgup": 5, "pgdn": 6, "f5": 15, "f6": 17, "f7": 18, "f8": 19}
_NUMBER_KEYS |= {"f9": 20, "f10": 21, "f11": 23, "f12": 24}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}


def key_bytes(name: str) -> bytes:
    """The bytes xterm sends for a key such as `a`, `enter`, `ctrl+q`, `shift+up` or `f8`."""
    if len(name) == 1:
        return name.encode()
    name = _OTHER_NAMES.get(name.lower(), name.lower())
    if name in _PLAIN_KEYS:
        return _PLAIN_KEYS[name].encode()
    *modifiers, key = name.split("+")
    key = _OTHER_NAMES.get(key, key)
    if any(modifier not in _MODIFIERS for modifier in modifiers):
        raise ValueError(f"unknown key {name!r}")
    code = 1 + sum(_MODIFIERS[modifier] for modifier in set(modifiers))
    if key in _LETTER_KEYS:
        start = f"[1;{code}" if modifiers else "O" if key in ("f1", "f2", "f3", "f4") else "["
        return f"\x1b{start}{_LETTER_KEYS[key]}".encode()
    if key in _NUMBER_KEYS:
        return f"\x1b[{_NUMBER_KEYS[key]}{f';{code}' if modifiers else ''}~".encode()
    if modifiers == ["ctrl"] and len(key) == 1 and key.isascii() and key.isalpha():
        return bytes([ord(key) & 0x1F])
    if modifiers == ["alt"] and len(key) == 1:
        return b"\x1b" + key.encode()
    raise ValueError(f"unknown key {name!r}")


# A string sequence (OSC, DCS, APC ...) draws nothing; pyte would print the rest of most of them.
_STRING = re.compile(rb"\x1b[\]PX^_](?:[^\x07\x1b]|\x1b(?!\\))*(?:\x07|\x1b\\)")
# Nor do these draw: a private prefix other than "?" (kitty keys), an intermediate byte (DECRQM, cursor
# shape), and private sequences that are neither a mode nor an erasure.
_NOT_DRAWN = re.compile(rb"\x1b\[(?:[<=>][0-?]*[ -/]*[@-~]|[0-?]*[ -/]+[@-~]|\?[0-?]*[@-IL-gi-km-~])")
_COLON_SGR = re.compile(rb"\x1b\[([0-9;]*:[0-9;:]*)m")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_](?:[^\x07\x1b]|\x1b(?!\\))*\x1b?|[ -/]*)?\Z")
_FRAME_START, _FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"
_LONGEST_FRAME = 4_000_000  # a program that never ends its frame is shown all the same
_QUERY = re.compile(rb"\x1b\[(?:(?P<attributes>0?)c|(?P<status>[56])n|\?(?P<mode>\d+)\$p)")


def split_unfinished(data: bytes) -> tuple[bytes, bytes]:
    """The whole sequences of `data`, and the start of one whose end has not been read yet."""
    tail = _UNFINISHED.search(data)
    return (data[: tail.start()], tail.group()) if tail else (data, b"")


def answers(data: bytes) -> bytes:
    """What a terminal replies to the questions in `data`.

    Only synchronized output is claimed. A question about the kitty keyboard gets no answer, which is how a
    terminal without it answers; so programs get the keys every terminal sends.
    """
    reply = b""
    for query in _QUERY.finditer(data):
        if query["attributes"] is not None:
            reply += b"\x1b[?62;22c"
        elif query["status"]:
            reply += b"\x1b[0n" if query["status"] == b"5" else b"\x1b[1;1R"
        else:
            reply += b"\x1b[?%s;%d$y" % (query["mode"], 2 if query["mode"] == b"2026" else 0)
    return reply


def _without_colons(sgr: re.Match[bytes]) -> bytes:
    """The same colours and underlines, written with the semicolons that pyte reads."""
    plain = []
    for parameter in sgr[1].split(b";"):
        parts = parameter.split(b":")
        if len(parts) == 1:
            plain.append(parameter)
        elif parts[0] in (b"38", b"48"):
            if len(parts) == 6:
                del parts[2]  # the colour space
            plain += parts
        elif parts[0] == b"4":
            plain.append(b"24" if parts[1] == b"0" else b"4")
    return b"\x1b[" + b";".join(plain) + b"m" if plain else b""


class Screen(pyte.Screen):
    """pyte's screen with an alternate buffer, a record of private modes, and REP, SU and SD."""

    def __init__(self, cols: int, rows: int) -> None:
        self.private_modes = {7, 25}  # lines wrap, the cursor is shown
        self._last_drawn = " "
        self._main: tuple[Any, Any] | None = None
        self._rows: dict[int, str] = {}  # as they were read last; pyte says which have changed since
        super().__init__(cols, rows)

    def draw(self, data: str) -> None:
        """Draw text, and remember its last character for REP."""
        self._last_drawn = data[-1:] or self._last_drawn
        super().draw(data)

    def repeat(self, count: int | None = None) -> None:
        """REP: the last character again."""
        super().draw(self._last_drawn * min(count or 1, self.columns * self.lines))

    def scroll_up(self, count: int | None = None) -> None:
        """SU: the lines move up, the cursor stays."""
        self._scroll(self.index, self.margins.bottom if self.margins else self.lines - 1, count)

    def scroll_down(self, count: int | None = None) -> None:
        """SD: the lines move down, the cursor stays."""
        self._scroll(self.reverse_index, self.margins.top if self.margins else 0, count)

    def _scroll(self, move: Any, edge: int, count: int | None) -> None:
        row, self.cursor.y = self.cursor.y, edge
        for _ in range(min(count or 1, self.lines)):
            move()
        self.cursor.y = row

    def set_mode(self, *modes: int, **options: Any) -> None:
        """Note private modes; 1049 changes to an empty alternate screen."""
        super().set_mode(*modes, **options)
        if options.get("private"):
            self.private_modes |= set(modes)
            if 1049 in modes and self._main is None:
                self._main = (copy.deepcopy(self.buffer), copy.copy(self.cursor))
                self.erase_in_display(2)

    def reset_mode(self, *modes: int, **options: Any) -> None:
        """Note private modes; 1049 brings back the main screen."""
        super().reset_mode(*modes, **options)
        if options.get("private"):
            self.private_modes -= set(modes)
            if 1049 in modes and self._main is not None:
                (self.buffer, self.cursor), self._main = self._main, None
                self.dirty.update(range(self.lines))
                self.ensure_hbounds()
                self.ensure_vbounds()

    def report_device_attributes(self, *_: Any, **__: Any) -> None:
        """Nothing: `answers` has replied."""

    def report_device_status(self, *_: Any, **__: Any) -> None:
        """Nothing: `answers` has replied."""

    def row(self, number: int) -> str:
        """The text of a row, less the spaces at its end."""
        cells = self.buffer[number]
        return "".join(cells[x].data for x in range(self.columns)).rstrip()

    def text(self) -> str:
        """The text of all rows."""
        for number in range(self.lines):
            if number in self.dirty or number not in self._rows:
                self._rows[number] = self.row(number)
        self.dirty.clear()
        return "\n".join(self._rows[number] for number in range(self.lines))


class _Stream(pyte.ByteStream):
    csi = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down"}  # noqa: RUF012
    events = pyte.Stream.events | {"repeat", "scroll_up", "scroll_down"}


class Emulator:
    """Turns the bytes a program writes into a screen."""

    def __init__(self, cols: int, rows: int) -> None:
        self.screen = Screen(cols, rows)
        self._stream = _Stream(self.screen)
        self._held = b""

    def feed(self, data: bytes) -> None:
        """Show `data`, as far as its sequences and frames are whole; the rest is kept for the next call."""
        data, self._held = split_unfinished(self._held + data)
        start = data.rfind(_FRAME_START)
        if start > data.rfind(_FRAME_END) and len(data) - start < _LONGEST_FRAME:
            data, self._held = data[:start], data[start:] + self._held
        self._draw(data)

    def finish(self) -> bool:
        """Show what is held back, as the program has ended; False where there was nothing."""
        data, self._held = self._held, b""
        self._draw(split_unfinished(data)[0])
        return bool(data)

    def _draw(self, data: bytes) -> None:
        data = _NOT_DRAWN.sub(b"", _STRING.sub(b"", data))
        self._stream.feed(_COLON_SGR.sub(_without_colons, data))
