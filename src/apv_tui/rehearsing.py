"""`apv-tui rehearse`: a meeting plays itself with invented people, on the screen or, for CI, without one.

Nothing is kept: no session, no journal, no confidential notes, on no disk.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from apv_tui.complaints import complain, note_quietly, say, words_of
from apv_tui.core.agenda import Agenda, Meeting
from apv_tui.core.clock import Clock, SettableClock, SystemClock
from apv_tui.core.commands import Command
from apv_tui.core.messages import Message, Refused, Unreadable, message
from apv_tui.core.record import Record
from apv_tui.core.rehearsal import Cue, Scene, invented_people, play, script
from apv_tui.core.rehearsal.clock import RehearsalClock
from apv_tui.core.rehearsal.findings import Finding, gathered, of_agenda, of_clash, on_arrival
from apv_tui.core.text import one_line
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.files.agenda_file import LARGEST, language_of, read_with_places
from apv_tui.files.agenda_places import find
from apv_tui.files.decode import decode, read_bytes
from apv_tui.files.places import shipped_or_own
from apv_tui.likeness import alike
from apv_tui.reports.rehearsal import Source, data_of, rows_of
from apv_tui.tui.desk import Desk
from apv_tui.tui.keeper import Place
from apv_tui.tui.rehearsal.look import Watcher
from apv_tui.words import Words, languages
from apv_tui.words.invented import invented

if TYPE_CHECKING:
    from apv_tui.tui.rehearsal.screen import RehearsalApp

DONE, WRONG_INPUT, WRONG_USAGE = 0, 1, 2
NUMBERS: Final = (4, 7, 13, 58)
"""So many people are rehearsed with where nothing else is said: few, many, and such as do not divide."""
USUAL: Final = 13
SEED: Final = 1
_NOON: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def read_source(path: Path, language: str) -> tuple[Source | None, Words]:
    """Read an agenda and give the words to speak of it in; what is wrong with it has been said, where it is None."""
    shown = str(path)
    said = language
    try:
        decoded = decode(read_bytes(shipped_or_own(path), LARGEST), shown)
        said = language or language_of(decoded.text)
        read, document = read_with_places(decoded.text, shown)
    except Unreadable as unreadable:
        words = words_of(said)
        complain(unreadable, words)
        return None, words
    lines = {}
    for at, meeting in enumerate(read.agenda.meetings):
        lines[meeting.id, ""] = find(document.root, ("meetings", at, "minutes"))[0]
        for step_at, step in enumerate(meeting.steps):
            lines[meeting.id, step.id] = find(document.root, ("meetings", at, "steps", step_at, "id"))[0]
    warnings = (*decoded.warnings, *read.warnings)
    return Source(one_line(shown), read.agenda, warnings, lines), words_of(language or read.agenda.language)


def up_to(agenda: Agenda, meeting: str) -> tuple[Meeting, ...]:
    """Give the meetings that are played: up to the one that is asked for, else all."""
    ids = [each.id for each in agenda.meetings]
    return agenda.meetings[: ids.index(meeting) + 1] if meeting else agenda.meetings


def unknown_meeting(agenda: Agenda, meeting: str) -> Message | None:
    """Say that there is no such meeting; None where there is, or none is asked for."""
    if not meeting or agenda.meeting(meeting) is not None:
        return None
    known = ", ".join(each.id for each in agenda.meetings)
    return message("rehearse.no_meeting", value=one_line(meeting), known=known)


def usual_people(agenda: Agenda) -> tuple[int, ...]:
    """Give with how many people an agenda is rehearsed where nobody says: those it expects, else the usual ones."""
    expected = [meeting.people for meeting in agenda.meetings if meeting.people]
    if not expected:
        return NUMBERS
    least, most = min(each[0] for each in expected), max(each[1] for each in expected)
    return tuple(sorted({least, most, *(n for n in NUMBERS if least <= n <= most)}))


class Rehearsal(NamedTuple):
    """A desk on which nothing has happened yet, and what will."""

    desk: Desk
    cues: Callable[[], Iterator[Cue]]


def rehearsal(
    agenda: Agenda,
    clock: Clock,
    words: Words,
    people: int,
    *,
    meeting: str = "",
    seed: int = SEED,
    speed: float = 1.0,
) -> Rehearsal:
    """Set up a rehearsal with so many people, on a clock. The same seed gives the same one."""
    timekeeper = Timekeeper(clock)
    record = Record(
        agenda,
        timekeeper.now,
        chance=random.Random(seed),  # noqa: S311 - to repeat it
        language=words.language,
    )
    place = Place(words("rehearse.place"), words("rehearse.folder"))
    desk = Desk(record, timekeeper, words, place=place, alike=alike, speed=speed)
    # Days are typed as the screen's language has them.
    said = invented(words.language)
    said = invented(agenda.language)._replace(ahead=said.ahead, day=said.day)
    scene = Scene(lambda: record.state, timekeeper.now, said, random.Random(seed))  # noqa: S311
    cues = partial(script, scene, invented_people(said, people), up_to(agenda, meeting))
    return Rehearsal(desk, cues)


# -- without a screen --------------------------------------------------------------------------------------


def headless(
    path: Path,
    numbers: Sequence[int],
    *,
    meeting: str = "",
    seed: int = SEED,
    language: str = "",
    as_json: bool = False,
) -> int:
    """Rehearse with each number of people and report what would have gone wrong; give the exit status."""
    source, words = read_source(path, language)
    if source is None:
        return WRONG_INPUT
    if unknown := unknown_meeting(source.agenda, meeting):
        say(words.say(unknown), error=True)
        return WRONG_USAGE
    numbers = tuple(numbers) or usual_people(source.agenda)
    findings = rehearse_all(source.agenda, numbers, meeting=meeting, seed=seed)
    steps = sum(len(each.steps) for each in up_to(source.agenda, meeting))
    if as_json:
        data = data_of(source, numbers, steps, findings, words)
        say(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for row in rows_of(source, numbers, steps, findings, words):
            say(row)
    return WRONG_INPUT if any(each.serious for each in findings) else DONE


def rehearse_all(
    agenda: Agenda, numbers: Sequence[int], *, meeting: str = "", seed: int = SEED
) -> tuple[Finding, ...]:
    """Play the agenda with each number of people, draw every screen in both sizes, and give what was found."""
    found = list(of_agenda(agenda, up_to(agenda, meeting)))
    for people in numbers:
        found += [each._replace(people=(people,)) for each in _rehearse(agenda, people, meeting, seed)]
    return gathered(agenda, found)


def _rehearse(agenda: Agenda, people: int, meeting: str, seed: int) -> list[Finding]:
    clock = SettableClock(_NOON)
    words = Words(agenda.language if agenda.language in languages() else "en")
    desk, cues = rehearsal(agenda, clock, words, people, meeting=meeting, seed=seed)
    watcher = Watcher(desk)
    found: list[Finding] = []
    seen = ("", "")

    def watch(_: Cue, before: bool) -> None:
        nonlocal seen
        state = desk.record.state
        here = (state.meeting_id, state.step_id)
        if not before and here != seen:
            seen = here
            found.extend(on_arrival(state))
            watcher.look()
        elif before and state.meeting_id:
            watcher.look()

    try:
        for clash in play(cues(), desk.do, clock.advance, watch):
            found.append(of_clash(clash, clash.why))
    except Exception as fault:  # ours, whatever it is; the next number of people may show something else
        what = message("rehearse.fault", kind=type(fault).__name__, log=note_quietly(fault))
        state = desk.record.state
        found.append(Finding("fault", state.meeting_id, state.step_id, what))
    return [*found, *watcher.found]


# -- on the screen -----------------------------------------------------------------------------------------


def on_screen(
    path: Path,
    people: int | None,
    *,
    meeting: str = "",
    seed: int = SEED,
    language: str = "",
    speed: float = 60.0,
    light: bool = False,
) -> int:
    """Let a meeting play itself in the terminal; give the exit status."""
    source, words = read_source(path, language)
    if source is None:
        return WRONG_INPUT
    if unknown := unknown_meeting(source.agenda, meeting):
        say(words.say(unknown), error=True)
        return WRONG_USAGE
    app = make_app(
        source.agenda, words, people or USUAL, meeting=meeting, seed=seed, speed=speed, light=light
    )
    from apv_tui.showing import look

    status = look(app)
    if status == DONE:
        say(words("rehearse.left"))
    return status


def make_app(
    agenda: Agenda,
    words: Words,
    people: int,
    *,
    meeting: str = "",
    seed: int = SEED,
    speed: float = 60.0,
    light: bool = False,
    base: Clock | None = None,
) -> "RehearsalApp":
    """Make the app, with everything before the meeting that is asked for played already."""
    from apv_tui.tui.rehearsal.player import Player
    from apv_tui.tui.rehearsal.screen import RehearsalApp

    base = base or SystemClock()
    clock = RehearsalClock(base, speed)
    clock.hold()
    desk, cues = rehearsal(agenda, clock, words, people, meeting=meeting, seed=seed, speed=speed)
    player = Player(desk, clock, cues(), lambda command: _try(desk, command))
    player.begin(meeting or agenda.meetings[0].id)
    return RehearsalApp(desk, player, clock, base, "apv-light" if light else "apv-dark")


def _try(desk: Desk, command: Command) -> bool:
    try:
        desk.do(command)
    except Refused:
        return False
    return True
