"""The settings file: read with the place of everything that is wrong, changed a line at a time.

A wrong file never keeps the program from starting. What is wrong in it counts as not written, with a problem
that says where; the rest holds. Changing a setting changes its line: the owner's remarks, order and blank lines
stay, and the file is written whole or not at all.
"""

import os
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import Final

from apv_tui.core.keymap import remapped
from apv_tui.core.messages import Message, Problem, Refused, Unreadable, message
from apv_tui.core.settings import (
    CHOICES,
    DEFAULTS,
    FILE,
    PATHS,
    Settings,
    Wrong,
    read_value,
    unknown_key,
    with_values,
    written,
)
from apv_tui.core.text import one_line
from apv_tui.files.disk import Disk
from apv_tui.files.places import gong
from apv_tui.files.yaml_lines import parts, quote
from apv_tui.files.yaml_nodes import Document, Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.words import Words

LARGEST: Final = 100_000
"""Bytes. A file with every setting and every key takes 4,000."""
_UNREADABLE: Final = ("yaml.", "settings.top")
_WIDTH: Final = 96  # columns of a remark

Table = MappingOf[str, tuple[str, ...]]


class SettingsFile:
    """The settings of this computer's user: what holds now, and the file it is kept in."""

    def __init__(self, path: Path, table: Table, disk: Disk | None = None) -> None:
        """`table` has the keys of every action as the program comes."""
        self.path = path
        self.now = DEFAULTS
        self.problems: tuple[Problem, ...] = ()
        self._table = table
        self._disk = disk or Disk()
        self._line_end = "\n"

    @property
    def is_there(self) -> bool:
        """Whether there is a file."""
        return self._disk.taken(self.path)

    def read(self) -> Settings:
        """Read the file, and give what holds from now on: where there is none, what the program comes with."""
        text, self.problems = self._text()
        if text:
            self.now, self.problems = read_settings(text, str(self.path), self._table)
            self._look_for_the_sound()
        return self.now

    @property
    def sound_path(self) -> Path | None:
        """The audio file for signals, the program's own where none is named; None where it is not there."""
        named = self.now.sound_file
        if not named:
            return gong()
        place = self.path.parent / os.path.expanduser(named)  # a `~` that means nobody stays one
        return place if place.is_file() else None

    def _look_for_the_sound(self) -> None:
        """Fall back on the bell where the file is not there: silence would be noticed at the first signal only."""
        if self.now.sound != FILE or self.sound_path is not None:
            return
        what = message("settings.no_sound", path=one_line(self.now.sound_file, 200))
        self.problems += (Problem(what, message("settings.no_sound.mend")),)
        self.now = self.now._replace(sound=DEFAULTS.sound)

    def _text(self) -> tuple[str, tuple[Problem, ...]]:
        """Give the text of the file, "" where there is none; and what keeps it from being read."""
        if not self.is_there:
            return "", ()
        from apv_tui.files.decode import decode, read_bytes

        try:
            data = read_bytes(self.path, LARGEST)
            self._line_end = "\r\n" if b"\r\n" in data else "\n"
            return decode(data, str(self.path)).text, ()
        except Unreadable as unreadable:
            return "", tuple(unreadable.problems)

    def change(self, key: str, value: str | bool, words: Words) -> None:
        """Let a setting hold from now on, and keep it. Raises `Refused` where it could not be kept; then it holds
        until the program ends.

        `words` are those of the remarks, where the file is made.
        """
        self.now = with_values(self.now, {key: value})
        text, problems = self._text()
        if problems:
            raise Refused(message("settings.not_kept", reason=problems[0].what))
        if not text.strip():
            text = new_text(self.now, words)
        else:
            text = with_value(text, key, written(value))
            seen, self.problems = read_settings(text, str(self.path), self._table)
            lost = any(each.what.id.startswith(_UNREADABLE) for each in self.problems)
            if lost or getattr(seen, key) != value:
                why = self.problems[0].what if self.problems else message("settings.by_hand")
                raise Refused(message("settings.not_kept", reason=why))
        self._write(text)

    def make(self, words: Words) -> bool:
        """Write a file with every setting as it is now and a remark on each. False where there is one already.

        Raises `Refused`.
        """
        if self.is_there:
            return False
        self._write(new_text(self.now, words))
        return True

    def _write(self, text: str) -> None:
        from apv_tui.files.snapshot import reason
        from apv_tui.files.writing import write_atomically

        try:
            self._disk.make_folder(self.path.absolute().parent)
            data = text.replace("\n", self._line_end).encode()
            write_atomically(self._disk, self.path, data, keep_backup=False)
        except OSError as error:
            raise Refused(message("settings.not_kept", reason=reason(error))) from None


def read_settings(text: str, path: str, table: Table) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the text of a settings file: what holds, and everything that is wrong with its line and column."""
    if not any(row.strip() and not row.lstrip().startswith("#") for row in text.splitlines()):
        return DEFAULTS, ()  # nothing but remarks
    from apv_tui.files.yaml_tree import read_yaml

    try:
        document = read_yaml(text, path, top="any")
    except Unreadable as unreadable:
        return DEFAULTS, tuple(unreadable.problems)
    root = document.root
    if not isinstance(root, Mapping):
        return DEFAULTS, (Problem(message("settings.top"), message("settings.top.mend"), 1, 1),)
    found: dict[str, object] = {}
    problems: list[Problem] = []

    for key, value in root.entries:
        if key.value == "keys":
            keys, faults = _read_keys(document, value, table)
            problems += faults
            found["keys"] = {} if faults else keys
        elif key.value not in CHOICES and key.value not in PATHS:
            problems.append(_at(key, unknown_key(key.value), document))
        elif is_absent(value):
            continue
        elif not isinstance(value, Scalar):
            allowed = ", ".join(CHOICES.get(key.value, ("…",)))
            mend = message("settings.value.mend", key=key.value, allowed=allowed)
            problems.append(_at(key, (message("settings.one_value", key=key.value), mend), document))
        else:
            try:
                found[key.value] = read_value(key.value, value.value)
            except Wrong as wrong:
                problems.append(_at(value, (wrong.what, wrong.mend), document))
    order = sorted(problems, key=lambda problem: (problem.line, problem.column))
    return with_values(DEFAULTS, found), tuple(order)


def _at(node: Node, said: tuple[Message, Message], document: Document) -> Problem:
    return Problem(*said, node.line, node.column, document.line_text(node.line))


def _read_keys(
    document: Document, node: Node, table: Table
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Read the keys of the actions; each is one key or a list of them."""
    shape = (message("settings.keys"), message("settings.keys.mend"))
    if is_absent(node):
        return {}, []
    if not isinstance(node, Mapping):
        return {}, [_at(node, shape, document)]
    wanted: dict[str, list[str]] = {}
    places: dict[tuple[str, int | None], Scalar] = {}
    problems: list[Problem] = []
    for action, value in node.entries:
        each = value.items if isinstance(value, Sequence) else (value,)
        texts = [item for item in each if isinstance(item, Scalar) and not is_absent(item)]
        places[action.value, None] = action
        if not all(isinstance(item, Scalar) for item in each):
            problems.append(_at(action, shape, document))
            continue
        wanted[action.value] = [item.value for item in texts]
        places.update({(action.value, at): item for at, item in enumerate(texts)})
    keys, faults = remapped(table, wanted)
    for fault in faults:
        place = places.get((fault.action, fault.at)) or places[fault.action, None]
        problems.append(_at(place, (fault.what, fault.mend), document))
    return keys, problems


def with_value(text: str, key: str, value: str) -> str:
    """Give the text of a settings file with another value for a key; all else stays as it is.

    Where the key is not there it comes at the end. Raises `Refused` where the line cannot be changed by itself.
    """
    plain = value if one_line(value).replace("_", "").isalnum() else quote(value)
    lines = text.split("\n")
    for at, row in enumerate(lines):
        taken = parts(row)
        if taken.lead or taken.key.strip("\"'") != key:
            continue
        if taken.value[:1] in ("|", ">", "[", "{") or (not taken.value and _goes_on(lines, at)):
            raise Refused(message("settings.not_kept", reason=message("settings.by_hand")))
        head, tail = row[: taken.column].rstrip(), row[taken.column + len(taken.value) :]
        lines[at] = f"{head} {plain}{tail if taken.value else taken.comment}".rstrip()
        return "\n".join(lines)
    return f"{text.rstrip()}\n\n{key}: {plain}\n"


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether the value of a key stands in the lines below it."""
    below = next((row for row in lines[at + 1 :] if row.strip() and not row.lstrip().startswith("#")), "")
    return below[:1] in (" ", "-")


def new_text(settings: Settings, words: Words) -> str:
    """Give a settings file with a remark on every setting."""
    remarks = {
        "sound": words("settings.remark.sound"),
        "sound_file": words("settings.remark.sound_file"),
        "theme": words("settings.remark.theme"),
        "one_stroke_per_item": words("settings.remark.one_stroke"),
        "names_in_reports": words("settings.remark.names"),
        "language": words("settings.remark.language"),
    }
    rows = [_remark(words("settings.remark.all")), ""]
    for key, remark in remarks.items():
        value = written(getattr(settings, key))
        plain = value if value.isalnum() or not value else quote(value)
        choices = f" ({', '.join(CHOICES[key])})" if key in CHOICES else ""
        rows += [_remark(remark + choices), f"{key}: {plain}".rstrip(), ""]
    rows += [
        _remark(words("settings.remark.keys")),
        "# keys:",
        "#   next: [pagedown, f8]",
        "#   clock: [f4, space]",
    ]
    if settings.keys:
        rows[-3:] = ["keys:", *(f"  {action}: [{', '.join(keys)}]" for action, keys in settings.keys.items())]
    return "\n".join(rows) + "\n"


def _remark(text: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# "))
