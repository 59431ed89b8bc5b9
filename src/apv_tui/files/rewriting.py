"""Carrying out in the files what a log says was erased (`core/erasure.py`): the one operation that rewrites.

The journal and the session file are written anew by their store. Here is the rest: whatever else may hold the
words of a session. Copies that can be read lose the words and stay; backups, and what crashes left, are deleted.
"""

import contextlib
import errno
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from apv_tui.core.messages import Unreadable
from apv_tui.files.disk import Disk, real_path
from apv_tui.files.journal import Journal, Record, journal_path, read_journal, session_files
from apv_tui.files.locks import Locks
from apv_tui.files.session_file import Damaged, decode_session, encode_session
from apv_tui.files.session_peek import session_in
from apv_tui.files.writing import strays, write_atomically

_ERASURE: Final = "words_erased"  # the kind of that fact; a store that erases nothing loads none of them
_OF_OURS: Final = re.compile(r"(?P<of>.*)\.(?:bak|damaged-\d+|version-[\w-]+|tmp)")
"""Older generations of a file, what was set aside, and what was half written: nobody works on with those."""
_JOURNAL_ASIDE: Final = re.compile(r".*\.journal\.diverged-\d+")
_LABELS: Final = ("torn", "damaged", "diverged")


def without_words(records: Sequence[Record], also: Sequence[Record] = ()) -> list[Record]:
    """Give the events of a log without the words that it, or `also` (another log of the session), says are erased.

    Raises ValueError for events that are none.
    """
    known = [record for record in also if _is_erasure(record)]
    if not known and not any(map(_is_erasure, records)):
        return list(records)
    from apv_tui.core.erasure import carried_out
    from apv_tui.core.log import entry_data, entry_from

    entries = [entry_from(record) for record in records]
    after = carried_out(entries, [entry_from(record) for record in known])
    return [
        record if new is old else {**record, "fact": entry_data(new)["fact"]}
        for record, old, new in zip(records, entries, after, strict=True)
    ]


def _is_erasure(record: Record) -> bool:
    fact = record.get("fact")
    return isinstance(fact, dict) and fact.get("kind") == _ERASURE


def clear_copies(disk: Disk, state: Path, session: str, path: Path, log: Sequence[Record]) -> None:
    """Let the words that `log` says are erased go from everything but the session's own file and journal.

    The caller holds the session's locks and has written both anew. All of it is tried, whatever cannot be
    done; raises the first OSError, with the file's name.
    """
    own = {real_path(path), journal_path(state, session)}
    wrong: list[OSError] = []
    for each in others(disk, state, session, path):
        if each in own:
            continue
        try:
            _clear(disk, each, log, state)
        except FileNotFoundError:
            continue
        except OSError as error:
            error.filename = str(each)
            wrong.append(error)
    for folder in (state, real_path(path).parent):
        with contextlib.suppress(OSError):
            disk.sync_folder(folder)
    if wrong:
        raise wrong[0]


def erase_whole(path: Path, state: Path, session: str, disk: Disk | None = None) -> None:
    """Delete a session that nobody has open: its file, every copy of it in that folder, its journal, and all scraps.

    Raises AlreadyOpen, with nothing changed, and OSError for the first that could not be deleted, after trying
    all. Its own file goes last, so that a program that is killed on the way leaves a session that is seen.
    """
    disk = disk or Disk()
    locks = Locks(disk, state)
    wrong: list[OSError] = []
    try:
        locks.take_path(path)
        locks.take_session(session, path)
        last = dict.fromkeys((real_path(path), path))
        for each in (*(each for each in others(disk, state, session, path) if each not in last), *last):
            try:
                disk.unlink(each)
            except FileNotFoundError:
                continue
            except OSError as error:
                error.filename = str(each)
                wrong.append(error)
        for folder in (state, real_path(path).parent):
            with contextlib.suppress(OSError):
                disk.sync_folder(folder)
    finally:
        locks.release()
    if wrong:
        raise wrong[0]


def others(disk: Disk, state: Path, session: str, path: Path) -> list[Path]:
    """Name every file that may hold words of a session, its own file among them if that is there.

    Under names of our own making only another session's file is spared; elsewhere its id must stand in it.
    """
    real = real_path(path)
    known = {real.with_name(name): session_in(real.with_name(name)) for name in disk.names(real.parent)}
    named = {real.name, *(each.name for each, of in known.items() if of == session)}
    found = {
        each: None
        for each, of in known.items()
        if of == session or (not of and (each == real or _whose(each.name) in named))
    }
    found.update(dict.fromkeys(session_files(state, session, disk)))
    for each in _targets(state, session, [*found, real]):
        found.update(dict.fromkeys(strays(disk, each)))
    return list(found)


def _whose(name: str) -> str:
    """Give the name of the file that another one belongs to by its name; "" where it is no name of ours."""
    found = _OF_OURS.fullmatch(name)
    return found["of"] if found else ""


def _targets(state: Path, session: str, found: Sequence[Path]) -> Iterator[Path]:
    """Give what may have been about to be written when a program was killed."""
    yield from found
    journal = journal_path(state, session)
    yield from (journal, state / f"{session}.json")
    for label in _LABELS:
        for number in range(1, len(found) + 2):
            yield journal.with_name(f"{journal.name}.{label}-{number}")


def _clear(disk: Disk, path: Path, log: Sequence[Record], state: Path) -> None:
    if _JOURNAL_ASIDE.fullmatch(path.name):
        _clear_journal(disk, path, log)
    elif path.parent == state or _OF_OURS.fullmatch(path.name):
        disk.unlink(path)
    else:
        _clear_session(disk, path, log)


def _clear_session(disk: Disk, path: Path, log: Sequence[Record]) -> None:
    """Write a copy of the session anew without the words; a damaged one is deleted: nobody can say what is in it."""
    try:
        document = decode_session(disk.read(path), path)
        events = tuple(without_words(document.events, log))
        data = encode_session(replace(document, events=events))
    except Damaged:
        disk.unlink(path)
        return
    except (Unreadable, ValueError):  # a newer program's: there is more in it than we understand
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from None
    if events != document.events:
        write_atomically(disk, path, data, keep_backup=False)


def _clear_journal(disk: Disk, path: Path, log: Sequence[Record]) -> None:
    """Write a journal that tells another course anew; only one that is whole can be more than a scrap."""
    read = read_journal(path, disk)
    if read.header is None or read.bad_line is not None:
        disk.unlink(path)
        return
    try:
        records = without_words(read.records, log)
    except ValueError:
        records = None
    if records is None or read.newer:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    if records != list(read.records) or read.torn_tail:
        Journal.create(disk, path, read.header, records).close()
