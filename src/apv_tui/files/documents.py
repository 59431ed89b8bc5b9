"""Writing documents that somebody asked for: whole or not at all, and never over a file that is there by itself."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.messages import Refused, message
from apv_tui.files.disk import Disk
from apv_tui.files.places import safe_file_name
from apv_tui.files.snapshot import reason
from apv_tui.files.writing import write_atomically

ENDINGS: Final = (
    ".html", ".htm", ".md", ".markdown", ".txt", ".docx", ".xlsx", ".csv", ".ics", ".json",
)  # fmt: skip
"""What the names of documents end in. Whatever else is there is nothing to write over."""
_ENDING: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
_NOTEPAD: Final = (".yaml.txt", ".yml.txt")
_HEAD: Final = 4096  # bytes
_OURS: Final = (b'"apv-tui-export"', b'"apv-tui-status"')
"""What stands in the first lines of the JSON that we write for others; a session has another name in that place."""
_TABLE: Final = b'\xef\xbb\xbf"'
"""How our tables begin."""


class NewFile(NamedTuple):
    """A document to be written, and where."""

    target: Path
    data: bytes


def is_folder(to: str) -> bool:
    """Whether a place that was typed is meant as a folder: it is one, or is written like one."""
    return to.endswith(("/", os.sep)) or Path(to).is_dir()


def place_for(to: str | None, name: str, ending: str) -> Path:
    """Give the file a document goes to: `to` itself, or one called `name` in that folder or the present one.

    A name without an ending gets one: a file without it opens in no program.
    """
    own = f"{safe_file_name(name)}{ending}"
    if to is None:
        return Path(own)
    if is_folder(to):
        return Path(to) / own
    # "Staff day 14.3" and "plan v1.2" have no ending, though they have a point.
    return Path(to) if _ENDING.fullmatch(Path(to).suffix) else Path(f"{to}{ending}")


def free_folder(within: Path, name: str) -> Path:
    """Give a folder that is not there yet: called `name`, else that with a number. It is not made."""
    plain = safe_file_name(name)
    folder, number = within / plain, 2
    while os.path.lexists(folder):
        folder, number = within / f"{plain} ({number})", number + 1
    return folder


def free_file(path: Path) -> Path:
    """Give a path that is not taken: this one, else with a number behind its name."""
    free, number = path, 2
    while os.path.lexists(free):
        free, number = path.with_name(f"{path.stem} ({number}){path.suffix}"), number + 1
    return free


def write_document(
    target: Path,
    content: str | bytes,
    *,
    sources: Sequence[Path] = (),
    force: bool = False,
    disk: Disk | None = None,
) -> None:
    """Write one document; see `write_documents`."""
    data = content.encode() if isinstance(content, str) else content
    write_documents([NewFile(target, data)], sources=sources, force=force, disk=disk)


def write_documents(
    files: Sequence[NewFile], *, sources: Sequence[Path] = (), force: bool = False, disk: Disk | None = None
) -> None:
    """Write documents; `sources` are what they were made from, and are never written over.

    Folders are made where they are missing. Raises `Refused` with the reason in plain words: before any is
    written where one may not be, else because one could not be. With `force` documents that are there are replaced.
    """
    disk = disk or Disk()
    for each in files:
        _check(disk, each.target, sources, force=force)
    for target, data in files:
        try:
            disk.make_folder(target.absolute().parent)
            write_atomically(disk, target, data, keep_backup=False)
        except OSError as error:
            raise Refused(message("print.not_written", path=str(target), reason=reason(error))) from None


def check_free(targets: Iterable[Path], *, sources: Sequence[Path] = (), force: bool = False) -> None:
    """Refuse, before anything is made, what `write_documents` would refuse. Raises `Refused`."""
    for target in targets:
        _check(Disk(), target, sources, force=force)


def _check(disk: Disk, target: Path, sources: Sequence[Path], *, force: bool) -> None:
    if target.exists() and any(source.exists() and target.samefile(source) for source in sources):
        raise Refused(message("print.same_file", path=str(target)))
    if not disk.taken(target):
        return
    if target.is_dir():
        raise Refused(message("export.is_folder", path=str(target)))
    # An agenda (also one that Notepad named), a session, a list of people.
    name = target.name.lower()
    if not name.endswith(ENDINGS) or name.endswith(_NOTEPAD) or not _is_ours(disk, target):
        raise Refused(message("print.no_document", path=str(target)))
    if not force:
        raise Refused(message("print.exists", path=str(target)))


def _is_ours(disk: Disk, target: Path) -> bool:
    """Whether a file that is there may be one of our documents: of JSON and CSV it can be seen.

    A list of people is CSV as well, and no list of people has every text in quotation marks.
    """
    ending = target.suffix.lower()
    if ending not in (".json", ".csv"):
        return True
    try:
        head = disk.read_start(target, _HEAD)
    except OSError:
        return False
    return head.startswith(_TABLE) if ending == ".csv" else any(mark in head for mark in _OURS)
