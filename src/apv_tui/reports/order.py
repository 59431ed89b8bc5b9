"""The running order as a table: when, how long, what, in which groups, with which lists."""

from collections.abc import Mapping

from apv_tui.core.agenda import Agenda
from apv_tui.core.running_order import MeetingOrder, Row, running_order
from apv_tui.reports.document import Block, Column, Document, Heading, Page, Para, Table
from apv_tui.reports.phrases import BETWEEN, Phrases
from apv_tui.words import Words


def order_document(
    agenda: Agenda,
    words: Words,
    *,
    start: int | None = None,
    people: int | None = None,
    meeting: str = "",
    changed: Mapping[str, int] | None = None,
) -> Document:
    """Give the running order of an agenda, or of one of its meetings; `start` in minutes from midnight.

    `changed` has the minutes that steps were given instead of the agenda's; those stand in brackets.
    """
    say = Phrases(words, agenda, start)
    orders = [each for each in running_order(agenda, people, changed) if meeting in ("", each.meeting.id)]
    title = words("show.title", title=agenda.title)
    return Document(title, words.language, tuple(_page(each, say) for each in orders), under(say, people))


def under(say: Phrases, people: int | None) -> str:
    """Say what the times count from, and for how many people it is."""
    said = [] if people is None else [say.words("show.people", n=people)]
    if say.start is None:
        said.append(say.words("show.from_start"))
    return BETWEEN.join(said)


def _page(order: MeetingOrder, say: Phrases) -> Page:
    words = say.words
    heads = (
        Column(words("show.time"), "short"),
        Column(words("show.min"), "short"),
        Column(words("show.section"), "over"),
        Column(words("show.step"), "main"),
        Column(words("show.happens"), "plain"),
        Column(words("show.groups"), "more"),
        Column(words("show.lists"), "more"),
    )
    rows = tuple(
        (
            say.clock(row.begins),
            str(row.minutes) if row.minutes == row.step.minutes else f"{row.minutes} ({row.step.minutes})",
            row.section if row.section != row.step.title else "",
            row.step.title,
            BETWEEN.join((say.kind(row.step), *say.marks(row, shortened=False))),
            say.groups(row),
            lists(row, say),
        )
        for row in order.rows
    )
    used = [
        at for at, head in enumerate(heads) if head.kind in ("short", "main") or any(row[at] for row in rows)
    ]
    parts = tuple(at for at, row in enumerate(order.rows) if row.section)
    table = Table(
        tuple(heads[at] for at in used), tuple(tuple(row[at] for at in used) for row in rows), parts
    )
    return Page((*head(order, say), Para(totals(order, say), "strong"), table))


def head(order: MeetingOrder, say: Phrases) -> tuple[Block, ...]:
    """Give the title of a meeting, who comes, and what it is about."""
    meeting, words = order.meeting, say.words
    facts = [meeting.who or "", say.weeks_after(meeting)]
    if meeting.private:
        facts.append(words("show.leader_alone"))
    if meeting.repeats:
        facts.append(words("show.repeats"))
    blocks: list[Block] = [Heading(1, meeting.title)]
    if any(facts):
        blocks.append(Para(BETWEEN.join(filter(None, facts))))
    if meeting.about:
        blocks.append(Para(meeting.about))
    if order.earlier:
        blocks.append(Para(words("show.earlier", lists=say.lists(order.earlier)), "note"))
    return tuple(blocks)


def totals(order: MeetingOrder, say: Phrases) -> str:
    """Give the minutes of a meeting, the breaks among them, when it ends, and what is left of its time."""
    words = say.words
    said = [words("show.planned", n=order.planned)]
    if order.breaks:
        said.append(words("show.breaks", n=order.breaks))
    ends = say.clock(order.planned)
    said.append(words("show.lasts", time=ends) if say.start is None else words("show.ends", time=ends))
    if order.set_aside is not None:
        said.append(words("show.set_aside", n=order.set_aside))
        if order.spare:
            said.append(words("show.spare" if order.spare > 0 else "show.over", n=abs(order.spare)))
    return BETWEEN.join(said)


def lists(row: Row, say: Phrases) -> str:
    """Say which lists a step takes up and which it fills."""
    said = []
    if row.reads:
        said.append(say.words("show.reads", lists=say.lists(row.reads)))
    if row.fills:
        said.append(say.words("show.fills", lists=say.lists(row.fills)))
    return BETWEEN.join(said)
