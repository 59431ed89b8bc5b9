"""Writing a document that somebody asked for: whole or not at all, and never over a file that is there by itself."""

import os
import re
from pathlib import Path
from typing import Final

from apv_tui.core.messages import Refused, message
from apv_tui.files.disk import Disk
from apv_tui.files.places import safe_file_name
from apv_tui.files.snapshot import reason
from apv_tui.files.writing import write_atomically

ENDINGS: Final = (".html", ".htm", ".md", ".markdown", ".txt")
"""What the names of documents end in. Whatever else is there is nothing to write over."""
_ENDING: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
_NOTEPAD: Final = (".yaml.txt", ".yml.txt")


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


def write_document(
    target: Path, text: str, *, source: Path, force: bool = False, disk: Disk | None = None
) -> None:
    """Write a document; `source` is what it was made from, and is never written over.

    The folder is made where it is missing. Raises `Refused` with the reason in plain words; then nothing has
    changed. With `force` a file that is there is replaced.
    """
    disk = disk or Disk()
    if target.exists() and source.exists() and target.samefile(source):
        raise Refused(message("print.same_file", path=str(target)))
    if disk.taken(target):
        # An agenda (also one that Notepad named), a session, a list of people.
        if not target.name.lower().endswith(ENDINGS) or target.name.lower().endswith(_NOTEPAD):
            raise Refused(message("print.no_document", path=str(target)))
        if not force:
            raise Refused(message("print.exists", path=str(target)))
    try:
        disk.make_folder(target.absolute().parent)
        write_atomically(disk, target, text.encode(), keep_backup=False)
    except OSError as error:
        raise Refused(message("print.not_written", path=str(target), reason=reason(error))) from None
