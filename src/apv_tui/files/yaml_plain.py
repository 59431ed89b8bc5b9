"""Looks at unquoted text and at keys for what YAML takes without a word and the writer did not mean.

Lines and columns count from 0.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_keys import known_keys, list_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, ODD_SPACES, kept_lines, problem_at
from apv_tui.files.yaml_nodes import Scalar
from apv_tui.files.yaml_quotes import MARKS, half_quoted, is_half_quoted, is_smart_quoted, smart_quotes
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import yaml_errors as say
    from apv_tui.files import yaml_outline
else:
    say, yaml_outline = Later("apv_tui.files.yaml_errors"), Later("apv_tui.files.yaml_outline")

_MOST_LINES: Final = 8
"""Lines of a text that are written out in what mends them."""
_HARMLESS: Final = re.compile(f"\\w[^:{MARKS}]*")
_HASH: Final = re.compile(r"\s+#\w")
_LIST_GOES_ON: Final = re.compile(r"[ ]*-(?:[ ]|\w)")
_TIGHT_KEY: Final = re.compile(r"[a-z][a-z_]*:[^\s/:]")
_ODD_FIRST: Final = re.compile(f"[{ODD_SPACES}]")
_UNSEEN: Final = re.compile(f"[{ODD_SPACES}\u00ad\u200c-\u200f\u2060-\u2064\ufe0e\ufe0f]")


def check_plain(
    lines: Sequence[str], scalar: Scalar, at: tuple[int, int], end: tuple[int, int], *, key: str | None
) -> list[Problem]:
    """Look at a text without quotation marks, from `at` to `end`, below this key (None: an item of a list)."""
    (line, column), (last, stop) = at, end
    text = lines[last] if last < len(lines) else ""
    if last == line and "#" not in text and _HARMLESS.fullmatch(scalar.value):
        return []  # as nearly every text is
    found: list[Problem | None] = []
    if "#" in text and _HASH.match(text, stop):
        found.append(say.hash_cut(lines, last))
    value = scalar.value
    if not value:
        return [problem for problem in found if problem]
    if value[0] == "-" and not lines[line][:column].strip():
        found.append(say.spacing(lines, line))
    if is_smart_quoted(value):
        found.append(smart_quotes(lines, line, column=column, warning=True))
    elif is_half_quoted(value) and last == line:
        found.append(half_quoted(lines, line, column))
    if key is None and _TIGHT_KEY.match(value):
        found.append(say.tight_key(lines, line, lines[line][column:], column, warning=True))
    if last > line:
        found.append(_list_in_text(lines, line, column, last, key) or _lines_joined(lines, line, last, key))
    return [problem for problem in found if problem]


def _list_in_text(lines: Sequence[str], line: int, column: int, last: int, key: str | None) -> Problem | None:
    """Warn of a text of several lines whose lines look like the points of a list."""
    alone = not lines[line][:column].strip()
    for number in range(line + 1, last + 1):
        if _LIST_GOES_ON.match(lines[number]):
            what = message("yaml.continued_list")
            if alone:  # The key is left empty already: it is the first point that lacks its dash.
                better = " " * column + one_line(f"- {lines[line][column:]}", LONGEST_LINE)
                mend = message("yaml.mend.first_dash", better=better, line=line + 1)
            else:
                mend = message("yaml.mend.continued_list", other=line + 1)
            return problem_at(lines, number, 0, what, mend, warning=True)
    if key is not None and key not in list_keys():
        return None
    for number in range(line if alone else line + 1, last + 1):
        bullet = yaml_outline.BULLET.match(lines[number])
        # A dash in running text may come to stand first on a line; two lines are no chance.
        if bullet and (
            bullet["mark"] not in "–—−" or _bullets(lines, line, last, bullet["mark"]) > 1 or key is None
        ):
            better = one_line(f"- {lines[number][bullet.end() :]}", LONGEST_LINE)
            what = message("yaml.bullets_kept", character=bullet["mark"])
            return problem_at(
                lines,
                number,
                bullet.start("mark"),
                what,
                message("yaml.mend.bullets", better=better),
                warning=True,
            )
    return None


def _lines_joined(lines: Sequence[str], line: int, last: int, key: str | None) -> Problem | None:
    """Warn of a text in which each line begins anew: without |- its lines are joined."""
    rows = lines[line : last + 1]
    fresh = all(row.strip()[:1].isupper() for row in rows[1:])
    if key not in ("text", None) or not fresh or len(rows) > _MOST_LINES or not all(map(str.strip, rows)):
        return None
    what = message("yaml.lines_joined", n=len(rows))
    mend = message("yaml.mend.lines_joined", better=kept_lines(rows))
    return problem_at(lines, line + 1, len(rows[1]) - len(rows[1].lstrip()), what, mend, warning=True)


def _bullets(lines: Sequence[str], first: int, last: int, mark: str) -> int:
    return sum(lines[number].lstrip().startswith(f"{mark} ") for number in range(first, last + 1))


def unseen_in_key(lines: Sequence[str], line: int, column: int, end: int) -> Problem | None:
    """Refuse a key with a space in it that cannot be seen or only looks like one: it would be an unknown key."""
    text = lines[line][column:end]
    found = _UNSEEN.search(text)
    if found is None or (_ODD_FIRST.match(text) and not lines[line][:column].strip(" -")):
        return None  # At the beginning of a line it is told by `odd_lead`.
    bare = _UNSEEN.sub("", text)
    joined = _UNSEEN.sub("_", text.strip())
    better = bare if bare in known_keys() or joined not in known_keys() else joined
    what = message("yaml.key_odd_space", key=one_line(better, 60))
    mend = message("yaml.mend.key_odd_space", better=one_line(f"{better}:", 60))
    return problem_at(lines, line, column + found.start(), what, mend)
