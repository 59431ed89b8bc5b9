"""A folder of cases as an organisation has them: the shipped Danish case, played to its end, for `status` to read."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from apv_tui.core.agenda import Agenda
from apv_tui.core.clock import SettableClock
from apv_tui.core.log import entry_data
from apv_tui.core.record import Record
from apv_tui.core.rehearsal import Scene, invented_people, play, script
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.places import shipped
from apv_tui.files.session_file import SessionDocument, encode_session
from apv_tui.words.invented import invented

AGENDA = "apv.da.yaml"
PEOPLE = (8, 13, 16, 23, 31, 45)
"""So many take part; the cases that were played are copied under names and ids of their own."""
IN_A_FOLDER = 100
BEGUN = datetime(2026, 1, 12, 8, tzinfo=UTC)


def played(agenda: Agenda, people: int, seed: int = 1) -> Record:
    """Every meeting of an agenda with invented people and contributions, one after the other."""
    clock = SettableClock(BEGUN)
    timekeeper = Timekeeper(clock)
    record = Record(agenda, timekeeper.now, chance=random.Random(seed), language=agenda.language)
    said = invented(agenda.language)
    scene = Scene(lambda: record.state, timekeeper.now, said, random.Random(seed))
    cues = script(scene, invented_people(said, people), agenda.meetings)
    clashes = list(play(cues, record.do, clock.advance))
    assert not clashes, clashes
    return record


def folder_of_cases(place: Path, cases: int) -> Path:
    """So many session files, a hundred in a folder."""
    agenda = read_agenda_file(shipped(AGENDA)).agenda
    written = agenda.model_dump(mode="json", exclude_defaults=True)
    kinds = []
    for seed, people in enumerate(PEOPLE[:cases]):
        events = tuple(entry_data(entry) for entry in played(agenda, people, seed).entries)
        kinds.append(SessionDocument("", "", written, events, "bench", "2026-12-01T12:00:00+00:00", 1))
    for number in range(cases):
        document = replace(kinds[number % len(kinds)], session=f"case-{number}", name=f"Sag {number}")
        path = place / f"{number // IN_A_FOLDER}" / f"{number:05}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(encode_session(document))
    return place
