"""Reads and writes the JSON of the program's own files, strictly.

The standard reader takes NaN, lets the last of two equal keys win, keeps half characters that cannot be
written again, and answers deep nesting with a RecursionError. A file of ours holds none of these: where one
stands, the file is damaged, and that is what is said.
"""

import json
import re
from typing import Any, Final, NoReturn

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import one_line, safe

MAX_CHARACTERS: Final = 20_000_000
MAX_DEPTH: Final = 50
_LONGEST_NUMBER: Final = 18  # digits: what 64 bits hold, in whatever program reads the file next
_EXCERPT: Final = 200
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_OTHER_ESCAPE: Final = re.compile(r'\\[^"\\/n]')
"""What may stand for a character that is not to be seen in the text itself."""


class _Damaged(Exception):
    """What is wrong in the file, found while it is read."""

    def __init__(self, what: Message) -> None:
        super().__init__(what.id)
        self.what = what


def read_json(text: str, path: str, *, limit: int = MAX_CHARACTERS) -> dict[str, Any]:
    """Read the text of one JSON file, an object of at most `limit` characters; `path` only names it.

    Every string passes `core.text.safe`. Raises `Unreadable`, and nothing else, with the one problem found.
    """
    if len(text) > limit:
        raise _unreadable(path, message("json.too_long", limit=limit))
    # Where the text as a whole is safe, as the program writes it, so is every string that is a part of it.
    is_safe = not _OTHER_ESCAPE.search(text) and not _SURROGATE.search(text) and safe(text) == text
    try:
        data = json.loads(
            text,
            parse_constant=_constant,
            parse_int=_whole_number,
            parse_float=_number,
            object_pairs_hook=_object_of_safe if is_safe else _object,
        )
    except _Damaged as damage:
        raise _unreadable(path, damage.what) from None
    except json.JSONDecodeError as error:
        start = max(error.pos - error.colno + 1, error.pos - _EXCERPT // 2)
        excerpt = safe(text[start : start + _EXCERPT].partition("\n")[0])
        problem = Problem(message("json.syntax"), message("json.mend"), error.lineno, error.colno, excerpt)
        raise Unreadable(path, [problem]) from None
    except RecursionError:
        raise _unreadable(path, message("json.too_deep", limit=MAX_DEPTH)) from None
    if not isinstance(data, dict):
        raise _unreadable(path, message("json.not_object"))
    try:
        (_check_depth if is_safe else _check)(data, 1)
    except _Damaged as damage:
        raise _unreadable(path, damage.what) from None
    return data


def write_json(data: dict[str, Any]) -> bytes:
    """Give `data` as UTF-8 JSON with a line feed at the end, keys in their order: a line for each key.

    A list has a line for each of its entries, so that a person finds them and a comparison shows them; and so
    that a long meeting is written in a fraction of the time and the memory that indented JSON takes.
    Raises ValueError for NaN, infinity and half characters, TypeError for what JSON cannot hold.
    """
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value:
            entries = ",\n  ".join(_one_line(each) for each in value)
            lines.append(f" {_one_line(key)}: [\n  {entries}\n ]")
        else:
            lines.append(f" {_one_line(key)}: {_one_line(value)}")
    body = ",\n".join(lines)
    return f"{{\n{body}\n}}\n".encode()


def _one_line(value: Any) -> str:
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def _unreadable(path: str, what: Message) -> Unreadable:
    return Unreadable(path, [Problem(what, message("json.mend"))])


def _constant(name: str) -> NoReturn:
    raise _Damaged(message("json.no_number", text=name))


def _whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > _LONGEST_NUMBER:
        raise _Damaged(message("json.no_number", text=one_line(digits, 30)))
    return int(digits)


def _number(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _Damaged(message("json.no_number", text=one_line(text, 30)))
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        name = _text(key)
        if name in found:
            raise _Damaged(message("json.duplicate_key", key=one_line(name, 60)))
        found[name] = value
    return found


def _object_of_safe(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _object(pairs)


def _text(text: str) -> str:
    if _SURROGATE.search(text):
        raise _Damaged(message("json.half_character"))
    return safe(text)


def _check_depth(node: Any, depth: int) -> None:
    """Measure the depth; the caller's is 1."""
    if depth > MAX_DEPTH:
        raise _Damaged(message("json.too_deep", limit=MAX_DEPTH))
    for value in node.values() if isinstance(node, dict) else node:
        if isinstance(value, (dict, list)):
            _check_depth(value, depth + 1)


def _check(node: Any, depth: int) -> None:
    """Make every string below `node` safe, in place, and measure the depth; the caller's is 1."""
    if depth > MAX_DEPTH:
        raise _Damaged(message("json.too_deep", limit=MAX_DEPTH))
    places: Any = node.items() if isinstance(node, dict) else enumerate(node)
    for place, value in places:
        if isinstance(value, str):
            node[place] = _text(value)
        elif isinstance(value, (dict, list)):
            _check(value, depth + 1)
