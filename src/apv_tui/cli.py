"""The commands. Nothing of the screen is imported before a screen is needed."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from apv_tui import __version__
from apv_tui.lean import without_plugins

TYPE_CHECKING = False  # type checkers know the name; importing typing would double the time of --version
if TYPE_CHECKING:
    from apv_tui.core.facts import PersonFacts
    from apv_tui.tui.app import ApvApp
    from apv_tui.tui.desk import Desk
    from apv_tui.wiring import Office
    from apv_tui.words import Words

LANGUAGES = "da, en, nb or nl"
DONE, WRONG_INPUT, WRONG_USAGE, OUR_FAULT = 0, 1, 2, 70


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status.

    0 done · 1 the input is wrong · 2 wrong usage, or no terminal · 70 a fault of ours.
    """
    # Collecting garbage while thousands of objects are made to stay costs a tenth of the start.
    gc.disable()
    without_plugins()
    _utf8_streams()
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return WRONG_INPUT
    except Exception as fault:
        return _our_fault(fault)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="apv-tui",
        description="Lead a group through a meeting, step by step and minute by minute. Without a command a "
        "start screen opens: go on with a meeting, begin one, or try the demo.",
        epilog="Everything said in the meeting is kept in a JSON session file on this computer; nothing is "
        "sent anywhere. Exit status: 0 done, 1 the input is wrong, 2 wrong usage or no terminal, 70 a fault "
        "of the program.",
    )
    parser.add_argument("--version", action="version", version=f"apv-tui {__version__}")
    _screen_options(parser)
    parser.set_defaults(run=_start)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    demo = commands.add_parser(
        "demo",
        help="try the first dialogue meeting of the Danish method with 23 invented people",
        description="Open the Danish first dialogue meeting with invented people from four departments. "
        "Nothing has to be prepared; the session is kept like a real one.",
    )
    demo.add_argument("--people", type=_count, metavar="N", help="so many invented people instead of 23")
    demo.add_argument("--at", metavar="STEP", help="begin at the step with this id instead of the lobby")
    _session_options(demo)
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
    _session_options(run)
    run.set_defaults(run=_run)

    open_ = commands.add_parser(
        "open",
        help="go on with a meeting",
        description="Go on with a session where it stood. If the clock was running when the program ended, "
        "it asks how that time counts.",
    )
    open_.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    _session_options(open_)
    open_.set_defaults(run=_open)

    revise = commands.add_parser(
        "revise",
        help="take over an edited agenda for the meetings that have not been held",
        description="Replace the meetings of a session that have not been opened by those of an edited agenda. "
        "Meetings that were held, and everything noted, stay as they are. What changes is shown first.",
    )
    revise.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    revise.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the edited agenda file, or the name of a shipped one"
    )
    revise.add_argument("--yes", action="store_true", help="do not ask")
    _message_language(revise)
    revise.set_defaults(run=_revise)

    check = commands.add_parser(
        "check",
        help="check agenda files",
        description="Check agendas: the first syntax error, otherwise all problems that can be seen at once, "
        "each as FILE:LINE:COLUMN: what is wrong, and what to write instead.",
        epilog="Exit status: 0 all can be led (there may be warnings), 1 something has to be mended.",
    )
    check.add_argument(
        "agendas", type=Path, nargs="+", metavar="AGENDA", help="an agenda file, or a shipped one's name"
    )
    _message_language(check)
    check.set_defaults(run=_check)
    return parser


def _screen_options(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """Add the options of the screen; `again` at a command, which leaves alone what was said before it."""
    parser.add_argument(
        "--language",
        metavar="L",
        default=argparse.SUPPRESS if again else None,
        help=f"the language of the screen: {LANGUAGES}; the agenda's otherwise",
    )
    parser.add_argument(
        "--light",
        action="store_true",
        default=argparse.SUPPRESS if again else False,
        help="begin with the light theme, for lit rooms (key t)",
    )


def _message_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        metavar="L",
        default=argparse.SUPPRESS,
        help=f"the language of the messages: {LANGUAGES}",
    )


def _session_options(parser: argparse.ArgumentParser) -> None:
    _screen_options(parser, again=True)
    parser.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="let the clock run N times as fast, to rehearse or to test; the screen says so",
    )
    parser.add_argument("--seed", type=int, metavar="N", help="draw the same groups each time")


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 500:
        return int(text)
    raise argparse.ArgumentTypeError("a number from 1 to 500, for example 13")


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if 0 < speed <= 3600:
        return speed
    raise argparse.ArgumentTypeError("a number above 0, at most 3600, for example 60")


# -- commands ----------------------------------------------------------------------------------------------


def _check(options: argparse.Namespace) -> int:
    from apv_tui.complaints import complain, complain_of
    from apv_tui.core.messages import Unreadable
    from apv_tui.files.agenda_file import read_agenda_file
    from apv_tui.files.places import shipped_or_own

    words = _words(options.language)
    status = DONE
    for path in options.agendas:
        try:
            read = read_agenda_file(shipped_or_own(path))
        except Unreadable as unreadable:
            complain(unreadable, words)
            status = WRONG_INPUT
            continue
        for warning in read.warnings:
            complain_of(str(path), warning, words)
        steps = sum(len(meeting.steps) for meeting in read.agenda.meetings)
        print(words("check.good", path=str(path), meetings=len(read.agenda.meetings), n=steps))  # noqa: T201
    return status


def _revise(options: argparse.Namespace) -> int:
    from apv_tui.complaints import complain
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.files.places import default_places
    from apv_tui.wiring import Office, Options, read_agenda

    words = _words(options.language)
    office = Office(default_places(os.environ), Options(options.language or ""), language=words.language)
    try:
        edited = read_agenda(options.agenda).agenda
        desk = office.open_session(options.session)
        if not options.language:
            words = desk.words
        told = desk.what_a_revision_changes(edited)
        for each in desk.what_a_revision_leaves_out(edited):
            print(words.say(each))  # noqa: T201
        if not told:
            print(words("refused.nothing_revised"))  # noqa: T201
            return DONE
        for each in told:
            print(f"  {words.say(each)}")  # noqa: T201
        if not options.yes and not _agrees(words("revise.ask")):
            print(words("revise.left"))  # noqa: T201
            return DONE
        desk.revise(edited)
        print(words("revise.done", path=str(options.session)))  # noqa: T201
    except Unreadable as unreadable:
        complain(unreadable, words)
        return WRONG_INPUT
    except Refused as refusal:
        print(words.say(refusal.reason), file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}", file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    finally:
        office.close()
    return DONE


def _agrees(question: str) -> bool:
    try:
        answer = input(question + " ")
    except EOFError:  # Ctrl+D is no yes
        return False
    return answer.strip().lower()[:1] not in ("n",)


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
        words = _words(options.language or agenda.language)
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
    return _lead(options, lambda office: office.open_session(options.session))


def _start(options: argparse.Namespace) -> int:
    options.speed, options.seed = 1.0, None
    return _lead(options, None)


def _people(wanted: str, words: "Words") -> "tuple[PersonFacts, ...]":
    """Read the people of the command line; what was read is shown on the terminal before the screen opens."""
    from apv_tui.core.facts import PersonFacts
    from apv_tui.files.people_file import read_people_file
    from apv_tui.wiring import people_list

    if wanted.isdecimal() and not Path(wanted).exists():
        try:
            return tuple(PersonFacts(id="") for _ in range(_count(wanted)))
        except argparse.ArgumentTypeError as wrong:
            raise _Wrong(f"--people: {wrong}") from None
    read = people_list(read_people_file(Path(wanted)))
    print(words.say(read.how))  # noqa: T201
    for warning in read.warnings:
        print(words.say(warning))  # noqa: T201
    for number, person in enumerate(read.people, 1):
        details = ", ".join(
            filter(None, (person.department, words("people.screen.leader") if person.leader else ""))
        )
        print(f"{number:>4}  {person.name}{f'  ({details})' if details else ''}")  # noqa: T201
    if not _agrees(words("run.take_people")):
        raise _Wrong(words("run.people_refused"))
    return read.people


# -- the screen --------------------------------------------------------------------------------------------


class _Wrong(Exception):
    """The input is wrong; the text says what."""


def _lead(options: argparse.Namespace, begin: "Callable[[Office], Desk] | None") -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        print(_words(options.language)("cli.no_terminal"), file=sys.stderr)  # noqa: T201
        return WRONG_USAGE
    from apv_tui.complaints import complain
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.files.places import default_places
    from apv_tui.wiring import Office, Options

    if options.language and options.language not in _languages():
        print(f"apv-tui: --language: {', '.join(_languages())}", file=sys.stderr)  # noqa: T201
        return WRONG_USAGE
    places = default_places(os.environ)
    office = Office(
        places, Options(options.language or "", options.speed, options.seed), language=_words(None).language
    )
    try:
        desk = begin(office) if begin is not None else None
    except Unreadable as unreadable:
        complain(unreadable, _words(options.language))
        return WRONG_INPUT
    except Refused as refusal:
        print(_words(options.language).say(refusal.reason), file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    except _Wrong as wrong:
        print(wrong, file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}", file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    return _show(options, office, desk)


def _show(options: argparse.Namespace, office: "Office", desk: "Desk | None") -> int:
    from apv_tui.awake import Awake
    from apv_tui.tui.app import ApvApp

    words = desk.words if desk is not None else _words(options.language)
    awake: Awake | None = None

    def opened(app: "ApvApp") -> None:
        nonlocal awake
        office.attach(app)
        gc.freeze()
        gc.enable()
        if awake is None:

            def granted(kept: bool) -> None:
                app.call_later(app.hear_awake, kept)

            awake = Awake(granted)
            app.set_timer(0.5, awake.start)  # the room sees the lobby first

    app = ApvApp(
        words,
        office.clock,
        desk=desk,
        start=None if desk is not None else office.start_screen,
        on_open=opened,
        read_people=office.read_pasted_people,
        theme="apv-light" if options.light else "apv-dark",
    )
    try:
        app.run()
    finally:
        if awake is not None:
            awake.stop()
        office.close()
    if app.fault is not None:
        return _our_fault(app.fault)
    if app.desk is not None and office.incomplete:
        print(app.words("cli.not_kept", trouble=app.desk.trouble), file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    if office.kept is not None:
        print(app.words("cli.kept", path=str(office.kept)))  # noqa: T201
    return app.return_code or DONE


def _words(language: str | None) -> "Words":
    from apv_tui.complaints import words_of

    return words_of(language)


def _languages() -> tuple[str, ...]:
    from apv_tui.words import languages

    return languages()


def _our_fault(fault: BaseException) -> int:
    from apv_tui.complaints import tell_our_fault

    tell_our_fault(fault)
    return OUR_FAULT


def _utf8_streams() -> None:
    """Write UTF-8 whatever the locale says: a name must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
