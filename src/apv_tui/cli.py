"""The commands. Nothing of the screen is imported before a screen is needed."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from apv_tui import __version__
from apv_tui.lean import without_openssl, without_plugins

TYPE_CHECKING = False  # type checkers know the name; importing typing would double the time of --version
if TYPE_CHECKING:
    from typing import NoReturn

    from apv_tui.core.facts import PersonFacts
    from apv_tui.tui.desk import Desk
    from apv_tui.wiring import Office
    from apv_tui.words import Words

LANGUAGES = "da, en, nb or nl"
DONE, WRONG_INPUT, WRONG_USAGE, OUR_FAULT = 0, 1, 2, 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status.

    0 done · 1 the input is wrong, or a fault of ours · 2 wrong usage, or no terminal · 128 + N ended by signal
    N, where 129 is a terminal that is gone.
    """
    # Collecting garbage while thousands of objects are made to stay costs a tenth of the start.
    gc.disable()
    without_plugins()
    if argv is None:
        _utf8_names()
    _utf8_streams()
    options = _parser().parse_args(argv)
    without_openssl()
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return WRONG_INPUT
    except Exception as fault:
        return _our_fault(fault)


class _Parser(argparse.ArgumentParser):
    """A parser that repeats what was typed on the command line without its control characters."""

    def error(self, message: str) -> "NoReturn":
        """Say what is wrong with the command line, and end with status 2."""
        from apv_tui.core.text import one_line

        super().error(one_line(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="apv-tui",
        description="Lead a group through a meeting, step by step and minute by minute. Without a command a "
        "start screen opens: go on with a meeting, begin one, or try the demo.",
        epilog="Everything said in the meeting is kept in a JSON session file on this computer; nothing is "
        "sent anywhere. Exit status: 0 done, 1 the input is wrong or the program had a fault, 2 wrong usage "
        "or no terminal, 128 + N ended by signal N (129: the terminal was closed).",
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

    follow = commands.add_parser(
        "follow",
        help="show a meeting that is led in another window, to look at only",
        description="Show the room what another window on this computer leads, as it happens. Nothing can be "
        "changed here, and nothing for the leader alone is shown. A session that nobody leads is shown as it "
        "stands.",
    )
    follow.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    _session_options(follow)
    follow.set_defaults(run=_follow)

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

    erase = commands.add_parser(
        "erase",
        help="delete a session for good, with every copy the program made of it",
        description="Delete a session that is not open: its file, the backup, copies of it in the same folder, "
        "the journal, and whatever was left by a crash. What is in it is shown first, and a word has to be "
        "typed. Single words and names are erased in the open meeting.",
        epilog="Exit status: 0 it is erased, 1 it is not, or not all of it. Backups of the computer, the history "
        "of a synchronised folder and files that were sent or moved elsewhere are out of reach.",
    )
    erase.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    erase.add_argument("--yes", action="store_true", help="do not ask; confidential notes stay")
    erase.add_argument(
        "--with-notes", action="store_true", help="erase the confidential notes of the meeting as well"
    )
    _message_language(erase)
    erase.set_defaults(run=_erase)

    check = commands.add_parser(
        "check",
        help="check agenda files",
        description="Check agendas: the first syntax error, otherwise all problems that can be seen at once, "
        "each as FILE:LINE:COLUMN: what is wrong, the line, and what to write instead. Of an agenda that can be "
        "led: does it fit its time, and every text a screen of 80x24 and of 54x16.",
        epilog="Exit status: 0 all can be led (there may be warnings), 1 something has to be mended, 2 wrong usage.",
    )
    check.add_argument(
        "agendas", type=Path, nargs="+", metavar="AGENDA", help="an agenda file, or a shipped one's name"
    )
    _message_language(check, otherwise="; the agenda's otherwise")
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: one document, for editors and CI"
    )
    check.add_argument("--strict", action="store_true", help="exit status 1 for warnings, too")
    check.set_defaults(run=_check)
    _paper_commands(commands)
    _draft_commands(commands)
    _trial_commands(commands)
    return parser


def _trial_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    rehearse = commands.add_parser(
        "rehearse",
        help="let a meeting play itself with invented people, on the screen or as a check without one",
        description="Play the meetings of an agenda with invented people and contributions: groups, signals and "
        "all. Space pauses, PgDn goes on to the next screen, Ctrl+Q leaves. Nothing is kept. With --headless "
        "no screen opens: it is reported in seconds what would have gone wrong, with few people and with many.",
        epilog="Exit status: 0 nothing would have gone wrong, 1 something would, or the agenda cannot be led, "
        "2 wrong usage, or no terminal.",
    )
    rehearse.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the agenda file, or the name of a shipped one"
    )
    rehearse.add_argument(
        "--meeting", metavar="ID", help="only this meeting; those before it are played at once"
    )
    rehearse.add_argument(
        "--people",
        type=_counts,
        metavar="N",
        default=(),
        help="how many invented people; with --headless also several, as 4,7,13 or 4-60",
    )
    rehearse.add_argument(
        "--speed", type=_speed, default=60.0, metavar="N", help="how much faster the clock runs: 60 otherwise"
    )
    rehearse.add_argument(
        "--seed", type=int, default=1, metavar="N", help="another rehearsal of the same agenda"
    )
    rehearse.add_argument("--headless", action="store_true", help="no screen, only a report; for CI")
    rehearse.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="how --headless reports: json is for programs",
    )
    _screen_options(rehearse, again=True)
    rehearse.set_defaults(run=_rehearse)

    preview = commands.add_parser(
        "preview",
        help="look at each screen of an agenda, and see changes to the file as they are saved",
        description="Show each screen as the room will see it, with invented people, groups and contributions. "
        "PgDn and PgUp turn them; the F1 key names the others. What is saved in an editor is shown within a "
        "second; while the file has a mistake, it is named, and the last good screen stays.",
    )
    preview.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the agenda file, or the name of a shipped one"
    )
    preview.add_argument("--meeting", metavar="ID", help="begin at this meeting")
    preview.add_argument("--step", metavar="ID", help="begin at this step")
    preview.add_argument(
        "--people", type=_count, default=13, metavar="N", help="how many invented people: 13 otherwise"
    )
    _screen_options(preview, again=True)
    preview.set_defaults(run=_preview)


def _draft_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    new = commands.add_parser(
        "new",
        help="make an agenda to change",
        description="Make an agenda from a template, or a copy of a shipped one, with remarks that say what may be "
        "changed. What is not said here is asked. A file that is there already is left alone.",
        epilog="Without FILE it is put where the start screen finds it. The file agenda.schema.json beside it lets "
        "editors complete and check while you type.",
    )
    new.add_argument("file", type=Path, nargs="?", metavar="FILE", help="where to put it")
    new.add_argument(
        "--template",
        default="",
        metavar="T",
        help="steps (an empty meeting with three steps), interviews (and a brainstorm with a vote), retrospective, "
        "or the name of a shipped agenda (apv.da)",
    )
    new.add_argument("--title", default="", metavar="TEXT", help="what it is called")
    new.add_argument("--minutes", default="", metavar="N", help="how long it lasts: 90 or 1h30")
    new.add_argument("--people", default="", metavar="N", help="how many people come")
    new.add_argument("--yes", action="store_true", help="ask nothing; take what is usual")
    new.add_argument(
        "--language",
        metavar="L",
        default=argparse.SUPPRESS,
        help=f"the language of the agenda: {LANGUAGES}; a copy keeps its own",
    )
    new.set_defaults(run=_new)

    schema = commands.add_parser(
        "schema",
        help="give the JSON Schema of agendas, for editors",
        description="Write the JSON Schema (draft 2020-12) of agendas. With it an editor completes keys and checks "
        "while one types; an agenda whose first line names it needs no settings.",
    )
    schema.add_argument(
        "--output", type=Path, metavar="FILE", help="write it into a file instead of showing it"
    )
    _message_language(schema)
    schema.set_defaults(run=_schema)


def _paper_commands(commands: "argparse._SubParsersAction[_Parser]") -> None:
    show = commands.add_parser(
        "show",
        help="show the running order of an agenda, or the script for its leader",
        description="Show when each step begins, how long it lasts, in which groups and with which lists; with "
        "--script, step by step what to say, to hang up and to hand out.",
    )
    show.add_argument(
        "agenda", type=Path, metavar="AGENDA", help="the agenda file, or the name of a shipped one"
    )
    show.add_argument("--script", action="store_true", help="the script for the leader instead of the table")
    show.add_argument("--meeting", metavar="ID", help="only this meeting of the agenda")
    show.add_argument("--start", metavar="TIME", help="when a meeting begins, for example 13:00")
    show.add_argument("--people", metavar="FILE|N", help="who comes, or how many: shows the groups they make")
    _paper_options(show, "terminal, markdown or html; by the ending of FILE otherwise, else terminal")
    show.set_defaults(run=_show)

    print_ = commands.add_parser(
        "print",
        help="make print-outs before the day: group lists, role cards, guides, sheets, slips",
        description="Make pages to print, in the agenda's language: groups (group lists), roles (role cards), "
        "guide (the interview guide), sheets (numbered sheets for groups), slips (voting slips), or all of them.",
        epilog="Without --to a file is made in the present folder. Of a session the people and groups are those "
        "that are in it; nothing confidential or for the leader alone is printed.",
    )
    print_.add_argument("source", type=Path, metavar="AGENDA|SESSION", help="an agenda, or a session file")
    print_.add_argument("what", nargs="+", metavar="WHAT", help="groups, roles, guide, sheets, slips, all")
    print_.add_argument(
        "--people", metavar="FILE|N", help="a file of people, or a number of them without names"
    )
    print_.add_argument(
        "--meeting", metavar="ID", help="only this meeting; of a session the one that is next"
    )
    print_.add_argument("--seed", type=int, metavar="N", help="draw the same groups each time")
    _paper_options(print_, "html or markdown; by the ending of FILE otherwise, else html")
    print_.set_defaults(run=_print)


def _paper_options(parser: argparse.ArgumentParser, formats: str) -> None:
    parser.add_argument("--format", metavar="F", help=formats)
    parser.add_argument("--to", metavar="FILE|FOLDER", help="where to write it; - is the terminal")
    parser.add_argument("--force", action="store_true", help="write over a file that is there already")
    _message_language(parser, otherwise="; the agenda's otherwise")


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


def _message_language(parser: argparse.ArgumentParser, *, otherwise: str = "") -> None:
    parser.add_argument(
        "--language",
        metavar="L",
        default=argparse.SUPPRESS,
        help=f"the language of the messages: {LANGUAGES}{otherwise}",
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


def _counts(text: str) -> tuple[int, ...]:
    numbers: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        numbers.update(range(_count(first.strip()), _count(last.strip() if dash else first.strip()) + 1))
    if numbers:
        return tuple(sorted(numbers))
    raise argparse.ArgumentTypeError("a number, several, or from one to another: 13, 4,7,13 or 4-60")


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
    if options.language and options.language not in _languages():
        _say(f"apv-tui: --language: {', '.join(_languages())}", error=True)
        return WRONG_USAGE
    from apv_tui.checking import check

    as_json = options.format == "json"
    return check(options.agendas, options.language or "", as_json=as_json, strict=options.strict)


def _show(options: argparse.Namespace) -> int:
    from apv_tui.printing import Output, show

    return show(
        options.agenda,
        Output(options.format, options.to, options.force),
        script=options.script,
        start=options.start,
        people=options.people,
        meeting=options.meeting,
        language=options.language,
    )


def _print(options: argparse.Namespace) -> int:
    from apv_tui.printing import Output, print_out

    return print_out(
        options.source,
        options.what,
        Output(options.format, options.to, options.force),
        people=options.people,
        meeting=options.meeting,
        seed=options.seed,
        language=options.language,
    )


def _rehearse(options: argparse.Namespace) -> int:
    language = options.language or ""
    if language and language not in _languages():
        _say(f"apv-tui: --language: {', '.join(_languages())}", error=True)
        return WRONG_USAGE
    if options.headless:
        from apv_tui.rehearsing import headless

        return headless(
            options.agenda,
            options.people,
            meeting=options.meeting or "",
            seed=options.seed,
            language=language,
            as_json=options.format == "json",
        )
    if len(options.people) > 1:
        _say(_words(language)("rehearse.one_number"), error=True)
        return WRONG_USAGE
    if not _has_terminal():
        _say(_words(language)("cli.no_terminal"), error=True)
        return WRONG_USAGE
    from apv_tui.rehearsing import on_screen

    return on_screen(
        options.agenda,
        options.people[0] if options.people else None,
        meeting=options.meeting or "",
        seed=options.seed,
        language=language,
        speed=options.speed,
        light=options.light,
    )


def _preview(options: argparse.Namespace) -> int:
    language = options.language or ""
    if language and language not in _languages():
        _say(f"apv-tui: --language: {', '.join(_languages())}", error=True)
        return WRONG_USAGE
    if not _has_terminal():
        _say(_words(language)("cli.no_terminal"), error=True)
        return WRONG_USAGE
    from apv_tui.previewing import preview

    return preview(
        options.agenda,
        options.people,
        meeting=options.meeting or "",
        step=options.step or "",
        language=language,
        light=options.light,
    )


def _new(options: argparse.Namespace) -> int:
    from apv_tui.drafting import Asked, make_new
    from apv_tui.files.places import default_places

    asked = Asked(
        options.file,
        options.template,
        options.language or "",
        options.title,
        options.minutes,
        options.people,
        options.yes,
    )
    return make_new(asked, default_places(os.environ))


def _schema(options: argparse.Namespace) -> int:
    from apv_tui.drafting import print_schema

    return print_schema(options.output, options.language)


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
            _say(words.say(each))
        if not told:
            _say(words("refused.nothing_revised"))
            return DONE
        for each in told:
            _say(f"  {words.say(each)}")
        if not options.yes and not _agrees(words("revise.ask")):
            _say(words("revise.left"))
            return DONE
        desk.revise(edited)
        _say(words("revise.done", path=str(options.session)))
    except Unreadable as unreadable:
        complain(unreadable, words)
        return WRONG_INPUT
    except Refused as refusal:
        _say(words.say(refusal.reason), error=True)
        return WRONG_INPUT
    except OSError as error:
        _say(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    finally:
        office.close()
    return DONE


def _erase(options: argparse.Namespace) -> int:
    from apv_tui.complaints import complain
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.erasing import look_at
    from apv_tui.files.places import default_places

    words = _words(options.language)
    try:
        doomed = look_at(options.session, default_places(os.environ).state)
        for each in doomed.told(words):
            _say(each)
        notes = options.with_notes
        if doomed.notes:
            if not (notes or options.yes):
                notes = _says_yes(words("erase_session.notes_too", n=len(doomed.notes)))
            said = "erase_session.notes_go" if notes else "erase_session.notes_stay"
            _say(words(said, n=len(doomed.notes)))
        _say(words("erase_session.beyond"))
        word = words("erase_session.word")
        if not options.yes and _answer(words("erase_session.type", word=word)).lower() != word:
            _say(words("erase_session.left"))
            return WRONG_INPUT
        doomed.erase(notes=notes)
        _say(words("erase_session.done", name=doomed.name))
    except Unreadable as unreadable:
        complain(unreadable, words)
        return WRONG_INPUT
    except Refused as refusal:
        _say(words.say(refusal.reason), error=True)
        return WRONG_INPUT
    except OSError as error:
        _say(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    return DONE


def _says_yes(question: str) -> bool:
    """Ask where only a clear yes is one, in whatever language: ja, yes."""
    return _answer(question)[:1].lower() in ("j", "y")


def _answer(question: str) -> str:
    from apv_tui.complaints import ask

    try:
        return ask(question)
    except EOFError:  # Ctrl+D is no answer
        return ""


def _agrees(question: str) -> bool:
    from apv_tui.complaints import ask

    try:
        return ask(question).lower()[:1] != "n"
    except EOFError:  # Ctrl+D is no yes
        return False


def _say(text: object, *, error: bool = False) -> None:
    from apv_tui.complaints import say

    say(str(text), error=error)


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
    def begin(office: "Office") -> "Desk":
        from apv_tui.core.messages import OnlyToLookAt

        try:
            return office.open_session(options.session)
        except OnlyToLookAt as refusal:
            words = _words(options.language)
            _say(words.say(refusal.reason))
            if not _agrees(words("open.follow")):
                raise _Wrong(words("open.left")) from None
            return office.follow(options.session)

    return _lead(options, begin)


def _follow(options: argparse.Namespace) -> int:
    return _lead(options, lambda office: office.follow(options.session))


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
    _say(words.say(read.how))
    for warning in read.warnings:
        _say(words.say(warning))
    for number, person in enumerate(read.people, 1):
        details = ", ".join(
            filter(None, (person.department, words("people.screen.leader") if person.leader else ""))
        )
        _say(f"{number:>4}  {person.name}{f'  ({details})' if details else ''}")
    if not _agrees(words("run.take_people")):
        raise _Wrong(words("run.people_refused"))
    return read.people


# -- the screen --------------------------------------------------------------------------------------------


class _Wrong(Exception):
    """The input is wrong; the text says what."""


def _lead(options: argparse.Namespace, begin: "Callable[[Office], Desk] | None") -> int:
    if not _has_terminal():
        _say(_words(options.language)("cli.no_terminal"), error=True)
        return WRONG_USAGE
    from apv_tui.complaints import complain
    from apv_tui.core.messages import Refused, Unreadable
    from apv_tui.files.places import default_places
    from apv_tui.wiring import Office, Options

    if options.language and options.language not in _languages():
        _say(f"apv-tui: --language: {', '.join(_languages())}", error=True)
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
        _say(_words(options.language).say(refusal.reason), error=True)
        return WRONG_INPUT
    except _Wrong as wrong:
        _say(wrong, error=True)
        return WRONG_INPUT
    except OSError as error:
        _say(f"{error.filename or ''}: {error.strerror or error}", error=True)
        return WRONG_INPUT
    from apv_tui.showing import show

    words = desk.words if desk is not None else _words(options.language)
    return show(office, desk, words, theme="apv-light" if options.light else "apv-dark")


def _has_terminal() -> bool:
    """Whether there is a terminal to read keys from and to draw on; a stream that is closed is None."""
    streams = (sys.__stdin__, sys.__stdout__)
    there = all(stream is not None and not stream.closed and stream.isatty() for stream in streams)
    return there and os.environ.get("TERM") != "dumb"


def _words(language: str | None) -> "Words":
    from apv_tui.complaints import words_of

    return words_of(language)


def _languages() -> tuple[str, ...]:
    from apv_tui.words import languages

    return languages()


def _our_fault(fault: BaseException) -> int:
    from apv_tui.complaints import tell_our_fault

    tell_our_fault([fault], _words(None))
    return OUR_FAULT


def _utf8_names() -> None:
    """Begin anew where the locale is one of old: a file could not be named after a meeting with an en dash."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - ourselves


def _utf8_streams() -> None:
    """Write UTF-8 whatever the locale says: a name must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
