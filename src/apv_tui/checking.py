"""`apv-tui check`: everything that can be said about an agenda before it is led, for people and for programs.

Errors come from reading the file. What follows is said of an agenda that can be led: its warnings, advice, and
which texts do not fit the screen. Nothing of this opens a screen.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from apv_tui import __version__
from apv_tui.complaints import INDENT, complain_of, end_column, mending, say, words_of
from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.advice import advice
from apv_tui.core.legibility import ROWS_FAR, ROWS_NEAR, legible_metres
from apv_tui.core.messages import Problem, Unreadable
from apv_tui.core.text import one_line
from apv_tui.demo import demo_people
from apv_tui.files.agenda_file import LARGEST, language_of, problem_of, read_with_places
from apv_tui.files.decode import decode, read_bytes
from apv_tui.files.places import shipped_or_own
from apv_tui.files.yaml_nodes import Document
from apv_tui.words import Words

Severity = Literal["error", "warning", "note"]
_LONG_TEXT: Final = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_LONGEST: Final = 200
"""Lines of a long text that are looked through."""
PEOPLE: Final = 13
"""Invented people for the screens that show groups: a number that neither two, three nor four divide."""


class Finding(NamedTuple):
    """Something to be said about a file. A note is good to know and asks for nothing."""

    severity: Severity
    problem: Problem


class Checked(NamedTuple):
    """One file, the language in which it is spoken of, and all that was found; the agenda if it can be led."""

    path: str
    language: str
    findings: tuple[Finding, ...]
    agenda: Agenda | None

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """Give the problems of one severity, in the order of the file."""
        return tuple(each.problem for each in self.findings if each.severity == severity)


def check_file(path: Path, shown: str = "") -> Checked:
    """Check one agenda file; `shown` is what it is called in what is said. Never raises for what is in the file."""
    shown = shown or str(path)
    try:
        decoded = decode(read_bytes(path, LARGEST), shown)
    except Unreadable as unreadable:
        return Checked(shown, "", _findings(unreadable.problems), None)
    language = language_of(decoded.text)
    try:
        read, document = read_with_places(decoded.text, shown)
    except Unreadable as unreadable:
        return Checked(shown, language, _findings([*decoded.warnings, *unreadable.problems]), None)
    from apv_tui.tui.fit import misfits

    # Without departments: which of them sit together is of no account here, and takes time.
    people = [person.model_copy(update={"department": "", "leader": False}) for person in demo_people(PEOPLE)]
    fit = misfits(read.agenda, people)
    warnings = [problem_of(fault, document) for fault in advice(read.agenda)]
    warnings += [_pointed(problem_of(fault, document), document) for fault in fit.warnings]
    notes = [_pointed(problem_of(fault, document), document) for fault in fit.notes]
    found = _findings([*decoded.warnings, *read.warnings, *warnings])
    return Checked(shown, read.agenda.language, (*found, *_findings(notes, notes=True)), read.agenda)


def _pointed(problem: Problem, document: Document) -> Problem:
    """Point at the line of a long text in which it is cut, or a page begins, instead of at its first one."""
    said = dict(problem.what.params)
    quoted = _squeezed(str(said.get("after") or said.get("begins") or ""))
    if not _LONG_TEXT.search(problem.line_text) or not quoted:
        return problem
    lines = range(problem.line + 1, min(problem.line + _LONGEST, len(document.lines)) + 1)
    texts = {line: _squeezed(document.line_text(line)) for line in lines}
    at = "".join(texts.values()).find(quoted)
    place = at + (len(quoted) - 1 if "after" in said else 0)
    for line, text in texts.items():
        if at >= 0 and place < len(text):
            whole = document.line_text(line)
            return problem._replace(line=line, column=len(whole) - len(whole.lstrip()) + 1, line_text=whole)
        place -= len(text)
    return problem


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _findings(problems: Sequence[Problem], *, notes: bool = False) -> tuple[Finding, ...]:
    """Give errors first, then warnings, each in the order of the file."""
    ranked = sorted(problems, key=lambda each: (each.warning, each.line, each.column))
    return tuple(
        Finding("note" if notes else "warning" if problem.warning else "error", problem) for problem in ranked
    )


def check(paths: Sequence[Path], language: str, *, as_json: bool = False, strict: bool = False) -> int:
    """Check agendas and say what was found; give the exit status: 0 all can be led, 1 something is to be mended.

    `language` is the one to speak, "" for each file's own. With `strict` a warning is to be mended as well.
    """
    checked = [check_file(shipped_or_own(path), str(path)) for path in paths]
    if as_json:
        say(json.dumps(report(checked, language), ensure_ascii=False, indent=2))
    else:
        for each in checked:
            tell(each, words_of(language or each.language))
    wrong = ("error", "warning") if strict else ("error",)
    return int(any(finding.severity in wrong for each in checked for finding in each.findings))


# -- for people --------------------------------------------------------------------------------------------


def tell(checked: Checked, words: Words) -> None:
    """Print what was found, errors first, and at the end whether the agenda can be led."""
    name = one_line(checked.path)
    errors, warnings, notes = checked.of("error"), checked.of("warning"), checked.of("note")
    for problem in (*errors, *warnings):
        complain_of(checked.path, problem, words, error=False)
        say("")
    if notes:
        say(words("check.notes"))
        for note in notes:
            say(f"{INDENT}{name}:{note.line}: {words.say(note.what)} {mending(note, words)}".rstrip())
        say("")
    if any(problem.what.id.startswith("fit.") for problem in (*warnings, *notes)):
        far, near = (round(legible_metres(rows)) for rows in (ROWS_FAR, ROWS_NEAR))
        say(words("check.sizes", far=far, near=near))
        say("")
    also = words("check.and_warnings", n=len(warnings)) if warnings else ""
    if checked.agenda is None:
        say(words("check.bad", path=name, n=len(errors)) + also)
        return
    steps = sum(len(meeting.steps) for meeting in checked.agenda.meetings)
    say(words("check.good", path=name, meetings=len(checked.agenda.meetings), n=steps) + also)


# -- for programs ------------------------------------------------------------------------------------------


def report(checked: Sequence[Checked], language: str) -> dict[str, Any]:
    """Give what was found as data. Keys are added in later versions, never renamed; so are the codes."""
    counted = {
        f"{severity}s": sum(len(each.of(severity)) for each in checked)
        for severity in ("error", "warning", "note")
    }
    return {
        "format": 1,
        "program": f"apv-tui {__version__}",
        "files": [_file(each) for each in checked],
        "problems": [
            _finding(each.path, finding, words_of(language or each.language))
            for each in checked
            for finding in each.findings
        ],
        "summary": {"files": len(checked), **counted},
    }


def _file(checked: Checked) -> dict[str, Any]:
    agenda = checked.agenda
    known: dict[str, Any] = {"file": checked.path, "can_be_led": agenda is not None}
    if agenda is not None:
        known |= {
            "title": agenda.title,
            "language": agenda.language,
            "meetings": len(agenda.meetings),
            "steps": sum(len(meeting.steps) for meeting in agenda.meetings),
        }
    return known


def _finding(path: str, finding: Finding, words: Words) -> dict[str, Any]:
    """Give one problem. Lines and columns count from 1, columns in characters; `end_column` is the one behind."""
    problem = finding.problem
    there = bool(problem.line and problem.column)
    return {
        "file": path,
        "line": problem.line or None,
        "column": problem.column or None,
        "end_column": end_column(problem) if there else None,
        "severity": finding.severity,
        "code": problem.what.id,
        "message": words.say(problem.what),
        "mend": mending(problem, words) or None,
    }
