"""Recognises what e-mail programs and word processors do to an agenda: > before each line, no indentation, *.

Lines and columns count from 0.
"""

import re
from collections.abc import Sequence
from typing import Final

from apv_tui.core.agenda.values import suggest_id
from apv_tui.core.messages import Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_keys import known_keys, list_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, content_above, parts, problem_at

_QUOTED: Final = re.compile(r"[ ]*(?:>[ ]?)+")
_STAR: Final = re.compile(r"[ ]*(?P<mark>[*+])[ ]+(?=\S)")
_TOP_KEY: Final = re.compile(r"(?:steps|meetings|lists):\s*$")
_BARE: Final = re.compile(r"[ ]*(?P<key>[a-z_]+)[ ]*$")
_BRACED: Final = re.compile(r"(?P<key>[a-z][\w-]*)[ ]*(?=\{)")


def quoted_mail(lines: Sequence[str], line: int) -> Problem | None:
    """Say that lines begin with > as in the answer to an e-mail."""
    text = lines[line]
    if not text.startswith(">"):
        return None
    count = sum(each.startswith(">") for each in lines)
    better = one_line(_QUOTED.sub("", text, count=1), LONGEST_LINE)
    if count == 1 and not parts(better).key and not better.startswith("- "):
        return None
    what = message("yaml.mail_quote", n=count)
    return problem_at(lines, line, 0, what, message("yaml.mend.mail_quote", better=better))


def star_bullet(lines: Sequence[str], line: int) -> Problem | None:
    """Say that a line begins with * where the dash of a list belongs."""
    found = _STAR.match(lines[line])
    if found is None:
        return None
    above = next((at for at in content_above(lines, line) if not _STAR.match(lines[at])), None)
    opener = parts(lines[above]) if above is not None else None
    beside = opener is not None and opener.lead.strip()
    if opener is None or not (beside or (not opener.value and opener.key in list_keys())):
        return None
    indent = found.start("mark")
    better = " " * indent + one_line(f"- {lines[line][found.end() :]}", LONGEST_LINE)
    what = message("yaml.bullet", character=found["mark"])
    return problem_at(lines, line, indent, what, message("yaml.mend.bullet", better=better))


def flattened(lines: Sequence[str]) -> list[Problem]:
    """Say that the agenda has lost its indentation: everything begins at the margin, also below the steps."""
    rows = [text for text in lines if text.strip() and not text.startswith("#")]
    if any(text[:1] in " \t" for text in rows) or sum(text.startswith("- id:") for text in rows) < 2:
        return []
    top = next((at for at, text in enumerate(lines) if _TOP_KEY.match(text)), None)
    first = (
        None if top is None else next((at for at in range(top + 1, len(lines)) if lines[at].strip()), None)
    )
    if first is None:
        return []
    return [problem_at(lines, first, 0, message("yaml.flattened"), message("yaml.mend.flattened"))]


def entry_without_id(lines: Sequence[str], line: int) -> Problem | None:
    """Say that a step begins with a text where its id belongs: `- 13:05 Pairs` and its keys below."""
    above = next(content_above(lines, line), None)
    if above is None:
        return None
    entry, below = parts(lines[above]), parts(lines[line])
    if not entry.lead.strip() or entry.key or not entry.value or below.lead.strip():
        return None
    if below.key not in known_keys() or below.indent < entry.indent:
        return None
    opener = next(
        (
            part
            for part in (parts(lines[at]) for at in content_above(lines, above))
            if part.key
            and not part.lead.strip()
            and part.indent <= len(entry.lead) - len(entry.lead.lstrip(" "))
        ),
        None,
    )
    if opener is None or opener.key not in ("steps", "meetings"):
        return None
    better = f"- id: {suggest_id(entry.value) or '…'}"
    what = message("yaml.entry_without_id", value=one_line(entry.value, 60))
    mend = message("yaml.mend.entry_without_id", better=better)
    return problem_at(lines, above, entry.indent, what, mend)


def opener_without_colon(lines: Sequence[str], line: int) -> Problem | None:
    """Say that the colon is missing behind a key that has lines of its own below: `steps`, `questions`."""
    for at in (line, *content_above(lines, line)):
        found = _BARE.match(lines[at])
        if found is not None and (found["key"] == "lists" or found["key"] in list_keys()):
            below = next((text for text in lines[at + 1 :] if text.strip()), "")
            indent = len(lines[at]) - len(lines[at].lstrip())
            deeper = len(below) - len(below.lstrip()) > indent or below.lstrip().startswith("- ")
            key = found["key"]
            if not deeper:
                return None
            mend = message("yaml.mend.space", better=f"{key}:")
            return problem_at(lines, at, found.end("key"), message("yaml.colon_missing", key=key), mend)
        if at < line - 2:
            return None
    return None


def braces_without_colon(lines: Sequence[str], line: int) -> Problem | None:
    """Say that the colon is missing between a name and its braces: `wishes {title: …}`."""
    text = lines[line].strip()
    found = _BRACED.match(text)
    if found is None:
        return None
    indent = len(lines[line]) - len(lines[line].lstrip())
    better = one_line(f"{found['key']}: {text[found.end() :]}", LONGEST_LINE)
    what = message("yaml.colon_missing", key=found["key"])
    return problem_at(lines, line, indent + found.end("key"), what, message("yaml.mend.space", better=better))
