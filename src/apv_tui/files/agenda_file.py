"""Reading an agenda: text to a tree with places, the tree to models, and every problem with its place."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import ValidationError

from apv_tui.core.agenda import Agenda
from apv_tui.core.agenda.faults import Fault
from apv_tui.core.agenda.flow import faults
from apv_tui.core.agenda.model import NO_RULES
from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import one_line
from apv_tui.files.agenda_blanks import left_open
from apv_tui.files.agenda_ids import good_ids
from apv_tui.files.agenda_keys import LANGUAGES_BY_NAME, known_keys_at
from apv_tui.files.agenda_places import Place, find, problem_at
from apv_tui.files.agenda_unknown import as_meant
from apv_tui.files.agenda_unquoted import texts_that_look_typed
from apv_tui.files.decode import decode, read_bytes, read_start
from apv_tui.files.yaml_nodes import Mapping, Node, Scalar, Sequence, is_absent
from apv_tui.files.yaml_tree import Document, read_yaml
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import agenda_language, agenda_problems
else:
    agenda_language = Later("apv_tui.files.agenda_language")
    agenda_problems = Later("apv_tui.files.agenda_problems")

LARGEST: Final = 1_000_000
"""Bytes. The whole Danish process takes some 70,000."""
_OF_ONE_MEETING: Final = ("minutes", "people")  # which an agenda of one meeting writes at its top
_START: Final = 8192  # bytes, in which the title stands
# Also where the key was translated, or a tab or another sign got in between.
_LANGUAGE: Final = re.compile(
    r"^[ \t]*[\"']?(?:language|sprog|språk|taal)[\"']?\s*[:=]\s*[\"'“”‘’]*([^\W\d]+)\b",
    re.MULTILINE | re.IGNORECASE,
)


class AgendaRead(NamedTuple):
    """An agenda that can be led, and what is worth a look all the same."""

    agenda: Agenda
    warnings: tuple[Problem, ...]


def read_agenda_file(path: Path) -> AgendaRead:
    """Read and check an agenda file.

    Raises `Unreadable` with the first syntax error, else with every problem there is.
    """
    decoded = decode(read_bytes(path, LARGEST), str(path))
    read = read_agenda(decoded.text, str(path))
    return AgendaRead(read.agenda, (*decoded.warnings, *read.warnings))


def read_agenda(text: str, path: str) -> AgendaRead:
    """Read and check the text of an agenda; `path` is for the messages."""
    return read_with_places(text, path)[0]


def read_with_places(text: str, path: str) -> tuple[AgendaRead, Document]:
    """Read and check an agenda, and give the tree it was read from, to find places in the file by."""
    document, problems = as_meant(read_yaml(text, path))
    document, ids = good_ids(document)
    problems += ids
    problems += _nulls(document.root, document)
    agenda: Agenda | None = None
    try:
        agenda = Agenda.model_validate(_content(document))
    except ValidationError as error:
        problems += agenda_problems.from_models(error, document)
    if agenda is not None:
        problems += [problem_of(fault, document) for fault in (*faults(agenda), *_unknown_rules(agenda))]
    problems = left_open(document, problems)
    wrong = {(problem.line, problem.column) for problem in problems}
    typed = texts_that_look_typed(document)
    problems += [problem for problem in typed if (problem.line, problem.column) not in wrong]
    if agenda is None or any(not problem.warning for problem in problems):
        problems, document = _without_echo(problems, document)
        order = sorted(problems, key=lambda problem: (problem.warning, problem.line, problem.column))
        raise Unreadable(path, [*order, *document.warnings])
    return AgendaRead(agenda, (*document.warnings, *problems)), document


def _unknown_rules(agenda: Agenda) -> Iterator[Fault]:
    """Rules that no file tells of keep an agenda from nothing: it may have been written for a newer program."""
    if agenda.rules is None:
        return
    from apv_tui.files.rules_file import known_rules

    known = (*known_rules(), NO_RULES)
    if agenda.rules not in known:
        what = message("agenda.unknown_rules", value=agenda.rules)
        mend = message("agenda.unknown_rules.mend", known=", ".join(known))
        yield Fault(("rules",), what, mend, warning=True)


def _without_echo(problems: list[Problem], document: Document) -> tuple[list[Problem], Document]:
    """Let what was seen in the text itself stand for the error that it led to in the same place."""
    wrong = {(each.line, each.column) for each in problems if not each.warning}
    marks = ("yaml.smart_quotes_kept", "yaml.half_quoted")
    kept = [
        each
        for each in document.warnings
        if each.what.id not in marks or (each.line, each.column) not in wrong
    ]
    document = document._replace(warnings=tuple(kept))
    bullets = {
        (each.line, each.column): each for each in document.warnings if each.what.id == "yaml.bullets_kept"
    }
    for at, problem in enumerate(problems):
        seen = bullets.get((problem.line, problem.column))
        if problem.what.id == "agenda.want_list" and seen is not None:
            problems[at] = seen._replace(warning=False)
            document = document._replace(warnings=tuple(each for each in document.warnings if each != seen))
    return problems, document


def problem_of(fault: Fault, document: Document) -> Problem:
    """Give a fault with its line, its column and the line itself."""
    return problem_at(document, fault.place, _with_line(fault, document), fault.mend, warning=fault.warning)


def _content(document: Document) -> Any:
    """Give the tree for the models. The name of a list is no key of ours: an empty one is kept, to be refused."""
    root = document.root
    content = _plain(root, (), document)
    lists = root.get("lists") if isinstance(root, Mapping) else None
    for entry in lists.entries if isinstance(lists, Mapping) else ():
        content["lists"].setdefault(entry.key.value, None)
    return content


def _plain(node: Node, place: Place, document: Document) -> Any:
    """Give the tree as dicts, lists and texts; a key with nothing after it counts as not written, if it is known."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [_plain(item, (*place, at), document) for at, item in enumerate(node.items)]
    content: dict[str, Any] = {}
    for entry in node.entries:
        key = entry.key.value
        if not is_absent(entry.value):
            content[key] = _plain(entry.value, (*place, key), document)
        elif key not in known_keys_at(place, document) and (place or key not in _OF_ONE_MEETING):
            content[key] = None
    return content


def _nulls(node: Node, document: Document) -> Iterator[Problem]:
    """Find values that other programs read as "nothing" (reliability: a plain null or ~ is refused)."""
    if isinstance(node, Scalar):
        if not node.quoted and node.value in ("null", "Null", "NULL", "~"):
            yield Problem(
                message("agenda.null", value=node.value),
                message("agenda.null.mend"),
                node.line,
                node.column,
                document.line_text(node.line),
            )
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _nulls(item, document)
    else:
        for entry in node.entries:
            yield from _nulls(entry.value, document)


def _with_line(fault: Fault, document: Document) -> Message:
    """Give what a fault says, with the line of the other place it speaks of, where there is one."""
    if fault.also is None:
        return fault.what
    line, _ = find(document.root, fault.also)
    return message(fault.what.id, **dict(fault.what.params), line=line)


def language_of(text: str) -> str:
    """Give what stands after `language:` at the beginning of a line, whatever else is wrong.

    Where nothing does, it is the language the texts seem to be written in; "" where that is not clear.
    """
    found = _LANGUAGE.search(text)
    if found is None:
        return agenda_language.language_guessed(text)
    said = found[1].lower()
    return LANGUAGES_BY_NAME.get(said, "nb" if said == "no" else said)


def title_of(path: Path) -> str:
    """Give the title of an agenda without reading the whole of it; its file name where there is none."""
    start = read_start(path, _START)
    if len(start) == _START:  # it may end inside a letter
        start = start[: start.rfind(b"\n") + 1]
    rows: list[str] = []
    with contextlib.suppress(Unreadable):  # whatever else is wrong with it, opening it says
        rows = decode(start, "").text.split("\n")
    for row in rows:
        if row.startswith("title:"):
            return one_line(row.removeprefix("title:").split(" #")[0].strip().strip("\"'"), 80)
    return one_line(path.name)
