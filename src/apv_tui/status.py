"""The command `status`: where one case stands, or every case in folders, without an index and without a screen."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from apv_tui.complaints import say, words_of
from apv_tui.core.messages import Refused, message
from apv_tui.core.text import one_line
from apv_tui.files.documents import write_document
from apv_tui.files.places import default_places
from apv_tui.reports import status_lines
from apv_tui.reports.status import Overview, status_data
from apv_tui.standings import look
from apv_tui.words import Words, languages

DONE, WRONG_INPUT, WRONG_USAGE = 0, 1, 2
DAYS: Final = 30
FILE_WIDTH: Final = 80
MOST_WIDTH: Final = 120
Format = Literal["table", "json", "xlsx", "csv"]
FORMATS: Final[tuple[Format, ...]] = ("table", "json", "xlsx", "csv")
_ENDINGS: Final[dict[str, Format]] = {".json": "json", ".xlsx": "xlsx", ".csv": "csv", ".txt": "table"}


def status(
    places: Sequence[Path],
    *,
    format: str | None = None,  # noqa: A002 - it is the option's name
    to: str | None = None,
    days: int = DAYS,
    language: str | None = None,
    strict: bool = False,
    force: bool = False,
    now: datetime | None = None,
) -> int:
    """Say where cases stand; give the exit status.

    0 all was read · 1 a file could not be, or with `strict` something is late · 2 wrong usage.
    """
    words = words_of(language)
    if language and language not in languages():
        say(f"apv-tui: --language: {', '.join(languages())}", error=True)
        return WRONG_USAGE
    try:
        kind = _format(format, to)
        overview, spoken = look(places, default_places(os.environ).state, now or datetime.now(UTC), days)
        words = words_of(language or spoken)
        if to is None or to == "-":
            say(_text(overview, kind, words))
        else:
            target = Path(to)
            data = b"" if kind == "table" else _bytes(overview, kind, words)
            data = data or _text(overview, "table", words, FILE_WIDTH).encode()
            write_document(target, data, sources=places, force=force)
            say(words("print.written", path=str(target.absolute())))
            for each in overview.passed_over:
                say(f"{each.file}: {words.say(each.what)}", error=True)
    except Refused as refused:
        say(words.say(refused.reason), error=True)
        return WRONG_USAGE if refused.reason.id.startswith("status.") else WRONG_INPUT
    late = strict and overview.is_late
    return WRONG_INPUT if overview.passed_over or late else DONE


def _format(wanted: str | None, to: str | None) -> Format:
    """Give the form: the one asked for, else the one the file's ending names. Raises `Refused`."""
    ending = Path(to).suffix.lower() if to else ""
    kind = next((each for each in FORMATS if each == wanted), None) if wanted else _ENDINGS.get(ending)
    if kind is None and (wanted or (to and to != "-")):
        said = one_line(wanted or to or "", 60)
        raise Refused(message("status.no_format", value=said, known=", ".join(FORMATS)))
    if kind == "xlsx" and to in (None, "-"):
        raise Refused(message("status.needs_file"))
    return kind or "table"


def _text(overview: Overview, kind: Format, words: Words, width: int = 0) -> str:
    if kind == "json":
        return json.dumps(status_data(overview, words), ensure_ascii=False, indent=2)
    if kind == "csv":
        return _bytes(overview, kind, words).decode("utf-8-sig").replace("\r\n", "\n").rstrip("\n")
    return status_lines.render(overview, words, width or _width()).rstrip("\n")


def _bytes(overview: Overview, kind: Format, words: Words) -> bytes:
    from apv_tui.reports import comma_separated, spreadsheet
    from apv_tui.reports.status_tables import status_tables

    if kind == "json":
        return f"{_text(overview, kind, words)}\n".encode()
    sheets = status_tables(overview, words)
    if kind == "csv":
        return comma_separated.render(sheets[0], words)
    title = words("status.title", when=words.date(overview.now))
    return spreadsheet.render(sheets, words, title=title, made=overview.now)


def _width() -> int:
    stream = sys.stdout
    if stream is None or not stream.isatty():
        return int(os.environ.get("COLUMNS", "")) if os.environ.get("COLUMNS", "").isdecimal() else FILE_WIDTH
    return min(shutil.get_terminal_size((FILE_WIDTH, 24)).columns, MOST_WIDTH)
