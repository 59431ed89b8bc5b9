"""Says which line of an agenda begins in the wrong column or lacks its dash.

The parser stops where it can go on no longer, often lines below the slip, and never says what was meant. Here the
outline tells: steps stand under steps, keys under keys, and a text further in than what it belongs to.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_bare import (
    colon_goes_on,
    key_below_text,
    list_without_key,
    steps_missing,
    titled_entry,
)
from apv_tui.files.yaml_keys import TOP_ONLY, known_keys, list_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, problem_at
from apv_tui.files.yaml_outline import Entries, Row, index_of, kind_of, outline

_NEW: Final = {"step": "yaml.new.step", "meeting": "yaml.new.meeting", "question": "yaml.new.question"}
_OTHERS: Final = {
    "step": "yaml.others.step",
    "meeting": "yaml.others.meeting",
    "question": "yaml.others.question",
}


class Layout:
    """The outline of one file, to explain its columns and dashes. Lines and columns count from 0."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self.rows = outline(lines)
        self._entries = Entries(self.rows)
        self._lines_with_rows = {row.line for row in self.rows}

    def is_text(self, line: int) -> bool:
        """Whether a line is part of a text after `|` or `>`, an empty one or a comment."""
        return line not in self._lines_with_rows

    def explain(self, line: int, since: int | None) -> Iterator[Problem | None]:
        """Give what the outline can say for sure about a place at which the parser stopped."""
        index = self._at_or_above(line)
        if index is None:
            return
        begun = index_of(self.rows, since) if since is not None and since != line else None
        for place in (index, begun):
            if place is not None:
                yield key_below_text(self._lines, self.rows, place)
                yield steps_missing(self._lines, self.rows, place)
                yield colon_goes_on(self._lines, self.rows, place)
                yield list_without_key(self._lines, self.rows, place)
                yield self._shallow_block(place)
                yield self._bullet(place)
        if index and self.rows[index - 1].begins:
            yield self._bullet(index - 1)
        yield self._no_dash(index)
        yield self.misplaced_entry(line)

    def deeper(self, line: int) -> bool:
        """Whether a line begins further in than the one above it, so that it may continue its text."""
        index = index_of(self.rows, line)
        return bool(index) and self.rows[index or 0].column > self.rows[(index or 0) - 1].column

    def _at_or_above(self, line: int) -> int | None:
        return next((i for i in range(len(self.rows) - 1, -1, -1) if self.rows[i].line <= line), None)

    # -- entries of lists --------------------------------------------------------------------------------

    def misplaced_entry(self, line: int, first: int = 0) -> Problem | None:
        """Say that the step (meeting, question) at or above a line begins in another column than the rest."""
        index = self._at_or_above(line)
        found = self._entries.misplaced(index) if index is not None else None
        if found is None or self.rows[found[0]].line < first:
            return None
        row, kind, column = self.rows[found[0]], found[1], found[2]
        what = message(
            "yaml.entry_indent",
            here=_spaces(row.indent),
            others=message(_OTHERS[kind]),
            there=_spaces(column),
        )
        mend = message("yaml.mend.line", better=self._write(row, column))
        return problem_at(self._lines, row.line, row.indent, what, mend)

    def new_entry(self, line: int, column: int, *, given: bool) -> Problem | None:
        """Say that an entry of a list begins on this line, and its dash (or, if not `given`, a line) is missing.

        `column` is where the dash belongs.
        """
        index = index_of(self.rows, line)
        if index is None:
            return None
        row = self.rows[index]
        new = message(_NEW.get(kind_of(self.rows, index), "yaml.new.entry"))
        if given:
            what = message("yaml.new_entry", new=new, line=line + 1)
            mend = message("yaml.mend.line", better=self._write(row, column))
        else:
            what = message("yaml.new_entry_above", new=new, line=line + 1)
            mend = message("yaml.mend.line_above", better=" " * column + "- id: …", line=line + 1)
        return problem_at(self._lines, line, row.indent, what, mend)

    def merged(
        self,
        keys: Sequence[str],
        lines: Sequence[int],
        first_key: str,
        start: int,
        column: int,
        *,
        in_list: bool,
    ) -> Problem | None:
        """Explain keys that repeat in one entry of a list: two entries have become one. None: a plain repeat.

        `lines` are those of the repeated `keys`, `first_key` the one with which the entry begins on line
        `start`, `column` the place for a dash. Not `in_list`: the first entry has no dash either.
        """
        if len(set(keys)) < 2 and keys[0] != "text":
            return None
        if not {"id", "kind", "steps", "text", first_key} & set(keys):
            return None
        at = lines[keys.index("id")] if "id" in keys else lines[0]
        misplaced = self.misplaced_entry(lines[0], start + 1)
        if misplaced is not None:
            return misplaced
        if not in_list:
            return self.new_entry(start, column, given=first_key not in ("kind", "title") or "id" not in keys)
        if first_key in keys and first_key != "id":
            at = lines[keys.index(first_key)]
        given = "id" in keys or first_key in keys
        return self.new_entry(at, column, given=given)

    def _write(self, row: Row, column: int) -> str:
        """Give a row as it should stand: with its dash in the right column."""
        return " " * column + one_line(f"- {self._lines[row.line][row.column :]}", LONGEST_LINE)

    def _bullet(self, index: int) -> Problem | None:
        """Say that a line begins with a bullet of some kind where a dash belongs."""
        row = self.rows[index]
        if row.mark in ("", "-"):
            return None
        if titled := titled_entry(self._lines, self.rows, index):
            return titled
        column = self._entries.column(index, kind_of(self.rows, index)) if row.begins else None
        if column is None:
            above = next((o for o in self.rows[index - 1 :: -1] if o.mark and o.indent <= row.indent), None)
            if index == 0 or above is None or above.indent != row.indent:
                return None
            column = row.indent
        what = message("yaml.bullet", character=row.mark)
        return problem_at(
            self._lines,
            row.line,
            row.indent,
            what,
            message("yaml.mend.bullet", better=self._write(row, column)),
        )

    def _no_dash(self, index: int) -> Problem | None:
        row = self.rows[index]
        return (
            self._first_without_dash(index)
            or (self._first_without_dash(index - 1) if index and self.rows[index - 1].key == "id" else None)
            or (None if row.mark else self._id_without_dash(index) or self._key_without_dash(index))
        )

    def _first_without_dash(self, index: int) -> Problem | None:
        """Blame the first entry of a list if it has no dash: the row below `steps:`, for example."""
        row = self.rows[index]
        at = index
        if row.mark:  # Go up to the key that begins the list.
            at = next(
                (
                    other
                    for other in range(index - 1, -1, -1)
                    if self.rows[other].indent < row.indent
                    or (self.rows[other].indent == row.indent and not self.rows[other].mark)
                ),
                index,
            )
            if at and not self._opens_list(at) and self._opens_list(at - 1):
                at -= 1
            while at + 1 < index and not self._opens_list(at):
                at += 1
                if self.rows[at].column > row.indent + 4:
                    return None
            at += 1
        if not 0 < at < len(self.rows) or not self._opens_list(at - 1):
            return None
        first, opener = self.rows[at], self.rows[at - 1]
        if first.mark or first.indent < opener.column:
            return None
        if row.mark:
            column = row.indent
        elif first.key in ("id", "kind"):
            below = self._entries.column(at, kind_of(self.rows, at))
            column = below if below is not None and below >= opener.column else opener.column + 2
        else:
            return None
        has_id = first.key not in ("kind", "title") or any(
            other.key == "id" and not other.mark and other.column == first.column
            for other in self.rows[at : index + 1]
        )
        return self.new_entry(first.line, column, given=has_id)

    def _opens_list(self, index: int) -> bool:
        row = self.rows[index]
        return not row.value and row.key in list_keys()

    def _id_without_dash(self, index: int) -> Problem | None:
        """Blame an `id:` line below an entry that has its id already."""
        row = self.rows[index]
        if row.key != "id":
            return None
        nearest = self._entries.nearest(index)
        kind = kind_of(self.rows, index)
        column = self._entries.column(index, kind)
        if nearest is None or column is None or self.rows[nearest].key != "id":
            return None
        return self.new_entry(row.line, column, given=True)

    def _key_without_dash(self, index: int) -> Problem | None:
        """Blame `text: …` below a question that was written as its text alone."""
        row = self.rows[index]
        above = self.rows[index - 1] if index else None
        if row.key not in ("text", "title") or above is None or above.mark != "-" or above.key:
            return None
        if above.is_block or not above.indent <= row.indent <= above.indent + 4:
            return None
        return self.new_entry(row.line, above.indent, given=True)

    # -- texts -------------------------------------------------------------------------------------------

    def _shallow_block(self, index: int) -> Problem | None:
        """Blame the text after `>-` that begins no further in than its dash or its key."""
        at = index
        while at > 0 and not self.rows[at].mark and self.rows[at].key not in known_keys():
            at -= 1
            if self.rows[at].is_block:
                break
        # The parser may have stopped one entry further down.
        if not self.rows[at].is_block or at == index:
            at = next((o for o in range(index - 1, max(index - 12, -1), -1) if self.rows[o].is_block), -1)
        if at < 0 or at + 1 >= len(self.rows):
            return None
        head, text = self.rows[at], self.rows[at + 1]
        if text.mark or text.key in known_keys() or text.indent > head.floor:
            return None
        if any(line.strip() for line in self._lines[head.line + 1 : text.line]):
            return None
        sign = head.value
        if head.key:
            what = message("yaml.block_under_key", sign=sign, line=head.line + 1, key=one_line(head.key, 60))
        else:
            what = message("yaml.block_under_dash", sign=sign, line=head.line + 1)
        return problem_at(self._lines, text.line, text.indent, what, self._further_in(text, head.floor + 2))

    def _further_in(self, row: Row, column: int) -> Message:
        better = " " * column + one_line(self._lines[row.line], LONGEST_LINE)
        return message("yaml.mend.further_in", spaces=_spaces(column), better=better)

    def going_on(self, line: int) -> Problem | None:
        """Say that a line without a key seems to continue the text above, and must begin further in."""
        index = index_of(self.rows, line)
        if not index:
            return None
        row = self.rows[index]
        if row.key or row.mark or row.value.split(" ")[0].rstrip(";=") in known_keys():
            return None
        above = next((other for other in self.rows[index - 1 :: -1] if other.key or other.mark), None)
        if above is None or not above.value:
            return None
        if above.is_block:
            text = next((t for t in self._lines[above.line + 1 : row.line] if t.strip()), "")
            column = len(text) - len(text.lstrip(" "))
        else:
            column = above.column + 2 if above.key else above.column
        if column <= row.indent:
            return None
        if above.mark == "-" and not above.key and not above.is_block and row.indent == above.indent:
            mend = message("yaml.mend.line", better=self._write(row, above.indent))
            return problem_at(self._lines, line, row.indent, message("yaml.dash_missing", n=column), mend)
        what = message("yaml.goes_on", line=above.line + 1)
        return problem_at(self._lines, line, row.indent, what, self._further_in(row, column))

    # -- keys --------------------------------------------------------------------------------------------

    def columns(self, line: int) -> Problem | None:
        """Say that a line begins in the wrong column, with a line above that shows the right one."""
        index = index_of(self.rows, line)
        if index is None:
            return None
        row = self.rows[index]
        if row.mark:
            return self._dash_column(index)
        if not row.key:
            return None
        if (
            row.indent == 0
            and index
            and row.key in known_keys()
            and 0 < self.rows[0].indent == min(other.indent for other in self.rows[:index])
        ):
            return self._wrong(self.rows[0], None, 0)
        if row.key in TOP_ONLY and row.indent:
            return self._wrong(row, None, 0)
        steps_on_top = row.key == "steps" and not any(other.begins for other in self.rows[:index])
        if steps_on_top and row.indent:
            return self._wrong(row, None, 0)
        best: Row | None = None
        limit = LONGEST_LINE
        for other in self.rows[index - 1 :: -1] if index else []:
            if not other.key or other.column >= limit:
                continue
            limit = other.indent if other.mark else other.column
            if other.column == row.indent:
                continue
            if best is None or abs(other.column - row.indent) < abs(best.column - row.indent):
                best = other
        return self._wrong(row, best, best.column) if best is not None else None

    def _too_far_out(self, index: int) -> Problem | None:
        """Say that the points of a list begin further out than the key that they stand under."""
        row, first = self.rows[index], index
        while first and self.rows[first - 1].mark and self.rows[first - 1].indent == row.indent:
            first -= 1
        if not first or row.begins or not self._opens_list(first - 1):
            return None
        column = self.rows[first - 1].column + 2
        if row.indent >= column - 2:
            return None
        at = self.rows[first]
        mend = message("yaml.mend.line", better=self._write(at, column))
        return problem_at(self._lines, at.line, at.indent, message("yaml.indent"), mend)

    def _dash_column(self, index: int) -> Problem | None:
        row = self.rows[index]
        if (out := self._too_far_out(index)) is not None:
            return out
        limit = LONGEST_LINE
        best: Row | None = None
        for other in self.rows[index - 1 :: -1] if index else []:
            if other.indent >= limit:
                continue
            limit = other.indent
            if not other.mark:
                continue
            if other.indent == row.indent:
                return None
            if best is None or abs(other.indent - row.indent) < abs(best.indent - row.indent):
                best = other
        if best is not None:
            return self._wrong(row, best, best.indent)
        what = message("yaml.dash_among_keys")
        return problem_at(self._lines, row.line, row.indent, what, message("yaml.mend.dash_among_keys"))

    def _wrong(self, row: Row, other: Row | None, column: int) -> Problem:
        if other is None or column == 0:
            mend = message("yaml.mend.at_margin")
        else:
            mend = message("yaml.mend.indent", other=other.line + 1, spaces=column)
        return problem_at(self._lines, row.line, row.indent, message("yaml.indent"), mend)


def _spaces(number: int) -> Message:
    return message("yaml.spaces", n=number)
