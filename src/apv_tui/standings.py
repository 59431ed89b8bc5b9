"""Reads where cases stand, of one file or of hundreds: the work of the command `status`, without its words."""

import gc
import json
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.agenda import Agenda
from apv_tui.core.erasure import carried_out
from apv_tui.core.evolve import fold
from apv_tui.core.legal import Rules
from apv_tui.core.log import entry_from
from apv_tui.core.messages import Unreadable, message
from apv_tui.core.standing import standing
from apv_tui.core.standing_log import READ, Sought, is_enough, needed, sought_in
from apv_tui.core.state import State, fresh_state
from apv_tui.core.text import one_line
from apv_tui.files.case_files import Newer, NoSession, Shelf, files_in
from apv_tui.files.decode import read_bytes
from apv_tui.files.disk import READ_LIMIT
from apv_tui.files.rules_file import rules_of
from apv_tui.files.session_file import kept
from apv_tui.files.session_lines import Lines
from apv_tui.reading import not_understood
from apv_tui.reports.status import CaseRow, Overview, PassedOver, in_order_of_need

MANY: Final = 250
"""From so many files on they are shared out among processes; one takes as long to begin as a hundred files do."""
_MOST_PROCESSES: Final = 4
_SHARES: Final = 4
"""So many for each process: files differ in size."""
_FAULTS: Final = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError)
"""What reading something that is no meeting ends in."""


class Known(NamedTuple):
    """An agenda that was met, the rules it is under, and what is looked for in its logs."""

    agenda: Agenda
    rules: Rules | None
    sought: Sought


class Agendas:
    """The agendas met so far, by how they are written: most cases of a house have the same one."""

    def __init__(self) -> None:
        self._known: dict[bytes, Known] = {}

    def read(self, data: bytes) -> Known:
        """Give the agenda that is written so. Raises ValueError."""
        known = self._known.get(data)
        if known is None:
            agenda = Agenda.model_validate(kept(json.loads(data)))
            known = self._known[data] = Known(agenda, rules_of(agenda), sought_in(agenda))
        return known


class Found(NamedTuple):
    """A case as it was read; when the last thing happened in it tells the latest of several copies."""

    row: CaseRow
    last: str
    language: str
    path: Path
    ends: str
    """The id of its last event."""


Read = Found | PassedOver
"""What became of a file."""
NO_SESSION: Final = "no_session"
CONFIDENTIAL: Final = "confidential"


def look(places: Sequence[Path], state: Path, now: datetime, days: int) -> tuple[Overview, str]:
    """Look at every case in these files and folders; with the language they share, or "".

    `state` is the folder of the journals. Of two files that tell one case the one that goes further counts; where
    each tells what the other does not, they are two cases.
    """
    paths, unread = files_in(places)
    named = frozenset(places)
    cases: dict[str, list[Found]] = {}
    passed = [_passed(each) for each in unread]
    other = confidential = 0
    for path, read in zip(paths, _read_all(paths, state, now, days), strict=True):
        if isinstance(read, Found):
            cases.setdefault(read.row.session, []).append(read)
        elif read.why == NO_SESSION and path not in named:
            other += 1
        elif read.why == CONFIDENTIAL:
            confidential += 1
        else:
            passed.append(read)
    today = now.astimezone().date()
    apart = [row for copies in cases.values() for row in _told_apart(copies)]
    rows = in_order_of_need(apart, today, days)
    spoken = {found.language for copies in cases.values() for found in copies}
    overview = Overview(now, days, rows, tuple(passed), other, confidential)
    return overview, spoken.pop() if len(spoken) == 1 else ""


def _read_all(paths: Sequence[Path], state: Path, now: datetime, days: int) -> Iterable[Read]:
    """Read files in their order; many by several processes, where there are processors for them."""
    read = partial(read_some, state=state, now=now, days=days)
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    if len(paths) < MANY or processes == 1:
        return read(paths)
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    share = -(-len(paths) // (processes * _SHARES))
    shares = [paths[at : at + share] for at in range(0, len(paths), share)]
    try:
        # Begun afresh on every system: nothing of ours is shared with them.
        with ProcessPoolExecutor(processes, get_context("spawn"), gc.disable) as pool:
            return list(chain.from_iterable(pool.map(read, shares)))
    except (OSError, ImportError, NotImplementedError, BrokenProcessPool):  # not to be had here
        return read(paths)


def read_some(paths: Sequence[Path], *, state: Path, now: datetime, days: int) -> list[Read]:
    """Read files one after the other."""
    shelf, agendas = Shelf(state), Agendas()
    return [_read(path, shelf, agendas, now, days) for path in paths]


def _read(path: Path, shelf: Shelf, agendas: Agendas, now: datetime, days: int) -> Read:
    try:
        lines = shelf.look(path)
        if lines is not None and lines.confidential:
            return _confidential(path)
        quickly = _quickly(path, lines, agendas, now, days) if lines is not None else None
        return quickly or _closely(path, shelf, now, days)
    except Unreadable as unreadable:
        return _passed(unreadable)


def _quickly(path: Path, lines: Lines, agendas: Agendas, now: datetime, days: int) -> Found | None:
    """Read the few lines that tell where a case stands; None where they do not."""
    try:
        known = agendas.read(lines.agenda)
        sought = known.sought
        if not is_enough(sought, {kind.decode() for kind in set(lines.kinds)}):
            return None
        events = needed(sought, lines.read(READ, sought.plans or ()))
        # What people typed is made safe as it is read, whoever wrote the file.
        entries = [entry_from(event) for event in events]
        state = fold(fresh_state(known.agenda), entries)
        row = _row(path, lines.session, lines.name, state, known.rules, now, days)
        return Found(row, lines.last_at, state.agenda.language, path, lines.last_id)
    except _FAULTS:
        return None


def _closely(path: Path, shelf: Shelf, now: datetime, days: int) -> Read:
    """Read all of a case. Raises `Unreadable`, with what is wrong."""
    document, notices = shelf.look_closely(path)
    if document.confidential:
        return _confidential(path)
    try:
        agenda = Agenda.model_validate(document.agenda)
        entries = carried_out([entry_from(event) for event in document.events])
        state = fold(fresh_state(agenda), entries)
        row = _row(path, document.session, document.name, state, rules_of(state.agenda), now, days)
        last, ends = (str(document.events[-1][key]) if document.events else "" for key in ("at", "id"))
    except _FAULTS as fault:
        raise not_understood(path, fault) from None
    return Found(row._replace(notices=notices), last, state.agenda.language, path, ends)


def _row(
    path: Path, session: str, name: str, state: State, rules: Rules | None, now: datetime, days: int
) -> CaseRow:
    stands = standing(state, now.astimezone().date(), days, rules)
    name = one_line(name) or one_line(path.stem)
    return CaseRow(one_line(str(path)), name, session, state.agenda.title, stands)


def _confidential(path: Path) -> PassedOver:
    return PassedOver(one_line(str(path)), CONFIDENTIAL, message("print.confidential"))


def _told_apart(found: list[Found]) -> list[CaseRow]:
    """Give the cases that files with one session's id tell: of each the file that goes furthest, with its copies."""
    left = sorted(found, key=lambda each: each.last, reverse=True)
    rows: list[CaseRow] = []
    while left:
        first, *others = left
        # A file that is damaged itself does not tell what it had: then nothing is said to be another case.
        whole = _text_of(first.path) if others and not first.row.notices else None
        copies = [each for each in others if whole is None or each.ends.encode() in whole]
        row = first.row._replace(copies=tuple(each.row.file for each in copies))
        if rows:
            notice = message("status.diverged", file=row.file, of=rows[0].file)
            row = row._replace(notices=(*row.notices, notice))
        rows.append(row)
        left = [each for each in others if each not in copies]
    return rows


def _text_of(path: Path) -> bytes | None:
    try:
        return read_bytes(path, READ_LIMIT)
    except Unreadable:
        return None


def _passed(unreadable: Unreadable) -> PassedOver:
    kinds = {Newer: "newer", NoSession: NO_SESSION}
    why = kinds.get(type(unreadable), "damaged")
    if any(problem.what.id.startswith("file.") for problem in unreadable.problems):
        why = "unreadable"
    return PassedOver(one_line(unreadable.path), why, unreadable.problems[0].what)
