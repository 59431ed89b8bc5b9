"""The commands that lead a meeting or show one: demo, run, open, follow, and none at all."""

import argparse
import os
import time
from pathlib import Path

from apv_tui.commands.options import (
    WRONG_INPUT,
    WRONG_USAGE,
    Parser,
    count,
    screen_options,
    session_options,
    view_option,
)
from apv_tui.commands.speaking import agrees, has_terminal, speaks, tell, words_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from apv_tui.core.facts import PersonFacts
    from apv_tui.tui.desk import Desk
    from apv_tui.wiring import Office
    from apv_tui.words import Words

LOOK_FOR_ONE = 0.2
"""Seconds between two looks for a meeting that is led."""


def declare(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare demo, run, open and follow."""
    demo = commands.add_parser(
        "demo",
        help="try the first dialogue meeting of the Danish method with 23 invented people",
        description="Open the Danish first dialogue meeting with invented people from four departments. "
        "Nothing has to be prepared; the session is kept like a real one.",
    )
    demo.add_argument("--people", type=count, metavar="N", help="so many invented people instead of 23")
    demo.add_argument("--at", metavar="STEP", help="begin at the step with this id instead of the lobby")
    session_options(demo)
    demo.set_defaults(run=_demo)

    run = commands.add_parser(
        "run",
        help="begin a meeting from an agenda",
        description="Begin a new session from an agenda file, or from a shipped agenda by its name (apv.da).",
        epilog="A people file has one name a line, or is a CSV file with name, department and leader as "
        "Excel saves it. What was read is shown before it is taken.",
    )
    run.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the agenda file, or the name of a shipped one"
    )
    run.add_argument(
        "--people", metavar="FILE|N", help="a file of people, or a number when names are not wanted"
    )
    run.add_argument("--session", type=Path, metavar="FILE", help="where the session file is to be kept")
    run.add_argument("--meeting", metavar="ID", help="which meeting of the agenda; asked otherwise")
    session_options(run)
    run.set_defaults(run=_run)

    open_ = commands.add_parser(
        "open",
        help="go on with a meeting",
        description="Go on with a session where it stood. If the clock was running when the program ended, "
        "it asks how that time counts.",
    )
    open_.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    session_options(open_)
    open_.set_defaults(run=_open)

    follow = commands.add_parser(
        "follow",
        help="show a meeting that is led in another window, to look at only",
        description="Show what another window on this computer leads, as it happens: to the room, on the "
        "projector, without anything for the leader alone; or with --view leader to whoever leads, with notes, "
        "the next step and how late it is. Nothing can be changed here. A session that nobody leads is shown as "
        "it stands.",
    )
    follow.add_argument(
        "session",
        type=Path,
        metavar="SESSION",
        nargs="?",
        help="the session file; the meeting that is led on this computer otherwise",
    )
    screen_options(follow, again=True)
    view_option(follow)
    follow.set_defaults(run=_follow)


def _demo(options: argparse.Namespace) -> int:
    def begin(office: "Office") -> "Desk":
        from apv_tui.core import commands as c
        from apv_tui.core.messages import Refused

        desk = office.demo(options.people)
        if options.at:
            try:
                desk.do(c.GoTo(options.at))
            except Refused as refusal:
                known = ", ".join(step.id for step in desk.state.meeting.steps) if desk.state.meeting else ""
                raise _Wrong(f"{desk.words.say(refusal.reason)} ({known})") from None
        return desk

    return _lead(options, begin)


def _run(options: argparse.Namespace) -> int:
    def begin(office: "Office") -> "Desk":
        from apv_tui.wiring import read_agenda

        read = read_agenda(options.agenda)
        agenda = read.agenda
        office.warn_of(read.warnings)
        words = words_for(options.language or agenda.language)
        if options.meeting and agenda.meeting(options.meeting) is None:
            known = ", ".join(meeting.id for meeting in agenda.meetings)
            raise _Wrong(f"{words('refused.no_such_meeting', meeting=options.meeting)} ({known})")
        people = _people(options.people, words) if options.people else ()
        try:
            desk = office.new_session(
                agenda, people=people, meeting=options.meeting or "", path=options.session
            )
        except FileExistsError:
            raise _Wrong(words("run.session_exists", path=str(options.session))) from None
        desk.ask_meeting = not options.meeting and len(agenda.meetings) > 1
        return desk

    return _lead(options, begin)


def _open(options: argparse.Namespace) -> int:
    def begin(office: "Office") -> "Desk":
        from apv_tui.core.messages import OnlyToLookAt

        try:
            return office.open_session(options.session)
        except OnlyToLookAt as refusal:
            words = words_for(options.language)
            tell(words.say(refusal.reason))
            if not agrees(words("open.follow")):
                raise _Wrong(words("open.left")) from None
            return office.follow(options.session)

    return _lead(options, begin)


def _follow(options: argparse.Namespace) -> int:
    options.speed, options.seed = 1.0, None  # the window that leads says how fast the clock runs

    def begin(office: "Office") -> "Desk":
        from apv_tui.files.beat import led_now

        session = (
            options.session
            or led_now(office.places.state, time.time())
            or _first_led(office, options.language)
        )
        return office.follow(session)

    return _lead(options, begin)


def _first_led(office: "Office", language: str | None) -> Path:
    """Wait for the first meeting that is led on this computer: its window may be opened before, or after.

    A meeting in whose lobby nothing was done yet is not led yet. Raises `_Wrong` when whoever waits gives up.
    """
    from apv_tui.files.beat import led_now

    words = words_for(language)
    tell(words("follow.waits"))
    try:
        while (session := led_now(office.places.state, time.time())) is None:
            time.sleep(LOOK_FOR_ONE)
    except KeyboardInterrupt:
        raise _Wrong(words("follow.none_led")) from None
    return session


def start(options: argparse.Namespace) -> int:
    """Open the start screen."""
    options.speed, options.seed, options.view = 1.0, None, "room"
    return _lead(options, None)


def _people(wanted: str, words: "Words") -> "tuple[PersonFacts, ...]":
    """Read the people of the command line; what was read is shown on the terminal before the screen opens."""
    from apv_tui.core.facts import PersonFacts
    from apv_tui.core.headcount import nearest, sounds_like_one
    from apv_tui.files.people_file import read_people_file
    from apv_tui.wiring import people_list

    if wanted.isdecimal() and not Path(wanted).exists():
        try:
            return tuple(PersonFacts(id="") for _ in range(count(wanted)))
        except argparse.ArgumentTypeError as wrong:
            raise _Wrong(f"--people: {wrong}") from None
    if sounds_like_one(wanted) and not Path(wanted).exists():
        raise _Wrong(words("people.neither", value=wanted, better=nearest(wanted)))
    read = people_list(read_people_file(Path(wanted)))
    tell(words.say(read.how))
    for warning in read.warnings:
        tell(words.say(warning))
    for number, person in enumerate(read.people, 1):
        details = ", ".join(
            filter(None, (person.department, words("people.screen.leader") if person.leader else ""))
        )
        tell(f"{number:>4}  {person.name}{f'  ({details})' if details else ''}")
    if not agrees(words("run.take_people")):
        raise _Wrong(words("run.people_refused"))
    return read.people


class _Wrong(Exception):
    """The input is wrong; the text says what."""


def _lead(options: argparse.Namespace, begin: "Callable[[Office], Desk] | None") -> int:
    if not has_terminal():
        tell(words_for(options.language)("cli.no_terminal"), error=True)
        return WRONG_USAGE
    from apv_tui.complaints import complain, language_of
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.files.places import default_places
    from apv_tui.wiring import Office, Options

    if not speaks(options.language):
        return WRONG_USAGE
    from apv_tui.core.settings import AUTO
    from apv_tui.files.settings_file import SettingsFile
    from apv_tui.tui.actions import TABLE

    places = default_places(os.environ)
    settled = SettingsFile(places.settings, TABLE)
    settings = settled.read()
    office = Office(
        places,
        Options(options.language or "", options.speed, options.seed, options.view),
        language=language_of(None if settings.language == AUTO else settings.language),
        settled=settled,
    )
    try:
        desk = begin(office) if begin is not None else None
    except Unreadable as unreadable:
        complain(unreadable, words_for(options.language))
        return WRONG_INPUT
    except Refused as refusal:
        tell(words_for(options.language).say(refusal.reason), error=True)
        return WRONG_INPUT
    except _Wrong as wrong:
        tell(wrong, error=True)
        return WRONG_INPUT
    except OSError as error:
        tell(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    from apv_tui.showing import show

    words = desk.words if desk is not None else words_for(office.screen_language)
    light = options.light or settings.theme == "light"
    return show(office, desk, words, theme="apv-light" if light else "apv-dark")
