"""What is the leader's, on a page: how late it is, what is missing, what to say, what comes, who is where.

It is for a window that the room does not see. Pure: it is drawn from the desk, whatever screen it is on.
"""

from typing import Final

from apv_tui.core.catching_up import minutes_to_win
from apv_tui.core.facts import IdeaNoted
from apv_tui.core.overview import Lack, lacks, last_done
from apv_tui.core.preparing import at_hand, hang_ups, papers_of
from apv_tui.core.running_order import lists_filled
from apv_tui.core.schedule import Schedule, minutes_now, schedule, step_after
from apv_tui.tui.desk import Desk
from apv_tui.tui.lines import EMPTY, Line, Lines, Span, clip, hanging, line, page, paragraph, width_of
from apv_tui.tui.stages.base import Stage, with_page_sign
from apv_tui.tui.stages.rounds import RoundsStage
from apv_tui.tui.stages.seats import Cell, lay_out, name_list, seats_of
from apv_tui.tui.told import what_was_done

TWO_COLUMNS: Final = 100
"""Columns from which what to do and who is where stand side by side."""
ROOMY: Final = 12
"""Rows from which parts have an empty row between them."""
TALL: Final = 30
"""Rows of a window from which the clock above the page may be larger."""
MOST_DONE: Final = 5
MOST_NAMED: Final = 12
"""Of those who are not here so many are named."""
_GAP: Final = 3
_MANY: Final = 500
"""Rows for what is paged here, and not where it is made."""


class LeaderPage:
    """Gives the page as lines, and remembers which part of it is shown where it is longer than the window."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.number = 0
        self.pages = 1

    def lines(self, stage: Stage, width: int, height: int, *, with_step: bool = True) -> Lines:
        """Give the page; `with_step` a step for the leader alone is on it, which the room does not see."""
        parts = Parts(self.desk, stage, height)
        room = height
        for _ in range(2):  # the sign of several pages takes a row
            shown = self._set(parts, width, room, with_step=with_step)
            if self.pages == 1 or room < height:
                break
            room = height - 1
        return with_page_sign(shown, self.number % self.pages + 1, self.pages, self.desk.words, width, height)

    def _set(self, parts: "Parts", width: int, height: int, *, with_step: bool) -> Lines:
        if width < TWO_COLUMNS:
            part = page([*parts.to_do(width, with_step), *parts.to_know(width)], height, self.number)
            self.pages = part.of
            return part.lines
        left = (width - _GAP) * 3 // 5
        blocks = parts.to_do(left, with_step), parts.to_know(width - left - _GAP)
        self.pages = max(page(each, height, 0).of for each in blocks)
        at = self.number % self.pages
        sides = [shown.lines if (shown := page(each, height, at)).number == at + 1 else [] for each in blocks]
        rows: Lines = []
        for row in range(max(map(len, sides))):
            one, other = (side[row] if row < len(side) else EMPTY for side in sides)
            rows.append((*one, Span(" " * (left + _GAP - width_of(one))), *other) if other else one)
        return rows


class Parts:
    """The parts of the page, each as blocks that are kept whole where they fit."""

    def __init__(self, desk: Desk, stage: Stage, height: int) -> None:
        self.desk = desk
        self.stage = stage
        self.height = height
        self.words = desk.words

    def to_do(self, width: int, with_step: bool) -> list[Lines]:
        """Give how late it is, what is missing, the step that the room does not see, what comes, what to say."""
        blocks: list[Lines] = [standing(self.desk, width)]
        blocks += [
            hanging(Span("! ", "warn", True), each, width, "warn", True) for each in missing(self.desk)
        ]
        blocks.append([EMPTY])
        if with_step and self.stage.is_private():
            blocks += [self.stage.body(width, max(4, self.height // 2)), [EMPTY]]
        return self._spaced([*blocks, *self._next(width), *self._notes(width)])

    def to_know(self, width: int) -> list[Lines]:
        """Give what the room has before it, who is where, and what was done last."""
        return self._spaced([*self._room(width), *self._people(width), *self._done(width)])

    def _spaced(self, blocks: list[Lines]) -> list[Lines]:
        return blocks if self.height >= ROOMY else [block for block in blocks if block != [EMPTY]]

    def _part(self, heading: str, rows: list[Lines]) -> list[Lines]:
        """Put a heading over rows, so that it never stands alone at the end of a page."""
        if not rows:
            return []
        first = [line(self.words(heading), role="heading", bold=True), *rows[0]]
        return [first, *rows[1:], [EMPTY]]

    def _notes(self, width: int) -> list[Lines]:
        step, meeting = self.desk.state.step, self.desk.state.meeting
        if step is None:
            texts = at_hand(meeting) if meeting is not None else ()
            return self._part("notes.bring", [hanging(Span("● ", "accent"), text, width) for text in texts])
        blocks: list[Lines] = []
        for label, said in (("say", step.say), ("notes", step.notes), ("bring", step.bring)):
            blocks += self._part(
                f"notes.{label}", [hanging(Span("● ", "accent"), text, width) for text in said]
            )
        return blocks

    def _next(self, width: int) -> list[Lines]:
        state, words = self.desk.state, self.words
        step, meeting = step_after(state), state.meeting
        if step is None or meeting is None:
            return []
        rows = [hanging(Span("● ", "accent"), next_step(self.desk), width, "text", True)]
        titles = {id_: spec.title for id_, spec in self.desk.agenda.lists.items()}
        more = [
            words(f"show.hang.{hang.what}", list=titles.get(hang.list, hang.list))
            for hang in hang_ups(self.desk.agenda, meeting, step)
        ]
        papers = [words(f"print.{paper}") for paper in papers_of(meeting, step)]
        if papers:
            more.append(f"{words('show.hand_out')}: {self.desk.listed(papers)}")
        if step.bring:
            more.append(f"{words('notes.bring')}: {self.desk.listed(step.bring)}")
        return self._part("leader.next", [*rows, *(hanging(Span("  "), text, width) for text in more)])

    def _room(self, width: int) -> list[Lines]:
        state, words = self.desk.state, self.words
        step = state.step
        if step is None:
            return []
        rows: list[Lines] = []
        if self.stage.is_private():
            rows.append(paragraph(words("leader.room_covered"), width, role="warn", bold=True))
        for list_id in lists_filled(step):
            spec = self.desk.agenda.lists.get(list_id)
            count = sum(1 for item in state.at_hand(list_id) if item.stands)
            if spec is not None and count:
                name = spec.one if count == 1 else spec.many
                rows.append(paragraph(words("collect.total", count=count, name=name), width))
        return self._part("leader.room", rows)

    def _people(self, width: int) -> list[Lines]:
        state, stage, words = self.desk.state, self.stage, self.words
        rows: list[Lines] = []
        if isinstance(stage, RoundsStage) and stage.groups:
            rows = [[row] for shown in stage.group_pages(width, _MANY) for row in shown]
        elif state.step is not None and stage.groups:
            seats = seats_of(state, stage.groups)
            cells = [Cell(f"{each.place + 1:>2}  ", tuple(name_list(self.desk, each))) for each in seats]
            rows = [[row] for shown in lay_out(cells, width, _MANY, compact=True) for row in shown]
        here = {person.id for person in state.present}
        away = [id_ for id_ in state.people if id_ not in here]
        counted = words("lobby.here", n=len(here), known=len(state.people))
        told = [paragraph(counted, width)] if state.people else []
        if away:
            names = self.desk.listed([self.desk.name(id_) for id_ in away[:MOST_NAMED]])
            rest = len(away) - MOST_NAMED
            names = words("leader.and_more", names=names, n=rest) if rest > 0 else names
            told.append(paragraph(words("leader.away", names=names), width))
        return self._part("leader.who", [*told, *rows])

    def _done(self, width: int) -> list[Lines]:
        rows = []
        for entries in last_done(self.desk.record.entries, MOST_DONE):
            told = what_was_done(self.desk, entries)
            first = entries[0].fact
            if isinstance(first, IdeaNoted) and first.item in self.desk.state.items:
                told = f"{told}  {self.desk.item_text(self.desk.state.items[first.item])}"
            if told:
                time = self.words.time_of_day(entries[0].at)
                rows.append(hanging(Span(f"{time}  ", "muted"), told, width))
        return self._part("leader.done", rows)


def most_digits(height: int) -> int:
    """Give how many rows the digits of the clock have at most, above the page in a window of so many rows."""
    return 5 if height >= TALL else 3


def standing(desk: Desk, width: int) -> Lines:
    """Say how far ahead or behind it is, when it will end as things stand, and which end was promised."""
    plan = schedule(desk.state, desk.now())
    if plan is None:
        return paragraph(desk.words("late.none"), width)
    role = "over" if minutes_to_win(plan) else "heading"
    return paragraph(_stands(desk, plan), width, role, bold=True)


def _stands(desk: Desk, plan: Schedule) -> str:
    words = desk.words
    minutes = abs(plan.minutes_behind)
    how = "late.on_time" if not minutes else "late.behind" if plan.behind > 0 else "late.ahead"
    return words(
        "late.stands",
        how=words(how, n=minutes) if minutes else words(how),
        end=words.time_of_day(plan.said_end),
        promised=words.time_of_day(plan.promised_end),
    )


def missing(desk: Desk) -> list[str]:
    """Say what is missing."""
    return [_lack(desk, each) for each in lacks(desk.state)]


def _lack(desk: Desk, lack: Lack) -> str:
    names = [desk.name(person) for person in lack.people] or [str(number) for number in lack.numbers]
    if lack.what == "strokes":
        return desk.words("leader.lack.strokes", n=lack.n, of=lack.of)
    return desk.words(f"leader.lack.{lack.what}", n=len(names), who=desk.listed(names))


def next_step(desk: Desk) -> str:
    """Say which step comes, when and for how long; "" where none does."""
    state, words = desk.state, desk.words
    step = step_after(state)
    if step is None:
        return ""
    plan = schedule(state, desk.now())
    begins = next((row.expected for row in plan.rows if row.step.id == step.id), None) if plan else None
    minutes = words("leader.minutes", step=step.title, n=minutes_now(state, step))
    told = f"{words.time_of_day(begins)}  {minutes}" if begins is not None else minutes
    private = step.private or (state.meeting is not None and state.meeting.private)
    return f"{told} · {words('window.leader')}" if private else told


def beside_the_work(desk: Desk, width: int, height: int) -> Lines:
    """Give the few rows that stand below the step where the leader's own window leads."""
    rows: list[Line] = [_clipped(row, width) for row in standing(desk, _MANY)]
    lacking, coming = missing(desk), next_step(desk)
    below = [line(Span(clip(f"! {each}", width), "warn", True)) for each in lacking]
    if coming:
        below.append(line(Span(clip(f"{desk.words('leader.next')}: {coming}", width))))
    return [*rows, *below][: 3 if height >= 30 else 2 if height >= 20 else 1]


def _clipped(row: Line, width: int) -> Line:
    span = row[0]
    return line(span._replace(text=clip(span.text, width)))
