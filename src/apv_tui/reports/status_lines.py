"""Where cases stand, as lines for a terminal: measured in cells, and plain text whoever wrote it.

Rich's tables take milliseconds each, which a thousand cases multiply; these lines need no more than its measure.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from rich.cells import cell_len

from apv_tui.core.standing import Wanting
from apv_tui.core.text import one_line, safe
from apv_tui.core.when import brief
from apv_tui.reports.phrases import BETWEEN
from apv_tui.reports.status import CaseRow, Overview
from apv_tui.words import Words

LEAST: Final = 40
Span = tuple[date, date]


def render(overview: Overview, words: Words, width: int) -> str:
    """Give what wants looking at, case by case, in lines of at most `width` cells."""
    page = _Lines(overview, words, max(LEAST, width))
    return "\n".join(page.lines()).strip("\n") + "\n"


class _Lines:
    def __init__(self, overview: Overview, words: Words, width: int) -> None:
        self.overview = overview
        self.words = words
        self.width = width

    def lines(self) -> Iterator[str]:
        overview, words = self.overview, self.words
        yield from wrapped(words("status.title", when=words.date(overview.now)), self.width)
        yield from wrapped(self.summary(), self.width)
        wanting = [row for row in overview.cases if row.wants(overview.today, overview.days)]
        for row in wanting:
            yield from self.case(row)
        rest = len(overview.cases) - len(wanting)
        if rest:
            yield ""
            yield from wrapped(words("status.rest", n=rest, days=overview.days), self.width)
        yield from self.about_files()

    def summary(self) -> str:
        words = self.words
        every = [row.standing for row in self.overview.cases]
        late, due = sum(each.late for each in every), sum(each.due for each in every)
        nobody = sum(each.count("no_owner") for each in every)
        undated = sum(each.count("no_deadline", "no_follow_up") for each in every)
        passed = sum(each.coming.how == "passed" for each in every)
        said = [
            words("status.late", n=late) if late else "",
            words("status.due", n=due, days=self.overview.days) if due else "",
            words("status.no_owner", n=nobody) if nobody else "",
            words("status.undated", n=undated) if undated else "",
            words("status.meetings", n=passed) if passed else "",
        ]
        told = [*filter(None, said)] or ([words("status.nothing")] if every else [])
        return BETWEEN.join((words("status.cases", n=len(every)), *told))

    def case(self, row: CaseRow) -> Iterator[str]:
        words, standing = self.words, row.standing
        yield ""
        heading = [*wrapped(one_line(row.name), self.width)]
        yield from heading
        yield "─" * max(map(cell_len, heading))
        yield from wrapped(row.file, self.width)
        where = words.say(standing.where) if standing.where is not None else words("outlook.held")
        counts = [words("status.actions", n=standing.actions)]
        counts += [words("status.ended", n=standing.ended)] if standing.ended else []
        yield from wrapped(BETWEEN.join((where, *counts)), self.width)
        if standing.renew and standing.holds_until:
            when = words.say(brief(standing.holds_until, standing.holds_until, self.overview.today))
            said = "status.renew.passed" if standing.renew == "passed" else "status.renew.soon"
            yield from wrapped(words(said, when=when), self.width)
        states = [self.state(each) for each in standing.wanting]
        first = min(max(map(cell_len, states), default=0), self.width // 3)
        for each, state in zip(standing.wanting, states, strict=True):
            yield from self.action(each, state, first)

    def action(self, each: Wanting, state: str, first: int) -> Iterator[str]:
        """Give an action: how it stands, its number, its words, and below them who and by when."""
        head = f"  {padded(state, first)}  {each.number:>3}  "
        room = self.width - cell_len(head)
        blank = " " * cell_len(head)
        text = one_line(each.text) or self.words("item.no_words")
        for at, line in enumerate((*wrapped(text, room), *wrapped(self.who(each), room))):
            yield (blank if at else head) + line

    def state(self, each: Wanting) -> str:
        words = self.words
        if "late" in each.why:
            return words("status.days_late", n=each.late)
        if "due" in each.why:
            return words("status.why.due")
        return words("status.why.soon" if "soon" in each.why else "status.why.lacking")

    def who(self, each: Wanting) -> str:
        words = self.words
        deadline, follow_up = self.day(each.deadline), self.day(each.follow_up)
        return BETWEEN.join(
            (
                one_line(each.owner) or words("status.none.owner"),
                words("status.deadline", when=deadline) if deadline else words("status.none.deadline"),
                words("status.follow_up", when=follow_up) if follow_up else words("status.none.follow_up"),
            )
        )

    def day(self, days: Span | None) -> str:
        return self.words.say(brief(*days, self.overview.today)) if days else ""

    def about_files(self) -> Iterator[str]:
        """Say what was passed over, and what has to be known of the files that were read."""
        overview, words = self.overview, self.words
        if overview.passed_over:
            yield ""
            yield from wrapped(f"{words('status.passed_over', n=len(overview.passed_over))}:", self.width)
        for each in overview.passed_over:
            yield f"  · {each.file}"  # whole, to be copied
            yield from (f"    {line}" for line in wrapped(words.say(each.what), self.width - 4))
        noticed = [words.say(notice) for row in overview.cases for notice in row.notices]
        noticed += [
            words("status.copy", file=copy, of=row.file) for row in overview.cases for copy in row.copies
        ]
        if noticed:
            yield from self.listed(words("status.noticed"), noticed)
        left = [words("status.confidential", n=overview.confidential)] if overview.confidential else []
        left += [words("status.other_files", n=overview.other_files)] if overview.other_files else []
        if left:
            yield ""
            yield from wrapped(" ".join(left), self.width)

    def listed(self, heading: str, texts: Iterable[str]) -> Iterator[str]:
        yield ""
        yield from wrapped(f"{heading}:", self.width)
        for text in texts:
            for at, line in enumerate(wrapped(text, self.width - 4)):
                yield ("    " if at else "  · ") + line


def padded(text: str, cells: int) -> str:
    """Fill a text up to so many cells."""
    return text + " " * max(0, cells - cell_len(text))


def wrapped(text: str, cells: int) -> Iterator[str]:
    """Give a text in lines of at most so many cells, broken between words; a longer word is broken where it ends."""
    line = ""
    for word in safe(text).split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= cells:
            line = longer
            continue
        if line:
            yield line
        line = word
        while cell_len(line) > cells:
            fitting = _fitting(line, cells)
            yield line[:fitting]
            line = line[fitting:]
    yield line


def _fitting(word: str, cells: int) -> int:
    used = 0
    for at, sign in enumerate(word):
        used += cell_len(sign)
        if used > cells:
            return max(1, at)
    return len(word)
