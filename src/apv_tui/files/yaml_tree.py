"""Reads YAML as a tree of texts: every scalar stays the text that was written, with its place.

PyYAML is used for its events only. Its own construction would turn `no` into False, `10:15` into 615 and
let the last of two equal keys win; here `no` stays `no`, and the models give each field its type. What an
agenda has no use for and what can only do harm (anchors, aliases, tags, directives, more documents, complex
and merge keys) is refused with its line. Every text passes `core.text.safe`.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Literal, NoReturn

import yaml

from apv_tui.core.messages import Message, Problem, Unreadable, message
from apv_tui.core.text import one_line, safe
from apv_tui.files.yaml_keys import list_keys
from apv_tui.files.yaml_lines import problem_at
from apv_tui.files.yaml_nodes import Document, Entry, Mapping, Node, Open, Scalar, Sequence, Style, is_absent
from apv_tui.files.yaml_plain import check_plain, unseen_in_key
from apv_tui.files.yaml_quotes import is_smart_quoted, smart_quotes
from apv_tui.files.yaml_text import Prepared, odd_lead, prepare, wrong_top
from apv_tui.lean import Later

if TYPE_CHECKING:
    from apv_tui.files import yaml_bare, yaml_braces, yaml_layout
    from apv_tui.files import yaml_errors as say
else:
    say, yaml_layout = Later("apv_tui.files.yaml_errors"), Later("apv_tui.files.yaml_layout")
    yaml_bare, yaml_braces = Later("apv_tui.files.yaml_bare"), Later("apv_tui.files.yaml_braces")

__all__ = [
    "Document",
    "Entry",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "has_libyaml",
    "is_absent",
    "read_yaml",
]

MAX_CHARACTERS: Final = 1_000_000
MAX_DEPTH: Final = 20
MAX_EVENTS: Final = 20_000
MAX_PROBLEMS: Final = 100

_STYLES: Final[dict[str, Style]] = {"": "", "'": "'", '"': '"', "|": "|", ">": ">"}
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*(?:\s|$)")
# Lines stand in a block after `|` as they are, and are joined in one after `>`.
_LIKE_KEY: Final = {
    "|": re.compile(r"^[ ]*[a-z][a-z_]*:(?:[ ]|$)", re.MULTILINE),
    ">": re.compile(r"(?:^|[ \n])[a-z][a-z_]*:(?:[ \n]|$)"),
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_HUGE_ESCAPE: Final = re.compile(r"\\U(?!000|0010)[0-9a-fA-F]{8}")


def has_libyaml() -> bool:
    """Tell whether the fast reader is at hand; the pure one gives the same results."""
    return bool(yaml.__with_libyaml__)


def read_yaml(
    text: str, path: str, *, pure: bool = False, top: Literal["mapping", "any"] = "mapping"
) -> Document:
    """Read the text of one YAML file; `path` only names it in the error.

    Raises `Unreadable`, and nothing else, with every problem (100 at most) up to the first syntax error, at
    which reading stops. `pure` keeps to Python even where libyaml is present. `top="any"` also takes a list
    or a text as the whole file.
    """
    ready = prepare(text, MAX_CHARACTERS)
    if ready.problems:
        raise Unreadable(path, ready.problems[:MAX_PROBLEMS])
    lines = ready.lines
    builder = _build(ready, pure=pure or not has_libyaml())
    root = builder.root
    problems = builder.problems
    if not builder.stopped and (root is None or is_absent(root)):
        problems = [Problem(message("yaml.empty"), message("yaml.mend.top"), 1, 1)]
    elif not problems and root is not None and top == "mapping" and not isinstance(root, Mapping):
        problems = [wrong_top(root, lines)]
    if problems or root is None:
        raise Unreadable(
            path, sorted(dict.fromkeys(problems), key=lambda problem: problem.line)[:MAX_PROBLEMS]
        )
    return Document(root, tuple(builder.warnings), tuple(lines))


def _place(mark: yaml.Mark | yaml._yaml.Mark | None) -> tuple[int, int]:
    """Give line and column from 0."""
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _build(ready: Prepared, *, pure: bool) -> "_Builder":
    """Run the parser over the text and give what was built, problems included.

    The two parsers stop at slightly different places. Where libyaml finds something wrong the pure one is
    asked again, so that the same file is explained in the same words everywhere.
    """
    builder = _Builder(ready)
    try:
        if pure:
            builder.take(yaml.parse(ready.for_pure(), Loader=yaml.BaseLoader))
        else:
            builder.take(yaml.parse(ready.text, Loader=yaml.CBaseLoader))
    except yaml.MarkedYAMLError as error:
        builder.stop(error)
    except _StopReading:
        pass
    except (ValueError, OverflowError):  # The pure reader's answer to "\U7FFFFFFF" in quotation marks.
        builder.huge_escape()
    builder.check_leads()
    builder.settle()
    if not pure and not builder.limited and (builder.problems or builder.stopped):
        again = _build(ready, pure=True)
        return again if again.problems else builder
    return builder


class _StopReading(Exception):
    """Enough is known; the problem has been noted."""


class _Builder:
    """Builds the tree from events; afterwards `root`, `problems` and `warnings` hold what came of it."""

    def __init__(self, ready: Prepared) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.stopped = False
        self.limited = False
        self._lines, self._leads = ready.lines, dict(ready.leads)
        self._stand_in = ready.stand_in
        self._stack: list[Open] = []
        self._layout: yaml_layout.Layout | None = None
        self._documents = 0
        self._last_line = 0
        self._long_quote: tuple[int, int, int] | None = None

    def take(self, events: Iterable[yaml.Event]) -> None:
        """Build from the events of one file."""
        handlers: dict[type[yaml.Event], Callable[..., None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for number, event in enumerate(events):
            if number >= MAX_EVENTS:
                self._limit("yaml.too_many", MAX_EVENTS)
            handler = handlers.get(type(event))
            if handler is not None:
                handler(event)
            if len(self.problems) >= MAX_PROBLEMS:
                self._stop_here()

    def stop(self, error: yaml.MarkedYAMLError) -> None:
        """Note the syntax error at which the parser stopped."""
        self.stopped = True
        at = _place(error.problem_mark)
        if any(line <= at[0] for line in self._leads):
            return  # The tab or odd space is the reason; `check_leads` says so.
        since = _place(error.context_mark) if error.context_mark is not None else None
        quoted = self._long_quote[:2] if self._long_quote and self._long_quote[2] == at[0] else None
        self.problems.append(say.explain(self._lines, at, since, quoted))

    def check_leads(self) -> None:
        """Refuse the tabs and odd spaces at the beginning of lines that were not inside a longer text."""
        if self._leads:
            self.stopped = True
            self.problems.append(odd_lead(self._lines, *min(self._leads.items())))

    def settle(self) -> None:
        """Look at the keys that stand twice in what had not come to its end."""
        for depth in range(len(self._stack)):
            self._settle(depth)

    def _settle(self, depth: int) -> None:
        """Take keys that repeat in an entry of a list for a new entry, and say so once, not key by key."""
        frame = self._stack[depth]
        keys = [key for key, _ in frame.twins]
        if depth == 0 and {"title", "steps"} <= set(keys) | {"steps" if "meetings" in keys else ""}:
            self._pasted_twice(frame)
        if not keys or frame.flow or depth == 0:
            return
        outer = self._stack[depth - 1]
        if outer.is_mapping and (outer.key is None or outer.key.value not in list_keys()):
            return
        if self._layout is None:
            self._layout = yaml_layout.Layout(self._lines)
        found = self._layout.merged(
            keys, [twin.line - 1 for _, twin in frame.twins], next(iter(frame.seen)), frame.line - 1,
            outer.column - 1 if not outer.is_mapping else max(frame.column - 3, outer.column - 1),
            in_list=not outer.is_mapping,
        )  # fmt: skip
        if found is not None:
            twins = {twin for _, twin in frame.twins}
            self.problems = [*(problem for problem in self.problems if problem not in twins), found]
        frame.twins = []

    def _pasted_twice(self, frame: Open) -> None:
        """Say once that the whole agenda stands in the file a second time."""
        twins = [twin for _, twin in frame.twins]
        first = min(twins, key=lambda twin: twin.line)
        line = first.line - 1
        what = message("yaml.pasted_twice", line=min(frame.seen.values()))
        again = problem_at(self._lines, line, 0, what, message("yaml.mend.pasted_twice", line=first.line))
        self.problems = [*(problem for problem in self.problems if problem not in twins), again]
        frame.twins = []

    def huge_escape(self) -> None:
        """Note an escape for a character that does not exist."""
        self.stopped = True
        for line in range(self._last_line, len(self._lines)):
            found = _HUGE_ESCAPE.search(self._lines[line])
            if found:
                self.problems.append(say.backslash(self._lines, line, found.start() + 1))
                return
        self._refuse(self._last_line, 0, message("yaml.syntax"), message("yaml.mend.syntax"))

    def _refuse(self, line: int, column: int, what: Message, mend: Message | None) -> None:
        self.problems.append(problem_at(self._lines, line, column, what, mend))

    def _stop_here(self) -> NoReturn:
        self.stopped = True
        raise _StopReading

    def _limit(self, name: str, limit: int) -> NoReturn:
        self.limited = True
        what = message(name, limit=limit)
        self.problems.append(problem_at(self._lines, self._last_line, 0, what, message("yaml.mend.split")))
        self._stop_here()

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        line, _ = _place(event.start_mark)
        if event.version or event.tags:
            self.problems.append(say.directive(self._lines, line))
            self._stop_here()
        if self._documents > 1:
            self.problems.append(say.second_document(self._lines, line))
            self._stop_here()

    def _alias(self, event: yaml.AliasEvent) -> None:
        line, column = _place(event.start_mark)
        self.problems.append(say.unquoted(self._lines, line, character="*"))
        self._add(Scalar("", line + 1, column + 1, quoted=True, style='"'))

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        line, column = _place(event.start_mark)
        self._last_line = line
        self._check_properties(event, line, event.tag is not None)
        self._check_key_place(line, column)
        is_mapping = type(event) is yaml.MappingStartEvent
        if is_mapping and event.flow_style and self._lines[line][column : column + 1] not in "{&!?":
            self.problems.append(yaml_braces.colon_in_brackets(self._lines, line, column))
        self._stack.append(
            Open(is_mapping=is_mapping, line=line + 1, column=column + 1, flow=bool(event.flow_style))
        )
        if len(self._stack) > MAX_DEPTH:
            self._limit("yaml.too_deep", MAX_DEPTH)

    def _end(self, _event: yaml.Event) -> None:
        self._settle(len(self._stack) - 1)
        done = self._stack.pop()
        if done.is_mapping:
            self._add(Mapping(tuple(done.entries), done.line, done.column, done.flow))
        else:
            self._add(Sequence(tuple(done.children), done.line, done.column, done.flow))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line, column = _place(event.start_mark)
        last, end = _place(event.end_mark)
        style = _STYLES[event.style or ""]
        self._last_line = line
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event, line, event.tag is not None)
        if style == '"' and _SURROGATE.search(event.value):
            self.problems.append(say.backslash(self._lines, line, column + 1))
            self._stop_here()
        if last > line and style and style in "\"'":
            self._long_quote = (line, column, last)
        if self._leads and style:
            self._allow_leads(style, line + 1, last, end)
        value = event.value.replace(self._stand_in, "?") if self._stand_in in event.value else event.value
        frame = self._stack[-1] if self._stack else None
        if style in ("|", ">") and not _BLOCK_HEADER.match(self._lines[line], column):
            self.problems.append(say.unquoted(self._lines, line))  # libyaml takes `|#` for a block.
            self._stop_here()
        scalar = Scalar(safe(value), line + 1, column + 1, bool(style), style)
        if frame is not None and frame.key is not None and not value and not style:
            scalar = Scalar("", frame.key.line, frame.key.column)  # What is absent stands where its key does.
        if frame is not None and frame.is_mapping and frame.key is None:
            self._key(scalar, frame, (line, column), (last, end))
            return
        if not style:
            self._check_plain(scalar, (line, column), (last, end))
        elif style in ("|", ">") and _LIKE_KEY[style].search(value):
            self._check_block(scalar, last if end == 0 else last + 1)
        self._add(scalar)

    def _allow_leads(self, style: Style, first: int, last: int, end: int) -> None:
        """Inside a block or a quoted text, which ends before column `end` of `last`, a tab is part of the text."""
        if style in ("|", ">"):  # The first line with text sets the indentation, which tabs cannot.
            first = next((number for number in range(first, last + 1) if self._lines[number]), last) + 1
        for inside in range(first, last + 1):
            if inside < last or self._leads.get(inside, (0, ""))[0] < end:
                self._leads.pop(inside, None)

    def _check_plain(self, scalar: Scalar, at: tuple[int, int], end: tuple[int, int]) -> None:
        frame = self._stack[-1] if self._stack else None
        above = frame.key.value if frame is not None and frame.key is not None else None
        in_list = frame is not None and not frame.is_mapping
        found = check_plain(self._lines, scalar, at, end, key=None if in_list else above or "")
        self.warnings += [problem for problem in found if problem.warning]
        self.problems += [problem for problem in found if not problem.warning]

    def _check_block(self, scalar: Scalar, last: int) -> None:
        frame = self._stack[-1] if self._stack else None
        outer = self._stack[-2] if len(self._stack) > 1 else None
        list_key = outer.key.value if outer is not None and outer.key is not None else ""
        column = frame.column - 1 if frame is not None and frame.is_mapping else None
        found = yaml_bare.key_in_text(self._lines, scalar, last, column, list_key)
        self.warnings += [found] if found is not None else []

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if not frame.is_mapping:
            frame.children.append(node)
        elif frame.key is not None:
            frame.entries.append(Entry(frame.key, node))
            frame.key = None
        else:  # A list, mapping or alias as a key was refused already; its value still needs a place.
            frame.key = Scalar("", node.line, node.column, quoted=True, style='"')

    def _check_properties(self, event: yaml.NodeEvent, line: int, tagged: bool) -> None:
        if event.anchor is not None:
            self.problems.append(say.unquoted(self._lines, line, character="&"))
        elif tagged:
            self.problems.append(say.unquoted(self._lines, line, character="!"))

    def _check_key_place(self, line: int, column: int) -> None:
        if self._stack and self._stack[-1].is_mapping and self._stack[-1].key is None:
            if self._stack[-1].flow and self._lines[line][column : column + 1] == "{":
                self.problems.append(yaml_braces.braces(self._lines, line, column))
            else:
                self._refuse(line, column, message("yaml.complex_key"), message("yaml.mend.complex_key"))

    def _key(self, key: Scalar, frame: Open, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Check a key and keep it until its value comes."""
        frame.key = key
        line, column = start
        text = self._lines[line]
        after = self._lines[end[0]][end[1] :].lstrip(" \t")
        colon = after.startswith(":") and after[1:2] not in (",", "]", "}")
        if is_absent(key):
            self._refuse(line, column, message("yaml.no_key"), message("yaml.mend.no_key"))
        elif text[:column].rstrip().endswith("?") or not (colon or frame.flow):
            self._refuse(line, column, message("yaml.complex_key"), message("yaml.mend.complex_key"))
        elif not colon:
            self.problems.append(yaml_braces.braces(self._lines, line, column))
        elif key.value == "<<" and not key.quoted:
            self._refuse(line, column, message("yaml.merge_key"), message("yaml.mend.merge_key"))
        elif key.value in frame.seen:
            first = frame.seen[key.value]
            what = message("yaml.duplicate_key", key=one_line(key.value, 60), first=first)
            self._refuse(line, column, what, message("yaml.mend.duplicate_key"))
            frame.twins.append((key.value, self.problems[-1]))
        elif not key.quoted and is_smart_quoted(key.value, key=True):
            self.problems.append(smart_quotes(self._lines, line))
        elif not key.quoted and not text.isascii():
            unseen = unseen_in_key(self._lines, line, column, end[1] if end[0] == line else len(text))
            self.problems += [unseen] if unseen is not None else []
        frame.seen.setdefault(key.value, key.line)
