"""Who sits in a group now, and how lists of groups and of items are laid out on pages."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from apv_tui.core.plans import numbered
from apv_tui.core.state import Group, State, seated_now
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, line, pages_of, width_of, wrap
from apv_tui.tui.stages.plan_lines import listed_rows
from apv_tui.words import Words

GAP = 2
LEAST_COLUMN = 22
COLUMN = 38
"""One more column of groups for each so many columns of the screen; few and wide reads best from afar."""


class Seats(NamedTuple):
    """A group as it sits now: those who take turns, those who came late, and the group's place from 0.

    `heads` counts those who sit there without being known by name. A group is `unknown` where nobody said who
    is in it: it formed around a sheet while the leader had other things to do.
    """

    place: int
    members: tuple[str, ...]
    late: tuple[str, ...] = ()
    heads: int = 0
    unknown: bool = False

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who sit there and are known by name."""
        return self.members + self.late

    @property
    def turns(self) -> int:
        """How many take turns, with a name or without."""
        return len(self.members) + self.heads

    @property
    def left(self) -> bool:
        """Whether everybody has left."""
        return not (self.everyone or self.heads or self.unknown)


def seats_of(state: State, groups: Sequence[Group]) -> tuple[Seats, ...]:
    """Give the groups without those who have left."""
    return tuple(
        Seats(place, members, late, group.heads, bool(group.item) and not (group.everyone or group.heads))
        for place, (group, (members, late)) in enumerate(zip(groups, seated_now(state, groups), strict=True))
    )


def name_list(desk: Desk, seats: Seats) -> list[str]:
    """Give the names of a group for `pack`, those who came late marked as new."""
    late = {*seats.late}
    names = [
        desk.words("groups.new", name=desk.name(person)) if person in late else desk.name(person)
        for person in seats.everyone
    ]
    if seats.heads:
        names.append(desk.words("groups.heads" if names else "groups.heads_only", n=seats.heads))
    elif seats.unknown:
        names.append(desk.words("groups.unknown"))
    return [f"{name}," for name in names[:-1]] + names[-1:]


def turn_names(desk: Desk, seats: Seats) -> tuple[str, ...]:
    """Give what those who take turns are called, in order: by name, and by number where only heads are known."""
    named = [desk.name(person) for person in seats.members]
    unnamed = range(len(named) + 1, len(named) + seats.heads + 1)
    return (*named, *(desk.words("groups.nth", number=number) for number in unnamed))


class Cell(NamedTuple):
    """A head and words that are kept whole (a name, a number with its name), for one place in a list."""

    head: str
    parts: tuple[str, ...]
    between: str = " "
    role: str = "text"

    def lines(self, width: int) -> Lines:
        """Give the cell in at most `width` columns, further lines under the first word."""
        head = Span(self.head, "cursor" if self.role == "cursor" else "accent", True)
        indent = min(width_of((head,)), max(0, width - 8))
        rows = pack(self.parts, self.between, width - indent)
        return [
            (head if at == 0 else Span(" " * indent), Span(row, self.role)) for at, row in enumerate(rows)
        ]


def pack(parts: Sequence[str], between: str, width: int) -> list[str]:
    """Set parts in lines of at most `width` columns; a part is only broken where it is wider than a line."""
    rows = [""]
    for part in parts:
        longer = f"{rows[-1]}{between}{part}" if rows[-1] else part
        if width_of(line(longer)) <= width:
            rows[-1] = longer
            continue
        rows = rows if rows[-1] else rows[:-1]
        rows.extend(wrap(part, width))
    return rows


def lay_out(cells: Sequence[Cell], width: int, height: int, *, compact: bool = False) -> list[Lines]:
    """Give the pages of a list of cells: one column where that is enough, else as many as make fewer pages.

    With `compact` there are more columns also where they only save rows.
    """
    height = max(1, height)
    whole = [cell.lines(width) for cell in cells]
    best = even_pages(whole, height)
    for count in range(2, max(2, width // COLUMN) + 1):
        each = (width + GAP) // count - GAP
        blocks = [cell.lines(each) for cell in cells]
        if each < LEAST_COLUMN or any(len(block) > height for block in blocks):
            break
        rows = height
        if compact and len(best) == 1:
            rows = max(-(-sum(map(len, blocks)) // count), *map(len, blocks))
        stacks = _stacks(blocks, rows)
        fewer = -(-len(stacks) // count) - len(best)
        if fewer < 0 or (compact and fewer == 0 and rows < len(best[0])):
            best = []
            for at in range(0, len(stacks), count):
                page_of = stacks[at : at + count]
                kept = blocks if len(page_of) > 1 else whole  # a column alone has the whole width
                best.append(
                    _beside([[row for cell in stack for row in kept[cell]] for stack in page_of], each)
                )
    return best


def _stacks(blocks: Sequence[Lines], height: int) -> list[list[int]]:
    """Give the places of the blocks that go below each other, column after column."""
    stacks: list[list[int]] = [[]]
    used = 0
    for at, block in enumerate(blocks):
        if stacks[-1] and used + len(block) > height:
            stacks.append([])
            used = 0
        stacks[-1].append(at)
        used += len(block)
    return stacks


def _beside(stacks: Sequence[Lines], each: int) -> Lines:
    """Set columns of lines side by side."""
    rows: Lines = []
    for at in range(max(map(len, stacks))):
        spans: list[Span] = []
        for column, stack in enumerate(stacks):
            if at < len(stack) and stack[at]:
                fill = column * (each + GAP) - width_of(tuple(spans))
                spans += [Span(" " * fill), *stack[at]] if fill > 0 else stack[at]
        rows.append(tuple(spans))
    return rows


def even_pages(blocks: Sequence[Lines], height: int) -> list[Lines]:
    """Give as few pages as can be, about equally full: the last never holds one group alone."""
    pages = pages_of(blocks, height)
    rows = -(-sum(map(len, blocks)) // len(pages))
    return next(
        (even for least in range(rows, height) if len(even := pages_of(blocks, least)) == len(pages)), pages
    )


def fitted(make: Callable[[int], list[Lines]], height: int, foot: bool) -> list[Lines]:
    """Make pages for so many rows, keeping one row back for the foot and for the sign of several pages."""
    pages = make(max(1, height - foot))
    return make(max(1, height - 1)) if len(pages) > 1 and not foot else pages


def finished(
    head: Lines, pages: list[Lines], at: int, foot: str, words: Words, width: int, height: int
) -> Lines:
    """Give page `at` (wrapping round) below the head; the foot and the page sign stand on the last row."""
    number = at % len(pages)
    lines = [*head, *pages[number]]
    if foot or len(pages) > 1:
        lines = lines[: height - 1]
        lines += [EMPTY] * (height - 1 - len(lines))
        lines.append(_foot(foot, words("page.sign", number=number + 1, of=len(pages)), len(pages), width))
    return lines[:height]


def _foot(foot: str, sign: str, pages: int, width: int) -> Line:
    right = clip(sign, width) if pages > 1 else ""
    left = clip(foot, width - width_of(line(right)) - 2 if right else width)
    gap = max(0, width - width_of(line(left)) - width_of(line(right)))
    return line(Span(left, "muted"), " " * gap, Span(right, "muted")) if right else line(left, role="muted")


def list_pages(desk: Desk, lists: Sequence[str], width: int, height: int) -> list[Lines]:
    """Give the pages of lists of items that stand, each page under the title of its list; [] without items."""
    pages: list[Lines] = []
    height = max(2, height)
    for list_id in lists:
        items = numbered(desk.state, list_id)
        if not items:
            continue
        spec = desk.agenda.lists.get(list_id)
        title = [line(clip(spec.title if spec else list_id, width), role="heading", bold=True)]
        blocks = [listed_rows(desk, item, Span(f"{number:>3}  ", "muted"), width) for number, item in items]
        parts = pages_of(blocks, height - 1)
        if pages and len(parts) == 1 and len(pages[-1]) + 2 + len(parts[0]) <= height:
            pages[-1] = [*pages[-1], EMPTY, *title, *parts[0]]
        else:
            pages += [[*title, *part] for part in parts]
    return pages


def size_word(words: Words, size: int) -> str:
    """Give the number of people in a group as a word where the language has a short one for it."""
    return words(f"groups.size.{size}") if words.has(f"groups.size.{size}") else str(size)
