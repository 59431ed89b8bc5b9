"""Makes documents of a case and writes them: for the command `export`, and for the same in an open meeting."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.core.audience import READERS, seen_by
from apv_tui.core.clock import Clock
from apv_tui.core.exporter import Written
from apv_tui.core.legal import Finding, case_check
from apv_tui.core.messages import Refused, Unreadable, message
from apv_tui.core.state import State
from apv_tui.core.text import one_line
from apv_tui.files.documents import NewFile, free_file, free_folder, write_documents
from apv_tui.files.places import Places, safe_file_name
from apv_tui.files.report_kit import Kit, read_introduction, read_logo, read_template, usual_kit
from apv_tui.files.rules_file import rules_of
from apv_tui.reports.case import Case
from apv_tui.reports.document import Picture
from apv_tui.reports.exports import WHOLE_SET, Export, Made, Request, exports
from apv_tui.reports.options import ReportOptions
from apv_tui.reports.phrases import Phrases
from apv_tui.words import Words

LONGEST_FOLDER: Final = 4096
"""Characters: no system takes a longer path."""


LONGEST_NAME: Final = 48
"""Characters of the case's name, and a meeting's, in that of a file: the day and the kind of document come behind."""
_OF_CASE: Final = 28
"""So many of them for the case where a meeting is named too."""


class Wishes(NamedTuple):
    """What those who order documents have decided about them."""

    names: bool = False
    title: str = ""
    language: str = ""
    """The language of the documents; "" for that of the agenda."""
    meeting: str = ""
    kit: Kit = Kit()
    called: str = ""
    """What the case is called, where its file was renamed; "" for what its agenda is."""


def request_for(state: State, wishes: Wishes, now: datetime, session: str) -> Request:
    """Give what documents are made from: the case as readers may see it. Raises `Unreadable` for a bad file."""
    agenda = state.agenda
    written = agenda.report
    kit = wishes.kit
    logo = read_logo(kit.logo) if kit.logo else None
    words = Words(wishes.language or agenda.language)
    introduction = read_introduction(kit.introduction) if kit.introduction else ()
    options = ReportOptions(
        names=wishes.names,
        title=wishes.title or (written.title if written and written.title else ""),
        introduction=introduction or (written.introduction if written else ()),
        logo=Picture(logo.data, logo.kind, words("export.logo")) if logo else None,
        rules=rules_of(agenda),
        today=now.astimezone().date(),
        meeting=wishes.meeting,
    )
    seen = seen_by(state, READERS)
    template = read_template(kit.template) if kit.template else None
    called = wishes.title or wishes.called or agenda.short or options.title or agenda.title
    return Request(Case(seen, Phrases(words, seen.agenda)), options, now, session, template, called)


def name_of(request: Request) -> str:
    """Give what documents of a case are called: the case and the day, with room for the kind of document."""
    agenda = request.case.state.agenda
    meeting = agenda.meeting(request.options.meeting) if request.options.meeting else None
    parts = [safe_file_name(request.called or agenda.title, LONGEST_NAME if meeting is None else _OF_CASE)]
    parts += [safe_file_name(meeting.title, LONGEST_NAME - _OF_CASE - 1)] if meeting else []
    return safe_file_name(f"{' '.join(parts)} {request.now.astimezone():%Y-%m-%d}")


def file_name(request: Request, made: Made) -> str:
    """Give the name of the file of a document, with its ending."""
    return f"{safe_file_name(f'{name_of(request)} – {made.name}')}{made.ending}"


def into_folder(request: Request, kinds: Sequence[Export], folder: Path) -> tuple[NewFile, ...]:
    """Make documents for a folder; tables by themselves go into one of their own. Raises `Refused`.

    Two that would have one name are told apart.
    """
    files: dict[str, NewFile] = {}
    for kind in kinds:
        for made in kind.make(request):
            place = folder / made.within if len(kinds) > 1 else folder
            name = plain = file_name(request, made)
            number = 2
            while str(place / name).casefold() in files:
                name = f"{plain.removesuffix(made.ending)} ({number}){made.ending}"
                number += 1
            files[str(place / name).casefold()] = NewFile(place / name, made.data)
    return tuple(files.values())


def missing_in(request: Request) -> tuple[Finding, ...]:
    """Give what the rules that a case is under say is missing."""
    rules, today = request.options.rules, request.options.today
    if rules is None or today is None:
        return ()
    return case_check(request.case.state, rules, today).missing


class Exporter:
    """Writes documents of an open meeting into the folder of its file; see `core.exporter`."""

    def __init__(self, places: Places, folder: Path, session: str, clock: Clock, called: str = "") -> None:
        """`folder` is where the session file is, `session` its id, `called` as in `Wishes`."""
        self._places = places
        self._folder = folder
        self._session = session
        self._clock = clock
        self._called = called

    def export(self, state: State, what: str, ending: str, *, names: bool) -> Written | None:
        """Write one kind of document, or the whole set for ""; None where there is nothing for it.

        Nothing is written over: what has a name that is taken gets a number. Raises `Refused`.
        """
        try:
            return self._write(state, what, ending, names=names)
        except Unreadable as unreadable:
            said = unreadable.problems[0].what
            name = one_line(Path(unreadable.path).name, 80)
            raise Refused(message("export.unreadable", name=name, what=said)) from None

    def _write(self, state: State, what: str, ending: str, *, names: bool) -> Written | None:
        kit = usual_kit(self._places)
        wishes = Wishes(names=names, kit=kit, called=self._called)
        request = request_for(state, wishes, self._clock.utc(), self._session)
        within = self._folder
        folder = within if what else free_folder(within, name_of(request))
        files = into_folder(request, exports(what, ending) if what else WHOLE_SET, folder)
        if not files:
            return None
        if what:
            files = tuple(NewFile(free_file(each.target), each.data) for each in files)
        write_documents(files, sources=kit.files)
        shown = tuple(one_line(str(each.target.relative_to(folder))) for each in files)
        return Written(one_line(str(folder.absolute()), LONGEST_FOLDER), shown)
