"""Files as accidents leave them: lines lost, doubled, moved, cut; signs dropped; bytes flipped; values exchanged."""

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

ODD: Final = (
    "*a", "&a", "!x", "!!int 3", "|", ">-", ">", "?", "- ", "-", ": ", ":", "#", " #", "{", "}", "[", "]", "[]", "{}",
    "~", "null", "true", "no", "yes", "''", '""', '"', "'", "`", "@x", "%", "---", "...", "<<: x", "1:30", "010",
    "1_000", "-5", "nan", ".inf", "0", "9" * 30, "1e9", "\t", "\u00a0", "\u2028", "\x00", "\ufeff", "\x1b[31m", "é",
    "\\", "\\ud800", "\ud800", "3-5", "99", "[a, b]", "{a: b}", "x" * 3000, "\r", "\x85", "[" * 200, ";", ",", '"""',
)  # fmt: skip
"""What YAML, JSON and CSV read in their own ways, and what no text should hold."""

Edit = Callable[[list[str], int, random.Random], None]


def _put(lines: list[str], at: int, rng: random.Random) -> None:
    place = rng.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:place] + rng.choice(ODD) + lines[at][place + rng.randrange(2) :]


def _word(lines: list[str], at: int, rng: random.Random) -> None:
    words = lines[at].split(" ")
    words[rng.randrange(len(words))] = rng.choice(ODD)
    lines[at] = " ".join(words)


def _value(lines: list[str], at: int, rng: random.Random) -> None:
    key, colon, _ = lines[at].partition(": ")
    lines[at] = f"{key}{colon or ': '}{rng.choice(ODD)}"


def _other_value(lines: list[str], at: int, rng: random.Random) -> None:
    key, colon, _ = lines[at].partition(": ")
    _, _, value = rng.choice(lines).partition(": ")
    lines[at] = f"{key}{colon}{value}"


def _swap(lines: list[str], at: int, rng: random.Random) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _move(lines: list[str], at: int, rng: random.Random) -> None:
    block = lines[at : at + rng.randrange(1, 12)]
    if rng.random() < 0.5:
        del lines[at : at + len(block)]
    to = rng.randrange(len(lines) + 1)
    lines[to:to] = block


def _flip(lines: list[str], at: int, rng: random.Random) -> None:
    place = rng.randrange(len(lines[at]) + 1)
    letter = chr(rng.choice((rng.randrange(0x20), rng.randrange(0x80, 0x250), rng.randrange(0x2000, 0x2070))))
    lines[at] = lines[at][:place] + letter + lines[at][place + 1 :]


def _drop(sign: str) -> Edit:
    def edit(lines: list[str], at: int, _: random.Random) -> None:
        lines[at] = lines[at].replace(sign, "", 1)

    return edit


def _cut(lines: list[str], at: int, rng: random.Random) -> None:
    lines[at:] = [lines[at][: rng.randrange(len(lines[at]) + 1)]]


def _lose(lines: list[str], at: int, rng: random.Random) -> None:
    del lines[at : at + rng.choice((1, 1, 1, rng.randrange(1, 12)))]


def _indent(lines: list[str], at: int, rng: random.Random) -> None:
    lines[at] = " " * rng.randrange(1, 5) + lines[at]


def _outdent(lines: list[str], at: int, rng: random.Random) -> None:
    lines[at] = lines[at][rng.randrange(4) :]


def _double(lines: list[str], at: int, _: random.Random) -> None:
    lines.insert(at, lines[at])


EDITS: Final[tuple[Edit, ...]] = (
    _lose, _double, _indent, _outdent, _swap, _drop('"'), _drop(":"), _drop(" "), _word, _value, _value, _other_value,
    _other_value, _put, _flip, _cut, _move,
)  # fmt: skip


def mutated(text: str, seed: int) -> str:
    """Give the text after one to five accidents; the same ones for the same seed."""
    rng = random.Random(seed)
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 1, 2, 3, 5))):
        lines = lines or [""]
        rng.choice(EDITS)(lines, rng.randrange(len(lines)), rng)
    return "\n".join(lines)


def mutated_bytes(data: bytes, seed: int) -> bytes:
    """Give the bytes after an accident of the disk, or of whoever carried them."""
    rng = random.Random(seed)
    at = rng.randrange(len(data) + 1)
    much = rng.choice((1, 2, 8, 512, 4096))
    return rng.choice(
        (
            data[:at],
            data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :],
            data[:at] + bytes(much) + data[at + much :],
            data[:at] + rng.randbytes(min(much, 512)) + data[at:],
            data[:at] + data[at + much :],
            data[:at] + data[max(0, at - much) :],
            data.replace(b"\n", b"\r") if at % 2 else data.replace(b"\n", b""),
        )
    )


# -- JSON --------------------------------------------------------------------------------------------------

VALUES: Final[tuple[Any, ...]] = (
    "", "x", None, True, -1, 0, 10**12, 1.5, [], {}, ["a"], {"a": 1}, "../../x", "\x1b[31m", "x" * 3000, "nothing",
    "2026-13-45", "9999-12-31T23:59:59+00:00", "2026-11-23T12:00:00", -5, 99_999, "wishes", "p1", [[]], "\u202e",
)  # fmt: skip


def _places(tree: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inside:
        yield (*above, key)
        yield from _places(value, (*above, key))


def _at(tree: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        tree = tree[key]
    return tree


def mutated_tree(tree: Any, seed: int) -> Any:
    """Give JSON data in which somebody has lost, changed or exchanged values."""
    rng = random.Random(seed)
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        every = list(_places(tree))
        if not every:
            break
        *above, key = rng.choice(every)
        node = _at(tree, tuple(above))
        how = rng.random()
        if how < 0.2:
            del node[key]
        elif how < 0.7:
            node[key] = copy.deepcopy(rng.choice(VALUES))
        else:
            node[key] = copy.deepcopy(_at(tree, rng.choice(every)))
    return tree


def chained(session: Any) -> Any:
    """Give a session whose events follow on each other again, so that what is in them is looked at."""
    before = ""
    for event in session["events"] if isinstance(session.get("events"), list) else ():
        if isinstance(event, dict) and isinstance(event.get("id"), str):
            event["after"], before = before, event["id"]
    return {**session, "last": before}
