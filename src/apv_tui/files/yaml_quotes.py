"""Quotation marks that do not hold a text together: curved ones, one on one side only, one too many.

Lines and columns count from 0.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from apv_tui.core.messages import Message, Problem, message
from apv_tui.files.yaml_lines import parts, problem_at, quote
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import yaml_braces
else:
    yaml_braces = Later("apv_tui.files.yaml_braces")

SMART: Final = "“”„‟‘’‚"
CLOSING: Final = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL),
    # Two marks stand for one: `'so''` is still open.
    "'": re.compile(r"(?:[^']|'')*'(?!')", re.DOTALL),
}
MARKS: Final = "\"'" + SMART
_ANY_MARK: Final = re.compile(f"[{MARKS}]")
_IN_WORD: Final = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=\s\w)")
_INCHES: Final = re.compile(r"[0-9][\"”]$")


def bare(text: str) -> str:
    """Take away the quotation marks around a text, whatever pair they are, or the one that stands alone."""
    if not _ANY_MARK.search(text):
        return text
    marks = [at for at, sign in enumerate(_IN_WORD.sub("x", text)) if sign in MARKS]
    begins, ends = bool(marks) and marks[0] == 0, bool(marks) and marks[-1] == len(text) - 1
    middle = [at for at in marks if 0 < at < len(text) - 1]
    if begins and ends and len(text) > 1 and not middle:
        return text[1:-1].strip()
    if begins and ends and len(middle) == 1 and middle[0] in (1, len(text) - 2):
        return text.strip(MARKS).strip()
    if len(marks) == 1 and begins:
        return text[1:].strip()
    if len(marks) == 1 and ends and not _INCHES.search(text):
        return text[:-1].strip()
    return text


def is_smart_quoted(text: str, *, key: bool = False) -> bool:
    """Tell whether a text stands in typographic quotation marks (“…”, „…“, ‘…’); a key need only begin so."""
    if len(text) < 2 or text[0] not in SMART:
        return False
    return key or (text[-1] in SMART and bare(text) != text)


def is_half_quoted(text: str) -> bool:
    """Tell whether a plain text has a quotation mark on one side only, or two that are no pair: “so"."""
    return bare(text) != text and not is_smart_quoted(text)


def smart_quotes(lines: Sequence[str], line: int, *, column: int = -1, warning: bool = False) -> Problem:
    """Say that typographic quotation marks do not quote: an error, or a warning that they become text."""
    part = parts(lines[line])
    better = part.with_value(quote(bare(part.value)))
    at = part.column if column < 0 else column
    if part.key and part.key[0] in SMART:
        at = part.indent
        better = part._replace(key=part.key.strip(SMART)).with_value(part.value)
    what = message("yaml.smart_quotes_kept" if warning else "yaml.smart_quotes")
    mend = yaml_braces.inside(lines, line) or message("yaml.mend.straight_quotes", better=better)
    return problem_at(lines, line, at, what, mend, warning=warning)


def half_quoted(lines: Sequence[str], line: int, column: int) -> Problem:
    """Warn of a quotation mark on one side of a text: it is shown as part of it."""
    part = parts(lines[line])
    whole = part.value if column == part.column else ""
    mend = message("yaml.mend.half_quoted")
    if whole and bare(whole) != whole:
        mend = message("yaml.mend.space", better=part.with_value(_spelled(bare(whole))))
    return problem_at(lines, line, column, message("yaml.half_quoted"), mend, warning=True)


def _spelled(text: str) -> str:
    return quote(text) if re.search(r": |:$| #|^[\[{*&!@%`|>?#\"'-]", text) else text


def open_quote(lines: Sequence[str], line: int, column: int) -> Problem:
    """Say that a quotation mark is not closed, or that there is one too many behind the text."""
    part = parts(lines[line])
    mark = lines[line][column : column + 1]
    text = bare(part.value)
    better = part.with_value(quote(text if text != part.value else part.value.removeprefix(mark)))
    mend: Message = yaml_braces.inside(lines, line) or message("yaml.mend.close_quote", better=better)
    closed = CLOSING[mark].match(part.value, 1) if mark in CLOSING and part.value[:1] == mark else None
    if (
        (column > part.column and part.value[:1] in MARKS)
        or closed is not None
        or part.value.endswith(mark * 2)
    ):
        what = message("yaml.quote_too_many", mark=mark)
        at = part.column + len(part.value) - 1
        return problem_at(lines, line, at, what, message("yaml.mend.space", better=better))
    return problem_at(lines, line, column, message("yaml.unclosed_quote", mark=mark), mend)
