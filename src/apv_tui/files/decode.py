"""From the bytes of a file to its text, or to a reason that its owner can act on.

Every text file that people hand to the program comes in here: agendas and lists of people, written by
editors and spreadsheets of many ages. Nothing is guessed in silence; a guess is a warning with a sample.
"""

import errno
import os
import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import REPLACEMENT, one_line

# Opening a pipe that nobody writes to would wait for somebody.
_OPENED: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_BOM: Final = "\ufeff"
_UTF8_BOM: Final = b"\xef\xbb\xbf"
_LINE_END: Final = re.compile("\r\n|\r|\n")
# A two-byte UTF-8 letter (é, ø, å ...): in CP1252 it would be "Ã" and a sign, which no language here writes.
_UTF8_LETTER: Final = re.compile(b"\xc3[\x80-\xbf]")
# Form feed, vertical tab and the end mark of DOS (1A) do stand in text files.
_CONTROLS: Final = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f]")
# Long runs of neither letters nor plain signs: the only place where a long run of combining marks can hide.
_MARK_RUN: Final = re.compile(r"[^\x00-\u02ff\w]{31,}")
_MOST_MARKS: Final = 30  # Unicode's own bound for text that can be normalised as it streams (UAX 15)

# The first bytes of files that are not text, and what to call them; archives are looked at more closely.
_FIRST_BYTES: Final = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"SQLite format 3\x00", "database"),
)
_ZIP: Final = b"PK\x03\x04"
_IN_ZIP: Final = (
    (b"word/", "word"),
    (b"xl/", "excel"),
    (b"ppt/", "slides"),
    (b"vnd.oasis.opendocument.text", "document"),
    (b"vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
    (b"vnd.oasis.opendocument.presentation", "slides"),
    (b"Index/Document.iwa", "document"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE: Final = (
    ("WordDocument".encode("utf-16-le"), "word"),
    ("Workbook".encode("utf-16-le"), "excel"),
    ("PowerPoint".encode("utf-16-le"), "slides"),
)
_SAVE_AS_TEXT: Final = frozenset({"word", "document", "rtf", "pdf"})
_SAVE_AS_CSV: Final = frozenset({"excel", "spreadsheet"})


class Decoded(NamedTuple):
    """The text of a file, in NFC, lines ended by line feeds, without a byte order mark.

    `encoding` is "utf-8", "utf-8-sig", "utf-16" or "cp1252". `warnings` are to be shown before use.
    """

    text: str
    encoding: str
    warnings: tuple[Problem, ...] = ()


def read_bytes(path: Path, limit: int) -> bytes:
    """Give the bytes of the regular file at `path`, at most `limit` of them; never waits on a pipe.

    Raises `Unreadable` for a folder, a device, a pipe, a file over `limit` bytes, and one that is missing or
    cannot be read.
    """
    try:
        # Looked at before it is opened: opening some devices already does something.
        _check(path, path.stat(), limit)
        with open(os.open(path, _OPENED), "rb") as file:
            status = os.fstat(file.fileno())
            _check(path, status, limit)
            # By its size, as room for all that it might have is dear; then what has been added meanwhile.
            data = file.read(status.st_size + 1) or b""
            if len(data) > status.st_size:
                data += file.read(limit + 1 - min(len(data), limit + 1)) or b""
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise why_unread(path, error, limit) from None
    if len(data) > limit:
        raise _too_big(path, limit)
    return data


def read_start(path: Path, most: int) -> bytes:
    """Give the first `most` bytes of the regular file at `path`; b"" for anything else. Never waits, never fails."""
    try:
        _check(path, path.stat(), sys.maxsize)
        with open(os.open(path, _OPENED), "rb") as file:
            _check(path, os.fstat(file.fileno()), sys.maxsize)
            return file.read(most) or b""
    except (OSError, ValueError, Unreadable):
        return b""


def decode(data: bytes, path: str) -> Decoded:
    """Give the text in `data`; `path` is only for the report. Raises `Unreadable` when it is not text."""
    _refuse_known(data, path)
    text, encoding = _to_text(data, path)
    controls = len(_CONTROLS.findall(text))
    if "\x00" in text or controls > 4 + len(text) // 50:
        raise _not_text(path)
    inside = text.find(_BOM)
    if inside < 0 and encoding == "cp1252":
        inside = data.find(_UTF8_BOM)  # one byte is one letter here, so the place is the same
    if inside >= 0:
        raise _at_line(path, "file.mark_inside", text, inside)
    warnings = _warnings(data, text) if encoding == "cp1252" else ()
    return Decoded(plain(text), encoding, warnings)


def plain(text: str) -> str:
    """Give `text` in NFC with line feeds as the only line ends.

    More than 30 combining marks in a row are cut, with a replacement character in their place: putting
    them in order takes time by the square of their number, so a small file could stop the program.
    """
    unified = _LINE_END.sub("\n", text)
    return unicodedata.normalize("NFC", _MARK_RUN.sub(_fewer_marks, unified))


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
        elif marks == _MOST_MARKS + 1:
            kept.append(REPLACEMENT)
    return "".join(kept)


# --- reading


def _check(path: Path, status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _unreadable(str(path), "file.is_folder", "file.is_folder.mend", name=_name(path))
    if not stat.S_ISREG(status.st_mode):
        raise _unreadable(str(path), "file.not_a_file", "file.not_a_file.mend", name=_name(path))
    if status.st_size > limit:
        raise _too_big(path, limit)


def why_unread(path: Path, error: OSError | ValueError, limit: int) -> Unreadable:
    """Say in our words why a file that was to have at most `limit` bytes could not be read."""
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return _too_big(path, limit)
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        what = "file.missing"
    elif isinstance(error, PermissionError):
        what = "file.no_access"
    elif isinstance(error, IsADirectoryError):
        what = "file.is_folder"
    elif error.errno in (errno.ENXIO, errno.ENODEV, errno.EINVAL):
        what = "file.not_a_file"
    else:
        what = "file.failed"
    return _unreadable(str(path), what, f"{what}.mend", name=_name(path))


def _too_big(path: Path, limit: int) -> Unreadable:
    size = f"{limit / 1_000_000:g}"
    return _unreadable(str(path), "file.too_big", "file.too_big.mend", name=_name(path), megabytes=size)


def _name(path: Path) -> str:
    return one_line(path.name or str(path), 80)


def _unreadable(path: str, what: str, mend: str, **params: str | Message) -> Unreadable:
    return Unreadable(path, [Problem(message(what, **params), message(mend, **params))])


# --- from bytes to letters


def _refuse_known(data: bytes, path: str) -> None:
    """Raise `Unreadable` when the first bytes are those of a well-known kind of file that is not text."""
    start = data[:64].removeprefix(_UTF8_BOM).lstrip()
    kind = next((kind for first, kind in _FIRST_BYTES if start.startswith(first)), "")
    if data.startswith(_ZIP):
        kind = next((kind for part, kind in _IN_ZIP if part in data), "archive")
    elif data.startswith(_OLE):
        kind = next((kind for part, kind in _IN_OLE if part in data), "document")
    if not kind:
        return
    mend = "file.not_text.mend"
    if kind in _SAVE_AS_TEXT:
        mend = "file.save_as_text"
    elif kind in _SAVE_AS_CSV:
        mend = "file.save_as_csv"
    raise _unreadable(path, "file.looks_like", mend, kind=message(f"file.kind.{kind}"))


def _to_text(data: bytes, path: str) -> tuple[str, str]:
    """Give the letters of `data`, line ends as they are, and the name of the encoding."""
    if data.startswith(_UTF8_BOM):
        return _strict(data[3:], "utf-8", path), "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data[2:], "utf-16-le" if data[0] == 0xFF else "utf-16-be", path), "utf-16"
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return _strict(data, unmarked, path), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        # Æ, ø and å as older Windows programs write them are practically never valid UTF-8.
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        raise _not_text(path) from None


def _strict(data: bytes, codec: str, path: str) -> str:
    """Decode what says of itself that it is `codec`; a letter that is not makes the file damaged."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(codec, errors="ignore")
        if "\x00" in before:
            raise _not_text(path) from None
        raise _at_line(path, "file.damaged", before, len(before)) from None


def _utf16_without_mark(data: bytes) -> str:
    """Give "utf-16-le" or "utf-16-be" when every other byte, and hardly another, is mostly NUL; else ""."""
    if len(data) < 4:
        return ""
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd * 10 > half * 7 and even * 20 < odd:
        return "utf-16-le"
    if even * 10 > half * 7 and odd * 20 < even:
        return "utf-16-be"
    return ""


def _not_text(path: str) -> Unreadable:
    return _unreadable(path, "file.not_text", "file.not_text.mend")


def _line_of(text: str, place: int) -> int:
    return len(_LINE_END.findall(text[:place])) + 1


def _at_line(path: str, what: str, text: str, place: int) -> Unreadable:
    line = _line_of(text, place)
    excerpt = one_line(plain(_LINE_END.split(text)[line - 1][:1000]), 200)
    problem = Problem(message(what, line=line), message(f"{what}.mend", line=line), line, line_text=excerpt)
    return Unreadable(path, [problem])


def _warnings(data: bytes, text: str) -> tuple[Problem, ...]:
    """Say that the letters were guessed, with the first line that shows whether the guess is right."""
    letter = next((i for i, c in enumerate(text) if not c.isascii() and c.isalpha()), -1)
    place = letter if letter >= 0 else next(i for i, c in enumerate(text) if not c.isascii())
    found = [_sample("file.old_letters", text, place)]
    mixed = _UTF8_LETTER.search(data)
    if mixed:
        found.append(_sample("file.mixed_letters", text, mixed.start()))
    return tuple(found)


def _sample(what: str, text: str, place: int) -> Problem:
    line = _line_of(text, place)
    # On a very long line the letter itself would fall outside the sample.
    start = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    sample = one_line(plain(_LINE_END.split(text[max(start, place - 40) : place + 1000])[0]), 80)
    said = message(what, line=line, sample=sample)
    mend = message(f"{what}.mend", line=line)
    return Problem(said, mend, line=line, line_text=sample, warning=True)
