"""Erasing confidential notes for good: their file, its backup and copies, the journal, and what crashes left.

Only files that carry the id of the notes and are marked as confidential are touched, and what stands beside
them under names of our own making. A file is deleted as any other is; no disk promises more.
"""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from apv_tui.core.messages import Message, message
from apv_tui.files.disk import Disk, backup_path, real_path
from apv_tui.files.journal import journal_path, read_header, session_files, valid_session_id
from apv_tui.files.locks import Locks
from apv_tui.files.session_peek import confidential_session, find_confidential, session_in
from apv_tui.files.snapshot import reason
from apv_tui.files.writing import remove_strays


def why_not_erased(error: OSError) -> Message:
    """Say in words what could not be deleted, and why."""
    return message("save.not_erased", path=str(error.filename or ""), reason=reason(error))


def why_words_stay(error: OSError) -> Message:
    """Say in words in which file erased words still stand, and why."""
    return message("save.words_stay", path=str(error.filename or ""), reason=reason(error))


def erase_files(disk: Disk, state: Path, session: str, path: Path | None) -> None:
    """Delete everything that may hold words of a session; the caller holds its locks. Raises OSError.

    All of it is tried, whatever cannot be deleted; the first of that is named.
    """
    wrong: list[OSError] = []
    for each in dict.fromkeys((*_beside(disk, session, path), *session_files(state, session, disk))):
        try:
            disk.unlink(each)
        except FileNotFoundError:
            continue
        except OSError as error:
            error.filename = str(each)
            wrong.append(error)
    for each in (journal_path(state, session), state / f"{session}.json", *([path] if path else ())):
        remove_strays(disk, each)
    for folder in (state, *([real_path(path).parent] if path else ())):
        with contextlib.suppress(OSError):
            disk.sync_folder(folder)
    if wrong:
        raise wrong[0]


def erase_session(path: Path | None, state: Path, session: str, disk: Disk | None = None) -> None:
    """Erase notes that are not open here; `path` is their file, where one was found.

    Nothing is done where neither the file nor the journal says that it is confidential. Raises OSError,
    and AlreadyOpen where another program has them open.
    """
    disk = disk or Disk()
    header = read_header(journal_path(state, session))
    ours = path is not None and confidential_session(path) == session
    if not ours and not (header is not None and header.confidential):
        return
    where = path or (Path(header.path) if header is not None else None)
    locks = Locks(disk, state)
    try:
        if where is not None:
            locks.take_path(where)
        locks.take_session(session, where or state)
        erase_files(disk, state, session, where)
    finally:
        locks.release()


def find_notes(
    state: Path, folder: Path, sessions: Iterable[str], disk: Disk, *, copies: bool = False
) -> dict[str, Path | None]:
    """Give the file of each of these confidential sessions, in their order; None where there is none.

    It lies in the folder, or its journal says where it was to be: nothing is found by what it is called.
    With `copies` a backup or another copy will do.
    """
    wanted = [session for session in sessions if valid_session_id(session)]
    found = find_confidential(folder, wanted, disk, copies=copies)
    result: dict[str, Path | None] = {}
    for session in wanted:
        header = None if session in found else read_header(journal_path(state, session))
        result[session] = found.get(session) or (
            Path(header.path) if header is not None and header.confidential else None
        )
    return result


def _beside(disk: Disk, session: str, path: Path | None) -> list[Path]:
    if path is None:
        return []
    real = real_path(path)
    there = [real.parent / name for name in disk.names(real.parent)]
    named = [
        real,
        backup_path(path),
        *(each for each in there if each.name.startswith(f"{real.name}.damaged-")),
    ]
    # Under our own names only another session is spared; elsewhere it must be these notes.
    ours = [each for each in named if session_in(each) in ("", session)]
    ours += [each for each in there if confidential_session(each) == session]
    return [path, *ours] if real in ours else ours
