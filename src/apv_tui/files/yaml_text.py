"""Looks at the text of a YAML file before and after the parser: characters and spaces it must not hold."""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from apv_tui.core.messages import Problem, message
from apv_tui.files.yaml_lines import ODD_SPACES, problem_at
from apv_tui.files.yaml_nodes import Node, Scalar
from apv_tui.files.yaml_pasted import flattened
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import yaml_errors as say
else:
    say = Later("apv_tui.files.yaml_errors")

# What YAML does not allow at all, and the three line breaks that YAML 1.1 knows and editors do not.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_BLANK: Final = re.compile(rf"^[ \t{ODD_SPACES}]+$", re.MULTILINE)
_ODD_LEAD: Final = re.compile(rf"^[ ]*(?:-[ ]+)*(?:-(?=\t))?([\t{ODD_SPACES}])", re.MULTILINE)
_FENCE: Final = re.compile(r"(```|~~~)[`~]*(?:[ ]*\w+)?[ ]*$")
_LATER_QUESTION: Final = re.compile(r"(?:(?<=[^\s\[\]{},:])|(?<=\w ))\?")
_LATER_SPACE: Final = re.compile(r"(?<=[^ \t\n])[ \t]+")


class Prepared(NamedTuple):
    """The text for the parser, the lines for excerpts, and what may not be so.

    `leads` are the tabs and odd spaces at the beginning of lines (from 0): wrong unless the line turns out to
    be inside a longer text. `stand_in` is one character that the text does not hold. With `problems` the
    text must not be parsed.
    """

    text: str
    lines: list[str]
    leads: dict[int, tuple[int, str]]
    problems: list[Problem]
    stand_in: str = ""

    def for_pure(self) -> str:
        """Give the text with stand-ins for question marks: the pure reader stumbles over them in brackets."""
        return _LATER_QUESTION.sub(self.stand_in, self.text) if "?" in self.text else self.text


def prepare(text: str, longest: int) -> Prepared:
    """Make the text ready: one kind of line end, no byte order mark, tabs between words as spaces.

    Places stay what they were. A text of more than `longest` characters is a problem.
    """
    if len(text) > longest:
        what = message("yaml.too_long", limit=longest)
        return Prepared("", [], {}, [Problem(what, message("yaml.mend.split"))])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _BLANK.sub("", text)
    lines = text.split("\n")
    problems = _forbidden(lines) if _CONTROL.search(text) else []
    content = (number for number, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    first = next(content, None)
    if not problems and first is not None and lines[first].startswith("%"):
        problems = [say.directive(lines, first)]
    problems = problems or _fences(lines) or flattened(lines)
    leads = {
        text.count("\n", 0, found.start(1)): (found.start(1) - found.start(), found[1])
        for found in _ODD_LEAD.finditer(text)
    }
    if "\t" in text:  # The parsers differ on tabs that separate; as spaces they are read alike.
        text = _LATER_SPACE.sub(lambda found: found[0].replace("\t", " "), text)
        lines = text.split("\n")
    stand_in = next(chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    return Prepared(text, lines, leads, problems, stand_in)


def _fences(lines: list[str]) -> list[Problem]:
    """Refuse the lines with ``` around an agenda that was copied out of a text."""
    content = [number for number, line in enumerate(lines) if line and not line.lstrip().startswith("#")]
    ends = {content[0], content[-1]} if content else set()
    # What stands after the closing fence was copied along.
    if ends and _FENCE.match(lines[content[0]]):
        ends.update(number for number in content if _FENCE.fullmatch(lines[number].rstrip()))
    return [
        problem_at(
            lines, number, 0, message("yaml.fence", sign=found[1]), message("yaml.mend.fence", sign=found[1])
        )
        for number in sorted(ends)
        if (found := _FENCE.match(lines[number]))
    ]


def odd_lead(lines: list[str], line: int, found: tuple[int, str]) -> Problem:
    """Refuse the tab or odd space that was found at the beginning of a line."""
    what = message("yaml.tab_indent" if found[1] == "\t" else "yaml.nbsp_indent")
    return problem_at(lines, line, found[0], what, message("yaml.mend.indent_spaces"))


def _forbidden(lines: list[str]) -> list[Problem]:
    problems = []
    for number, line in enumerate(lines):
        found = _CONTROL.search(line)
        if found is None:
            continue
        code = f"U+{ord(found[0]):04X}"
        bom = found[0] == "\ufeff"
        what = message("yaml.bom_inside") if bom else message("yaml.control_character", code=code)
        problems.append(problem_at(lines, number, found.start(), what, message("yaml.mend.delete_character")))
    return problems


def wrong_top(root: Node, lines: list[str]) -> Problem:
    """Refuse a list or a text as the whole file."""
    line, column = root.line - 1, root.column - 1
    if isinstance(root, Scalar):
        slip = None if root.quoted else say.spacing(lines, line)
        name = "yaml.top_scalar"
    else:
        slip, name = None, "yaml.top_list"
    return slip or problem_at(lines, line, column, message(name), message("yaml.mend.top"))
