"""Every document that can be made of a case, by what it is of and by its ending, and what the whole set holds.

A format is added here and nowhere else: the command, the overlay and the help follow.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, Literal, NamedTuple

from apv_tui.reports.case import Case
from apv_tui.reports.document import Document
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.tables.model import Sheet

What = Literal["minutes", "plan", "lists", "calendar", "data"]
WHATS: Final[tuple[What, ...]] = ("minutes", "plan", "lists")
"""What can be asked for where an ending leaves it open; calendar and data have endings of their own."""


class Request(NamedTuple):
    """What documents are made from."""

    case: Case
    options: ReportOptions
    now: datetime
    session: str = ""
    """The id of the session, which marks the days of a calendar and the data as its own."""
    template: bytes | None = None
    """A Word document that gives the look."""
    called: str = ""
    """What the case is called in the names of files; "" for what its agenda is."""


class Made(NamedTuple):
    """A document, and what its file is called behind the name of the case."""

    name: str
    ending: str
    data: bytes
    within: str = ""
    """The folder in that of the whole set which it is put into."""


class Export(NamedTuple):
    """A kind of document. `make` gives none where the case has nothing for it."""

    what: What
    ending: str
    make: Callable[[Request], Iterator[Made]]


def exports(what: str = "", ending: str = "") -> tuple[Export, ...]:
    """Give the kinds that are of this and end so; "" is any."""
    return tuple(each for each in EXPORTS if what in ("", each.what) and ending in ("", each.ending))


# -- documents ---------------------------------------------------------------------------------------------


def _written(document: Document, ending: str, template: bytes | None) -> bytes:
    if ending == ".docx":
        from apv_tui.reports import word

        return word.render(document, template)
    if ending == ".html":
        from apv_tui.reports import html

        return html.render(document).encode()
    from apv_tui.reports import markdown

    return markdown.render(document).encode()


def _minutes(ending: str) -> Callable[[Request], Iterator[Made]]:
    def make(request: Request) -> Iterator[Made]:
        from apv_tui.reports.minutes import minutes

        case = request.case
        document = minutes(case, request.options)
        yield Made(case.words("export.minutes"), ending, _written(document, ending, request.template))

    return make


def _plan(ending: str) -> Callable[[Request], Iterator[Made]]:
    def make(request: Request) -> Iterator[Made]:
        case = request.case
        if case.state.plans:
            from apv_tui.reports.plan import plan_document

            document = plan_document(case, request.options)
            yield Made(case.words("export.plan"), ending, _written(document, ending, request.template))

    return make


# -- tables ------------------------------------------------------------------------------------------------


def _sheets(request: Request, what: str) -> tuple[Sheet, ...]:
    """Give the plan with its log, or the other tables; both for ""."""
    from apv_tui.reports.tables import plan_tables, tables

    plan = plan_tables(request.case)
    if what == "plan":
        return plan
    every = tables(request.case, request.options, request.now)
    return every if not what else tuple(sheet for sheet in every if sheet not in plan)


def _workbook(what: What) -> Callable[[Request], Iterator[Made]]:
    def make(request: Request) -> Iterator[Made]:
        from apv_tui.reports import spreadsheet

        words = request.case.words
        # Asked for by itself the plan is alone; else everything is in one workbook, the plan first.
        sheets = _sheets(request, "plan" if what == "plan" else "")
        if sheets:
            name = words("export.plan") if what == "plan" else words("export.tables")
            title = request.options.title or request.case.state.agenda.title
            data = spreadsheet.render(sheets, words, title=title, made=request.now)
            yield Made(name, ".xlsx", data)

    return make


def _comma_separated(what: What) -> Callable[[Request], Iterator[Made]]:
    def make(request: Request) -> Iterator[Made]:
        from apv_tui.reports import comma_separated

        for sheet in _sheets(request, what):
            yield Made(sheet.name, ".csv", comma_separated.render(sheet, request.case.words), within="csv")

    return make


# -- the rest ----------------------------------------------------------------------------------------------


def _calendar(request: Request) -> Iterator[Made]:
    from apv_tui.reports.calendar import calendar, count

    if count(request.case).events:
        data = calendar(request.case, request.options, request.now, request.session)
        yield Made(request.case.words("export.calendar"), ".ics", data)


def _data(request: Request) -> Iterator[Made]:
    from apv_tui.reports.exported import export_json

    data = export_json(request.case, request.options, request.now, request.session)
    yield Made(request.case.words("export.data"), ".json", data)


EXPORTS: Final = (
    *(Export("minutes", ending, _minutes(ending)) for ending in (".docx", ".html", ".md")),
    *(Export("plan", ending, _plan(ending)) for ending in (".docx", ".html", ".md")),
    Export("lists", ".xlsx", _workbook("lists")),
    Export("plan", ".xlsx", _workbook("plan")),
    Export("plan", ".csv", _comma_separated("plan")),
    Export("lists", ".csv", _comma_separated("lists")),
    Export("calendar", ".ics", _calendar),
    Export("data", ".json", _data),
)
ENDINGS: Final = tuple(dict.fromkeys(each.ending for each in EXPORTS))
WHOLE_SET: Final = tuple(each for each in EXPORTS if (each.what, each.ending) != ("plan", ".xlsx"))
"""The workbook with everything has the plan in it."""


def by_ending(ending: str, what: str = "") -> Export | None:
    """Give what a file is made as: of the kinds with its ending the one asked for, else the first; None for none."""
    return next(iter(exports(what, ending)), None)
