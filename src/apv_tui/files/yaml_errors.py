"""Says what is wrong with the YAML of an agenda in words for somebody who is no programmer.

The parser knows where it stopped, but its reason ("expected <block end>") helps nobody. So only its places
are used: the line itself, and the lines above it, are looked at for the slips that people make: a text
that begins with a character of YAML, a colon inside a text, a missing space, an open quotation mark,
a wrong indentation. Nothing here knows the parser; lines and columns in and out of the helpers count from 0,
those of a `Problem` from 1.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_braces import BRACKETS, open_bracket
from apv_tui.files.yaml_braces import inside as in_braces
from apv_tui.files.yaml_joined import two_keys
from apv_tui.files.yaml_keys import known_keys
from apv_tui.files.yaml_layout import Layout
from apv_tui.files.yaml_lines import LONGEST_LINE, ODD_SPACES, content_above, parts, problem_at, quote
from apv_tui.files.yaml_pasted import (
    braces_without_colon,
    entry_without_id,
    opener_without_colon,
    quoted_mail,
    star_bullet,
)
from apv_tui.files.yaml_quotes import CLOSING, SMART, bare, open_quote, smart_quotes

_COLON: Final = re.compile(r":(?=[ ]|$)")
# `title:Hej`, but not `https://…`.
_TIGHT_KEY: Final = re.compile(r"(?P<key>[^\W\d][\w-]*):(?P<rest>(?!//)[^\s:].*)", re.DOTALL)
_TIGHT_DASH: Final = re.compile(r"-(?P<rest>[^\W\d].*)", re.DOTALL)
_ODD_GAP: Final = re.compile(rf"(?:^-|^[^\W\d][\w-]*:)[ ]*(?P<gap>[{ODD_SPACES}])")
_OTHER_SIGN: Final = re.compile(r"(?P<key>[a-z_]+)\s*(?P<sign>[;=,]|:=)\s*(?P<rest>.*)", re.DOTALL)
_BLOCK_HEADER: Final = re.compile(r"[|>](?:[-+][0-9]?|[0-9][-+]?)?")
_AT_TOP: Final = re.compile(r"(?:format|title|language|short|lists|meetings|steps):(?:[ ]|$)")
_ID_ALONE: Final = re.compile(r"(?P<key>id|kind)[ ]+(?P<rest>[\w-]+)")
_ESCAPE: Final = re.compile(r"\\(?:[xuU][0-9a-fA-F]*)?$")
_SPECIAL: Final = {"*": "yaml.alias", "&": "yaml.anchor", "!": "yaml.tag"}
_STARTERS: Final = frozenset("*&!@`%|>,]}?")


def unquoted(lines: Sequence[str], line: int, *, character: str = "") -> Problem:
    """Say that the text of this line must be quoted, because it begins with a YAML character."""
    found = quoted_mail(lines, line) or star_bullet(lines, line)
    if found is not None:
        return found
    part = parts(lines[line])
    first = character or part.value[:1]
    what = message(_SPECIAL[first]) if first in _SPECIAL else message("yaml.starts_with", character=first)
    mend = in_braces(lines, line) or message("yaml.mend.quote", better=part.with_value(quote(part.value)))
    return problem_at(lines, line, part.column, what, mend)


def explain(
    lines: Sequence[str],
    at: tuple[int, int],
    since: tuple[int, int] | None,
    quoted: tuple[int, int] | None = None,
) -> Problem:
    """Say in our words why reading stopped.

    `at` is the line and column where the parser stopped, `since` those where the thing began that it was
    reading. `quoted` is the beginning of a quoted text of several lines that ended on the line of `at`: its
    closing mark was forgotten, and one further down closed it by chance. Always gives a problem: the plain
    "cannot be read from here" where no known slip is seen.
    """
    last = max((number for number, text in enumerate(lines) if text.strip()), default=0)
    line = min(at[0], last)
    column = at[1] if line == at[0] else len(lines[line])
    if since is not None and since[0] > last:
        since = None
    if quoted is not None:
        return open_quote(lines, *quoted)
    for found in _slips(lines, line, column, since):
        if found is not None:
            return found
    return problem_at(lines, line, column, message("yaml.syntax"), message("yaml.mend.syntax"))


def _slips(
    lines: Sequence[str], line: int, column: int, since: tuple[int, int] | None
) -> Iterator[Problem | None]:
    """Try one explanation after the other, the surest first."""
    yield quoted_mail(lines, line)
    yield opener_without_colon(lines, line)
    yield braces_without_colon(lines, line)
    if since is not None:
        yield _begun(lines, line, column, since)
    layout = Layout(lines)
    above = next((place for place in content_above(lines, line) if not layout.is_text(place)), None)
    begun = since[0] if since is not None and since[0] < line and not layout.is_text(since[0]) else None
    places = [line] + [place for place in (begun, above) if place is not None]
    yield from (_frame(lines, place) for place in places)
    yield from (_other_sign(lines, place) for place in places)
    yield entry_without_id(lines, line)
    yield from layout.explain(line, begun)
    yield _value(lines, line)
    yield from (spacing(lines, place) for place in places)
    if begun is not None:
        yield layout.going_on(begun)
        yield _without_colon(lines, begun)
    if above is not None and not layout.deeper(above):
        yield layout.going_on(above)
        yield _without_colon(lines, above)
    yield layout.columns(line)
    yield layout.going_on(line)
    yield _without_colon(lines, line)


def _begun(lines: Sequence[str], line: int, column: int, since: tuple[int, int]) -> Problem | None:
    """Explain from the character with which the unfinished thing began."""
    row, start = since
    text = lines[row][: start + LONGEST_LINE]
    if start == 0 and text.startswith("%"):
        return directive(lines, row)
    first = text[start : start + 1]
    if first == '"' and _ESCAPE.search(lines[line][:column][-LONGEST_LINE:]):
        return backslash(lines, line, column)
    if first in CLOSING and first:
        closed = CLOSING[first].match(text, start + 1)
        return open_quote(lines, row, start) if closed is None else None
    if first in BRACKETS and first:
        if re.search(r"\s#\w", text[start:]) and BRACKETS[first] not in text[start:].split("#")[0]:
            return hash_cut(lines, row, warning=False)
        # An error of its own inside the brackets says more than the brackets do.
        inner = lines[line][column : column + 1]
        if line == row and inner in _STARTERS and inner not in ",]}?" and inner:
            return unquoted(lines, line, character=inner)
        return open_bracket(lines, row, start)
    if first in _STARTERS and first and not text[:start].strip(" -") and parts(text).column == start:
        return unquoted(lines, row)
    return None


def _frame(lines: Sequence[str], line: int) -> Problem | None:
    """Recognise `%…`, `---` and `...`, which belong to the frame of a file, and a colon without a key."""
    text = lines[line]
    if text.startswith("%"):
        return directive(lines, line)
    if text.startswith(("---", "...")) and any(True for _ in content_above(lines, line)):
        return second_document(lines, line)
    part = parts(text)
    if re.match(r"[ ]*(?:-[ ]+)*\?(?:[ ]|$)", text):
        return problem_at(
            lines, line, part.indent, message("yaml.complex_key"), message("yaml.mend.complex_key")
        )
    if not part.key and _COLON.match(part.value):
        return problem_at(lines, line, part.indent, message("yaml.no_key"), message("yaml.mend.no_key"))
    return None


def directive(lines: Sequence[str], line: int) -> Problem:
    """Refuse a line such as `%YAML 1.1`."""
    return problem_at(lines, line, 0, message("yaml.directive"), message("yaml.mend.delete_line"))


def second_document(lines: Sequence[str], line: int) -> Problem:
    """Refuse a second document after `---`."""
    return problem_at(lines, line, 0, message("yaml.second_document"), message("yaml.mend.second_document"))


def backslash(lines: Sequence[str], line: int, column: int) -> Problem:
    """Refuse an escape in double quotation marks that YAML does not know or that is half a character."""
    part = parts(lines[line])
    inside = part.value[1:-1] if part.value[:1] == '"' and part.value[-1:] == '"' else part.value.strip('"')
    mend = message("yaml.mend.single_quotes", better=part.with_value("'" + inside.replace("'", "''") + "'"))
    return problem_at(lines, line, max(column - 1, 0), message("yaml.backslash"), mend)


def hash_cut(lines: Sequence[str], line: int, *, warning: bool = True) -> Problem:
    """Say that everything from ` #` on was left out of the text."""
    part = parts(lines[line])
    better = part.with_value(quote(part.value + part.comment))
    column = max(lines[line].find(" #", max(part.column - 1, 0)) + 1, 0)
    mend = in_braces(lines, line) or message("yaml.mend.quote", better=better)
    return problem_at(lines, line, column, message("yaml.hash"), mend, warning=warning)


def _value(lines: Sequence[str], line: int) -> Problem | None:
    """Look at what stands after the key of one line (or after its dash)."""
    part = parts(lines[line])
    value, first = part.value, part.value[:1]
    if not value:
        return None
    if first in SMART:
        return smart_quotes(lines, line)
    if first in CLOSING:
        closed = CLOSING[first].match(value, 1)
        if closed is None:
            return open_quote(lines, line, part.column)
        if value[closed.end() :].strip():
            # 'det er Anna's' is one text with a mark too many; "ja" og "nej" is a text with quotations.
            whole = value.endswith(first) and value[1:-1].count(first) == 1
            better = part.with_value(quote(value[1:-1] if whole else bare(value)))
            return problem_at(
                lines,
                line,
                part.column,
                message("yaml.text_after_quote"),
                message("yaml.mend.quote", better=better),
            )
        return None
    if first in BRACKETS:
        return open_bracket(lines, line, part.column)
    if _BLOCK_HEADER.fullmatch(value):
        return None
    if first in _STARTERS or (part.key and re.match(r"-(?:[ ]|$)", value)):
        return unquoted(lines, line)
    colon = _COLON.search(value)
    if colon is not None and part.key:
        if (two := two_keys(lines, line)) is not None:
            return two
        mend = message("yaml.mend.quote", better=part.with_value(quote(value)))
        return problem_at(lines, line, part.column + colon.start(), message("yaml.colon"), mend)
    return None


def spacing(lines: Sequence[str], line: int) -> Problem | None:
    """Look for a missing, or a wrong, space after a dash or after the colon of a key."""
    part = parts(lines[line])
    text = lines[line][part.indent :][:LONGEST_LINE]
    odd = _ODD_GAP.match(text)
    if odd:
        better = one_line(f"{part.lead.lstrip(' ')}{text}", LONGEST_LINE)
        return problem_at(
            lines, line, part.indent + odd.start("gap"), message("yaml.odd_space"),
            message("yaml.mend.odd_space", better=better),
        )  # fmt: skip
    if part.key:
        return None
    return tight_key(lines, line, text, part.indent) or tight_dash(lines, line, text, part.indent)


def tight_key(
    lines: Sequence[str], line: int, text: str, column: int, *, warning: bool = False
) -> Problem | None:
    """Say that the space after the colon is missing, if `text` looks so: `title:Hej`."""
    tight = _TIGHT_KEY.match(text)
    if tight is None:
        return None
    dashes = parts(lines[line]).lead.lstrip(" ")
    better = one_line(f"{dashes}{tight['key']}: {tight['rest']}", LONGEST_LINE)
    what = message("yaml.key_space", key=one_line(tight["key"], 60))
    mend = message("yaml.mend.space", better=better)
    return problem_at(lines, line, column + tight.end("key"), what, mend, warning=warning)


def tight_dash(lines: Sequence[str], line: int, text: str, column: int) -> Problem | None:
    """Say that the space after the dash is missing, if `text` looks so: `-Hej`."""
    tight = _TIGHT_DASH.match(text)
    if tight is None:
        return None
    mend = message("yaml.mend.space", better=one_line(f"- {tight['rest']}", LONGEST_LINE))
    return problem_at(lines, line, column, message("yaml.dash_space"), mend)


def _without_colon(lines: Sequence[str], line: int) -> Problem | None:
    """Say that a line is neither a key with a colon nor an indented going on of the text above."""
    part = parts(lines[line])
    if part.key or not part.value or part.lead.strip():
        return None
    if re.search(r"\s#", part.value):
        return hash_cut(lines, line, warning=False)
    word, _, rest = part.value.partition(" ")
    if word in known_keys():
        better = one_line(f"{word}: {rest}".strip(), LONGEST_LINE)
        what, mend = message("yaml.colon_missing", key=word), message("yaml.mend.no_colon", better=better)
        return problem_at(lines, line, part.indent + len(word), what, mend)
    mend = message("yaml.mend.no_key_seen")
    first = _agenda_begins(lines)
    if line < first:
        if _is_title(lines, line, first):
            mend = message("yaml.mend.title", better=one_line(f"title: {part.value}", LONGEST_LINE))
            return problem_at(lines, line, part.indent, message("yaml.no_colon"), mend)
        what = message("yaml.before_agenda", line=first + 1)
        return problem_at(lines, line, part.indent, what, message("yaml.mend.before_agenda", line=first))
    return problem_at(lines, line, part.indent, message("yaml.no_colon"), mend)


def _is_title(lines: Sequence[str], line: int, first: int) -> bool:
    """Tell whether one line before an agenda that has no title is the title itself."""
    alone = sum(bool(text.strip()) and not text.startswith("#") for text in lines[:first]) == 1
    return alone and not any(text.startswith("title:") for text in lines)


def _agenda_begins(lines: Sequence[str]) -> int:
    """Give the first line with a key of the whole agenda; 0 where there is none."""
    return next((at for at, text in enumerate(lines) if _AT_TOP.match(text)), 0)


def _other_sign(lines: Sequence[str], line: int) -> Problem | None:
    """Say that another sign stands where the colon of a key belongs: `minutes; 8`, `minutes = 8`."""
    part = parts(lines[line])
    found = _OTHER_SIGN.match(part.value) if not part.key else None
    alone = _ID_ALONE.fullmatch(part.value) if part.lead.strip() and not part.key else None
    if alone is not None:  # `- id pairs`
        better = one_line(f"{part.lead.lstrip(' ')}{alone['key']}: {alone['rest']}", LONGEST_LINE)
        what = message("yaml.colon_missing", key=alone["key"])
        return problem_at(
            lines, line, part.indent + alone.end("key"), what, message("yaml.mend.space", better=better)
        )
    if found is None or found["key"] not in known_keys():
        return None
    better = one_line(f"{part.lead.lstrip(' ')}{found['key']}: {found['rest']}", LONGEST_LINE)
    what = message("yaml.other_sign", key=found["key"], sign=found["sign"])
    mend = message("yaml.mend.space", better=better)
    return problem_at(lines, line, part.indent + found.start("sign"), what, mend)
