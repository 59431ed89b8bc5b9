"""The commands for agendas and what is made of them: check, show, print, new, schema."""

import argparse
import os
from pathlib import Path

from apv_tui.commands.options import LANGUAGES, WRONG_USAGE, Parser, message_language, paper_options
from apv_tui.commands.speaking import speaks


def declare(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare check, show, print, new and schema."""
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
    message_language(check, otherwise="; the agenda's otherwise")
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: one document, for editors and CI"
    )
    check.add_argument("--strict", action="store_true", help="exit status 1 for warnings, too")
    check.set_defaults(run=_check)
    show = commands.add_parser(
        "show",
        help="show the running order of an agenda, or the script for its leader",
        description="Show when each step begins, how long it lasts, in which groups and with which lists; with "
        "--script, step by step what to say, to hang up and to hand out.",
    )
    show.add_argument(
        "agenda",
        type=Path,
        metavar="AGENDA",
        help="the agenda file, the name of a shipped one, or a session file: its plan as it is now",
    )
    show.add_argument("--script", action="store_true", help="the script for the leader instead of the table")
    show.add_argument("--meeting", metavar="ID", help="only this meeting of the agenda")
    show.add_argument("--start", metavar="TIME", help="when a meeting begins, for example 13:00")
    show.add_argument("--people", metavar="FILE|N", help="who comes, or how many: shows the groups they make")
    paper_options(show, "terminal, markdown or html; by the ending of FILE otherwise, else terminal")
    show.set_defaults(run=_show)

    print_ = commands.add_parser(
        "print",
        help="make print-outs before the day: group lists, role cards, guides, sheets, slips",
        description="Make pages to print, in the agenda's language: groups (group lists), roles (role cards), "
        "guide (the questions of interviews and of work alone), sheets (numbered sheets for groups), slips "
        "(voting slips), or all of them.",
        epilog="Without --to all of it is one file in the present folder; a folder, --to papers/, gets a file for "
        "each. Groups that are not drawn yet are drawn for the print-out alone, and are not those of the day: "
        "print groups and roles of the session once its groups are drawn. Nothing confidential or for the leader "
        "alone is printed.",
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
    paper_options(print_, "html or markdown; by the ending of FILE otherwise, else html")
    print_.set_defaults(run=_print)

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
    message_language(schema)
    schema.set_defaults(run=_schema)


def _check(options: argparse.Namespace) -> int:
    if not speaks(options.language):
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
