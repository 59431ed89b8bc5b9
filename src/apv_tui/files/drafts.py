"""New agendas: the templates beside this module, copies of the shipped ones, and the schema beside a file.

A template is an agenda with gaps in «…»; its minutes are shares of an hour or so and are brought to the time
there is. Nothing here writes over a file that is somebody's own.
"""

import re
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.agenda.json_schema import ITS_ID, MODELINE, SCHEMA_NAME, json_schema, rendered
from apv_tui.files.disk import Disk
from apv_tui.files.places import shipped
from apv_tui.files.reference import read_reference
from apv_tui.files.writing import write_atomically, write_new

TEMPLATES: Final = {"steps": 15, "interviews": 40, "retrospective": 30}
"""The templates, with the fewest minutes each can do with."""
MOST_PEOPLE_SAID: Final = 99
"""The most that an agenda can say it expects; above that it says nothing."""

LONGEST_SHORT: Final = 16
"""Letters that leave room for the titles of the templates' steps on the top line of the smallest window."""

_HERE: Final = Path(__file__).parent / "templates"
_MINUTES: Final = re.compile(r"^(?P<before> +(?P<key>minutes|min): )(?P<number>[0-9]+)(?P<after> *(?:#.*)?)$")
_PEOPLE: Final = re.compile(r"^ *people: «people».*\n", re.MULTILINE)
_SHORT: Final = re.compile(r"^short: «short».*\n", re.MULTILINE)
_PLAIN: Final = re.compile(r"[^\W\d_][\w ,.()–-]*(?<! )")
_WORDS_OF_YAML: Final = frozenset(("null", "true", "false"))
_ENDS: Final = " ,.:;–-("
_LITTLE: Final = 3  # letters: of, og, med
_START: Final = 400  # bytes, in which the name of the schema stands


class Wanted(NamedTuple):
    """What an agenda is made for."""

    title: str
    minutes: int
    people: int
    short: str = ""
    """What the top line of the screen calls it; "" where the title has room there."""


def from_template(template: str, language: str, wanted: Wanted) -> str:
    """Give the text of an agenda made from one of `TEMPLATES`."""
    parts = [(_HERE / language / f"{name}.yaml").read_text(encoding="utf-8") for name in ("head", template)]
    text = f"{MODELINE}\n" + "\n".join(parts)
    if wanted.people > MOST_PEOPLE_SAID:
        text = _PEOPLE.sub("", text)
    if not wanted.short:
        text = _SHORT.sub("", text)
    text = _in_the_time(text, wanted.minutes)
    text = text.replace("# «title»", f"# {wanted.title}", 1).replace("«title»", as_value(wanted.title))
    return (
        text.replace("«people»", str(wanted.people))
        .replace("«minutes»", str(wanted.minutes))
        .replace("«short»", as_value(wanted.short))
        .replace("«group»", str(group_size(wanted.people)))
    )


def short_of(title: str) -> str:
    """Give the first words of a title, as many as the top line has room for, without a little word at the end."""
    words: list[str] = []
    for word in title.split():
        if len(" ".join([*words, word]).rstrip(_ENDS)) > LONGEST_SHORT:
            break
        words.append(word)
    while len(words) > 1 and len(words[-1].strip(_ENDS)) <= _LITTLE:
        words.pop()
    return " ".join(words).rstrip(_ENDS) or f"{title[: LONGEST_SHORT - 1].rstrip()}…"


def group_size(people: int) -> int:
    """Give groups of three, or pairs where threes would leave one group alone, or somebody over."""
    return 2 if people in (2, 4, 5) else 3


def _in_the_time(text: str, minutes: int) -> str:
    """Share the time out among the steps as the template does; each has a minute at least."""
    lines = text.split("\n")
    found = [(at, match) for at, line in enumerate(lines) if (match := _MINUTES.match(line))]
    shares = [int(match["number"]) for _, match in found if match["key"] == "minutes"]
    parts = share_out(shares, minutes)
    given = 0
    for at, match in found:
        if match["key"] == "minutes":
            given = parts.pop(0)
            number = given
        else:
            number = max(1, min(given, int(match["number"]) * minutes // sum(shares)))
        # What stands behind keeps its column.
        after = match["after"]
        less = len(match["number"]) - len(str(number))
        lines[at] = f"{match['before']}{number}{' ' * less if after and less > 0 else ''}{after}"
    return "\n".join(lines)


def share_out(shares: list[int], total: int) -> list[int]:
    """Share a total out by shares, in whole numbers of at least one: the largest remainders are rounded up.

    Raises ValueError where there is not one for each.
    """
    if total < len(shares):
        raise ValueError("too little to share out")
    rest = total - len(shares)
    exact = [share * rest / sum(shares) for share in shares]
    parts = [1 + int(each) for each in exact]
    left = total - sum(parts)
    for at in sorted(range(len(shares)), key=lambda at: int(exact[at]) - exact[at])[:left]:
        parts[at] += 1
    return parts


def as_value(text: str) -> str:
    """Spell a text of one line so that it stays the text, in YAML: plain where that is safe."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# -- a copy of a shipped agenda ------------------------------------------------------------------------------


def shipped_names() -> list[str]:
    """Give the names of the shipped agendas: "apv.da"."""
    return sorted(path.name.removesuffix(".yaml") for path in shipped().glob("*.yaml"))


def copy_of(name: str, made_from: str, title: str) -> str:
    """Give the text of a shipped agenda with what it was made from put in; `title` is "" to keep its own."""
    text = shipped(f"{name}.yaml").read_text(encoding="utf-8").removeprefix(f"{MODELINE}\n")
    if title:
        text = re.sub(
            r"^title: .*$", lambda _: f"title: {as_value(title)}", text, count=1, flags=re.MULTILINE
        )
    text = re.sub(
        r"^based_on: (?:[|>]-?\n +)?",
        lambda _: f"based_on: >-\n  {made_from}\n  ",
        text,
        count=1,
        flags=re.MULTILINE,
    )
    return f"{MODELINE}\n{text}"


# -- writing -------------------------------------------------------------------------------------------------


def write_draft(path: Path, text: str) -> None:
    """Write a new agenda, and the schema beside it. Raises FileExistsError, OSError.

    Where a file of somebody else has the schema's name, the agenda does without the line that leads there.
    """
    disk = Disk()
    disk.make_folder(path.parent)
    try:
        write_schema(path.parent / SCHEMA_NAME)
    except OSError:  # taken, or not writable: the agenda is right without it
        text = text.removeprefix(f"{MODELINE}\n")
    write_new(disk, path, text.encode())
    disk.sync_folder(path.parent)


def schema_text() -> str:
    """Give the JSON Schema of agendas as the text of its file."""
    return rendered(json_schema(read_reference()))


def write_schema(path: Path) -> None:
    """Write the JSON Schema; an older one is replaced. Raises FileExistsError for any other file, OSError."""
    disk = Disk()
    if disk.taken(path) and ITS_ID.encode() not in disk.read_start(path, _START):
        raise FileExistsError(str(path))
    data = schema_text().encode()
    if not disk.taken(path) or disk.read(path) != data:
        write_atomically(disk, path, data, keep_backup=False)


def free_draft_path(folder: Path, name: str) -> Path:
    """Give a path in a folder that is not taken: the name, else the name with a number."""
    disk, path, number = Disk(), folder / f"{name}.yaml", 2
    while disk.taken(path):
        path = folder / f"{name} ({number}).yaml"
        number += 1
    return path
