"""Lines of text as rows of cells, the way spreadsheets and people write them."""

import csv
import re
from typing import Final, NamedTuple

from apv_tui.core.messages import Problem, Unreadable, message
from apv_tui.core.text import REPLACEMENT, one_line
from apv_tui.files.people_words import Role, role_of

SEPARATORS: Final = "\t;,"
_LONGEST_LINE: Final = 10_000  # characters; more is not a line of a list
_MOST_CELLS: Final = 100
_HEADER_WITHIN: Final = 5  # lines with something on them; spreadsheets often have a title above the table
_SEP_LINE: Final = re.compile(r'"?sep=(\t|[;,|])"?\s*', re.IGNORECASE)
_NUMBERING: Final = re.compile(r"(?:\(?\d{1,4}[.):]\)?(?!\d)|[-–—•*·‣▪◦●○□☐\uf0a7\uf0b7])\s*")
_NUMBER_CELL: Final = re.compile(r"\(?(?:\d{1,4}[.):]{0,2})?|[-–—•*·‣▪◦●○□☐\uf0a7\uf0b7]")


class Row(NamedTuple):
    """One row: the line it begins on, from 1, and its cells, trimmed, empty ones at the end dropped."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """Give the cell at `index`, counting from 0; empty when the row is shorter."""
        return self.cells[index] if 0 <= index < len(self.cells) else ""


class Header(NamedTuple):
    """The row that names the columns: its place in the list of lines, counting from 0, and what it says."""

    place: int
    separator: str
    titles: tuple[str, ...]
    roles: dict[Role, int]


class Source:
    """A list of people as lines, before it is known what they mean."""

    def __init__(self, text: str, path: str) -> None:
        """Take `text`, lines ended by line feeds. Raises `Unreadable` when it is no list of lines."""
        self.path = path
        # Older versions of the csv module stop at a NUL.
        self.lines = text.removeprefix("\ufeff").replace("\x00", REPLACEMENT).split("\n")
        for number, line in enumerate(self.lines, 1):
            if len(line) > _LONGEST_LINE:
                raise self.refusal("people.not_a_list", number)
        said = _SEP_LINE.fullmatch(self.lines[0])
        # Excel's own first line; it is emptied and kept, so that the numbers of the lines stay right.
        self.declared = said[1] if said else ""
        if said:
            self.lines[0] = ""
        self.filled = [i for i, line in enumerate(self.lines) if line.strip(' \t;,|"\u00a0')]
        if not self.filled:
            raise Unreadable(path, [Problem(message("people.empty"), message("people.empty.mend"))])

    def excerpt(self, line: int) -> str:
        """Give the line with this number, counting from 1, as one safe line."""
        return one_line(self.lines[line - 1], 200) if 0 < line <= len(self.lines) else ""

    def refusal(self, what: str, line: int) -> Unreadable:
        """Make the error for something at a line; `what` is its message id, its mend is `what`.mend."""
        mend = message(f"{what}.mend", line=line)
        return Unreadable(self.path, [Problem(message(what, line=line), mend, line, 0, self.excerpt(line))])

    def header(self) -> Header | None:
        """Give the row that names the columns, if one of the first lines does."""
        for index in self.filled[:_HEADER_WITHIN]:
            found = [self._as_header(index, separator) for separator in self.declared or SEPARATORS]
            best = max(found, key=lambda header: len(header.roles))
            # Two titles are surely titles, even if none is for the name (the caller says so). One alone may
            # as well stand in the middle of a list ("Deltagere:").
            alone = index == self.filled[0] and bool(best.roles.keys() & {"name", "first", "last"})
            if len(best.roles) > 1 or alone:
                return best
        return None

    def _as_header(self, index: int, separator: str) -> Header:
        titles = tuple(one_line(cell, 40) for cell in _cells(self.lines[index], separator)[:_MOST_CELLS])
        roles: dict[Role, int] = {}
        for place, title in enumerate(titles):
            role = role_of(title)
            if role:
                roles.setdefault(role, place)
        if "name" in roles and "first" in roles:
            # "Naam, Voornaam": beside a column of first names the name is the last name, if that has none.
            surname = roles.pop("name")
            roles.setdefault("last", surname)
        return Header(index, separator, titles, roles)

    def likely_separator(self, start: int) -> str:
        """Give the separator from place `start` on: a tab or semicolon on half the lines, else comma."""
        if self.declared:
            return self.declared
        filled = [self.lines[i].strip() for i in self.filled if i >= start]
        for separator in "\t;":
            if sum(separator in line for line in filled) * 2 >= max(1, len(filled)):
                return separator
        return ","

    def rows(self, separator: str, start: int) -> list[Row]:
        """Give the rows from place `start` on that have something in them.

        Without a separator each line is one cell. Raises `Unreadable` for a quotation mark that never ends.
        """
        if not separator:
            pairs = [
                (i + 1, [_unquoted(self.lines[i].rstrip(SEPARATORS + " "))])
                for i in self.filled
                if i >= start
            ]
        else:
            pairs = self._parsed(separator, start)
        found = []
        for line, cells in pairs:
            trimmed = [cell.strip() for cell in cells]
            while trimmed and not trimmed[-1]:
                trimmed.pop()
            if len(trimmed) > _MOST_CELLS and len(self.filled) > 1:
                raise self.refusal("people.not_a_list", line)
            if trimmed:
                found.append(Row(line, tuple(trimmed)))
        return found

    def _parsed(self, separator: str, start: int) -> list[tuple[int, list[str]]]:
        lines = [line + "\n" for line in self.lines[start:]]
        reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
        pairs, before = [], 0
        try:
            for cells in reader:
                if reader.line_num > before + 1:
                    # A cell over several lines is either meant, or a quotation mark that was never closed and
                    # has swallowed other people. The strict reading knows the difference.
                    part = lines[before : reader.line_num]
                    again = csv.reader(part, delimiter=separator, skipinitialspace=True, strict=True)
                    next(again, None)
                pairs.append((start + before + 1, cells))
                before = reader.line_num
        except csv.Error:
            raise self.refusal("people.open_quote", start + before + 1) from None
        return pairs


def _cells(line: str, separator: str) -> list[str]:
    try:
        return [
            cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
        ]
    except csv.Error:
        return []


def _unquoted(line: str) -> str:
    line = line.strip()
    if len(line) > 1 and line[0] == line[-1] == '"' and '"' not in line[1:-1].replace('""', ""):
        return line[1:-1].replace('""', '"')
    return line


def without_numbering(name: str) -> str:
    """Give `name` without the "1.", "-" or "•" of a list in front of it."""
    found = _NUMBERING.match(name)
    return name[found.end() :] if found else name


def without_number_column(rows: list[Row]) -> list[Row]:
    """Drop first cells that only number the rows, when every row with more than one cell has one."""
    wide = [row for row in rows if len(row.cells) > 1]
    if not wide or not all(_NUMBER_CELL.fullmatch(row.cells[0]) for row in wide):
        return rows
    return [row._replace(cells=row.cells[1:]) if len(row.cells) > 1 else row for row in rows]
