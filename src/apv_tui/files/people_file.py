"""A list of people as people have it: one name a line, a sheet saved from a spreadsheet, or pasted text.

What a list means is often not certain ("Jensen, Bo" is a person, or a person and a department). So the
result says how it was read and which other readings would give other people; the screen shows that before
anything is taken, and asks again with the `reading` that was chosen.
"""

import unicodedata
from collections import Counter
from collections.abc import Sized
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import REPLACEMENT, one_line
from apv_tui.files.decode import decode, plain, read_bytes
from apv_tui.files.people_table import Header, Row, Source, without_number_column, without_numbering
from apv_tui.files.people_words import Role, yes_or_no

LIMIT: Final = 1_000_000  # bytes of a file, characters of a pasted text
MOST_PEOPLE: Final = 1_000
LONGEST_NAME: Final = 80  # characters
NAMES: Final = "names"
NAME_DEPARTMENT: Final = "name_department"
LAST_FIRST: Final = "last_first"
READINGS: Final = (NAMES, NAME_DEPARTMENT, LAST_FIRST)
_TITLES_NAMED: Final = 6  # ignored columns that one warning names


class PersonRead(NamedTuple):
    """One person; `department` is empty when none is given; `line` counts from 1."""

    name: str
    department: str = ""
    leader: bool = False
    line: int = 0


class PeopleRead(NamedTuple):
    """The people in a list, in its order, and how it was understood.

    `reading` is one of `READINGS` and `how` the sentence for it. `alternatives` are the readings that would
    give other people. `columns` are the titles of the columns that were used, `ignored` those that were not
    (their numbers, where they have none); without titles `columns` is empty. `encoding` is empty for text
    that was pasted.
    """

    people: tuple[PersonRead, ...]
    reading: str
    how: Message
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    encoding: str = ""
    warnings: tuple[Problem, ...] = ()
    alternatives: tuple[str, ...] = ()


class _Table(NamedTuple):
    """Rows with a meaning: `flip` turns "Jensen, Bo" inside a name cell into "Bo Jensen"."""

    rows: list[Row]
    roles: dict[Role, int]
    titles: tuple[str, ...] = ()
    flip: bool = False


def read_people_file(path: Path, reading: str | None = None) -> PeopleRead:
    """Read the list of people in the file at `path`; `reading` as for `read_people`.

    Raises `Unreadable` for a file that cannot be read, is not text, or holds no list of at most 1,000 people.
    """
    decoded = decode(read_bytes(path, LIMIT), str(path))
    read = read_people(decoded.text, str(path), reading)
    return read._replace(encoding=decoded.encoding, warnings=decoded.warnings + read.warnings)


def read_people(text: str, path: str, reading: str | None = None) -> PeopleRead:
    """Read a list of people from text; `path` is only for the report.

    `reading` None lets the evidence decide; else one of `READINGS`: "names" (each line, or the name column,
    is a name), "name_department" or "last_first". Raises `Unreadable`, and ValueError for another reading.
    """
    if reading is not None and reading not in READINGS:
        raise ValueError(reading)
    if len(text) > LIMIT:
        size = f"{LIMIT / 1_000_000:g}"
        raise _refused(path, "people.too_long", "people.too_long.mend", megabytes=size)
    source = Source(plain(text), path)
    header = source.header()
    if header and not header.roles.keys() & {"name", "first", "last"}:
        raise source.refusal("people.no_name_column", header.place + 1)
    chosen, result = _read(source, header, reading)
    if not result.people:
        raise _refused(path, "people.nobody", "people.nobody.mend")
    _limited(source, result.people)
    others = []
    for other in READINGS:
        # With titles above them the columns are certain; only the order inside the name is not.
        if other == chosen or (other == NAMES and header and len(header.titles) > 1):
            continue
        people = _persons(_read(source, header, other)[1])
        if 0 < len(people) <= MOST_PEOPLE and people != _persons(result):
            others.append(other)
    return result._replace(alternatives=tuple(others))


def _refused(path: str, what: str, mend: str, **params: str | int) -> Unreadable:
    return Unreadable(path, [Problem(message(what, **params), message(mend, **params))])


def _persons(read: PeopleRead) -> list[tuple[str, str, bool]]:
    return [person[:3] for person in read.people]


# --- what the columns mean


def _read(source: Source, header: Header | None, wanted: str | None) -> tuple[str, PeopleRead]:
    if header and sum(map(bool, header.titles)) > 1:
        reading, table = _with_header(source, header, wanted)
    else:
        reading, table = _without_header(source, header.place + 1 if header else 0, wanted)
    return reading, _Extract(source, table, header).result(reading)


def _with_header(source: Source, header: Header, wanted: str | None) -> tuple[str, _Table]:
    rows = _limited(source, source.rows(header.separator, header.place + 1))
    roles = dict(header.roles)
    more = bool(roles.keys() & {"department", "leader"})
    inside = "name" in roles and _inside(rows, roles["name"])
    reading = wanted or (LAST_FIRST if inside else NAME_DEPARTMENT if more else NAMES)
    if reading == NAMES:
        roles.pop("department", None)
        roles.pop("leader", None)
    return reading, _Table(rows, roles, header.titles, flip=reading == LAST_FIRST)


def _without_header(source: Source, start: int, wanted: str | None) -> tuple[str, _Table]:
    separator = source.likely_separator(start)
    rows = without_number_column(_limited(source, source.rows(separator, start)))
    if len(rows) == 1 and (wanted == NAMES or (wanted is None and _names_on_a_line(rows[0]))):
        each = [Row(rows[0].line, (cell,)) for cell in rows[0].cells if cell]
        return NAMES, _Table(_limited(source, each), {"name": 0})
    inside = _inside(rows, 0)
    reading = wanted or _by_evidence(rows, separator == "," and not source.declared, inside)
    if reading == NAMES:
        if separator == "," and not inside and any(len(row.cells) > 1 for row in rows):
            rows = source.rows("", start)  # the comma is part of the name
        return reading, _Table(rows, {"name": 0})
    roles: dict[Role, int] = {"name": 0}
    if reading == LAST_FIRST and not inside:
        roles = {"last": 0, "first": 1}
    flags, wide = _leader_columns(rows)
    rest = range(len(roles), wide)
    leader = next((column for column in rest if column in flags), None)
    department = next((column for column in rest if column not in flags), None)
    if leader is not None:
        roles["leader"] = leader
    if department is not None:
        roles["department"] = department
    return reading, _Table(rows, roles, flip=reading == LAST_FIRST and inside)


_Many = TypeVar("_Many", bound=Sized)


def _limited(source: Source, rows: _Many) -> _Many:
    if len(rows) > MOST_PEOPLE:
        raise _refused(source.path, "people.too_many", "people.too_many.mend", n=len(rows), most=MOST_PEOPLE)
    return rows


def _inside(rows: list[Row], column: int) -> bool:
    """Whether half of the names or more have a comma inside their own cell, as in "Jensen, Bo";Drift."""
    return sum(row.cell(column).count(",") == 1 for row in rows) * 2 >= max(1, len(rows))


def _names_on_a_line(row: Row) -> bool:
    """Whether an only row is "Bo, Mette, Ib", and not a person with a department and a yes or no."""
    return len(row.cells) > 3 or (len(row.cells) == 3 and yes_or_no(row.cells[2]) is None)


def _by_evidence(rows: list[Row], doubtful: bool, inside: bool) -> str:
    """Choose the reading of rows without titles.

    A tab or semicolon parts name from department. A comma is `doubtful`: it does too, unless it stands on
    most lines, what is before it is mostly a single word, and what is after it hardly repeats, as departments
    would.
    """
    if inside:
        return LAST_FIRST
    if all(len(row.cells) == 1 for row in rows):
        return NAMES
    if not doubtful:
        return NAME_DEPARTMENT
    after = [row.cell(1).casefold() for row in rows if row.cell(1)]
    flags = sum(yes_or_no(word) is not None for word in after)
    on_most_lines = len(after) * 2 > len(rows)
    whole_names = sum(" " in without_numbering(row.cells[0]) for row in rows) * 2 > len(rows)
    repeats = len(set(after)) * 2 <= len(after)
    if on_most_lines and not whole_names and not repeats and flags * 2 <= len(after):
        return LAST_FIRST
    return NAME_DEPARTMENT


def _leader_columns(rows: list[Row]) -> tuple[set[int], int]:
    """Give the columns in which most filled cells say yes or no, and the number of columns."""
    filled: Counter[int] = Counter()
    flags: Counter[int] = Counter()
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell:
                filled[column] += 1
                flags[column] += yes_or_no(cell) is not None
    return {c for c, n in filled.items() if flags[c] * 2 > n}, max(filled, default=0) + 1


# --- from rows to people


class _Extract:
    """Takes the people out of a table and notes what its owner should know."""

    def __init__(self, source: Source, table: _Table, header: Header | None) -> None:
        self.source = source
        self.table = table
        self.header = header
        self.warnings: list[Problem] = []

    def result(self, reading: str) -> PeopleRead:
        self._above_header()
        flags = self._flags()
        people = []
        for row in self.table.rows:
            name = self._name(row)
            if name:
                department = one_line(self._cell(row, "department")[:1000], LONGEST_NAME)
                people.append(PersonRead(name, department, flags.get(row.line, False), row.line))
        self._namesakes(people)
        ignored = self._ignored()
        titles = self.table.titles
        columns = tuple(titles[i] for i in sorted(self.table.roles.values())) if titles else ()
        first = people[0].name if people else ""
        department = next((person.department for person in people if person.department), "")
        said = message(f"people.how.{reading}", n=len(people), name=first, department=department)
        if reading == NAME_DEPARTMENT and not department:
            said = message("people.how.name_leader", n=len(people), name=first)
        if columns:
            said = message("people.how.columns", n=len(people), name=first, columns=", ".join(columns))
        return PeopleRead(tuple(people), reading, said, columns, ignored, "", tuple(self.warnings))

    def _warn(self, what: str, line: int = 0, **params: str | int) -> None:
        if line:
            params["line"] = line
        problem = Problem(message(what, **params), message(f"{what}.mend", **params), line, warning=True)
        self.warnings.append(problem._replace(line_text=self.source.excerpt(line)))

    def _cell(self, row: Row, role: Role) -> str:
        return row.cell(self.table.roles.get(role, -1))

    def _above_header(self) -> None:
        above = [i for i in self.source.filled if self.header and i < self.header.place]
        if above:
            text = one_line(self.source.lines[above[0]], 60)
            self._warn("people.above_titles", above[0] + 1, n=len(above), text=text)

    def _name(self, row: Row) -> str:
        """Give the name in this row, or nothing, with the reason noted, when it holds none."""
        parts: tuple[Role, ...] = ("name",) if "name" in self.table.roles else ("first", "middle", "last")
        cells = [without_numbering(self._cell(row, part)) for part in parts]
        if self.table.flip and cells[0].count(",") == 1:
            cells = cells[0].split(",")[::-1]
        whole = one_line(" ".join(cells)[:2000], 2000)
        if not whole:
            if any(without_numbering(cell) for cell in row.cells):
                self._warn("people.no_name", row.line)
            return ""
        if all(unicodedata.category(c)[0] in "PZ" or c in "=+|~^_" for c in whole):
            return ""  # a line drawn with signs, as between the parts of a list
        name = one_line(whole, LONGEST_NAME)
        if name != whole:
            self._warn("people.long_name", row.line, name=name, n=LONGEST_NAME)
        if REPLACEMENT in name:
            self._warn("people.odd_letters", row.line, name=name)
        if any("\n" in cell for cell in cells):
            self._warn("people.over_lines", row.line, name=name)
        return name

    def _flags(self) -> dict[int, bool]:
        """Give who leads, by line. A column of names ("Leder: Anna Olsen") is one warning, not fifty."""
        words = [(row.line, self._cell(row, "leader")) for row in self.table.rows]
        odd = [(line, word) for line, word in words if word and yes_or_no(word) is None]
        filled = sum(bool(word) for _, word in words)
        if len(odd) > 2 and len(odd) * 2 > filled:
            self._warn("people.leader_column", odd[0][0], word=one_line(odd[0][1], 40))
        else:
            for line, word in odd:
                self._warn("people.leader_word", line, word=one_line(word, 40))
        return {line: yes_or_no(word) is True for line, word in words}

    def _namesakes(self, people: list[PersonRead]) -> None:
        lines: dict[str, list[PersonRead]] = {}
        for person in people:
            lines.setdefault(person.name.casefold(), []).append(person)
        for same in lines.values():
            if len(same) > 1:
                self._warn("people.same_name", same[1].line, name=same[0].name, n=len(same))

    def _ignored(self) -> tuple[str, ...]:
        """Give the columns that hold something and were not used, by title or else by number from 1."""
        used = set(self.table.roles.values())
        holding = {i for row in self.table.rows for i, cell in enumerate(row.cells) if cell} - used
        titles = self.table.titles
        ignored = tuple(titles[i] if i < len(titles) and titles[i] else str(i + 1) for i in sorted(holding))
        if ignored:
            named = ", ".join(ignored[:_TITLES_NAMED]) + (" …" if len(ignored) > _TITLES_NAMED else "")
            self._warn("people.ignored", n=len(ignored), columns=named)
        return ignored
