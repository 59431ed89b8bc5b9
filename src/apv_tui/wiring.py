"""The floors put together, in the one place that the commands and the tests both use."""

import os
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.flow import faults
from apv_tui.core.audience import View
from apv_tui.core.case import is_over, upcoming
from apv_tui.core.clock import Clock, FastClock, SystemClock
from apv_tui.core.exporter import Written
from apv_tui.core.facts import AgendaRevised, Entry, PersonFacts
from apv_tui.core.in_step import FollowingTimekeeper, beat_of
from apv_tui.core.log import BadEntry, entry_data, entry_from
from apv_tui.core.messages import Message, Problem, Refused, Unreadable, message
from apv_tui.core.record import Record
from apv_tui.core.settings import with_stroke_rule
from apv_tui.core.state import State
from apv_tui.core.text import one_line
from apv_tui.core.timekeeper import Timekeeper
from apv_tui.demo import demo_people
from apv_tui.files.agenda_file import AgendaRead, read_agenda_file, title_of
from apv_tui.files.decode import why_unread
from apv_tui.files.disk import READ_LIMIT
from apv_tui.files.places import Places, own_agendas, safe_file_name, shipped, shipped_or_own
from apv_tui.keeping import Keeper, Pulse, free_path, unled_seconds
from apv_tui.likeness import alike
from apv_tui.switchboard import Switchboard
from apv_tui.tui.desk import Desk
from apv_tui.tui.keeper import place_of
from apv_tui.vaults import Cabinet, Vaults
from apv_tui.words import Words, languages

if TYPE_CHECKING:
    from textual.screen import Screen

    from apv_tui.files.people_file import PeopleRead
    from apv_tui.files.settings_file import SettingsFile
    from apv_tui.files.store import SessionStore
    from apv_tui.tui.app import ApvApp
    from apv_tui.tui.overlays.add_people import PeopleList
    from apv_tui.tui.screens.start import Choice
    from apv_tui.watching import Watch

DEMO_AGENDA = "apv.da.yaml"
DEMO_MEETING = "dialog-1"
MOST_OF_TITLE = 80
"""Characters of the name of confidential notes: what a file name of ours has at most."""


class Options(NamedTuple):
    """What was asked for on the command line, for every session that is opened."""

    language: str = ""
    speed: float = 1.0
    seed: int | None = None
    view: View = "room"


class Office:
    """Opens sessions for an app, and passes on what their store says."""

    def __init__(
        self,
        places: Places,
        options: Options,
        *,
        language: str = "en",
        clock: Clock | None = None,
        settled: "SettingsFile | None" = None,
    ) -> None:
        """`language` is for screens that belong to no agenda: the one that was settled, or the computer's."""
        self.settled = settled
        self.language = language
        self.places = places
        self.options = options
        self.clock = clock or SystemClock()
        self.keeper: Keeper | None = None
        self._watch: Watch | None = None
        self._switchboard = Switchboard(self._hand_over)

    # -- sessions ------------------------------------------------------------------------------------------

    def new_session(
        self,
        agenda: Agenda,
        *,
        people: tuple[PersonFacts, ...] = (),
        meeting: str = "",
        path: Path | None = None,
        name: str = "",
    ) -> Desk:
        """Begin a session in a new file. Raises `Refused`, FileExistsError, OSError."""
        agenda = self.by_house_rules(agenda)
        words = Words(self._language(agenda))
        name = name or f"{agenda.short or agenda.title} {self.clock.utc().astimezone():%Y-%m-%d %H.%M}"
        chosen = path is not None
        session = os.urandom(8).hex()
        path = path or free_path(self.places.sessions, safe_file_name(name))

        def begin_at(path: Path) -> "SessionStore":
            from apv_tui.files.store import create_session

            return create_session(
                path,
                self.places.state,
                session=session,
                name=name,
                agenda=agenda.model_dump(mode="json", exclude_defaults=True),
                listener=self._switchboard.listener(),
            )

        def begin() -> "SessionStore":
            if chosen:
                return begin_at(path)
            # Another program may have taken the name since: then the next free one is ours.
            free = path
            for number in range(2, 100):
                try:
                    return begin_at(free)
                except (FileExistsError, Refused):
                    free = path.with_name(f"{path.stem} ({number}){path.suffix}")
            return begin_at(free)

        keeper = Keeper(
            begin, Pulse(self.places.state, session), self._vaults(name, words, lambda: keeper.store)
        )
        desk = self._desk(agenda, words, keeper, path)
        if chosen and self.keeper is not None:
            # Somebody else's file may be there: that is said before the screen opens.
            _ = self.keeper.store
        desk.do(c.OpenMeeting(meeting or agenda.meetings[0].id))
        if people:
            desk.do(c.AddPeople(people))
        return desk

    def by_house_rules(self, agenda: Agenda) -> Agenda:
        """Give an agenda with what was settled for those that do not say it."""
        if self.settled is None:
            return agenda
        return with_stroke_rule(agenda, one_stroke=self.settled.now.one_stroke_per_item)

    def open_session(self, path: Path) -> Desk:
        """Go on with a session. Raises `Unreadable`, `Refused` (it is open already), OSError."""
        from apv_tui.files.journal import sign_of_life
        from apv_tui.files.store import open_session
        from apv_tui.files.unfinished import find_unfinished

        # Asked before it is opened, which writes to it.
        signs = {
            left.session: sign_of_life(self.places.state, left.session)
            for left in find_unfinished(self.places.state)
        }
        try:
            store, loaded = open_session(path, self.places.state, listener=self._switchboard.listener())
        except OSError as error:
            if str(error.filename) == str(path):  # the file itself: a folder, a pipe, not ours to read
                raise why_unread(path, error, READ_LIMIT) from None
            raise
        session, confidential = loaded.document.session, loaded.document.confidential
        vaults: Vaults | None = None
        try:
            agenda = Agenda.model_validate(loaded.document.agenda)
            entries = tuple(entry_from(event) for event in loaded.events)
            _need_sound(agenda, entries)
            words = Words(self._language(agenda))
            notices: tuple[Message, ...] = ()
            if not confidential:
                vaults = self._vaults(loaded.document.name, words, lambda: store)
                entries, added, notices = vaults.rejoin(entries)
                store.put([entry_data(entry) for entry in added])
            keeper = Keeper(lambda: store, Pulse(self.places.state, session), vaults)
            _ = keeper.store
            desk = self._desk(
                agenda, words, keeper, store.path, entries, signs.get(session), confidential=confidential
            )
            if not desk.state.meeting_id:
                desk.do(c.OpenMeeting(agenda.meetings[0].id))
            try:
                desk.finish_erasing()
            except Refused as refused:
                notices += (refused.reason,)
            # Whoever comes back weeks after a meeting comes for the next one.
            here = desk.state.meeting
            desk.ask_meeting = here is not None and is_over(desk.state, here) and bool(upcoming(desk.state))
        except (ValueError, LookupError, TypeError, ArithmeticError) as fault:
            self.keeper = None
            store.close()
            if vaults is not None:
                vaults.close()
            raise _not_understood(path, fault) from None
        desk.recovery = _together((*loaded.notices, *notices))
        return desk

    def follow(self, path: Path) -> Desk:
        """Show a session that is led elsewhere, without ever writing. Raises `Unreadable`, OSError."""
        from apv_tui.watching import Watch

        watch = Watch(path, self.places.state)
        try:
            agenda, entries, notices = watch.begin()
            _need_sound(agenda, entries)
            words = Words(self._language(agenda))
            desk = self._desk(agenda, words, None, path, entries)
        except (ValueError, LookupError, TypeError, ArithmeticError) as fault:
            raise _not_understood(path, fault) from None
        self._watch = watch
        if watch.beat is not None:
            desk.follow_time(watch.beat)
        desk.recovery = notices
        return desk

    def _vaults(self, name: str, words: Words, meeting: "Callable[[], SessionStore]") -> Vaults:
        """Give what keeps the confidential notes of a meeting beside its file."""

        def title(name: str, number: int) -> str:
            behind = words("vault.file", n=number)
            return f"{safe_file_name(name)[: MOST_OF_TITLE - len(behind)].rstrip(' .-')} – {behind}"

        return Vaults(Cabinet(self.places.state, meeting, title, name, self._switchboard.listener))

    def _desk(
        self,
        agenda: Agenda,
        words: Words,
        keeper: Keeper | None,
        path: Path,
        entries: tuple[Entry, ...] = (),
        alive: datetime | None = None,
        *,
        confidential: bool = False,
    ) -> Desk:
        """Give the desk of a session; one without a keeper only follows, and goes by the time of the other."""
        speed = self.options.speed
        last = entries[-1] if entries else None
        not_before = last.at if last else None
        timekeeper: Timekeeper
        if keeper is None:
            timekeeper = FollowingTimekeeper(self.clock, not_before)
            speed = timekeeper.speed
        else:
            clock = self.clock if speed == 1 else FastClock(speed, self.clock)
            timekeeper = Timekeeper(clock, not_before)
        record = Record(
            agenda,
            timekeeper.now,
            entries=entries,
            chance=_chance(self.options.seed, last.id if last else ""),
            language=words.language,
        )
        self.keeper = keeper
        if keeper is not None and keeper.vaults is not None:
            keeper.vaults.state = lambda: record.state
        if keeper is not None:
            keeper.go_by(lambda: beat_of(timekeeper, self.clock, speed))
            timekeeper.on_caught_up = keeper.tell_time
        desk = Desk(
            record,
            timekeeper,
            words,
            place=place_of(path),
            alike=alike,
            keeper=self.keeper,
            speed=speed,
            gap_on_open=0.0
            if keeper is None
            else unled_seconds(
                record,
                timekeeper.now(),
                last.at if last else None,
                alive if speed == 1 else None,
            ),
            confidential=confidential,
            follows=keeper is None,
            view=self.options.view,
            exporter=None if keeper is None or confidential else _Exports(self.places, keeper, self.clock),
        )
        desk.on_cover = keeper.tell_cover if keeper is not None else None
        return desk

    def _language(self, agenda: Agenda) -> str:
        wanted = self.options.language or agenda.language
        return wanted if wanted in languages() else "en"

    kept: Path | None = None
    """Where the session that was open is kept whole; None where it has no file, or not all of it."""
    incomplete = False
    """Whether the session that was open could not be saved whole."""

    def close(self) -> None:
        """Save and let go of the session that is open."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if self.keeper is not None:
            whole = self.keeper.close()
            self.kept = self.keeper.store.path.absolute() if self.keeper.begun and whole else None
            self.incomplete = not whole
            self.keeper = None

    # -- people --------------------------------------------------------------------------------------------

    def read_pasted_people(self, text: str, reading: str | None) -> "PeopleList":
        """Read a pasted list of people. Raises `Refused`."""
        from apv_tui.files.people_file import read_people

        try:
            return people_list(read_people(text, "", reading))
        except Unreadable as unreadable:
            raise Refused(unreadable.problems[0].what) from None

    # -- what can be opened --------------------------------------------------------------------------------

    def choices(self) -> "list[Choice]":
        """Give what the start screen lists: meetings to go on with, agendas, the demo."""
        from apv_tui.library import look_into_agenda, session_choices
        from apv_tui.tui.screens.start import Choice

        said = Words(self.screen_language)
        confidential, recovered = said("start.confidential"), said("start.recovered")
        rows = session_choices(self.places, self.open_session, self.follow, confidential, recovered)
        begin = message("start.begin")
        own = own_agendas(self.places.agendas)
        for path in [*own, *sorted(shipped().glob("*.yaml"))]:
            mine = path in own
            beside = message("start.own_file", name=path.name) if mine else message("start.shipped")
            title = title_of(path)
            rows.append(
                Choice(
                    begin,
                    title,
                    Words(self.screen_language).say(beside),
                    partial(self._begin, path),
                    ask_meeting=True,
                    look=partial(look_into_agenda, path) if mine else None,
                )
            )
        words = Words(self.screen_language)
        rows.append(Choice(message("start.try"), words("start.demo"), words("start.demo.beside"), self.demo))
        return rows

    def _begin(self, path: Path) -> Desk:
        read = read_agenda_file(path)
        self.warn_of(read.warnings)
        return self.new_session(read.agenda)

    def warn_of(self, warnings: Sequence[Problem]) -> None:
        """Say in the lobby that the agenda has warnings, with the first of them."""
        if warnings:
            self._switchboard.notice(message("run.warnings", n=len(warnings), first=warnings[0].what))

    @property
    def screen_language(self) -> str:
        """The language of screens that belong to no agenda."""
        return self.options.language or self.language

    def demo(self, people: int | None = None) -> Desk:
        """Begin the demo meeting."""
        agenda = read_agenda_file(shipped(DEMO_AGENDA)).agenda
        words = Words(self._language(agenda))
        name = words("demo.name", date=f"{self.clock.utc().astimezone():%Y-%m-%d %H.%M}")
        return self.new_session(agenda, people=demo_people(people), meeting=DEMO_MEETING, name=name)

    # -- the start screen ----------------------------------------------------------------------------------

    def start_screen(self, app: "ApvApp") -> "Screen[None]":
        """Give the screen a meeting is chosen on."""
        from apv_tui.tui.screens.start import StartScreen

        return StartScreen(app, self)

    # -- what the store says -------------------------------------------------------------------------------

    def attach(self, app: "ApvApp") -> None:
        """Pass on to the app what has been said so far, and what will be."""
        self._switchboard.attach(app)
        if self.keeper is not None:
            self.keeper.start()
        pass_on = self._switchboard.pass_on
        if self._watch is not None:
            self._watch.start(
                lambda kept, added: pass_on(lambda app: app.hear_followed(kept, added)),
                lambda beat: pass_on(lambda app: app.hear_beat(beat)),
                lambda cover: pass_on(lambda app: app.hear_cover(cover)),
            )

    def _hand_over(self) -> None:
        if self.keeper is not None:
            self.keeper.hand_over()


class _Exports:
    """Writes documents beside the session file, wherever that is at the moment; see `core.exporter`."""

    def __init__(self, places: Places, keeper: Keeper, clock: Clock) -> None:
        self._places = places
        self._keeper = keeper
        self._clock = clock

    def export(self, state: State, what: str, ending: str, *, names: bool) -> Written | None:
        """Write documents. Raises `Refused`."""
        from apv_tui.files.session_peek import given_name
        from apv_tui.making import Exporter  # and with it all that documents are made of

        store = self._keeper.store
        called = given_name(store.path)
        made = Exporter(self._places, store.path.parent, store.session, self._clock, called)
        return made.export(state, what, ending, names=names)


def _need_sound(agenda: Agenda, entries: Sequence[Entry]) -> None:
    """Refuse a session whose agenda, or one that replaced it, cannot be led. Raises `BadEntry`, ValueError."""
    revised = (entry.fact.agenda for entry in entries if isinstance(entry.fact, AgendaRevised))
    for each in (agenda, *map(Agenda.model_validate, revised)):
        wrong = next((fault for fault in faults(each) if not fault.warning), None)
        if wrong is not None:
            raise BadEntry(wrong.what.id)


def _chance(seed: int | None, last: str) -> random.Random | None:
    """Give what draws; in a session that goes on it must not give out the same ids again."""
    if seed is None:
        return None
    return random.Random(f"{seed} {last}" if last else seed)  # noqa: S311 - a draw to repeat


def _together(notices: Sequence[Message]) -> tuple[Message, ...]:
    """Say once how much was recovered, of the meeting and of confidential notes."""
    found = sum(int(str(dict(each.params)["n"])) for each in notices if each.id == "session.recovered")
    rest = tuple(each for each in notices if each.id != "session.recovered")
    return (message("session.recovered", n=found), *rest) if found else rest


def _not_understood(path: Path, fault: Exception) -> Unreadable:
    reason = one_line(str(fault).partition("\n")[0], 200)
    return Unreadable(str(path), [Problem(message("session.not_understood", reason=reason))])


def people_list(read: "PeopleRead") -> "PeopleList":
    """Give a list of people, as the disk read it, in the form the screens take."""
    from apv_tui.tui.overlays.add_people import PeopleList

    return PeopleList(
        tuple(
            PersonFacts(id="", name=who.name, department=who.department, leader=who.leader)
            for who in read.people
        ),
        read.how,
        read.reading,
        read.alternatives,
        tuple(problem.what for problem in read.warnings),
    )


def read_agenda(path: Path) -> AgendaRead:
    """Read an agenda file, or one of the shipped by its name ("apv.da"). Raises `Unreadable`."""
    return read_agenda_file(shipped_or_own(path))
