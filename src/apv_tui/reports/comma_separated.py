"""A table as CSV that the Excel of its language opens right, and in which no cell is a formula.

UTF-8 with a byte order mark, lines that end in CR LF, every text in quotation marks. Where the language writes a
decimal comma, cells are parted by a semicolon, else by a comma: so Excel expects it. Days are written as
2026-03-14 and moments as 2026-03-14 13:37, which Excel takes for days in any language.
"""

import csv
import re
from datetime import date, datetime
from io import StringIO
from typing import Final

from apv_tui.core.text import one_line
from apv_tui.reports.tables.model import Sheet, Value
from apv_tui.words import Words

_SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # also the wide ones, which some editions take for them
# At the start of a cell; and, should a program part cells elsewhere than we did, behind what it may part them by.
_FORMULA: Final = re.compile(rf"(^|[;,])([\s'\"]*)(?=[{_SIGNS}])")
_ESCAPED: Final = re.compile(rf"(^|[;,])([\s'\"]*)'(?=[{_SIGNS}])")


def render(sheet: Sheet, words: Words) -> bytes:
    """Give one table as the bytes of a .csv file."""
    text = StringIO()
    writer = csv.writer(
        text, delimiter=delimiter(words.language), quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    writer.writerow([_text(column.head) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_cell(value, words) for value in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def delimiter(language: str) -> str:
    """Give what parts the cells in a language."""
    return "," if language == "en" else ";"


def harmless(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula: an apostrophe stands before each sign that begins one.

    The apostrophe is part of the cell, so it is there still when the table has been opened and saved.
    """
    return _FORMULA.sub(r"\1\2'", text)


def as_typed(text: str) -> str:
    """Give what `harmless` was given."""
    return _ESCAPED.sub(r"\1\2", text)


def _cell(value: Value, words: Words) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return words("form.yes")
        case int():
            return str(value)
        case float():
            return f"{value:.10g}".replace(".", "." if words.language == "en" else ",")
        case datetime():
            return value.astimezone().strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case _:
            return _text(value)


def _text(words: str) -> str:
    return harmless(one_line(words, max(1, len(words))))
