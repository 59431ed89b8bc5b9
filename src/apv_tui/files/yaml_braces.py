"""Says what is wrong between curly and square brackets, and how the line should be written.

Braces that hold keys with values are never to be put in quotation marks: it is a text inside them that needs it.
Lines and columns count from 0.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from apv_tui.core.messages import Message, Problem, message
from apv_tui.core.text import one_line
from apv_tui.files.yaml_keys import known_keys, list_keys
from apv_tui.files.yaml_lines import LONGEST_LINE, parts, problem_at, quote

BRACKETS: Final = {"[": "]", "{": "}"}
_KEY: Final = re.compile(r"(?P<before>[{,;]|(?<=\s)|^)\s*(?P<key>[a-z][\w-]*)[ ]*:(?P<space>\s+|(?=[^\s/]))")
_ENDS: Final = re.compile(r"[\s,;]+$")
_IDS: Final = re.compile(r"\{\s*[\w-]+(?:\s*,\s*[\w-]+)*\s*\}")
_CURVED: Final = re.compile(r"[“”„‟‘’‚](?P<text>[^“”„‟‚]*)[“”‟‘’]")
_NEEDS_QUOTES: Final = re.compile(r"[,;{}\[\]\"]|:(?:\s|$)|\s#|^[-?:!&*|>%@`']|^$")


def braces(lines: Sequence[str], line: int, column: int) -> Problem:
    """Refuse `{navn}`: braces without a key and its colon, which are meant as text."""
    part = parts(lines[line])
    if part.value.startswith("{"):
        return bracketed(lines, line)
    text = lines[line][column : column + LONGEST_LINE].split("}")[0] + "}"
    return problem_at(
        lines, line, column, message("yaml.braces"), message("yaml.mend.quote", better=one_line(quote(text)))
    )


def colon_in_brackets(lines: Sequence[str], line: int, column: int) -> Problem:
    """Refuse `[Husk: tag noter]`: a colon in an unquoted text of a list in brackets."""
    if inside(lines, line) is not None:
        return bracketed(lines, line)
    text = re.split(r"[,\]]", lines[line][column : column + LONGEST_LINE])[0].strip()
    return problem_at(
        lines, line, column, message("yaml.colon"), message("yaml.mend.quote", better=one_line(quote(text)))
    )


def open_bracket(lines: Sequence[str], line: int, column: int) -> Problem:
    """Refuse a bracket that is not closed on its line, or that is and holds what cannot be understood."""
    part = parts(lines[line])
    first = lines[line][column]
    close = BRACKETS[first]
    rest = lines[line][column : column + LONGEST_LINE]
    if close in rest:
        return bracketed(lines, line)
    what = message("yaml.unclosed_bracket", open=first, close=close)
    mend = inside(lines, line) or message(
        "yaml.mend.close_bracket",
        better=part.with_value(part.value + close),
        quoted=part.with_value(quote(part.value)),
    )
    return problem_at(lines, line, column, what, mend)


def bracketed(lines: Sequence[str], line: int) -> Problem:
    """Refuse what stands in brackets on a line: as a whole if it is a text, else the text inside."""
    part = parts(lines[line])
    mend = inside(lines, line)
    if mend is not None:
        at, what = _slip(part.value)
        return problem_at(lines, line, part.column + at, what, mend)
    if _IDS.fullmatch(part.value) and part.key in list_keys():
        mend = message("yaml.mend.space", better=part.with_value(f"[{part.value[1:-1].strip()}]"))
        return problem_at(lines, line, part.column, message("yaml.braces"), mend)
    name = "yaml.braces" if part.value.startswith("{") else "yaml.brackets"
    mend = message("yaml.mend.quote", better=part.with_value(quote(part.value)))
    return problem_at(lines, line, part.column, message(name), mend)


def inside(lines: Sequence[str], line: int) -> Message | None:
    """Say how braces with keys should be written; None if the line holds no such braces."""
    part = parts(lines[line])
    if not part.value.startswith("{") or not _KEY.match(part.value):
        return None
    body = part.value[1:].rstrip()
    pairs = list(_pairs(body[:-1] if body.endswith(("}", ")")) else body))
    if not pairs:
        return message("yaml.mend.in_braces")
    better = part.with_value("{" + ", ".join(f"{key}: {_mended(text)}" for key, text in pairs) + "}")
    if better == part.with_value(part.value) or len(better) >= LONGEST_LINE:
        return message("yaml.mend.in_braces")
    if better.count('"') + better.count("'") <= part.value.count('"') + part.value.count("'"):
        return message("yaml.mend.space", better=better)
    return message("yaml.mend.braces", better=better)


def _slip(value: str) -> tuple[int, Message]:
    """Say where between the braces a comma is too many or missing: at which sign of the text, and what it does."""
    keys = [found for found in _KEY.finditer(value) if found["key"] in known_keys()]
    for at, found in enumerate(keys):
        before = value[: found.start("key")].rstrip()
        if at and before[-1:] not in (",", "{"):
            start = len(before) - 1 if before.endswith(";") else found.start("key")
            return start, message("yaml.comma_missing", key=found["key"])
        end = keys[at + 1].start("key") if at + 1 < len(keys) else len(value.rstrip().rstrip("})"))
        text = value[found.end() : end].rstrip().removesuffix(",")
        if "," in text and text.lstrip()[:1] not in "\"'":
            return found.end() + text.index(","), message("yaml.comma_in_braces", key=found["key"])
    return 0, message("yaml.in_braces")


def _pairs(body: str) -> Iterator[tuple[str, str]]:
    """Take `title: Godt, bedre, one: ting` apart at the keys that an agenda knows, each of them once."""
    keys: list[re.Match[str]] = []
    for found in _KEY.finditer(body):
        first = not keys and not body[: found.start("key")].strip()
        if first or (found["key"] in known_keys() and found["key"] not in {key["key"] for key in keys}):
            keys.append(found)
    for number, key in enumerate(keys):
        end = keys[number + 1].start() if number + 1 < len(keys) else len(body)
        yield key["key"], _ENDS.sub("", body[key.end() : end]).strip()


def _mended(text: str) -> str:
    """Put a text in quotation marks if it needs them; take away those that only stand on one side."""
    if curved := _CURVED.fullmatch(text):
        text = curved["text"]
    for mark in "\"'":
        if len(text) > 1 and text[0] == text[-1] == mark and mark not in text[1:-1]:
            return text
        if text.startswith(mark) and text.count(mark) == 1:
            text = text[1:]
    return quote(text) if _NEEDS_QUOTES.search(text) else text
