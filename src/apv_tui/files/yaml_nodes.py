"""The tree that `yaml_tree.read_yaml` gives. Lines and columns count from 1."""

from typing import Literal, NamedTuple, TypeAlias

from apv_tui.core.messages import Problem
from apv_tui.core.text import safe
from apv_tui.files.yaml_lines import LONGEST_LINE

Style: TypeAlias = Literal["", "'", '"', "|", ">"]


class Scalar(NamedTuple):
    """A text as it was written. Lines and columns count from 1.

    `style` is the quotation mark, `|` or `>` of a block, or "" for plain text; `quoted` is true for all but
    plain text. A key with nothing after it has an absent scalar, see `is_absent`.
    """

    value: str
    line: int
    column: int
    quoted: bool = False
    style: Style = ""


class Sequence(NamedTuple):
    """A list. `flow` tells that it was written in brackets, `[a, b]`."""

    items: "tuple[Node, ...]"
    line: int
    column: int
    flow: bool = False


class Entry(NamedTuple):
    """A key with its value."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; no key stands twice. `flow`: written in braces."""

    entries: tuple[Entry, ...]
    line: int
    column: int
    flow: bool = False

    def get(self, key: str) -> "Node | None":
        """Give the value of a key, or None."""
        return next((entry.value for entry in self.entries if entry.key.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


class Document(NamedTuple):
    """What was read, the warnings about it, and its lines, for excerpts of problems found later."""

    root: Node
    warnings: tuple[Problem, ...]
    lines: tuple[str, ...]

    def line_text(self, line: int) -> str:
        """Give the text of a line (from 1), safe to show; "" for a line that is not there."""
        return safe(self.lines[line - 1][:LONGEST_LINE]) if 0 < line <= len(self.lines) else ""


def is_absent(node: Node) -> bool:
    """Tell whether nothing was written: `key:` with nothing after it. `key: ""` is not absent."""
    return isinstance(node, Scalar) and not node.quoted and not node.value


class Open:
    """A list or mapping whose end has not come, while the tree is built.

    `key` is a key waiting for its value, `seen` has the line of each key, `twins` those that stand twice.
    """

    __slots__ = ("children", "column", "entries", "flow", "is_mapping", "key", "line", "seen", "twins")

    def __init__(self, *, is_mapping: bool, line: int, column: int, flow: bool) -> None:
        self.is_mapping = is_mapping
        self.line = line
        self.column = column
        self.flow = flow
        self.key: Scalar | None = None
        self.children: list[Node] = []
        self.entries: list[Entry] = []
        self.seen: dict[str, int] = {}
        self.twins: list[tuple[str, Problem]] = []
