"""The commands for what comes after a meeting: export and status."""

import argparse
import os
from pathlib import Path

from apv_tui.commands.options import Parser, message_language


def declare(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Declare export and status."""
    export = commands.add_parser(
        "export",
        help="make minutes, plan, tables, calendar and data of a meeting",
        description="Make what people file, print, send and act on, at any moment, also while the meeting is led in "
        "another window: by the ending of FILE minutes or plan (.docx, .html, .md), tables (.xlsx, .csv), a "
        "calendar of deadlines (.ics) or everything as data (.json); for a FOLDER the whole set. Nothing private or "
        "confidential leaves the session, and names of those who took part only with --names, or where that was "
        "settled.",
        epilog="Without --to the whole set is put into a new folder here, named after the case and the day. What "
        "lies in the folder report beside your own agendas is used where no option says otherwise: logo.png or "
        "logo.jpg, introduction.txt, template.docx. Exit status: 0 written, 1 the session or another file cannot "
        "be used, or nothing may be written there, 2 wrong usage.",
    )
    export.add_argument("session", type=Path, metavar="SESSION", help="the session file")
    export.add_argument("--to", metavar="FILE|FOLDER", help="where to write")
    export.add_argument(
        "--what",
        default="",
        metavar="WHAT",
        help="minutes, plan or lists, where the ending leaves it open: otherwise .docx, .html and .md are minutes, "
        ".xlsx is everything, .csv is the plan",
    )
    export.add_argument("--meeting", default="", metavar="ID", help="minutes of this meeting only")
    export.add_argument(
        "--names",
        action=argparse.BooleanOptionalAction,
        help="with the names of those who took part, or without; otherwise as settled",
    )
    export.add_argument("--title", default="", metavar="TEXT", help="the title of minutes")
    export.add_argument(
        "--introduction", type=Path, metavar="FILE", help="a text file whose paragraphs stand first"
    )
    export.add_argument(
        "--logo", type=Path, metavar="FILE", help="a PNG or JPEG picture of up to 2 MB, above the title"
    )
    export.add_argument(
        "--template",
        type=Path,
        metavar="FILE",
        help="a Word file (.docx) that gives styles, page, header and footer",
    )
    export.add_argument("--force", action="store_true", help="write over documents that are there already")
    message_language(export, otherwise=", and of the documents; the agenda's otherwise")
    export.set_defaults(run=_export)

    status = commands.add_parser(
        "status",
        help="see what is due, late or without an owner, in one case or in all of a folder",
        description="Look at session files, and at every one in folders and the folders below them: which actions "
        "are late, to be looked at, or lack an owner or a date, which meeting comes next, and when everything is "
        "to be assessed anew. What is damaged is named and passed over; nothing is changed.",
        epilog="Exit status: 0 all was read, 1 a file could not be (or, with --strict, something is past its day), 2 "
        "wrong usage.",
    )
    status.add_argument(
        "places", type=Path, nargs="+", metavar="SESSION|FOLDER", help="session files, or folders"
    )
    status.add_argument(
        "--format", metavar="F", help="table, json, xlsx or csv; by the ending of FILE otherwise"
    )
    status.add_argument("--to", metavar="FILE", help="write it into a file")
    status.add_argument(
        "--days", type=_days, default=30, metavar="N", help="how many days ahead to look: 30 otherwise"
    )
    status.add_argument("--strict", action="store_true", help="exit status 1 where something is past its day")
    status.add_argument("--force", action="store_true", help="write over a document that is there already")
    message_language(status, otherwise="; that of the cases otherwise")
    status.set_defaults(run=_status)


def _days(text: str) -> int:
    if text.isdecimal() and int(text[:9]) <= 3660:
        return int(text)
    raise argparse.ArgumentTypeError("a number of days from 0 to 3660, for example 30")


def _settled_names() -> bool:
    """Whether documents name those who took part, where nothing else was said."""
    from apv_tui.files.places import default_places
    from apv_tui.files.settings_file import SettingsFile
    from apv_tui.tui.actions import TABLE

    return SettingsFile(default_places(os.environ).settings, TABLE).read().names_in_reports


def _export(options: argparse.Namespace) -> int:
    from apv_tui.exporting import Asked, export

    return export(
        Asked(
            options.session,
            options.to,
            options.what,
            _settled_names() if options.names is None else options.names,
            options.title,
            options.introduction,
            options.logo,
            options.template,
            options.language,
            options.meeting,
            options.force,
        )
    )


def _status(options: argparse.Namespace) -> int:
    from apv_tui.status import status

    return status(
        options.places,
        format=options.format,
        to=options.to,
        days=options.days,
        language=options.language,
        strict=options.strict,
        force=options.force,
    )
