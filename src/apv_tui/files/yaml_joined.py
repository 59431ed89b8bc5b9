"""Recognises two lines that were written as one: `kind: vote minutes: 10`. Lines and columns count from 0."""

import re
from collections.abc import Sequence
from typing import Final

from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_keys import known_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, parts, problem_at

_SECOND: Final = re.compile(
    r"(?P<first>.*?\S)\s*?(?P<comma>[,;]?)\s+(?P<key>[a-z][a-z_]*):[ ]+(?P<rest>\S.*)"
)
_SHORT: Final = frozenset(
    (
        "id", "kind", "minutes", "min", "group_size", "groups_from", "merge_groups", "at_least_groups", "list",
        "into", "uses", "strokes", "per_item", "choose", "people", "language", "format", "optional", "private",
        "protected", "autostart", "per", "hosts", "repeats", "weeks_after", "after", "under", "by", "type",
    )
)  # fmt: skip
"""Keys behind which stands one word or a number, and never a sentence."""
_WORD: Final = re.compile(r"\S+")


def two_keys(lines: Sequence[str], line: int) -> Problem | None:
    """Say that a second key stands on the line of another one."""
    part = parts(lines[line])
    found = _SECOND.match(part.value)
    if found is None or found["key"] not in known_keys():
        return None
    before, after = part.key in _SHORT, found["key"] in _SHORT and _WORD.fullmatch(found["rest"])
    if not (before and _WORD.fullmatch(found["first"])) and not after:
        return None  # A sentence with a colon in it, which happens to be a key.
    lead = part.lead.lstrip(" ")
    first = one_line(f"{lead}{part.key}: {found['first']}", LONGEST_LINE)
    second = one_line(f"{found['key']}: {found['rest']}", LONGEST_LINE)
    better = f"{first}\n{' ' * len(lead)}{second}"
    what = message("yaml.two_keys", key=found["key"])
    mend = message("yaml.mend.two_keys", better=better)
    return problem_at(lines, line, part.column + found.start("key"), what, mend)
