"""Tables as an Excel workbook: a sheet for each, with a frozen head and a filter, to be printed on A4 across.

Whatever people typed is written as a text and stays one: a formula, a number or an address is never made of it.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from apv_tui.core.text import safe
from apv_tui.reports.tables.model import Field, Sheet, Value
from apv_tui.words import Words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_NAME: Final = 31
LONGEST_TEXT: Final = 32_767
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_RESERVED: Final = "history"  # Excel keeps this name for itself
# Numbers of formats that Excel shows as the reader's own system writes days; with a time it has no such one.
_DAY: Final = 14
_MOMENTS: Final = {
    "da": "dd-mm-yyyy hh:mm", "nb": "dd.mm.yyyy hh:mm", "nl": "dd-mm-yyyy hh:mm", "en": "dd/mm/yyyy hh:mm"
}  # fmt: skip
_A4: Final = 9
_LEGIBLE: Final = 180
"""So many characters side by side can still be read on a sheet of A4."""
_LINE: Final = 15.0
"""The height of a line in points."""
_FIRST_YEAR: Final = 1900
_MOST_EXACT: Final = 2**53
"""Beyond it a spreadsheet does not keep whole numbers exactly."""


def render(sheets: Sequence[Sheet], words: Words, *, title: str = "", made: datetime | None = None) -> bytes:
    """Give tables as the bytes of an .xlsx file; `words` are those of its language, `made` is when it was made."""
    from xlsxwriter.workbook import Workbook

    buffer = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd",
    }
    with Workbook(buffer, options) as book:
        created = (made or datetime.now(UTC)).astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": _text(title), "author": "", "created": created})
        formats = _Formats(book, words)
        for sheet, name in zip(sheets, sheet_names([sheet.name for sheet in sheets]), strict=True):
            _write(book.add_worksheet(name), sheet, formats)
        if not sheets:
            book.add_worksheet()
    return buffer.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Give a name that Excel takes for each table, none twice: 31 signs at most, and none of []:*?/ and backslash."""
    names: list[str] = []
    taken = {_RESERVED}
    for at, each in enumerate(wanted, 1):
        clean = " ".join(_NOT_IN_A_NAME.sub(" ", _text(each)).split()).strip("' ") or str(at)
        name, n = _cut(clean, LONGEST_NAME), 1
        while name.casefold() in taken:
            n += 1
            name = f"{_cut(clean, LONGEST_NAME - len(f' ({n})'))} ({n})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(name: str, longest: int) -> str:
    # Excel counts in UTF-16, where a sign such as an emoji is two.
    while len(name.encode("utf-16-le")) > 2 * longest:
        name = name[:-1]
    return name.rstrip("' ")


class _Formats:
    """The looks of cells, and the words for yes."""

    def __init__(self, book: "Workbook", words: Words) -> None:
        cell = {"valign": "top", "font_name": "Calibri", "font_size": 11}
        self.yes = words("form.yes")
        head = {**cell, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E6E6E6"}
        self.head = book.add_format(head)
        self.head_of_numbers = book.add_format({**head, "align": "right", "indent": 1})
        self.text = book.add_format({**cell, "text_wrap": True, "num_format": "@"})
        self.number = book.add_format({**cell, "num_format": "General", "align": "right", "indent": 1})
        self.date = book.add_format({**cell, "num_format": _DAY, "align": "left"})
        self.time = book.add_format({**cell, "num_format": _MOMENTS[words.language], "align": "left"})


def _write(sheet: "Worksheet", table: Sheet, formats: _Formats) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width + 2)
        head = formats.head_of_numbers if column.kind == "number" else formats.head
        sheet.write_string(0, at, _text(column.head), head)
        for row, values in enumerate(table.rows, 1):
            _cell(sheet, row, at, column, values[at], formats)
    for row, values in enumerate((tuple(column.head for column in table.columns), *table.rows)):
        sheet.set_row(row, _LINE * _lines(table.columns, values) + 2)
    sheet.freeze_panes(1, 2 if len(table.columns) > 4 else 0)
    if table.columns:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    across = sum(column.width + 2 for column in table.columns)
    sheet.fit_to_pages(-(-across // _LEGIBLE) or 1, 0)
    sheet.repeat_rows(0)
    if across > _LEGIBLE and len(table.columns) > 2:
        sheet.repeat_columns(0, 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    # An ampersand steers a header.
    sheet.set_header("&L" + _text(table.name)[:100].replace("&", "&&") + "&R&P / &N")


def _lines(columns: Sequence[Field], values: Sequence[Value]) -> int:
    """Give about how many lines a row takes: Excel finds out by itself, other programs do not."""
    return max(
        (
            sum(-(-max(1, len(line)) // max(1, column.width)) for line in value.split("\n"))
            for column, value in zip(columns, values, strict=True)
            if isinstance(value, str)
        ),
        default=1,
    )


def _cell(sheet: "Worksheet", row: int, at: int, column: Field, value: Value, formats: _Formats) -> None:
    look: Format = formats.text
    put: Any = sheet.write_string
    made: Any = ""
    match value:
        case None | False:
            return
        case True:
            made = formats.yes
        case int() | float() if abs(value) < _MOST_EXACT:
            put, made, look = sheet.write_number, value, formats.number
        case datetime() if value.year >= _FIRST_YEAR:
            # Excel knows no time zones: the room's own time.
            here = value.astimezone().replace(tzinfo=None, microsecond=0)
            put, made, look = sheet.write_datetime, here, formats.time
        case date() if not isinstance(value, datetime) and value.year >= _FIRST_YEAR:
            put, made, look = sheet.write_datetime, value, formats.date
        case _:
            made = _text(str(value))
    put(row, at, made, look)


def _text(words: str) -> str:
    text = safe(words)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
