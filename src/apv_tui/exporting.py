"""The command `export`: what a meeting came to as documents, tables, calendar and data, without a screen.

A session is only looked at, also while it is led in another window.
"""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from apv_tui.complaints import complain, say, words_of
from apv_tui.core.agenda import Agenda
from apv_tui.core.erasure import carried_out
from apv_tui.core.evolve import fold
from apv_tui.core.messages import Message, Refused, Unreadable, message
from apv_tui.core.state import State, fresh_state
from apv_tui.core.text import one_line
from apv_tui.files.documents import NewFile, check_free, free_folder, is_folder, write_documents
from apv_tui.files.places import default_places
from apv_tui.files.report_kit import Kit, usual_kit
from apv_tui.files.session_peek import given_name, session_in
from apv_tui.making import Wishes, into_folder, missing_in, name_of, request_for
from apv_tui.reading import not_understood, read_session
from apv_tui.reports.exports import ENDINGS, WHATS, WHOLE_SET, Export, Request, by_ending, exports
from apv_tui.words import Words, languages

DONE, WRONG_INPUT, WRONG_USAGE = 0, 1, 2
_ALIASES: Final = {".htm": ".html", ".markdown": ".md"}


class Asked(NamedTuple):
    """What was typed."""

    session: Path
    to: str | None = None
    what: str = ""
    names: bool = False
    title: str = ""
    introduction: Path | None = None
    logo: Path | None = None
    template: Path | None = None
    language: str | None = None
    meeting: str = ""
    force: bool = False


def export(asked: Asked) -> int:
    """Write what was asked for; give the exit status."""
    words = words_of(asked.language)
    if asked.language and asked.language not in languages():
        say(f"apv-tui: --language: {', '.join(languages())}", error=True)
        return WRONG_USAGE
    try:
        kinds = _kinds(asked)
        state, notices = _read(asked.session)
        words = words_of(asked.language or state.agenda.language)
        for notice in notices:
            say(words.say(notice), error=True)
        _export(asked, kinds, state, words)
    except Unreadable as unreadable:
        complain(unreadable, words)
        return WRONG_INPUT
    except Refused as refused:
        say(words.say(refused.reason), error=True)
        return WRONG_USAGE if refused.reason.id in _USAGE else WRONG_INPUT
    return DONE


_USAGE: Final = (
    "export.no_what", "export.no_ending", "export.no_pdf", "export.not_together", "export.one_table",
)  # fmt: skip


def _kinds(asked: Asked) -> Sequence[Export]:
    """Give the kinds of document that are asked for. Raises `Refused`."""
    if asked.what and asked.what not in WHATS:
        raise Refused(message("export.no_what", value=one_line(asked.what, 60), known=", ".join(WHATS)))
    if asked.to is None or is_folder(asked.to):
        return exports(asked.what) if asked.what else WHOLE_SET
    suffix = Path(asked.to).suffix.lower()
    ending = _ALIASES.get(suffix, suffix)
    if ending not in ENDINGS:
        if ending == ".pdf":
            raise Refused(message("export.no_pdf"))
        said = one_line(asked.to, 200)
        raise Refused(message("export.no_ending", value=said, known=", ".join(ENDINGS)))
    kind = by_ending(ending, asked.what)
    if kind is None:
        raise Refused(message("export.not_together", what=asked.what, ending=ending))
    return (kind,)


def _read(path: Path) -> tuple[State, tuple[Message, ...]]:
    agenda, entries, notices = read_session(path)
    try:
        return fold(fresh_state(agenda), carried_out(entries)), notices
    except (ValueError, LookupError, TypeError, ArithmeticError) as fault:
        raise not_understood(path, fault) from None


def _export(asked: Asked, kinds: Sequence[Export], state: State, words: Words) -> None:
    _check_meeting(state.agenda, asked.meeting)
    usual = usual_kit(default_places(os.environ))
    kit = Kit(
        asked.logo or usual.logo, asked.introduction or usual.introduction, asked.template or usual.template
    )
    called = given_name(asked.session)
    wishes = Wishes(asked.names, asked.title, asked.language or "", asked.meeting, kit, called)
    request = request_for(state, wishes, datetime.now(UTC), session_in(asked.session))
    files = _files(asked, kinds, request)
    if not files:
        nothing = kinds[0].what if len(kinds) == 1 else ""
        raise Refused(message("export.no_day" if nothing == "calendar" else "export.nothing"))
    write_documents(files, sources=(asked.session, *kit.files), force=asked.force)
    _say_where(files, words)
    if len(kinds) > 1 and not any(each.target.suffix == ".ics" for each in files) and not asked.what:
        say(words("export.no_day"))
    if any(kind.what in ("minutes", "plan") for kind in kinds):
        _say_missing(request, words)


def _files(asked: Asked, kinds: Sequence[Export], request: Request) -> tuple[NewFile, ...]:
    """Make the files, after a look at whether they may be written. Raises `Refused`."""
    if asked.to is None:
        return into_folder(request, kinds, free_folder(Path(), name_of(request)))
    if is_folder(asked.to):
        return into_folder(request, kinds, Path(asked.to))
    target = Path(asked.to)
    check_free([target], sources=(asked.session,), force=asked.force)
    made = tuple(kinds[0].make(request))
    if len(made) > 1 and kinds[0].what == "lists":
        raise Refused(message("export.one_table", n=len(made)))
    # Of a plan the table itself comes first; its log has room in a folder and in a workbook.
    return tuple(NewFile(target, each.data) for each in made[:1])


def _say_where(files: Sequence[NewFile], words: Words) -> None:
    """Say where each file was written; of several the folder once."""
    first = files[0].target
    if len(files) == 1:
        say(words("print.written", path=str(first.absolute())))
        return
    say(words("export.written_in", n=len(files), folder=str(first.absolute().parent)))
    for each in files:
        say(f"  {each.target.relative_to(first.parent)}")


def _check_meeting(agenda: Agenda, meeting: str) -> None:
    if meeting and agenda.meeting(meeting) is None:
        known = ", ".join(each.id for each in agenda.meetings)
        raise Refused(message("print.no_meeting", meeting=one_line(meeting, 60), known=known))


def _say_missing(request: Request, words: Words) -> None:
    """Say what the rules ask for that the case does not have yet."""
    missing = missing_in(request)
    rules = request.options.rules
    if missing and rules is not None:
        say(words("export.missing", rules=rules.stamp[words.language], n=len(missing)))
        for each in missing:
            say(f"  – {words.say(each.said)}")
