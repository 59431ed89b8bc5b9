"""The commands `show` and `print`: reads an agenda or a session, and puts a document on the terminal or in a file.

No screen is imported here, and a session is only looked at: nothing is written but the documents.
"""

import os
import random
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple

from apv_tui.complaints import complain, complain_of, say, words_of
from apv_tui.core import commands as c
from apv_tui.core.agenda import Agenda, Meeting
from apv_tui.core.ahead import draw_ahead
from apv_tui.core.audience import ROOM, seen_by
from apv_tui.core.case import expected_count, is_over, upcoming
from apv_tui.core.facts import Entry, PersonFacts
from apv_tui.core.headcount import nearest, sounds_like_one
from apv_tui.core.messages import Message, Refused, Unreadable, message
from apv_tui.core.preparing import PAPERS, Paper
from apv_tui.core.record import Record
from apv_tui.core.running_order import read_time
from apv_tui.core.schedule import changed_minutes
from apv_tui.core.state import State
from apv_tui.core.text import one_line
from apv_tui.files.agenda_file import read_agenda_file
from apv_tui.files.documents import is_folder, place_for, write_document
from apv_tui.files.people_file import read_people_file
from apv_tui.files.places import shipped_or_own
from apv_tui.files.session_peek import session_in
from apv_tui.reading import not_understood, read_session
from apv_tui.reports import html, markdown, terminal
from apv_tui.reports.case import Case
from apv_tui.reports.document import Document
from apv_tui.reports.order import order_document
from apv_tui.reports.papers import papers
from apv_tui.reports.phrases import Phrases
from apv_tui.reports.script import script_document
from apv_tui.words import Words, languages

DONE, WRONG_INPUT, WRONG_USAGE = 0, 1, 2
MOST_PEOPLE: Final = 500
MOST_WIDTH: Final = 160
FILE_WIDTH: Final = 80

Format = Literal["terminal", "markdown", "html"]
_ENDINGS: Final[dict[str, Format]] = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "terminal",
}  # fmt: skip
_ENDING: Final[dict[Format, str]] = {"html": ".html", "markdown": ".md", "terminal": ".txt"}


class Output(NamedTuple):
    """Where a document goes, and in which form: what was typed after --format, --to and --force."""

    format: str | None = None
    to: str | None = None
    force: bool = False


class _Wrong(Exception):
    """What was asked for cannot be; `usage` where the command itself was wrong."""

    def __init__(self, what: Message, *, usage: bool = False) -> None:
        super().__init__(what.id)
        self.what = what
        self.usage = usage


def show(
    path: Path,
    output: Output,
    *,
    script: bool = False,
    start: str | None = None,
    people: str | None = None,
    meeting: str | None = None,
    language: str | None = None,
) -> int:
    """Show the running order of an agenda or a session, or the leader's script; give the exit status.

    Of a session it is the plan as it is now, from when it was agreed to begin, or began.
    """
    desk = _Desk(language)

    def run() -> None:
        where = shipped_or_own(path)
        state = _read_session(desk, where, None).state if session_in(where) else None
        agenda = desk.agenda(path) if state is None else state.agenda
        kind = _format(output, ("terminal", "markdown", "html"), "terminal")
        begins = _begins(state) if start is None else read_time(start)
        count = _expected(agenda, meeting) if people is None else len(_people(people, desk.words))
        chosen = _meeting(agenda, meeting).id if meeting else "" if state is None else state.meeting_id
        changed = {} if state is None else changed_minutes(state)
        make = script_document if script else order_document
        document = make(agenda, desk.words, start=begins, people=count, meeting=chosen, changed=changed)
        _put(desk, document, kind, output, source=shipped_or_own(path), stdout=True)

    return desk.carry_out(run)


def print_out(
    path: Path,
    wanted: Sequence[str],
    output: Output,
    *,
    people: str | None = None,
    meeting: str | None = None,
    seed: int | None = None,
    language: str | None = None,
) -> int:
    """Make print-outs of an agenda or a session; give the exit status."""
    desk = _Desk(language)

    def run() -> None:
        what = _papers(wanted)
        kind = _format(output, ("html", "markdown"), "html")
        where = shipped_or_own(path)
        case, meetings = (_of_session if session_in(where) else _of_agenda)(
            desk, where, people, meeting, seed
        )
        folder = output.to is not None and is_folder(output.to)
        steps = [step for each in meetings for step in each.steps]
        lacking: list[Paper] = []
        for part in [(each,) for each in what] if folder else [what]:
            made = papers(case, meetings, part)
            lacking += made.lacking
            if made.document is not None:
                name = case.say.paper(part[0], steps) if folder else desk.words("print.name")
                _put(desk, made.document, kind, output, source=where, name=f"{_short(case)} – {name}")
        if case.drawn_before and {"groups", "roles"} & ({*what} - {*lacking}):
            say(desk.words("print.drawn_now"), error=True)
        for each in lacking:
            say(desk.words("print.lacking", what=case.say.paper(each, steps)))
        if len(lacking) == len(what):
            raise _Wrong(message("print.nothing"))

    return desk.carry_out(run)


class _Desk:
    """The words that are spoken, and what goes wrong in them."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.words = words_of(language)

    def speak(self, agenda: Agenda) -> None:
        """Speak the language of the agenda, unless another was asked for."""
        self.words = words_of(self.language or agenda.language)

    def agenda(self, path: Path) -> Agenda:
        """Read an agenda, and say what is worth a look in it. Raises `Unreadable`."""
        read = read_agenda_file(shipped_or_own(path))
        self.speak(read.agenda)
        for warning in read.warnings:
            complain_of(str(path), warning, self.words)
        return read.agenda

    def carry_out(self, run: Callable[[], None]) -> int:
        """Do what was asked for, and say in plain words why where it cannot be done."""
        if self.language and self.language not in languages():
            say(f"apv-tui: --language: {', '.join(languages())}", error=True)
            return WRONG_USAGE
        try:
            run()
        except Unreadable as unreadable:
            complain(unreadable, self.words)
            return WRONG_INPUT
        except Refused as refusal:
            say(self.words.say(refusal.reason), error=True)
            return WRONG_USAGE if refusal.reason.id == "show.not_time" else WRONG_INPUT
        except _Wrong as wrong:
            say(self.words.say(wrong.what), error=True)
            return WRONG_USAGE if wrong.usage else WRONG_INPUT
        return DONE


# -- what was asked for --------------------------------------------------------------------------------------


def _format(output: Output, known: tuple[Format, ...], default: Format) -> Format:
    """Give the form of the document: the one asked for, else the one that the file's ending names."""
    if output.format is not None:
        for each in known:
            if each == output.format:
                return each
        raise _Wrong(
            message("print.no_format", value=one_line(output.format), known=", ".join(known)), usage=True
        )
    ending = _ENDINGS.get(Path(output.to).suffix.lower()) if output.to else None
    return ending if ending in known else default


def _papers(wanted: Sequence[str]) -> tuple[Paper, ...]:
    found: list[Paper] = []
    for word in wanted:
        matching = [paper for paper in PAPERS if word.lower() in (paper, "all")]
        if not matching:
            known = ", ".join((*PAPERS, "all"))
            raise _Wrong(message("print.no_paper", value=one_line(word, 60), known=known), usage=True)
        found += matching
    return tuple(dict.fromkeys(found))


def _meeting(agenda: Agenda, wanted: str) -> Meeting:
    found = agenda.meeting(wanted)
    if found is None:
        known = ", ".join(meeting.id for meeting in agenda.meetings)
        raise _Wrong(message("print.no_meeting", meeting=one_line(wanted, 60), known=known))
    return found


def _expected(agenda: Agenda, wanted: str | None) -> int | None:
    """Give how many people the agenda expects, where it is one number for all the meetings that are shown."""
    meetings = (_meeting(agenda, wanted),) if wanted else agenda.meetings
    counts = {expected_count(meeting) for meeting in meetings}
    return counts.pop() or None if len(counts) == 1 else None


def _people(wanted: str, words: Words) -> tuple[PersonFacts, ...]:
    """Give people from a file, or as many as were asked for without names; say how a file was read."""
    if wanted.isdecimal() and not Path(wanted).exists():
        count = int(wanted[:9])
        if not 1 <= count <= MOST_PEOPLE:
            raise _Wrong(message("print.count", most=MOST_PEOPLE), usage=True)
        return tuple(PersonFacts(id="") for _ in range(count))
    if sounds_like_one(wanted) and not Path(wanted).exists():
        raise _Wrong(
            message("people.neither", value=one_line(wanted, 60), better=nearest(wanted)), usage=True
        )
    read = read_people_file(Path(wanted))
    say(words.say(read.how), error=True)
    for warning in read.warnings:
        complain_of(wanted, warning, words)
    return tuple(
        PersonFacts(id="", name=who.name, department=who.department, leader=who.leader) for who in read.people
    )


# -- what it is made from ------------------------------------------------------------------------------------


def _of_agenda(
    desk: _Desk, path: Path, people: str | None, meeting: str | None, seed: int | None
) -> tuple[Case, tuple[Meeting, ...]]:
    """Give a case in which nothing has happened but that people were added and groups drawn."""
    agenda = desk.agenda(path)
    meetings = (_meeting(agenda, meeting),) if meeting else agenda.meetings
    record = _record(agenda, (), seed)
    drawn: frozenset[str] = frozenset()
    if people is not None:
        record.do(c.OpenMeeting(meetings[0].id))
        record.do(c.AddPeople(_people(people, desk.words)))
        drawn = draw_ahead(record, meetings)
    return _case(record, desk.words, drawn), meetings


def _of_session(
    desk: _Desk, path: Path, people: str | None, meeting: str | None, seed: int | None
) -> tuple[Case, tuple[Meeting, ...]]:
    """Give a session as the room may see it, with the groups drawn in advance that have not been drawn."""
    if people is not None:
        raise _Wrong(message("print.people_known"), usage=True)
    record = _read_session(desk, path, seed)
    meetings = (_meeting(record.agenda, meeting) if meeting else _next(record),)
    drawn = draw_ahead(record, meetings) if record.state.people else frozenset()
    return _case(record, desk.words, drawn), meetings


def _begins(state: State | None) -> int | None:
    """Give when the open meeting was to begin, or began, in minutes from midnight; None where nobody knows."""
    here = None if state is None else state.meeting_state
    if here is None:
        return None
    begins = here.began if here.start is None else here.start + timedelta(seconds=here.shifted)
    if begins is None:
        return None
    local = begins.astimezone()
    return 60 * local.hour + local.minute


def _read_session(desk: _Desk, path: Path, seed: int | None) -> Record:
    """Read a session, and speak its language. Confidential notes are refused."""
    agenda, entries, notices = read_session(path)
    try:
        record = _record(agenda, entries, seed)
    except (ValueError, LookupError, TypeError, ArithmeticError) as fault:
        raise not_understood(path, fault) from None
    desk.speak(record.agenda)
    for notice in notices:
        say(desk.words.say(notice), error=True)
    return record


def _next(record: Record) -> Meeting:
    """Give the meeting whose papers are wanted: the open one, or the one after it where that is over."""
    state = record.state
    here = state.meeting
    following = upcoming(state)
    if here is not None and (following is None or not is_over(state, here)):
        return here
    return following.meeting if following else state.agenda.meetings[0]


def _record(agenda: Agenda, entries: tuple[Entry, ...], seed: int | None) -> Record:
    chance = random.Random() if seed is None else random.Random(seed)  # noqa: S311 - a draw to repeat
    return Record(agenda, lambda: datetime.now(UTC), entries=entries, chance=chance)


def _case(record: Record, words: Words, drawn: frozenset[str]) -> Case:
    state = seen_by(record.state, ROOM)
    return Case(state, Phrases(words, state.agenda), drawn)


def _short(case: Case) -> str:
    agenda = case.state.agenda
    return agenda.short or agenda.title


# -- where it goes -------------------------------------------------------------------------------------------


def _put(
    desk: _Desk,
    document: Document,
    kind: Format,
    output: Output,
    *,
    source: Path,
    name: str = "",
    stdout: bool = False,
) -> None:
    """Put a document on the terminal, or in a file that is not there yet. Raises `Refused`."""
    if output.to == "-" or (output.to is None and stdout):
        say(_render(document, kind, _width()).rstrip("\n"))
        return
    target = place_for(output.to, name or document.title, _ENDING[kind])
    write_document(target, _render(document, kind, FILE_WIDTH), sources=[source], force=output.force)
    say(desk.words("print.written", path=str(target.absolute())))


def _render(document: Document, kind: Format, width: int) -> str:
    if kind == "html":
        return html.render(document)
    return markdown.render(document) if kind == "markdown" else terminal.render(document, width)


def _width() -> int:
    """Give the columns of the terminal; those of a file where there is none."""
    stream = sys.stdout
    if stream is None or not stream.isatty():
        return int(os.environ.get("COLUMNS", "")) if os.environ.get("COLUMNS", "").isdecimal() else FILE_WIDTH
    return min(shutil.get_terminal_size((FILE_WIDTH, 24)).columns, MOST_WIDTH)
