"""Takes single lines of a YAML file apart, to explain and to mend them.

Lines and columns count from 0 here, as the parser counts; those of a `Problem` count from 1.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from apv_tui.core.messages import Message, Problem
from apv_tui.core.text import one_line, safe

# Longer lines are not looked at to their end: no slip needs it, and an excerpt must fit on a screen.
LONGEST_LINE: Final = 1000
_FARTHEST_BACK: Final = 200

# Spaces that look like ordinary ones and are not: the no-break space of Option+Space among them.
ODD_SPACES: Final = "\xa0\u1680\u2000-\u200b\u202f\u205f\u3000"
_LINE: Final = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)"""
    r"""(?:(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s:"'\[\]{},&*!|>%@`#-](?:[^:\n#]|(?<!\s)#)*?):(?:[ ]+|$))?"""
    r"""(?P<value>.*)""",
    re.DOTALL,
)
_COMMENT: Final = re.compile(r"(?:^|\s)#(?:\s.*|)$", re.DOTALL)


class Parts(NamedTuple):
    """One line taken apart: spaces and dashes before it, its key ("" if none), its value without a comment.

    `column` is where the value begins, `comment` what follows the value, with the space before it.
    """

    lead: str
    key: str
    value: str
    comment: str
    column: int

    def with_value(self, value: str) -> str:
        """Give the line with another value, as an example to copy: without its indentation."""
        key = f"{self.key}: " if self.key else ""
        return one_line(f"{self.lead.lstrip(' ')}{key}{value}{self.comment}", LONGEST_LINE)

    @property
    def indent(self) -> int:
        """The column at which the key or the text of the line begins, after its dashes."""
        return len(self.lead)


def parts(line: str) -> Parts:
    """Take one line apart; never fails."""
    found = _LINE.match(line[:LONGEST_LINE])
    if found is None:
        return Parts("", "", line[:LONGEST_LINE], "", 0)
    value = found["value"]
    comment = _COMMENT.search(value)
    bare = (value[: comment.start()] if comment else value).rstrip()
    rest = f" {value[len(bare) :].strip()}" if comment else ""
    return Parts(found["lead"], (found["key"] or "").rstrip(), bare, rest, found.start("value"))


def quote(text: str) -> str:
    """Put a text in quotation marks as YAML wants it: double ones, unless it holds such or a backslash."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def kept_lines(rows: Sequence[str]) -> str:
    """Give lines of a text, the first with its key or its dash, as the text after |- that keeps its lines."""
    head = parts(rows[0])
    lead = head.lead.lstrip(" ")
    inside = " " * max(len(lead) + (2 if head.key else 0), 2)
    texts = [head.value + head.comment, *(row.strip() for row in rows[1:])]
    first = f"{lead}{head.key}: |-" if head.key else f"{lead}|-"
    return "\n".join(
        [one_line(first, LONGEST_LINE), *(inside + one_line(text, LONGEST_LINE) for text in texts)]
    )


def problem_at(
    lines: Sequence[str],
    line: int,
    column: int,
    what: Message,
    mend: Message | None,
    *,
    warning: bool = False,
) -> Problem:
    """Make a `Problem` at a place counted from 0, with the line's own text made safe to show."""
    text = lines[line][:LONGEST_LINE] if 0 <= line < len(lines) else ""
    return Problem(what, mend, line + 1, column + 1, safe(text), warning)


def content_above(lines: Sequence[str], line: int) -> Iterator[int]:
    """Give the lines above that are neither empty nor comments, nearest first, not endlessly far."""
    for above in range(line - 1, max(line - 1 - _FARTHEST_BACK, -1), -1):
        text = lines[above].lstrip()
        if text and not text.startswith("#"):
            yield above
