"""What is drawn while groups prioritise: the list to choose from, a group's sheet, and what all have chosen."""

from collections.abc import Sequence
from typing import NamedTuple

from apv_tui.core.agenda import Prioritise
from apv_tui.core.choosing import Sheet, due, proposals_of, sheets, wishes_of
from apv_tui.core.state import Item
from apv_tui.tui.lines import Line, Lines, Span, clip, hanging, line, pages_of, paragraph, width_of
from apv_tui.tui.stages.base import Stage, spread
from apv_tui.tui.stages.listing import MARGIN, around
from apv_tui.tui.stages.tabs import tabs


def asked_of(stage: Stage, step: Prioritise, group: int) -> str:
    """Say what is asked of a group now."""
    now, name = due(stage.state, step, group), stage.group_name(group)
    if now.what == "proposal":
        return stage.words("prioritise.ask.proposal", group=name, number=now.number, of=step.proposals)
    if now.what == "nothing":
        return stage.words("prioritise.ask.nothing", group=name)
    another = bool(wishes_of(stage.state, step, group))
    return stage.words("prioritise.ask.another" if another else "prioritise.ask.wish", group=name)


def prompt_of(stage: Stage, step: Prioritise, group: int) -> str:
    """Give the same in a few words, for the line that is typed in."""
    now, name = due(stage.state, step, group), stage.group_name(group)
    if now.what == "proposal":
        return stage.words("prioritise.prompt.proposal", group=name, number=now.number, of=step.proposals)
    if now.what == "nothing":
        return stage.words("prioritise.prompt.nothing", group=name)
    return stage.words("prioritise.prompt.wish", group=name, name=_called(stage, step, 1))


def _called(stage: Stage, step: Prioritise, count: int) -> str:
    """Give what one or several of the chosen items are called."""
    spec = stage.desk.agenda.lists.get(step.into)
    return (spec.one if count == 1 else spec.many) if spec else ""


def group_tabs(stage: Stage, step: Prioritise, here: int, width: int) -> Line:
    """Give how far each group is, the one in view in brackets."""
    long, short = [], []
    for at in range(len(stage.groups)):
        now, name = due(stage.state, step, at), stage.group_name(at)
        if not wishes_of(stage.state, step, at):
            long.append(stage.words("prioritise.tab.wish", group=name, name=_called(stage, step, 1)))
            short.append(f"{at + 1}: ?")
        elif now.what == "proposal" and now.wish is not None:
            known, most = now.number - 1, step.proposals
            long.append(stage.words("prioritise.tab.proposals", group=name, number=known, of=most))
            short.append(f"{at + 1}: {known}/{most}")
        else:
            long.append(f"{name} √")
            short.append(f"{at + 1} √")
    return tabs(long, short, here, width)


class Row(NamedTuple):
    """One row of a group's sheet: a wish (`place` 0) or one of its proposals, numbered from 1."""

    item: Item
    place: int
    blanks: int = 0
    """How many proposals are still asked for below this row."""


def sheet_rows(stage: Stage, step: Prioritise, group: int) -> tuple[Row, ...]:
    """Give the sheet of a group."""
    rows: list[Row] = []
    for wish in wishes_of(stage.state, step, group):
        known = proposals_of(stage.state, step, group, wish.id)
        block = [Row(wish, 0), *(Row(item, place) for place, item in enumerate(known, 1))]
        block[-1] = block[-1]._replace(blanks=max(0, step.proposals - len(known)))
        rows += block
    return tuple(rows)


def sheet_lines(
    stage: Stage, step: Prioritise, group: int, cursor: int, width: int, height: int, like: Sequence[str]
) -> Lines:
    """Give a group's sheet around the row that is chosen or filled next; `like` says what each row resembles."""
    rows = sheet_rows(stage, step, group)
    joint = {sheet.wish.id: sheet for sheet in sheets(stage.state, step) if len(sheet.groups) > 1}

    def build(at: int) -> Lines:
        row, room = rows[at], width - MARGIN
        mark = "►" if at == cursor else " "
        if row.place:
            lines = _proposal(stage, row, mark, room, chosen=at == cursor)
        else:
            lines = _wish(stage, row.item, mark, room, like[at], chosen=at == cursor)
            if row.item.id in joint:
                said = same_words(stage, joint[row.item.id])
                lines += [line("   ", *words) for words in paragraph(said, room - 3, role="warn")]
        first = row.place + 1
        return [*lines, *(_blank(place) for place in range(first, first + row.blanks))]

    open_rows = [at for at, row in enumerate(rows) if row.blanks]
    at = cursor if cursor >= 0 else (open_rows[-1] if open_rows else len(rows) - 1)
    return around(len(rows), at, width, height, build)


def _wish(stage: Stage, item: Item, mark: str, width: int, like: str, *, chosen: bool) -> Lines:
    sign = like or verdict_sign(stage, item)
    room = width - (width_of(line(sign)) + 2 if sign else 0)
    head = Span(f"{mark}{item.number:>3}  ", "cursor" if chosen else "accent", True)
    lines = hanging(head, stage.desk.item_text(item), room, "cursor" if chosen else "heading", True)
    if sign:
        lines[0] = spread(lines[0], line(sign, role="warn"), width)
    return lines


def _proposal(stage: Stage, row: Row, mark: str, width: int, *, chosen: bool) -> Lines:
    sign = "√" if stage.desk.noted(row.item.id) else "·"
    head = Span(f"{mark}    {row.place} {sign} ", "cursor" if chosen else "muted")
    return hanging(head, stage.desk.item_text(row.item), width, "cursor" if chosen else "text")


def _blank(place: int) -> tuple[Span, ...]:
    return (Span(f"     {place}   …", "muted"),)


def same_words(stage: Stage, sheet: Sheet) -> str:
    """Say that several groups have chosen the same, and what becomes of their sheets (APV-X7)."""
    return stage.words("prioritise.same", groups=numbers(stage, sheet.groups), n=len(sheet.proposals))


def numbers(stage: Stage, groups: Sequence[int]) -> str:
    """Give the numbers of groups as they are read aloud: 2, 5 and 6."""
    return stage.desk.listed([str(group + 1) for group in groups])


def verdict_sign(stage: Stage, item: Item) -> str:
    """Give in a few words what was decided about an item, where that stands against it."""
    if item.verdict == "not_possible":
        return f"× {stage.words('prioritise.not_possible')}"
    return stage.words("prioritise.partly") if item.verdict == "partly" else ""


def gross_pages(stage: Stage, step: Prioritise, width: int, height: int) -> list[Lines]:
    """Give the pages of the list to choose from, under its headings, with what was chosen and what cannot be."""
    state = stage.state
    chosen = {sheet.wish.id: sheet.groups for sheet in sheets(state, step)}
    items = state.standing(step.list)
    if not items:
        return [paragraph(stage.words("prioritise.empty"), width, role="muted")]
    blocks: list[Lines] = []
    named = [
        heading for heading in state.headings.get(step.list, ()) if any(i.heading == heading for i in items)
    ]
    for heading in (*named, ""):
        under = [item for item in items if (item.heading if item.heading in named else "") == heading]
        rows = [_gross_row(stage, item, chosen.get(item.id, ()), width) for item in under]
        if heading and rows:
            rows[0] = [line(Span(clip(heading, width), "accent", True)), *rows[0]]
        blocks += rows
    return pages_of(blocks, height)


def _gross_row(stage: Stage, item: Item, groups: Sequence[int], width: int) -> Lines:
    verdict = verdict_sign(stage, item)
    taken = (
        stage.words("prioritise.taken", groups=", ".join(str(group + 1) for group in groups))
        if groups
        else ""
    )
    sign = " · ".join(filter(None, (verdict, taken)))
    room = width - (width_of(line(sign)) + 2 if sign else 0)
    role = "muted" if item.verdict == "not_possible" else "text"
    lines = hanging(Span(f"{item.number:>3}  ", "accent", True), stage.desk.item_text(item), room, role)
    if sign:
        lines[0] = spread(lines[0], line(sign, role="warn" if verdict else "good"), width)
    return lines


def overview(stage: Stage, step: Prioritise, width: int, height: int) -> Lines:
    """Give all wishes that were chosen, each once, in at most so many lines; [] where that says nothing."""
    found = sheets(stage.state, step)
    if height < 2 or not found:
        return []
    said = stage.words("prioritise.chosen", count=len(found), name=_called(stage, step, len(found)))
    rows: Lines = [line(said, role="muted")]
    room = height - 1
    shown = found if len(found) <= room else found[: room - 1]
    for sheet in shown:
        groups = ", ".join(str(group + 1) for group in sheet.groups)
        right = line(stage.words("prioritise.by", groups=groups, n=len(sheet.proposals)), role="muted")
        head = f"{sheet.wish.number:>3}  "
        text = clip(stage.desk.item_text(sheet.wish), width - len(head) - width_of(right) - 2)
        rows.append(spread(line(Span(head, "muted"), text), right, width))
    if len(shown) < len(found):
        rows.append(line(f"     {stage.words('prioritise.more', n=len(found) - len(shown))}", role="muted"))
    return rows
