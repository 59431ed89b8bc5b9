"""Whole cases for the tests of reports: any agenda played from its first step to its last by invented people."""

import random
from functools import cache

from paper_cases import NOW, shipped

from apv_tui.core.agenda import Agenda
from apv_tui.core.audience import READERS, seen_by
from apv_tui.core.clock import SettableClock
from apv_tui.core.record import Record
from apv_tui.core.rehearsal import Scene, invented_people, play, script
from apv_tui.core.state import State
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.reports.case import Case
from apv_tui.reports.phrases import Phrases
from apv_tui.words import Words
from apv_tui.words.invented import invented


def play_it(agenda: Agenda, people: int, seed: int = 1, cues: int = 0) -> Record:
    """Play a case to its end, or so many cues of it."""
    clock = SettableClock(NOW)
    timekeeper = Timekeeper(clock)
    record = Record(agenda, timekeeper.now, chance=random.Random(seed), language=agenda.language)
    said = invented(agenda.language)
    scene = Scene(lambda: record.state, timekeeper.now, said, random.Random(seed))
    every = script(scene, invented_people(said, people), agenda.meetings)
    if cues:
        every = (cue for _, cue in zip(range(cues), every, strict=False))
    for _ in play(every, record.do, clock.advance, lambda *_: None):
        pass
    return record


@cache
def played(name: str, people: int = 13, seed: int = 1, cues: int = 0) -> Record:
    """Give a shipped agenda as it was played; nothing may be done to it."""
    return play_it(shipped(name), people, seed, cues)


def read_case(state: State, language: str = "") -> Case:
    """Give a case as readers of a report may see it."""
    seen = seen_by(state, READERS)
    return Case(seen, Phrases(Words(language or seen.agenda.language), seen.agenda))
